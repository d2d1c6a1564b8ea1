//! Who does what a verb says: the subject of a verb of the tagged form, over adverbs, auxiliaries, appositions, relative
//! clauses and coordinated verbs, and how sure the words between leave the deed.
//!
//! Rules that spell out all that may stand between a name and its verb never end; a short walk to the left finds the same.

use claim::Certainty;

use crate::kinds::Look;

mod company;
mod phrase;
mod words;

use words::{
    AGAIN, ASKING, DECISIONS, DENIED, DISPLAYS, EXPECTED, OPENING, POSSIBLE, PREPOSITIONS, SKIPPED,
    TELLING,
};
pub(crate) use words::{GROUPS, LEADING, Word, among, is_modifier, is_sign, words};

/// Somebody who acts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Actor {
    Person(usize),
    /// An organization by its name, or a group by the words for it (`Senate Republicans`).
    Body(String),
}

/// The people among those who act.
pub(crate) fn people(actors: &[Actor]) -> Vec<usize> {
    actors
        .iter()
        .filter_map(|actor| match actor {
            Actor::Person(id) => Some(*id),
            Actor::Body(_) => None,
        })
        .collect()
}

/// The subject of a verb.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Subject {
    pub(crate) actors: Vec<Actor>,
    /// Where the words for it start.
    pub(crate) from: usize,
    pub(crate) certainty: Certainty,
}

struct Walk<'l, 'd, 'a, 't> {
    look: Look<'d, 'a>,
    words: &'l [Word<'t>],
    certainty: Certainty,
}

/// The subject of the verb that starts at a byte of the tagged form.
pub(crate) fn subject(look: Look<'_, '_>, at: usize) -> Option<Subject> {
    let all = words(look.text());
    let verb = all.iter().position(|w| w.start >= at)?;
    let participle = all[verb].text.ends_with("ing");
    let mut walk = Walk {
        look,
        words: &all,
        certainty: Certainty::Asserted,
    };
    let (actors, from) = walk.of_verb(verb, participle)?;
    let conditional = look
        .text()
        .get(from..at)
        .is_some_and(|words| words.contains(" would "));
    if conditional && walk.certainty == Certainty::Asserted {
        walk.certainty = if ["if ", "should ", "were "]
            .iter()
            .any(|w| look.text().contains(w))
        {
            Certainty::Possible
        } else {
            Certainty::Expected
        };
    }
    let open = look.text().get(..from).is_some_and(|before| {
        let before = before.trim_end();
        before.ends_with("whether") || before.ends_with(" if") || before.ends_with("unless")
    });
    let nor = look.text().get(..from).is_some_and(|before| {
        let mut back = before.split_whitespace().rev();
        back.next().is_some_and(|verb| among(SKIPPED, verb)) && back.next() == Some("nor")
    });
    if nor {
        walk.certainty = Certainty::Denied;
    }
    if open && walk.certainty != Certainty::Denied {
        walk.certainty = Certainty::Possible;
    }
    (!actors.is_empty()).then_some(Subject {
        actors,
        from,
        certainty: walk.certainty,
    })
}

/// The subject of the clause that a byte of the tagged form stands in: whose ads attack somebody.
pub(crate) fn clause_subject(look: Look<'_, '_>, at: usize) -> Option<Subject> {
    let all = words(look.text());
    let idx = all.iter().position(|w| w.start >= at)?;
    let mut walk = Walk {
        look,
        words: &all,
        certainty: Certainty::Asserted,
    };
    walk.note_clause(idx);
    let (actors, from) = walk.of_clause(idx)?;
    (!actors.is_empty()).then_some(Subject {
        actors,
        from,
        certainty: walk.certainty,
    })
}

/// Who says "I" in a sentence.
pub(crate) fn speaker(look: Look<'_, '_>) -> Option<usize> {
    let walk = Walk {
        look,
        words: &[],
        certainty: Certainty::Asserted,
    };
    walk.speaker()
}

type Found = Option<(Vec<Actor>, usize)>;

impl Walk<'_, '_, '_, '_> {
    fn at(&self, idx: usize) -> &str {
        self.words.get(idx).map_or("", |w| w.text)
    }

