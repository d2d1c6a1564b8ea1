//! Dates in words, settled by the day of publication: `Thursday`, `Friday night by 5:00 p.m.`, `March 3`, `next month`,
//! `in 2018`, `Oct. 10-12`, `the fourth quarter`.
//!
//! A date without a year is the nearest one that the tense before it allows: `announced on Feb. 20` lies behind,
//! `will be held on March 3` ahead. Without a day of publication, only dates that carry their year are kept.

use std::sync::LazyLock;

use claim::{Period, When};
use jiff::ToSpan;
use jiff::civil::{Date, Time, Weekday};

use crate::lexicon::regex;
use crate::search::{Captures, Regex};

/// What a date expression means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Dated {
    /// The moment, or the last one of an interval.
    pub(crate) when: When,
    /// Where the interval starts, for an interval.
    pub(crate) from: Option<When>,
}

impl Dated {
    const fn at(when: When) -> Self {
        Self { when, from: None }
    }

    /// As a period.
    pub(crate) const fn period(self) -> Period {
        Period {
            start: self.from,
            end: self.when,
        }
    }
}

/// A date expression found in a sentence: its byte range and its meaning.
pub(crate) type Found = (usize, usize, Dated);

const MONTHS: &str = r"(?:January|February|March|April|May|June|July|August|September|October|November|December|Jan\.|Feb\.|Mar\.|Apr\.|Jun\.|Jul\.|Aug\.|Sept\.|Sep\.|Oct\.|Nov\.|Dec\.)";
const DAYS: &str = r"(?:Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)";

static DATES: LazyLock<Regex> = LazyLock::new(|| {
    let day = r"\d{1,2}(?:st|nd|rd|th)?";
    regex(&[
        format!(r"\b(?P<r1>{MONTHS}) (?P<r1d>{day})\s?(?:-|–|—| to | through )\s?(?:(?P<r2>{MONTHS}) )?(?P<r2d>{day})\b(?:, (?P<ry>(?:19|20)\d\d)\b)?"),
        // "Feb. 3 and Feb. 11" are two days, "between Feb. 3 and Feb. 11" is a period.
        format!(r"\b[Bb]etween (?P<s1>{MONTHS}) (?P<s1d>{day}) and (?:(?P<s2>{MONTHS}) )?(?P<s2d>{day})\b(?:, (?P<sy>(?:19|20)\d\d)\b)?"),
        format!(r"\b(?P<md>{MONTHS}|(?:Jan|Feb|Mar|Apr|Aug|Sept|Sep|Oct|Nov|Dec)) (?P<mdd>{day})\b(?:,? (?P<mdy>(?:19|20)\d\d)\b)?"),
        format!(r"\b(?P<t1>{MONTHS}) (?:through|to) (?P<t2>{MONTHS})(?:(?: of)? (?P<ty>(?:19|20)\d\d))?"),
        format!(r"\b(?P<my>{MONTHS}),?(?: of)? (?P<myy>(?:19|20)\d\d)\b"),
        format!(r"\b(?P<wd>{DAYS})\b(?: (?:night|evening|morning|afternoon)\b)?(?:, (?P<wm>{MONTHS}) (?P<wmd>{day})\b(?:, (?P<wy>(?:19|20)\d\d)\b)?)?"),
        r"(?i:\b(?:the )?(?P<q>first|second|third|fourth|last) (?:fundraising )?quarter\b(?:(?: of)? (?P<qy>(?:19|20)\d\d))?)".to_owned(),
        r"\b(?P<rel>[Tt]oday|[Tt]onight|[Ll]ast night|[Tt]his week|[Tt]omorrow|[Yy]esterday|[Ee]lection [Dd]ay|[Nn]ext week|[Ll]ast week|[Nn]ext month|[Ll]ast month|(?:[Ee]arlier |[Ll]ater )?[Tt]his month|[Nn]ext year|[Ll]ast year|[Tt]his year|the end of the year)\b".to_owned(),
        format!(r"\b(?:[Ii]n|[Ss]ince|[Uu]ntil|[Ll]ast|[Nn]ext|[Bb]y|[Tt]his|[Ee]arly|[Ll]ate|of|through|[Mm]id) ?-?(?P<m>{MONTHS})(?:,?(?: of)? (?P<m2>(?:19|20)\d\d)\b)?"),
        format!(r"\b(?P<mp>{MONTHS})(?:'s|’s)?\b (?:(?:Republican|Democratic|GOP|presidential|gubernatorial|Senate|general|special|midterm|primary) )*(?:primary|primaries|caucus|caucuses|convention|runoff|elections?|midterms?|contests?|ballot|debate|filing)\b"),
        r"\b(?P<y>(?:19|20)\d\d)\b".to_owned(),
    ].join("|"))
});

