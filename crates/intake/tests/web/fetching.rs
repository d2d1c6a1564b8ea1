//! The guards of a fetch, each against a server.

use std::io::Write;
use std::time::Duration;

use flate2::Compression;
use flate2::write::GzEncoder;
use intake::fetch::{Beyond, Guards, Validators, Why};

use crate::server::{Answer, Server};
use crate::{get, get_with, guards};

fn why(guards: Guards, url: &str) -> Why {
    get(guards, url).expect_err("refused").why
}

#[test]
fn a_page_comes_whole() {
    let server =
        Server::always(Answer::ok("text/html; charset=windows-1252", "<p>x").with("ETag: abc"));
    let fetched = get(guards(&server), &server.url("/a?b=c#d")).expect("fetched");
    assert_eq!(fetched.bytes.as_deref(), Some(b"<p>x".as_slice()));
    assert_eq!(fetched.charset.as_deref(), Some("windows-1252"));
    assert_eq!(fetched.validators.etag.as_deref(), Some("abc"));
    let asked = server.asked();
    assert_eq!(asked[0].path, "/a?b=c");
    assert_eq!(asked[0].header("cookie"), None);
    assert_eq!(asked[0].header("authorization"), None);
    assert!(
        asked[0]
            .header("user-agent")
            .is_some_and(|agent| agent.starts_with("hustings/"))
    );
}

/// Without a door nothing is sent to this machine, however its address is written.
#[test]
fn private_addresses_are_refused_and_nothing_is_sent() {
    let server = Server::always(Answer::ok("text/html", "secret"));
    let port = server.port();
    for host in [
        "127.0.0.1",
        "127.1",
        "2130706433",
        "0x7f.1",
        "017700000001",
        "0.0.0.0",
        "[::1]",
        "[::ffff:127.0.0.1]",
        "localhost",
    ] {
        let why = why(Guards::default(), &format!("http://{host}:{port}/"));
        assert!(
            matches!(why, Why::Private(_) | Why::Port(_)),
            "{host}: {why}"
        );
    }
    for host in [
        "127.0.0.1",
        "2130706433",
        "0x7f.1",
        "169.254.169.254",
        "100.64.0.1",
        "[fd00::1]",
        "[::ffff:10.0.0.1]",
        "[64:ff9b::7f00:1]",
    ] {
        let why = why(Guards::default(), &format!("http://{host}/"));
        assert!(matches!(why, Why::Private(_)), "{host}: {why}");
    }
    assert!(server.asked().is_empty());
}

/// A name is refused when the connection is to be made, by what it leads to.
#[test]
fn a_name_that_leads_to_this_machine_is_refused() {
    for url in ["http://localhost/", "https://localhost/"] {
        let why = why(Guards::default(), url);
        assert!(
            matches!(&why, Why::Private(what) if what.starts_with("localhost, which leads to")),
            "{why}"
        );
    }
}

#[test]
fn redirects_are_judged_hop_by_hop() {
    let server = Server::new(|request| match request.path.as_str() {
        "/meta" => Answer::to(302, "http://169.254.169.254/latest/meta-data/"),
        "/name" => Answer::to(302, "http://localhost/admin"),
        "/file" => Answer::to(301, "file:///etc/passwd"),
        "/gopher" => Answer::to(301, "gopher://example.org/"),
        "/credentials" => Answer::to(302, "https://user:pass@example.org/"),
        "/port" => Answer::to(302, "http://example.org:22/"),
        "/back" => Answer::to(302, "\\\\evil.example"),
        "/none" => Answer::status(302),
        _ => Answer::to(302, "/meta"),
    });
    let check = |path: &str, expect: &str, hops: usize| {
        let error = get(guards(&server), &server.url(path)).expect_err("refused");
        assert!(error.to_string().contains(expect), "{path}: {error}");
        assert_eq!(error.chain.len(), hops, "{:?}", error.chain);
    };
    check(
        "/meta",
        "led on to http://169.254.169.254/latest/meta-data/ (redirect 1): 169.254.169.254 is a private address",
        2,
    );
    check("/two", "(redirect 2): 169.254.169.254", 3);
    check("/name", "localhost, which leads to", 2);
    check("/file", "not `file`", 1);
    check("/gopher", "not `gopher`", 1);
    check("/credentials", "user name", 1);
    check("/port", "port 22", 2);
    check("/back", "none", 1);
    check("/none", "a redirect without an address", 1);
}

