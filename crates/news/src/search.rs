//! Regular expressions over the one-byte form of texts (see [`crate::form`]), compiled when they are first needed.
//!
//! They are used like those of the `regex` crate, and find the same: places are those of the text. The engines are linear in
//! the text, so that no sentence can make them hang.

use std::rc::Rc;
use std::sync::OnceLock;

use regex_automata::PatternID;
use regex_automata::util::captures::GroupInfo;

use crate::engine::{Engine, Fill, Slot};
use crate::form::{self, Form, form};

/// A regular expression that the project itself wrote; a fault in it is a fault of the build, which the tests that load
/// every pattern find. Until then such a pattern simply finds nothing.
#[derive(Debug)]
pub(crate) struct Regex {
    source: Source,
    built: OnceLock<Option<Engine>>,
}

/// What a pattern is made from.
#[derive(Debug)]
enum Source {
    Written(String),
    /// A pattern that is written out when it is compiled, with bytes for longer pieces that are then put in.
    Short(&'static str, fn(&str) -> String, Fill),
}

/// The most slots (two a group) that are kept without asking for memory.
const SLOTS: usize = 64;

impl Regex {
    pub(crate) const fn new(pattern: String) -> Self {
        Self {
            source: Source::Written(pattern),
            built: OnceLock::new(),
        }
    }

    /// A pattern that is only searched for where the words stand that it needs. `write` writes it out with bytes for longer
    /// pieces, which `fill` puts in.
    pub(crate) const fn short(
        pattern: &'static str,
        write: fn(&str) -> String,
        fill: Fill,
    ) -> Self {
        Self {
            source: Source::Short(pattern, write, fill),
            built: OnceLock::new(),
        }
    }

    fn built(&self) -> Option<&Engine> {
        let build = || match &self.source {
            Source::Written(pattern) => Engine::new(&form::pattern(pattern)),
            Source::Short(pattern, write, fill) => {
                Engine::filled(&form::pattern(&write(pattern)), *fill)
            }
        };
        self.built.get_or_init(build).as_ref()
    }

    /// The engine, unless it is plain that the text lacks what the pattern needs.
    fn engine_for(&self, form: &Form) -> Option<&Engine> {
        self.built().filter(|engine| form.may_hold(engine.wanted()))
    }

    /// Whether the pattern is in the text.
    pub(crate) fn is_match(&self, text: &str) -> bool {
        let form = form(text);
        self.engine_for(&form)
            .is_some_and(|engine| engine.is_match(form.bytes()))
    }

    /// The first match.
    pub(crate) fn find<'t>(&self, text: &'t str) -> Option<Match<'t>> {
        self.find_iter(text).next()
    }

    /// All matches that do not overlap.
    pub(crate) fn find_iter<'r, 't>(&'r self, text: &'t str) -> Matches<'r, 't> {
        Matches {
            walk: Walk::new(self, text),
        }
    }

    /// The groups of the first match.
    pub(crate) fn captures<'t>(&self, text: &'t str) -> Option<Captures<'t>> {
        self.captures_iter(text).next()
    }

    /// The groups of the first match that starts at a byte or after it, with all of the text around it.
    pub(crate) fn captures_at<'t>(&self, text: &'t str, from: usize) -> Option<Captures<'t>> {
        let mut found = self.captures_iter(text);
        // The form has one byte for each character.
        found.walk.at = text.get(..from)?.chars().count();
        found.next()
    }

    /// The groups of all matches that do not overlap.
    pub(crate) fn captures_iter<'r, 't>(&'r self, text: &'t str) -> CapturesIter<'r, 't> {
        CapturesIter {
            walk: Walk::new(self, text),
        }
    }
}

/// Whether a pattern cannot be compiled.
#[cfg(test)]
pub(crate) fn is_faulty(pattern: &str) -> bool {
    Engine::new(&form::pattern(pattern)).is_none_or(|engine| engine.groups().is_none())
}

/// A walk over the matches of a text.
#[derive(Debug)]
struct Walk<'r, 't> {
    engine: Option<&'r Engine>,
    text: &'t str,
    form: Rc<Form>,
    at: usize,
    /// Where the last match ended: there no empty one follows.
    last: Option<usize>,
}

impl<'r, 't> Walk<'r, 't> {
    fn new(regex: &'r Regex, text: &'t str) -> Self {
        let form = form(text);
        Self {
            engine: regex.engine_for(&form),
            text,
            form,
            at: 0,
            last: None,
        }
    }

