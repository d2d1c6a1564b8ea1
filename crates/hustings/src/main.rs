//! The one binary: arguments, terminal output, progress, configuration, exit codes.
//!
//! What was typed ([`args`]) becomes what it means ([`settings`]), then one `match` runs it. Data goes to standard
//! output, talk to standard error. The binary owns what the libraries must not touch: the clock, the environment and
//! the terminal; how anything is computed it does not know.
#![expect(
    clippy::disallowed_methods,
    reason = "the binary is where the clock, the environment and the standard streams are read"
)]

mod args;
mod commands;
mod failure;
mod machine;
mod page;
mod pipeline;
mod progress;
mod reader;
mod screen;
mod settings;
mod talk;

use std::process::ExitCode;

use clap::Parser;

use args::{Arguments, Command};
use failure::{Failure, Outcome};
use settings::Settings;

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    let settings = Settings::of(&arguments);
    let outcome = run(arguments.command, &settings);
    match outcome {
        Ok(outcome) => outcome.exit_code(),
        // Whoever reads our output (`head`, a pager) has had enough: nothing is wrong.
        Err(failure) if failure.is_closed_pipe() => ExitCode::SUCCESS,
        Err(failure) => {
            talk::failure(&failure);
            Outcome::Failed.exit_code()
        }
    }
}

fn run(command: Command, settings: &Settings) -> Result<Outcome, Failure> {
    match command {
        Command::Add(typed) => commands::add::run(&typed, settings),
        Command::Watch(typed) => commands::watch::run(&typed, settings),
        Command::Read(typed) => commands::read::run(&typed, settings),
        Command::Race(typed) => commands::race::run(&typed, settings),
        Command::Races(typed) => commands::races::run(&typed, settings),
        Command::Claims(typed) => commands::claims::run(&typed, settings),
        Command::Origins(typed) => commands::origins::run(&typed, settings),
        Command::Person(typed) => commands::person::run(&typed, settings),
        Command::Act(typed) => commands::act::run(&typed, settings),
        Command::Acts(typed) => commands::acts::run(&typed, settings),
        Command::Document(typed) => commands::document::run(&typed, settings),
        Command::Reread(typed) => commands::reread::run(&typed, settings),
        Command::Money(typed) => commands::money::run(&typed, settings),
        Command::Returns(typed) => commands::returns::run(&typed, settings),
        Command::Forecast(typed) => commands::forecast::run(&typed, settings),
        Command::Identity(typed) => commands::identity::run(&typed, settings),
        Command::Same(typed) => {
            commands::same::run(&typed, record::identity::Verdict::Same, settings)
        }
        Command::Different(typed) => {
            commands::same::run(&typed, record::identity::Verdict::Different, settings)
        }
        Command::Unsure(typed) => {
            commands::same::run(&typed, record::identity::Verdict::Unsure, settings)
        }
        Command::Split(typed) => commands::split::run(&typed, settings),
        Command::Export(typed) => commands::export::run(&typed, settings),
        Command::Import(typed) => commands::import::run(&typed, settings),
        Command::Rules(typed) => commands::rules::run(&typed, settings),
        Command::Calendar(typed) => commands::calendar::run(&typed, settings),
        Command::Serve(typed) => commands::serve::run(&typed, settings),
        Command::Account(typed) => commands::account::run(&typed, settings),
        Command::Backup(typed) => commands::backup::run(&typed, settings),
        Command::Check => commands::check::run(settings),
        Command::Completions(typed) => commands::manual::completions(&typed),
        Command::Man(typed) => commands::manual::man(&typed),
    }
}