static TIMES: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"\b(?P<h>1[0-2]|[1-9])(?::(?P<m>[0-5]\d))?\s?(?P<half>a\.m\.|p\.m\.|am\b|pm\b|AM\b|PM\b)",
    )
});

/// The date expressions of a sentence in their order.
pub(crate) fn dates(text: &str, published: Option<Date>) -> Vec<Found> {
    let found: Vec<Found> = DATES
        .captures_iter(text)
        .filter_map(|c| {
            let whole = bounds(&c, text)?;
            Some((whole.0, whole.1, meaning(&c, text, published)?))
        })
        .collect();
    with_times(text, found)
}

/// The words that are the date: the whole match, but without a leading preposition or a trailing noun.
fn bounds(c: &Captures<'_>, text: &str) -> Option<(usize, usize)> {
    // "Super Tuesday" is a day of its own, not the Tuesday nearest to the report.
    if c.name("wd").is_some() && text.get(..c.get(0)?.start())?.ends_with("Super ") {
        return None;
    }
    if let Some(m) = c.name("m").or_else(|| c.name("mp")) {
        let end = c.name("m2").map_or(m.end(), |year| year.end());
        return Some((m.start(), end));
    }
    c.get(0).map(|m| (m.start(), m.end()))
}

fn with_times(text: &str, found: Vec<Found>) -> Vec<Found> {
    let times: Vec<(usize, usize, Time)> = TIMES
        .captures_iter(text)
        .filter_map(|c| {
            let whole = c.get(0)?;
            let hour: i8 = c.name("h")?.as_str().parse().ok()?;
            let minute: i8 = c.name("m").map_or(Ok(0), |m| m.as_str().parse()).ok()?;
            let noon = if c.name("half")?.as_str().starts_with(['p', 'P']) {
                12
            } else {
                0
            };
            Some((
                whole.start(),
                whole.end(),
                Time::new(hour % 12 + noon, minute, 0, 0).ok()?,
            ))
        })
        .collect();
    found
        .into_iter()
        .map(|(start, end, dated)| {
            let Some(day) = dated.when.day().filter(|_| dated.from.is_none()) else {
                return (start, end, dated);
            };
            for &(time_start, time_end, time) in &times {
                let to_the_hour = Dated::at(When::Local(day.to_datetime(time)));
                if time_end <= start && joins(text, time_end, start) {
                    return (time_start, end, to_the_hour);
                }
                if end <= time_start && joins(text, end, time_start) {
                    return (start, time_end, to_the_hour);
                }
            }
            (start, end, dated)
        })
        .collect()
}

fn joins(text: &str, from: usize, to: usize) -> bool {
    matches!(
        text.get(from..to).map(str::trim),
        Some(
            "" | "on"
                | "at"
                | ","
                | "by"
                | ", at"
                | "on late"
                | "Central on"
                | "CST on"
                | "local time on"
        )
    )
}