    /// Goes to the next match and fills the slots: start and end of the whole, then of each group.
    fn next(&mut self, slots: &mut [Slot]) -> Option<()> {
        let engine = self.engine?;
        let bytes = self.form.bytes();
        let mut at = self.at;
        while at <= bytes.len() && engine.search(bytes, at, slots) {
            let (start, end) = (
                slots.first()?.as_ref()?.get(),
                slots.get(1)?.as_ref()?.get(),
            );
            if start == end && self.last == Some(end) {
                at += 1;
                continue;
            }
            self.at = end;
            self.last = Some(end);
            return Some(());
        }
        None
    }

    /// What a pair of slots found, in bytes of the text.
    fn place(&self, pair: &[Slot]) -> Option<(usize, usize)> {
        let (start, end) = (pair.first()?.as_ref()?, pair.get(1)?.as_ref()?);
        Some((self.form.place(start.get()), self.form.place(end.get())))
    }
}

/// A piece of a text that a pattern or one of its groups found.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Match<'t> {
    text: &'t str,
    start: usize,
    end: usize,
}

impl<'t> Match<'t> {
    pub(crate) const fn start(&self) -> usize {
        self.start
    }

    pub(crate) const fn end(&self) -> usize {
        self.end
    }

    pub(crate) const fn len(&self) -> usize {
        self.end - self.start
    }

    pub(crate) fn as_str(&self) -> &'t str {
        self.text.get(self.start..self.end).unwrap_or_default()
    }
}

/// The matches of a pattern in a text.
#[derive(Debug)]
pub(crate) struct Matches<'r, 't> {
    walk: Walk<'r, 't>,
}

impl<'t> Iterator for Matches<'_, 't> {
    type Item = Match<'t>;

    fn next(&mut self) -> Option<Match<'t>> {
        let mut slots = [Slot::None; 2];
        self.walk.next(&mut slots)?;
        let (start, end) = self.walk.place(&slots)?;
        Some(Match {
            text: self.walk.text,
            start,
            end,
        })
    }
}

/// What the groups of a pattern found.
#[derive(Debug)]
pub(crate) struct Captures<'t> {
    text: &'t str,
    groups: GroupInfo,
    /// Start and end of each group, in bytes of the text.
    found: Vec<Option<(usize, usize)>>,
}

impl<'t> Captures<'t> {
    /// What a group found, by its number; the whole match for 0.
    pub(crate) fn get(&self, group: usize) -> Option<Match<'t>> {
        let (start, end) = self.found.get(group).copied().flatten()?;
        Some(Match {
            text: self.text,
            start,
            end,
        })
    }

    /// How many groups there are, the whole match among them.
    #[cfg(test)]
    pub(crate) fn len(&self) -> usize {
        self.found.len()
    }

    /// What a group found, by its name.
    pub(crate) fn name(&self, group: &str) -> Option<Match<'t>> {
        self.get(self.groups.to_index(PatternID::ZERO, group)?)
    }
}

/// What a group found, by its name; nothing where it found nothing.
impl std::ops::Index<&str> for Captures<'_> {
    type Output = str;

    fn index(&self, group: &str) -> &str {
        self.name(group).map_or("", |m| m.as_str())
    }
}

/// What a group found, by its number; nothing where it found nothing.
impl std::ops::Index<usize> for Captures<'_> {
    type Output = str;

    fn index(&self, group: usize) -> &str {
        self.get(group).map_or("", |m| m.as_str())
    }
}

/// The matches of a pattern in a text with their groups.
#[derive(Debug)]
pub(crate) struct CapturesIter<'r, 't> {
    walk: Walk<'r, 't>,
}

