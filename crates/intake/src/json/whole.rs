//! A JSON file that is not JSON Lines: one object over several lines, several of them, or a list.

use std::collections::BTreeSet;

use claim::Complaint;
use serde_json::value::RawValue;

use super::lines::fields_not_read;
use super::{Lines, in_words, read};
use crate::{Limits, Taken};

/// Reads a whole JSON text: one object, objects one after another, or a list of objects.
///
/// What is none of these as a whole but has several lines is read as JSON Lines, so that a broken first line costs only
/// itself.
pub(crate) fn whole(place: &str, name: &str, text: &str, limits: &Limits) -> Vec<Taken> {
    let text = text.trim_start_matches('\u{FEFF}');
    match objects(text) {
        Ok(objects) => each(place, name, &objects, limits),
        Err(_) if lines_of_objects(text) > 1 => {
            Lines::new(text.as_bytes(), place, name, *limits).collect()
        }
        Err(error) => vec![Taken::Refused(Complaint::new(
            place,
            format!("it is not valid JSON: {}", in_words(&error)),
            "nothing",
        ))],
    }
}

/// The text of each object, as it stands.
fn objects(text: &str) -> Result<Vec<&str>, serde_json::Error> {
    if text.trim_start().starts_with('[') {
        let list: Vec<&RawValue> = serde_json::from_str(text)?;
        return Ok(list.into_iter().map(RawValue::get).collect());
    }
    serde_json::Deserializer::from_str(text)
        .into_iter::<&RawValue>()
        .map(|value| value.map(RawValue::get))
        .collect()
}

fn lines_of_objects(text: &str) -> usize {
    text.lines().filter(|line| line.starts_with("{\"")).count()
}

fn each(place: &str, name: &str, objects: &[&str], limits: &Limits) -> Vec<Taken> {
    let mut unread = BTreeSet::new();
    let alone = objects.len() == 1;
    let mut taken: Vec<Taken> = objects
        .iter()
        .enumerate()
        .map(|(at, object)| {
            let number = at + 1;
            let (place, name) = if alone {
                (place.to_owned(), name.to_owned())
            } else {
                (
                    format!("{place}, object {number}"),
                    format!("{name}:{number}"),
                )
            };
            read(&place, &name, object.as_bytes(), limits, &mut unread)
        })
        .collect();
    if taken.is_empty() {
        taken.push(Taken::Refused(Complaint::new(
            place,
            "its list of reports is empty",
            "nothing",
        )));
    }
    if !unread.is_empty() {
        let names: Vec<String> = unread.into_iter().collect();
        taken.push(fields_not_read(place, &names));
    }
    taken
}
