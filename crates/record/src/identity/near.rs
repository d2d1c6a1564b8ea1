//! Names that are one slip of the pen apart.
//!
//! Edit distance is asked only inside a block of surnames, and only for names that do not agree in structure: between whole
//! names it is a bad guide (`Pete Sessions` is nearer to `Jeff Sessions` than `SESSIONS, JEFFERSON B` is). What it
//! finds is put before an editor, never joined.

use claim::PersonName;
use claim::outlet::fold;
use strsim::osa_distance;

/// Shorter words that differ in one letter are mostly two names: `Joan` and `John`, `Ron` and `Don`.
const LETTERS: usize = 4;

/// The block of a surname: its first letter and the consonants after it, doubled ones once. `Tuberville` and
/// `Tubberville` are in one block; a slip in a vowel or in a doubled letter stays inside.
pub(crate) fn block(surname: &str) -> String {
    let mut block = String::new();
    let mut before = ' ';
    for letter in surname.chars() {
        let counts = block.is_empty() || !"aeiouy".contains(letter);
        if counts && letter != before && letter.is_alphanumeric() {
            block.push(letter);
        }
        before = letter;
    }
    block
}

/// Whether two names of one block differ by one slip, in the given name or in the surname: a letter more, less, other, or
/// two changed over.
pub(crate) fn is_slip(a: &PersonName, b: &PersonName) -> bool {
    let (Some(given_a), Some(given_b)) = (a.given_name(), b.given_name()) else {
        return false;
    };
    let (given_a, given_b) = (fold(&given_a), fold(&given_b));
    let (surname_a, surname_b) = (fold(&a.surname()), fold(&b.surname()));
    let slip = |a: &str, b: &str| {
        a.chars().count().min(b.chars().count()) >= LETTERS && osa_distance(a, b) == 1
    };
    match (given_a == given_b, surname_a == surname_b) {
        (true, false) => slip(&surname_a, &surname_b) && block(&surname_a) == block(&surname_b),
        (false, true) => slip(&given_a, &given_b),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_slip_inside_a_block() {
        let cases = [
            ("Tommy Tuberville", "Tommy Tubberville", true),
            ("Jeff Sessions", "Jeff Sesions", true),
            ("Jeff Sessions", "Jefff Sessions", true),
            ("Bradley Byrne", "Bardley Byrne", true),
            ("Jeff Sessions", "Pete Sessions", false),
            ("Joan Smith", "John Smith", true),
            ("Ron Smith", "Don Smith", false),
            ("Jeff Sessions", "Jeff Session", false),
            ("Jeff Sessions", "Jeff Sessions", false),
        ];
        for (a, b, expect) in cases {
            assert_eq!(
                is_slip(&PersonName::new(a), &PersonName::new(b)),
                expect,
                "{a} / {b}"
            );
        }
        assert_eq!(block("tuberville"), block("tubberville"));
        assert_ne!(block("jones"), block("sessions"));
    }
}
