//! What an account may do: one list, asked at every request.

use std::fmt;
use std::str::FromStr;

use serde::Serialize;

/// The roles, each of which may all that those before it may.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// Reads the desk where it is not open to everybody.
    Reader,
    /// Also comments under its own name.
    Commenter,
    /// Also reviews claims, moderates comments and signs off.
    Editor,
    /// Also looks after accounts and settings.
    Admin,
}

/// What can be done with an account.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum May {
    /// Read pages, and look after one's own account.
    Read,
    /// Write comments where account holders may.
    Comment,
    /// See the queue and decide in it; see the acts.
    Review,
    /// Publish, hide and destroy comments.
    Moderate,
    /// Answer for a page or a row.
    SignOff,
    /// Look after accounts and settings, and see what was done here.
    Administer,
}

impl Role {
    /// All, from the least to the most.
    pub const ALL: [Self; 4] = [Self::Reader, Self::Commenter, Self::Editor, Self::Admin];

    /// The word for it.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Reader => "reader",
            Self::Commenter => "commenter",
            Self::Editor => "editor",
            Self::Admin => "admin",
        }
    }

    /// Whether it may do something.
    pub const fn may(self, what: May) -> bool {
        match what {
            May::Read => true,
            May::Comment => !matches!(self, Self::Reader),
            May::Review | May::Moderate | May::SignOff => {
                matches!(self, Self::Editor | Self::Admin)
            }
            May::Administer => matches!(self, Self::Admin),
        }
    }
}

impl fmt::Display for Role {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.word())
    }
}

impl FromStr for Role {
    type Err = &'static str;

    fn from_str(word: &str) -> Result<Self, Self::Err> {
        Self::ALL
            .into_iter()
            .find(|role| role.word() == word)
            .ok_or("a role is reader, commenter, editor or admin")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_role_may_all_that_the_one_before_may_and_no_more_than_the_table_says() {
        let all = [
            May::Read,
            May::Comment,
            May::Review,
            May::Moderate,
            May::SignOff,
            May::Administer,
        ];
        let check = |role: Role, allowed: usize| {
            let may: Vec<bool> = all.iter().map(|what| role.may(*what)).collect();
            let expect: Vec<bool> = (0..all.len()).map(|at| at < allowed).collect();
            assert_eq!(may, expect, "{role}");
        };
        check(Role::Reader, 1);
        check(Role::Commenter, 2);
        check(Role::Editor, 5);
        check(Role::Admin, 6);
    }

    #[test]
    fn words_read_back() {
        for role in Role::ALL {
            assert_eq!(role.word().parse(), Ok(role));
        }
        assert!("owner".parse::<Role>().is_err());
    }
}
