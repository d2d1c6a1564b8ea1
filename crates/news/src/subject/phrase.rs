//! Subjects without a name of their own: `the president`, `the group`, `it`, `Senate Republicans`, `Trump's campaign`, `I`.

use std::sync::LazyLock;

use crate::search::Regex;

use super::words::{AGAIN, GROUPS, OWNED, among, is_modifier, is_sign};
use super::{Actor, Found, Walk};
use crate::described::described;
use crate::lexicon::regex;
use crate::mention::{Case, Mention, What};

/// Those who act together with somebody, as their owner names them.
const KIN: &str =
    " wife husband family son daughter brother sister father mother parents allies campaign team ";

impl Walk<'_, '_, '_, '_> {
    /// A phrase without a name: `the president`, `the group`, `Senate Republicans`.
    pub(super) fn described(&self, end: usize) -> Found {
        let last = end - 1;
        let place = (self.words[last].start, self.words[last].end);
        let known = described(self.look.document, self.look.idx)
            .into_iter()
            .find(|(range, _)| range.0 <= place.0 && place.1 <= range.1);
        if let Some((range, person)) = known {
            return Some((vec![Actor::Person(person)], range.0));
        }
        // "Shelby and other senators": the one who is named.
        let mut first = last;
        while first > 0 && last - first < 5 && is_modifier(self.at(first - 1)) {
            first -= 1;
        }
        let more = (first..last).any(|idx| {
            matches!(
                self.at(idx),
                "other" | "fellow" | "several" | "many" | "dozens" | "Ⓒ"
            )
        }) || self.at(first) == "Ⓗ" && among(KIN, self.at(last));
        if first > 1 && self.at(first - 1) == "and" && more {
            let mut named = first - 2;
            if self.at(named) == "Ⓖ" && named > 1 && self.at(named - 1) == "of" {
                named -= 2;
            }
            if is_sign(self.at(named)) {
                return self.list(named);
            }
        }
        match self.at(last) {
            "it" | "they" => {
                let idx = (0..last).find(|idx| {
                    is_sign(self.at(*idx)) && (self.at(last) == "they" || self.at(*idx) == "Ⓞ")
                });
                if let Some(idx) = idx {
                    // "They" are several, or a body.
                    return self.list_from(idx).filter(|(actors, _)| {
                        self.at(last) == "it"
                            || actors.len() > 1
                            || actors.iter().any(|a| matches!(a, Actor::Body(_)))
                    });
                }
                if self.at(last) == "it" {
                    return self
                        .body_before(place.0)
                        .map(|name| (vec![Actor::Body(name)], place.0));
                }
                None
            }
            "Ⓨ" => {
                let words = self.look.sentence.words(place.0, place.1);
                if words.ends_with('s') || words == "GOP" {
                    self.group(last, last)
                } else {
                    None
                }
            }
            // "The two appeared": those whom this sentence or the one before named last.
            "two" | "pair" | "duo" if last > 0 && self.at(last - 1) == "the" => {
                self.two_before(place.0).map(|actors| (actors, place.0))
            }
            "i" | "we" => self.speaker().map(|id| (vec![Actor::Person(id)], place.0)),
            // "Trump's campaign" raises what is his.
            noun if among(OWNED, noun) && self.owner_before(last).is_some() => {
                let (actor, start) = self.owner_before(last)?;
                Some((vec![actor], start))
            }
            // "The group's political arm".
            noun if among(GROUPS, noun)
                && (last.saturating_sub(4)..last)
                    .any(|idx| among(AGAIN, self.at(idx)) && self.at(idx + 1) == "'s") =>
            {
                self.body_before(place.0)
                    .map(|name| (vec![Actor::Body(name)], self.determined(last)))
            }
            // "Correct the Record, a super PAC supporting Clinton": what the name before the comma is.
            noun if among(AGAIN, noun) && self.apposed(last).is_some() => {
                self.apposed(last).and_then(|comma| self.phrase(comma))
            }
            noun if among(AGAIN, noun) && self.is_again(last) => self
                .body_before(place.0)
                .map(|name| (vec![Actor::Body(name)], self.determined(last))),
            noun if among(GROUPS, noun) => self.group(last, last),
            _ => self.proper(last),
        }
    }

