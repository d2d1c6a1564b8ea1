//! `hustings read FILE`: reports in, attributions and claims out, without a record.

use std::io::Write;

use claim::{Claim, Complaint, Place, Terms};
use intake::{Document, Taken};
use news::Attribution;
use serde::Serialize;

use super::weight;
use crate::args::Read;
use crate::failure::{Failure, Outcome};
use crate::progress::{Progress, Size};
use crate::reader::Reader;
use crate::settings::Settings;
use crate::{pipeline, screen, talk};

/// One report, read. The first three fields are promised; the rest tells more.
#[derive(Debug, Serialize)]
struct Line<'a> {
    id: String,
    attributions: Vec<Attribution>,
    claims: Vec<Claim>,
    /// Where the quotes of the claims stand, claim by claim.
    places: Vec<Place>,
    /// On which terms the sources of the claims spoke, claim by claim.
    terms: Vec<Terms>,
    relays: Vec<String>,
    complaints: &'a [Complaint],
    /// Which reader read it.
    reader: &'a str,
}

/// What became of one thing that the source gave.
enum Step {
    /// It is no report.
    Passed(Taken),
    /// A report with its line, ready to be written.
    Read {
        line: Vec<u8>,
        complaints: Vec<Complaint>,
        size: Size,
    },
    /// A report that the reader could not read.
    Refused(Complaint),
}

pub(crate) fn run(typed: &Read, settings: &Settings) -> Result<Outcome, Failure> {
    let source = super::open(&typed.path)?;
    let reader = Reader::of(settings, &typed.llm)?;
    let mut reading = Reading {
        settings,
        progress: Progress::new(settings, [&typed.path], true),
        reports: 0,
        complaints: 0,
    };
    let mut out = std::io::BufWriter::new(std::io::stdout());
    let done = pipeline::in_order(
        settings.threads,
        source,
        weight,
        |taken| match taken {
            Taken::Read(document, complaints) => step(*document, complaints, &reader),
            passed => Ok(Step::Passed(passed)),
        },
        |step| reading.take(step?, &mut out),
    );
    // What was read before a failure is shown.
    let flushed = out.flush();
    reading.progress.finish();
    done?;
    flushed?;
    if reading.reports > 0 {
        talk::say(settings, &format!("Read {}.", reading.progress.summary()));
    }
    Ok(reading.outcome())
}

struct Reading<'a> {
    settings: &'a Settings,
    progress: Progress,
    reports: u64,
    complaints: u64,
}

impl Reading<'_> {
    fn take(&mut self, step: Step, out: &mut impl Write) -> Result<(), Failure> {
        match step {
            Step::Passed(Taken::Opened { bytes, .. }) => self.progress.opened(bytes),
            Step::Passed(Taken::Skipped(note)) => self.progress.aside(|| {
                talk::say(
                    self.settings,
                    &format!("passed over: {}: {}", note.place, note.what),
                );
            }),
            Step::Passed(Taken::Refused(complaint)) | Step::Refused(complaint) => {
                self.complain(&[complaint]);
            }
            // Every document is read before it comes here.
            Step::Passed(Taken::Read(_, complaints)) => self.complain(&complaints),
            Step::Read {
                line,
                complaints,
                size,
            } => {
                self.reports += 1;
                self.progress.read(size);
                self.complain(&complaints);
                out.write_all(&line)?;
            }
        }
        Ok(())
    }

    fn complain(&mut self, complaints: &[Complaint]) {
        self.complaints += complaints.len() as u64;
        if !complaints.is_empty() {
            self.progress
                .aside(|| complaints.iter().for_each(talk::complaint));
        }
    }

    fn outcome(&self) -> Outcome {
        match (self.reports, self.complaints) {
            (0, _) => Outcome::Failed,
            (_, 0) => Outcome::Done,
            _ => Outcome::DoneWithComplaints,
        }
    }
}

fn step(
    document: Document,
    mut complaints: Vec<Complaint>,
    reader: &Reader,
) -> Result<Step, Failure> {
    let size = Size::of(&document.report);
    let (reading, found) = match reader.read(&document.report)? {
        Ok(read) => read,
        Err(complaint) => return Ok(Step::Refused(complaint)),
    };
    complaints.extend(found);
    let line = Line {
        id: document.report.id,
        attributions: reading.attributions,
        places: reading.claims.iter().map(|held| held.place).collect(),
        terms: reading.claims.iter().map(|held| held.terms).collect(),
        claims: reading.claims.into_iter().map(|held| held.claim).collect(),
        relays: reading.relays,
        complaints: &complaints,
        reader: reader.name(),
    };
    let mut bytes = Vec::new();
    screen::json(&mut bytes, &line)?;
    Ok(Step::Read {
        line: bytes,
        complaints,
        size,
    })
}
