//! Any text, as a date, a period, a race, a stage, money, a party, a name: no panic, and what is read is read again as
//! it was written down.

#![no_main]

use std::fmt::{Debug, Display};
use std::str::FromStr;

use claim::{Money, Party, Period, PersonName, Race, Stage, When, outlet};
use libfuzzer_sys::fuzz_target;

fn written_and_read_again<T: FromStr + Display + PartialEq + Debug>(text: &str) {
    let Ok(value) = text.parse::<T>() else {
        return;
    };
    let written = value.to_string();
    assert!(
        written.parse::<T>().is_ok_and(|again| again == value),
        "{text:?} was read as {value:?}, written as {written:?} and not read again as the same"
    );
}

fuzz_target!(|text: &str| {
    written_and_read_again::<When>(text);
    written_and_read_again::<Period>(text);
    written_and_read_again::<Race>(text);
    written_and_read_again::<Stage>(text);
    written_and_read_again::<Money>(text);
    written_and_read_again::<Party>(text);
    let name = PersonName::new(text);
    let _ = (
        name.surname(),
        name.given_name(),
        name.consistent_with(&name),
        outlet::fold(text),
    );
    let _ = serde_json::from_str::<claim::Claim>(text);
});
