//! The review queue: accept, reject, correct, leave for later, undo; merge and split; sign-offs; the list of acts.

use axum::http::StatusCode;
use desk::accounts::Role;
use record::acts::{ClaimMark, Why};
use record::{ClaimId, Cut};

use super::office::{Office, value};

fn marks(office: &Office, claim: &str) -> Vec<ClaimMark> {
    let record = office.record();
    let id: ClaimId = claim.parse().unwrap();
    let held = record.claim(&id).unwrap();
    record
        .marks(&[held], Cut::default())
        .unwrap()
        .remove(&id)
        .unwrap_or_default()
}

#[tokio::test]
async fn an_editor_accepts_a_claim_and_undoes_it() {
    let office = Office::open();
    let mut night = office.browser("night-desk", Role::Editor).await;
    let first = office.first_question(&mut night).await;
    let page = night.get(&format!("/queue/claim/{first}")).await;
    assert!(page.text().contains("machine-read, not yet confirmed"));
    assert!(page.text().contains("asked because"));
    let public = office.visitor().get(&format!("/claim/{first}")).await;
    assert!(
        public.text().contains("machine-read, not yet confirmed"),
        "readers are told too"
    );
    let seen = value(page.text(), "seen");
    let decision = [
        ("claim", first.as_str()),
        ("seen", &seen),
        ("do", "accept"),
        ("note", "compared with the report"),
    ];
    let done = night.post("/queue/decide", &decision).await;
    assert_eq!(done.status, StatusCode::SEE_OTHER);
    assert!(
        done.header("location").starts_with("/queue/claim/")
            && done.header("location").ends_with("#item")
    );
    assert!(!done.header("location").contains(&format!("{first}#")));
    assert!(matches!(
        marks(&office, &first)[..],
        [ClaimMark::Confirmed { .. }]
    ));

    let page = night.get(&format!("/queue/claim/{first}")).await;
    assert!(
        page.text().contains("confirmed by an editor") || page.text().contains("confirmed"),
        "{}",
        page.text()
    );
    assert!(!page.text().contains("machine-read, not yet confirmed"));
    assert!(page.text().contains("data-key=\"z\""));
    let act = value(page.text(), "act");
    let undone = night.post("/queue/undo", &[("act", &act)]).await;
    assert_eq!(
        undone.header("location"),
        format!("/queue/claim/{first}#item")
    );
    assert!(marks(&office, &first).is_empty());
    let again = night.post("/queue/undo", &[("act", &act)]).await;
    assert_eq!(again.status, StatusCode::CONFLICT);

    // The record names who did what, and why.
    let acts = night.get("/acts.json").await.json();
    let of = |at: usize, field: &str| acts["acts"][at][field].as_str().unwrap_or("").to_owned();
    assert_eq!(
        (of(1, "kind"), of(1, "actor"), of(1, "note")),
        (
            "confirm".to_owned(),
            "night-desk".to_owned(),
            "compared with the report".to_owned()
        )
    );
    assert_eq!(
        (of(0, "kind"), of(0, "actor")),
        ("undo".to_owned(), "night-desk".to_owned())
    );
}

#[tokio::test]
async fn a_rejected_claim_leaves_the_page_and_the_queue() {
    let office = Office::open();
    let mut night = office.browser("night-desk", Role::Editor).await;
    let first = office.first_question(&mut night).await;
    let before = night.get("/race/2020-AL-senate.json").await.json();
    let decision = [
        ("claim", first.as_str()),
        ("seen", "0"),
        ("do", "reject"),
        ("note", "this is about another race"),
    ];
    night.post("/queue/decide", &decision).await;
    assert!(matches!(
        marks(&office, &first)[..],
        [ClaimMark::SetAside {
            why: Why::Rejected,
            ..
        }]
    ));
    let after = night.get("/race/2020-AL-senate.json").await.json();
    assert_ne!(before, after, "the page is made anew");
    assert_ne!(office.first_question(&mut night).await, first);
}

