//! What whoever starts the desk decides.

use std::net::SocketAddr;
use std::num::NonZeroUsize;
use std::path::PathBuf;

use jiff::Timestamp;

use crate::log::Line;

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
        }
    }
}
