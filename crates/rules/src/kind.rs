//! What a rule is about.

use std::fmt;

use serde::{Deserialize, Serialize};

/// What a rule is about. A state has at most one version of each for an office on any day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RuleKind {
    /// The last moment for a party candidate's papers before a regular primary, and with whom they are filed.
    FilingDeadline,
    /// The last moment for an independent candidate's petition.
    IndependentDeadline,
    /// When the party hands the names of its candidates to the state.
    PartyCertification,
    /// When the state hands the names to those who print the ballots.
    StateCertification,
    /// What becomes of a party's candidate without opponents.
    Unopposed,
    /// When the regular primary is held.
    PrimaryDate,
    /// What a party's convention decides, and by which share of its delegates.
    Convention,
    /// The share of the votes that nominates, and what follows when nobody has it.
    Nomination,
    /// Equal votes in a primary.
    PrimaryTie,
    /// When the runoff is held.
    RunoffDate,
    /// Whether and until when one of the two may decline the runoff.
    RunoffDeclined,
    /// What follows where one of the two in a runoff withdraws, dies or is found ineligible.
    RunoffVacancy,
    /// Who may vote in a runoff.
    RunoffVoters,
    /// How those overseas vote in a runoff that comes too soon to mail ballots.
    RunoffOverseas,
    /// The share of the votes that wins the general election.
    GeneralWinner,
    /// When the runoff after a general election is held.
    GeneralRunoffDate,
    /// The share of the votes that wins an election to fill a vacancy, where all candidates stand on one ballot.
    SpecialWinner,
    /// Equal votes in a general election.
    GeneralTie,
    /// Who names another candidate when a nominee withdraws, dies or is found ineligible.
    Substitution,
    /// The margin at which votes are counted again without anybody asking.
    AutomaticRecount,
    /// Whether a recount can be asked for.
    RecountOnRequest,
    /// When polling places open and close.
    Polls,
    /// The last day to register.
    RegistrationDeadline,
    /// Whether the loser of a primary may stand in the general election.
    SoreLoser,
    /// Whether names may be written in.
    WriteIns,
    /// When absentee ballots must have arrived.
    AbsenteeReceipt,
    /// Until when a provisional ballot can be made good.
    Provisional,
    /// When the parties' county committees canvass a primary.
    PrimaryCountyCanvass,
    /// When the parties' state committees canvass a primary.
    PrimaryStateCanvass,
    /// When the counties canvass a general election.
    GeneralCountyCanvass,
    /// When the state canvasses a general election.
    GeneralStateCanvass,
    /// How a vacancy in the national senate is filled.
    SenateVacancy,
}

impl RuleKind {
    /// The kind in words for a page.
    pub const fn words(self) -> &'static str {
        match self {
            Self::FilingDeadline => "the deadline for party candidates",
            Self::IndependentDeadline => "the deadline for independent candidates",
            Self::PartyCertification => "the parties' certification of candidates",
            Self::StateCertification => "the state's certification of candidates",
            Self::Unopposed => "the rule for unopposed candidates",
            Self::PrimaryDate => "the date of the primary",
            Self::Convention => "the rule of the party conventions",
            Self::Nomination => "the rule of nomination",
            Self::PrimaryTie => "the rule on equal votes in a primary",
            Self::RunoffDate => "the date of the runoff",
            Self::RunoffDeclined => "the rule for declining a runoff",
            Self::RunoffVacancy => "the rule on a runoff that loses a candidate",
            Self::RunoffVoters => "the rule on who votes in a runoff",
            Self::RunoffOverseas => "the rule on overseas ballots in a runoff",
            Self::GeneralWinner => "the rule of winning the general election",
            Self::GeneralRunoffDate => "the date of the general runoff",
            Self::SpecialWinner => "the rule of winning a special election",
            Self::GeneralTie => "the rule on equal votes in a general election",
            Self::Substitution => "the rule on replacing a nominee",
            Self::AutomaticRecount => "the rule of automatic recounts",
            Self::RecountOnRequest => "the rule of recounts on request",
            Self::Polls => "the hours of polling",
            Self::RegistrationDeadline => "the deadline to register",
            Self::SoreLoser => "the rule for losers of a primary",
            Self::WriteIns => "the rule on write-in votes",
            Self::AbsenteeReceipt => "the deadline for absentee ballots",
            Self::Provisional => "the deadline for provisional ballots",
            Self::PrimaryCountyCanvass => "the county canvass of a primary",
            Self::PrimaryStateCanvass => "the state canvass of a primary",
            Self::GeneralCountyCanvass => "the county canvass of a general election",
            Self::GeneralStateCanvass => "the state canvass of a general election",
            Self::SenateVacancy => "the rule for a vacancy in the Senate",
        }
    }
}

impl fmt::Display for RuleKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.words())
    }
}