fn meaning(c: &Captures<'_>, text: &str, published: Option<Date>) -> Option<Dated> {
    let part = |name: &str| c.name(name).map(|m| m.as_str());
    let year = |name: &str| part(name).and_then(|y| y.parse::<i16>().ok());
    let start = c.get(0)?.start();
    let tense = tense_before(text.get(..start)?, text.get(c.get(0)?.end()..)?);
    let contest = names_contest(text.get(c.get(0)?.end()..)?);
    let settle = |month: i8, day: i8, given: Option<i16>| match given {
        Some(year) => Date::new(year, month, day).ok(),
        None if contest => ballot_day(published?, month, day, tense),
        None => nearest(published?, month, day, tense),
    };
    if let Some(first) = part("r1").or_else(|| part("s1")) {
        let either = |one: &str, other: &str| part(one).or_else(|| part(other));
        let last_month = month(either("r2", "s2").unwrap_or(first))?;
        let given = year("ry").or_else(|| year("sy"));
        let last = settle(last_month, day(either("r2d", "s2d")?)?, given)?;
        let first_month = month(first)?;
        let first_year = if first_month > last_month {
            last.year() - 1
        } else {
            last.year()
        };
        let from = Date::new(first_year, first_month, day(either("r1d", "s1d")?)?).ok()?;
        return (from <= last).then_some(Dated {
            when: When::Day(last),
            from: Some(When::Day(from)),
        });
    }
    if let Some(name) = part("md") {
        return Some(Dated::at(When::Day(settle(
            month(name)?,
            day(part("mdd")?)?,
            year("mdy"),
        )?)));
    }
    if let Some(first) = part("t1") {
        let (first, last) = (month(first)?, month(part("t2")?)?);
        let year = match year("ty") {
            Some(year) => year,
            None => nearest(published?, last, 1, Tense::Past)?.year(),
        };
        let from = Date::new(if first > last { year - 1 } else { year }, first, 1).ok()?;
        let last = Date::new(year, last, 1).ok()?.last_of_month();
        return Some(Dated {
            when: When::Day(last),
            from: Some(When::Day(from)),
        });
    }
    if let Some(name) = part("my") {
        return Some(Dated::at(When::Month(year("myy")?, month(name)?)));
    }
    if let Some(name) = part("wd") {
        if let Some(name) = part("wm") {
            return Some(Dated::at(When::Day(settle(
                month(name)?,
                day(part("wmd")?)?,
                year("wy"),
            )?)));
        }
        let lead = text.get(..start)?.trim_end();
        // "Tuesday's election" in the weeks around it is the general one.
        if contest && name == "Tuesday" {
            let general = election_day(published?)?;
            if (general - published?).get_days().abs() <= 8 {
                return Some(Dated::at(When::Day(general)));
            }
        }
        return Some(Dated::at(When::Day(weekday(
            published?, name, tense, lead,
        )?)));
    }
    if let Some(name) = part("q") {
        return quarter(name, year("qy"), published);
    }
    if let Some(words) = part("rel") {
        return relative(&words.to_lowercase(), published?);
    }
    if let Some(name) = part("m").or_else(|| part("mp")) {
        if let Some(year) = year("m2") {
            return Some(Dated::at(When::Month(year, month(name)?)));
        }
        let tense = match c.get(0)?.as_str().split(' ').next() {
            Some("Last" | "last" | "since" | "Since") => Tense::Past,
            Some("Next" | "next" | "by" | "By" | "until" | "Until") => Tense::Future,
            _ => tense,
        };
        let month = month(name)?;
        let contest = contest || c.name("mp").is_some();
        let near = if contest {
            ballot_day(published?, month, 15, tense)?
        } else {
            nearest(published?, month, 15, tense)?
        };
        // A month that is running counts as this year's, whatever the tense.
        let year = if published?.month() == month {
            published?.year()
        } else {
            near.year()
        };
        return Some(Dated::at(When::Month(year, month)));
    }
    Some(Dated::at(When::Year(year("y")?)))
}

fn month(name: &str) -> Option<i8> {
    let key = name.get(..3)?;
    [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]
    .iter()
    .position(|m| *m == key)
    .and_then(|idx| i8::try_from(idx + 1).ok())
}

fn day(text: &str) -> Option<i8> {
    text.trim_end_matches(char::is_alphabetic).parse().ok()
}

