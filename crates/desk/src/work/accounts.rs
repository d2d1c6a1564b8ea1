//! `/accounts`: who works here, and whether comments are open. For administrators.

use axum::http::StatusCode;
use axum::response::Response;
use maud::{Markup, html};

use super::asking::{Asking, redirect};
use super::chrome::{button, field, hint, page_as, refused, time};
use crate::Problem;
use crate::accounts::secret::Secret;
use crate::accounts::{self, Account, AccountError, May, Role};
use crate::book::{BookError, note, set};
use crate::comments::Open;

pub(super) async fn page(asking: Asking) -> Result<Response, Problem> {
    asking.may_here(May::Administer)?;
    show(&asking, StatusCode::OK, None, None).await
}

/// A link that was just made: for whom, and its secret.
struct Link {
    name: String,
    secret: Secret,
}

async fn show(
    asking: &Asking,
    status: StatusCode,
    why: Option<&str>,
    link: Option<&Link>,
) -> Result<Response, Problem> {
    let (all, open) = asking
        .desk
        .work()?
        .book(|book| book.ask(|db| Ok::<_, BookError>((accounts::accounts(db)?, Open::of(db)?))))
        .await?;
    let body = html! {
        h1 { "Accounts" }
        @if let Some(why) = why { (refused(why)) }
        @if let Some(link) = link { (fresh(asking, link)) }
        div.scroll tabindex="0" role="region" aria-label="Accounts" {
            table {
                caption { "Who works here. A change of role counts from the next request on." }
                thead { tr { th scope="col" { "Name" } th scope="col" { "Role" } th scope="col" { "Since" } th scope="col" { "Do" } } }
                tbody { @for account in &all { (row(account)) } }
            }
        }
        form.card method="post" action="/accounts" {
            h2 { "A new account" }
            (field("name", "Name", asking.field("name"), &hint("Small letters, figures, dots and hyphens. Names are never given twice, for acts name them.")))
            p.field { label for="role" { "Role" } (roles("role", Role::Editor)) }
            p { button { "Make it, and a link to set its password" } }
        }
        form.card method="post" action="/accounts/comments" {
            h2 { "Comments" }
            p.hint { "Every comment waits for an editor. To switch them on is to promise that somebody looks." }
            fieldset {
                legend { "Who may comment" }
                @for (to, words) in [(Open::Off, "Nobody: comments are off"), (Open::Accounts, "Whoever has an account here"), (Open::Everybody, "Everybody")] {
                    p { label { input type="radio" name="open" value=(to.word()) checked[open == to]; " " (words) } }
                }
            }
            p { button { "Set" } }
        }
    };
    Ok(page_as(asking, status, "Accounts", &body))
}

fn fresh(asking: &Asking, link: &Link) -> Markup {
    let base = asking
        .desk
        .settings
        .public
        .as_deref()
        .unwrap_or("")
        .trim_end_matches('/');
    html! {
        div.card role="status" {
            p { "This link lets " strong { (link.name) } " set a password. It works once, for 24 hours, and is shown this once. Send it by a way that you trust." }
            p { code.secret { (base) "/set-up/" (link.secret.words()) } }
        }
    }
}

fn roles(id: &str, chosen: Role) -> Markup {
    html! { select id=(id) name="role" { @for role in Role::ALL { option value=(role.word()) selected[role == chosen] { (role) } } } }
}

fn row(account: &Account) -> Markup {
    let id = format!("role-{}", account.id);
    html! {
        tr {
            th scope="row" { (account.name) @if account.ended.is_some() { " (ended)" } @else if !account.set_up { " (no password yet)" } }
            td {
                @if account.ended.is_none() {
                    form.inline method="post" action="/accounts/role" {
                        input type="hidden" name="name" value=(account.name);
                        label.hidden for=(id) { "Role of " (account.name) }
                        (roles(&id, account.role))
                        " " button.plain { "Change" }
                    }
                } @else { (account.role) }
            }
            td { (time(account.made)) }
            td {
                @if account.ended.is_none() {
                    (button("/accounts/link", &[("name", &account.name)], "New link", "plain"))
                    " "
                    (button("/accounts/end", &[("name", &account.name)], "End", "plain"))
                }
            }
        }
    }
}

