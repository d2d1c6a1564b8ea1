//! What formats that have no column for it put into a contest's name: the district, the party of a primary.

use crate::words;

/// `US House District 7` → `US House`, `7`; `MEMBER, AUTAUGA COUNTY COMMISSION, DISTRICT NO. 3` → … `3`;
/// `UNITED STATES REPRESENTATIVE, 1ST CONGRESSIONAL DISTRICT` → … `1`. A name without a district stays whole.
pub(crate) fn split_district(name: &str) -> (String, String) {
    let name = name.trim();
    let lower = name.to_lowercase();
    // Lower case can have other lengths than the name in a few scripts; then nothing is split.
    if lower.len() == name.len() {
        for word in ["congressional district", "district", "dist."] {
            if let Some(at) = lower.rfind(word)
                && let Some(split) = number_behind(name, at, word.len())
                    .or_else(|| number_before(name, at, word.len()))
            {
                return split;
            }
        }
    }
    (name.to_owned(), String::new())
}

fn number_behind(name: &str, at: usize, length: usize) -> Option<(String, String)> {
    let behind = name.get(at + length..)?;
    let number = behind
        .trim_start()
        .trim_start_matches(['#', ','])
        .trim_start();
    let number = ["no.", "number"]
        .iter()
        .find_map(|word| strip_word(number, word))
        .unwrap_or(number);
    let digits: String = number.chars().take_while(char::is_ascii_digit).collect();
    let rest = number.get(digits.len()..)?.trim();
    // `DISTRICT 3, PLACE 2` is more than a district: the rest tells the contest apart.
    (!digits.is_empty() && rest.is_empty()).then(|| (bare(name.get(..at).unwrap_or(name)), digits))
}

fn number_before(name: &str, at: usize, length: usize) -> Option<(String, String)> {
    let (before, behind) = (name.get(..at)?.trim_end(), name.get(at + length..)?.trim());
    let word = before.rsplit([' ', ',']).next()?;
    let digits: String = word.chars().take_while(char::is_ascii_digit).collect();
    let ending = word.get(digits.len()..)?.to_lowercase();
    let is_ordinal = matches!(ending.as_str(), "st" | "nd" | "rd" | "th");
    (!digits.is_empty() && is_ordinal && behind.is_empty()).then(|| {
        (
            bare(before.get(..before.len() - word.len()).unwrap_or(before)),
            digits,
        )
    })
}

fn strip_word<'t>(text: &'t str, word: &str) -> Option<&'t str> {
    let head = text.get(..word.len())?;
    head.eq_ignore_ascii_case(word)
        .then(|| text[word.len()..].trim_start())
}

fn bare(text: &str) -> String {
    text.trim_end_matches([' ', ',', '-', '–', '('])
        .trim()
        .to_owned()
}

/// The party behind a name: `Donald J. Trump (I) (Rep)` → `Donald J. Trump`, `Rep`. `(I)` marks who holds the office.
pub(crate) fn split_party(name: &str) -> (String, Option<String>) {
    let mut rest = name.trim();
    let mut party = None;
    while let Some((before, inside)) = last_brackets(rest) {
        let is_code = inside.len() <= 4 && inside.chars().all(char::is_alphabetic);
        if inside.eq_ignore_ascii_case("I") {
            rest = before;
        } else if party.is_none() && (words::is_party(inside) || is_code) {
            party = Some(inside.to_owned());
            rest = before;
        } else {
            break;
        }
    }
    (rest.to_owned(), party)
}

fn last_brackets(text: &str) -> Option<(&str, &str)> {
    let inner = text.strip_suffix(')')?;
    let open = inner.rfind('(')?;
    Some((inner[..open].trim_end(), inner[open + 1..].trim()))
}

/// The party of a primary behind the contest's name: `U.S. Senate - REP`, `Governor (Democratic)`.
pub(crate) fn split_primary(name: &str) -> (String, String) {
    if let Some((before, inside)) = last_brackets(name.trim())
        && words::is_party(inside)
    {
        return (before.to_owned(), inside.to_owned());
    }
    if let Some((before, behind)) = name.rsplit_once(" - ")
        && words::is_party(behind)
    {
        return (before.trim().to_owned(), behind.trim().to_owned());
    }
    (name.trim().to_owned(), String::new())
}

/// The stage that an election's own name speaks of.
pub(crate) fn stage(election: &str) -> &'static str {
    let folded = words::fold(election);
    ["runoff", "primary", "general"]
        .into_iter()
        .find(|stage| folded.split(' ').any(|word| word == *stage))
        .unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn districts_stand_in_names() {
        for (name, office, district) in [
            ("US House District 7", "US House", "7"),
            ("State Senate Dist. 12", "State Senate", "12"),
            (
                "MEMBER, AUTAUGA COUNTY COMMISSION, DISTRICT NO. 3",
                "MEMBER, AUTAUGA COUNTY COMMISSION",
                "3",
            ),
            (
                "UNITED STATES REPRESENTATIVE, 1ST CONGRESSIONAL DISTRICT",
                "UNITED STATES REPRESENTATIVE",
                "1",
            ),
            (
                "President of the United States",
                "President of the United States",
                "",
            ),
            ("School District Levy", "School District Levy", ""),
            ("District Attorney", "District Attorney", ""),
        ] {
            assert_eq!(
                split_district(name),
                (office.to_owned(), district.to_owned()),
                "{name}"
            );
        }
    }

    #[test]
    fn parties_stand_behind_names() {
        for (name, bare, party) in [
            ("Donald J. Trump (I) (Rep)", "Donald J. Trump", Some("Rep")),
            ("Jon Ossoff (Dem)", "Jon Ossoff", Some("Dem")),
            ("John Fortuin (Grn)", "John Fortuin", Some("Grn")),
            ("Tom Cotton", "Tom Cotton", None),
            (
                "Yes (in favor of the measure)",
                "Yes (in favor of the measure)",
                None,
            ),
        ] {
            assert_eq!(
                split_party(name),
                (bare.to_owned(), party.map(str::to_owned)),
                "{name}"
            );
        }
        assert_eq!(
            split_primary("US Senate - REP"),
            ("US Senate".to_owned(), "REP".to_owned())
        );
        assert_eq!(stage("November 3,2020-General Election"), "general");
    }
}
