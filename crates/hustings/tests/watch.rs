//! `hustings watch`: what a feed brings reaches the race page, once; Ctrl-C ends it cleanly.
#![expect(
    clippy::unwrap_used,
    reason = "helpers of tests may panic: that is how they fail"
)]
#![expect(
    clippy::disallowed_methods,
    reason = "only a test starts other programs: the one that it stops"
)]

mod common;

use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Write};
use std::net::TcpListener;
use std::process::{Command, Stdio};
use std::sync::{Arc, Mutex};
use std::thread;

use common::{Desk, Ended};
use serde_json::Value;

/// A server of pages that a test can change; what it does not have has status 404.
struct Wire {
    port: u16,
    pages: Arc<Mutex<BTreeMap<String, String>>>,
}

impl Wire {
    fn new() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let port = listener.local_addr().unwrap().port();
        let pages: Arc<Mutex<BTreeMap<String, String>>> = Arc::default();
        let served = Arc::clone(&pages);
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let mut lines = BufReader::new(&stream).lines();
                let first = lines.next().and_then(Result::ok).unwrap_or_default();
                while lines
                    .next()
                    .and_then(Result::ok)
                    .is_some_and(|line| !line.is_empty())
                {}
                let path = first.split(' ').nth(1).unwrap_or_default();
                let page = served.lock().unwrap().get(path).cloned();
                let answer = match page {
                    Some(page) => format!("HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n{page}"),
                    None => "HTTP/1.1 404 Not Found\r\nConnection: close\r\n\r\n".to_owned(),
                };
                drop((&stream).write_all(answer.as_bytes()));
            }
        });
        Self { port, pages }
    }

    fn put(&self, path: &str, page: impl Into<String>) {
        self.pages
            .lock()
            .unwrap()
            .insert(path.to_owned(), page.into());
    }

    fn take_away(&self, path: &str) {
        self.pages.lock().unwrap().remove(path);
    }

    fn url(&self, path: &str) -> String {
        format!("http://127.0.0.1:{}{path}", self.port)
    }

    fn door(&self) -> String {
        format!("127.0.0.1:{}", self.port)
    }

    fn feed(&self, paths: &[&str]) {
        let item = |path: &&str| {
            let link = self.url(path);
            format!("<item><title>A dispatch</title><link>{link}</link></item>")
        };
        let items: Vec<String> = paths.iter().map(item).collect();
        let items = items.concat();
        self.put("/feed", format!("<rss version=\"2.0\"><channel><title>Hustings Example Desk</title>{items}</channel></rss>"));
    }
}

fn story(title: &str, text: &str) -> String {
    format!(
        "<html><head><title>{title}</title><meta property='og:site_name' content='Hustings Example Desk'><meta property='article:published_time' content='2019-11-06T12:00:00-06:00'></head><body><article><h1>{title}</h1><p>{text}</p></article></body></html>"
    )
}

const SESSIONS: &str = "Former Attorney General Jeff Sessions is expected to announce on Thursday that he will run for the U.S. Senate in Alabama in 2020, two Republicans with direct knowledge of his plans said on Wednesday.";
const JONES: &str = "Sen. Doug Jones, a Democrat, is running for re-election to the U.S. Senate in Alabama in 2020.";

fn watch(desk: &Desk, wire: &Wire, more: &[&str]) -> Ended {
    let door = wire.door();
    let all = [
        &[
            "watch", "--once", "--open", &door, "--pause", "0s", "--reader", "rules",
        ],
        more,
    ]
    .concat();
    desk.run(&all)
}

#[test]
fn what_a_feed_brings_reaches_the_page_once() {
    let (desk, wire) = (Desk::new(), Wire::new());
    wire.put("/1.html", story("Sessions expected to run", SESSIONS));
    wire.feed(&["/1.html"]);
    let feed = wire.url("/feed");

    let first = watch(&desk, &wire, &[&feed]);
    assert_eq!(first.status, 0, "{}", first.err);
    assert!(
        first
            .out
            .starts_with("Hustings Example Desk: Sessions expected to run ("),
        "{}",
        first.out
    );
    assert!(first.out.contains(&wire.url("/1.html")), "{}", first.out);
    let page = desk
        .json(&[
            "race",
            "2020-AL-senate",
            "--as-of",
            "2019-11-06T20:00-06:00",
        ])
        .remove(0);
    assert_eq!(page["field"][0]["person"], "Jeff Sessions", "{page}");

    let again = watch(&desk, &wire, &[&feed]);
    assert_eq!((again.status, again.out.as_str()), (0, ""), "{}", again.err);
    assert!(again.err.contains("1 item, 0 new"), "{}", again.err);

    wire.put("/2.html", story("Jones runs again", JONES));
    wire.feed(&["/2.html", "/1.html"]);
    let more = watch(&desk, &wire, &[&feed, "--json"]);
    assert_eq!(more.status, 0, "{}", more.err);
    let lines: Vec<Value> = more
        .out
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    assert_eq!(lines.len(), 2, "{}", more.out);
    assert_eq!(
        (&lines[0]["polled"], &lines[0]["new"], &lines[0]["went"]),
        (&feed.as_str().into(), &1.into(), &"came".into())
    );
    assert_eq!(
        (&lines[1]["title"], &lines[1]["added"]),
        (&"Jones runs again".into(), &"new".into())
    );
    assert_eq!(desk.json(&["check"])[0]["documents"], 2);
}

