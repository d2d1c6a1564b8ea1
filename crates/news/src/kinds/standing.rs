//! `standing`: a qualitative position, in evaluative words about the chances of winning.
//!
//! > the most vulnerable Democrat in the Senate
//! >
//! > person Doug Jones, standing vulnerable

use std::sync::LazyLock;

use claim::{Stage, Standing, StandingKind, Statement};

use super::{Look, Page, certainty, matches, quoted};
use crate::lexicon::regex;
use crate::pattern::{Rules, rules};
use crate::search::Regex;
use cues::Found;

mod cues;
mod leads;
mod races;

pub(super) const RULES_FILE: &str = include_str!("../../data/patterns/standing.txt");

static RULES: LazyLock<Rules> = LazyLock::new(|| rules(RULES_FILE));

/// Reads the standings of a sentence.
pub(super) fn read(page: &mut Page<'_, '_>, look: Look<'_, '_>) {
    if !super::names_somebody(look.text()) {
        return;
    }
    let polled = super::has_shares(look.text());
    let mut found = cues::nouns(look);
    if !polled {
        let told = leads::verbs(look).into_iter().chain(races::races(look));
        found.extend(told.filter(|cue| !is_of_figures(look, cue.range)));
    }
    // A lead in points is no share, whatever else is counted beside it.
    found.extend(by_rules(look, polled));
    for cue in found {
        for person in cue.people {
            let range = super::shortened(look, cue.range);
            let claim = Standing {
                person: look.document.name(person).clone(),
                standing: cue.standing,
                race: look.race_running(range, person),
                stage: stage(look, range, cue.standing),
                state: None,
            };
            page.drafts
                .push(look.draft(range, cue.certainty, Statement::Standing(claim)));
        }
    }
}

/// The stage of an evaluation. Who is vulnerable is so in the general election, unless the words name another stage.
fn stage(look: Look<'_, '_>, range: super::Range, standing: StandingKind) -> Option<Stage> {
    look.stage_near(range)
        .or_else(|| (standing == StandingKind::Vulnerable).then_some(Stage::General))
}

/// Whether the words around a range are about money, in which to lead is no standing in the race, or about counted votes,
/// where the count says it better.
fn is_of_figures(look: Look<'_, '_>, range: super::Range) -> bool {
    static MONEY: LazyLock<Regex> = LazyLock::new(|| {
        regex(r"Ⓜ|contributions|fundrais|in cash|in money|campaign money|financial")
    });
    static COUNTED: LazyLock<Regex> = LazyLock::new(|| {
        regex(
            r"\bcount(?:ed|ing|s)?\b|had been|\breturns\b|precincts|counties|of the vote\b|\bvotes\b|ballots",
        )
    });
    const AROUND: usize = 60;
    let text = look.text();
    let mut from = range.0.saturating_sub(AROUND);
    while !text.is_char_boundary(from) {
        from -= 1;
    }
    let mut to = (range.1 + AROUND).min(text.len());
    while !text.is_char_boundary(to) {
        to += 1;
    }
    let words = text.get(from..to).unwrap_or_default();
    // A share "of the vote" in a poll is not counted.
    let polled = ["poll", "survey"].iter().any(|word| text.contains(word));
    MONEY.is_match(words) || !polled && COUNTED.is_match(words)
}

/// What the rules find.
fn by_rules(look: Look<'_, '_>, polled: bool) -> Vec<Found> {
    matches(&RULES, look.text())
        .filter(|(rule, c)| {
            let whole = c.get(0).map_or("", |m| m.as_str());
            rule.field("of") == Some("points")
                || !polled && !whole.contains(" not ") && !is_of_figures(look, quoted(c))
        })
        .filter_map(|(rule, c)| {
            let mut people = look.people(&c, "who");
            if rule.field("who") == Some("first") {
                people.truncate(1);
            }
            Some(Found {
                people,
                standing: rule.word::<StandingKind>("standing")?,
                certainty: certainty(rule),
                range: quoted(&c),
            })
        })
        .collect()
}
