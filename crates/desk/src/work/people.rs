//! `/queue/people`: who is who. What rules leave open is merged, split or left open by an editor's word, which can be ended.

use axum::response::Response;
use claim::Race;
use maud::{Markup, html};
use record::identity::{Edge, HeldIdentity, Identity, IdentityId, Judged, Side, Verdict, Whom};
use record::{ClaimId, Cut};
use serde::Serialize;

use super::asking::{Asking, json, redirect};
use super::chrome::{page as whole, reason, time};
use super::queue::address;
use super::writing::write;
use crate::accounts::May;
use crate::state::Desk;
use crate::{Problem, words};

/// Above so many claims everybody is not asked about at once: the question reads all of them.
const EVERYBODY: u64 = 50_000;

#[derive(Serialize)]
struct Found {
    open: Vec<Edge>,
    words: Vec<HeldIdentity>,
    races: Vec<Race>,
    everybody: bool,
}

async fn find(desk: &Desk, race: Option<Race>) -> Result<Found, Problem> {
    desk.readers
        .ask(move |record| {
            let races = record.races(Cut::default())?;
            let claims: u64 = races.iter().map(|race| race.claims).sum();
            let everybody = race.is_none() && claims <= EVERYBODY;
            let whom = race.clone().map_or(Whom::Everybody, Whom::Race);
            let open = if race.is_some() || everybody {
                record.who_is_who(&whom, Cut::default())?.open
            } else {
                Vec::new()
            };
            let words = record
                .identities()?
                .into_iter()
                .filter(|held| held.ended.is_none());
            Ok(Found {
                // A pair that an editor has left open is no question any more.
                open: open
                    .into_iter()
                    .filter(|edge| edge.word.is_none())
                    .collect(),
                words: words.collect(),
                races: races.into_iter().filter_map(|race| race.race).collect(),
                everybody: race.is_some() || everybody,
            })
        })
        .await
}

fn race(asking: &Asking) -> Result<Option<Race>, Problem> {
    asking
        .asked
        .one("race")?
        .map(|text| {
            text.parse()
                .map_err(|_| Problem::Bad("That is no race.".to_owned()))
        })
        .transpose()
}

pub(super) async fn page(asking: Asking) -> Result<Response, Problem> {
    asking.may(May::Review)?;
    let race = race(&asking)?;
    let found = find(&asking.desk, race.clone()).await?;
    if asking.json {
        return json(&found);
    }
    let body = html! {
        h1 { "Who is who" }
        p.lede { "Names that may be one person's, which no rule settles. A word on them is public from now on, and can be ended." }
        @if found.races.len() > 1 {
            ul.plain.row { li { a href="/queue/people" { "All" } } @for race in &found.races { li { a href={ "/queue/people?race=" (race) } { (words::race(race)) } } } }
        }
        @if !found.everybody { p { "The record is large: choose a race." } }
        @else if found.open.is_empty() { p { "Nothing is left open." } }
        @for edge in found.open.iter().take(50) { (question(edge)) }
        @if found.open.len() > 50 { p { "And " (found.open.len() - 50) " more, after these." } }
        (words_given(&found.words))
    };
    Ok(whole(&asking, "Who is who", &body))
}

fn side(side: &Side) -> Markup {
    html! { strong { (side.name.as_str()) } " in " (side.place) }
}

fn question(edge: &Edge) -> Markup {
    html! {
        form.card method="post" action="/queue/people" aria-label={ (edge.a.name.as_str()) " and " (edge.b.name.as_str()) } {
            input type="hidden" name="a" value=(edge.a.uid);
            input type="hidden" name="b" value=(edge.b.uid);
            p { "Are " (side(&edge.a)) " and " (side(&edge.b)) " one person?" }
            p.hint { (edge.basis) }
            @let id = format!("note-{}-{}", edge.a.uid, edge.b.uid);
            p.field { label for=(id) { "How you know" } input id=(id) name="note" type="text" maxlength="500" required; }
            p.buttons {
                button name="verdict" value="same" { "One: merge" }
                " " button name="verdict" value="different" { "Two: split" }
                " " button.plain name="verdict" value="unsure" { "Leave open for good" }
            }
        }
    }
}

