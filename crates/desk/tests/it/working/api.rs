//! Programs: tokens, what they may, and how they are answered.

use axum::body::Body;
use axum::http::{Request, StatusCode};
use desk::accounts::Role;

use super::office::{Browser, Office, later};
use crate::newsroom::Answer;

async fn token(browser: &mut Browser<'_>, role: &str, days: &str) -> String {
    let page = browser
        .post(
            "/account/tokens",
            &[("label", "nightly export"), ("role", role), ("days", days)],
        )
        .await;
    assert_eq!(page.status, StatusCode::OK, "{}", page.text());
    let at = page.text().find("hst_").unwrap();
    page.text()[at..at + 51].to_owned()
}

async fn ask(
    office: &Office,
    method: &str,
    address: &str,
    token: &str,
    body: Option<&str>,
) -> Answer {
    let request = Request::builder()
        .method(method)
        .uri(address)
        .header("host", "desk.example.org")
        .header("authorization", format!("Bearer {token}"));
    let request = match body {
        Some(_) => request.header("content-type", "application/json"),
        None => request,
    };
    office
        .send(
            request
                .body(Body::from(body.unwrap_or("").to_owned()))
                .unwrap(),
        )
        .await
}

#[tokio::test]
async fn a_program_reviews_with_a_token_and_is_answered_in_json() {
    let office = Office::open();
    let mut night = office.browser("night-desk", Role::Editor).await;
    let key = token(&mut night, "editor", "30").await;
    assert!(
        !night.get("/account").await.text().contains(&key),
        "it is shown once"
    );
    let queue = ask(&office, "GET", "/queue.json", &key, None).await;
    assert_eq!(queue.status, StatusCode::OK);
    let claim = queue.json()["races"][0]["items"][0]["claim"]
        .as_str()
        .unwrap()
        .to_owned();
    let body = serde_json::json!({"claim": claim, "seen": 0, "do": "accept", "note": "by program"})
        .to_string();
    let done = ask(&office, "POST", "/queue/decide", &key, Some(&body)).await;
    assert_eq!(
        (done.status, done.json()["act"].as_u64()),
        (StatusCode::OK, Some(1))
    );
    let late = ask(&office, "POST", "/queue/decide", &key, Some(&body)).await;
    assert_eq!(
        (late.status, late.json()["error"].as_str()),
        (StatusCode::CONFLICT, Some("Somebody was faster"))
    );
    let undone = ask(&office, "POST", "/queue/undo", &key, Some(r#"{"act":1}"#)).await;
    assert_eq!(undone.json()["undone"], 1);
    let acts = ask(&office, "GET", "/acts.json?kind=confirm", &key, None)
        .await
        .json();
    assert_eq!(acts["acts"][0]["actor"], "night-desk");
    assert_eq!(acts["truncated"], false);
}

#[tokio::test]
async fn a_token_may_no_more_than_its_role_and_never_what_needs_a_person() {
    let office = Office::open();
    let mut chief = office.browser("chief", Role::Admin).await;
    let low = token(&mut chief, "reader", "1").await;
    assert_eq!(
        ask(&office, "GET", "/queue.json", &low, None).await.status,
        StatusCode::FORBIDDEN
    );
    let high = token(&mut chief, "admin", "1").await;
    for (address, body) in [
        ("/accounts", r#"{"name":"mallory","role":"admin"}"#),
        (
            "/account/tokens",
            r#"{"label":"x","role":"admin","days":1}"#,
        ),
        ("/account/password", r#"{"current":"x","password":"y"}"#),
    ] {
        let refused = ask(&office, "POST", address, &high, Some(body)).await;
        assert_eq!(refused.status, StatusCode::FORBIDDEN, "{address}");
    }
    assert_eq!(
        ask(&office, "GET", "/done.json", &high, None).await.status,
        StatusCode::OK
    );
    later(25 * 3_600);
    assert_eq!(
        ask(&office, "GET", "/done.json", &high, None).await.status,
        StatusCode::UNAUTHORIZED
    );
}

#[tokio::test]
async fn a_token_counts_in_the_head_of_a_request_and_nowhere_else() {
    let office = Office::open();
    let mut night = office.browser("night-desk", Role::Editor).await;
    let key = token(&mut night, "editor", "30").await;
    let mut visitor = office.visitor();
    for address in [
        format!("/queue.json?token={key}"),
        format!("/queue.json?access_token={key}"),
    ] {
        let answer = visitor.get(&address).await;
        assert_eq!(answer.status, StatusCode::UNAUTHORIZED, "{address}");
        assert_eq!(answer.header("www-authenticate"), "Bearer");
        assert!(!answer.text().contains(&key));
    }
    for wrong in ["", "hst_", &key[..50], &key.replace("hst_", "hsx_"), "x"] {
        assert_eq!(
            ask(&office, "GET", "/queue.json", wrong, None).await.status,
            StatusCode::UNAUTHORIZED,
            "{wrong}"
        );
    }
    // A wrong token beside a right cookie is refused: whoever sends one means it.
    let request = night
        .head("GET", "/queue.json")
        .header("authorization", "Bearer x")
        .body(Body::empty())
        .unwrap();
    assert_eq!(office.send(request).await.status, StatusCode::UNAUTHORIZED);
    // Ended, and with its account.
    let page = night.get("/account").await;
    let id = super::office::value(page.text(), "token");
    night.post("/account/tokens/end", &[("token", &id)]).await;
    assert_eq!(
        ask(&office, "GET", "/queue.json", &key, None).await.status,
        StatusCode::UNAUTHORIZED
    );
    let key = token(&mut night, "editor", "30").await;
    let now = office.desk.now();
    office
        .book()
        .turn(|db| desk::accounts::end_account(db, "night-desk", "test", now))
        .unwrap();
    assert_eq!(
        ask(&office, "GET", "/queue.json", &key, None).await.status,
        StatusCode::UNAUTHORIZED
    );
}