#[tokio::test]
async fn the_second_of_two_editors_is_told_what_the_first_did() {
    let office = Office::open();
    let mut night = office.browser("night-desk", Role::Editor).await;
    let mut day = office.browser("day-desk", Role::Editor).await;
    let first = office.first_question(&mut night).await;
    let seen = value(
        day.get(&format!("/queue/claim/{first}")).await.text(),
        "seen",
    );
    night
        .post(
            "/queue/decide",
            &[("claim", &first), ("seen", &seen), ("do", "accept")],
        )
        .await;
    let late = day
        .post(
            "/queue/decide",
            &[("claim", &first), ("seen", &seen), ("do", "reject")],
        )
        .await;
    assert_eq!(late.status, StatusCode::CONFLICT);
    assert!(
        late.text().contains("night-desk has done “confirm”"),
        "{}",
        late.text()
    );
    assert!(matches!(
        marks(&office, &first)[..],
        [ClaimMark::Confirmed { .. }]
    ));
    // Having looked again, the second may decide otherwise.
    let seen = value(
        day.get(&format!("/queue/claim/{first}")).await.text(),
        "seen",
    );
    let done = day
        .post(
            "/queue/decide",
            &[("claim", &first), ("seen", &seen), ("do", "reject")],
        )
        .await;
    assert_eq!(done.status, StatusCode::SEE_OTHER);
    assert!(marks(&office, &first).iter().any(|mark| matches!(
        mark,
        ClaimMark::SetAside {
            why: Why::Rejected,
            ..
        }
    )));
}

/// A claim of the example that states a candidacy.
fn candidacy(office: &Office) -> String {
    let record = office.record();
    let claims = record
        .claims(&record::Filter {
            race: Some("2020-AL-senate".parse().unwrap()),
            kind: Some("candidacy".to_owned()),
            ..record::Filter::default()
        })
        .unwrap();
    claims[0].id.to_string()
}

#[tokio::test]
async fn an_editor_corrects_what_the_program_read_and_the_reading_stays_as_history() {
    let office = Office::open();
    let mut night = office.browser("night-desk", Role::Editor).await;
    let claim = candidacy(&office);
    let address = format!("/queue/correct/{claim}");
    let page = night.get(&address).await;
    assert_eq!(page.status, StatusCode::OK);
    let person = value(page.text(), "person");
    let typed = |status: &'static str, date: &'static str| {
        vec![
            ("claim", claim.clone()),
            ("seen", "0".to_owned()),
            ("person", person.clone()),
            ("status", status.to_owned()),
            ("race", "2020-AL-senate".to_owned()),
            ("date", date.to_owned()),
            ("certainty", "possible".to_owned()),
            ("origin_type", "report".to_owned()),
            ("note", "the report says might".to_owned()),
        ]
    };
    let send = |fields: &[(&'static str, String)]| {
        fields
            .iter()
            .map(|(name, value)| (*name, value.clone()))
            .collect::<Vec<_>>()
    };
    let wrong = send(&typed("running fast", "soon <b>"));
    let wrong: Vec<(&str, &str)> = wrong
        .iter()
        .map(|(name, value)| (*name, value.as_str()))
        .collect();
    let refused = night.post(&address, &wrong).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(
        value(refused.text(), "date"),
        "soon &lt;b&gt;",
        "what was typed stays, as text"
    );

    let right = send(&typed("considering", ""));
    let right: Vec<(&str, &str)> = right
        .iter()
        .map(|(name, value)| (*name, value.as_str()))
        .collect();
    let done = night.post(&address, &right).await;
    assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.text());
    let old = marks(&office, &claim);
    let [
        ClaimMark::SetAside {
            why: Why::Superseded,
            by: Some(by),
            act: Some(act),
        },
    ] = &old[..]
    else {
        panic!("{old:?}");
    };
    let by = by.to_string();
    let new = office.record().claim(&by.parse().unwrap()).unwrap();
    assert_eq!(
        desk::words::statement(&new.claim),
        format!("{person}: considering (possible)")
    );
    assert!(matches!(
        marks(&office, &by)[..],
        [ClaimMark::Confirmed { .. }]
    ));
    // The same again says the same.
    let seen = value(
        night.get(&format!("/queue/claim/{by}")).await.text(),
        "seen",
    );
    let mut same = right.clone();
    same[0].1 = &by;
    same[1].1 = &seen;
    let refused = night.post(&format!("/queue/correct/{by}"), &same).await;
    assert_eq!(refused.status, StatusCode::CONFLICT);
    assert!(refused.text().contains("the other reading says the same"));
    // Undone, the program's reading stands alone again, and the editor's is off the page.
    night
        .post("/queue/undo", &[("act", &act.to_string())])
        .await;
    assert!(marks(&office, &claim).is_empty());
    assert!(matches!(
        marks(&office, &by)[..],
        [ClaimMark::SetAside {
            why: Why::Superseded,
            ..
        }]
    ));
    assert_eq!(office.record().check().unwrap().len(), 0);
}

