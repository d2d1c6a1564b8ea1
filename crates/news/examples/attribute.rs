//! Finds who says what, for scoring: `attribute READER [time] < TEXTS.jsonl`.
//!
//! One JSON object a line in, `{"id", "text"}`, and one out, `{"file", "attributions"}`, with spans as pairs of code
//! points. The readers are `trained` and `fast`; a second argument `time` prints nothing but words a second.
#![expect(
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "an example is a program with a terminal"
)]
#![expect(
    clippy::disallowed_methods,
    reason = "an example reads its own arguments and the clock"
)]
#![expect(
    clippy::cast_precision_loss,
    reason = "a rate in whole words needs no more than 52 bits"
)]

use std::error::Error;
use std::io::Read;
use std::time::Instant;

use claim::Span;

#[derive(serde::Deserialize)]
struct Text {
    id: String,
    text: String,
}

fn main() -> Result<(), Box<dyn Error>> {
    let reader = std::env::args().nth(1).unwrap_or_default();
    let mut input = String::new();
    std::io::stdin().read_to_string(&mut input)?;
    let texts: Vec<Text> = input
        .lines()
        .filter(|line| !line.trim().is_empty())
        .map(serde_json::from_str)
        .collect::<Result<_, _>>()?;
    let start = Instant::now();
    let reader = match reader.as_str() {
        "trained" => news::Reader::trained()?,
        "fast" => news::Reader::Fast,
        _ => return Err("usage: attribute trained|fast [time] < TEXTS.jsonl".into()),
    };
    if std::env::args().nth(2).as_deref() == Some("time") {
        let found = reader.attributions("").len();
        eprintln!("model loaded in {:.1?}, {found} found", start.elapsed());
        time(&texts, &reader);
    } else {
        print(&texts, &reader);
    }
    Ok(())
}

fn print(texts: &[Text], reader: &news::Reader) {
    let pairs = |spans: &[Span]| -> Vec<[usize; 2]> {
        spans.iter().map(|span| [span.start, span.end]).collect()
    };
    for text in texts {
        let attributions: Vec<_> = reader
            .attributions(&text.text)
            .iter()
            .map(|a| {
                serde_json::json!({
                    "source": pairs(&a.source),
                    "cue": pairs(&a.cue),
                    "content": pairs(&a.content),
                })
            })
            .collect();
        println!(
            "{}",
            serde_json::json!({"file": text.id, "attributions": attributions})
        );
    }
}

fn time(texts: &[Text], reader: &news::Reader) {
    let start = Instant::now();
    let found: usize = texts
        .iter()
        .map(|text| reader.attributions(&text.text).len())
        .sum();
    let time = start.elapsed();
    let words: usize = texts
        .iter()
        .map(|text| text.text.split_whitespace().count())
        .sum();
    let rate = words as f64 / time.as_secs_f64();
    eprintln!("{words} words, {found} attributions, {time:.1?}: {rate:.0} words a second");
}
