//! No more of a feed than is wanted, before a parser builds it in memory.
//!
//! A feed of 300,000 items costs its reader hundreds of megabytes; one whose elements lie a million deep costs it time. So the markup is
//! walked once, building nothing: up to the end of the last item that is wanted, or of the last whole item before the feed breaks,
//! and the elements that are open there are closed.

use std::borrow::Cow;

use quick_xml::events::Event;
use quick_xml::{Reader, XmlVersion};
use serde::Deserialize;
use serde_json::value::RawValue;

/// What is taken of a feed.
#[derive(Debug)]
pub(super) struct Taken<'t> {
    pub(super) text: Cow<'t, str>,
    /// How many whole items were left out.
    pub(super) left_out: usize,
    /// Why what follows could not be read.
    pub(super) broken: Option<String>,
    /// Whether it defines entities.
    pub(super) entities: bool,
}

/// Takes from a feed its first items, `most` of them; refuses one that is deeper than `depth`.
pub(super) fn taken(
    text: &str,
    most: usize,
    depth: usize,
    whole: bool,
) -> Result<Taken<'_>, String> {
    let start = text.trim_start_matches(['\u{FEFF}', ' ', '\t', '\r', '\n']);
    if start.starts_with('{') {
        json(start, most, whole)
    } else {
        xml(start, most, depth, whole)
    }
}

#[derive(Deserialize)]
struct Outline<'a> {
    version: String,
    title: Option<String>,
    #[serde(borrow)]
    items: Vec<&'a RawValue>,
}

fn json(text: &str, most: usize, whole: bool) -> Result<Taken<'_>, String> {
    if !whole {
        return Err("it is longer than is fetched, and JSON cannot be read in part".to_owned());
    }
    let outline: Outline<'_> = serde_json::from_str(text)
        .map_err(|error| format!("it is no JSON Feed that can be read: {error}"))?;
    let left_out = outline.items.len().saturating_sub(most);
    let kept = serde_json::json!({
        "version": outline.version,
        "title": outline.title.unwrap_or_default(),
    });
    let items: Vec<&str> = outline
        .items
        .iter()
        .take(most)
        .map(|item| item.get())
        .collect();
    let head = kept.to_string();
    let text = format!(
        "{},\"items\":[{}]}}",
        head.trim_end_matches('}'),
        items.join(",")
    );
    Ok(Taken {
        text: Cow::Owned(text),
        left_out,
        broken: None,
        entities: false,
    })
}

fn xml(text: &str, most: usize, depth: usize, whole: bool) -> Result<Taken<'_>, String> {
    // The text was decoded already: what the declaration says of its bytes no longer holds.
    let text = match (text.starts_with("<?xml"), text.find("?>")) {
        (true, Some(end)) => &text[end + 2..],
        _ => text,
    };
    let mut walk = Walk::default();
    let mut reader = Reader::from_str(text);
    let config = reader.config_mut();
    config.check_end_names = false;
    config.allow_unmatched_ends = true;
    config.allow_dangling_amp = true;
    let broken = loop {
        let event = match reader.read_event() {
            Ok(event) => event,
            Err(error) => break Some(error.to_string()),
        };
        match event {
            Event::Eof => break None,
            Event::Start(tag) => {
                if walk.open.len() >= depth {
                    return Err(format!(
                        "its elements lie more than {depth} deep in one another"
                    ));
                }
                walk.open.push(tag.name().as_ref().to_owned());
            }
            Event::End(_) => {
                let at = usize::try_from(reader.buffer_position()).unwrap_or(text.len());
                walk.close(at, most);
            }
            Event::DocType(doctype) => {
                let defined = doctype.xml_content(XmlVersion::Implicit1_0);
                walk.entities |= defined.contains("<!ENTITY");
            }
            _ => {}
        }
    };
    let line = |at: usize| text[..at.min(text.len())].matches('\n').count() + 1;
    let broken = match (broken, whole) {
        (Some(why), true) => {
            let at = usize::try_from(reader.error_position()).unwrap_or(0);
            Some(format!(
                "it is broken near line {}: {why}",
                line(text.floor_char_boundary(at))
            ))
        }
        (_, false) => Some("it is longer than is fetched".to_owned()),
        (None, true) if !walk.open.is_empty() => Some("it breaks off".to_owned()),
        (None, true) => None,
    };
    if broken.is_none() && walk.items <= most {
        return Ok(Taken {
            text: Cow::Borrowed(text),
            left_out: 0,
            broken,
            entities: walk.entities,
        });
    }
    let Some((end, open)) = walk.last else {
        // Nothing whole came: its own reader says best what is wrong.
        return Ok(Taken {
            text: Cow::Borrowed(text),
            left_out: 0,
            broken,
            entities: walk.entities,
        });
    };
    let mut kept = text[..end].to_owned();
    for name in open.iter().rev() {
        kept.push_str(&format!("</{name}>"));
    }
    Ok(Taken {
        text: Cow::Owned(kept),
        left_out: walk.items.saturating_sub(most),
        broken,
        entities: walk.entities,
    })
}

