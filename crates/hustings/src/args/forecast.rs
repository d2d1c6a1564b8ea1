//! What can be typed after `forecast`.

use std::path::PathBuf;

use claim::{Race, When};
use clap::{Args, Subcommand, ValueHint};

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
