//! Every page in every form: HTML, JSON, CSV, feeds, calendars, and the description of the JSON.

use desk::pages::{KINDS, Kind};

use crate::newsroom::Newsroom;

/// An address of each kind of page, of the example.
pub(crate) fn address(kind: &Kind) -> &'static str {
    match kind.name {
        "home" => "/",
        "race" => "/race/2020-AL-senate",
        "person" => "/person/Jeff_Sessions",
        "claim" => "/claim/2020-AL-senate/47",
        "report" => "/report/5",
        "source" => "/source/Associated_Press",
        "calendar" => "/calendar?race=2020-AL-senate",
        "compare" => "/compare?race=2020-AL-senate",
        "search" => "/search?q=Sessions",
        "returns" => "/returns/2020-AL-senate",
        // The example holds no filing; `filings.rs` has a record with one.
        "filing" => "",
        other => panic!("the test knows no address of {other}"),
    }
}

/// The same page in another form.
fn in_form(address: &str, suffix: &str) -> String {
    let (path, query) = address.split_once('?').unwrap_or((address, ""));
    let path = if path == "/" { "/index" } else { path };
    if query.is_empty() {
        format!("{path}{suffix}")
    } else {
        format!("{path}{suffix}?{query}")
    }
}

#[tokio::test]
async fn every_page_comes_in_every_form_that_it_names() {
    let room = Newsroom::open();
    for kind in KINDS.iter().filter(|kind| !address(kind).is_empty()) {
        let page = room.get(address(kind)).await;
        assert_eq!(page.status, 200, "{}: {}", kind.name, page.text());
        for suffix in [".json", ".csv"]
            .into_iter()
            .chain(kind.forms.iter().map(|form| form.suffix()))
        {
            let there = in_form(address(kind), suffix);
            let answer = room.get(&there).await;
            assert_eq!(answer.status, 200, "{there}: {}", answer.text());
            assert!(!answer.body.is_empty(), "{there}");
            let link = format!("href=\"{}\"", there.replace('&', "&amp;"));
            assert!(
                page.text().contains(&link),
                "{} does not link to {there}",
                kind.name
            );
        }
        for suffix in [".atom", ".ics"] {
            if !kind.forms.iter().any(|form| form.suffix() == suffix) {
                let there = in_form(address(kind), suffix);
                assert_eq!(room.get(&there).await.status, 404, "{there}");
            }
        }
    }
}

#[tokio::test]
async fn the_json_of_every_page_is_as_it_is_described() {
    let room = Newsroom::open();
    let described = room.get("/openapi.json").await.json();
    assert_eq!(described["openapi"], "3.1.0");
    for kind in KINDS {
        let path = &described["paths"][desk::openapi::path(kind)]["get"];
        assert_eq!(path["operationId"], kind.name);
        if address(kind).is_empty() {
            continue;
        }
        let page = room.get(&in_form(address(kind), ".json")).await.json();
        let page = page.as_object().unwrap();
        let schema = &path["responses"]["200"]["content"]["application/json"]["schema"];
        let properties = schema["properties"].as_object().unwrap();
        for (name, value) in page {
            let field = properties
                .get(name)
                .unwrap_or_else(|| panic!("{}: `{name}` is not described", kind.name));
            let types = match &field["type"] {
                serde_json::Value::String(one) => vec![one.clone()],
                many => serde_json::from_value(many.clone()).unwrap(),
            };
            let found = match value {
                serde_json::Value::Null => "null",
                serde_json::Value::Bool(_) => "boolean",
                serde_json::Value::Number(_) => "number",
                serde_json::Value::String(_) => "string",
                serde_json::Value::Array(_) => "array",
                serde_json::Value::Object(_) => "object",
            };
            assert!(
                types.iter().any(|held| held == found),
                "{}: `{name}` is {found}, described as {types:?}",
                kind.name
            );
        }
        for required in schema["required"].as_array().unwrap() {
            assert!(
                page.contains_key(required.as_str().unwrap()),
                "{}: {required} is missing",
                kind.name
            );
        }
    }
}

#[tokio::test]
async fn tables_are_as_wide_as_their_heads() {
    let room = Newsroom::open();
    for table in [
        "field",
        "schedule",
        "endorsements",
        "money",
        "polls",
        "results",
        "changes",
    ] {
        let text = room
            .get(&format!("/race/2020-AL-senate.csv?table={table}"))
            .await;
        let widths: Vec<usize> = text
            .text()
            .lines()
            .map(|line| line.split(',').count())
            .collect();
        assert!(widths.len() > 1, "{table} is empty");
    }
    let csv = room.get("/race/2020-AL-senate.csv").await;
    assert!(
        csv.text().starts_with("person,party,status,"),
        "{}",
        csv.text()
    );
    assert!(
        csv.text().contains("Tommy Tuberville,Republican,elected,"),
        "{}",
        csv.text()
    );
}

#[tokio::test]
async fn feeds_and_calendars_are_well_formed() {
    let room = Newsroom::open();
    for address in [
        "/race/2020-AL-senate.atom?as_of=2019-11-06T20:00-06:00",
        "/person/Jeff_Sessions.atom",
    ] {
        let feed = room.get(address).await;
        let text = feed.text();
        assert!(
            feed.header("content-type")
                .starts_with("application/atom+xml")
        );
        let entries = text.matches("<entry>").count();
        assert!(entries > 0, "{address}");
        assert_eq!(entries, text.matches("</entry>").count());
        assert!(text.contains("<id>https://desk.example.org/"), "{text}");
        // The last first, and the feed as new as its newest entry.
        let updated: Vec<&str> = text
            .split("<updated>")
            .skip(1)
            .map(|rest| &rest[..20])
            .collect();
        assert!(
            updated[1..].windows(2).all(|pair| pair[0] >= pair[1]),
            "{updated:?}"
        );
        assert_eq!(updated[0], updated[1]);
    }
    let calendar = room.get("/race/2020-AL-senate.ics").await;
    assert!(
        calendar.text().starts_with("BEGIN:VCALENDAR\r\n")
            && calendar.text().ends_with("END:VCALENDAR\r\n")
    );
    assert!(
        calendar.text().contains("DTSTART:20191108T230000Z"),
        "{}",
        calendar.text()
    );
}

#[tokio::test]
async fn a_feed_goes_back_moment_by_moment() {
    let room = Newsroom::open();
    let feed = room.get("/race/2020-AL-senate.atom").await;
    let text = feed.text();
    let mut moments: Vec<&str> = text
        .split("<updated>")
        .skip(2)
        .map(|rest| &rest[..20])
        .collect();
    moments.dedup();
    assert!(moments.len() > 5, "{moments:?}");
    // Ids are not given twice.
    let mut ids: Vec<&str> = text
        .split("<id>")
        .skip(1)
        .filter_map(|rest| rest.split('<').next())
        .collect();
    let all = ids.len();
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(ids.len(), all);
}
