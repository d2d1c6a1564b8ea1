//! `hustings import FILE`: what another record or program handed on.
//!
//! What a file is is seen from its first line, whatever its name.

use std::fs::File;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};

use anyhow::{Context, anyhow};
use export::back::{Back, Tally};
use serde_json::json;

use super::counted;
use super::gained::above;
use crate::args::Import;
use crate::failure::{Failure, Outcome};
use crate::settings::{Form, Settings, TOOL, now, zone_of};
use crate::{screen, talk};

/// What a file can be.
enum Kind {
    /// The tidy table of claims.
    Claims,
    /// `FollowTheMoney` statements.
    Statements,
}

pub(crate) fn run(typed: &Import, settings: &Settings) -> Result<Outcome, Failure> {
    let path = table_in(&typed.path);
    let kind = recognise(&path)?;
    let mut record = settings.open()?;
    let from = path.display().to_string();
    let mut takeover = record.take_over(now(), TOOL, &from)?;
    let keeps = takeover.keeps_numbers();
    let mut complain = talk::complaint;
    let mut back = Back::new(&mut takeover, &mut complain);
    match kind {
        Kind::Claims => claims(&path, &mut back)?,
        Kind::Statements => {
            let (documents, rows, complaints) =
                export::ftm::read(open(&path)?, &from, now(), &zone_of(None))?;
            back.complaints(&complaints);
            back.documents(documents.into_iter().map(Ok))?;
            back.rows(rows.into_iter().map(Ok))?;
        }
    }
    let tally = back.tally();
    let last = takeover.commit()?;
    // As after `add`: what was taken over counts printed text once.
    record.compare_texts()?;
    if settings.form == Form::Json {
        screen::json(
            &mut std::io::stdout().lock(),
            &json!({
                "file": path,
                "documents": tally.documents,
                "claims": tally.claims,
                "held_before": tally.held,
                "complaints": tally.complaints,
                "kept_numbers": keeps,
                "last_batch": last,
            }),
        )?;
    }
    talk::say(settings, &summary(&tally, keeps));
    Ok(match (tally.documents + tally.held, tally.complaints) {
        (0, _) => Outcome::Failed,
        (_, 0) => Outcome::Done,
        _ => Outcome::DoneWithComplaints,
    })
}

/// The table of an exported folder; a file as it is.
fn table_in(path: &Path) -> PathBuf {
    if path.is_dir() {
        for name in ["claims.csv", "statements.csv"] {
            let table = path.join(name);
            if table.exists() {
                return table;
            }
        }
    }
    path.to_owned()
}

fn open(path: &Path) -> Result<BufReader<File>, Failure> {
    let file = File::open(path).with_context(|| format!("{} cannot be read", path.display()))?;
    Ok(BufReader::new(file))
}

fn recognise(path: &Path) -> Result<Kind, Failure> {
    let unknown = || {
        Failure::new(anyhow!("{} is nothing that can be imported", path.display())).hint(
            "an exported folder, its claims.csv, or FollowTheMoney statements as CSV; reports are read with `hustings add`",
        )
    };
    let mut line = Vec::new();
    // A header is short; a first line without an end must not fill the memory.
    std::io::Read::take(open(path)?, 65_536)
        .read_until(b'\n', &mut line)
        .map_err(|_| unknown())?;
    let line = String::from_utf8_lossy(&line);
    if export::tidy::is_header(&line) {
        Ok(Kind::Claims)
    } else if export::ftm::is_header(&line) {
        Ok(Kind::Statements)
    } else {
        Err(unknown())
    }
}

/// The documents that lie beside the table come first; a document without its words comes with its first row.
fn claims(path: &Path, back: &mut Back<'_, '_>) -> Result<(), Failure> {
    let beside = path.with_file_name("documents.jsonl");
    if beside.exists() {
        let name = beside.display().to_string();
        back.documents(export::documents::read(open(&beside)?, &name))?;
    }
    let name = path.display().to_string();
    back.rows(export::tidy::Reader::new(open(path)?, &name)?)?;
    Ok(())
}

fn summary(tally: &Tally, keeps: bool) -> String {
    let mut summary = format!(
        "Took over {} in {}",
        counted(tally.claims, "claim", "claims"),
        counted(tally.documents, "document", "documents")
    );
    summary.push_str(if keeps {
        ", under the numbers that they had."
    } else {
        ", under new numbers: the record held something already."
    });
    if tally.held > 0 {
        summary.push_str(&format!(
            "\n{} held already, with the same hash: unchanged.",
            counted(tally.held, "document was", "documents were")
        ));
    }
    summary.push_str(&above(tally.complaints));
    summary
}
