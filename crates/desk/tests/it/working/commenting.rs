//! Comments: off, on, held, published, taken back; and what one says of a claim, in the review queue.

use axum::http::StatusCode;
use desk::accounts::Role;
use desk::book::set;

use super::office::{Browser, Office, later, value};
use crate::newsroom::Answer;

const RACE: &str = "2020-AL-senate";

/// A desk on which an administrator has opened comments.
pub(super) fn open_to(to: &str) -> Office {
    let office = Office::open();
    office.book().turn(|db| set(db, "comments", to)).unwrap();
    office.desk.touch();
    office
}

/// Asks for the form, writes for a while, and sends it.
pub(super) async fn write(
    reader: &mut Browser<'_>,
    about: &str,
    fields: &[(&str, &str)],
) -> Answer {
    let page = reader.get(&format!("/comment?about={about}")).await;
    assert_eq!(page.status, StatusCode::OK, "{}", page.text());
    let form = value(page.text(), "form");
    later(30);
    let mut all = vec![
        ("about", about),
        ("form", form.as_str()),
        ("name", "A reader"),
        ("kind", "remark"),
    ];
    for (name, value) in fields {
        all.retain(|(held, _)| held != name);
        all.push((name, value));
    }
    reader.post("/comment", &all).await
}

fn code(thanks: &Answer) -> String {
    let text = thanks.text();
    let at = text.find("class=\"secret\">").unwrap() + "class=\"secret\">".len();
    text[at..at + 43].to_owned()
}

#[tokio::test]
async fn comments_are_off_until_an_administrator_switches_them_on() {
    let office = Office::open();
    let mut reader = office.visitor();
    let page = reader.get("/race/2020-AL-senate").await;
    assert!(!page.text().contains("What readers say"));
    assert_eq!(
        reader.get("/comment?about=2020-AL-senate").await.status,
        StatusCode::NOT_FOUND
    );
    let sent = reader
        .post("/comment", &[("about", RACE), ("words", "Who else?")])
        .await;
    assert_eq!(sent.status, StatusCode::NOT_FOUND);
    let mut chief = office.browser("chief", Role::Admin).await;
    chief
        .post("/accounts/comments", &[("open", "everybody")])
        .await;
    let page = reader.get("/race/2020-AL-senate").await;
    assert!(
        page.text().contains("What readers say"),
        "the kept page is made anew"
    );
    assert_eq!(
        reader.get("/comment?about=2020-AL-senate").await.status,
        StatusCode::OK
    );
    assert_eq!(
        reader.get("/comment?about=2020-AL-governor").await.status,
        StatusCode::NOT_FOUND
    );
    assert_eq!(
        reader.get("/comment?about=nothing").await.status,
        StatusCode::BAD_REQUEST
    );
}

