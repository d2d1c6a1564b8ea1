//! `/comment`: the form, what becomes of it, and what its author can do about it.

use axum::http::{HeaderValue, StatusCode, header};
use axum::response::Response;
use maud::{Markup, html};

use super::asking::{Asking, json};
use super::chrome::{button, hint, page as whole, page_as, refused, time};
use super::state::{Work, held};
use crate::Problem;
use crate::accounts::May;
use crate::accounts::secret::Secret;
use crate::asked::encode;
use crate::book::BookError;
use crate::comments::{self, About, Comment, Kind, Open, Posted, Refusal, State, form};
use crate::words as said;

/// What a comment can be about has a page: there is such a race, such a claim.
async fn about(asking: &Asking, text: &str) -> Result<(About, String), Problem> {
    let about: About = text
        .parse()
        .map_err(|why: &str| Problem::Bad(why.to_owned()))?;
    let asked = about.clone();
    let title = asking
        .desk
        .readers
        .ask(move |record| match &asked {
            About::Race(race) => {
                record.extent(race, record::Cut::default())?;
                Ok(said::race(race))
            }
            About::Claim(id) => Ok(said::statement(&record.claim(id)?.claim)),
        })
        .await?;
    Ok((about, title))
}

/// Whether whoever asks may comment.
async fn is_open(asking: &Asking) -> Result<(), Problem> {
    let open = asking.desk.work()?.book(|book| book.ask(Open::of)).await?;
    match open {
        Open::Off => Err(Problem::NotFound("Comments are off.")),
        Open::Everybody => Ok(()),
        Open::Accounts => asking.may(May::Comment).map(|_| ()),
    }
}

pub(super) async fn page(asking: Asking) -> Result<Response, Problem> {
    is_open(&asking).await?;
    let (about, title) = about(&asking, asking.asked.one("about")?.unwrap_or("")).await?;
    draw(&asking, StatusCode::OK, &about, &title, None)
}

fn draw(
    asking: &Asking,
    status: StatusCode,
    about: &About,
    title: &str,
    why: Option<&str>,
) -> Result<Response, Problem> {
    let mark = form::mark(
        &asking.desk.work()?.key,
        &about.to_string(),
        asking.desk.now(),
    );
    let account = asking.caller.account.as_ref();
    let kind = if asking.field("kind").is_empty() {
        asking.asked.one("kind")?.unwrap_or("remark")
    } else {
        asking.field("kind")
    };
    let described = why.map(|_| "why");
    let body = html! {
        p.aside { a href=(about.page()) { "Back to the page" } }
        h1 { "Write about: " (title) }
        p.lede { "An editor reads everything before anybody else can. It is text: no pictures, no formatting." }
        @if let Some(why) = why { (refused(why)) }
        form.card method="post" action="/comment" {
            input type="hidden" name="about" value=(about);
            input type="hidden" name="form" value=(mark);
            @if about.claim().is_some() {
                fieldset {
                    legend { "What you write is" }
                    @for one in Kind::ALL { p { label { input type="radio" name="kind" value=(one.word()) checked[one.word() == kind]; " " (one.meaning()) } } }
                    p.hint { "A source, a correction or a dispute also goes to the editors who review this claim." }
                }
            } @else { input type="hidden" name="kind" value="remark"; }
            p.field {
                label for="name" { "Name" }
                @match account {
                    Some(account) => { input id="name" name="name" type="text" value=(account.name) readonly; },
                    None => { input id="name" name="name" type="text" value=(asking.field("name")) maxlength="60" autocomplete="nickname" required aria-describedby="names"; (hint_as("names", "It is shown with what you write, and need not be your own.")) },
                }
            }
            p.field {
                label for="words" { "What you have to say" }
                textarea id="words" name="words" rows="8" maxlength="4000" required aria-describedby=[described] { (asking.field("words")) }
            }
            @if about.claim().is_some() {
                p.field {
                    label for="url" { "Address of a source" span.hint { " (needed for a source)" } }
                    input id="url" name="url" type="url" inputmode="url" value=(asking.field("url")) autocomplete="off";
                }
            }
            p.trap aria-hidden="true" { label for="website" { "Leave this empty" } input id="website" name="website" type="text" tabindex="-1" autocomplete="off"; }
            p { button { "Send" } }
        }
        p.hint { "Kept with it: the time, and for 30 days an unreadable mark of your network, against floods. No other server learns of it. After sending you get a code with which you can take it back." }
    };
    Ok(page_as(asking, status, "Write about this", &body))
}

