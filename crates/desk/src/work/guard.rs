//! Before every page here: who asks, and whether another site makes them.
//!
//! There are no tokens in forms. A browser says of every request by which site it was made (`Sec-Fetch-Site`), and of every POST
//! its origin; a page of another site can change neither. A request that says nothing of both is refused, as is one that
//! says `null`. The type of what is sent proves nothing: a form of another site can send text, and a script a blob without a type.

use std::net::IpAddr;

use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderValue, Method, header};
use axum::middleware::Next;
use axum::response::Response;

use super::asking::{By, Caller, Short, from};
use crate::accounts::secret::Secret;
use crate::accounts::{session, token};
use crate::state::Desk;
use crate::{Problem, accounts};

/// The cookie of a session. Its beginning makes browsers refuse it without `Secure`, for a domain, or for a part of the site.
pub(super) const COOKIE: &str = "__Host-desk";

/// Finds out who asks, and refuses what another site makes them ask.
pub async fn guard(State(desk): State<Desk>, mut request: Request, next: Next) -> Response {
    let short = Short::of(&request);
    let reads = matches!(*request.method(), Method::GET | Method::HEAD);
    let (headers, from) = (request.headers().clone(), from(&desk, &request));
    let caller = match caller(&desk, &headers, from).await {
        Ok(caller) => caller,
        Err(problem) => return short.refuse(&desk, &problem),
    };
    // A token is sent by nobody but whoever holds it.
    if !reads
        && caller.by != By::Token
        && !is_ours(request.headers(), desk.settings.public.as_deref())
    {
        let problem =
            Problem::Forbidden("This was sent by another site, or by a program without a token.");
        return short.refuse(&desk, &problem);
    }
    request.extensions_mut().insert(caller);
    let mut answer = next.run(request).await;
    // No other site is told where one came from; our own is, since browsers else send `Origin: null` with forms.
    answer.headers_mut().insert(
        header::REFERRER_POLICY,
        HeaderValue::from_static("same-origin"),
    );
    answer
}

/// Whether whoever asks may read a desk that is not open to everybody; else where they can sign in.
pub fn may_read(
    desk: &Desk,
    request: &Request,
) -> impl Future<Output = Result<(), Response>> + Send + 'static {
    let short = Short::of(request);
    // The body of a request cannot be shared between threads, so that what is waited for must not hold on to it.
    let (desk, headers, from) = (desk.clone(), request.headers().clone(), from(desk, request));
    async move { reader(&desk, &headers, from, short).await }
}

async fn reader(
    desk: &Desk,
    headers: &HeaderMap,
    from: IpAddr,
    short: Short,
) -> Result<(), Response> {
    match caller(desk, headers, from).await {
        Ok(Caller {
            account: Some(_), ..
        }) => Ok(()),
        Ok(_) => Err(short.refuse(desk, &Problem::SignIn)),
        Err(problem) => Err(short.refuse(desk, &problem)),
    }
}

async fn caller(desk: &Desk, headers: &HeaderMap, from: IpAddr) -> Result<Caller, Problem> {
    let (work, now) = (desk.work()?, desk.now());
    if let Some(held) = headers.get(header::AUTHORIZATION) {
        let secret = held
            .to_str()
            .ok()
            .and_then(|held| held.split_once(' '))
            .filter(|(scheme, _)| scheme.eq_ignore_ascii_case("bearer"))
            .and_then(|(_, token)| Secret::read_token(token.trim()))
            .ok_or(Problem::SignIn)?;
        let account = work
            .book(move |book| book.ask(|db| token(db, &secret, now)))
            .await?;
        return Ok(Caller {
            account: Some(account.ok_or(Problem::SignIn)?),
            by: By::Token,
            from,
        });
    }
    let nobody = Caller {
        account: None,
        by: By::Nothing,
        from,
    };
    let Some(secret) = cookie(headers) else {
        return Ok(nobody);
    };
    let hash = secret.hash();
    let account = work
        .book(move |book| book.ask(|db| session(db, &secret, now)))
        .await?;
    Ok(match account {
        Some(account) => Caller {
            account: Some(account),
            by: By::Session(hash),
            from,
        },
        None => nobody,
    })
}

