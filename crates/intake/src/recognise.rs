//! What kind a file is, by its content.

use std::sync::LazyLock;

/// What the first bytes of a file show.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Looks {
    /// Nothing but white space, or nothing at all.
    Empty,
    /// JSON: one object, a list of them, or one on each line.
    Json,
    /// A web page.
    Html,
    /// Plain text.
    Text,
    /// Something that is no report.
    Other {
        /// What it looks like (`a PDF file`).
        what: &'static str,
        /// What its owner can do.
        advice: &'static str,
    },
}

/// How many bytes are enough to recognise a file.
pub(crate) const HEAD: usize = 64 << 10;

/// A kind that is told by its first bytes.
struct Magic {
    bytes: Vec<u8>,
    what: &'static str,
    advice: &'static str,
}

static MAGIC: LazyLock<Vec<Magic>> = LazyLock::new(|| {
    include_str!("../data/magic.tsv")
        .lines()
        .filter(|line| !line.starts_with('#'))
        .filter_map(|line| {
            let mut cells = line.split('\t');
            Some(Magic {
                bytes: hexadecimal(cells.next()?)?,
                what: cells.next()?,
                advice: cells.next()?,
            })
        })
        .collect()
});

fn hexadecimal(text: &str) -> Option<Vec<u8>> {
    (0..text.len())
        .step_by(2)
        .map(|at| u8::from_str_radix(text.get(at..at + 2)?, 16).ok())
        .collect()
}

/// A kind that is told by its own bytes before they are decoded; `None` where the text has to be looked at.
pub(crate) fn by_bytes(head: &[u8]) -> Option<Looks> {
    MAGIC
        .iter()
        .find(|magic| head.starts_with(&magic.bytes))
        .map(|magic| Looks::Other {
            what: magic.what,
            advice: magic.advice,
        })
}

/// What a decoded text looks like, from its beginning.
pub(crate) fn by_text(head: &str) -> Looks {
    let start = head.trim_start();
    if start.is_empty() {
        return Looks::Empty;
    }
    if is_list_of_people(start) {
        return Looks::Other {
            what: "a public list of people",
            advice: "add it by its own path, not with the folder in which it lies",
        };
    }
    if is_json(start) {
        return Looks::Json;
    }
    if start.starts_with('<') {
        return markup(start);
    }
    if is_fec(start) {
        return Looks::Other {
            what: "an FEC filing",
            advice: "add it by its own path, not with the folder in which it lies",
        };
    }
    if is_table(start) {
        return Looks::Other {
            what: "a table (CSV)",
            advice: "vote counts and polls in tables cannot be read yet",
        };
    }
    if is_rubbish(start) {
        return Looks::Other {
            what: "binary data",
            advice: "open it with its own program and save it as plain text",
        };
    }
    Looks::Text
}

/// A text may well begin with a bracket ("[Updated]"); JSON of reports goes on with a brace, a quote or its own end.
fn is_json(start: &str) -> bool {
    let mut signs = start.chars().filter(|c| !c.is_whitespace());
    match (signs.next(), signs.next()) {
        (Some('{'), next) => matches!(next, Some('"' | '}') | None),
        (Some('['), next) => matches!(next, Some('{' | ']')),
        _ => false,
    }
}

/// congress-legislators (YAML, JSON) or a bulk file of the FEC: their entries are read by those who know them.
fn is_list_of_people(start: &str) -> bool {
    let dense: String = start
        .chars()
        .filter(|c| !c.is_whitespace())
        .take(200)
        .collect();
    if dense.starts_with("[{\"id\":{\"bioguide\":") {
        return true;
    }
    let mut lines = start
        .lines()
        .filter(|line| !line.starts_with('#') && !line.trim().is_empty());
    let first = lines.next().unwrap_or_default();
    let second = lines.next().unwrap_or_default().trim_start();
    let columns = first.split('|').count();
    let bulk = match first.as_bytes().first() {
        Some(b'H' | b'S' | b'P') => matches!(columns, 7 | 15 | 30),
        Some(b'C') => matches!(columns, 7 | 15),
        _ => false,
    };
    let totals = first.contains(",Cand_Id,") && first.contains("Cash_On_Hand_COP");
    bulk || totals || (first.trim_end() == "- id:" && second.starts_with("bioguide:"))
}

fn markup(start: &str) -> Looks {
    let lower: String = start.chars().take(4096).collect::<String>().to_lowercase();
    let has = |tag: &str| {
        lower.match_indices(tag).any(|(at, _)| {
            lower[at + tag.len()..].starts_with(|c: char| c.is_whitespace() || c == '>' || c == '/')
        })
    };
    if lower.starts_with("<!doctype html") || has("<html") {
        return Looks::Html;
    }
    if has("<rss") || has("<feed") || has("<rdf:rdf") {
        return Looks::Other {
            what: "a feed",
            advice: "watch it by its address: `hustings watch https://…`",
        };
    }
    if lower.starts_with("<?xml") {
        return Looks::Other {
            what: "an XML file",
            advice: "save the report as plain text or HTML",
        };
    }
    let page = [
        "<head", "<body", "<title", "<meta", "<main", "<article", "<section", "<div", "<p", "<h1",
        "<h2", "<table", "<span", "<b", "<a",
    ];
    if lower.starts_with("<!--")
        || lower.starts_with("<!doctype")
        || page.iter().any(|tag| has(tag))
    {
        return Looks::Html;
    }
    Looks::Text
}

