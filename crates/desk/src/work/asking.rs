//! What was asked: by whom, from where, with which fields.

use std::net::{IpAddr, Ipv4Addr};

use axum::body::{Body, to_bytes};
use axum::extract::Request;
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, header};
use axum::response::Response;
use serde::Serialize;

use crate::accounts::secret::Hash;
use crate::accounts::{Account, May};
use crate::answer::refuse;
use crate::app::RequestId;
use crate::asked::{Asked, Form, encode};
use crate::state::Desk;
use crate::{Problem, layout};

/// The most bytes of a form: ten times the longest comment.
const LARGEST: usize = 64 * 1024;

/// The most fields of a form.
const FIELDS: usize = 200;

/// Who is at the other end of the connection. The server puts it beside every request.
#[derive(Debug, Clone, Copy)]
pub struct Peer(pub IpAddr);

/// By what somebody is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum By {
    /// By nothing.
    Nothing,
    /// By the cookie of a session.
    Session(Hash),
    /// By a token.
    Token,
}

/// Who asks.
#[derive(Debug, Clone)]
pub struct Caller {
    /// The account.
    pub(super) account: Option<Account>,
    pub(super) by: By,
    /// The address from which it comes.
    pub(super) from: IpAddr,
}

/// A request to one of the pages here.
#[derive(Debug)]
pub(super) struct Asking {
    pub(super) desk: Desk,
    pub(super) caller: Caller,
    pub(super) asked: Asked,
    pub(super) agent: String,
    /// Whether a program asks.
    pub(super) json: bool,
    fields: Vec<(String, String)>,
}

impl Asking {
    pub(super) async fn of(desk: Desk, request: Request) -> Result<Self, Problem> {
        let (parts, body) = request.into_parts();
        let caller = parts.extensions.get::<Caller>().cloned();
        let caller = caller.ok_or_else(|| Problem::Broken("no guard before a page".to_owned()))?;
        let asked = Asked::of(parts.uri.path(), parts.uri.query())?;
        let fields = if parts.method == Method::POST {
            let body = to_bytes(body, LARGEST)
                .await
                .map_err(|_| Problem::TooLarge("That is more than a form here can hold."))?;
            fields(&parts.headers, &body, caller.by)?
        } else {
            Vec::new()
        };
        Ok(Self {
            json: asks_for_json(&parts.headers, caller.by, asked.form),
            agent: text(&parts.headers, &header::USER_AGENT).to_owned(),

            desk,
            caller,
            asked,
            fields,
        })
    }

    /// A field of the form; empty where it is not there.
    pub(super) fn field(&self, name: &str) -> &str {
        self.given(name).unwrap_or("")
    }

    /// A field of the form, where it is there.
    pub(super) fn given(&self, name: &str) -> Option<&str> {
        self.fields
            .iter()
            .find(|(held, _)| held == name)
            .map(|(_, value)| value.as_str())
    }

    /// The account, where it may do something.
    pub(super) fn may(&self, what: May) -> Result<&Account, Problem> {
        let account = self.caller.account.as_ref().ok_or(Problem::SignIn)?;
        if account.role.may(what) {
            Ok(account)
        } else {
            Err(Problem::Forbidden("Your account may not do that."))
        }
    }

    /// The same, for what no token may do: it needs whoever it is themselves.
    pub(super) fn may_here(&self, what: May) -> Result<&Account, Problem> {
        let account = self.may(what)?;
        match self.caller.by {
            By::Session(_) => Ok(account),
            _ => Err(Problem::Forbidden("A token may not do that: sign in.")),
        }
    }
}

/// An answer as JSON.
pub(super) fn json(value: &impl Serialize) -> Result<Response, Problem> {
    let body = serde_json::to_vec(value)?;
    Ok(answer(StatusCode::OK, Form::Json.media(), Body::from(body)))
}

/// An answer that nobody keeps.
pub(super) fn answer(status: StatusCode, media: &'static str, body: Body) -> Response {
    let mut answer = Response::new(body);
    *answer.status_mut() = status;
    let headers = answer.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(media));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    answer
}

/// On to another page of the desk, and of no other site.
pub(super) fn redirect(path: &str) -> Result<Response, Problem> {
    let place = HeaderValue::from_str(local(path).unwrap_or("/"))
        .map_err(|_| Problem::Broken("an address that is none".to_owned()))?;
    let mut answer = answer(
        StatusCode::SEE_OTHER,
        "text/plain; charset=utf-8",
        Body::empty(),
    );
    answer.headers_mut().insert(header::LOCATION, place);
    Ok(answer)
}

/// An address of this site, fit to go on to; nothing for every other. `//host` and `/\host` are other sites.
pub(super) fn local(path: &str) -> Option<&str> {
    let good = path.starts_with('/')
        && !path.starts_with("//")
        && path.len() <= 500
        && path
            .bytes()
            .all(|byte| byte.is_ascii_graphic() && byte != b'\\');
    good.then_some(path)
}

fn text<'h>(headers: &'h HeaderMap, name: &header::HeaderName) -> &'h str {
    headers
        .get(name)
        .and_then(|held| held.to_str().ok())
        .unwrap_or("")
}

fn asks_for_json(headers: &HeaderMap, by: By, form: Form) -> bool {
    form == Form::Json
        || by == By::Token
        || text(headers, &header::ACCEPT).starts_with("application/json")
}

