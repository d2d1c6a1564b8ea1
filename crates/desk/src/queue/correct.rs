//! A claim as a form, and a form as a claim: what its words state, field by field.
//!
//! The form is made from the list of a kind's fields, and what comes back is read by the vocabulary itself, so that nothing
//! can be stated here that a reader could not state.

use claim::{
    AliasSense, Certainty, Chain, Event, Fact, Measure, Origin, Outcome, Relation, RoleRelation,
    Scheme, Stance, StandingKind, Statement, Status,
};
use record::HeldClaim;
use record::acts::Otherwise;
use serde_json::{Map, Value};

/// What goes into a field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Takes {
    /// Words.
    Words,
    /// A number.
    Number,
    /// One of these.
    One(Vec<&'static str>),
    /// JSON: a list or an object.
    Json,
}

/// A field of the form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Field {
    /// Its name in the form and in the JSON of the claim.
    pub name: &'static str,
    /// What goes into it.
    pub takes: Takes,
    /// Whether it may be empty.
    pub optional: bool,
    /// What stands in it.
    pub value: String,
}

/// The certainties, as words.
pub const CERTAINTIES: [Certainty; 4] = [
    Certainty::Asserted,
    Certainty::Expected,
    Certainty::Possible,
    Certainty::Denied,
];

/// The types of origins.
pub const ORIGINS: [&str; 5] = ["report", "person", "organization", "document", "anonymous"];

macro_rules! one_of {
    ($kind:ty) => {
        Takes::One(<$kind>::ALL.iter().map(|value| value.word()).collect())
    };
}

/// The fields of a kind: name, what goes in, whether it may be empty.
fn fields_of(kind: &str) -> Vec<(&'static str, Takes, bool)> {
    use Takes::{Json, Number, Words};

    let mut fields = match kind {
        "candidacy" => vec![
            ("person", Words, false),
            ("status", one_of!(Status), false),
            ("party", Words, true),
            ("date", Words, true),
        ],
        "endorsement" => vec![
            ("endorser", Words, false),
            ("candidate", Words, false),
            ("stance", one_of!(Stance), false),
            ("date", Words, true),
        ],
        "funds" => vec![
            ("holder", Words, false),
            ("measure", one_of!(Measure), false),
            ("amount", Number, false),
            ("period", Words, true),
        ],
        "poll" => vec![
            ("shares", Json, false),
            ("pollster", Words, true),
            ("sponsor", Words, true),
            ("start", Words, true),
            ("end", Words, true),
            ("sample", Number, true),
            ("population", Words, true),
            ("margin", Number, true),
        ],
        "rating" => vec![
            ("rater", Words, false),
            ("rating", Words, false),
            ("date", Words, true),
        ],
        "schedule" => vec![
            ("event", one_of!(Event), false),
            ("date", Words, false),
            ("place", Words, true),
        ],
        "result" => vec![
            ("candidate", Words, false),
            ("outcome", one_of!(Outcome), true),
            ("share", Number, true),
            ("votes", Number, true),
            ("reporting", Number, true),
        ],
        "office" => vec![
            ("person", Words, false),
            ("office", Words, false),
            ("relation", one_of!(Relation), false),
            ("start", Words, true),
            ("end", Words, true),
            ("how", Words, true),
        ],
        "role" => vec![
            ("person", Words, false),
            ("role", Words, false),
            ("of", Words, false),
            ("relation", one_of!(RoleRelation), false),
        ],
        "standing" => vec![
            ("person", Words, false),
            ("standing", one_of!(StandingKind), false),
        ],
        "biography" => vec![
            ("person", Words, false),
            ("fact", one_of!(Fact), false),
            ("value", Words, false),
        ],
        "identifier" => vec![
            ("person", Words, false),
            ("scheme", one_of!(Scheme), false),
            ("value", Words, false),
            ("office", Words, true),
        ],
        "alias" => vec![
            ("person", Words, false),
            ("alias", Words, false),
            ("sense", one_of!(AliasSense), false),
        ],
        _ => Vec::new(),
    };
    let (race, stage, of_state) = match kind {
        "candidacy" | "endorsement" | "poll" | "schedule" | "result" | "standing" => {
            (true, true, true)
        }
        "funds" | "rating" | "office" | "identifier" => (true, false, true),
        _ => (false, false, false),
    };
    for (name, has) in [("race", race), ("stage", stage), ("state", of_state)] {
        if has {
            fields.push((name, Words, true));
        }
    }
    fields
}

/// The form of a claim.
pub fn form(statement: &Statement) -> Result<Vec<Field>, serde_json::Error> {
    let json = serde_json::to_value(statement)?;
    let text = |value: Option<&Value>| match value {
        None | Some(Value::Null) => String::new(),
        Some(Value::String(text)) => text.clone(),
        Some(other) => other.to_string(),
    };
    Ok(fields_of(statement.kind())
        .into_iter()
        .map(|(name, takes, optional)| Field {
            name,
            takes,
            optional,
            value: text(json.get(name)),
        })
        .collect())
}

