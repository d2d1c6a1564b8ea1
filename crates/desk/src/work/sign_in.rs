//! `/sign-in`, `/sign-out`.

use axum::http::{HeaderValue, StatusCode, header};
use axum::response::Response;
use maud::{Markup, html};

use super::asking::{Asking, By, local, redirect};
use super::chrome::{page_as, refused};
use super::guard::{TAKEN_BACK, given_out};
use super::state::held;
use crate::Problem;
use crate::accounts::secret::Secret;
use crate::accounts::{self, Account, delays, password};
use crate::book::{BookError, note};

/// What is said of every wrong attempt: whether there is such an account is nobody's business.
const WRONG: &str = "That name and that password do not belong together. Please try again.";

pub(super) async fn page(asking: Asking) -> Result<Response, Problem> {
    let next = asking
        .asked
        .one("next")?
        .and_then(local)
        .unwrap_or("/queue")
        .to_owned();
    if asking.caller.account.is_some() {
        return redirect(&next);
    }
    Ok(form(&asking, StatusCode::OK, "", &next, None))
}

fn form(
    asking: &Asking,
    status: StatusCode,
    name: &str,
    next: &str,
    why: Option<&str>,
) -> Response {
    let described = why.map(|_| "why");
    let body = html! {
        h1 { "Sign in" }
        p.lede { "For those who work on this record. Readers need no account." }
        @if let Some(why) = why { (refused(why)) }
        form.card method="post" action="/sign-in" {
            input type="hidden" name="next" value=(next);
            p.field {
                label for="name" { "Name" }
                input id="name" name="name" type="text" value=(name) autocomplete="username" autocapitalize="none" spellcheck="false" required aria-describedby=[described];
            }
            p.field {
                label for="password" { "Password" }
                input id="password" name="password" type="password" autocomplete="current-password" required aria-describedby=[described];
            }
            p { button { "Sign in" } }
        }
        p.aside { "Without a password? Ask an administrator of this desk for a link." }
    };
    page_as(asking, status, "Sign in", &body)
}

pub(super) async fn enter(asking: Asking) -> Result<Response, Problem> {
    let desk = asking.desk.clone();
    let (work, now) = (desk.work()?, desk.now());
    let next = local(asking.field("next")).unwrap_or("/queue").to_owned();
    let typed = asking.field("name").trim().to_owned();
    // What cannot be a name is counted like a name that nobody has.
    let name = accounts::name(&typed).unwrap_or_default();
    let from = delays::network(asking.caller.from);
    let waits = held(&work.delays).wait(&name, &from, now);
    if let Some(seconds) = waits {
        let why =
            format!("That was tried too often. Please wait {seconds} seconds, then try again.");
        let mut answer = form(
            &asking,
            StatusCode::TOO_MANY_REQUESTS,
            &typed,
            &next,
            Some(&why),
        );
        answer
            .headers_mut()
            .insert(header::RETRY_AFTER, HeaderValue::from(seconds));
        return Ok(answer);
    }
    // It counts before it is looked at, so that a hundred at once are not a hundred free ones.
    held(&work.delays).failed(&name, &from, now);
    let words = asking.field("password").to_owned();
    let account = check(&asking, &name, words).await?;
    let Some(account) = account else {
        let about = if name.is_empty() {
            "no name".to_owned()
        } else {
            name
        };
        work.book(move |book| {
            book.turn(|db| note(db, now, "sign-in", "sign-in refused", &about, None))
        })
        .await?;
        return Ok(form(
            &asking,
            StatusCode::UNAUTHORIZED,
            &typed,
            &next,
            Some(WRONG),
        ));
    };
    held(&work.delays).succeeded(&name, &from);
    let mut answer = redirect(&next)?;
    begin(&asking, &account, &mut answer).await?;
    Ok(answer)
}

/// The account, where the password is its own. As much is worked whether there is such an account or not.
pub(super) async fn check(
    asking: &Asking,
    name: &str,
    words: String,
) -> Result<Option<Account>, Problem> {
    let work = asking.desk.work()?;
    let random = work.random;
    let asked = name.to_owned();
    let hash = work
        .book(move |book| book.ask(|db| accounts::hashed(db, &asked)))
        .await?;
    let one = tokio::time::timeout(std::time::Duration::from_secs(10), work.hashing.acquire())
        .await
        .ok()
        .and_then(Result::ok)
        .ok_or(Problem::TooOften(10))?;
    let (same, renewed) = tokio::task::spawn_blocking(move || {
        let same = password::is(&words, hash.as_deref());
        let old = same && hash.as_deref().is_some_and(password::is_old);
        (
            same,
            old.then(|| password::hash(&words, random).ok()).flatten(),
        )
    })
    .await
    .map_err(|_| Problem::Broken("a password could not be looked at".to_owned()))?;
    drop(one);
    if !same {
        return Ok(None);
    }
    let name = name.to_owned();
    work.book(move |book| {
        book.turn(|db| {
            let account = accounts::find(db, &name)?;
            if let Some(renewed) = renewed {
                accounts::rehash(db, account.id, &renewed)?;
            }
            Ok::<_, accounts::AccountError>(account)
        })
    })
    .await
    .map(Some)
}

/// Begins a session in an answer; that which was there ends.
pub(super) async fn begin(
    asking: &Asking,
    account: &Account,
    answer: &mut Response,
) -> Result<(), Problem> {
    let (work, now) = (asking.desk.work()?, asking.desk.now());
    let secret = Secret::new(work.random)?;
    let (account, agent, by) = (account.clone(), asking.agent.clone(), asking.caller.by);
    let kept = secret.clone();
    work.book(move |book| {
        book.turn(|db| {
            if let By::Session(hash) = by {
                accounts::end_session(db, &hash)?;
            }
            accounts::sign_in(db, &account, &kept, &agent, now)
        })
    })
    .await?;
    answer
        .headers_mut()
        .append(header::SET_COOKIE, given_out(&secret)?);
    Ok(())
}

pub(super) async fn leave(asking: Asking) -> Result<Response, Problem> {
    if let (By::Session(hash), Some(account)) = (asking.caller.by, asking.caller.account.clone()) {
        let now = asking.desk.now();
        asking
            .desk
            .work()?
            .book(move |book| {
                book.turn(|db| {
                    accounts::end_session(db, &hash)?;
                    note(db, now, &account.name, "signed out", &account.name, None)?;
                    Ok::<_, BookError>(())
                })
            })
            .await?;
    }
    let mut answer = redirect("/")?;
    answer
        .headers_mut()
        .append(header::SET_COOKIE, HeaderValue::from_static(TAKEN_BACK));
    Ok(answer)
}

/// A field for a new password.
pub(super) fn new_password(why: Option<&str>) -> Markup {
    html! {
        p.field {
            label for="password" { "Password" }
            input id="password" name="password" type="password" autocomplete="new-password" minlength="15" required aria-describedby={ "rules" @if why.is_some() { " why" } };
            span.hint id="rules" { "At least 15 letters, any of them: four words that do not belong together are good. Pasting from a password manager is welcome." }
        }
    }
}
