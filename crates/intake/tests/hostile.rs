//! Hostile and broken inputs: each gets a complaint in plain words, loses nothing that could be read, and never panics.

mod common;

use common::lines;
use intake::{Limits, read};

/// What reading these bytes comes to: one line for each document and complaint.
fn outcome(bytes: &[u8]) -> Vec<String> {
    read("x", bytes, Limits::default())
        .into_iter()
        .flat_map(lines)
        .collect()
}

fn check(bytes: impl AsRef<[u8]>, expect: &[&str]) {
    let found = outcome(bytes.as_ref());
    assert_eq!(found.len(), expect.len(), "{found:#?}");
    for (line, words) in found.iter().zip(expect) {
        assert!(line.contains(words), "expected {words:?} in {found:#?}");
    }
}

#[test]
fn nothing_at_all() {
    check("", &["refused: x: it is empty (kept: nothing)"]);
    check(" \n\t \r\n", &["refused: x: it is empty"]);
    check(b"\xEF\xBB\xBF", &["refused: x: it is empty"]);
    check(b"\xFF\xFE", &["refused: x: it is empty"]);
    check(vec![b' '; 200_000], &["refused: x: it is empty"]);
}

#[test]
fn files_of_other_programs() {
    check(
        b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR",
        &["it looks like a PNG picture. What to do: type out"],
    );
    check(
        b"PK\x03\x04\x14\0\0\0",
        &["it looks like a ZIP archive (Word, Excel"],
    );
    check(
        b"%PDF-1.7\n%\xE2\xE3",
        &["it looks like a PDF file. What to do: save its text as a .txt file"],
    );
    check(b"\x1f\x8b\x08\0", &["a gzip archive"]);
    check(b"{\\rtf1\\ansi Sessions}", &["an RTF document"]);
    check(b"WARC/1.0\r\n", &["a web archive"]);
    check(
        "HDR\u{1C}FEC\u{1C}8.3\u{1C}NGP\u{1C}8\u{1C}\u{1C}0\u{1C}\n",
        &[
            "it looks like an FEC filing. What to do: add it by its own path, not with the folder in which it lies",
        ],
    );
    check(
        "county,name,votes\nAutauga,Jones,10\nBaldwin,Jones,20\n",
        &["a table (CSV)"],
    );
    check(
        "<?xml version='1.0'?><rss version='2.0'><channel/></rss>",
        &["a feed"],
    );
    check(
        [0_u8, 1, 2, 3, 250, 7, 8].repeat(2000),
        &["it looks like binary data"],
    );
}

#[test]
fn text_that_is_too_much() {
    check(
        "a".repeat(50_000_000),
        &[
            "refused: x: its text has 50000000 bytes; no news report has more than 1048576. If it holds many reports",
        ],
    );
    check("word ".repeat(300_000), &["its text has 1499999 bytes"]);
    let limits = Limits {
        bytes: 1000,
        ..Limits::default()
    };
    let found = read("x", "word ".repeat(201).as_bytes(), limits);
    assert!(
        lines(found[0].clone())[0]
            .contains("it is larger than 1000 bytes, the most that is read of one file")
    );
}

#[test]
fn bytes_that_are_no_text() {
    check(
        "Peña, Núñez and Ibáñez ran, said \u{FFFD}."
            .replace('\u{FFFD}', "?")
            .replace('?', "\u{0}")
            .as_bytes(),
        &[
            "read: \"Peña, Núñez and Ibáñez ran, said \u{FFFD}.\"",
            "complaint: x: it holds control characters: 1 in all, the first (U+0000) on line 1",
        ],
    );
    check(
        b"Jos\xC3\xA9 and Ra\xC3\xBAl said\nso on \xFF Thursday.",
        &[
            "read: ",
            "in 1 place, the first on line 2, the sign \u{FFFD} stands for what cannot be read (kept: the rest of the text)",
        ],
    );
    check(
        b"He won\x92t run, said Bob Men\xE9ndez.",
        &[
            "read: \"He won’t run, said Bob Menéndez.\"",
            "read as windows-1252, which fits it best",
        ],
    );
    check(
        "Sessions \u{1B}[2Jwithdrew\u{7}.",
        &[
            "read: \"Sessions \u{FFFD}[2Jwithdrew\u{FFFD}.\"",
            "2 in all, the first (U+001B)",
        ],
    );
    check(
        "Sessions \u{202E}werdhtiw",
        &[
            "read:",
            "that turn the direction of the text: 1 in all, the first (U+202E)",
        ],
    );
}

