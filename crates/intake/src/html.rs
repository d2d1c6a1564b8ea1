//! A web page: its encoding, its main text, and what it says of itself.
//!
//! The main text is found by `dom_smoothie`, a port of the Readability algorithm. Before a page reaches it, its bytes are
//! scanned and its nesting is measured (`guard.rs`): pages whose parsing would cost more than any article is worth are
//! refused.

mod about;
mod body;
mod guard;

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::LazyLock;

use claim::{Complaint, Report};
use dom_smoothie::Readability;
use encoding_rs::Encoding;
use regex::bytes::Regex;

use crate::decode::decode;
use crate::limits::too_long;
use crate::tidy::tidy;
use crate::{Document, Hash, Kind, Limits, Taken};

/// How many bytes of a page are searched for the encoding that it declares. The standard asks for 1,024; pages with long
/// comments at their top declare it later.
const DECLARATION: usize = 4096;

static CHARSET: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(
        r#"(?i)(?:<meta\s[^>]{0,500}?charset\s*=\s*["']?\s*|<\?xml\s[^>]{0,200}?encoding\s*=\s*["'])([a-z0-9_:.\-]{1,40})"#,
    )
    .ok()
});

/// Reads one web page.
///
/// `place` names it in complaints; `name` becomes the report's id. It never fails: what cannot be taken is complained of,
/// and a page without any text is [`Taken::Refused`].
pub fn read(place: &str, name: &str, bytes: &[u8], limits: &Limits) -> Taken {
    read_stated(place, name, bytes, None, limits)
}

/// Reads one web page whose server states an encoding. What the page itself declares goes before it, as servers state one for all that
/// they have.
pub(crate) fn read_stated(
    place: &str,
    name: &str,
    bytes: &[u8],
    charset: Option<&str>,
    limits: &Limits,
) -> Taken {
    let refused = |what: String| Taken::Refused(Complaint::new(place, what, "nothing"));
    if bytes.len() > limits.html_bytes {
        return refused(format!(
            "it is larger than {} bytes, the most that is read of one web page",
            limits.html_bytes
        ));
    }
    let stated = || Encoding::for_label(charset?.as_bytes()).map(Encoding::output_encoding);
    let (html, mut complaints) = decode(place, bytes, declared(bytes).or_else(stated));
    if let Some(what) = guard::too_costly(&html, limits) {
        return refused(what);
    }
    // The reader of pages is foreign code that sees hostile input: should it panic, that costs this page and no more.
    let Ok(page) = catch_unwind(AssertUnwindSafe(|| page(&html, limits))) else {
        return refused(
            "the page breaks the reader of web pages; save its text as a .txt file".to_owned(),
        );
    };
    let page = match page {
        Ok(page) => page,
        Err(what) => return refused(what),
    };
    complaints.extend(
        page.complaints
            .into_iter()
            .map(|(what, kept)| Complaint::new(place, what, kept)),
    );
    let (title, more) = tidy(place, &page.report.title);
    complaints.extend(more);
    let (text, more) = tidy(place, &page.report.text);
    complaints.extend(more);
    if let Some(refused) = too_long(place, title.len() + text.len(), limits) {
        return Taken::Refused(refused);
    }
    let report = Report {
        id: name.to_owned(),
        title,
        text,
        ..page.report
    };
    let document = Document {
        report,
        sources: Vec::new(),
        kind: Kind::Html,
        place: place.to_owned(),
        hash: Hash::of(bytes),
    };
    Taken::Read(Box::new(document), complaints)
}

/// The text of a piece of a page, in paragraphs: the body of a feed's item.
///
/// # Errors
///
/// Why it was refused.
pub(crate) fn piece(place: &str, html: &str) -> Result<String, String> {
    let limits = Limits::default();
    if html.len() > limits.html_bytes {
        return Err(format!(
            "{place}: it is larger than {} bytes",
            limits.html_bytes
        ));
    }
    if let Some(what) = guard::too_costly(html, &limits) {
        return Err(what);
    }
    catch_unwind(AssertUnwindSafe(|| {
        body::parsed(html).map(|whole| body::all_text(&whole))
    }))
    .ok()
    .flatten()
    .ok_or_else(|| "its markup breaks the reader of web pages".to_owned())
}

/// The encoding that the page declares in a `meta` element or its XML declaration.
///
/// A declaration that could be read as bytes of ASCII cannot be in UTF-16, so that one means UTF-8 (HTML standard,
/// "prescan a byte stream to determine its encoding").
pub(crate) fn declared(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = &bytes[..bytes.len().min(DECLARATION)];
    let label = CHARSET.as_ref()?.captures(head)?.get(1)?;
    Encoding::for_label(label.as_bytes()).map(Encoding::output_encoding)
}

/// What a page gave, before its text is tidied.
struct Page {
    report: Report,
    complaints: Vec<(String, &'static str)>,
}

fn page(html: &str, limits: &Limits) -> Result<Page, String> {
    let mut reader = body::parsed(html).ok_or("the page cannot be parsed")?;
    if body::is_deeper_than(&reader, limits.html_depth) {
        return Err(guard::too_deep(limits.html_depth));
    }
    let (mut report, mut complaints) = about::about(&reader);
    let text = body::main_text(&mut reader).unwrap_or_else(|| {
        complaints.push((
            "no main text stands out on the page".to_owned(),
            "all text of the page, menus and notices included",
        ));
        body::parsed(html)
            .map(|whole| body::all_text(&whole))
            .unwrap_or_default()
    });
    without_title(&text, &report.title).clone_into(&mut report.text);
    if report.text.is_empty() {
        return Err(
            "the page holds no text; if a browser shows one, save it from the browser or as a .txt file"
                .to_owned(),
        );
    }
    Ok(Page { report, complaints })
}

/// The text without a first paragraph that repeats the title.
fn without_title<'t>(text: &'t str, title: &str) -> &'t str {
    match text.split_once("\n\n") {
        Some((first, rest)) if !title.is_empty() && first.trim() == title.trim() => rest,
        _ => text,
    }
}

/// A reader without any of its own metadata: [`about`] reads more of it.
fn settings() -> dom_smoothie::Config {
    dom_smoothie::Config {
        disable_json_ld: true,
        ..dom_smoothie::Config::default()
    }
}

/// Parses a page or a piece of one.
fn parse(html: &str) -> Option<Readability> {
    Readability::new(html, None, Some(settings())).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_declared_encoding() {
        let check = |html: &str, expect: Option<&str>| {
            assert_eq!(
                declared(html.as_bytes()).map(Encoding::name),
                expect,
                "{html}"
            );
        };
        check("<meta charset=windows-1252>", Some("windows-1252"));
        check(
            "<META HTTP-EQUIV='Content-Type' CONTENT='text/html; charset=iso-8859-1'>",
            Some("windows-1252"),
        );
        check(
            "<?xml version=\"1.0\" encoding=\"ISO-8859-15\"?><html>",
            Some("ISO-8859-15"),
        );
        check("<meta charset=\"utf-16\">", Some("UTF-8"));
        check("<meta charset=\"klingon\">", None);
        check("<meta name=charset>", None);
    }
}
