//! A rule of the law, in one of its versions.

use std::fmt;

use jiff::civil::{Date, Time, Weekday};
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

use crate::Source;
use crate::text;

/// What a rule is about. A state has at most one version of each on any day.
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
    /// The share of the votes that nominates, and what follows when nobody has it.
    Nomination,
    /// When the runoff is held.
    RunoffDate,
    /// Whether and until when one of the two may decline the runoff.
    RunoffDeclined,
    /// Who may vote in a runoff.
    RunoffVoters,
    /// How those overseas vote in a runoff that comes too soon to mail ballots.
    RunoffOverseas,
    /// The share of the votes that wins the general election.
    GeneralWinner,
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
            Self::Nomination => "the rule of nomination",
            Self::RunoffDate => "the date of the runoff",
            Self::RunoffDeclined => "the rule for declining a runoff",
            Self::RunoffVoters => "the rule on who votes in a runoff",
            Self::RunoffOverseas => "the rule on overseas ballots in a runoff",
            Self::GeneralWinner => "the rule of winning the general election",
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

/// The part of a rule that can be computed with.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "form", rename_all = "snake_case", deny_unknown_fields)]
pub enum Provision {
    /// So many days before the election, at that local time where one is given, else at the end of the day.
    DaysBefore {
        /// Calendar days.
        days: u16,
        /// Local time of the state.
        #[serde(
            default,
            with = "text::option",
            skip_serializing_if = "Option::is_none"
        )]
        time: Option<Time>,
    },
    /// So many days after the election.
    DaysAfter {
        /// Calendar days.
        days: u16,
        /// Local time of the state.
        #[serde(
            default,
            with = "text::option",
            skip_serializing_if = "Option::is_none"
        )]
        time: Option<Time>,
    },
    /// On the n-th such weekday after the election; the day of the election itself does not count.
    WeekdayAfter {
        /// 1 for the first.
        nth: i8,
        /// Which weekday.
        #[serde(serialize_with = "write_weekday", deserialize_with = "read_weekday")]
        weekday: Weekday,
        /// Local time of the state.
        #[serde(
            default,
            with = "text::option",
            skip_serializing_if = "Option::is_none"
        )]
        time: Option<Time>,
    },
    /// More than so many thousandths of the votes, else the two leaders meet again.
    MoreThanElseRunoff {
        /// 500 is a majority.
        per_mille: u16,
    },
    /// Whoever has the most votes.
    Plurality,
    /// At most so many thousandths of the votes cast for the office lie between the winner and a loser.
    MarginAtMost {
        /// 5 is one half of one percent.
        per_mille: u16,
        /// The stages that it covers, by their word: `general`.
        stages: Vec<String>,
    },
    /// Between two times of the day, local to the place.
    Hours {
        /// When it starts.
        #[serde(with = "text")]
        opens: Time,
        /// When it ends.
        #[serde(with = "text")]
        closes: Time,
    },
    /// The law allows it, under the conditions that the text gives.
    Allowed,
    /// The law does not allow it.
    NotAllowed,
    /// Only the text says it.
    InWords,
}

/// One version of one rule.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rule {
    /// What it is about.
    pub kind: RuleKind,
    /// What it says, in a sentence or two of our own.
    pub text: String,
    /// The part that can be computed with.
    pub provision: Provision,
    /// With whom, or by whom, where the law names one: `state party chair`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<String>,
    /// The first day for which this version is on file. The law may be older: it is the first day that the source covers.
    #[serde(with = "text")]
    pub from: Date,
    /// The last day of this version; absent while it holds.
    #[serde(
        default,
        with = "text::option",
        skip_serializing_if = "Option::is_none"
    )]
    pub until: Option<Date>,
    /// What it rests on.
    pub source: Source,
    /// Why it is not fully confirmed; absent where the source was read and says so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub doubt: Option<String>,
}

impl Provision {
    /// Whether it counts a day from the day of the election.
    pub const fn is_counted(&self) -> bool {
        matches!(
            self,
            Self::DaysBefore { .. } | Self::DaysAfter { .. } | Self::WeekdayAfter { .. }
        )
    }
}

impl Rule {
    /// Whether this version holds on that day.
    pub fn holds_on(&self, day: Date) -> bool {
        self.from <= day && self.until.is_none_or(|until| day <= until)
    }
}

/// English names, because that is how the codes say it.
const WEEKDAYS: [(Weekday, &str); 7] = [
    (Weekday::Monday, "Monday"),
    (Weekday::Tuesday, "Tuesday"),
    (Weekday::Wednesday, "Wednesday"),
    (Weekday::Thursday, "Thursday"),
    (Weekday::Friday, "Friday"),
    (Weekday::Saturday, "Saturday"),
    (Weekday::Sunday, "Sunday"),
];

#[expect(
    clippy::trivially_copy_pass_by_ref,
    reason = "serde asks for this signature"
)]
fn write_weekday<S: Serializer>(weekday: &Weekday, serializer: S) -> Result<S::Ok, S::Error> {
    let name = WEEKDAYS
        .iter()
        .find_map(|(day, name)| (day == weekday).then_some(*name));
    serializer.serialize_str(name.unwrap_or_default())
}

fn read_weekday<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Weekday, D::Error> {
    let word = String::deserialize(deserializer)?;
    WEEKDAYS
        .iter()
        .find_map(|(day, name)| (*name == word).then_some(*day))
        .ok_or_else(|| de::Error::custom(format!("`{word}` is no weekday")))
}
