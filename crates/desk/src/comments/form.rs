//! The mark of a form: when it was given out, and for which page, under a keyed hash. A program that posts without having
//! asked for the form has none, and one that posts at once is faster than anybody writes. No puzzle is put to people.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use jiff::Timestamp;

use super::Refusal;
use crate::accounts::secret::{equal, keyed};

/// The least age of a form, in seconds.
const YOUNGEST: i64 = 3;
/// The most. There is no other limit on how long somebody writes, and what was written stays in the form.
const OLDEST: i64 = 24 * 3_600;

/// The mark of a form that is given out now.
pub fn mark(key: &[u8], about: &str, now: Timestamp) -> String {
    let second = now.as_second();
    format!("{second}.{}", sign(key, about, second))
}

fn sign(key: &[u8], about: &str, second: i64) -> String {
    let hash = keyed(key, &[b"form", about.as_bytes(), &second.to_be_bytes()]);
    URL_SAFE_NO_PAD.encode(&hash[..16])
}

/// Whether a form was given out here, for this page, and in time.
pub fn check(key: &[u8], about: &str, mark: &str, now: Timestamp) -> Result<(), Refusal> {
    let stale = "This form is out of date. What you wrote is still in it: please send it again.";
    let (second, signed) = mark.split_once('.').ok_or(Refusal::Form(stale))?;
    let second: i64 = second.parse().map_err(|_| Refusal::Form(stale))?;
    if !equal(signed.as_bytes(), sign(key, about, second).as_bytes()) {
        return Err(Refusal::Form(stale));
    }
    let age = now.as_second().saturating_sub(second);
    if !(0..OLDEST).contains(&age) {
        return Err(Refusal::Form(stale));
    }
    if age < YOUNGEST {
        return Err(Refusal::Form(
            "That was quick. Please look through what you wrote, and send it again.",
        ));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_form_holds_for_its_page_and_its_day() {
        let at = |second| Timestamp::from_second(second).unwrap();
        let given = mark(b"k", "2020-AL-senate", at(1_000_000));
        let check = |key: &[u8], about: &str, mark: &str, second: i64, good: bool| {
            assert_eq!(
                super::check(key, about, mark, at(second)).is_ok(),
                good,
                "{about} {second}"
            );
        };
        check(b"k", "2020-AL-senate", &given, 1_000_010, true);
        check(b"k", "2020-AL-senate", &given, 1_000_002, false);
        check(b"k", "2020-AL-senate", &given, 1_086_400, false);
        check(b"k", "2020-AL-senate", &given, 999_000, false);
        check(b"k", "2020-AL-senate/1", &given, 1_000_010, false);
        check(b"other", "2020-AL-senate", &given, 1_000_010, false);
        let moved = given.replacen("1000000", "1000001", 1);
        check(b"k", "2020-AL-senate", &moved, 1_000_010, false);
        for bad in ["", ".", "x.y", "99999999999999999999.x", "-1.x"] {
            check(b"k", "2020-AL-senate", bad, 1_000_010, false);
        }
    }
}