    /// The candidate whose campaign a noun names: `Ⓟ's re-election campaign`, `Ⓗ team`, `the Ⓟ campaign`.
    pub(super) fn owner_before(&self, noun: usize) -> Option<(Actor, usize)> {
        let from = noun.saturating_sub(4);
        let idx = (from..noun).rev().find(|idx| {
            let word = self.at(*idx);
            word == "Ⓗ" || word == "Ⓟ"
        })?;
        let between =
            (idx + 1..noun).all(|idx| self.at(idx).starts_with('\'') || is_modifier(self.at(idx)));
        between.then(|| self.actor(idx)).flatten()
    }

    /// Who says "I": the person beside a verb of saying in this sentence, else in the one before or after it.
    pub(super) fn speaker(&self) -> Option<usize> {
        static SAID: LazyLock<Regex> = LazyLock::new(|| {
            regex(
                r"(?P<a>Ⓟ)(?:,[^,\x22]{1,60},)? (?:also |later |then )?(?:said|says|tweeted|wrote|added|told|announced|declared|continued)\b|\b(?:said|says|tweeted|wrote|added|declared) (?:Ⓣ |former |Ⓨ |Ⓖ )*(?P<b>Ⓟ)",
            )
        });
        let document = self.look.document;
        let idx = self.look.idx;
        let near = [Some(idx), idx.checked_sub(1), Some(idx + 1)];
        near.into_iter()
            .flatten()
            .filter_map(|idx| document.sentences.get(idx))
            .find_map(|s| {
                let c = SAID.captures(&s.tagged.text)?;
                let m = c.name("a").or_else(|| c.name("b"))?;
                s.mentions_in(m.start(), m.end()).find_map(Mention::person)
            })
    }

    /// "Trump's campaign and the party": the actors that start at a word.
    pub(super) fn list_from(&self, first: usize) -> Found {
        let (actor, start) = self.actor(first)?;
        let mut actors = vec![actor];
        let mut idx = first + 1;
        while idx < self.words.len() && idx < first + 6 {
            if self.at(idx) == "and" {
                let next = (idx + 1..idx + 4).find(|next| is_sign(self.at(*next)));
                if let Some((actor, _)) = next.and_then(|next| self.actor(next)) {
                    actors.push(actor);
                }
                break;
            }
            idx += 1;
        }
        Some((actors, start))
    }

    pub(super) fn is_again(&self, noun: usize) -> bool {
        let from = noun.saturating_sub(2);
        (from..noun).any(|idx| matches!(self.at(idx), "the" | "this" | "that"))
            && !(from..noun).any(|idx| is_sign(self.at(idx)) || self.at(idx) == "Ⓨ")
    }

    /// Where a noun phrase starts: at its article, if one stands shortly before the noun.
    pub(super) fn determined(&self, noun: usize) -> usize {
        (noun.saturating_sub(4)..noun)
            .rev()
            .find(|idx| matches!(self.at(*idx), "the" | "this" | "that"))
            .map_or(self.words[noun].start, |idx| self.words[idx].start)
    }

    /// The last two people whom the words before a byte, or else the sentence before, name.
    fn two_before(&self, upto: usize) -> Option<Vec<Actor>> {
        let document = self.look.document;
        let here = self.look.sentence.mentions_in(0, upto);
        let before = self.look.idx.checked_sub(1);
        let earlier = before.map(|idx| document.sentences[idx].mentions.iter());
        let mut named: Vec<usize> = Vec::new();
        let here: Vec<&Mention> = here.collect();
        let all = here
            .into_iter()
            .rev()
            .chain(earlier.into_iter().flat_map(Iterator::rev));
        for mention in all {
            if let What::Person(id) = mention.what
                && !named.contains(&id)
            {
                named.insert(0, id);
            }
            if named.len() == 2 {
                return Some(named.into_iter().map(Actor::Person).collect());
            }
        }
        None
    }

    /// The organization that the words before a byte or the three sentences before named last.
    pub(super) fn body_before(&self, upto: usize) -> Option<String> {
        let document = self.look.document;
        let here: Vec<&Mention> = self.look.sentence.mentions_in(0, upto).collect();
        let earlier = document.sentences[..self.look.idx]
            .iter()
            .rev()
            .take(3)
            .flat_map(|s| s.mentions.iter().rev());
        here.into_iter()
            .rev()
            .chain(earlier)
            .find_map(|m| match &m.what {
                What::Organization(name) => Some(name.clone()),
                _ => None,
            })
    }

