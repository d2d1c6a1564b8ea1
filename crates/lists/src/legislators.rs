//! congress-legislators: everybody who sits or sat in Congress, with ids, names, day of birth and terms.

use std::collections::BTreeMap;

use claim::{
    Alias, AliasSense, Biography, Complaint, Fact, Identifier, Occurrence, OfficeHeld, Origin,
    PersonName, Relation, Scheme, Statement, When,
};
use serde::Deserialize;

use crate::fec::Read;
use crate::words::Words;

/// Keys of `id` that are no ids of a person: whether an official portrait exists, and a second number of a number.
const NOT_IDS: [&str; 2] = ["pictorial", "house_history_alternate"];

/// Whether a file begins like the list in YAML.
pub(crate) fn begins_as_yaml(start: &str) -> bool {
    let mut lines = start.lines().filter(|line| {
        !line.trim_start().starts_with('#') && *line != "---" && !line.trim().is_empty()
    });
    lines.next().is_some_and(|line| line.trim_end() == "- id:")
        && lines
            .take(30)
            .any(|line| line.trim_start().starts_with("bioguide:"))
}

/// Whether a file begins like the list in JSON.
pub(crate) fn begins_as_json(start: &str) -> bool {
    let dense: String = start
        .chars()
        .filter(|c| !c.is_whitespace())
        .take(400)
        .collect();
    dense.starts_with("[{\"id\":{") && dense.contains("\"bioguide\":")
}

/// Reads an element of the YAML list.
pub(crate) fn from_yaml(text: &str, place: &str, published: Option<When>) -> Read {
    let read: Result<Vec<Member>, _> = serde_saphyr::from_str(text);
    let member = read.map_err(|error| error.to_string()).and_then(|members| {
        members
            .into_iter()
            .next()
            .ok_or_else(|| "nothing".to_owned())
    });
    entry(text, place, published, member)
}

/// Reads an element of the JSON list.
pub(crate) fn from_json(text: &str, place: &str, published: Option<When>) -> Read {
    let member = serde_json::from_str(text).map_err(|error| error.to_string());
    entry(text, place, published, member)
}

/// The parts of an entry that are read; what else it has stays in its words.
#[derive(Debug, Deserialize)]
struct Member {
    #[serde(default)]
    id: BTreeMap<String, Ids>,
    #[serde(default)]
    name: Name,
    #[serde(default)]
    other_names: Vec<Name>,
    #[serde(default)]
    bio: Bio,
    #[serde(default)]
    terms: Vec<Term>,
}

/// One id or several.
#[derive(Debug, Deserialize)]
#[serde(untagged)]
enum Ids {
    One(Scalar),
    Many(Vec<Scalar>),
}

/// Numbers and texts are mixed: `govtrack: 300088`, `thomas: '01548'`.
#[derive(Debug, Deserialize)]
#[serde(untagged)]
enum Scalar {
    Number(i64),
    Flag(bool),
    Text(String),
}

#[derive(Debug, Default, Deserialize)]
struct Name {
    first: Option<String>,
    middle: Option<String>,
    last: Option<String>,
    suffix: Option<String>,
    nickname: Option<String>,
    official_full: Option<String>,
}

#[derive(Debug, Default, Deserialize)]
struct Bio {
    birthday: Option<String>,
}

#[derive(Debug, Deserialize)]
struct Term {
    #[serde(rename = "type")]
    kind: String,
    start: String,
    end: Option<String>,
    state: Option<String>,
    district: Option<i64>,
    party: Option<String>,
    how: Option<String>,
}

impl Scalar {
    fn text(&self) -> String {
        match self {
            Self::Number(number) => number.to_string(),
            Self::Flag(flag) => flag.to_string(),
            Self::Text(text) => text.trim().to_owned(),
        }
    }
}

impl Name {
    /// First, middle and last name with the generation.
    fn whole(&self) -> String {
        [&self.first, &self.middle, &self.last, &self.suffix]
            .into_iter()
            .flatten()
            .map(String::as_str)
            .collect::<Vec<_>>()
            .join(" ")
    }
}

