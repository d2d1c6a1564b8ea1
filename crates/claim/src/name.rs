//! Names of people.

use std::fmt;

use human_name::Name;
use serde::{Deserialize, Serialize};

use crate::outlet::fold;

/// Words that tell generations apart; they are no part of a surname.
const GENERATIONS: [&str; 5] = ["jr", "sr", "ii", "iii", "iv"];

/// The name of a person as the document gives it, with the structure that comparing names needs.
///
/// Comparison is structural, never by edit distance: `Jeff Sessions` is `SESSIONS, JEFFERSON B`, but not
/// `Pete Sessions`, although the letters of the latter are closer.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(from = "String", into = "String")]
pub struct PersonName(String);

impl PersonName {
    /// A name as it stands, with white space tidied.
    pub fn new(name: &str) -> Self {
        Self(name.split_whitespace().collect::<Vec<_>>().join(" "))
    }

    /// The name as given.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The last name without suffixes; for a bare surname the whole.
    pub fn surname(&self) -> String {
        let bare = || self.words().pop().unwrap_or_default();
        if self.is_surname_only() {
            // The parser would take `Sessions III` for a Mr. Iii whose first name is Sessions.
            return bare();
        }
        Name::parse(&self.0).map_or_else(bare, |name| name.surname().to_owned())
    }

    /// The first name, where one is given.
    pub fn given_name(&self) -> Option<String> {
        Name::parse(&self.0)?.given_name().map(str::to_owned)
    }

    /// Whether it is a bare surname (`Sessions`), which means somebody only in the context of a race.
    pub fn is_surname_only(&self) -> bool {
        self.words().len() == 1
    }

    /// Whether both names can be one person's: the same surname, and no conflict between given names (nicknames and
    /// initials count as agreeing), middle names or generational suffixes. A bare surname agrees with every bearer, also
    /// one of two words: `Van Hollen` with `Chris Van Hollen`, `Cortez Masto` with `Catherine Cortez Masto`.
    pub fn consistent_with(&self, other: &Self) -> bool {
        // Nearly all pairs are told apart by this, without taking the names apart.
        if self.is_plain() && other.is_plain() && !may_share_surname(&self.0, &other.0) {
            return false;
        }
        let (a, b) = (fold(&self.0), fold(&other.0));
        if a.is_empty() || b.is_empty() {
            return false;
        }
        if a == b {
            return true;
        }
        self.agrees_in_structure(other)
    }

    /// Whether the surname comes last and its words are words in every spelling: not `SESSIONS, JEFFERSON B`; `O'Brien`
    /// is also `OBrien`, and `Øst` also `Ost`.
    fn is_plain(&self) -> bool {
        self.0
            .bytes()
            .all(|b| b.is_ascii_alphanumeric() || matches!(b, b' ' | b'.'))
    }

    fn agrees_in_structure(&self, other: &Self) -> bool {
        if self.is_surname_only() || other.is_surname_only() {
            return fold(&self.surname()) == fold(&other.surname());
        }
        if let (Some(one), Some(two)) = (self.generation(), other.generation())
            && one != two
        {
            return false;
        }
        if self.is_tail_of(other) || other.is_tail_of(self) {
            return true;
        }
        let consistent = |one: &str, other: &str| {
            let (Some(one), Some(other)) = (Name::parse(one), Name::parse(other)) else {
                return false;
            };
            one.consistent_with(&other) || agree_without_middle_names(&one, &other)
        };
        if consistent(&self.0, &other.0) {
            return true;
        }
        // `CORTEZ MASTO, CATHERINE` has a surname of two words, and nothing in `Catherine Cortez Masto` says so.
        match (self.in_reading_order(), other.in_reading_order()) {
            (Some(one), None) => consistent(&one, &other.0),
            (None, Some(other)) => consistent(&self.0, &other),
            _ => false,
        }
    }

    /// A name that puts the surname first, turned round; `None` for one that does not, such as `Robert Casey, Jr.`.
    fn in_reading_order(&self) -> Option<String> {
        let (surname, given) = self.0.split_once(',')?;
        let first = fold(given.split_whitespace().next()?);
        (!GENERATIONS.contains(&first.as_str())).then(|| format!("{} {surname}", given.trim()))
    }

    /// Whether this is the other without its first words, or its surname where the other puts that first
    /// (`VAN HOLLEN, CHRIS`).
    fn is_tail_of(&self, other: &Self) -> bool {
        if self.0.contains(',') {
            return false;
        }
        let fold_all =
            |name: &Self| -> Vec<String> { name.words().iter().map(|word| fold(word)).collect() };
        let (mine, theirs) = (fold_all(self), fold_all(other));
        let shorter = mine.len() < theirs.len();
        let is_tail = shorter && !other.0.contains(',') && theirs.ends_with(&mine);
        is_tail || mine.join(" ") == fold(&other.surname())
    }

    /// The fuller of two names of one person: more words, then more letters, then the first in the alphabet.
    pub fn fuller<'a>(&'a self, other: &'a Self) -> &'a Self {
        let size = |name: &Self| (name.words().len(), name.0.chars().count());
        match size(self).cmp(&size(other)) {
            std::cmp::Ordering::Greater => self,
            std::cmp::Ordering::Less => other,
            std::cmp::Ordering::Equal => self.min(other),
        }
    }

    fn words(&self) -> Vec<String> {
        self.0
            .split(' ')
            .filter(|word| {
                let folded = fold(word);
                !folded.is_empty() && !GENERATIONS.contains(&folded.as_str())
            })
            .map(str::to_owned)
            .collect()
    }
}

