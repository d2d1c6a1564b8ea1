//! What a race page holds: plain rows, ready to be drawn or written as JSON.
//!
//! Every row carries the claims it rests on ([`Support`]), so that each figure opens to its parts. What lost against the
//! value shown stands beside it ([`Other`]): losers are shown, never dropped.

use claim::{
    Certainty, Event, Fact, Measure, Money, Outcome, Party, Percent, Period, PersonName, Race,
    Relation, RoleRelation, Stage, Stance, StandingKind, Status, When,
};
use serde::{Deserialize, Serialize};

use crate::acts::Editorial;
use crate::compare::{Against, Verdict};
use crate::origins::{Evidence, Origins};
use crate::{BatchNumber, ClaimId};

/// A race as of a moment: a pure projection of the claims known by then.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RacePage {
    /// The race.
    pub race: Race,
    /// What was public by this moment, in the page's zone; `null` means everything held.
    pub as_of: Option<When>,
    /// What the record held at this batch.
    pub recorded: BatchNumber,
    /// The claims that the page rests on.
    pub claims: usize,
    /// The document versions that these claims stand in.
    pub documents: usize,
    /// How many of these were not compared with the others yet: copied text in them is not known.
    pub uncompared: usize,
    /// The people of the race: those in it first, then those only thought of, then those who are out.
    pub field: Vec<FieldRow>,
    /// What lies ahead and behind, by date.
    pub schedule: Vec<ScheduleRow>,
    /// Who backs or opposes whom.
    pub endorsements: Vec<EndorsementRow>,
    /// Campaign money, by holder and measure, the latest period first.
    pub money: Vec<MoneyRow>,
    /// Polls, newest first.
    pub polls: Vec<PollRow>,
    /// Forecasters' ratings, by rater.
    pub ratings: Vec<RatingRow>,
    /// Counted votes, the latest stage first.
    pub results: Vec<StageResults>,
    /// Offices that people of the field hold or held.
    pub offices: Vec<OfficeRow>,
    /// Facts of the lives of people of the field.
    pub people: Vec<NoteRow>,
    /// Who works for people of the field, and for whom they worked.
    pub roles: Vec<RoleRow>,
    /// What editors and publishers said about the claims, and what no longer stands.
    #[serde(default, skip_serializing_if = "Editorial::is_empty")]
    pub acts: Editorial,
}

/// What a row rests on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Support {
    /// At least and at most so many independent origins.
    pub origins: [u32; 2],
    /// The best class of evidence among them.
    pub evidence: Evidence,
    /// The outlets whose reporting it is, under their usual names, in alphabetical order: `Associated Press`, `NBC News`.
    pub through: Vec<String>,
    /// When it was first public, as precisely as the document tells.
    pub since: When,
    /// When it was last stated.
    pub latest: When,
    /// The count of origins with its witness.
    pub witness: Origins,
    /// The supporting claims.
    pub claims: Vec<ClaimId>,
}

/// What a report states, beside what an official or primary document has.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Compared {
    /// What was found.
    pub verdict: Verdict,
    /// What it was set against.
    pub official: Option<Against>,
    /// The arithmetic in words.
    pub arithmetic: String,
    /// The claim that was compared.
    pub claim: ClaimId,
}

/// A value that is held but not the one shown.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Other {
    /// The value in words: `announced (primary:R)`, `2020-03-31`, `$408,000`.
    pub value: String,
    /// How sure its origins are.
    pub certainty: Certainty,
    /// Why it is not the one shown.
    pub reason: Reason,
    /// What is to be said of it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub flags: Vec<Flag>,
    /// What it rests on.
    #[serde(flatten)]
    pub support: Support,
}

/// Why a value is not the one shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Reason {
    /// It contradicts the value shown.
    Conflicting,
    /// A later report says otherwise.
    Superseded,
    /// A step on the way to the value shown.
    Earlier,
    /// It is stated not to be so.
    Denied,
    /// Its origins are less sure.
    Uncertain,
    /// Its publisher corrected it.
    Corrected,
    /// Its publisher took it back.
    Retracted,
    /// A later version of its document does not say so any more.
    NoLongerSays,
}

