//! The fast ways find what the plain one finds: regular expressions of the `regex` crate over the text itself, each tried
//! on every sentence.

use std::collections::BTreeSet;

use claim::Report;
use proptest::prelude::*;

use super::*;
use crate::document::Document;

/// What the groups of a match found, in bytes of the text.
type Found = Vec<Option<(usize, usize)>>;

/// A rule file, the fast way and the plain way.
struct Both {
    fast: Rules,
    plain: Vec<regex::Regex>,
}

static BOTH: LazyLock<Vec<Both>> = LazyLock::new(|| {
    let both = |file| Both {
        fast: rules(file),
        plain: patterns(file)
            .map(|pattern| regex::Regex::new(&expand(pattern)).unwrap())
            .collect(),
    };
    FILES.into_iter().map(both).collect()
});

impl Both {
    fn plain(&self, text: &str) -> Vec<(usize, Found)> {
        let mut found = Vec::new();
        for (number, pattern) in self.plain.iter().enumerate() {
            for c in pattern.captures_iter(text) {
                let groups = c.iter().map(|m| m.map(|m| (m.start(), m.end())));
                found.push((number, groups.collect()));
            }
        }
        found
    }

    fn fast(&self, text: &str) -> Vec<(usize, Found)> {
        let number = |rule: &Rule| {
            let known = |one: &Rule| std::ptr::eq(one, rule);
            self.fast.rules.iter().position(known).unwrap()
        };
        self.fast
            .matches(text)
            .map(|(rule, c)| {
                let groups = (0..c.len()).map(|at| c.get(at).map(|m| (m.start(), m.end())));
                (number(rule), groups.collect())
            })
            .collect()
    }
}

/// How many matches both ways find.
fn check(text: &str) -> usize {
    let mut count = 0;
    for both in BOTH.iter() {
        let plain = both.plain(text);
        assert_eq!(both.fast(text), plain, "{text}");
        count += plain.len();
    }
    count
}

#[test]
fn the_same_in_the_example() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../examples/alabama-2020");
    let mut found = 0;
    for entry in std::fs::read_dir(folder).unwrap() {
        let report = Report {
            text: std::fs::read_to_string(entry.unwrap().path()).unwrap_or_default(),
            ..Report::default()
        };
        let (document, _) = Document::new(&report);
        for sentence in &document.sentences {
            found += check(&sentence.tagged.text);
        }
    }
    assert!(found > 100, "only {found} matches");
}

/// The words of all rules, signs and marks: sentences that come near to the rules.
fn words() -> Vec<String> {
    let mut words: BTreeSet<String> = FILES
        .into_iter()
        .flat_map(patterns)
        .flat_map(|pattern| {
            expand(pattern)
                .split(|c: char| !c.is_ascii_lowercase())
                .map(str::to_owned)
                .collect::<Vec<_>>()
        })
        .filter(|word| word.len() > 1)
        .collect();
    words.extend(
        [
            "an",
            "née",
            "u·s·",
            "42nd",
            "—",
            "-",
            "(r)",
            "(Ⓨ-Ⓖ)",
            "\"",
            ";",
        ]
        .map(str::to_owned),
    );
    words.into_iter().collect()
}

fn sentence() -> impl Strategy<Value = String> {
    let signs = prop::sample::select(vec![
        "Ⓟ", "Ⓟ", "Ⓟ", "Ⓟ's", "Ⓟ,", "Ⓗ", "Ⓞ", "Ⓤ", "Ⓣ", "Ⓖ", "Ⓖ,", "Ⓨ", "Ⓨs", "Ⓓ", "Ⓓ,", "Ⓜ", "Ⓝ",
        "Ⓒ",
    ])
    .prop_map(str::to_owned);
    let glue = prop::sample::select(vec![
        "is", "was", "has", "will", "to", "of", "for", "in", "the", "a", "and", ",", "on",
    ])
    .prop_map(str::to_owned);
    let word = prop_oneof![signs, glue, prop::sample::select(words())];
    prop::collection::vec(word, 1..40).prop_map(|words| words.join(" "))
}

/// A rule's own words in their order, with signs for its macros: most of these the rule nearly finds.
fn near_a_rule() -> impl Strategy<Value = String> {
    let patterns: Vec<&str> = FILES.into_iter().flat_map(patterns).collect();
    (
        prop::sample::select(patterns),
        prop::collection::vec(any::<bool>(), 200),
    )
        .prop_map(|(pattern, coins)| {
            let mut coins = coins.into_iter();
            let mut text = String::new();
            for word in pattern
                .replace("{S}", "Ⓟ")
                .replace("{LIST}", "Ⓟ and Ⓟ")
                .replace("{OBJ}", "the Ⓣ Ⓟ")
                .replace("{PRE}", "the ")
                .replace("{PS}", "Ⓗ")
                .replace("{SEAT}", "the Ⓖ senate race")
                .replace("{WILL}", "will")
                .replace("{RUN}", "bid")
                .replace("{P}", "Ⓟ")
                .replace("{T}", "Ⓣ")
                .replace("{G}", "Ⓖ")
                .replace("{Y}", "Ⓨ")
                .replace("{D}", "Ⓓ")
                .replace("{C}", "Ⓒ")
                .replace("{N}", "Ⓝ")
                .replace("{M}", "Ⓜ")
                .replace("{O}", "Ⓞ")
                .replace("{U}", "Ⓤ")
                .split(|c: char| !(c.is_ascii_lowercase() || !c.is_ascii() || c == ' '))
                .filter(|word| !word.is_empty())
            {
                if coins.next().unwrap_or(true) {
                    text.push_str(word);
                }
            }
            text
        })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn the_same_in_any_words(text in sentence()) {
        check(&text);
    }

    #[test]
    fn the_same_near_the_rules(text in near_a_rule()) {
        check(&text);
    }
}

#[test]
fn every_rule_file_is_known() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/data/patterns");
    let files = std::fs::read_dir(folder).unwrap().count();
    assert_eq!(FILES.len(), files);
}

#[test]
fn macros_are_written_out() {
    assert_eq!(
        expand("{PS} {RUN}"),
        "(?:Ⓟ's?|Ⓗ) (?:campaign|candidacy|bid|run|candidature)"
    );
    assert!(!crate::search::is_faulty(&expand("{S} {ADV}{SEAT}{LIST}")));
}