#[tokio::test]
async fn what_is_left_for_later_is_asked_after_all_others() {
    let office = Office::open();
    let mut night = office.browser("night-desk", Role::Editor).await;
    let first = office.first_question(&mut night).await;
    night
        .post(
            "/queue/decide",
            &[("claim", &first), ("seen", "0"), ("do", "later")],
        )
        .await;
    let queue = night.get("/queue.json").await.json();
    let race = queue["races"]
        .as_array()
        .unwrap()
        .iter()
        .find(|race| race["race"] == "2020-AL-senate")
        .unwrap();
    let items = race["items"].as_array().unwrap();
    assert_eq!(items.last().unwrap()["claim"], first.as_str());
    assert_ne!(items[0]["claim"], first.as_str());
    assert!(
        office.record().acts(Cut::default()).unwrap().is_empty(),
        "nothing was said"
    );
}

#[tokio::test]
async fn two_origins_are_merged_by_a_word_that_can_be_ended() {
    let office = Office::open();
    let mut night = office.browser("night-desk", Role::Editor).await;
    // A fact of the example with two origins at least.
    let queue = night.get("/queue.json").await.json();
    let mut found = None;
    for race in queue["races"].as_array().unwrap() {
        for item in race["items"].as_array().unwrap() {
            let id: ClaimId = item["claim"].as_str().unwrap().parse().unwrap();
            let Some(support) = office
                .record()
                .same_as(&id, Cut::default(), &rules::zone("AL"))
                .unwrap()
                .support
            else {
                continue;
            };
            let leaves = &support.witness.leaves;
            if leaves.len() > 1 && found.is_none() {
                found = Some((
                    id.to_string(),
                    leaves[0].label.clone(),
                    leaves[1].label.clone(),
                    support.origins,
                ));
            }
        }
    }
    let (claim, a, b, before) = found.unwrap();
    let word = [
        ("claim", claim.as_str()),
        ("a", &a),
        ("b", &b),
        ("verdict", "same"),
        ("note", "both name the same spokesman"),
    ];
    let done = night.post("/queue/origins", &word).await;
    assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.text());
    let origins = || {
        let support = office
            .record()
            .same_as(&claim.parse().unwrap(), Cut::default(), &rules::zone("AL"))
            .unwrap()
            .support;
        support.unwrap().origins
    };
    assert!(origins()[1] < before[1], "{:?} was {before:?}", origins());
    let page = night.get("/queue/people").await;
    assert!(page.text().contains("both name the same spokesman"));
    let number = value(page.text(), "word");
    night.post("/queue/split", &[("word", &number)]).await;
    assert_eq!(origins(), before);
    let again = night.post("/queue/split", &[("word", &number)]).await;
    assert_eq!(again.status, StatusCode::CONFLICT);
    let unknown = [
        ("claim", claim.as_str()),
        ("a", "nobody"),
        ("b", &b),
        ("verdict", "same"),
        ("note", "x"),
    ];
    assert_eq!(
        night.post("/queue/origins", &unknown).await.status,
        StatusCode::CONFLICT
    );
}

