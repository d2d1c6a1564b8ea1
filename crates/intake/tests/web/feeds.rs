//! Feeds of every sort, and hostile ones.

use claim::Complaint;
use intake::Url;
use intake::feed::{self, Feed};
use jiff::Timestamp;
use proptest::prelude::*;

use crate::EVENING;

fn read(text: impl AsRef<[u8]>) -> Result<(Feed, Vec<Complaint>), Complaint> {
    let url = Url::parse("https://www.al.com/feed").unwrap();
    let now: Timestamp = EVENING.parse().unwrap();
    feed::read(&url, text.as_ref(), true, now)
}

fn good(text: impl AsRef<[u8]>) -> (Feed, Vec<Complaint>) {
    read(text).unwrap_or_else(|complaint| panic!("{complaint}"))
}

/// One line an item: title, link, time, body.
fn lines(feed: &Feed) -> Vec<String> {
    let line = |item: &feed::Item| {
        format!(
            "{} | {} | {} | {}",
            item.title,
            item.link.as_ref().map_or("-", Url::as_str),
            item.published
                .map_or_else(|| "-".to_owned(), |when| when.to_string()),
            item.body
        )
    };
    feed.items.iter().map(line).collect()
}

#[test]
fn every_sort_of_feed_gives_the_same_items() {
    let expect =
        ["Sessions files & runs | https://www.al.com/1.html | 2019-11-06T18:00+00:00 | He filed."];
    for text in [
        r#"<?xml version="1.0"?><rss version="2.0"><channel><title>AL.com</title><link>https://www.al.com/</link><description/>
           <item><title>Sessions files &amp; runs</title><link>https://www.al.com/1.html</link><guid>g1</guid>
           <pubDate>Wed, 06 Nov 2019 12:00:00 -0600</pubDate><description>He filed.</description></item></channel></rss>"#,
        r#"<feed xmlns="http://www.w3.org/2005/Atom"><title>AL.com</title><id>f</id><updated>2019-11-06T18:00:00Z</updated>
           <entry><id>g1</id><title>Sessions files &amp; runs</title><link href="https://www.al.com/1.html"/>
           <updated>2019-11-06T18:00:00Z</updated><published>2019-11-06T18:00:00Z</published><summary>He filed.</summary></entry></feed>"#,
        r#"<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/">
           <channel rdf:about="https://www.al.com/"><title>AL.com</title><link>https://www.al.com/</link><description>x</description></channel>
           <item rdf:about="g1"><title>Sessions files &amp; runs</title><link>https://www.al.com/1.html</link><description>He filed.</description><dc:date>2019-11-06T18:00:00Z</dc:date></item></rdf:RDF>"#,
        r#"{"version": "https://jsonfeed.org/version/1.1", "title": "AL.com", "items": [{"id": "g1", "url": "https://www.al.com/1.html",
           "title": "Sessions files & runs", "content_text": "He filed.", "date_published": "2019-11-06T12:00:00-06:00"}]}"#,
    ] {
        assert!(feed::is_one(text.as_bytes()), "{text}");
        let (feed, complaints) = good(text);
        assert_eq!(feed.title.as_deref(), Some("AL.com"), "{text}");
        assert_eq!(lines(&feed), expect, "{text}");
        assert!(complaints.is_empty(), "{complaints:?}");
    }
}

#[test]
fn what_is_no_feed_is_known() {
    for text in [
        "",
        "<html><body>x",
        "{\"a\": 1}",
        "Sessions files.",
        "%PDF-1.7",
    ] {
        assert!(!feed::is_one(text.as_bytes()), "{text}");
        assert!(read(text).is_err(), "{text}");
    }
}

fn rss(items: &str) -> String {
    format!("<rss version=\"2.0\"><channel><title>x</title>{items}</channel></rss>")
}

/// A billion laughs, a file of this machine, a definition elsewhere: no entity is resolved and nothing is asked.
#[test]
fn entities_stay_as_they_are() {
    let laughs: String = (1..9)
        .map(|n| format!("<!ENTITY a{n} \"{}\">", format!("&a{};", n - 1).repeat(10)))
        .collect();
    let bomb = format!(
        "<!DOCTYPE rss [<!ENTITY a0 \"ha\">{laughs}<!ENTITY f SYSTEM \"file:///etc/passwd\"><!ENTITY h SYSTEM \"http://127.0.0.1/\">]>{}",
        rss("<item><title>t</title><description>&a8; &f; &h;</description></item>")
    );
    let (feed, complaints) = good(bomb);
    assert!(feed.items[0].body.len() < 100, "{}", feed.items[0].body);
    assert!(!feed.items[0].body.contains("root:"));
    assert!(
        complaints
            .iter()
            .any(|complaint| complaint.what.contains("entities of its own")),
        "{complaints:?}"
    );
}

#[test]
fn of_a_long_feed_the_first_items_are_taken() {
    let items: String = (0..300_000)
        .map(|n| {
            format!("<item><guid>{n}</guid><title>Item {n} of a very long feed</title></item>\n")
        })
        .collect();
    let text = rss(&items);
    assert!(text.len() > 18_000_000);
    let (feed, complaints) = good(text);
    assert_eq!(feed.items.len(), feed::ITEMS);
    assert_eq!(feed.items[499].title, "Item 499 of a very long feed");
    assert!(
        complaints[0]
            .what
            .contains("it has 300000 items; the first 500 were read"),
        "{complaints:?}"
    );
}

