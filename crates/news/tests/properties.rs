//! What holds for any text: no panic, the same reading twice, every quote and span verbatim at its place.
#![expect(
    clippy::unwrap_used,
    reason = "a reading out of its bounds is a failed test"
)]

use std::fs;

use claim::{Part, Report, Span};
use proptest::prelude::*;

fn check(report: &Report) {
    let first = verbatim(report);
    assert_eq!(news::read(report).0, first, "{}", report.id);
}

/// Reads a report and checks that every quote and span is in it; returns the reading.
fn verbatim(report: &Report) -> news::Reading {
    let (reading, _) = news::read(report);
    for o in &reading.claims {
        assert_eq!(
            report.words_at(o.place),
            Some(o.claim.quote.as_str()),
            "{}: {:?}",
            report.id,
            o.place
        );
        assert!(!o.claim.quote.is_empty(), "{}: an empty quote", report.id);
    }
    for attribution in &reading.attributions {
        let spans = attribution
            .source
            .iter()
            .chain(&attribution.cue)
            .chain(&attribution.content);
        for span in spans {
            assert!(
                span.of(&report.text).is_some_and(|words| !words.is_empty()),
                "{}: {span}",
                report.id
            );
        }
    }
    reading
}

fn report(title: String, text: String) -> Report {
    Report {
        id: "any".to_owned(),
        published: Some("2019-11-06".parse().unwrap()),
        publisher: Some("Example Gazette".to_owned()),
        title,
        text,
        ..Report::default()
    }
}

/// Pieces of news in any order: more likely than random letters to reach deep into the rules.
fn newsish() -> impl Strategy<Value = String> {
    let words = prop::sample::select(vec![
        "Jeff Sessions",
        "Sen. Doug Jones",
        "Trump",
        "he",
        "his",
        "said",
        "told The Associated Press",
        "according to",
        "NBC",
        "\nFrom NBC:\n",
        "two Republicans",
        "will announce",
        "his campaign",
        "endorsed",
        "with 22 of 67 counties reporting",
        "34 percent",
        "88,015 votes",
        "$2.5 million",
        "in cash on hand",
        "on Thursday",
        "March 3",
        "Oct. 10-12",
        "primary",
        "runoff",
        "in Alabama",
        "the U.S. Senate",
        "“",
        "”",
        "\"",
        ",",
        ".",
        "\n",
        "’s",
        "(R-Ala.)",
        "former",
        "poll",
        "Ⓟ",
        "é",
        "🗳",
    ]);
    prop::collection::vec(words, 0..40).prop_map(|words| words.join(" "))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn any_text_is_read_without_panic(title in ".{0,60}", text in "(?s).{0,400}") {
        check(&report(title, text));
    }

    #[test]
    fn any_order_of_news_is_read_verbatim(title in newsish(), text in newsish()) {
        check(&report(title, text));
    }
}

#[test]
fn a_line_without_end_is_complained_of_and_skipped() {
    for text in [
        "a".repeat(3_000_000),
        "Sessions, ".repeat(300_000),
        "“".repeat(300_000),
    ] {
        let (reading, complaints) = news::read(&report(String::new(), text));
        assert!(reading.claims.is_empty());
        assert!(
            complaints.iter().any(|c| c.what.contains("longer than")),
            "{complaints:?}"
        );
    }
}

#[test]
fn more_sentences_than_are_read_are_complained_of() {
    let text = "Sessions spoke. ".repeat(7_000);
    let (_, complaints) = news::read(&report(String::new(), text));
    assert!(
        complaints.iter().any(|c| c.kept == "the text before"),
        "{complaints:?}"
    );
}

#[test]
fn spans_count_code_points() {
    let text =
        "“É” — Sen. Doug Jones, a Democrat, is seeking re-election to the U.S. Senate in Alabama.";
    let (reading, _) = news::read(&report(String::new(), text.to_owned()));
    let first = reading.claims.first().unwrap();
    assert_eq!(first.place.part, Part::Text);
    assert_eq!(first.place.span, Span::new(6, 21));
}

#[test]
fn the_shared_corpora_are_read_verbatim() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared/reading");
    for name in ["seed.jsonl", "train.jsonl", "dev.jsonl"] {
        let Ok(lines) = fs::read_to_string(format!("{folder}/{name}")) else {
            println!("skipped: {folder}/{name} is not there");
            continue;
        };
        let mut claims = 0;
        for line in lines.lines() {
            let report: Report = serde_json::from_str(line).unwrap();
            claims += verbatim(&report).claims.len();
        }
        assert!(claims > 10, "{name}: hardly anything was read");
    }
}
