//! People: names from anywhere in the report, the fullest form of each, and whom surnames and pronouns mean.

use std::collections::{BTreeMap, BTreeSet};

use claim::{Party, PersonName};

use crate::description::is_work_noun;
use crate::introduction;
use crate::lexicon::{self, Pronoun};
use crate::mention::{Case, Mention, What};

mod word;

use word::{Word, words};

/// A person named in the report.
#[derive(Debug, Clone)]
pub(crate) struct Person {
    /// The fullest name found.
    pub(crate) name: PersonName,
    pub(crate) pronoun: Option<Pronoun>,
    /// The state that a title or tag ties them to.
    pub(crate) state: Option<&'static str>,
    /// The party that a tag or apposition gives them.
    pub(crate) party: Option<Party>,
    /// The office that a title gives them, by its usual name.
    pub(crate) office: Option<String>,
}

impl Person {
    /// Whether their contest is the national one unless the words name another.
    pub(crate) fn is_national(&self) -> bool {
        let surname = surname_of(self.name.as_str());
        lexicon::famous(&surname).is_some_and(|f| {
            f.national
                && (self.name.is_surname_only()
                    || self.name.given_name().as_deref() == Some(f.given))
        })
    }

    /// Whether the state beside their name is that of the office they hold or seek.
    pub(crate) fn seeks_at_home(&self) -> bool {
        self.office
            .as_deref()
            .is_none_or(|office| !office.ends_with("President"))
    }
}

/// All people of a report.
#[derive(Debug, Clone, Default)]
pub(crate) struct Registry {
    pub(crate) people: Vec<Person>,
    by_surname: BTreeMap<String, Vec<usize>>,
}

const PARTICLES: [&str; 14] = [
    "de", "von", "van", "la", "del", "da", "di", "bin", "al", "le", "du", "der", "den", "el",
];

/// Whether a word tells generations apart.
fn is_suffix(word: &str) -> bool {
    matches!(word, "Jr." | "Sr." | "Jr" | "Sr" | "II" | "III" | "IV")
}

fn capitalised(word: &str) -> bool {
    word.chars().next().is_some_and(char::is_uppercase)
}

/// A stretch of capitalised words with nothing but single spaces between, outside all other mentions.
fn runs<'a>(text: &'a str, fixed: &[Mention]) -> Vec<Vec<Word<'a>>> {
    let mut runs: Vec<Vec<Word<'a>>> = Vec::new();
    let mut last_end: Option<usize> = None;
    // Both words and mentions come in order.
    let mut mentions = fixed.iter().peekable();
    for word in words(text) {
        while mentions.next_if(|m| m.end <= word.start).is_some() {}
        if mentions.peek().is_some_and(|m| m.start < word.end) {
            last_end = None;
            continue;
        }
        let joined = last_end.is_some_and(|end| {
            let gap = text.get(end..word.start).unwrap_or_default();
            gap == " " || gap == ", " && is_suffix(word.text) || nicknamed(text, end, word)
        });
        if !(capitalised(word.text) || joined && PARTICLES.contains(&word.text)) {
            last_end = None;
            continue;
        }
        match runs.last_mut() {
            Some(run) if joined => run.push(word),
            _ => runs.push(vec![word]),
        }
        // A possessive ends the name: "Trump's America".
        let next = text.get(word.end..).unwrap_or_default();
        last_end = (!next.starts_with(['\'', '’'])).then_some(word.end);
    }
    for run in &mut runs {
        while run.last().is_some_and(|w| PARTICLES.contains(&w.text)) {
            run.pop();
        }
    }
    runs
}

