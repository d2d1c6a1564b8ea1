//! The language of the rule files in `data/patterns/`: one rule a line, `field=value … :: pattern`.
//!
//! A pattern is a regular expression over the tagged form of a sentence (see [`crate::sentence`]), in which `{P}` stands
//! for a person, `{D}` for a date and so on; the macros of `MACROS` name longer pieces. Named groups say which words
//! fill which field of the claim. The engine is linear in the text, so that no sentence can make it hang.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use regex::Regex;

use crate::lexicon::{entries, regex};
use crate::need::need;

/// One rule: what it says, and where it says it.
#[derive(Debug)]
pub(crate) struct Rule {
    fields: BTreeMap<&'static str, &'static str>,
    pub(crate) pattern: Regex,
    /// Words without one of which the pattern finds nothing.
    need: Option<Regex>,
}

impl Rule {
    /// A field of the rule.
    pub(crate) fn field(&self, name: &str) -> Option<&'static str> {
        self.fields.get(name).copied()
    }

    /// Whether the rule can find anything in a sentence at all.
    pub(crate) fn may_match(&self, text: &str) -> bool {
        self.need.as_ref().is_none_or(|need| need.is_match(text))
    }

    /// A field of the rule, as a word of a closed list.
    pub(crate) fn word<T: std::str::FromStr>(&self, name: &str) -> Option<T> {
        self.field(name)?.parse().ok()
    }
}

/// Longer pieces first: they are written with the shorter ones.
const MACROS: [(&str, &str); 25] = [
    // A person as an object, with whatever describes them before the name.
    (
        "{OBJ}",
        r"(?:(?:[a-z·'-]+|{T}|{Y}|{G}|{G}'s|{O}|{PS}) ){0,6}{P}",
    ),
    // A subject: a person, with what may stand between the name and the verb.
    ("{S}", r"{P}{APP}"),
    // Several people in a row, each with titles before the name.
    (
        "{LIST}",
        r"{PRE}{P}{APPC}(?:(?:,| and|, and) {PRE}{P}{APPC})*",
    ),
    ("{APPC}", r"(?: of {G}|,? \([^()]{1,30}\))?"),
    // What may stand after a name before the verb: a tag in brackets, an apposition, a relative clause.
    (
        "{APP}",
        r"(?: of {G})?(?:,? \([^()]{1,40}\))?(?:, [^,;{P}]{1,90},|, [^,;]{1,110},|, {Y}-{G},)?",
    ),
    // Titles and descriptions before a name.
    (
        "{PRE}",
        r"(?:(?:the|an?|{PS}|former|ex|then|now|current|state|fellow|incumbent|rival|longtime|football|head|coach|candidate|nominee|hopeful|challenger|opponent|businessman|businesswoman|activist|community|billionaire|chairman|chairwoman|senate|house|congressional|gubernatorial|presidential|mr\.|mrs\.|ms\.|dr\.|first-term|two-term|one-term|u\.s\.|{T}|{Y}|{G}'s|{G}|{O}'s|{O}|auburn|conservative|progressive|moderate|sitting|endangered|vulnerable|primary) ){0,8}",
    ),
    (
        "{ADV}",
        r"(?:(?:also|already|recently|now|then|since|later|once|still|just|again|instead|even|ever|soon|first|on {D}|in {D}|{D}|long|far|[a-z]+ly) )*",
    ),
    ("{PS}", r"(?:{P}'s?|{H})"),
    // The contest or the seat, as the object of "run for", "enter".
    (
        "{SEAT}",
        r"(?:(?:the|an?|{PS}|this|that|old|former|same|vacant|open|crowded|already|{Y}|{G}|{G}'s|u\.s\.|us|united states|state|senate|house|congressional|presidential|gubernatorial|{T}|{T}'s|mayoral|special|primary|runoff|general|election|party|{D}|field|race|contest|seat|white|held by|nomination|ticket|ballot|for|in|of|to|represent|congress|presidency|governor's|district|{C}(?:st|nd|rd|th)?|re-?election|reelection)(?: |\b{end-half})){1,14}",
    ),
    // A party tag or state behind a name in a list.
    (
        "{TAG}",
        r"(?: of {G}| \([^()]{1,20}\)|, [rdi]-{G}|, {G}| in {G})?",
    ),
    // What may stand before an amount of money.
    (
        "{QTY}",
        r"(?:(?:about|just|more than|more|over|nearly|roughly|only|an estimated|close to|at least|less than|almost|some|around|up to|as much as|well over|upwards of|approximately|an additional|another|a record|a whopping|a combined|a total of|the|an?|even|fewer than|just under|just over) ){0,4}",
    ),
    ("{RUN}", r"(?:campaign|candidacy|bid|run|candidature)"),
    ("{SUP}", r"(?:back|support|endorse)"),
    ("{P}", "Ⓟ"),
    ("{H}", "Ⓗ"),
    ("{O}", "Ⓞ"),
    ("{U}", "Ⓤ"),
    ("{T}", "Ⓣ"),
    ("{G}", "Ⓖ"),
    ("{Y}", "Ⓨ"),
    ("{D}", "Ⓓ"),
    ("{M}", "Ⓜ"),
    ("{N}", "Ⓝ"),
    ("{C}", "Ⓒ"),
    (
        "{WILL}",
        r"(?:will|'ll|is expected to|are expected to|plans to|intends to|is set to|is going to|is poised to|is likely to|was expected to)",
    ),
];

