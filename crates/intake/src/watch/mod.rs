//! Feeds and pages, polled → the reports that are new.
//!
//! [`Watch::poll`] asks what is due and gives what is new as documents. Nothing is remembered as read before the caller has it safe and
//! says so ([`Watch::settle`]): a stop or crash in between costs another poll, never a report. Hosts are asked side by side, one
//! request at a time each; what fails is asked again later, ever more seldom; everything that a site says about being asked is obeyed
//! ([`Polite`]).

mod poll;
mod state;

use std::num::NonZeroUsize;
use std::time::Duration;

use claim::Complaint;
use jiff::{SignedDuration, Timestamp};
use url::Url;

use crate::fetch::Validators;
use crate::{Document, Hash, Limits, Polite};

pub use state::{Seen, Sort, Source, State};

/// How a watch goes about it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Plan {
    /// How long between two polls of one address.
    pub every: Duration,
    /// Whether the pages that items point at are read; else what the feed itself carries.
    pub pages: bool,
    /// The most items of one feed that are read in one poll; the others wait for the next.
    pub most: usize,
    /// How many hosts are asked side by side.
    pub hosts: NonZeroUsize,
    /// How much of anything is read.
    pub limits: Limits,
}

impl Default for Plan {
    fn default() -> Self {
        Self {
            every: Duration::from_mins(10),
            pages: true,
            most: 50,
            hosts: NonZeroUsize::MIN.saturating_add(7),
            limits: Limits::default(),
        }
    }
}

/// The longest pause between two polls of an address that fails.
const LONGEST_PAUSE: Duration = Duration::from_hours(6);

/// How long an item that changes is left alone after it was read.
const SETTLED: SignedDuration = SignedDuration::from_mins(15);

/// How often a report that ends its reader is tried.
pub const TRIES: u32 = 2;

/// Addresses that are polled, with what is remembered of them.
#[derive(Debug)]
pub struct Watch {
    polite: Polite,
    plan: Plan,
    addresses: Vec<Url>,
    state: State,
}

/// What one round of polling gave.
#[derive(Debug, Default)]
pub struct Round {
    /// What was polled, in the order of the addresses.
    pub polled: Vec<Polled>,
    /// The reports that are new or have changed, in the order in which they came.
    pub news: Vec<News>,
}

/// What became of the poll of one address.
#[derive(Debug)]
pub struct Polled {
    /// The address.
    pub url: Url,
    /// What it turned out to be.
    pub sort: Option<Sort>,
    /// How it went.
    pub went: Went,
    /// How many items it had.
    pub items: usize,
    /// How many of them are new or changed and wait for the next poll.
    pub waiting: usize,
    /// What could not be taken as it stands.
    pub complaints: Vec<Complaint>,
    /// When it is polled next.
    pub next: Timestamp,
    validators: Validators,
    title: Option<String>,
    present: Vec<String>,
}

/// How a poll went.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Went {
    /// Something came.
    Came,
    /// The server says that nothing has changed.
    Unchanged,
    /// Nothing came, and why.
    Failed(String),
}

/// A report that is new or has changed.
#[derive(Debug)]
pub struct News {
    /// The address that was polled.
    pub from: Url,
    /// The report; `None` where the item could not be read as it stands, which the complaints tell.
    pub document: Option<Document>,
    /// What could not be taken as it stands.
    pub complaints: Vec<Complaint>,
    /// Its bytes as they came, for a report that breaks its reader.
    pub bytes: Vec<u8>,
    /// When it came.
    pub seen: Timestamp,
    key: String,
    content: Hash,
    again: Again,
}

/// Whether an item comes again with the next poll.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Again {
    /// It was read.
    No,
    /// It could not be read now, for a reason that is not its own.
    Later,
    /// It ended its reader, which counts as a try.
    Tried,
}

impl News {
    /// A name for it, the same each time that it comes.
    pub fn name(&self) -> String {
        format!("{} {}", state::key(&[self.from.as_str()]), self.key)
    }

    /// Leaves it unread: it comes again with the next poll.
    pub fn come_again(&mut self, again: Again) {
        self.again = again;
    }
}

