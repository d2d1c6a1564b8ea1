//! `funds`: campaign money.
//!
//! Own fields: **holder**, **measure**, **amount** (US dollars), race, period; from filings committee and form.
//!
//! > Sessions would enter the race with $2.5 million stowed away in his campaign war chest.
//! >
//! > holder Jeff Sessions, measure cash_on_hand, amount 2500000

use serde::{Deserialize, Serialize};

use super::words;
use crate::{Money, Period, Race};

words! {
    /// What an amount of campaign money measures.
    Measure as "measure of money" {
        /// Money held at a moment ("war chest").
        CashOnHand = "cash_on_hand",
        /// Receipts over a period.
        Raised = "raised",
        /// Disbursements over a period.
        Spent = "spent",
        /// Lent by the candidate or others.
        Loaned = "loaned",
        /// Owed.
        Debt = "debt",
        /// Spent on advertising.
        AdSpend = "ad_spend",
        /// Received from other committees of the same candidate: part of what is raised, and raised by those before.
        TransferredIn = "transferred_in",
        /// Sent to other committees of the same candidate: part of what is spent, and spent by nobody yet.
        TransferredOut = "transferred_out",
    }
}

/// An amount of campaign money.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Funds {
    /// The person or committee.
    pub holder: String,
    /// What is measured.
    pub measure: Measure,
    /// How much.
    pub amount: Money,
    /// The race, where text and date settle it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub race: Option<Race>,
    /// For presidential contests in a state: its postal code.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub state: Option<String>,
    /// The date it holds for, or the period it covers.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub period: Option<Period>,
    /// The FEC's id of the committee whose filing it is: `C00306704`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub committee: Option<String>,
    /// The form of that filing, with N, A or T for new, amended, terminating: `F3A`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub form: Option<String>,
}

impl Funds {
    /// Whether the filing that states it amends an earlier one; nothing where it stands in no filing.
    pub fn is_amended(&self) -> Option<bool> {
        self.form.as_deref().map(|form| form.ends_with('A'))
    }
}
