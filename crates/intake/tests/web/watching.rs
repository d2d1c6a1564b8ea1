//! A watch over time: what is new comes once, what fails is asked again, and what a site says about being asked is obeyed.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use intake::fetch::{Fetcher, Guards};
use intake::watch::{Again, Plan, Polled, Round, State, Watch, Went};
use intake::{Polite, Url};

use crate::server::{Answer, Server};
use crate::{EVENING, Still};

/// Pages that a test can change.
#[derive(Clone, Default)]
struct Pages(Arc<Mutex<BTreeMap<String, Answer>>>);

impl Pages {
    fn put(&self, path: &str, answer: Answer) {
        self.0.lock().unwrap().insert(path.to_owned(), answer);
    }

    fn serve(&self) -> Server {
        let pages = self.0.clone();
        Server::new(move |request| {
            let path = request.path.split('?').next().unwrap_or_default();
            let held = pages.lock().unwrap().get(path).cloned();
            held.unwrap_or_else(|| Answer::status(404))
        })
    }
}

fn page(title: &str) -> Answer {
    Answer::ok(
        "text/html",
        format!(
            "<html><head><title>{title}</title></head><body><article><h1>{title}</h1><p>{title}, two Republicans said on Wednesday, with the last day for papers two days away in Alabama.</p></article>"
        ),
    )
}

fn feed(items: &[(&str, &str)]) -> Answer {
    let items: String = items
        .iter()
        .map(|(link, title)| format!("<item><guid>{link}</guid><link>{link}</link><title>{title}</title><description>{title}, in short.</description></item>"))
        .collect();
    Answer::ok(
        "application/rss+xml",
        format!("<rss version=\"2.0\"><channel><title>The Wire</title>{items}</channel></rss>"),
    )
}

fn watch_with(
    servers: &[&Server],
    urls: &[String],
    clock: &Arc<Still>,
    plan: Plan,
    state: State,
) -> Watch {
    let guards = Guards {
        doors: servers.iter().map(|server| server.door()).collect(),
        total: Duration::from_secs(3),
        ..Guards::default()
    };
    let fetcher = Fetcher::new(guards, Arc::clone(clock) as Arc<dyn intake::fetch::Outside>);
    let urls = urls.iter().map(|url| Url::parse(url).unwrap()).collect();
    Watch::new(
        urls,
        Polite::new(fetcher, Duration::from_secs(1)),
        plan,
        state,
    )
}

fn watch(server: &Server, path: &str, clock: &Arc<Still>) -> Watch {
    watch_with(
        &[server],
        &[server.url(path)],
        clock,
        Plan::default(),
        State::default(),
    )
}

fn titles(round: &Round) -> Vec<&str> {
    let title = |news: &'_ intake::watch::News| {
        news.document
            .as_ref()
            .map(|document| document.report.title.clone())
    };
    round
        .news
        .iter()
        .map(|news| {
            assert!(title(news).is_some(), "{:?}", news.complaints);
            news.document
                .as_ref()
                .map_or("", |document| document.report.title.as_str())
        })
        .collect()
}

fn said(polled: &Polled) -> String {
    polled
        .complaints
        .iter()
        .map(|complaint| format!("{complaint}; "))
        .collect()
}

const TEN: Duration = Duration::from_mins(10);

