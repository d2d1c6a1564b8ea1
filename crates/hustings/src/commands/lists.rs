//! `hustings add LIST`: public lists of people into the record, entry by entry.

use std::collections::BTreeSet;
use std::fs::File;
use std::io::{BufRead, BufReader, Cursor, Read, Write};
use std::path::Path;

use anyhow::Context;
use claim::{Complaint, When};
use jiff::tz::TimeZone;
use lists::{List, Taken};
use record::{Added, BatchNumber, DocumentKind, Record};
use serde::Serialize;

use super::counted;
use super::gained::above;
use crate::args::Add;
use crate::failure::{Failure, Outcome};
use crate::screen;
use crate::settings::{Form, Settings, TOOL, now, zone_of};
use crate::talk;

/// The reader that a document of a list names.
const READER: &str = concat!("lists ", env!("CARGO_PKG_VERSION"));

/// A path, looked into: a list, a filing, or something for the other readers.
pub(crate) enum Sniffed {
    /// A list, from its beginning.
    List(List, Box<dyn BufRead>),
    /// An FEC filing, from its beginning.
    Filing(Box<dyn Read>),
    /// A table of polls, of contests or of their results, from its beginning.
    Polls(Box<dyn Read>),
    /// Standard input, from its beginning.
    Stream(Box<dyn Read + Send>),
    /// A file or folder that can be opened again.
    Other,
}

/// Looks what lies at a path. Nothing is taken from what is none of a list, a filing and a table of polls.
pub(crate) fn sniff(path: &Path) -> Result<Sniffed, Failure> {
    let beginning = |from: &mut dyn Read| -> std::io::Result<Vec<u8>> {
        let mut head = Vec::new();
        from.take(lists::HEAD as u64).read_to_end(&mut head)?;
        Ok(head)
    };
    if path == Path::new("-") {
        let mut input = std::io::stdin();
        let head = beginning(&mut input).context("standard input cannot be read")?;
        let (list, is_filing) = (lists::recognise(&head), money::recognise(&head));
        let is_polls = polls::recognise(&head).is_some();
        let whole = Cursor::new(head).chain(input);
        return Ok(match list {
            Some(list) => Sniffed::List(list, Box::new(BufReader::new(whole))),
            None if is_filing => Sniffed::Filing(Box::new(whole)),
            None if is_polls => Sniffed::Polls(Box::new(whole)),
            None => Sniffed::Stream(Box::new(whole)),
        });
    }
    // What cannot be opened is refused by those who open it next, with their hints.
    if !path.is_file() {
        return Ok(Sniffed::Other);
    }
    let Ok(mut file) = File::open(path) else {
        return Ok(Sniffed::Other);
    };
    let Ok(head) = beginning(&mut file) else {
        return Ok(Sniffed::Other);
    };
    let (list, is_filing) = (lists::recognise(&head), money::recognise(&head));
    let is_polls = polls::recognise(&head).is_some();
    let whole = Cursor::new(head).chain(file);
    Ok(match list {
        Some(list) => Sniffed::List(list, Box::new(BufReader::new(whole))),
        None if is_filing => Sniffed::Filing(Box::new(whole)),
        None if is_polls => Sniffed::Polls(Box::new(whole)),
        None => Sniffed::Other,
    })
}

/// What adding lists came to.
#[derive(Debug, Default)]
pub(crate) struct Tally {
    entries: u64,
    new: u64,
    changed: u64,
    claims: u64,
    complaints: u64,
    batches: BTreeSet<BatchNumber>,
}

#[derive(Serialize)]
struct Line<'a> {
    place: &'a str,
    title: &'a str,
    document: u64,
    added: &'static str,
    claims: usize,
    complaints: &'a [Complaint],
}