    /// The comma before the article of a noun, where the noun is an apposition.
    fn apposed(&self, noun: usize) -> Option<usize> {
        let article = (noun.saturating_sub(5)..noun)
            .rev()
            .find(|idx| matches!(self.at(*idx), "a" | "an" | "the" | "another"))?;
        let comma = article.checked_sub(1)?;
        (self.at(comma) == ",").then_some(comma)
    }

    /// A name that no list knows: two or more capitalised words, `Restore Our Future`.
    pub(super) fn proper(&self, last: usize) -> Found {
        let original = |idx: usize| {
            let word = &self.words[idx];
            self.look.sentence.words(word.start, word.end)
        };
        let capital = |idx: usize| original(idx).starts_with(char::is_uppercase);
        // In a headline every word has its capital; voters are no body.
        let headline = self.look.sentence.piece.part == claim::Part::Title;
        let many = among(
            " americans voters people men women children ",
            self.at(last),
        );
        if headline || many || !capital(last) {
            return None;
        }
        // An acronym is a name by itself: `SEIU`.
        let word = original(last);
        if (3..9).contains(&word.len()) && word.bytes().all(|byte| byte.is_ascii_uppercase()) {
            let start = self.words[last].start;
            return Some((vec![Actor::Body(word.to_owned())], start));
        }
        let mut first = last;
        while first > 0
            && (capital(first - 1) && !is_sign(self.at(first - 1)) && self.at(first - 1).len() > 1
                || self.at(first - 1) == "'s" && first > 1 && capital(first - 2)
                || matches!(self.at(first - 1), "of" | "for" | "our" | "to" | "the")
                    && first > 1
                    && capital(first - 2))
        {
            first -= 1;
        }
        let named = (first..=last).filter(|idx| capital(*idx)).count();
        let tagged = (first..=last).any(|idx| matches!(self.at(idx), "Ⓟ" | "Ⓨ" | "Ⓖ" | "Ⓓ" | "Ⓣ"));
        if named < 2 || tagged {
            return None;
        }
        let range = (self.words[first].start, self.words[last].end);
        let name = self.look.sentence.words(range.0, range.1);
        Some((vec![Actor::Body(name.to_owned())], range.0))
    }

    /// A group by its words, with the modifiers before them.
    pub(super) fn group(&self, head: usize, last: usize) -> Found {
        let mut first = head;
        while first > 0
            && head - first < 5
            && (is_modifier(self.at(first - 1))
                || self.at(first - 1) == "'s"
                || is_sign(self.at(first - 1)))
            && self.at(first - 1) != "the"
        {
            first -= 1;
        }
        // "Donors", "committees" without a word of whose they are say nobody.
        let owned = (first..=last).any(|idx| is_sign(self.at(idx)) || self.at(idx) == "Ⓨ");
        let anonymous = among(AGAIN, self.at(head)) && !owned;
        if first == last && self.at(last) != "Ⓨ" || anonymous {
            return None;
        }
        let range = (self.words[first].start, self.words[last].end);
        let name = self.look.sentence.words(range.0, range.1);
        Some((vec![Actor::Body(name.to_owned())], range.0))
    }

    pub(super) fn surnamed(&self, name: &str) -> Option<usize> {
        let people = &self.look.document.registry.people;
        (0..people.len()).find(|id| people[*id].name.as_str().rsplit(' ').next() == Some(name))
    }

    pub(super) fn actor(&self, idx: usize) -> Option<(Actor, usize)> {
        let word = self.words.get(idx)?;
        let mention: &Mention = self
            .look
            .sentence
            .mentions_in(word.start, word.end)
            .next()?;
        let actor = match &mention.what {
            // Bloomberg is an outlet, but in a report on Michael Bloomberg it is he who acts.
            What::Outlet(name) => self
                .surnamed(name)
                .map_or_else(|| Actor::Body(name.clone()), Actor::Person),
            What::Organization(name) => Actor::Body(name.clone()),
            What::Pronoun(_, Case::Object, _) => return None,
            _ => Actor::Person(mention.person()?),
        };
        Some((actor, word.start))
    }
}