/// Electronic filings begin with an `HDR` record (versions 3 and later) or with `/* Header`.
fn is_fec(start: &str) -> bool {
    let record = start.trim_start_matches('"');
    record.starts_with("/* Header")
        || record
            .strip_prefix("HDR")
            .is_some_and(|rest| rest.starts_with(['\u{1C}', ',', '"']))
}

/// At least three lines with the same number of separators, and more than one each. In prose a comma is followed by a
/// space, so those do not count.
fn is_table(start: &str) -> bool {
    let lines: Vec<&str> = start
        .lines()
        .filter(|line| !line.trim().is_empty())
        .take(20)
        .collect();
    if lines.len() < 3 {
        return false;
    }
    // The last line may be cut off by the end of the head.
    let whole = &lines[..lines.len().min(19)];
    [',', ';', '\t', '|'].into_iter().any(|separator| {
        let first = separators(whole[0], separator);
        first >= 2
            && whole
                .iter()
                .all(|line| separators(line, separator) == first)
    })
}

fn separators(line: &str, separator: char) -> usize {
    let mut count = 0;
    let mut quoted = false;
    let mut chars = line.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '"' => quoted = !quoted,
            _ if c == separator && !quoted && chars.peek() != Some(&' ') => count += 1,
            _ => {}
        }
    }
    count
}

/// More than one sign in ten is a control character or could not be decoded.
fn is_rubbish(start: &str) -> bool {
    let (mut all, mut bad) = (0_usize, 0_usize);
    for c in start.chars().take(4096) {
        all += 1;
        bad += usize::from((c.is_control() && !c.is_whitespace()) || c == '\u{FFFD}');
    }
    bad * 10 > all
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expect: &str) {
        let looks = match by_text(text) {
            Looks::Empty => "empty",
            Looks::Json => "json",
            Looks::Html => "html",
            Looks::Text => "text",
            Looks::Other { what, .. } => what,
        };
        assert_eq!(looks, expect, "{text:?}");
    }

    #[test]
    fn each_kind_by_its_beginning() {
        check("", "empty");
        check(" \n\t\n", "empty");
        check("{\"id\": \"a\"}", "json");
        check("[\n  {\"id\": 1}]", "json");
        check("[Updated] Sessions files", "text");
        check("{sic} he said", "text");
        check("<!DOCTYPE html><p>x", "html");
        check("<?xml version=\"1.0\"?>\n<html xmlns=\"x\">", "html");
        check("<?xml version=\"1.0\"?><rss version=\"2.0\">", "a feed");
        check("<?xml version=\"1.0\"?><ElectionReport>", "an XML file");
        check("<p>Sessions files</p>", "html");
        check("<3 this race", "text");
        check("title: Sessions files\n\nText.", "text");
        check("HDR\u{1C}FEC\u{1C}8.3\u{1C}x", "an FEC filing");
        check("\"HDR\",\"FEC\",\"3.00\"", "an FEC filing");
        check("/* Header\nFEC_Ver_# = 2.02", "an FEC filing");
        check(
            "county,candidate,votes\nAutauga,Sessions,10\nBaldwin,Byrne,20\n",
            "a table (CSV)",
        );
        check("a\tb\tc\n1\t2\t3\n4\t5\t6", "a table (CSV)");
        check(
            "Jones, Byrne, and Moore run.\nJones, Byrne, and Moore ran.\nJones, Byrne, and Moore won.",
            "text",
        );
        check(
            "# a list\n- id:\n    bioguide: S001141\n    fec:\n",
            "a public list of people",
        );
        check(
            "[\n {\"id\": {\"bioguide\": \"S001141\"}}]",
            "a public list of people",
        );
        check(
            "S6AL00195|SESSIONS, JEFFERSON B|REP|2020|AL|S|00|C|C|C00306704|||MONTGOMERY|AL|\n",
            "a public list of people",
        );
        check("\u{0}\u{1}\u{2}abc\u{3}", "binary data");
    }

    #[test]
    fn every_magic_number_is_well_formed() {
        let lines = include_str!("../data/magic.tsv")
            .lines()
            .filter(|line| !line.starts_with('#'))
            .count();
        assert_eq!(MAGIC.len(), lines);
        assert!(MAGIC.iter().all(|magic| magic.bytes.len() >= 2));
        assert!(matches!(
            by_bytes(b"%PDF-1.7\n"),
            Some(Looks::Other {
                what: "a PDF file",
                ..
            })
        ));
        assert_eq!(by_bytes(b"Sessions"), None);
    }
}
