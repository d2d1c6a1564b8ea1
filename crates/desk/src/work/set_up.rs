//! `/set-up/SECRET`: a one-time link. Opening it changes nothing, for mail programs open links too; sending the form uses it.

use axum::http::StatusCode;
use axum::response::Response;
use maud::html;

use super::asking::{Asking, redirect};
use super::chrome::{page_as, refused};
use super::sign_in::{begin, new_password};
use crate::Problem;
use crate::accounts::secret::Secret;
use crate::accounts::{self, AccountError, Invitation, password};

fn secret(asking: &Asking) -> Result<Secret, Problem> {
    Secret::read(asking.asked.segment(1)).ok_or(Problem::NotFound(GONE))
}

const GONE: &str = "This link cannot be used any more: it was used, has ended, or is not whole. Ask an administrator for a new one.";

async fn invitation(asking: &Asking, secret: Secret) -> Result<Invitation, Problem> {
    let now = asking.desk.now();
    let found = asking
        .desk
        .work()?
        .book(move |book| {
            Ok::<_, AccountError>(book.ask(|db| accounts::invited(db, &secret, now)).ok())
        })
        .await?;
    found.ok_or(Problem::NotFound(GONE))
}

pub(super) async fn page(asking: Asking) -> Result<Response, Problem> {
    let invitation = invitation(&asking, secret(&asking)?).await?;
    Ok(form(&asking, StatusCode::OK, &invitation, None))
}

fn form(
    asking: &Asking,
    status: StatusCode,
    invitation: &Invitation,
    why: Option<&str>,
) -> Response {
    let named = invitation
        .account
        .as_ref()
        .map(|account| account.name.as_str());
    let body = html! {
        h1 { @match named { Some(name) => { "Set the password of " (name) }, None => "The first account" } }
        @match &invitation.account {
            Some(account) => p.lede { "Your role here is " (account.role) ". Whatever was signed in under this name is signed out." },
            None => p.lede { "Nobody looks after this desk yet. Whoever sends this form is its administrator." },
        }
        @if let Some(why) = why { (refused(why)) }
        form.card method="post" action=(asking.asked.address()) {
            @match named {
                Some(name) => input type="hidden" name="username" value=(name) autocomplete="username";,
                None => p.field {
                    label for="name" { "Name" }
                    input id="name" name="name" type="text" value=(asking.field("name")) autocomplete="username" autocapitalize="none" spellcheck="false" required aria-describedby="names";
                    span.hint id="names" { "Small letters, figures, dots and hyphens. It stands beside everything that you do here, and others can see it." }
                },
            }
            (new_password(why))
            p { button { "Set the password and sign in" } }
        }
    };
    page_as(asking, status, "Set up", &body)
}

pub(super) async fn finish(asking: Asking) -> Result<Response, Problem> {
    let secret = secret(&asking)?;
    let invitation = invitation(&asking, secret.clone()).await?;
    let name = match &invitation.account {
        Some(account) => Ok(account.name.clone()),
        None => accounts::name(asking.field("name")),
    };
    let words = asking.field("password").to_owned();
    let good = name.and_then(|name| password::check(&words, &name).map(|()| name));
    let name = match good {
        Ok(name) => name,
        Err(why) => {
            return Ok(form(
                &asking,
                StatusCode::UNPROCESSABLE_ENTITY,
                &invitation,
                Some(&why.to_string()),
            ));
        }
    };
    let (work, now) = (asking.desk.work()?, asking.desk.now());
    let hashed = hash(&asking, words).await?;
    let made = work
        .book(move |book| {
            Ok::<_, Problem>(
                book.turn(|db| accounts::take_invitation(db, &secret, &name, &hashed, now)),
            )
        })
        .await?;
    match made {
        Ok(account) => {
            let mut answer = redirect("/account")?;
            begin(&asking, &account, &mut answer).await?;
            Ok(answer)
        }
        Err(why @ (AccountError::Name | AccountError::Taken)) => Ok(form(
            &asking,
            StatusCode::UNPROCESSABLE_ENTITY,
            &invitation,
            Some(&why.to_string()),
        )),
        Err(other) => Err(other.into()),
    }
}

/// What is held of a new password.
pub(super) async fn hash(asking: &Asking, words: String) -> Result<String, Problem> {
    let work = asking.desk.work()?;
    let random = work.random;
    let one = work
        .hashing
        .acquire()
        .await
        .map_err(|_| Problem::TooOften(10))?;
    let hashed = tokio::task::spawn_blocking(move || password::hash(&words, random))
        .await
        .map_err(|_| Problem::Broken("a password could not be hashed".to_owned()))??;
    drop(one);
    Ok(hashed)
}
