//! `hustings add PATH…`: documents into the record, batch by batch.

use std::io::Write;
use std::path::Path;

use claim::{Complaint, Report};
use intake::Taken;
use jiff::Timestamp;
use jiff::tz::TimeZone;
use news::Reading;
use record::{Added, BatchNumber, DocumentId, DocumentKind, Record};
use serde::Serialize;

use super::gained::{Gained, above};
use super::lists::Sniffed;
use super::{counted, weight};
use crate::args::Add;
use crate::failure::{Failure, Outcome};
use crate::progress::{Progress, Size};
use crate::reader::Reader;
use crate::settings::{Form, Settings, TOOL, now, zone_of};
use crate::{pipeline, screen, talk};

pub(crate) fn run(typed: &Add, settings: &Settings) -> Result<Outcome, Failure> {
    let open = || settings.open();
    // Standard input makes us wait as soon as we look at it: whoever shares the record should be told before that.
    let stdin = typed.paths.iter().any(|path| path == Path::new("-"));
    let opened = if stdin { Some(open()?) } else { None };
    // Every path is opened before the first is read: a misspelt one should not come to light after an hour.
    let (mut sources, mut lists) = (Vec::new(), Vec::new());
    let (mut filings, mut counts) = (Vec::new(), Vec::new());
    let mut polls = Vec::new();
    for path in &typed.paths {
        if super::looks_like_an_address(path) {
            sources.push(super::fetched(path)?);
            continue;
        }
        if super::counts::is_one(path) {
            counts.push(path.as_path());
            continue;
        }
        match super::lists::sniff(path)? {
            Sniffed::List(list, reader) => lists.push((list, reader, path)),
            Sniffed::Filing(reader) => filings.push((reader, path.as_path())),
            Sniffed::Polls(reader) => polls.push((reader, path.as_path())),
            Sniffed::Stream(reader) => sources.push(super::open_stream(reader)?),
            Sniffed::Other => sources.push(super::open(path)?),
        }
    }
    let only_lists = sources.is_empty();
    let reader = Reader::of(settings, &typed.llm)?;
    let mut record = match opened {
        Some(record) => record,
        None => open()?,
    };
    let any_lists = !lists.is_empty();
    let mut of_lists = super::lists::Tally::default();
    for (list, from, path) in lists {
        of_lists.add(&super::lists::add(
            list,
            from,
            path,
            typed,
            &mut record,
            settings,
        )?);
    }
    let mut outcomes = Vec::new();
    if any_lists {
        outcomes.push(of_lists.outcome());
    }
    if !filings.is_empty() {
        outcomes.push(super::filings::add(filings, typed, &mut record, settings)?);
    }
    if !counts.is_empty() {
        outcomes.push(super::counts::add(&counts, typed, &mut record, settings)?);
    }
    if !polls.is_empty() {
        outcomes.push(super::polls::add(polls, typed, &mut record, settings)?);
    }
    if only_lists {
        return Ok(together(outcomes));
    }
    let mut adding = Adding {
        typed,
        settings,
        record,
        reader: &reader,
        progress: Progress::new(settings, &typed.paths, settings.form == Form::Json),
        waiting: Vec::new(),
        tally: Tally::default(),
        zone: zone_of(None),
    };
    let done = pipeline::in_order(
        settings.threads,
        sources.into_iter().flatten(),
        weight,
        |taken| step(taken, &reader),
        |step| adding.take(step?),
    );
    adding.progress.finish();
    done?;
    adding.commit()?;
    // Even where nothing was added: an earlier run may have been stopped before it came to this.
    let compared = adding.record.compare_texts()?;
    talk::say(settings, &adding.tally.summary());
    if compared.printed > 0 {
        talk::say(
            settings,
            &format!(
                "{} another's text, and {} no origin.",
                counted(compared.printed, "report prints", "reports print"),
                if compared.printed == 1 { "adds" } else { "add" }
            ),
        );
    }
    outcomes.push(adding.tally.outcome());
    Ok(together(outcomes))
}

/// How several sorts of documents ended that were added together.
fn together(outcomes: Vec<Outcome>) -> Outcome {
    outcomes
        .into_iter()
        .reduce(Outcome::and)
        .unwrap_or(Outcome::Done)
}

/// What became of one thing that the sources gave.
enum Step {
    /// It is no report.
    Passed(Taken),
    /// A report, read.
    Read(Box<Waiting>),
    /// A report that the reader could not read.
    Refused(Complaint),
}

fn step(taken: Taken, reader: &Reader) -> Result<Step, Failure> {
    let (document, mut complaints) = match taken {
        Taken::Read(document, complaints) => (document, complaints),
        passed => return Ok(Step::Passed(passed)),
    };
    Ok(match reader.read(&document.report)? {
        Ok((reading, found)) => {
            complaints.extend(found);
            Step::Read(Box::new(Waiting {
                size: Size::of(&document.report),
                document: *document,
                reading,
                complaints,
            }))
        }
        Err(complaint) => Step::Refused(complaint),
    })
}

/// A report that was read and waits for its batch.
struct Waiting {
    document: intake::Document,
    reading: Reading,
    complaints: Vec<Complaint>,
    size: Size,
}

struct Adding<'a> {
    typed: &'a Add,
    settings: &'a Settings,
    record: Record,
    reader: &'a Reader,
    progress: Progress,
    waiting: Vec<Waiting>,
    tally: Tally,
    zone: TimeZone,
}

