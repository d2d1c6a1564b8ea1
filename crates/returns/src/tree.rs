//! Documents that are read as a whole: JSON, and XML in the shape of the JSON that says the same.
//!
//! NIST's two formats share one model; an element is an object, elements of one name a list, an attribute `ObjectId` is `@id`,
//! and text is `Content` where an element has attributes too.

use std::io::Read;

use quick_xml::events::Event;
use serde_json::{Map, Value};

use crate::error::{Result, ReturnsError};

/// The largest document that is read into memory.
const LARGEST: u64 = 256 * 1024 * 1024;

/// Elements lie no deeper in any of the formats; a document that goes deeper is no such document.
const DEEPEST: usize = 48;

/// All of a stream.
pub(crate) fn bytes(source: impl Read) -> Result<Vec<u8>> {
    let mut bytes = Vec::new();
    source.take(LARGEST + 1).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > LARGEST {
        return Err(ReturnsError::TooLarge {
            what: "the document".to_owned(),
            limit: LARGEST,
        });
    }
    Ok(bytes)
}

/// A JSON document.
pub(crate) fn json(source: impl Read, format: &'static str) -> Result<Value> {
    let bytes = bytes(source)?;
    let text = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&bytes);
    serde_json::from_slice(text).map_err(|error| ReturnsError::Broken {
        format,
        place: format!("line {}", error.line()),
        what: error.to_string(),
    })
}

/// What is wrong with XML, and where.
pub(crate) fn broken(
    format: &'static str,
    place: u64,
    what: &dyn std::fmt::Display,
) -> ReturnsError {
    ReturnsError::Broken {
        format,
        place: format!("byte {place}"),
        what: what.to_string(),
    }
}

/// An element that is being read.
#[derive(Default)]
struct Open {
    name: String,
    fields: Map<String, Value>,
    text: String,
}

impl Open {
    /// The element as a value: its text alone where it has nothing else.
    fn close(mut self) -> (String, Value) {
        let text = self.text.trim();
        let value = if self.fields.is_empty() {
            Value::String(text.to_owned())
        } else {
            if !text.is_empty() {
                self.fields
                    .insert("Content".to_owned(), Value::String(text.to_owned()));
            }
            Value::Object(self.fields)
        };
        (self.name, value)
    }

    /// Puts a field in; the second of a name makes a list of them.
    fn put(&mut self, name: String, value: Value) {
        match self.fields.get_mut(&name) {
            None => {
                self.fields.insert(name, value);
            }
            Some(Value::Array(list)) => list.push(value),
            Some(held) => {
                let first = held.take();
                *held = Value::Array(vec![first, value]);
            }
        }
    }
}

/// An XML document: the root's name and its value.
pub(crate) fn xml(source: impl Read, format: &'static str) -> Result<(String, Value)> {
    let bytes = bytes(source)?;
    let mut reader = quick_xml::Reader::from_reader(bytes.as_slice());
    let mut open: Vec<Open> = Vec::new();
    loop {
        let place = reader.buffer_position();
        let event = reader
            .read_event()
            .map_err(|error| broken(format, place, &error))?;
        match event {
            Event::Start(tag) => {
                if open.len() >= DEEPEST {
                    return Err(broken(format, place, &"elements lie too deep"));
                }
                open.push(begin(&tag));
            }
            Event::Empty(tag) => {
                let (name, value) = begin(&tag).close();
                match open.last_mut() {
                    Some(parent) => parent.put(name, value),
                    None => return Ok((name, value)),
                }
            }
            Event::Text(text) => {
                if let Some(element) = open.last_mut() {
                    element.text.push_str(&text);
                }
            }
            Event::CData(text) => {
                if let Some(element) = open.last_mut() {
                    element.text.push_str(&text);
                }
            }
            Event::GeneralRef(name) => {
                if let Some(element) = open.last_mut() {
                    element.text.push_str(&entity(&name));
                }
            }
            Event::End(_) => {
                let Some(element) = open.pop() else {
                    return Err(broken(format, place, &"an element ends that did not begin"));
                };
                let (name, value) = element.close();
                match open.last_mut() {
                    Some(parent) => parent.put(name, value),
                    None => return Ok((name, value)),
                }
            }
            Event::Eof => return Err(broken(format, place, &"it ends inside of an element")),
            _ => {}
        }
    }
}

