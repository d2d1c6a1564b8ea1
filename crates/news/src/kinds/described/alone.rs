//! Descriptions without a name, for somebody named before: `the Nevada Democrat`, `the former governor`.

use super::super::{Look, Page};
use super::{Reader, last_word};
use crate::description::{Phrase, Phrases, Trait};
use crate::mention::Mention;
use crate::presidency;

/// Work that is rare among the people of a report.
const TELLING: [&str; 12] = [
    "businessman",
    "businesswoman",
    "mogul",
    "magnate",
    "developer",
    "surgeon",
    "neurosurgeon",
    "coach",
    "tycoon",
    "entrepreneur",
    "philanthropist",
    "financier",
];

/// Words that make a description one of somebody who is not named, or of anybody.
const OTHERS: [&str; 12] = [
    "previous",
    "other",
    "potential",
    "eventual",
    "possible",
    "typical",
    "average",
    "another",
    "prospective",
    "would-be",
    "future",
    "rival",
];

impl Reader {
    /// Descriptions without a name: "the Nevada Democrat", "the former governor".
    pub(super) fn unnamed(&mut self, page: &mut Page<'_, '_>, look: Look<'_, '_>) {
        let phrases = Phrases::of(look.sentence);
        for from in 0..phrases.tokens.len() {
            if phrases.text(from) != "the"
                || matches!(
                    phrases.text(from + 1),
                    "first"
                        | "next"
                        | "only"
                        | "last"
                        | "most"
                        | "best"
                        | "second"
                        | "new"
                        | "newest"
                        | "eventual"
                        | "ideal"
                )
            {
                continue;
            }
            let before = phrases.text(from.wrapping_sub(1));
            if matches!(
                before,
                "be" | "become"
                    | "becoming"
                    | "as"
                    | "became"
                    | "is"
                    | "was"
                    | "are"
                    | "remains"
                    | "being"
                    | "all"
                    | "both"
                    | "for"
                    | "like"
            ) || matches!(before, "," | "—" | "-" | "(")
                && phrases.text(from.wrapping_sub(2)) == "Ⓟ"
            {
                continue;
            }
            let series = phrases.series(from);
            let Some(first) = series.first() else {
                continue;
            };
            if series
                .iter()
                .any(|p| p.plural || self.taken.contains(&(look.idx, p.range.0)))
            {
                continue;
            }
            let behind = phrases.text(first.next);
            let late = phrases.text(from + 1) == "late";
            // "The previous candidate", "the Republican running for the seat" are somebody new.
            let other = (from..first.next).any(|idx| OTHERS.contains(&phrases.text(idx)));
            let bare = first.traits.iter().all(|t| matches!(t, Trait::Party(_)));
            let bare = bare && first.range.1 - first.range.0 == 'Ⓨ'.len_utf8();
            let somebody = behind.ends_with("ing") && behind != "during"
                || matches!(behind, "who" | "with" | "in" | "to" | "from");
            if other || bare && somebody {
                continue;
            }
            // "The Republican and Democratic front-runners" are two.
            let two = behind == "and" && phrases.text(first.next + 1) == "Ⓨ";
            if two || late || matches!(behind, "Ⓟ" | "Ⓗ" | "or") || behind.starts_with('-') {
                continue;
            }
            let Some(person) = self.meant(look, &phrases, from, first) else {
                continue;
            };
            for (number, phrase) in series.iter().enumerate() {
                let mut phrase = phrase.clone();
                if number == 0 {
                    phrase.range.0 = phrases.tokens[from].at;
                }
                phrase.traits.retain(|what| match what {
                    Trait::Role(..) | Trait::Home(_) => false,
                    Trait::Work(words) => {
                        self.knows_work(person, words)
                            || words.contains(' ') && !words.contains(" of ")
                    }
                    _ => true,
                });
                self.emit(page, look, phrase.range, person, &phrase, true);
            }
        }
    }

    /// Whether the report gives a person such work, or the work is one that few people of a report have.
    fn knows_work(&self, person: usize, words: &str) -> bool {
        let word = last_word(words);
        TELLING.contains(&word.as_str())
            || self.profiles[person].work.iter().any(|w| w.contains(&word))
    }

