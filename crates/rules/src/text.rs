//! Dates and times in data files: written by their `Display`, read by their `FromStr`.

use std::fmt::Display;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serializer, de};

pub(crate) fn serialize<T: Display, S: Serializer>(
    value: &T,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    serializer.collect_str(value)
}

pub(crate) fn deserialize<'de, T, D>(deserializer: D) -> Result<T, D::Error>
where
    T: FromStr<Err: Display>,
    D: Deserializer<'de>,
{
    String::deserialize(deserializer)?
        .parse()
        .map_err(de::Error::custom)
}

/// The same where the field may be absent; it then also needs `default`.
pub(crate) mod option {
    use super::{Deserializer, Display, FromStr, Serializer};

    #[expect(clippy::ref_option, reason = "serde asks for this signature")]
    pub(crate) fn serialize<T: Display, S: Serializer>(
        value: &Option<T>,
        serializer: S,
    ) -> Result<S::Ok, S::Error> {
        match value {
            Some(value) => serializer.collect_str(value),
            None => serializer.serialize_none(),
        }
    }

    pub(crate) fn deserialize<'de, T, D>(deserializer: D) -> Result<Option<T>, D::Error>
    where
        T: FromStr<Err: Display>,
        D: Deserializer<'de>,
    {
        super::deserialize(deserializer).map(Some)
    }
}

/// An office by its word in race ids.
pub(crate) mod office {
    use claim::OfficeSought;
    use serde::{Deserialize, Deserializer, Serializer, de};

    #[expect(
        clippy::trivially_copy_pass_by_ref,
        reason = "serde asks for this signature"
    )]
    pub(crate) fn serialize<S: Serializer>(
        office: &OfficeSought,
        serializer: S,
    ) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(office.word())
    }

    pub(crate) fn deserialize<'de, D: Deserializer<'de>>(
        deserializer: D,
    ) -> Result<OfficeSought, D::Error> {
        named(&String::deserialize(deserializer)?)
    }

    pub(crate) fn list<'de, D: Deserializer<'de>>(
        deserializer: D,
    ) -> Result<Vec<OfficeSought>, D::Error> {
        Vec::<String>::deserialize(deserializer)?
            .iter()
            .map(|word| named(word))
            .collect()
    }

    fn named<E: de::Error>(word: &str) -> Result<OfficeSought, E> {
        OfficeSought::ALL
            .into_iter()
            .find(|office| office.word() == word)
            .ok_or_else(|| E::custom(format!("`{word}` is no office of a race id")))
    }
}
