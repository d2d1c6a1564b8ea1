//! The head of the page: the race, the state of play in words, and the moment that the page is of.

use std::collections::BTreeMap;

use claim::{Outcome, Party, Stage, Status, When};
use jiff::Timestamp;
use maud::{Markup, html};
use record::page::FieldRow;
use serde_json::json;

use super::super::supports;
use super::RaceView;
use crate::chart::{self, timeline};
use crate::layout::Frame;
use crate::{parts, words};

/// The state of play, a sentence each: who won, or who is about to do what; how many are in; what comes next.
pub(super) fn state(view: &RaceView) -> Vec<String> {
    let mut state = Vec::new();
    let over = view.page.results.iter().any(|results| {
        results.stage == Some(Stage::General)
            && results
                .outcomes
                .iter()
                .any(|row| row.outcome == Outcome::Won)
    });
    state.extend(won(view).or_else(|| latest(view)));
    // Nobody is in a race that is won.
    if !over {
        state.extend(in_the_race(view));
    }
    state.extend(next(view));
    state
}

/// Who won the last stage that has a winner.
fn won(view: &RaceView) -> Option<String> {
    let results = view.page.results.iter().find(|results| {
        results
            .outcomes
            .iter()
            .any(|row| row.outcome == Outcome::Won)
    })?;
    let row = results
        .outcomes
        .iter()
        .find(|row| row.outcome == Outcome::Won)?;
    let stage = results.stage.as_ref()?;
    // An earlier stage that is won says little once people are in the next.
    if *stage != Stage::General
        && view
            .page
            .results
            .first()
            .is_some_and(|first| first.stage.as_ref() != Some(stage))
    {
        return None;
    }
    let party = row_of(view, row.person.as_str())
        .map(|row| words::party(row.party.as_ref()))
        .unwrap_or_default();
    Some(format!(
        "{}{party} won the {} ({}, {}).",
        row.person.as_str(),
        words::stage(stage),
        words::origins(row.support.origins),
        row.support.evidence.words()
    ))
}

fn row_of<'v>(view: &'v RaceView, person: &str) -> Option<&'v FieldRow> {
    view.page
        .field
        .iter()
        .find(|row| row.person.as_str() == person)
}

/// The status that was last to become public, with what it rests on.
fn latest(view: &RaceView) -> Option<String> {
    let telling = |row: &&FieldRow| {
        matches!(
            row.status,
            Some(
                Status::Expected
                    | Status::Announced
                    | Status::Filed
                    | Status::Qualified
                    | Status::Withdrew
                    | Status::Advanced
                    | Status::Nominated
                    | Status::Conceded
                    | Status::Declined
            )
        )
    };
    let row = view
        .page
        .field
        .iter()
        .filter(telling)
        .max_by_key(|row| row.since.and_then(|since| since.last(&view.zone)))?;
    let support = row.support.as_ref()?;
    let verb = match row.status? {
        Status::Expected => match row.date {
            Some(date) => format!(
                "is expected to announce {}",
                words::when_with_weekday(date, &view.zone)
            ),
            None => "is expected to run".to_owned(),
        },
        Status::Announced => "has announced".to_owned(),
        Status::Filed => "has filed papers".to_owned(),
        Status::Qualified => "has qualified for the ballot".to_owned(),
        Status::Withdrew => "has withdrawn".to_owned(),
        Status::Advanced => "goes on to the next stage".to_owned(),
        Status::Nominated => "is the nominee".to_owned(),
        Status::Conceded => "has conceded".to_owned(),
        _ => "will not run".to_owned(),
    };
    Some(format!(
        "{}{} {verb} ({}, {}).",
        row.person.as_str(),
        words::party(row.party.as_ref()),
        words::origins(support.origins),
        support.evidence.words()
    ))
}