#[test]
fn what_is_new_comes_once() {
    let pages = Pages::default();
    let server = pages.serve();
    let (one, two) = (server.url("/1.html"), server.url("/2.html"));
    pages.put("/1.html", page("Sessions to run"));
    pages.put("/2.html", page("Byrne stays in"));
    pages.put("/feed", feed(&[(&one, "Sessions to run")]).with("ETag: v1"));
    let clock = Still::at(EVENING);
    let mut watch = watch(&server, "/feed", &clock);

    let round = watch.poll();
    assert_eq!(titles(&round), ["Sessions to run"]);
    let report = &round.news[0].document.as_ref().expect("a report").report;
    assert_eq!(report.url.as_deref(), Some(one.as_str()));
    watch.settle(&round);
    assert_eq!(server.paths(), ["/feed", "/1.html"]);

    // Not due yet; then asked with what the server gave, and nothing new.
    assert!(watch.poll().polled.is_empty());
    clock.pass(TEN);
    let round = watch.poll();
    assert_eq!((round.polled.len(), round.news.len()), (1, 0));
    watch.settle(&round);
    let asked = server.asked();
    assert_eq!(asked.len(), 1);
    assert_eq!(asked[0].header("if-none-match"), Some("v1"));

    // Something new, beside what is known; and what was remembered survives being written.
    pages.put(
        "/feed",
        feed(&[(&two, "Byrne stays in"), (&one, "Sessions to run")]),
    );
    let state = State::read(&watch.state().written()).expect("read back");
    let mut watch = watch_with(
        &[&server],
        &[server.url("/feed")],
        &clock,
        Plan::default(),
        state,
    );
    clock.pass(TEN);
    let round = watch.poll();
    assert_eq!(titles(&round), ["Byrne stays in"]);
    watch.settle(&round);
    assert_eq!(server.paths(), ["/feed", "/2.html"]);
}

#[test]
fn what_is_not_settled_comes_again() {
    let pages = Pages::default();
    let server = pages.serve();
    pages.put("/1.html", page("Sessions to run"));
    pages.put(
        "/feed",
        feed(&[(&server.url("/1.html"), "Sessions to run")]).with("ETag: v1"),
    );
    let clock = Still::at(EVENING);
    let mut watch = watch(&server, "/feed", &clock);
    assert_eq!(watch.poll().news.len(), 1);
    // The record was busy, or we were killed.
    clock.pass(TEN);
    let mut round = watch.poll();
    assert_eq!(round.news.len(), 1);
    assert_eq!(watch.tries(&round.news[0]), 0);
    round.news[0].come_again(Again::Tried);
    watch.settle(&round);
    clock.pass(TEN);
    let mut round = watch.poll();
    assert_eq!(round.news.len(), 1);
    assert_eq!(watch.tries(&round.news[0]), 1);
    let name = round.news[0].name();
    watch.count_try(&name);
    assert_eq!(watch.tries(&round.news[0]), 2);
    round.news[0].come_again(Again::No);
    watch.settle(&round);
    clock.pass(TEN);
    assert!(watch.poll().news.is_empty());
}

#[test]
fn robots_are_obeyed() {
    let pages = Pages::default();
    let server = pages.serve();
    pages.put("/robots.txt", Answer::ok("text/plain", "User-agent: hustings\nDisallow: /private\nCrawl-delay: 7\n\nUser-agent: *\nDisallow: /"));
    pages.put("/private/1.html", page("Sessions to run"));
    pages.put("/2.html", page("Byrne stays in"));
    pages.put(
        "/feed",
        feed(&[
            (&server.url("/private/1.html"), "Sessions to run"),
            (&server.url("/2.html"), "Byrne stays in"),
        ]),
    );
    let clock = Still::at(EVENING);
    let mut watch = watch(&server, "/feed", &clock);
    let round = watch.poll();
    // What may not be fetched is taken from the feed itself.
    assert_eq!(titles(&round), ["Sessions to run", "Byrne stays in"]);
    assert!(
        round.news[0].complaints[0].what.contains("robots.txt"),
        "{:?}",
        round.news[0].complaints
    );
    assert_eq!(
        round.news[0]
            .document
            .as_ref()
            .map(|document| document.report.text.as_str()),
        Some("Sessions to run, in short.")
    );
    assert_eq!(server.paths(), ["/feed", "/2.html"]);
    let waited = clock.waited.lock().unwrap();
    assert!(waited.contains(&Duration::from_secs(7)), "{waited:?}");
}