#[test]
fn headers_that_are_not_as_they_should_be() {
    check(
        "title: Sessions files\npublished: sometime\n\nHe filed.",
        &[
            "read: \"He filed.\"",
            "complaint: x, line 2: `sometime` is no date that can be read; write 2019-11-06, or 2019-11-06T17:45-06:00 with the hour (kept: the report, without a time of publication)",
        ],
    );
    check(
        "title: Sessions files\npublished: 11/8/2019\n\nHe filed.",
        &["read:", "`11/8/2019` is no date"],
    );
    check(
        "title: Sessions files\n",
        &[
            "read: \"\"",
            "it has a header but no text below it (kept: the title)",
        ],
    );
    check(
        "publisher: AP\n\n \n",
        &["refused: x: it has a header but no title and no text below it"],
    );
    check(
        "title: A\ndate: 2019-11-08\n\nHe filed.",
        &[
            "read:",
            "x, line 2: the header line `date: 2019-11-08` is not known; write `published:` instead (kept: the rest of the header)",
        ],
    );
    check(
        "title: A\nmood: glad\n\nHe filed.",
        &[
            "read:",
            "`mood: glad` is not known; the lines are id, title",
        ],
    );
    check(
        "title: A\nHe filed on Friday.\n\nMore.",
        &[
            "read: \"He filed on Friday.\\n\\nMore.\"",
            "x, line 2: no blank line ends the header before this line",
        ],
    );
    check(
        "title: A\ntitle: B\n\nHe filed.",
        &[
            "read:",
            "x, line 2: a second `title:` line says `B` (kept: the first one)",
        ],
    );
    check(
        "title: A\npublisher:\n\nHe filed.",
        &["read:", "`publisher:` has nothing after it"],
    );
    check(
        "title: A\nurl: javascript:alert(1)\n\nHe filed.",
        &["read:", "`javascript:alert(1)` is no web address"],
    );
    check(
        "title: A\nsource: al.com\n\nHe filed.",
        &["read:", "`al.com` is no web address"],
    );
    check(
        "title: A\nsource: https://al.com/x (some day)\n\nHe filed.",
        &["read:", "`some day` is no date that can be read"],
    );
}

#[test]
fn json_that_is_not_as_it_should_be() {
    check(
        "{\"id\": \"a\", \"text\": \"One.\"}\n{\"id\": \"b\", \"text\": \"Tw\n\n{\"id\": \"c\", \"text\": \"Three.\"}\n",
        &[
            "read: \"One.\"",
            "refused: x, line 2: it is not valid JSON: ",
            "read: \"Three.\"",
        ],
    );
    check(
        "{\"id\": \"a\", \"te\n{\"id\": \"b\", \"text\": \"Two.\"}\n",
        &["refused: x, line 1: it is not valid JSON", "read: \"Two.\""],
    );
    check(
        "{\"text\": \"One.\", \"text\": \"Two.\"}",
        &[
            "read: \"One.\"",
            "it has the field `text` twice (kept: the first one)",
        ],
    );
    check(
        "{\"text\": [\"One.\"], \"title\": \"A\"}",
        &[
            "read: \"\"",
            "its field `text` is no text (kept: the other fields)",
        ],
    );
    check(
        "{\"text\": \"One.\", \"published\": \"sometime\"}",
        &["read: \"One.\"", "`sometime` is no date"],
    );
    check(
        "{\"text\": \"One \\ud83d two \\ud83d\\uddf3.\"}",
        &["read: \"One \u{FFFD} two 🗳.\"", "half of a character"],
    );
    check(
        "{\"text\": \"One.\", \"url\": \"javascript:x\"}",
        &["read: \"One.\"", "is no web address"],
    );
    check(
        "{\"text\": \"\\u0000One.\"}",
        &["read: \"\u{FFFD}One.\"", "control characters"],
    );
    check(
        "{\"type\": \"Feature\"}",
        &[
            "refused: x, line 1: it is no report: it has neither `text` nor `title`; it has type (kept: nothing of it)",
        ],
    );
    check("{}", &["refused: x, line 1: it is no report"]);
    check("[]", &["refused: x: its list of reports is empty"]);
    check(
        "{\"text\": \"One.\"",
        &["refused: x, line 1: it is not valid JSON"],
    );
    check(
        "[{\"text\": \"One.\"}, {\"text\": 2}, 3, {\"text\": \"Four.\", \"mood\": 1}]",
        &[
            "read: \"One.\"",
            "refused: x, object 2: it is no report",
            "refused: x, object 3: it is not valid JSON",
            "read: \"Four.\"",
            "skipped: x: fields that a report does not have were not read: mood",
        ],
    );
}