fn entry(text: &str, place: &str, published: Option<When>, member: Result<Member, String>) -> Read {
    let refuse = |what: String| {
        (
            Err(Complaint::new(place, what, "the other entries")),
            Vec::new(),
        )
    };
    let member = match member {
        Ok(member) => member,
        Err(error) => {
            // The parser draws the entry below its first line.
            let first = error.lines().next().unwrap_or_default();
            return refuse(format!("no entry of the list: {first}"));
        }
    };
    let person = PersonName::new(&member.name.whole());
    if member.name.last.is_none() || person.as_str().is_empty() {
        return refuse("an entry without a name".to_owned());
    }
    let id = match member.id.get("bioguide") {
        Some(Ids::One(id)) => id.text(),
        _ => {
            return refuse(format!(
                "{person} has no bioguide id, by which entries are told apart"
            ));
        }
    };
    let mut reading = Reading {
        words: Words::new(text),
        person,
        place,
        claims: Vec::new(),
        complaints: Vec::new(),
    };
    reading.ids(&member.id);
    reading.names(&member.name, &member.other_names);
    reading.born(&member.bio);
    reading.terms(&member.terms, published);
    (Ok((id, reading.claims)), reading.complaints)
}

struct Reading<'a> {
    words: Words<'a>,
    person: PersonName,
    place: &'a str,
    claims: Vec<Occurrence>,
    complaints: Vec<Complaint>,
}

