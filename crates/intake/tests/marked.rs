//! The marked reports, where they lie beside the project, are read as `serde` reads them.

use std::path::PathBuf;

use claim::Report;
use intake::{Limits, Source, Taken, open};

#[test]
fn each_marked_report_is_read_as_it_stands() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared/reading");
    for file in ["seed.jsonl", "dev.jsonl", "train.jsonl"] {
        let path = PathBuf::from(format!("{folder}/{file}"));
        let Ok(text) = std::fs::read_to_string(&path) else {
            println!("skipped: {file} is not here");
            continue;
        };
        let mut lines = text.lines();
        let mut read = 0;
        for taken in open(Source::Path(path), Limits::default()).unwrap() {
            match taken {
                Taken::Read(document, complaints) => {
                    let expect: Report = serde_json::from_str(lines.next().unwrap()).unwrap();
                    if complaints.is_empty() {
                        assert_eq!(document.report, expect);
                    } else {
                        println!("{}: {complaints:?}", document.place);
                    }
                    read += 1;
                }
                Taken::Refused(complaint) => panic!("{complaint}"),
                Taken::Skipped(note) => println!("{note}"),
                Taken::Opened { .. } => {}
            }
        }
        assert_eq!(read, text.lines().count(), "{file}");
    }
}
