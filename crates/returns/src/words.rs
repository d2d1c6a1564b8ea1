//! The words by which files name what they count (`data/words.txt`).

use std::collections::HashMap;
use std::sync::LazyLock;

use claim::OfficeSought;

use crate::table::{Kind, Mode};

static LIST: LazyLock<List> = LazyLock::new(|| List::of(include_str!("../data/words.txt")));

#[derive(Debug, Default)]
struct List {
    /// By what the words are about: `column`, `mode`, `choice`, `unit`, `office`.
    meanings: HashMap<(&'static str, &'static str), &'static str>,
}

impl List {
    fn of(text: &'static str) -> Self {
        let mut list = Self::default();
        for line in text.lines().filter(|line| !line.starts_with('#')) {
            let Some((head, words)) = line.split_once('=') else {
                continue;
            };
            let Some((about, meaning)) = head.trim().split_once(' ') else {
                continue;
            };
            for word in words.split('|') {
                // The first meaning stands: `total` is a column of votes before it is a mode.
                list.meanings.entry((about, word.trim())).or_insert(meaning);
            }
        }
        list
    }

    fn meaning(&self, about: &'static str, folded: &str) -> Option<&'static str> {
        self.meanings.get(&(about, folded)).copied()
    }
}

/// Lower case, with one space where there is anything but letters and digits: `U.S. Senate` is `u s senate`.
pub(crate) fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    let mut gap = false;
    for character in text.chars() {
        if character.is_alphanumeric() {
            if gap && !folded.is_empty() {
                folded.push(' ');
            }
            gap = false;
            folded.extend(character.to_lowercase());
        } else if !matches!(character, '\'' | '’' | '`') {
            gap = true;
        }
    }
    folded
}

/// What a column of a header is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Column {
    County,
    Town,
    Precinct,
    PrecinctCode,
    Office,
    District,
    Candidate,
    Party,
    State,
    StateName,
    Date,
    Stage,
    Special,
    WriteIn,
    Seats,
    ModeName,
    Winner,
    Status,
    Unofficial,
    /// A column of counts for the row's choice, in a mode.
    Count(Mode),
    /// A column of counts about the contest in the unit.
    Of(Kind),
    /// Nothing about counts.
    Other,
    /// A column without a name.
    Nameless,
    /// A column that no list knows.
    Unknown,
}

impl Column {
    pub(crate) fn of(name: &str) -> Self {
        let folded = fold(name);
        if folded.is_empty() {
            return Self::Nameless;
        }
        let Some(meaning) = LIST.meaning("column", &folded) else {
            return match LIST.meaning("mode", &folded) {
                Some(word) => Self::Count(mode_of(word)),
                None => Self::Unknown,
            };
        };
        match meaning {
            "county" => Self::County,
            "town" => Self::Town,
            "precinct" => Self::Precinct,
            "precinct code" => Self::PrecinctCode,
            "office" => Self::Office,
            "district" => Self::District,
            "candidate" => Self::Candidate,
            "party" => Self::Party,
            "votes" => Self::Count(Mode::All),
            "state" => Self::State,
            "state name" => Self::StateName,
            "date" => Self::Date,
            "stage" => Self::Stage,
            "special" => Self::Special,
            "write-in" => Self::WriteIn,
            "seats" => Self::Seats,
            "mode" => Self::ModeName,
            "registered" => Self::Of(Kind::Registered),
            "ballots" => Self::Of(Kind::Ballots),
            "over" => Self::Of(Kind::Over),
            "under" => Self::Of(Kind::Under),
            "blank" => Self::Of(Kind::Blank),
            "contest total" => Self::Of(Kind::Total),
            "winner" => Self::Winner,
            "status" => Self::Status,
            "unofficial" => Self::Unofficial,
            _ => Self::Other,
        }
    }
}

fn mode_of(word: &str) -> Mode {
    match word {
        "election day" => Mode::ElectionDay,
        "early" => Mode::Early,
        "mail" => Mode::Mail,
        "absentee" => Mode::Absentee,
        "provisional" => Mode::Provisional,
        "total" => Mode::All,
        other => Mode::Other(other.to_owned()),
    }
}

/// The mode that a word of the file names: `Advanced Voting Votes`, `ELECTION DAY`, `TOTAL`.
pub(crate) fn mode(name: &str) -> Mode {
    let folded = fold(name);
    match LIST.meaning("mode", &folded) {
        Some(word) => mode_of(word),
        None if folded.is_empty() => Mode::All,
        None => Mode::Other(folded),
    }
}

/// What a row about this name counts. Alabama writes `Ballots Cast - Alabama Democratic P`.
pub(crate) fn kind(name: &str) -> Kind {
    let folded = fold(name);
    let meaning = LIST.meaning("choice", &folded).or_else(|| {
        if folded.starts_with("ballots cast") {
            Some("ballots")
        } else if folded.starts_with("registered voters") {
            Some("registered")
        } else if folded.starts_with("write in ") || folded.ends_with(" write in") {
            Some("write-in")
        } else {
            None
        }
    });
    match meaning {
        Some("over") => Kind::Over,
        Some("under") => Kind::Under,
        Some("write-in") => Kind::WriteIn,
        Some("blank") => Kind::Blank,
        Some("total") => Kind::Total,
        Some("ballots") => Kind::Ballots,
        Some("registered") => Kind::Registered,
        Some("precincts") => Kind::Precincts,
        Some("reporting") => Kind::Reporting,
        _ => Kind::Candidate,
    }
}

/// Whether an "office" is none: ballots cast or registered voters in all.
pub(crate) fn is_turnout(office: &str) -> bool {
    !office.is_empty() && kind(office).is_turnout()
}

