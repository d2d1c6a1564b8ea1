//! Plain text, with or without a header.
//!
//! ```text
//! title: Sessions expected to join Republican Senate primary in Alabama
//! publisher: Hustings Example Desk
//! published: 2019-11-06T17:45-06:00
//! url: https://example.org/hustings/alabama-2020/05
//! source: https://www.waaytv.com/content/news/… (2019-11-06, updated in the evening)
//!
//! The text, in paragraphs that a blank line separates.
//! ```
//!
//! All lines of the header may be left out. Without a title, a first line that stands alone and is no sentence is the
//! title.

use claim::{Complaint, Report, When};

use crate::decode::decode;
use crate::limits::too_long;
use crate::published::published;
use crate::tidy::tidy;
use crate::web::is_web_address;
use crate::{Cited, Document, Hash, Kind, Limits, Taken};

/// The lines that a header may have.
const KEYS: [&str; 6] = ["id", "title", "publisher", "published", "url", "source"];

/// What people write for a line of the header that is called otherwise here.
const OTHER_WORDS: [(&str, &str); 11] = [
    ("headline", "title"),
    ("date", "published"),
    ("time", "published"),
    ("publication-date", "published"),
    ("outlet", "publisher"),
    ("newspaper", "publisher"),
    ("paper", "publisher"),
    ("site", "publisher"),
    ("link", "url"),
    ("address", "url"),
    ("sources", "source"),
];

/// The longest first line that is taken as a title, in code points.
const TITLE: usize = 200;

/// Reads one plain text file.
///
/// `place` names it in complaints; `name` becomes the report's id where the header gives none. It never fails: what
/// cannot be taken is complained of, and a file without any text is [`Taken::Refused`].
pub fn read(place: &str, name: &str, bytes: &[u8], limits: &Limits) -> Taken {
    // No encoding takes more than four bytes for what is one byte of UTF-8: this much need not even be decoded.
    let raw = bytes.trim_ascii().len();
    if let Some(refused) = too_long(place, raw, limits).filter(|_| raw / 4 > limits.text_bytes) {
        return Taken::Refused(refused);
    }
    let (text, mut complaints) = decode(place, bytes, None);
    let (text, more) = tidy(place, &text);
    complaints.extend(more);
    if text.trim().is_empty() {
        return Taken::Refused(Complaint::new(place, "it is empty", "nothing"));
    }
    let (header, body) = split(place, &text, &mut complaints);
    let (title, body) = match header.report.title.as_str() {
        "" => headline(body),
        title => (title.to_owned(), body.to_owned()),
    };
    if title.is_empty() && body.is_empty() {
        return Taken::Refused(Complaint::new(
            place,
            "it has a header but no title and no text below it",
            "nothing",
        ));
    }
    if let Some(refused) = too_long(place, title.len() + body.len(), limits) {
        return Taken::Refused(refused);
    }
    if body.is_empty() {
        complaints.push(Complaint::new(
            place,
            "it has a header but no text below it",
            "the title",
        ));
    }
    let mut report = header.report;
    report.title = title;
    report.text = body;
    if report.id.is_empty() {
        name.clone_into(&mut report.id);
    }
    let document = Document {
        report,
        sources: header.sources,
        kind: Kind::Text,
        place: place.to_owned(),
        hash: Hash::of(bytes),
    };
    Taken::Read(Box::new(document), complaints)
}

/// What the header says; the text of the report is still missing.
#[derive(Default)]
struct Header {
    report: Report,
    sources: Vec<Cited>,
}

/// Splits a text into its header and the rest. A text has a header if its first line is one of the known keys.
fn split<'t>(place: &str, text: &'t str, complaints: &mut Vec<Complaint>) -> (Header, &'t str) {
    let mut header = Header::default();
    let start = text.trim_start();
    let skipped = text[..text.len() - start.len()].matches('\n').count();
    if !start
        .lines()
        .next()
        .and_then(key_and_value)
        .is_some_and(|(key, _)| KEYS.contains(&key.as_str()))
    {
        return (header, trim_lines(text));
    }
    let mut rest = start;
    for number in skipped + 1.. {
        let (line, after) = rest.split_once('\n').unwrap_or((rest, ""));
        if line.trim().is_empty() {
            break;
        }
        let place = format!("{place}, line {number}");
        let Some((key, value)) = key_and_value(line) else {
            complaints.push(Complaint::new(
                place,
                "no blank line ends the header before this line, which is no `key: value`",
                "this line and all after it as the text",
            ));
            break;
        };
        header.line(&place, &key, value, complaints);
        rest = after;
        if after.is_empty() {
            break;
        }
    }
    (header, trim_lines(rest))
}

/// `key: value`, with the key in lower case; the space is needed so that `https://…` is no key.
fn key_and_value(line: &str) -> Option<(String, &str)> {
    let (key, value) = line.split_once(':')?;
    let key = key.trim();
    let is_key = !key.is_empty()
        && key.len() <= 24
        && key
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || c == '-' || c == '_')
        && (value.is_empty() || value.starts_with([' ', '\t']));
    is_key.then(|| (key.to_ascii_lowercase(), value.trim()))
}

