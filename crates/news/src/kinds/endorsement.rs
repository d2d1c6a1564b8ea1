//! `endorsement`: who backs or opposes whom. Only backing for a candidacy, not praise.
//!
//! > Trump intends to campaign against him.
//! >
//! > endorser Donald Trump, candidate Jeff Sessions, stance oppose, certainty expected

use std::sync::LazyLock;

use claim::{Certainty, Endorsement, Stance, Statement, When};

use super::{Look, Page, certainty, matches, quoted};
use crate::lexicon::regex;
use crate::mention::What;
use crate::pattern::{Rule, Rules, expand, rules};
use crate::search::{Captures, Regex};
use crate::subject::Actor;
use backing::Backing;

mod backing;
mod nouns;
mod parties;
mod supporters;
mod verbs;

pub(super) const RULES_FILE: &str = include_str!("../../data/patterns/endorsement.txt");

static RULES: LazyLock<Rules> = LazyLock::new(|| rules(RULES_FILE));

/// Reads the endorsements of a sentence.
pub(super) fn read(page: &mut Page<'_, '_>, look: Look<'_, '_>) {
    others(page, look);
    if !super::names_somebody(look.text()) {
        return;
    }
    for backing in backing::backings(look)
        .into_iter()
        .chain(nouns::backings(look))
        .chain(supporters::backings(look))
    {
        verbs(page, look, &backing);
    }
    for (rule, c) in matches(&RULES, look.text()) {
        let Some(stance) = rule.word::<Stance>("stance") else {
            continue;
        };
        let range = quoted(&c);
        let candidates = backed(look, &c);
        for endorser in endorsers(look, &c, rule) {
            for &candidate in &candidates {
                add(
                    page,
                    look,
                    range,
                    &endorser,
                    candidate,
                    stance,
                    certainty(rule),
                );
            }
        }
    }
}

/// A backing told by a verb.
fn verbs(page: &mut Page<'_, '_>, look: Look<'_, '_>, backing: &Backing) {
    for actor in &backing.actors {
        let endorser = match actor {
            Actor::Person(id) => look.document.name(*id).as_str(),
            Actor::Body(name) => name,
        };
        for &candidate in &backing.candidates {
            add(
                page,
                look,
                backing.range,
                endorser,
                candidate,
                backing.stance,
                backing.certainty,
            );
        }
    }
}

fn add(
    page: &mut Page<'_, '_>,
    look: Look<'_, '_>,
    range: super::Range,
    endorser: &str,
    candidate: usize,
    stance: Stance,
    certainty: Certainty,
) {
    let name = look.document.name(candidate);
    if endorser == name.as_str() {
        return;
    }
    let range = super::shortened(look, range);
    let endorsement = Endorsement {
        endorser: fullest(look, endorser),
        candidate: name.clone(),
        stance,
        race: look.race_joined(range, candidate),
        stage: look.stage_near(range),
        state: None,
        date: look
            .date_near(range)
            .filter(|when| !matches!(when, When::Year(_))),
    };
    page.drafts
        .push(look.draft(range, certainty, Statement::Endorsement(endorsement)));
}

/// The fullest name of a body in the report: `Everytown for Gun Safety` for `Everytown`.
fn fullest(look: Look<'_, '_>, endorser: &str) -> String {
    let longer = |name: &&String| {
        name.strip_prefix(endorser)
            .is_some_and(|rest| rest.starts_with(" for ") || rest.starts_with(" of "))
    };
    look.document
        .sentences
        .iter()
        .flat_map(|s| &s.mentions)
        .filter_map(|m| match &m.what {
            What::Organization(name) => Some(name),
            _ => None,
        })
        .find(longer)
        .map_or_else(|| endorser.to_owned(), Clone::clone)
}

/// "Shelby and 10 other senators endorsed Sessions. The others include A, B and C."
fn others(page: &mut Page<'_, '_>, look: Look<'_, '_>) {
    static OTHERS: LazyLock<Regex> = LazyLock::new(|| {
        regex(&expand(
            r"^(?:the others|others|they) (?:are|include) (?P<by>{LIST})",
        ))
    });
    let Some(c) = OTHERS.captures(look.text()) else {
        return;
    };
    let before =
        page.drafts.iter().rev().find(|d| {
            d.sentence + 1 == look.idx && matches!(d.statement, Statement::Endorsement(_))
        });
    let Some(before) = before.cloned() else {
        return;
    };
    let Statement::Endorsement(first) = before.statement else {
        return;
    };
    for person in look.people(&c, "by") {
        let endorsement = Endorsement {
            endorser: look.document.name(person).as_str().to_owned(),
            ..first.clone()
        };
        page.drafts.push(look.draft(
            quoted(&c),
            before.certainty,
            Statement::Endorsement(endorsement),
        ));
    }
}

/// The candidates; "his old friend" is the person named last who is not he.
fn backed(look: Look<'_, '_>, c: &Captures<'_>) -> Vec<usize> {
    static OWN: LazyLock<Regex> = LazyLock::new(|| {
        regex(
            r"^'s? (?:[a-z-]+ |Ⓓ |Ⓨ |Ⓖ ){0,4}(?:bid|campaign|candidacy|run|re-?election|nomination)\b",
        )
    });
    // "endorsed Sessions's rival" endorses somebody else.
    let after = c
        .name("for")
        .and_then(|m| look.text().get(m.end()..))
        .unwrap_or_default();
    if after.starts_with('\'') && !OWN.is_match(after) {
        return Vec::new();
    }
    let named = look.people(c, "for");
    let friend = c
        .name("for")
        .is_some_and(|m| m.as_str().ends_with("friend"));
    if !friend {
        return named;
    }
    look.document.sentences[..look.idx]
        .iter()
        .rev()
        .flat_map(|s| s.mentions.iter().rev())
        .filter_map(crate::mention::Mention::person)
        .find(|id| !named.contains(id))
        .into_iter()
        .collect()
}

/// Those who endorse: people, organizations, outlets.
fn endorsers(look: Look<'_, '_>, c: &Captures<'_>, rule: &Rule) -> Vec<String> {
    let mut names: Vec<String> = look
        .mentions(c, "by")
        .into_iter()
        .filter_map(|m| match &m.what {
            What::Organization(name) | What::Outlet(name) => Some(name.clone()),
            _ => m
                .person()
                .map(|id| look.document.name(id).as_str().to_owned()),
        })
        .collect();
    if rule.field("by") == Some("first") {
        names.truncate(1);
    }
    if names.is_empty() {
        names.extend(group_before(look));
    }
    names
}

/// "The group": the organization that the three sentences before named last.
fn group_before(look: Look<'_, '_>) -> Option<String> {
    look.document.sentences[..look.idx]
        .iter()
        .rev()
        .take(3)
        .flat_map(|s| s.mentions.iter().rev())
        .find_map(|m| match &m.what {
            What::Organization(name) => Some(name.clone()),
            _ => None,
        })
}
