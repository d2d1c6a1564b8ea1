//! `/account`: one's own password, sessions, tokens, keys and comments.

use axum::http::StatusCode;
use axum::response::Response;
use maud::{Markup, html};

use super::asking::{Asking, By, json, redirect};
use super::chrome::{button, field, hint, page_as, refused, time};
use super::set_up::hash;
use super::sign_in::{begin, check, new_password};
use crate::Problem;
use crate::accounts::secret::Secret;
use crate::accounts::{
    self, Account, AccountError, May, Role, Session, Token, password as passwords,
};
use crate::book::BookError;
use crate::comments::{self, Comment};

struct Held {
    sessions: Vec<Session>,
    tokens: Vec<Token>,
    comments: Vec<Comment>,
}

async fn held(asking: &Asking, account: &Account) -> Result<Held, Problem> {
    let (id, now) = (account.id, asking.desk.now());
    asking
        .desk
        .work()?
        .book(move |book| {
            book.ask(|db| {
                Ok::<_, BookError>(Held {
                    sessions: accounts::sessions(db, id, now)?,
                    tokens: accounts::tokens(db, id)?,
                    comments: comments::by_account(db, id)?,
                })
            })
        })
        .await
}

pub(super) async fn page(asking: Asking) -> Result<Response, Problem> {
    let account = asking.may(May::Read)?.clone();
    if asking.json {
        return json(&account);
    }
    show(&asking, &account, StatusCode::OK, None, None).await
}

async fn show(
    asking: &Asking,
    account: &Account,
    status: StatusCode,
    why: Option<&str>,
    token: Option<&str>,
) -> Result<Response, Problem> {
    let held = held(asking, account).await?;
    let body = html! {
        h1 { (account.name) }
        p.lede { "Your role is " strong { (account.role) } ". " (may(account.role)) }
        @if let Some(why) = why { (refused(why)) }
        @if let Some(token) = token { (fresh(token)) }
        (keys_form(account))
        (sessions_table(asking, &held.sessions))
        (tokens_part(account, &held.tokens, asking.desk.now()))
        section {
            h2 { "Password" }
            form.card method="post" action="/account/password" {
                p.field {
                    label for="current" { "The password that you have" }
                    input id="current" name="current" type="password" autocomplete="current-password" required;
                }
                (new_password(None))
                p { button { "Change it and sign out everywhere else" } }
            }
        }
        @if !held.comments.is_empty() {
            section {
                h2 { "Your comments" }
                p { "You have written " (held.comments.len()) ". " a href="/account/comments.json" { "A copy of them (JSON)" } }
                ul.plain {
                    @for comment in &held.comments {
                        li {
                            (time(comment.made)) ": " (comment.state.told()) " "
                            @if !comment.words.is_empty() {
                                (button("/comment/mine", &[("id", &comment.id.to_string()), ("do", "remove")], "Take it back", "plain"))
                            }
                        }
                    }
                }
            }
        }
    };
    Ok(page_as(asking, status, "Your account", &body))
}

fn may(role: Role) -> &'static str {
    match role {
        Role::Reader => "You can read this desk.",
        Role::Commenter => "You can read this desk and comment where comments are open.",
        Role::Editor => "You can review claims, moderate comments and sign off.",
        Role::Admin => "You can review, moderate, sign off, and look after accounts.",
    }
}

fn fresh(token: &str) -> Markup {
    html! {
        div.card role="status" {
            p { "This is the new token. It is shown this once; the desk keeps only its hash." }
            p { code.secret { (token) } }
            p.hint { "A program sends it in the head of a request: " code { "Authorization: Bearer …" } }
        }
    }
}

fn keys_form(account: &Account) -> Markup {
    html! {
        section {
            h2 { "Keys" }
            p { "In the queue single keys press the buttons. They are " strong { @if account.keys { "on" } @else { "off" } } "." }
            (button("/account/keys", &[("keys", if account.keys { "off" } else { "on" })], if account.keys { "Turn them off" } else { "Turn them on" }, ""))
        }
    }
}

fn sessions_table(asking: &Asking, sessions: &[Session]) -> Markup {
    let here = match asking.caller.by {
        By::Session(hash) => accounts::mark(&hash),
        _ => String::new(),
    };
    html! {
        section {
            h2 { "Where you are signed in" }
            div.scroll tabindex="0" role="region" aria-label="Sessions" {
                table {
                    caption { "Sessions end after 12 hours without a request, and after 30 days in any case." }
                    thead { tr { th scope="col" { "Browser" } th scope="col" { "Since" } th scope="col" { "Last request" } th scope="col" { span.hidden { "End it" } } } }
                    tbody {
                        @for session in sessions {
                            tr {
                                th scope="row" { @if session.mark == here { "This one" } @else if session.agent.is_empty() { "Not named" } @else { (session.agent) } }
                                td { (time(session.made)) }
                                td { (time(session.seen)) }
                                td { (button("/account/sessions", &[("session", &session.mark)], "End", "plain")) }
                            }
                        }
                    }
                }
            }
        }
    }
}

