//! `/queue`: what is open, and the answers.

use std::collections::BTreeSet;
use std::sync::Arc;

use axum::response::Response;
use claim::Race;
use maud::html;
use record::{ActId, ActKind, ClaimId, Cut, HeldAct, Record};
use serde::Serialize;

use super::asking::{Asking, json, redirect};
use super::chrome::{ago, page as whole, reason};
use super::writing::write;
use crate::accounts::May;
use crate::book::BookError;
use crate::comments::{Waiting, waiting_counts};
use crate::queue::{self, Decision, Effect, Given, Item, Open, Seen, Undone, passed};
use crate::state::Desk;
use crate::{Problem, words};

/// The open claims of a race, worked out once for each batch of the record.
pub(super) async fn open(desk: &Desk, race: Option<Race>) -> Result<Arc<Open>, Problem> {
    let batch = desk.batch().await?;
    if let Some(open) = desk.work()?.queue_at(race.as_ref(), batch) {
        return Ok(open);
    }
    let asked = race.clone();
    let (at, open) = desk
        .readers
        .ask(move |record| {
            let at = record.last_batch()?.0;
            let zone = rules::zone(asked.as_ref().map_or("US", |race| race.state.as_str()));
            Ok((at, Arc::new(queue::open(record, asked.as_ref(), &zone)?)))
        })
        .await?;
    desk.work()?.keep_queue(race.as_ref(), at, &open);
    Ok(open)
}

/// The questions that were left for later.
pub(super) async fn left(desk: &Desk) -> Result<BTreeSet<String>, Problem> {
    desk.work()?.book(|book| book.ask(passed::passed)).await
}

/// The open claims in the order in which they are asked: those left for later last.
pub(super) fn in_order<'o>(open: &'o Open, left: &BTreeSet<String>) -> Vec<&'o Item> {
    let (now, later): (Vec<&Item>, Vec<&Item>) = open
        .items
        .iter()
        .partition(|item| !left.contains(&queue::key(&item.claim)));
    now.into_iter().chain(later).collect()
}

/// The address of a claim in the queue.
pub(super) fn address(id: &ClaimId) -> String {
    match &id.race {
        Some(race) => format!("/queue/claim/{race}/{}", id.seq),
        None => format!("/queue/claim/-/{}", id.seq),
    }
}

#[derive(Serialize)]
struct Waits {
    race: Option<Race>,
    title: String,
    read: usize,
    confirmed: usize,
    open: usize,
    urgent: usize,
    items: Vec<Item>,
}

pub(super) async fn page(asking: Asking) -> Result<Response, Problem> {
    asking.may(May::Review)?;
    let desk = asking.desk.clone();
    let left = left(&desk).await?;
    let races = desk
        .readers
        .ask(|record| Ok(record.races(Cut::default())?))
        .await?;
    let mut all = Vec::new();
    for summary in races {
        let open = open(&desk, summary.race.clone()).await?;
        let urgent = |item: &&&Item| item.effect <= Effect::Anonymous;
        let ordered = in_order(&open, &left);
        all.push(Waits {
            title: summary
                .race
                .as_ref()
                .map_or_else(|| "No race settled".to_owned(), words::race),
            race: summary.race,
            read: open.read,
            confirmed: open.confirmed,
            open: ordered.len(),
            urgent: ordered.iter().filter(urgent).count(),
            items: ordered.into_iter().cloned().collect(),
        });
    }
    if asking.json {
        return json(&serde_json::json!({ "races": all }));
    }
    let (disputes, remarks) = desk
        .work()?
        .book(|book| {
            book.ask(|db| {
                Ok::<_, BookError>((
                    waiting_counts(db, Waiting::Claims)?,
                    waiting_counts(db, Waiting::Remarks)?,
                ))
            })
        })
        .await?;
    let now = desk.now();
    let since = |oldest: Option<jiff::Timestamp>| {
        oldest
            .map(|at| format!(", the oldest {}", ago(at, now)))
            .unwrap_or_default()
    };
    let readers = desk
        .work()?
        .book(|book| book.ask(|db| crate::comments::waiting(db, Waiting::Claims, 50)))
        .await?;
    let body = html! {
        h1 { "Review queue" }
        p.lede { "What a program read in a report is marked as machine-read until somebody has compared it with the report. What changes a page most is asked first." }
        @if disputes.0 > 0 {
            section {
                h2 { "Readers say otherwise: " (disputes.0) (since(disputes.1)) }
                ul.plain {
                    @for comment in &readers {
                        @if let Some(id) = comment.about.claim() {
                            li { (comment.kind.word()) " on " a href={ (address(id)) "#readers" } { (id) } ", " (ago(comment.made, now)) }
                        }
                    }
                }
            }
        }
        div.scroll tabindex="0" role="region" aria-label="Open claims by race" {
            table {
                caption { "Claims read in reports" }
                thead { tr { th scope="col" { "Race" } th.num scope="col" { "Open" } th.num scope="col" { "Of consequence" } th.num scope="col" { "Confirmed" } th.num scope="col" { "Read" } } }
                tbody {
                    @for waits in &all {
                        tr {
                            th scope="row" {
                                @match waits.items.first() {
                                    Some(first) => a href=(address(&first.claim)) { (waits.title) },
                                    None => { (waits.title) ": done" },
                                }
                            }
                            td.num { (waits.open) } td.num { (waits.urgent) } td.num { (waits.confirmed) } td.num { (waits.read) }
                        }
                    }
                }
            }
        }
        p { a href="/queue/people" { "Who is who: questions that rules leave open" } }
        @if remarks.0 > 0 { p { a href="/comments" { "Comments that wait: " (remarks.0) } (since(remarks.1)) } }
    };
    Ok(whole(&asking, "Review queue", &body))
}

