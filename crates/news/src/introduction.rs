//! How news introduces people whose given names no list holds: by their work before or after the name, or by a tag.
//!
//! > campaign manager Corry Bliss · Jahan Wilcox, a spokesman for the committee · Kyrsten Sinema (D)

use std::sync::LazyLock;

use crate::lexicon::{entries, regex};
use crate::search::Regex;

/// The nouns of work, as alternatives of a pattern.
fn work() -> String {
    let mut nouns: Vec<String> = entries(include_str!("../data/jobs.txt"))
        .chain(entries(include_str!("../data/roles.txt")))
        .map(regex_syntax::escape)
        .collect();
    nouns.sort_by_key(|noun| std::cmp::Reverse(noun.len()));
    nouns.dedup();
    nouns.join("|")
}

static BEFORE: LazyLock<Regex> = LazyLock::new(|| {
    regex(&format!(
        r"(?i)(?:^|[ -])(?:{}|candidate|nominee|incumbent|challenger|hopeful|opponent|newcomer|congressman|congresswoman),? $",
        work()
    ))
});

static AFTER: LazyLock<Regex> = LazyLock::new(|| {
    regex(&format!(
        r"^(?:,? \((?:R|D|I|L)(?:\)|-[A-Z])|, (?:R|D|I)-[A-Z]|, [2-9]\d,|, (?:(?:an?|the|his|her|its|one of|who is|who is an?|who was|who was an?|who served as|[A-Z][\w.&]*(?:'s|’s)?) )?(?:[\w'’.&-]+ ){{0,4}}(?i:{})\b)",
        work()
    ))
});

/// How far before and after a name its introduction is looked for, in bytes.
const REACH: usize = 90;

/// Whether the words around a byte range introduce it as a person.
pub(crate) fn introduces(text: &str, start: usize, end: usize) -> bool {
    let from = (start.saturating_sub(REACH / 2)..=start)
        .find(|at| text.is_char_boundary(*at))
        .unwrap_or(start);
    let to = (end + REACH..text.len())
        .find(|at| text.is_char_boundary(*at))
        .unwrap_or(text.len());
    let before = text.get(from..start).unwrap_or_default();
    let after = text.get(end..to).unwrap_or_default();
    BEFORE.is_match(before) || AFTER.is_match(after)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, name: &str, expect: bool) {
        let start = text.find(name).unwrap();
        assert_eq!(
            introduces(text, start, start + name.len()),
            expect,
            "{text}"
        );
    }

    #[test]
    fn by_work_and_tags() {
        check(
            "Portman campaign manager Corry Bliss spoke.",
            "Corry Bliss",
            true,
        );
        check(
            "Jahan Wilcox, a spokesman for the group, left.",
            "Jahan Wilcox",
            true,
        );
        check("Kyrsten Sinema (D) leads.", "Kyrsten Sinema", true);
        check("In South Bend, the city of the mayor", "South Bend", false);
        check("Walden Pond, which is near", "Walden Pond", false);
    }
}
