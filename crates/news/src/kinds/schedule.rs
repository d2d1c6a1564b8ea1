//! `schedule`: when something happens: deadlines, primaries, runoffs, the general election, debates, rallies.
//!
//! > Sessions must file his papers with the Alabama Republican Party by 5:00 p.m. on Friday night.
//! >
//! > event filing_deadline, date 2019-11-08T17:00, place Alabama Republican Party

use std::sync::LazyLock;

use claim::{Certainty, Event, OfficeSought, Race, Schedule, Stage, Statement, When};

use crate::search::{Captures, Regex};

use super::{Look, Page, certainty, matches, quoted};
use crate::lexicon::regex;
use crate::mention::What;
use crate::pattern::{Rule, Rules, rules};

mod countdown;

pub(super) const RULES_FILE: &str = include_str!("../../data/patterns/schedule.txt");

static RULES: LazyLock<Rules> = LazyLock::new(|| rules(RULES_FILE));

/// Reads the dates of events in a sentence.
pub(super) fn read(page: &mut Page<'_, '_>, look: Look<'_, '_>) {
    countdown::read(page, look);
    for (rule, c) in matches(&RULES, look.text()) {
        let Some(when) = look
            .date(&c, "date")
            .map(|d| d.when)
            .filter(|w| !matches!(w, When::Year(_)))
        else {
            continue;
        };
        let range = quoted(&c);
        let when = voted(rule, look, when);
        if is_other_event(rule, look, range, when) {
            continue;
        }
        let Some(event) = event(rule, look, range, when) else {
            continue;
        };
        let stage = stage(look, range, event);
        let schedule = Schedule {
            event,
            date: when,
            race: race(look, range, when, stage.as_ref()),
            stage,
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
        for schedule in in_states(schedule, &voting(look, &c)) {
            if told_before(page, look, range, sure, &schedule) {
                continue;
            }
            page.drafts
                .push(look.draft(range, sure, Statement::Schedule(schedule)));
        }
    }
}

/// "Facing re-election in November", said in January, is said of the next election, although the last November is nearer.
fn voted(rule: &Rule, look: Look<'_, '_>, when: When) -> When {
    let Some(today) = look.document.published() else {
        return when;
    };
    let next = |year: i16| {
        rule.field("event") == Some("general") && year % 2 == 1 && year + 1 == today.year()
    };
    match when {
        When::Month(year, 11) if next(year) => When::Month(year + 1, 11),
        When::Day(day) if day.month() == 11 && next(day.year()) => {
            jiff::civil::Date::new(day.year() + 1, 11, day.day()).map_or(when, When::Day)
        }
        _ => when,
    }
}

/// Whether another rule has found the same event of the same day in the sentence: the longer words are kept.
fn told_before(
    page: &mut Page<'_, '_>,
    look: Look<'_, '_>,
    range: super::Range,
    sure: Certainty,
    schedule: &Schedule,
) -> bool {
    let same = page.drafts.iter_mut().rev().find(|draft| {
        let Statement::Schedule(before) = &draft.statement else {
            return false;
        };
        draft.sentence == look.idx
            && before.event == schedule.event
            && before.date == schedule.date
            && before.state == schedule.state
    });
    let Some(draft) = same else { return false };
    if range.0 <= draft.range.0 && draft.range.1 <= range.1 {
        draft.range = range;
        draft.certainty = sure;
    }
    true
}

/// The event of a rule. A `ballot` is what is voted on that day: in November the general election, else what the sentence or the
/// report speaks of.
fn event(rule: &Rule, look: Look<'_, '_>, range: super::Range, when: When) -> Option<Event> {
    if rule.field("event") != Some("ballot") {
        return rule.word("event");
    }
    let words = look.text();
    let november = match when {
        When::Month(_, month) => month == 11,
        other => other
            .day()
            .is_some_and(|day| day.month() == 11 && day.day() < 10 || day.month() == 12),
    };
    if november || words.contains("special election") || words.contains("recall") {
        return Some(Event::General);
    }
    let stage_event = |stage: Stage| match stage {
        Stage::Primary(_) => Some(Event::Primary),
        Stage::Runoff(_) => Some(Event::Runoff),
        Stage::Caucus(_) => Some(Event::Caucus),
        _ => None,
    };
    let anywhere = || stage_event(look.document.contest.steps.first.clone()?);
    look.stage_so_far(range)
        .and_then(stage_event)
        .or_else(anywhere)
        .or(Some(Event::General))
}

/// Whether the words around a match make it another event than the rule's: a primary debate, January's change of control.
fn is_other_event(rule: &Rule, look: Look<'_, '_>, range: super::Range, when: When) -> bool {
    let rest = look.text().get(range.1..).unwrap_or_default();
    let month = match when {
        When::Month(_, month) => Some(month),
        other => other.day().map(jiff::civil::Date::month),
    };
    match rule.field("event") {
        Some("primary" | "ballot") => [
            " debate",
            " runoff",
            "-runoff",
            " run-off",
            " voters",
            " campaign",
        ]
        .iter()
        .any(|word| rest.starts_with(word)),
        // Protesters rally too, but they do not campaign.
        Some("rally") => {
            static PROTEST: LazyLock<Regex> = LazyLock::new(|| {
                regex(
                    r"protest|demonstrat|counter[ -]?rall|white (?:nationalist|supremac)|unite the right|stocks?|market",
                )
            });
            PROTEST.is_match(look.text())
        }
        Some("convention") => {
            let words = look.text().get(range.0..range.1).unwrap_or_default();
            words.contains("constitutional")
        }
        Some("general") if look.text().contains("debate") => true,
        Some("general") => {
            month.is_some_and(|m| !(10..=12).contains(&m)) && !look.text().contains("special")
        }
        _ => false,
    }
}

/// The states that the words say vote on that day.
fn voting(look: Look<'_, '_>, c: &Captures<'_>) -> Vec<&'static str> {
    ["in", "in2", "in3", "in4"]
        .into_iter()
        .flat_map(|group| look.mentions(c, group))
        .filter_map(|m| match m.what {
            What::State(code) => Some(code),
            _ => None,
        })
        .collect()
}

/// The event once for each state where it takes place.
fn in_states(schedule: Schedule, states: &[&'static str]) -> Vec<Schedule> {
    if states.is_empty() {
        return vec![schedule];
    }
    states
        .iter()
        .map(|state| {
            let mut schedule = schedule.clone();
            schedule.race = schedule
                .race
                .filter(|race| race.office == OfficeSought::President || race.state == *state);
            schedule.state = Some((*state).to_owned());
            schedule
        })
        .collect()
}

/// The race of an event, unless its date does not fit the race's year: primaries come at most a year before the election.
fn race(
    look: Look<'_, '_>,
    range: super::Range,
    when: When,
    stage: Option<&Stage>,
) -> Option<Race> {
    let year = match when {
        When::Month(year, _) | When::Year(year) => year,
        other => other.day()?.year(),
    };
    let general = matches!(stage, Some(Stage::General));
    // National conventions nominate for president, whatever race the report is about.
    let words = look.text();
    if matches!(stage, Some(Stage::Convention(_))) && words.contains("national convention") {
        return (year % 4 == 0).then(|| Race::new(year, "US", OfficeSought::President));
    }
    let national = look.sentence.mentions.iter().any(|m| {
        m.person()
            .is_some_and(|id| look.document.registry.people[id].is_national())
    });
    // Early voting in Texas is no part of a race in Alabama.
    let states: Vec<&str> = look
        .sentence
        .mentions
        .iter()
        .filter_map(|m| match m.what {
            What::State(code) => Some(code),
            _ => None,
        })
        .collect();
    let elsewhere =
        |race: &Race| !states.is_empty() && states.iter().all(|code| race.state != *code);
    look.race(range, None)
        .filter(|race| race.office == OfficeSought::President || !elsewhere(race))
        .filter(|race| !national || general || race.office == OfficeSought::President)
        .filter(|race| race.year == year || !general && (year..=year + 1).contains(&race.year))
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
