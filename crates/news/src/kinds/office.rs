//! `office`: public and party offices held, by titles before a name, appositions and clauses of their own.
//!
//! > Sessions, who resigned as Attorney General in 2018
//! >
//! > person Jeff Sessions, office Attorney General, relation resigned, end 2018

use std::sync::LazyLock;

use claim::{OfficeHeld, OfficeSought, Relation, Statement};
use regex::Captures;

use super::{Look, Page, certainty, matches, quoted};
use crate::mention::What;
use crate::pattern::{Rule, rules};

pub(super) const RULES_FILE: &str = include_str!("../../data/patterns/office.txt");

static RULES: LazyLock<Vec<Rule>> = LazyLock::new(|| rules(RULES_FILE));

/// Reads the offices of a sentence.
pub(super) fn read(page: &mut Page<'_, '_>, look: Look<'_, '_>) {
    for (rule, c) in matches(&RULES, look.text()) {
        let Some(relation) = relation(rule, &c) else {
            continue;
        };
        let Some(office) = office(look, rule, &c) else {
            continue;
        };
        if rule.field("who") == Some("all") && !is_plural(look, &c) {
            continue;
        }
        let range = quoted(&c);
        let named = look.people(&c, "who");
        let people = if named.is_empty() {
            described(look, rule, &c)
        } else {
            named
        };
        for person in people
            .into_iter()
            .take(if rule.field("who") == Some("all") {
                9
            } else {
                1
            })
        {
            let state = look
                .mentions(&c, "state")
                .into_iter()
                .find_map(|m| match m.what {
                    What::State(code) => Some(code),
                    _ => None,
                });
            let dated = look
                .date_near(range)
                .filter(|_| rule.field("date").is_some());
            let ends = matches!(relation, Relation::Resigned | Relation::Fired);
            let race = (relation == Relation::Incumbent)
                .then(|| look.race(range, Some(person)))
                .flatten();
            // "Against President Trump" in a Senate race makes nobody its incumbent.
            let fits = race
                .as_ref()
                .is_none_or(|race| rule.field("office").is_some() || seeks(race.office, &office));
            let (relation, race) = if fits {
                (relation, race)
            } else {
                (Relation::Holds, None)
            };
            let held = OfficeHeld {
                person: look.document.name(person).clone(),
                office: office.clone(),
                relation,
                race,
                state: state.map(str::to_owned),
                start: dated.filter(|_| !ends),
                end: dated.filter(|_| ends),
                how: None,
            };
            page.drafts
                .push(look.draft(range, certainty(rule), Statement::OfficeHeld(held)));
        }
    }
}

/// Whether the title is written in the plural: "Sens. A, B and C".
fn is_plural(look: Look<'_, '_>, c: &Captures<'_>) -> bool {
    c.name("office").is_some_and(|m| {
        let words = look.sentence.words(m.start(), m.end());
        words.trim_end_matches('.').ends_with('s')
    })
}

/// Whether an office is the one that a race is for.
fn seeks(sought: OfficeSought, office: &str) -> bool {
    let office = office.to_lowercase();
    match sought {
        OfficeSought::Senate => office.contains("senat"),
        OfficeSought::House => office.contains("representative") || office.contains("congress"),
        OfficeSought::Governor => office.contains("governor"),
        OfficeSought::President => office.contains("president"),
        _ => true,
    }
}

/// `former` before the office makes `holds` into `held`.
fn relation(rule: &Rule, c: &Captures<'_>) -> Option<Relation> {
    let relation = rule.word::<Relation>("relation")?;
    let former = c.name("former").is_some();
    Some(match relation {
        Relation::Holds if former => Relation::Held,
        other => other,
    })
}

/// The office of the group, in the words of the text, or the one that the rule names.
fn office(look: Look<'_, '_>, rule: &Rule, c: &Captures<'_>) -> Option<String> {
    if let Some(words) = rule.field("office") {
        return Some(words.replace('_', " "));
    }
    look.mentions(c, "office")
        .into_iter()
        .find_map(|m| match &m.what {
            What::Office(usual) => Some(usual.clone()),
            _ => None,
        })
}

/// "The former attorney general", "the four-term senator": the person last named who holds or held such an office.
fn described(look: Look<'_, '_>, rule: &Rule, c: &Captures<'_>) -> Vec<usize> {
    if rule.field("who") != Some("described") {
        return Vec::new();
    }
    let Some(office) = office(look, rule, c) else {
        return Vec::new();
    };
    let last_word = |name: &str| name.rsplit(' ').next().unwrap_or_default().to_lowercase();
    let fits = |id: &usize| {
        look.document.registry.people[*id]
            .office
            .as_deref()
            .is_some_and(|own| last_word(own) == last_word(&office))
    };
    let start = c
        .get(0)
        .map_or(0, |m| look.sentence.tagged.source(m.start(), m.end()).0);
    let before = look
        .sentence
        .mentions
        .iter()
        .filter(|m| m.end <= start)
        .filter_map(crate::mention::Mention::person);
    let earlier = look.document.sentences[..look.idx]
        .iter()
        .rev()
        .take(12)
        .flat_map(|s| s.mentions.iter().rev())
        .filter_map(crate::mention::Mention::person);
    let nearest: Vec<usize> = before
        .collect::<Vec<_>>()
        .into_iter()
        .rev()
        .chain(earlier)
        .collect();
    let found = nearest.iter().copied().find(fits);
    found
        .or_else(|| {
            nearest
                .first()
                .copied()
                .filter(|_| rule.field("else") == Some("nearest"))
        })
        .into_iter()
        .collect()
}