impl Adding<'_> {
    fn take(&mut self, step: Step) -> Result<(), Failure> {
        match step {
            Step::Passed(Taken::Opened { bytes, .. }) => self.progress.opened(bytes),
            Step::Passed(Taken::Skipped(note)) => self.progress.aside(|| {
                talk::say(
                    self.settings,
                    &format!("passed over: {}: {}", note.place, note.what),
                );
            }),
            Step::Passed(Taken::Refused(complaint)) | Step::Refused(complaint) => {
                self.tally.refused += 1;
                self.complain(&[complaint]);
            }
            // Every document is read before it comes here.
            Step::Passed(Taken::Read(_, complaints)) => self.complain(&complaints),
            Step::Read(waiting) => {
                self.progress.read(waiting.size);
                self.waiting.push(*waiting);
                if self.waiting.len() >= self.typed.batch.get() {
                    self.commit()?;
                }
            }
        }
        Ok(())
    }

    fn complain(&mut self, complaints: &[Complaint]) {
        self.tally.complaints += complaints.len() as u64;
        if !complaints.is_empty() {
            self.progress
                .aside(|| complaints.iter().for_each(talk::complaint));
        }
    }

    /// Adds what waits, in the order in which it came: one batch, one transaction.
    fn commit(&mut self) -> Result<(), Failure> {
        let waiting = std::mem::take(&mut self.waiting);
        let mut lines = Vec::new();
        let mut batch =
            self.record
                .batch(now(), "hustings add", TOOL, self.typed.note.as_deref())?;
        for waiting in waiting {
            let Waiting {
                document,
                reading,
                complaints,
                ..
            } = waiting;
            let parts = self::document(&document, &reading, &complaints);
            let added = batch.add(&parts.held(now(), &self.zone, self.reader.name()))?;
            self.tally.gained.count(&added, &reading);
            lines.push(Line::new(&document, &added, complaints));
        }
        let number = batch.commit()?;
        self.tally.batches.extend(number);
        for line in lines.iter().filter(|line| line.added == "same") {
            let other = self.record.last_reader(line.document)? != self.reader.name();
            self.tally.other_reader += u64::from(other);
        }
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

/// A report with what was read in it, in the record's words.
pub(crate) struct Parts<'d> {
    report: &'d Report,
    sources: Vec<record::Source>,
    reading: &'d Reading,
    complaints: &'d [Complaint],
}

/// A document of intake in the record's words.
pub(crate) fn document<'d>(
    document: &'d intake::Document,
    reading: &'d Reading,
    complaints: &'d [Complaint],
) -> Parts<'d> {
    let source = |cited: &intake::Cited| record::Source {
        url: cited.url.clone(),
        date: cited.date.map(|date| date.to_string()),
    };
    Parts {
        report: &document.report,
        sources: document.sources.iter().map(source).collect(),
        reading,
        complaints,
    }
}

impl Parts<'_> {
    /// The document as it is handed to a batch.
    pub(crate) fn held<'p>(
        &'p self,
        first_seen: Timestamp,
        zone: &'p TimeZone,
        reader: &'p str,
    ) -> record::Document<'p> {
        record::Document {
            report: self.report,
            kind: DocumentKind::Report,
            sources: &self.sources,
            claims: &self.reading.claims,
            relays: &self.reading.relays,
            complaints: self.complaints,
            first_seen,
            zone,
            // Kept with each document, so that a later reader's work can be told apart.
            reader,
        }
    }
}

/// What became of one document, as `--json` writes it.
#[derive(Debug, Serialize)]
pub(crate) struct Line {
    pub(crate) place: String,
    title: String,
    document: DocumentId,
    pub(crate) added: &'static str,
    pub(crate) version: Option<u32>,
    pub(crate) claims: usize,
    sha256: String,
    pub(crate) complaints: Vec<Complaint>,
}

impl Line {
    pub(crate) fn new(
        document: &intake::Document,
        added: &Added,
        complaints: Vec<Complaint>,
    ) -> Self {
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
    gained: Gained,
    /// Of those held already: read last by another reader.
    other_reader: u64,
    batches: Vec<BatchNumber>,
    refused: u64,
    complaints: u64,
}

impl Tally {
    fn outcome(&self) -> Outcome {
        match (self.gained.new + self.gained.same, self.complaints) {
            (0, _) => Outcome::Failed,
            (_, 0) => Outcome::Done,
            _ => Outcome::DoneWithComplaints,
        }
    }

    fn summary(&self) -> String {
        let gained = &self.gained;
        let read = gained.new + gained.same;
        if read == 0 {
            return "Nothing was read: the record is as it was.".to_owned();
        }
        let mut summary = format!("Read {}: ", counted(read, "document", "documents"));
        if gained.new == 0 {
            summary
                .push_str("all were held already, with the same hashes. The record is as it was.");
        } else {
            summary.push_str(&format!("{} new, with {}", gained.new, gained.claims()));
            if gained.same > 0 {
                summary.push_str(&format!("; {} held already, unchanged", gained.same));
            }
            summary.push_str(&format!(" ({}).", batches(&self.batches)));
        }
        if self.other_reader > 0 {
            summary.push_str(&format!(
                "\n{} read last by another reader: `hustings reread` reads held texts again.",
                counted(self.other_reader, "document was", "documents were")
            ));
        }
        summary.push_str(&above(self.complaints));
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
