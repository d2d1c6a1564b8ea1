//! `hustings add FILING`: FEC filings into the record, each with its verdict.

use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

use anyhow::Context;
use claim::Complaint;
use money::{Options, Verdict};
use record::{Added, DocumentKind, Record};
use serde_json::json;

use super::counted;
use crate::args::Add;
use crate::failure::{Failure, Outcome};
use crate::settings::{Form, Settings, TOOL, now, zone_of};
use crate::{screen, talk};

/// The reader that a document of a filing names.
const READER: &str = concat!("money ", env!("CARGO_PKG_VERSION"));

/// Whether a filing lies at a path.
pub(crate) fn is_one(path: &Path) -> bool {
    let mut head = Vec::new();
    path.is_file()
        && File::open(path).is_ok_and(|file| {
            file.take(money::HEAD as u64)
                .read_to_end(&mut head)
                .is_ok_and(|_| money::recognise(&head))
        })
}

/// Adds filings, a batch for all of them.
pub(crate) fn add(
    paths: &[&Path],
    typed: &Add,
    record: &mut Record,
    settings: &Settings,
) -> Result<Outcome, Failure> {
    let zone = zone_of(None);
    let mut batch = record.batch(now(), "hustings add", TOOL, typed.note.as_deref())?;
    let mut lines = Vec::new();
    let (mut new, mut claims, mut complained) = (0u64, 0u64, false);
    for path in paths {
        let name = path.display().to_string();
        let file = File::open(path).with_context(|| format!("{name} cannot be read"))?;
        let checked = match money::check(file, Options::default()) {
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
        let (report, found) = money::report(&checked, &name, published);
        let mut complaints = checked.complaints.clone();
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
            counted(paths.len() as u64, "filing", "filings"),
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
