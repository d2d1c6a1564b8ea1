//! A filing's rows handed on: CSV with one file a record, JSON Lines, and typed rows for writers of other formats.
//!
//! What those formats are is not known here: a writer takes tables and their rows ([`Tables`]).

mod csv;
mod json;
mod sorted;
mod typed;

use claim::Complaint;

use crate::Counted;

pub use csv::csv;
pub use json::json_lines;
pub use typed::{Cell, Field, Table, Tables, TypedRow, tables};

/// So much is gathered before it is written.
const GATHERED: usize = 128 * 1024;

/// What a conversion did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Converted {
    /// What was passed.
    pub counted: Counted,
    /// Rows by the name of their table, in the order of the filing.
    pub tables: Vec<(String, u64)>,
    /// What was odd.
    pub complaints: Vec<Complaint>,
}

fn put_number(mut number: u64, out: &mut Vec<u8>) {
    let mut digits = [0u8; 20];
    let mut at = digits.len();
    loop {
        at -= 1;
        // One digit: it fits.
        digits[at] = b'0' + u8::try_from(number % 10).unwrap_or(0);
        number /= 10;
        if number == 0 {
            break;
        }
    }
    out.extend_from_slice(&digits[at..]);
}
