//! A feed → its items.
//!
//! RSS 0.9 to 2.0, Atom and JSON Feed are read by `feed-rs`. It builds the whole feed in memory, so `cut` first takes from the bytes
//! no more items than are wanted. No feed's markup is ever kept: an item's body becomes plain text.

mod cut;
mod item;

use std::panic::{AssertUnwindSafe, catch_unwind};

use claim::{Complaint, When};
use feed_rs::model::{Entry, Text};
use feed_rs::parser::Builder;
use jiff::Timestamp;
use jiff::tz::Offset;
use url::Url;

use crate::Hash;
use crate::decode::decode;
use crate::recognise::{self, Looks};
use crate::text::shown;
use crate::tidy::tidy;

pub(crate) use item::{own_text, publisher};

/// The most items of one feed that are read; what a poll of a busy wire gives is a tenth of it.
pub const ITEMS: usize = 500;

/// How deep elements of a feed may lie in one another.
const DEPTH: usize = 512;

/// The longest id and title of an item, in characters.
const ID: usize = 1000;
const TITLE: usize = 500;

/// A feed as it came.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Feed {
    /// What it calls itself.
    pub title: Option<String>,
    /// Its items, in its order.
    pub items: Vec<Item>,
}

/// One item of a feed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Item {
    /// What the feed calls it by; nobody guarantees that it is its own.
    pub id: Option<String>,
    /// The page that it points at.
    pub link: Option<Url>,
    /// Its headline.
    pub title: String,
    /// When it was published, as the feed says, if that can be true.
    pub published: Option<When>,
    /// Its body, as HTML or text.
    pub body: String,
    /// Whether the body is HTML.
    pub html: bool,
}

impl Item {
    /// A name for what the item says: its headline and body, whatever it calls itself and whenever it says it was published.
    pub fn content(&self) -> Hash {
        Hash::of(format!("{}\n{}\n{}", self.title.len(), self.title, self.body).as_bytes())
    }
}

/// Whether these bytes are a feed, as far as their beginning tells.
pub fn is_one(bytes: &[u8]) -> bool {
    let head = &bytes[..bytes.len().min(recognise::HEAD)];
    let (start, _) = decode("", head, crate::html::declared(head));
    match recognise::by_text(&start) {
        Looks::Other { what: "a feed", .. } => true,
        Looks::Json => start.contains("jsonfeed.org/version"),
        _ => false,
    }
}

/// Reads a feed that came from an address. `cut` says that only its beginning came.
///
/// # Errors
///
/// The complaint, where nothing of it can be read.
pub fn read(
    url: &Url,
    bytes: &[u8],
    whole: bool,
    now: Timestamp,
) -> Result<(Feed, Vec<Complaint>), Complaint> {
    let place = url.as_str();
    let refused = |what: String| Complaint::new(place, what, "nothing");
    let (text, mut complaints) = decode(place, bytes, crate::html::declared(bytes));
    let taken = cut::taken(&text, ITEMS, DEPTH, whole).map_err(refused)?;
    if let Some(what) = taken.broken {
        complaints.push(Complaint::new(place, what, "the items before"));
    }
    if taken.left_out > 0 {
        complaints.push(Complaint::new(
            place,
            format!(
                "it has {} items; the first {ITEMS} were read",
                taken.left_out + ITEMS
            ),
            "the first items",
        ));
    }
    if taken.entities {
        complaints.push(Complaint::new(
            place,
            "it defines entities of its own, which are not resolved",
            "the feed, with their names as they stand",
        ));
    }
    let parser = Builder::new()
        .base_uri(Some(place))
        .id_generator(|_, _, _| String::new())
        .build();
    // The reader of feeds is foreign code that sees hostile input: should it panic, that costs this feed and no more.
    let feed = catch_unwind(AssertUnwindSafe(|| parser.parse(taken.text.as_bytes())))
        .map_err(|_| refused("the feed breaks the reader of feeds".to_owned()))?
        .map_err(|error| refused(format!("it is no feed that can be read: {error}")))?;
    let mut items = Vec::new();
    for entry in feed.entries.into_iter().take(ITEMS) {
        let (item, more) = read_item(place, entry, now);
        items.push(item);
        complaints.extend(more);
    }
    let title = feed
        .title
        .map(|title| one_line(&plain(place, &title)))
        .filter(|title| !title.is_empty());
    Ok((Feed { title, items }, complaints))
}

fn read_item(place: &str, entry: Entry, now: Timestamp) -> (Item, Vec<Complaint>) {
    let title = entry
        .title
        .as_ref()
        .map(|title| one_line(&plain(place, title)))
        .unwrap_or_default();
    let (mut body, mut html) = (String::new(), false);
    if let Some(summary) = &entry.summary {
        body.clone_from(&summary.content);
        html = true;
    }
    // The full text where the feed carries it.
    if let Some(content) = &entry.content
        && let Some(full) = &content.body
        && full.len() > body.len()
    {
        body.clone_from(full);
        html = content.content_type.subty().as_str() != "plain";
    }
    let link = entry
        .links
        .iter()
        .find(|link| link.rel.as_deref().is_none_or(|rel| rel == "alternate"))
        .or(entry.links.first())
        .and_then(|link| crate::fetch::target(&link.href).ok());
    let id = Some(entry.id)
        .filter(|id| !id.is_empty())
        .map(|id| id.chars().take(ID).collect());
    let (published, complaint) = published(
        place,
        &title,
        entry.published.or(entry.updated).map(|at| at.timestamp()),
        now,
    );
    let item = Item {
        id,
        link,
        title,
        published,
        body,
        html,
    };
    (item, complaint.into_iter().collect())
}

/// When an item says that it was published, if that can be true: not before there were feeds, not after tomorrow.
fn published(
    place: &str,
    title: &str,
    seconds: Option<i64>,
    now: Timestamp,
) -> (Option<When>, Option<Complaint>) {
    /// 1994: no newspaper was on the web before.
    const FIRST: i64 = 757_382_400;
    const DAY: i64 = 86_400;
    let Some(seconds) = seconds else {
        return (None, None);
    };
    let at = Timestamp::from_second(seconds).ok();
    let when = at.map(|at| When::Moment(Offset::UTC.to_datetime(at), Offset::UTC));
    if (FIRST..=now.as_second() + DAY).contains(&seconds) {
        return (when, None);
    }
    let what = format!(
        "“{}” says that it was published {}, which cannot be",
        shown(title),
        when.map_or_else(|| "at no time".to_owned(), |when| when.to_string())
    );
    (
        None,
        Some(Complaint::new(
            place,
            what,
            "the item, public since it was seen",
        )),
    )
}

/// A text of a feed without markup.
fn plain(place: &str, text: &Text) -> String {
    let html = text.content_type.subty().as_str() != "plain" || text.content.contains('<');
    let plain = if html {
        item::without_markup(place, &text.content).unwrap_or_default()
    } else {
        text.content.clone()
    };
    tidy(place, &plain).0
}

/// A title in one line.
fn one_line(text: &str) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    line.chars().take(TITLE).collect()
}
