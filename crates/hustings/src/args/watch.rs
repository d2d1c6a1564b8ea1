//! `hustings watch`.

use std::path::PathBuf;
use std::time::Duration;

use clap::{Args, ValueHint};
use intake::fetch::Door;
use jiff::SignedDuration;

use super::LlmArgs;

/// The shortest time between two polls of one address.
const SHORTEST: Duration = Duration::from_mins(1);

#[derive(Debug, Args)]
pub(crate) struct Watch {
    /// The addresses of feeds (RSS, Atom, JSON Feed), or of single pages that are read whenever they change.
    #[arg(value_name = "URL", required_unless_present = "opml", value_hint = ValueHint::Url)]
    pub(crate) addresses: Vec<String>,

    /// A list of feeds (OPML), as feed readers export it.
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub(crate) opml: Vec<PathBuf>,

    /// Poll everything once and end.
    #[arg(long)]
    pub(crate) once: bool,

    /// How long between two polls of one address: `90s`, `10m`, `1h`; a minute at least.
    #[arg(long, value_name = "TIME", default_value = "10m", value_parser = every)]
    pub(crate) every: Duration,

    /// Take what the feeds themselves carry, and do not read the pages that they point at.
    #[arg(long)]
    pub(crate) feed_text: bool,

    /// The most items of one feed that are read in one poll; the others wait for the next.
    #[arg(long, value_name = "N", default_value_t = 50, value_parser = clap::value_parser!(u16).range(1..=500))]
    pub(crate) most: u16,

    /// The pause between two requests to one host: `1s` unless its robots.txt asks for more.
    #[arg(long, value_name = "TIME", default_value = "1s", value_parser = pause)]
    pub(crate) pause: Duration,

    /// A host inside the house that may be asked in spite of its private address or unusual port.
    #[arg(long, value_name = "HOST:PORT")]
    pub(crate) open: Vec<Door>,

    /// How sites can reach you: an address that is sent along with each request.
    #[arg(long, value_name = "URL|MAIL", env = "HUSTINGS_CONTACT")]
    pub(crate) contact: Option<String>,

    /// Where to remember what was read; without it: beside the record.
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub(crate) state: Option<PathBuf>,

    #[command(flatten)]
    pub(crate) llm: LlmArgs,
}

fn duration(text: &str) -> Result<Duration, String> {
    let wrong = || format!("`{text}` is no time such as 90s, 10m or 1h");
    let time: SignedDuration = text.parse().map_err(|_| wrong())?;
    Duration::try_from(time).map_err(|_| wrong())
}

fn every(text: &str) -> Result<Duration, String> {
    let time = duration(text)?;
    if time < SHORTEST {
        return Err("sites are not polled more often than once a minute".to_owned());
    }
    Ok(time)
}

fn pause(text: &str) -> Result<Duration, String> {
    let time = duration(text)?;
    if time > Duration::from_mins(1) {
        return Err(
            "a pause is a minute at most; --every says how often an address is polled".to_owned(),
        );
    }
    Ok(time)
}
