//! Which contest of somebody who stood more than once the words recall: the one whose year stands beside them, else, for
//! president, the latest in which they stood.

use claim::{OfficeSought, PersonName, Race, When};
use jiff::civil::Date;

use super::{Look, Range};
use crate::cycle::next_year;
use crate::fields;
use crate::mention::What;

/// The years in which somebody sought the presidency.
fn years_of(name: &PersonName) -> Vec<i16> {
    fields::stands(name)
        .into_iter()
        .filter(|stand| stand.race.office == OfficeSought::President)
        .map(|stand| stand.race.year)
        .collect()
}

/// The contest that a claim about a candidate means, where it is not the one that is on.
pub(super) fn recalled(
    look: Look<'_, '_>,
    range: Range,
    person: usize,
    race: Option<Race>,
) -> Option<Race> {
    let published = look.document.published()?;
    if let Some(year) = year_beside(look, range)
        && year <= published.year()
    {
        return look.document.contest.race_in(
            look.sentence,
            range,
            Some(year),
            Some(person),
            &look.document.registry,
        );
    }
    let mut race = race?;
    if race.office == OfficeSought::President && race.state == "US" {
        let words = look.text().get(range.0..range.1).unwrap_or_default();
        let again = words.contains("re-election") || words.contains("reelection");
        if let Some(year) = contest_of(&years_of(look.document.name(person)), published, again) {
            race.year = year;
        }
    }
    Some(race)
}

/// The presidential contest meant on a day by "her campaign", of somebody who stood in `years`. In the two years after an
/// election it is still that one, unless the words are about being elected `again`.
fn contest_of(years: &[i16], published: Date, again: bool) -> Option<i16> {
    let next = next_year(OfficeSought::President, "US", published)?;
    let last = years.iter().copied().rfind(|year| *year < next);
    let fresh = published.year() <= next - 2;
    match last {
        Some(last) if last == next - 4 && fresh && !again => Some(last),
        _ if years.contains(&next) || years.is_empty() => None,
        _ => last,
    }
}

/// The year that stands beside the words: within them, directly before ("2010 gubernatorial candidate") or after ("in 2008").
fn year_beside(look: Look<'_, '_>, range: Range) -> Option<i16> {
    let text = look.text();
    let before = text.get(..range.0)?;
    let lead = before
        .trim_end_matches(|c: char| c == ' ' || "ⓎⒼⓉ".contains(c))
        .trim_end_matches("u·s·")
        .trim_end();
    let from = if lead.ends_with('Ⓓ') {
        lead.len() - 'Ⓓ'.len_utf8()
    } else {
        range.0
    };
    let after = text.get(range.1..)?;
    let to = [" in Ⓓ", " Ⓓ"]
        .iter()
        .find(|lead| after.starts_with(**lead))
        .map_or(range.1, |lead| range.1 + lead.len());
    look.sentence
        .mentions_in(from, to)
        .find_map(|m| match &m.what {
            What::Date(dated) => match dated.when {
                When::Year(year) => Some(year),
                _ => None,
            },
            _ => None,
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(name: &str, day: &str, again: bool, year: Option<i16>) {
        let years = years_of(&PersonName::new(name));
        assert_eq!(
            contest_of(&years, day.parse().unwrap(), again),
            year,
            "{name} {day}"
        );
    }

    #[test]
    fn who_stood_before() {
        check("Hillary Clinton", "2017-08-22", false, Some(2016));
        check("Hillary Clinton", "2016-04-01", false, None);
        check("Mitt Romney", "2016-04-01", false, Some(2012));
        check("Donald Trump", "2017-07-19", false, Some(2016));
        check("Donald Trump", "2018-02-27", true, None);
        check("Donald Trump", "2019-07-19", false, None);
        check("Barack Obama", "2015-10-10", false, Some(2012));
        check("Doug Jones", "2020-10-10", false, None);
    }
}
