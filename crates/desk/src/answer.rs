//! Answers: from a page that is kept, and to what has none.

use std::io::Write;

use axum::body::{Body, Bytes};
use axum::http::header::{self, HeaderName};
use axum::http::{HeaderMap, HeaderValue, StatusCode};
use axum::response::Response;
use flate2::Compression;
use flate2::write::GzEncoder;

use crate::Problem;
use crate::asked::{Asked, Form};
use crate::cache::Kept;
use crate::layout::{self, Frame};
use crate::state::Desk;

/// The answer from a finished page: the whole, or word that it has not changed.
pub(crate) fn give(kept: &Kept, asked: &HeaderMap) -> Response {
    let tag = format!("W/\"{}\"", kept.tag);
    let zips = kept.gzip.as_ref().filter(|_| takes_gzip(asked));
    let same = asked
        .get(header::IF_NONE_MATCH)
        .and_then(|held| held.to_str().ok())
        .is_some_and(|held| held.split(',').any(|one| one.trim() == tag));
    let body = match (same, zips) {
        (true, _) => Body::empty(),
        (false, Some(gzip)) => Body::from(gzip.clone()),
        (false, None) => Body::from(kept.plain.clone()),
    };
    let mut answer = Response::new(body);
    let headers = answer.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(kept.kind));
    // Whoever keeps it asks whether it still holds: a page changes when the record grows.
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-cache"));
    headers.insert(
        header::VARY,
        HeaderValue::from_static("accept-encoding, accept-datetime"),
    );
    if let Ok(tag) = HeaderValue::from_str(&tag) {
        headers.insert(header::ETAG, tag);
    }
    if zips.is_some() && !same {
        headers.insert(header::CONTENT_ENCODING, HeaderValue::from_static("gzip"));
    }
    for (name, value) in &kept.headers {
        if let Ok(value) = HeaderValue::from_str(value) {
            headers.append(HeaderName::from_static(name), value);
        }
    }
    if same {
        *answer.status_mut() = StatusCode::NOT_MODIFIED;
    }
    answer
}

pub(crate) fn takes_gzip(asked: &HeaderMap) -> bool {
    asked
        .get(header::ACCEPT_ENCODING)
        .and_then(|held| held.to_str().ok())
        .is_some_and(|held| {
            held.split(',').any(|one| {
                let mut parts = one.split(';');
                let gzip = parts.next().is_some_and(|name| name.trim() == "gzip");
                gzip && parts.all(|weight| weight.trim() != "q=0")
            })
        })
}

/// Bytes, compressed; writing to memory cannot fail.
pub(crate) fn gzip(plain: &[u8]) -> Bytes {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::new(6));
    encoder
        .write_all(plain)
        .and_then(|()| encoder.finish())
        .unwrap_or_default()
        .into()
}

/// The answer to what has none: a page for people, an object for programs.
pub(crate) fn refuse(
    desk: &Desk,
    problem: &Problem,
    request: &str,
    form: Option<Form>,
) -> Response {
    let (kind, body) = if form == Some(Form::Json) {
        let body = serde_json::json!({"error": problem.heading(), "what": problem.to_string(), "request": request});
        (Form::Json.media(), body.to_string())
    } else {
        let asked = Asked {
            path: Vec::new(),
            form: Form::Html,
            query: Vec::new(),
        };
        let frame = Frame {
            asked: &asked,
            settings: &desk.settings,
        };
        let page = layout::refusal(&frame, problem.heading(), &problem.to_string(), request);
        (Form::Html.media(), page.into_string())
    };
    let mut answer = Response::new(Body::from(body));
    *answer.status_mut() = problem.status();
    let headers = answer.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(kind));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    if matches!(problem, Problem::SignIn) {
        let bearer = HeaderValue::from_static("Bearer");
        headers.insert(header::WWW_AUTHENTICATE, bearer);
    }
    let again = match problem {
        Problem::TooOften(seconds) => Some(*seconds),
        Problem::Unavailable(_) => Some(5),
        _ => None,
    };
    if let Some(seconds) = again {
        headers.insert(header::RETRY_AFTER, HeaderValue::from(seconds));
    }
    answer
}

/// A short answer that nobody keeps.
pub(crate) fn plain(status: StatusCode, media: &'static str, text: String) -> Response {
    let mut answer = Response::new(Body::from(text));
    *answer.status_mut() = status;
    let headers = answer.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(media));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    answer
}
