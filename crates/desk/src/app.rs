//! The way of a request: id, checks, page from what is kept or made anew, headers, log.

use std::sync::Arc;
use std::sync::atomic::Ordering::Relaxed;

use axum::Router;
use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::header::{self, HeaderName};
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, Uri};
use axum::middleware::{self, Next};
use axum::response::Response;
use axum::routing::get;
use maud::{Markup, html};

use crate::answer::{give, gzip, plain, refuse, takes_gzip};
use crate::asked::{Asked, Form};
use crate::cache::Kept;
use crate::layout::{self, Frame};
use crate::log::Line;
use crate::pages::{self, Kind, Opening, Page};
use crate::state::Desk;
use crate::{Problem, assets, memento, openapi, work};

/// What pages may load and do: nothing from elsewhere, no script or style inside the page, no frame around it.
const POLICY: &str = "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; connect-src 'self'; \
                      form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

/// The desk as a service.
pub fn app(desk: Desk) -> Router {
    Router::new()
        .route("/health", get(health))
        .route("/metrics", get(metrics))
        .route("/robots.txt", get(robots))
        .route("/openapi.json", get(described))
        .route("/timemap/{race}", get(timemap))
        .route("/assets/{name}", get(asset))
        .merge(work::routes(&desk))
        .fallback(page)
        .layer(middleware::from_fn_with_state(desk.clone(), around))
        .with_state(desk)
}

/// Around every request: its id, a panic's end, the headers of every answer, the log, the counters.
async fn around(State(desk): State<Desk>, request: Request, next: Next) -> Response {
    let started = desk.now();
    let id = desk.request_id();
    let method = request.method().clone();
    let path = logged(request.uri().path());
    let mut request = request;
    request.extensions_mut().insert(RequestId(id.clone()));
    let closed = desk.settings.private && !is_for_everybody(&path);
    let may_read = closed.then(|| work::may_read(&desk, &request));
    let answer = tokio::spawn(async move {
        match may_read {
            Some(may_read) => match may_read.await {
                Ok(()) => next.run(request).await,
                Err(refusal) => refusal,
            },
            None => next.run(request).await,
        }
    })
    .await;
    let mut answer = answer.unwrap_or_else(|_| {
        desk.metrics.panics.fetch_add(1, Relaxed);
        desk.log("error", "panic", Some(&format!("request {id}")));
        refuse(
            &desk,
            &Problem::Broken("a handler panicked".to_owned()),
            &id,
            None,
        )
    });
    let status = answer.status();
    dress(answer.headers_mut(), &id);
    let took = desk.now().as_millisecond() - started.as_millisecond();
    desk.metrics
        .answered(status.as_u16(), u64::try_from(took).unwrap_or(0));
    let at = started.to_string();
    (desk.settings.log)(&Line {
        request: Some(&id),
        method: Some(method.as_str()),
        path: Some(&path),
        status: Some(status.as_u16()),
        ms: Some(took),
        ..Line::new(
            &at,
            if status.is_server_error() {
                "error"
            } else {
                "info"
            },
            "request",
        )
    });
    answer
}

/// What is open even where only those read who have an account: the way in, and what machines ask.
fn is_for_everybody(path: &str) -> bool {
    ["/sign-in", "/health", "/metrics", "/robots.txt"].contains(&path)
        || path.starts_with("/set-up/")
        || path.starts_with("/assets/")
}

/// A path as the log has it: the secret of a one-time link is no business of the log's.
fn logged(path: &str) -> String {
    match path.strip_prefix("/set-up/") {
        Some(_) => "/set-up/…".to_owned(),
        None => path.to_owned(),
    }
}

/// The id of a request, for handlers that say it.
#[derive(Debug, Clone)]
pub struct RequestId(pub String);

fn dress(headers: &mut HeaderMap, id: &str) {
    let fixed = [
        (header::CONTENT_SECURITY_POLICY, POLICY),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::REFERRER_POLICY, "same-origin"),
        (
            HeaderName::from_static("cross-origin-opener-policy"),
            "same-origin",
        ),
        (
            HeaderName::from_static("cross-origin-resource-policy"),
            "same-origin",
        ),
        (
            HeaderName::from_static("permissions-policy"),
            "camera=(), geolocation=(), microphone=()",
        ),
    ];
    for (name, value) in fixed {
        headers
            .entry(name)
            .or_insert(HeaderValue::from_static(value));
    }
    if let Ok(id) = HeaderValue::from_str(id) {
        headers.insert(HeaderName::from_static("x-request-id"), id);
    }
}

