//! `hustings read FILE`: reports in, attributions and claims out, without a record.

use std::io::Write;

use claim::{Claim, Complaint, Place, Terms};
use intake::Taken;
use news::Attribution;
use rayon::prelude::*;
use serde::Serialize;

use crate::args::Read;
use crate::failure::{Failure, Outcome};
use crate::settings::Settings;
use crate::{screen, talk};

/// How many reports are read side by side. Large enough for all cores, small enough to show output soon.
const TOGETHER: usize = 256;

/// One report, read. The first three fields are promised; the rest tells more.
#[derive(Debug, Serialize)]
struct Line {
    id: String,
    attributions: Vec<Attribution>,
    claims: Vec<Claim>,
    /// Where the quotes of the claims stand, claim by claim.
    places: Vec<Place>,
    /// On which terms the sources of the claims spoke, claim by claim.
    terms: Vec<Terms>,
    relays: Vec<String>,
    complaints: Vec<Complaint>,
}

pub(crate) fn run(typed: &Read, settings: &Settings) -> Result<Outcome, Failure> {
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    let mut reading = Reading::default();
    let mut waiting = Vec::new();
    for taken in super::open(&typed.path)? {
        match taken {
            Taken::Opened { .. } => {}
            Taken::Skipped(note) => {
                talk::say(
                    settings,
                    &format!("passed over: {}: {}", note.place, note.what),
                );
            }
            Taken::Refused(complaint) => reading.complain(&[complaint]),
            Taken::Read(document, complaints) => {
                waiting.push((document, complaints));
                if waiting.len() >= TOGETHER {
                    reading.write(std::mem::take(&mut waiting), &mut out)?;
                }
            }
        }
    }
    reading.write(waiting, &mut out)?;
    out.flush()?;
    Ok(reading.outcome())
}

#[derive(Default)]
struct Reading {
    reports: u64,
    complaints: u64,
}

impl Reading {
    fn complain(&mut self, complaints: &[Complaint]) {
        self.complaints += complaints.len() as u64;
        complaints.iter().for_each(talk::complaint);
    }

    fn write(
        &mut self,
        waiting: Vec<(Box<intake::Document>, Vec<Complaint>)>,
        out: &mut impl Write,
    ) -> Result<(), Failure> {
        let lines: Vec<Line> = waiting
            .into_par_iter()
            .map(|(document, complaints)| line(*document, complaints))
            .collect();
        for line in lines {
            self.reports += 1;
            self.complain(&line.complaints);
            screen::json(out, &line)?;
        }
        Ok(())
    }

    fn outcome(&self) -> Outcome {
        match (self.reports, self.complaints) {
            (0, _) => Outcome::Failed,
            (_, 0) => Outcome::Done,
            _ => Outcome::DoneWithComplaints,
        }
    }
}

fn line(document: intake::Document, mut complaints: Vec<Complaint>) -> Line {
    let (reading, found) = news::read(&document.report);
    complaints.extend(found);
    Line {
        id: document.report.id,
        attributions: reading.attributions,
        places: reading.claims.iter().map(|held| held.place).collect(),
        terms: reading.claims.iter().map(|held| held.terms).collect(),
        claims: reading.claims.into_iter().map(|held| held.claim).collect(),
        relays: reading.relays,
        complaints,
    }
}
