//! The readers of a report: they differ in how they find who said what, and share all else.

use claim::{Complaint, Report};

use crate::model::{Model, ModelError};
use crate::{Attribution, Reading};

/// A reader of reports. It can be shared by threads, and reads the same from the same report on any number of them.
#[derive(Debug)]
pub enum Reader {
    /// The trained model that the binary carries: the default, and the best there is here.
    Trained(Box<Model>),
    /// A linear model: for archives, where speed counts for more.
    Fast,
    /// Rules alone, without anything learned.
    Rules,
}

impl Reader {
    /// The reader with the trained model.
    ///
    /// # Errors
    ///
    /// [`ModelError`] where the carried model is damaged.
    pub fn trained() -> Result<Self, ModelError> {
        Model::carried().map(|model| Self::Trained(Box::new(model)))
    }

    /// The name of what read, as records keep it: the kind of reader, and the model with its hash.
    pub fn name(&self) -> &str {
        match self {
            Self::Trained(model) => model.name(),
            Self::Fast => "fast",
            Self::Rules => "rules",
        }
    }

    /// Reads a report. Never fails: what cannot be read is named in the complaints.
    pub fn read(&self, report: &Report) -> (Reading, Vec<Complaint>) {
        let marked = match self {
            Self::Trained(_) | Self::Fast => Some(self.attributions(&report.text)),
            Self::Rules => None,
        };
        crate::read_marked(report, marked)
    }

    /// How a report's sentences look to the rules, and whom each is credited to: for those who work on the rules.
    #[doc(hidden)]
    pub fn explain(&self, report: &Report) -> String {
        crate::explain(report, &self.attributions(&report.text))
    }

    /// The attributions of a text alone, as this reader's model finds them; none for rules, which read whole reports.
    pub fn attributions(&self, text: &str) -> Vec<Attribution> {
        match self {
            Self::Trained(model) => model.attributions(text),
            Self::Fast => crate::fast::attributions(text),
            Self::Rules => Vec::new(),
        }
    }
}
