//! What is said of each request: one object a line.

use serde::Serialize;

/// A line of the log. It holds no words of readers and no secret: paths are logged without their queries.
#[derive(Debug, Clone, Copy, Serialize)]
pub struct Line<'a> {
    /// When, in UTC.
    pub at: &'a str,
    /// `info`, `warn` or `error`.
    pub level: &'a str,
    /// What happened: `request`, `panic`, `listening`, `stopped`.
    pub event: &'a str,
    /// The id of the request, which the answer carries too.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub request: Option<&'a str>,
    /// The method.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub method: Option<&'a str>,
    /// The path.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub path: Option<&'a str>,
    /// The status of the answer.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub status: Option<u16>,
    /// How long it took, in milliseconds.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ms: Option<i64>,
    /// More, in words: an error with its causes, an address.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub what: Option<&'a str>,
}

impl<'a> Line<'a> {
    /// A line without a request.
    pub fn new(at: &'a str, level: &'a str, event: &'a str) -> Self {
        Self {
            at,
            level,
            event,
            request: None,
            method: None,
            path: None,
            status: None,
            ms: None,
            what: None,
        }
    }
}