/// The secret in the cookie. Two of them mean that somebody else has put one there: neither counts.
pub(super) fn cookie(headers: &HeaderMap) -> Option<Secret> {
    let mut found = headers
        .get_all(header::COOKIE)
        .iter()
        .filter_map(|held| held.to_str().ok())
        .flat_map(|held| held.split(';'))
        .filter_map(|held| held.trim().split_once('='))
        .filter(|(name, _)| *name == COOKIE)
        .map(|(_, value)| value);
    let one = found.next()?;
    if found.next().is_some() {
        return None;
    }
    Secret::read(one)
}

/// The cookie as it is given out.
pub(super) fn given_out(secret: &Secret) -> Result<HeaderValue, Problem> {
    let ends = accounts::LONGEST.as_secs();
    let words = secret.words();
    HeaderValue::from_str(&format!(
        "{COOKIE}={words}; Path=/; Max-Age={ends}; Secure; HttpOnly; SameSite=Lax"
    ))
    .map_err(|_| Problem::Broken("a secret that is none".to_owned()))
}

/// The cookie as it is taken back.
pub(super) const TAKEN_BACK: &str =
    "__Host-desk=; Path=/; Max-Age=0; Secure; HttpOnly; SameSite=Lax";

/// Whether a request that changes something was made by a page of this desk.
fn is_ours(headers: &HeaderMap, public: Option<&str>) -> bool {
    let one = |name: &str| {
        let mut all = headers.get_all(name).iter();
        match (all.next(), all.next()) {
            (Some(held), None) => Some(held.to_str().unwrap_or("?")),
            (None, _) => None,
            // Two that may say different things: neither is believed.
            (Some(_), Some(_)) => Some("?"),
        }
    };
    let origin = one("origin");
    let same = |origin: &str| {
        let host = one("host").unwrap_or("?");
        let of_host = ["https://", "http://"]
            .iter()
            .any(|scheme| origin.strip_prefix(scheme) == Some(host));
        let of_public = public.is_some_and(|public| public.trim_end_matches('/') == origin);
        match public {
            Some(_) => of_public || of_host,
            None => of_host,
        }
    };
    match (one("sec-fetch-site"), origin) {
        // An origin that is not ours outweighs everything else.
        (_, Some(origin)) if !same(origin) => false,
        (Some("same-origin" | "none"), _) | (None, Some(_)) => true,
        (Some(_), _) | (None, None) => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_page_of_the_desk_changes_something() {
        let check = |site: Option<&str>, origin: Option<&str>, good: bool| {
            let mut headers = HeaderMap::new();
            headers.insert("host", HeaderValue::from_static("desk.example.org"));
            if let Some(site) = site {
                headers.insert("sec-fetch-site", site.parse().unwrap());
            }
            if let Some(origin) = origin {
                headers.insert("origin", origin.parse().unwrap());
            }
            assert_eq!(is_ours(&headers, None), good, "{site:?} {origin:?}");
        };
        check(Some("same-origin"), Some("https://desk.example.org"), true);
        check(Some("same-origin"), None, true);
        check(Some("none"), None, true);
        check(None, Some("https://desk.example.org"), true);
        check(None, Some("http://desk.example.org"), true);
        check(Some("cross-site"), None, false);
        check(Some("same-site"), Some("https://desk.example.org"), false);
        check(Some("cross-site"), Some("https://desk.example.org"), false);
        check(Some("same-origin"), Some("https://evil.example"), false);
        check(None, Some("https://evil.example"), false);
        check(None, Some("https://desk.example.org.evil.example"), false);
        check(None, Some("null"), false);
        check(Some("none"), Some("null"), false);
        check(None, None, false);
    }

    #[test]
    fn behind_a_proxy_the_public_address_is_ours() {
        let mut headers = HeaderMap::new();
        headers.insert("host", HeaderValue::from_static("127.0.0.1:8000"));
        headers.insert(
            "origin",
            HeaderValue::from_static("https://desk.example.org"),
        );
        assert!(!is_ours(&headers, None));
        assert!(is_ours(&headers, Some("https://desk.example.org/")));
        headers.append("origin", HeaderValue::from_static("https://evil.example"));
        assert!(!is_ours(&headers, Some("https://desk.example.org")));
    }

    #[test]
    fn two_cookies_are_none() {
        let secret = Secret::new(crate::accounts::secret::tests::counted).unwrap();
        let header = format!("a=b; {COOKIE}={}", secret.words());
        let mut headers = HeaderMap::new();
        headers.insert(header::COOKIE, header.parse().unwrap());
        assert_eq!(cookie(&headers), Some(secret));
        headers.append(header::COOKIE, header.parse().unwrap());
        assert_eq!(cookie(&headers), None);
    }
}
