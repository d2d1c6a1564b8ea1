//! Properties of the trained reader: whatever the text, its spans lie inside, never overlap within a role, and are the same again.
#![expect(clippy::unwrap_used, reason = "a broken model is a failed test")]

use std::sync::LazyLock;

use claim::{Report, Span};
use news::{Attribution, Model, Reader};
use proptest::prelude::*;

static MODEL: LazyLock<Model> = LazyLock::new(|| Model::carried().unwrap());

fn words(text: &str, spans: &[Span]) -> Vec<String> {
    let chars: Vec<char> = text.chars().collect();
    spans
        .iter()
        .map(|span| chars[span.start..span.end].iter().collect())
        .collect()
}

/// Spans of a role, of all attributions, in order; a source may speak more than once.
fn check(text: &str) -> Vec<Attribution> {
    let found = MODEL.attributions(text);
    let length = text.chars().count();
    let roles: [fn(&Attribution) -> &Vec<Span>; 3] = [|a| &a.source, |a| &a.cue, |a| &a.content];
    for role in roles {
        let mut spans: Vec<Span> = found.iter().flat_map(|a| role(a).clone()).collect();
        spans.sort_unstable_by_key(|span| (span.start, span.end));
        spans.dedup();
        for span in &spans {
            assert!(
                span.start < span.end && span.end <= length,
                "{span:?} of {length}"
            );
        }
        for pair in spans.windows(2) {
            assert!(pair[0].end <= pair[1].start, "{pair:?} in {text:?}");
        }
    }
    assert_eq!(
        found,
        MODEL.attributions(text),
        "the same text reads the same"
    );
    found
}

#[test]
fn who_said_what() {
    let text = "Tommy Tuberville said Tuesday that he would debate anyone.\n\n“The runoff is in July,” the \
                secretary of state told reporters. “Nobody should be surprised.”";
    let found = check(text);
    let first = &found[0];
    assert_eq!(words(text, &first.source), ["Tommy Tuberville"]);
    assert!(words(text, &first.cue)[0].starts_with("said"));
    assert!(words(text, &first.content)[0].contains("he would debate anyone"));
    let second = found
        .iter()
        .find(|a| {
            words(text, &a.content)
                .iter()
                .any(|w| w.contains("The runoff is in July"))
        })
        .unwrap();
    assert_eq!(words(text, &second.source), ["the secretary of state"]);
}

#[test]
fn a_window_reads_the_same_alone_and_among_others() {
    let one = "Jeff Sessions said he would run again.";
    let filler = "The weather was fine that day in the whole county. ".repeat(14);
    let text = format!("{filler}\n\n{one}\n\n{filler}");
    let shift = text.find(one).map(|at| text[..at].chars().count()).unwrap();
    let alone = check(one);
    let among = check(&text);
    let moved = |span: &Span| Span {
        start: span.start + shift,
        end: span.end + shift,
    };
    let wanted: Vec<Span> = alone[0].content.iter().map(moved).collect();
    assert!(among.iter().any(|a| a.content == wanted), "{among:?}");
}

#[test]
fn texts_without_words_and_hostile_ones_are_read() {
    for text in [
        "",
        "\n\n\n",
        "“",
        "\u{0}\u{feff}\u{202e}“said” \u{1f5f3}\u{fe0f} he",
        "e\u{301}\u{301}\u{301}\u{301} said “no",
    ] {
        check(text);
    }
    check(&"\"".repeat(3000));
    check(&"a".repeat(20_000));
    check(&"said ".repeat(2000));
}

#[test]
fn threads_read_the_same() {
    let reader = Reader::trained().unwrap();
    let reports: Vec<Report> = (0..6)
        .map(|number| Report {
            text: format!(
                "Doug Jones said he had {number} debates to go. “We will see,” he added."
            ),
            ..Report::default()
        })
        .collect();
    let alone: Vec<_> = reports.iter().map(|report| reader.read(report).0).collect();
    let together: Vec<_> = std::thread::scope(|scope| {
        let handles: Vec<_> = reports
            .iter()
            .map(|report| scope.spawn(|| reader.read(report).0))
            .collect();
        handles
            .into_iter()
            .map(|handle| handle.join().unwrap())
            .collect()
    });
    assert_eq!(alone, together);
}

#[test]
fn damaged_models_are_refused() {
    assert!(Model::load(b"").is_err());
    assert!(Model::load(b"\x08\0\0\0\0\0\0\0{}      ").is_err());
    assert!(Model::load(&[0xff; 64]).is_err());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn any_text_is_read(text in "(\\PC|\n|“|”|\"| said | told ){0,120}") {
        check(&text);
    }
}
