//! Any bytes, as a filing of the FEC: every byte of every row is given back, and nothing panics.

#![no_main]

use libfuzzer_sys::fuzz_target;
use money::{Delimiter, Filing, Options};

fuzz_target!(|bytes: &[u8]| {
    // A head that reads, so that most inputs come to the rows.
    let whole = [b"HDR\x1cFEC\x1c8.3\x1cx\x1c1\n", bytes].concat();
    for input in [bytes, &whole] {
        let options = Options {
            unknown_as_newest: true,
        };
        let _ = money::check(input, options);
        let _ = money::json_lines(input, options, std::io::sink());
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
