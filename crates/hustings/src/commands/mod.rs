//! One command, one file.

pub(crate) mod account;
pub(crate) mod act;
pub(crate) mod acts;
pub(crate) mod add;
pub(crate) mod backup;
pub(crate) mod calendar;
pub(crate) mod changes;
pub(crate) mod check;
pub(crate) mod claims;
pub(crate) mod counts;
pub(crate) mod document;
pub(crate) mod export;
pub(crate) mod filings;
pub(crate) mod forecast;
pub(crate) mod gained;
pub(crate) mod identity;
pub(crate) mod import;
mod lists;
pub(crate) mod manual;
pub(crate) mod money;
pub(crate) mod origins;
pub(crate) mod person;
pub(crate) mod polls;
pub(crate) mod race;
pub(crate) mod races;
pub(crate) mod read;
pub(crate) mod reread;
pub(crate) mod returns;
pub(crate) mod rules;
pub(crate) mod same;
pub(crate) mod serve;
pub(crate) mod split;
pub(crate) mod watch;

use std::io;
use std::path::Path;
use std::sync::Arc;

use intake::fetch::{Fetcher, Guards, Outside};
use intake::{IntakeError, Source, Taken};

use crate::failure::Failure;
use crate::machine::Machine;

/// What `-` or a path means.
fn source(path: &Path) -> Source {
    if path == Path::new("-") {
        Source::Reader {
            name: "standard input".to_owned(),
            reader: Box::new(io::stdin()),
        }
    } else {
        Source::Path(path.to_owned())
    }
}

/// What documents come from, one by one.
type Documents = Box<dyn Iterator<Item = Taken> + Send>;

fn open(path: &Path) -> Result<Documents, Failure> {
    let opened = intake::open(source(path), intake::Limits::default()).map_err(|error| {
        let hint = match &error {
            IntakeError::Missing { .. } => Some("is the path spelled right, from this folder?"),
            _ => None,
        };
        let failure = Failure::new(error);
        match hint {
            Some(hint) => failure.hint(hint),
            None => failure,
        }
    })?;
    Ok(Box::new(opened))
}

/// The page at a web address. A person asked for it by hand, so it is fetched as a browser would: robots.txt speaks to programs that go
/// about by themselves.
fn fetched(path: &Path) -> Result<Documents, Failure> {
    let text = path.to_string_lossy();
    let failed = |why: String| {
        Failure::new(anyhow::anyhow!("{text} cannot be fetched: {why}"))
            .hint("where a browser shows it, save the page there and add the file")
    };
    let url = intake::fetch::target(&text).map_err(|why| failed(why.to_string()))?;
    let machine = Arc::new(Machine::default());
    let web = Fetcher::new(Guards::default(), Arc::clone(&machine) as Arc<dyn Outside>);
    let ask = intake::fetch::Ask {
        validators: &intake::fetch::Validators::default(),
        beyond: intake::fetch::Beyond::Refuse,
        accept: "text/html, text/plain;q=0.8, */*;q=0.1",
    };
    let fetched = web
        .get(&url, &ask, |_| Ok(()))
        .map_err(|error| failed(error.to_string()))?;
    let bytes = fetched.bytes.as_deref().unwrap_or_default();
    let taken = intake::page::read(&fetched, bytes, machine.now(), &intake::Limits::default());
    Ok(Box::new(std::iter::once(taken)))
}

/// A stream whose beginning somebody has looked at.
fn open_stream(reader: Box<dyn io::Read + Send>) -> Result<Documents, Failure> {
    let name = "standard input".to_owned();
    let source = Source::Reader { name, reader };
    Ok(Box::new(intake::open(source, intake::Limits::default())?))
}

/// How much memory one thing from a source holds, about: the bytes of its text.
fn weight(taken: &Taken) -> usize {
    match taken {
        Taken::Read(document, _) => document.report.title.len() + document.report.text.len(),
        _ => 0,
    }
}

fn looks_like_an_address(path: &Path) -> bool {
    path.to_str()
        .is_some_and(|text| text.starts_with("http://") || text.starts_with("https://"))
}

/// `1 document`, `2 documents`.
pub(crate) fn counted(number: impl Into<u64>, one: &str, many: &str) -> String {
    match number.into() {
        1 => format!("1 {one}"),
        number => format!("{number} {many}"),
    }
}
