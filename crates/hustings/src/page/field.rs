//! FIELD: the people of the race, and where each stands.

use claim::{Certainty, Status};
use jiff::tz::TimeZone;
use record::page::{FieldRow, Flag, Known, Other, Reason, Shown};

use super::{Frame, acts, words};
use crate::screen::Screen;

pub(super) fn draw(screen: &mut Screen, frame: &Frame<'_>) {
    screen.heading("FIELD");
    if frame.page.field.is_empty() {
        screen.line(2, "Nobody is said to be in it.");
    }
    for row in &frame.page.field {
        draw_row(screen, row, frame.zone);
        if let Some(support) = &row.support {
            acts::draw_marks(screen, frame, 4, support);
        }
    }
}

/// One person in a few lines: where they stand, on what that rests, whether papers are in, what else is said.
pub(crate) fn draw_row(screen: &mut Screen, row: &FieldRow, zone: &TimeZone) {
    let incumbent = if row.incumbent { ", incumbent" } else { "" };
    let name = format!(
        "{}{}{incumbent}",
        row.person.as_str(),
        words::party(row.party.as_ref())
    );
    screen.row(2, &[(32, &name)], &standing_in_race(row, zone));
    if let Some(support) = &row.support {
        let since = row
            .since
            .map(|since| format!("since {}; ", words::when(since, zone)))
            .unwrap_or_default();
        screen.aside(4, &format!("{since}{}", words::support(support)));
    }
    if let Some(stage) = &row.passed_over {
        screen.aside(
            4,
            &format!(
                "passed over: others went on from the {}",
                words::stage(stage)
            ),
        );
    }
    if let Some(papers) = papers(row) {
        screen.aside(4, &papers);
    }
    if let Some(official) = &row.official {
        screen.aside(4, &format!("official record: {official}"));
    }
    if !row.standing.is_empty() {
        let standing: Vec<String> = row
            .standing
            .iter()
            .map(|held| {
                let stage = held
                    .stage
                    .as_ref()
                    .map(|stage| format!(" in the {}", words::stage(stage)))
                    .unwrap_or_default();
                format!(
                    "{}{}{stage} ({})",
                    held.standing.word().replace('_', " "),
                    words::in_brackets(held.certainty),
                    words::origins(held.support.origins)
                )
            })
            .collect();
        screen.aside(4, &format!("called {}", standing.join(", ")));
    }
    if let Some(reason) = row.reason
        && let Some(line) = because(reason, &row.flags, &row.others)
    {
        screen.aside(4, &line);
    }
    for other in row.others.iter().filter(|other| !is_a_step(other)) {
        screen.aside(4, &but(other));
    }
}

fn standing_in_race(row: &FieldRow, zone: &TimeZone) -> String {
    let Some(status) = row.status else {
        return "status not known".to_owned();
    };
    let mut text = String::new();
    if row.certainty == Some(Certainty::Possible) {
        text.push_str("possibly ");
    }
    text.push_str(&words::status(status));
    if let Some(date) = row.date {
        let date = words::when_with_weekday(date, zone);
        text.push_str(&match status {
            Status::Expected => format!(" to announce {date}"),
            _ => format!(" {date}"),
        });
    }
    if let Some(stage) = &row.stage {
        text.push_str(&format!(", {}", words::stage(stage)));
    }
    text
}

/// Whether papers are in. Silent where nobody says and where the status says it already.
fn papers(row: &FieldRow) -> Option<String> {
    let value = match row.filed.value {
        Known::Yes if row.status == Some(Status::Filed) => return None,
        Known::Yes => "papers filed",
        Known::No => "papers not filed",
        Known::NotKnown => return None,
    };
    let support = row.filed.support.as_ref()?;
    Some(format!("{value}: {}", words::support(support)))
}

fn is_a_step(other: &Other) -> bool {
    other.reason == Reason::Earlier
}

/// What lost against the value shown.
pub(super) fn but(other: &Other) -> String {
    let why = other.reason.words();
    let sure = match other.reason {
        Reason::Denied => String::new(),
        _ => words::in_brackets(other.certainty),
    };
    format!(
        "{why}: {}{sure}: {}{}",
        other.value,
        words::support(&other.support),
        words::flags(&other.flags)
    )
}

/// Why the value is the one shown, where others are claimed that are no steps on the way to it; and what is to be said of
/// it.
pub(super) fn because(reason: Shown, flags: &[Flag], others: &[Other]) -> Option<String> {
    let contested = others.iter().any(|other| !is_a_step(other));
    let quiet = matches!(reason, Shown::Only | Shown::Furthest);
    let why = (contested && !quiet).then(|| format!("shown because {}", reason.words()));
    match (why, flags) {
        (None, []) => None,
        (Some(why), flags) => Some(format!("{why}{}", words::flags(flags))),
        (None, flags) => Some(words::flags(flags).trim_start_matches("; ").to_owned()),
    }
}
