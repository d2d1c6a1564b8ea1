//! Words that hedge a claim: `apparent winner` is possible, `presumptive nominee` expected, a `cancelled rally` denied.
//!
//! The patterns of the kinds set the certainty of their own verbs; these are the modifiers that stand around any of them.

use std::sync::LazyLock;

use crate::search::Regex;
use claim::{Certainty, Schedule, Statement, Status, When};
use jiff::civil::Date;

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

/// Words that announce what is to come.
static PLANNED: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"\b(?:will|'ll|scheduled|set to|set for|plans|planning|planned|expected|to be held|is to|are to|slated)\b",
    )
});
/// An earlier date, and that another took its place.
static FORMER: LazyLock<Regex> =
    LazyLock::new(|| regex(r"\b(?:initially|originally|supposed to be|first scheduled)\b"));
static MOVED: LazyLock<Regex> = LazyLock::new(|| {
    regex(r"\b(?:postponed|delayed|moved|rescheduled|pushed back|cancel+ed|now|instead)\b")
});
static POTENTIAL: LazyLock<Regex> = LazyLock::new(|| {
    regex(r"\b(?:potential|possible|would-be) (?:[a-z]+ )?(?:runoff|recount|convention)")
});
static IF: LazyLock<Regex> = LazyLock::new(|| regex(r"^if |, if | if no | if neither "));

/// Whether an event lies on the day of publication or later.
fn schedule_lies_ahead(schedule: &Schedule, published: Option<Date>) -> bool {
    let Some(published) = published else {
        return false;
    };
    match schedule.date {
        When::Month(year, month) => (year, month) >= (published.year(), published.month()),
        When::Year(_) => false,
        other => other.day().is_some_and(|day| day >= published),
    }
}

/// The certainty of a draft with the modifiers that stand in it or right before it.
pub(crate) fn certainty(text: &str, draft: &Draft, published: Option<Date>) -> Certainty {
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
        Statement::Schedule(_)
            if FORMER.is_match(near) && MOVED.is_match(text) && !MOVED.is_match(near) =>
        {
            Certainty::Denied
        }
        Statement::Schedule(_)
            if POTENTIAL.is_match(near) || IF.is_match(text) && near.contains("runoff") =>
        {
            Certainty::Possible
        }
        Statement::Schedule(schedule)
            if schedule_lies_ahead(schedule, published) && PLANNED.is_match(near) =>
        {
            Certainty::Expected
        }
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
        assert_eq!(certainty(text, &draft, None), expect, "{text}");
    }

    fn check_date(text: &str, from: &str, day: &str, expect: Certainty) {
        let schedule = Schedule {
            event: claim::Event::Runoff,
            date: day.parse().unwrap(),
            race: None,
            stage: None,
            state: None,
            place: None,
        };
        let draft = Draft {
            sentence: 0,
            range: (text.find(from).unwrap(), text.len()),
            statement: Statement::Schedule(schedule),
            certainty: Certainty::Asserted,
            origin: None,
        };
        let published = "2020-05-02".parse().ok();
        assert_eq!(certainty(text, &draft, published), expect, "{text}");
    }

    #[test]
    fn events_planned_and_put_off() {
        let july = "2020-07-14";
        check_date(
            "Ⓖ will hold its runoff Ⓓ",
            "runoff",
            july,
            Certainty::Expected,
        );
        check_date("the runoff Ⓓ", "runoff", july, Certainty::Asserted);
        check_date(
            "if nobody wins, a runoff Ⓓ",
            "runoff",
            july,
            Certainty::Possible,
        );
        check_date("a potential runoff Ⓓ", "runoff", july, Certainty::Possible);
        check_date(
            "Ⓖ will hold its runoff Ⓓ",
            "runoff",
            "2020-03-31",
            Certainty::Asserted,
        );
    }

    #[test]
    fn nominees_and_presumed_nominees() {
        check("the nominee Ⓟ", Certainty::Asserted);
        check("the presumptive Ⓨ nominee Ⓟ", Certainty::Expected);
        check("presumed presidential nominee Ⓟ", Certainty::Expected);
    }
}