/// The fields of a form, or for programs of a flat object of JSON.
fn fields(headers: &HeaderMap, body: &[u8], by: By) -> Result<Vec<(String, String)>, Problem> {
    let media = text(headers, &header::CONTENT_TYPE);
    let media = media
        .split(';')
        .next()
        .unwrap_or("")
        .trim()
        .to_ascii_lowercase();
    let fields = match media.as_str() {
        "application/x-www-form-urlencoded" => form_urlencoded::parse(body)
            .take(FIELDS + 1)
            .map(|(name, value)| (name.into_owned(), value.into_owned()))
            .collect(),
        "application/json" if by == By::Token => flat(body)?,
        _ => {
            return Err(Problem::Bad(
                "This takes a form, or from a token a flat object of JSON.".to_owned(),
            ));
        }
    };
    if fields.len() > FIELDS {
        return Err(Problem::TooLarge("That is more than a form here can hold."));
    }
    Ok(fields)
}

fn flat(body: &[u8]) -> Result<Vec<(String, String)>, Problem> {
    let bad = || Problem::Bad("This takes a flat object of JSON.".to_owned());
    let object: serde_json::Map<String, serde_json::Value> =
        serde_json::from_slice(body).map_err(|_| bad())?;
    object
        .into_iter()
        .map(|(name, value)| match value {
            serde_json::Value::String(text) => Ok((name, text)),
            serde_json::Value::Null => Ok((name, String::new())),
            other @ (serde_json::Value::Number(_) | serde_json::Value::Bool(_)) => {
                Ok((name, other.to_string()))
            }
            _ => Err(bad()),
        })
        .collect()
}

/// What of a request is needed to refuse it.
pub(super) struct Short {
    id: String,
    reads: bool,
    path: String,
    form: Option<Form>,
    by: By,
}

impl Short {
    pub(super) fn of(request: &Request) -> Self {
        let by = request
            .extensions()
            .get::<Caller>()
            .map_or(By::Nothing, |caller| caller.by);
        let id = request.extensions().get::<RequestId>();
        let form = match request.uri().path().strip_suffix(Form::Json.suffix()) {
            Some(_) => Form::Json,
            None => Form::Html,
        };
        Self {
            id: id.map_or_else(String::new, |id| id.0.clone()),
            reads: matches!(*request.method(), Method::GET | Method::HEAD),
            path: request
                .uri()
                .path_and_query()
                .map_or_else(String::new, ToString::to_string),
            form: asks_for_json(request.headers(), by, form).then_some(Form::Json),
            by,
        }
    }

    /// The page that says why not. Whoever has not signed in and reads is led to where they can.
    pub(super) fn refuse(&self, desk: &Desk, problem: &Problem) -> Response {
        if let Some(what) = problem.for_log() {
            desk.log(
                "error",
                "problem",
                Some(&format!("request {}: {what}", self.id)),
            );
        }
        let here = self.reads && self.form.is_none() && self.by == By::Nothing;
        if matches!(problem, Problem::SignIn) && here {
            let next = local(&self.path).unwrap_or("/");
            if let Ok(answer) = redirect(&format!("/sign-in?next={}", encode(next))) {
                return answer;
            }
        }
        refuse(desk, problem, &self.id, self.form)
    }
}

/// From where a request comes: the other end of the connection, or, where that is a proxy of ours, whom the proxy names. What
/// anybody else says about it is not believed.
pub(super) fn from(desk: &Desk, request: &Request) -> IpAddr {
    let peer = request.extensions().get::<Peer>();
    let peer = peer.map_or(IpAddr::V4(Ipv4Addr::LOCALHOST), |peer| {
        peer.0.to_canonical()
    });
    let proxies = &desk.settings.proxies;
    if !proxies.contains(&peer) {
        return peer;
    }
    let named = request.headers().get_all("x-forwarded-for");
    let mut chain: Vec<&str> = named
        .iter()
        .filter_map(|held| held.to_str().ok())
        .flat_map(|held| held.split(','))
        .map(str::trim)
        .collect();
    // The last was added by the proxy that we know; further ones by whoever came before.
    while let Some(last) = chain.pop() {
        match last.parse::<IpAddr>().map(|address| address.to_canonical()) {
            Ok(address) if proxies.contains(&address) => {}
            Ok(address) => return address,
            Err(_) => break,
        }
    }
    peer
}

/// The frame of a page here, as the layout wants it.
pub(super) fn frame(asking: &Asking) -> layout::Frame<'_> {
    layout::Frame {
        asked: &asking.asked,
        settings: &asking.desk.settings,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nobody_is_led_to_another_site() {
        for good in ["/", "/queue?race=2020-AL-senate&at=3", "/claim/-/17"] {
            assert_eq!(local(good), Some(good));
        }
        for bad in [
            "",
            "//evil.example",
            "/\\evil.example",
            "https://evil.example",
            "evil",
            "/a\r\nb",
            "/ä",
            "/a b",
            "javascript:alert(1)",
        ] {
            assert_eq!(local(bad), None, "{bad}");
        }
    }

    #[test]
    fn programs_send_flat_objects() {
        let fields = flat(br#"{"claim":"2020-AL-senate/1","seen":3,"note":null}"#).unwrap();
        assert_eq!(fields.len(), 3);
        for bad in ["", "[]", r#"{"a":{}}"#, r#"{"a":[1]}"#] {
            assert!(flat(bad.as_bytes()).is_err(), "{bad}");
        }
    }
}
