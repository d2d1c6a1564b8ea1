//! The readers that can be asked for, on any number of threads.
#![expect(
    clippy::unwrap_used,
    reason = "helpers of tests may panic: that is how they fail"
)]

mod common;

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpListener;
use std::thread::{self, JoinHandle};

use common::{Desk, example};
use serde_json::{Value, json};

const GOOD: &str = "title: Jones runs again\npublisher: Hustings Example Desk\npublished: 2019-10-15\n\n\
    Sen. Doug Jones, a Democrat, is running for re-election to the U.S. Senate in Alabama in 2020.\n";

/// Everything on both streams, without the closing line, which tells a time.
#[track_caller]
fn same_on_all_threads(desk: &Desk, path: &str, reader: &str, status: i32) {
    let run = |threads| {
        let ended = desk.run(&["read", path, "--reader", reader, "--threads", threads, "-q"]);
        assert!(!ended.err.contains("panicked"), "{}", ended.err);
        assert_eq!(ended.status, status, "{}", ended.err);
        (ended.out, ended.err)
    };
    let one = run("1");
    for threads in ["2", "4", "0"] {
        assert!(run(threads) == one, "{threads} threads, {reader}");
    }
}

#[test]
fn any_number_of_threads_gives_the_same_bytes() {
    let desk = Desk::new();
    let example = example();
    for reader in ["rules", "fast"] {
        same_on_all_threads(&desk, example.to_str().unwrap(), reader, 0);
    }
}

#[test]
fn bad_input_gives_the_same_bytes_too() {
    let desk = Desk::new();
    let folder = desk.path("bad");
    std::fs::create_dir(&folder).unwrap();
    let line = |id: usize| {
        let text = "Doug Jones is running for re-election. ".repeat(id % 7);
        json!({"id": id.to_string(), "title": "Jones", "text": text}).to_string()
    };
    let lines: String = (0..200)
        .map(|id| match id % 10 {
            3 => "{\"id\": oops\n".to_owned(),
            _ => line(id) + "\n",
        })
        .collect();
    std::fs::write(folder.join("a.txt"), GOOD).unwrap();
    std::fs::write(folder.join("b.txt"), "").unwrap();
    std::fs::write(folder.join("c.png"), b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR").unwrap();
    std::fs::write(folder.join("d.jsonl"), lines).unwrap();
    std::fs::write(folder.join("e.html"), "<div>".repeat(100_000)).unwrap();
    std::fs::write(folder.join("f.txt"), vec![b'a'; 2 << 20]).unwrap();
    std::fs::write(folder.join("g.txt"), b"He said \xc3\x28 and \xff\xfe.\n").unwrap();
    for reader in ["rules", "fast"] {
        same_on_all_threads(&desk, folder.to_str().unwrap(), reader, 3);
    }
}

#[test]
fn a_text_of_ten_megabytes_is_refused_with_the_bound() {
    let desk = Desk::new();
    let text = "Doug Jones is running for re-election to the U.S. Senate in Alabama.\n";
    let text = text.repeat((10 << 20) / text.len() + 1);
    let plain = desk.file("long.txt", &text);
    let lines = desk.file(
        "long.jsonl",
        json!({"id": "1", "title": "", "text": text}).to_string() + "\n",
    );
    let good = desk.file("good.txt", GOOD);
    for bad in [&plain, &lines] {
        let ended = desk.run(&["read", bad, "--reader", "rules"]);
        assert_eq!((ended.status, ended.out.as_str()), (1, ""), "{}", ended.err);
        assert!(ended.err.contains("more than 1048576"), "{}", ended.err);
        let beside = desk.run(&["add", bad, &good, "--reader", "rules"]);
        assert_eq!(beside.status, 3, "{}", beside.err);
    }
}

#[test]
fn each_line_names_its_reader_and_so_does_the_record() {
    let desk = Desk::new();
    let good = desk.file("good.txt", GOOD);
    for (reader, name) in [("default", "minilm"), ("fast", "fast"), ("rules", "rules")] {
        let by_flag = desk.run(&["read", &good, "--reader", reader]);
        assert_eq!(by_flag.status, 0, "{}", by_flag.err);
        assert!(
            by_flag.err.contains("Read 1 report, 20 words in"),
            "{}",
            by_flag.err
        );
        let line: Value = serde_json::from_str(&by_flag.out).unwrap();
        let named = line["reader"].as_str().unwrap_or_default();
        assert!(named.starts_with(name), "{named}");
        let by_environment = desk
            .command(&["read", &good, "-q"])
            .env("HUSTINGS_READER", reader)
            .output()
            .unwrap();
        assert_eq!(
            String::from_utf8(by_environment.stdout).unwrap(),
            by_flag.out
        );
        assert!(by_environment.stderr.is_empty(), "quiet is quiet");
    }
}

#[test]
fn readers_that_cannot_be_had() {
    let desk = Desk::new();
    let good = desk.file("good.txt", GOOD);
    assert_eq!(desk.run(&["read", &good, "--reader", "oracle"]).status, 2);
    assert_eq!(desk.run(&["read", &good, "--threads", "-1"]).status, 2);
    let without = desk.run(&["read", &good, "--reader", "llm"]);
    assert_eq!(without.status, 1);
    assert!(without.err.contains("$HUSTINGS_LLM_URL"), "{}", without.err);
}

/// A server that gives each request one answer, until this many were given.
fn server(status: &'static str, content: &str, times: usize) -> (String, JoinHandle<()>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}/v1", listener.local_addr().unwrap());
    let body = json!({"choices": [{"message": {"content": content}}]}).to_string();
    let thread = thread::spawn(move || {
        for _ in 0..times {
            let (stream, _) = listener.accept().unwrap();
            let mut stream = BufReader::new(stream);
            let mut length = 0;
            let mut line = String::new();
            while stream.read_line(&mut line).unwrap() > 2 {
                if let Some(value) = line.to_lowercase().strip_prefix("content-length: ") {
                    length = value.trim().parse().unwrap();
                }
                line.clear();
            }
            stream.read_exact(&mut vec![0; length]).unwrap();
            let bytes = body.len();
            let head = format!(
                "HTTP/1.1 {status}\r\ncontent-length: {bytes}\r\nconnection: close\r\n\r\n"
            );
            stream
                .get_mut()
                .write_all(format!("{head}{body}").as_bytes())
                .unwrap();
        }
    });
    (url, thread)
}

fn llm<'a>(command: &'a str, path: &'a str, url: &'a str) -> [&'a str; 10] {
    [
        command,
        path,
        "--reader",
        "llm",
        "--llm-url",
        url,
        "--llm-model",
        "stub-1",
        "--llm-key",
        "sk-secret",
    ]
}

