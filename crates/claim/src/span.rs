//! Where in a report something stands.

use std::fmt;

use serde::{Deserialize, Serialize};

/// A half-open range of Unicode **code points** (not bytes), written `[start, end]` in JSON.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(from = "(usize, usize)", into = "(usize, usize)")]
pub struct Span {
    /// The first code point inside.
    pub start: usize,
    /// The first code point after.
    pub end: usize,
}

impl Span {
    /// A span; an end before the start is moved to the start.
    pub fn new(start: usize, end: usize) -> Self {
        Self {
            start,
            end: end.max(start),
        }
    }

    /// The number of code points inside.
    pub fn len(self) -> usize {
        self.end - self.start
    }

    /// Whether nothing is inside.
    pub fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// Whether the other span lies wholly inside this one.
    pub fn contains(self, other: Self) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// Whether the two share a code point.
    pub fn overlaps(self, other: Self) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// The text of the span; `None` where it reaches past the end.
    pub fn of(self, text: &str) -> Option<&str> {
        let mut bounds = text.char_indices().map(|(at, _)| at).chain([text.len()]);
        let start = bounds.clone().nth(self.start)?;
        let end = bounds.nth(self.end)?;
        text.get(start..end)
    }
}

impl From<(usize, usize)> for Span {
    fn from((start, end): (usize, usize)) -> Self {
        Self::new(start, end)
    }
}

impl From<Span> for (usize, usize) {
    fn from(span: Span) -> Self {
        (span.start, span.end)
    }
}

impl fmt::Display for Span {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}..{}", self.start, self.end)
    }
}

/// The two parts of a report that are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Part {
    /// The headline.
    Title,
    /// The body.
    Text,
}

/// A span in one of the two parts of a report.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Place {
    /// Title or text.
    pub part: Part,
    /// The span, in code points of that part.
    pub span: Span,
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let part = match self.part {
            Part::Title => "title",
            Part::Text => "text",
        };
        write!(f, "{part} {}", self.span)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_code_points_not_bytes() {
        let text = "Sessions’s “mistake”";
        assert_eq!(Span::new(11, 20).of(text), Some("“mistake”"));
        assert_eq!(Span::new(0, 99).of(text), None);
        assert_eq!(Span::new(20, 20).of(text), Some(""));
    }
}
