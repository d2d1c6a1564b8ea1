//! Page furniture: lines that a page shows around the news, which are dropped with a complaint and never read.

use std::sync::LazyLock;

use crate::lexicon::{entries, regex};
use crate::search::Regex;

/// Longer lines are prose, whatever they begin with.
const LONGEST: usize = 240;

static FURNITURE: LazyLock<Regex> = LazyLock::new(|| {
    let patterns: Vec<String> = entries(include_str!("../data/boilerplate.txt"))
        .map(|line| format!("(?:{line})"))
        .collect();
    regex(&format!(r"(?i)^(?:{})\W*$", patterns.join("|")))
});

/// Whether a line is page furniture.
pub(crate) fn is_furniture(line: &str) -> bool {
    line.len() <= LONGEST && FURNITURE.is_match(line)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn furniture_and_news() {
        for line in [
            "Please enter your comment!",
            "Please enter your name here",
            "Sign up for our newsletter",
            "Read more: Five things to know",
            "ADVERTISEMENT",
            "Subscribe today to keep reading",
            "Share this story on Facebook",
            "Story Continued Below",
        ] {
            assert!(is_furniture(line), "{line}");
        }
        for line in [
            "Sessions is expected to announce his candidacy Thursday.",
            "Readers share this view.",
            "He read more than the report.",
        ] {
            assert!(!is_furniture(line), "{line}");
        }
    }
}
