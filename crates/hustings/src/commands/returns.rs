//! `hustings returns`: vote counts, without a record.

mod check;
mod convert;
mod decide;

use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

use claim::Complaint;
use returns::{ReturnsError, Table, Tally};

use crate::args::returns::{Returns, ReturnsCommand};
use crate::failure::{Failure, Outcome};
use crate::settings::Settings;

pub(crate) fn run(typed: &Returns, settings: &Settings) -> Result<Outcome, Failure> {
    match &typed.command {
        ReturnsCommand::Check(typed) => check::run(typed, settings),
        ReturnsCommand::Decide(typed) => decide::run(typed, settings),
        ReturnsCommand::Convert(typed) => convert::run(typed, settings),
    }
}

fn read(path: &Path) -> Result<(Table, Vec<Complaint>), ReturnsError> {
    let name = path.display().to_string();
    let source: Box<dyn Read> = if path == Path::new("-") {
        Box::new(io::stdin())
    } else {
        Box::new(File::open(path)?)
    };
    returns::read(&name, source)
}

/// Whether a contest's name holds all of some words.
fn is_wanted(contest: &Tally, words: Option<&str>) -> bool {
    let shown = contest.shown().to_lowercase();
    words.is_none_or(|words| {
        words
            .to_lowercase()
            .split_whitespace()
            .all(|word| shown.contains(word))
    })
}
