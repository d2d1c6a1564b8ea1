//! Amounts of money, percentages and counts in words and digits.

use std::sync::LazyLock;

use claim::{Money, Percent};

use crate::lexicon::regex;
use crate::search::Regex;

static MONEY: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"\$\s?(?P<n>\d[\d,]*(?:\.\d+)?)(?:[\s-]?(?P<unit>(?i:thousand|million|billion|trillion|bn|mn|mm)|[MKBmkb])\b)?",
    )
});
static PERCENT: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"\b(?:(?P<n>\d{1,3}(?:\.\d+)?)\s?(?:%|percent\b|per cent\b|pct\b)|(?i:(?P<tens>twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)(?:-(?P<ones>one|two|three|four|five|six|seven|eight|nine))?) percent\b|(?P<word>one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve) percent\b)",
    )
});
static COUNT: LazyLock<Regex> = LazyLock::new(|| regex(r"\b(?:\d{1,3}(?:,\d{3})+|\d{1,9})\b"));

/// Amounts of US dollars with their byte ranges.
pub(crate) fn money(text: &str) -> Vec<(usize, usize, Money)> {
    MONEY
        .captures_iter(text)
        .filter_map(|c| {
            let whole = c.get(0)?;
            let unit = c.name("unit").map_or("", |m| m.as_str()).to_lowercase();
            let zeros: u32 = match unit.as_str() {
                "thousand" | "k" => 3,
                "million" | "m" | "mn" | "mm" => 6,
                "billion" | "b" | "bn" => 9,
                "trillion" => 12,
                _ => 0,
            };
            Some((
                whole.start(),
                whole.end(),
                dollars(c.name("n")?.as_str(), zeros)?,
            ))
        })
        .collect()
}

/// Exact decimal arithmetic: `2.53` with six zeros is 2,530,000 dollars, not a float near it.
fn dollars(number: &str, zeros: u32) -> Option<Money> {
    let plain: String = number.chars().filter(|c| *c != ',').collect();
    let (whole, fraction) = plain.split_once('.').unwrap_or((&plain, ""));
    let places = usize::try_from(zeros).ok()? + 2;
    let digits: String = fraction
        .chars()
        .chain(std::iter::repeat('0'))
        .take(places)
        .collect();
    format!("{whole}{digits}")
        .parse()
        .ok()
        .map(Money::from_cents)
}

/// Percentages with their byte ranges.
pub(crate) fn percents(text: &str) -> Vec<(usize, usize, Percent)> {
    PERCENT
        .captures_iter(text)
        .filter_map(|c| {
            let whole = c.get(0)?;
            if let Some(tens) = c.name("tens") {
                let ones = c.name("ones").map_or("", |m| m.as_str());
                return Some((whole.start(), whole.end(), in_words(tens.as_str(), ones)?));
            }
            let share = match (c.name("n"), c.name("word")) {
                (Some(digits), _) => percent(digits.as_str()),
                (None, word) => {
                    Percent::new(f64::from(crate::lexicon::number_word(word?.as_str())?)).ok()
                }
            };
            Some((whole.start(), whole.end(), share?))
        })
        .collect()
}

/// "Forty-four".
fn in_words(tens: &str, ones: &str) -> Option<Percent> {
    const TENS: [&str; 8] = [
        "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety",
    ];
    let tens = TENS
        .iter()
        .zip(2_u32..)
        .find(|(word, _)| word.eq_ignore_ascii_case(tens))?
        .1;
    let ones = if ones.is_empty() {
        0
    } else {
        crate::lexicon::number_word(&ones.to_lowercase())?
    };
    Percent::new(f64::from(10 * tens + ones)).ok()
}

/// A percentage from its digits.
pub(crate) fn percent(digits: &str) -> Option<Percent> {
    Percent::new(digits.parse().ok()?).ok()
}

/// Counts in digits with their byte ranges.
pub(crate) fn counts(text: &str) -> Vec<(usize, usize, u64)> {
    COUNT
        .find_iter(text)
        .filter_map(|m| {
            let digits: String = m.as_str().chars().filter(|c| *c != ',').collect();
            Some((m.start(), m.end(), digits.parse().ok()?))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn money_is_exact() {
        let amounts: Vec<String> = money("$2.5 million, $2,542,974, $8.26 million, $1M and $1.109")
            .into_iter()
            .map(|(_, _, amount)| amount.to_string())
            .collect();
        assert_eq!(
            amounts,
            [
                "$2,500,000",
                "$2,542,974",
                "$8,260,000",
                "$1,000,000",
                "$1.10"
            ]
        );
    }

    #[test]
    fn percent_is_not_percentage_points() {
        let shares: Vec<String> = percents(
            "33.4 percent, 41%, nine percent, Forty-four percent, by 12 percentage points",
        )
        .into_iter()
        .map(|(_, _, share)| share.to_string())
        .collect();
        assert_eq!(shares, ["33.4", "41", "9", "44"]);
    }

    #[test]
    fn counts_with_separators() {
        let found: Vec<u64> = counts("88,015 votes in 774 of 2,281")
            .into_iter()
            .map(|(_, _, n)| n)
            .collect();
        assert_eq!(found, [88_015, 774, 2_281]);
    }
}
