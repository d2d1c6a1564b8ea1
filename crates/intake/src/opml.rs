//! A list of feeds (OPML) → their addresses.
//!
//! Read event by event: the readers of OPML that build it in memory recurse, and a list may be nested as deep as its writer likes.

use claim::Complaint;
use quick_xml::events::{BytesStart, Event};
use quick_xml::{Reader, XmlVersion};
use url::Url;

use crate::decode::decode;
use crate::fetch::target;
use crate::text::shown;

/// The most feeds of one list.
const MOST: usize = 10_000;

/// The feeds that a list names, each once, in its order; and what could not be taken. Folders are walked through; what they are called
/// does not matter.
pub fn read(place: &str, bytes: &[u8]) -> (Vec<Url>, Vec<Complaint>) {
    let (text, mut complaints) = decode(place, bytes, crate::html::declared(bytes));
    let mut feeds: Vec<Url> = Vec::new();
    let mut outlines = 0_usize;
    let mut reader = Reader::from_str(&text);
    let config = reader.config_mut();
    config.check_end_names = false;
    config.allow_unmatched_ends = true;
    config.allow_dangling_amp = true;
    loop {
        let line = |at: u64| {
            let at =
                text.floor_char_boundary(usize::try_from(at).unwrap_or(text.len()).min(text.len()));
            text[..at].matches('\n').count() + 1
        };
        let before = reader.buffer_position();
        match reader.read_event() {
            Ok(Event::Eof) => break,
            Ok(Event::Start(tag) | Event::Empty(tag)) if tag.local_name().as_ref() == "outline" => {
                outlines += 1;
                let Some(address) = address(&tag) else {
                    continue;
                };
                match target(&address) {
                    Ok(url) if feeds.contains(&url) => {}
                    Ok(_) if feeds.len() >= MOST => {
                        complaints.push(Complaint::new(
                            place,
                            format!("it names more than {MOST} feeds"),
                            "the first ones",
                        ));
                        break;
                    }
                    Ok(url) => feeds.push(url),
                    Err(why) => complaints.push(Complaint::new(
                        format!("{place}, line {}", line(before)),
                        format!("`{}` cannot be watched: {why}", shown(&address)),
                        "the other feeds",
                    )),
                }
            }
            Ok(_) => {}
            Err(error) => {
                complaints.push(Complaint::new(
                    format!("{place}, line {}", line(reader.error_position())),
                    format!("the list is broken here: {error}"),
                    "the feeds before",
                ));
                break;
            }
        }
    }
    if outlines == 0 {
        complaints.push(Complaint::new(
            place,
            "it is no list of feeds (OPML)",
            "nothing",
        ));
    } else if feeds.is_empty() && complaints.is_empty() {
        complaints.push(Complaint::new(place, "the list names no feed", "nothing"));
    }
    (feeds, complaints)
}

/// The address of the feed that an outline stands for; a folder has none. Writers differ in the case of its name.
fn address(tag: &BytesStart<'_>) -> Option<String> {
    tag.attributes()
        .with_checks(false)
        .filter_map(Result::ok)
        .find(|attribute| attribute.key.as_ref().eq_ignore_ascii_case("xmlurl"))
        .map(
            |attribute| match attribute.normalized_value(XmlVersion::Implicit1_0) {
                Ok(value) => value.into_owned(),
                Err(_) => attribute.value.to_string(),
            },
        )
        .filter(|address| !address.trim().is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, feeds: &[&str], complaints: &[&str]) {
        let (found, said) = read("feeds.opml", text.as_bytes());
        let found: Vec<&str> = found.iter().map(Url::as_str).collect();
        assert_eq!(found, feeds);
        assert_eq!(said.len(), complaints.len(), "{said:?}");
        for (complaint, words) in said.iter().zip(complaints) {
            assert!(complaint.to_string().contains(words), "{complaint}");
        }
    }

    #[test]
    fn feeds_in_folders_each_once() {
        check(
            r#"<?xml version="1.0"?><opml version="2.0"><head><title>Desk</title></head><body>
            <outline text="Alabama"><outline type="rss" text="AL.com" xmlUrl="https://www.al.com/feed?a=1&amp;b=2"/>
            <outline xmlurl='https://www.al.com/feed?a=1&amp;b=2'/></outline>
            <outline text="AP" XMLURL="https://apnews.com/feed"></outline></body></opml>"#,
            &["https://www.al.com/feed?a=1&b=2", "https://apnews.com/feed"],
            &[],
        );
    }

    #[test]
    fn what_cannot_be_taken_is_named_with_its_line() {
        check(
            "<opml><body>\n<outline xmlUrl='file:///etc/passwd'/>\n<outline xmlUrl='https://apnews.com/feed'/>\n<outline xmlUrl=\"https://u:p@al.com/\"/></body></opml>",
            &["https://apnews.com/feed"],
            &[
                "line 2: `file:///etc/passwd` cannot be watched: only http and https",
                "line 4",
            ],
        );
        check("", &[], &["it is no list of feeds"]);
        check("<rss/>", &[], &["it is no list of feeds"]);
        check("<opml><outline text='x'/></opml>", &[], &["names no feed"]);
        check(
            "<opml><outline xmlUrl='https://al.com/'/><",
            &["https://al.com/"],
            &["broken here"],
        );
    }

    #[test]
    fn depth_and_entities_cost_nothing() {
        let deep = "<outline>".repeat(200_000) + "<outline xmlUrl='https://al.com/'/>";
        check(&deep, &["https://al.com/"], &[]);
        check(
            "<!DOCTYPE x [<!ENTITY a SYSTEM 'file:///etc/passwd'>]><opml><outline xmlUrl='https://al.com/&a;'/></opml>",
            &["https://al.com/&a;"],
            &[],
        );
    }
}
