//! `hustings add RETURNS`: vote counts into the record, a document for each stage of a race.

use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

use anyhow::Context;
use claim::Complaint;
use record::{Added, DocumentKind, Record};
use serde_json::json;

use super::counted;
use crate::args::Add;
use crate::failure::{Failure, Outcome};
use crate::settings::{Form, Settings, TOOL, now, zone_of};
use crate::{screen, talk};

/// The reader that a document of returns names.
const READER: &str = concat!("returns ", env!("CARGO_PKG_VERSION"));

/// Whether returns lie at a path.
pub(crate) fn is_one(path: &Path) -> bool {
    let mut head = Vec::new();
    path.is_file()
        && File::open(path).is_ok_and(|file| {
            file.take(returns::HEAD as u64)
                .read_to_end(&mut head)
                .is_ok_and(|_| returns::recognise(&head).is_some())
        })
}

/// Adds files of returns, a batch for each.
pub(crate) fn add(
    paths: &[&Path],
    typed: &Add,
    record: &mut Record,
    settings: &Settings,
) -> Result<Outcome, Failure> {
    let (mut new, mut claims, mut complained, mut read) = (0u64, 0u64, false, false);
    for path in paths {
        let name = path.display().to_string();
        let file = File::open(path).with_context(|| format!("{name} cannot be read"))?;
        let (table, complaints) = match returns::read(&name, file) {
            Ok(found) => found,
            Err(error) => {
                complained = true;
                talk::complaint(&Complaint::new(&name, error.to_string(), "nothing"));
                continue;
            }
        };
        read = true;
        let checked = returns::check(&table, complaints);
        let documents = returns::report(&checked, typed.published);
        let mut complaints: Vec<Complaint> = checked
            .complaints
            .iter()
            .map(|one| Complaint::new(format!("{name}, {}", one.place), &one.what, &one.kept))
            .collect();
        let off = checked
            .contests
            .iter()
            .filter(|contest| contest.reconciles == Some(false))
            .count();
        if off > 0 {
            complaints.push(Complaint::new(
                &name,
                format!(
                    "{} not agree with the file's own ballots and totals: see `hustings returns check`",
                    counted(off as u64, "contest does", "contests do")
                ),
                "the counts as they stand",
            ));
        }
        let unnamed = checked.contests.len() - documents.len();
        if unnamed > 0 {
            complaints.push(Complaint::new(
                &name,
                format!(
                    "{} no race of the record",
                    counted(unnamed as u64, "contest is", "contests are")
                ),
                "them in `hustings returns check` alone",
            ));
        }
        complaints.iter().for_each(talk::complaint);
        complained |= !complaints.is_empty();
        let mut batch = record.batch(now(), "hustings add", TOOL, typed.note.as_deref())?;
        let mut of_file = 0;
        for (at, found) in documents.iter().enumerate() {
            let zone = zone_of(
                checked
                    .contests
                    .iter()
                    .find_map(|contest| contest.race.as_ref()),
            );
            let done = batch.add(&record::Document {
                report: &found.report,
                kind: DocumentKind::Returns,
                sources: &[],
                claims: &found.claims,
                relays: &[],
                // They are about the file; the first of its documents keeps them.
                complaints: if at == 0 { &complaints } else { &[] },
                first_seen: now(),
                zone: &zone,
                reader: READER,
            })?;
            if !matches!(done, Added::Same { .. }) {
                new += 1;
                of_file += found.claims.len() as u64;
            }
        }
        batch.commit()?;
        claims += of_file;
        if settings.form == Form::Json {
            screen::json(
                &mut io::stdout().lock(),
                &json!({ "file": name, "format": checked.format, "documents": documents.len(), "claims": of_file, "complaints": complaints }),
            )?;
        }
    }
    talk::say(
        settings,
        &format!(
            "{} of returns: {} new, {}.",
            counted(paths.len() as u64, "file", "files"),
            counted(new, "document", "documents"),
            counted(claims, "claim", "claims")
        ),
    );
    Ok(match (read, complained) {
        (false, _) => Outcome::Failed,
        (true, true) => Outcome::DoneWithComplaints,
        (true, false) => Outcome::Done,
    })
}