fn words_given(words: &[HeldIdentity]) -> Markup {
    html! {
        @if !words.is_empty() {
            section {
                h2 { "Words that stand" }
                ul.plain {
                    @for held in words.iter().rev().take(100) {
                        li {
                            form.inline method="post" action="/queue/split" {
                                input type="hidden" name="word" value=(held.id.0);
                                button.plain { "End" }
                            }
                            " " (held.identity.a) " and " (held.identity.b) ": " (held.identity.verdict.word()) ", " (held.identity.basis) " · " (time(held.reported))
                        }
                    }
                }
            }
        }
    }
}

fn verdict(asking: &Asking) -> Result<Verdict, Problem> {
    match asking.field("verdict") {
        "same" => Ok(Verdict::Same),
        "different" => Ok(Verdict::Different),
        "unsure" => Ok(Verdict::Unsure),
        _ => Err(Problem::Bad(
            "A verdict is same, different or unsure.".to_owned(),
        )),
    }
}

fn basis(asking: &Asking) -> Result<String, Problem> {
    reason(asking.field("note"))?.ok_or_else(|| Problem::Bad("Say how you know.".to_owned()))
}

/// Writes a word down, with the address to go to then.
async fn say(
    asking: &Asking,
    actor: &str,
    word: Identity,
    then: &str,
) -> Result<Response, Problem> {
    let note = Some(word.basis.clone());
    let id = write(&asking.desk, actor, note, move |batch| batch.judge(&word)).await?;
    if asking.json {
        return json(&serde_json::json!({"word": id}));
    }
    redirect(then)
}

pub(super) async fn judge(asking: Asking) -> Result<Response, Problem> {
    let actor = asking.may(May::Review)?.name.clone();
    let (verdict, basis) = (verdict(&asking)?, basis(&asking)?);
    let (a, b) = (asking.field("a").to_owned(), asking.field("b").to_owned());
    let one = asking.desk.work()?.deciding.lock().await;
    let found = find(&asking.desk, race(&asking)?).await?;
    let is = |edge: &&Edge| edge.a.uid.as_str() == a && edge.b.uid.as_str() == b;
    if found.open.iter().find(is).is_none() {
        return Err(Problem::Conflict(
            "That question is not open any more: somebody has answered it, or the record has."
                .to_owned(),
        ));
    }
    let word = Identity {
        judged: Judged::Person,
        race: None,
        a,
        b,
        verdict,
        basis,
    };
    let answer = say(&asking, &actor, word, "/queue/people").await;
    drop(one);
    answer
}

pub(super) async fn origins(asking: Asking) -> Result<Response, Problem> {
    let actor = asking.may(May::Review)?.name.clone();
    let (verdict, basis) = (verdict(&asking)?, basis(&asking)?);
    let claim: ClaimId = asking.field("claim").parse()?;
    let (a, b) = (asking.field("a").to_owned(), asking.field("b").to_owned());
    if a == b {
        return Err(Problem::Bad("Choose two origins.".to_owned()));
    }
    let id = claim.clone();
    let labels: Vec<String> = asking
        .desk
        .readers
        .ask(move |record| {
            let zone = rules::zone(id.race.as_ref().map_or("US", |race| race.state.as_str()));
            let support = record.same_as(&id, Cut::default(), &zone)?.support;
            Ok(support.map_or_else(Vec::new, |support| {
                support
                    .witness
                    .leaves
                    .into_iter()
                    .map(|leaf| leaf.label)
                    .collect()
            }))
        })
        .await?;
    if ![&a, &b].iter().all(|label| labels.contains(label)) {
        return Err(Problem::Conflict(
            "The origins of this claim have changed since: open it again.".to_owned(),
        ));
    }
    let word = Identity {
        judged: Judged::Origin,
        race: claim.race.clone(),
        a,
        b,
        verdict,
        basis,
    };
    say(&asking, &actor, word, &format!("{}#item", address(&claim))).await
}

pub(super) async fn split(asking: Asking) -> Result<Response, Problem> {
    let actor = asking.may(May::Review)?.name.clone();
    let word: u64 = asking
        .field("word")
        .parse()
        .map_err(|_| Problem::Bad("“word” is the number of a word.".to_owned()))?;
    let note = reason(asking.field("note"))?;
    let ended = write(&asking.desk, &actor, note, move |batch| {
        batch.end(IdentityId(word))
    })
    .await?;
    if !ended {
        return Err(Problem::Conflict(
            "That word does not stand any more.".to_owned(),
        ));
    }
    if asking.json {
        return json(&serde_json::json!({"ended": word}));
    }
    redirect("/queue/people")
}
