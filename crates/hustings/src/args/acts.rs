//! What can be typed about acts, documents and second readings.

use claim::{Race, When};
use clap::{Args, Subcommand, ValueHint};
use record::acts::Target;
use record::{ActId, ClaimId, DocumentId};

use super::{CutArgs, LlmArgs};

/// What an editor does.
#[derive(Debug, Subcommand)]
pub(crate) enum Act {
    /// Say that claims were compared with their documents, and stand there.
    Confirm(OnClaims),
    /// Take claims off the pages: the document does not say so, or not of this race.
    Reject(OnClaims),
    /// Write down that the publisher corrected a claim.
    Correct(Correct),
    /// Write down that the publisher took a claim, or a whole document, back.
    Retract(Retract),
    /// Say that our own reader had a claim wrong. No error of the publisher's.
    Supersede(Supersede),
    /// Answer for exactly the claims behind a page, or behind one of its rows. Goes stale when they change.
    SignOff(SignOff),
    /// Destroy the words of a document version, or the quote of a claim. Nothing brings them back.
    Redact(Redact),
    /// End an act.
    Undo(Undo),
}

/// Who acts, why, and since when that is public.
#[derive(Debug, Args)]
pub(crate) struct Who {
    /// Who does it.
    #[arg(long, value_name = "NAME", env = "HUSTINGS_ACTOR", value_hint = ValueHint::Username)]
    pub(crate) actor: String,

    /// Why: for the next editor.
    #[arg(long, value_name = "TEXT")]
    pub(crate) note: String,

    /// Since when it is public: pages as of an earlier moment do not know of it. Without it: since now; what the
    /// publisher says in a document, since that was public; what our reader had wrong, since the document was public.
    #[arg(long, value_name = "TIME")]
    pub(crate) since: Option<When>,
}

#[derive(Debug, Args)]
pub(crate) struct OnClaims {
    /// The claims' ids, as `hustings claims` lists them: `2020-AL-senate/17`.
    #[arg(required = true, value_name = "CLAIM")]
    pub(crate) claims: Vec<ClaimId>,

    #[command(flatten)]
    pub(crate) who: Who,
}

#[derive(Debug, Args)]
pub(crate) struct Correct {
    /// The claim that was wrong.
    pub(crate) claim: ClaimId,

    /// The claim that takes its place.
    #[arg(long, value_name = "CLAIM", required_unless_present = "stands_in")]
    pub(crate) by: Option<ClaimId>,

    /// The number of the document version in which the correction stands.
    #[arg(long = "in", value_name = "DOCUMENT")]
    pub(crate) stands_in: Option<u64>,

    #[command(flatten)]
    pub(crate) who: Who,
}

#[derive(Debug, Args)]
pub(crate) struct Retract {
    #[command(flatten)]
    pub(crate) what: ClaimOrDocument,

    /// The number of the document version in which the publisher says so.
    #[arg(long = "in", value_name = "DOCUMENT")]
    pub(crate) stands_in: Option<u64>,

    #[command(flatten)]
    pub(crate) who: Who,
}

#[derive(Debug, Args)]
pub(crate) struct Supersede {
    /// The claim that was read wrongly.
    pub(crate) claim: ClaimId,

    /// The claim that reads it rightly.
    #[arg(long, value_name = "CLAIM")]
    pub(crate) by: Option<ClaimId>,

    #[command(flatten)]
    pub(crate) who: Who,
}

#[derive(Debug, Args)]
pub(crate) struct SignOff {
    /// The race whose page is signed, or a claim behind the row that is: `2020-AL-senate`, `2020-AL-senate/17`.
    #[arg(value_name = "RACE|CLAIM", value_parser = signable)]
    pub(crate) what: Target,

    #[command(flatten)]
    pub(crate) who: Who,
}

#[derive(Debug, Args)]
pub(crate) struct Redact {
    #[command(flatten)]
    pub(crate) what: ClaimOrDocument,

    /// Yes, destroy the words.
    #[arg(long, required = true)]
    pub(crate) destroy: bool,

    #[command(flatten)]
    pub(crate) who: Who,
}

#[derive(Debug, Args)]
pub(crate) struct Undo {
    /// The act's number, as `hustings acts` lists it.
    #[arg(value_name = "ACT")]
    pub(crate) id: u64,

    #[command(flatten)]
    pub(crate) who: Who,
}

/// One of the two.
#[derive(Debug, Args)]
#[group(required = true, multiple = false)]
pub(crate) struct ClaimOrDocument {
    /// The claim's id.
    pub(crate) claim: Option<ClaimId>,

    /// Instead of a claim: the number of a document version.
    #[arg(long, value_name = "N")]
    pub(crate) document: Option<u64>,
}

impl ClaimOrDocument {
    /// What was meant; the parser sees to it that it is one of the two.
    pub(crate) fn target(&self) -> Option<Target> {
        let document = self.document.map(|id| Target::Document(DocumentId(id)));
        document.or_else(|| self.claim.clone().map(Target::Claim))
    }
}

impl Undo {
    pub(crate) fn act(&self) -> ActId {
        ActId(self.id)
    }
}

fn signable(text: &str) -> Result<Target, String> {
    match text.parse::<Target>() {
        Ok(target @ (Target::Page(_) | Target::Claim(_))) => Ok(target),
        _ => Err(
            "expected a race such as 2020-AL-senate, or a claim such as 2020-AL-senate/17"
                .to_owned(),
        ),
    }
}

#[derive(Debug, Args)]
pub(crate) struct Acts {
    /// Only acts that touch this race.
    pub(crate) race: Option<Race>,

    #[command(flatten)]
    pub(crate) cut: CutArgs,
}

#[derive(Debug, Args)]
pub(crate) struct DocumentPage {
    /// The number of the document version, as `hustings claims --json` tells it.
    #[arg(value_name = "N")]
    pub(crate) document: u64,

    /// Show the text, too.
    #[arg(long)]
    pub(crate) text: bool,

    #[command(flatten)]
    pub(crate) cut: CutArgs,
}

#[derive(Debug, Args)]
pub(crate) struct Reread {
    /// The numbers of document versions.
    #[arg(value_name = "N", required_unless_present = "all")]
    pub(crate) documents: Vec<u64>,

    /// Every document that another reader read last.
    #[arg(long, conflicts_with = "documents")]
    pub(crate) all: bool,

    /// Why: a note that is kept with the batch.
    #[arg(long, value_name = "TEXT")]
    pub(crate) note: Option<String>,

    #[command(flatten)]
    pub(crate) llm: LlmArgs,
}
