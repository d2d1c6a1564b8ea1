//! Pages as of a moment, asked for as RFC 7089 says.

use crate::newsroom::Newsroom;

const RACE: &str = "/race/2020-AL-senate";

#[tokio::test]
async fn a_moment_that_is_asked_for_leads_to_the_page_as_of_then() {
    let room = Newsroom::open();
    let answer = room
        .get_with(
            RACE,
            &[("accept-datetime", "Thu, 07 Nov 2019 02:00:00 GMT")],
        )
        .await;
    assert_eq!(answer.status, 302);
    let to = answer.header("location").to_owned();
    assert_eq!(to, "/race/2020-AL-senate?as_of=2019-11-07T02:00:00Z");
    assert!(answer.header("vary").contains("accept-datetime"));
    let page = room.get(&to).await;
    assert_eq!(page.status, 200);
    assert_eq!(
        page.header("memento-datetime"),
        "Thu, 07 Nov 2019 02:00:00 GMT"
    );
    assert!(
        page.header("link").contains("rel=\"original timegate\""),
        "{}",
        page.header("link")
    );
    assert!(page.text().contains("As of 2019-11-06 20:00 CST"));
    assert_eq!(
        room.get_with(RACE, &[("accept-datetime", "yesterday")])
            .await
            .status,
        400
    );
    assert!(room.get(RACE).await.header("memento-datetime").is_empty());
}

#[tokio::test]
async fn the_moments_of_a_race_are_listed() {
    let room = Newsroom::open();
    let map = room.get("/timemap/2020-AL-senate").await;
    assert_eq!(map.header("content-type"), "application/link-format");
    let mementos = map.text().matches("rel=\"memento\"").count();
    assert!(mementos > 30, "{mementos}");
    assert_eq!(room.get("/timemap/none").await.status, 404);
}
