//! What many pages draw: an origins count, a mark of evidence, a link to a claim, a time.

use claim::{Party, PersonName, Race, When};
use jiff::tz::TimeZone;
use maud::{Markup, html};
use record::ClaimId;
use record::origins::Evidence;
use record::page::Support;

use crate::asked::encode;
use crate::layout::Frame;
use crate::words;

/// The address of a race.
pub fn race(race: &Race) -> String {
    format!("/race/{}", encode(&race.to_string()))
}

/// The address of a person: the name with underscores, which no name has.
pub fn person(name: &PersonName) -> String {
    format!("/person/{}", encode(&name.as_str().replace(' ', "_")))
}

/// The address of an outlet.
pub fn source(outlet: &str) -> String {
    format!("/source/{}", encode(&outlet.replace(' ', "_")))
}

/// The address of a claim.
pub fn claim(id: &ClaimId) -> String {
    match &id.race {
        Some(race) => format!("/claim/{}/{}", encode(&race.to_string()), id.seq),
        None => format!("/claim/-/{}", id.seq),
    }
}

/// A person's name as a link, with the party.
pub fn name(frame: &Frame<'_>, name: &PersonName, party: Option<&Party>) -> Markup {
    html! {
        a href=(frame.to(&person(name))) { (name.as_str()) }
        @if let Some(party) = party { " " (self::party(party)) }
    }
}

/// A party as a mark that does not rest on colour: its letter, with the whole word for those who hear the page.
pub fn party(party: &Party) -> Markup {
    let class = match party.letter() {
        Some('R') => "party r",
        Some('D') => "party d",
        _ => "party",
    };
    if let Some(letter) = party.letter() {
        html! { abbr class=(class) title=(party) { (letter) } }
    } else {
        html! { span class=(class) { (party) } }
    }
}

/// A time in the page's zone, for people and for programs.
pub fn time(when: When, zone: &TimeZone) -> Markup {
    html! { time datetime=(when) { (words::when(when, zone)) } }
}

/// The same with the weekday.
pub fn weekday_time(when: When, zone: &TimeZone) -> Markup {
    html! { time datetime=(when) { (words::when_with_weekday(when, zone)) } }
}

/// How good the evidence is: a shape for each class, and its words.
pub fn evidence(evidence: Evidence) -> Markup {
    let (class, shape) = match evidence {
        Evidence::Record => ("ev record", "■"),
        Evidence::Principal => ("ev principal", "◆"),
        Evidence::Named => ("ev named", "●"),
        Evidence::SeveralDescribed => ("ev several", "◉"),
        Evidence::OneDescribed => ("ev one", "◎"),
        Evidence::Unstated => ("ev unstated", "○"),
        Evidence::None => ("ev none", "·"),
    };
    html! { span class=(class) { span aria-hidden="true" { (shape) } " " (evidence.words()) } }
}

/// What a row rests on: the count, which opens to its first claim with all others, the evidence, and through whom.
pub fn support(frame: &Frame<'_>, support: &Support) -> Markup {
    html! {
        span.support {
            (count(frame, support))
            " " (evidence(support.evidence))
            @if !support.through.is_empty() {
                " " span.through { "through " (through(frame, &support.through)) }
            }
        }
    }
}

/// The count of origins, as a link to the claims behind it.
pub fn count(frame: &Frame<'_>, support: &Support) -> Markup {
    let text = words::origins(support.origins);
    if let Some(id) = support.claims.first() {
        html! { a.count href=(frame.to(&claim(id))) { (text) } }
    } else {
        html! { span.count { (text) } }
    }
}

/// Outlets as links; from six on the rest is counted.
pub fn through(frame: &Frame<'_>, outlets: &[String]) -> Markup {
    let shown = if outlets.len() > 5 { 4 } else { outlets.len() };
    html! {
        @for (at, outlet) in outlets[..shown].iter().enumerate() {
            @if at > 0 { @if at + 1 == outlets.len() { " and " } @else { ", " } }
            a href=(frame.to(&source(outlet))) { (outlet) }
        }
        @if shown < outlets.len() { " and " (outlets.len() - shown) " more" }
    }
}