    /// Whom a description means: somebody named before whom what is known of them fits.
    fn meant(
        &self,
        look: Look<'_, '_>,
        phrases: &Phrases<'_, '_>,
        from: usize,
        phrase: &Phrase,
    ) -> Option<usize> {
        if phrase.traits.is_empty() {
            return None;
        }
        let here = look
            .sentence
            .tagged
            .source(phrases.tokens[from].at, phrases.tokens[from].end)
            .0;
        let day = look.document.published();
        let inside: Vec<usize> = look
            .sentence
            .mentions
            .iter()
            .filter(|m| m.end <= here)
            .filter_map(Mention::person)
            .collect();
        let earlier: Vec<Vec<usize>> = look.document.sentences[..look.idx]
            .iter()
            .rev()
            .map(|s| {
                s.mentions
                    .iter()
                    .filter_map(Mention::person)
                    .collect::<Vec<usize>>()
            })
            .filter(|ids| !ids.is_empty())
            .take(8)
            .collect();
        let most = self
            .profiles
            .iter()
            .map(|p| p.mentions)
            .max()
            .unwrap_or_default();
        let mut candidates: Vec<usize> = inside
            .iter()
            .copied()
            .chain(earlier.iter().flatten().copied())
            .collect();
        // The president of the day needs no name before.
        candidates.extend((0..self.profiles.len()).filter(|id| {
            day.is_some_and(|day| presidency::holds(look.document.name(*id), "President", day))
        }));
        candidates.sort_unstable();
        candidates.dedup();
        let mut best: Option<(i32, usize)> = None;
        let mut tie = false;
        for id in candidates {
            let profile = &self.profiles[id];
            let mut score = 0;
            for what in &phrase.traits {
                score += match what {
                    Trait::Office(office) => {
                        let kind = last_word(office);
                        if kind == "president" {
                            let name = look.document.name(id);
                            let fits = day.is_some_and(|day| {
                                if phrase.former {
                                    presidency::held(name, office, day)
                                } else {
                                    presidency::holds(name, office, day)
                                }
                            });
                            if fits { 6 } else { -9 }
                        } else if profile.offices.contains(&kind) {
                            4
                        } else if profile.offices.is_empty() {
                            0
                        } else {
                            -5
                        }
                    }
                    Trait::Party(party) => {
                        if profile.parties.contains(party) {
                            2
                        } else if profile.parties.is_empty() {
                            0
                        } else {
                            -9
                        }
                    }
                    Trait::Work(words) => {
                        let word = last_word(words);
                        if profile.work.iter().any(|w| w.contains(&word)) {
                            4
                        } else {
                            0
                        }
                    }
                    Trait::Age(age) => {
                        if profile.ages.contains(age) {
                            4
                        } else if profile.ages.is_empty() {
                            0
                        } else {
                            -9
                        }
                    }
                    Trait::Role(..) | Trait::Home(_) => 0,
                };
            }
            if let Some(state) = phrase.state {
                score += if profile.states.contains(state) {
                    4
                } else if profile.states.is_empty() {
                    0
                } else {
                    -9
                };
            }
            if earlier.first().and_then(|ids| ids.first()) == Some(&id) {
                score += 2;
            } else if earlier.first().is_some_and(|ids| ids.contains(&id)) {
                score += 1;
            }
            if profile.mentions == most {
                score += 1;
            }
            // Offices and parties are those of politicians.
            let political = phrase
                .traits
                .iter()
                .any(|what| matches!(what, Trait::Office(_) | Trait::Party(_)));
            if political && profile.is_politician() {
                score += 1;
            } else if political && profile.mentions < most {
                score -= 1;
            }
            if inside.contains(&id) {
                score -= 2;
            }
            // The president of the day is called so, and hardly "the Republican candidate".
            let presides =
                day.is_some_and(|day| presidency::holds(look.document.name(id), "President", day));
            if presides
                && !phrase.traits.iter().any(|t| matches!(t, Trait::Office(_)))
                && profile.parties.is_empty()
            {
                score -= 3;
            }
            match best {
                Some((top, _)) if top > score => {}
                // "Trump" beside "Donald Trump Jr." may be two entries for one president.
                Some((top, other)) if top == score => {
                    let name = look.document.name(id);
                    tie = top < 6 || !name.consistent_with(look.document.name(other));
                }
                _ => {
                    best = Some((score, id));
                    tie = false;
                }
            }
        }
        // A mogul among politicians is easily told.
        let telling = phrase.traits.iter().any(|what| matches!(what, Trait::Work(words) if TELLING.contains(&last_word(words).as_str())));
        best.filter(|(score, _)| *score >= if telling { 2 } else { 3 } && !tie)
            .map(|(_, id)| id)
    }
}
