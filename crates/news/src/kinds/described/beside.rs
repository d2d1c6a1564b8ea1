//! Descriptions with a name beside them: behind it, before it, at the head of the sentence.

use super::super::{Look, Page};
use super::Reader;
use crate::description::{Article, Employer, Phrase, Phrases, Trait};
use crate::mention::{Mention, What};

impl Reader {
    /// "A (R-Ky.), a former mayor and …,", "A is a Democrat".
    pub(super) fn behind(
        &mut self,
        page: &mut Page<'_, '_>,
        look: Look<'_, '_>,
        phrases: &Phrases<'_, '_>,
        (at, person, by_name): (usize, usize, bool),
    ) {
        let text = |idx: usize| phrases.text(idx);
        let mut next = at + 1;
        if text(next) == "of" && text(next + 1) == "Ⓖ" {
            next += 2;
        }
        if text(next) == "(" {
            let Some(close) = (next..next + 9).find(|&idx| text(idx) == ")") else {
                return;
            };
            next = close + 1;
        }
        // Tags and ages between commas: ", R-Ky.,", ", 72,".
        if text(next) == "," {
            let short = (next + 1..next + 6).find(|&idx| text(idx) == ",");
            let tag = |idx: usize| {
                matches!(text(idx), "r" | "d" | "i" | "Ⓒ" | "Ⓖ" | "-" | "Ⓨ")
                    || text(idx).starts_with('-')
            };
            if let Some(close) = short.filter(|&close| (next + 1..close).all(tag)) {
                next = close;
            }
        }
        let apart = matches!(text(next), "," | "—" | "-" | "--" | "(");
        let mut from = if apart { next + 1 } else { next };
        if apart && !by_name {
            return;
        }
        let mut clause = false;
        let mut former = false;
        if text(from) == "who" || text(from) == "who's" {
            from += usize::from(text(from) == "who");
            if !apart && text(from - 1) != "who" && text(from) != "who's" {
                return;
            }
            clause = true;
        }
        if clause || !apart {
            let verbs: [(&[&str], bool); 12] = [
                (&["who's"], false),
                (&["'s"], false),
                (&["is"], false),
                (&["remains"], false),
                (&["was"], true),
                (&["became"], false),
                (&["had", "been"], true),
                (&["has", "been"], false),
                (&["served", "as"], true),
                (&["serves", "as"], false),
                (&["worked", "as"], true),
                (&["works", "as"], false),
            ];
            let adverb = |idx: usize| {
                matches!(
                    text(idx),
                    "also"
                        | "now"
                        | "currently"
                        | "once"
                        | "previously"
                        | "later"
                        | "then"
                        | "still"
                        | "has"
                        | "had"
                ) || text(idx).ends_with("ly")
            };
            let mut start = from;
            if adverb(start)
                && verbs
                    .iter()
                    .all(|(words, _)| words.iter().enumerate().any(|(n, w)| text(start + n) != *w))
            {
                start += 1;
            }
            let Some((words, past)) = verbs
                .iter()
                .find(|(words, _)| words.iter().enumerate().all(|(n, w)| text(start + n) == *w))
            else {
                return;
            };
            // "A's a Democrat" is a clause only behind a pronoun.
            if words[0] == "'s" && by_name {
                return;
            }
            from = start + words.len();
            former = *past;
        }
        let series = phrases.series(from);
        let series = shared(series);
        let Some(first) = series.first() else { return };
        let told = !apart || clause;
        if told
            && first.article == Article::None
            && !matches!(
                first.traits.first(),
                Some(Trait::Office(_) | Trait::Work(_) | Trait::Role(..))
            )
        {
            return;
        }
        if told && matches!(text(from), "not" | "never") {
            return;
        }
        for (number, phrase) in series.iter().enumerate() {
            if phrase.plural || !closes(phrases, phrase, apart && !clause && number == 0) {
                break;
            }
            let mut phrase = phrase.clone();
            served(phrases, &mut phrase);
            phrase.former |= former
                && phrase
                    .traits
                    .iter()
                    .any(|t| matches!(t, Trait::Office(_) | Trait::Role(..)));
            let start = if number == 0 {
                phrases.tokens[at].at
            } else {
                phrase.range.0
            };
            self.taken.push((look.idx, phrase.range.0));
            self.emit(page, look, (start, phrase.range.1), person, &phrase, true);
        }
    }

