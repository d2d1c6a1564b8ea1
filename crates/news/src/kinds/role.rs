//! `role`: working for or advising a person, campaign or organization.
//!
//! > His former campaign manager and state director, Chuck Spurlock
//! >
//! > person Chuck Spurlock, role campaign manager, of Jeff Sessions, relation was

use std::sync::LazyLock;

use claim::{Role, RoleRelation, Statement};

use super::office::is_party_body;
use super::{Look, Page, certainty, matches, quoted, quoted_to};
use crate::mention::What;
use crate::pattern::{Rules, rules};
use crate::presidency;
use crate::search::Captures;

pub(super) const RULES_FILE: &str = include_str!("../../data/patterns/role.txt");

static RULES: LazyLock<Rules> = LazyLock::new(|| rules(RULES_FILE));

/// Reads the roles of a sentence.
pub(super) fn read(page: &mut Page<'_, '_>, look: Look<'_, '_>) {
    for (rule, c) in matches(&RULES, look.text()) {
        let named = if rule.field("of") == Some("near") {
            campaigner(look, &c)
        } else {
            employer(look, &c)
        };
        let Some(mut of) = named.filter(|of| !is_elsewhere(&c, of)) else {
            continue;
        };
        let was = rule.field("relation") == Some("was")
            || c.name("former").is_some()
            || c.name("once").is_some()
            || c.name("past").is_some()
            || c.name("role").is_some_and(|m| is_past(m.as_str()));
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
                let end = if rule.field("of") == Some("near") {
                    quoted_to(&c, &["who", "role"]).1
                } else {
                    quoted(&c).1
                };
                let range = (start, end);
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

/// Whether a verb of service stands in the past tense: "advised", "worked for".
fn is_past(words: &str) -> bool {
    ["advised", "worked", "managed", "ran"]
        .iter()
        .any(|verb| words.starts_with(verb))
}

/// Whether the post is of another kind: party offices are offices, and a scholar's chair is an occupation.
fn is_elsewhere(c: &Captures<'_>, of: &str) -> bool {
    let role = c.name("role").map_or("", |m| m.as_str());
    // "A is competent — as director of the agency, he …" is no apposition.
    if role.starts_with("as ") || role.starts_with("who ") {
        return true;
    }
    let chairs = ["chair", "chairman", "chairwoman", "chief"];
    let heads = role.rsplit(' ').next().is_some_and(|w| chairs.contains(&w));
    let learned = ["University", "College", "Institute", "Center", "School"];
    heads && is_party_body(of) || learned.iter().any(|word| of.contains(word))
}

/// Whose campaign the sentences before a match speak of: "campaign manager A" alone is the manager of that one.
fn campaigner(look: Look<'_, '_>, c: &Captures<'_>) -> Option<String> {
    let who = look.people(c, "who").into_iter().next()?;
    let start = c.get(0)?.start();
    // "Portman campaign manager A" names it.
    let ahead = look.text().get(..=start)?.trim_end();
    if ["Ⓟ", "Ⓟ's", "Ⓗ", "Ⓞ", "Ⓞ's", "Ⓟ'"]
        .iter()
        .any(|w| ahead.ends_with(w))
    {
        return None;
    }
    // A press secretary speaks for the body that is spoken of, a campaign spokesman for a candidate.
    let campaign = c
        .name("role")
        .is_some_and(|m| m.as_str().contains("campaign"));
    if !campaign {
        let before = look.document.sentences[..look.idx].iter().rev().take(2);
        let here = look.sentence.mentions_in(0, look.text().len()).rev();
        return here
            .chain(before.flat_map(|s| s.mentions.iter().rev()))
            .find_map(|m| match &m.what {
                What::Organization(name) if speaks(name) => Some(name.clone()),
                _ => None,
            });
    }
    let own = look.sentence.mentions_in(0, start).rev();
    let earlier = look.document.sentences[..look.idx]
        .iter()
        .rev()
        .take(4)
        .flat_map(|s| s.mentions.iter());
    own.chain(earlier)
        .filter(|m| matches!(m.what, What::Person(_)))
        .filter_map(crate::mention::Mention::person)
        .find(|id| *id != who)
        .or_else(|| main_person(look).filter(|id| *id != who))
        .map(|id| look.document.name(id).as_str().to_owned())
}

/// Whether a body has spokesmen whom the press names without it.
fn speaks(name: &str) -> bool {
    is_party_body(name) || name == "White House" || name.contains("PAC")
}

/// The person whom a report names most.
fn main_person(look: Look<'_, '_>) -> Option<usize> {
    let mut counts = vec![0_usize; look.document.registry.people.len()];
    for id in look
        .document
        .sentences
        .iter()
        .flat_map(|s| &s.mentions)
        .filter_map(crate::mention::Mention::person)
    {
        counts[id] += 1;
    }
    (0..counts.len()).rev().max_by_key(|id| counts[*id])
}

fn singular(words: &str) -> String {
    let words = words.trim();
    let words = ["and ", "new ", "then ", "longtime "]
        .iter()
        .find_map(|lead| words.strip_prefix(lead))
        .unwrap_or(words);
    match words.strip_suffix('s') {
        Some(one)
            if words.ends_with("aides")
                || words.ends_with("advisers")
                || words.ends_with("advisors")
                || words.ends_with("consultants")
                || words.ends_with("officials")
                || words.ends_with("staffers")
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
            // "The president's former campaign manager": whoever the title means.
            What::Office(office) => titled(look, office),
            _ => m
                .person()
                .map(|id| look.document.name(id).as_str().to_owned()),
        })
}

/// The person whom a bare title means: the president of the day, or the one who was given the title before.
fn titled(look: Look<'_, '_>, office: &str) -> Option<String> {
    let people = &look.document.registry.people;
    let day = look.document.published();
    let today =
        |p: &&crate::person::Person| day.is_some_and(|day| presidency::holds(&p.name, office, day));
    people
        .iter()
        .find(today)
        .or_else(|| people.iter().find(|p| p.office.as_deref() == Some(office)))
        .map(|p| p.name.as_str().to_owned())
}
