//! What the fuzz targets do, on stable Rust: any bytes, and the fixtures with bytes changed, in every format.

#![expect(
    clippy::unwrap_used,
    reason = "helpers of tests may panic: that is how they fail"
)]

use std::path::Path;

use proptest::prelude::*;
use returns::{Format, Out, check, decide, read_as, report, snapshot};

/// The files of all fixtures.
fn seeds() -> Vec<Vec<u8>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/reading");
    let mut pages: Vec<_> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    pages.sort();
    pages
        .iter()
        .flat_map(|page| {
            let text = std::fs::read_to_string(page).unwrap();
            let blocks: Vec<Vec<u8>> = text
                .split("\n```")
                .filter_map(|part| Some(part.split_once('\n')?.1.as_bytes().to_vec()))
                .collect();
            blocks
        })
        .collect()
}

/// Everything that is done with a file.
fn use_it(format: Format, bytes: &[u8]) {
    let Ok((table, complaints)) = read_as(format, "20200303__al__primary__county.csv", bytes)
    else {
        return;
    };
    let checked = check(&table, complaints);
    for contest in &checked.contests {
        let _ = decide(contest, table.rankings.as_ref(), &Out::default());
    }
    let _ = report(&checked, None);
    let one = snapshot(&table, &checked);
    let _ = returns::compare(&one, &one);
    let mut tidy = Vec::new();
    returns::csv([&table], &mut tidy).unwrap();
    let (again, _) = read_as(Format::Tidy, "tidy.csv", tidy.as_slice()).unwrap();
    assert_eq!(again.rows.len(), table.rows.len());
}

proptest! {
    #[test]
    fn any_bytes_end_well(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
        let _ = returns::recognise(&bytes);
        for format in Format::ALL {
            use_it(format, &bytes);
        }
    }

    #[test]
    fn changed_fixtures_end_well(
        seed in 0usize..64,
        edits in proptest::collection::vec((any::<prop::sample::Index>(), any::<u8>(), 0u8..3), 0..12),
    ) {
        let seeds = seeds();
        let mut bytes = seeds[seed % seeds.len()].clone();
        for (at, byte, what) in edits {
            if bytes.is_empty() {
                break;
            }
            let at = at.index(bytes.len());
            match what {
                0 => bytes[at] = byte,
                1 => { bytes.remove(at); }
                _ => bytes.insert(at, byte),
            }
        }
        for format in Format::ALL {
            use_it(format, &bytes);
        }
    }
}

#[test]
fn numbers_at_the_end_of_the_scale() {
    let many = "county,precinct,office,party,candidate,votes\n".to_owned()
        + &"A,P,Governor,DEM,X,999999999999999999\nA,P,Governor,DEM,Over Votes,999999999999999999\nA,P,Ballots Cast,,Ballots Cast,999999999999999999\n".repeat(40);
    use_it(Format::OpenElections, many.as_bytes());
}
