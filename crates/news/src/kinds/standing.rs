//! `standing`: a qualitative position, in evaluative words about the chances of winning.
//!
//! > the most vulnerable Democrat in the Senate
//! >
//! > person Doug Jones, standing vulnerable

use std::sync::LazyLock;

use claim::{Standing, StandingKind, Statement};

use super::{Look, Page, certainty, matches, quoted};
use crate::pattern::{Rule, rules};

pub(super) const RULES_FILE: &str = include_str!("../../data/patterns/standing.txt");

static RULES: LazyLock<Vec<Rule>> = LazyLock::new(|| rules(RULES_FILE));

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
    if !super::names_somebody(look.text())
        || super::has_shares(look.text())
        || of_money
            .iter()
            .chain(&counted)
            .any(|words| look.text().contains(words))
    {
        return;
    }
    for (rule, c) in matches(&RULES, look.text()) {
        let Some(standing) = rule.word::<StandingKind>("standing") else {
            continue;
        };
        let range = quoted(&c);
        let mut people = look.people(&c, "who");
        if rule.field("who") == Some("first") {
            people.truncate(1);
        }
        for person in people {
            let stage = if standing == StandingKind::Vulnerable {
                Some(claim::Stage::General)
            } else {
                look.stage(range)
            };
            let claim = Standing {
                person: look.document.name(person).clone(),
                standing,
                race: look.race_now(range, Some(person)),
                stage,
                state: None,
            };
            page.drafts
                .push(look.draft(range, certainty(rule), Statement::Standing(claim)));
        }
    }
}