    fn note(&mut self, word: &str) {
        // The word farthest to the left governs the rest: "declined to say she will" denies, "may not" denies too.
        if among(DENIED, word) {
            self.certainty = Certainty::Denied;
        } else if self.certainty == Certainty::Asserted {
            if among(EXPECTED, word) {
                self.certainty = Certainty::Expected;
            } else if among(POSSIBLE, word) {
                self.certainty = Certainty::Possible;
            }
        }
    }

    /// Walks from a verb to its subject.
    fn of_verb(&mut self, verb: usize, participle: bool) -> Found {
        let mut end = verb;
        while end > 0 {
            let word = self.words[end - 1].text;
            if word == "to" && end > 1 {
                // "Voted late Saturday to endorse": when it was lies between.
                let mut behind = end - 2;
                while behind > 0 && matches!(self.at(behind), "Ⓓ" | "late" | "early" | "on") {
                    behind -= 1;
                }
                let governor = self.at(behind).to_owned();
                // "His plan to pour" is his; "they plan to pour" is a verb.
                if among(DECISIONS, &governor)
                    && let Some(owner) = self.owner(behind)
                {
                    self.note(&governor);
                    return Some(owner);
                }
                // "Has yet to take a lead" has not taken it.
                if governor == "yet" {
                    self.certainty = Certainty::Denied;
                    end = behind;
                    continue;
                }
                if among(LEADING, &governor) {
                    self.note(&governor);
                    end = behind;
                    continue;
                }
                if among(DECISIONS, &governor) {
                    self.note(&governor);
                    return self.owner(end - 2);
                }
                let from = (end - 1).saturating_sub(7);
                if (from..end - 1).any(|idx| among(ASKING, self.at(idx))) {
                    return None;
                }
                return self.of_clause(end - 1);
            }
            // "Shelby joined Ivey in endorsing him": both do.
            if participle
                && word == "in"
                && let Some(join) = self.joined(end - 1)
            {
                let (mut actors, from) = self.of_verb(join, false)?;
                if is_sign(self.at(end - 2))
                    && let Some((others, _)) = self.list(end - 2)
                {
                    actors.extend(others);
                }
                return Some((actors, from));
            }
            if among(SKIPPED, word) || word.ends_with("ly") && word.len() > 4 {
                let word = word.to_owned();
                self.note(&word);
                end -= 1;
                continue;
            }
            if participle && among(TELLING, word) {
                end -= 1;
                continue;
            }
            if matches!(word, "short" | "of") && self.at(end.wrapping_sub(2)) == "short" {
                self.certainty = Certainty::Denied;
                return self.of_clause(end - 1);
            }
            break;
        }
        if end == 0 {
            // "Campaigning for Clinton, he said": an opening participle belongs to the subject that follows.
            return if participle {
                self.following(verb)
            } else {
                None
            };
        }
        let word = self.words[end - 1].text;
        match word {
            "and" | "or" | "but" | "then" | "&" => self.of_clause(end - 1),
            "," if participle => self.of_clause(end - 1),
            // "Hates Trump, endorses him anyway": a verb without a word before it shares the subject of the one before.
            "," if end == verb => self.of_clause(end - 1),
            // "Attacked Rosen for campaigning with": the one before the preposition.
            "for" | "of" if participle && end > 1 && is_sign(self.at(end - 2)) => {
                self.named(end - 2)
            }
            _ if participle && among(PREPOSITIONS, word) => {
                let word = word.to_owned();
                self.note(&word);
                self.of_clause(end - 1)
            }
            "while" | "when" if participle && end == 1 => self.following(verb),
            "while" | "when" if participle => self.of_clause(end - 1),
            // "Will run ads supporting Kelly": whose ads they are.
            noun if participle && among(DISPLAYS, noun) => {
                self.note_clause(end - 1);
                self.of_clause(end - 1)
            }
            _ => match self.member(end) {
                Some(copula) => self.of_verb(copula, false),
                None => self.phrase(end),
            },
        }
    }

    /// How sure the verb leaves the clause before a word: "will run ads".
    fn note_clause(&mut self, end: usize) {
        for idx in end.saturating_sub(12)..end {
            let word = self.at(idx).to_owned();
            if among(" will plans intends expected going set ", &word) {
                self.note(&word);
            }
        }
    }

