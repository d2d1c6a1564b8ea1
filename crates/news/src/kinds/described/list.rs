//! Descriptions over several names: `Democrats, including A and B`, `A and her fellow Republicans`.

use super::super::{Look, Page};
use super::Reader;
use crate::description::{Article, Phrase, Phrases, Trait};
use crate::mention::{Mention, What};

impl Reader {
    /// "A and B, both Democrats": the two named last.
    pub(super) fn both(
        &mut self,
        page: &mut Page<'_, '_>,
        look: Look<'_, '_>,
        phrases: &Phrases<'_, '_>,
    ) {
        for at in 1..phrases.tokens.len() {
            if phrases.text(at) != "both"
                || !matches!(phrases.text(at - 1), "," | "are" | "were" | "—" | "(")
            {
                continue;
            }
            let Some(phrase) = phrases.series(at).into_iter().next().filter(|p| p.plural) else {
                continue;
            };
            let mut people: Vec<usize> = Vec::new();
            for idx in (0..at).rev().filter(|&idx| phrases.text(idx) == "Ⓟ") {
                people.extend(
                    phrases
                        .mention(idx)
                        .and_then(Mention::person)
                        .filter(|id| !people.contains(id)),
                );
            }
            let party = |idx: &usize| {
                phrases
                    .mention(*idx)
                    .is_some_and(|m| matches!(m.what, What::Party(_)))
            };
            let traits = match (at + 1..phrase.next)
                .find(party)
                .and_then(|idx| phrases.mention(idx))
            {
                Some(Mention {
                    what: What::Party(party),
                    ..
                }) => vec![Trait::Party(party.clone())],
                _ => phrase.traits.clone(),
            };
            for person in people.into_iter().take(2) {
                let phrase = Phrase {
                    traits: traits.clone(),
                    plural: false,
                    ..phrase.clone()
                };
                let range = (phrases.tokens[at].at, phrase.range.1);
                self.emit(page, look, range, person, &phrase, true);
            }
        }
    }

    /// "Fellow Democrats": whoever the sentence names first is one of them.
    pub(super) fn fellows(
        &mut self,
        page: &mut Page<'_, '_>,
        look: Look<'_, '_>,
        phrases: &Phrases<'_, '_>,
    ) {
        for at in 0..phrases.tokens.len() {
            if phrases.text(at) != "fellow" {
                continue;
            }
            let Some(sign) = (at + 1..at + 4).find(|&idx| phrases.text(idx) == "Ⓨ") else {
                continue;
            };
            let Some(What::Party(party)) = phrases.mention(sign).map(|m| &m.what) else {
                continue;
            };
            let Some(person) = look.sentence.mentions.iter().find_map(Mention::person) else {
                continue;
            };
            let range = (phrases.tokens[at].at, phrases.tokens[sign].end);
            let phrase = Phrase {
                traits: vec![Trait::Party(party.clone())],
                article: Article::None,
                former: false,
                plural: false,
                state: None,
                range,
                next: sign + 1,
            };
            self.emit(page, look, range, person, &phrase, true);
        }
    }

