//! Who is ultimately responsible for a claim, and through whom it came.

use std::fmt;

use serde::{Deserialize, Serialize};

/// Who is ultimately responsible for a claim *in the report at hand*.
///
/// An origin is not yet a count of origins: whether `NBC` here and `two Republicans` there can be the same people is
/// decided where all occurrences of the claim are known.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum Origin {
    /// The report's own voice; nobody is credited.
    Report,
    /// A named person on the record.
    Person {
        /// The fullest name in the report.
        name: String,
    },
    /// A named campaign, party, agency, company, committee, or another outlet's reporting in its own voice.
    Organization {
        /// Its name as in the report.
        name: String,
    },
    /// A named filing, poll, return, court paper, letter, or post taken as a document.
    Document {
        /// Its description.
        name: String,
    },
    /// Unnamed sources of any kind.
    Anonymous {
        /// How the report describes them: `two Republicans with direct knowledge of his plans`.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        described: Option<String>,
        /// How many they are, where the report says so.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        count: Option<u32>,
    },
}

impl Origin {
    /// The word for its type, as the claim's JSON has it.
    pub const fn word(&self) -> &'static str {
        match self {
            Self::Report => "report",
            Self::Person { .. } => "person",
            Self::Organization { .. } => "organization",
            Self::Document { .. } => "document",
            Self::Anonymous { .. } => "anonymous",
        }
    }

    /// The name or description, where there is one.
    pub fn name(&self) -> Option<&str> {
        match self {
            Self::Report => None,
            Self::Person { name } | Self::Organization { name } | Self::Document { name } => {
                Some(name)
            }
            Self::Anonymous { described, .. } => described.as_deref(),
        }
    }

    /// A person on the record.
    pub fn person(name: &str) -> Self {
        Self::Person {
            name: name.to_owned(),
        }
    }

    /// An organization or an outlet in its own voice.
    pub fn organization(name: &str) -> Self {
        Self::Organization {
            name: name.to_owned(),
        }
    }
}

impl fmt::Display for Origin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name().unwrap_or(match self {
            Self::Report => "the report itself",
            _ => "unnamed sources",
        }))
    }
}

/// The relays between the report at hand and the origin, outermost first: `["NBC"]`. Empty when the report has the
/// claim from the origin itself.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Chain(pub Vec<String>);

impl Chain {
    /// The relays, outermost first.
    pub fn hops(&self) -> impl DoubleEndedIterator<Item = &str> {
        self.0.iter().map(String::as_str)
    }

    /// Whether the report has it from the origin itself.
    pub fn is_direct(&self) -> bool {
        self.0.is_empty()
    }
}

impl<S: Into<String>> FromIterator<S> for Chain {
    fn from_iter<I: IntoIterator<Item = S>>(hops: I) -> Self {
        Self(hops.into_iter().map(Into::into).collect())
    }
}

/// What a report says about the terms on which its sources spoke. It matters for counting: a source who is "not
/// authorized to discuss the matter" cannot be the person whose plans they are.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize,
)]
#[serde(default)]
pub struct Terms {
    /// They were not authorized to speak: excludes the principal.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub not_authorized: bool,
    /// They asked for anonymity.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub on_condition_of_anonymity: bool,
    /// They are said to know at first hand (`with direct knowledge of his plans`).
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub direct_knowledge: bool,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(origin: &Origin, json: &str) {
        assert_eq!(serde_json::to_string(origin).unwrap(), json);
        assert_eq!(&serde_json::from_str::<Origin>(json).unwrap(), origin);
    }

    #[test]
    fn the_json_is_that_of_the_guidelines() {
        check(&Origin::Report, r#"{"type":"report"}"#);
        check(
            &Origin::person("Jeff Sessions"),
            r#"{"type":"person","name":"Jeff Sessions"}"#,
        );
        check(
            &Origin::Anonymous {
                described: Some("two Republicans".to_owned()),
                count: Some(2),
            },
            r#"{"type":"anonymous","described":"two Republicans","count":2}"#,
        );
        check(
            &Origin::Anonymous {
                described: None,
                count: None,
            },
            r#"{"type":"anonymous"}"#,
        );
    }
}