#[test]
fn a_site_that_shuts_programs_out_is_left_alone() {
    let pages = Pages::default();
    let server = pages.serve();
    pages.put(
        "/robots.txt",
        Answer::ok("text/plain", "User-agent: *\nDisallow: /"),
    );
    pages.put("/feed", feed(&[]));
    let clock = Still::at(EVENING);
    let mut watch = watch(&server, "/feed", &clock);
    let round = watch.poll();
    assert!(said(&round.polled[0]).contains("robots.txt asks programs to leave this alone"));
    assert!(server.paths().is_empty());
    // A robots.txt that cannot be had means no as well, until it can.
    pages.put("/robots.txt", Answer::status(500));
    let mut other = self::watch(&server, "/feed", &clock);
    let round = other.poll();
    assert!(
        said(&round.polled[0]).contains("robots.txt cannot be had"),
        "{}",
        said(&round.polled[0])
    );
    assert!(server.paths().is_empty());
    pages.put("/robots.txt", Answer::status(404));
    clock.pass(Duration::from_hours(1));
    assert!(matches!(other.poll().polled[0].went, Went::Came));
}

#[test]
fn rest_is_granted_and_others_go_on() {
    let busy = Server::new(|request| match request.path.as_str() {
        "/robots.txt" => Answer::status(404),
        _ => Answer::status(503).with("Retry-After: 3600"),
    });
    let pages = Pages::default();
    let server = pages.serve();
    pages.put("/feed", feed(&[]));
    let clock = Still::at(EVENING);
    let urls = [busy.url("/a"), busy.url("/b"), server.url("/feed")];
    let mut watch = watch_with(
        &[&busy, &server],
        &urls,
        &clock,
        Plan::default(),
        State::default(),
    );
    let round = watch.poll();
    let went: Vec<bool> = round
        .polled
        .iter()
        .map(|polled| matches!(polled.went, Went::Failed(_)))
        .collect();
    assert_eq!(went, [true, true, false]);
    // One request told enough about the host: the second address was not asked.
    assert_eq!(busy.paths(), ["/a"]);
    let in_an_hour = round.polled[0]
        .next
        .duration_since(round.polled[2].next)
        .as_secs();
    assert!(in_an_hour >= 2900, "{in_an_hour}");
    watch.settle(&round);
    for _ in 0..5 {
        clock.pass(TEN);
        let round = watch.poll();
        watch.settle(&round);
    }
    assert!(busy.paths().is_empty());
    clock.pass(TEN);
    clock.pass(TEN);
    watch.poll();
    assert!(!busy.paths().is_empty());
}

#[test]
fn an_outage_is_worked_through_with_growing_pauses() {
    let pages = Pages::default();
    let server = pages.serve();
    pages.put("/1.html", page("Sessions to run"));
    pages.put(
        "/feed",
        feed(&[(&server.url("/1.html"), "Sessions to run")]),
    );
    let clock = Still::at(EVENING);
    let mut watch = watch(&server, "/feed", &clock);
    let round = watch.poll();
    watch.settle(&round);
    pages.put("/feed", Answer::status(500));
    let mut complaints = 0;
    let mut pauses = Vec::new();
    for _ in 0..6 {
        let due = watch.due().expect("watched");
        let pause = Duration::try_from(due.duration_since(intake::fetch::Outside::now(&*clock)))
            .unwrap_or_default();
        pauses.push(pause.as_secs());
        clock.pass(pause);
        let round = watch.poll();
        complaints += round.polled[0].complaints.len();
        watch.settle(&round);
    }
    assert_eq!(complaints, 1, "the same trouble is told once");
    assert!(
        pauses
            .windows(2)
            .all(|two| two[1] >= two[0] || two[1] > 20_000),
        "{pauses:?}"
    );
    assert!(
        pauses.iter().all(|pause| *pause <= 6 * 3600 * 5 / 4),
        "{pauses:?}"
    );
    pages.put(
        "/feed",
        feed(&[(&server.url("/1.html"), "Sessions to run")]),
    );
    clock.pass(Duration::from_hours(8));
    let round = watch.poll();
    assert!(matches!(round.polled[0].went, Went::Came));
    assert!(
        round.news.is_empty(),
        "what was read before the outage is known"
    );
}