impl<'t> Iterator for CapturesIter<'_, 't> {
    type Item = Captures<'t>;

    fn next(&mut self) -> Option<Captures<'t>> {
        let engine = self.walk.engine?;
        let mut few = [Slot::None; SLOTS];
        let mut many = Vec::new();
        let slots: &mut [Slot] = if let Some(few) = few.get_mut(..engine.slots()) {
            few
        } else {
            many.resize(engine.slots(), Slot::None);
            &mut many
        };
        self.walk.next(slots)?;
        Some(Captures {
            text: self.walk.text,
            groups: engine.groups()?.clone(),
            found: slots
                .chunks_exact(2)
                .map(|pair| self.walk.place(pair))
                .collect(),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn check(pattern: &str, text: &str, expect: &[(usize, usize)]) {
        let regex = Regex::new(pattern.to_owned());
        let found: Vec<(usize, usize)> = regex
            .find_iter(text)
            .map(|m| (m.start(), m.end()))
            .collect();
        assert_eq!(found, expect, "{pattern} in {text}");
        let naive: Vec<(usize, usize)> = regex::Regex::new(pattern)
            .unwrap()
            .find_iter(text)
            .map(|m| (m.start(), m.end()))
            .collect();
        assert_eq!(found, naive, "{pattern} in {text}");
    }

    #[test]
    fn places_are_those_of_the_text() {
        check("Ⓟ(?:’s)?", "the Ⓟ’s Ⓟ", &[(4, 11), (12, 15)]);
        check(r"\bcaf.\b", "café cafés", &[(0, 5)]);
        check("x*", "—xé", &[(0, 0), (3, 4), (6, 6)]);
        check("[^Ⓓ]{2}", "Ⓟ— Ⓓab", &[(0, 6), (10, 12)]);
    }

    #[test]
    fn groups_by_name() {
        let regex = Regex::new("(?P<who>Ⓟ) (?P<what>runs)?".to_owned());
        let c = regex.captures("here Ⓟ sits").unwrap();
        assert_eq!(c.name("who").map(|m| (m.start(), m.len())), Some((5, 3)));
        assert!(c.name("what").is_none());
        assert_eq!(c.get(0).map(|m| m.as_str()), Some("Ⓟ "));
    }

    /// Patterns as they are written in the modules: flags, escapes, counts, choices, borders of words.
    const PATTERNS: [&str; 8] = [
        r"(?i)\b(?:senator|mayor of Ⓖ|u·s· house)\b",
        r#"^(?P<content>[^"—]{1,60}?), (?P<cue>said|says|added)(?: that)? (?P<src>[^,;]{1,40})"#,
        r"(?:^|[,;—] )(?P<src>(?:(?:the|an?|former|state|Ⓣ|Ⓖ's) ){0,7}(?:Ⓟ|Ⓞ|aides?\b))",
        r"\b(?P<n>\d{1,3}(?:,\d{3})+|\d{1,9})\b",
        r"Ⓟ(?:'s)? (?:race|bid)\b[^.;Ⓟ]{0,30}",
        r"(?:lead|edge)s? (?:over|for) Ⓟ|Ⓟ[^Ⓟ]{0,12} ahead",
        r"caf\w\b|\x2d\x2d|[a-z]+’s",
        r"(?:[a-z]+ ){2,4}?Ⓓ\.?$",
    ];

    fn text() -> impl Strategy<Value = String> {
        let word = prop::sample::select(vec![
            "Ⓟ",
            "Ⓟ's",
            "Ⓞ",
            "Ⓣ",
            "Ⓖ",
            "Ⓖ's",
            "Ⓓ",
            "Ⓓ.",
            "the",
            "a",
            "former",
            "state",
            "aides",
            "Senator",
            "MAYOR",
            "of",
            "u·s·",
            "House",
            "said",
            "said that",
            "added",
            "race",
            "bid",
            "lead",
            "edge",
            "over",
            "for",
            "ahead",
            "café",
            "--",
            "court’s",
            "12",
            "1,234",
            "—",
            ",",
            ";",
            "\"",
            "née",
            "\u{2009}",
        ]);
        prop::collection::vec(word, 0..25).prop_map(|words| words.join(" ").replace(" ,", ","))
    }

    proptest! {
        #[test]
        fn the_same_as_the_regex_crate(text in text()) {
            for pattern in PATTERNS {
                let naive = regex::Regex::new(pattern).unwrap();
                let regex = Regex::new(pattern.to_owned());
                let all: Vec<_> = naive
                    .captures_iter(&text)
                    .map(|c| c.iter().map(|m| m.map(|m| (m.start(), m.end()))).collect::<Vec<_>>())
                    .collect();
                // A text is asked what it may hold only after a few searches.
                for _ in 0..4 {
                    let found: Vec<_> = regex.captures_iter(&text).map(|c| c.found).collect();
                    prop_assert_eq!(&found, &all, "{} in {}", pattern, text);
                    prop_assert_eq!(regex.is_match(&text), !all.is_empty());
                }
            }
        }
    }
}
