//! What a rule cannot do without: words and signs of which a sentence must hold one, so that most rules need not be tried
//! on most sentences. They are read off the rule as it is written; where that is not certain, nothing is needed.
//!
//! All the words that the rules of a file need are looked for in one pass over the sentence.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use aho_corasick::AhoCorasick;

use crate::form::{self, form};
use crate::pattern::meaning;

/// Words shorter than this stand in every sentence.
const SHORTEST: usize = 3;

/// A word or sign in one-byte form.
type Word = Vec<u8>;

/// Words and signs of which a sentence must hold one, in order.
type Need = Vec<Word>;

/// What each of many patterns needs.
#[derive(Debug)]
pub(crate) struct Needs {
    /// All words in one automaton; nothing where it could not be built, and every rule is tried.
    words: Option<AhoCorasick>,
    /// For each word the needs that it meets.
    met_by: Vec<Vec<usize>>,
    /// The needs that signs alone meet: which signs, and the need.
    signs: Vec<(Signs, usize)>,
    /// For each need the patterns that have it.
    had_by: Vec<Vec<usize>>,
    /// For each pattern how many needs it has.
    count: Vec<u8>,
    /// The patterns that have none.
    free: Vec<usize>,
}

/// A set of signs: a bit for each, by its capital in the one-byte form.
type Signs = u32;

const fn signs_of(byte: u8) -> Signs {
    if byte.is_ascii_uppercase() {
        1 << (byte - b'A')
    } else {
        0
    }
}

/// The signs of a need that holds nothing else.
fn only_signs(need: &Need) -> Option<Signs> {
    need.iter()
        .map(|word| match word[..] {
            [byte] => Some(signs_of(byte)).filter(|signs| *signs > 0),
            _ => None,
        })
        .try_fold(0, |all, one| Some(all | one?))
}

impl Needs {
    /// The needs of patterns, as they are written.
    pub(crate) fn new<'p>(patterns: impl Iterator<Item = &'p str>) -> Self {
        let mut words: BTreeMap<Word, Vec<usize>> = BTreeMap::new();
        let mut numbers: BTreeMap<Need, usize> = BTreeMap::new();
        let mut signs = Vec::new();
        let mut had_by: Vec<Vec<usize>> = Vec::new();
        let mut count = Vec::new();
        for (pattern, written) in patterns.enumerate() {
            let mut needs = needs(written);
            needs.sort_unstable();
            needs.dedup();
            count.push(u8::try_from(needs.len()).unwrap_or(u8::MAX));
            needs.truncate(usize::from(u8::MAX));
            for need in needs {
                let number = *numbers.entry(need).or_insert_with_key(|need| {
                    if let Some(only) = only_signs(need) {
                        signs.push((only, had_by.len()));
                    } else {
                        for word in need {
                            words.entry(word.clone()).or_default().push(had_by.len());
                        }
                    }
                    had_by.push(Vec::new());
                    had_by.len() - 1
                });
                had_by[number].push(pattern);
            }
        }
        Self {
            words: AhoCorasick::new(words.keys()).ok(),
            met_by: words.into_values().collect(),
            signs,
            had_by,
            free: (0..count.len()).filter(|at| count[*at] == 0).collect(),
            count,
        }
    }

    /// The patterns that can find anything in a sentence at all, in their order.
    pub(crate) fn of(&self, text: &str) -> Vec<usize> {
        let Some(words) = &self.words else {
            return (0..self.count.len()).collect();
        };
        let mut lacking = self.count.clone();
        let mut found = self.free.clone();
        let mut seen = vec![false; self.had_by.len()];
        let mut meet = |need: usize| {
            if std::mem::replace(&mut seen[need], true) {
                return;
            }
            for &pattern in &self.had_by[need] {
                lacking[pattern] -= 1;
                if lacking[pattern] == 0 {
                    found.push(pattern);
                }
            }
        };
        let form = form(text);
        let present = form
            .bytes()
            .iter()
            .fold(0, |all, byte| all | signs_of(*byte));
        for (signs, need) in &self.signs {
            if signs & present != 0 {
                meet(*need);
            }
        }
        for hit in words.find_overlapping_iter(form.bytes()) {
            for &need in &self.met_by[hit.pattern().as_usize()] {
                meet(need);
            }
        }
        found.sort_unstable();
        found
    }
}