/// What a reference stands for; one that is not known stays as it is.
pub(crate) fn entity(name: &str) -> String {
    match name {
        "amp" => "&".to_owned(),
        "lt" => "<".to_owned(),
        "gt" => ">".to_owned(),
        "quot" => "\"".to_owned(),
        "apos" => "'".to_owned(),
        _ => {
            let number =
                name.strip_prefix('#')
                    .and_then(|number| match number.strip_prefix(['x', 'X']) {
                        Some(hexadecimal) => u32::from_str_radix(hexadecimal, 16).ok(),
                        None => number.parse().ok(),
                    });
            number
                .and_then(char::from_u32)
                .map_or_else(|| format!("&{name};"), String::from)
        }
    }
}

fn begin(tag: &quick_xml::events::BytesStart<'_>) -> Open {
    let local = |name: &str| name.rsplit(':').next().unwrap_or(name).to_owned();
    let mut element = Open {
        name: local(tag.name().as_ref()),
        ..Open::default()
    };
    for attribute in tag.attributes().with_checks(false).flatten() {
        let key: &str = attribute.key.as_ref();
        let value = attribute_text(&attribute.value);
        let name = match key {
            key if key.starts_with("xmlns") || key.ends_with("schemaLocation") => continue,
            "ObjectId" | "id" => "@id".to_owned(),
            "xsi:type" => "@type".to_owned(),
            key => local(key),
        };
        element.fields.insert(name, Value::String(value));
    }
    element
}

/// An attribute's value with its references resolved.
pub(crate) fn attribute_text(value: &str) -> String {
    let mut text = String::with_capacity(value.len());
    let mut rest = value;
    while let Some((before, behind)) = rest.split_once('&') {
        text.push_str(before);
        if let Some(end) = behind.find(';').filter(|&end| end <= 8) {
            text.push_str(&entity(&behind[..end]));
            rest = &behind[end + 1..];
        } else {
            text.push('&');
            rest = behind;
        }
    }
    text.push_str(rest);
    text
}

/// A field of an object.
pub(crate) fn field<'v>(value: &'v Value, name: &str) -> Option<&'v Value> {
    value.get(name)
}

/// What a field lists; one thing is a list of one.
pub(crate) fn list<'v>(value: &'v Value, name: &str) -> &'v [Value] {
    match value.get(name) {
        Some(Value::Array(list)) => list,
        Some(Value::Null) | None => &[],
        Some(one) => std::slice::from_ref(one),
    }
}

/// A field's words: a string, a number, or a text in languages (the first of them).
pub(crate) fn words(value: &Value, name: &str) -> String {
    field(value, name).map(text).unwrap_or_default()
}

/// The words of a value.
pub(crate) fn text_of(value: &Value) -> String {
    text(value)
}

fn text(value: &Value) -> String {
    match value {
        Value::String(words) => words.trim().to_owned(),
        Value::Number(number) => number.to_string(),
        Value::Bool(is) => is.to_string(),
        Value::Array(list) => list.first().map(text).unwrap_or_default(),
        Value::Object(_) => ["Content", "Text"]
            .iter()
            .find_map(|name| value.get(name))
            .map(text)
            .unwrap_or_default(),
        Value::Null => String::new(),
    }
}

/// A field's whole number.
pub(crate) fn number(value: &Value, name: &str) -> Option<u64> {
    match field(value, name)? {
        Value::Number(number) => number.as_u64(),
        other => crate::figure::read(text(other).as_bytes()).0.count(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn xml_takes_the_shape_of_json() {
        let (root, value) = xml(
            &b"<R xmlns:xsi='x'><A ObjectId='o1' xsi:type='T'>a &amp; b</A><A/><B><C>1</C></B></R>"
                [..],
            "xml",
        )
        .unwrap();
        assert_eq!(root, "R");
        assert_eq!(
            value,
            serde_json::json!({"A": [{"@id": "o1", "@type": "T", "Content": "a & b"}, ""], "B": {"C": "1"}})
        );
    }

    #[test]
    fn hostile_xml_ends() {
        assert!(xml("<a>".repeat(100).as_bytes(), "xml").is_err());
        assert!(xml(&b"<a><b></a>"[..], "xml").is_err());
        assert!(xml(&b""[..], "xml").is_err());
        assert_eq!(
            attribute_text("AT&amp;T &#65; & &bogus;"),
            "AT&T A & &bogus;"
        );
    }
}
