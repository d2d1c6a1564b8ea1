//! Who held the two national offices when: whom "the president" means in a report of a day, and whose title has become
//! one of courtesy ("President Reagan" in 2014).

use std::sync::LazyLock;

use claim::PersonName;
use jiff::civil::Date;

use crate::lexicon::entries;

#[derive(Debug)]
struct Term {
    office: &'static str,
    given: &'static str,
    surname: &'static str,
    start: Date,
    end: Option<Date>,
}

impl Term {
    fn is_of(&self, office: &str) -> bool {
        let national = office
            .strip_prefix("U.S. ")
            .or_else(|| office.strip_prefix("US "))
            .unwrap_or(office);
        self.office.eq_ignore_ascii_case(national)
    }

    fn is_by(&self, name: &PersonName) -> bool {
        let mut words = name
            .as_str()
            .split(' ')
            .filter(|w| !matches!(w.trim_end_matches('.'), "Jr" | "Sr"));
        let surname = words.next_back() == Some(self.surname);
        let given = name.given_name();
        surname && given.is_none_or(|given| given == self.given)
    }

    fn holds_on(&self, day: Date) -> bool {
        self.start <= day && self.end.is_none_or(|end| day <= end)
    }
}

static TERMS: LazyLock<Vec<Term>> = LazyLock::new(|| {
    entries(include_str!("../data/presidents.txt"))
        .filter_map(|line| {
            let mut fields = line.split('|');
            Some(Term {
                office: fields.next()?,
                given: fields.next()?,
                surname: fields.next()?,
                start: fields.next()?.parse().ok()?,
                end: fields.next()?.parse().ok(),
            })
        })
        .collect()
});

/// Who is called by the title of an office that they have left: the name, the title, the year of leaving.
static COURTESY_TITLES: LazyLock<Vec<(&str, &str, i16)>> = LazyLock::new(|| {
    entries(include_str!("../data/courtesy_titles.txt"))
        .filter_map(|line| {
            let mut fields = line.split('|');
            Some((fields.next()?, fields.next()?, fields.next()?.parse().ok()?))
        })
        .collect()
});

/// Whether a person is called by the title of another office that they have left in an earlier year.
pub(crate) fn left(name: &PersonName, office: &str, day: Date) -> bool {
    let last = office.rsplit(' ').next().unwrap_or(office);
    COURTESY_TITLES.iter().any(|(called, title, year)| {
        *called == name.as_str() && title.eq_ignore_ascii_case(last) && *year < day.year()
    })
}

/// Whether a person holds a national office on a day.
pub(crate) fn holds(name: &PersonName, office: &str, day: Date) -> bool {
    TERMS
        .iter()
        .any(|term| term.is_of(office) && term.is_by(name) && term.holds_on(day))
}

/// Whether a person held a national office once, and no longer does on a day. A First Lady is known by the name she shares
/// with a president.
pub(crate) fn held(name: &PersonName, office: &str, day: Date) -> bool {
    if office.eq_ignore_ascii_case("first lady") {
        let shares = |term: &&Term| {
            term.office == "President" && name.as_str().ends_with(&format!(" {}", term.surname))
        };
        let mut terms = TERMS.iter().filter(shares).peekable();
        return terms.peek().is_some() && terms.all(|term| term.end.is_some_and(|end| end < day));
    }
    !holds(name, office, day)
        && TERMS.iter().any(|term| {
            term.is_of(office) && term.is_by(name) && term.end.is_some_and(|end| end < day)
        })
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn every_line_is_a_term() {
        let lines = entries(include_str!("../data/presidents.txt")).count();
        assert_eq!(TERMS.len(), lines);
    }

    #[test]
    fn holders_on_a_day() {
        let day = date(2014, 10, 1);
        let check = |name: &str, office: &str| {
            let name = PersonName::new(name);
            (holds(&name, office, day), held(&name, office, day))
        };
        assert_eq!(check("Barack Obama", "President"), (true, false));
        assert_eq!(check("Obama", "U.S. President"), (true, false));
        assert_eq!(check("Michelle Obama", "President"), (false, false));
        assert_eq!(check("George H.W. Bush", "President"), (false, true));
        assert_eq!(check("Joe Biden", "Vice President"), (true, false));
        assert_eq!(check("Donald Trump", "President"), (false, false));
        assert_eq!(check("Vladimir Putin", "Russian President"), (false, false));
    }
}
