//! Whatever the bytes are: no panic, the same outcome every time, and every text within the limits and without control
//! characters.

use intake::{Limits, Taken, read};
use proptest::prelude::*;

/// Reads twice and looks at everything that came out.
fn holds(bytes: &[u8]) -> Result<(), TestCaseError> {
    let limits = Limits {
        bytes: 100_000,
        html_bytes: 50_000,
        html_depth: 64,
        text_bytes: 20_000,
        ..Limits::default()
    };
    let taken = read("x", bytes, limits);
    prop_assert_eq!(&taken, &read("x", bytes, limits));
    prop_assert!(!taken.is_empty(), "something is said of every file");
    for one in taken {
        match one {
            Taken::Read(document, complaints) => {
                let report = document.report;
                prop_assert!(!report.id.is_empty());
                prop_assert!(!report.text.trim().is_empty() || !report.title.trim().is_empty());
                prop_assert!(report.text.len() + report.title.len() <= limits.text_bytes);
                let is_control = |c: char| c.is_control() && c != '\n' && c != '\t';
                prop_assert!(
                    !report.text.contains(is_control) && !report.title.contains(is_control)
                );
                prop_assert!(
                    !report
                        .url
                        .is_some_and(|url| url.contains(char::is_whitespace))
                );
                prop_assert!(
                    complaints.iter().all(|c| c.place.starts_with('x')
                        && !c.what.is_empty()
                        && !c.kept.is_empty())
                );
            }
            Taken::Refused(complaint) | Taken::Skipped(complaint) => {
                prop_assert!(complaint.place.starts_with('x') && !complaint.what.is_empty());
            }
            Taken::Opened { .. } => prop_assert!(false, "`read` opens nothing"),
        }
    }
    Ok(())
}

/// Pieces that have a meaning to one of the readers, in any order.
fn pieces(pieces: &'static [&'static str]) -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        8 => prop::sample::select(pieces).prop_map(str::to_owned),
        1 => any::<String>(),
        1 => "[a-z ,.é“”\u{0}\u{202E}\r\n]{0,12}",
    ];
    prop::collection::vec(piece, 0..60).prop_map(|pieces| pieces.concat())
}

const MARKUP: &[&str] = &[
    "<!DOCTYPE html>",
    "<html>",
    "<head>",
    "<body>",
    "<div>",
    "</div>",
    "<p>",
    "</p>",
    "<b>",
    "</b>",
    "<table>",
    "<tr>",
    "<td>",
    "</table>",
    "<script>",
    "</script>",
    "<!--",
    "-->",
    "<svg>",
    "<style>",
    "</style>",
    "<br>",
    "<br><br>",
    "<a href=\"",
    "\">",
    "'",
    "&amp;",
    "&#0;",
    "&#x110000;",
    "<title>",
    "</title>",
    "<pre>",
    "<select>",
    "<template>",
    "<noscript>",
    "<img src=x>",
    "<font size=1>",
    "<h1>Sessions</h1>",
    "<article>",
    "</article>",
    "<form>",
    "<li>",
    "<script type=\"application/ld+json\">",
    "{\"@type\":\"NewsArticle\",\"headline\":\"A\"}",
    "{\"@graph\":[",
    "<meta property=\"og:title\" content=\"",
    "<time datetime=\"2019-11-08\">",
    "Sessions, who ran, said so on Thursday, Nov. 7. ",
    "<frameset>",
    "<math>",
    "<plaintext>",
    "<![CDATA[",
    "]]>",
    "<textarea>",
    "<",
    ">",
    "/",
    "=",
    "<div id=readability-page-1>",
];

const JSON: &[&str] = &[
    "{",
    "}",
    "[",
    "]",
    ":",
    ",",
    "\"text\"",
    "\"title\"",
    "\"published\"",
    "\"url\"",
    "\"id\"",
    "\"claims\"",
    "\"x\"",
    "\n",
    "null",
    "1e999",
    "-0",
    "true",
    "\"\\ud83d\"",
    "\"\\",
    "{\"text\":\"Sessions filed.\"}",
    "{\"text\":\"One.\",\"mood\":1}\n",
    "\u{FEFF}",
];

