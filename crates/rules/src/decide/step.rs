//! A derivation: step by step what was concluded, from which figures, by which rule.

use serde::Serialize;

use crate::Rule;

/// A number that a step rests on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Figure {
    /// What it is: `votes for Tommy Tuberville`.
    pub what: String,
    /// The number.
    pub votes: u64,
}

impl Figure {
    pub(crate) fn new(what: impl Into<String>, votes: u64) -> Self {
        Self {
            what: what.into(),
            votes,
        }
    }
}

/// One step of a derivation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Step<'a> {
    /// What was concluded, as a sentence.
    pub says: String,
    /// The figures that it rests on.
    pub figures: Vec<Figure>,
    /// The rule that gives it, with its source; absent where it is arithmetic alone.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rule: Option<&'a Rule>,
}

impl<'a> Step<'a> {
    pub(crate) fn new(says: impl Into<String>, rule: Option<&'a Rule>) -> Self {
        Self {
            says: says.into(),
            figures: Vec::new(),
            rule,
        }
    }

    pub(crate) fn with(mut self, what: impl Into<String>, votes: u64) -> Self {
        self.figures.push(Figure::new(what, votes));
        self
    }

    /// Whether the rule that it rests on could not be confirmed.
    pub fn is_doubtful(&self) -> bool {
        self.rule.is_some_and(|rule| rule.doubt.is_some())
    }
}

/// `1,234,567`.
pub(crate) fn thousands(number: u64) -> String {
    let digits = number.to_string();
    let mut out = String::with_capacity(digits.len() + digits.len() / 3);
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}
