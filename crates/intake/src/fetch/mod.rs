//! One address of the web → its bytes, with all guards.
//!
//! What is fetched is chosen by strangers: a feed names its items, a page redirects. So each hop is judged anew ([`target`]):
//! `http` and `https` alone, no credentials, no ports but the usual ones, never from `https` down to `http`. Names are looked
//! up by a resolver of our own that hands on public addresses alone (`address`); the connection is made to the very
//! addresses that were checked, so that a second look-up cannot lead elsewhere. Redirects are followed here, five at most,
//! because the client would follow them past these checks. What comes is counted while it streams, before and after it is
//! unpacked (`body`), and the whole of it, all hops together, has one deadline.

mod address;
mod body;
mod client;
mod error;
mod retry;
mod target;

use std::collections::BTreeSet;
use std::fmt;
use std::str::FromStr;
use std::sync::Arc;
use std::time::Duration;

use jiff::Timestamp;
use url::Url;

pub use address::is_public;
pub use error::{FetchError, Why};
pub use retry::retry_after;
pub use target::target;

use client::{Answer, Client};

/// What the crate needs from outside: the time, and waiting. Libraries read no clock; the caller gives one.
pub trait Outside: fmt::Debug + Send + Sync {
    /// The time now.
    fn now(&self) -> Timestamp;

    /// Waits this long; false where everything is to stop, which may be known before the time is over.
    fn wait(&self, time: Duration) -> bool;
}

/// A host and port that the user opened: it may have any address and any port. For feeds inside the house, and for tests.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Door {
    host: String,
    port: u16,
}

impl Door {
    /// Whether an address leads through it.
    fn admits(&self, url: &Url) -> bool {
        url.host_str() == Some(&self.host) && url.port_or_known_default() == Some(self.port)
    }
}

/// `HOST:PORT`, such as `wire.example.org:8080`, `127.0.0.1:80` or `[::1]:80`.
impl FromStr for Door {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let wrong = || format!("`{text}` is no host with a port, such as wire.example.org:8080");
        let url = Url::parse(&format!("http://{text}/")).map_err(|_| wrong())?;
        let written = text
            .rsplit_once(':')
            .and_then(|(_, port)| port.parse().ok());
        match (url.host_str(), written) {
            (Some(host), Some(port)) if url.path() == "/" && url.username().is_empty() => {
                Ok(Self {
                    host: host.to_owned(),
                    port,
                })
            }
            _ => Err(wrong()),
        }
    }
}

/// How much is fetched, how long it may take, and where to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Guards {
    /// The most bytes of one answer, as it comes and again after it is unpacked (15 MiB).
    pub bytes: usize,
    /// The most bytes of the head of an answer (64 KiB).
    pub head: usize,
    /// How long connecting may take (10 seconds).
    pub connect: Duration,
    /// How long everything may take, all hops together (20 seconds).
    pub total: Duration,
    /// How many redirects are followed (5).
    pub redirects: usize,
    /// What the user opened.
    pub doors: BTreeSet<Door>,
    /// Who asks, as servers see it.
    pub agent: String,
}

impl Default for Guards {
    fn default() -> Self {
        Self {
            bytes: 15 << 20,
            head: 64 << 10,
            connect: Duration::from_secs(10),
            total: Duration::from_secs(20),
            redirects: 5,
            doors: BTreeSet::new(),
            agent: concat!("hustings/", env!("CARGO_PKG_VERSION")).to_owned(),
        }
    }
}

/// What a server gave to recognise a version by. It is sent back to the letter: servers compare letters, and many write what the
/// standard does not know (an `ETag` without quotes, a date in a zone of its own).
#[derive(Debug, Clone, PartialEq, Eq, Default, serde::Serialize, serde::Deserialize)]
pub struct Validators {
    /// Its `ETag`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub etag: Option<String>,
    /// Its `Last-Modified`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub last_modified: Option<String>,
}

impl Validators {
    fn is_empty(&self) -> bool {
        self.etag.is_none() && self.last_modified.is_none()
    }
}

/// What to do with more bytes than are taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Beyond {
    /// Refuse all of it.
    Refuse,
    /// Keep the beginning; [`Fetched::cut`] says so.
    Cut,
}

/// What is asked for.
#[derive(Debug, Clone)]
pub struct Ask<'a> {
    /// What was given for the version that is held, if one is.
    pub validators: &'a Validators,
    /// What to do with more bytes than are taken.
    pub beyond: Beyond,
    /// What is wanted, as the header `Accept` says it.
    pub accept: &'a str,
}

/// What came.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fetched {
    /// The address that it came from in the end.
    pub url: Url,
    /// The addresses that were asked, in their order; the last is [`Fetched::url`].
    pub chain: Vec<Url>,
    /// Where the first address has moved for good, if it has.
    pub moved: Option<Url>,
    /// The bytes, unpacked; `None` where what is held is still the newest version.
    pub bytes: Option<Vec<u8>>,
    /// Whether there were more.
    pub cut: bool,
    /// What to recognise this version by.
    pub validators: Validators,
    /// The encoding that the server states (`windows-1252`).
    pub charset: Option<String>,
}

