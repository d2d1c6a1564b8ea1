//! Where a fact comes from.

use serde::{Deserialize, Serialize};

use crate::Rule;

/// The section, act or page that a fact rests on.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Source {
    /// The citation as a page shows it: `Ala. Code § 17-13-5(a)`.
    pub citation: String,
    /// A public address where it can be read.
    pub url: String,
}

/// An answer of the law together with the rule that gives it, so that a page can cite it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Ruled<'a, T> {
    /// The answer.
    pub value: T,
    /// The rule.
    pub rule: &'a Rule,
}