    /// The owner of a noun: "Ⓟ's decision to".
    fn owner(&self, noun: usize) -> Found {
        let from = noun.saturating_sub(4);
        (from..noun)
            .rev()
            .find_map(|idx| {
                let here = match self.at(idx) {
                    "Ⓗ" => true,
                    sign if is_sign(sign) => self.at(idx + 1).starts_with('\''),
                    _ => false,
                };
                here.then(|| self.actor(idx)).flatten()
            })
            .map(|(actor, start)| (vec![actor], start))
    }

    /// The subject of the clause before a word: its first actor.
    fn of_clause(&self, end: usize) -> Found {
        let start = (0..end)
            .rev()
            .find(|idx| {
                let word = self.at(*idx);
                among(OPENING, word) && !(word == "and" && *idx + 1 == end) || word == "who"
            })
            .map_or(0, |idx| idx + 1);
        if start > 0 && self.at(start - 1) == "who" {
            return self.antecedent(start - 1);
        }
        // "A group that is running advertisements": what "that" takes up.
        let taken_up = || {
            (start > 0 && matches!(self.at(start - 1), "that" | "which"))
                .then(|| self.antecedent(start - 1))
                .flatten()
        };
        self.first_actor(start, end)
            .or_else(taken_up)
            .or_else(|| self.first_actor(0, end))
    }

    fn first_actor(&self, start: usize, end: usize) -> Found {
        (start..end)
            .find(|idx| {
                let free = (start..*idx)
                    .rev()
                    .find(|back| !is_modifier(self.at(*back)))
                    .is_none_or(|back| {
                        !among(PREPOSITIONS, self.at(back)) && self.at(back) != "'s"
                    });
                let named = is_sign(self.at(*idx)) && !self.at(*idx + 1).starts_with('\'');
                let again = among(AGAIN, self.at(*idx)) && self.is_again(*idx);
                free && (named || again)
            })
            .and_then(|idx| {
                if is_sign(self.at(idx)) {
                    self.list(idx)
                } else {
                    self.described(idx + 1)
                }
            })
    }

    /// The subject after an opening participle: the first actor behind the next comma.
    fn following(&self, verb: usize) -> Found {
        let comma = (verb..self.words.len().min(verb + 25)).find(|idx| self.at(*idx) == ",")?;
        let idx =
            (comma + 1..self.words.len().min(comma + 6)).find(|idx| is_sign(self.at(*idx)))?;
        let (actor, _) = self.actor(idx)?;
        Some((vec![actor], self.words[verb].start))
    }

    /// The noun phrase that ends before a word.
    fn phrase(&self, mut end: usize) -> Found {
        if end == 0 {
            return None;
        }
        match self.at(end - 1) {
            ")" => {
                let open = (0..end - 1).rev().find(|idx| self.at(*idx) == "(")?;
                return self.phrase(open);
            }
            // The apostrophe of "Harris' raised" is a slip, a mark only closes a quotation.
            "\"" | "'" => return self.phrase(end - 1),
            "who" => return self.antecedent(end - 1),
            // "Dirt on Biden that could help": what "that" and "which" take up is no person.
            "which" | "that" => {
                return self
                    .antecedent(end - 1)
                    .filter(|(actors, _)| actors.iter().all(|a| matches!(a, Actor::Body(_))));
            }
            "," => {
                end -= 1;
                let from = end.saturating_sub(28);
                let near = is_sign(self.at(end.wrapping_sub(1)));
                // "The group's arm, Americans for Solutions, endorsed": an unlisted name between commas.
                if !near
                    && end > 0
                    && let Some((actors, start)) = self.proper(end - 1)
                    && self.words[..end - 1]
                        .iter()
                        .rposition(|w| w.end <= start)
                        .is_some_and(|idx| self.at(idx) == ",")
                {
                    return Some((actors, start));
                }
                let open = (from..end).rev().find(|idx| {
                    self.at(*idx) == ","
                        && *idx > 0
                        && (is_sign(self.at(idx - 1))
                            || self.at(idx - 1) == ")"
                            || self.at(idx - 1) == "Ⓖ")
                });
                // "The pro-choice candidate, Ⓟ, was endorsed": the name itself is the apposition.
                return match open {
                    Some(open) => self.phrase(open).map(|found| self.with(found, open, end)),
                    None if near => self.named(end - 1),
                    None => None,
                };
            }
            "—" | "-" | "--" => {
                let dash = self.at(end - 1).to_owned();
                let open = (0..end - 1).rev().find(|idx| self.at(*idx) == dash)?;
                return self.phrase(open);
            }
            _ => {}
        }
        let last = end - 1;
        if self.at(last) == "Ⓖ" && self.at(last.wrapping_sub(1)) == "of" {
            return self.phrase(last - 1);
        }
        if is_sign(self.at(last)) {
            return self.named(last);
        }
        self.described(end)
    }

