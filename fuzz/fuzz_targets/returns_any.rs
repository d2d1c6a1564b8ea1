//! Any bytes, as returns in every format that is text: nothing panics, and a tidy table comes back with its rows.

#![no_main]

use libfuzzer_sys::fuzz_target;
use returns::{Format, Out, check, decide, read_as, report, snapshot};

fuzz_target!(|input: (u8, Vec<u8>)| {
    let (number, bytes) = input;
    let format = Format::ALL[usize::from(number) % Format::ALL.len()];
    let _ = returns::recognise(&bytes);
    let Ok((table, complaints)) = read_as(format, "20200303__al__primary__county.csv", bytes.as_slice()) else {
        return;
    };
    let checked = check(&table, complaints);
    for contest in &checked.contests {
        let _ = decide(contest, table.rankings.as_ref(), &Out::default());
    }
    let _ = report(&checked, None);
    let _ = returns::compare(&snapshot(&table, &checked), &snapshot(&table, &checked));
    let mut tidy = Vec::new();
    if returns::csv([&table], &mut tidy).is_ok()
        && let Ok((again, _)) = read_as(Format::Tidy, "tidy.csv", tidy.as_slice())
    {
        assert_eq!(again.rows.len(), table.rows.len());
    }
});
