//! `identifier`: an id under which a public list keeps a person.
//!
//! Own fields: **person**, **scheme**, **value**, race, office, state. An id is a claim like any other: lists confuse
//! people, so a wrong id is taken back as a claim, and no id is ever a key.
//!
//! > S6AL00195|SESSIONS, JEFFERSON B|REP|2020|AL|S
//! >
//! > person Jefferson B. Sessions, scheme fec, value S6AL00195, race 2020-AL-senate, office senate, state AL

use serde::{Deserialize, Serialize};

use super::words;
use crate::{PersonName, Race};

words! {
    /// Whose ids they are.
    Scheme as "scheme of ids" {
        /// Biographical Directory of the U.S. Congress: `S001141`.
        Bioguide = "bioguide",
        /// Wikidata: `Q358443`.
        Wikidata = "wikidata",
        /// Federal Election Commission, candidates: `S6AL00195`.
        Fec = "fec",
        /// govtrack.us.
        Govtrack = "govtrack",
        /// Interuniversity Consortium for Political and Social Research, as Voteview uses it.
        Icpsr = "icpsr",
        /// The Senate's Legislative Information System: `S261`.
        Lis = "lis",
        /// The Library of Congress's former THOMAS.
        Thomas = "thomas",
        /// opensecrets.org, candidates: `N00003062`.
        Opensecrets = "opensecrets",
        /// Vote Smart.
        Votesmart = "votesmart",
        /// C-SPAN's video library.
        Cspan = "cspan",
        /// The History, Art & Archives office of the House.
        HouseHistory = "house_history",
        /// maplight.org.
        Maplight = "maplight",
        /// The title of a page of Ballotpedia.
        Ballotpedia = "ballotpedia",
        /// The title of a page of the English Wikipedia.
        Wikipedia = "wikipedia",
        /// Google's Knowledge Graph: `kg:/m/020yjg`.
        GoogleEntity = "google_entity_id",
    }
}

/// What one id of a scheme stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Names {
    /// One person, and the person has no second id: two ids are two people.
    Person,
    /// A person as a candidate for one office. The same person running for another office has another id, and a
    /// second one for the same office is seen too ([FEC, candidate master file][fec]: an id "remains the same across
    /// election cycles as long as the candidate is running for the same office").
    ///
    /// [fec]: https://www.fec.gov/campaign-finance-data/candidate-master-file-description/
    PersonAndOffice,
    /// One person, who may have several: page titles change, and Voteview numbers a member anew who changes party.
    PersonLoosely,
}

impl Scheme {
    /// What one id of the scheme stands for.
    pub const fn names(self) -> Names {
        match self {
            Self::Fec => Names::PersonAndOffice,
            Self::Icpsr | Self::Ballotpedia | Self::Wikipedia | Self::GoogleEntity => {
                Names::PersonLoosely
            }
            _ => Names::Person,
        }
    }

    /// Whether a text has the form of an id of the scheme. Lists swap columns: `C00713107` is a committee, no candidate.
    pub fn is_form_of(self, value: &str) -> bool {
        let digits = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
        let led = |letters: &str, count: usize| {
            value.len() == count + 1
                && value.starts_with(|c| letters.contains(c))
                && value.get(1..).is_some_and(digits)
        };
        match self {
            Self::Bioguide => led("ABCDEFGHIJKLMNOPQRSTUVWXYZ", 6),
            Self::Wikidata => value.strip_prefix('Q').is_some_and(digits),
            Self::Fec => candidate_id(value),
            Self::Lis => led("S", 3),
            Self::Opensecrets => led("N", 8),
            Self::Govtrack
            | Self::Icpsr
            | Self::Thomas
            | Self::Votesmart
            | Self::Cspan
            | Self::HouseHistory
            | Self::Maplight => digits(value),
            Self::Ballotpedia | Self::Wikipedia | Self::GoogleEntity => !value.trim().is_empty(),
        }
    }
}

/// `S6AL00195`: the office, a digit of the year of the first registration, the state, five digits. For the presidency the two
/// letters of the state are digits (`P80003353`).
fn candidate_id(value: &str) -> bool {
    let bytes = value.as_bytes();
    let digits = |bytes: &[u8]| bytes.iter().all(u8::is_ascii_digit);
    bytes.len() == 9
        && match bytes[0] {
            b'H' | b'S' => bytes[2..4].iter().all(u8::is_ascii_uppercase),
            b'P' => digits(&bytes[2..4]),
            _ => false,
        }
        && digits(&bytes[1..2])
        && digits(&bytes[4..])
}

/// An id under which a public list keeps a person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Identifier {
    /// The person.
    pub person: PersonName,
    /// Whose id it is.
    pub scheme: Scheme,
    /// The id, to the letter.
    pub value: String,
    /// The race under which the list keeps it. That is no candidacy: the FEC's file names a year for everybody whose
    /// committee still exists.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub race: Option<Race>,
    /// The office for which it was given, in the words of race ids (`senate`), where the scheme gives ids for offices.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub office: Option<String>,
    /// The postal code of the state, likewise.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub state: Option<String>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_have_the_form_of_their_scheme() {
        let cases = [
            (Scheme::Fec, "S6AL00195", true),
            (Scheme::Fec, "H0AL01055", true),
            (Scheme::Fec, "P80003353", true),
            (Scheme::Fec, "C00713107", false),
            (Scheme::Fec, "S6AL0195", false),
            (Scheme::Fec, "S6al00195", false),
            (Scheme::Bioguide, "S001141", true),
            (Scheme::Bioguide, "S6AL00195", false),
            (Scheme::Wikidata, "Q358443", true),
            (Scheme::Wikidata, "358443", false),
            (Scheme::Opensecrets, "N00003062", true),
            (Scheme::Lis, "S261", true),
            (Scheme::Thomas, "01548", true),
            (Scheme::Thomas, "", false),
            (
                Scheme::Wikipedia,
                "Tim Murphy (Pennsylvania politician)",
                true,
            ),
        ];
        for (scheme, value, is) in cases {
            assert_eq!(scheme.is_form_of(value), is, "{scheme} {value}");
        }
    }

    #[test]
    fn an_fec_id_names_a_person_and_an_office() {
        assert_eq!(Scheme::Fec.names(), Names::PersonAndOffice);
        assert_eq!(Scheme::Bioguide.names(), Names::Person);
        assert_eq!(Scheme::Icpsr.names(), Names::PersonLoosely);
    }
}
