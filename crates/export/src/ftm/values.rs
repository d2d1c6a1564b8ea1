//! Ids, names of datasets and values as `followthemoney` wants them.

use claim::{Money, When};
use jiff::Timestamp;
use jiff::tz::TimeZone;
use record::DocumentMeta;

use super::statement::sha1;

/// The dataset of what no publisher says: the contests themselves, and reports without a publisher.
pub(super) const OWN: &str = "hustings";

/// The types of properties that are used here.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Type {
    Address,
    Date,
    Entity,
    Name,
    Number,
    String,
    Text,
    Url,
}

impl Type {
    pub(super) const fn word(self) -> &'static str {
        match self {
            Self::Address => "address",
            Self::Date => "date",
            Self::Entity => "entity",
            Self::Name => "name",
            Self::Number => "number",
            Self::String => "string",
            Self::Text => "text",
            Self::Url => "url",
        }
    }
}

/// An id of ours. The parts are kept apart whatever they hold.
pub(super) fn id(parts: &[&str]) -> String {
    let measured: Vec<String> = parts
        .iter()
        .map(|part| format!("{}:{part}", part.len()))
        .collect();
    format!("hu-{}", sha1(&measured.concat()))
}

/// The id of a version of a document.
pub(super) fn article_id(document: &DocumentMeta) -> String {
    id(&["document", &document.sha256])
}

/// A version in short: the beginning of its hash, and its number.
pub(super) fn version(document: &DocumentMeta) -> String {
    let start: String = document.sha256.chars().take(12).collect();
    format!("{start}@{}", document.version)
}

/// The publisher as the name of a dataset: small letters and figures, joined by underscores.
pub(super) fn dataset(document: &DocumentMeta) -> String {
    let folded = claim::outlet::fold(document.publisher.as_deref().unwrap_or_default());
    let slug: Vec<String> = folded
        .split(|c: char| !c.is_ascii_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
        .collect();
    if slug.is_empty() {
        OWN.to_owned()
    } else {
        slug.join("_")
    }
}

/// Words with one space between them.
pub(super) fn clean(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Dollars as tables write them.
pub(super) fn dollars(amount: Money) -> String {
    crate::tidy::written(&crate::columns::Cell::Money(amount.cents()))
}

/// A date as `followthemoney` wants it: as precise as it is, and moments in UTC.
pub(super) fn date(when: When) -> String {
    match when {
        When::Moment(..) => when
            .first(&TimeZone::UTC)
            .map_or_else(|| when.to_string(), utc),
        _ => when.to_string(),
    }
}

/// An instant in UTC to the second, without a zone.
pub(super) fn utc(at: Timestamp) -> String {
    at.strftime("%Y-%m-%dT%H:%M:%S").to_string()
}
