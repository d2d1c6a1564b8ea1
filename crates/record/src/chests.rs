//! War chests side by side: what official documents say each candidate of a race has, to the same day where that is possible.

use claim::{Measure, Money, When};
use serde::{Deserialize, Serialize};

use crate::ClaimId;
use crate::origins::Evidence;
use crate::page::{MoneyRow, RacePage};

/// The money of one candidate, as of the last day that an official document covers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct WarChest {
    /// The candidate or committee.
    pub holder: String,
    /// Cash on hand.
    pub cash: Money,
    /// The last day that the document covers.
    pub through: Option<When>,
    /// The first day of the sums that follow.
    pub from: Option<When>,
    /// Receipts from that day to the last; transfers between the candidate's own committees are in them.
    pub raised: Option<Money>,
    /// Disbursements.
    pub spent: Option<Money>,
    /// Disbursements for each hundred of receipts: the burn rate, in percent, rounded.
    pub burn: Option<u32>,
    /// Lent by the candidate or others.
    pub loaned: Option<Money>,
    /// Owed.
    pub debt: Option<Money>,
    /// The claims that these rest on.
    pub claims: Vec<ClaimId>,
}

/// The war chests of a race, the fullest first. What only reports say is left to the page.
pub fn war_chests(page: &RacePage) -> Vec<WarChest> {
    let mut found: Vec<WarChest> = page
        .money
        .iter()
        .filter(|row| row.measure == Measure::CashOnHand && row.current && is_official(row))
        .map(|row| of(page, row))
        .collect();
    found.sort_by(|a, b| b.cash.cmp(&a.cash).then_with(|| a.holder.cmp(&b.holder)));
    found
}

/// The days to which the chests are counted, the latest first; more than one means that they do not compare as they stand.
pub fn days(chests: &[WarChest]) -> Vec<When> {
    let mut days: Vec<When> = chests.iter().filter_map(|chest| chest.through).collect();
    days.sort();
    days.dedup();
    days.reverse();
    days
}

fn is_official(row: &MoneyRow) -> bool {
    row.support.evidence == Evidence::Record
}

fn of(page: &RacePage, cash: &MoneyRow) -> WarChest {
    let through = cash.period.map(|period| period.end);
    // Sums to the same day; where a document and its amendment give several, the longest period is the cycle's.
    let sum = |measure: Measure| {
        page.money
            .iter()
            .filter(|row| row.holder == cash.holder && row.measure == measure && is_official(row))
            .filter(|row| row.period.map(|period| period.end) == through)
            .min_by_key(|row| row.period.and_then(|period| period.start))
    };
    let (raised, spent) = (sum(Measure::Raised), sum(Measure::Spent));
    let (loaned, debt) = (sum(Measure::Loaned), sum(Measure::Debt));
    let burn = match (raised, spent) {
        (Some(raised), Some(spent)) if raised.period == spent.period => {
            percent(spent.amount, raised.amount)
        }
        _ => None,
    };
    let claims = [Some(cash), raised, spent, loaned, debt]
        .into_iter()
        .flatten()
        .flat_map(|row| row.support.claims.iter().cloned())
        .collect();
    WarChest {
        holder: cash.holder.clone(),
        cash: cash.amount,
        through,
        from: raised.and_then(|row| row.period?.start),
        raised: raised.map(|row| row.amount),
        spent: spent.map(|row| row.amount),
        burn,
        loaned: loaned.map(|row| row.amount),
        debt: debt.map(|row| row.amount),
        claims,
    }
}

/// So many of each hundred; `None` of nothing.
fn percent(part: Money, whole: Money) -> Option<u32> {
    let (part, whole) = (i128::from(part.cents()), i128::from(whole.cents()));
    if whole <= 0 || part < 0 {
        return None;
    }
    u32::try_from((part * 200 + whole) / (whole * 2)).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_burn_rate_is_rounded_and_never_of_nothing() {
        let of = |part: i64, whole: i64| percent(Money::from_cents(part), Money::from_cents(whole));
        assert_eq!(of(141_590_093, 81_908_404), Some(173));
        assert_eq!(of(1, 2), Some(50));
        assert_eq!(of(5, 0), None);
        assert_eq!(of(-5, 100), None);
    }
}
