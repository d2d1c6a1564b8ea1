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

#[tokio::test]
async fn the_race_page_is_light_and_asks_nobody_else() {
    let room = Newsroom::open();
    let page = room.get_with(RACE, &[("accept-encoding", "gzip")]).await;
    let mut weight = page.body.len();
    let plain = room.get(RACE).await;
    let text = plain.text();
    let mut requests = 1;
    for part in text.split(['"', '\'']) {
        if part.starts_with("/assets/") {
            let asset = room.get_with(part, &[("accept-encoding", "gzip")]).await;
            assert_eq!(asset.status, StatusCode::OK, "{part}");
            assert!(asset.header("cache-control").contains("immutable"));
            weight += asset.body.len();
            requests += 1;
        }
    }
    assert!(requests <= 5, "{requests} requests");
    assert!(weight <= 60 * 1024, "{weight} bytes");
    for loading in [
        "src=\"http",
        "<img",
        "<iframe",
        "style=\"",
        "onclick",
        "@import",
    ] {
        assert!(!text.contains(loading), "{loading}");
    }
    assert_eq!(text.matches("<script src=").count(), 1);
}

#[tokio::test]
async fn the_state_of_play_is_told_in_words() {
    let room = Newsroom::open();
    let state = |at: &'static str| {
        let room = &room;
        async move {
            let page = room
                .get(&format!("/race/2020-AL-senate.json?as_of={at}"))
                .await
                .json();
            page["state"]
                .as_array()
                .unwrap()
                .iter()
                .map(|sentence| sentence.as_str().unwrap().to_owned())
                .collect::<Vec<_>>()
                .join(" ")
        }
    };
    insta::assert_snapshot!(
        "state_before_the_deadline",
        state("2019-11-06T20:00-06:00").await
    );
    insta::assert_snapshot!("state_after_the_primary", state("2020-03-04").await);
    insta::assert_snapshot!("state_at_the_end", state("2020-12-01").await);
}

#[tokio::test]
async fn a_claim_opens_to_its_words_and_its_origins() {
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
        .unwrap();
    let claim = sessions["support"]["claims"][0]
        .as_str()
        .unwrap()
        .to_owned();
    let page = room
        .get(&format!("/claim/{claim}?as_of=2019-11-06T20:00-06:00"))
        .await;
    let text = page.text();
    assert!(text.contains("2–3 origins"), "{text}");
    assert!(text.contains("class=\"node origin\""));
    assert!(text.contains("Every place where it is stated"));
    let report = room.get("/report/5").await;
    assert!(report.text().contains("<mark"), "claims are marked");
    assert!(
        report.text().contains("class=\"said"),
        "attributions are marked"
    );
}

#[tokio::test]
async fn a_text_that_may_not_be_shown_is_quoted_only() {
    let folder = tempfile::TempDir::new().unwrap();
    let path = folder.path().join("hustings.db");
    crate::newsroom::fill(
        &path,
        &std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples/alabama-2020"),
    );
    let settings =
        desk::Settings::new(path, "127.0.0.1:0".parse().unwrap(), crate::newsroom::clock);
    let room = Newsroom::over(settings);
    let page = room.get("/report/5.json").await.json();
    assert_eq!(page["text"], serde_json::Value::Null);
    assert_eq!(page["shown"], false);
    assert!(!page["claims"].as_array().unwrap().is_empty());
    assert!(
        room.get("/report/5")
            .await
            .text()
            .contains("is not shown here")
    );
}

#[tokio::test]
async fn words_are_found_and_what_is_no_word_finds_nothing() {
    let room = Newsroom::open();
    let found = |q: &'static str| {
        let room = &room;
        async move {
            let page = room.get(&format!("/search.json?q={q}")).await;
            assert_eq!(page.status, StatusCode::OK, "{q}: {}", page.text());
            page.json()["found"].as_array().unwrap().len()
        }
    };
    assert!(found("Sessions").await > 5);
    assert!(found("%22two+Republicans%22").await >= 1);
    assert!(found("Sessions+runoff").await < found("Sessions").await);
    for q in [
        "%22",
        "'",
        "]",
        "*",
        "NEAR(xyzzy",
        "title:",
        "xyzzy*)(",
        "%22+xyzzy+OR+%22",
        "--",
        "xyzzy",
    ] {
        assert_eq!(found(q).await, 0, "{q}");
    }
    let page = room
        .get("/search?q=%3Cscript%3Ealert(1)%3C/script%3E")
        .await;
    assert!(!page.text().contains("<script>alert"));
}