/// Where the walk is.
#[derive(Default)]
struct Walk {
    /// The names of the elements that are open.
    open: Vec<String>,
    /// How many items were closed.
    items: usize,
    /// The end of the last item that is wanted, and what was open behind it.
    last: Option<(usize, Vec<String>)>,
    entities: bool,
}

impl Walk {
    fn close(&mut self, at: usize, most: usize) {
        let Some(name) = self.open.pop() else { return };
        let local = |name: &str| {
            name.rsplit(':')
                .next()
                .unwrap_or_default()
                .to_ascii_lowercase()
        };
        if !matches!(local(&name).as_str(), "item" | "entry") {
            return;
        }
        let inside = self.open.last().map(|name| local(name)).unwrap_or_default();
        if matches!(inside.as_str(), "channel" | "feed" | "rdf") {
            self.items += 1;
            if self.items <= most {
                self.last = Some((at, self.open.clone()));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn items(number: usize) -> String {
        let item = |n| format!("<item><guid>{n}</guid></item>\n");
        (0..number).map(item).collect::<Vec<_>>().concat()
    }

    #[test]
    fn a_feed_that_is_short_enough_stays_as_it_is() {
        let feed = format!("<rss><channel>{}</channel></rss>", items(3));
        let taken = taken(&feed, 3, 10, true).expect("taken");
        assert_eq!(taken.text, feed);
        assert_eq!((taken.left_out, taken.broken), (0, None));
    }

    #[test]
    fn the_first_items_of_a_long_one() {
        let feed = format!(
            "<?xml version='1.0' encoding='x'?><rss><channel>{}</channel></rss>",
            items(5)
        );
        let taken = taken(&feed, 2, 10, true).expect("taken");
        assert_eq!(
            taken.text,
            "<rss><channel><item><guid>0</guid></item>\n<item><guid>1</guid></item></channel></rss>"
        );
        assert_eq!((taken.left_out, taken.broken), (3, None));
    }

    #[test]
    fn what_is_whole_of_a_broken_one() {
        let feed = format!(
            "<feed>{}<entry><title>half",
            items(2).replace("item", "entry")
        );
        let taken = taken(&feed, 9, 10, true).expect("taken");
        assert!(
            taken.text.ends_with("<guid>1</guid></entry></feed>"),
            "{}",
            taken.text
        );
        assert_eq!(taken.broken.as_deref(), Some("it breaks off"));
    }

    #[test]
    fn depth_is_bounded() {
        assert!(taken(&"<a>".repeat(1_000_000), 9, 512, true).is_err());
    }

    #[test]
    fn json_keeps_its_first_items() {
        let feed = r#"{"version": "https://jsonfeed.org/version/1.1", "title": "A } title", "items": [{"id": "1"}, {"id": "2"}]}"#;
        let taken = taken(feed, 1, 9, true).expect("taken");
        assert_eq!(
            taken.text,
            r#"{"title":"A } title","version":"https://jsonfeed.org/version/1.1","items":[{"id": "1"}]}"#
        );
        assert_eq!(taken.left_out, 1);
    }
}