/// Any page of [`pages::KINDS`].
async fn page(State(desk): State<Desk>, request: Request) -> Response {
    let id = request
        .extensions()
        .get::<RequestId>()
        .map_or_else(String::new, |id| id.0.clone());
    if !matches!(*request.method(), Method::GET | Method::HEAD) {
        let mut answer = refuse(
            &desk,
            &Problem::Bad("Pages can only be read.".to_owned()),
            &id,
            None,
        );
        *answer.status_mut() = StatusCode::METHOD_NOT_ALLOWED;
        answer
            .headers_mut()
            .insert(header::ALLOW, HeaderValue::from_static("GET, HEAD"));
        return answer;
    }
    let asked = match Asked::of(request.uri().path(), request.uri().query()) {
        Ok(asked) => asked,
        Err(problem) => return refuse(&desk, &problem, &id, None),
    };
    if let Some(wanted) = memento::wanted(&asked, request.headers()) {
        return match wanted {
            Ok(address) => to(&address),
            Err(problem) => refuse(&desk, &problem, &id, Some(asked.form)),
        };
    }
    match find(&desk, &asked, request.uri()).await {
        Ok(kept) => give(&kept, request.headers()),
        Err(problem) => {
            if let Some(what) = problem.for_log() {
                desk.log("error", "problem", Some(&format!("request {id}: {what}")));
            }
            refuse(&desk, &problem, &id, Some(asked.form))
        }
    }
}

/// The way to the same page as of a moment: always on this site, for an address is made of what was taken apart.
fn to(address: &str) -> Response {
    let mut answer = Response::new(Body::empty());
    *answer.status_mut() = StatusCode::FOUND;
    let headers = answer.headers_mut();
    if let Ok(address) = HeaderValue::from_str(address) {
        headers.insert(header::LOCATION, address);
    }
    headers.insert(header::VARY, HeaderValue::from_static("accept-datetime"));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-cache"));
    answer
}

/// A page as it is kept, or made anew.
async fn find(desk: &Desk, asked: &Asked, uri: &Uri) -> Result<Arc<Kept>, Problem> {
    let kind = pages::kind_of(&asked.path).ok_or(Problem::NotFound("There is no such page."))?;
    if !kind.comes_as(asked.form) {
        return Err(Problem::NotFound("This page does not come in that form."));
    }
    let key = uri
        .path_and_query()
        .map_or_else(|| uri.path().to_owned(), ToString::to_string);
    let batch = match desk.batch().await {
        Ok(batch) => batch,
        // An old page, which says of which batch it is, serves better than none.
        Err(Problem::Unavailable(error)) => {
            return desk.cache.last(&key).ok_or(Problem::Unavailable(error));
        }
        Err(problem) => return Err(problem),
    };
    if let Some(kept) = desk.cache.get(&key, &desk.tag(batch)) {
        desk.metrics.cached.fetch_add(1, Relaxed);
        return Ok(kept);
    }
    desk.metrics.made.fetch_add(1, Relaxed);
    let (asked, reading) = (asked.clone(), desk.clone());
    let made = desk
        .readers
        .ask(move |record| {
            // The state is that before the page was made: a batch that comes in meanwhile makes it stale, never wrong.
            let tag = reading.tag(record.last_batch()?.0);
            make(record, kind, &asked, &reading, tag)
        })
        .await?;
    let made = Arc::new(made);
    desk.cache.put(key, &made);
    Ok(made)
}

fn make(
    record: &record::Record,
    kind: &Kind,
    asked: &Asked,
    desk: &Desk,
    tag: String,
) -> Result<Kept, Problem> {
    let settings = &desk.settings;
    let page = (kind.open)(record, &Opening { asked, settings })?;
    let plain = match asked.form {
        Form::Html => {
            let beneath = beneath(desk, asked)?;
            html(page.as_ref(), kind, &Frame { asked, settings }, beneath).into_bytes()
        }
        Form::Json => page.json()?,
        Form::Csv => csv(page.as_ref(), asked)?,
        Form::Atom => page
            .feed(&Frame { asked, settings })
            .ok_or(Problem::NotFound("This page has no feed."))?
            .into_bytes(),
        Form::Ics => page
            .calendar()
            .ok_or(Problem::NotFound("This page has no calendar."))?
            .into_bytes(),
    };
    let compressed = gzip(&plain);
    let worth = compressed.len() + 64 < plain.len();
    Ok(Kept {
        tag,
        kind: asked.form.media(),
        headers: memento::headers(asked, settings.public.as_deref())?,
        gzip: worth.then_some(compressed),
        plain: plain.into(),
    })
}