/// Shows the page again where something about accounts was refused.
async fn after<T>(
    asking: &Asking,
    done: Result<T, AccountError>,
    link: impl FnOnce(T) -> Option<Link>,
) -> Result<Response, Problem> {
    match done {
        Ok(done) => match link(done) {
            Some(link) => show(asking, StatusCode::OK, None, Some(&link)).await,
            None => redirect("/accounts"),
        },
        Err(AccountError::Book(error)) => Err(error.into()),
        Err(why) => {
            show(
                asking,
                StatusCode::UNPROCESSABLE_ENTITY,
                Some(&why.to_string()),
                None,
            )
            .await
        }
    }
}

pub(super) async fn add(asking: Asking) -> Result<Response, Problem> {
    let actor = asking.may_here(May::Administer)?.name.clone();
    let (work, now) = (asking.desk.work()?, asking.desk.now());
    let (secret, name) = (Secret::new(work.random)?, asking.field("name").to_owned());
    let role: Role = asking
        .field("role")
        .parse()
        .map_err(|why: &str| Problem::Bad(why.to_owned()))?;
    let kept = secret.clone();
    let made = work
        .book(move |book| {
            Ok::<_, Problem>(book.turn(|db| {
                let made = accounts::make(db, &name, role, &actor, now)?;
                accounts::invite(db, Some(&made), &kept, &actor, now)?;
                Ok::<_, AccountError>(made)
            }))
        })
        .await?;
    after(&asking, made, |made| {
        Some(Link {
            name: made.name,
            secret,
        })
    })
    .await
}

pub(super) async fn link(asking: Asking) -> Result<Response, Problem> {
    let actor = asking.may_here(May::Administer)?.name.clone();
    let (work, now) = (asking.desk.work()?, asking.desk.now());
    let (secret, name) = (Secret::new(work.random)?, asking.field("name").to_owned());
    let kept = secret.clone();
    let made = work
        .book(move |book| {
            Ok::<_, Problem>(book.turn(|db| {
                let held = accounts::find(db, &name)?;
                accounts::invite(db, Some(&held), &kept, &actor, now)?;
                Ok::<_, AccountError>(held)
            }))
        })
        .await?;
    after(&asking, made, |held| {
        Some(Link {
            name: held.name,
            secret,
        })
    })
    .await
}

pub(super) async fn role(asking: Asking) -> Result<Response, Problem> {
    let actor = asking.may_here(May::Administer)?.name.clone();
    let (now, name) = (asking.desk.now(), asking.field("name").to_owned());
    let role: Role = asking
        .field("role")
        .parse()
        .map_err(|why: &str| Problem::Bad(why.to_owned()))?;
    let done = asking
        .desk
        .work()?
        .book(move |book| {
            Ok::<_, Problem>(book.turn(|db| accounts::change_role(db, &name, role, &actor, now)))
        })
        .await?;
    after(&asking, done, |_| None).await
}

pub(super) async fn end(asking: Asking) -> Result<Response, Problem> {
    let actor = asking.may_here(May::Administer)?.name.clone();
    let (now, name) = (asking.desk.now(), asking.field("name").to_owned());
    let done = asking
        .desk
        .work()?
        .book(move |book| {
            Ok::<_, Problem>(book.turn(|db| accounts::end_account(db, &name, &actor, now)))
        })
        .await?;
    after(&asking, done, |()| None).await
}

pub(super) async fn comments(asking: Asking) -> Result<Response, Problem> {
    let actor = asking.may_here(May::Administer)?.name.clone();
    let now = asking.desk.now();
    let open: Open = asking
        .field("open")
        .parse()
        .map_err(|why: &str| Problem::Bad(why.to_owned()))?;
    asking
        .desk
        .work()?
        .book(move |book| {
            book.turn(|db| {
                set(db, "comments", open.word())?;
                note(db, now, &actor, "comments set", open.word(), None)
            })
        })
        .await?;
    asking.desk.touch();
    redirect("/accounts")
}
