//! `/sign-off/RACE`: an editor answers for exactly the claims that stand behind a page, or behind one row of it.

use axum::response::Response;
use claim::Race;
use maud::html;
use record::acts::{SignOff, SignedSet, Target};
use record::{Act, ActKind, ClaimId, Cut};
use serde::Serialize;

use super::asking::{Asking, json, redirect};
use super::chrome::{page as whole, reason};
use super::queue::open;
use super::writing::write;
use crate::accounts::May;
use crate::{Problem, parts, words};

/// Something that can be signed.
#[derive(Serialize)]
struct Signable {
    what: String,
    about: Target,
    set: SignedSet,
}

struct Page {
    signables: Vec<Signable>,
    signed: Vec<SignOff>,
}

async fn look(asking: &Asking, race: &Race) -> Result<Page, Problem> {
    let race = race.clone();
    asking
        .desk
        .readers
        .ask(move |record| {
            let zone = rules::zone(race.state.as_str());
            let page = record.page(&race, Cut::default(), &zone)?;
            let whole = Target::Page(race.clone());
            let mut signables = vec![Signable {
                what: "the whole page".to_owned(),
                set: record.set_behind(&whole, Cut::default(), &zone)?,
                about: whole,
            }];
            for row in &page.field {
                let status = row
                    .status
                    .map_or_else(|| "no status".to_owned(), words::status);
                let claim = row
                    .support
                    .as_ref()
                    .and_then(|support| support.claims.first());
                if let Some(claim) = claim {
                    let about = Target::Claim(claim.clone());
                    signables.push(Signable {
                        what: format!("{}: {status}", row.person.as_str()),
                        set: record.set_behind(&about, Cut::default(), &zone)?,
                        about,
                    });
                }
            }
            Ok(Page {
                signables,
                signed: page.acts.sign_offs,
            })
        })
        .await
}

fn race(asking: &Asking) -> Result<Race, Problem> {
    let nothing = |_| Problem::NotFound("No claim about such a race is held.");
    asking.asked.segment(1).parse().map_err(nothing)
}

pub(super) async fn page(asking: Asking) -> Result<Response, Problem> {
    asking.may(May::SignOff)?;
    let race = race(&asking)?;
    let page = look(&asking, &race).await?;
    if asking.json {
        return json(&page.signables);
    }
    let open = open(&asking.desk, Some(race.clone())).await?;
    let body = html! {
        p.aside { a href=(parts::race(&race)) { "The page" } }
        h1 { "Sign off " (words::race(&race)) }
        p.lede { "To sign off is to answer for exactly the claims that stand there now. With one claim more or less the page says that the sign-off is out of date." }
        @if !open.items.is_empty() { p.refused { (open.items.len()) " of the " (open.read) " claims read in reports have not been looked at. " a href={ "/queue" } { "Review them" } } }
        @if !page.signed.is_empty() {
            h2 { "Signed" }
            ul.plain {
                @for signed in &page.signed {
                    li { (signed.about) ", by " (signed.done.actor) ": " @if signed.fresh { "up to date" } @else { "out of date: " (signed.signed) " claims were signed, " (signed.now) " stand there now" } }
                }
            }
        }
        h2 { "To sign" }
        @for signable in &page.signables {
            @let id = format!("note-{}", signable.about).replace(['/', ' '], "-");
            form.card method="post" action=(asking.asked.address()) aria-label=(signable.what) {
                input type="hidden" name="about" value=(signable.about);
                input type="hidden" name="sha256" value=(signable.set.sha256);
                p { strong { (signable.what) } ", " (signable.set.claims) @if signable.set.claims == 1 { " claim" } @else { " claims" } }
                p.field { label for=(id) { "Note" } input id=(id) name="note" type="text" maxlength="500"; }
                p { button { "Sign off" } }
            }
        }
    };
    Ok(whole(&asking, "Sign off", &body))
}

pub(super) async fn sign(asking: Asking) -> Result<Response, Problem> {
    let actor = asking.may(May::SignOff)?.name.clone();
    let desk = asking.desk.clone();
    let race = race(&asking)?;
    let about: Target = asking.field("about").parse()?;
    let of_race = match &about {
        Target::Page(page) => *page == race,
        Target::Claim(ClaimId { race: Some(of), .. }) => *of == race,
        _ => false,
    };
    if !of_race {
        return Err(Problem::Bad("That is nothing of this page.".to_owned()));
    }
    let (seen, note) = (
        asking.field("sha256").to_owned(),
        reason(asking.field("note"))?,
    );
    let one = desk.work()?.deciding.lock().await;
    let (signed, zone) = (about.clone(), rules::zone(race.state.as_str()));
    let set = desk
        .readers
        .ask(move |record| Ok(record.set_behind(&signed, Cut::default(), &zone)?))
        .await?;
    if set.sha256 != seen {
        return Err(Problem::Conflict(
            "Nothing was signed: other claims stand there now than when you opened the page. Look at it again.".to_owned(),
        ));
    }
    let act = Act {
        set: Some(set),
        ..Act::new(ActKind::SignOff, about, desk.now())
    };
    let id = write(&desk, &actor, note, move |batch| batch.act(&act)).await?;
    drop(one);
    if asking.json {
        return json(&serde_json::json!({"act": id}));
    }
    redirect(&asking.asked.address())
}
