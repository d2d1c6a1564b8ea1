//! The rows, added up by type.

use crate::filing::Row;
use crate::value::{Day, NoAmount, text};

use super::Sum;
use super::elections::Elections;

/// So many amounts and days that do not read are told in full; the others are counted.
const TOLD: usize = 20;

#[derive(Debug, Default)]
pub(super) struct Sums {
    pub(super) all: Vec<(Vec<u8>, Sum)>,
    at: usize,
    pub(super) elections: Elections,
    pub(super) period: (Option<Day>, Option<Day>),
    pub(super) bad: Vec<(String, String)>,
    pub(super) bad_count: u64,
}

impl Sums {
    pub(super) fn add(&mut self, row: &Row<'_>) {
        let form_type = row.form_type();
        if self
            .all
            .get(self.at)
            .is_none_or(|(kind, _)| kind != form_type)
        {
            self.at = if let Some(at) = self
                .all
                .iter()
                .position(|(kind, _)| kind.as_slice() == form_type)
            {
                at
            } else {
                let sum = Sum {
                    form_type: text(form_type).to_ascii_uppercase(),
                    ..Sum::default()
                };
                self.all.push((form_type.to_vec(), sum));
                self.all.len() - 1
            };
        }
        let sum = &mut self.all[self.at].1;
        let memo = row.is_memo();
        if memo {
            sum.memos += 1;
        } else {
            sum.rows += 1;
            if row.record == Some("SA") {
                self.elections.add(row);
            }
        }
        if row.shift != 0 {
            sum.shifted += 1;
        }
        let Some(amount) = row.amount() else { return };
        let day = row.day();
        if row.shift > 0 && day.is_none() && row.layout.is_some_and(|layout| layout.day.is_some()) {
            // A row with a field too many counts only if it reads as rows do: a day, and an amount behind it.
            let Some(amount) = row.shifted_amount() else {
                self.note(row, "its fields are shifted, and its amount is not counted because no day stands before it");
                self.all[self.at].1.unreadable += 1;
                return;
            };
            let what = format!(
                "its fields are shifted by {}: its day and amount are taken from there",
                row.shift
            );
            self.note(row, &what);
            self.count(memo, amount);
            return;
        }
        if let (None, Some(at)) = (day, row.layout.and_then(|layout| layout.day)) {
            let stated = row.field(at);
            if !stated.trim_ascii().is_empty() {
                let what = format!("{:?} is no day of the calendar", text(&stated).trim());
                self.note(row, &what);
            }
        }
        let amount = match amount {
            Ok(amount) => amount,
            Err(NoAmount::Empty) => return,
            Err(NoAmount::Text) => {
                let at = row
                    .layout
                    .and_then(|layout| layout.amount)
                    .unwrap_or_default();
                let what = format!(
                    "the amount {:?} is no number of dollars and cents",
                    row.text(at)
                );
                self.note(row, &what);
                self.all[self.at].1.unreadable += 1;
                return;
            }
        };
        // What a memo explains may lie earlier: the purchases behind a card payment.
        if let (false, Some(day), (from, through)) = (memo, day, self.period)
            && (from.is_some_and(|from| day < from) || through.is_some_and(|through| through < day))
        {
            self.all[self.at].1.outside += 1;
        }
        self.count(memo, amount);
    }

    fn count(&mut self, memo: bool, amount: i64) {
        let sum = &mut self.all[self.at].1;
        // Saturating, so that hostile numbers cannot wrap round to a sum that fits.
        if memo {
            sum.memo_cents = sum.memo_cents.saturating_add(amount);
        } else {
            sum.cents = sum.cents.saturating_add(amount);
        }
    }

    fn note(&mut self, row: &Row<'_>, what: &str) {
        self.bad_count += 1;
        if self.bad.len() < TOLD {
            self.bad.push((row.place_in_words(), what.to_owned()));
        }
    }

    pub(super) fn of(&self, types: &[&str]) -> Sum {
        let mut total = Sum::default();
        for (_, sum) in &self.all {
            if types.contains(&sum.form_type.as_str()) {
                total.rows += sum.rows;
                total.cents = total.cents.saturating_add(sum.cents);
                total.memos += sum.memos;
                total.memo_cents = total.memo_cents.saturating_add(sum.memo_cents);
                total.unreadable += sum.unreadable;
                total.shifted += sum.shifted;
            }
        }
        total
    }
}
