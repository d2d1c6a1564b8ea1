//! The reader against a server of our own: what it sends, what it takes, and how it gives up.
#![expect(
    clippy::unwrap_used,
    reason = "a server that cannot be started is a failed test"
)]

use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::thread::{self, JoinHandle};
use std::time::Duration;

use claim::Report;
use llm::{Endpoint, Key, LlmError, Reader, Said};
use serde_json::{Value, json};

/// A server that gives these answers, a connection each, and then hands out what it was asked.
fn server(answers: Vec<Vec<u8>>) -> (String, JoinHandle<Vec<String>>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}/v1", listener.local_addr().unwrap());
    let asked = thread::spawn(move || {
        answers
            .into_iter()
            .map(|answer| {
                let (mut stream, _) = listener.accept().unwrap();
                let request = request(&mut stream);
                // The other side may have hung up on an answer that is too long or too late.
                let _ = stream.write_all(&answer);
                request
            })
            .collect()
    });
    (url, asked)
}

fn request(stream: &mut TcpStream) -> String {
    let mut bytes = Vec::new();
    let mut buffer = [0; 4096];
    loop {
        let text = String::from_utf8_lossy(&bytes).to_lowercase();
        if let Some(end) = text.find("\r\n\r\n") {
            let length = text
                .lines()
                .find_map(|line| line.strip_prefix("content-length: ")?.parse().ok())
                .unwrap_or(0);
            if bytes.len() >= end + 4 + length {
                break;
            }
        }
        match stream.read(&mut buffer).unwrap() {
            0 => break,
            read => bytes.extend(&buffer[..read]),
        }
    }
    String::from_utf8(bytes).unwrap()
}

fn http(status: &str, body: impl AsRef<[u8]>) -> Vec<u8> {
    let body = body.as_ref();
    let head = format!(
        "HTTP/1.1 {status}\r\ncontent-type: application/json\r\ncontent-length: {}\r\nconnection: close\r\n\r\n",
        body.len()
    );
    [head.as_bytes(), body].concat()
}

fn says(content: &str) -> Vec<u8> {
    let message = json!({"role": "assistant", "content": content});
    let body = json!({"choices": [{"index": 0, "message": message, "finish_reason": "stop"}]});
    http("200 OK", body.to_string())
}

fn report() -> Report {
    Report {
        id: "jones".to_owned(),
        publisher: Some("Hustings Example Desk".to_owned()),
        published: "2019-10-15".parse().ok(),
        title: "Jones runs again".to_owned(),
        text: "“Montgomery”: Sen. Doug Jones is running for re-election in Alabama, his campaign said.\n"
            .to_owned(),
        ..Report::default()
    }
}

fn running() -> Value {
    json!({
        "kind": "candidacy", "person": "Doug Jones", "status": "running", "race": "2020-AL-senate",
        "quote": "Doug Jones is running for re-election", "certainty": "asserted",
        "origin": {"type": "organization", "name": "Jones campaign"}, "via": []
    })
}

fn with(field: &str, value: Value) -> Value {
    let mut claim = running();
    claim[field] = value;
    claim
}

fn endpoint(url: &str) -> Endpoint {
    Endpoint {
        key: Some(Key::new("sk-secret")),
        timeout: Duration::from_secs(20),
        pause: Duration::from_millis(1),
        ..Endpoint::new(url, "stub-1")
    }
}

/// What was read, with the complaints as they are shown.
type Outcome = Result<(Said, Vec<String>), LlmError>;

fn read(answers: Vec<Vec<u8>>) -> (Outcome, Vec<String>) {
    let (url, asked) = server(answers);
    let reader = Reader::new(endpoint(&url)).unwrap();
    let result = reader.read(&report()).map(|(said, complaints)| {
        let complaints = complaints.iter().map(ToString::to_string).collect();
        (said, complaints)
    });
    (result, asked.join().unwrap())
}

#[track_caller]
fn fails(answer: Vec<u8>) -> LlmError {
    let error = read(vec![answer]).0.unwrap_err();
    let shown = format!("{error} {error:?}");
    assert!(!shown.contains("secret"), "{shown}");
    error
}

