//! `schedule`: when something happens: deadlines, primaries, runoffs, the general election, debates, rallies.
//!
//! > Sessions must file his papers with the Alabama Republican Party by 5:00 p.m. on Friday night.
//! >
//! > event filing_deadline, date 2019-11-08T17:00, place Alabama Republican Party

use std::sync::LazyLock;

use claim::{Certainty, Event, Schedule, Stage, Statement, When};

use super::{Look, Page, certainty, matches, quoted};
use crate::mention::What;
use crate::pattern::{Rule, rules};

pub(super) const RULES_FILE: &str = include_str!("../../data/patterns/schedule.txt");

static RULES: LazyLock<Vec<Rule>> = LazyLock::new(|| rules(RULES_FILE));

/// Reads the dates of events in a sentence.
pub(super) fn read(page: &mut Page<'_, '_>, look: Look<'_, '_>) {
    for (rule, c) in matches(&RULES, look.text()) {
        let Some(event) = rule.word::<Event>("event") else {
            continue;
        };
        let Some(when) = look
            .date(&c, "date")
            .map(|d| d.when)
            .filter(|w| !matches!(w, When::Year(_)))
        else {
            continue;
        };
        let range = quoted(&c);
        let schedule = Schedule {
            event,
            date: when,
            race: look.race(range, None),
            stage: stage(look, range, event),
            state: None,
            place: place(look, range, event),
        };
        let sure = if when
            .day()
            .is_some_and(|day| look.document.published().is_some_and(|p| day < p))
        {
            Certainty::Asserted
        } else {
            certainty(rule)
        };
        page.drafts
            .push(look.draft(range, sure, Statement::Schedule(schedule)));
    }
}

/// The stage that an event belongs to, with the party of its words or of the report.
fn stage(look: Look<'_, '_>, range: super::Range, event: Event) -> Option<Stage> {
    let named = look.stage_so_far(range);
    let party = named.as_ref().and_then(Stage::party).cloned();
    match event {
        Event::Primary => Some(Stage::Primary(party)),
        Event::Runoff => Some(Stage::Runoff(party)),
        Event::General => Some(Stage::General),
        Event::Convention => Some(Stage::Convention(party)),
        Event::Caucus => Some(Stage::Caucus(party)),
        Event::FilingDeadline => named.map(|stage| match stage {
            Stage::General | Stage::Runoff(_) => Stage::Primary(party.clone()),
            other => other,
        }),
        _ => named,
    }
}

/// With whom papers are filed; where a rally or debate is held.
fn place(look: Look<'_, '_>, range: super::Range, event: Event) -> Option<String> {
    if event != Event::FilingDeadline {
        return None;
    }
    let organization = |s: &crate::sentence::Sentence<'_>, start: usize, end: usize| {
        s.mentions_in(start, end).find_map(|m| match &m.what {
            What::Organization(name) if name.ends_with("Party") => Some(name.clone()),
            _ => None,
        })
    };
    // "The deadline is 5 p.m. on Friday" often follows the sentence that says with whom the papers are filed.
    let before = look
        .idx
        .checked_sub(1)
        .map(|idx| &look.document.sentences[idx])
        .filter(|s| {
            s.piece.paragraph == look.sentence.piece.paragraph
                && s.piece.part == look.sentence.piece.part
        });
    organization(look.sentence, range.0, look.text().len())
        .or_else(|| organization(look.sentence, 0, look.text().len()))
        .or_else(|| before.and_then(|s| organization(s, 0, s.tagged.text.len())))
}
