//! What people are called: names for display, and those who go by their middle name.

use human_name::Name;

use crate::PersonName;
use crate::outlet::fold;

/// Titles as the FEC's files append them to names, without periods.
const TITLES: [&str; 16] = [
    "mr",
    "mrs",
    "ms",
    "miss",
    "dr",
    "rev",
    "hon",
    "honorable",
    "prof",
    "bishop",
    "pastor",
    "sir",
    "rep",
    "sen",
    "sgt",
    "maj",
];

impl PersonName {
    /// The name in natural order and case (`SESSIONS, JEFFERSON B` is `Jefferson B. Sessions`); as it stands where it
    /// cannot be taken apart. Titles are dropped, generations kept.
    #[must_use]
    pub fn natural(&self) -> Self {
        match Name::parse(&self.without_titles()) {
            Some(name) if !self.is_surname_only() => Self::new(&name.display_full()),
            _ => self.clone(),
        }
    }

    /// The generation that a name tells: `Sr.`, `Jr.`, `III`. `II` counts as `Jr.`, because the two are used for one another.
    pub fn generation(&self) -> Option<&'static str> {
        let folded = fold(self.as_str());
        // A lone last word is a name (`Ii`), not a generation.
        folded.split(' ').skip(1).find_map(|word| match word {
            "sr" => Some("Sr."),
            "jr" | "ii" => Some("Jr."),
            "iii" => Some("III"),
            "iv" => Some("IV"),
            _ => None,
        })
    }

    /// Behind a comma the parser would take `MR` for two initials.
    fn without_titles(&self) -> String {
        let Some((surname, rest)) = self.as_str().split_once(',') else {
            return self.as_str().to_owned();
        };
        let given: Vec<&str> = rest
            .split(' ')
            .filter(|word| !TITLES.contains(&fold(word).as_str()))
            .collect();
        format!("{surname},{}", given.join(" "))
    }

    /// Whether one can be the other under the middle name: `Doug Jones` and `JONES, GORDON DOUGLAS`. Never a reason to
    /// join two people by itself: where the first names are known to conflict, something beside the name has to agree.
    pub fn may_go_by_middle_name(&self, other: &Self) -> bool {
        self.is_middle_name_of(other) || other.is_middle_name_of(self)
    }

    fn is_middle_name_of(&self, fuller: &Self) -> bool {
        if self.is_surname_only() || fuller.is_surname_only() {
            return false;
        }
        let (Some(short), Some(full)) = (Name::parse(self.as_str()), Name::parse(fuller.as_str()))
        else {
            return false;
        };
        // An initial would agree with half of all middle names.
        if short
            .given_name()
            .is_none_or(|given| given.chars().count() < 2)
            // Who goes by the middle name has no other one to give: `Kyle Joseph Miller` is not `Joseph W. Miller`.
            || short.middle_initials().is_some()
            || fold(short.surname()) != fold(full.surname())
        {
            return false;
        }
        let Some(middle) = full.middle_names() else {
            return false;
        };
        let suffix = full.generational_suffix().unwrap_or_default();
        middle
            .iter()
            .filter(|middle| middle.trim_end_matches('.').chars().count() > 1)
            .any(|middle| {
                let called = Self::new(&format!("{middle} {} {suffix}", full.surname()));
                called.consistent_with(self)
            })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn some_go_by_their_middle_name() {
        let cases = [
            ("Doug Jones", "JONES, GORDON DOUGLAS", true),
            ("Mitt Romney", "ROMNEY, WILLARD MITT MR", true),
            ("Mitch McConnell", "Addison Mitchell McConnell Jr.", true),
            ("Jeff Sessions", "Pete Sessions", false),
            ("Jeff Sessions", "SESSIONS, JEFFERSON B", false),
            ("Jones", "JONES, GORDON DOUGLAS", false),
            ("Joseph W. Miller", "Kyle Joseph Miller", false),
            ("D. Jones", "JONES, GORDON DOUGLAS", false),
            ("Bob Casey Sr.", "CASEY, WILLIAM ROBERT JR", false),
        ];
        for (a, b, expect) in cases {
            let (a, b) = (PersonName::new(a), PersonName::new(b));
            assert_eq!(a.may_go_by_middle_name(&b), expect, "{a} / {b}");
            assert_eq!(b.may_go_by_middle_name(&a), expect, "{b} / {a}");
        }
    }

    #[test]
    fn a_name_tells_its_generation() {
        let check =
            |name: &str, told| assert_eq!(PersonName::new(name).generation(), told, "{name}");
        check("CASEY, ROBERT P. JR.", Some("Jr."));
        check("Bob Casey Sr.", Some("Sr."));
        check("STRANGE, LUTHER J III", Some("III"));
        check("Bob Casey", None);
    }

    #[test]
    fn names_are_shown_in_natural_order_and_case() {
        let cases = [
            ("SESSIONS, JEFFERSON B", "Jefferson B. Sessions"),
            ("CASEY, ROBERT P. JR.", "Robert P. Casey, Jr."),
            ("ROMNEY, WILLARD MITT MR", "Willard Mitt Romney"),
            ("O'ROURKE, ROBERT", "Robert O'Rourke"),
            ("CRUTCHER, CHANDA MILLS DR.", "Chanda Mills Crutcher"),
            ("LUTZ JR, DANIEL P", "Daniel P. Lutz, Jr."),
            ("MCGEE, BRIAN JAMES", "Brian James McGee"),
            ("Jeff Sessions", "Jeff Sessions"),
            ("Sessions", "Sessions"),
        ];
        for (written, natural) in cases {
            assert_eq!(PersonName::new(written).natural().as_str(), natural);
        }
    }
}
