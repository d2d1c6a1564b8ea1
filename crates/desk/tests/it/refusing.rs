//! What the desk refuses, and how.

use axum::body::Body;
use axum::http::{Request, StatusCode};

use crate::newsroom::Newsroom;

#[tokio::test]
async fn what_is_not_there_or_not_well_formed_is_refused_in_words() {
    let room = Newsroom::open();
    for (address, status) in [
        ("/nowhere", 404),
        ("/race/2020-AL-governor", 404),
        ("/race/none", 404),
        ("/person/Jeff_Sessions.ics", 404),
        ("/person/Nobody_Of_That_Name", 404),
        ("/claim/2020-AL-senate/99999", 404),
        ("/claim/x/1", 404),
        ("/report/99999", 404),
        ("/report/-1", 404),
        ("/filing/1", 404),
        ("/source/Nobody", 404),
        ("/search?page=0x1", 400),
        ("/search?q=a&q=b", 400),
        ("/compare?race=none", 404),
        ("/race/2020-AL-senate.csv?table=none", 404),
        ("/race/2020-AL-senate?as_of=NaN", 400),
        ("/race/2020-AL-senate?as_of=-1", 400),
        ("/race/2020-AL-senate?recorded=-1", 400),
        ("/race/2020-AL-senate?recorded=999", 404),
        ("/race/2020-AL-senate?as_of=2019&as_of=2020", 400),
        ("/%00", 400),
        ("/assets/none.css", 404),
        ("http://desk.example//evil.example/", 404),
        ("/%5Cevil.example/", 404),
    ] {
        let answer = room.get(address).await;
        assert_eq!(answer.status.as_u16(), status, "{address}");
        assert!(!answer.text().contains("evil"), "{address} is echoed");
        assert!(answer.header("location").is_empty());
        assert!(!answer.header("x-request-id").is_empty());
    }
    let long = format!("/race/{}", "a".repeat(10_000));
    assert_eq!(room.get(&long).await.status, StatusCode::BAD_REQUEST);
    let json = room.get("/race/none.json").await;
    assert_eq!(json.json()["error"], "Not found");
}

#[tokio::test]
async fn pages_are_only_read() {
    let room = Newsroom::open();
    let request = Request::post("/race/2020-AL-senate")
        .body(Body::empty())
        .unwrap();
    let answer = room.send(request).await;
    assert_eq!(answer.status, StatusCode::METHOD_NOT_ALLOWED);
    assert_eq!(answer.header("allow"), "GET, HEAD");
}

#[tokio::test]
async fn every_answer_forbids_what_is_not_its_own() {
    let room = Newsroom::open();
    for address in ["/", "/nowhere", "/race/2020-AL-senate.json", "/health"] {
        let answer = room.get(address).await;
        let policy = answer.header("content-security-policy");
        assert!(policy.starts_with("default-src 'none'"), "{address}");
        assert!(!policy.contains("unsafe"), "{address}");
        assert_eq!(
            answer.header("x-content-type-options"),
            "nosniff",
            "{address}"
        );
    }
}
