//! The part of a rule that can be computed with.

use jiff::civil::{Time, Weekday};
use serde::{Deserialize, Serialize};

use crate::Margin;
use crate::text;

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
        #[serde(with = "text::weekday")]
        weekday: Weekday,
        /// Local time of the state.
        #[serde(
            default,
            with = "text::option",
            skip_serializing_if = "Option::is_none"
        )]
        time: Option<Time>,
    },
    /// On the n-th such weekday of a month: of the year of the election, or of the year before it where the month comes
    /// after the election's.
    WeekdayOfMonth {
        /// 1 for the first, -1 for the last.
        nth: i8,
        /// Which weekday.
        #[serde(with = "text::weekday")]
        weekday: Weekday,
        /// 1 for January.
        month: i8,
        /// Local time of the state.
        #[serde(
            default,
            with = "text::option",
            skip_serializing_if = "Option::is_none"
        )]
        time: Option<Time>,
    },
    /// On a day of a month, or on the Monday after it where that day is a Saturday or a Sunday; in the year of the
    /// election, or in the year before it where the month comes after the election's.
    DayOfMonth {
        /// Day of the month.
        day: i8,
        /// 1 for January.
        month: i8,
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
    /// At least so many thousandths of the votes, else the two leaders meet again.
    AtLeastElseRunoff {
        /// 350 is thirty-five percent.
        per_mille: u16,
    },
    /// More than so many thousandths of the votes; else the leader wins unless the second asks for another vote of the two.
    MoreThanElseIfAsked {
        /// 300 is thirty percent.
        per_mille: u16,
    },
    /// At least so many thousandths of the votes, else a convention of the party chooses.
    AtLeastElseConvention {
        /// 350 is thirty-five percent.
        per_mille: u16,
    },
    /// More than so many thousandths of the votes, else the legislature chooses.
    MoreThanElseLegislature {
        /// 500 is a majority.
        per_mille: u16,
    },
    /// Whoever has the most votes.
    Plurality,
    /// So many go on to the next election, whatever their party.
    Top {
        /// 2 or 4.
        advance: u8,
    },
    /// By rankings: the last are dropped and their ballots go to the next choice, round by round.
    Ranked {
        /// Who is dropped in a round.
        drop: Drop,
        /// What ends the count.
        until: Until,
    },
    /// No primary decides: all candidates of all parties stand on the ballot of the general election.
    OneBallot,
    /// A convention nominates whoever has the first share of its delegates, and puts on the primary ballot whoever has the
    /// second.
    Delegates {
        /// Thousandths of the delegates that nominate at once; absent where the convention cannot.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        nominate: Option<u16>,
        /// Thousandths of the delegates that put a candidate on the primary ballot; absent where none are needed.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        ballot: Option<u16>,
    },
    /// Equal votes are settled so.
    Settled {
        /// How.
        by: Settling,
    },
    /// Who ties for second place joins the leader in the runoff.
    AllJoin,
    /// The other of the two is nominated or elected without a runoff.
    OtherWins,
    /// The next in the count moves up into the runoff.
    NextMovesUp,
    /// The margin between the winner and a loser is small.
    MarginAtMost(Margin),
    /// Between two times of the day, local to the place.
    Hours {
        /// When it starts.
        #[serde(with = "text")]
        opens: Time,
        /// When it ends.
        #[serde(with = "text")]
        closes: Time,
        /// Whether places in another zone of the state go by the clock of its main zone.
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        together: bool,
    },
    /// The law allows it, under the conditions that the text gives.
    Allowed,
    /// The law does not allow it.
    NotAllowed,
    /// Only the text says it.
    InWords,
}

/// Who is dropped in a round of a count by rankings.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Drop {
    /// The last one alone.
    One,
    /// All those who together cannot catch up with the next above them.
    Batch,
}

/// What ends a count by rankings.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Until {
    /// Somebody has more than half of the ballots that still count.
    Majority,
    /// Somebody has more than half of the first choices, or else two are left, whoever has more than half before.
    TwoRemain,
}

/// How equal votes are settled.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Settling {
    /// By lot, whatever is drawn or tossed.
    Lot,
    /// By another election.
    Election,
    /// By a vote of the legislature.
    Legislature,
    /// By a board or an official.
    Board,
    /// By the party.
    Party,
}

impl Settling {
    /// In words, after "is settled".
    pub const fn words(self) -> &'static str {
        match self {
            Self::Lot => "by lot",
            Self::Election => "by another election",
            Self::Legislature => "by a vote of the legislature",
            Self::Board => "by a board or an official",
            Self::Party => "by the party",
        }
    }
}

impl Provision {
    /// Whether it counts a day from the day of the election.
    pub const fn is_counted(&self) -> bool {
        matches!(
            self,
            Self::DaysBefore { .. }
                | Self::DaysAfter { .. }
                | Self::WeekdayAfter { .. }
                | Self::WeekdayOfMonth { .. }
                | Self::DayOfMonth { .. }
        )
    }
}