#[test]
fn a_feed_that_becomes_a_page_loses_nothing() {
    let pages = Pages::default();
    let server = pages.serve();
    pages.put("/1.html", page("Sessions to run"));
    pages.put(
        "/feed",
        feed(&[(&server.url("/1.html"), "Sessions to run")]),
    );
    let clock = Still::at(EVENING);
    let mut watch = watch(&server, "/feed", &clock);
    let round = watch.poll();
    watch.settle(&round);
    for answer in [
        page("Log in"),
        page("Alabama news"),
        Answer::ok("application/rss+xml", ""),
        Answer::ok("application/rss+xml", "<rss version=\"2.0\"><chan"),
    ] {
        pages.put("/feed", answer);
        clock.pass(Duration::from_hours(8));
        let round = watch.poll();
        assert!(matches!(round.polled[0].went, Went::Failed(_)), "{round:?}");
        assert!(round.news.is_empty());
        watch.settle(&round);
    }
    pages.put("/feed", feed(&[]));
    clock.pass(Duration::from_hours(8));
    let round = watch.poll();
    assert!(
        matches!(round.polled[0].went, Went::Came),
        "an empty feed is a feed"
    );
    watch.settle(&round);
    pages.put(
        "/feed",
        feed(&[(&server.url("/1.html"), "Sessions to run")]),
    );
    clock.pass(TEN);
    assert!(watch.poll().news.is_empty());
}

#[test]
fn a_flood_is_taken_piece_by_piece() {
    let pages = Pages::default();
    let server = pages.serve();
    let links: Vec<String> = (0..30).map(|n| server.url(&format!("/{n}.html"))).collect();
    for n in 0..30 {
        pages.put(&format!("/{n}.html"), page(&format!("Report {n}")));
    }
    let items: Vec<(&str, &str)> = links
        .iter()
        .map(|link| (link.as_str(), "A report"))
        .collect();
    pages.put("/feed", feed(&items).with("ETag: v1"));
    let clock = Still::at(EVENING);
    let plan = Plan {
        most: 12,
        ..Plan::default()
    };
    let mut watch = watch_with(
        &[&server],
        &[server.url("/feed")],
        &clock,
        plan,
        State::default(),
    );
    let mut all = 0;
    for expect in [(12, 18), (12, 6), (6, 0), (0, 0)] {
        let round = watch.poll();
        assert_eq!((round.news.len(), round.polled[0].waiting), expect);
        all += round.news.len();
        watch.settle(&round);
        clock.pass(TEN);
    }
    assert_eq!(all, 30);
}

/// The same id for all items, and a new id with each poll: what an item calls itself does not matter where it points somewhere.
#[test]
fn ids_are_not_believed() {
    let pages = Pages::default();
    let server = pages.serve();
    let item = |guid: &str, n: u32| {
        format!(
            "<item><guid isPermaLink=\"false\">{guid}</guid><link>{}</link><title>Report {n}</title></item>",
            server.url(&format!("/{n}.html"))
        )
    };
    let feed = |items: String| {
        Answer::ok(
            "application/rss+xml",
            format!("<rss version=\"2.0\"><channel><title>x</title>{items}</channel></rss>"),
        )
    };
    for n in 0..3 {
        pages.put(&format!("/{n}.html"), page(&format!("Report {n}")));
    }
    let clock = Still::at(EVENING);
    let mut watch = watch(&server, "/feed", &clock);
    pages.put("/feed", feed((0..3).map(|n| item("same", n)).collect()));
    let round = watch.poll();
    assert_eq!(titles(&round), ["Report 0", "Report 1", "Report 2"]);
    watch.settle(&round);
    for poll in 0..3 {
        clock.pass(TEN);
        pages.put(
            "/feed",
            feed((0..3).map(|n| item(&format!("{poll}-{n}"), n)).collect()),
        );
        let round = watch.poll();
        assert!(round.news.is_empty());
        watch.settle(&round);
    }
}

