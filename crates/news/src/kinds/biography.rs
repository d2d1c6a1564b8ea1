//! `biography`: a fact of a person's life: age, birth, death, home, work, party.
//!
//! > Sessions, 72
//! >
//! > person Jeff Sessions, fact age, value 72

use std::sync::LazyLock;

use claim::{Biography, Fact, Statement};

use super::{Look, Page, certainty, matches, quoted, quoted_to};
use crate::attribution::Range;
use crate::lexicon::regex;
use crate::mention::{Mention, What};
use crate::pattern::{Rule, Rules, rules};
use crate::presidency;
use crate::search::{Captures, Regex};

pub(super) const RULES_FILE: &str = include_str!("../../data/patterns/biography.txt");

static RULES: LazyLock<Rules> = LazyLock::new(|| rules(RULES_FILE));

/// Words that lead from a person to somebody else's party: "A, the son of Democratic B".
static LEADS_AWAY: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"\b(?:of|to|for|by|with|in|from|who|against|over|and|than|as|said|son|wife|at|on|about|among|vocal|critic|not|rare)\b",
    )
});

/// Reads the facts of lives in a sentence.
pub(super) fn read(page: &mut Page<'_, '_>, look: Look<'_, '_>) {
    // In captions "(L)" and "(R)" are left and right.
    let caption = look.text().contains("(l)");
    for (rule, c) in matches(&RULES, look.text()) {
        let Some(fact) = rule.word::<Fact>("fact") else {
            continue;
        };
        let strays = c
            .name("between")
            .is_some_and(|words| LEADS_AWAY.is_match(words.as_str()));
        if strays || caption && fact == Fact::Party {
            continue;
        }
        let Some(value) = value(look, rule, &c, fact) else {
            continue;
        };
        let range = quoted_range(look, rule, &c);
        let (people, limit) = match rule.field("who") {
            Some("described") => (described(look, &c, fact), 1),
            Some("all") => (look.people(&c, "who"), 12),
            _ => (look.people(&c, "who"), 1),
        };
        for person in people.into_iter().take(limit) {
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

/// From the first word that belongs to the person or the fact to the last.
fn quoted_range(look: Look<'_, '_>, rule: &Rule, c: &Captures<'_>) -> Range {
    if rule.field("who") == Some("described") && rule.field("fact") == Some("party") {
        // "The former Republican candidate" is quoted as a whole.
        let (start, end) = quoted(c);
        let words = look.text().get(start..end).unwrap_or_default();
        let kept = words
            .trim_end_matches([' ', ',', '.'])
            .trim_end_matches("'s");
        return (start, start + kept.len());
    }
    let (whole, end) = quoted_to(c, &["who", "value"]);
    (whole, end)
}

/// Whether the day's president is meant, who is hardly "the Nevada Democrat" or "the former hopeful".
fn is_president(look: Look<'_, '_>, id: usize) -> bool {
    let name = look.document.name(id);
    look.document
        .published()
        .is_some_and(|day| presidency::holds(name, "President", day))
}

/// "The Nevada Democrat", "the 55-year-old": the subject of the sentence before, unless known to be of another party.
fn described(look: Look<'_, '_>, c: &Captures<'_>, fact: Fact) -> Vec<usize> {
    let Some(whole) = c.get(0) else {
        return Vec::new();
    };
    let text = look.text();
    let (ahead, behind) = (&text[..whole.start()], &text[whole.end()..]);
    if behind.starts_with(" Ⓟ") || behind.starts_with("Ⓟ") || ahead.ends_with("Ⓟ,") {
        return Vec::new();
    }
    let party = look
        .mentions(c, "value")
        .into_iter()
        .find_map(|m| match &m.what {
            What::Party(party) => Some(party.clone()),
            _ => None,
        });
    let here: Vec<usize> = look
        .sentence
        .mentions_in(0, whole.start())
        .filter_map(Mention::person)
        .collect();
    let people = &look.document.registry.people;
    let leads = ahead.is_empty() || ahead.ends_with([',', '"', ';']) || ahead.ends_with(" that");
    look.document.sentences[..look.idx]
        .iter()
        .rev()
        .take(3)
        .find_map(|s| s.mentions.iter().find_map(Mention::person))
        .filter(|id| leads && !here.contains(id) && !is_president(look, *id))
        .filter(|id| {
            fact != Fact::Party || people[*id].party.is_none() || people[*id].party == party
        })
        .into_iter()
        .collect()
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
                    What::Organization(name) if rule.field("body").is_some() => {
                        crate::lexicon::party(name.strip_suffix(" Party")?)
                    }
                    _ => None,
                });
            if rule.field("body").is_some() && mention.is_none() {
                return None;
            }
            // "Trump, the two Republicans said": the plural is not he.
            if rule.field("who") != Some("all")
                && rule.field("plural").is_none()
                && look
                    .sentence
                    .words(group.start(), group.end())
                    .ends_with('s')
            {
                return None;
            }
            // "Obama, the GOP and the media": the party itself is no member.
            let behind = &look.text()[group.end()..];
            if look.sentence.words(group.start(), group.end()) == "GOP"
                && (behind.starts_with([',', '.', ';']) || behind.starts_with(" and"))
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
        Fact::Hometown | Fact::Occupation => Some(
            look.sentence
                .words(group.start(), group.end())
                .trim()
                .to_owned(),
        ),
    }
}
