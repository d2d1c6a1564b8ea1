//! `biography`: a fact of a person's life: age, birth, death, home, work, party.
//!
//! > Sessions, 72
//! >
//! > person Jeff Sessions, fact age, value 72

use std::sync::LazyLock;

use claim::{Biography, Fact, Statement};

use super::{Look, Page, certainty, matches, quoted};
use crate::mention::What;
use crate::pattern::{Rule, rules};
use regex::Captures;

pub(super) const RULES_FILE: &str = include_str!("../../data/patterns/biography.txt");

static RULES: LazyLock<Vec<Rule>> = LazyLock::new(|| rules(RULES_FILE));

/// Reads the facts of lives in a sentence.
pub(super) fn read(page: &mut Page<'_, '_>, look: Look<'_, '_>) {
    for (rule, c) in matches(&RULES, look.text()) {
        let Some(fact) = rule.word::<Fact>("fact") else {
            continue;
        };
        let Some(value) = value(look, rule, &c, fact) else {
            continue;
        };
        let range = quoted(&c);
        let limit = if rule.field("who") == Some("all") {
            12
        } else {
            1
        };
        for person in look.people(&c, "who").into_iter().take(limit) {
            let biography = Biography {
                person: look.document.name(person).clone(),
                fact,
                value: value.clone(),
            };
            page.drafts
                .push(look.draft(range, certainty(rule), Statement::Biography(biography)));
        }
    }
}

fn value(look: Look<'_, '_>, rule: &Rule, c: &Captures<'_>, fact: Fact) -> Option<String> {
    let group = c.name("value")?;
    match fact {
        Fact::Party => {
            let mention = look
                .mentions(c, "value")
                .into_iter()
                .find_map(|m| match &m.what {
                    What::Party(party) => Some(party.clone()),
                    _ => None,
                });
            // "Trump, the two Republicans said": the plural is not he.
            if rule.field("who").is_none()
                && look
                    .sentence
                    .words(group.start(), group.end())
                    .ends_with('s')
            {
                return None;
            }
            let party = mention.or_else(|| crate::lexicon::party(group.as_str()))?;
            Some(party.member().to_owned())
        }
        Fact::Age => look
            .mentions(c, "value")
            .into_iter()
            .find_map(|m| match m.what {
                What::Count(age) if (18..=105).contains(&age) => Some(age.to_string()),
                _ => None,
            }),
        Fact::Died | Fact::Born => look.date(c, "value").map(|d| d.when.to_string()),
        Fact::Hometown | Fact::Occupation => {
            let words = look.sentence.words(group.start(), group.end()).trim();
            let former = rule.field("former").is_some() || c.name("former").is_some();
            Some(if former {
                format!("former {words}")
            } else {
                words.to_owned()
            })
        }
    }
}
