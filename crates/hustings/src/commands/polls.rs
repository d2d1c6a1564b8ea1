//! `hustings add polls.csv`: tables of polls into the record, each report of a question a document of its own.

use std::io::{self, Read};
use std::path::Path;

use anyhow::Context;
use claim::Complaint;
use polls::{Collection, Entry};
use record::{Added, DocumentKind, Record};
use serde_json::json;

use super::counted;
use super::gained::{about, above};
use crate::args::Add;
use crate::failure::{Failure, Outcome};
use crate::settings::{Form, Settings, TOOL, now, zone_of};
use crate::{screen, talk};

/// The reader that a document of a poll names.
const READER: &str = concat!("polls ", env!("CARGO_PKG_VERSION"));

/// Reads tables that belong together, and says what is off.
pub(crate) fn read<'a>(
    tables: impl IntoIterator<Item = (Box<dyn Read>, &'a Path)>,
) -> Result<(Collection, Vec<Complaint>), Failure> {
    let mut collection = Collection::default();
    let mut complaints = Vec::new();
    for (mut from, path) in tables {
        let name = path.display().to_string();
        let mut bytes = Vec::new();
        from.read_to_end(&mut bytes)
            .with_context(|| format!("{name} cannot be read"))?;
        let (_, found) = collection.add(&name, &bytes)?;
        complaints.extend(found);
    }
    complaints.extend(collection.contests().1);
    Ok((collection, complaints))
}

/// Adds the polls of some tables, so many reports a batch.
pub(crate) fn add(
    tables: Vec<(Box<dyn Read>, &Path)>,
    typed: &Add,
    record: &mut Record,
    settings: &Settings,
) -> Result<Outcome, Failure> {
    let count = tables.len();
    let (collection, complaints) = read(tables)?;
    complaints.iter().for_each(talk::complaint);
    let entries = collection.entries();
    let mut tally = Tally::default();
    for some in entries.chunks(typed.batch.get()) {
        add_batch(some, typed, record, &mut tally, settings)?;
    }
    talk::say(settings, &tally.summary(count, complaints.len()));
    Ok(match (entries.is_empty(), complaints.is_empty()) {
        (true, _) => Outcome::Failed,
        (false, true) => Outcome::Done,
        (false, false) => Outcome::DoneWithComplaints,
    })
}

#[derive(Debug, Default)]
struct Tally {
    reports: u64,
    new: u64,
    claims: u64,
    races: std::collections::BTreeSet<String>,
}

fn add_batch(
    some: &[Entry],
    typed: &Add,
    record: &mut Record,
    tally: &mut Tally,
    settings: &Settings,
) -> Result<(), Failure> {
    let zone = zone_of(None);
    let mut batch = record.batch(now(), "hustings add", TOOL, typed.note.as_deref())?;
    let mut lines = Vec::new();
    for entry in some {
        let done = batch.add(&record::Document {
            report: &entry.report,
            kind: DocumentKind::Poll,
            sources: &[],
            claims: &entry.claims,
            relays: &[],
            complaints: &[],
            first_seen: now(),
            zone: &zone,
            reader: READER,
        })?;
        let added = match done {
            Added::New { claims, .. } => {
                tally.new += 1;
                tally.claims += claims as u64;
                "new"
            }
            Added::Same { .. } => "same",
        };
        tally.reports += 1;
        let races = entry
            .claims
            .iter()
            .filter_map(|held| held.claim.statement.race());
        tally.races.extend(races.map(ToString::to_string));
        lines.push(json!({
            "place": entry.place, "title": entry.report.title, "added": added, "claims": entry.claims.len(),
        }));
    }
    batch.commit()?;
    if settings.form == Form::Json {
        for line in &lines {
            screen::json(&mut io::stdout().lock(), line)?;
        }
    }
    Ok(())
}

impl Tally {
    fn summary(&self, tables: usize, complaints: usize) -> String {
        let mut summary = format!(
            "Read {}: {}, {} new, with {}",
            counted(tables as u64, "table of polls", "tables of polls"),
            counted(self.reports, "report of a poll", "reports of polls"),
            self.new,
            counted(self.claims, "claim", "claims"),
        );
        summary.push_str(&about(&self.races));
        summary.push('.');
        summary.push_str(&above(complaints as u64));
        summary
    }
}
