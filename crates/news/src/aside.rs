//! Asides: page furniture in the middle of a sentence.
//!
//! Some sites link a name to a topic page and leave the link's text in the body: the full name again, glued to the
//! headlines of other stories, up to the word `MORE`: `Sen. Ann Lee Ann Marie LeeSenate votes on budget MORE (R-Utah)`.
//! The sentence goes on after it, so its tagged form leaves the aside out.

/// How many words the repeated name may have.
const WINDOW: usize = 8;

/// The longest aside, in bytes.
const LONGEST: usize = 900;

/// The byte ranges of the asides of a sentence.
pub(crate) fn asides(text: &str) -> Vec<(usize, usize)> {
    let mut found = Vec::new();
    if !text.contains(" MORE") {
        return found;
    }
    let mut words: Vec<(usize, &str)> = Vec::new();
    let mut at = 0;
    let mut after = 0;
    for raw in text.split(' ') {
        let start = at;
        at += raw.len() + 1;
        if start < after {
            continue;
        }
        let glued = words
            .iter()
            .rev()
            .take(WINDOW)
            .rfind(|(_, name)| is_glued(raw, name))
            .copied();
        if let Some((name_at, name)) = glued
            && let Some(end) = end_of(text, start)
        {
            let from = name_at + name.len();
            found.push((from, end));
            after = end;
            words.clear();
            continue;
        }
        words.push((start, raw));
    }
    found
}

/// Whether a word is a name with a headline glued to it: `LeeSenate`.
fn is_glued(word: &str, name: &str) -> bool {
    name.chars().count() > 2
        && name.starts_with(char::is_uppercase)
        && word.len() > name.len()
        && word
            .strip_prefix(name)
            .is_some_and(|rest| rest.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit()))
}

/// Where the aside ends: after the next `MORE`.
fn end_of(text: &str, start: usize) -> Option<usize> {
    let rest = text.get(start..)?;
    let at = rest.find(" MORE")? + " MORE".len();
    let closed = rest
        .get(at..)?
        .chars()
        .next()
        .is_none_or(|c| !c.is_alphanumeric());
    (at <= LONGEST && closed).then_some(start + at)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expect: &str) {
        let mut kept = text.to_owned();
        for (start, end) in asides(text).into_iter().rev() {
            kept.replace_range(start..end, "");
        }
        assert_eq!(kept, expect);
    }

    #[test]
    fn a_linked_name_and_its_headlines() {
        check(
            "Sen. Mitt Romney Willard (Mitt) Mitt RomneySenate votes on the budget MORE (R-Utah) spoke.",
            "Sen. Mitt Romney (R-Utah) spoke.",
        );
        check(
            "President Trump Donald John Trump5 takeaways of the night MORE's rally",
            "President Trump's rally",
        );
        check(
            "McConnell McConnellGOP and no end",
            "McConnell McConnellGOP and no end",
        );
        check("Ask MORE of Mitt Romney", "Ask MORE of Mitt Romney");
    }
}