fn hint_as(id: &str, text: &str) -> Markup {
    html! { span.hint id=(id) { (text) } }
}

pub(super) async fn send(asking: Asking) -> Result<Response, Problem> {
    is_open(&asking).await?;
    let (about, title) = about(&asking, asking.field("about")).await?;
    match take(&asking, &about).await? {
        Ok((comment, code)) if asking.json => {
            json(&serde_json::json!({"id": comment.id, "code": code.words()}))
        }
        Ok((_, code)) => Ok(thanks(&asking, &about, &code)),
        Err(why) => {
            let (status, wait) = match why {
                Refusal::TooOften(seconds) => (StatusCode::TOO_MANY_REQUESTS, Some(seconds)),
                _ => (StatusCode::UNPROCESSABLE_ENTITY, None),
            };
            let mut answer = draw(&asking, status, &about, &title, Some(&why.to_string()))?;
            if let Some(seconds) = wait {
                answer
                    .headers_mut()
                    .insert(header::RETRY_AFTER, HeaderValue::from(seconds));
            }
            Ok(answer)
        }
    }
}

/// Takes a comment in, or says why not.
async fn take(
    asking: &Asking,
    about: &About,
) -> Result<Result<(Comment, Secret), Refusal>, Problem> {
    let (work, now) = (asking.desk.work()?, asking.desk.now());
    let account = asking.caller.account.as_ref();
    let posted = Posted {
        kind: asking.field("kind").to_owned(),
        name: account.map_or_else(
            || asking.field("name").to_owned(),
            |account| account.name.clone(),
        ),
        words: asking.field("words").to_owned(),
        url: asking.field("url").to_owned(),
        trap: asking.field("website").to_owned(),
    };
    let sender = comments::sender(&work.key, asking.caller.from);
    let token = asking.caller.by == super::asking::By::Token;
    let looked = comments::check(&posted, about.claim().is_some(), &work.key).and_then(|checked| {
        // Whoever has a token has an account to answer for it; everybody else has asked for the form.
        if !token {
            form::check(&work.key, &about.to_string(), asking.field("form"), now)?;
        }
        held(&work.buckets)
            .take(&sender, &about.to_string(), now)
            .map_err(Refusal::TooOften)?;
        Ok(checked)
    });
    let checked = match looked {
        Ok(checked) => checked,
        Err(why) => return Ok(Err(why)),
    };
    let code = Secret::new(work.random)?;
    let (about, kept, by) = (
        about.clone(),
        code.clone(),
        account.map(|account| account.id),
    );
    let comment = work
        .book(move |book| {
            book.turn(|db| {
                comments::tidy(db, now)?;
                comments::add(db, &about, &checked, &kept, &sender, by, now)
            })
        })
        .await?;
    Ok(Ok((comment, code)))
}

fn thanks(asking: &Asking, about: &About, code: &Secret) -> Response {
    let body = html! {
        h1 { "Thank you" }
        p.lede role="status" { "An editor will read it. Until then nobody else can." }
        div.card {
            p { "Keep this code. With it, and only with it, you can see what became of your comment, have a copy, or take it back." }
            p { code.secret { (code.words()) } }
            p { a href="/comment/mine" { "Where to use it" } }
        }
        p { a href=(about.page()) { "Back to the page" } }
    };
    whole(asking, "Thank you", &body)
}

pub(super) async fn mine(asking: Asking) -> Result<Response, Problem> {
    Ok(ask_for_code(&asking, StatusCode::OK, None))
}

fn ask_for_code(asking: &Asking, status: StatusCode, why: Option<&str>) -> Response {
    let body = html! {
        h1 { "Your comment" }
        @if let Some(why) = why { (refused(why)) }
        form.card method="post" action="/comment/mine" {
            p.field {
                label for="code" { "The code that you were given" }
                input id="code" name="code" type="text" autocomplete="off" spellcheck="false" autocapitalize="none" required aria-describedby=[why.map(|_| "why")];
            }
            p { button name="do" value="show" { "Show it" } }
        }
        (hint("The code is sent in the form and never stands in an address."))
    };
    page_as(asking, status, "Your comment", &body)
}

