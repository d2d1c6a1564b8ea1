//! `hustings add PATH…`: documents into the record, batch by batch.

use std::collections::BTreeSet;
use std::io::Write;
use std::path::Path;

use claim::{Complaint, Race};
use indicatif::ProgressBar;
use intake::Taken;
use jiff::tz::TimeZone;
use news::Reading;
use rayon::prelude::*;
use record::{Added, BatchNumber, DocumentId, DocumentKind, Record};
use serde::Serialize;

use super::counted;
use crate::args::Add;
use crate::failure::{Failure, Outcome};
use crate::settings::{Form, Settings, now, zone_of};
use crate::{screen, talk};

/// Which reader made the claims: kept with each document, so that a later reader's work can be told apart.
const READER: &str = concat!("news ", env!("CARGO_PKG_VERSION"));

pub(crate) fn run(typed: &Add, settings: &Settings) -> Result<Outcome, Failure> {
    // Every path is opened before the first is read: a misspelt one should not come to light after an hour.
    let mut sources = Vec::new();
    for path in &typed.paths {
        sources.push(super::open(path)?);
    }
    let record = Record::open(&settings.record)
        .map_err(|error| Failure::of_record(error, &settings.record))?;
    let bar = talk::bar(settings, bytes_of(&typed.paths));
    let mut adding = Adding {
        typed,
        settings,
        record,
        bar,
        waiting: Vec::new(),
        tally: Tally::default(),
        zone: zone_of(None),
    };
    for taken in sources.into_iter().flatten() {
        adding.take(taken)?;
    }
    adding.commit()?;
    adding.bar.finish_and_clear();
    talk::say(settings, &adding.tally.summary());
    Ok(adding.tally.outcome())
}

fn bytes_of(paths: &[std::path::PathBuf]) -> u64 {
    paths
        .iter()
        .filter(|path| path.as_path() != Path::new("-"))
        .map(|path| intake::count(path).bytes)
        .sum()
}

struct Waiting {
    document: intake::Document,
    complaints: Vec<Complaint>,
}

struct Adding<'a> {
    typed: &'a Add,
    settings: &'a Settings,
    record: Record,
    bar: ProgressBar,
    waiting: Vec<Waiting>,
    tally: Tally,
    zone: TimeZone,
}

impl Adding<'_> {
    fn take(&mut self, taken: Taken) -> Result<(), Failure> {
        match taken {
            Taken::Opened { place, bytes } => {
                self.bar.inc(std::mem::replace(
                    &mut self.tally.open_bytes,
                    bytes.unwrap_or(0),
                ));
                self.bar.set_message(place);
            }
            Taken::Skipped(note) => self.bar.suspend(|| {
                talk::say(
                    self.settings,
                    &format!("passed over: {}: {}", note.place, note.what),
                );
            }),
            Taken::Refused(complaint) => {
                self.tally.refused += 1;
                self.complain(&[complaint]);
            }
            Taken::Read(document, complaints) => {
                self.waiting.push(Waiting {
                    document: *document,
                    complaints,
                });
                if self.waiting.len() >= self.typed.batch.get() {
                    self.commit()?;
                }
            }
        }
        Ok(())
    }

    fn complain(&mut self, complaints: &[Complaint]) {
        self.tally.complaints += complaints.len() as u64;
        self.bar
            .suspend(|| complaints.iter().for_each(talk::complaint));
    }

    /// Reads what waits, on all cores, and adds it in the order in which it came: one batch, one transaction.
    fn commit(&mut self) -> Result<(), Failure> {
        let waiting = std::mem::take(&mut self.waiting);
        let readings: Vec<(Reading, Vec<Complaint>)> = waiting
            .par_iter()
            .map(|waiting| news::read(&waiting.document.report))
            .collect();
        let mut lines = Vec::new();
        let mut batch = self.record.batch(
            now(),
            "hustings add",
            concat!("hustings ", env!("CARGO_PKG_VERSION")),
            self.typed.note.as_deref(),
        )?;
        for (waiting, (reading, found)) in waiting.into_iter().zip(readings) {
            let complaints: Vec<Complaint> = waiting.complaints.into_iter().chain(found).collect();
            let report = &waiting.document.report;
            let sources: Vec<record::Source> = waiting
                .document
                .sources
                .iter()
                .map(|cited| record::Source {
                    url: cited.url.clone(),
                    date: cited.date.map(|date| date.to_string()),
                })
                .collect();
            let added = batch.add(&record::Document {
                report,
                kind: DocumentKind::Report,
                sources: &sources,
                claims: &reading.claims,
                relays: &reading.relays,
                complaints: &complaints,
                first_seen: now(),
                zone: &self.zone,
                reader: READER,
            })?;
            self.tally.count(&added, &reading);
            lines.push(Line::new(&waiting.document, &added, complaints));
        }
        let number = batch.commit()?;
        self.tally.batches.extend(number);
        for line in &lines {
            self.complain(&line.complaints);
        }
        if self.settings.form == Form::Json {
            let mut out = std::io::stdout().lock();
            for line in &lines {
                screen::json(&mut out, line)?;
            }
            out.flush()?;
        }
        Ok(())
    }
}