/// What readers say of what a page is about; nothing where comments are off.
fn beneath(desk: &Desk, asked: &Asked) -> Result<Option<Markup>, Problem> {
    let about = match asked.path.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        ["race", race] => race.to_owned(),
        ["claim", race, seq] => format!("{race}/{seq}"),
        _ => return Ok(None),
    };
    match (desk.work(), about.parse()) {
        (Ok(work), Ok(about)) => Ok(work::beneath(work, &about)?),
        _ => Ok(None),
    }
}

fn html(page: &dyn Page, kind: &Kind, frame: &Frame<'_>, beneath: Option<Markup>) -> String {
    let mut head = page.head();
    head.forms = [Form::Json, Form::Csv]
        .into_iter()
        .chain(kind.forms.iter().copied())
        .collect();
    let body = html! { (page.body(frame)) @if let Some(beneath) = beneath { (beneath) } };
    layout::page(frame, &head, &body).into_string()
}

fn csv(page: &dyn Page, asked: &Asked) -> Result<Vec<u8>, Problem> {
    let tables = page.tables();
    let wanted = asked.one("table")?;
    let table = match wanted {
        None => tables.first(),
        Some(name) => tables.iter().find(|table| table.name == name),
    };
    let raw = asked.one("raw")? == Some("1");
    table
        .ok_or(Problem::NotFound("This page has no such table."))?
        .csv(raw)
}

/// Whether the desk can answer: it asks the record.
async fn health(State(desk): State<Desk>) -> Response {
    let (status, body) = match desk.readers.ask(|record| Ok(record.last_batch()?.0)).await {
        Ok(batch) => (
            StatusCode::OK,
            serde_json::json!({"status": "ok", "batch": batch}),
        ),
        Err(problem) => (
            StatusCode::SERVICE_UNAVAILABLE,
            serde_json::json!({"status": "the record cannot be read", "what": problem.to_string()}),
        ),
    };
    plain(status, Form::Json.media(), body.to_string())
}

async fn metrics(State(desk): State<Desk>) -> Response {
    let batch = desk.batch().await.unwrap_or_default();
    let text = desk.metrics.text(batch, desk.cache.size());
    plain(
        StatusCode::OK,
        "text/plain; version=0.0.4; charset=utf-8",
        text,
    )
}

/// Search engines may list pages as they stand now, not each of the many moments, and no page of those who work here.
async fn robots(State(desk): State<Desk>) -> Response {
    let text = if desk.settings.indexed {
        "User-agent: *\nDisallow: /*?\nDisallow: /queue\nDisallow: /account\nDisallow: /search\n"
    } else {
        "User-agent: *\nDisallow: /\n"
    };
    plain(StatusCode::OK, "text/plain; charset=utf-8", text.to_owned())
}

/// The description of the JSON.
async fn described() -> Response {
    plain(
        StatusCode::OK,
        Form::Json.media(),
        openapi::document().to_string(),
    )
}

/// The moments at which something about a race became public, each with the page as of then.
async fn timemap(State(desk): State<Desk>, request: Request) -> Response {
    let path = request.uri().path().to_owned();
    let public = desk.settings.public.clone();
    let made = desk
        .readers
        .ask(move |record| {
            let asked = Asked::of(&path, None)?;
            memento::map(record, asked.segment(1), public.as_deref())
        })
        .await;
    match made {
        Ok(text) => plain(StatusCode::OK, "application/link-format", text),
        Err(problem) => refuse(&desk, &problem, "", None),
    }
}

async fn asset(State(desk): State<Desk>, request: Request) -> Response {
    let Some(asset) = assets::find(request.uri().path()) else {
        return refuse(
            &desk,
            &Problem::NotFound("There is no such page."),
            "",
            None,
        );
    };
    let zips = takes_gzip(request.headers());
    let body = if zips { &asset.gzip } else { &asset.plain };
    let mut answer = Response::new(Body::from(body.clone()));
    let headers = answer.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(asset.media));
    // Its name changes with its content.
    headers.insert(
        header::CACHE_CONTROL,
        HeaderValue::from_static("public, max-age=31536000, immutable"),
    );
    headers.insert(header::VARY, HeaderValue::from_static("accept-encoding"));
    if zips {
        headers.insert(header::CONTENT_ENCODING, HeaderValue::from_static("gzip"));
    }
    answer
}
