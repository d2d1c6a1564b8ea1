//! Events that lie so many days ahead: `six weeks before Election Day`, `the first debate is nine days away`.
//!
//! A federal election has its day by law, so a count that does not lead to it tells of another time: nothing is read then.

use std::sync::LazyLock;

use claim::{Certainty, Event, Schedule, Statement, When};
use jiff::ToSpan;
use jiff::civil::Date;

use crate::date::november_tuesday;
use crate::kinds::{Look, Page};
use crate::lexicon::{number_word, regex};
use crate::mention::What;
use crate::search::{Captures, Regex};

static COUNTDOWN: LazyLock<Regex> = LazyLock::new(|| {
    let count = r"(?P<n>Ⓒ|an?|[a-z]+) (?P<unit>days?|weeks?|months?)";
    let event = r"(?P<event>election day|(?:general |midterm |presidential |the |nail-biter |[a-z-]+ )?elections?|(?:the )?midterms?|(?:(?:first|second|third|final|next|last|Ⓨ|presidential|vice) ){0,3}debate)";
    regex(&format!(
        r"\b{count} (?:to go |left |out |away |remaining )?(?:before|until|till|to|from|ahead of) (?:the |Ⓓ )?{event}\b"
    ))
});

static AWAY: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"(?P<event>election day|elections?|midterms?|debate)\b[^.;ⒹⒸ]{0,70}? (?:in|is|are|was|just|only|now|still) (?:just |only |now |still |about |less than )*(?P<n>Ⓒ|an?|[a-z]+) (?P<unit>days?|weeks?|months?)(?: away| off|[.,;]|$)",
    )
});

/// Reads the events that a sentence counts the days to.
pub(super) fn read(page: &mut Page<'_, '_>, look: Look<'_, '_>) {
    let Some(today) = look.document.published() else {
        return;
    };
    for pattern in [&COUNTDOWN, &AWAY] {
        for c in pattern.captures_iter(look.text()) {
            if let Some(found) = counted(look, &c, today) {
                tell(page, look, &c, found);
            }
        }
    }
}

/// The event and its date.
fn counted(look: Look<'_, '_>, c: &Captures<'_>, today: Date) -> Option<(Event, When)> {
    let count = c.name("n")?;
    let number = look
        .mentions(c, "n")
        .into_iter()
        .find_map(|m| match m.what {
            What::Count(n) => i64::try_from(n).ok(),
            _ => None,
        })
        .or_else(|| number_word(count.as_str()).map(i64::from))
        .or_else(|| matches!(count.as_str(), "a" | "an").then_some(1))
        .filter(|number| (1..=400).contains(number))?;
    let unit = c.name("unit")?.as_str();
    let (days, slack) = match unit.trim_end_matches('s') {
        "day" => (number, 2),
        "week" => (number * 7, 8),
        _ => (number * 30, 25),
    };
    let ahead = today.checked_add(days.days()).ok()?;
    if c.name("event")?.as_str().ends_with("debate") {
        let whole = look.text().get(..count.start())?;
        let open = ["with ", "just ", "only ", "is ", "than "]
            .iter()
            .any(|word| whole.ends_with(word));
        return (open && slack == 2).then_some((Event::Debate, When::Day(ahead)));
    }
    let election = election_day(ahead.year())?;
    let apart = ahead.until(election).ok()?.get_days().abs();
    (i64::from(apart) <= slack && today < election).then_some((Event::General, When::Day(election)))
}

/// The day of the federal election of a year: the Tuesday after the first Monday of November.
fn election_day(year: i16) -> Option<Date> {
    november_tuesday(year).filter(|_| year % 2 == 0)
}

fn tell(
    page: &mut Page<'_, '_>,
    look: Look<'_, '_>,
    c: &Captures<'_>,
    (event, date): (Event, When),
) {
    let range = crate::kinds::quoted(c);
    let stage = super::stage(look, range, event);
    let schedule = Schedule {
        event,
        date,
        race: super::race(look, range, date, stage.as_ref()),
        stage,
        state: None,
        place: None,
    };
    if !super::told_before(page, look, range, Certainty::Asserted, &schedule) {
        page.drafts
            .push(look.draft(range, Certainty::Asserted, Statement::Schedule(schedule)));
    }
}