#[test]
fn deep_and_broken_feeds() {
    assert!(
        read(format!(
            "<rss version=\"2.0\"><channel>{}",
            "<a>".repeat(1_000_000)
        ))
        .is_err_and(|c| c.what.contains("512 deep"))
    );
    let half = "<rss version=\"2.0\"><channel><item><title>One</title></item><item><title>Two";
    let (feed, complaints) = good(half);
    assert_eq!(lines(&feed), ["One | - | - | "]);
    assert!(complaints[0].what.contains("breaks off"), "{complaints:?}");
    let deep_json = format!(
        "{{\"version\": \"https://jsonfeed.org/version/1\", \"items\": [{{\"id\": {}1{}}}]}}",
        "[".repeat(100_000),
        "]".repeat(100_000)
    );
    assert!(read(deep_json).is_err());
}

#[test]
fn times_that_cannot_be_are_dropped_and_said() {
    for (date, kept) in [
        ("Thu, 01 Jan 1970 00:00:00 GMT", "-"),
        ("Tue, 01 Jan 2099 00:00:00 GMT", "-"),
        ("sometime", "-"),
        ("Wed, 06 Nov 2019 12:00:00 -0600", "2019-11-06T18:00+00:00"),
        ("Thu, 07 Nov 2019 12:00:00 GMT", "2019-11-07T12:00+00:00"),
    ] {
        let (feed, complaints) = good(rss(&format!(
            "<item><title>t</title><pubDate>{date}</pubDate></item>"
        )));
        assert_eq!(lines(&feed), [format!("t | - | {kept} | ")], "{date}");
        let said = complaints
            .iter()
            .any(|complaint| complaint.what.contains("cannot be"));
        assert_eq!(said, kept == "-" && date != "sometime", "{complaints:?}");
    }
}

/// Links that are no addresses of the web never become the address of a report.
#[test]
fn links_are_web_addresses_or_none() {
    for link in [
        "javascript:alert(1)",
        "file:///etc/passwd",
        "data:text/html,x",
        "https://u:p@al.com/",
    ] {
        let (feed, _) = good(rss(&format!(
            "<item><title>t</title><link>{link}</link></item>"
        )));
        assert_eq!(feed.items[0].link, None, "{link}");
    }
    let (feed, _) = good(rss(
        "<item><title>t</title><link>/news/1.html</link></item>",
    ));
    let link = feed.items[0].link.as_ref().map(Url::as_str);
    assert!(
        matches!(link, None | Some("https://www.al.com/news/1.html")),
        "{link:?}"
    );
}

#[test]
fn markup_in_headlines_is_text() {
    let (feed, _) = good(rss(
        "<item><title>&lt;b&gt;Sessions&lt;/b&gt; &amp;amp; Byrne&lt;script&gt;alert(1)&lt;/script&gt;</title></item>",
    ));
    assert_eq!(feed.items[0].title, "Sessions & Byrne");
}

#[test]
fn encodings() {
    let latin = b"<?xml version=\"1.0\" encoding=\"iso-8859-1\"?><rss version=\"2.0\"><channel><item><title>Pe\xF1a</title></item></channel></rss>";
    assert_eq!(good(latin).0.items[0].title, "Peña");
    let sixteen: Vec<u8> = "\u{FEFF}<?xml version=\"1.0\" encoding=\"utf-16\"?><rss version=\"2.0\"><channel><item><title>Peña</title></item></channel></rss>"
        .encode_utf16()
        .flat_map(u16::to_le_bytes)
        .collect();
    assert_eq!(good(sixteen).0.items[0].title, "Peña");
}

/// Pieces that have a meaning in a feed or a list of feeds, in any order.
const PIECES: &[&str] = &[
    "<rss version=\"2.0\">",
    "<channel>",
    "<item>",
    "</item>",
    "</channel>",
    "</rss>",
    "<feed xmlns=\"http://www.w3.org/2005/Atom\">",
    "<entry>",
    "</entry>",
    "<title>",
    "</title>",
    "<link>",
    "</link>",
    "<link href='https://al.com/1'/>",
    "<pubDate>",
    "</pubDate>",
    "<guid>g</guid>",
    "<![CDATA[",
    "]]>",
    "<!--",
    "-->",
    "<!DOCTYPE x [<!ENTITY a 'b'>]>",
    "&a;",
    "&amp;",
    "&",
    "<",
    ">",
    "\"",
    "<?xml version='1.0' encoding='utf-16'?>",
    "{\"version\": \"https://jsonfeed.org/version/1\", ",
    "\"items\": [",
    "{\"id\": 1}",
    "]}",
    "<opml>",
    "<outline xmlUrl='https://al.com/'/>",
    "<outline xmlUrl=",
    "javascript:alert(1)",
    "Wed, 06 Nov 2019 12:00:00 -0600",
    "\u{0}",
    "\u{202E}",
];

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    /// Whatever the bytes are: no panic, no more items than are wanted, links to the web alone, and the same each time.
    #[test]
    fn any_bytes_as_a_feed(pieces in prop::collection::vec(prop::sample::select(PIECES), 0..40), more in prop::collection::vec(any::<u8>(), 0..20)) {
        let bytes = [pieces.concat().into_bytes(), more].concat();
        let url = Url::parse("https://www.al.com/feed").unwrap();
        let now: Timestamp = EVENING.parse().unwrap();
        for whole in [true, false] {
            let found = feed::read(&url, &bytes, whole, now);
            prop_assert_eq!(&found, &feed::read(&url, &bytes, whole, now));
            if let Ok((feed, _)) = found {
                prop_assert!(feed.items.len() <= feed::ITEMS);
                let web = |link: &Url| matches!(link.scheme(), "http" | "https");
                prop_assert!(feed.items.iter().filter_map(|item| item.link.as_ref()).all(web));
            }
        }
        let (feeds, complaints) = intake::opml::read("x", &bytes);
        prop_assert!(!feeds.is_empty() || !complaints.is_empty(), "something is said of every list");
    }
}
