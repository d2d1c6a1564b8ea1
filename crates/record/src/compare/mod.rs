//! Statements in reports beside official and primary documents: does the record confirm them, and by which arithmetic?
//!
//! Pure: a statement and the figures that may be set against it go in, a verdict with its arithmetic comes out. What may be
//! compared with what, and what words such as "more than" mean, is one table: `data/comparisons.txt`.
//!
//! Three habits keep verdicts honest. A figure of another date, period, scope or measure never contradicts: it is
//! *different*. Only an official or primary document confirms or contradicts; a report that says the same *agrees*. And a
//! figure that had to be computed shows every part it was computed from.

mod days;
mod derive;
mod fit;
mod money;
mod number;
pub(crate) mod polls;
mod rules;
#[cfg(test)]
mod tests;
mod votes;

use claim::{Measure, Period};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::ClaimId;

pub use days::period_length;
pub(crate) use days::stated_days;
pub use money::money;
pub use number::Number;
pub(crate) use polls::thousandths;
pub use polls::{Asked, poll};
pub use votes::{Counted, Tally, votes};

/// What a comparison found. The order is that of the pages: what is settled first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// Equal, to the last unit stated.
    Confirmed,
    /// Equal once the official figure is rounded as the statement is.
    Rounding,
    /// Equal once the official figure is cut off where the statement ends; properly rounded it would be another.
    CutOff,
    /// What the words say holds: "more than", "nearly", "about".
    Bound,
    /// It was so in the document as first filed; a later version has another figure.
    AsFiled,
    /// Misses by so little that a slip or a neighbouring line of the form explains it.
    NearMiss,
    /// The official figure for the same thing is another.
    Contradicted,
    /// More votes than the final count has.
    MoreThanFinal,
    /// A count that was not finished, in keeping with the final one.
    Partial,
    /// No official figure for it, but another report has the same.
    Agrees,
    /// No official figure for just this, and those around it leave room for it.
    Consistent,
    /// The official figure counts something else.
    DifferentMeasure,
    /// The official figure counts since another start, or other people.
    DifferentScope,
    /// The official figure is of another date or period.
    DifferentPeriod,
    /// The record holds nothing to compare it with.
    Uncheckable,
}

impl Verdict {
    /// The verdict in words for a page.
    pub const fn words(self) -> &'static str {
        match self {
            Self::Confirmed => "confirmed",
            Self::Rounding => "confirmed by rounding",
            Self::CutOff => "confirmed, cut off rather than rounded",
            Self::Bound => "confirmed as worded",
            Self::AsFiled => "confirmed as first filed, amended since",
            Self::NearMiss => "near miss",
            Self::Contradicted => "contradicted",
            Self::MoreThanFinal => "more than the final count",
            Self::Partial => "partial count, consistent",
            Self::Agrees => "agrees with another report",
            Self::Consistent => "consistent, not confirmed",
            Self::DifferentMeasure => "not comparable: another measure",
            Self::DifferentScope => "not comparable: another scope",
            Self::DifferentPeriod => "not comparable: another date or period",
            Self::Uncheckable => "nothing official to compare with",
        }
    }

    /// Whether the official figure bears the statement out.
    pub const fn is_confirmed(self) -> bool {
        matches!(
            self,
            Self::Confirmed | Self::Rounding | Self::CutOff | Self::Bound | Self::AsFiled
        )
    }
}

/// What a comparison rests on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Basis {
    /// One figure of an official or primary document.
    Official,
    /// Computed from several figures, at least one of them official.
    Derived,
    /// Figures of other reports alone.
    Report,
}

/// What a statement was set against.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Against {
    /// Who answers for it: `Federal Election Commission`; for a report, its publisher.
    pub authority: String,
    /// The document.
    pub document: String,
    /// The figure in words: `$2,495,459.00`.
    pub value: String,
    /// The date or period for which it holds.
    pub period: Option<Period>,
    /// One official figure, a computed one, or a report's.
    pub basis: Basis,
    /// The claim that holds the figure; none for a computed one.
    pub claim: Option<ClaimId>,
}

/// The result of a comparison.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Comparison {
    /// What was found.
    pub verdict: Verdict,
    /// What it was set against; absent where there is nothing.
    pub official: Option<Against>,
    /// The arithmetic in words.
    pub arithmetic: String,
}

impl Comparison {
    pub(crate) fn nothing(why: impl Into<String>) -> Self {
        Self {
            verdict: Verdict::Uncheckable,
            official: None,
            arithmetic: why.into(),
        }
    }
}

