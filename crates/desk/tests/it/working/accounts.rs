//! The first link, signing in and out, passwords, sessions, roles.

use axum::http::StatusCode;
use desk::accounts::secret::Secret;
use desk::accounts::{self, Role};

use super::office::{Office, PASSWORD, counted, later, value};

#[tokio::test]
async fn the_first_link_leads_to_a_desk_with_an_administrator() {
    let office = Office::open();
    let link = Secret::new(counted).unwrap();
    let now = office.desk.now();
    office
        .book()
        .turn(|db| accounts::invite(db, None, &link, "first run", now))
        .unwrap();
    let address = format!("/set-up/{}", link.words());
    let mut chief = office.visitor();
    // Opening it, once or twice, uses nothing up.
    for _ in 0..2 {
        let page = chief.get(&address).await;
        assert_eq!(page.status, StatusCode::OK);
        assert_eq!(page.header("referrer-policy"), "same-origin");
        assert_eq!(page.header("cache-control"), "no-store");
        assert!(
            !page
                .text()
                .contains(&format!("canonical\" href=\"{address}"))
        );
    }
    let weak = chief
        .post(&address, &[("name", "chief"), ("password", "short")])
        .await;
    assert_eq!(weak.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(weak.text().contains("at least 15 letters"));
    assert_eq!(value(weak.text(), "name"), "chief", "what was typed stays");
    let done = chief
        .post(&address, &[("name", "Chief"), ("password", PASSWORD)])
        .await;
    assert_eq!(
        (done.status, done.header("location")),
        (StatusCode::SEE_OTHER, "/account")
    );
    let cookie = done.header("set-cookie");
    for part in [
        "__Host-desk=",
        "Secure",
        "HttpOnly",
        "SameSite=Lax",
        "Path=/",
    ] {
        assert!(cookie.contains(part), "{cookie}");
    }
    assert!(
        chief
            .get("/accounts")
            .await
            .text()
            .contains("Who works here")
    );
    // It works once.
    let again = office
        .visitor()
        .post(&address, &[("name", "second"), ("password", PASSWORD)])
        .await;
    assert_eq!(again.status, StatusCode::NOT_FOUND);
    assert_eq!(
        office.visitor().get("/set-up/none").await.status,
        StatusCode::NOT_FOUND
    );
}

#[tokio::test]
async fn an_administrator_makes_an_account_and_its_owner_sets_the_password() {
    let office = Office::open();
    let mut chief = office.browser("chief", Role::Admin).await;
    let page = chief
        .post("/accounts", &[("name", "night-desk"), ("role", "editor")])
        .await;
    assert_eq!(page.status, StatusCode::OK);
    let at = page.text().find("/set-up/").unwrap();
    let link = &page.text()[at..at + "/set-up/".len() + 43];
    let mut night = office.visitor();
    let done = night
        .post(link, &[("password", "paper ballots counted twice")])
        .await;
    assert_eq!(done.status, StatusCode::SEE_OTHER);
    assert_eq!(night.get("/queue").await.status, StatusCode::OK);
    assert_eq!(night.get("/accounts").await.status, StatusCode::FORBIDDEN);
    let taken = chief
        .post("/accounts", &[("name", "Night-Desk"), ("role", "editor")])
        .await;
    assert_eq!(taken.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(taken.text().contains("names are not given twice"));
    // Demoted in the middle of a session, and then ended.
    chief
        .post(
            "/accounts/role",
            &[("name", "night-desk"), ("role", "reader")],
        )
        .await;
    assert_eq!(night.get("/queue").await.status, StatusCode::FORBIDDEN);
    chief.post("/accounts/end", &[("name", "night-desk")]).await;
    assert_eq!(night.get("/account").await.status, StatusCode::SEE_OTHER);
    let last = chief.post("/accounts/end", &[("name", "chief")]).await;
    assert_eq!(last.status, StatusCode::UNPROCESSABLE_ENTITY);
    let log = chief.get("/done.json").await.json();
    let kinds: Vec<&str> = log
        .as_array()
        .unwrap()
        .iter()
        .map(|event| event["kind"].as_str().unwrap())
        .collect();
    assert!(
        kinds.contains(&"role changed") && kinds.contains(&"account ended"),
        "{kinds:?}"
    );
    assert!(
        log.as_array()
            .unwrap()
            .iter()
            .all(|event| !event["actor"].as_str().unwrap().is_empty())
    );
}

#[tokio::test]
async fn whoever_has_not_signed_in_is_led_to_the_form_and_back() {
    let office = Office::open();
    office.hire("night-desk", Role::Editor);
    let mut night = office.visitor();
    let led = night.get("/acts?race=2020-AL-senate").await;
    assert_eq!(
        led.header("location"),
        "/sign-in?next=%2Facts%3Frace%3D2020-AL-senate"
    );
    let page = night.get(led.header("location")).await;
    let next = value(page.text(), "next");
    let done = night
        .post(
            "/sign-in",
            &[
                ("name", "night-desk"),
                ("password", PASSWORD),
                ("next", &next),
            ],
        )
        .await;
    assert_eq!(done.header("location"), "/acts?race=2020-AL-senate");
    let out = night.post("/sign-out", &[]).await;
    assert!(out.header("set-cookie").contains("Max-Age=0"));
    assert_eq!(night.get("/queue").await.status, StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn wrong_names_and_wrong_passwords_are_answered_alike_and_wait_alike() {
    let office = Office::open();
    office.hire("night-desk", Role::Editor);
    let mut pages = Vec::new();
    for name in ["night-desk", "nobody", "<b>"] {
        let mut guesser = office.visitor();
        let answer = guesser
            .post(
                "/sign-in",
                &[("name", name), ("password", "wrong wrong wrong")],
            )
            .await;
        assert_eq!(answer.status, StatusCode::UNAUTHORIZED);
        assert!(answer.headers.get("set-cookie").is_none());
        assert!(
            !answer.text().contains("wrong wrong"),
            "a password is never shown again"
        );
        pages.push(
            answer
                .text()
                .replace("&lt;b&gt;", "NAME")
                .replace(name, "NAME"),
        );
    }
    assert!(pages.iter().all(|page| *page == pages[0]));
    let mut guesser = office.visitor();
    for _ in 0..4 {
        guesser
            .post("/sign-in", &[("name", "night-desk"), ("password", "x")])
            .await;
    }
    let waits = guesser
        .post(
            "/sign-in",
            &[("name", "night-desk"), ("password", PASSWORD)],
        )
        .await;
    assert_eq!(
        (waits.status, waits.header("retry-after")),
        (StatusCode::TOO_MANY_REQUESTS, "1")
    );
    // From elsewhere its owner gets in meanwhile, and here after the wait.
    let mut owner = office.visitor();
    owner.from = "198.51.100.1".parse().unwrap();
    let right = [("name", "night-desk"), ("password", PASSWORD)];
    assert_eq!(
        owner.post("/sign-in", &right).await.status,
        StatusCode::SEE_OTHER
    );
    later(2);
    assert_eq!(
        guesser.post("/sign-in", &right).await.status,
        StatusCode::SEE_OTHER
    );
}

#[tokio::test]
async fn a_session_is_new_at_every_sign_in_and_ends_where_it_is_ended() {
    let office = Office::open();
    let mut here = office.browser("night-desk", Role::Editor).await;
    let first = here.cookie.clone();
    let right = [("name", "night-desk"), ("password", PASSWORD)];
    // A cookie that somebody else has set is not taken over.
    let mut fixed = office.visitor();
    fixed.cookie = Some(format!("__Host-desk={}", "x".repeat(43)));
    fixed.post("/sign-in", &right).await;
    assert!(!fixed.cookie.as_ref().unwrap().contains("xxx"));
    // The old one ends where somebody signs in anew.
    here.post("/sign-in", &right).await;
    assert_ne!(here.cookie, first);
    let mut replayed = office.visitor();
    replayed.cookie = first;
    assert_eq!(replayed.get("/queue").await.status, StatusCode::SEE_OTHER);
    // One ends the other from the account's page.
    let page = here.get("/account").await;
    assert_eq!(page.text().matches("name=\"session\"").count(), 2);
    let text = page.text();
    let this = text.find("This one").unwrap();
    let mine = value(&text[this..], "session");
    let marks = text.match_indices("name=\"session\"");
    let other = marks
        .map(|(at, _)| value(&text[at..], "session"))
        .find(|mark| *mark != mine)
        .unwrap();
    here.post("/account/sessions", &[("session", &other)]).await;
    assert_eq!(here.get("/queue").await.status, StatusCode::OK);
    assert_eq!(fixed.get("/queue").await.status, StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn a_password_is_changed_by_who_knows_it_and_signs_out_everywhere_else() {
    let office = Office::open();
    let mut here = office.browser("night-desk", Role::Editor).await;
    let mut there = office.visitor();
    there
        .post(
            "/sign-in",
            &[("name", "night-desk"), ("password", PASSWORD)],
        )
        .await;
    let new = "precincts report at midnight";
    let wrong = here
        .post(
            "/account/password",
            &[("current", "not the password"), ("password", new)],
        )
        .await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    let done = here
        .post(
            "/account/password",
            &[("current", PASSWORD), ("password", new)],
        )
        .await;
    assert_eq!(done.status, StatusCode::SEE_OTHER);
    assert_eq!(here.get("/queue").await.status, StatusCode::OK);
    assert_eq!(there.get("/queue").await.status, StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn a_private_desk_is_read_by_those_who_have_an_account() {
    let office = Office::with(|settings| settings.private = true);
    let mut visitor = office.visitor();
    for address in ["/", "/race/2020-AL-senate"] {
        assert_eq!(
            visitor.get(address).await.status,
            StatusCode::SEE_OTHER,
            "{address}"
        );
    }
    assert_eq!(
        visitor.get("/race/2020-AL-senate.json").await.status,
        StatusCode::UNAUTHORIZED
    );
    assert_eq!(visitor.get("/sign-in").await.status, StatusCode::OK);
    let mut reader = office.browser("reader-1", Role::Reader).await;
    assert_eq!(
        reader.get("/race/2020-AL-senate").await.status,
        StatusCode::OK
    );
}

/// Every page against every role: what the table of roles says, and nothing else.
#[tokio::test]
async fn each_role_may_what_the_table_says() {
    let office = Office::open();
    let pages = [
        ("GET", "/account", 0),
        ("GET", "/account/comments.json", 0),
        ("GET", "/queue", 2),
        ("GET", "/queue.json", 2),
        ("GET", "/queue/claim/2020-AL-senate/1", 2),
        ("GET", "/queue/correct/2020-AL-senate/1", 2),
        ("GET", "/queue/people", 2),
        ("GET", "/sign-off/2020-AL-senate", 2),
        ("GET", "/acts", 2),
        ("GET", "/acts.json", 2),
        ("GET", "/comments", 2),
        ("GET", "/comments.json", 2),
        ("GET", "/accounts", 3),
        ("GET", "/done", 3),
        ("POST", "/queue/decide", 2),
        ("POST", "/queue/undo", 2),
        ("POST", "/queue/correct/2020-AL-senate/1", 2),
        ("POST", "/queue/people", 2),
        ("POST", "/queue/origins", 2),
        ("POST", "/queue/split", 2),
        ("POST", "/sign-off/2020-AL-senate", 2),
        ("POST", "/comments", 2),
        ("POST", "/accounts", 3),
        ("POST", "/accounts/role", 3),
        ("POST", "/accounts/link", 3),
        ("POST", "/accounts/end", 3),
        ("POST", "/accounts/comments", 3),
        ("POST", "/account/keys", 0),
        ("POST", "/account/tokens", 0),
    ];
    for (at, role) in Role::ALL.into_iter().enumerate() {
        let mut browser = office.browser(&format!("{role}-1"), role).await;
        for (method, address, least) in pages {
            let answer = match method {
                "GET" => browser.get(address).await,
                _ => browser.post(address, &[("role", "reader")]).await,
            };
            let refused = answer.status == StatusCode::FORBIDDEN;
            assert_eq!(
                refused,
                at < least,
                "{role} {method} {address}: {}",
                answer.status
            );
            assert!(
                !answer.status.is_server_error(),
                "{role} {method} {address}"
            );
        }
    }
    let mut visitor = office.visitor();
    for (method, address, _) in pages {
        let answer = match method {
            "GET" => visitor.get(address).await,
            _ => visitor.post(address, &[]).await,
        };
        let expect = match (method, address.contains(".json")) {
            ("GET", false) => StatusCode::SEE_OTHER,
            _ => StatusCode::UNAUTHORIZED,
        };
        assert_eq!(answer.status, expect, "{method} {address}");
    }
}
