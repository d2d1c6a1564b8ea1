//! Outlets, and which of their names mean the same house.
//!
//! The table is data (`data/outlets.txt`): one house a line, its usual name first, then the other names that news texts
//! use for it, parted by `|`. It serves both the reader (is "From NBC:" a credit?) and the count of origins ("The AP"
//! and "The Associated Press" are one house).

use std::collections::BTreeMap;
use std::sync::LazyLock;

use unicode_normalization::UnicodeNormalization;

const TABLE: &str = include_str!("../data/outlets.txt");

/// Last words of the names of newspapers, stations and sites that are in no table.
const LAST_WORDS: &[&str] = &[
    "advertiser",
    "chronicle",
    "courier",
    "daily",
    "dispatch",
    "examiner",
    "gazette",
    "globe",
    "herald",
    "inquirer",
    "journal",
    "ledger",
    "magazine",
    "news",
    "newspaper",
    "observer",
    "post",
    "radio",
    "register",
    "reporter",
    "sentinel",
    "standard",
    "sun",
    "telegraph",
    "times",
    "tribune",
    "weekly",
    "wire",
];

static BY_NAME: LazyLock<BTreeMap<String, &'static str>> = LazyLock::new(|| {
    let mut by_name = BTreeMap::new();
    for names in houses() {
        for name in &names {
            by_name.insert(key(name), names[0]);
        }
    }
    by_name
});

/// The known houses: for each, all its names, the usual one first.
pub fn houses() -> impl Iterator<Item = Vec<&'static str>> {
    TABLE
        .lines()
        .map(str::trim)
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
        .map(|line| {
            line.split('|')
                .map(str::trim)
                .filter(|name| !name.is_empty())
                .collect::<Vec<_>>()
        })
        .filter(|names| !names.is_empty())
}

/// The usual name of a known house: `The AP` → `Associated Press`. `None` for a house that is not in the table.
pub fn known(name: &str) -> Option<&'static str> {
    BY_NAME.get(&key(name)).copied()
}

/// The usual name of a known house, else the name as it stands without a leading article.
pub fn canonical(name: &str) -> &str {
    known(name).unwrap_or_else(|| without_article(name.trim()))
}

/// Whether a name is that of an outlet: a known house, or one whose last word is that of the trade (`Gazette`, `News`).
pub fn is_outlet(name: &str) -> bool {
    known(name).is_some()
        || key(name)
            .rsplit(' ')
            .next()
            .is_some_and(|last| LAST_WORDS.contains(&last))
}

fn key(name: &str) -> String {
    fold(without_article(name.trim()))
}

fn without_article(name: &str) -> &str {
    match name.get(..4) {
        Some(article) if article.eq_ignore_ascii_case("the ") => name[4..].trim_start(),
        _ => name,
    }
}

/// A name folded for comparison: no accents, lower case, letters and digits with single spaces between.
pub fn fold(text: &str) -> String {
    // Names are compared far more often than anything else is done to them, and nearly all of them are plain.
    if text.is_ascii() {
        return fold_ascii(text);
    }
    fold_any(text)
}

fn fold_ascii(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for word in text
        .split(|c: char| !c.is_ascii_alphanumeric())
        .filter(|word| !word.is_empty())
    {
        if !folded.is_empty() {
            folded.push(' ');
        }
        folded.extend(word.chars().map(|c| c.to_ascii_lowercase()));
    }
    folded
}

fn fold_any(text: &str) -> String {
    let plain: String = text
        .nfd()
        .filter(|c| !unicode_normalization::char::is_combining_mark(*c))
        .flat_map(char::to_lowercase)
        .map(|c| if c.is_alphanumeric() { c } else { ' ' })
        .collect();
    plain.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_one_house_meet() {
        for name in [
            "AP",
            "A.P.",
            "The AP",
            "The Associated Press",
            "Associated Press",
        ] {
            assert_eq!(canonical(name), "Associated Press");
        }
        assert_eq!(canonical("NBC"), canonical("NBC News"));
        assert_eq!(
            canonical("the Sand Mountain Gazette"),
            "Sand Mountain Gazette"
        );
        assert_eq!(known("two Republicans"), None);
    }

    #[test]
    fn outlets_are_told_by_the_table_or_by_their_last_word() {
        for name in ["NBC", "The AP", "the Sand Mountain Gazette"] {
            assert!(is_outlet(name), "{name}");
        }
        for name in [
            "Alabama Republican Party",
            "Jones campaign",
            "",
            "Club for Growth",
        ] {
            assert!(!is_outlet(name), "{name}");
        }
    }

    #[test]
    fn no_name_means_two_houses() {
        let mut seen = BTreeMap::new();
        for names in houses() {
            for name in &names {
                let earlier = seen.insert(key(name), names[0]);
                assert!(
                    earlier.is_none(),
                    "{name} stands for {earlier:?} and {}",
                    names[0]
                );
            }
        }
    }

    #[test]
    fn folding_drops_accents_and_marks() {
        assert_eq!(fold("Ana Navarro-Cárdenas, Jr."), "ana navarro cardenas jr");
    }

    proptest::proptest! {
        #[test]
        fn plain_text_folds_as_any_text_does(text in "[ -~]{0,20}") {
            proptest::prop_assert_eq!(fold_ascii(&text), fold_any(&text));
        }
    }
}