macro_rules! quantities {
    ($($(#[$doc:meta])* $name:ident = $word:literal, $shown:literal;)*) => {
        /// What a sum of campaign money counts, as finely as the FEC's forms part it.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(rename_all = "snake_case")]
        pub enum Quantity { $($(#[$doc])* $name,)* }

        impl Quantity {
            /// Every quantity.
            pub const ALL: &'static [Self] = &[$(Self::$name,)*];

            /// The word of the rule table.
            pub const fn word(self) -> &'static str {
                match self { $(Self::$name => $word,)* }
            }

            /// The quantity in words for a page.
            pub const fn shown(self) -> &'static str {
                match self { $(Self::$name => $shown,)* }
            }

            pub(crate) fn from_word(word: &str) -> Option<Self> {
                match word { $($word => Some(Self::$name),)* _ => None }
            }
        }
    };
}

quantities! {
    /// Money held at a moment.
    CashOnHand = "cash_on_hand", "cash on hand";
    /// Total receipts.
    Raised = "raised", "receipts";
    /// All contributions, whoever they are from.
    Contributions = "contributions", "contributions";
    /// Contributions other than loans, less refunds.
    NetContributions = "net_contributions", "net contributions";
    /// Contributions from individuals.
    IndividualContributions = "individual_contributions", "contributions from individuals";
    /// Contributions from the candidate.
    CandidateContributions = "candidate_contributions", "contributions from the candidate";
    /// Total disbursements.
    Spent = "spent", "disbursements";
    /// Operating expenditures.
    Expenditures = "expenditures", "operating expenditures";
    /// Loans from the candidate.
    Loaned = "loaned", "loans from the candidate";
    /// Repayments of the candidate's loans.
    LoanRepayments = "loan_repayments", "repayments of the candidate's loans";
    /// What is left of the candidate's loans.
    LoanBalance = "loan_balance", "the candidate's loans not repaid";
    /// Debts owed by the committee.
    Debt = "debt", "debt";
    /// Spending on advertising.
    AdSpend = "ad_spend", "spending on advertising";
    /// Received from other committees of the same candidate.
    TransferredIn = "transferred_in", "transfers from the candidate's other committees";
    /// Sent to them.
    TransferredOut = "transferred_out", "transfers to the candidate's other committees";
}

impl Quantity {
    /// The quantity that a claim's measure stands for.
    pub const fn of(measure: Measure) -> Self {
        match measure {
            Measure::CashOnHand => Self::CashOnHand,
            Measure::Raised => Self::Raised,
            Measure::Spent => Self::Spent,
            Measure::Loaned => Self::Loaned,
            Measure::Debt => Self::Debt,
            Measure::AdSpend => Self::AdSpend,
            Measure::TransferredIn => Self::TransferredIn,
            Measure::TransferredOut => Self::TransferredOut,
        }
    }

    /// The quantity that a statement with these words counts (`data/comparisons.txt`, `wording`).
    pub fn stated(measure: Measure, quote: &str) -> Self {
        rules::quantity(measure, quote)
    }

    /// Whether it is held at a moment, not summed over a period.
    pub const fn is_balance(self) -> bool {
        matches!(self, Self::CashOnHand | Self::Debt)
    }
}

/// Since when a sum is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Scope {
    /// Since the start of the two-year cycle, as official sums are.
    Cycle,
    /// Since the campaign began.
    Campaign,
    /// In a whole career.
    Career,
}

impl Scope {
    /// The scope that words name (`data/comparisons.txt`, `scope`); `None` where they name none.
    pub fn stated(quote: &str) -> Option<Self> {
        rules::scope(quote)
    }

    fn from_word(word: &str) -> Option<Self> {
        match word {
            "cycle" => Some(Self::Cycle),
            "campaign" => Some(Self::Campaign),
            "career" => Some(Self::Career),
            _ => None,
        }
    }

    const fn words(self) -> &'static str {
        match self {
            Self::Cycle => "since the start of the two-year cycle",
            Self::Campaign => "since the campaign began",
            Self::Career => "in a whole career",
        }
    }
}

/// A statement on money.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stated {
    /// The figure as worded.
    pub number: Number,
    /// What it counts.
    pub quantity: Quantity,
    /// The date or period that is stated for it.
    pub period: Option<Period>,
    /// Since when it is counted, where the words say so.
    pub scope: Option<Scope>,
    /// The day on which it was public.
    pub said: Date,
}

/// A figure on money that a statement is set against.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Figure {
    /// Who answers for it.
    pub authority: String,
    /// The document.
    pub document: String,
    /// Whether that is an official document; else it is another report.
    pub official: bool,
    /// What it counts.
    pub quantity: Quantity,
    /// The least it can be, in cents.
    pub low: i64,
    /// The most it can be: more than `low` only for a rounded figure of a report, or one computed from such.
    pub high: i64,
    /// The figure in words, as its document has it.
    pub words: String,
    /// The date or period for which it holds.
    pub period: Option<Period>,
    /// Since when it is counted, where that is known.
    pub scope: Option<Scope>,
    /// The day of the document, so that an amended version replaces an earlier one.
    pub as_of: Option<Date>,
    /// The claim that holds it.
    pub claim: Option<ClaimId>,
}

impl Figure {
    /// A figure of an official document, exact to the cent.
    pub fn official(
        authority: &str,
        document: &str,
        quantity: Quantity,
        cents: i64,
        period: Period,
    ) -> Self {
        Self {
            authority: authority.to_owned(),
            document: document.to_owned(),
            official: true,
            quantity,
            low: cents,
            high: cents,
            words: number::dollars_and_cents(cents),
            period: Some(period),
            scope: Some(Scope::Cycle),
            as_of: None,
            claim: None,
        }
    }

    /// A figure as another report states it.
    pub fn reported(
        publisher: &str,
        quantity: Quantity,
        number: &Number,
        period: Option<Period>,
    ) -> Self {
        // Stated to the dollar, it is taken as exact.
        let slack = if number.step <= 100 {
            0
        } else {
            number.step / 2
        };
        Self {
            authority: publisher.to_owned(),
            document: publisher.to_owned(),
            official: false,
            quantity,
            low: number.value - slack,
            high: number.value + slack,
            words: number.words.clone(),
            period,
            scope: None,
            as_of: None,
            claim: None,
        }
    }

    fn against(&self, basis: Basis) -> Against {
        Against {
            authority: self.authority.clone(),
            document: self.document.clone(),
            value: self.words.clone(),
            period: self.period,
            basis,
            claim: self.claim.clone(),
        }
    }
}
