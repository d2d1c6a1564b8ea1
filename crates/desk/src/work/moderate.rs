//! `/comments`: what waits for a moderator, and the moderator's decisions.

use axum::response::Response;
use maud::{Markup, html};

use super::asking::{Asking, json, redirect};
use super::chrome::{ago, page as whole, reason};
use super::queue::address;
use crate::Problem;
use crate::accounts::May;
use crate::book::BookError;
use crate::comments::{self, Comment, Open, State, Waiting};

pub(super) async fn page(asking: Asking) -> Result<Response, Problem> {
    asking.may(May::Moderate)?;
    let state = asking.asked.one("state")?.unwrap_or("held");
    let state: State = state
        .parse()
        .map_err(|why: &str| Problem::Bad(why.to_owned()))?;
    let (open, found) = asking
        .desk
        .work()?
        .book(move |book| {
            book.ask(|db| {
                let found = match state {
                    State::Held => {
                        let mut all = comments::waiting(db, Waiting::Claims, 100)?;
                        all.extend(comments::waiting(db, Waiting::Remarks, 100)?);
                        all
                    }
                    _ => comments::in_state(db, state, 100)?,
                };
                Ok::<_, BookError>((Open::of(db)?, found))
            })
        })
        .await?;
    let now = asking.desk.now();
    let keys = asking
        .caller
        .account
        .as_ref()
        .is_some_and(|account| account.keys);
    let body = html! {
        h1 { "Comments" }
        p.lede { @match open {
            Open::Off => "Comments are off. What came before is below.",
            Open::Accounts => "Whoever has an account may comment.",
            Open::Everybody => "Everybody may comment.",
        } }
        ul.plain.row { @for one in State::ALL { li { a href={ "/comments?state=" (one.word()) } aria-current=[(one == state).then_some("page")] { (one.word()) } } } }
        @if found.is_empty() { p { "There are none." } }
        div data-keys[keys] { @for (at, comment) in found.iter().enumerate() { (draw(comment, now, at == 0)) } }
        p { a href="/comments.json" { "All comments as JSON" } }
    };
    Ok(whole(&asking, "Comments", &body))
}

fn draw(comment: &Comment, now: jiff::Timestamp, first: bool) -> Markup {
    let key = |key: &'static str| first.then_some(key);
    html! {
        article.card.comment id={ "comment-" (comment.id) } {
            h2 {
                (comment.kind.word()) " from " (comments::words::visible(&comment.name)) ", " (ago(comment.made, now))
            }
            p.aside {
                "About "
                @match comment.about.claim() {
                    Some(id) => a href={ (address(id)) "#readers" } { (id) },
                    None => a href=(comment.about.page()) { (comment.about) },
                }
                " · " (comment.state.word()) @if let Some(why) = &comment.reason { ": " (why) }
            }
            @if !comment.words.is_empty() {
                div.words { (comments::words::show(&comment.words)) }
                @if let Some(url) = &comment.url { p { "Source: " (comments::words::link(url)) } }
                form method="post" action="/comments" {
                    input type="hidden" name="id" value=(comment.id);
                    input type="hidden" name="seen" value=(comment.state.word());
                    @let id = format!("note-{}", comment.id);
                    p.field { label for=(id) { "Reason" } input id=(id) name="note" type="text" maxlength="500"; }
                    p.buttons {
                        @if comment.state != State::Published { button name="to" value="published" data-key=[key("a")] { "Publish" } " " }
                        @if comment.state != State::Hidden { button name="to" value="hidden" data-key=[key("r")] { "Do not publish" } " " }
                        button.plain name="to" value="destroyed" { "Delete its words" }
                    }
                }
                p.hint { "Not publishing keeps the words here for 180 days. Deleting cannot be undone." }
            }
        }
    }
}

pub(super) async fn decide(asking: Asking) -> Result<Response, Problem> {
    let actor = asking.may(May::Moderate)?.name.clone();
    let state = |name: &str| {
        asking
            .field(name)
            .parse::<State>()
            .map_err(|why| Problem::Bad(why.to_owned()))
    };
    let (seen, next) = (state("seen")?, state("to")?);
    let id: i64 = asking
        .field("id")
        .parse()
        .map_err(|_| Problem::Bad("“id” is the number of a comment.".to_owned()))?;
    let (note, now) = (reason(asking.field("note"))?, asking.desk.now());
    let (held, moved) = asking
        .desk
        .work()?
        .book(move |book| {
            book.turn(|db| {
                let held = comments::one(db, id)?;
                let moved = comments::moderate(db, id, seen, next, &actor, note.as_deref(), now)?;
                Ok::<_, BookError>((held, moved))
            })
        })
        .await?;
    let held = held.ok_or(Problem::NotFound("There is no such comment."))?;
    if !moved {
        return Err(Problem::Conflict(format!(
            "Nothing was changed: that comment is “{}” now, and was “{}” when you opened it, or it cannot become “{}”.",
            held.state.word(),
            seen.word(),
            next.word()
        )));
    }
    if seen == State::Published || next == State::Published {
        asking.desk.touch();
    }
    if asking.json {
        return json(&serde_json::json!({"id": id, "state": next}));
    }
    match held.about.claim() {
        Some(claim) if asking.field("back") == "claim" => {
            redirect(&format!("{}#item", address(claim)))
        }
        _ => redirect("/comments"),
    }
}

pub(super) async fn export(asking: Asking) -> Result<Response, Problem> {
    asking.may(May::Moderate)?;
    let all = asking
        .desk
        .work()?
        .book(|book| book.ask(comments::export))
        .await?;
    json(&all)
}
