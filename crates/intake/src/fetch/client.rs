//! One request: the client, its resolver, and what its answers mean.

use std::fmt;
use std::time::Duration;

use jiff::Timestamp;
use ureq::http::{HeaderMap, Response, Uri};
use ureq::tls::{Certificate, RootCerts, TlsConfig};
use ureq::unversioned::resolver::{DefaultResolver, ResolvedSocketAddrs, Resolver};
use ureq::unversioned::transport::{DefaultConnector, NextTimeout};
use ureq::{Agent, Body};
use url::Url;

use super::body::{self, Came};
use super::{Ask, Door, Guards, Validators, Why, is_public, retry_after};

/// The longest validator that is kept and sent back.
const VALIDATOR: usize = 512;

/// What one request came to.
pub(super) enum Answer {
    Came(Came),
    Unchanged(Validators),
    Elsewhere {
        to: String,
        for_good: bool,
    },
    Refused {
        status: u16,
        after: Option<Duration>,
    },
}

/// An answer whose head has come.
pub(super) struct Head {
    response: Response<Body>,
    cap: usize,
    total: Duration,
}

#[derive(Debug)]
pub(super) struct Client(Agent);

impl Client {
    pub(super) fn new(guards: &Guards) -> Self {
        Self::with(guards, TlsConfig::builder().build())
    }

    pub(super) fn trusting(guards: &Guards, certificate: &[u8]) -> Self {
        let roots = RootCerts::new_with_certs(&[Certificate::from_der(certificate).to_owned()]);
        Self::with(guards, TlsConfig::builder().root_certs(roots).build())
    }

    fn with(guards: &Guards, tls: TlsConfig) -> Self {
        let config = Agent::config_builder()
            .tls_config(tls)
            .http_status_as_error(false)
            .max_redirects(0)
            .max_redirects_will_error(false)
            .max_response_header_size(guards.head)
            .timeout_connect(Some(guards.connect))
            // A connection that is kept would be used without another look at its address.
            .max_idle_connections(0)
            .proxy(None)
            .user_agent(guards.agent.as_str())
            .build();
        let resolver = Checked {
            resolver: DefaultResolver::default(),
            doors: guards.doors.iter().cloned().collect(),
        };
        Self(Agent::with_parts(config, DefaultConnector::new(), resolver))
    }

    /// Sends a request for an address that was judged.
    pub(super) fn ask(
        &self,
        url: &Url,
        ask: &Ask<'_>,
        left: Duration,
        guards: &Guards,
    ) -> Result<Head, Why> {
        let mut request = self
            .0
            .get(url.as_str())
            .header("accept", ask.accept)
            .header("accept-encoding", "gzip")
            .config()
            .timeout_global(Some(left))
            .build();
        let held = ask.validators;
        for (name, value) in [
            ("if-none-match", &held.etag),
            ("if-modified-since", &held.last_modified),
        ] {
            if let Some(value) = value.as_deref().and_then(sendable) {
                request = request.header(name, value);
            }
        }
        let response = request.call().map_err(|error| why(error, guards.total))?;
        Ok(Head {
            response,
            cap: guards.bytes,
            total: guards.total,
        })
    }
}

impl Head {
    /// What the answer means, with its body where it is one to be read.
    pub(super) fn or_refused(self, ask: &Ask<'_>, now: Timestamp) -> Result<Answer, Why> {
        let status = self.response.status().as_u16();
        let headers = self.response.headers();
        match status {
            // 206 would be a part that was not asked for.
            200 | 203 => {
                let validators = validators(headers);
                let charset = header(headers, "content-type").and_then(charset);
                let packed = header(headers, "content-encoding")
                    .unwrap_or_default()
                    .to_owned();
                let reader = self.response.into_body().into_reader();
                let mut came = body::read(reader, &packed, self.cap, ask.beyond, self.total)?;
                came.validators = validators;
                came.charset = charset;
                Ok(Answer::Came(came))
            }
            304 if ask.validators.is_empty() => Err(Why::Broken(
                "status 304 (unchanged) for something that is not held".to_owned(),
            )),
            304 => {
                let given = validators(headers);
                Ok(Answer::Unchanged(if given.is_empty() {
                    ask.validators.clone()
                } else {
                    given
                }))
            }
            301 | 302 | 303 | 307 | 308 => match header(headers, "location") {
                Some(to) => Ok(Answer::Elsewhere {
                    to: to.to_owned(),
                    for_good: matches!(status, 301 | 308),
                }),
                None => Err(Why::Broken("a redirect without an address".to_owned())),
            },
            status => Ok(Answer::Refused {
                status,
                after: header(headers, "retry-after").and_then(|value| retry_after(value, now)),
            }),
        }
    }
}

fn header<'h>(headers: &'h HeaderMap, name: &str) -> Option<&'h str> {
    headers.get(name)?.to_str().ok()
}

