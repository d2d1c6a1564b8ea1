//! `/queue/correct/RACE/NUMBER`: an editor's own reading of the words of a claim.

use axum::http::StatusCode;
use axum::response::Response;
use claim::Certainty;
use maud::{Markup, html};

use super::asking::{Asking, json, redirect};
use super::chrome::{page_as, reason, refused};
use super::item::{Shown, look, state};
use super::queue::{address, after, claim_of, unchanged};
use super::writing::write;
use crate::accounts::May;
use crate::queue::correct::{CERTAINTIES, Field, ORIGINS, Takes, form, label, read, refill};
use crate::queue::{self, Decision, Given, passed};
use crate::{Problem, words};

pub(super) async fn page(asking: Asking) -> Result<Response, Problem> {
    let actor = asking.may(May::Review)?.name.clone();
    let shown = look(&asking, &actor).await?;
    draw(&asking, &shown, StatusCode::OK, None)
}

fn draw(
    asking: &Asking,
    shown: &Shown,
    status: StatusCode,
    why: Option<&str>,
) -> Result<Response, Problem> {
    let claim = &shown.held.claim;
    let typed = |name: &str| asking.given(name).map(str::to_owned);
    let mut fields = form(&claim.statement)?;
    refill(&mut fields, &typed);
    let certainty = typed("certainty").unwrap_or_else(|| claim.certainty.word().to_owned());
    let kind = typed("origin_type").unwrap_or_else(|| claim.origin.word().to_owned());
    let name = typed("origin_name").unwrap_or_else(|| claim.origin.name().unwrap_or("").to_owned());
    let body = html! {
        p.aside { a href=(address(&shown.held.id)) { "Back to the question" } }
        h1 { "Correct " (shown.held.id) }
        p.lede { "The program read: " strong { (words::statement(claim)) } }
        p.marks { (state(&shown.held, &shown.marks)) }
        figure.quote { blockquote { p { mark { (claim.quote) } } } figcaption { (words::document(&shown.held.document)) } }
        @if let Some(why) = why { (refused(why)) }
        form.card method="post" action=(asking.asked.address()) {
            input type="hidden" name="claim" value=(shown.held.id);
            input type="hidden" name="seen" value=(shown.seen.0);
            h2 { "What the words state: " (claim.statement.kind()) }
            @for field in &fields { (draw_field(field)) }
            h2 { "Who says so" }
            p.field {
                label for="certainty" { "Certainty" }
                select id="certainty" name="certainty" { @for one in CERTAINTIES { (option(Certainty::word(one), &certainty)) } }
            }
            p.field {
                label for="origin_type" { "Origin" }
                select id="origin_type" name="origin_type" { @for one in ORIGINS { (option(one, &kind)) } }
            }
            p.field {
                label for="origin_name" { "Its name, or how the report describes it" }
                input id="origin_name" name="origin_name" type="text" value=(name);
            }
            p.field {
                label for="note" { "Note" }
                input id="note" name="note" type="text" maxlength="500" value=(asking.field("note"));
                span.hint { "Why, for the next editor." }
            }
            p.hint { "Your reading takes the place of the program's on every page, as of any day. The program's stays in the record." }
            p { button { "Put it in its place" } }
        }
    };
    Ok(page_as(asking, status, "Correct a claim", &body))
}

fn option(word: &str, chosen: &str) -> Markup {
    html! { option value=(word) selected[word == chosen] { (label(word)) } }
}

fn draw_field(field: &Field) -> Markup {
    html! {
        p.field {
            label for=(field.name) { (label(field.name)) @if field.optional { span.hint { " (may be empty)" } } }
            @match &field.takes {
                Takes::One(words) => select id=(field.name) name=(field.name) {
                    @if field.optional { option value="" selected[field.value.is_empty()] { "not stated" } }
                    @for word in words { (option(word, &field.value)) }
                },
                Takes::Json => textarea id=(field.name) name=(field.name) rows="4" spellcheck="false" required[!field.optional] { (field.value) },
                Takes::Number => input id=(field.name) name=(field.name) type="text" inputmode="decimal" value=(field.value) required[!field.optional];,
                Takes::Words => input id=(field.name) name=(field.name) type="text" value=(field.value) required[!field.optional];,
            }
        }
    }
}

pub(super) async fn send(asking: Asking) -> Result<Response, Problem> {
    let actor = asking.may(May::Review)?.name.clone();
    let desk = asking.desk.clone();
    let shown = look(&asking, &actor).await?;
    let (claim, seen) = claim_of(&asking)?;
    if claim != shown.held.id {
        return Err(Problem::Bad("The form is of another claim.".to_owned()));
    }
    let otherwise = match read(&shown.held, &|name| asking.given(name).map(str::to_owned)) {
        Ok(otherwise) => otherwise,
        Err(why) if asking.json => return Err(Problem::Bad(why)),
        Err(why) => {
            return draw(
                &asking,
                &shown,
                StatusCode::UNPROCESSABLE_ENTITY,
                Some(&why),
            );
        }
    };
    let note = reason(asking.field("note"))?;
    let next = after(&desk, &claim).await?;
    let one = desk.work()?.deciding.lock().await;
    let marks = unchanged(&desk, &claim, seen).await?;
    let given = Given {
        claim: claim.clone(),
        marks,
        decision: Decision::Correct(Box::new(otherwise)),
        at: desk.now(),
    };
    let done = write(&desk, &actor, note, move |batch| {
        queue::decide(batch, &given)
    })
    .await;
    drop(one);
    let done = match done {
        Ok(done) => done,
        Err(Problem::Conflict(why)) if !asking.json => {
            return draw(&asking, &shown, StatusCode::CONFLICT, Some(&why));
        }
        Err(other) => return Err(other),
    };
    let item = queue::key(&claim);
    desk.work()?
        .book(move |book| book.turn(|db| passed::answered(db, &item)))
        .await?;
    if asking.json {
        return json(&serde_json::json!({"act": done.act, "claim": done.claim}));
    }
    redirect(&next)
}
