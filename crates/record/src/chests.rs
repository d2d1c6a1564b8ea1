//! War chests side by side: what official documents say each candidate of a race has, and on a day that the documents have in
//! common.

use std::collections::{BTreeMap, BTreeSet};

use claim::{Measure, Money, Race, Statement, When};
use jiff::tz::TimeZone;
use serde::{Deserialize, Serialize};

use crate::origins::Evidence;
use crate::page::{MoneyRow, RacePage};
use crate::{ClaimId, Cut, DocumentId, DocumentKind, Record, Result};

/// The war chests of a race as of a moment.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct WarChests {
    /// The moment; everything that is held where there is none.
    pub as_of: Option<When>,
    /// The batch.
    pub recorded: crate::BatchNumber,
    /// The last days that the documents cover, the latest first. More than one means that the chests do not compare as they stand.
    pub days: Vec<When>,
    /// Each as of the last day that an official document covers, the fullest first.
    pub chests: Vec<WarChest>,
    /// All on the last day to which most of them are counted; absent where no two share one.
    pub same_day: Option<SameDay>,
}

/// The money of one candidate, as of the last day that an official document covers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct WarChest {
    /// The candidate or committee.
    pub holder: String,
    /// The FEC's id of the committee whose filing it is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub committee: Option<String>,
    /// Cash on hand.
    pub cash: Money,
    /// The last day that the document covers.
    pub through: Option<When>,
    /// The document that says so; absent where nobody looked for it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub report: Option<Source>,
    /// What earlier versions of the document said instead, as it is shown.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub instead_of: Vec<String>,
    /// The first day of the sums that follow.
    pub from: Option<When>,
    /// Receipts from that day to the last; transfers from the candidate's own committees are in them.
    pub raised: Option<Money>,
    /// Disbursements.
    pub spent: Option<Money>,
    /// Of the receipts, what came from the candidate's other committees.
    pub transferred_in: Option<Money>,
    /// Of the disbursements, what went to them.
    pub transferred_out: Option<Money>,
    /// Receipts without those transfers: what was given to this committee and to no other before, so that sums over candidates
    /// and committees count a dollar once.
    pub raised_once: Option<Money>,
    /// Disbursements without them.
    pub spent_once: Option<Money>,
    /// Disbursements for each hundred of receipts, transfers left out: the burn rate, in percent, rounded.
    pub burn: Option<u32>,
    /// Lent by the candidate or others.
    pub loaned: Option<Money>,
    /// Owed.
    pub debt: Option<Money>,
    /// The claims that these rest on.
    pub claims: Vec<ClaimId>,
}

/// The document that a war chest is taken from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Source {
    /// Its number in the record.
    pub document: DocumentId,
    /// Its headline, which names form, committee, days and, for an amendment, what it amends.
    pub title: String,
    /// When it was public, as it says.
    pub published: Option<When>,
    /// The form, for a filing: `F3A`.
    pub form: Option<String>,
    /// Whether it amends an earlier filing; `null` where it is no filing.
    pub amended: Option<bool>,
}

/// Candidates on one day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SameDay {
    /// The day.
    pub day: When,
    /// What each had then, the fullest first.
    pub cash: Vec<OnDay>,
    /// Those of whom no document says what they had on it.
    pub not_known: Vec<String>,
}

/// What one candidate had on a day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OnDay {
    /// The candidate or committee.
    pub holder: String,
    /// Cash on hand.
    pub cash: Money,
}

impl Record {
    /// The war chests of a race inside a cut, each with the document that it is taken from.
    pub fn war_chests(&self, race: &Race, cut: Cut, zone: &TimeZone) -> Result<WarChests> {
        let _one = self.snapshot()?;
        let page = self.page(race, cut, zone)?;
        let mut chests = war_chests(&page);
        for chest in &mut chests {
            let cash = latest(&page, &chest.holder);
            chest.report = cash.map(|row| self.source(row)).transpose()?.flatten();
        }
        Ok(WarChests {
            as_of: page.as_of,
            recorded: page.recorded,
            days: days(&chests),
            same_day: same_day(&page, &chests),
            chests,
        })
    }

    /// The newest official document among those that state a figure.
    fn source(&self, row: &MoneyRow) -> Result<Option<Source>> {
        let mut newest = None;
        for id in &row.support.claims {
            let held = self.claim(id)?;
            let Statement::Funds(funds) = &held.claim.statement else {
                continue;
            };
            if held.document.kind == DocumentKind::Report {
                continue;
            }
            let order = (held.document.reported_last, held.document.document);
            if newest.as_ref().is_none_or(|(last, _)| *last < order) {
                let source = Source {
                    document: held.document.document,
                    title: held.document.title.clone(),
                    published: held.document.published,
                    form: funds.form.clone(),
                    amended: funds.is_amended(),
                };
                newest = Some((order, source));
            }
        }
        Ok(newest.map(|(_, source)| source))
    }
}

