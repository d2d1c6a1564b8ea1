//! What can be typed after `forecast`.

use std::path::PathBuf;

use claim::{Race, When};
use clap::{Args, Subcommand, ValueEnum, ValueHint};

use super::CutArgs;

#[derive(Debug, Args)]
#[command(args_conflicts_with_subcommands = true, subcommand_negates_reqs = true)]
pub(crate) struct Forecast {
    #[command(subcommand)]
    pub(crate) command: Option<ForecastCommand>,

    /// The race: `2020-AL-senate`.
    #[arg(required = true)]
    pub(crate) race: Option<Race>,

    #[command(flatten)]
    pub(crate) cut: CutArgs,

    /// Show every day of the race on which something changed, from the first report on.
    #[arg(long)]
    pub(crate) days: bool,

    /// Show what changed since this moment as well.
    #[arg(long, value_name = "TIME")]
    pub(crate) since: Option<When>,

    /// How often the votes are drawn.
    #[arg(long, value_name = "N", default_value_t = 10_000, value_parser = clap::value_parser!(u32).range(100..=1_000_000))]
    pub(crate) draws: u32,

    /// The same seed gives the same answer, to the byte.
    #[arg(long, value_name = "N", default_value_t = 2020)]
    pub(crate) seed: u64,

    /// Fitted parameters instead of those that the program carries: what `forecast fit` wrote.
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub(crate) parameters: Option<PathBuf>,
}

#[derive(Debug, Subcommand)]
pub(crate) enum ForecastCommand {
    /// Fit the parameters on past contests: tables of polls with their results.
    Fit(ForecastFit),
    /// Score the model on past contests, beside the plain average of the polls.
    Score(Score),
}

#[derive(Debug, Args)]
pub(crate) struct ForecastFit {
    /// Tables of polls, contests and results, in any layout that `polls` knows.
    #[arg(required = true, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub(crate) files: Vec<PathBuf>,

    /// The file to write.
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub(crate) out: PathBuf,

    /// Generals and presidential primaries after this year are held back.
    #[arg(long, value_name = "YEAR", default_value_t = 2014)]
    pub(crate) through: i16,

    /// How often the likelihood is computed for each kind of contest, at most.
    #[arg(long, value_name = "N", default_value_t = 350)]
    pub(crate) evaluations: usize,
}

#[derive(Debug, Args)]
pub(crate) struct Score {
    /// Tables of polls with the results of their contests: `FiveThirtyEight`'s `raw_polls.csv`, tables of polls, contests and results by
    /// contest; recognised by their columns, in any order.
    #[arg(required = true, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub(crate) files: Vec<PathBuf>,

    /// Score only this set.
    #[arg(long, value_name = "SET", value_enum)]
    pub(crate) set: Option<SetName>,

    /// A file of parameters that a fit wrote; without it the fitted ones that the program carries.
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub(crate) parameters: Option<PathBuf>,

    /// How often the model draws a vote.
    #[arg(long, value_name = "N", default_value = "10000")]
    pub(crate) draws: usize,

    /// The seed of all draws and of the bootstrap.
    #[arg(long, value_name = "N", default_value = "2020")]
    pub(crate) seed: u64,

    /// How many parameters are tried where a primary is left out of the fit. More is slower.
    #[arg(long, value_name = "N", default_value = "60")]
    pub(crate) evaluations: usize,

    /// List the contests one by one.
    #[arg(long)]
    pub(crate) contests: bool,
}

/// A set of contests.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum SetName {
    /// General elections for Senate and governor.
    Generals,
    /// States' presidential primaries.
    PresidentialPrimaries,
    /// Primaries for Senate and governor.
    Primaries,
    /// Their runoffs.
    Runoffs,
}
