//! The append-only store: batches, documents, claims, identity edges; as-of queries, origins interval, race projection.

mod cut;
mod document;
mod error;
mod id;
mod instant;
pub mod origins;
pub mod page;
mod record;

pub use cut::Cut;
pub use document::{
    Added, BatchSummary, Document, DocumentKind, DocumentMeta, Filter, HeldClaim, HeldDocument,
    RaceSummary, Source,
};
pub use error::RecordError;
pub use id::{BatchNumber, ClaimId, DocumentId};
pub use page::RacePage;
pub use record::{Batch, PersonInRace, PersonPage, Record, SameFact};

/// What the record answers, or why it cannot.
pub type Result<T> = std::result::Result<T, RecordError>;