fn tokens_part(account: &Account, tokens: &[Token], now: jiff::Timestamp) -> Markup {
    let live = |token: &Token| token.ended.is_none() && token.ends > now;
    html! {
        section {
            h2 { "Tokens for programs" }
            @if tokens.iter().any(live) {
                div.scroll tabindex="0" role="region" aria-label="Tokens" {
                    table {
                        caption { "A token may what its role may, as long as you may." }
                        thead { tr { th scope="col" { "For" } th scope="col" { "Role" } th scope="col" { "Ends" } th scope="col" { "Last used" } th scope="col" { span.hidden { "End it" } } } }
                        tbody {
                            @for token in tokens.iter().filter(|token| live(token)) {
                                tr {
                                    th scope="row" { (token.label) }
                                    td { (token.role) }
                                    td { (time(token.ends)) }
                                    td { @match token.used { Some(used) => (time(used)), None => "never" } }
                                    td { (button("/account/tokens/end", &[("token", &token.id.to_string())], "End", "plain")) }
                                }
                            }
                        }
                    }
                }
            } @else { p { "There are none." } }
            form.card method="post" action="/account/tokens" {
                h3 { "A new token" }
                (field("label", "What it is for", "", &hint("For instance: nightly export.")))
                p.field {
                    label for="role" { "What it may do" }
                    select id="role" name="role" {
                        @for role in Role::ALL { @if role <= account.role { option value=(role.word()) { (role) } } }
                    }
                }
                p.field {
                    label for="days" { "How many days it lasts" }
                    input id="days" name="days" type="number" min="1" max=(accounts::TOKEN_DAYS) value="90" required;
                }
                p { button { "Make a token" } }
            }
        }
    }
}

pub(super) async fn password(asking: Asking) -> Result<Response, Problem> {
    let account = asking.may_here(May::Read)?.clone();
    let words = asking.field("password").to_owned();
    let (work, now) = (asking.desk.work()?, asking.desk.now());
    let from = accounts::delays::network(asking.caller.from);
    let waits = super::state::held(&work.delays).wait(&account.name, &from, now);
    if let Some(seconds) = waits {
        return Err(Problem::TooOften(seconds));
    }
    let refuse = async |why: &str| {
        show(
            &asking,
            &account,
            StatusCode::UNPROCESSABLE_ENTITY,
            Some(why),
            None,
        )
        .await
    };
    if let Err(why) = passwords::check(&words, &account.name) {
        return refuse(&why.to_string()).await;
    }
    if check(&asking, &account.name, asking.field("current").to_owned())
        .await?
        .is_none()
    {
        super::state::held(&work.delays).failed(&account.name, &from, now);
        return refuse("The password that you have is another.").await;
    }
    let hashed = hash(&asking, words).await?;
    let changed = account.clone();
    work.book(move |book| book.turn(|db| accounts::change_password(db, &changed, &hashed, now)))
        .await?;
    let mut answer = redirect("/account")?;
    begin(&asking, &account, &mut answer).await?;
    Ok(answer)
}

pub(super) async fn keys(asking: Asking) -> Result<Response, Problem> {
    let (id, on) = (asking.may_here(May::Read)?.id, asking.field("keys") == "on");
    asking
        .desk
        .work()?
        .book(move |book| book.turn(|db| accounts::set_keys(db, id, on)))
        .await?;
    redirect("/account")
}

pub(super) async fn sessions(asking: Asking) -> Result<Response, Problem> {
    let id = asking.may_here(May::Read)?.id;
    let called = asking.field("session").to_owned();
    asking
        .desk
        .work()?
        .book(move |book| book.turn(|db| accounts::end_session_called(db, id, &called)))
        .await?;
    redirect("/account")
}

pub(super) async fn make_token(asking: Asking) -> Result<Response, Problem> {
    let account = asking.may_here(May::Read)?.clone();
    let (work, now) = (asking.desk.work()?, asking.desk.now());
    let secret = Secret::new(work.random)?;
    let (owner, kept, label) = (
        account.clone(),
        secret.clone(),
        asking.field("label").to_owned(),
    );
    let role: Role = asking
        .field("role")
        .parse()
        .map_err(|why: &str| Problem::Bad(why.to_owned()))?;
    let days = asking.field("days").trim().parse().unwrap_or(0);
    let made = work
        .book(move |book| {
            Ok::<_, Problem>(
                book.turn(|db| accounts::make_token(db, &owner, &kept, &label, role, days, now)),
            )
        })
        .await?;
    match made {
        Ok(()) => {
            show(
                &asking,
                &account,
                StatusCode::OK,
                None,
                Some(&secret.token()),
            )
            .await
        }
        Err(AccountError::Book(error)) => Err(error.into()),
        Err(why) => {
            show(
                &asking,
                &account,
                StatusCode::UNPROCESSABLE_ENTITY,
                Some(&why.to_string()),
                None,
            )
            .await
        }
    }
}

pub(super) async fn end_token(asking: Asking) -> Result<Response, Problem> {
    let account = asking.may_here(May::Read)?.clone();
    let (id, now) = (
        asking.field("token").parse().unwrap_or(0),
        asking.desk.now(),
    );
    asking
        .desk
        .work()?
        .book(move |book| book.turn(|db| accounts::end_token(db, &account, id, now)))
        .await?;
    redirect("/account")
}

pub(super) async fn comments(asking: Asking) -> Result<Response, Problem> {
    let id = asking.may(May::Read)?.id;
    let mine = asking
        .desk
        .work()?
        .book(move |book| book.ask(|db| comments::by_account(db, id)))
        .await?;
    json(&mine)
}
