//! The append-only store: batches, documents, claims, identity edges; as-of queries, origins interval, race projection.
//!
//! A [`Record`] is one SQLite file. A [`Batch`] adds documents with the claims read in them, all of it or nothing, and
//! nothing that was added is ever changed or taken away. Everything else is a view: a [`RacePage`] is a pure projection
//! of the claims inside a [`Cut`].

pub mod acts;
mod backup;
mod batch;
pub mod changes;
mod check;
pub mod chests;
mod committees;
pub mod compare;
mod compared;
mod comparing;
mod cut;
mod document;
mod error;
pub mod firsts;
mod fold;
mod hand_on;
mod id;
pub mod identity;
pub mod instant;
mod intern;
mod kin;
pub mod origins;
pub mod page;
mod project;
mod query;
mod record;
pub mod reuse;
mod seal;
pub mod search;
mod store;
mod take_over;
mod view;
pub mod why;
mod writer;

pub use acts::{Act, ActId, ActKind, HeldAct};
pub use batch::Batch;
pub use comparing::Compared;
pub use cut::Cut;
pub use document::{
    Added, BatchSummary, Document, DocumentKind, DocumentMeta, Extent, Filter, HeldClaim,
    HeldDocument, RaceSummary, Source, sha256,
};
pub use error::RecordError;
pub use hand_on::{HandedClaim, HandedDocument};
pub use id::{BatchNumber, ClaimId, DocumentId};
pub use page::RacePage;
pub use record::{Record, shown};
pub use take_over::{Returned, Taken, Takeover};
pub use view::{PersonInRace, PersonPage, SameFact};
pub use writer::{Pending, Task, Writer, Written};

/// What the record answers, or why it cannot.
pub type Result<T> = std::result::Result<T, RecordError>;
