//! Words that hedge a claim: `apparent winner` is possible, `presumptive nominee` expected, a `cancelled rally` denied.
//!
//! The patterns of the kinds set the certainty of their own verbs; these are the modifiers that stand around any of them.

use std::sync::LazyLock;

use claim::{Certainty, Statement, Status};
use regex::Regex;

use crate::kinds::Draft;
use crate::lexicon::regex;

/// How many bytes before a claim its modifiers stand.
const BEFORE: usize = 24;

static CANCELLED: LazyLock<Regex> =
    LazyLock::new(|| regex(r"\b(?:cancel+ed|cancels|cancel+ing|called off|scrapped|scratched)\b"));
static APPARENT: LazyLock<Regex> = LazyLock::new(|| regex(r"\bapparent(?:ly)?\b"));
static PRESUMED: LazyLock<Regex> =
    LazyLock::new(|| regex(r"\b(?:presumptive|presumed|likely|expected|probable)\b"));
static TO_BE: LazyLock<Regex> =
    LazyLock::new(|| regex(r"\b(?:likely|expected|poised|bound)\b.{0,24}\bto be\b"));

/// The certainty of a draft with the modifiers that stand in it or right before it.
pub(crate) fn certainty(text: &str, draft: &Draft) -> Certainty {
    let stated = draft.certainty;
    if stated != Certainty::Asserted {
        return stated;
    }
    let mut from = draft.range.0.saturating_sub(BEFORE);
    while !text.is_char_boundary(from) {
        from += 1;
    }
    let near = text.get(from..draft.range.1).unwrap_or_default();
    match &draft.statement {
        Statement::Schedule(_) if CANCELLED.is_match(near) => Certainty::Denied,
        Statement::Returned(_) if APPARENT.is_match(near) => Certainty::Possible,
        Statement::Candidacy(c) if c.status == Status::Nominated && PRESUMED.is_match(near) => {
            Certainty::Expected
        }
        Statement::Standing(_) if TO_BE.is_match(near) => Certainty::Expected,
        _ => stated,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use claim::{Candidacy, PersonName};

    fn check(text: &str, expect: Certainty) {
        let candidacy = Candidacy {
            person: PersonName::new("Jo Jorgensen"),
            status: Status::Nominated,
            race: None,
            stage: None,
            party: None,
            state: None,
            date: None,
        };
        let draft = Draft {
            sentence: 0,
            range: (text.find("nominee").unwrap(), text.len()),
            statement: Statement::Candidacy(candidacy),
            certainty: Certainty::Asserted,
            origin: None,
        };
        assert_eq!(certainty(text, &draft), expect, "{text}");
    }

    #[test]
    fn nominees_and_presumed_nominees() {
        check("the nominee Ⓟ", Certainty::Asserted);
        check("the presumptive Ⓨ nominee Ⓟ", Certainty::Expected);
        check("presumed presidential nominee Ⓟ", Certainty::Expected);
    }
}
