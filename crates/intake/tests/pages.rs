//! Web pages → reports, one snapshot for each page in `tests/pages`.

use std::fmt::Write;

use intake::{Limits, Taken, read};

/// The report and the complaints, as a person would look them over.
fn look(name: &str) -> String {
    #![expect(
        clippy::unwrap_used,
        reason = "a test that cannot read its fixture has to fail"
    )]
    let bytes =
        std::fs::read(format!("{}/tests/pages/{name}", env!("CARGO_MANIFEST_DIR"))).unwrap();
    let mut out = String::new();
    for taken in read(name, &bytes, Limits::default()) {
        match taken {
            Taken::Read(document, complaints) => {
                let report = &document.report;
                let when = report.published.map(|when| when.to_string());
                writeln!(out, "id: {}", report.id).unwrap();
                writeln!(out, "title: {}", report.title).unwrap();
                writeln!(out, "publisher: {:?}", report.publisher).unwrap();
                writeln!(out, "published: {when:?}").unwrap();
                writeln!(out, "url: {:?}", report.url).unwrap();
                writeln!(out, "\n{}\n", report.text).unwrap();
                for complaint in complaints {
                    writeln!(out, "complaint: {complaint}").unwrap();
                }
            }
            other => writeln!(out, "{other:?}").unwrap(),
        }
    }
    out
}

#[test]
fn a_news_page_with_everything_around_it() {
    insta::assert_snapshot!(look("news.html"));
}

#[test]
fn an_old_page_in_windows_1252() {
    insta::assert_snapshot!(look("windows-1252.html"));
}

#[test]
fn a_page_that_says_nothing_of_itself() {
    insta::assert_snapshot!(look("bare.html"));
}

#[test]
fn a_page_with_a_table() {
    insta::assert_snapshot!(look("returns.html"));
}