/// Whether names agree where one of them gives no middle name. The parser compares initials once there is a middle name, and
/// so takes `Bob Casey` for somebody else than `Robert P. Casey`, although not for somebody else than `Robert Casey`.
fn agree_without_middle_names(a: &Name, b: &Name) -> bool {
    let (middle_a, middle_b) = (a.middle_initials(), b.middle_initials());
    if middle_a.is_some() == middle_b.is_some() {
        return false;
    }
    let short = |name: &Name| {
        let suffix = name.generational_suffix().unwrap_or_default();
        Name::parse(&format!(
            "{} {} {suffix}",
            name.given_name()?,
            name.surname()
        ))
    };
    match (short(a), short(b)) {
        (Some(a), Some(b)) => a.consistent_with(&b),
        _ => false,
    }
}

/// Whether two plain names, upper and lower case alike, can have one surname. Then the last word of one, which ends the
/// surname, is also in the other; unless what comes last in both is something like `Esq.`, which is short.
fn may_share_surname(a: &str, b: &str) -> bool {
    let words = |name| str::split(name, [' ', '.']).filter(|word| !word.is_empty());
    let has = |name, word: &str| words(name).any(|w| w.eq_ignore_ascii_case(word));
    let last = words(a).next_back().zip(words(b).next_back());
    last.is_some_and(|(end_a, end_b)| {
        has(b, end_a) || has(a, end_b) || (end_a.len() <= 4 && end_b.len() <= 4)
    })
}

impl From<&str> for PersonName {
    fn from(name: &str) -> Self {
        Self::new(name)
    }
}

impl From<String> for PersonName {
    fn from(name: String) -> Self {
        Self::new(&name)
    }
}

impl From<PersonName> for String {
    fn from(name: PersonName) -> Self {
        name.0
    }
}

impl fmt::Display for PersonName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(a: &str, b: &str, same: bool) {
        assert_eq!(
            PersonName::new(a).consistent_with(&PersonName::new(b)),
            same,
            "{a} / {b}"
        );
        assert_eq!(
            PersonName::new(b).consistent_with(&PersonName::new(a)),
            same,
            "{b} / {a}"
        );
    }

    #[test]
    fn structure_decides_not_spelling() {
        check("Jeff Sessions", "SESSIONS, JEFFERSON B", true);
        check("Jeff Sessions", "Jefferson Beauregard Sessions III", true);
        check("Jeff Sessions", "Pete Sessions", false);
        check("Tommy Tuberville", "TUBERVILLE, THOMAS HAWLEY", true);
        check("Bill Smith", "William Smith", true);
        check("Bob Casey Jr.", "CASEY, ROBERT P SR", false);
        check("Bob Casey Jr.", "CASEY, ROBERT P. JR.", true);
        check("Bob Casey", "Robert P. Casey, Jr.", true);
        check("Catherine Cortez Masto", "CORTEZ MASTO, CATHERINE", true);
        check("Catherine Cortez Masto", "CORTEZ, CATHERINE", false);
        check("Sessions", "Jeff Sessions", true);
        check("Sessions", "Jeff Sessions Jr.", true);
        check("Jones", "Sessions", false);
    }

    #[test]
    fn surnames_of_two_words_and_with_generations() {
        check("Van Hollen", "Chris Van Hollen", true);
        check("Van Hollen", "VAN HOLLEN, CHRIS", true);
        check("Cortez Masto", "Catherine Cortez Masto", true);
        check("de Blasio", "Bill de Blasio", true);
        check("Sessions III", "Jeff Sessions", true);
        check("Sessions III", "Doug Jones", false);
        check("Jeff Sessions", "Pete Jeff", false);
        check("Bob Casey Sr.", "Bob Casey Jr.", false);
        assert_eq!(PersonName::new("Sessions III").surname(), "Sessions");
    }

    #[test]
    fn white_space_is_tidied_in_json_too() {
        let name: PersonName = serde_json::from_str(r#"" Jeff   Sessions ""#).unwrap();
        assert_eq!(name, PersonName::new("Jeff Sessions"));
        assert_eq!(serde_json::to_string(&name).unwrap(), r#""Jeff Sessions""#);
    }

    #[test]
    fn the_fuller_name_wins() {
        let (short, long) = (
            PersonName::new("Sessions"),
            PersonName::new("Jeff  Sessions"),
        );
        assert_eq!(short.fuller(&long).as_str(), "Jeff Sessions");
        assert_eq!(long.surname(), "Sessions");
        assert_eq!(short.surname(), "Sessions");
        assert_eq!(long.given_name().as_deref(), Some("Jeff"));
    }

    #[test]
    fn a_name_without_letters_is_harmless() {
        check("", "Jeff Sessions", false);
        assert_eq!(PersonName::new("???").surname(), "");
    }

    proptest::proptest! {
        #[test]
        fn names_that_cannot_share_a_surname_never_agree_in_structure(
            a in "(Jeff|Jefferson|J\\.|Bill|William|Sessions)( B\\.?| Mc)? (Sessions|Connell|McConnell|Van Hollen)( Jr\\.| III| Esq\\.| PhD)?",
            b in "(Jeff|Bill|Tommy|Thomas|W) ?(Jones|Sessions|Hollen|Connell|Connell, Bill|, Jeff)?( Esq\\.| MD)?",
        ) {
            let (a, b) = (PersonName::new(&a), PersonName::new(&b));
            proptest::prop_assert_eq!(a.consistent_with(&b), a.agrees_in_structure(&b), "{} / {}", a, b);
        }
    }
}
