//! Descriptions: noun phrases that say what a person is, taken apart into offices, parties, work and roles.
//!
//! > a former adviser to Bill Clinton and now a senior fellow at the Brookings Institution
//!
//! English noun phrases end in their head, so a phrase is the words up to the first one that cannot belong to it, and
//! the last of them says what it is. Complements (`of`, `for`, `at`) follow the head; `and` joins the next phrase.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use crate::search::Regex;
use claim::Party;

use crate::attribution::Range;
use crate::lexicon::{entries, regex, words_of};
use crate::mention::{Mention, What};
use crate::sentence::Sentence;

mod head;

use head::POSTS;

/// What a description says of somebody.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Trait {
    /// A public or party office by its name.
    Office(String),
    /// Work outside public office.
    Work(String),
    /// Work for a person, a campaign or a body.
    Role(String, Employer),
    Party(Party),
    Age(u64),
    Home(String),
}

/// For whom somebody works.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Employer {
    Person(usize),
    Body(String),
}

/// How a phrase begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Article {
    Definite,
    Indefinite,
    Possessive,
    None,
}

/// One phrase of a description.
#[derive(Debug, Clone)]
pub(crate) struct Phrase {
    pub(crate) traits: Vec<Trait>,
    pub(crate) article: Article,
    /// Whether it speaks of the past: "former", "once", "the late".
    pub(crate) former: bool,
    /// Whether its head is in the plural.
    pub(crate) plural: bool,
    /// The state that it names beside the head.
    pub(crate) state: Option<&'static str>,
    /// Where it stands in the tagged form, without its article.
    pub(crate) range: Range,
    /// The number of the token behind it.
    pub(crate) next: usize,
}

/// A word, a sign or a mark of the tagged form.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Token<'t> {
    pub(crate) at: usize,
    pub(crate) end: usize,
    pub(crate) text: &'t str,
}

static TOKENS: LazyLock<Regex> = LazyLock::new(|| {
    regex(r"[ⓅⒽⓄⓊⓉⒼⓎⒹⓂⓃⒸ]|'s\b|--|[a-z0-9_·&]+(?:['-][a-z0-9_·&]+)*|-[a-z_-]+|\S")
});

static ENDS: LazyLock<BTreeSet<&'static str>> =
    LazyLock::new(|| words_of(include_str!("../data/phrase_ends.txt")).collect());

static PERSON_NOUNS: LazyLock<BTreeSet<&'static str>> =
    LazyLock::new(|| words_of(include_str!("../data/person_nouns.txt")).collect());

static JOBS: LazyLock<BTreeSet<&'static str>> =
    LazyLock::new(|| entries(include_str!("../data/jobs.txt")).collect());

static ROLES: LazyLock<BTreeSet<&'static str>> =
    LazyLock::new(|| entries(include_str!("../data/roles.txt")).collect());

/// A sentence cut into tokens.
pub(crate) struct Phrases<'s, 'a> {
    pub(crate) sentence: &'s Sentence<'a>,
    pub(crate) tokens: Vec<Token<'s>>,
}

impl<'s, 'a> Phrases<'s, 'a> {
    /// Cuts a sentence.
    pub(crate) fn of(sentence: &'s Sentence<'a>) -> Self {
        let tokens = TOKENS
            .find_iter(&sentence.tagged.text)
            .map(|m| Token {
                at: m.start(),
                end: m.end(),
                text: m.as_str(),
            })
            .collect();
        Self { sentence, tokens }
    }