/// Which side of the day of publication the verb before a date points to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Tense {
    Past,
    Future,
    Open,
}

static FUTURE: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"(?i)\b(?:(?:will|would|to|must|should|shall|is|are) (?:be |have )?[a-z]+|will|would|must|expected|expects?|plans?|planned|scheduled|set|deadline|until|upcoming|intends?|due|next|ahead of|before|going|goes?|meets?|faces?|is|are|to|by|would|candidates)\b",
    )
});
static PAST: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"(?i)\b(?:[a-z]{2,}ed|was|were|had|won|lost|took|did|left|led|made|came|met|gave|said|told|wrote|spent|ran|beat|began|held|since|rose|fell|found|sent|filing|earlier)\b",
    )
});

fn tense_before(before: &str, after: &str) -> Tense {
    // "The closely watched caucuses on Saturday will be": the verb right behind the date decides.
    if [" will ", " would ", " is expected", " are expected"]
        .iter()
        .any(|words| after.starts_with(words))
    {
        return Tense::Future;
    }
    let last = |pattern: &Regex| pattern.find_iter(before).last().map(|m| m.end());
    match (last(&PAST), last(&FUTURE)) {
        // "is expected", "was scheduled for": the participle points ahead.
        (Some(past), Some(future)) if past > future => Tense::Past,
        (_, Some(_)) => Tense::Future,
        (Some(_), None) => Tense::Past,
        (None, None) => match (PAST.find(after), FUTURE.find(after)) {
            (Some(past), Some(future)) if past.start() < future.start() => Tense::Past,
            (_, Some(_)) => Tense::Future,
            (Some(_), None) => Tense::Past,
            (None, None) => Tense::Open,
        },
    }
}

/// The nearest day with this month and day on the side that the tense allows. The past is only preferred while it is
/// less than ten months away: "the primary, which was moved to March 3" still lies ahead in February.
fn nearest(published: Date, month: i8, day: i8, tense: Tense) -> Option<Date> {
    let candidates = [-1, 0, 1].map(|shift| Date::new(published.year() + shift, month, day).ok());
    let distance = |date: &Date| {
        (date.to_datetime(Time::midnight()) - published.to_datetime(Time::midnight())).get_days()
    };
    let days: Vec<(Date, i32)> = candidates
        .into_iter()
        .flatten()
        .map(|d| (d, distance(&d)))
        .collect();
    let fits = |&&(_, away): &&(Date, i32)| match tense {
        Tense::Past => away <= 0 && away > -300,
        Tense::Future => (0..300).contains(&away),
        Tense::Open => true,
    };
    days.iter()
        .filter(fits)
        .min_by_key(|(_, away)| away.abs())
        .or_else(|| days.iter().min_by_key(|(_, away)| away.abs()))
        .map(|(date, _)| *date)
}

/// Whether the words after a date make it the day of an election: "the Nov. 3 election", "the March 31 runoff".
fn names_contest(after: &str) -> bool {
    static CONTEST: LazyLock<Regex> = LazyLock::new(|| {
        regex(
            r"^(?:'s|’s)? (?:(?:Republican|Democratic|GOP|presidential|gubernatorial|Senate|general|special|midterm|[A-Z][a-z]+) )*(?:primary|primaries|caucus|caucuses|runoff|elections?|midterms?)\b",
        )
    });
    CONTEST.is_match(after)
}

/// The day of an election without its year: elections fall into even years, save those of the year of publication.
fn ballot_day(published: Date, month: i8, day: i8, tense: Tense) -> Option<Date> {
    let near = nearest(published, month, day, tense)?;
    let soon = (near - published).get_days().abs() < 120;
    if soon || near.year() == published.year() || near.year() % 2 == 0 {
        return Some(near);
    }
    Date::new(published.year(), month, day).ok()
}

