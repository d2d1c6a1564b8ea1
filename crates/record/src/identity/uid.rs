//! The address of an entity: stable, whatever is merged or split.

use std::fmt;
use std::str::FromStr;

use claim::outlet::fold;
use claim::{Names, Race, Scheme};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use sha2::{Digest, Sha256};

use super::Judged;

/// Crockford's alphabet: no letter that is read as a digit.
const ALPHABET: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";

/// How many signs of five bits: 60 bits, so that among ten million entities two share an address with a chance of one
/// in twenty thousand.
const SIGNS: usize = 12;

/// The address of an entity, such as `p-3k9f2m7q1x0c`. It is a hash of where the entity was first met (a name in a race, an
/// entry of a list), so every record gives the same, in whatever order its documents came; and it goes on to lead to
/// the person after any merge or split.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Uid(String);

impl Uid {
    /// A person as the claims of one race call them.
    pub fn in_race(race: &Race, name: &str) -> Self {
        Self::of(Judged::Person, &format!("race {race}"), name)
    }

    /// A person as one entry of a public list knows them, by the document key of the entry.
    pub fn of_entry(key: &str) -> Self {
        Self::of(Judged::Person, "entry", key)
    }

    /// An organization or outlet by its usual name; an origin by the race and the label of its leaf.
    pub fn of(kind: Judged, within: &str, name: &str) -> Self {
        let mut hasher = Sha256::new();
        // Every part with its length, so that no two entities share a serialisation.
        for part in [
            "hustings entity 1",
            kind.word(),
            within,
            &fold_known(kind, name),
        ] {
            hasher.update(format!("{}\n{part}", part.len()));
        }
        let digest: [u8; 32] = hasher.finalize().into();
        let signs = (0..SIGNS).map(|at| char::from(ALPHABET[sign(&digest, at)]));
        Self(format!("{}-{}", kind.letter(), signs.collect::<String>()))
    }

    /// The address.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// The five bits at a place.
fn sign(digest: &[u8], at: usize) -> usize {
    (0..5).fold(0, |held, bit| {
        let place = at * 5 + bit;
        held << 1 | usize::from(digest[place / 8] >> (7 - place % 8) & 1)
    })
}

/// People in a race and the keys of entries are kept to the letter: `Sessions` and `SESSIONS` are two names, and joining
/// them is a word of its own. Houses have one address under all of their spellings.
fn fold_known(kind: Judged, name: &str) -> String {
    match kind {
        Judged::Person => name.to_owned(),
        Judged::Organization | Judged::Outlet | Judged::Origin => fold(name),
    }
}

impl FromStr for Uid {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        let text = text.trim().to_ascii_lowercase();
        let signs = ["p-", "o-", "h-", "s-"]
            .iter()
            .find_map(|letter| text.strip_prefix(letter))
            .ok_or(())?;
        let known = signs.len() == SIGNS && signs.bytes().all(|sign| ALPHABET.contains(&sign));
        known.then_some(Self(text)).ok_or(())
    }
}

impl fmt::Display for Uid {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

impl Serialize for Uid {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.0)
    }
}

impl<'de> Deserialize<'de> for Uid {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        text.parse()
            .map_err(|()| serde::de::Error::custom(format!("`{text}` is no address of an entity")))
    }
}

/// What somebody types to say whom they mean.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Reference {
    /// An address.
    Uid(Uid),
    /// An id: `fec:S6AL00195`, `bioguide:S001141`.
    Id(Scheme, String),
    /// A name.
    Name(String),
}

impl Reference {
    /// Reads an address, an id or a name; whatever is neither of the first two is a name.
    pub fn read(text: &str) -> Self {
        let text = text.trim();
        if let Ok(uid) = text.parse() {
            return Self::Uid(uid);
        }
        if let Some((scheme, value)) = text.split_once(':')
            && let Ok(scheme) = scheme.trim().to_ascii_lowercase().parse::<Scheme>()
        {
            let value = value.trim();
            // Ids of people are written in capitals where they have letters; titles of pages are not.
            let value = match scheme.names() {
                Names::PersonLoosely => value.to_owned(),
                _ => value.to_ascii_uppercase(),
            };
            return Self::Id(scheme, value);
        }
        Self::Name(text.to_owned())
    }
}

impl fmt::Display for Reference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Uid(uid) => uid.fmt(f),
            Self::Id(scheme, value) => write!(f, "{scheme}:{value}"),
            Self::Name(name) => name.fmt(f),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_rests_on_where_the_entity_was_met() {
        let race: Race = "2020-AL-senate".parse().unwrap();
        let uid = Uid::in_race(&race, "Jeff Sessions");
        assert_eq!(uid, Uid::in_race(&race, "Jeff Sessions"));
        assert_ne!(
            uid,
            Uid::in_race(&"2014-AL-senate".parse().unwrap(), "Jeff Sessions")
        );
        assert_ne!(uid, Uid::in_race(&race, "Pete Sessions"));
        assert_eq!(uid.as_str().parse::<Uid>().as_ref(), Ok(&uid));
        let outlet = |name| Uid::of(Judged::Outlet, "", name);
        assert_eq!(outlet("NBC News"), outlet("nbc news"));
        assert!("p-not".parse::<Uid>().is_err());
    }

    #[test]
    fn what_is_typed_is_an_address_an_id_or_a_name() {
        let check = |text: &str, shown: &str| assert_eq!(Reference::read(text).to_string(), shown);
        check("FEC:s6al00195", "fec:S6AL00195");
        check(" bioguide:S001141 ", "bioguide:S001141");
        check("wikipedia:Jeff Sessions", "wikipedia:Jeff Sessions");
        check("Jeff Sessions", "Jeff Sessions");
        check("note: Jeff", "note: Jeff");
    }
}
