//! A forecast on the terminal.

use claim::{Stage, When};
use forecast::words::{odds, percent};
use forecast::{CandidateForecast, StageForecast};
use outlook::{Change, Outlook};

use super::rests_on;
use crate::screen::Screen;

pub(super) fn draw(screen: &mut Screen, now: &Outlook) {
    let as_of = now
        .as_of
        .map_or_else(|| "everything held".to_owned(), |moment| moment.to_string());
    screen.heading(&format!("{}: forecast as of {as_of}", now.race));
    for stage in &now.forecast.stages {
        draw_stage(screen, now, stage);
    }
    if !now.notes.is_empty() {
        screen.heading("TO KNOW");
        for note in &now.notes {
            screen.line(2, note);
        }
    }
    let left_out: Vec<_> = now
        .polls
        .iter()
        .filter(|poll| poll.taken_as.starts_with("left out"))
        .collect();
    if !left_out.is_empty() {
        screen.heading("POLLS LEFT OUT");
        for poll in left_out {
            screen.line(2, &format!("{}: {}.", poll.poll, poll.taken_as));
        }
    }
    screen.line(0, "");
    screen.aside(
        0,
        &format!(
            "{} draws, seed {}. Shares with the range that nine in ten draws lie in; docs/forecast.md has every formula.",
            now.forecast.draws, now.forecast.seed
        ),
    );
}

fn draw_stage(screen: &mut Screen, now: &Outlook, stage: &StageForecast) {
    screen.heading(&title(stage));
    for sentence in words(stage) {
        screen.line(2, &sentence);
    }
    screen.row(
        2,
        &[
            (24, "in percent"),
            (7, "share"),
            (9, "range"),
            (7, "on"),
            (7, "wins"),
        ],
        "",
    );
    for candidate in &stage.candidates {
        if candidate.stands <= 0.0 {
            continue;
        }
        screen.row(
            2,
            &[
                (24, candidate.person.as_str()),
                (7, &percent(candidate.share)),
                (
                    9,
                    &format!("{}–{}", percent(candidate.low), percent(candidate.high)),
                ),
                (7, &percent(candidate.advance)),
                (7, &percent(candidate.win)),
            ],
            "",
        );
    }
    pairings(screen, stage);
    let rests = rests_on(now, stage);
    if rests.is_empty() {
        screen.line(2, "Rests on no poll.");
        return;
    }
    screen.line(2, "Rests on:");
    for rest in rests.iter().take(LONGEST) {
        screen.row(
            4,
            &[(6, &format!("{} %", percent(rest.weight)))],
            &rest.poll.poll,
        );
    }
    if rests.len() > LONGEST {
        let others: f64 = rests[LONGEST..].iter().map(|rest| rest.weight).sum();
        screen.row(
            4,
            &[(6, &format!("{} %", percent(others)))],
            &format!("{} polls more", rests.len() - LONGEST),
        );
    }
    screen.row(
        4,
        &[(6, &format!("{} %", percent(stage.prior_weight)))],
        "what is believed before any poll",
    );
}

/// More polls or pairs than a reader takes in are told together.
const LONGEST: usize = 8;

fn title(stage: &StageForecast) -> String {
    let of = stage.stage.party().map_or("", |party| party.member());
    match &stage.stage {
        Stage::Primary(_) => format!("PRIMARY {of}").trim_end().to_uppercase(),
        Stage::Runoff(_) if stage.held < 1.0 => format!(
            "RUNOFF {} (needed in {})",
            of.to_uppercase(),
            odds(stage.held)
        ),
        Stage::Runoff(_) => format!("RUNOFF {of}").trim_end().to_uppercase(),
        other => other.word().to_uppercase(),
    }
}

fn pairings(screen: &mut Screen, stage: &StageForecast) {
    if stage.pairings.len() < 2 && stage.pairings.iter().all(|pair| pair.chance > 0.99) {
        return;
    }
    screen.line(2, "Who may meet:");
    for pair in stage
        .pairings
        .iter()
        .filter(|pair| pair.chance >= 0.01)
        .take(LONGEST)
    {
        let then = if matches!(stage.stage, Stage::Primary(_)) {
            String::new()
        } else {
            let polls = match pair.polls {
                0 => "no poll of the two".to_owned(),
                1 => "1 poll of the two".to_owned(),
                count => format!("{count} polls of the two"),
            };
            format!(
                "; then {} wins {} ({polls})",
                pair.first,
                odds(pair.first_wins)
            )
        };
        screen.row(
            4,
            &[(6, &format!("{} %", percent(pair.chance)))],
            &format!("{} and {}{then}", pair.first, pair.second),
        );
    }
}

/// The stage in sentences.
pub(super) fn words(stage: &StageForecast) -> Vec<String> {
    let leading = |by: fn(&CandidateForecast) -> f64| {
        stage
            .candidates
            .iter()
            .max_by(|a, b| by(a).total_cmp(&by(b)))
    };
    let mut sentences = Vec::new();
    match &stage.stage {
        Stage::Primary(_) => {
            if let Some(first) = leading(|c| c.first) {
                sentences.push(format!(
                    "{} comes first in {} draws.",
                    first.person,
                    odds(first.first)
                ));
            }
            if let Some(pair) = stage.pairings.first() {
                let runoff: f64 = stage.pairings.iter().map(|pair| pair.chance).sum();
                sentences.push(format!(
                    "A runoff follows in {}; the likeliest is {} against {}, {}.",
                    odds(runoff),
                    pair.first,
                    pair.second,
                    odds(pair.chance)
                ));
            }
            if let Some(winner) = leading(|c| c.win) {
                sentences.push(format!(
                    "{} is nominated in {}.",
                    winner.person,
                    odds(winner.win)
                ));
            }
        }
        Stage::General => sentences.extend(
            leading(|c| c.win).map(|c| format!("{} is elected in {}.", c.person, odds(c.win))),
        ),
        _ => sentences.extend(
            leading(|c| c.win).map(|c| format!("{} wins it in {}.", c.person, odds(c.win))),
        ),
    }
    sentences
}

/// What changed since a moment.
pub(super) fn changes(screen: &mut Screen, since: When, changes: &[Change], polls: &[String]) {
    screen.heading(&format!("SINCE {since}"));
    if changes.is_empty() && polls.is_empty() {
        screen.line(2, "Nothing changed.");
    }
    for poll in polls {
        screen.line(2, &format!("New: {poll}."));
    }
    let told = |x: Option<f64>| x.map_or_else(|| "–".to_owned(), percent);
    for change in changes.iter().take(2 * LONGEST) {
        screen.row(
            2,
            &[(12, &change.stage.to_string()), (24, &change.person)],
            &format!(
                "share {} → {}, wins {} → {}",
                told(change.share_before),
                told(change.share),
                told(change.win_before),
                told(change.win)
            ),
        );
    }
}
