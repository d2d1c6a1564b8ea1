//! What many pages draw: an origins count, a mark of evidence, a link to a claim, a time.

use claim::{Party, PersonName, Race, When};
use jiff::tz::TimeZone;
use maud::{Markup, html};
use record::ClaimId;
use record::compare::Verdict;
use record::origins::Evidence;
use record::page::{Compared, Flag, Other, Reason, Shown, Support};

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

/// The claims that a row rests on, as links: for a figure that opens to its parts. From six on the rest is counted.
pub fn claims(frame: &Frame<'_>, ids: &[ClaimId]) -> Markup {
    const SHOWN: usize = 5;
    html! {
        span.claims {
            @for (at, id) in ids.iter().take(SHOWN).enumerate() {
                @if at > 0 { " " }
                a href=(frame.to(&claim(id))) { "#" (id.seq) }
            }
            @if ids.len() > SHOWN { " +" (ids.len() - SHOWN) }
        }
    }
}

/// What lost against a value, and why the value shown is shown. Steps on the way to a value are no contradiction.
pub fn beside(
    frame: &Frame<'_>,
    reason: Option<Shown>,
    flags: &[Flag],
    others: &[Other],
) -> Markup {
    let against: Vec<&Other> = others
        .iter()
        .filter(|other| other.reason != Reason::Earlier)
        .collect();
    let quiet = matches!(reason, None | Some(Shown::Only | Shown::Furthest));
    html! {
        @for flag in flags { p.flag { span aria-hidden="true" { "⚠ " } (flag.words()) } }
        @if !against.is_empty() {
            @if let (false, Some(reason)) = (quiet, reason) { p.why { "Shown because " (reason.words()) "." } }
            ul.others {
                @for other in against {
                    li {
                        span.how { (other.reason.words()) } " " (other.value) (words::in_brackets(other.certainty))
                        " " (support(frame, &other.support)) (words::flags(&other.flags))
                    }
                }
            }
        }
    }
}

/// What reports say beside official documents; that a part is no more than its whole goes without saying.
pub fn compared(frame: &Frame<'_>, compared: &[Compared]) -> Markup {
    const SHOWN: usize = 3;
    let mut seen = Vec::new();
    for one in compared
        .iter()
        .filter(|one| one.verdict != Verdict::Consistent)
    {
        if !seen
            .iter()
            .any(|held: &&Compared| held.arithmetic == one.arithmetic)
        {
            seen.push(one);
        }
    }
    html! {
        @if !seen.is_empty() {
            ul.compared {
                @for one in seen.iter().take(SHOWN) {
                    li class=(mark(one.verdict).0) {
                        span aria-hidden="true" { (mark(one.verdict).1) } " "
                        a href=(frame.to(&claim(&one.claim))) { (one.verdict.words()) } ": " (one.arithmetic)
                        @if let Some(official) = &one.official { " (" (official.document) ")" }
                    }
                }
                @if seen.len() > SHOWN { li { "and " (seen.len() - SHOWN) " more comparisons in the JSON" } }
            }
        }
    }
}

/// How a verdict is drawn: its class, and the sign before it.
const fn mark(verdict: Verdict) -> (&'static str, &'static str) {
    match verdict {
        Verdict::Confirmed
        | Verdict::Rounding
        | Verdict::CutOff
        | Verdict::Bound
        | Verdict::AsFiled
        | Verdict::Agrees => ("good", "✓"),
        Verdict::Contradicted | Verdict::MoreThanFinal | Verdict::NearMiss => ("bad", "✗"),
        _ => ("open", "?"),
    }
}