/// How many people are in the race, by party.
fn in_the_race(view: &RaceView) -> Option<String> {
    let mut parties: BTreeMap<Option<&Party>, usize> = BTreeMap::new();
    for row in &view.page.field {
        let is_in = matches!(
            row.status,
            Some(
                Status::Expected
                    | Status::Announced
                    | Status::Running
                    | Status::Filed
                    | Status::NotFiled
                    | Status::Qualified
                    | Status::Advanced
                    | Status::Nominated
                    | Status::Elected
            )
        );
        if is_in && row.passed_over.is_none() {
            *parties.entry(row.party.as_ref()).or_default() += 1;
        }
    }
    let total: usize = parties.values().sum();
    if total == 0 {
        return None;
    }
    let mut counted: Vec<(usize, String)> = parties
        .into_iter()
        .map(|(party, count)| {
            (
                count,
                party.map_or("of no stated party".to_owned(), |party| {
                    party.member().to_owned()
                }),
            )
        })
        .collect();
    counted.sort_by(|a, b| b.0.cmp(&a.0).then_with(|| a.1.cmp(&b.1)));
    let counted: Vec<String> = counted
        .into_iter()
        .map(|(count, party)| match (count, party.as_str()) {
            (count, "of no stated party") => format!("{count} {party}"),
            (1, party) => format!("1 {party}"),
            (count, party) => format!("{count} {party}s"),
        })
        .collect();
    Some(match counted.as_slice() {
        [only] if only.ends_with("of no stated party") => format!("In the race: {total}."),
        _ => format!("In the race: {total} ({}).", words::list(&counted)),
    })
}

/// The next date, and how far it is.
fn next(view: &RaceView) -> Option<String> {
    let moment = view.moment()?;
    let ahead = |date: When| date.last(&view.zone).filter(|at| *at > moment);
    let reported = view.page.schedule.iter().filter_map(|row| {
        let at = ahead(row.date)?;
        Some((at, row.date, words::event_at(row.event, row.stage.as_ref())))
    });
    let by_law = view
        .by_law
        .iter()
        .filter(|row| row.only_if.is_none())
        .filter_map(|row| {
            let at = ahead(row.date)?;
            Some((at, row.date, words::event_at(row.event, row.stage.as_ref())))
        });
    let (at, date, what) = reported.chain(by_law).min_by(|a, b| a.0.cmp(&b.0))?;
    Some(format!(
        "Next: {what}, {}, in {}.",
        words::when_with_weekday(date, &view.zone),
        words::how_long(moment, at)
    ))
}

pub(super) fn draw(view: &RaceView, frame: &Frame<'_>) -> Markup {
    let page = &view.page;
    html! {
        header.race {
            p.kicker { a href=(frame.to("/")) { "Races" } " / " span.id { (page.race) } }
            h1 { (view.title) }
            @if !view.state.is_empty() {
                p.lede { @for (at, sentence) in view.state.iter().enumerate() { @if at > 0 { " " } (sentence) } }
            }
            p.facts {
                (words::thousands(page.claims as u64)) " claims in " (words::thousands(page.documents as u64)) " documents · record at batch "
                a href={ (parts::race(&page.race)) "?recorded=" (page.recorded) } { (page.recorded) }
                @if page.uncompared > 0 { " · " (page.uncompared) " not compared for copied text yet" }
                " · " a href=(compare(view)) { "Compare the candidates" }
                " · " a href=(frame.to(&format!("/returns/{}", page.race))) { "Returns" }
            }
            (when(view, frame))
            (sign_offs(view))
            @if let Some(drawn) = timeline::draw("when", &finding(view), &dots(view, frame)) {
                details.timeline open { summary { "What was known when, by evidence" } div.drawing tabindex="0" role="group" aria-label="Facts over time" { (drawn) } }
            }
        }
    }
}

fn compare(view: &RaceView) -> String {
    format!(
        "/compare?race={}",
        crate::asked::encode(&view.page.race.to_string())
    )
}

fn sign_offs(view: &RaceView) -> Markup {
    html! {
        @for signed in &view.page.acts.sign_offs {
            p.signed {
                span aria-hidden="true" { @if signed.fresh { "✓ " } @else { "✗ " } }
                @match &signed.about {
                    record::acts::Target::Claim(id) => { "Row of claim " (id) " signed off" }
                    _ => { "Signed off" }
                }
                " by " (signed.done.actor) ", " (words::when_with_zone(signed.done.since, &view.zone)) ": "
                @if signed.fresh { "it holds." } @else { "stale, for the claims behind it have changed." }
            }
        }
    }
}

