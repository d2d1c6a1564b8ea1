//! What whoever starts the desk decides.

use std::fmt;
use std::net::{IpAddr, SocketAddr};
use std::num::NonZeroUsize;
use std::path::PathBuf;
use std::sync::Arc;

use claim::Span;
use claim::outlet::canonical;
use jiff::Timestamp;
use serde::Serialize;

use crate::accounts::secret::Random;
use crate::log::Line;

/// Finds who says what in a text, so that a report's page can mark it. The desk reads nothing itself.
#[derive(Clone)]
pub struct Attributor(Arc<Find>);

type Find = dyn Fn(&str) -> Vec<Said> + Send + Sync;

/// One attribution of a text: places in code points.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Said {
    /// Who is credited.
    pub source: Vec<Span>,
    /// The words that credit them.
    pub cue: Vec<Span>,
    /// What they are credited with.
    pub content: Vec<Span>,
}

impl Attributor {
    /// One that asks this function.
    pub fn new(find: impl Fn(&str) -> Vec<Said> + Send + Sync + 'static) -> Self {
        Self(Arc::new(find))
    }

    /// The attributions of a text.
    pub fn find(&self, text: &str) -> Vec<Said> {
        (self.0)(text)
    }
}

impl fmt::Debug for Attributor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Attributor")
    }
}

/// Whose texts may be shown as a whole. Of all others the quotes are shown, each with a few words around it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Texts {
    /// Nobody's.
    #[default]
    None,
    /// Those of these houses.
    Of(Vec<String>),
    /// Everybody's: for a desk that only its newsroom reads.
    All,
}

impl Texts {
    /// Whether the text of a publisher may be shown.
    pub fn may_show(&self, publisher: Option<&str>) -> bool {
        match self {
            Self::None => false,
            Self::All => true,
            Self::Of(houses) => publisher.is_some_and(|publisher| {
                let house = canonical(publisher);
                houses.iter().any(|one| canonical(one) == house)
            }),
        }
    }
}

/// What the desk is started with.
#[derive(Debug, Clone)]
pub struct Settings {
    /// Where the record lies: a file, or the address of a database.
    pub record: PathBuf,
    /// Where the desk listens.
    pub listen: SocketAddr,
    /// The clock. It decides when a session ends and how long an answer took, and never what a page says.
    pub now: fn() -> Timestamp,
    /// Takes a line of the log.
    pub log: fn(&Line<'_>),
    /// How many threads read the record.
    pub readers: NonZeroUsize,
    /// The address under which readers reach the desk (`https://desk.example.org`), for links that leave the site: feeds,
    /// canonical addresses. Without it they are relative to what was asked.
    pub public: Option<String>,
    /// The name in the head of every page.
    pub name: String,
    /// Whether search engines may list the pages.
    pub indexed: bool,
    /// How many bytes of finished pages are kept.
    pub kept: usize,
    /// Whose texts may be shown as a whole.
    pub texts: Texts,
    /// The folder in which filings lie, so that their pages can add their rows up.
    pub filings: Option<PathBuf>,
    /// Who finds attributions in texts; without it, pages of reports mark claims alone.
    pub attributor: Option<Attributor>,
    /// Where the desk's own book lies: accounts, comments. Without one the desk is only read.
    pub book: Option<PathBuf>,
    /// Where secrets come from.
    pub random: Random,
    /// The proxies before the desk, whose word on where a request comes from is taken.
    pub proxies: Vec<IpAddr>,
    /// Whether only those who have an account may read.
    pub private: bool,
}

impl Settings {
    /// The settings of a desk on this machine, for one newsroom.
    pub fn new(record: PathBuf, listen: SocketAddr, now: fn() -> Timestamp) -> Self {
        Self {
            record,
            listen,
            now,
            log: |_| {},
            readers: NonZeroUsize::MIN,
            public: None,
            name: "Hustings".to_owned(),
            indexed: true,
            kept: 64 << 20,
            texts: Texts::None,
            filings: None,
            attributor: None,
            book: None,
            random: |_| Err(std::io::Error::other("no source of randomness was given")),
            proxies: Vec::new(),
            private: false,
        }
    }
}