/// What every text that holds a pattern holds: of each list, one word. Upper and lower case count as alike.
pub(crate) fn wanted(pattern: &str) -> Vec<Vec<Vec<u8>>> {
    // A flag for the whole pattern is no part of it.
    needs(pattern.strip_prefix("(?i)").unwrap_or(pattern))
}

/// All that a pattern needs.
fn needs(pattern: &str) -> Vec<Need> {
    let chars: Vec<char> = pattern.chars().collect();
    needs_of(&chars)
}

/// The same; with a choice as a whole, one of what its choices need most.
fn needs_of(chars: &[char]) -> Vec<Need> {
    let choices = choices(chars);
    if choices.len() > 1 {
        let best: Option<Vec<Need>> = choices
            .into_iter()
            .map(|choice| {
                // Most choices are words.
                let plain: Option<Word> = choice.iter().map(|c| plain(&[*c])).collect();
                plain.map_or_else(|| best(needs_of(choice)), |mut literal| word(&mut literal))
            })
            .collect();
        let mut all: Need = best.into_iter().flatten().flatten().collect();
        all.sort_unstable();
        all.dedup();
        return if all.is_empty() {
            Vec::new()
        } else {
            vec![all]
        };
    }
    let mut found = Vec::new();
    let mut literal = Word::new();
    let mut at = 0;
    while at < chars.len() {
        let end = atom_end(chars, at);
        let optional = matches!(chars.get(end), Some('?' | '*'))
            || chars.get(end) == Some(&'{') && chars.get(end + 1) == Some(&'0');
        let repeated = matches!(chars.get(end), Some('+'))
            || chars.get(end) == Some(&'{') && chars.get(end + 1).is_some_and(char::is_ascii_digit);
        let atom = &chars[at..end];
        if !optional
            && !repeated
            && let Some(c) = sign(atom).or_else(|| plain(atom))
        {
            literal.push(c);
        } else {
            found.extend(word(&mut literal));
            match atom.first() {
                _ if optional => {}
                Some('(') => found.extend(needs_of(inside(atom))),
                Some('{') => found.extend(needs_of_macro(atom)),
                _ => {}
            }
        }
        at = past_quantifier(chars, end);
    }
    found.extend(word(&mut literal));
    found
}

/// The need of which the shortest word is the longest: what is found least often.
fn best(needs: Vec<Need>) -> Option<Need> {
    needs
        .into_iter()
        .max_by_key(|need| need.iter().map(Vec::len).min())
}

/// The need that a literal makes, where it is telling: a word, or a sign. The literal starts anew after that.
fn word(literal: &mut Word) -> Option<Need> {
    let whole = std::mem::take(literal);
    let word = whole.trim_ascii();
    let sign = word.iter().any(u8::is_ascii_uppercase);
    (sign || word.len() >= SHORTEST).then(|| vec![word.to_vec()])
}

/// The byte of a macro whose meaning is one sign.
fn sign(atom: &[char]) -> Option<u8> {
    if atom.first() != Some(&'{') {
        return None;
    }
    let name: String = atom.iter().collect();
    let meaning = meaning(&name)?;
    let mut chars = meaning.chars();
    chars
        .next()
        .filter(|_| chars.next().is_none())
        .and_then(|c| plain(&[c]))
}

/// The byte of an atom that stands for itself: letters, signs, spaces, hyphens and apostrophes.
fn plain(atom: &[char]) -> Option<u8> {
    let [c] = atom else {
        return None;
    };
    let itself = c.is_ascii_alphabetic()
        || matches!(c, ' ' | '-' | '\'')
        || !c.is_ascii() && form::byte(*c).is_ascii_uppercase();
    itself.then(|| form::byte(*c))
}

/// What a macro needs.
fn needs_of_macro(name: &[char]) -> Vec<Need> {
    static KNOWN: LazyLock<std::sync::Mutex<BTreeMap<String, Vec<Need>>>> =
        LazyLock::new(std::sync::Mutex::default);
    let name: String = name.iter().collect();
    let known = KNOWN
        .lock()
        .ok()
        .and_then(|known| known.get(&name).cloned());
    known.unwrap_or_else(|| {
        let found = meaning(&name).map_or_else(Vec::new, needs);
        if let Ok(mut known) = KNOWN.lock() {
            known.insert(name, found.clone());
        }
        found
    })
}