/// The form with what was typed into it, so that nothing is lost where it is refused.
pub fn refill(fields: &mut [Field], typed: &dyn Fn(&str) -> Option<String>) {
    for field in fields {
        if let Some(value) = typed(field.name) {
            field.value = value;
        }
    }
}

/// What was typed as another reading of the claim's words, or what is wrong with it.
pub fn read(held: &HeldClaim, typed: &dyn Fn(&str) -> Option<String>) -> Result<Otherwise, String> {
    let kind = held.claim.statement.kind();
    let mut json = Map::new();
    json.insert("kind".to_owned(), kind.into());
    for (name, takes, optional) in fields_of(kind) {
        let value = typed(name).unwrap_or_default();
        let value = value.trim();
        if value.is_empty() {
            if !optional {
                return Err(format!("“{}” must not be empty.", label(name)));
            }
            continue;
        }
        let value = match takes {
            Takes::Words | Takes::One(_) => Value::String(value.to_owned()),
            Takes::Number | Takes::Json => serde_json::from_str(&value.replace(['$', '%'], ""))
                .map_err(|_| format!("“{}” cannot be read: {}", label(name), expected(&takes)))?,
        };
        json.insert(name.to_owned(), value);
    }
    let statement: Statement = serde_json::from_value(Value::Object(json))
        .map_err(|error| format!("That cannot be stated: {error}."))?;
    let certainty = typed("certainty").unwrap_or_default();
    let certainty: Certainty = certainty
        .parse()
        .map_err(|_| "“Certainty” is one of the four in the list.".to_owned())?;
    let (origin, via) = origin(held, typed)?;
    Ok(Otherwise {
        statement,
        certainty,
        origin,
        via,
    })
}

fn expected(takes: &Takes) -> &'static str {
    match takes {
        Takes::Number => "a number such as 2500000 or 39.5, without separators.",
        _ => "a list as it stands in the claim's JSON.",
    }
}

/// Who is responsible. The relays stay, for the words that name them do.
fn origin(
    held: &HeldClaim,
    typed: &dyn Fn(&str) -> Option<String>,
) -> Result<(Origin, Chain), String> {
    let kind = typed("origin_type").unwrap_or_default();
    let name = typed("origin_name").unwrap_or_default().trim().to_owned();
    let via = held.claim.via.clone();
    let named = |origin: Origin| {
        if origin.name().is_none_or(str::is_empty) {
            Err("A person, an organization or a document has a name.".to_owned())
        } else {
            Ok(origin)
        }
    };
    let origin = match kind.as_str() {
        "report" => Origin::Report,
        "person" => named(Origin::Person { name })?,
        "organization" => named(Origin::Organization { name })?,
        "document" => named(Origin::Document { name })?,
        "anonymous" => Origin::Anonymous {
            count: match &held.claim.origin {
                Origin::Anonymous { count, .. } => *count,
                _ => None,
            },
            described: (!name.is_empty()).then_some(name),
        },
        _ => return Err("“Who says so” is one of the list.".to_owned()),
    };
    Ok((origin, via))
}

/// A field's name as a label: `start` is `Start`.
pub fn label(name: &str) -> String {
    let words = name.replace('_', " ");
    let mut letters = words.chars();
    match letters.next() {
        Some(first) => first.to_uppercase().chain(letters).collect(),
        None => words,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Every field that a kind of claim can have stands in its form.
    #[test]
    fn a_form_holds_all_that_a_claim_states() {
        let check = |json: &str| {
            let statement: Statement = serde_json::from_str(json).unwrap();
            let form = form(&statement).unwrap();
            let json = serde_json::to_value(&statement).unwrap();
            for (name, _) in json.as_object().unwrap() {
                let stands = form
                    .iter()
                    .any(|field| field.name == name && !field.value.is_empty());
                assert!(stands || name == "kind", "{name} of {json}");
            }
        };
        check(
            r#"{"kind":"candidacy","person":"Jeff Sessions","status":"expected","race":"2020-AL-senate","stage":"primary:R","state":"AL","party":"R","date":"2019-11-07"}"#,
        );
        check(
            r#"{"kind":"funds","holder":"Doug Jones","measure":"cash_on_hand","amount":5000000,"race":"2020-AL-senate","state":"AL","period":"2019-09-30"}"#,
        );
        check(
            r#"{"kind":"schedule","event":"primary","date":"2020-03-03","race":"2020-AL-senate","stage":"primary:R","state":"AL","place":"Montgomery"}"#,
        );
        check(
            r#"{"kind":"endorsement","endorser":"Donald Trump","candidate":"Tommy Tuberville","stance":"support","race":"2020-AL-senate","stage":"runoff:R","state":"AL","date":"2020-03-10"}"#,
        );
        check(
            r#"{"kind":"office","person":"Jeff Sessions","office":"U.S. attorney general","relation":"fired","race":"2020-AL-senate","state":"AL","start":"2017","end":"2018-11-07","how":"asked to resign"}"#,
        );
        check(
            r#"{"kind":"result","candidate":"Tommy Tuberville","race":"2020-AL-senate","stage":"runoff:R","state":"AL","share":60.7,"votes":334675,"outcome":"won","reporting":100}"#,
        );
    }
}