#[test]
fn a_language_model_reads_and_is_not_believed() {
    let claim = |quote: &str| {
        json!({
            "kind": "candidacy", "person": "Doug Jones", "status": "running", "race": "2020-AL-senate",
            "quote": quote, "certainty": "asserted", "origin": {"type": "report"}, "via": []
        })
    };
    let claims = [
        claim("is running for re-election"),
        claim("is sure to be elected"),
    ];
    let (url, thread) = server("200 OK", &json!({"claims": claims}).to_string(), 2);
    let desk = Desk::new();
    let good = desk.file("good.txt", GOOD);
    let read = desk.run(&llm("read", &good, &url));
    assert_eq!(read.status, 3, "{}", read.err);
    assert!(read.err.contains("is sure to be elected"), "{}", read.err);
    let line: Value = serde_json::from_str(&read.out).unwrap();
    assert_eq!(line["reader"], "llm-stub-1");
    assert_eq!(line["claims"].as_array().map(Vec::len), Some(1));
    assert_eq!(line["complaints"].as_array().map(Vec::len), Some(1));
    let added = desk.run(&llm("add", &good, &url));
    thread.join().unwrap();
    assert_eq!(added.status, 3, "{}", added.err);
    assert_eq!(desk.json(&["check"])[0]["sound"], true);
    assert_eq!(desk.json(&["claims", "2020-AL-senate"]).len(), 1);
}

#[test]
fn a_report_that_the_model_did_not_read_is_not_held() {
    let (url, thread) = server("200 OK", "Sorry, no.", 1);
    let desk = Desk::new();
    let good = desk.file("good.txt", GOOD);
    let added = desk.run(&llm("add", &good, &url));
    thread.join().unwrap();
    assert_eq!(added.status, 1, "{}", added.err);
    assert!(added.err.contains("not the JSON"), "{}", added.err);
    // A later reader finds it new.
    let again = desk.run(&["add", &good, "--reader", "rules"]);
    assert!(again.err.contains("1 new"), "{}", again.err);
}

#[test]
fn a_wrong_key_ends_the_run_and_is_not_shown() {
    let (url, thread) = server("401 Unauthorized", "wrong: sk-secret", 1);
    let desk = Desk::new();
    let good = desk.file("good.txt", GOOD);
    let ended = desk.run(&llm("read", &good, &url));
    thread.join().unwrap();
    assert_eq!((ended.status, ended.out.as_str()), (1, ""));
    assert!(
        ended.err.contains("HUSTINGS_LLM_KEY") && !ended.err.contains("secret"),
        "{}",
        ended.err
    );
    let help = desk
        .command(&["read", "--help"])
        .env("HUSTINGS_LLM_KEY", "sk-secret")
        .output()
        .unwrap();
    assert!(!String::from_utf8_lossy(&help.stdout).contains("secret"));
}
