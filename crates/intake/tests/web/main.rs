//! Fetching, feeds and watching against a server on this machine. Nothing else is asked: the network is not needed.
#![expect(
    clippy::unwrap_used,
    reason = "helpers of tests may panic: that is how they fail"
)]
#![expect(
    clippy::format_collect,
    reason = "the feeds of tests are put together once, and read better so"
)]

mod feeds;
mod fetching;
mod pages;
mod safe;
mod server;
mod watching;

use std::sync::{Arc, Mutex};
use std::time::Duration;

use intake::Url;
use intake::fetch::{Ask, Beyond, FetchError, Fetched, Fetcher, Guards, Outside, Validators};
use jiff::Timestamp;

/// A clock that goes on only while somebody waits.
#[derive(Debug)]
pub(crate) struct Still {
    now: Mutex<Timestamp>,
    pub(crate) waited: Mutex<Vec<Duration>>,
}

impl Still {
    pub(crate) fn at(text: &str) -> Arc<Self> {
        Arc::new(Self {
            now: Mutex::new(text.parse().unwrap()),
            waited: Mutex::new(Vec::new()),
        })
    }

    pub(crate) fn pass(&self, time: Duration) {
        let mut now = self.now.lock().unwrap();
        *now = now.checked_add(time).unwrap();
    }
}

impl Outside for Still {
    fn now(&self) -> Timestamp {
        *self.now.lock().unwrap()
    }

    fn wait(&self, time: Duration) -> bool {
        self.waited.lock().unwrap().push(time);
        self.pass(time);
        true
    }
}

pub(crate) const EVENING: &str = "2019-11-06T20:00:00Z";

/// Guards that open this server, with short deadlines.
pub(crate) fn guards(server: &server::Server) -> Guards {
    Guards {
        doors: [server.door()].into(),
        total: Duration::from_secs(5),
        ..Guards::default()
    }
}

pub(crate) fn get(guards: Guards, url: &str) -> Result<Fetched, FetchError> {
    get_with(guards, url, &Validators::default(), Beyond::Refuse)
}

pub(crate) fn get_with(
    guards: Guards,
    url: &str,
    validators: &Validators,
    beyond: Beyond,
) -> Result<Fetched, FetchError> {
    let fetcher = Fetcher::new(guards, Still::at(EVENING));
    let ask = Ask {
        validators,
        beyond,
        accept: "*/*",
    };
    fetcher.get(&Url::parse(url).unwrap(), &ask, |_| Ok(()))
}
