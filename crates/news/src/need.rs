//! What a rule cannot do without: literal words of which a sentence must hold one, so that most rules need not be tried
//! on most sentences. The words are read off the rule as it is written; where that is not certain, nothing is needed.

use regex::Regex;

use crate::lexicon::regex;

/// Words shorter than this stand in every sentence.
const SHORTEST: usize = 3;

/// A pattern that is found in whatever the rule matches, and is quicker to look for.
pub(crate) fn need(pattern: &str) -> Option<Regex> {
    let best = pieces(pattern)
        .into_iter()
        .filter_map(|piece| words(&piece))
        .max_by_key(|words| words.iter().map(String::len).min())?;
    let words: Vec<String> = best.iter().map(|w| regex::escape(w)).collect();
    Some(regex(&words.join("|")))
}

/// A part of a pattern that every match passes through.
#[derive(Debug, PartialEq)]
enum Piece {
    Literal(String),
    /// A group, with the pattern inside.
    Group(String),
}

/// The parts of a pattern that are not optional, from left to right; nothing where the pattern is a choice as a whole.
fn pieces(pattern: &str) -> Vec<Piece> {
    let chars: Vec<char> = pattern.chars().collect();
    let mut found = Vec::new();
    let mut literal = String::new();
    let mut at = 0;
    while at < chars.len() {
        let end = atom_end(&chars, at);
        let optional = matches!(chars.get(end), Some('?' | '*'))
            || chars.get(end) == Some(&'{') && chars.get(end + 1) == Some(&'0');
        let plain = is_plain(chars[at]) && end == at + 1;
        if chars[at] == '|' {
            return Vec::new();
        }
        if plain && !optional && !matches!(chars.get(end), Some('+' | '{')) {
            literal.push(chars[at]);
        } else {
            found.push(Piece::Literal(std::mem::take(&mut literal)));
            if chars[at] == '(' && !optional {
                found.push(Piece::Group(inside(&chars[at + 1..end.saturating_sub(1)])));
            }
        }
        at = past_quantifier(&chars, end);
    }
    found.push(Piece::Literal(literal));
    found
}

/// Letters, spaces, hyphens and apostrophes stand for themselves; a macro in braces does not.
fn is_plain(c: char) -> bool {
    c.is_ascii_lowercase() || matches!(c, ' ' | '-' | '\'')
}

/// The end of the group, class, macro, escape or character that starts at a place.
fn atom_end(chars: &[char], at: usize) -> usize {
    match chars[at] {
        '\\' => (at + 2).min(chars.len()),
        '[' => chars[at..]
            .iter()
            .position(|c| *c == ']')
            .map_or(chars.len(), |n| at + n + 1),
        '{' => chars[at..]
            .iter()
            .position(|c| *c == '}')
            .map_or(chars.len(), |n| at + n + 1),
        '(' => group_end(chars, at),
        _ => at + 1,
    }
}

fn group_end(chars: &[char], start: usize) -> usize {
    let mut at = start + 1;
    while at < chars.len() {
        match chars[at] {
            ')' => return at + 1,
            '|' => at += 1,
            _ => at = atom_end(chars, at),
        }
    }
    chars.len()
}

fn past_quantifier(chars: &[char], mut at: usize) -> usize {
    // A brace with a digit counts; one with a letter is a macro.
    if chars.get(at) == Some(&'{') && chars.get(at + 1).is_some_and(char::is_ascii_digit) {
        at = atom_end(chars, at);
    }
    while matches!(chars.get(at), Some('?' | '*' | '+')) {
        at += 1;
    }
    at
}

/// A group's pattern without its marker.
fn inside(chars: &[char]) -> String {
    let text: String = chars.iter().collect();
    if let Some(rest) = text.strip_prefix("?:") {
        return rest.to_owned();
    }
    match text.strip_prefix("?P<").and_then(|t| t.split_once('>')) {
        Some((_, rest)) => rest.to_owned(),
        None => text,
    }
}

/// The words of which a piece needs one; none where some way through it needs no word.
fn words(piece: &Piece) -> Option<Vec<String>> {
    let words = match piece {
        Piece::Literal(word) => vec![word.trim().to_owned()],
        Piece::Group(pattern) => {
            let mut all = Vec::new();
            for choice in choices(pattern) {
                let best = pieces(&choice)
                    .iter()
                    .filter_map(words)
                    .max_by_key(|words| words.iter().map(String::len).min())?;
                all.extend(best);
            }
            all
        }
    };
    let long = words.iter().all(|w| w.len() >= SHORTEST);
    (long && !words.is_empty()).then_some(words)
}

/// The choices of a pattern, without those inside groups.
fn choices(pattern: &str) -> Vec<String> {
    let chars: Vec<char> = pattern.chars().collect();
    let mut all = vec![String::new()];
    let mut at = 0;
    while at < chars.len() {
        if chars[at] == '|' {
            all.push(String::new());
            at += 1;
            continue;
        }
        let end = atom_end(&chars, at);
        if let Some(last) = all.last_mut() {
            last.extend(&chars[at..end]);
        }
        at = end;
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(pattern: &str, expect: Option<&str>) {
        assert_eq!(
            need(pattern).map(|r| r.as_str().to_owned()).as_deref(),
            expect,
            "{pattern}"
        );
    }

    #[test]
    fn what_a_rule_needs() {
        check(r"(?P<who>{S}) (?:has |had )?filed\b", Some("filed"));
        check(r"{P} (?:leads?|trails?) {P}", Some("lead|trail"));
        check(r"(?:back|support)(?:ing|ed) {P}", Some("back|support"));
        check(r"(?:in|at the) {P}", None);
        check(r"one {P}|other {P}", None);
        check(r"a{0,3}bcd+e", Some("bc").filter(|w| w.len() > 2));
        check(r"(?:[a-z]+|x) {C}(?:st|nd) district", Some("district"));
        check(r"run(?:ning)?[ -]mate", Some("mate"));
    }
}