impl Header {
    fn line(&mut self, place: &str, key: &str, value: &str, complaints: &mut Vec<Complaint>) {
        let mut complain =
            |what: String, kept: &str| complaints.push(Complaint::new(place, what, kept));
        if value.is_empty() && KEYS.contains(&key) {
            return complain(
                format!("`{key}:` has nothing after it"),
                "the rest of the header",
            );
        }
        let given_before = match key {
            "id" => !self.report.id.is_empty(),
            "title" => !self.report.title.is_empty(),
            "publisher" => self.report.publisher.is_some(),
            "published" => self.report.published.is_some(),
            "url" => self.report.url.is_some(),
            _ => false,
        };
        if given_before {
            return complain(
                format!("a second `{key}:` line says `{value}`"),
                "the first one",
            );
        }
        match key {
            "id" => value.clone_into(&mut self.report.id),
            "title" => value.clone_into(&mut self.report.title),
            "publisher" => self.report.publisher = Some(value.to_owned()),
            "published" => match published(value) {
                Some(when) => self.report.published = Some(when),
                None => complain(
                    not_a_date(value),
                    "the report, without a time of publication",
                ),
            },
            "url" if is_web_address(value) => self.report.url = Some(value.to_owned()),
            "url" => complain(not_an_address(value), "the report, without an address"),
            "source" => self.source(value, &mut complain),
            other => complain(unknown(other, value), "the rest of the header"),
        }
    }

    /// `URL (date)` or `URL (date, note)`; what is in brackets may be missing, and `undated` stands for a date.
    fn source(&mut self, value: &str, complain: &mut impl FnMut(String, &str)) {
        let (url, about) = match value
            .strip_suffix(')')
            .and_then(|rest| rest.rsplit_once(" ("))
        {
            Some((url, about)) => (url.trim(), about.trim()),
            None => (value, "undated"),
        };
        if !is_web_address(url) {
            return complain(not_an_address(url), "the rest of the header");
        }
        let (date, note) = date_and_note(about);
        let undated = about == "undated" || about.starts_with("undated,");
        if date.is_none() && !undated {
            complain(not_a_date(about), "the source, with this as a note");
        }
        self.sources.push(Cited {
            url: url.to_owned(),
            date,
            note,
        });
    }
}

/// What stands in brackets behind the address of a source: its date, then a note after a comma.
fn date_and_note(about: &str) -> (Option<When>, Option<String>) {
    // An English date has a comma of its own.
    if let Some(date) = published(about) {
        return (Some(date), None);
    }
    let (first, note) = about.split_once(',').unwrap_or((about, ""));
    let note = note.trim();
    match (first.trim(), published(first)) {
        ("undated", _) | (_, Some(_)) => (
            published(first),
            (!note.is_empty()).then(|| note.to_owned()),
        ),
        _ => (None, Some(about.to_owned())),
    }
}

pub(crate) fn not_a_date(value: &str) -> String {
    format!(
        "`{}` is no date that can be read; write 2019-11-06, or 2019-11-06T17:45-06:00 with the hour",
        shown(value)
    )
}

fn not_an_address(value: &str) -> String {
    format!(
        "`{}` is no web address; one begins with https:// or http://",
        shown(value)
    )
}

fn unknown(key: &str, value: &str) -> String {
    let meant = OTHER_WORDS
        .iter()
        .find(|(other, _)| *other == key)
        .map(|(_, ours)| format!("write `{ours}:` instead"));
    let meant = meant.unwrap_or_else(|| format!("the lines are {}", KEYS.join(", ")));
    format!(
        "the header line `{key}: {}` is not known; {meant}",
        shown(value)
    )
}

/// A value as complaints show it: never longer than a line.
pub(crate) fn shown(value: &str) -> String {
    match value.char_indices().nth(120) {
        None => value.to_owned(),
        Some((at, _)) => format!("{}…", &value[..at]),
    }
}

/// The title and the rest: a first line that stands alone, is short and does not end as a sentence does.
fn headline(body: &str) -> (String, String) {
    let untitled = || (String::new(), body.to_owned());
    let Some((first, rest)) = body.split_once('\n') else {
        return untitled();
    };
    let (second, _) = rest.split_once('\n').unwrap_or((rest, ""));
    let first = first.trim();
    let is_sentence = first
        .trim_end_matches(['"', '”', '’', '\'', ')'])
        .ends_with(['.', ':', ',', ';', '…']);
    if !second.trim().is_empty() || is_sentence || first.chars().count() > TITLE {
        return untitled();
    }
    (first.to_owned(), trim_lines(rest).to_owned())
}

/// The text without blank lines at its beginning and white space at its end; an indented first line stays so.
fn trim_lines(text: &str) -> &str {
    let text = text.trim_end();
    let blank = text.len() - text.trim_start().len();
    let start = text[..blank].rfind('\n').map_or(0, |at| at + 1);
    &text[start..]
}
