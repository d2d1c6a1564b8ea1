//! The word lists of `data/`, loaded once.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use claim::Party;

use crate::search::Regex;

/// The lines of a data file that hold an entry.
pub(crate) fn entries(file: &'static str) -> impl Iterator<Item = &'static str> {
    file.lines()
        .map(str::trim)
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
}

/// The words of a data file with one or more a line.
pub(crate) fn words_of(file: &'static str) -> impl Iterator<Item = &'static str> {
    entries(file).flat_map(str::split_whitespace)
}

/// A regular expression that the project itself wrote, compiled when it is first needed.
pub(crate) fn regex(pattern: &str) -> Regex {
    Regex::new(pattern.to_owned())
}

/// Which pronoun a given name goes with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Pronoun {
    He,
    She,
}

static GIVEN: LazyLock<BTreeMap<&'static str, Pronoun>> = LazyLock::new(|| {
    let men = words_of(include_str!("../data/given_names_male.txt"));
    let women = words_of(include_str!("../data/given_names_female.txt"));
    women
        .map(|name| (name, Pronoun::She))
        .chain(men.map(|name| (name, Pronoun::He)))
        .collect()
});

/// Whether a word is a given name, and of whom.
pub(crate) fn given_name(word: &str) -> Option<Pronoun> {
    let first = word.split('-').next().unwrap_or(word);
    GIVEN.get(word).or_else(|| GIVEN.get(first)).copied()
}

/// A person whom the press names by surname alone.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Famous {
    pub(crate) pronoun: Pronoun,
    pub(crate) given: &'static str,
    /// Whether their contest is the national one unless the words name another.
    pub(crate) national: bool,
}

static SURNAMES: LazyLock<BTreeMap<&'static str, Famous>> = LazyLock::new(|| {
    entries(include_str!("../data/surnames.txt"))
        .filter_map(|line| {
            let mut fields = line.split(' ');
            let (name, pronoun, given) = (fields.next()?, fields.next()?, fields.next()?);
            let famous = Famous {
                pronoun: if pronoun == "she" {
                    Pronoun::She
                } else {
                    Pronoun::He
                },
                given,
                national: fields.next() == Some("president"),
            };
            Some((name, famous))
        })
        .collect()
});

/// The known person whom a surname alone means.
pub(crate) fn famous(surname: &str) -> Option<Famous> {
    SURNAMES.get(surname).copied()
}

/// What is known of a person whom the whole country knows.
pub(crate) struct Figure {
    pub(crate) party: Option<Party>,
    pub(crate) state: &'static str,
    /// The last words of their offices, in lower case.
    pub(crate) offices: &'static str,
}

static FIGURES: LazyLock<BTreeMap<&'static str, Figure>> = LazyLock::new(|| {
    entries(include_str!("../data/national_figures.txt"))
        .filter_map(|line| {
            let mut fields = line.split('|');
            let name = fields.next()?;
            let figure = Figure {
                party: party(fields.next()?),
                state: fields.next()?,
                offices: fields.next()?,
            };
            Some((name, figure))
        })
        .collect()
});

/// What is known of a person by the full name that the press uses, or by the surname alone.
pub(crate) fn figure(name: &str) -> Option<&'static Figure> {
    let alone = || {
        let famous = famous(name)?;
        FIGURES.get(format!("{} {name}", famous.given).as_str())
    };
    FIGURES.get(name).or_else(alone)
}

/// A state with its postal code and the press's abbreviation.
pub(crate) struct State {
    pub(crate) name: &'static str,
    pub(crate) code: &'static str,
    pub(crate) short: &'static str,
}

/// The fifty states.
pub(crate) static STATES: LazyLock<Vec<State>> = LazyLock::new(|| {
    entries(include_str!("../data/states.txt"))
        .filter_map(|line| {
            let mut fields = line.split('|');
            Some(State {
                name: fields.next()?,
                code: fields.next()?,
                short: fields.next()?,
            })
        })
        .collect()
});

static STATE_CODES: LazyLock<BTreeMap<String, &'static str>> = LazyLock::new(|| {
    STATES
        .iter()
        .flat_map(|state| {
            [
                (state.name, state.code),
                (state.short, state.code),
                (state.code, state.code),
            ]
        })
        .chain([("Washington", "WA"), ("Kans.", "KS"), ("Tex.", "TX")])
        .map(|(name, code)| (name.to_lowercase(), code))
        .collect()
});

/// The postal code of a state by name, code or abbreviation, in any case.
pub(crate) fn state_code(name: &str) -> Option<&'static str> {
    STATE_CODES.get(&name.trim().to_lowercase()).copied()
}

/// The party that a word of news text stands for.
pub(crate) fn party(word: &str) -> Option<Party> {
    match word.trim_end_matches('s').to_lowercase().as_str() {
        "republican" | "gop" | "r" => Some(Party::Republican),
        "democrat" | "democratic" | "dem" | "d" => Some(Party::Democratic),
        "libertarian" | "l" => Some(Party::Libertarian),
        "green" | "g" => Some(Party::Green),
        "independent" | "i" => Some(Party::Independent),
        _ => None,
    }
}

static ORGANIZATIONS: LazyLock<BTreeMap<&'static str, &'static str>> = LazyLock::new(|| {
    entries(include_str!("../data/organizations.txt"))
        .flat_map(|line| {
            let usual = line.split('|').next().unwrap_or(line).trim();
            line.split('|').map(move |name| (name.trim(), usual))
        })
        .collect()
});

/// All names of listed organizations.
pub(crate) fn organizations() -> impl Iterator<Item = &'static str> {
    ORGANIZATIONS.keys().copied()
}

/// Whether a name is one of a listed organization.
pub(crate) fn is_listed(organization: &str) -> bool {
    ORGANIZATIONS.contains_key(organization)
}

/// The usual name of a listed organization, else the name as it stands.
pub(crate) fn usual_name(organization: &str) -> &str {
    ORGANIZATIONS
        .get(organization)
        .copied()
        .unwrap_or(organization)
}

static NUMBER_WORDS: LazyLock<BTreeMap<&'static str, u32>> = LazyLock::new(|| {
    "a one two three four five six seven eight nine ten eleven twelve"
        .split(' ')
        .zip([1, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12])
        .collect()
});

/// A small number written as a word.
pub(crate) fn number_word(word: &str) -> Option<u32> {
    NUMBER_WORDS.get(word.to_lowercase().as_str()).copied()
}

/// Words that start a sentence with a capital without being names.
pub(crate) fn is_common(word: &str) -> bool {
    static COMMON: LazyLock<BTreeSet<&'static str>> =
        LazyLock::new(|| words_of(include_str!("../data/common_words.txt")).collect());
    COMMON.contains(word.to_lowercase().as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_are_loaded() {
        assert_eq!(given_name("Tommy"), Some(Pronoun::He));
        assert_eq!(given_name("Kay"), Some(Pronoun::She));
        assert_eq!(given_name("Senate"), None);
        assert_eq!(STATES.len(), 50);
        assert_eq!(state_code("Ala."), Some("AL"));
        assert_eq!(state_code("north carolina"), Some("NC"));
        assert_eq!(party("Democrats"), Some(Party::Democratic));
        assert_eq!(number_word("Two"), Some(2));
        assert!(is_common("However"));
    }
}
