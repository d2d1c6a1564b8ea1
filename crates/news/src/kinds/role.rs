//! `role`: working for or advising a person, campaign or organization.
//!
//! > His former campaign manager and state director, Chuck Spurlock
//! >
//! > person Chuck Spurlock, role campaign manager, of Jeff Sessions, relation was

use std::sync::LazyLock;

use claim::{Role, RoleRelation, Statement};

use super::{Look, Page, certainty, matches, quoted};
use crate::mention::What;
use crate::pattern::{Rule, rules};
use regex::Captures;

pub(super) const RULES_FILE: &str = include_str!("../../data/patterns/role.txt");

static RULES: LazyLock<Vec<Rule>> = LazyLock::new(|| rules(RULES_FILE));

/// Reads the roles of a sentence.
pub(super) fn read(page: &mut Page<'_, '_>, look: Look<'_, '_>) {
    for (rule, c) in matches(&RULES, look.text()) {
        let Some(mut of) = employer(look, &c) else {
            continue;
        };
        let was = rule.field("relation") == Some("was")
            || c.name("former").is_some()
            || c.name("once").is_some();
        let limit = if rule.field("who") == Some("all") {
            6
        } else {
            1
        };
        let people: Vec<usize> = look.people(&c, "who").into_iter().take(limit).collect();
        // "Anderson will be his consultant": nobody is his own.
        if let [only] = people[..]
            && of == look.document.name(only).as_str()
        {
            let earlier = look.document.sentences[..look.idx]
                .iter()
                .rev()
                .flat_map(|s| &s.mentions);
            match earlier
                .filter_map(crate::mention::Mention::person)
                .find(|id| *id != only)
            {
                Some(other) => look.document.name(other).as_str().clone_into(&mut of),
                None => continue,
            }
        }
        for (number, person) in people.into_iter().enumerate() {
            for group in ["role", "role2"] {
                let Some(words) = c.name(group) else { continue };
                // Two roles share the words of one phrase: the second is quoted from where it is named.
                let start = if group == "role2" || number > 0 {
                    words.start()
                } else {
                    quoted(&c).0
                };
                let range = (start, quoted(&c).1);
                let role = Role {
                    person: look.document.name(person).clone(),
                    role: singular(look.sentence.words(words.start(), words.end())),
                    of: of.clone(),
                    relation: if was {
                        RoleRelation::Was
                    } else {
                        RoleRelation::Is
                    },
                };
                if role.of != role.person.as_str() {
                    page.drafts
                        .push(look.draft(range, certainty(rule), Statement::Role(role)));
                }
            }
        }
    }
}

fn singular(words: &str) -> String {
    let words = words.trim();
    match words.strip_suffix('s') {
        Some(one)
            if words.ends_with("aides")
                || words.ends_with("advisers")
                || words.ends_with("advisors")
                || words.ends_with("consultants")
                || words.ends_with("strategists") =>
        {
            one.to_owned()
        }
        _ => words.to_owned(),
    }
}

/// For whom they work: a person, an organization, a campaign.
fn employer(look: Look<'_, '_>, c: &Captures<'_>) -> Option<String> {
    look.mentions(c, "of")
        .into_iter()
        .find_map(|m| match &m.what {
            What::Organization(name) | What::Outlet(name) => Some(name.clone()),
            _ => m
                .person()
                .map(|id| look.document.name(id).as_str().to_owned()),
        })
}
