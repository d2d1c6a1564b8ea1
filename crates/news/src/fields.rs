//! Who stood in which contest: the fields of past and present races by year, state and office, as the states and the
//! Federal Election Commission list them (`data/fields/`).
//!
//! A report seldom writes out the race of somebody known: "Shaheen is in a tough re-election battle" is about New Hampshire
//! in the year of the next election. The lists settle which race words about a contest mean; without such words in the report
//! they make no claim.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use claim::{OfficeSought, Party, PersonName, Race};
use jiff::civil::Date;

use crate::date::november_tuesday;
use crate::lexicon::{self, entries, famous};

/// One person's part in one contest.
#[derive(Debug)]
pub(crate) struct Stand {
    name: PersonName,
    pub(crate) race: Race,
    /// Their party, where it is noted.
    pub(crate) party: Option<Party>,
    /// The days from which and until which they were in the race.
    from: Date,
    until: Date,
    /// When the contest was decided.
    pub(crate) decided: Date,
}

impl Stand {
    /// Whether the contest is decided after a day, within some two years.
    pub(crate) fn is_next(&self, day: Date) -> bool {
        day < self.decided && self.race.year <= day.year() + 2
    }

    /// Whether they stand in the contest, or will before two years are over, on a day.
    pub(crate) fn is_open(&self, day: Date) -> bool {
        day <= self.decided && day.year() + 2 > self.race.year
    }

    /// Whether they are in the race on a day in its last months, up to the end.
    pub(crate) fn is_left(&self, day: Date) -> bool {
        self.is_on(day) && self.until == self.decided && days_between(day, self.decided) < 180
    }

    /// Whether they are in the race on a day.
    pub(crate) fn is_on(&self, day: Date) -> bool {
        self.from <= day && day <= self.until
    }
}

static STANDS: LazyLock<BTreeMap<&'static str, Vec<Stand>>> = LazyLock::new(|| {
    let mut stands: BTreeMap<&'static str, Vec<Stand>> = BTreeMap::new();
    for (office, file) in [
        (
            OfficeSought::President,
            include_str!("../data/fields/president.txt"),
        ),
        (
            OfficeSought::Senate,
            include_str!("../data/fields/senate.txt"),
        ),
        (
            OfficeSought::Governor,
            include_str!("../data/fields/governor.txt"),
        ),
        (
            OfficeSought::House,
            include_str!("../data/fields/house.txt"),
        ),
    ] {
        for (key, stand) in entries(file).flat_map(|line| contest(office, line)) {
            stands.entry(key).or_default().push(stand);
        }
    }
    stands
});

/// The stands of a line, each under the last word of its name.
fn contest(office: OfficeSought, line: &'static str) -> Vec<(&'static str, Stand)> {
    let mut fields = line.split('|');
    let head = fields.next().and_then(|year| year.parse().ok());
    let (Some(year), Some(place)) = (head, fields.next()) else {
        return Vec::new();
    };
    let (place, day) = place
        .split_once(' ')
        .map_or((place, None), |(place, day)| (place, Some(day)));
    let (state, district) = place
        .trim_end_matches('*')
        .split_once('-')
        .map_or((place.trim_end_matches('*'), None), |(s, d)| (s, Some(d)));
    let mut race = Race::new(year, state, office);
    race.special = place.ends_with('*');
    race.district = district.map(str::to_owned);
    let Some(decided) = day
        .and_then(|day| day.parse().ok())
        .or_else(|| november_tuesday(year))
    else {
        return Vec::new();
    };
    fields
        .filter_map(|field| {
            let (name, days) = field
                .rsplit_once(' ')
                .filter(|(_, days)| days.contains(".."))
                .map_or((field, ""), |(name, days)| (name, days));
            let (from, until) = days.split_once("..").unwrap_or_default();
            let (name, party) = name
                .strip_suffix(')')
                .and_then(|name| name.split_once(" ("))
                .map_or((name, None), |(name, party)| (name, lexicon::party(party)));
            // Candidates for president are in the race from the summer before; others run in the year itself.
            let usual = if office == OfficeSought::President {
                Date::new(year - 1, 6, 1)
            } else {
                Date::new(year, 1, 1)
            };
            let stand = Stand {
                name: PersonName::new(name),
                race: race.clone(),
                party,
                from: from.parse().or(usual).ok()?,
                until: until.parse().unwrap_or(decided),
                decided,
            };
            Some((last_word(name), stand))
        })
        .collect()
}

fn last_word(name: &str) -> &str {
    name.rsplit(' ')
        .find(|word| {
            !matches!(
                word.trim_end_matches('.'),
                "Jr" | "Sr" | "II" | "III" | "IV"
            )
        })
        .unwrap_or(name)
}

/// The contests in which somebody stood. A bare surname is only that of the one whom the press names so.
pub(crate) fn stands(name: &PersonName) -> Vec<&'static Stand> {
    let Some(listed) = STANDS.get(last_word(name.as_str())) else {
        return Vec::new();
    };
    let full = if name.is_surname_only() {
        let Some(meant) = famous(name.as_str()) else {
            return Vec::new();
        };
        PersonName::new(&format!("{} {}", meant.given, name.as_str()))
    } else {
        name.clone()
    };
    listed
        .iter()
        .filter(|stand| stand.name.consistent_with(&full))
        .collect()
}

/// The contest that somebody is in on a day: the presidential one before others, of which one at most is known.
pub(crate) fn on(name: &PersonName, day: Date) -> Option<&'static Stand> {
    let all = stands(name);
    let mut on = all.into_iter().filter(|stand| stand.is_on(day));
    let first = on.next()?;
    let other = on.next();
    (first.race.office == OfficeSought::President || other.is_none()).then_some(first)
}