impl Watch {
    /// A watch over these addresses, each of which is a feed or a page.
    pub fn new(addresses: Vec<Url>, polite: Polite, plan: Plan, state: State) -> Self {
        let mut once: Vec<Url> = Vec::new();
        for url in addresses {
            if !once.contains(&url) {
                once.push(url);
            }
        }
        Self {
            polite,
            plan,
            addresses: once,
            state,
        }
    }

    /// What is remembered.
    pub fn state(&self) -> &State {
        &self.state
    }

    /// The addresses that are watched, each once.
    pub fn addresses(&self) -> &[Url] {
        &self.addresses
    }

    /// Watches these addresses from now on; what is remembered of the others stays.
    pub fn change(&mut self, addresses: Vec<Url>) {
        self.addresses = addresses;
    }

    /// When the next address is due; `None` where none is watched.
    pub fn due(&self) -> Option<Timestamp> {
        let due = |url| {
            self.state
                .of(url)
                .and_then(|source| source.next)
                .unwrap_or(Timestamp::MIN)
        };
        self.addresses.iter().map(due).min()
    }

    /// Makes all addresses due.
    pub fn all_due(&mut self) {
        for url in &self.addresses {
            self.state.source(url).next = None;
        }
    }

    /// Polls what is due.
    pub fn poll(&mut self) -> Round {
        let now = self.polite.outside().now();
        let due: Vec<&Url> = self
            .addresses
            .iter()
            .filter(|url| {
                self.state
                    .of(url)
                    .and_then(|source| source.next)
                    .is_none_or(|next| next <= now)
            })
            .collect();
        let round = poll::round(&due, &self.polite, &self.plan, &self.state);
        // When it is polled next does not wait for the news to be settled: a record that is busy is no reason to ask a site again.
        for polled in &round.polled {
            let source = self.state.source(&polled.url);
            source.next = Some(polled.next);
            match &polled.went {
                Went::Failed(why) => {
                    source.failures = source.failures.saturating_add(1);
                    source.trouble = Some(why.clone());
                }
                Went::Came | Went::Unchanged => {
                    source.failures = 0;
                    source.trouble = None;
                    source.good = Some(now);
                    source.sort = polled.sort.or(source.sort);
                    if polled.title.is_some() {
                        source.title.clone_from(&polled.title);
                    }
                }
            }
        }
        round
    }

    /// Remembers what a round gave as read.
    pub fn settle(&mut self, round: &Round) {
        let now = self.polite.outside().now();
        for polled in &round.polled {
            let source = self.state.source(&polled.url);
            for key in &polled.present {
                if let Some(seen) = source.items.get_mut(key) {
                    seen.last = now;
                }
            }
            let all = polled.waiting == 0
                && !round
                    .news
                    .iter()
                    .any(|news| news.again != Again::No && news.from == polled.url);
            match polled.went {
                // With items left over, the next poll must not be told that nothing has changed.
                Went::Came if all => source.validators = polled.validators.clone(),
                Went::Came => source.validators = Validators::default(),
                Went::Unchanged | Went::Failed(_) => {}
            }
            source.forget(now);
        }
        for news in &round.news {
            let source = self.state.source(&news.from);
            let tries = source.items.get(&news.key).map_or(0, |seen| seen.tries);
            let read = news.again == Again::No;
            let seen = Seen {
                content: if read {
                    state::short(news.content)
                } else {
                    String::new()
                },
                read: if read { now } else { Timestamp::UNIX_EPOCH },
                last: now,
                tries: tries + u32::from(news.again == Again::Tried),
            };
            source.items.insert(news.key.clone(), seen);
        }
    }

    /// How often an item was tried that ended its reader.
    pub fn tries(&self, news: &News) -> u32 {
        let source = self.state.of(&news.from);
        source
            .and_then(|source| source.items.get(&news.key))
            .map_or(0, |seen| seen.tries)
    }

    /// Counts a try at an item that ended the whole program, by its [`News::name`].
    pub fn count_try(&mut self, name: &str) {
        let Some((from, key)) = name.split_once(' ') else {
            return;
        };
        for (url, source) in &mut self.state.sources {
            if state::key(&[url]) == from {
                let seen = source.items.entry(key.to_owned()).or_insert_with(|| Seen {
                    content: String::new(),
                    read: Timestamp::UNIX_EPOCH,
                    last: Timestamp::UNIX_EPOCH,
                    tries: 0,
                });
                seen.tries += 1;
            }
        }
    }
}