pub(super) async fn mine_by_code(asking: Asking) -> Result<Response, Problem> {
    let (work, now) = (asking.desk.work()?, asking.desk.now());
    let typed = asking.field("code").trim().to_owned();
    let account = asking.caller.account.as_ref().map(|account| account.id);
    let id: Option<i64> = asking.field("id").parse().ok();
    let found = work
        .book(move |book| {
            book.ask(|db| match (Secret::read(&typed), account, id) {
                (Some(code), ..) => comments::by_code(db, &code),
                // Whoever wrote it signed in needs no code.
                (None, Some(account), Some(id)) => {
                    Ok(comments::one(db, id)?.filter(|comment| comment.account == Some(account)))
                }
                _ => Ok(None),
            })
        })
        .await?;
    let Some(comment) = found else {
        return Ok(ask_for_code(
            &asking,
            StatusCode::NOT_FOUND,
            Some("No comment has this code."),
        ));
    };
    if asking.field("do") == "remove" {
        let was_public = comment.state == State::Published;
        let gone = comment.clone();
        work.book(move |book| book.turn(|db| comments::remove(db, &gone, now)))
            .await?;
        if was_public {
            asking.desk.touch();
        }
        let id = comment.id;
        let left = work
            .book(move |book| book.ask(|db| comments::one(db, id)))
            .await?;
        return Ok(show(&asking, &left.unwrap_or(comment)));
    }
    if asking.field("do") == "copy" {
        return json(&comment);
    }
    Ok(show(&asking, &comment))
}

fn show(asking: &Asking, comment: &Comment) -> Response {
    let code = asking.field("code");
    let body = html! {
        h1 { "Your comment" }
        p.lede role="status" { (comment.state.told()) }
        @if !comment.words.is_empty() {
            article.card.comment {
                h2 { (comment.kind.word()) " from " (comments::words::visible(&comment.name)) ", " (time(comment.made)) }
                div.words { (comments::words::show(&comment.words)) }
                @if let Some(url) = &comment.url { p { "Source: " (comments::words::link(url)) } }
            }
            div.buttons {
                @let id = comment.id.to_string();
                (button("/comment/mine", &[("code", code), ("id", &id), ("do", "remove")], "Take it back", ""))
                " " (button("/comment/mine", &[("code", code), ("id", &id), ("do", "copy")], "A copy (JSON)", "plain"))
            }
        }
        p { a href=(comment.about.page()) { "The page that it is about" } }
    };
    whole(asking, "Your comment", &body)
}

/// What stands beneath a page of a race or a claim while comments are on: those that are published, and the way to the form.
/// It is the same for everybody, for pages are kept.
pub fn beneath(work: &Work, about: &About) -> Result<Option<Markup>, BookError> {
    let (open, published) = work
        .book_here()
        .ask(|db| Ok::<_, BookError>((Open::of(db)?, comments::published(db, about)?)))?;
    if open == Open::Off {
        return Ok(None);
    }
    Ok(Some(html! {
        section.comments id="comments" aria-labelledby="comments-heading" {
            h2 id="comments-heading" { "What readers say" }
            @if published.is_empty() { p { "Nobody has said anything yet that was published." } }
            @for comment in &published {
                article.comment id={ "comment-" (comment.id) } {
                    h3 {
                        (comments::words::visible(&comment.name)) ", " (time(comment.made))
                        @if comment.kind.is_about_a_claim() { " (" (comment.kind.word()) ")" }
                    }
                    div.words { (comments::words::show(&comment.words)) }
                    @if let Some(url) = &comment.url { p { "Source: " (comments::words::link(url)) } }
                }
            }
            p {
                a.button href={ "/comment?about=" (encode(&about.to_string())) } { "Write about this" }
                @if about.claim().is_some() {
                    " " a href={ "/comment?kind=dispute&about=" (encode(&about.to_string())) } { "Dispute this claim" }
                }
            }
        }
    }))
}