    /// A phrase that ends with a name.
    fn named(&self, last: usize) -> Found {
        let mut idx = last;
        while idx > 0 && is_modifier(self.at(idx - 1)) {
            idx -= 1;
        }
        let before = if idx > 0 { self.at(idx - 1) } else { "" };
        // "Supporters of Clinton endorsed": the name only completes another noun.
        if matches!(
            before,
            "of" | "for" | "from" | "to" | "with" | "by" | "against"
        ) && idx > 1
            && !(before == "with" && self.at(idx - 2) == ",")
        {
            // The political arm of the National Rifle Association is the association itself.
            if matches!(self.at(idx - 2), "arm" | "wing" | "chapter" | "affiliate") {
                return self
                    .actor(last)
                    .map(|(actor, _)| (vec![actor], self.determined(idx - 2)));
            }
            return if among(GROUPS, self.at(idx - 2)) {
                self.group(idx - 1, last)
            } else {
                None
            };
        }
        self.list(last)
    }

    /// All actors of an enumeration that a word stands in.
    fn list(&self, last: usize) -> Found {
        let mut actors = Vec::new();
        let (actor, mut start) = self.actor(last)?;
        actors.push(actor);
        let mut idx = last;
        loop {
            let mut back = idx;
            while back > 0 && is_modifier(self.at(back - 1)) {
                back -= 1;
            }
            start = self.words[back].start.min(start);
            let joined = back > 1
                && (self.at(back - 1) == "and" || self.at(back - 1) == "," && actors.len() > 1);
            if !joined {
                break;
            }
            let mut earlier = back - 2;
            if self.at(back - 1) == "and" && self.at(earlier) == "," && earlier > 0 {
                earlier -= 1;
            }
            if self.at(earlier) == "Ⓖ" && earlier > 1 && self.at(earlier - 1) == "of" {
                earlier -= 2;
            }
            if self.at(earlier) == ")" {
                match (0..earlier).rev().find(|idx| self.at(*idx) == "(") {
                    Some(open) if open > 0 => earlier = open - 1,
                    _ => break,
                }
            }
            if !is_sign(self.at(earlier)) {
                break;
            }
            let Some((actor, _)) = self.actor(earlier) else {
                break;
            };
            actors.push(actor);
            idx = earlier;
        }
        actors.reverse();
        Some((actors, start))
    }

    /// Whom "who" or "which" takes up: the last actor before it that nothing owns and that completes no other noun, unless it
    /// stands right before it.
    fn antecedent(&self, who: usize) -> Found {
        let mut end = who;
        if end > 0 && self.at(end - 1) == "," {
            end -= 1;
        }
        if end > 0 && self.at(end - 1) == ")" {
            end = (0..end).rev().find(|idx| self.at(*idx) == "(")?;
        }
        if end > 1 && self.at(end - 1) == "Ⓖ" && self.at(end - 2) == "of" {
            end -= 2;
        }
        if end > 0 && is_sign(self.at(end - 1)) {
            let (actor, start) = self.actor(end - 1)?;
            return Some((vec![actor], start));
        }
        if let Some(copula) = self.member(end) {
            return self.phrase(copula);
        }
        let from = end.saturating_sub(22);
        (from..end)
            .rev()
            .find(|idx| {
                is_sign(self.at(*idx))
                    && !self.at(*idx + 1).starts_with('\'')
                    && self.at(*idx + 1) == ","
            })
            // "Lee is a former judge who won": what a name is said to be is the name.
            .or_else(|| {
                let last = (from..end).rev().find(|idx| is_sign(self.at(*idx)))?;
                matches!(self.at(last + 1), "is" | "was" | "became" | "remains").then_some(last)
            })
            .and_then(|idx| self.actor(idx))
            .map(|(actor, start)| (vec![actor], start))
    }
}

#[cfg(test)]
mod tests;
