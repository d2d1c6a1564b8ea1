//! One statement, its id and its line.

use std::io::{Read, Write};

use claim::Complaint;
use serde::{Deserialize, Serialize};
use sha1::{Digest, Sha1};

use crate::Result;

/// A statement: one value of one property of one entity in one dataset. The fields are the columns of
/// `followthemoney`'s CSV, in their order.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Statement {
    /// The entity together with all that are held to be the same.
    #[serde(default)]
    pub canonical_id: String,
    /// The entity as the dataset has it.
    pub entity_id: String,
    /// The property.
    pub prop: String,
    /// The property's type.
    #[serde(default)]
    pub prop_type: String,
    /// The entity's schema.
    pub schema: String,
    /// The value, cleaned as the type wants it.
    pub value: String,
    /// The dataset: here the publisher.
    pub dataset: String,
    /// Where in the dataset it stands.
    #[serde(default)]
    pub origin: String,
    /// The language of the value; we do not say.
    #[serde(default)]
    pub lang: String,
    /// The value as it was before it was cleaned; empty where that is the same.
    #[serde(default)]
    pub original_value: String,
    /// Whether it is a suggestion from outside: `t` or `f`.
    #[serde(default)]
    pub external: String,
    /// When it was first public, in UTC.
    #[serde(default)]
    pub first_seen: String,
    /// When it was last seen.
    #[serde(default)]
    pub last_seen: String,
    /// The id, by [`Statement::key`].
    #[serde(default)]
    pub id: String,
}

impl Statement {
    /// The id by `followthemoney`'s own rule: SHA-1 over `dataset.entity.prop.value`, with the language and the mark of
    /// something external where there are any.
    pub fn key(&self) -> String {
        let mut key = format!(
            "{}.{}.{}.{}",
            self.dataset, self.entity_id, self.prop, self.value
        );
        if !self.lang.is_empty() {
            key.push('@');
            key.push_str(&self.lang);
        }
        if self.external == "t" {
            key.push_str(".ext");
        }
        sha1(&key)
    }

    /// The value as it was written.
    pub fn written(&self) -> &str {
        if self.original_value.is_empty() {
            &self.value
        } else {
            &self.original_value
        }
    }
}

/// SHA-1 in hexadecimal.
pub(super) fn sha1(text: &str) -> String {
    let digits: Vec<String> = Sha1::digest(text.as_bytes())
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect();
    digits.concat()
}

/// The 14 columns.
const COLUMNS: [&str; 14] = [
    "canonical_id",
    "entity_id",
    "prop",
    "prop_type",
    "schema",
    "value",
    "dataset",
    "origin",
    "lang",
    "original_value",
    "external",
    "first_seen",
    "last_seen",
    "id",
];

/// Whether a line is the header of statements.
pub fn is_header(line: &str) -> bool {
    let names: Vec<&str> = line
        .trim_start_matches('\u{feff}')
        .trim_end()
        .split(',')
        .map(|name| name.trim_matches('"'))
        .collect();
    ["entity_id", "prop", "schema", "value", "dataset"]
        .iter()
        .all(|needed| names.contains(needed))
}

/// A writer of the very bytes that `followthemoney` writes: every cell quoted, lines that end in LF.
pub(super) fn csv_writer<W: Write>(out: W) -> Result<csv::Writer<W>> {
    let mut csv = csv::WriterBuilder::new()
        .has_headers(false)
        .quote_style(csv::QuoteStyle::Always)
        .terminator(csv::Terminator::Any(b'\n'))
        .from_writer(out);
    csv.write_record(COLUMNS)?;
    Ok(csv)
}

/// Reads statements; what is none is complained of.
pub(super) fn read_csv(input: impl Read, name: &str) -> (Vec<Statement>, Vec<Complaint>) {
    let (mut statements, mut complaints) = (Vec::new(), Vec::new());
    let mut csv = csv::ReaderBuilder::new().flexible(true).from_reader(input);
    for (at, statement) in csv.deserialize::<Statement>().enumerate() {
        match statement {
            Ok(mut statement) => {
                if statement.canonical_id.is_empty() {
                    statement.canonical_id.clone_from(&statement.entity_id);
                }
                statements.push(statement);
            }
            Err(error) => {
                let broken = error.is_io_error();
                let place = format!("{name}, statement {}", at + 1);
                complaints.push(Complaint::new(place, error.to_string(), "nothing of it"));
                if broken {
                    break;
                }
            }
        }
    }
    (statements, complaints)
}