impl Reading<'_> {
    fn complain(&mut self, what: String, kept: &str) {
        self.complaints.push(Complaint::new(self.place, what, kept));
    }

    /// Takes a statement that stands at a place; one that stands nowhere is complained of, because every quote is verbatim.
    fn state(&mut self, at: Option<std::ops::Range<usize>>, statement: Statement) {
        match at {
            Some(at) => {
                // Nobody is credited: the list speaks in its own voice.
                let claim = self.words.claim(at, statement, &Origin::Report);
                self.claims.push(claim);
            }
            None => self.complain(
                format!(
                    "the words of a claim of kind {} were not found",
                    statement.kind()
                ),
                "the entry without it",
            ),
        }
    }

    fn ids(&mut self, ids: &BTreeMap<String, Ids>) {
        for (key, values) in ids {
            // An id that was replaced still leads to the member.
            let scheme = match key.as_str() {
                "bioguide_previous" => Ok(Scheme::Bioguide),
                key if NOT_IDS.contains(&key) => continue,
                key => key.parse::<Scheme>(),
            };
            let Ok(scheme) = scheme else {
                self.complain(
                    format!("ids of a scheme `{key}` are not known"),
                    "the other ids",
                );
                continue;
            };
            let values: Vec<String> = match values {
                Ids::One(value) => vec![value.text()],
                Ids::Many(values) => values.iter().map(Scalar::text).collect(),
            };
            for value in values {
                self.id(key, scheme, value);
            }
        }
    }

    fn id(&mut self, key: &str, scheme: Scheme, value: String) {
        if !scheme.is_form_of(&value) {
            return self.complain(
                format!("`{value}` has not the form of an id of {scheme}"),
                "the other ids",
            );
        }
        // In a list of several the key stands above all of them.
        let at = match scheme {
            Scheme::Fec => self.words.value(0, &value),
            _ => self.words.field(0, key, &value),
        };
        let fec =
            |sign: std::ops::Range<usize>| (scheme == Scheme::Fec).then(|| value[sign].to_owned());
        let office = fec(0..1).and_then(|letter| match letter.as_str() {
            "H" => Some("house".to_owned()),
            "S" => Some("senate".to_owned()),
            "P" => Some("president".to_owned()),
            _ => None,
        });
        let state = match office.as_deref() {
            Some("president") => Some("US".to_owned()),
            Some(_) => fec(2..4),
            None => None,
        };
        let statement = Statement::Identifier(Identifier {
            person: self.person.clone(),
            scheme,
            value,
            race: None,
            office,
            state,
        });
        self.state(at, statement);
    }

    fn names(&mut self, name: &Name, others: &[Name]) {
        let from = self.words.value(0, "name").map_or(0, |at| at.end);
        if let Some(full) = name.official_full.as_deref() {
            let at = self.words.field(from, "official_full", full);
            self.alias(at, full, AliasSense::Official);
        }
        if let (Some(called), Some(last)) = (name.nickname.as_deref(), name.last.as_deref()) {
            let at = self.words.field(from, "nickname", called);
            let suffix = name.suffix.as_deref().unwrap_or_default();
            self.alias(at, &format!("{called} {last} {suffix}"), AliasSense::GoesBy);
        }
        let from = self.words.value(0, "other_names").map_or(from, |at| at.end);
        for other in others {
            // What another name does not say stays as it is: mostly it is the surname that was another.
            let part = |other: &Option<String>, now: &Option<String>| {
                other.clone().or_else(|| now.clone())
            };
            let former = Name {
                first: part(&other.first, &name.first),
                middle: part(&other.middle, &name.middle),
                last: part(&other.last, &name.last),
                suffix: part(&other.suffix, &name.suffix),
                ..Name::default()
            };
            let told = [
                ("last", &other.last),
                ("first", &other.first),
                ("middle", &other.middle),
            ];
            let at = told
                .into_iter()
                .find_map(|(key, value)| self.words.field(from, key, value.as_deref()?));
            self.alias(at, &former.whole(), AliasSense::Former);
        }
    }

    fn alias(&mut self, at: Option<std::ops::Range<usize>>, alias: &str, sense: AliasSense) {
        let alias = PersonName::new(alias);
        if alias != self.person {
            let person = self.person.clone();
            self.state(
                at,
                Statement::Alias(Alias {
                    person,
                    alias,
                    sense,
                }),
            );
        }
    }

    fn born(&mut self, bio: &Bio) {
        let Some(day) = &bio.birthday else { return };
        if day.parse::<When>().is_err() {
            return self.complain(
                format!("`{day}` is no day of birth"),
                "the entry without it",
            );
        }
        let at = self.words.field(0, "birthday", day);
        self.life(at, Fact::Born, day);
    }

    fn life(&mut self, at: Option<std::ops::Range<usize>>, fact: Fact, value: &str) {
        let statement = Statement::Biography(Biography {
            person: self.person.clone(),
            fact,
            value: value.to_owned(),
        });
        self.state(at, statement);
    }

    fn terms(&mut self, terms: &[Term], published: Option<When>) {
        let mut from = self.words.value(0, "terms").map_or(0, |at| at.end);
        let mut parties: Vec<&str> = Vec::new();
        for term in terms {
            let Some(office) = term.office() else {
                self.complain(
                    format!("a term of type `{}` is not known", term.kind),
                    "the other terms",
                );
                continue;
            };
            let (Ok(start), end) = (
                term.start.parse::<When>(),
                term.end.as_deref().map(str::parse::<When>),
            ) else {
                self.complain(
                    format!("`{}` is no day on which a term begins", term.start),
                    "the other terms",
                );
                continue;
            };
            let end = end.and_then(Result::ok);
            let Some(at) = self.term(from, term) else {
                self.complain(
                    "the words of a term were not found".to_owned(),
                    "the other terms",
                );
                continue;
            };
            from = at.end;
            // Without the day of the list nobody knows whether a term that has an end is over.
            let holds = matches!((published, end), (Some(now), Some(end)) if now < end);
            let statement = Statement::OfficeHeld(OfficeHeld {
                person: self.person.clone(),
                office,
                relation: if holds {
                    Relation::Holds
                } else {
                    Relation::Held
                },
                race: None,
                state: term.state.clone(),
                start: Some(start),
                end,
                how: term.how.clone(),
            });
            self.state(Some(at), statement);
            if let Some(party) = term
                .party
                .as_deref()
                .filter(|party| !parties.contains(party))
            {
                parties.push(party);
                let at = self.words.field(from, "party", party);
                self.life(at, Fact::Party, party);
            }
        }
    }

    /// The words of a term from its type to its end, in the order in which the list writes them.
    fn term(&self, from: usize, term: &Term) -> Option<std::ops::Range<usize>> {
        let start = self.words.field(from, "start", &term.start)?;
        let kind = self.words.field(from, "type", &term.kind);
        let first = kind.map_or(start.start, |kind| kind.start.min(start.start));
        let last = term
            .end
            .as_deref()
            .and_then(|end| self.words.field(start.end, "end", end))
            .map_or(start.end, |end| end.end);
        Some(first..last)
    }
}

impl Term {
    /// The office in words from which the seat can be told.
    fn office(&self) -> Option<String> {
        match self.kind.as_str() {
            "sen" => Some("U.S. senator".to_owned()),
            "rep" => Some(match self.district {
                Some(district) if district > 0 => {
                    format!("U.S. representative, district {district}")
                }
                _ => "U.S. representative".to_owned(),
            }),
            _ => None,
        }
    }
}
