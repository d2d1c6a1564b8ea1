//! One report as a JSON object.
//!
//! `{"id", "url", "publisher", "published", "title", "text"}`; only `text` or `title` is needed. Other fields are
//! passed over (a marked report has `claims`), and their names handed back.

mod fields;
mod lines;
mod whole;

use std::borrow::Cow;
use std::collections::BTreeSet;

use claim::{Complaint, Report};

use crate::decode::decode;
use crate::limits::too_long;
use crate::published::published;
use crate::text::{not_a_date, shown};
use crate::tidy::tidy;
use crate::web::is_web_address;
use crate::{Document, Hash, Kind, Limits, Taken};
use fields::Fields;

pub(crate) use lines::Lines;
pub(crate) use whole::whole;

/// Reads one report from the bytes of one JSON object.
///
/// `place` names it in complaints; `name` becomes the report's id where it has none. The names of fields that a report
/// does not have are added to `unread`. It never fails: an object that cannot be read is [`Taken::Refused`].
pub fn read(
    place: &str,
    name: &str,
    bytes: &[u8],
    limits: &Limits,
    unread: &mut BTreeSet<String>,
) -> Taken {
    let (text, mut complaints) = decode(place, bytes, None);
    let fields = match parse(place, &text, &mut complaints) {
        Ok(fields) => fields,
        Err(complaint) => return Taken::Refused(complaint),
    };
    complaints.extend(
        fields
            .complaints
            .iter()
            .map(|(what, kept)| Complaint::new(place, what.clone(), *kept)),
    );
    let others = fields.unread.clone();
    let mut report = report(place, fields, &mut complaints);
    if report.title.trim().is_empty() && report.text.trim().is_empty() {
        return Taken::Refused(no_report(place, &others));
    }
    unread.extend(others.into_iter().filter(|name| name != "claims"));
    if let Some(refused) = too_long(place, report.title.len() + report.text.len(), limits) {
        return Taken::Refused(refused);
    }
    if report.id.is_empty() {
        name.clone_into(&mut report.id);
    }
    let document = Document {
        report,
        sources: Vec::new(),
        kind: Kind::Json,
        place: place.to_owned(),
        hash: Hash::of(bytes),
    };
    Taken::Read(Box::new(document), complaints)
}

/// The complaint about an object that has neither of the two fields that are needed.
fn no_report(place: &str, others: &BTreeSet<String>) -> Complaint {
    let names: Vec<&str> = others.iter().map(String::as_str).take(12).collect();
    let has = match names.as_slice() {
        [] => String::new(),
        names => format!("; it has {}", names.join(", ")),
    };
    Complaint::new(
        place,
        format!("it is no report: it has neither `text` nor `title`{has}"),
        "nothing of it",
    )
}

/// Parses the object; halves of surrogate pairs, which other programs write when they cut a text, are replaced.
fn parse(place: &str, text: &str, complaints: &mut Vec<Complaint>) -> Result<Fields, Complaint> {
    let first = match serde_json::from_str(text) {
        Ok(fields) => return Ok(fields),
        Err(error) => error,
    };
    if let Cow::Owned(mended) = without_lone_surrogates(text)
        && let Ok(fields) = serde_json::from_str(&mended)
    {
        complaints.push(Complaint::new(
            place,
            "it holds half of a character (a lone surrogate such as \\ud83d)",
            "the rest of the text, with the sign \u{FFFD} in its place",
        ));
        return Ok(fields);
    }
    Err(Complaint::new(
        place,
        format!("it is not valid JSON: {}", in_words(&first)),
        "nothing of it",
    ))
}

/// The error without the line number when there is but one line.
pub(crate) fn in_words(error: &serde_json::Error) -> String {
    let text = error.to_string();
    match text.split_once(" at line 1 column ") {
        Some((what, column)) => format!("{what}, at sign {column}"),
        None => text,
    }
}

fn report(place: &str, fields: Fields, complaints: &mut Vec<Complaint>) -> Report {
    let mut tidied = |text: Option<String>| {
        let (text, more) = tidy(place, text.as_deref().unwrap_or_default());
        complaints.extend(more);
        text
    };
    let title = tidied(fields.title);
    let text = tidied(fields.text);
    let when = fields
        .published
        .as_deref()
        .map(|text| (text, published(text)));
    if let Some((text, None)) = when {
        complaints.push(Complaint::new(
            place,
            not_a_date(text),
            "the report, without a time of publication",
        ));
    }
    if let Some(url) = fields.url.as_deref().filter(|url| !is_web_address(url)) {
        complaints.push(Complaint::new(
            place,
            format!(
                "`{}` is no web address; one begins with https:// or http://",
                shown(url)
            ),
            "the report, without an address",
        ));
    }
    Report {
        id: fields.id.unwrap_or_default(),
        url: fields.url.filter(|url| is_web_address(url)),
        publisher: fields.publisher.filter(|name| !name.trim().is_empty()),
        published: when.and_then(|(_, when)| when),
        title,
        text,
    }
}

/// Replaces each `\ud800`–`\udfff` that has no partner by `\ufffd`; borrowed when there is none.
fn without_lone_surrogates(text: &str) -> Cow<'_, str> {
    let mut out = String::new();
    let mut copied = 0;
    let mut at = 0;
    let bytes = text.as_bytes();
    while at < bytes.len() {
        if bytes[at] != b'\\' {
            at += 1;
            continue;
        }
        match (surrogate(text, at), surrogate(text, at + 6)) {
            (Some(0xD800..=0xDBFF), Some(0xDC00..=0xDFFF)) => at += 12,
            (Some(_), _) => {
                out.push_str(&text[copied..at]);
                out.push_str("\\ufffd");
                at += 6;
                copied = at;
            }
            (None, _) => at += 2,
        }
    }
    if copied == 0 {
        return Cow::Borrowed(text);
    }
    out.push_str(&text[copied..]);
    Cow::Owned(out)
}

/// The half of a surrogate pair that is escaped at this byte.
fn surrogate(text: &str, at: usize) -> Option<u32> {
    let digits = text.get(at..at + 6)?.strip_prefix("\\u")?;
    let code = u32::from_str_radix(digits, 16).ok()?;
    (0xD800..=0xDFFF).contains(&code).then_some(code)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_lone_surrogates_are_replaced() {
        for whole in [
            r#""\ud83d\uddf3""#,
            r#""\\ud83d""#,
            r#""\u00e9""#,
            r#""\"#,
            "é\\",
        ] {
            assert!(
                matches!(without_lone_surrogates(whole), Cow::Borrowed(_)),
                "{whole}"
            );
        }
        assert_eq!(
            without_lone_surrogates(r#""\ud83d \udc00x\ud83d\ud83d\uddf3""#),
            r#""\ufffd \ufffdx\ufffd\ud83d\uddf3""#
        );
    }
}
