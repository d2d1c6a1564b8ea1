//! `hustings origins CLAIM`: who is ultimately responsible, and how many independent origins there are.

use record::page::Support;
use record::{HeldClaim, RecordError};

use super::counted;
use crate::args::Origins;
use crate::failure::{Failure, Outcome};
use crate::page::words;
use crate::screen::{self, Screen};
use crate::settings::{Form, Settings, cut, zone_of};

pub(crate) fn run(typed: &Origins, settings: &Settings) -> Result<Outcome, Failure> {
    let record = settings.open_read()?;
    let zone = zone_of(typed.claim.race.as_ref());
    let fact = record
        .same_as(&typed.claim, cut(typed.cut, &zone)?, &zone)
        .map_err(|error| explain(error, settings))?;
    if settings.form == Form::Json {
        screen::json(&mut std::io::stdout().lock(), &fact)?;
        return Ok(Outcome::Done);
    }
    let mut screen = Screen::new();
    screen.heading(&words::statement(&fact.asked.claim));
    match &fact.support {
        None => screen.line(0, "Nobody had stated it inside that cut."),
        Some(support) => draw_support(&mut screen, support),
    }
    screen.heading("STATED BY");
    for held in &fact.claims {
        draw_occurrence(&mut screen, held);
    }
    screen.finish()?;
    Ok(Outcome::Done)
}

fn explain(error: RecordError, settings: &Settings) -> Failure {
    let unknown = matches!(error, RecordError::NoSuchClaim(_));
    let failure = Failure::of_record(error, &settings.record);
    if unknown {
        failure.hint("`hustings claims RACE` lists the ids")
    } else {
        failure
    }
}

fn draw_support(screen: &mut Screen, support: &Support) {
    let witness = &support.witness;
    screen.line(
        0,
        &format!(
            "{}, best evidence: {}.",
            words::origins(support.origins),
            support.evidence.words()
        ),
    );
    if witness.repeats > 0 {
        screen.line(
            0,
            &format!(
                "{} no origin of {} own.",
                counted(witness.repeats, "report adds", "reports add"),
                if witness.repeats == 1 { "its" } else { "their" }
            ),
        );
    }
    screen.heading(&format!("AT MOST {}", witness.max));
    for leaf in &witness.leaves {
        screen.line(2, &format!("{} [{}]", leaf.label, leaf.evidence.words()));
    }
    if witness.min < witness.max {
        screen.heading(&format!("AT LEAST {}", witness.min));
        for group in &witness.fewest {
            let labels: Vec<&str> = group
                .iter()
                .filter_map(|&at| witness.leaves.get(at))
                .map(|leaf| leaf.label.as_str())
                .collect();
            let joined = labels.join(" = ");
            screen.line(
                2,
                &if group.len() > 1 {
                    format!("{joined} (nothing says that they differ)")
                } else {
                    joined
                },
            );
        }
    }
}

fn draw_occurrence(screen: &mut Screen, held: &HeldClaim) {
    screen.row(
        2,
        &[(22, &held.id.to_string())],
        &words::document(&held.document),
    );
    screen.line(6, &format!("“{}”", held.claim.quote));
    screen.aside(6, &words::origin(&held.claim));
}
