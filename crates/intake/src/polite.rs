//! Fetching as a guest: what a site's robots.txt allows, one request after another to a host, and rest where a host asks for it.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use jiff::{SignedDuration, Timestamp};
use robotxt::{AccessResult, Robots};
use url::Url;

use crate::fetch::{Ask, Beyond, FetchError, Fetched, Fetcher, Outside, Validators, Why};

/// The name under which robots.txt files speak of us.
const NAME: &str = "hustings";

/// How long a robots.txt is believed (RFC 9309, 2.4: a day at most), and one that could not be had.
const ROBOTS_HOLD: SignedDuration = SignedDuration::from_hours(24);
const NO_ROBOTS_HOLD: SignedDuration = SignedDuration::from_mins(10);

/// How long a host is left alone that could not be reached, so that its other addresses are not all waited for in turn.
const UNREACHABLE: Duration = Duration::from_mins(1);

/// The longest pause between two requests that a robots.txt is granted.
const LONGEST_GAP: Duration = Duration::from_secs(30);

/// What a robots.txt says.
#[derive(Debug, Clone)]
enum Rules {
    Held(Arc<Robots>),
    /// It could not be had, and why.
    Missing(String),
}

/// What is known of a host.
#[derive(Debug, Default)]
struct Host {
    /// The earliest time of the next request.
    next: Option<Timestamp>,
    /// Until when it asked to be left alone.
    rest: Option<Timestamp>,
    robots: Option<(Rules, Timestamp)>,
}

/// A fetcher with manners. It can be shared by threads.
#[derive(Debug)]
pub struct Polite {
    fetcher: Fetcher,
    gap: Duration,
    hosts: Mutex<BTreeMap<String, Host>>,
}

impl Polite {
    /// Manners for a fetcher: at least this long between two requests to one host.
    pub fn new(fetcher: Fetcher, gap: Duration) -> Self {
        Self {
            fetcher,
            gap,
            hosts: Mutex::new(BTreeMap::new()),
        }
    }

    /// The clock that it uses.
    pub fn outside(&self) -> &Arc<dyn Outside> {
        self.fetcher.outside()
    }

    /// Fetches an address that nobody asked for by hand: as robots.txt allows, when the host's turn comes.
    ///
    /// # Errors
    ///
    /// As [`Fetcher::get`]; and where the site does not want it, or rests.
    pub fn get(&self, url: &Url, ask: &Ask<'_>) -> Result<Fetched, FetchError> {
        let fetched = self.fetcher.get(url, ask, |hop| {
            self.rests(hop)?;
            self.allowed(hop)?;
            self.turn(hop)
        });
        self.learn(url, &fetched);
        fetched
    }

    /// Whether a host asked for rest, and still has it.
    fn rests(&self, url: &Url) -> Result<(), Why> {
        let now = self.outside().now();
        let rest = self.hosts().get(&site(url)).and_then(|host| host.rest);
        match rest {
            Some(until) if until > now => {
                let left = Duration::try_from(until.duration_since(now)).unwrap_or_default();
                Err(Why::Waiting(left.max(Duration::from_secs(1))))
            }
            _ => Ok(()),
        }
    }

    /// Waits until a host's turn comes.
    fn turn(&self, url: &Url) -> Result<(), Why> {
        let outside = self.outside();
        let now = outside.now();
        let wait = {
            let mut hosts = self.hosts();
            let host = hosts.entry(site(url)).or_default();
            let asked = match &host.robots {
                Some((Rules::Held(robots), _)) => robots.crawl_delay(),
                _ => None,
            };
            let gap = asked.unwrap_or_default().min(LONGEST_GAP).max(self.gap);
            let start = host.next.unwrap_or(now).max(now);
            host.next = start.checked_add(gap).ok();
            Duration::try_from(start.duration_since(now)).unwrap_or_default()
        };
        if wait.is_zero() || outside.wait(wait) {
            Ok(())
        } else {
            Err(Why::Stopped)
        }
    }

    /// What a host's answer means for the next request to it.
    fn learn(&self, url: &Url, fetched: &Result<Fetched, FetchError>) {
        let Err(error) = fetched else { return };
        let rest = match &error.why {
            Why::Status {
                status: 429 | 503,
                after,
            } => after.unwrap_or(UNREACHABLE),
            Why::Unreachable(_) | Why::Late(_) | Why::NoHost => UNREACHABLE,
            _ => return,
        };
        let last = error.chain.last().and_then(|last| Url::parse(last).ok());
        let site = site(last.as_ref().unwrap_or(url));
        let until = self.outside().now().checked_add(rest).ok();
        self.hosts().entry(site).or_default().rest = until;
    }

    /// Whether the site's robots.txt lets us.
    fn allowed(&self, url: &Url) -> Result<(), Why> {
        match self.rules(url)? {
            Rules::Held(robots) if robots.is_url_allowed(url) => Ok(()),
            Rules::Held(_) => Err(Why::Robots),
            Rules::Missing(why) => Err(Why::NoRobots(why)),
        }
    }

    fn rules(&self, url: &Url) -> Result<Rules, Why> {
        let now = self.outside().now();
        let site = site(url);
        let known = self.hosts().get(&site).and_then(|host| host.robots.clone());
        if let Some((rules, until)) = known
            && until > now
        {
            return Ok(rules);
        }
        let Ok(file) = url.join("/robots.txt") else {
            return Err(Why::NoAddress("it names no host"));
        };
        self.turn(url)?;
        let ask = Ask {
            validators: &Validators::default(),
            beyond: Beyond::Cut,
            accept: "text/plain, */*;q=0.1",
        };
        let fetched = self.fetcher.get(&file, &ask, |_| Ok(()));
        let (rules, hold) = match &fetched {
            Ok(fetched) => {
                let bytes = fetched.bytes.as_deref().unwrap_or_default();
                let robots = Robots::from_access(AccessResult::Successful(bytes), NAME);
                (Rules::Held(Arc::new(robots)), ROBOTS_HOLD)
            }
            Err(error) => match error.why {
                Why::Stopped => return Err(Why::Stopped),
                // Without a robots.txt everything may be read (RFC 9309, 2.3.1.3). 429 is no such answer.
                Why::Status { status, .. } if (400..500).contains(&status) && status != 429 => {
                    let robots = Robots::from_access(AccessResult::Unavailable, NAME);
                    (Rules::Held(Arc::new(robots)), ROBOTS_HOLD)
                }
                Why::TooManyRedirects(_) => {
                    let robots = Robots::from_access(AccessResult::TooManyRedirects, NAME);
                    (Rules::Held(Arc::new(robots)), ROBOTS_HOLD)
                }
                // A server that fails or is away may not want us (RFC 9309, 2.3.1.4).
                _ => (Rules::Missing(error.to_string()), NO_ROBOTS_HOLD),
            },
        };
        self.learn(&file, &fetched);
        if let Ok(until) = now.checked_add(hold) {
            self.hosts().entry(site).or_default().robots = Some((rules.clone(), until));
        }
        Ok(rules)
    }

    fn hosts(&self) -> MutexGuard<'_, BTreeMap<String, Host>> {
        self.hosts.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The site that an address belongs to: robots.txt and rest are those of a scheme, host and port.
pub(crate) fn site(url: &Url) -> String {
    url.origin().ascii_serialization()
}