fn days_between(from: Date, to: Date) -> i32 {
    from.until(to).map_or(i32::MAX, |span| span.get_days())
}

/// Whether a contest that is listed was decided by a day.
pub(crate) fn is_decided(race: &Race, day: Date) -> bool {
    STANDS
        .values()
        .flatten()
        .find(|stand| stand.race == *race)
        .is_some_and(|stand| stand.decided <= day)
}

/// For how many days after an election its outcome is the news.
const FRESH: i32 = 75;

/// The race that somebody left last before a day, while it went on.
pub(crate) fn left(name: &PersonName, day: Date) -> Option<&'static Race> {
    stands(name)
        .into_iter()
        .filter(|stand| stand.until < stand.decided && stand.until <= day)
        .filter(|stand| days_between(stand.until, day) < 600)
        .max_by_key(|stand| stand.until)
        .map(|stand| &stand.race)
}

/// The presidential race that somebody entered within some days after one.
pub(crate) fn ahead(name: &PersonName, day: Date, days: i32) -> Option<&'static Race> {
    stands(name)
        .into_iter()
        .filter(|stand| stand.race.office == OfficeSought::President)
        .find(|stand| day < stand.from && days_between(day, stand.from) <= days)
        .map(|stand| &stand.race)
}

/// The contest of somebody that words about `offices` mean: in the year that they give, else the one that is on, of several
/// the one for the office that the report is `about`.
pub(crate) fn meant(
    name: &PersonName,
    day: Option<Date>,
    offices: &[OfficeSought],
    about: Option<OfficeSought>,
    year: Option<i16>,
) -> Option<&'static Stand> {
    let fits = |stand: &&Stand| offices.is_empty() || offices.contains(&stand.race.office);
    let mut all = stands(name).into_iter().filter(fits);
    if let Some(year) = year {
        let first = all.find(|stand| stand.race.year == year)?;
        return all.all(|stand| stand.race.year != year).then_some(first);
    }
    let day = day?;
    let all: Vec<&Stand> = all.collect();
    // Who has left a race is spoken of with it until it is decided.
    let open: Vec<&Stand> = all
        .iter()
        .copied()
        .filter(|stand| stand.from <= day && day <= stand.decided)
        .collect();
    open.iter()
        .find(|stand| Some(stand.race.office) == about)
        .or_else(|| open.iter().find(|stand| stand.is_on(day)))
        .or_else(|| open.first())
        .copied()
        .or_else(|| {
            // Next year's race, where the words say which office they are about.
            all.iter().copied().find(|stand| {
                !offices.is_empty()
                    && stand.race.office != OfficeSought::President
                    && stand.race.year == day.year() + 1
            })
        })
        .or_else(|| {
            let fresh =
                |stand: &&&Stand| stand.decided < day && days_between(stand.decided, day) <= FRESH;
            all.iter().rfind(fresh).copied()
        })
}

/// The contest that an outcome recalls: the latest that was decided by a day, among those in which `others` stood too where
/// they did so.
pub(crate) fn decided(
    name: &PersonName,
    others: &[&PersonName],
    day: Date,
    offices: &[OfficeSought],
) -> Option<&'static Stand> {
    let past: Vec<&Stand> = stands(name)
        .into_iter()
        .filter(|stand| stand.decided <= day)
        .collect();
    let met = |stand: &&Stand| {
        others.iter().any(|other| {
            *other != name && stands(other).iter().any(|theirs| theirs.race == stand.race)
        })
    };
    let latest = |stands: Vec<&'static Stand>| stands.into_iter().max_by_key(|s| s.decided);
    latest(past.iter().copied().filter(met).collect())
        .or_else(|| {
            let fits = |stand: &&Stand| {
                (offices.is_empty() || offices.contains(&stand.race.office))
                    && days_between(stand.decided, day) <= FRESH
            };
            latest(past.iter().copied().filter(fits).collect())
        })
        .or_else(|| {
            // Outcomes of presidential politics are recalled for long, unless the next field is at it already.
            let fits = |stand: &&Stand| stand.race.office == OfficeSought::President;
            let again = on(name, day).is_some_and(|stand| fits(&stand));
            (offices.contains(&OfficeSought::President) && !again)
                .then(|| latest(past.iter().copied().filter(fits).collect()))?
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_is_a_contest() {
        for file in [
            include_str!("../data/fields/president.txt"),
            include_str!("../data/fields/senate.txt"),
            include_str!("../data/fields/governor.txt"),
            include_str!("../data/fields/house.txt"),
        ] {
            for line in entries(file) {
                let names = line.split('|').count() - 2;
                assert_eq!(contest(OfficeSought::Senate, line).len(), names, "{line}");
            }
        }
    }

    #[test]
    fn who_is_in_which_race_on_a_day() {
        let check = |name: &str, day: &str| {
            on(&PersonName::new(name), day.parse().unwrap()).map(|s| s.race.to_string())
        };
        assert_eq!(
            check("Jeanne Shaheen", "2014-11-03").as_deref(),
            Some("2014-NH-senate")
        );
        assert_eq!(
            check("Roy Moore", "2017-12-06").as_deref(),
            Some("2017-AL-senate-special")
        );
        assert_eq!(
            check("Bernie Sanders", "2016-02-09").as_deref(),
            Some("2016-US-president")
        );
        assert_eq!(
            check("Marco Rubio", "2016-09-09").as_deref(),
            Some("2016-FL-senate")
        );
        assert_eq!(
            check("Trump", "2016-09-09").as_deref(),
            Some("2016-US-president")
        );
        assert_eq!(check("Donald Trump", "2017-09-09"), None);
        assert_eq!(check("Jones", "2017-12-06"), None);
    }
}
