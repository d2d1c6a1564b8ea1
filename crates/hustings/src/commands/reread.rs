//! `hustings reread`: held texts once more, with another reader.

use claim::{Complaint, Report};
use news::Reading;
use record::acts::NewReading;
use record::{DocumentId, DocumentKind, Record};
use serde::Serialize;

use super::counted;
use crate::args::acts::Reread;
use crate::failure::{Failure, Outcome};
use crate::reader::Reader;
use crate::settings::{Form, Settings, TOOL, now};
use crate::{pipeline, screen, talk};

/// How many documents are committed together.
const BATCH: usize = 200;

/// What became of one document, as `--json` writes it.
#[derive(Debug, Serialize)]
struct Line {
    document: DocumentId,
    reread: &'static str,
    same: usize,
    new: usize,
    superseded: usize,
    confirmed: usize,
}

#[derive(Debug, Default)]
struct Tally {
    read: u64,
    same: usize,
    new: usize,
    superseded: usize,
    confirmed: usize,
    refused: u64,
}

type Step = Result<Result<(DocumentId, Reading, Vec<Complaint>), Complaint>, Failure>;

pub(crate) fn run(typed: &Reread, settings: &Settings) -> Result<Outcome, Failure> {
    let held = settings.open_read()?;
    let reader = Reader::of(settings, &typed.llm)?;
    let documents = wanted(typed, &held, &reader)?;
    let mut again = Again {
        typed,
        settings,
        record: settings.open()?,
        reader: &reader,
        waiting: Vec::new(),
        tally: Tally::default(),
    };
    // The texts of a whole archive would not fit in memory: those of one batch do.
    for part in documents.chunks(BATCH) {
        let texts: Vec<(DocumentId, Report)> = part
            .iter()
            .map(|id| report(&held, *id))
            .collect::<Result<_, _>>()?;
        pipeline::in_order(
            settings.threads,
            texts.into_iter(),
            |(_, report)| report.text.len(),
            |text| step(text, &reader),
            |step| -> Result<(), Failure> {
                again.take(step?);
                Ok(())
            },
        )?;
        again.commit()?;
    }
    talk::say(settings, &again.tally.summary());
    Ok(match again.tally {
        Tally { refused: 0, .. } => Outcome::Done,
        Tally { read: 0, .. } => Outcome::Failed,
        _ => Outcome::DoneWithComplaints,
    })
}

/// The documents to be read: those named, or all that another reader read last.
fn wanted(typed: &Reread, record: &Record, reader: &Reader) -> Result<Vec<DocumentId>, Failure> {
    if !typed.all {
        let named: Vec<DocumentId> = typed.documents.iter().copied().map(DocumentId).collect();
        for id in &named {
            record.last_reader(*id)?;
        }
        return Ok(named);
    }
    let mut others = Vec::new();
    for meta in record.documents()? {
        // Lists, filings and tables have readers of their own.
        if meta.kind != DocumentKind::Report {
            continue;
        }
        if record.last_reader(meta.document)? != reader.name() {
            others.push(meta.document);
        }
    }
    Ok(others)
}

fn report(record: &Record, id: DocumentId) -> Result<(DocumentId, Report), Failure> {
    let held = record.document(id)?;
    Ok((
        id,
        Report {
            id: held.sender_id,
            url: held.meta.url,
            publisher: held.meta.publisher,
            published: held.meta.published,
            title: held.meta.title,
            text: held.text,
        },
    ))
}

fn step((id, report): (DocumentId, Report), reader: &Reader) -> Step {
    Ok(reader
        .read(&report)?
        .map(|(reading, complaints)| (id, reading, complaints)))
}

struct Again<'a> {
    typed: &'a Reread,
    settings: &'a Settings,
    record: Record,
    reader: &'a Reader,
    waiting: Vec<(DocumentId, Reading, Vec<Complaint>)>,
    tally: Tally,
}

impl Again<'_> {
    fn take(&mut self, read: Result<(DocumentId, Reading, Vec<Complaint>), Complaint>) {
        match read {
            Ok(read) => self.waiting.push(read),
            Err(complaint) => {
                self.tally.refused += 1;
                talk::complaint(&complaint);
            }
        }
    }

    fn commit(&mut self) -> Result<(), Failure> {
        let mut batch =
            self.record
                .batch(now(), "hustings reread", TOOL, self.typed.note.as_deref())?;
        let mut lines = Vec::new();
        for (document, reading, complaints) in std::mem::take(&mut self.waiting) {
            let done = batch.reread(
                document,
                &NewReading {
                    claims: &reading.claims,
                    relays: &reading.relays,
                    complaints: &complaints,
                    reader: self.reader.name(),
                },
            )?;
            let word = if done.is_some() {
                "read"
            } else {
                "words destroyed"
            };
            let done = done.unwrap_or_default();
            self.tally.read += 1;
            self.tally.same += done.same;
            self.tally.new += done.new;
            self.tally.superseded += done.superseded;
            self.tally.confirmed += done.confirmed;
            lines.push(Line {
                document,
                reread: word,
                same: done.same,
                new: done.new,
                superseded: done.superseded,
                confirmed: done.confirmed,
            });
        }
        batch.commit()?;
        if self.settings.form == Form::Json {
            let mut out = std::io::stdout().lock();
            for line in &lines {
                screen::json(&mut out, line)?;
            }
        }
        Ok(())
    }
}

impl Tally {
    fn summary(&self) -> String {
        if self.read == 0 {
            return "Nothing was read: this reader has read everything last.".to_owned();
        }
        let claims = |number: usize| counted(number as u64, "claim", "claims");
        let mut summary = format!(
            "Read {} again: {} as before, {} new, {} superseded.",
            counted(self.read, "document", "documents"),
            claims(self.same),
            self.new,
            self.superseded
        );
        if self.confirmed > 0 {
            summary.push_str(&format!(
                " {} stay because an editor has confirmed them.",
                claims(self.confirmed)
            ));
        }
        summary
    }
}