/// A feed that claims another's item and id: it is read at the address that it points at, or not at all as that one's.
#[test]
fn a_feed_speaks_for_its_own_host() {
    let pages = Pages::default();
    let server = pages.serve();
    pages.put("/feed", Answer::ok("application/rss+xml", "<rss version=\"2.0\"><channel><title>Associated Press</title><item><guid>https://apnews.com/1</guid><link>https://apnews.com/1</link><title>Sessions withdraws</title><description>He withdrew.</description></item></channel></rss>"));
    let clock = Still::at(EVENING);
    let plan = Plan {
        pages: false,
        ..Plan::default()
    };
    let mut watch = watch_with(
        &[&server],
        &[server.url("/feed")],
        &clock,
        plan,
        State::default(),
    );
    let round = watch.poll();
    let report = &round.news[0].document.as_ref().expect("a report").report;
    assert_eq!(report.url, None);
    assert_eq!(
        report.publisher.as_deref(),
        Some("127.0.0.1 (calls itself Associated Press)")
    );
    assert!(
        round.news[0]
            .complaints
            .iter()
            .any(|complaint| complaint.what.contains("unverified"))
    );
}

#[test]
fn a_changed_item_is_read_again_after_a_while() {
    let pages = Pages::default();
    let server = pages.serve();
    let link = server.url("/1.html");
    pages.put("/1.html", page("Sessions to run"));
    pages.put("/feed", feed(&[(&link, "Sessions to run")]));
    let clock = Still::at(EVENING);
    let mut watch = watch(&server, "/feed", &clock);
    let round = watch.poll();
    watch.settle(&round);
    pages.put("/1.html", page("Sessions will run"));
    pages.put("/feed", feed(&[(&link, "Sessions will run")]));
    clock.pass(TEN);
    let round = watch.poll();
    assert_eq!((round.news.len(), round.polled[0].waiting), (0, 1));
    watch.settle(&round);
    clock.pass(TEN);
    let round = watch.poll();
    assert_eq!(titles(&round), ["Sessions will run"]);
    watch.settle(&round);
}

#[test]
fn a_page_is_read_whenever_its_text_changes() {
    let pages = Pages::default();
    let server = pages.serve();
    pages.put("/live.html", page("Sessions to run"));
    let clock = Still::at(EVENING);
    let mut watch = watch(&server, "/live.html", &clock);
    let round = watch.poll();
    assert_eq!(titles(&round), ["Sessions to run"]);
    watch.settle(&round);
    clock.pass(TEN);
    let round = watch.poll();
    assert!(round.news.is_empty());
    watch.settle(&round);
    pages.put("/live.html", page("Sessions files his papers"));
    clock.pass(TEN);
    let round = watch.poll();
    assert_eq!(titles(&round), ["Sessions files his papers"]);
    watch.settle(&round);
    pages.put("/live.html", Answer::status(410));
    clock.pass(TEN);
    let round = watch.poll();
    assert!(said(&round.polled[0]).contains("status 410"));
}

/// A page that cannot be had now waits; what the feed carries would be less than what the page will say.
#[test]
fn an_item_whose_page_is_away_waits() {
    let pages = Pages::default();
    let server = pages.serve();
    pages.put("/1.html", Answer::status(502));
    pages.put("/gone.html", Answer::status(404));
    pages.put(
        "/feed",
        feed(&[
            (&server.url("/1.html"), "Sessions to run"),
            (&server.url("/gone.html"), "Byrne stays in"),
        ]),
    );
    let clock = Still::at(EVENING);
    let mut watch = watch(&server, "/feed", &clock);
    let round = watch.poll();
    assert_eq!(titles(&round), ["Byrne stays in"]);
    assert_eq!(round.polled[0].waiting, 1);
    watch.settle(&round);
    pages.put("/1.html", page("Sessions to run"));
    clock.pass(TEN);
    assert_eq!(titles(&watch.poll()), ["Sessions to run"]);
}
