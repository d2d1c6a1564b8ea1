//! What was fetched from an address → a report.

use claim::{Complaint, When};
use jiff::Timestamp;
use jiff::tz::TimeZone;
use url::Url;

use crate::decode::decode;
use crate::fetch::Fetched;
use crate::recognise::{self, Looks};
use crate::text::shown;
use crate::{Document, Limits, Taken, feed, html, text};

/// How the headlines of pages begin that stand in place of a report: errors, consents, logins.
const WALLS: &str = include_str!("../data/walls.txt");

/// Reads a page that was fetched. Its address, host and time are taken from the fetch, not at the page's word: a page that calls itself
/// another's, or says that it will be published next year, is complained of.
pub fn read(fetched: &Fetched, bytes: &[u8], now: Timestamp, limits: &Limits) -> Taken {
    let url = fetched.url.as_str();
    let refused = |what: String| Taken::Refused(Complaint::new(url, what, "nothing"));
    let head = &bytes[..bytes.len().min(recognise::HEAD)];
    let looks = recognise::by_bytes(head)
        .unwrap_or_else(|| recognise::by_text(&decode(url, head, html::declared(head)).0));
    let taken = match looks {
        Looks::Html => html::read_stated(url, url, bytes, fetched.charset.as_deref(), limits),
        Looks::Text => text::read(url, url, bytes, limits),
        Looks::Empty => return refused("it is empty".to_owned()),
        Looks::Json => return refused("it is no web page: it looks like JSON".to_owned()),
        Looks::Other { what, .. } => {
            return refused(format!("it is no web page: it looks like {what}"));
        }
    };
    let Taken::Read(mut document, mut complaints) = taken else {
        return taken;
    };
    if let Some(what) = wall(&document, fetched) {
        return refused(what);
    }
    let report = &mut document.report;
    report.url = Some(address(&fetched.url, report.url.as_deref()));
    let (publisher, doubt) = feed::publisher(&fetched.url, report.publisher.as_deref());
    // What the page could not say is told by its host.
    complaints.retain(|complaint| complaint.what != "the page does not say who published it");
    for complaint in &mut complaints {
        if complaint.what == "the page does not say who published it, nor when" {
            "the page does not say when it was published".clone_into(&mut complaint.what);
        }
    }
    report.publisher = Some(publisher);
    complaints.extend(doubt.map(|what| Complaint::new(url, what, "the report")));
    if let Some(when) = report.published
        && cannot_be(when, now)
    {
        report.published = None;
        let what = format!("it says that it was published {when}, which cannot be");
        complaints.push(Complaint::new(
            url,
            what,
            "the report, public since it was seen",
        ));
    }
    Taken::Read(document, complaints)
}

/// Whether a time of publication lies more than a day ahead. What lies less ahead is a clock that goes fast; the record holds no
/// report as public before it was seen.
fn cannot_be(when: When, now: Timestamp) -> bool {
    let first = when.first(&TimeZone::UTC).map(Timestamp::as_second);
    first.is_none_or(|first| first > now.as_second() + 86_400)
}

/// The address under which a page is held: its own word for it, where that is on the host that it came from, so that the ways to one
/// report (with `?utm_source=…`, from `amp.`) lead to one document.
fn address(from: &Url, declared: Option<&str>) -> String {
    let own = declared
        .and_then(|text| from.join(text).ok())
        .filter(|own| own.host_str() == from.host_str() && own.path() != "/");
    own.unwrap_or_else(|| from.clone()).to_string()
}

/// Why a page is not the report that was asked for, if it shows so: a server answers with status 200 and another page.
fn wall(document: &Document, fetched: &Fetched) -> Option<String> {
    let title = document.report.title.trim().to_lowercase();
    let begins = |phrase: &&str| {
        title
            .strip_prefix(*phrase)
            .is_some_and(|rest| !rest.starts_with(char::is_alphanumeric))
    };
    let known = WALLS
        .lines()
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
        .find(begins);
    let first = fetched.chain.first()?;
    let home = fetched.url.path() == "/" && first.path() != "/" && fetched.url.query().is_none();
    let what = match (known, home) {
        (Some(_), _) => format!("“{}”", shown(&document.report.title)),
        (None, true) => "the front page".to_owned(),
        (None, false) => return None,
    };
    Some(format!(
        "the page has changed in kind: in place of the report stands {what}"
    ))
}
