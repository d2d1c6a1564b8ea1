//! `funds`: campaign money held, raised, spent, lent or owed, and spent on advertising.
//!
//! > Sessions would enter the race with $2.5 million stowed away in his campaign war chest.
//! >
//! > holder Jeff Sessions, measure cash_on_hand, amount 2500000

use std::sync::LazyLock;

use claim::{Funds, Measure, Money, Period, Statement};
use regex::Captures;

use super::{Look, Page, certainty, matches, quoted};
use crate::mention::{Mention, What};
use crate::pattern::{Rule, rules};

pub(super) const RULES_FILE: &str = include_str!("../../data/patterns/funds.txt");

static RULES: LazyLock<Vec<Rule>> = LazyLock::new(|| rules(RULES_FILE));

/// Reads the campaign money of a sentence.
pub(super) fn read(page: &mut Page<'_, '_>, look: Look<'_, '_>) {
    let mut taken: Vec<usize> = Vec::new();
    for (rule, c) in matches(&RULES, look.text()) {
        let range = quoted(&c);
        let Some(measure) = rule.word::<Measure>("measure") else {
            continue;
        };
        let Some((at, amount)) = amount(look, &c) else {
            continue;
        };
        let Some((holder, person)) = holder(look, &c) else {
            continue;
        };
        // An amount is one thing only: the first rule that knows it has it.
        if taken.contains(&at) {
            continue;
        }
        taken.push(at);
        let funds = Funds {
            holder,
            measure,
            amount,
            race: look.race(range, person),
            state: None,
            period: period(look, range),
        };
        page.drafts
            .push(look.draft(range, certainty(rule), Statement::Funds(funds)));
    }
}

fn amount(look: Look<'_, '_>, c: &Captures<'_>) -> Option<(usize, Money)> {
    look.mentions(c, "amount")
        .into_iter()
        .find_map(|m| match m.what {
            What::Money(amount) => Some((m.start, amount)),
            _ => None,
        })
}

/// Who holds the money: the person or committee of the rule, else the subject of the sentence.
fn holder(look: Look<'_, '_>, c: &Captures<'_>) -> Option<(String, Option<usize>)> {
    let named = |m: &Mention| match &m.what {
        What::Organization(name) => Some((name.clone(), None)),
        _ => m
            .person()
            .map(|id| (look.document.name(id).as_str().to_owned(), Some(id))),
    };
    let group = look.mentions(c, "who").into_iter().find_map(named);
    if c.name("who").is_some() {
        return group;
    }
    look.sentence.mentions.iter().find_map(named)
}

/// The time that the sentence gives the money; "on the same date" and "in the quarter" are the times of the sentence before.
fn period(look: Look<'_, '_>, range: super::Range) -> Option<Period> {
    let text = look.text();
    let again = [
        "the same date",
        "the same quarter",
        "in the quarter",
        "the same period",
        "the three months",
    ];
    if again.iter().any(|words| text.contains(words)) {
        return look.document.sentences[..look.idx]
            .iter()
            .rev()
            .take(8)
            .find_map(|s| {
                let wants_interval = !text.contains("the same date");
                s.mentions.iter().rev().find_map(|m| match m.what {
                    What::Date(dated) if dated.from.is_some() == wants_interval => {
                        Some(dated.period())
                    }
                    _ => None,
                })
            });
    }
    let clause_end = text
        .get(range.1..)?
        .find([',', ';'])
        .map_or(text.len(), |at| range.1 + at);
    look.sentence
        .mentions_in(range.0, clause_end)
        .find_map(|m| match m.what {
            What::Date(dated) => Some(dated.period()),
            _ => None,
        })
}