/// A claim that does not hold is dropped with these words; the one beside it stays.
#[track_caller]
fn dropped(claim: &Value, words: &str) {
    let answer = json!({"claims": [claim, running()]}).to_string();
    let (said, complaints) = read(vec![says(&answer)]).0.unwrap();
    assert_eq!(said.claims.len(), 1, "{complaints:?}");
    assert_eq!(complaints.len(), 1, "{complaints:?}");
    let complaint = &complaints[0];
    assert!(complaint.contains(words), "{complaint}");
    assert!(complaint.starts_with("jones, claim 1"), "{complaint}");
}

#[test]
fn a_good_answer() {
    let answer = json!({"claims": [running(), running()], "relays": []}).to_string();
    let (result, asked) = read(vec![says(&format!("```json\n{answer}\n```"))]);
    let (said, complaints) = result.unwrap();
    assert_eq!(complaints, Vec::<String>::new());
    assert_eq!(said.claims.len(), 1, "a repeat is one claim");
    let held = &said.claims[0];
    assert_eq!(held.place.to_string(), "text 19..56", "in code points");
    assert_eq!(
        report().words_at(held.place),
        Some(held.claim.quote.as_str())
    );
    assert_eq!(serde_json::to_value(&held.claim).unwrap(), running());

    let (headers, body) = asked[0].split_once("\r\n\r\n").unwrap();
    assert!(headers.starts_with("POST /v1/chat/completions HTTP/1.1"));
    assert!(
        headers
            .to_lowercase()
            .contains("authorization: bearer sk-secret")
    );
    let body: Value = serde_json::from_str(body).unwrap();
    assert_eq!(
        (&body["model"], &body["temperature"], &body["seed"]),
        (&json!("stub-1"), &json!(0), &json!(1))
    );
    let shown = body["messages"][1]["content"].as_str().unwrap();
    assert!(shown.contains("published: 2019-10-15") && shown.contains(&report().text));
}

#[test]
fn an_invented_quote() {
    dropped(
        &with("quote", json!("Jones is sure to win")),
        "quote does not stand in the report (its quote: “Jones is sure to win”)",
    );
    dropped(&with("quote", json!("")), "does not stand");
}

#[test]
fn claims_that_do_not_hold() {
    dropped(
        &with("person", json!("Roy Moore")),
        "`Roy Moore` is not named",
    );
    dropped(&with("via", json!(["Reuters"])), "`Reuters` is not named");
    dropped(
        &with(
            "origin",
            json!({"type": "person", "name": "Luther Strange"}),
        ),
        "`Luther Strange` is not named",
    );
    dropped(&with("origin", json!({"type": "person"})), "no claim");
    dropped(&with("race", json!("the Senate race")), "is not a race");
    dropped(&with("date", json!("next fall")), "is not a date");
    dropped(&with("status", json!("hopeful")), "hopeful");
    dropped(&with("kind", json!("gossip")), "gossip");
    dropped(&with("certainty", Value::Null), "no claim");
    dropped(&json!("Jones runs"), "no claim");
}

#[test]
fn statements_that_say_too_little() {
    let origin = json!({"type": "report"});
    let quote = "running for re-election";
    for claim in [
        json!({"kind": "poll", "shares": {}, "quote": quote, "certainty": "asserted", "origin": origin}),
        json!({"kind": "result", "candidate": "Doug Jones", "quote": quote, "certainty": "asserted", "origin": origin}),
        json!({"kind": "schedule", "event": "general", "date": "2020", "quote": quote, "certainty": "asserted", "origin": origin}),
    ] {
        dropped(&claim, "a ");
    }
}

#[test]
fn a_relay_that_is_not_named() {
    let answer = json!({"claims": [running()], "relays": ["Reuters", 7]}).to_string();
    let (said, complaints) = read(vec![says(&answer)]).0.unwrap();
    assert!(
        said.relays.is_empty() && complaints.len() == 2,
        "{complaints:?}"
    );
}