/// Without what it remembered, the record knows what it holds.
#[test]
fn a_lost_memory_costs_nothing_but_traffic() {
    let (desk, wire) = (Desk::new(), Wire::new());
    wire.put("/1.html", story("Jones runs again", JONES));
    wire.feed(&["/1.html"]);
    let feed = wire.url("/feed");
    assert_eq!(watch(&desk, &wire, &[&feed]).status, 0);
    for broken in ["", "{}", "{\"version\": 99, \"sources\": {}}", "\u{0}"] {
        desk.file("hustings.db.watch", broken);
        let again = watch(&desk, &wire, &[&feed]);
        assert_eq!(again.status, 0, "{}", again.err);
        assert!(again.err.contains("1 held already"), "{}", again.err);
    }
    assert_eq!(desk.json(&["check"])[0]["documents"], 1);
}

#[test]
fn a_list_of_feeds_with_one_that_is_away() {
    let (desk, wire) = (Desk::new(), Wire::new());
    wire.put("/1.html", story("Jones runs again", JONES));
    wire.feed(&["/1.html"]);
    let list = desk.file(
        "feeds.opml",
        format!(
            "<opml version='2.0'><body><outline text='Alabama'><outline xmlUrl='{}'/><outline xmlUrl='{}'/><outline xmlUrl='ftp://example.org/'/></outline></body></opml>",
            wire.url("/gone"),
            wire.url("/feed")
        ),
    );
    let ended = watch(&desk, &wire, &["--opml", &list]);
    assert_eq!(ended.status, 3, "{}", ended.err);
    assert!(
        ended.err.contains("status 404")
            && ended.err.contains("`ftp://example.org/` cannot be watched"),
        "{}",
        ended.err
    );
    assert_eq!(desk.json(&["check"])[0]["documents"], 1);

    // All away: nothing was done, which a script must notice.
    wire.take_away("/feed");
    assert_eq!(watch(&desk, &wire, &["--opml", &list]).status, 1);
}

#[test]
fn what_cannot_be_watched_is_said_before_anything_is_asked() {
    let desk = Desk::new();
    for (arguments, status, words) in [
        (vec!["watch"], 2, "required"),
        (vec!["watch", "al.com/feed"], 1, "cannot be watched"),
        (
            vec!["watch", "https://u:p@al.com/"],
            1,
            "user name or password",
        ),
        (
            vec!["watch", "https://al.com/", "--every", "5s"],
            2,
            "once a minute",
        ),
        (
            vec!["watch", "https://al.com/", "--open", "al.com"],
            2,
            "host with a port",
        ),
        (vec!["watch", "--opml", "missing.opml"], 1, "cannot be read"),
        (
            vec![
                "watch",
                "https://al.com/",
                "--record",
                "postgres://localhost/x",
                "--once",
            ],
            1,
            "--state",
        ),
    ] {
        let ended = desk.run(&arguments);
        assert_eq!(ended.status, status, "{arguments:?}: {}", ended.err);
        assert!(ended.err.contains(words), "{arguments:?}: {}", ended.err);
    }
    // A private address is refused unless its host is opened, and a page that is added by its address is no way around that.
    let wire = Wire::new();
    wire.put("/1.html", story("Jones runs again", JONES));
    let refused = desk.run(&["watch", "--once", "--reader", "rules", &wire.url("/1.html")]);
    assert_eq!(refused.status, 1, "{}", refused.err);
    let added = desk.run(&["add", "--reader", "rules", &wire.url("/1.html")]);
    assert_eq!(added.status, 1, "{}", added.err);
    assert!(added.err.contains("cannot be fetched"), "{}", added.err);
}

/// SIGINT while it waits for the next poll: it ends at once, with what it has said and remembered.
#[test]
fn ctrl_c_ends_it_cleanly() {
    let (desk, wire) = (Desk::new(), Wire::new());
    wire.put("/1.html", story("Jones runs again", JONES));
    wire.feed(&["/1.html"]);
    let mut running = Command::new(assert_cmd::cargo::cargo_bin!("hustings"))
        .args([
            "watch",
            &wire.url("/feed"),
            "--open",
            &wire.door(),
            "--pause",
            "0s",
            "--reader",
            "rules",
        ])
        .current_dir(desk.folder.path())
        .env_remove("HUSTINGS_RECORD")
        .env_remove("HUSTINGS_CONTACT")
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut out = BufReader::new(running.stdout.take().unwrap()).lines();
    assert!(out.next().unwrap().unwrap().contains("Jones runs again"));
    let told = Command::new("kill")
        .args(["-INT", &running.id().to_string()])
        .status()
        .unwrap();
    assert!(told.success());
    let ended = running.wait_with_output().unwrap();
    let err = String::from_utf8_lossy(&ended.stderr);
    assert_eq!(ended.status.code(), Some(0), "{err}");
    assert!(err.contains("1 poll: 1 document new"), "{err}");
    assert_eq!(desk.json(&["check"])[0]["documents"], 1);
    let again = watch(&desk, &wire, &[&wire.url("/feed")]);
    assert_eq!(again.out, "", "what was read is remembered: {}", again.err);
}
