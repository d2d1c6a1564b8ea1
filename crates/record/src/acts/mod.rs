//! Editorial acts: what editors, publishers and a newer reader say about claims that are held.
//!
//! An act changes no row. It is appended like a claim, counts from the moment at which it was public and from its batch
//! on, and another act can end it. What an act does to a page is worked out when the page is made: `standing` tells
//! which acts count in a cut, `apply` takes claims out of the facts, `editorial` says so on the page.

pub(crate) mod apply;
pub(crate) mod attach;
pub(crate) mod editorial;
mod otherwise;
pub(crate) mod reread;
pub(crate) mod standing;
pub(crate) mod versions;
mod write;

use std::fmt;
use std::str::FromStr;

use claim::Race;
use jiff::Timestamp;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use sha2::{Digest, Sha256};

use crate::document::hexadecimal;
use crate::{BatchNumber, ClaimId, DocumentId, RecordError};

pub use editorial::{
    Confirmed, Correction, Done, Editorial, Outstanding, Redaction, SetAside, SignOff, Why,
};
pub(crate) use write::Placed;

pub use otherwise::{Otherwise, ReadOtherwise};
pub use reread::{NewReading, Reread};
pub use versions::ClaimMark;

/// The number of an act.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct ActId(pub u64);

impl fmt::Display for ActId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// What is done.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ActKind {
    /// An editor has compared the claim with its document, and it says so.
    Confirm,
    /// An editor takes the claim off the pages: the document does not say so, or not of this race.
    Reject,
    /// The publisher corrects: another claim, or the words of another document, stands in the claim's place.
    Correct,
    /// The publisher takes back what was published, and puts nothing in its place.
    Retract,
    /// Our reader had it wrong: another reading of the same words takes the claim's place. No error of the publisher.
    Supersede,
    /// An editor answers for exactly the claims that stand behind a page or a row by now.
    SignOff,
    /// The words of a document version or of a claim are destroyed. Their hash and this act remain.
    Redact,
    /// Ends another act.
    Undo,
}

impl ActKind {
    /// All of them, in the order of their definition.
    pub const ALL: [Self; 8] = [
        Self::Confirm,
        Self::Reject,
        Self::Correct,
        Self::Retract,
        Self::Supersede,
        Self::SignOff,
        Self::Redact,
        Self::Undo,
    ];

    /// The word used in the record.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Confirm => "confirm",
            Self::Reject => "reject",
            Self::Correct => "correct",
            Self::Retract => "retract",
            Self::Supersede => "supersede",
            Self::SignOff => "sign_off",
            Self::Redact => "redact",
            Self::Undo => "undo",
        }
    }

    pub(crate) fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.word() == word)
    }
}

/// What an act is about.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Target {
    /// A claim: `2020-AL-senate/17`. For a sign-off the row of the page that the claim stands behind.
    Claim(ClaimId),
    /// A document version: `document 4`.
    Document(DocumentId),
    /// The page of a race: `2020-AL-senate`.
    Page(Race),
    /// Another act: `act 3`.
    Act(ActId),
}

impl fmt::Display for Target {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Claim(id) => id.fmt(f),
            Self::Document(id) => write!(f, "document {id}"),
            Self::Page(race) => write!(f, "{race}"),
            Self::Act(id) => write!(f, "act {id}"),
        }
    }
}

impl FromStr for Target {
    type Err = RecordError;

    fn from_str(text: &str) -> Result<Self, RecordError> {
        let text = text.trim();
        let number = |word: &str| text.strip_prefix(word)?.trim().parse::<u64>().ok();
        if let Some(id) = number("document ") {
            return Ok(Self::Document(DocumentId(id)));
        }
        if let Some(id) = number("act ") {
            return Ok(Self::Act(ActId(id)));
        }
        if text.contains('/') {
            return text.parse().map(Self::Claim);
        }
        text.parse()
            .map(Self::Page)
            .map_err(|_| RecordError::NotAnActTarget(text.to_owned()))
    }
}

impl Serialize for Target {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Target {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?
            .parse()
            .map_err(serde::de::Error::custom)
    }
}

/// Exactly the claims that an editor signed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SignedSet {
    /// SHA-256 over their ids, in hexadecimal.
    pub sha256: String,
    /// How many they are.
    pub claims: u64,
}

impl SignedSet {
    /// The set of these claims; neither order nor repetition makes a difference.
    pub fn of<'c>(claims: impl IntoIterator<Item = &'c ClaimId>) -> Self {
        let mut ids: Vec<&ClaimId> = claims.into_iter().collect();
        ids.sort_unstable();
        ids.dedup();
        let mut hasher = Sha256::new();
        hasher.update(b"hustings claims 1\n");
        for id in &ids {
            hasher.update(format!("{id}\n"));
        }
        Self {
            sha256: hexadecimal(&hasher.finalize()),
            claims: ids.len() as u64,
        }
    }
}