    /// "Former British spy and opposition researcher A", "DNC Chairwoman Rep. A".
    pub(super) fn before(
        &mut self,
        page: &mut Page<'_, '_>,
        look: Look<'_, '_>,
        phrases: &Phrases<'_, '_>,
        (at, person): (usize, usize),
    ) {
        let mut start = at;
        while start > 0 && at - start < 16 {
            let idx = start - 1;
            let text = phrases.text(idx);
            let owner = text == "Ⓟ" && !matches!(phrases.text(idx + 1), "'s" | "'");
            let joins = text == "and" && idx > 0 && phrases.modifies(idx - 1) && start < at;
            if owner || text == "Ⓗ" || !(joins || phrases.modifies(idx)) {
                break;
            }
            start = idx;
        }
        // The titles right before the name, several in a row.
        let mut pieces: Vec<(usize, usize)> = Vec::new();
        let mut from = start;
        for idx in start..=at {
            if idx == at || phrases.text(idx) == "and" {
                pieces.push((from, idx));
                from = idx + 1;
            }
        }
        let article = matches!(phrases.text(start.wrapping_sub(1)), "the" | "a" | "an");
        let count = pieces.len();
        for (number, (from, to)) in pieces.into_iter().enumerate() {
            if from >= to {
                continue;
            }
            let last = number + 1 == count;
            let Some(phrase) = phrases.phrase_to(from, to) else {
                continue;
            };
            if phrase.next < to || phrase.plural || phrase.traits.is_empty() {
                continue;
            }
            // "The governor and Republican nominee A" may be two people.
            let telling = phrase.former
                || (from..to).any(|idx| matches!(phrases.text(idx), "Ⓖ" | "Ⓤ" | "Ⓞ" | "Ⓓ"))
                || !article && phrase.traits.iter().any(|t| matches!(t, Trait::Work(_)));
            if !last && !telling {
                continue;
            }
            let end = phrases.tokens[at].end;
            self.taken.push((look.idx, phrase.range.0));
            let mut phrase = phrase;
            // The rules of the kinds read the office and the work right before a name.
            // "His former lawyer A" is a role.
            if phrases.text(start.wrapping_sub(1)) == "Ⓗ" {
                phrase.traits.retain(|t| !matches!(t, Trait::Work(_)));
            }
            if last && count == 1 {
                phrase
                    .traits
                    .retain(|t| matches!(t, Trait::Work(_) | Trait::Party(_)));
            }
            self.emit(page, look, (phrase.range.0, end), person, &phrase, false);
        }
    }

    /// "A former pilot, A …", "As a veteran, she …".
    pub(super) fn leading(
        &mut self,
        page: &mut Page<'_, '_>,
        look: Look<'_, '_>,
        phrases: &Phrases<'_, '_>,
    ) {
        let mut from = usize::from(phrases.text(0) == "\"");
        if phrases.text(from) == "as" {
            from += 1;
        }
        let series = phrases.series(from);
        let Some(first) = series.first() else { return };
        let opens =
            first.article == Article::Indefinite || first.article == Article::None && first.former;
        if !opens {
            return;
        }
        let Some(last) = series.last() else { return };
        let Some(comma) = (last.next..(last.next + 18).min(phrases.tokens.len()))
            .find(|&idx| phrases.text(idx) == ",")
        else {
            return;
        };
        let Some(name) = name_at(phrases, comma + 1) else {
            return;
        };
        let Some(person) = phrases.mention(name).and_then(Mention::person) else {
            return;
        };
        for phrase in series.iter().filter(|p| !p.plural) {
            self.taken.push((look.idx, phrase.range.0));
            self.emit(page, look, phrase.range, person, phrase, true);
        }
    }

    /// "The political consultant, A, …", "one forecaster — A —".
    pub(super) fn introducing(
        &mut self,
        page: &mut Page<'_, '_>,
        look: Look<'_, '_>,
        phrases: &Phrases<'_, '_>,
    ) {
        for from in 0..phrases.tokens.len() {
            if !matches!(
                phrases.text(from),
                "the" | "a" | "an" | "Ⓗ" | "one" | "another"
            ) || from > 0
                && matches!(phrases.text(from - 1), "," | "—")
                && phrases.text(from.saturating_sub(2)) == "Ⓟ"
            {
                continue;
            }
            let series = phrases.series(from);
            let Some(last) = series.last() else { continue };
            if series.iter().any(|p| p.plural) {
                continue;
            }
            let mut comma = last.next;
            // A short complement or clause may stand between.
            let linked = matches!(
                phrases.text(comma),
                "of" | "for"
                    | "from"
                    | "in"
                    | "at"
                    | "who"
                    | "cited"
                    | "named"
                    | "identified"
                    | "seeking"
                    | "running"
            );
            if let Some(found) = (comma..comma + 8)
                .filter(|_| linked)
                .find(|&idx| matches!(phrases.text(idx), "," | "—" | "." | "Ⓟ"))
            {
                comma = found;
            }
            // "The only Democrat in the race is Attorney General A".
            let copula = (last.next..last.next + 7).find(|&idx| phrases.text(idx) == "is");
            let copula = copula
                .filter(|&idx| phrases.text(from) == "the" && name_at(phrases, idx + 1).is_some());
            if let (Some(verb), Some(name)) =
                (copula, copula.and_then(|idx| name_at(phrases, idx + 1)))
                && let Some(person) = phrases.mention(name).and_then(Mention::person)
                && (last.next..verb).all(|idx| !matches!(phrases.text(idx), "," | "Ⓟ"))
            {
                self.give(page, look, &series, phrases.tokens[name].end, person);
                continue;
            }
            if !matches!(phrases.text(comma), "," | "—")
                || comma > last.next && last.traits.iter().all(|t| matches!(t, Trait::Party(_)))
            {
                continue;
            }
            let Some(name) = name_at(phrases, comma + 1) else {
                continue;
            };
            if !matches!(phrases.text(name + 1), "," | "." | "—" | ";" | "" | "\"") {
                continue;
            }
            // In a list of people the name is another one's.
            let listed = phrases.text(name + 1) == ","
                && (name + 1..name + 8)
                    .any(|idx| phrases.text(idx) == "and" && phrases.text(idx - 1) == ",");
            let Some(person) = phrases
                .mention(name)
                .and_then(Mention::person)
                .filter(|_| !listed)
            else {
                continue;
            };
            self.give(page, look, &series, phrases.tokens[name].end, person);
        }
    }
}

