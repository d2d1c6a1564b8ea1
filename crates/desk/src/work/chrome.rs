//! What the pages here have in common: the way between them, forms, times.

use axum::body::Body;
use axum::http::StatusCode;
use axum::response::Response;
use jiff::Timestamp;
use jiff::tz::TimeZone;
use maud::{Markup, html};

use super::asking::{Asking, answer, frame};
use crate::Problem;
use crate::accounts::May;
use crate::asked::Form;
use crate::layout::{self, Head};

/// A page.
pub(super) fn page(asking: &Asking, title: &str, body: &Markup) -> Response {
    page_as(asking, StatusCode::OK, title, body)
}

/// A page with a status of its own: a form that was refused, with what was typed still in it.
pub(super) fn page_as(asking: &Asking, status: StatusCode, title: &str, body: &Markup) -> Response {
    let head = Head {
        title: title.to_owned(),
        // The address of a one-time link holds its secret.
        canonical: match asking.asked.segment(0) {
            "set-up" => "/set-up".to_owned(),
            _ => asking.asked.address(),
        },
        ..Head::default()
    };
    let body = html! {
        @if asking.caller.account.is_some() { (places(asking)) }
        (body)
    };
    let text = layout::page(&frame(asking), &head, &body).into_string();
    answer(status, Form::Html.media(), Body::from(text))
}

/// The way between the pages of those who work here.
fn places(asking: &Asking) -> Markup {
    let all = [
        ("/queue", "Queue", May::Review),
        ("/queue/people", "Who is who", May::Review),
        ("/comments", "Comments", May::Moderate),
        ("/acts", "Acts", May::Review),
        ("/done", "Log", May::Administer),
        ("/accounts", "Accounts", May::Administer),
        ("/account", "You", May::Read),
    ];
    let Some(account) = &asking.caller.account else {
        return html! {};
    };
    let here = asking.asked.address();
    html! {
        nav.work aria-label="Working here" {
            ul {
                @for (path, name, may) in all {
                    @if account.role.may(may) {
                        li { a href=(path) aria-current=[(here == path).then_some("page")] { (name) } }
                    }
                }
            }
            form method="post" action="/sign-out" {
                span.who { "Signed in as " strong { (account.name) } ", " (account.role) }
                " " button.plain { "Sign out" }
            }
        }
    }
}

/// A message above a form: why it was refused.
pub(super) fn refused(why: &str) -> Markup {
    html! { p.refused id="why" role="alert" { (why) } }
}

/// A text field with its label.
pub(super) fn field(name: &str, label: &str, value: &str, more: &Markup) -> Markup {
    html! {
        p.field {
            label for=(name) { (label) }
            input id=(name) name=(name) type="text" value=(value);
            (more)
        }
    }
}

/// A hint below a field.
pub(super) fn hint(text: &str) -> Markup {
    html! { span.hint { (text) } }
}

/// A moment, in UTC and to the minute: editors of one record sit in many zones.
pub(super) fn time(at: Timestamp) -> Markup {
    let text = at
        .to_zoned_datetime(TimeZone::UTC)
        .strftime("%Y-%m-%d %H:%M UTC")
        .to_string();
    html! { time datetime=(at) { (text) } }
}

/// How long ago something was, in one unit.
pub(super) fn ago(at: Timestamp, now: Timestamp) -> String {
    let seconds = (now.as_second() - at.as_second()).max(0);
    let (number, unit) = match seconds {
        0..120 => return "just now".to_owned(),
        120..7_200 => (seconds / 60, "minutes"),
        7_200..172_800 => (seconds / 3_600, "hours"),
        _ => (seconds / 86_400, "days"),
    };
    format!("{number} {unit} ago")
}

/// A button that sends some fields.
pub(super) fn button(action: &str, fields: &[(&str, &str)], name: &str, class: &str) -> Markup {
    html! {
        form.inline method="post" action=(action) {
            @for (field, value) in fields { input type="hidden" name=(field) value=(value); }
            button class=(class) { (name) }
        }
    }
}

/// Words that a person typed as a reason: one line, not too long; nothing where they are empty.
pub(super) fn reason(typed: &str) -> Result<Option<String>, Problem> {
    let text: String = typed.split_whitespace().collect::<Vec<_>>().join(" ");
    if text.chars().count() > 500 {
        return Err(Problem::Bad("A note has up to 500 letters.".to_owned()));
    }
    Ok((!text.is_empty()).then_some(text))
}