#[tokio::test]
async fn a_sign_off_covers_what_was_seen_and_is_out_of_date_when_a_claim_goes() {
    let office = Office::open();
    let mut night = office.browser("night-desk", Role::Editor).await;
    let page = night.get("/sign-off/2020-AL-senate").await;
    assert!(page.text().contains("have not been looked at"));
    let (about, seen) = (value(page.text(), "about"), value(page.text(), "sha256"));
    assert_eq!(about, "2020-AL-senate");
    let stale = [("about", about.as_str()), ("sha256", "0000"), ("note", "")];
    assert_eq!(
        night.post("/sign-off/2020-AL-senate", &stale).await.status,
        StatusCode::CONFLICT
    );
    let signs = [
        ("about", about.as_str()),
        ("sha256", &seen),
        ("note", "for the morning"),
    ];
    assert_eq!(
        night.post("/sign-off/2020-AL-senate", &signs).await.status,
        StatusCode::SEE_OTHER
    );
    assert!(
        night
            .get("/sign-off/2020-AL-senate")
            .await
            .text()
            .contains("by night-desk: up to date")
    );
    let first = office.first_question(&mut night).await;
    night
        .post(
            "/queue/decide",
            &[("claim", &first), ("seen", "0"), ("do", "reject")],
        )
        .await;
    let page = night.get("/sign-off/2020-AL-senate").await;
    assert!(page.text().contains("out of date"), "{}", page.text());
    let other = [("about", "2018-AL-governor"), ("sha256", seen.as_str())];
    assert_eq!(
        night.post("/sign-off/2020-AL-senate", &other).await.status,
        StatusCode::BAD_REQUEST
    );
}

#[tokio::test]
async fn keys_press_the_same_buttons_and_can_be_turned_off() {
    let office = Office::open();
    let mut night = office.browser("night-desk", Role::Editor).await;
    let first = office.first_question(&mut night).await;
    let address = format!("/queue/claim/{first}");
    let page = night.get(&address).await;
    assert!(page.text().contains("data-keys"));
    for key in ["a", "r", "e", "u", "j", "?"] {
        assert!(
            page.text().contains(&format!("data-key=\"{key}\"")),
            "{key}"
        );
    }
    night.post("/account/keys", &[("keys", "off")]).await;
    assert!(!night.get(&address).await.text().contains("data-keys"));
}

#[tokio::test]
async fn the_record_is_free_for_others_when_nobody_decides() {
    let office = Office::open();
    let mut night = office.browser("night-desk", Role::Editor).await;
    let first = office.first_question(&mut night).await;
    night
        .post(
            "/queue/decide",
            &[("claim", &first), ("seen", "0"), ("do", "accept")],
        )
        .await;
    for _ in 0..50 {
        tokio::time::sleep(std::time::Duration::from_millis(100)).await;
        if office.write_record().is_ok() {
            break;
        }
    }
    let another = office.write_record().unwrap();
    let refused = night
        .post(
            "/queue/decide",
            &[("claim", &first), ("seen", "1"), ("do", "reject")],
        )
        .await;
    assert_eq!(
        (refused.status, refused.header("retry-after")),
        (StatusCode::SERVICE_UNAVAILABLE, "5")
    );
    drop(another);
    let done = night
        .post(
            "/queue/decide",
            &[("claim", &first), ("seen", "1"), ("do", "reject")],
        )
        .await;
    assert_eq!(done.status, StatusCode::SEE_OTHER);
}