/// A validator that can stand in a header: visible ASCII and spaces. Servers write all sorts of things; what is no header value cannot
/// be sent back.
fn sendable(value: &str) -> Option<&str> {
    let value = value.trim();
    let fits = !value.is_empty() && value.len() <= VALIDATOR;
    (fits && value.bytes().all(|byte| (0x20..0x7f).contains(&byte))).then_some(value)
}

fn validators(headers: &HeaderMap) -> Validators {
    let kept = |name| header(headers, name).and_then(sendable).map(str::to_owned);
    Validators {
        etag: kept("etag"),
        last_modified: kept("last-modified"),
    }
}

/// The parameter `charset` of a content type.
fn charset(content_type: &str) -> Option<String> {
    content_type.split(';').skip(1).find_map(|parameter| {
        let (name, value) = parameter.split_once('=')?;
        let value = value.trim().trim_matches(['"', '\'']);
        (name.trim().eq_ignore_ascii_case("charset") && !value.is_empty() && value.len() <= 40)
            .then(|| value.to_owned())
    })
}

/// Looks names up and hands on public addresses alone. The client dials what it is given, so what was checked is what is dialled.
struct Checked {
    resolver: DefaultResolver,
    doors: Vec<Door>,
}

impl fmt::Debug for Checked {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Checked")
            .field("doors", &self.doors)
            .finish_non_exhaustive()
    }
}

/// The refusal of the resolver, on its way through the client's errors.
#[derive(Debug, thiserror::Error)]
#[error("{0} is a private address")]
struct Refused(String);

impl Resolver for Checked {
    fn resolve(
        &self,
        uri: &Uri,
        config: &ureq::config::Config,
        timeout: NextTimeout,
    ) -> Result<ResolvedSocketAddrs, ureq::Error> {
        let found = self.resolver.resolve(uri, config, timeout)?;
        let open = Url::parse(&uri.to_string())
            .is_ok_and(|url| self.doors.iter().any(|door| door.admits(&url)));
        if open {
            return Ok(found);
        }
        // One private address among public ones is no accident, and which of them is dialled is chance: all are refused.
        match found.iter().find(|address| !is_public(address.ip())) {
            None => Ok(found),
            Some(private) => {
                let host = uri.host().unwrap_or_default();
                let named = format!("{host}, which leads to {}", private.ip());
                Err(ureq::Error::Other(Box::new(Refused(named))))
            }
        }
    }
}

/// What an error of the client means.
pub(super) fn why(error: ureq::Error, total: Duration) -> Why {
    match error {
        ureq::Error::Timeout(_) => Why::Late(total),
        ureq::Error::HostNotFound => Why::NoHost,
        ureq::Error::Other(inner) => match inner.downcast::<Refused>() {
            Ok(refused) => Why::Private(refused.0),
            Err(other) => Why::Unreachable(other.to_string()),
        },
        ureq::Error::Rustls(error) => Why::Unsafe(error.to_string()),
        ureq::Error::Tls(what) => Why::Unsafe(what.to_owned()),
        ureq::Error::Io(error) => of_io(&error, total),
        ureq::Error::LargeResponseHeader(..) => Why::Broken("its head is too long".to_owned()),
        ureq::Error::Protocol(error) => Why::Broken(error.to_string()),
        other => Why::Unreachable(other.to_string()),
    }
}

/// What an error while reading means: those of the client come wrapped.
pub(super) fn of_io(error: &std::io::Error, total: Duration) -> Why {
    let inner = error.get_ref();
    if let Some(ureq::Error::Timeout(_)) = inner.and_then(|inner| inner.downcast_ref()) {
        return Why::Late(total);
    }
    let text = error.to_string();
    let certificate = text.contains("certificate") || text.contains("UnknownIssuer");
    match error.kind() {
        std::io::ErrorKind::TimedOut => Why::Late(total),
        std::io::ErrorKind::InvalidData if certificate => Why::Unsafe(text),
        std::io::ErrorKind::InvalidData => Why::Broken(text),
        // What the look-up of a name says when there is none differs from system to system, but not in this.
        _ if text.contains("lookup") || text.contains("resolve") => Why::NoHost,
        _ => Why::Unreachable(text),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_sent_back() {
        assert_eq!(sendable("\"abc\""), Some("\"abc\""));
        assert_eq!(sendable("abc"), Some("abc"), "an ETag without quotes");
        assert_eq!(sendable("W/\"a b\""), Some("W/\"a b\""));
        assert_eq!(sendable("yesterday, perhaps"), Some("yesterday, perhaps"));
        assert_eq!(sendable(" "), None);
        assert_eq!(sendable("a\r\nX-Evil: 1"), None);
        assert_eq!(sendable("ä"), None);
        assert_eq!(sendable(&"a".repeat(513)), None);
    }

    #[test]
    fn the_encoding_that_a_server_states() {
        let check = |text: &str, expect: Option<&str>| {
            assert_eq!(charset(text).as_deref(), expect, "{text}");
        };
        check("text/html; charset=windows-1252", Some("windows-1252"));
        check("text/html;x=y; Charset=\"UTF-8\"", Some("UTF-8"));
        check("text/html", None);
        check("text/html; charset=", None);
    }
}
