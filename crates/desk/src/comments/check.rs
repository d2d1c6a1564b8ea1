//! The order of checks. Each looks at what came and at nothing else, so that all can be read, and tested, in one place.

use std::net::IpAddr;

use super::{Held, Kind, LONGEST, Refusal, words};
use crate::accounts::secret::keyed;

/// What came in a form.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Posted {
    /// `remark`, `source`, …
    pub kind: String,
    /// The name.
    pub name: String,
    /// The words.
    pub words: String,
    /// The address of a source.
    pub url: String,
    /// The field that nobody sees.
    pub trap: String,
}

/// What came, looked through: it can be held.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Checked {
    /// What it is.
    pub kind: Kind,
    /// The name.
    pub name: String,
    /// The words, with one kind of line end and no control characters.
    pub words: String,
    /// The address of a source.
    pub url: Option<String>,
    /// Why it is held.
    pub held: Held,
    /// A keyed hash of the words, by which a repeat is known.
    pub digest: [u8; 32],
}

/// Looks through what came. `about_claim` says whether the page is one of a claim.
pub fn check(posted: &Posted, about_claim: bool, key: &[u8]) -> Result<Checked, Refusal> {
    let kind: Kind = posted.kind.parse().map_err(Refusal::Bad)?;
    if kind.is_about_a_claim() && !about_claim {
        return Err(Refusal::Bad(
            "A source, a correction or a dispute is about one claim: open the claim and write there.",
        ));
    }
    let name = posted.name.trim();
    if name.is_empty() || name.chars().count() > 60 {
        return Err(Refusal::Bad(
            "Please give a name of up to 60 letters; it need not be your own.",
        ));
    }
    // A name is one line wherever it goes: a list, a feed, the head of a message.
    if name
        .chars()
        .any(|letter| letter.is_control() || "\u{2028}\u{2029}".contains(letter))
    {
        return Err(Refusal::Bad("A name is one line of letters."));
    }
    let text = words::tidy(&posted.words);
    if text.chars().count() > LONGEST {
        return Err(Refusal::Bad("That is more than 4,000 letters."));
    }
    if text
        .chars()
        .filter(|letter| letter.is_alphanumeric())
        .count()
        < 2
    {
        return Err(Refusal::Bad("Please write what you have to say."));
    }
    let url = posted.url.trim();
    let url = match (kind, url.is_empty()) {
        (Kind::Source, true) => return Err(Refusal::Bad("Please give the address of the source.")),
        (_, true) => None,
        (_, false) if words::is_address(url) => Some(url.to_owned()),
        (_, false) => {
            return Err(Refusal::Bad(
                "The address of a source begins with https:// or http:// and has no spaces.",
            ));
        }
    };
    let held = if !posted.trap.is_empty() {
        Held::Trap
    } else if words::addresses(&text).count() > 2 {
        Held::Links
    } else {
        Held::First
    };
    let folded: String = text
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
        .to_lowercase();
    Ok(Checked {
        kind,
        name: name.to_owned(),
        digest: keyed(key, &[b"words", folded.as_bytes()]),
        words: text,
        url,
        held,
    })
}

/// What is held of where a comment came from: a keyed hash of its network, for thirty days.
pub fn sender(key: &[u8], from: IpAddr) -> [u8; 32] {
    keyed(key, &[b"sender", &crate::accounts::delays::network(from)])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn posted(kind: &str, name: &str, words: &str, url: &str) -> Posted {
        Posted {
            kind: kind.to_owned(),
            name: name.to_owned(),
            words: words.to_owned(),
            url: url.to_owned(),
            trap: String::new(),
        }
    }

    #[test]
    fn what_is_taken_and_what_is_not() {
        let check = |posted: &Posted, about_claim: bool, expect: Option<Held>| {
            assert_eq!(
                super::check(posted, about_claim, b"k")
                    .ok()
                    .map(|held| held.held),
                expect,
                "{posted:?}"
            );
        };
        check(
            &posted("remark", "A reader", "Who else has filed?", ""),
            false,
            Some(Held::First),
        );
        check(&posted("praise", "A reader", "Who else?", ""), false, None);
        check(&posted("dispute", "A reader", "Not so.", ""), false, None);
        check(
            &posted("dispute", "A reader", "Not so.", ""),
            true,
            Some(Held::First),
        );
        check(&posted("source", "A reader", "See there.", ""), true, None);
        check(
            &posted("source", "A reader", "See there.", "javascript:alert(1)"),
            true,
            None,
        );
        check(
            &posted(
                "source",
                "A reader",
                "See there.",
                "https://www.fec.gov/data/",
            ),
            true,
            Some(Held::First),
        );
        check(&posted("remark", "", "Who else?", ""), false, None);
        check(
            &posted("remark", "x\r\nBcc: y@example.org", "Who else?", ""),
            false,
            None,
        );
        check(
            &posted("remark", &"x".repeat(61), "Who else?", ""),
            false,
            None,
        );
        check(&posted("remark", "A reader", " \n\t ", ""), false, None);
        check(
            &posted("remark", "A reader", &"x".repeat(4_000), ""),
            false,
            Some(Held::First),
        );
        check(
            &posted("remark", "A reader", &"x".repeat(4_001), ""),
            false,
            None,
        );
        let farm = "http://a.example http://b.example http://c.example";
        check(
            &posted("remark", "A reader", farm, ""),
            false,
            Some(Held::Links),
        );
        let caught = Posted {
            trap: "filled".to_owned(),
            ..posted("remark", "A reader", "Buy now", "")
        };
        check(&caught, false, Some(Held::Trap));
    }

    #[test]
    fn the_same_words_are_known_again_however_they_are_set() {
        let digest = |words: &str| {
            super::check(&posted("remark", "A", words, ""), false, b"k")
                .unwrap()
                .digest
        };
        assert_eq!(digest("Who else?"), digest(" WHO\r\n else? "));
        assert_ne!(digest("Who else?"), digest("Who else."));
    }
}
