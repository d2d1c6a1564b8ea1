//! Pages that were fetched: what stands in place of a report, and what calls itself another's.

use intake::fetch::Fetched;
use intake::{Limits, Taken, Url, page};

use crate::EVENING;

fn fetched(asked: &str, url: &str, charset: Option<&str>) -> Fetched {
    let parsed = |url: &str| Url::parse(url).unwrap();
    Fetched {
        url: parsed(url),
        chain: if asked == url {
            vec![parsed(url)]
        } else {
            vec![parsed(asked), parsed(url)]
        },
        moved: None,
        bytes: None,
        cut: false,
        validators: intake::fetch::Validators::default(),
        charset: charset.map(str::to_owned),
    }
}

fn read(asked: &str, url: &str, bytes: impl AsRef<[u8]>) -> Taken {
    page::read(
        &fetched(asked, url, None),
        bytes.as_ref(),
        EVENING.parse().unwrap(),
        &Limits::default(),
    )
}

fn html(title: &str, head: &str) -> String {
    format!(
        "<html><head><title>{title}</title>{head}</head><body><article><h1>{title}</h1><p>Jeff Sessions is expected to enter the race for the Senate in Alabama, the last day for papers being Friday.</p></article></body></html>"
    )
}

const URL: &str = "https://news.example/a.html";

#[track_caller]
fn check(taken: &Taken, expect: &str) {
    let found = match taken {
        Taken::Read(document, complaints) => {
            let report = &document.report;
            let said: Vec<String> = complaints
                .iter()
                .map(|complaint| complaint.what.clone())
                .collect();
            format!(
                "read: {} | {} | {} | {} | {}",
                report.title,
                report.publisher.as_deref().unwrap_or("-"),
                report.url.as_deref().unwrap_or("-"),
                report
                    .published
                    .map_or_else(|| "-".to_owned(), |when| when.to_string()),
                said.join("; ")
            )
        }
        Taken::Refused(complaint) => format!("refused: {}", complaint.what),
        _ => "else".to_owned(),
    };
    assert!(found.contains(expect), "{found}");
}

#[test]
fn a_report_is_its_hosts() {
    check(
        &read(
            "https://www.al.com/a",
            "https://www.al.com/a",
            html("Sessions to run", ""),
        ),
        "read: Sessions to run | AL.com | https://www.al.com/a | - | the page does not say when",
    );
    check(
        &read(URL, URL, html("x", "")),
        "x | news.example | https://news.example/a.html",
    );
    check(
        &read(
            URL,
            URL,
            html(
                "x",
                "<meta property='og:site_name' content='Associated Press'>",
            ),
        ),
        "x | news.example (calls itself Associated Press) | https://news.example/a.html | - | the page does not say when it was published; it calls itself Associated Press, but news.example is none",
    );
}

/// A page says where it is to be found, and is believed on its own host alone.
#[test]
fn the_address_is_that_of_the_fetch() {
    let own = html(
        "x",
        "<link rel='canonical' href='https://news.example/b.html'>",
    );
    check(
        &read(URL, "https://news.example/a.html?utm_source=x", own),
        "| https://news.example/b.html |",
    );
    let foreign = html(
        "x",
        "<link rel='canonical' href='https://apnews.com/b.html'>",
    );
    check(&read(URL, URL, foreign), "| https://news.example/a.html |");
}

#[test]
fn a_time_that_cannot_be_is_dropped() {
    let dated = |date: &str| {
        html(
            "x",
            &format!("<meta property='article:published_time' content='{date}'>"),
        )
    };
    check(
        &read(URL, URL, dated("2019-11-06T12:00:00-06:00")),
        "| 2019-11-06T12:00-06:00 |",
    );
    check(
        &read(URL, URL, dated("2099-01-01T00:00:00Z")),
        "| - | it says that it was published 2099-01-01T00:00+00:00, which cannot be",
    );
}

#[test]
fn what_stands_in_place_of_a_report() {
    for title in [
        "Page not found",
        "404 - AL.com",
        "Just a moment...",
        "Before you continue to Google",
        "Sign in | AL.com",
        "Access Denied",
        "We value your privacy",
    ] {
        check(
            &read(URL, URL, html(title, "")),
            "refused: the page has changed in kind",
        );
    }
    check(
        &read(URL, "https://news.example/", html("Alabama news", "")),
        "refused: the page has changed in kind: in place of the report stands the front page",
    );
    // Words of walls inside a headline are no wall.
    for title in [
        "Errors mar Alabama's count",
        "Signing of the bill",
        "Sessions: not found in the poll",
    ] {
        check(&read(URL, URL, html(title, "")), "read: ");
    }
}

#[test]
fn what_is_no_page() {
    check(
        &read(URL, URL, "%PDF-1.7\n%\u{e2}"),
        "refused: it is no web page: it looks like a PDF file",
    );
    check(
        &read(URL, URL, "{\"a\": 1}"),
        "refused: it is no web page: it looks like JSON",
    );
    check(&read(URL, URL, ""), "refused: it is empty");
    check(
        &read(URL, URL, [0_u8, 159, 146, 150, 3, 7].repeat(500)),
        "refused: ",
    );
    check(
        &read(
            URL,
            URL,
            "Sessions to run\n\nJeff Sessions is expected to run.\n",
        ),
        "read: ",
    );
}

#[test]
fn encodings_that_a_server_states() {
    let bytes = b"<html><title>x</title><body><article><p>Senator Men\xE9ndez spoke at length about the race in Alabama.</p></article>";
    let at = |charset| {
        let taken = page::read(
            &fetched(URL, URL, charset),
            bytes,
            EVENING.parse().unwrap(),
            &Limits::default(),
        );
        match taken {
            Taken::Read(document, complaints) => (document.report.text, complaints),
            other => panic!("{other:?}"),
        }
    };
    let (text, complaints) = at(Some("iso-8859-1"));
    assert!(text.contains("Menéndez"), "{text}");
    assert!(
        !complaints
            .iter()
            .any(|complaint| complaint.what.contains("fits it best")),
        "{complaints:?}"
    );
    // A server that states another than the bytes are in is not believed where they can be told.
    let lying = "<html><title>x</title><body><article><p>Senator Menéndez spoke at length about the race.</p></article>";
    let taken = page::read(
        &fetched(URL, URL, Some("windows-1252")),
        lying.as_bytes(),
        EVENING.parse().unwrap(),
        &Limits::default(),
    );
    assert!(matches!(taken, Taken::Read(document, _) if document.report.text.contains("Menéndez")));
}