/// The moment of the page, and the way to others.
fn when(view: &RaceView, frame: &Frame<'_>) -> Markup {
    let address = parts::race(&view.page.race);
    let moment = view.cut.reported;
    let shown = view.reports.first().map(|report| report.reported_last);
    let earlier = view
        .reports
        .iter()
        .map(|report| report.reported_last)
        .find(|at| Some(*at) < shown);
    let value = moment
        .or(shown)
        .map(|at| {
            at.to_zoned_datetime(view.zone.clone())
                .strftime("%Y-%m-%dT%H:%M")
                .to_string()
        })
        .unwrap_or_default();
    let moments: Vec<String> = view
        .reports
        .iter()
        .rev()
        .map(|report| report.reported_last.as_second().to_string())
        .collect();
    html! {
        form.as-of method="get" action=(address) data-moments=(moments.join(" ")) data-at=[moment.or(shown).map(Timestamp::as_second)] data-zone=[view.zone.iana_name()] {
            p.now {
                @match view.page.as_of {
                    Some(when) => { strong { "As of " (words::when_with_zone(when, &view.zone)) } " · " a href=(address) { "everything held" } }
                    None => { strong { "Everything held" } @if let Some(at) = shown { ", the last of it public by " (words::moment(at, &view.zone)) } }
                }
            }
            label for="as_of" { "As of" }
            input id="as_of" type="datetime-local" name="as_of" value=(value);
            button type="submit" { "Go" }
            @if let Some(at) = earlier { a.step href=(at_moment(&address, at)) rel="prev" { "← before the last report" } }
            @if moment.is_some() { " " a.step href={ (frame.to(&address)) } { "permalink" } }
            @if let Some(at) = shown.filter(|_| moment.is_none()) { " " a.step href=(at_moment(&address, at)) { "permalink" } }
        }
    }
}

fn at_moment(address: &str, at: Timestamp) -> String {
    format!("{address}?as_of={at}")
}

fn dots(view: &RaceView, frame: &Frame<'_>) -> Vec<timeline::Dot> {
    supports::of(&view.page)
        .into_iter()
        .filter_map(|(what, support)| {
            Some(timeline::Dot {
                day: support.since.day()?,
                evidence: support.evidence,
                what,
                to: support
                    .claims
                    .first()
                    .map(|id| frame.to(&parts::claim(id)))?,
            })
        })
        .collect()
}

fn finding(view: &RaceView) -> String {
    format!(
        "Facts about {} on the days on which they were first public, by their best evidence",
        view.title
    )
}

/// The reports behind the page.
pub(super) fn reports(view: &RaceView, frame: &Frame<'_>) -> Markup {
    const SHOWN: usize = 12;
    html! {
        section aria-labelledby="reports" {
            h2 id="reports" { "Reports" }
            ol.reports {
                @for report in view.reports.iter().take(SHOWN) {
                    li {
                        a href=(frame.to(&format!("/report/{}", report.document))) { (chart::cut(words::headline(report), 90)) }
                        span.aside { (words::house(report)) ", " (words::moment(report.reported_last, &view.zone)) }
                    }
                }
            }
            @if view.reports.len() > SHOWN { p.aside { "and " (view.reports.len() - SHOWN) " earlier, in the JSON" } }
        }
    }
}

/// The race for search engines: an event with its date, as far as it is known.
pub(super) fn json_ld(view: &RaceView) -> serde_json::Value {
    let general = view
        .by_law
        .iter()
        .find(|row| row.event == claim::Event::General)
        .map(|row| row.date.to_string());
    let people: Vec<serde_json::Value> = view
        .page
        .field
        .iter()
        .map(|row| json!({"@type": "Person", "name": row.person.as_str()}))
        .collect();
    json!({
        "@context": "https://schema.org",
        "@type": "Event",
        "name": view.title,
        "identifier": view.page.race.to_string(),
        "startDate": general,
        "description": view.state.join(" "),
        "performer": people,
    })
}