#[test]
fn answers_that_are_none() {
    assert!(matches!(
        fails(says("{\"claims\": [")),
        LlmError::NotJson(_)
    ));
    assert!(matches!(
        fails(says("Jones is running.")),
        LlmError::NotJson(_)
    ));
    assert!(matches!(fails(says("{}")), LlmError::NotJson(_)));
    assert!(matches!(
        fails(http("200 OK", "<html>")),
        LlmError::NoAnswer(_)
    ));
    assert!(matches!(
        fails(http("200 OK", "{\"choices\": []}")),
        LlmError::NoAnswer(_)
    ));
    let cut = json!({"choices": [{"message": {"content": "{"}, "finish_reason": "length"}]});
    assert_eq!(fails(http("200 OK", cut.to_string())), LlmError::CutOff);
}

#[test]
fn a_busy_endpoint_is_asked_again() {
    let busy = http("429 Too Many Requests", "{}");
    let broken = http("503 Service Unavailable", "");
    let answer = json!({"claims": [running()]}).to_string();
    let (result, asked) = read(vec![busy.clone(), broken, says(&answer)]);
    assert_eq!(result.unwrap().0.claims.len(), 1);
    assert_eq!(asked.len(), 3);

    let error = read(vec![busy.clone(), busy.clone(), busy.clone(), busy]).0;
    let error = error.unwrap_err();
    assert!(
        matches!(
            error,
            LlmError::Busy {
                status: 429,
                attempts: 4,
                ..
            }
        ),
        "{error}"
    );
    assert!(!error.is_lasting());
}

#[test]
fn a_refusal_is_final_and_hides_the_key() {
    let error = fails(http("401 Unauthorized", "no such key: sk-secret"));
    assert!(
        error.is_lasting() && error.to_string().contains("no such key"),
        "{error}"
    );
    let error = fails(http("400 Bad Request", "the report is too long"));
    assert!(!error.is_lasting(), "another report may be shorter");
}

#[test]
fn nobody_else_is_asked() {
    let elsewhere =
        b"HTTP/1.1 302 Found\r\nlocation: http://127.0.0.1:1/\r\ncontent-length: 0\r\n\r\n";
    let error = fails(elsewhere.to_vec());
    assert!(
        matches!(error, LlmError::Refused { status: 302, .. }),
        "{error}"
    );
}

#[test]
fn a_huge_answer_is_not_read_to_its_end() {
    let error = fails(http("200 OK", vec![b' '; 5 << 20]));
    assert!(matches!(error, LlmError::TooLong(_)), "{error}");
}

#[test]
fn an_answer_that_does_not_come() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    let reader = Reader::new(Endpoint {
        timeout: Duration::from_millis(300),
        ..endpoint(&url)
    });
    let error = reader.unwrap().read(&report()).unwrap_err();
    assert!(matches!(error, LlmError::Timeout(_)), "{error}");
    assert!(!error.is_lasting());
}

#[test]
fn nobody_there() {
    // The port was free a moment ago, and nobody listens on it any more.
    let url = format!(
        "http://{}",
        TcpListener::bind("127.0.0.1:0")
            .unwrap()
            .local_addr()
            .unwrap()
    );
    let error = Reader::new(endpoint(&url))
        .unwrap()
        .read(&report())
        .unwrap_err();
    assert!(error.is_lasting(), "{error}");
}

#[test]
fn a_long_text_goes_in_parts() {
    let mut long = report();
    let line = "Nothing happened in Alabama on that day either. ".repeat(20) + "\n";
    long.text = line.repeat(30) + &long.text;
    let empty = || says(r#"{"claims": []}"#);
    let answer = json!({"claims": [running()]}).to_string();
    let (url, asked) = server(vec![empty(), says(&answer)]);
    let (said, complaints) = Reader::new(endpoint(&url)).unwrap().read(&long).unwrap();
    assert_eq!(asked.join().unwrap().len(), 2);
    assert!(complaints.is_empty(), "{complaints:?}");
    let held = &said.claims[0];
    assert_eq!(long.words_at(held.place), Some(held.claim.quote.as_str()));
}