#[test]
fn json_that_nests_for_ever() {
    let deep = 1_000_000;
    check(
        format!("{{\"text\": {}", "[".repeat(deep)),
        &["refused: x, line 1: it is not valid JSON"],
    );
    check(
        format!("{{\"a\": {}1{}}}", "[".repeat(deep), "]".repeat(deep)),
        &["refused: x, line 1: it is no report"],
    );
    check(
        format!("{{\"a\": {}", "{\"a\": ".repeat(deep)),
        &["refused: x, line 1: it is not valid JSON"],
    );
    check(
        format!("[{{\"a\": {}", "{\"a\": ".repeat(deep)),
        &["refused: x: it is not valid JSON"],
    );
    // A line that opens brackets and nothing else may be a text; it is at least read to its end.
    check("[".repeat(deep), &["read:"]);
}

#[test]
fn a_line_that_is_too_long_costs_only_itself() {
    let limits = Limits {
        bytes: 1000,
        ..Limits::default()
    };
    let text = format!(
        "{{\"text\": \"One.\"}}\n{{\"text\": \"{}\"}}\n{{\"text\": \"Three.\"}}",
        "a".repeat(2000)
    );
    let found: Vec<String> = read("x", text.as_bytes(), limits)
        .into_iter()
        .flat_map(lines)
        .collect();
    assert_eq!(found.len(), 3, "{found:#?}");
    assert!(found[1].contains("x, line 2: it is longer than 1000 bytes (kept: the other lines)"));
    assert!(found[2].contains("Three."));
}

#[test]
fn pages_that_are_bombs() {
    let page = |body: &str| format!("<!DOCTYPE html><html><body>{body}");
    let deep = "refused: x: elements of the page lie more than 512 deep";
    check(page(&"<div>".repeat(200_000)), &[deep]);
    check(page(&"<table><tr><td>".repeat(100_000)), &[deep]);
    check(
        page(&format!(
            "{}x{}",
            "<b>".repeat(100_000),
            "</b>".repeat(100_000)
        )),
        &[deep],
    );
    let attributes: Vec<String> = (0..100_000).map(|n| format!("a{n}=1 ")).collect();
    check(
        page(&format!("<p {}>x", attributes.concat())),
        &["more than 200 attributes at one element"],
    );
    check(
        page(&"&amp;".repeat(1_000_000)),
        &["more than 100000 entities"],
    );
    check(
        page(&"<br>".repeat(300_000)),
        &["more than 200000 elements"],
    );
    check(
        page(&"a".repeat(6 << 20)),
        &["it is larger than 5242880 bytes, the most that is read of one web page"],
    );
    check(
        page(&format!(
            "<p>x</p><a title=\"{}\">y</a>",
            "z".repeat(4 << 20)
        )),
        &["read: \"x\\n\\ny\"", "complaint:"],
    );
    check(
        page(&format!(
            "<p>Sessions filed.</p><!-- {}",
            "x".repeat(1 << 20)
        )),
        &["read: \"Sessions filed.\"", "complaint:"],
    );
    check(
        page(&format!(
            "<p>Sessions filed.</p><script>{}",
            "<p>x".repeat(100_000)
        )),
        &["read: \"Sessions filed.\"", "complaint:"],
    );
    check(
        page("<script>document.write('x')</script>"),
        &["refused: x: the page holds no text; if a browser shows one"],
    );
    check("<html>", &["refused: x: the page holds no text"]);
    check("<", &["read: \"<\""]);
}

#[test]
fn pages_that_say_false_things_of_themselves() {
    check(
        "<html><head><script type='application/ld+json'>{\"@type\": \"NewsArticle\", </script><meta property='og:site_name' content='AL.com'><meta property='article:published_time' content='soon'></head><body><p>Sessions filed.</p>",
        &[
            "read:",
            "its JSON-LD metadata is not valid JSON",
            "`soon` is no date",
        ],
    );
    check(
        b"<html><head><meta charset='utf-8'><meta property='og:site_name' content='A'><meta name='date' content='2019-11-08'></head><body><p>Bob Men\xE9ndez won\x92t run.</p>",
        &["read: \"Bob Menéndez won’t run.\"", "read as windows-1252"],
    );
    check(
        "<html><head><meta property='og:site_name' content='A'><meta name='date' content='2019-11-08'><link rel=canonical href='javascript:alert(1)'></head><body><p>Sessions filed.</p>",
        &["read: \"Sessions filed.\""],
    );
}