    /// "Democrats in tough races, including A and Sen. B": the party or office of all.
    pub(super) fn lists(
        &mut self,
        page: &mut Page<'_, '_>,
        look: Look<'_, '_>,
        phrases: &Phrases<'_, '_>,
    ) {
        for at in 0..phrases.tokens.len() {
            let Some(mention) = phrases.mention(at) else {
                continue;
            };
            let party = match &mention.what {
                What::Party(party) if phrases.text(at) == "Ⓨ" => Some(party.clone()),
                _ => None,
            };
            let office = match &mention.what {
                What::Office(usual) if phrases.text(at) == "Ⓣ" => Some(usual.clone()),
                _ => None,
            };
            if party.is_none() && office.is_none() {
                continue;
            }
            let words = look
                .sentence
                .words(phrases.tokens[at].at, phrases.tokens[at].end);
            // The head in the plural: the word itself, or what it stands before.
            let head = if words.trim_end_matches('.').ends_with('s') {
                Some(at)
            } else if party.is_some() {
                (at + 1..at + 6)
                    .take_while(|&idx| phrases.modifies(idx))
                    .find(|&idx| {
                        let text = phrases.text(idx);
                        text == "Ⓣ"
                            && phrases.mention(idx).is_some_and(|m| {
                                look.sentence
                                    .piece
                                    .text
                                    .get(m.start..m.end)
                                    .is_some_and(|w| w.trim_end_matches('.').ends_with('s'))
                            })
                            || phrases.is_people(idx)
                    })
            } else {
                None
            };
            let Some(head) = head else { continue };
            let mut people = listed(phrases, at, head + 1, office.is_none());
            // "Including several up for reelection such as A": the names come behind the second opener.
            if people.is_empty()
                && let Some(again) =
                    (head + 1..head + 20).find(|&idx| phrases.text(idx) == "including")
            {
                people = listed(phrases, at, again + 1, office.is_none());
            }
            let former = at > 0 && matches!(phrases.text(at - 1), "former")
                || at > 1 && phrases.text(at - 2) == "former";
            let last = people.last().copied().unwrap_or(at);
            for place in people {
                let Some(person) = phrases.mention(place).and_then(Mention::person) else {
                    continue;
                };
                let range = (phrases.tokens[at].at, phrases.tokens[place.min(last)].end);
                let mut phrase = Phrase {
                    traits: Vec::new(),
                    article: Article::None,
                    former,
                    plural: false,
                    state: None,
                    range,
                    next: head + 1,
                };
                phrase.traits.extend(party.clone().map(Trait::Party));
                phrase.traits.extend(office.clone().map(Trait::Office));
                self.emit(page, look, range, person, &phrase, true);
            }
        }
    }
}

/// The people of a list behind its head: "…, including A, Sen. B and C", "… like A", "… — A and B".
fn listed(phrases: &Phrases<'_, '_>, party: usize, from: usize, loose: bool) -> Vec<usize> {
    let len = phrases.tokens.len();
    // "GOP incumbents Sens. A, Ohio; B, New Hampshire": the names follow at once.
    let at_once = matches!(phrases.text(from), "Ⓣ" | "Ⓟ") && from == party + 2;
    let opener = (from..len.min(from + 25)).find(|&idx| {
        matches!(
            phrases.text(idx),
            "including" | "like" | "—" | "--" | ":" | "-"
        ) || phrases.text(idx) == "as" && phrases.text(idx - 1) == "such"
    });
    let Some(opener) = opener.filter(|_| !at_once).or(at_once.then(|| from - 1)) else {
        return Vec::new();
    };
    // Somebody else who comes in between, or a clause, ends the reach of the head.
    if (from..opener).any(|idx| matches!(phrases.text(idx), "." | ";" | "Ⓟ" | "Ⓨ" | "\"")) {
        return Vec::new();
    }
    let dash = at_once || !matches!(phrases.text(opener), "including" | "like" | "as");
    let colon = phrases.text(opener) == ":";
    let finite = |idx: usize| {
        matches!(
            phrases.text(idx),
            "is" | "are"
                | "was"
                | "were"
                | "has"
                | "have"
                | "had"
                | "will"
                | "would"
                | "could"
                | "should"
                | "may"
                | "might"
                | "can"
                | "said"
                | "say"
                | "says"
                | "told"
                | "do"
                | "does"
                | "did"
        )
    };
    let apart = loose && phrases.text(opener) == "including" && phrases.text(opener - 1) == ",";
    let others = |idx: usize| phrases.is_people(idx) && !colon;
    if !apart && !colon && (from..opener).any(finite)
        || (from..opener).any(others)
        || dash
            && !at_once
            && from == party + 1
            && !matches!(
                phrases.text(party.wrapping_sub(1)),
                "Ⓒ" | "two" | "three" | "four" | "five" | "six"
            )
    {
        return Vec::new();
    }
    let mut found = Vec::new();
    let mut gap = 0;
    for idx in opener + 1..len {
        match phrases.text(idx) {
            "Ⓟ" if matches!(phrases.mention(idx).map(|m| &m.what), Some(What::Person(_))) => {
                if matches!(phrases.text(idx + 1), "'s" | "'") {
                    break;
                }
                found.push(idx);
                gap = 0;
            }
            "," | "and" | ";" | "of" | "in" | "(" | ")" | "maybe" | "even" | "from" | "the"
            | "Ⓗ" => gap += 1,
            _ if phrases.modifies(idx) && !(dash && found.is_empty() && gap > 7) => gap += 1,
            _ => break,
        }
        if gap > 9 {
            break;
        }
    }
    if dash && found.len() < 2 || colon && found.len() < 3 {
        found.clear();
    }
    found
}
