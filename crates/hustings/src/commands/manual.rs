//! `hustings completions` and `hustings man`: made from the same definitions as the help.

use std::io::Write;
use std::path::Path;

use anyhow::Context;
use clap::CommandFactory;

use crate::args::{Arguments, Completions, Man};
use crate::failure::{Failure, Outcome};

pub(crate) fn completions(typed: &Completions) -> Result<Outcome, Failure> {
    // Into memory first: the generator panics when its output is closed early.
    let mut script = Vec::new();
    clap_complete::generate(
        typed.shell,
        &mut Arguments::command(),
        "hustings",
        &mut script,
    );
    std::io::stdout().write_all(&script)?;
    Ok(Outcome::Done)
}

pub(crate) fn man(typed: &Man) -> Result<Outcome, Failure> {
    let command = Arguments::command();
    match &typed.out {
        None => clap_mangen::Man::new(command).render(&mut std::io::stdout())?,
        Some(folder) => write_pages(command, folder)?,
    }
    Ok(Outcome::Done)
}

fn write_pages(command: clap::Command, folder: &Path) -> Result<(), Failure> {
    let place = || format!("the pages cannot be written to {}", folder.display());
    std::fs::create_dir_all(folder).with_context(place)?;
    clap_mangen::generate_to(command, folder).with_context(place)?;
    Ok(())
}
