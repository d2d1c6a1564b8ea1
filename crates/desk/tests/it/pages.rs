//! What pages show.

use axum::http::StatusCode;

use crate::newsroom::Newsroom;

const RACE: &str = "/race/2020-AL-senate";

#[tokio::test]
async fn home_and_race_are_served_in_every_form() {
    let room = Newsroom::open();
    for address in [
        "/",
        "/index.json",
        "/index.csv",
        RACE,
        "/race/2020-AL-senate.json",
        "/race/2020-AL-senate.csv",
    ] {
        let answer = room.get(address).await;
        assert_eq!(answer.status, StatusCode::OK, "{address}");
        assert!(!answer.body.is_empty(), "{address}");
    }
    let page = room.get(RACE).await;
    assert!(page.text().contains("U.S. Senate, Alabama, 2020"));
    assert!(page.text().contains("Jeff Sessions"));
}

#[tokio::test]
async fn a_page_as_of_a_moment_knows_nothing_later() {
    let room = Newsroom::open();
    let page = room
        .get("/race/2020-AL-senate.json?as_of=2019-11-06T20:00-06:00")
        .await
        .json();
    let sessions = page["field"]
        .as_array()
        .unwrap()
        .iter()
        .find(|row| row["person"] == "Jeff Sessions")
        .unwrap()
        .clone();
    assert_eq!(sessions["status"], "expected");
    assert_eq!(sessions["origins"], serde_json::json!([2, 3]));
    assert!(
        !room
            .get(&format!("{RACE}?as_of=2019-11-06T20:00-06:00"))
            .await
            .text()
            .contains("elected")
    );
}

#[tokio::test]
async fn a_page_that_has_not_changed_is_not_sent_again() {
    let room = Newsroom::open();
    let first = room.get(RACE).await;
    let tag = first.header("etag").to_owned();
    let again = room.get_with(RACE, &[("if-none-match", &tag)]).await;
    assert_eq!(
        (again.status, again.body.len()),
        (StatusCode::NOT_MODIFIED, 0)
    );
    assert_eq!(again.header("etag"), tag);
    room.desk.touch();
    let later = room.get_with(RACE, &[("if-none-match", &tag)]).await;
    assert_eq!(later.status, StatusCode::OK);
    assert_eq!(later.body, first.body);
    let zipped = room
        .get_with(RACE, &[("accept-encoding", "br, gzip")])
        .await;
    assert_eq!(zipped.header("content-encoding"), "gzip");
    assert!(zipped.body.len() < later.body.len() / 2);
}

#[tokio::test]
async fn health_metrics_and_robots_answer() {
    let room = Newsroom::open();
    assert_eq!(room.get("/health").await.json()["status"], "ok");
    assert!(
        room.get("/metrics")
            .await
            .text()
            .contains("hustings_record_batch 1")
    );
    assert!(
        room.get("/robots.txt")
            .await
            .text()
            .contains("Disallow: /*?")
    );
    assert!(room.record().exists());
}