/// What a row about ballots counts, and of which party's voters: `Ballots Cast - Republican` and party `REP` are the
/// ballots of one party, `Ballots Cast - Blank` those with nothing on them.
pub(crate) fn ballots_of(name: &str, party: &str) -> (Kind, String) {
    let folded = fold(name);
    let kind = kind(name);
    let whose = match folded.strip_prefix("ballots cast") {
        Some(rest) if kind == Kind::Ballots => rest.trim(),
        _ => "",
    };
    match whose {
        "blank" => (Kind::Blank, party.to_owned()),
        "" | "total" => (kind, party.to_owned()),
        // Jefferson County gives its ballots a second time, by style: `Ballots Cast - Style 00001 (Dem)`.
        style if style.starts_with("style") => (kind, style.to_owned()),
        _ if !party.is_empty() => (kind, party.to_owned()),
        other => (kind, other.to_owned()),
    }
}

/// Whether a unit of this name is a sum of others.
pub(crate) fn is_total_unit(name: &str) -> bool {
    // Nearly every name is none: what the words have in common is asked before a copy is folded.
    let marks = [&b"tot"[..], b"all", b"sta", b"sum", b"cum"];
    let may_be = name
        .as_bytes()
        .windows(3)
        .any(|part| marks.iter().any(|mark| part.eq_ignore_ascii_case(mark)));
    if !may_be {
        return false;
    }
    LIST.meaning("unit", &fold(name)) == Some("total")
}

/// The office of the closed list that a name stands for; `None` for one that is not in it.
pub(crate) fn office(name: &str) -> Option<OfficeSought> {
    // Gwinnett County's offices stand in two languages, parted by a slash; so does `President/Vice President`.
    let word = LIST
        .meaning("office", &bare_office(name))
        .or_else(|| LIST.meaning("office", &bare_office(name.split('/').next()?)))?;
    OfficeSought::ALL
        .into_iter()
        .find(|office| office.word() == word)
}

/// The folded name without what stands in brackets and without what says that it is special: `US Senate (Loeffler) -
/// Special` is `us senate`.
fn bare_office(name: &str) -> String {
    let mut bare = String::with_capacity(name.len());
    let mut depth = 0u32;
    for character in name.chars() {
        match character {
            '(' | '[' => depth += 1,
            ')' | ']' => depth = depth.saturating_sub(1),
            _ if depth == 0 => bare.push(character),
            _ => {}
        }
    }
    let folded = fold(&bare);
    for ending in [
        " special election",
        " special",
        " unexpired term",
        " short term",
    ] {
        if let Some(short) = folded.strip_suffix(ending) {
            return short.to_owned();
        }
    }
    folded
}

/// Whether an office's name says that it is filled outside of its regular turn.
pub(crate) fn is_special(office: &str) -> bool {
    fold(office)
        .split(' ')
        .any(|word| matches!(word, "special" | "unexpired"))
}

/// Whether a word names a party as files write it in the party's column: `R`, `DEM`, `Libertarian`.
pub(crate) fn is_party(name: &str) -> bool {
    let known = name
        .parse::<claim::Party>()
        .is_ok_and(|party| !matches!(party, claim::Party::Other(_)));
    known || LIST.meaning("party", &fold(name)).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_compared_without_case_and_punctuation() {
        assert_eq!(fold("  U.S.  Senate "), "u s senate");
        assert_eq!(fold("O’Rourke"), "orourke");
        assert_eq!(fold("Pete GALLEGO/MAMÁ"), "pete gallego mamá");
    }

    #[test]
    fn pseudo_candidates_are_told_from_candidates() {
        for (name, expect) in [
            ("Over Votes", Kind::Over),
            ("UNDERVOTES", Kind::Under),
            ("Write-in", Kind::WriteIn),
            ("Write-ins", Kind::WriteIn),
            ("Undeclared Write-ins", Kind::WriteIn),
            ("BLANK", Kind::Blank),
            ("Total", Kind::Total),
            ("Times Counted", Kind::Ballots),
            ("Ballots Cast - Alabama Democratic P", Kind::Ballots),
            ("Registered Voters - Total", Kind::Registered),
            ("Number of Precincts Reporting", Kind::Reporting),
            ("Tommy Tuberville", Kind::Candidate),
            ("None of these candidates", Kind::Candidate),
            ("Write, Alan", Kind::Candidate),
        ] {
            assert_eq!(kind(name), expect, "{name}");
        }
    }

    #[test]
    fn columns_by_their_names() {
        for (name, expect) in [
            ("county", Column::County),
            ("parish", Column::County),
            ("elec_day_votes", Column::Count(Mode::ElectionDay)),
            ("absentee_by_mail_votes", Column::Count(Mode::Mail)),
            ("advanced_votes", Column::Count(Mode::Early)),
            ("total_votes", Column::Count(Mode::All)),
            ("candidatevotes", Column::Count(Mode::All)),
            ("", Column::Nameless),
            ("pct", Column::Other),
            ("shoe_size", Column::Unknown),
        ] {
            assert_eq!(Column::of(name), expect, "{name}");
        }
    }

    #[test]
    fn offices_by_their_names() {
        assert_eq!(office("US Senate"), Some(OfficeSought::Senate));
        assert_eq!(office("U. S. Senator"), Some(OfficeSought::Senate));
        assert_eq!(office("UNITED STATES SENATOR"), Some(OfficeSought::Senate));
        assert_eq!(
            office("US Senate (Loeffler) - Special"),
            Some(OfficeSought::Senate)
        );
        assert_eq!(office("Probate Judge"), None);
    }
}