/// What became of one document, as `--json` writes it.
#[derive(Debug, Serialize)]
struct Line {
    place: String,
    title: String,
    document: DocumentId,
    added: &'static str,
    version: Option<u32>,
    claims: usize,
    sha256: String,
    complaints: Vec<Complaint>,
}

impl Line {
    fn new(document: &intake::Document, added: &Added, complaints: Vec<Complaint>) -> Self {
        let (word, id, version, claims) = match *added {
            Added::New {
                document,
                version,
                claims,
            } => ("new", document, Some(version), claims),
            Added::Same { document } => ("same", document, None, 0),
        };
        Self {
            place: document.place.clone(),
            title: document.report.title.clone(),
            document: id,
            added: word,
            version,
            claims,
            sha256: document.hash.to_string(),
            complaints,
        }
    }
}

#[derive(Debug, Default)]
struct Tally {
    new: u64,
    changed: u64,
    same: u64,
    claims: u64,
    races: BTreeSet<Race>,
    batches: Vec<BatchNumber>,
    refused: u64,
    complaints: u64,
    /// The length of the file that is being read.
    open_bytes: u64,
}

impl Tally {
    fn count(&mut self, added: &Added, reading: &Reading) {
        match *added {
            Added::New {
                version, claims, ..
            } => {
                self.new += 1;
                self.changed += u64::from(version > 1);
                self.claims += claims as u64;
                self.races.extend(
                    reading
                        .claims
                        .iter()
                        .filter_map(|held| held.claim.statement.race().cloned()),
                );
            }
            Added::Same { .. } => self.same += 1,
        }
    }

    fn outcome(&self) -> Outcome {
        match (self.new + self.same, self.complaints) {
            (0, _) => Outcome::Failed,
            (_, 0) => Outcome::Done,
            _ => Outcome::DoneWithComplaints,
        }
    }

    fn summary(&self) -> String {
        let read = self.new + self.same;
        if read == 0 {
            return "Nothing was read: the record is as it was.".to_owned();
        }
        let mut summary = format!("Read {}: ", counted(read, "document", "documents"));
        if self.new == 0 {
            summary
                .push_str("all were held already, with the same hashes. The record is as it was.");
        } else {
            let races: Vec<String> = self.races.iter().map(Race::to_string).collect();
            summary.push_str(&format!(
                "{} new, with {}",
                self.new,
                counted(self.claims, "claim", "claims")
            ));
            match races.len() {
                0 => {}
                1..=3 => summary.push_str(&format!(" about {}", races.join(", "))),
                more => summary.push_str(&format!(" about {more} races")),
            }
            if self.changed > 0 {
                summary.push_str(&format!("; {} changed since", self.changed));
            }
            if self.same > 0 {
                summary.push_str(&format!("; {} held already, unchanged", self.same));
            }
            summary.push_str(&format!(" ({}).", batches(&self.batches)));
        }
        if self.complaints > 0 {
            summary.push_str(&format!(
                "\n{} above.",
                counted(self.complaints, "complaint", "complaints")
            ));
        }
        summary
    }
}

fn batches(numbers: &[BatchNumber]) -> String {
    match numbers {
        [] => "no batch".to_owned(),
        [only] => format!("batch {only}"),
        [first, .., last] => format!("batches {first} to {last}"),
    }
}
