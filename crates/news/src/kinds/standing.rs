//! `standing`: a qualitative position, in evaluative words about the chances of winning.
//!
//! > the most vulnerable Democrat in the Senate
//! >
//! > person Doug Jones, standing vulnerable

use std::sync::LazyLock;

use claim::{Stage, Standing, StandingKind, Statement};

use super::{Look, Page, certainty, matches, quoted};
use crate::pattern::{Rules, rules};
use cues::Found;

mod cues;
mod races;

pub(super) const RULES_FILE: &str = include_str!("../../data/patterns/standing.txt");

static RULES: LazyLock<Rules> = LazyLock::new(|| rules(RULES_FILE));

/// Reads the standings of a sentence.
pub(super) fn read(page: &mut Page<'_, '_>, look: Look<'_, '_>) {
    // To lead or trail in money is no standing in the race.
    let of_money = [
        "Ⓜ",
        "contributions",
        "fundrais",
        "in cash",
        "in money",
        "campaign money",
        "financial",
    ];
    // Where the shares or the votes stand beside it, the poll or the count says it better.
    let counted = [
        "count",
        "had been",
        "returns",
        "precincts",
        "counties",
        "of the vote",
        "votes",
    ];
    if !super::names_somebody(look.text()) {
        return;
    }
    let barred = super::has_shares(look.text())
        || of_money
            .iter()
            .chain(&counted)
            .any(|words| look.text().contains(words));
    let mut found = cues::nouns(look);
    if !barred {
        found.extend(cues::verbs(look));
        found.extend(races::races(look));
    }
    // A lead in points is no share, whatever else is counted beside it.
    found.extend(by_rules(look, barred));
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

/// What the rules find.
fn by_rules(look: Look<'_, '_>, barred: bool) -> Vec<Found> {
    matches(&RULES, look.text())
        .filter(|(rule, _)| !barred || rule.field("of") == Some("points"))
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