/// What was opened for the house is no place that strangers can send us to.
#[test]
fn no_redirect_leads_through_a_door() {
    let inside = Server::always(Answer::ok("text/html", "secret"));
    let target = inside.url("/");
    let outside = Server::new(move |_| Answer::to(302, &target));
    // Between two doors we may be sent; through none from outside.
    let both = Guards {
        doors: [inside.door(), outside.door()].into(),
        ..Guards::default()
    };
    assert!(get(both, &outside.url("/")).is_ok());
    inside.asked();
    let error = get(guards(&outside), &outside.url("/")).expect_err("refused");
    assert!(
        matches!(error.why, Why::Port(_) | Why::Private(_)),
        "{error}"
    );
    assert!(inside.asked().is_empty());
}

#[test]
fn a_loop_ends_after_five() {
    let server = Server::new(|_| Answer::to(302, "/again"));
    assert_eq!(
        why(guards(&server), &server.url("/")),
        Why::TooManyRedirects(5)
    );
    assert_eq!(server.asked().len(), 6);
}

#[test]
fn a_move_for_good_is_told() {
    let server = Server::new(|request| match request.path.as_str() {
        "/old" => Answer::to(301, "/newer"),
        "/newer" => Answer::to(308, "/new"),
        "/today" => Answer::to(302, "/new"),
        _ => Answer::ok("text/plain", "x"),
    });
    let moved = |path: &str| {
        get(guards(&server), &server.url(path))
            .expect("fetched")
            .moved
    };
    assert_eq!(
        moved("/old").map(|url| url.to_string()),
        Some(server.url("/new"))
    );
    assert_eq!(moved("/today"), None);
    assert_eq!(moved("/new"), None);
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

#[test]
fn packed_pages_are_unpacked_and_bombs_are_not() {
    let bomb = gzip(&vec![0; 64 << 20]);
    let server = Server::new(move |request| match request.path.as_str() {
        "/page" => Answer::ok("text/html", gzip(b"<p>x")).with("Content-Encoding: gzip"),
        "/bomb" => Answer::ok("text/html", &bomb).with("Content-Encoding: gzip"),
        "/br" => Answer::ok("text/html", "x").with("Content-Encoding: br"),
        "/zstd" => Answer::ok("text/html", "x").with("Content-Encoding: zstd"),
        "/nested" => Answer::ok("text/html", "x").with("Content-Encoding: gzip, gzip"),
        _ => Answer::ok("text/html", "no gzip").with("Content-Encoding: gzip"),
    });
    let page = get(guards(&server), &server.url("/page")).expect("fetched");
    assert_eq!(page.bytes.as_deref(), Some(b"<p>x".as_slice()));
    assert_eq!(
        why(guards(&server), &server.url("/bomb")),
        Why::TooLarge(15 << 20)
    );
    assert_eq!(
        why(guards(&server), &server.url("/br")),
        Why::Packed("br".to_owned())
    );
    assert_eq!(
        why(guards(&server), &server.url("/zstd")),
        Why::Packed("zstd".to_owned())
    );
    assert_eq!(
        why(guards(&server), &server.url("/nested")),
        Why::Packed("gzip, gzip".to_owned())
    );
    assert!(get(guards(&server), &server.url("/lie")).is_err());
}

#[test]
fn too_much_is_refused_or_cut_without_a_length() {
    let server = Server::always(Answer::ok("text/html", vec![b'a'; 3000]));
    let small = || Guards {
        bytes: 1000,
        ..guards(&server)
    };
    assert_eq!(why(small(), &server.url("/")), Why::TooLarge(1000));
    let cut = get_with(
        small(),
        &server.url("/"),
        &Validators::default(),
        Beyond::Cut,
    )
    .expect("fetched");
    assert!(cut.cut);
    assert_eq!(cut.bytes.map(|bytes| bytes.len()), Some(1000));
}

/// One byte at a time for ever: the deadline holds for the whole, not for each byte.
#[test]
fn a_drip_ends_at_the_deadline() {
    let slow = Answer::ok("text/html", vec![b'a'; 10_000]).drip(Duration::from_millis(20));
    let server = Server::always(slow);
    let hasty = Guards {
        total: Duration::from_millis(400),
        ..guards(&server)
    };
    assert_eq!(
        why(hasty, &server.url("/")),
        Why::Late(Duration::from_millis(400))
    );
}

#[test]
fn an_endless_head_is_refused() {
    let server = Server::always(
        Answer::ok("text/html", "x").with(&format!("X-Long: {}", "a".repeat(1 << 20))),
    );
    assert!(matches!(
        why(guards(&server), &server.url("/")),
        Why::Broken(_)
    ));
}

#[test]
fn nobody_listens() {
    let server = Server::always(Answer::ok("text/html", "x"));
    let gone = format!("127.0.0.1:{}", {
        let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
        listener.local_addr().unwrap().port()
    });
    let open = Guards {
        doors: [gone.parse().unwrap()].into(),
        ..guards(&server)
    };
    let why = why(open, &format!("http://{gone}/"));
    assert!(matches!(why, Why::Unreachable(_)), "{why:?}");
    assert!(why.may_pass());
}

#[test]
fn what_servers_write_to_be_recognised_by_goes_back_to_the_letter() {
    let held = |etag: Option<&str>, date: Option<&str>| Validators {
        etag: etag.map(str::to_owned),
        last_modified: date.map(str::to_owned),
    };
    let server = Server::always(Answer::status(304));
    for (etag, date) in [
        (Some("\"abc\""), Some("Wed, 06 Nov 2019 18:00:00 GMT")),
        (Some("abc"), None),
        (Some("W/abc"), Some("2019-11-06 18:00:00")),
        (None, Some("yesterday")),
    ] {
        let held = held(etag, date);
        let fetched =
            get_with(guards(&server), &server.url("/"), &held, Beyond::Refuse).expect("fetched");
        assert_eq!((fetched.bytes, &fetched.validators), (None, &held));
        let asked = server.asked();
        assert_eq!(asked[0].header("if-none-match"), etag);
        assert_eq!(asked[0].header("if-modified-since"), date);
    }
    // What can be no header is not sent, and what was not asked cannot be unchanged.
    let broken = held(Some("a\r\nX-Evil: 1"), None);
    let error = get_with(guards(&server), &server.url("/"), &broken, Beyond::Refuse);
    assert!(error.is_ok(), "the server's word for it stands");
    assert_eq!(server.asked()[0].header("x-evil"), None);
    assert!(matches!(
        why(guards(&server), &server.url("/")),
        Why::Broken(_)
    ));
}

#[test]
fn refusals_say_when_to_come_back() {
    let check = |answer: Answer, expect: Option<u64>| {
        let status = answer.clone();
        let server = Server::new(move |_| status.clone());
        match why(guards(&server), &server.url("/")) {
            Why::Status { after, .. } => {
                assert_eq!(after.map(|after| after.as_secs()), expect, "{answer:?}");
            }
            other => panic!("{other}"),
        }
    };
    check(Answer::status(429).with("Retry-After: 120"), Some(120));
    check(
        Answer::status(503).with("Retry-After: Wed, 06 Nov 2019 20:10:00 GMT"),
        Some(600),
    );
    check(Answer::status(503).with("Retry-After: soon"), None);
    check(Answer::status(404), None);
    check(Answer::status(206), None);
}
