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
