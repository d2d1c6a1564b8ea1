//! A report's text → attributions → claims. Never fails: returns claims *and* complaints.

use claim::{Complaint, Occurrence, Report, Span};
use serde::Serialize;

/// Who says what: spans in code points of the report's text.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Attribution {
    /// Who is credited; empty where the source is only implied.
    pub source: Vec<Span>,
    /// The words that credit them: `said`, `according to`.
    pub cue: Vec<Span>,
    /// What they are credited with.
    pub content: Vec<Span>,
}

/// What a report says.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Reading {
    /// Who says what, in the order of the text.
    pub attributions: Vec<Attribution>,
    /// The claims, in the order of the text.
    pub claims: Vec<Occurrence>,
    /// The outlets whose reporting this report passes on as a whole (`From NBC:`, `according to the report`).
    pub relays: Vec<String>,
}

/// Reads a report.
pub fn read(_report: &Report) -> (Reading, Vec<Complaint>) {
    (Reading::default(), Vec::new())
}
