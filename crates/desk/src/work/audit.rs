//! `/acts`: everything that editors and publishers did to claims; `/done`: what was done here besides.

use axum::response::Response;
use maud::html;
use record::acts::Target;
use record::{ActId, ActKind, Cut, HeldAct};
use serde::Serialize;

use super::asking::{Asking, json};
use super::chrome::{button, page as whole, time};
use super::queue::address;
use crate::accounts::May;
use crate::asked::encode;
use crate::book;
use crate::{Problem, parts, words};

/// How many stand on a page.
const PAGE: usize = 100;

#[derive(Serialize)]
struct Line {
    #[serde(flatten)]
    act: HeldAct,
    ended_by: Option<ActId>,
}

/// The parameters that narrow the list.
#[derive(Default)]
struct Narrow {
    actor: String,
    kind: String,
    race: String,
    before: u64,
}

impl Narrow {
    fn of(asking: &Asking) -> Result<Self, Problem> {
        let word = |name| Ok::<_, Problem>(asking.asked.one(name)?.unwrap_or("").to_owned());
        Ok(Self {
            actor: word("actor")?,
            kind: word("kind")?,
            race: word("race")?,
            before: asking.asked.number("before", u64::MAX)?.unwrap_or(u64::MAX),
        })
    }

    fn takes(&self, act: &HeldAct) -> bool {
        let race = match &act.act.about {
            Target::Page(race) => race.to_string(),
            Target::Claim(id) => id
                .race
                .as_ref()
                .map_or_else(|| "-".to_owned(), ToString::to_string),
            Target::Document(_) | Target::Act(_) => String::new(),
        };
        act.id.0 < self.before
            && (self.actor.is_empty() || self.actor == act.actor)
            && (self.kind.is_empty() || self.kind == act.act.kind.word())
            && (self.race.is_empty() || self.race == race)
    }

    fn further(&self, before: u64) -> String {
        format!(
            "/acts?actor={}&kind={}&race={}&before={before}",
            encode(&self.actor),
            encode(&self.kind),
            encode(&self.race)
        )
    }
}

pub(super) async fn acts(asking: Asking) -> Result<Response, Problem> {
    asking.may(May::Review)?;
    let narrow = Narrow::of(&asking)?;
    let all = asking
        .desk
        .readers
        .ask(|record| Ok(record.acts(Cut::default())?))
        .await?;
    let mut found: Vec<Line> = all
        .into_iter()
        .rev()
        .filter(|(act, _)| narrow.takes(act))
        .map(|(act, ended_by)| Line { act, ended_by })
        .take(PAGE + 1)
        .collect();
    let more = found.len() > PAGE;
    found.truncate(PAGE);
    let next = found.last().filter(|_| more).map(|line| line.act.id.0);
    if asking.json {
        return json(&serde_json::json!({"acts": found, "truncated": more, "next": next}));
    }
    let body = html! {
        h1 { "Acts" }
        p.lede { "Everything that was said about claims, by whom and why, the newest first. An act is never taken away; it can be ended by another." }
        form.row method="get" action="/acts" role="search" {
            p.field { label for="actor" { "By" } input id="actor" name="actor" type="text" value=(narrow.actor); }
            p.field { label for="race" { "Race" } input id="race" name="race" type="text" value=(narrow.race); }
            p.field {
                label for="kind" { "What" }
                select id="kind" name="kind" {
                    option value="" { "everything" }
                    @for kind in ActKind::ALL { option value=(kind.word()) selected[kind.word() == narrow.kind] { (words::act(kind)) } }
                }
            }
            p { button { "Show" } }
        }
        @if found.is_empty() { p { "Nothing was done that fits." } }
        @else {
            div.scroll tabindex="0" role="region" aria-label="Acts" {
                table {
                    caption { "Acts" @if more { ", the last " (PAGE) } }
                    thead { tr { th scope="col" { "Act" } th scope="col" { "What" } th scope="col" { "About" } th scope="col" { "By" } th scope="col" { "Why" } th scope="col" { "Public since" } th scope="col" { span.hidden { "End it" } } } }
                    tbody { @for line in &found { (row(line)) } }
                }
            }
            @if let Some(before) = next { p { a href=(narrow.further(before)) rel="next" { "Earlier acts" } } }
        }
        p { a href={ "/acts.json?actor=" (encode(&narrow.actor)) "&kind=" (encode(&narrow.kind)) "&race=" (encode(&narrow.race)) } { "This list as JSON" } }
    };
    Ok(whole(&asking, "Acts", &body))
}

fn row(line: &Line) -> maud::Markup {
    let act = &line.act;
    let ends = line.ended_by.is_none() && act.act.kind != ActKind::Redact;
    html! {
        tr id={ "act-" (act.id) } {
            th scope="row" { (act.id) }
            td { (words::act(act.act.kind)) @if let Some(by) = line.ended_by { " (ended by act " (by) ")" } }
            td {
                @match &act.act.about {
                    Target::Claim(id) => a href=(address(id)) { (id) },
                    Target::Page(race) => a href=(parts::race(race)) { (race) },
                    other => { (other) },
                }
                @if let Some(by) = &act.act.by { " by " a href=(address(by)) { (by) } }
            }
            td { (act.actor) }
            td { (act.note.as_deref().unwrap_or("")) }
            td { (time(act.act.reported)) }
            td { @if ends { (button("/queue/undo", &[("act", &act.id.to_string())], "Undo", "plain")) } }
        }
    }
}

pub(super) async fn events(asking: Asking) -> Result<Response, Problem> {
    asking.may(May::Administer)?;
    let before = asking.asked.number("before", i64::MAX as u64)?;
    let before = before
        .and_then(|before| i64::try_from(before).ok())
        .unwrap_or(i64::MAX);
    let most = i64::try_from(PAGE).unwrap_or(i64::MAX);
    let found = asking
        .desk
        .work()?
        .book(move |book| book.ask(|db| book::events(db, before, most)))
        .await?;
    if asking.json {
        return json(&found);
    }
    let body = html! {
        h1 { "Log" }
        p.lede { "What was done at this desk besides the record: accounts, sign-ins, comments. Nothing of it is ever changed." }
        div.scroll tabindex="0" role="region" aria-label="Log" {
            table {
                caption { "The newest first" }
                thead { tr { th scope="col" { "When" } th scope="col" { "By" } th scope="col" { "What" } th scope="col" { "About" } th scope="col" { "Note" } } }
                tbody {
                    @for event in &found {
                        tr { th scope="row" { (time(event.at)) } td { (event.actor) } td { (event.kind) } td { (event.about) } td { (event.note.as_deref().unwrap_or("")) } }
                    }
                }
            }
        }
        @if found.len() == PAGE { @if let Some(last) = found.last() { p { a href={ "/done?before=" (last.id) } rel="next" { "Earlier" } } } }
    };
    Ok(whole(&asking, "Log", &body))
}
