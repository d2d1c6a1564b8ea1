//! What a request asks for: which page, in which form, as of when. Nothing here trusts what was typed.

use claim::When;
use jiff::Timestamp;
use jiff::tz::TimeZone;
use record::{BatchNumber, Cut};

use crate::Problem;

/// The most bytes of path and query together; real ones are far shorter.
pub const LONGEST: usize = 2_048;

/// The form in which a page is wanted: the suffix of its address.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Form {
    /// For people.
    Html,
    /// The page's data.
    Json,
    /// One of the page's tables.
    Csv,
    /// What changed, as a feed.
    Atom,
    /// Dates, for calendars.
    Ics,
}

impl Form {
    /// All that have a suffix.
    pub const SUFFIXED: [Self; 4] = [Self::Json, Self::Csv, Self::Atom, Self::Ics];

    /// The suffix, with its dot.
    pub const fn suffix(self) -> &'static str {
        match self {
            Self::Html => "",
            Self::Json => ".json",
            Self::Csv => ".csv",
            Self::Atom => ".atom",
            Self::Ics => ".ics",
        }
    }

    /// The media type of the answer.
    pub const fn media(self) -> &'static str {
        match self {
            Self::Html => "text/html; charset=utf-8",
            Self::Json => "application/json",
            Self::Csv => "text/csv; charset=utf-8",
            Self::Atom => "application/atom+xml; charset=utf-8",
            Self::Ics => "text/calendar; charset=utf-8",
        }
    }
}

/// A question to the desk, taken apart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Asked {
    /// The segments of the path, decoded, without the suffix of the last.
    pub path: Vec<String>,
    /// In which form.
    pub form: Form,
    /// The parts of the query, decoded, in their order.
    pub query: Vec<(String, String)>,
}

impl Asked {
    /// Takes an address apart.
    pub fn of(path: &str, query: Option<&str>) -> Result<Self, Problem> {
        if path.len() + query.map_or(0, str::len) > LONGEST {
            return Err(Problem::Bad("That address is too long.".to_owned()));
        }
        let mut segments = Vec::new();
        let (bare, form) = split_form(path);
        for segment in bare.split('/').filter(|segment| !segment.is_empty()) {
            segments.push(decode(segment, false)?);
        }
        let mut parts = Vec::new();
        for part in query
            .unwrap_or("")
            .split('&')
            .filter(|part| !part.is_empty())
        {
            let (name, value) = part.split_once('=').unwrap_or((part, ""));
            parts.push((decode(name, true)?, decode(value, true)?));
        }
        Ok(Self {
            path: segments,
            form,
            query: parts,
        })
    }

    /// A part of the path; empty where there is none.
    pub fn segment(&self, at: usize) -> &str {
        self.path.get(at).map_or("", String::as_str)
    }

    /// The value of a parameter that may be given once. An empty one counts as not given, as an empty field of a form is.
    pub fn one(&self, name: &'static str) -> Result<Option<&str>, Problem> {
        let mut values = self.all(name);
        let first = values.next();
        if values.next().is_some() {
            return Err(Problem::Bad(format!("`{name}` can be given once.")));
        }
        Ok(first.map(str::trim).filter(|value| !value.is_empty()))
    }

    /// All values of a parameter.
    pub fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> + 'a {
        self.query
            .iter()
            .filter(move |(given, _)| given == name)
            .map(|(_, value)| value.as_str())
    }

    /// A parameter that is a number up to a bound.
    pub fn number(&self, name: &'static str, most: u64) -> Result<Option<u64>, Problem> {
        let Some(text) = self.one(name)? else {
            return Ok(None);
        };
        match text.parse::<u64>() {
            Ok(number) if number <= most => Ok(Some(number)),
            _ => Err(Problem::Bad(format!(
                "`{name}` is a number from 0 to {most}."
            ))),
        }
    }

    /// The cut that is asked for: `as_of` and `recorded`.
    pub fn cut(&self, zone: &TimeZone) -> Result<Cut, Problem> {
        let reported = self.moment("as_of", zone)?;
        let recorded = self.number("recorded", i64::MAX as u64)?.map(BatchNumber);
        Ok(Cut { reported, recorded })
    }

    /// A moment: the last second that what was typed can mean in a zone.
    pub fn moment(
        &self,
        name: &'static str,
        zone: &TimeZone,
    ) -> Result<Option<Timestamp>, Problem> {
        let Some(text) = self.one(name)? else {
            return Ok(None);
        };
        // A plus sign of an offset that was not escaped has become a space.
        let text = text.replace(' ', "+");
        let bad = || {
            Problem::Bad(format!(
                "`{name}` is a time such as 2019-11-06T20:00-06:00, 2019-11-06T20:00 in the race's own zone, or 2019-11-06, which \
                 means its last second there."
            ))
        };
        let when: When = text.parse().map_err(|_| bad())?;
        when.last(zone).map(Some).ok_or_else(bad)
    }

    /// The parts of the query that belong to the cut, as they are put behind the addresses of other pages: `?as_of=…`.
    pub fn carried(&self) -> String {
        let kept: Vec<String> = self
            .query
            .iter()
            .filter(|(name, value)| {
                matches!(name.as_str(), "as_of" | "recorded") && !value.is_empty()
            })
            .map(|(name, value)| format!("{name}={}", encode(value)))
            .collect();
        if kept.is_empty() {
            String::new()
        } else {
            format!("?{}", kept.join("&"))
        }
    }

    /// The address of the page itself, without suffix and query.
    pub fn address(&self) -> String {
        let mut address = String::new();
        for segment in &self.path {
            address.push('/');
            address.push_str(&encode(segment));
        }
        if address.is_empty() {
            address.push('/');
        }
        address
    }
}