/// The last decisions of an editor that can still be ended, the newest first.
pub(super) fn last_decisions(
    record: &Record,
    actor: &str,
    most: usize,
) -> record::Result<Vec<HeldAct>> {
    let decides = |act: &HeldAct| match act.act.kind {
        // The confirmation of an editor's own reading ends with the reading.
        ActKind::Confirm | ActKind::Reject => true,
        ActKind::Supersede => act.act.by.is_some(),
        _ => false,
    };
    let all = record.acts(Cut::default())?;
    let corrected: BTreeSet<u64> = all
        .iter()
        .filter(|(held, ended)| held.act.kind == ActKind::Supersede && ended.is_none())
        .map(|(held, _)| held.batch.0)
        .collect();
    Ok(all
        .into_iter()
        .rev()
        .filter(|(held, ended)| ended.is_none() && held.actor == actor && decides(held))
        .map(|(held, _)| held)
        .filter(|held| held.act.kind == ActKind::Supersede || !corrected.contains(&held.batch.0))
        .take(most)
        .collect())
}

/// Refuses a decision on what has changed since it was looked at. Called with the lock on decisions held.
pub(super) async fn unchanged(
    desk: &Desk,
    claim: &ClaimId,
    seen: Seen,
) -> Result<Vec<record::acts::ClaimMark>, Problem> {
    let id = claim.clone();
    desk.readers
        .ask(move |record| {
            let (now, marks) = queue::standing(record, &id)?;
            if now == seen {
                return Ok(marks);
            }
            let by = record.act(ActId(now.0))?;
            Err(Problem::Conflict(format!(
                "Your decision was not written down: since you opened {id}, {} has done “{}” (act {}). Open the claim again to see how it stands.",
                by.actor,
                words::act(by.act.kind),
                by.id
            )))
        })
        .await
}

pub(super) fn claim_of(asking: &Asking) -> Result<(ClaimId, Seen), Problem> {
    let claim: ClaimId = asking.field("claim").parse()?;
    let seen = asking.field("seen").parse().map_err(|_| {
        Problem::Bad("“seen” is the number of the last act that you saw.".to_owned())
    })?;
    Ok((claim, seen))
}

/// The question that comes after one, before that is answered.
pub(super) async fn after(desk: &Desk, claim: &ClaimId) -> Result<String, Problem> {
    let open = open(desk, claim.race.clone()).await?;
    let left = left(desk).await?;
    let ordered = in_order(&open, &left);
    let at = ordered.iter().position(|item| item.claim == *claim);
    let next = match at {
        Some(at) => ordered
            .get(at + 1)
            .or_else(|| ordered.first().filter(|first| first.claim != *claim)),
        None => ordered.first(),
    };
    Ok(next.map_or_else(
        || "/queue".to_owned(),
        |item| format!("{}#item", address(&item.claim)),
    ))
}

pub(super) async fn decide(asking: Asking) -> Result<Response, Problem> {
    let actor = asking.may(May::Review)?.name.clone();
    let desk = asking.desk.clone();
    let (claim, seen) = claim_of(&asking)?;
    let note = reason(asking.field("note"))?;
    let next = after(&desk, &claim).await?;
    let decision = match asking.field("do") {
        "accept" => Decision::Accept,
        "reject" => Decision::Reject,
        "later" => {
            let (item, now) = (queue::key(&claim), desk.now());
            desk.work()?
                .book(move |book| book.turn(|db| passed::pass(db, &item, &actor, now)))
                .await?;
            return if asking.json {
                json(&serde_json::json!({"later": claim}))
            } else {
                redirect(&next)
            };
        }
        _ => {
            return Err(Problem::Bad(
                "A decision is accept, reject or later.".to_owned(),
            ));
        }
    };
    let one = desk.work()?.deciding.lock().await;
    let marks = unchanged(&desk, &claim, seen).await?;
    let given = Given {
        claim: claim.clone(),
        marks,
        decision,
        at: desk.now(),
    };
    let done = write(&desk, &actor, note, move |batch| {
        queue::decide(batch, &given)
    })
    .await?;
    drop(one);
    let item = queue::key(&claim);
    desk.work()?
        .book(move |book| book.turn(|db| passed::answered(db, &item)))
        .await?;
    if asking.json {
        return json(&serde_json::json!({"act": done.act, "claim": claim}));
    }
    redirect(&next)
}

pub(super) async fn undo(asking: Asking) -> Result<Response, Problem> {
    let actor = asking.may(May::Review)?.name.clone();
    let desk = asking.desk.clone();
    let id: u64 = asking
        .field("act")
        .parse()
        .map_err(|_| Problem::Bad("“act” is the number of an act.".to_owned()))?;
    let note = reason(asking.field("note"))?;
    let one = desk.work()?.deciding.lock().await;
    let now = desk.now();
    let (held, undone) = desk
        .readers
        .ask(move |record| Ok((record.act(ActId(id))?, Undone::of(record, ActId(id), now)?)))
        .await?;
    let Some(undone) = undone else {
        return Err(Problem::Conflict(format!(
            "Act {id} has been ended already, or cannot be."
        )));
    };
    write(&desk, &actor, note, move |batch| {
        queue::undo(batch, &undone)
    })
    .await?;
    drop(one);
    if asking.json {
        return json(&serde_json::json!({"undone": id}));
    }
    match &held.act.about {
        record::acts::Target::Claim(claim) => redirect(&format!("{}#item", address(claim))),
        _ => redirect("/acts"),
    }
}
