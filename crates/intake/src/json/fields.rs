//! The fields of a JSON object, taken one by one so that a bad one does not cost the others.

use std::collections::BTreeSet;
use std::fmt;

use serde::de::{Deserialize, Deserializer, IgnoredAny, MapAccess, Visitor};

/// What an object says of a report, before any of it is judged.
#[derive(Default)]
pub(super) struct Fields {
    pub(super) id: Option<String>,
    pub(super) url: Option<String>,
    pub(super) publisher: Option<String>,
    pub(super) published: Option<String>,
    pub(super) title: Option<String>,
    pub(super) text: Option<String>,
    /// The names of the other fields.
    pub(super) unread: BTreeSet<String>,
    /// What was wrong with single fields, and what was kept.
    pub(super) complaints: Vec<(String, &'static str)>,
}

/// The longest name of a field that is remembered, in bytes, and the most of them.
const NAME: usize = 60;
const NAMES: usize = 100;

impl Fields {
    fn slot(&mut self, key: &str) -> Option<&mut Option<String>> {
        match key {
            "id" => Some(&mut self.id),
            "url" => Some(&mut self.url),
            "publisher" => Some(&mut self.publisher),
            "published" => Some(&mut self.published),
            "title" => Some(&mut self.title),
            "text" => Some(&mut self.text),
            _ => None,
        }
    }

    fn take(&mut self, key: &str, value: Scalar) {
        let value = match value {
            Scalar::Null => return,
            Scalar::Text(text) => text,
            Scalar::Number(number) if key == "id" || key == "published" => number,
            Scalar::Number(_) | Scalar::Other => {
                let what = format!("its field `{key}` is no text");
                return self.complaints.push((what, "the other fields"));
            }
        };
        match self.slot(key) {
            Some(slot @ None) => *slot = Some(value),
            Some(Some(_)) => self
                .complaints
                .push((format!("it has the field `{key}` twice"), "the first one")),
            None => {}
        }
    }
}

impl<'de> Deserialize<'de> for Fields {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(Object)
    }
}

struct Object;

impl<'de> Visitor<'de> for Object {
    type Value = Fields;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(
            "a report as an object with `id`, `url`, `publisher`, `published`, `title`, `text`",
        )
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Fields, A::Error> {
        let mut fields = Fields::default();
        while let Some(key) = map.next_key::<String>()? {
            if fields.slot(&key).is_some() {
                let value = map.next_value()?;
                fields.take(&key, value);
                continue;
            }
            map.next_value::<IgnoredAny>()?;
            if key.len() <= NAME && fields.unread.len() < NAMES {
                fields.unread.insert(key);
            }
        }
        Ok(fields)
    }
}

/// A value as far as it matters here.
enum Scalar {
    Null,
    Text(String),
    Number(String),
    Other,
}

impl<'de> Deserialize<'de> for Scalar {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(AnyScalar)
    }
}

struct AnyScalar;

impl<'de> Visitor<'de> for AnyScalar {
    type Value = Scalar;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("any value")
    }

    fn visit_unit<E>(self) -> Result<Scalar, E> {
        Ok(Scalar::Null)
    }

    fn visit_bool<E>(self, _: bool) -> Result<Scalar, E> {
        Ok(Scalar::Other)
    }

    fn visit_i64<E>(self, number: i64) -> Result<Scalar, E> {
        Ok(Scalar::Number(number.to_string()))
    }

    fn visit_u64<E>(self, number: u64) -> Result<Scalar, E> {
        Ok(Scalar::Number(number.to_string()))
    }

    fn visit_f64<E>(self, number: f64) -> Result<Scalar, E> {
        Ok(Scalar::Number(number.to_string()))
    }

    fn visit_str<E>(self, text: &str) -> Result<Scalar, E> {
        Ok(Scalar::Text(text.to_owned()))
    }

    fn visit_string<E>(self, text: String) -> Result<Scalar, E> {
        Ok(Scalar::Text(text))
    }

    fn visit_seq<A: serde::de::SeqAccess<'de>>(self, mut seq: A) -> Result<Scalar, A::Error> {
        while seq.next_element::<IgnoredAny>()?.is_some() {}
        Ok(Scalar::Other)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Scalar, A::Error> {
        while map.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
        Ok(Scalar::Other)
    }
}