/// An act, to be added to a batch: who does it and why is the batch's.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Act {
    /// What is done.
    pub kind: ActKind,
    /// To what.
    pub about: Target,
    /// The claim that takes its place, for `correct` and `supersede`.
    pub by: Option<ClaimId>,
    /// The document version in which the publisher corrects or takes back.
    pub stands_in: Option<DocumentId>,
    /// What is signed, for `sign_off`.
    pub set: Option<SignedSet>,
    /// Public since then: no page as of an earlier moment knows of it.
    #[serde(with = "crate::instant")]
    pub reported: Timestamp,
}

impl Act {
    /// An act without anything that only some kinds have.
    pub fn new(kind: ActKind, about: Target, reported: Timestamp) -> Self {
        Self {
            kind,
            about,
            by: None,
            stands_in: None,
            set: None,
            reported,
        }
    }

    /// Why an act cannot be what it says, whatever the record holds: a retraction of an act, a sign-off of nothing.
    pub(crate) fn fault(&self) -> Option<&'static str> {
        use ActKind as K;
        use Target as T;

        let fits = match (self.kind, &self.about) {
            (K::Confirm | K::Reject | K::Correct | K::Supersede, T::Claim(_))
            | (K::Retract | K::Redact, T::Claim(_) | T::Document(_))
            | (K::SignOff, T::Page(_))
            | (K::Undo, T::Act(_)) => true,
            // The row that a claim without a race stands behind is on no particular page.
            (K::SignOff, T::Claim(id)) => id.race.is_some(),
            _ => false,
        };
        if !fits {
            return Some("this kind of act is not about such a thing");
        }
        if self.kind == K::Correct && self.by.is_none() && self.stands_in.is_none() {
            return Some("a correction names the claim or the document that corrects");
        }
        if self.by.is_some() && !matches!(self.kind, K::Correct | K::Supersede) {
            return Some("only a correction or another reading puts a claim in the place of one");
        }
        if self.stands_in.is_some() && !matches!(self.kind, K::Correct | K::Retract) {
            return Some("only a publisher's correction or retraction stands in a document");
        }
        if self.set.is_some() != (self.kind == K::SignOff) {
            return Some("a sign-off, and nothing else, names the claims that it covers");
        }
        let itself = matches!((&self.about, &self.by), (T::Claim(a), Some(b)) if a == b);
        itself.then_some("a claim cannot take its own place")
    }
}

/// An act as it is held.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct HeldAct {
    /// Its number: acts are counted up in the order in which they came.
    pub id: ActId,
    /// What is done to what.
    #[serde(flatten)]
    pub act: Act,
    /// The batch that brought it.
    pub batch: BatchNumber,
    /// Who did it.
    pub actor: String,
    /// Why.
    pub note: Option<String>,
    /// The program and its version.
    pub tool: String,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn id(text: &str) -> ClaimId {
        text.parse().unwrap()
    }

    #[test]
    fn what_an_act_is_about_reads_back_as_written() {
        for text in [
            "2020-AL-senate/17",
            "-/4",
            "document 4",
            "2020-AL-senate",
            "act 3",
        ] {
            assert_eq!(text.parse::<Target>().unwrap().to_string(), text);
        }
        for bad in ["", "document", "act x", "17", "2020-AL-senate/"] {
            assert!(bad.parse::<Target>().is_err(), "{bad}");
        }
    }

    #[test]
    fn a_signed_set_is_a_set() {
        let (a, b) = (id("2020-AL-senate/1"), id("2020-AL-senate/2"));
        let one = SignedSet::of([&a, &b]);
        assert_eq!(one, SignedSet::of([&b, &a, &b]));
        assert_ne!(one, SignedSet::of([&a]));
        assert_eq!(one.claims, 2);
        // Twelve is not one and two.
        assert_ne!(
            SignedSet::of([&id("-/12")]).sha256,
            SignedSet::of([&id("-/1"), &id("-/2")]).sha256
        );
    }

    #[test]
    fn acts_are_about_what_they_can_be_about() {
        let claim = || Target::Claim(id("2020-AL-senate/1"));
        let page = || Target::Page("2020-AL-senate".parse().unwrap());
        let act = |kind, about| Act::new(kind, about, Timestamp::UNIX_EPOCH);
        let check = |act: Act, good: bool| assert_eq!(act.fault().is_none(), good, "{act:?}");
        for kind in [ActKind::Confirm, ActKind::Reject, ActKind::Supersede] {
            check(act(kind, claim()), true);
            check(act(kind, page()), false);
        }
        check(act(ActKind::Correct, claim()), false);
        check(
            Act {
                stands_in: Some(DocumentId(2)),
                ..act(ActKind::Correct, claim())
            },
            true,
        );
        check(
            Act {
                by: Some(id("2020-AL-senate/1")),
                ..act(ActKind::Correct, claim())
            },
            false,
        );
        check(act(ActKind::Retract, Target::Document(DocumentId(1))), true);
        check(act(ActKind::SignOff, page()), false);
        check(
            Act {
                set: Some(SignedSet::of([])),
                ..act(ActKind::SignOff, page())
            },
            true,
        );
        check(
            Act {
                set: Some(SignedSet::of([])),
                ..act(ActKind::SignOff, Target::Claim(id("-/1")))
            },
            false,
        );
        check(act(ActKind::Undo, Target::Act(ActId(1))), true);
        check(act(ActKind::Undo, claim()), false);
    }
}