/// Whether a word is joined to the one before by the marks of a nickname: `Lewis "Scooter" Libby`.
fn nicknamed(text: &str, end: usize, word: Word<'_>) -> bool {
    let gap = text.get(end..word.start).unwrap_or_default();
    let behind = text.get(word.end..).unwrap_or_default();
    let opens = matches!(gap, " \"" | " “") && behind.starts_with(['"', '”']);
    let named = || {
        behind
            .get(1..)
            .or_else(|| behind.get('”'.len_utf8()..))
            .is_some_and(|rest| {
                let mut rest = rest.trim_start_matches('”').chars();
                rest.next() == Some(' ') && rest.next().is_some_and(char::is_uppercase)
            })
    };
    let before = text.get(..end).unwrap_or_default();
    let closes = matches!(gap, "\" " | "” ")
        && before
            .rfind(['"', '“'])
            .is_some_and(|at| !before[at..].contains(' '));
    opens && named() || closes
}

/// How far a name reaches that starts at the word `from` of a run: at most four words and a suffix.
fn name_length(run: &[Word<'_>], from: usize) -> usize {
    let mut length = 1;
    for word in &run[from + 1..] {
        if is_suffix(word.text) {
            return length + 1;
        }
        // Widgets leave names behind names ("Mitt Romney Willard Mitt"): a given name after a full name starts another.
        if length >= 2 && run.len() - from > 3 && lexicon::given_name(word.text).is_some() {
            break;
        }
        if length == 4 || (lexicon::is_common(word.text) && !word.text.ends_with('.')) {
            break;
        }
        length += 1;
    }
    length
}

impl Registry {
    /// Takes up the full names of a sentence: a known given name followed by another name, or a title followed by two
    /// names, or two names of which the second stands alone elsewhere.
    pub(crate) fn learn(&mut self, text: &str, fixed: &[Mention], alone: &BTreeSet<String>) {
        for run in runs(text, fixed) {
            let mut idx = 0;
            while idx < run.len() {
                let length = name_length(&run, idx);
                let first = run[idx].text;
                let titled = is_titled(text, fixed, run[idx].start) && idx == 0;
                let initials = first.ends_with('.') && first.len() > 2;
                let last = run[idx + length - 1].text;
                let end = run[idx + length - 1].end;
                let introduced = length < 4
                    && !lexicon::is_common(first)
                    && introduction::introduces(text, run[idx].start, end);
                let plausible = lexicon::given_name(first).is_some()
                    || initials
                    || titled
                    || introduced
                    || (!lexicon::is_common(first)
                        && length == 2
                        && run[idx].start > 0
                        && lexicon::famous(last).is_none()
                        && alone.contains(last));
                if length >= 2 && plausible && !lexicon::is_common(last) && !PLACES.contains(&first)
                {
                    let name = text
                        .get(run[idx].start..run[idx + length - 1].end)
                        .unwrap_or_default();
                    self.add(name);
                    idx += length;
                } else {
                    idx += 1;
                }
            }
        }
    }

    fn add(&mut self, full: &str) {
        let name = PersonName::new(full);
        let surname = surname_of(full);
        let pronoun = full.split(' ').next().and_then(lexicon::given_name);
        let known = self.by_surname.get(&surname).and_then(|ids| {
            ids.iter()
                .copied()
                .find(|id| agree(&self.people[*id].name, &name))
        });
        if let Some(id) = known {
            let person = &mut self.people[id];
            person.name = person.name.fuller(&name).clone();
            person.pronoun = person.pronoun.or(pronoun);
            return;
        }
        self.push(full);
    }

    /// Takes up a person, whoever shares the surname.
    fn push(&mut self, full: &str) -> usize {
        let surname = surname_of(full);
        let pronoun = full.split(' ').next().and_then(lexicon::given_name);
        let id = self.people.len();
        self.by_surname.entry(surname.clone()).or_default().push(id);
        self.people.push(Person {
            pronoun: pronoun.or_else(|| lexicon::famous(&surname).map(|f| f.pronoun)),
            name: PersonName::new(full),
            state: None,
            party: None,
            office: None,
        });
        id
    }

    /// Whether somebody of the report bears a surname.
    pub(crate) fn bears(&self, surname: &str) -> bool {
        self.by_surname.contains_key(surname)
    }

    /// The mentions of people in a sentence, by full name, surname or given name.
    pub(crate) fn find(&mut self, text: &str, fixed: &[Mention], recent: &[usize]) -> Vec<Mention> {
        let mut found = Vec::new();
        for run in runs(text, fixed) {
            let mut idx = 0;
            while idx < run.len() {
                let (length, id) = self.at(text, fixed, &run, idx, recent);
                if let Some(id) = id {
                    found.push(Mention {
                        start: run[idx].start,
                        end: run[idx + length - 1].end,
                        what: What::Person(id),
                    });
                }
                idx += length;
            }
        }
        found
    }

    fn at(
        &mut self,
        text: &str,
        fixed: &[Mention],
        run: &[Word<'_>],
        idx: usize,
        recent: &[usize],
    ) -> (usize, Option<usize>) {
        // "Spokesman A B": the work is no part of the name.
        if lexicon::is_common(run[idx].text) && lexicon::given_name(run[idx].text).is_none() {
            return (1, None);
        }
        // "Host A B" as well, where a given name follows.
        let named = run
            .get(idx + 1)
            .is_some_and(|word| lexicon::given_name(word.text).is_some());
        if named
            && lexicon::given_name(run[idx].text).is_none()
            && is_work_noun(&run[idx].text.to_lowercase())
        {
            return (1, None);
        }
        let longest = name_length(run, idx);
        for length in (2..=longest).rev() {
            let words = text
                .get(run[idx].start..run[idx + length - 1].end)
                .unwrap_or_default();
            if let Some(id) = self.full(words) {
                return (length, Some(id));
            }
        }
        let word = run[idx].text;
        let surname = word.strip_suffix('.').unwrap_or(word);
        if let Some(ids) = self.by_surname.get(surname) {
            let meant = lexicon::famous(surname).and_then(|f| {
                ids.iter()
                    .copied()
                    .find(|id| self.people[*id].name.given_name().as_deref() == Some(f.given))
            });
            if meant.is_some() {
                return (1, meant);
            }
            // Their families are named in full, and nobody else is called "President".
            if PRESIDENTIAL.contains(&surname)
                || lexicon::famous(surname).is_some_and(|f| f.national)
                    && text[..run[idx].start].ends_with("President ")
            {
                let alone = ids
                    .iter()
                    .copied()
                    .find(|id| self.people[*id].name.is_surname_only());
                return (1, Some(alone.unwrap_or_else(|| self.push(surname))));
            }
            let latest = recent.iter().rev().find(|id| ids.contains(id)).copied();
            return (1, latest.or_else(|| ids.first().copied()));
        }
        if lexicon::famous(surname).is_some()
            || (is_titled(text, fixed, run[idx].start)
                && run.len() == 1
                && !lexicon::is_common(word))
        {
            self.add(surname);
            return (1, Some(self.people.len() - 1));
        }
        if lexicon::given_name(word).is_some() && run.len() == 1 {
            let by_given =
                |id: &&usize| self.people[**id].name.as_str().split(' ').next() == Some(word);
            let id = recent.iter().rev().find(by_given).copied();
            return (1, id);
        }
        (1, None)
    }

    fn full(&self, words: &str) -> Option<usize> {
        let name = PersonName::new(words);
        let ids = self.by_surname.get(&surname_of(words))?;
        ids.iter()
            .copied()
            .find(|id| self.people[*id].name.as_str() == name.as_str())
            .or_else(|| {
                ids.iter()
                    .copied()
                    .find(|id| agree(&self.people[*id].name, &name))
            })
    }
}

/// The surname of a name: its last word that is no generational suffix.
fn surname_of(name: &str) -> String {
    name.split(' ')
        .map(|w| w.trim_end_matches(','))
        .rfind(|w| !matches!(w.trim_end_matches('.'), "Jr" | "Sr" | "II" | "III" | "IV"))
        .unwrap_or(name)
        .to_owned()
}

/// Presidents whose surname alone means nobody else.
const PRESIDENTIAL: [&str; 3] = ["Trump", "Obama", "Biden"];

/// Whether two names can be one person's: George W. and George H.W. Bush are two.
fn agree(a: &PersonName, b: &PersonName) -> bool {
    let initials = |name: &PersonName| -> String {
        let words: Vec<&str> = name.as_str().split(' ').collect();
        let middle = words
            .get(1..words.len().saturating_sub(1))
            .unwrap_or_default();
        middle
            .iter()
            .filter(|word| {
                word.ends_with('.') && word.chars().all(|c| c.is_uppercase() || c == '.')
            })
            .flat_map(|word| word.chars())
            .filter(|c| c.is_uppercase())
            .collect()
    };
    let (x, y) = (initials(a), initials(b));
    a.consistent_with(b) && (x.is_empty() || y.is_empty() || x == y)
}

/// First words of places that look like names of people: "Las Vegas", "San Antonio".
const PLACES: [&str; 12] = [
    "Las", "Los", "San", "Santa", "Fort", "Mount", "Salt", "Baton", "Palm", "New", "South", "North",
];

/// Whether a title stands directly before a byte.
fn is_titled(text: &str, fixed: &[Mention], start: usize) -> bool {
    let before = text.get(..start).unwrap_or_default();
    if ["Mr. ", "Mrs. ", "Ms. ", "Dr. "]
        .iter()
        .any(|t| before.ends_with(t))
    {
        return true;
    }
    fixed.iter().any(|m| {
        matches!(m.what, What::Office(_))
            && m.end < start
            && text.get(m.end..start) == Some(" ")
            // "state Sen." is a title as well.
            && text[m.start..m.end].contains(char::is_uppercase)
    })
}

/// Capitalised words that stand alone inside a sentence: surnames used without the first name.
pub(crate) fn standing_alone(text: &str, fixed: &[Mention]) -> Vec<String> {
    runs(text, fixed)
        .into_iter()
        .filter(|run| run.len() == 1 && run[0].start > 0 && run[0].text.len() > 2)
        .map(|run| run[0].text.to_owned())
        .collect()
}

/// Whom the pronouns of a sentence most likely mean, given the people named before it (the subject of the sentence
/// before comes last in `recent`).
pub(crate) fn resolve(mentions: &mut [Mention], registry: &Registry, recent: &[usize]) {
    for idx in 0..mentions.len() {
        let What::Pronoun(pronoun, case, _) = mentions[idx].what else {
            continue;
        };
        let fits = |id: &usize| registry.people[*id].pronoun.is_none_or(|p| p == pronoun);
        let before: Vec<usize> = mentions[..idx].iter().filter_map(Mention::person).collect();
        let inside = match case {
            Case::Subject => before.iter().copied().find(fits),
            Case::Possessive => before.iter().copied().rfind(fits),
            Case::Object => {
                // Whom a pronoun names as the subject is not the object; else it is most likely the one named last.
                let pronoun = mentions[..idx].iter().rev().find_map(|m| match m.what {
                    What::Pronoun(_, Case::Subject, Some(id)) => Some(id),
                    _ => None,
                });
                let subject = pronoun.or(before.last().copied());
                before
                    .iter()
                    .copied()
                    .filter(|id| Some(*id) != subject)
                    .find(fits)
            }
        };
        let nearest = before.last().copied();
        let earlier = || {
            recent
                .iter()
                .rev()
                .copied()
                .filter(|id| case != Case::Object || Some(*id) != nearest)
                .find(fits)
        };
        mentions[idx].what = What::Pronoun(pronoun, case, inside.or_else(earlier));
    }
}

#[cfg(test)]
mod tests;