/// Adds a list: so many entries a batch.
pub(crate) fn add(
    list: List,
    reader: Box<dyn BufRead>,
    path: &Path,
    typed: &Add,
    record: &mut Record,
    settings: &Settings,
) -> Result<Tally, Failure> {
    let name = path.display().to_string();
    let mut tally = Tally::default();
    let mut entries = lists::read(list, &name, typed.published, reader);
    let zone = zone_of(None);
    loop {
        let some: Vec<Taken> = entries
            .by_ref()
            .take(typed.batch.get())
            .collect::<Result<_, _>>()?;
        if some.is_empty() {
            break;
        }
        add_batch(some, typed, record, &zone, &mut tally, settings)?;
    }
    talk::say(settings, &tally.summary(list, typed.published));
    Ok(tally)
}

fn add_batch(
    some: Vec<Taken>,
    typed: &Add,
    record: &mut Record,
    zone: &TimeZone,
    tally: &mut Tally,
    settings: &Settings,
) -> Result<(), Failure> {
    let mut batch = record.batch(now(), "hustings add", TOOL, typed.note.as_deref())?;
    let mut added = Vec::new();
    for taken in some {
        let (entry, complaints) = match taken {
            Taken::Read(entry, complaints) => (entry, complaints),
            Taken::Refused(complaint) => {
                tally.complaints += 1;
                talk::complaint(&complaint);
                continue;
            }
        };
        let done = batch.add(&record::Document {
            report: &entry.report,
            kind: DocumentKind::OfficialList,
            sources: &[],
            claims: &entry.claims,
            relays: &[],
            complaints: &complaints,
            first_seen: now(),
            zone,
            reader: READER,
        })?;
        tally.count(&done);
        tally.complaints += complaints.len() as u64;
        added.push((entry, complaints, done));
    }
    tally.batches.extend(batch.commit()?);
    let mut out = std::io::stdout().lock();
    for (entry, complaints, done) in &added {
        complaints.iter().for_each(talk::complaint);
        if settings.form == Form::Json {
            screen::json(&mut out, &line(entry, complaints, done))?;
        }
    }
    out.flush()?;
    Ok(())
}

fn line<'a>(entry: &'a lists::Entry, complaints: &'a [Complaint], done: &Added) -> Line<'a> {
    let (added, document, claims) = match *done {
        Added::New {
            document, claims, ..
        } => ("new", document, claims),
        Added::Same { document } => ("same", document, 0),
    };
    Line {
        place: &entry.place,
        title: &entry.report.title,
        document: document.0,
        added,
        claims,
        complaints,
    }
}

impl Tally {
    fn count(&mut self, added: &Added) {
        self.entries += 1;
        if let Added::New {
            version, claims, ..
        } = *added
        {
            self.new += 1;
            self.changed += u64::from(version > 1);
            self.claims += claims as u64;
        }
    }

    /// Takes what another list came to.
    pub(crate) fn add(&mut self, other: &Self) {
        self.entries += other.entries;
        self.new += other.new;
        self.changed += other.changed;
        self.claims += other.claims;
        self.complaints += other.complaints;
        self.batches.extend(&other.batches);
    }

    pub(crate) fn outcome(&self) -> Outcome {
        match (self.entries, self.complaints) {
            (0, complaints) if complaints > 0 => Outcome::Failed,
            (_, 0) => Outcome::Done,
            _ => Outcome::DoneWithComplaints,
        }
    }

    fn summary(&self, list: List, published: Option<When>) -> String {
        let dated = published.map_or_else(String::new, |day| format!(" of {day}"));
        let mut summary = format!(
            "Read {}{dated}: {}, {} new, with {}",
            list.name(),
            counted(self.entries, "entry", "entries"),
            self.new,
            counted(self.claims, "claim", "claims")
        );
        if self.changed > 0 {
            summary.push_str(&format!("; {} changed since", self.changed));
        }
        if let (Some(first), Some(last)) = (self.batches.first(), self.batches.last()) {
            let batches = if first == last {
                format!("batch {first}")
            } else {
                format!("batches {first} to {last}")
            };
            summary.push_str(&format!(" ({batches})"));
        }
        summary.push('.');
        summary.push_str(&above(self.complaints));
        summary
    }
}