/// Takes the suffix off: `/race/2020-AL-senate.json`.
fn split_form(path: &str) -> (&str, Form) {
    for form in Form::SUFFIXED {
        if let Some(bare) = path.strip_suffix(form.suffix()) {
            // The home page is `/index.json`, as its address has no name of its own.
            let bare = if bare == "/index" { "/" } else { bare };
            if !bare.ends_with('/') || bare == "/" {
                return (bare, form);
            }
        }
    }
    (path, Form::Html)
}

/// Decodes `%41`, and `+` where that stands for a space.
fn decode(text: &str, plus: bool) -> Result<String, Problem> {
    let bad = || Problem::Bad("That address is not well-formed.".to_owned());
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        match byte {
            b'%' => {
                let digits = [rest.next().ok_or_else(bad)?, rest.next().ok_or_else(bad)?];
                let digit = |at: usize| char::from(digits[at]).to_digit(16).ok_or_else(bad);
                let value = digit(0)? * 16 + digit(1)?;
                bytes.push(u8::try_from(value).map_err(|_| bad())?);
            }
            b'+' if plus => bytes.push(b' '),
            other => bytes.push(other),
        }
    }
    let text = String::from_utf8(bytes).map_err(|_| bad())?;
    if text.chars().any(char::is_control) {
        return Err(bad());
    }
    Ok(text)
}

/// Encodes a text for a segment of a path or a value of a query.
pub fn encode(text: &str) -> String {
    use std::fmt::Write;

    let mut encoded = String::with_capacity(text.len());
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~:".contains(&byte) {
            encoded.push(char::from(byte));
        } else {
            // Writing to a String cannot fail.
            let _ = write!(encoded, "%{byte:02X}");
        }
    }
    encoded
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asked(address: &str) -> Result<Asked, Problem> {
        let (path, query) = address
            .split_once('?')
            .map_or((address, None), |(path, query)| (path, Some(query)));
        Asked::of(path, query)
    }

    #[test]
    fn addresses_are_taken_apart() {
        let check = |address: &str, path: &[&str], form: Form| {
            let asked = asked(address).unwrap();
            assert_eq!(
                (&asked.path[..], asked.form),
                (
                    &path.iter().map(ToString::to_string).collect::<Vec<_>>()[..],
                    form
                ),
                "{address}"
            );
        };
        check("/", &[], Form::Html);
        check("/index.json", &[], Form::Json);
        check(
            "/race/2020-AL-senate",
            &["race", "2020-AL-senate"],
            Form::Html,
        );
        check(
            "/race/2020-AL-senate.csv",
            &["race", "2020-AL-senate"],
            Form::Csv,
        );
        check("/claim/-/17.json", &["claim", "-", "17"], Form::Json);
        check(
            "/person/Jeff_Sessions.atom",
            &["person", "Jeff_Sessions"],
            Form::Atom,
        );
        check("/source/AL.com", &["source", "AL.com"], Form::Html);
        check("//evil.example", &["evil.example"], Form::Html);
    }

    #[test]
    fn what_is_not_well_formed_is_refused() {
        for bad in [
            "/%",
            "/%4",
            "/%zz",
            "/%ff",
            "/a%00b",
            "/x?q=%0a",
            "/%E2%28%A1",
        ] {
            assert!(matches!(asked(bad), Err(Problem::Bad(_))), "{bad}");
        }
        assert!(asked(&format!("/{}", "a".repeat(LONGEST))).is_err());
    }

    #[test]
    fn cuts_are_read_in_the_zone_of_the_race() {
        let zone = rules::zone("AL");
        let check = |query: &str, expect: Option<&str>| {
            let cut = asked(&format!("/race/x?{query}")).unwrap().cut(&zone);
            assert_eq!(
                cut.ok()
                    .map(|cut| cut.reported.map_or(String::new(), |at| at.to_string()))
                    .as_deref(),
                expect,
                "{query}"
            );
        };
        check("", Some(""));
        check("as_of=", Some(""));
        check("as_of=2019-11-06", Some("2019-11-07T05:59:59Z"));
        check("as_of=2019-11-06T20:00", Some("2019-11-07T02:00:00Z"));
        check("as_of=2019-11-06T20:00-06:00", Some("2019-11-07T02:00:00Z"));
        check("as_of=2019-11-06T20:00+00:00", Some("2019-11-06T20:00:00Z"));
        for bad in [
            "as_of=99999",
            "as_of=-1",
            "as_of=NaN",
            "as_of=2019&as_of=2020",
            "recorded=-1",
            "recorded=1e9",
            "recorded=99999999999999999999",
        ] {
            check(bad, None);
        }
    }

    #[test]
    fn the_cut_is_carried_to_other_pages_and_nothing_else_is() {
        let asked = asked("/race/x?q=a&as_of=2019-11-06T20:00-06:00&recorded=3").unwrap();
        assert_eq!(asked.carried(), "?as_of=2019-11-06T20:00-06:00&recorded=3");
    }
}