const HEADER: &[&str] = &[
    "title:",
    "title: Sessions files",
    "published: 2019-11-08",
    "published: sometime",
    "url: https://example.org/",
    "source:",
    "source: https://example.org/ (2019-11-08, late)",
    "id: a",
    "mood: glad",
    "\n",
    "\n\n",
    "\r\n",
    "\r",
    ":",
    " ",
    "(",
    ")",
    "He filed on Friday.",
    "He filed\u{FFFD}",
    "\u{B}",
    "\u{C}",
    "\u{85}",
];

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn bytes(bytes in prop::collection::vec(any::<u8>(), 0..600)) {
        holds(&bytes)?;
    }

    #[test]
    fn markup(text in pieces(MARKUP)) {
        holds(text.as_bytes())?;
        holds(format!("<html>{text}").as_bytes())?;
    }

    #[test]
    fn json(text in pieces(JSON)) {
        holds(text.as_bytes())?;
        holds(format!("{{\"text\":{text}").as_bytes())?;
    }

    #[test]
    fn header(text in pieces(HEADER)) {
        holds(text.as_bytes())?;
        holds(format!("title: A\n{text}").as_bytes())?;
    }

    /// What is written as a header is read as it was written, and the text below it comes back sign by sign.
    #[test]
    fn a_header_is_read_as_written(
        title in "[A-Za-z“”é][A-Za-z ,:“”é]{0,60}[A-Za-z”é]",
        publisher in "[A-Z][A-Za-z]{1,20}",
        day in 1_i8..=28,
        text in "[A-Za-z“”é][A-Za-z .,:\t\n“”é\u{A0}]{0,300}[a-z.]",
    ) {
        let date = format!("2019-11-{day:02}");
        let file = format!("title: {title}\npublisher: {publisher}\npublished: {date}\nurl: https://example.org/{day}\n\n{text}\n");
        let taken = read("x", file.as_bytes(), Limits::default());
        let [Taken::Read(document, complaints)] = taken.as_slice() else {
            return Err(TestCaseError::fail(format!("{taken:?}")));
        };
        prop_assert_eq!(complaints.as_slice(), &[]);
        let report = &document.report;
        prop_assert_eq!(&report.title, &title);
        prop_assert_eq!(report.publisher.as_ref(), Some(&publisher));
        prop_assert_eq!(report.published.map(|when| when.to_string()), Some(date));
        prop_assert_eq!(&report.text, &text);
    }

    /// A file of reports reads as its lines do one by one: the streaming path equals the plain one.
    #[test]
    fn lines_read_as_they_do_alone(lines in prop::collection::vec(pieces(JSON), 1..8)) {
        let lines: Vec<String> = lines.iter().map(|line| format!("{{\"text\":\"One.\"{}}}", line.replace(['\n', '\r', '\u{FEFF}'], ""))).collect();
        let mut text = String::from("{\"text\":\"First.\"}\n");
        text.push_str(&lines.join("\n"));
        let together: Vec<_> = read("x", text.as_bytes(), Limits::default())
            .into_iter()
            .filter_map(|taken| match taken {
                Taken::Read(document, _) => Some(document.report.text),
                _ => None,
            })
            .collect();
        let mut unread = std::collections::BTreeSet::new();
        let alone: Vec<_> = std::iter::once("First.".to_owned())
            .chain(lines.iter().filter_map(|line| {
                match intake::json::read("x", "x", line.as_bytes(), &Limits::default(), &mut unread) {
                    Taken::Read(document, _) => Some(document.report.text),
                    _ => None,
                }
            }))
            .collect();
        prop_assert_eq!(together, alone);
    }
}