#[tokio::test]
async fn a_comment_is_read_by_an_editor_first_and_taken_back_by_its_author() {
    let office = open_to("everybody");
    let mut reader = office.visitor();
    let thanks = write(&mut reader, RACE, &[("words", "Has anybody else filed?")]).await;
    assert_eq!(thanks.status, StatusCode::OK, "{}", thanks.text());
    let code = code(&thanks);
    assert!(
        !reader
            .get("/race/2020-AL-senate")
            .await
            .text()
            .contains("anybody else filed")
    );
    let mine = reader
        .post("/comment/mine", &[("code", &code), ("do", "show")])
        .await;
    assert!(mine.text().contains("It waits for an editor."));

    let mut night = office.browser("night-desk", Role::Editor).await;
    let waiting = night.get("/comments").await;
    assert!(waiting.text().contains("Has anybody else filed?"));
    let id = value(waiting.text(), "id");
    let publish = [("id", id.as_str()), ("seen", "held"), ("to", "published")];
    assert_eq!(
        night.post("/comments", &publish).await.status,
        StatusCode::SEE_OTHER
    );
    assert!(
        reader
            .get("/race/2020-AL-senate")
            .await
            .text()
            .contains("Has anybody else filed?")
    );
    // A second moderator who still saw it waiting is told.
    let late = night
        .post(
            "/comments",
            &[("id", &id), ("seen", "held"), ("to", "hidden")],
        )
        .await;
    assert_eq!(late.status, StatusCode::CONFLICT);

    // Its author has a copy, then takes it back.
    let copy = reader
        .post("/comment/mine", &[("code", &code), ("do", "copy")])
        .await;
    assert_eq!(copy.json()["words"], "Has anybody else filed?");
    let gone = reader
        .post("/comment/mine", &[("code", &code), ("do", "remove")])
        .await;
    assert!(gone.text().contains("You took it back"));
    assert!(
        !reader
            .get("/race/2020-AL-senate")
            .await
            .text()
            .contains("anybody else filed")
    );
    let export = night.get("/comments.json").await.json();
    assert_eq!(
        (&export[0]["state"], &export[0]["words"]),
        (&"removed".into(), &"".into())
    );
    let wrong = reader
        .post(
            "/comment/mine",
            &[("code", &"x".repeat(43)), ("do", "remove")],
        )
        .await;
    assert_eq!(wrong.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_dispute_of_a_claim_stands_beside_it_in_the_review_queue() {
    let office = open_to("everybody");
    let mut night = office.browser("night-desk", Role::Editor).await;
    let claim = office.first_question(&mut night).await;
    let mut reader = office.visitor();
    let sent = write(
        &mut reader,
        &claim,
        &[
            ("kind", "dispute"),
            ("words", "The report says considered, not announced."),
        ],
    )
    .await;
    assert_eq!(sent.status, StatusCode::OK, "{}", sent.text());
    let no_address = write(
        &mut reader,
        &claim,
        &[("kind", "source"), ("words", "It stands there.")],
    )
    .await;
    assert_eq!(no_address.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        no_address.text().contains("It stands there."),
        "what was written stays in the form"
    );
    let source = [
        ("kind", "source"),
        ("words", "It stands there."),
        ("url", "https://www.fec.gov/data/candidate/S0AL00230/"),
    ];
    assert_eq!(
        write(&mut reader, &claim, &source).await.status,
        StatusCode::OK
    );

    let queue = night.get("/queue").await;
    assert!(
        queue.text().contains("Readers say otherwise: 2"),
        "{}",
        queue.text()
    );
    let page = night.get(&format!("/queue/claim/{claim}")).await;
    assert!(
        page.text()
            .contains("The report says considered, not announced.")
    );
    assert!(
        page.text()
            .contains("rel=\"nofollow ugc noopener noreferrer\"")
    );
    assert!(
        page.text().contains("machine-read, not yet confirmed"),
        "a dispute decides nothing"
    );
    // The editor agrees: the claim goes, and the comment was acted on.
    night
        .post(
            "/queue/decide",
            &[
                ("claim", &claim),
                ("seen", "0"),
                ("do", "reject"),
                ("note", "a reader is right"),
            ],
        )
        .await;
    let id = value(
        &page.text()[page.text().find("id=\"readers\"").unwrap()..],
        "id",
    );
    let acted = [
        ("id", id.as_str()),
        ("seen", "held"),
        ("to", "taken"),
        ("back", "claim"),
    ];
    let done = night.post("/comments", &acted).await;
    assert_eq!(
        done.header("location"),
        format!("/queue/claim/{claim}#item")
    );
    assert!(
        night
            .get("/queue")
            .await
            .text()
            .contains("Readers say otherwise: 1")
    );
    // A dispute is about a claim, and a claim that there is.
    let of_race = write(
        &mut reader,
        RACE,
        &[("kind", "dispute"), ("words", "Not so.")],
    )
    .await;
    assert_eq!(of_race.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(
        reader
            .get("/comment?about=2020-AL-senate/99999")
            .await
            .status,
        StatusCode::NOT_FOUND
    );
}

#[tokio::test]
async fn comments_for_accounts_carry_the_accounts_name() {
    let office = open_to("accounts");
    let mut visitor = office.visitor();
    assert_eq!(
        visitor.get("/comment?about=2020-AL-senate").await.status,
        StatusCode::SEE_OTHER
    );
    let mut reader = office.browser("reader-1", Role::Reader).await;
    assert_eq!(
        reader.get("/comment?about=2020-AL-senate").await.status,
        StatusCode::FORBIDDEN
    );
    let mut writer = office.browser("writer-1", Role::Commenter).await;
    let sent = write(
        &mut writer,
        RACE,
        &[("name", "night-desk"), ("words", "Who else?")],
    )
    .await;
    assert_eq!(sent.status, StatusCode::OK);
    let mine = writer.get("/account/comments.json").await.json();
    assert_eq!(
        (&mine[0]["name"], &mine[0]["words"]),
        (&"writer-1".into(), &"Who else?".into())
    );
    let id = mine[0]["id"].to_string();
    // Nobody takes back what is another's.
    let mut other = office.browser("writer-2", Role::Commenter).await;
    let refused = other
        .post("/comment/mine", &[("id", &id), ("do", "remove")])
        .await;
    assert_eq!(refused.status, StatusCode::NOT_FOUND);
    let gone = writer
        .post("/comment/mine", &[("id", &id), ("do", "remove")])
        .await;
    assert!(gone.text().contains("You took it back"));
}

#[tokio::test]
async fn floods_are_slowed_and_what_was_written_stays_in_the_form() {
    let office = open_to("everybody");
    let mut reader = office.visitor();
    let page = reader.get("/comment?about=2020-AL-senate").await;
    let form = value(page.text(), "form");
    let fields = |words: &'static str| {
        [
            ("about", RACE),
            ("form", form.as_str()),
            ("name", "A reader"),
            ("kind", "remark"),
            ("words", words),
        ]
    };
    let quick = reader.post("/comment", &fields("Sent at once")).await;
    assert_eq!(quick.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(quick.text().contains("Sent at once"));
    later(10);
    let mut statuses = Vec::new();
    for _ in 0..100 {
        statuses.push(
            reader
                .post("/comment", &fields("The same again"))
                .await
                .status
                .as_u16(),
        );
    }
    assert_eq!(statuses.iter().filter(|status| **status == 200).count(), 3);
    assert_eq!(statuses.iter().filter(|status| **status == 429).count(), 97);
    let refused = reader.post("/comment", &fields("The same again")).await;
    assert_eq!(refused.header("retry-after"), "20");
    assert!(refused.text().contains("The same again"));
    // Somebody elsewhere is not slowed.
    let mut other = office.visitor();
    other.from = "2001:db8::1".parse().unwrap();
    assert_eq!(
        other
            .post("/comment", &fields("From elsewhere"))
            .await
            .status,
        StatusCode::OK
    );
    later(25 * 3_600);
    let old = other.post("/comment", &fields("A day later")).await;
    assert_eq!(old.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(old.text().contains("out of date") && old.text().contains("A day later"));
}
