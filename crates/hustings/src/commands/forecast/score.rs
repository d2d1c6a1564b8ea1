//! `hustings forecast score FILE…`: the model beside the plain average of the polls, on past contests.

use std::fs::File;
use std::io::{Read, Write};
use std::path::Path;

use anyhow::Context;
use forecast::score::{Card, Estimate, Plan, Set, Sets, Test, run as score};
use forecast::{Fitted, Leans, Sampling, Search};

use crate::args::forecast::{Score, SetName};
use crate::commands::polls;
use crate::failure::{Failure, Outcome};
use crate::settings::{Form, Settings};
use crate::{screen, talk};

pub(crate) fn run(typed: &Score, settings: &Settings) -> Result<Outcome, Failure> {
    let mut tables: Vec<(Box<dyn Read>, &Path)> = Vec::new();
    for path in &typed.files {
        let file =
            File::open(path).with_context(|| format!("{} cannot be read", path.display()))?;
        tables.push((Box::new(file), path));
    }
    let (collection, complaints) = polls::read(tables)?;
    complaints.iter().for_each(talk::complaint);
    let fitted = match &typed.parameters {
        Some(path) => {
            let text = std::fs::read_to_string(path)
                .with_context(|| format!("{} cannot be read", path.display()))?;
            Fitted::read(&text)?
        }
        None => Fitted::carried()?,
    };
    let plan = Plan {
        sampling: Sampling {
            draws: typed.draws,
            seed: typed.seed,
        },
        search: Search {
            evaluations: typed.evaluations,
            ..Search::default()
        },
        sets: typed.set.map_or(Sets::All, |set| Sets::Only(set.into())),
    };
    let (contests, _) = collection.contests();
    let tests = score(&contests, &fitted, &Leans::carried()?, plan)?;
    if tests.is_empty() {
        return Err(
            Failure::from(anyhow::anyhow!("no contest in these tables can be scored"))
                .hint("a contest needs polls before its vote and a result; see docs/forecast.md"),
        );
    }
    let mut out = std::io::stdout().lock();
    for (number, test) in tests.iter().enumerate() {
        if settings.form == Form::Json {
            screen::json(&mut out, test)?;
            continue;
        }
        if number > 0 {
            writeln!(out)?;
        }
        out.write_all(table(test).as_bytes())?;
        if typed.contests {
            out.write_all(contest_lines(test).as_bytes())?;
        }
    }
    out.flush()?;
    Ok(if complaints.is_empty() {
        Outcome::Done
    } else {
        Outcome::DoneWithComplaints
    })
}

impl From<SetName> for Set {
    fn from(name: SetName) -> Self {
        match name {
            SetName::Generals => Self::Generals,
            SetName::PresidentialPrimaries => Self::PresidentialPrimaries,
            SetName::Primaries => Self::Primaries,
            SetName::Runoffs => Self::Runoffs,
        }
    }
}

/// One figure of a card.
type Figure = fn(&Card) -> Estimate;

/// The scores side by side, for 80 columns.
fn table(of: &Test) -> String {
    let when = match of.before {
        0 => "on the eve".to_owned(),
        days => format!("{days} days before"),
    };
    let mut text = format!(
        "{}, {when}: {} contests, {} numbers\n{}\n{:17}{:>20}{:>20}{:>23}\n",
        capital(of.set.name()),
        of.model.contests,
        of.model.numbers,
        of.learnt,
        "",
        "model",
        "naive average",
        "difference"
    );
    let rows: [(&str, Figure, Option<Estimate>, usize); 4] = [
        ("Brier", |c| c.brier, Some(of.against.brier), 3),
        ("log score", |c| c.log, Some(of.against.log), 3),
        ("CRPS, points", |c| c.crps, Some(of.against.crps), 2),
        ("error, points", |c| c.mae, None, 2),
    ];
    for (name, figure, difference, digits) in rows {
        text.push_str(&line(
            name,
            &with_interval(figure(&of.model), digits),
            &with_interval(figure(&of.naive), digits),
            &difference.map_or_else(String::new, |d| signed(d, digits)),
        ));
    }
    for (at, level) in ["50", "80", "90", "95"].iter().enumerate() {
        text.push_str(&line(
            &format!("inside {level} %"),
            &percent(of.model.coverage[at]),
            &percent(of.naive.coverage[at]),
            "",
        ));
    }
    text.push_str(&line(
        "likeliest first",
        &percent(of.model.leader),
        &percent(of.naive.leader),
        "",
    ));
    text
}

fn line(name: &str, model: &str, naive: &str, difference: &str) -> String {
    let line = format!("{name:17}{model:>20}{naive:>20}{difference:>23}");
    format!("{}\n", line.trim_end())
}

fn with_interval(of: Estimate, digits: usize) -> String {
    format!(
        "{:.digits$} ({:.digits$}–{:.digits$})",
        of.value, of.low, of.high
    )
}

fn signed(of: Estimate, digits: usize) -> String {
    format!(
        "{:+.digits$} ({:+.digits$}…{:+.digits$})",
        of.value, of.low, of.high
    )
}

fn percent(of: Estimate) -> String {
    format!("{:.1} %", 100.0 * of.value)
}

fn contest_lines(of: &Test) -> String {
    let mut text =
        String::from("the odds given to who came first, by the model and the average:\n");
    for [model, naive] in &of.contests {
        text.push_str(&format!(
            "  {:50}{:>6.2}{:>6.2}\n",
            model.contest, model.odds, naive.odds
        ));
    }
    text
}

fn capital(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map_or_else(String::new, |first| {
        first.to_uppercase().chain(letters).collect()
    })
}
