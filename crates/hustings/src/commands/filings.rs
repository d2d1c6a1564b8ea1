//! `hustings add FILING`: FEC filings into the record, each with its verdict.

use std::io::{self, Read};
use std::path::Path;

use claim::{Complaint, Race, When};
use jiff::tz::TimeZone;
use money::{Checked, Options, Verdict};
use record::{Added, Cut, DocumentKind, Record};
use serde_json::json;

use super::counted;
use crate::args::Add;
use crate::failure::{Failure, Outcome};
use crate::settings::{Form, Settings, TOOL, now, zone_of};
use crate::{screen, talk};

/// The reader that a document of a filing names.
const READER: &str = concat!("money ", env!("CARGO_PKG_VERSION"));

/// Adds filings, a batch for all of them.
pub(crate) fn add(
    filings: Vec<(Box<dyn Read>, &Path)>,
    typed: &Add,
    record: &mut Record,
    settings: &Settings,
) -> Result<Outcome, Failure> {
    let zone = zone_of(None);
    let count = filings.len() as u64;
    // What the record knows of committees is asked before the batch begins: a record is read or written.
    let mut read = Vec::new();
    let mut complained = false;
    for (source, path) in filings {
        let name = path.display().to_string();
        let checked = match money::check(source, Options::default()) {
            Ok(checked) => checked,
            Err(error) => {
                complained = true;
                talk::complaint(&Complaint::new(&name, error.to_string(), "nothing"));
                continue;
            }
        };
        let published = checked
            .received
            .and_then(|day| day.to_string().parse().ok())
            .or(typed.published);
        let linked = linked(record, &checked, published, &zone)?;
        read.push((name, checked, published, linked));
    }
    let mut batch = record.batch(now(), "hustings add", TOOL, typed.note.as_deref())?;
    let mut lines = Vec::new();
    let (mut new, mut claims) = (0u64, 0u64);
    for (name, checked, published, linked) in read {
        let (report, found) = money::report(&checked, &name, published, linked.as_ref());
        let mut complaints = checked.complaints.clone();
        let of_candidate = matches!(checked.record, Some("F3" | "F3P"));
        let open = |held: &claim::Occurrence| held.claim.statement.race().is_none();
        if of_candidate && found.iter().any(open) {
            complaints.push(Complaint::new(
                &name,
                format!(
                    "neither the filing nor a list says for which race {} collects: add the FEC's ccl.txt before it",
                    checked.committee
                ),
                "its money, on the page of no race",
            ));
        }
        if checked.verdict == Verdict::DoesNotAddUp {
            complaints.push(Complaint::new(
                &name,
                "the filing does not add up: see `hustings money check`",
                "its cover as it stands",
            ));
        }
        complaints.iter().for_each(talk::complaint);
        complained |= !complaints.is_empty();
        let done = batch.add(&record::Document {
            report: &report,
            kind: DocumentKind::Filing,
            sources: &[],
            claims: &found,
            relays: &[],
            complaints: &complaints,
            first_seen: now(),
            zone: &zone,
            reader: READER,
        })?;
        if !matches!(done, Added::Same { .. }) {
            new += 1;
            claims += found.len() as u64;
        }
        lines.push(json!({ "file": name, "title": report.title, "verdict": checked.verdict, "claims": found.len(), "complaints": complaints }));
    }
    batch.commit()?;
    if settings.form == Form::Json {
        for line in &lines {
            screen::json(&mut io::stdout().lock(), line)?;
        }
    }
    talk::say(
        settings,
        &format!(
            "{}: {} new, {}.",
            counted(count, "filing", "filings"),
            new,
            counted(claims, "claim", "claims")
        ),
    );
    Ok(if complained {
        Outcome::DoneWithComplaints
    } else {
        Outcome::Done
    })
}

/// The race for which lists say that the committee collected on the last day that the filing covers; lists that were public when
/// the filing was, so that a page as of then knows nothing from later.
fn linked(
    record: &Record,
    checked: &Checked,
    published: Option<When>,
    zone: &TimeZone,
) -> Result<Option<Race>, Failure> {
    let Some(through) = checked.through.as_deref().and_then(|day| day.parse().ok()) else {
        return Ok(None);
    };
    let cut = published
        .and_then(|day| day.last(zone))
        .map_or_else(Cut::default, Cut::as_of);
    Ok(record.race_of_committee(&checked.committee, through, cut)?)
}