impl Reason {
    /// In a word or two before the value.
    pub const fn words(self) -> &'static str {
        match self {
            Self::Conflicting => "against it",
            Self::Superseded => "before",
            Self::Earlier => "earlier",
            Self::Denied => "denied",
            Self::Uncertain => "less sure",
            Self::Corrected => "corrected by its publisher",
            Self::Retracted => "retracted by its publisher",
            Self::NoLongerSays => "its document no longer says so",
        }
    }

    /// Whether its publisher does not stand by the value any more.
    pub(crate) const fn is_taken_back(self) -> bool {
        matches!(self, Self::Corrected | Self::Retracted | Self::NoLongerSays)
    }
}

/// Why a value is the one shown: the rule that put it before the next.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Shown {
    /// Nobody says otherwise.
    Only,
    /// The others are possible only, or denied.
    Surer,
    /// Who said otherwise has said this since.
    Stands,
    /// An official record says so, within its scope.
    Record,
    /// The principal says so on the record.
    Principal,
    /// At least two independent origins say so.
    SeveralOrigins,
    /// A named source says so.
    Named,
    /// A source that is at least described says so.
    Described,
    /// It was reported later.
    Later,
    /// It is the later step of something that changes.
    Follows,
    /// It is the furthest step of a candidacy that is reported.
    Furthest,
    /// They left the race, and nothing later undoes it.
    Left,
    /// Nothing tells them apart: it comes first by its own words.
    FirstByWords,
}

impl Shown {
    /// In words, as a page says it: `shown because …`.
    pub const fn words(self) -> &'static str {
        match self {
            Self::Only => "nobody says otherwise",
            Self::Surer => "the others are only possible, or denied",
            Self::Stands => "who said otherwise has said this since",
            Self::Record => "an official record says so",
            Self::Principal => "the principal says so on the record",
            Self::SeveralOrigins => "at least two independent origins say so",
            Self::Named => "a named source says so",
            Self::Described => "its source is at least described",
            Self::Later => "it was reported later, on evidence of the same class",
            Self::Follows => "it came later",
            Self::Furthest => "it is the furthest step reported",
            Self::Left => "nothing later undoes it",
            Self::FirstByWords => "it comes first by its words: nothing else tells them apart",
        }
    }
}

/// What is to be said of a value, shown or not.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Flag {
    /// An official record says otherwise, within its scope.
    ContradictedByRecord,
    /// The person whose act or plan it is says that it is not so.
    DeniedBySubject,
    /// Who said it said otherwise later.
    Superseded,
    /// It was corrected, and somebody still says so.
    CorrectionOutstanding,
}

impl Flag {
    /// In words, as a page says it.
    pub const fn words(self) -> &'static str {
        match self {
            Self::ContradictedByRecord => "contradicted by an official record",
            Self::DeniedBySubject => "denied by the person concerned",
            Self::Superseded => "its source has since said otherwise",
            Self::CorrectionOutstanding => "the correction has not reached all who said it",
        }
    }
}

/// Whether something is the case. *Not known* and *no* are different values.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Known {
    /// It is said to be so.
    Yes,
    /// It is said not to be so.
    No,
    /// Nobody says.
    NotKnown,
}

/// Whether papers are in: a fact beside the status, because somebody can be *expected* and *not filed* at once.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Filed {
    /// Yes, no, or not known.
    pub value: Known,
    /// What it rests on; absent where it is not known.
    pub support: Option<Support>,
    /// What contradicts it.
    pub others: Vec<Other>,
}

