//! Any bytes, as a filing of the FEC: every byte of every row is given back, a typed row has a cell for each column, what is quoted
//! stands in its document, and nothing panics.

#![no_main]

use libfuzzer_sys::fuzz_target;
use money::{Delimiter, Filing, MoneyError, Options, Table, Tables, TypedRow};

/// Takes typed rows and holds each against its table.
#[derive(Default)]
struct Widths(Vec<usize>);

impl Tables for Widths {
    type Error = MoneyError;

    fn begin(&mut self, table: &Table) -> Result<(), MoneyError> {
        self.0.push(table.columns.len());
        Ok(())
    }

    fn row(&mut self, table: usize, row: &TypedRow<'_>) -> Result<(), MoneyError> {
        assert_eq!(self.0[table], row.cells.len());
        Ok(())
    }
}

fuzz_target!(|bytes: &[u8]| {
    // A head that reads, so that most inputs come to the rows.
    let whole = [b"HDR\x1cFEC\x1c8.3\x1cx\x1c1\n", bytes].concat();
    for input in [bytes, &whole] {
        let options = Options {
            unknown_as_newest: true,
        };
        if let Ok(checked) = money::check(input, options) {
            let (report, claims) = money::report(&checked, "x", None, None);
            for held in &claims {
                assert_eq!(
                    report.words_at(held.place),
                    Some(held.claim.quote.as_str())
                );
            }
        }
        let _ = money::json_lines(input, options, std::io::sink());
        let _ = money::csv(input, options, |_| Ok(std::io::sink()));
        let _ = money::tables(input, options, &mut Widths::default());
        let _ = money::diff(input, input, options);
        let Ok(mut filing) = Filing::open(input, options) else {
            continue;
        };
        while let Ok(Some(row)) = filing.next_row() {
            let mut fields = Vec::new();
            for (at, field) in row.fields().enumerate() {
                if at > 0 {
                    fields.push(if row.delimiter == Delimiter::Comma {
                        b','
                    } else {
                        money::SEPARATOR
                    });
                }
                fields.extend_from_slice(field);
            }
            assert_eq!(fields, row.bytes());
        }
    }
});
