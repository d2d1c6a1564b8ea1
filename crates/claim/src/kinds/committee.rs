//! `committee`: a committee that a public list registers, and the candidate whose it is.
//!
//! Own fields: **committee** (the FEC's id), name, designation, candidate, `candidate_id`, race, period. Money is held by
//! committees; without this, a filing says what "Friends of Sessions Senate Committee" has, and nothing about a race.
//!
//! > S6AL00195|2020|2020|C00306704|S|P|222196
//! >
//! > committee C00306704, designation principal, `candidate_id` S6AL00195, race 2020-AL-senate, period 2019-01-01/2020-12-31

use serde::{Deserialize, Serialize};

use super::words;
use crate::{Period, PersonName, Race};

words! {
    /// What a committee is to a candidate (FEC, `CMTE_DSGN`).
    Designation as "designation of a committee" {
        /// The candidate's own campaign: each candidate has one.
        Principal = "principal",
        /// Another that the candidate has authorised.
        Authorized = "authorized",
        /// Raises for several, who share what it raises.
        Joint = "joint_fundraising",
        /// Of a candidate or office holder, for giving to others.
        Leadership = "leadership",
        /// Of lobbyists.
        Lobbyist = "lobbyist",
        /// No candidate has authorised it.
        Unauthorized = "unauthorized",
    }
}

/// A committee, and whose it is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Committee {
    /// The FEC's id: `C00306704`.
    pub committee: String,
    /// Its name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// What it is to the candidate.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub designation: Option<Designation>,
    /// The candidate, where the document names one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub candidate: Option<PersonName>,
    /// The candidate's FEC id, for one office: `S6AL00195`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub candidate_id: Option<String>,
    /// The race for which it collects, where the document settles it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub race: Option<Race>,
    /// When it is so, where the document says.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub period: Option<Period>,
}

/// Whether a text has the form of a committee's id: `C00306704`.
pub fn is_committee_id(text: &str) -> bool {
    text.len() == 9
        && text.starts_with('C')
        && text.bytes().skip(1).all(|byte| byte.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_of_committees() {
        for (text, is) in [
            ("C00306704", true),
            ("S6AL00195", false),
            ("C0030670", false),
            ("C0030670X", false),
            ("", false),
        ] {
            assert_eq!(is_committee_id(text), is, "{text}");
        }
    }
}
