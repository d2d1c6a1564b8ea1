//! What can be typed about vote counts.

use std::path::PathBuf;

use clap::{Args, Subcommand, ValueEnum, ValueHint};

#[derive(Debug, Args)]
pub(crate) struct Returns {
    #[command(subcommand)]
    pub(crate) command: ReturnsCommand,
}

#[derive(Debug, Subcommand)]
pub(crate) enum ReturnsCommand {
    /// Add up each file, say where it does not agree with itself, and what in it a plain sum would stumble over.
    Check(ReturnsCheck),
    /// Write files as one tidy table.
    Convert(ReturnsConvert),
    /// Apply the state's rule: who has won, who is in the runoff, what is certain while votes are out.
    Decide(ReturnsDecide),
}

#[derive(Debug, Args)]
pub(crate) struct ReturnsCheck {
    /// Vote counts in any format that is read (it is recognised by content); `-` reads standard input.
    #[arg(required = true, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub(crate) files: Vec<PathBuf>,

    /// Show only contests whose name holds these words: `senate`, `governor primary:R`.
    #[arg(long, value_name = "WORDS")]
    pub(crate) contest: Option<String>,

    /// Show every contest, candidate and break; without it the first few of each. JSON has them all.
    #[arg(long)]
    pub(crate) all: bool,
}

#[derive(Debug, Args)]
pub(crate) struct ReturnsDecide {
    /// Vote counts in any format that is read; `-` reads standard input.
    #[arg(value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub(crate) file: PathBuf,

    /// Only contests whose name holds these words: `senate`, `governor primary:R`.
    #[arg(long, value_name = "WORDS")]
    pub(crate) contest: Option<String>,

    /// The most votes that are still out: ballots cast less votes counted, or registered voters less them.
    #[arg(long, value_name = "VOTES")]
    pub(crate) out: Option<u64>,

    /// How much is counted, in percent of precincts. It gives what is likely, and nothing that is certain.
    #[arg(long, value_name = "PERCENT", value_parser = percent)]
    pub(crate) reporting: Option<claim::Percent>,

    /// A candidate who has withdrawn, died or been found ineligible since; can be repeated.
    #[arg(long, value_name = "NAME")]
    pub(crate) gone: Vec<String>,
}

fn percent(text: &str) -> Result<claim::Percent, String> {
    let number: f64 = text
        .trim_end_matches('%')
        .trim()
        .parse()
        .map_err(|_| "a percentage is written 96 or 96.5".to_owned())?;
    if !(0.0..=100.0).contains(&number) {
        return Err("it lies between 0 and 100".to_owned());
    }
    claim::Percent::new(number).map_err(|error| error.to_string())
}

/// A form for the tidy table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum TableForm {
    /// One CSV file.
    Csv,
    /// The same columns, typed.
    Parquet,
}

#[derive(Debug, Args)]
pub(crate) struct ReturnsConvert {
    /// Vote counts in any format that is read; `-` reads standard input.
    #[arg(required = true, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub(crate) files: Vec<PathBuf>,

    /// The form.
    #[arg(long, value_name = "FORM", value_enum, default_value = "csv")]
    pub(crate) to: TableForm,

    /// The file to write; `-` is standard output.
    #[arg(long, value_name = "PATH", default_value = "-", value_hint = ValueHint::FilePath)]
    pub(crate) out: PathBuf,
}
