//! `hustings money convert`: a filing's rows in another form.

use std::fs::{self, File};
use std::io::{self, BufWriter, Read};
use std::path::Path;

use export::ExportError;
use export::filing::{parquet::Parquet, sqlite::Sqlite};
use money::{Converted, Options};

use super::{open, options};
use crate::args::{MoneyConvert, RowForm};
use crate::commands::counted;
use crate::failure::{Failure, Outcome};
use crate::settings::Settings;
use crate::talk;

pub(crate) fn run(typed: &MoneyConvert, settings: &Settings) -> Result<Outcome, Failure> {
    let source = open(&typed.file).map_err(|error| {
        Failure::new(error).hint("is the path spelled right, from this folder?")
    })?;
    let (options, out) = (options(typed.filing), typed.out.as_path());
    let converted = match typed.to {
        RowForm::Csv => {
            fs::create_dir_all(out)?;
            money::csv(source, options, |name| File::create(out.join(name)))?
        }
        RowForm::Jsonl if out == Path::new("-") => {
            money::json_lines(source, options, io::stdout().lock())?
        }
        RowForm::Jsonl => money::json_lines(source, options, File::create(out)?)?,
        RowForm::Parquet => parquet(source, options, out)?,
        RowForm::Sqlite => sqlite(source, options, out)?,
    };
    converted.complaints.iter().for_each(talk::complaint);
    let tables = converted.tables.len() as u64;
    let tables = match typed.to {
        RowForm::Csv | RowForm::Parquet => format!(" in {}", counted(tables, "file", "files")),
        RowForm::Sqlite => format!(" in {}", counted(tables, "table", "tables")),
        RowForm::Jsonl => String::new(),
    };
    talk::say(
        settings,
        &format!(
            "Wrote {}{tables}.",
            counted(converted.counted.rows, "row", "rows")
        ),
    );
    Ok(if converted.complaints.is_empty() {
        Outcome::Done
    } else {
        Outcome::DoneWithComplaints
    })
}

fn parquet(source: impl Read, options: Options, out: &Path) -> Result<Converted, Failure> {
    fs::create_dir_all(out)?;
    let mut to = Parquet::new(|name: &str| File::create(out.join(name)).map(BufWriter::new));
    let converted = money::tables(source, options, &mut to)?;
    to.finish()?;
    Ok(converted)
}

fn sqlite(source: impl Read, options: Options, out: &Path) -> Result<Converted, Failure> {
    let mut to = Sqlite::create(out).map_err(|error| match error {
        ExportError::Exists(_) => {
            Failure::new(error).hint("name a file that is not there yet, or remove that one first")
        }
        error => error.into(),
    })?;
    let written = money::tables(source, options, &mut to)
        .and_then(|converted| to.finish().map(|()| converted));
    if written.is_err() {
        // It has no journal, so half of it is no database.
        fs::remove_file(out)?;
    }
    Ok(written?)
}
