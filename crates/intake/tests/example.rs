//! The project's own example is read without a word of complaint.

use std::path::Path;

use intake::{Kind, Limits, Source, Taken, count, open};

#[test]
fn the_forty_dispatches_are_read_whole() {
    let folder = Path::new(concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/../../examples/alabama-2020"
    ));
    let intake = open(Source::Path(folder.to_owned()), Limits::default()).unwrap();
    let (mut documents, mut skipped, mut opened) = (Vec::new(), Vec::new(), 0);
    for taken in intake {
        match taken {
            Taken::Opened { .. } => opened += 1,
            Taken::Read(document, complaints) => {
                assert_eq!(complaints, [], "{}", document.place);
                documents.push(document);
            }
            Taken::Refused(complaint) => panic!("{complaint}"),
            Taken::Skipped(note) => skipped.push(note.place),
        }
    }
    assert_eq!((documents.len(), opened, count(folder).files), (40, 40, 40));
    assert_eq!(skipped.len(), 1);
    assert!(skipped[0].ends_with("README.md"));
    for document in &documents {
        let report = &document.report;
        assert_eq!(document.kind, Kind::Text);
        assert_eq!(report.publisher.as_deref(), Some("Hustings Example Desk"));
        assert!(
            report.published.is_some() && report.url.is_some(),
            "{}",
            document.place
        );
        assert!(
            !report.title.is_empty() && report.text.contains("\n\n"),
            "{}",
            document.place
        );
        assert!(!document.sources.is_empty(), "{}", document.place);
    }
    let sorted: Vec<_> = documents.iter().map(|d| d.report.id.clone()).collect();
    assert!(sorted.is_sorted());
    assert_eq!(sorted[4], "05-2019-11-06-nbc-ap-sessions-to-run.txt");
}