/// Fetches, one address at a time. It can be shared by threads.
#[derive(Debug)]
pub struct Fetcher {
    client: Client,
    guards: Guards,
    outside: Arc<dyn Outside>,
}

impl Fetcher {
    /// A fetcher with these guards. Nothing is asked yet.
    pub fn new(guards: Guards, outside: Arc<dyn Outside>) -> Self {
        Self {
            client: Client::new(&guards),
            guards,
            outside,
        }
    }

    /// Trusts this certificate (DER) and no other: for tests against a server of their own.
    #[must_use]
    pub fn trusting(mut self, certificate: &[u8]) -> Self {
        self.client = Client::trusting(&self.guards, certificate);
        self
    }

    /// The clock that it uses.
    pub fn outside(&self) -> &Arc<dyn Outside> {
        &self.outside
    }

    /// Fetches an address. `gate` is asked before each hop and may refuse it; what it says is the reason.
    ///
    /// # Errors
    ///
    /// [`FetchError`] where nothing came, with the chain of addresses up to the one that it failed at.
    pub fn get(
        &self,
        url: &Url,
        ask: &Ask<'_>,
        mut gate: impl FnMut(&Url) -> Result<(), Why>,
    ) -> Result<Fetched, FetchError> {
        let mut chain: Vec<Url> = Vec::new();
        let mut moved = None;
        let mut moves_for_good = true;
        let mut next = url.clone();
        let mut spent = Duration::ZERO;
        loop {
            let judged = self.judge(&next, &chain);
            chain.push(next.clone());
            let failed = |chain: &[Url], why| FetchError {
                chain: chain.iter().map(Url::to_string).collect(),
                why,
            };
            let answer = judged.and_then(|()| gate(&next)).and_then(|()| {
                // Waiting for a host's turn is no part of what a server may take.
                let began = self.outside.now();
                let left = self.left(spent)?;
                let head = self.client.ask(&next, ask, left, &self.guards)?;
                let answer = head.or_refused(ask, self.outside.now());
                let took = self.outside.now().duration_since(began);
                spent = spent.saturating_add(Duration::try_from(took).unwrap_or_default());
                answer
            });
            match answer {
                Err(why) => return Err(failed(&chain, why)),
                Ok(Answer::Elsewhere { to, for_good }) => {
                    if chain.len() > self.guards.redirects {
                        return Err(failed(&chain, Why::TooManyRedirects(self.guards.redirects)));
                    }
                    next = target::below(&next, &to).map_err(|why| failed(&chain, why))?;
                    moves_for_good &= for_good;
                    if moves_for_good {
                        moved = Some(next.clone());
                    }
                }
                Ok(Answer::Unchanged(validators)) => {
                    return Ok(Fetched {
                        url: next,
                        chain,
                        moved,
                        bytes: None,
                        cut: false,
                        validators,
                        charset: None,
                    });
                }
                Ok(Answer::Came(came)) => {
                    return Ok(Fetched {
                        url: next,
                        chain,
                        moved,
                        bytes: Some(came.bytes),
                        cut: came.cut,
                        validators: came.validators,
                        charset: came.charset,
                    });
                }
                Ok(Answer::Refused { status, after }) => {
                    return Err(failed(&chain, Why::Status { status, after }));
                }
            }
        }
    }

    /// What can be told of a hop before anything is sent.
    fn judge(&self, url: &Url, chain: &[Url]) -> Result<(), Why> {
        let door = |url: &Url| self.guards.doors.iter().any(|door| door.admits(url));
        let Some(from) = chain.last() else {
            return target::judged(url, door(url));
        };
        if from.scheme() == "https" && url.scheme() == "http" {
            return Err(Why::Downgrade);
        }
        // What lies behind a door is for whoever is inside already: a stranger's redirect does not lead there.
        if door(url) && !door(from) {
            return Err(Why::ThroughDoor);
        }
        target::judged(url, door(url))
    }

    /// How much of the time is left.
    fn left(&self, spent: Duration) -> Result<Duration, Why> {
        match self.guards.total.checked_sub(spent) {
            Some(left) if !left.is_zero() => Ok(left),
            _ => Err(Why::Late(self.guards.total)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_door_is_a_host_with_a_port() {
        let door: Door = "wire.example.org:8080".parse().expect("a door");
        let admits = |url: &str| door.admits(&Url::parse(url).expect("a url"));
        assert!(admits("http://wire.example.org:8080/x"));
        assert!(!admits("http://wire.example.org/x"));
        assert!(!admits("http://example.org:8080/"));
        let usual: Door = "127.0.0.1:80".parse().expect("a door");
        assert!(usual.admits(&Url::parse("http://127.0.0.1/").expect("a url")));
        for wrong in [
            "example.org",
            "",
            "a:b",
            "http://a:1",
            "a:1/x",
            "u@a:1",
            "a:99999",
        ] {
            assert!(wrong.parse::<Door>().is_err(), "{wrong}");
        }
    }
}
