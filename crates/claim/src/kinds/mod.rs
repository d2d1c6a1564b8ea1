//! The kinds of claims: one file a kind, with its definition, its words and an example.
//!
//! To add a kind, copy a file, and register it in [`Statement`].

use serde::{Deserialize, Serialize};

use crate::{PersonName, Race, Stage};

mod alias;
mod biography;
mod candidacy;
mod committee;
mod endorsement;
mod funds;
mod identifier;
mod office;
mod poll;
mod rating;
mod result;
mod role;
mod schedule;
mod standing;

pub use alias::{Alias, AliasSense};
pub use biography::{Biography, Fact};
pub use candidacy::{Candidacy, Status};
pub use committee::{Committee, Designation, is_committee_id};
pub use endorsement::{Endorsement, Stance};
pub use funds::{Funds, Measure};
pub use identifier::{Identifier, Names, Scheme};
pub use office::{OfficeHeld, Relation};
pub use poll::{Poll, Share, Shares};
pub use rating::Rating;
pub use result::{Outcome, Returned};
pub use role::{Role, RoleRelation};
pub use schedule::{Event, Schedule};
pub use standing::{Standing, StandingKind};

/// A closed list of words: an enum that is written and read as one word of it.
macro_rules! words {
    (
        $(#[$doc:meta])*
        $name:ident as $field:literal {
            $( $(#[$variant_doc:meta])* $variant:ident = $word:literal, )+
        }
    ) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        pub enum $name {
            $( $(#[$variant_doc])* #[serde(rename = $word)] $variant, )+
        }

        impl $name {
            /// All of them, in the order of their definition.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// The word used in JSON.
            pub const fn word(self) -> &'static str {
                match self { $(Self::$variant => $word),+ }
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.pad(self.word())
            }
        }

        impl std::str::FromStr for $name {
            type Err = crate::ClaimError;

            fn from_str(word: &str) -> std::result::Result<Self, crate::ClaimError> {
                Self::ALL
                    .iter()
                    .copied()
                    .find(|value| value.word() == word)
                    .ok_or_else(|| crate::ClaimError::Word { field: $field, word: word.to_owned() })
            }
        }
    };
}
use words;

/// What a claim states: one of fourteen kinds, told apart in JSON by the field `kind`. News reports are read into the first
/// eleven; the last three come from public lists.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Statement {
    /// Someone's standing in a race.
    Candidacy(Candidacy),
    /// Backing or opposition.
    Endorsement(Endorsement),
    /// Campaign money.
    Funds(Funds),
    /// A ballot question of a poll.
    Poll(Poll),
    /// A forecaster's rating.
    Rating(Rating),
    /// When something happens.
    Schedule(Schedule),
    /// Counted votes.
    #[serde(rename = "result")]
    Returned(Returned),
    /// An office held.
    #[serde(rename = "office")]
    OfficeHeld(OfficeHeld),
    /// Work for somebody.
    Role(Role),
    /// A qualitative position.
    Standing(Standing),
    /// A fact of a person's life.
    Biography(Biography),
    /// An id under which a public list keeps a person.
    Identifier(Identifier),
    /// Another name of a person.
    Alias(Alias),
    /// A committee, and whose it is.
    Committee(Committee),
}

impl Statement {
    /// The words of the field `kind`, in the order of the guidelines; then those of public lists.
    pub const KINDS: [&'static str; 14] = [
        "candidacy",
        "endorsement",
        "funds",
        "poll",
        "rating",
        "schedule",
        "result",
        "office",
        "role",
        "standing",
        "biography",
        "identifier",
        "alias",
        "committee",
    ];

    /// The word of the field `kind`.
    pub const fn kind(&self) -> &'static str {
        match self {
            Self::Candidacy(_) => "candidacy",
            Self::Endorsement(_) => "endorsement",
            Self::Funds(_) => "funds",
            Self::Poll(_) => "poll",
            Self::Rating(_) => "rating",
            Self::Schedule(_) => "schedule",
            Self::Returned(_) => "result",
            Self::OfficeHeld(_) => "office",
            Self::Role(_) => "role",
            Self::Standing(_) => "standing",
            Self::Biography(_) => "biography",
            Self::Identifier(_) => "identifier",
            Self::Alias(_) => "alias",
            Self::Committee(_) => "committee",
        }
    }

    /// The race that it is about, where the document settles it.
    pub const fn race(&self) -> Option<&Race> {
        match self {
            Self::Candidacy(c) => c.race.as_ref(),
            Self::Endorsement(c) => c.race.as_ref(),
            Self::Funds(c) => c.race.as_ref(),
            Self::Poll(c) => c.race.as_ref(),
            Self::Rating(c) => c.race.as_ref(),
            Self::Schedule(c) => c.race.as_ref(),
            Self::Returned(c) => c.race.as_ref(),
            Self::OfficeHeld(c) => c.race.as_ref(),
            Self::Standing(c) => c.race.as_ref(),
            Self::Identifier(c) => c.race.as_ref(),
            Self::Committee(c) => c.race.as_ref(),
            Self::Role(_) | Self::Biography(_) | Self::Alias(_) => None,
        }
    }

    /// The stage that it is about, where the document settles it.
    pub const fn stage(&self) -> Option<&Stage> {
        match self {
            Self::Candidacy(c) => c.stage.as_ref(),
            Self::Endorsement(c) => c.stage.as_ref(),
            Self::Poll(c) => c.stage.as_ref(),
            Self::Schedule(c) => c.stage.as_ref(),
            Self::Returned(c) => c.stage.as_ref(),
            Self::Standing(c) => c.stage.as_ref(),
            _ => None,
        }
    }

    /// The one person that it is about, if it is about one.
    pub const fn person(&self) -> Option<&PersonName> {
        match self {
            Self::Candidacy(c) => Some(&c.person),
            Self::Endorsement(c) => Some(&c.candidate),
            Self::Returned(c) => Some(&c.candidate),
            Self::OfficeHeld(c) => Some(&c.person),
            Self::Role(c) => Some(&c.person),
            Self::Standing(c) => Some(&c.person),
            Self::Biography(c) => Some(&c.person),
            Self::Identifier(c) => Some(&c.person),
            Self::Alias(c) => Some(&c.person),
            Self::Funds(_)
            | Self::Poll(_)
            | Self::Rating(_)
            | Self::Schedule(_)
            | Self::Committee(_) => None,
        }
    }
}