fn weekday(published: Date, name: &str, tense: Tense, lead: &str) -> Option<Date> {
    let wanted = [
        ("Mon", Weekday::Monday),
        ("Tue", Weekday::Tuesday),
        ("Wed", Weekday::Wednesday),
        ("Thu", Weekday::Thursday),
        ("Fri", Weekday::Friday),
        ("Sat", Weekday::Saturday),
        ("Sun", Weekday::Sunday),
    ]
    .into_iter()
    .find(|(short, _)| name.starts_with(short))?
    .1;
    if lead.ends_with("last") {
        return published.nth_weekday(-1, wanted).ok();
    }
    if published.weekday() == wanted && !lead.ends_with("next") {
        return Some(published);
    }
    let ahead = tense == Tense::Future
        || ["next", "this", "coming"]
            .iter()
            .any(|word| lead.ends_with(word));
    published
        .nth_weekday(if ahead { 1 } else { -1 }, wanted)
        .ok()
}

fn quarter(name: &str, year: Option<i16>, published: Option<Date>) -> Option<Dated> {
    let current = |date: Date| (date.month() - 1) / 3;
    let (year, index) = match (name.to_lowercase().as_str(), year) {
        ("last", None) => {
            let published = published?;
            match current(published) {
                0 => (published.year() - 1, 3),
                index => (published.year(), index - 1),
            }
        }
        (word, year) => {
            let index: i8 = match word {
                "first" => 0,
                "second" => 1,
                "third" => 2,
                _ => 3,
            };
            // Quarters are reported after they end.
            let year = year.or_else(|| {
                let published = published?;
                let over = index < current(published);
                Some(if over {
                    published.year()
                } else {
                    published.year() - 1
                })
            })?;
            (year, index)
        }
    };
    let from = Date::new(year, index * 3 + 1, 1).ok()?;
    let last = Date::new(year, index * 3 + 3, 1).ok()?.last_of_month();
    Some(Dated {
        when: When::Day(last),
        from: Some(When::Day(from)),
    })
}

fn relative(words: &str, published: Date) -> Option<Dated> {
    let month = |shift: i32| {
        let date = published
            .first_of_month()
            .checked_add(shift.months())
            .ok()?;
        Some(When::Month(date.year(), date.month()))
    };
    let when = match words {
        "today" | "tonight" => When::Day(published),
        "tomorrow" => When::Day(published.tomorrow().ok()?),
        "yesterday" | "last night" => When::Day(published.yesterday().ok()?),
        "next week" => When::Day(published.nth_weekday(1, Weekday::Monday).ok()?),
        "last week" => {
            let monday = published
                .tomorrow()
                .ok()?
                .nth_weekday(-1, Weekday::Monday)
                .ok()?;
            When::Day(monday.checked_sub(7.days()).ok()?)
        }
        "next month" => month(1)?,
        "last month" => month(-1)?,
        // Like "next week", the week is told by its Monday.
        "this week" => When::Day(
            published
                .tomorrow()
                .ok()?
                .nth_weekday(-1, Weekday::Monday)
                .ok()?,
        ),
        "this month" | "earlier this month" | "later this month" => month(0)?,
        "next year" => When::Year(published.year() + 1),
        "last year" => When::Year(published.year() - 1),
        "this year" => When::Year(published.year()),
        "the end of the year" => {
            let year = if published.month() <= 6 {
                published.year() - 1
            } else {
                published.year()
            };
            When::Day(Date::new(year, 12, 31).ok()?)
        }
        "election day" => When::Day(election_day(published)?),
        _ => return None,
    };
    Some(Dated::at(when))
}

/// The federal election day (2 U.S.C. § 7: the Tuesday after the first Monday in November) of the year, or of the next one where
/// the year has no federal election and its own elections are not close.
fn election_day(published: Date) -> Option<Date> {
    let off_year = published.year() % 2 == 1 && published.month() < 8;
    november_tuesday(published.year() + i16::from(off_year))
}

/// The Tuesday after the first Monday in November.
pub(crate) fn november_tuesday(year: i16) -> Option<Date> {
    Date::new(year, 11, 1)
        .ok()?
        .nth_weekday_of_month(1, Weekday::Monday)
        .ok()?
        .tomorrow()
        .ok()
}

#[cfg(test)]
mod tests;
