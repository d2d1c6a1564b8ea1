//! A rule of the law, in one of its versions.

use claim::OfficeSought;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::text;
use crate::{Provision, RuleKind, Source};

/// One version of one rule.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rule {
    /// What it is about.
    pub kind: RuleKind,
    /// What it says, in a sentence or two of our own.
    pub text: String,
    /// The part that can be computed with.
    pub provision: Provision,
    /// The offices that it is about, by their words in race ids; empty for all of those on file. A rule that names an
    /// office goes before one that names none.
    #[serde(
        default,
        with = "text::office::list",
        skip_serializing_if = "Vec::is_empty"
    )]
    pub offices: Vec<OfficeSought>,
    /// With whom, or by whom, where the law names one: `state party chair`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<String>,
    /// The first day for which this version is on file. The law may be older: it is the first day that the source covers.
    #[serde(with = "text")]
    pub from: Date,
    /// The last day of this version; absent while it holds.
    #[serde(
        default,
        with = "text::option",
        skip_serializing_if = "Option::is_none"
    )]
    pub until: Option<Date>,
    /// What it rests on.
    pub source: Source,
    /// Why it is not fully confirmed; absent where the source was read and says so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub doubt: Option<String>,
}

impl Rule {
    /// Whether this version holds on that day.
    pub fn holds_on(&self, day: Date) -> bool {
        self.from <= day && self.until.is_none_or(|until| day <= until)
    }

    /// Whether it is about that office; without one, whether it is about all.
    pub fn is_for(&self, office: Option<OfficeSought>) -> bool {
        self.offices.is_empty() || office.is_some_and(|office| self.offices.contains(&office))
    }
}