/// The nouns of a data file as alternatives, longer ones first, in one or more.
fn nouns(file: &'static str) -> String {
    let mut nouns: Vec<String> = entries(file).map(regex::escape).collect();
    nouns.sort_by_key(|noun| std::cmp::Reverse(noun.len()));
    format!("(?:(?:{})s?)", nouns.join("|"))
}

/// Nouns of work beside a name.
static JOBS: LazyLock<String> = LazyLock::new(|| nouns(include_str!("../data/jobs.txt")));

/// Nouns of work for somebody.
static ROLES: LazyLock<String> = LazyLock::new(|| nouns(include_str!("../data/roles.txt")));

/// A pattern with its macros written out.
pub(crate) fn expand(pattern: &str) -> String {
    let mut text = pattern.replace("{JOB}", &JOBS).replace("{ROLE}", &ROLES);
    for _ in 0..3 {
        for (name, meaning) in MACROS {
            text = text.replace(name, meaning);
        }
    }
    // Inside a sentence the point of an abbreviation is written `·` (see `sentence`).
    for title in ["u\\.s\\.", "mr\\.", "mrs\\.", "ms\\.", "dr\\."] {
        text = text.replace(title, &title.replace("\\.", "·"));
    }
    text.replace("[a-z.-]", "[a-z·-]")
        .replace("[a-z.]", "[a-z·]")
}

/// The rules of a file.
pub(crate) fn rules(file: &'static str) -> Vec<Rule> {
    entries(file).filter_map(rule).collect()
}

fn rule(line: &'static str) -> Option<Rule> {
    let (head, pattern) = line.split_once("::")?;
    let fields = head
        .split_whitespace()
        .filter_map(|field| field.split_once('='))
        .collect();
    Some(Rule {
        fields,
        pattern: regex(&expand(pattern.trim())),
        need: need(pattern.trim()),
    })
}

/// The lines of a rule file that are no rules: each of them is a mistake.
#[cfg(test)]
pub(crate) fn faults(file: &'static str) -> Vec<&'static str> {
    entries(file)
        .filter(|line| match line.split_once("::") {
            None => true,
            Some((_, pattern)) => Regex::new(&expand(pattern.trim())).is_err(),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn macros_are_written_out() {
        assert_eq!(
            expand("{PS} {RUN}"),
            "(?:Ⓟ's?|Ⓗ) (?:campaign|candidacy|bid|run|candidature)"
        );
        assert!(Regex::new(&expand("{S} {ADV}{SEAT}{LIST}")).is_ok());
    }
}
