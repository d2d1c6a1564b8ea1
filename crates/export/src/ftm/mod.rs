//! `FollowTheMoney`: entities as JSON Lines, statements as CSV, and the schemas that neither has by itself.
//!
//! A claim is an entity of its own, as its report states it (`entity_id`); the claims that state the same are one entity
//! together (`canonical_id`). The dataset of a statement is its publisher, its `origin` is
//! `CLAIM SHA@VERSION#START-END`, `first_seen` is the first moment at which the report can have been public, and
//! `last_seen` the moment at which we saw it.
//!
//! What `FollowTheMoney` cannot hold, and what is therefore lost or left out:
//!
//! - *Polarity and modality.* It knows no "not" and no "may". Claims that are denied or only possible would read as facts,
//!   so they are left out; `expected` is kept in a property of our own schemas, and left out where a schema is theirs.
//! - *The chain.* Who is responsible and through whom it reached the report: an import takes the report's own word.
//! - *Valid time* on a value: only the schemas that have dates have it.
//! - Polls, ratings, standings and ages: no schema fits. Ids and other names of people are words on who is who, which
//!   `canonical_id` will carry.
//!
//! Sources: `followthemoney` 4.11, `statement/statement.py` (ids) and `statement/serialize.py` (columns).

mod claims;
mod foreign;
mod names;
mod read;
mod statement;
mod values;
mod writer;

pub use read::{Understood, read};
pub use statement::{Statement, is_header};
pub use writer::Writer;

/// The schemas that are ours, as file name and YAML: to be laid beside those of `followthemoney`.
pub const SCHEMAS: &[(&str, &str)] = &[
    (
        "CampaignFigure.yaml",
        include_str!("../../data/ftm/CampaignFigure.yaml"),
    ),
    (
        "Candidacy.yaml",
        include_str!("../../data/ftm/Candidacy.yaml"),
    ),
    ("Contest.yaml", include_str!("../../data/ftm/Contest.yaml")),
    (
        "ContestEvent.yaml",
        include_str!("../../data/ftm/ContestEvent.yaml"),
    ),
    (
        "ContestResult.yaml",
        include_str!("../../data/ftm/ContestResult.yaml"),
    ),
    (
        "Endorsement.yaml",
        include_str!("../../data/ftm/Endorsement.yaml"),
    ),
];
