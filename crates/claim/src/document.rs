//! A report as it is handed to the reader.

use serde::{Deserialize, Serialize};

use crate::{Part, Place, When};

/// One published text with its publisher and its time of publication.
///
/// This is also the JSON Lines form in which reports are exchanged:
/// `{"id", "url", "publisher", "published", "title", "text"}`.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Report {
    /// An id of the sender's choosing.
    pub id: String,
    /// Where it was published.
    #[serde(default)]
    pub url: Option<String>,
    /// Who published it.
    #[serde(default)]
    pub publisher: Option<String>,
    /// When it was published, in the publisher's own time zone.
    #[serde(default)]
    pub published: Option<When>,
    /// The headline.
    #[serde(default)]
    pub title: String,
    /// The body, without the headline.
    pub text: String,
}

impl Report {
    /// The text of a part.
    pub fn part(&self, part: Part) -> &str {
        match part {
            Part::Title => &self.title,
            Part::Text => &self.text,
        }
    }

    /// The words at a place; `None` where it reaches past the end.
    pub fn words_at(&self, place: Place) -> Option<&str> {
        place.span.of(self.part(place.part))
    }
}
