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

    /// Several.
    pub(crate) mod list {
        use claim::OfficeSought;
        use serde::{Deserialize, Deserializer, Serializer};

        pub(crate) fn serialize<S: Serializer>(
            offices: &[OfficeSought],
            serializer: S,
        ) -> Result<S::Ok, S::Error> {
            serializer.collect_seq(offices.iter().map(|office| office.word()))
        }

        pub(crate) fn deserialize<'de, D: Deserializer<'de>>(
            deserializer: D,
        ) -> Result<Vec<OfficeSought>, D::Error> {
            Vec::<String>::deserialize(deserializer)?
                .iter()
                .map(|word| super::named(word))
                .collect()
        }
    }

    fn named<E: de::Error>(word: &str) -> Result<OfficeSought, E> {
        OfficeSought::ALL
            .into_iter()
            .find(|office| office.word() == word)
            .ok_or_else(|| E::custom(format!("`{word}` is no office of a race id")))
    }
}

/// A weekday by its English name, because that is how the codes say it.
pub(crate) mod weekday {
    use jiff::civil::Weekday;
    use serde::{Deserialize, Deserializer, Serializer, de};

    const WEEKDAYS: [(Weekday, &str); 7] = [
        (Weekday::Monday, "Monday"),
        (Weekday::Tuesday, "Tuesday"),
        (Weekday::Wednesday, "Wednesday"),
        (Weekday::Thursday, "Thursday"),
        (Weekday::Friday, "Friday"),
        (Weekday::Saturday, "Saturday"),
        (Weekday::Sunday, "Sunday"),
    ];

    #[expect(
        clippy::trivially_copy_pass_by_ref,
        reason = "serde asks for this signature"
    )]
    pub(crate) fn serialize<S: Serializer>(
        weekday: &Weekday,
        serializer: S,
    ) -> Result<S::Ok, S::Error> {
        let name = WEEKDAYS
            .iter()
            .find_map(|(day, name)| (day == weekday).then_some(*name));
        serializer.serialize_str(name.unwrap_or_default())
    }

    pub(crate) fn deserialize<'de, D: Deserializer<'de>>(
        deserializer: D,
    ) -> Result<Weekday, D::Error> {
        let word = String::deserialize(deserializer)?;
        WEEKDAYS
            .iter()
            .find_map(|(day, name)| (*name == word).then_some(*day))
            .ok_or_else(|| de::Error::custom(format!("`{word}` is no weekday")))
    }
}
