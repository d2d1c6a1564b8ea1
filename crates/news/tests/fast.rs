//! The fast reader of attributions, from outside: what it promises for any text, and that its model is whole.

use claim::Span;
use news::Attribution;
use news::fast::attributions;
use news::fast::format::{FormatError, Model};
use proptest::prelude::*;

const MODEL: &[u8] = include_bytes!("../data/fast.model");

fn spans(found: &[Attribution], role: fn(&Attribution) -> &Vec<Span>) -> Vec<Span> {
    found.iter().flat_map(|a| role(a).iter().copied()).collect()
}

/// The promises of every reading.
fn check(text: &str) {
    let found = attributions(text);
    let length = text.chars().count();
    for attribution in &found {
        assert!(!attribution.content.is_empty(), "somebody says something");
        let roles = [&attribution.source, &attribution.cue, &attribution.content];
        for spans in roles {
            for span in spans {
                assert!(span.start < span.end && span.end <= length, "{span:?}");
            }
            for pair in spans.windows(2) {
                assert!(pair[0].end <= pair[1].start, "{pair:?}");
            }
        }
    }
    // Nothing is said twice, and no cue credits twice; a source may say many things.
    let roles: [fn(&Attribution) -> &Vec<Span>; 2] = [|a| &a.content, |a| &a.cue];
    for role in roles {
        let mut all = spans(&found, role);
        all.sort_unstable_by_key(|span| (span.start, span.end));
        for pair in all.windows(2) {
            assert!(pair[0].end <= pair[1].start, "{pair:?}");
        }
    }
    let firsts: Vec<_> = found
        .iter()
        .map(|a| {
            let all = a.source.iter().chain(&a.cue).chain(&a.content);
            all.map(|span| span.start).min()
        })
        .collect();
    assert!(firsts.is_sorted(), "in the order of the text");
}

/// Words and marks that attributions are made of, so that random texts have some.
const PIECES: &[&str] = &[
    "said",
    "says",
    "told",
    "according to",
    "announced",
    "Mr.",
    "the governor",
    "She",
    "he",
    "two Republicans",
    "that",
    "would run",
    "the Senate",
    "“",
    "”",
    "\"",
    ",",
    ".",
    "?",
    "—",
    ":",
    "\n",
    "\n\n",
    "in 2020",
    "’s",
    "café",
    "ﬁ",
    "İ",
    "😀",
    "٣",
    "\u{301}",
    "\u{0}",
    "(",
    ")",
];

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_text_keeps_the_promises(text in any::<String>()) {
        check(&text);
    }

    #[test]
    fn any_text_of_the_trade_keeps_the_promises(pieces in prop::collection::vec((0..PIECES.len(), any::<bool>()), 0..80)) {
        let mut text = String::new();
        for (piece, spaced) in pieces {
            text.push_str(PIECES[piece]);
            if spaced {
                text.push(' ');
            }
        }
        check(&text);
    }

    #[test]
    fn any_bytes_are_refused_or_read(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        if let Ok(model) = Model::load(&bytes) {
            model.attributions("She said that she would run.");
        }
    }
}

#[test]
fn long_texts_without_any_shape_are_read() {
    for piece in [
        "said ",
        "“",
        "\"a ",
        "\n",
        "a",
        "said, ",
        "he said. ",
        ". ",
        "“She said ”",
    ] {
        check(&piece.repeat(20_000 / piece.len()));
    }
}

#[test]
fn the_model_is_whole_and_small() {
    assert!(Model::load(MODEL).is_ok());
    assert!(MODEL.len() <= 8_000_000);
}

#[test]
fn a_damaged_model_is_refused() {
    let refused = |bytes: &[u8]| Model::load(bytes).err();
    assert_eq!(refused(b""), Some(FormatError::NotAModel));
    assert_eq!(refused(b"HUSTFAS?"), Some(FormatError::NotAModel));
    assert_eq!(refused(&MODEL[..20]), Some(FormatError::Length));
    assert_eq!(
        refused(&MODEL[..MODEL.len() - 1]),
        Some(FormatError::Damaged)
    );
    let mut bytes = MODEL.to_vec();
    bytes[8] = 9;
    assert_eq!(refused(&bytes), Some(FormatError::Version(9)));
    bytes[8] = 1;
    let middle = bytes.len() / 2;
    bytes[middle] ^= 1;
    assert_eq!(refused(&bytes), Some(FormatError::Damaged));
}

/// Attributions as `source | cue | content`.
fn said(text: &str, expect: &[&str]) {
    let words = |spans: &[Span]| {
        let piece =
            |span: &Span| -> String { text.chars().skip(span.start).take(span.len()).collect() };
        spans.iter().map(piece).collect::<Vec<_>>().join(" … ")
    };
    let found: Vec<String> = attributions(text)
        .iter()
        .map(|a| {
            let (source, cue, content) = (words(&a.source), words(&a.cue), words(&a.content));
            format!("{source} | {cue} | {content}")
        })
        .collect();
    assert_eq!(found, expect);
}

#[test]
fn plain_frames_are_read() {
    said(
        "The governor said that the special election would be held in November.",
        &["The governor | said | that the special election would be held in November"],
    );
    said(
        "“The ballots are printed,” said the clerk. “They go out on Friday.”",
        &["the clerk | said | “The ballots are printed,” … “They go out on Friday.”"],
    );
    said(
        "Turnout was the highest in twelve years, according to the secretary of state.",
        &["the secretary of state | according to | Turnout was the highest in twelve years"],
    );
    said("The deadline passed at noon. Nobody else filed.", &[]);
}

#[test]
fn one_source_may_say_two_things() {
    said(
        "Officials told the newspaper that the recount would start on Monday, and added that it would take a week.",
        &[
            "Officials | told | that the recount would start on Monday",
            "Officials | added | that it would take a week",
        ],
    );
}
