//! An item → a report, where its page cannot be had or is not wanted.

use std::sync::LazyLock;

use claim::{Complaint, Report};
use url::Url;

use super::Item;
use crate::limits::too_long;
use crate::tidy::tidy;
use crate::{Document, Hash, Kind, Limits, Taken, html};

/// A house and the hosts that are its own.
struct House {
    name: &'static str,
    hosts: Vec<&'static str>,
}

static HOUSES: LazyLock<Vec<House>> = LazyLock::new(|| {
    include_str!("../../data/outlet_hosts.txt")
        .lines()
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
        .filter_map(|line| {
            let (name, hosts) = line.split_once('|')?;
            Some(House {
                name: name.trim(),
                hosts: hosts.split_whitespace().collect(),
            })
        })
        .collect()
});

/// The house whose host this is.
fn house_of(host: &str) -> Option<&'static House> {
    HOUSES.iter().find(|house| {
        house.hosts.iter().any(|own| {
            host.strip_suffix(own)
                .is_some_and(|rest| rest.is_empty() || rest.ends_with('.'))
        })
    })
}

/// Who published what came from an address and calls itself so: the house whose host it is, where the host is known; else its own word
/// for itself. A host that bears the name of a known house and is none of its hosts keeps its own beside it, and is complained of: else
/// anybody could pass for the AP.
pub(crate) fn publisher(url: &Url, declared: Option<&str>) -> (String, Option<String>) {
    let host = url.host_str().unwrap_or_default();
    let declared = declared.map(str::trim).filter(|name| !name.is_empty());
    if let Some(house) = house_of(host) {
        return (house.name.to_owned(), None);
    }
    let Some(declared) = declared else {
        return (host.to_owned(), None);
    };
    let known = claim::outlet::known(declared);
    let passes_for = HOUSES
        .iter()
        .find(|house| known.is_some_and(|known| claim::outlet::canonical(house.name) == known));
    match passes_for {
        None => (declared.to_owned(), None),
        Some(house) => (
            format!("{host} (calls itself {declared})"),
            Some(format!(
                "it calls itself {declared}, but {host} is none of the hosts of {}: unverified",
                house.name
            )),
        ),
    }
}

/// The report that an item itself carries.
pub(crate) fn own_text(feed: &Url, declared: Option<&str>, item: &Item, limits: &Limits) -> Taken {
    let id = item
        .id
        .as_deref()
        .or(item.link.as_ref().map(Url::as_str))
        .unwrap_or(&item.title);
    let place = format!("{feed}, item {}", crate::text::shown(id));
    let refused = |what: String| Taken::Refused(Complaint::new(place.as_str(), what, "nothing"));
    let plain = if item.html {
        match without_markup(&place, &item.body) {
            Ok(plain) => plain,
            Err(what) => return refused(what),
        }
    } else {
        item.body.clone()
    };
    let (text, mut complaints) = tidy(&place, &plain);
    let text = text.trim().to_owned();
    if text.is_empty() && item.title.is_empty() {
        return refused("it has neither a headline nor a text".to_owned());
    }
    if let Some(refused) = too_long(&place, text.len() + item.title.len(), limits) {
        return Taken::Refused(refused);
    }
    let (publisher, doubt) = publisher(feed, declared);
    complaints.extend(doubt.map(|what| Complaint::new(place.as_str(), what, "the item")));
    // A feed speaks for its own host alone: an item that points elsewhere is not a version of what stands there.
    let own = item.link.as_ref().filter(|link| same_house(feed, link));
    let report = Report {
        id: format!("{feed}#{id}"),
        url: own.map(Url::to_string),
        publisher: Some(publisher),
        published: item.published,
        title: item.title.clone(),
        text,
    };
    let hash = Hash::of(item.body.as_bytes());
    let document = Document {
        report,
        sources: Vec::new(),
        kind: Kind::Html,
        place,
        hash,
    };
    Taken::Read(Box::new(document), complaints)
}

/// Whether two addresses belong to one house: the same host, but for `www.`, `feeds.` and the like before it.
fn same_house(one: &Url, other: &Url) -> bool {
    fn bare(url: &Url) -> &str {
        let host = url.host_str().unwrap_or_default();
        ["www.", "feeds.", "feed.", "rss.", "m.", "amp."]
            .iter()
            .find_map(|prefix| host.strip_prefix(prefix))
            .unwrap_or(host)
    }
    bare(one) == bare(other)
}

/// The text of a piece of HTML.
pub(super) fn without_markup(place: &str, piece: &str) -> Result<String, String> {
    if !piece.contains(['<', '&']) {
        return Ok(piece.to_owned());
    }
    html::piece(place, piece)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn who(url: &str, declared: Option<&str>) -> (String, bool) {
        let url = Url::parse(url).expect("a url");
        let (name, doubt) = publisher(&url, declared);
        (name, doubt.is_some())
    }

    #[test]
    fn a_house_is_known_by_its_host() {
        assert_eq!(
            who("https://apnews.com/x", None),
            ("Associated Press".into(), false)
        );
        assert_eq!(
            who("https://www.al.com/x", Some("al")),
            ("AL.com".into(), false)
        );
        assert_eq!(
            who("https://example.org/x", None),
            ("example.org".into(), false)
        );
        assert_eq!(
            who("https://example.org/x", Some("The Example")),
            ("The Example".into(), false)
        );
        let evil = "evil.example (calls itself The Associated Press)";
        assert_eq!(
            who("https://evil.example/x", Some("The Associated Press")),
            (evil.into(), true)
        );
        assert_eq!(
            who("https://notapnews.com/x", Some("AP")).0,
            "notapnews.com (calls itself AP)"
        );
    }

    #[test]
    fn every_house_is_in_the_vocabulary() {
        assert!(HOUSES.len() > 30);
        for house in HOUSES.iter() {
            assert!(claim::outlet::known(house.name).is_some(), "{}", house.name);
            assert!(!house.hosts.is_empty(), "{}", house.name);
        }
    }
}