/// The war chests of a race, the fullest first, without the documents that they are taken from. What only reports say is left to
/// the page.
pub fn war_chests(page: &RacePage) -> Vec<WarChest> {
    let holders: BTreeSet<&str> = page.money.iter().map(|row| row.holder.as_str()).collect();
    let mut found: Vec<WarChest> = holders
        .into_iter()
        .filter_map(|holder| latest(page, holder))
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

/// The race on one day: the one to which most candidates' sums reach, the latest of several. The day on which the cycle began is
/// none of these: sums reach to the day a document covers.
pub fn same_day(page: &RacePage, chests: &[WarChest]) -> Option<SameDay> {
    let mut on: BTreeMap<When, BTreeMap<&str, Money>> = BTreeMap::new();
    let covered: BTreeSet<(&str, When)> = page
        .money
        .iter()
        .filter(|row| matches!(row.measure, Measure::Raised | Measure::Spent) && is_official(row))
        .filter_map(|row| Some((row.holder.as_str(), row.period?.end)))
        .collect();
    for row in page.money.iter().filter(|row| is_cash(row)) {
        let Some(day) = row.period.map(|period| period.end) else {
            continue;
        };
        if covered.contains(&(row.holder.as_str(), day)) {
            on.entry(day).or_default().insert(&row.holder, row.amount);
        }
    }
    let (day, held) = on
        .into_iter()
        .filter(|(_, held)| held.len() > 1)
        .max_by_key(|(day, held)| (held.len(), *day))?;
    let mut cash: Vec<OnDay> = held
        .iter()
        .map(|(holder, cash)| OnDay {
            holder: (*holder).to_owned(),
            cash: *cash,
        })
        .collect();
    cash.sort_by(|a, b| b.cash.cmp(&a.cash).then_with(|| a.holder.cmp(&b.holder)));
    let not_known = chests
        .iter()
        .filter(|chest| !held.contains_key(chest.holder.as_str()))
        .map(|chest| chest.holder.clone())
        .collect();
    Some(SameDay {
        day,
        cash,
        not_known,
    })
}

fn is_official(row: &MoneyRow) -> bool {
    row.on_record
}

fn is_cash(row: &MoneyRow) -> bool {
    row.measure == Measure::CashOnHand && is_official(row) && row.period.is_some()
}

/// What the newest official document says somebody has. Rows come the latest period first.
fn latest<'p>(page: &'p RacePage, holder: &str) -> Option<&'p MoneyRow> {
    page.money
        .iter()
        .find(|row| row.holder == holder && is_cash(row))
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
    let amount = |row: Option<&MoneyRow>| row.map(|row| row.amount);
    let (raised, spent) = (sum(Measure::Raised), sum(Measure::Spent));
    let (loaned, debt) = (sum(Measure::Loaned), sum(Measure::Debt));
    let (moved_in, moved_out) = (sum(Measure::TransferredIn), sum(Measure::TransferredOut));
    let raised_once = once(raised, moved_in);
    let spent_once = once(spent, moved_out);
    let burn = match (raised, spent) {
        (Some(a), Some(b)) if a.period == b.period => percent(
            spent_once.unwrap_or(b.amount),
            raised_once.unwrap_or(a.amount),
        ),
        _ => None,
    };
    let rows = [Some(cash), raised, spent, moved_in, moved_out, loaned, debt];
    let instead_of = cash
        .others
        .iter()
        .filter(|other| other.support.evidence == Evidence::Record)
        .map(|other| other.value.clone())
        .collect();
    WarChest {
        holder: cash.holder.clone(),
        committee: cash.committee.clone(),
        cash: cash.amount,
        through,
        report: None,
        instead_of,
        from: raised.and_then(|row| row.period?.start),
        raised: amount(raised),
        spent: amount(spent),
        transferred_in: amount(moved_in),
        transferred_out: amount(moved_out),
        raised_once,
        spent_once,
        burn,
        loaned: amount(loaned),
        debt: amount(debt),
        claims: rows
            .into_iter()
            .flatten()
            .flat_map(|row| row.support.claims.iter().cloned())
            .collect(),
    }
}

/// A sum without the transfers of the same period; nothing where a document does not say how much they are.
fn once(sum: Option<&MoneyRow>, moved: Option<&MoneyRow>) -> Option<Money> {
    let (sum, moved) = (sum?, moved?);
    let cents = sum.amount.cents().checked_sub(moved.amount.cents())?;
    (sum.period == moved.period).then_some(Money::from_cents(cents))
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