/// One person of the race.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FieldRow {
    /// The fullest name held.
    pub person: PersonName,
    /// The other forms of the name that were taken as this person's.
    pub names: Vec<PersonName>,
    /// The party.
    pub party: Option<Party>,
    /// Where the candidacy stands; `null` where nobody says.
    pub status: Option<Status>,
    /// The stage that the status belongs to.
    pub stage: Option<Stage>,
    /// How sure the origins of the status are.
    pub certainty: Option<Certainty>,
    /// When the status was first public.
    pub since: Option<When>,
    /// The date that belongs to the status: when it came about, or is to.
    pub date: Option<When>,
    /// At least and at most so many independent origins of the status.
    pub origins: [u32; 2],
    /// The best class of evidence for the status.
    pub evidence: Evidence,
    /// What an official record says; `null` while none is held.
    pub official: Option<String>,
    /// Whether papers are in.
    pub filed: Filed,
    /// Whether they hold the office that the race is for.
    pub incumbent: bool,
    /// Why this status is shown; `null` where nobody states one.
    pub reason: Option<Shown>,
    /// What is to be said of the status.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub flags: Vec<Flag>,
    /// What the status rests on; absent where nobody states one.
    pub support: Option<Support>,
    /// A stage that others have won or gone on from, while nobody says how it ended for this person: a conclusion from
    /// their rows, and no claim.
    pub passed_over: Option<Stage>,
    /// Evaluations of their chances.
    pub standing: Vec<StandingRow>,
    /// The other statuses that are claimed of them.
    pub others: Vec<Other>,
}

/// A qualitative position.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct StandingRow {
    /// The position.
    pub standing: StandingKind,
    /// The stage that it is about.
    pub stage: Option<Stage>,
    /// How sure its origins are.
    pub certainty: Certainty,
    /// What it rests on.
    #[serde(flatten)]
    pub support: Support,
}

/// When something happens.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ScheduleRow {
    /// What happens.
    pub event: Event,
    /// The stage.
    pub stage: Option<Stage>,
    /// When, as precisely as any of the agreeing documents says.
    pub date: When,
    /// Where, or with whom papers are filed.
    pub place: Option<String>,
    /// How sure the origins are.
    pub certainty: Certainty,
    /// Whether it lies before the moment of the page.
    pub past: bool,
    /// Why this value is shown.
    pub reason: Shown,
    /// What is to be said of it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub flags: Vec<Flag>,
    /// What it rests on.
    #[serde(flatten)]
    pub support: Support,
    /// Other dates that are claimed.
    pub others: Vec<Other>,
}

/// Backing or opposition.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct EndorsementRow {
    /// Who.
    pub endorser: String,
    /// Whom.
    pub candidate: PersonName,
    /// For or against.
    pub stance: Stance,
    /// How sure the origins are; `denied` means that they decline to take this stance.
    pub certainty: Certainty,
    /// The stage.
    pub stage: Option<Stage>,
    /// When.
    pub date: Option<When>,
    /// Why this value is shown.
    pub reason: Shown,
    /// What is to be said of it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub flags: Vec<Flag>,
    /// What it rests on.
    #[serde(flatten)]
    pub support: Support,
    /// Stances given up, denied, or only possible.
    pub others: Vec<Other>,
}

/// An amount of campaign money.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MoneyRow {
    /// The person or committee.
    pub holder: String,
    /// What is measured.
    pub measure: Measure,
    /// How much, in dollars.
    pub amount: Money,
    /// The date or period.
    pub period: Option<Period>,
    /// How sure the origins are.
    pub certainty: Certainty,
    /// Whether no later figure of this holder and measure is held.
    pub current: bool,
    /// Why this value is shown.
    pub reason: Shown,
    /// What is to be said of it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub flags: Vec<Flag>,
    /// What it rests on.
    #[serde(flatten)]
    pub support: Support,
    /// Other amounts that are claimed for the same period.
    pub others: Vec<Other>,
    /// The FEC's id of the committee whose filings state it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub committee: Option<String>,
    /// Whether an official document states it; a report that cites a filing is none.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub on_record: bool,
    /// Whether only official documents vouch for it.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub official: bool,
    /// What reports say of it, beside official documents.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub compared: Vec<Compared>,
}

