//! For which year's election receipts are given: of a committee for the Senate the cover does not say in which year it runs.

use crate::filing::Row;

/// More elections than a committee collects for; what comes beyond is not counted, because such a file says nothing.
const MOST: usize = 64;

/// Receipts by the year of the regular election that they are for.
#[derive(Debug, Default)]
pub(super) struct Elections {
    years: Vec<([u8; 4], u64)>,
    /// Receipts that are for a special election, or for something that is none.
    others: u64,
}

impl Elections {
    /// Counts a receipt: `P2020`, `G2020`, `R2020` are the primary, the general election, the runoff of a year. One that names no
    /// election (a refund, interest) says nothing.
    pub(super) fn add(&mut self, row: &Row<'_>) {
        let year = match row.election() {
            [] => return,
            [b'P' | b'G' | b'R', year @ ..] => <[u8; 4]>::try_from(year),
            _ => {
                self.others += 1;
                return;
            }
        };
        let Ok(year) = year else {
            self.others += 1;
            return;
        };
        if let Some((_, count)) = self.years.iter_mut().find(|(held, _)| *held == year) {
            *count += 1;
        } else if self.years.len() < MOST {
            self.years.push((year, 1));
        } else {
            self.others += 1;
        }
    }

    /// The year of two thirds of the receipts. Some are always for the debts of an earlier campaign.
    pub(super) fn year(&self) -> Option<u16> {
        let all = self.others + self.years.iter().map(|(_, count)| count).sum::<u64>();
        let (year, count) = self.years.iter().max_by_key(|(_, count)| *count)?;
        let year: u16 = std::str::from_utf8(year).ok()?.parse().ok()?;
        (count * 3 >= all * 2 && year.is_multiple_of(2)).then_some(year)
    }
}
