//! The vocabulary: races, stages, names, money in cents, dates with precision, claims, origins, chains.
//!
//! Everything here is plain data. The crate knows no file, clock, storage or wire format beyond the JSON in which a
//! claim is written down; that JSON is the project's interchange form and is stable.
//!
//! The one idea of Hustings is that **everything is a claim with a source**: a [`Claim`] is one typed [`Statement`]
//! about a race, with its [`Certainty`], its [`Origin`] (who is ultimately responsible) and the [`Chain`] of relays
//! through which it reached the document at hand.

mod called;
mod complaint;
mod document;
mod error;
mod kinds;
mod money;
mod name;
mod origin;
pub mod outlet;
mod party;
mod percent;
mod race;
mod said;
mod span;
mod when;

pub use complaint::Complaint;
pub use document::Report;
pub use error::ClaimError;
pub use kinds::{
    Alias, AliasSense, Biography, Candidacy, Committee, Designation, Endorsement, Event, Fact,
    Funds, Identifier, Measure, Names, OfficeHeld, Outcome, Poll, Rating, Relation, Returned, Role,
    RoleRelation, Schedule, Scheme, Share, Shares, Stance, Standing, StandingKind, Statement,
    Status, is_committee_id,
};
pub use money::Money;
pub use name::PersonName;
pub use origin::{Chain, Origin, Terms};
pub use party::Party;
pub use percent::Percent;
pub use race::{OfficeSought, Race, Stage};
pub use said::{Certainty, Claim, Occurrence};
pub use span::{Part, Place, Span};
pub use when::{Period, When};