/// "A strategist who worked for A": the work is a role for A.
fn served(phrases: &Phrases<'_, '_>, phrase: &mut Phrase) {
    let text = |idx: usize| phrases.text(idx);
    let serves = |idx: &usize| {
        matches!(
            text(*idx),
            "worked"
                | "works"
                | "polled"
                | "consulted"
                | "advised"
                | "advises"
                | "served"
                | "ran"
                | "managed"
        )
    };
    if text(phrase.next) != "who" {
        return;
    }
    let Some(verb) = (phrase.next + 1..phrase.next + 4).find(serves) else {
        return;
    };
    let of = (verb + 1..verb + 8)
        .take_while(|&idx| {
            matches!(
                text(idx),
                "for" | "on" | "with" | "to" | "in" | "under" | "the" | "an" | "a"
            ) || phrases.modifies(idx)
        })
        .find_map(|idx| {
            let mention = phrases.mention(idx)?;
            match &mention.what {
                What::Organization(name) => Some(Employer::Body(name.clone())),
                _ => mention.person().map(Employer::Person),
            }
        });
    let at = phrase
        .traits
        .iter()
        .position(|t| matches!(t, Trait::Work(_)));
    if let (Some(of), Some(at)) = (of, at)
        && let Trait::Work(words) = &phrase.traits[at]
    {
        let role = words.rsplit(' ').next().unwrap_or_default().to_owned();
        phrase.former = !matches!(text(verb), "works" | "advises");
        phrase.traits[at] = Trait::Role(role, of);
    }
}

/// "A strategist and adviser for A": both are roles for A.
fn shared(mut series: Vec<Phrase>) -> Vec<Phrase> {
    for at in 1..series.len() {
        let of = series[at].traits.iter().find_map(|t| match t {
            Trait::Role(_, of) => Some(of.clone()),
            _ => None,
        });
        if let (Some(of), [Trait::Work(words)]) = (of, &series[at - 1].traits[..])
            && !words.contains(' ')
        {
            series[at - 1].traits = vec![Trait::Role(words.clone(), of)];
        }
    }
    series
}

/// Whether an apposition ends where its phrase does: "A, the senator said" has none.
fn closes(phrases: &Phrases<'_, '_>, phrase: &Phrase, apposition: bool) -> bool {
    let next = phrases.text(phrase.next);
    if next == "'s" {
        return false;
    }
    let mark = matches!(
        next,
        "" | ","
            | "."
            | ";"
            | ":"
            | "—"
            | "-"
            | "--"
            | ")"
            | "("
            | "\""
            | "and"
            | "who"
            | "whose"
            | "?"
            | "!"
    );
    if !apposition || mark {
        return true;
    }
    let linked = matches!(
        next,
        "from"
            | "in"
            | "of"
            | "for"
            | "at"
            | "on"
            | "with"
            | "to"
            | "that"
            | "which"
            | "since"
            | "but"
            | "or"
            | "by"
            | "turned"
    );
    let finite = matches!(
        next,
        "said"
            | "says"
            | "told"
            | "is"
            | "was"
            | "are"
            | "were"
            | "has"
            | "had"
            | "have"
            | "will"
            | "would"
            | "could"
            | "can"
            | "did"
            | "does"
    );
    if phrase.article == Article::Definite || phrase.article == Article::None {
        return linked;
    }
    !finite
}

/// The person who is named from a token on, behind nothing but titles.
fn name_at(phrases: &Phrases<'_, '_>, from: usize) -> Option<usize> {
    let at = (from..from + 6).find(|&idx| phrases.text(idx) == "Ⓟ")?;
    let titles = (from..at).all(|idx| phrases.modifies(idx));
    (titles && !matches!(phrases.text(at + 1), "'s" | "'")).then_some(at)
}