/// A ballot question of a poll.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PollRow {
    /// Who asked.
    pub pollster: Option<String>,
    /// Who paid.
    pub sponsor: Option<String>,
    /// The stage.
    pub stage: Option<Stage>,
    /// First day in the field.
    pub start: Option<When>,
    /// Last day in the field.
    pub end: Option<When>,
    /// How many were asked.
    pub sample: Option<u64>,
    /// Who was asked.
    pub population: Option<String>,
    /// Margin of error in percentage points.
    pub margin: Option<Percent>,
    /// The shares in the order of the document.
    pub shares: Vec<ShareRow>,
    /// What other reports of the same question print.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub others: Vec<Other>,
    /// What it rests on.
    #[serde(flatten)]
    pub support: Support,
    /// What reports say of it, beside the pollster's own release.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub compared: Vec<Compared>,
}

/// One answer of a poll.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ShareRow {
    /// The answer; for a person of the field under the name that the field uses.
    pub name: String,
    /// Percent of those asked.
    pub percent: Percent,
}

/// A forecaster's rating.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RatingRow {
    /// Who rates.
    pub rater: String,
    /// The rating in the rater's words.
    pub rating: String,
    /// When it was given.
    pub date: Option<When>,
    /// How sure the origins are.
    pub certainty: Certainty,
    /// Why this value is shown.
    pub reason: Shown,
    /// What is to be said of it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub flags: Vec<Flag>,
    /// What it rests on.
    #[serde(flatten)]
    pub support: Support,
    /// Earlier ratings of this rater.
    pub others: Vec<Other>,
}

/// The counted votes of one stage.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct StageResults {
    /// The stage; `null` where the documents do not say.
    pub stage: Option<Stage>,
    /// Who won, lost or went on.
    pub outcomes: Vec<OutcomeRow>,
    /// The counts, newest and most complete first. Counts that differ stand beside each other.
    pub counts: Vec<Count>,
}

/// How a stage ended for one candidate.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OutcomeRow {
    /// The candidate.
    pub person: PersonName,
    /// Won, lost, advanced.
    pub outcome: Outcome,
    /// How sure the origins are.
    pub certainty: Certainty,
    /// Why this value is shown.
    pub reason: Shown,
    /// What is to be said of it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub flags: Vec<Flag>,
    /// What it rests on.
    #[serde(flatten)]
    pub support: Support,
    /// Outcomes that contradict it.
    pub others: Vec<Other>,
}

/// One count of the votes, as far as it had come.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Count {
    /// Percent of units counted.
    pub reporting: Option<Percent>,
    /// The candidates, the one with most votes first.
    pub rows: Vec<CountRow>,
    /// What it rests on.
    #[serde(flatten)]
    pub support: Support,
}

/// One candidate in one count.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CountRow {
    /// The candidate.
    pub person: PersonName,
    /// Share of the votes, in percent.
    pub share: Option<Percent>,
    /// Number of votes.
    pub votes: Option<u64>,
    /// The supporting claims.
    pub claims: Vec<ClaimId>,
    /// It beside the final count.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub compared: Vec<Compared>,
}

/// An office held.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OfficeRow {
    /// The person.
    pub person: PersonName,
    /// The office as named.
    pub office: String,
    /// Holds, held, resigned, …
    pub relation: Relation,
    /// Since when.
    pub start: Option<When>,
    /// Until when.
    pub end: Option<When>,
    /// How sure the origins are.
    pub certainty: Certainty,
    /// What it rests on.
    #[serde(flatten)]
    pub support: Support,
}

/// A fact of a life.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NoteRow {
    /// The person.
    pub person: PersonName,
    /// Which fact.
    pub fact: Fact,
    /// Its value.
    pub value: String,
    /// How sure the origins are.
    pub certainty: Certainty,
    /// Why this value is shown.
    pub reason: Shown,
    /// What is to be said of it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub flags: Vec<Flag>,
    /// What it rests on.
    #[serde(flatten)]
    pub support: Support,
    /// Other values that are claimed.
    pub others: Vec<Other>,
}

/// Work for somebody.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RoleRow {
    /// Who works.
    pub person: PersonName,
    /// As what.
    pub role: String,
    /// For whom.
    pub of: String,
    /// Is or was.
    pub relation: RoleRelation,
    /// How sure the origins are.
    pub certainty: Certainty,
    /// What it rests on.
    #[serde(flatten)]
    pub support: Support,
}