    /// The text of a token; nothing behind the last.
    pub(crate) fn text(&self, idx: usize) -> &'s str {
        self.tokens.get(idx).map_or("", |t| t.text)
    }

    /// What a token stands for.
    pub(crate) fn mention(&self, idx: usize) -> Option<&'s Mention> {
        let token = self.tokens.get(idx)?;
        self.sentence.mentions_in(token.at, token.end).next()
    }

    /// The words of some tokens as they stand in the text.
    fn words(&self, from: usize, to: usize) -> String {
        let (Some(first), Some(last)) = (
            self.tokens.get(from),
            to.checked_sub(1).and_then(|idx| self.tokens.get(idx)),
        ) else {
            return String::new();
        };
        self.sentence.words(first.at, last.end).to_owned()
    }

    /// Whether a token can stand before the head of a phrase.
    pub(crate) fn modifies(&self, idx: usize) -> bool {
        let text = self.text(idx);
        match text {
            "Ⓨ" | "Ⓖ" | "Ⓞ" | "Ⓤ" | "Ⓓ" | "Ⓒ" | "Ⓣ" | "Ⓟ" | "Ⓗ" | "'s" | "&" => {
                true
            }
            "'" => idx > 0 && matches!(self.text(idx - 1), "Ⓟ" | "Ⓞ" | "Ⓖ" | "Ⓤ"),
            "of" => idx > 0 && self.text(idx - 1) == "chief" && self.text(idx + 1) == "staff",
            _ => (is_word(text) || text.starts_with('-') && text.len() > 2) && !ENDS.contains(text),
        }
    }

    /// The phrases that `and`, commas and `turned` join, from a token on.
    pub(crate) fn series(&self, from: usize) -> Vec<Phrase> {
        let mut found: Vec<Phrase> = Vec::new();
        let mut at = from;
        while let Some(mut phrase) = self.phrase(at) {
            // "A senator and mayor": the second needs a head of its own, and "former" reaches over it.
            if let Some(last) = found.last() {
                let bare = phrase.article == Article::None
                    && self.text(at) != "now"
                    && self.text(at) != "current";
                phrase.former |= last.former && bare && last.article != Article::Possessive;
                if phrase.traits.is_empty() || phrase.plural != last.plural {
                    break;
                }
            }
            let next = phrase.next;
            found.push(phrase);
            at = match (self.text(next), self.text(next + 1)) {
                (",", "and") => next + 2,
                ("and" | "," | "turned", _) => next + 1,
                _ => break,
            };
        }
        found
    }

    /// The phrase that begins at a token; none where the words are no description or name somebody else.
    fn phrase(&self, from: usize) -> Option<Phrase> {
        self.phrase_to(from, self.tokens.len())
    }

    /// The phrase between two tokens, of which the second begins a name.
    pub(crate) fn phrase_to(&self, from: usize, limit: usize) -> Option<Phrase> {
        let tight = limit < self.tokens.len();
        let mut at = from;
        let mut article = Article::None;
        let mut former = false;
        let mut several = false;
        let mut owner = None;
        loop {
            match self.text(at) {
                "now" | "currently" | "also" | "himself" | "herself" | "still" | "later"
                | "already" | "perhaps" | "arguably" | "himself," | "both" | "fellow" => {}
                "then" | "once" | "formerly" | "previously" => former = true,
                "a" | "an" | "another" if article == Article::None => article = Article::Indefinite,
                "the" | "this" if article == Article::None => article = Article::Definite,
                "one" if self.text(at + 1) == "of" => {
                    (article, several) = (Article::Indefinite, true);
                    at += 2 + usize::from(matches!(
                        self.text(at + 3),
                        "most" | "more" | "few" | "many"
                    ));
                }
                "Ⓗ" if article == Article::None => {
                    article = Article::Possessive;
                    owner = self.mention(at).and_then(Mention::person);
                }
                _ => break,
            }
            at += 1;
        }
        let start = at;
        while at < limit && self.modifies(at) {
            at += 1;
        }
        // "The Democrat attacked", "a lawyer based": the phrase ends before the verb.
        let verb = (start + 1..at).find(|&idx| self.is_head(start, idx - 1) && self.is_verb(idx));
        at = verb.unwrap_or(at);
        if at == start || at - start > 14 {
            return None;
        }
        let last = at - 1;
        if matches!(self.text(last), "Ⓟ" | "Ⓗ") {
            return None;
        }
        let head = last;
        let mut begin = start;
        for idx in start..=head {
            if self.is_past(idx) {
                former = true;
                begin = begin.max(if idx == start { idx } else { begin });
            }
        }
        let mut phrase = Phrase {
            traits: Vec::new(),
            article,
            former,
            plural: !several && self.is_plural(head),
            state: self.state(begin, head),
            range: (self.tokens[begin].at, self.tokens[head].end),
            next: head + 1,
        };
        self.fill(&mut phrase, (begin, head), tight);
        // "His strategist" works for him, whatever else the words say.
        let work = |t: &Trait| matches!(t, Trait::Work(_));
        if article == Article::Possessive
            && let Some(at) = phrase.traits.iter().position(work)
        {
            phrase.traits.remove(at);
            if let (Some(from), Some(id)) = (self.listed(&ROLES, begin, head), owner) {
                let words = self.words(self.role_start(begin, from), head + 1);
                phrase.traits.push(Trait::Role(words, Employer::Person(id)));
            }
        }
        Some(phrase)
    }

    /// Whether a word behind a head is a verb or a participle; between adjectives they look alike.
    fn is_verb(&self, idx: usize) -> bool {
        let text = self.text(idx);
        text.len() > 4
            && (text.ends_with("ed")
                || text.ends_with("ing") && self.text(idx - 1) != "Ⓨ"
                || matches!(
                    text,
                    "running"
                        | "seeking"
                        | "representing"
                        | "working"
                        | "serving"
                        | "vying"
                        | "facing"
                        | "trying"
                        | "hoping"
                        | "living"
                        | "known"
                ))
            && !matches!(
                text,
                "retired" | "embattled" | "appointed" | "elected" | "newly-elected" | "united"
            )
    }

    fn is_past(&self, idx: usize) -> bool {
        let text = self.text(idx);
        matches!(
            text,
            "former"
                | "ex"
                | "late"
                | "one-time"
                | "onetime"
                | "then"
                | "retired"
                | "ousted"
                | "disgraced"
                | "past"
        ) || text.starts_with("ex-")
            || text.starts_with("then-")
            || text.starts_with("former-")
    }

    fn is_plural(&self, head: usize) -> bool {
        let words = self.words(head, head + 1);
        let word = words.trim_end_matches('.');
        word.ends_with('s') && !matches!(word, "boss" | "press" | "Congress" | "congress")
    }

    fn state(&self, from: usize, to: usize) -> Option<&'static str> {
        (from..=to)
            .filter(|&idx| self.text(idx) == "Ⓖ")
            .find_map(|idx| match self.mention(idx)?.what {
                What::State(code) => Some(code),
                _ => None,
            })
    }

    /// The noun of a list that ends at a token, the longest first.
    fn listed(&self, list: &BTreeSet<&'static str>, start: usize, head: usize) -> Option<usize> {
        (start.max((head + 1).saturating_sub(4))..=head).find(|&from| {
            let words: Vec<&str> = (from..=head).map(|idx| self.text(idx)).collect();
            let words = words.join(" ");
            let words = words.strip_prefix("ex-").unwrap_or(&words);
            list.contains(words)
                || words
                    .strip_suffix('s')
                    .is_some_and(|one| list.contains(one))
        })
    }

    fn is_head(&self, start: usize, idx: usize) -> bool {
        let text = self.text(idx);
        matches!(
            text,
            "Ⓣ" | "resident" | "native" | "-year-old" | "-year-olds"
        ) || text == "Ⓨ" && self.words(idx, idx + 1) != "GOP"
            || self.is_person_noun(idx)
            || self.listed(&JOBS, start, idx).is_some()
            || self.listed(&ROLES, start, idx).is_some()
            || POSTS.contains(&text)
    }

    /// Whether a token is a noun for people in the plural: "officials", "aides".
    pub(crate) fn is_people(&self, idx: usize) -> bool {
        let text = self.text(idx);
        text.ends_with('s')
            && (self.is_person_noun(idx)
                || self.listed(&JOBS, idx, idx).is_some()
                || self.listed(&ROLES, idx, idx).is_some()
                || text == "groups")
    }

    fn is_person_noun(&self, idx: usize) -> bool {
        let text = self.text(idx);
        PERSON_NOUNS.contains(text)
            || text
                .strip_suffix('s')
                .is_some_and(|one| PERSON_NOUNS.contains(one))
    }

    /// Whether a word is written with a capital.
    pub(crate) fn sentence_capital(&self, idx: usize) -> bool {
        self.tokens.get(idx).is_some_and(|t| {
            is_word(t.text)
                && self
                    .sentence
                    .words(t.at, t.end)
                    .starts_with(char::is_uppercase)
        })
    }
}

/// Whether a word is a noun for people in politics: "champion", "nominee".
pub(crate) fn is_person_noun(word: &str) -> bool {
    PERSON_NOUNS.contains(word)
}

/// Whether a token is a word and no sign. The signs are letters too.
fn is_word(text: &str) -> bool {
    text.starts_with(|c: char| c.is_alphabetic() && !('Ⓐ'..='ⓩ').contains(&c))
}

/// Whether a word is a noun of work: "host", "senator" is none.
pub(crate) fn is_work_noun(word: &str) -> bool {
    JOBS.contains(word)
}
