//! What can be typed about who is who.

use claim::Race;
use clap::{Args, ValueEnum};
use record::identity::Reference;

use super::CutArgs;
use super::acts::Who;

#[derive(Debug, Args)]
pub(crate) struct Person {
    /// A name (`Jeff Sessions`), an id (`fec:S6AL00195`, `bioguide:S001141`, `wikidata:Q358443`) or an address
    /// (`p-…`, as `identity` lists it).
    #[arg(value_name = "WHO", value_parser = reference)]
    pub(crate) who: Reference,

    #[command(flatten)]
    pub(crate) cut: CutArgs,
}

#[derive(Debug, Args)]
pub(crate) struct Identity {
    /// A race, a name, an id or an address; without it everybody, which takes a while on a large record.
    #[arg(value_name = "RACE|WHO")]
    pub(crate) whom: Option<String>,

    /// How many open questions are shown at most; all of them with --json.
    #[arg(long, value_name = "N", default_value_t = 40)]
    pub(crate) open: usize,

    #[command(flatten)]
    pub(crate) cut: CutArgs,
}

/// A word on who is who.
#[derive(Debug, Args)]
pub(crate) struct Judge {
    /// A name, an id (`fec:S6AL00195`) or an address (`p-…`); for an origin its label as `origins` shows it.
    pub(crate) a: String,

    /// The other.
    pub(crate) b: String,

    /// The race in which the names are meant.
    #[arg(long, value_name = "RACE")]
    pub(crate) race: Option<Race>,

    /// What the two are.
    #[arg(long, value_name = "KIND", value_enum, default_value = "person")]
    pub(crate) kind: JudgedKind,

    #[command(flatten)]
    pub(crate) who: Who,
}

/// What a word on who is who is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum JudgedKind {
    /// Two people.
    Person,
    /// Two organizations.
    Organization,
    /// Two outlets.
    Outlet,
    /// Two origins of claims.
    Origin,
}

#[derive(Debug, Args)]
pub(crate) struct Split {
    /// The number of the word, as `identity` lists it.
    #[arg(value_name = "NUMBER")]
    pub(crate) word: u64,

    #[command(flatten)]
    pub(crate) who: Who,
}

fn reference(text: &str) -> Result<Reference, String> {
    if text.trim().is_empty() {
        return Err("a name has at least one letter".to_owned());
    }
    Ok(Reference::read(text))
}
