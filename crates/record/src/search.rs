//! Searching the record's documents by their words.
//!
//! What was typed becomes words and phrases, and nothing else of it reaches the database: signs that mean something in a
//! language of queries are no part of a word.

use serde::{Deserialize, Serialize};

use crate::document::DocumentMeta;
use crate::store::search::FOUND;
use crate::{Cut, Record, Result};

/// How many words and phrases of a question count; more of them find nothing that these do not.
const MOST: usize = 12;

/// What is looked for: documents that hold all of it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Wanted(Vec<Vec<String>>);

/// A document that was found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Found {
    /// The document.
    pub document: DocumentMeta,
    /// An extract of its words, in pieces.
    pub extract: Vec<Piece>,
}

/// A piece of an extract.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Piece {
    /// Its words.
    pub text: String,
    /// Whether they are what was looked for.
    pub found: bool,
}

impl Wanted {
    /// Takes apart what was typed: words, and phrases in double quotes.
    pub fn of(typed: &str) -> Self {
        let mut wanted = Vec::new();
        for (at, part) in typed.split(['"', '“', '”']).enumerate() {
            if at % 2 == 1 {
                wanted.push(words(part));
            } else {
                wanted.extend(words(part).into_iter().map(|word| vec![word]));
            }
        }
        wanted.retain(|phrase: &Vec<String>| !phrase.is_empty());
        wanted.truncate(MOST);
        Self(wanted)
    }

    /// Whether nothing is looked for.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The words without their phrases, in lower case.
    pub fn words(&self) -> impl Iterator<Item = &str> {
        self.0.iter().flatten().map(String::as_str)
    }

    /// As FTS5 wants it: every phrase is a string, and there are no operators.
    pub(crate) fn for_fts5(&self) -> String {
        let phrases: Vec<String> = self
            .0
            .iter()
            .map(|phrase| format!("\"{}\"", phrase.join(" ")))
            .collect();
        phrases.join(" ")
    }

    /// As `to_tsquery` wants it.
    pub(crate) fn for_postgres(&self) -> String {
        let phrases: Vec<String> = self
            .0
            .iter()
            .map(|phrase| format!("({})", phrase.join(" <-> ")))
            .collect();
        phrases.join(" & ")
    }
}

/// Runs of letters and digits, in lower case.
fn words(text: &str) -> Vec<String> {
    text.split(|letter: char| !letter.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .take(MOST)
        .map(|word| word.chars().take(64).collect::<String>().to_lowercase())
        .collect()
}

impl Record {
    /// The documents that hold all that is wanted, the best first: at most `most`, after `skip` of them.
    pub fn search(&self, wanted: &Wanted, cut: Cut, skip: u64, most: u64) -> Result<Vec<Found>> {
        if wanted.is_empty() {
            return Ok(Vec::new());
        }
        let _one = self.snapshot()?;
        self.effective(cut)?;
        let found = self.store.search(wanted, cut.into(), skip, most)?;
        Ok(found
            .into_iter()
            .map(|(document, extract)| Found {
                document,
                extract: pieces(&extract),
            })
            .collect())
    }
}

/// An extract with its marks as pieces.
fn pieces(extract: &str) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let mut found = false;
    for part in extract.split_inclusive(FOUND) {
        let text: String = part
            .chars()
            .filter(|letter| !FOUND.contains(letter))
            .collect();
        if !text.is_empty() {
            pieces.push(Piece { text, found });
        }
        found = match part.chars().last() {
            Some(last) if last == FOUND[0] => true,
            Some(last) if last == FOUND[1] => false,
            _ => found,
        };
    }
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_typed_becomes_words_and_phrases() {
        let check = |typed: &str, fts5: &str, postgres: &str| {
            let wanted = Wanted::of(typed);
            assert_eq!(
                (wanted.for_fts5().as_str(), wanted.for_postgres().as_str()),
                (fts5, postgres),
                "{typed}"
            );
        };
        check(
            "Sessions runoff",
            "\"sessions\" \"runoff\"",
            "(sessions) & (runoff)",
        );
        check(
            "\"war chest\" Jones",
            "\"war chest\" \"jones\"",
            "(war <-> chest) & (jones)",
        );
        check(
            "a\" OR NEAR(b* -c'); --",
            "\"a\" \"or near b c\"",
            "(a) & (or <-> near <-> b <-> c)",
        );
        check("]*:^(){}<>&|!\\", "", "");
        assert!(Wanted::of(&"x ".repeat(10_000)).0.len() <= MOST);
    }

    #[test]
    fn extracts_are_cut_where_they_are_marked() {
        let found = pieces("a \u{2}b\u{3} c");
        let shown: Vec<(&str, bool)> = found
            .iter()
            .map(|piece| (piece.text.as_str(), piece.found))
            .collect();
        assert_eq!(shown, [("a ", false), ("b", true), (" c", false)]);
    }
}