/// The end of the group, class, macro, escape or character that starts at a place.
fn atom_end(chars: &[char], at: usize) -> usize {
    match chars[at] {
        '\\' if chars.get(at + 1) == Some(&'x') => (at + 4).min(chars.len()),
        '\\' => (at + 2).min(chars.len()),
        '[' => chars[at..]
            .iter()
            .position(|c| *c == ']')
            .map_or(chars.len(), |n| at + n + 1),
        '{' => chars[at..]
            .iter()
            .position(|c| *c == '}')
            .map_or(chars.len(), |n| at + n + 1),
        '(' => group_end(chars, at),
        _ => at + 1,
    }
}

fn group_end(chars: &[char], start: usize) -> usize {
    let mut at = start + 1;
    while at < chars.len() {
        match chars[at] {
            ')' => return at + 1,
            '|' => at += 1,
            _ => at = atom_end(chars, at),
        }
    }
    chars.len()
}

fn past_quantifier(chars: &[char], mut at: usize) -> usize {
    // A brace with a digit counts; one with a letter is a macro.
    if chars.get(at) == Some(&'{') && chars.get(at + 1).is_some_and(char::is_ascii_digit) {
        at = atom_end(chars, at);
    }
    while matches!(chars.get(at), Some('?' | '*' | '+')) {
        at += 1;
    }
    at
}

/// A group's pattern without its brackets and marker.
fn inside(group: &[char]) -> &[char] {
    let inner = group.get(1..group.len() - 1).unwrap_or_default();
    let marked = |marker: &[char]| inner.starts_with(marker).then_some(marker.len());
    let skipped = marked(&['?', ':'])
        .or_else(|| marked(&['?', 'i', ':']))
        .or_else(|| {
            marked(&['?', 'P', '<'])
                .and(inner.iter().position(|c| *c == '>'))
                .map(|end| end + 1)
        });
    &inner[skipped.unwrap_or_default()..]
}

/// The choices of a pattern, without those inside groups.
fn choices(chars: &[char]) -> Vec<&[char]> {
    let mut all = Vec::new();
    let (mut start, mut at) = (0, 0);
    while at < chars.len() {
        if chars[at] == '|' {
            all.push(&chars[start..at]);
            at += 1;
            start = at;
        } else {
            at = atom_end(chars, at);
        }
    }
    all.push(&chars[start..]);
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(pattern: &str, expect: &[&str]) {
        let text = |word: &Word| String::from_utf8(word.clone()).unwrap();
        let found: Vec<String> = needs(pattern)
            .iter()
            .map(|need| need.iter().map(text).collect::<Vec<_>>().join("|"))
            .collect();
        assert_eq!(found, expect, "{pattern}");
    }

    #[test]
    fn what_a_rule_needs() {
        check(r"(?P<who>{S}) (?:has |had )?filed\b", &["P", "filed"]);
        check(r"{P} (?:leads?|trails?) {P}", &["P", "lead|trail", "P"]);
        check(r"(?:back|support)(?:ing|ed) {P}", &["back|support", "P"]);
        check(r"(?:in|at the) {P}", &["P"]);
        check(r"one {P}|other {P}", &["one P|other P"]);
        check(r"one {P}|{P}?", &[]);
        check(r"a{0,3}bcd+e", &[]);
        check(r"(?:[a-z]+|x) Ⓒ(?:st|nd) district", &["C", "district"]);
        check(r"run(?:ning)?[ -]mate", &["run", "mate"]);
        check(
            r"{PS} {RUN}",
            &["H|P'", "bid|campaign|candidacy|candidature|run"],
        );
    }

    #[test]
    fn patterns_whose_needs_are_met() {
        let patterns = [r"{P} filed", r"(?:bid|run) in {G}", "[a-z]{2}"];
        let needs = Needs::new(patterns.into_iter());
        assert_eq!(needs.of("Ⓟ filed"), [0, 2]);
        assert_eq!(needs.of("a run in Ⓖ"), [1, 2]);
        assert_eq!(needs.of("Ⓟ left"), [2]);
    }
}
