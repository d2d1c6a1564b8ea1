//! Names, and whom surnames and pronouns mean.

use super::*;
use crate::mention::fixed;

fn check(text: &str, names: &[&str]) {
    let fixed = fixed(text, None);
    let mut registry = Registry::default();
    let alone: BTreeSet<String> = standing_alone(text, &fixed).into_iter().collect();
    registry.learn(text, &fixed, &alone);
    let found = registry.find(text, &fixed, &[]);
    let found: Vec<&str> = found
        .iter()
        .filter_map(Mention::person)
        .map(|id| registry.people[id].name.as_str())
        .collect();
    assert_eq!(found, names, "{text}");
}

#[test]
fn names_among_other_capitals() {
    check(
        "U.S. Rep. Bradley Byrne and former Auburn coach Tommy Tuberville met; Byrne’s aides said nothing.",
        &["Bradley Byrne", "Tommy Tuberville", "Bradley Byrne"],
    );
    check(
        "But Jeff Sessions Jr. of the Alabama Republican Party left.",
        &["Jeff Sessions Jr."],
    );
    check(
        "Secretary of State John Merrill asked Gov. Kay Ivey.",
        &["John Merrill", "Kay Ivey"],
    );
    check(
        "Lenze Morris, who works for Byrne, left. Later Morris came.",
        &["Lenze Morris", "Lenze Morris"],
    );
    check("The New York Times and Club for Growth", &[]);
}
