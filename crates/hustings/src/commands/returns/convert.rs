//! `hustings returns convert`: files as one tidy table.

use std::fs::File;
use std::io;
use std::path::Path;

use claim::Complaint;
use returns::Table;

use super::read;
use crate::args::returns::{ReturnsConvert, TableForm};
use crate::commands::counted;
use crate::failure::{Failure, Outcome, reasons};
use crate::settings::Settings;
use crate::talk;

pub(crate) fn run(typed: &ReturnsConvert, settings: &Settings) -> Result<Outcome, Failure> {
    let mut outcome = Outcome::Done;
    let mut tables: Vec<Table> = Vec::new();
    for path in &typed.files {
        let name = path.display().to_string();
        match read(path) {
            Ok((table, complaints)) => {
                for complaint in &complaints {
                    outcome = Outcome::DoneWithComplaints;
                    let place = format!("{name}, {}", complaint.place);
                    talk::complaint(&Complaint::new(place, &complaint.what, &complaint.kept));
                }
                tables.push(table);
            }
            Err(error) => {
                outcome = Outcome::DoneWithComplaints;
                talk::complaint(&Complaint::new(&name, reasons(&error), "nothing"));
            }
        }
    }
    if tables.is_empty() {
        return Ok(Outcome::Failed);
    }
    let rows = if typed.out == Path::new("-") {
        write(&tables, typed.to, io::stdout())?
    } else {
        write(
            &tables,
            typed.to,
            io::BufWriter::new(File::create(&typed.out)?),
        )?
    };
    talk::say(
        settings,
        &format!(
            "Wrote {} of {}.",
            counted(rows, "row", "rows"),
            counted(tables.len() as u64, "file", "files")
        ),
    );
    Ok(outcome)
}

fn write(
    tables: &[Table],
    to: TableForm,
    out: impl io::Write + Send,
) -> Result<u64, returns::ReturnsError> {
    match to {
        TableForm::Csv => returns::csv(tables, out),
        TableForm::Parquet => returns::parquet(tables, out),
    }
}
