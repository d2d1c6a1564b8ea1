//! The one table that every format becomes.
//!
//! A row is a figure: so many votes for a choice, in a unit, in a mode of voting. A choice belongs to a contest; over-votes,
//! under-votes, write-ins, blanks and totals are choices of their own [`Kind`], and so are ballots cast and registered voters,
//! so that no figure of a file needs a second place. What a unit is called is kept as the file writes it.

use jiff::civil::Date;
use serde::Serialize;

use crate::about::About;
use crate::cvr::Rankings;
use crate::rctab::Round;
use crate::recognise::Format;

/// A typed index into one of the table's lists.
macro_rules! id {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
        pub struct $name(pub u32);

        impl $name {
            /// The place in its list.
            pub const fn index(self) -> usize {
                self.0 as usize
            }
        }
    };
}

id!(
    /// A contest of the table.
    ContestId
);
id!(
    /// A unit of the table.
    UnitId
);
id!(
    /// A choice of the table.
    ChoiceId
);

/// What can be chosen, or what a row about no choice counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// Somebody on the ballot, or an answer to a question.
    Candidate,
    /// Names written in, together or one by one.
    WriteIn,
    /// More choices than allowed: no vote.
    Over,
    /// Fewer choices than allowed.
    Under,
    /// Ballots on which the contest was left blank, or spoilt: no vote.
    Blank,
    /// The sum that the file states for the contest.
    Total,
    /// Ballots cast.
    Ballots,
    /// Registered voters.
    Registered,
    /// Precincts that have reported.
    Reporting,
    /// Precincts in all.
    Precincts,
}

impl Kind {
    /// The word used in the tidy table.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Candidate => "candidate",
            Self::WriteIn => "write-in",
            Self::Over => "over",
            Self::Under => "under",
            Self::Blank => "blank",
            Self::Total => "total",
            Self::Ballots => "ballots cast",
            Self::Registered => "registered",
            Self::Reporting => "precincts reporting",
            Self::Precincts => "precincts",
        }
    }

    /// The kind that a word of the tidy table stands for.
    pub fn from_word(word: &str) -> Option<Self> {
        [
            Self::Candidate,
            Self::WriteIn,
            Self::Over,
            Self::Under,
            Self::Blank,
            Self::Total,
            Self::Ballots,
            Self::Registered,
            Self::Reporting,
            Self::Precincts,
        ]
        .into_iter()
        .find(|kind| kind.word() == word)
    }

    /// Whether it is a vote for somebody.
    pub const fn is_vote(self) -> bool {
        matches!(self, Self::Candidate | Self::WriteIn)
    }

    /// Whether it is about ballots, voters or precincts instead of choices.
    pub const fn is_turnout(self) -> bool {
        matches!(
            self,
            Self::Ballots | Self::Registered | Self::Reporting | Self::Precincts
        )
    }
}

/// How people voted, as far as the formats agree on it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Mode {
    /// All modes together, or the file does not tell them apart.
    All,
    /// In person on election day.
    ElectionDay,
    /// In person before.
    Early,
    /// By mail.
    Mail,
    /// Absentee, where the file does not say whether by mail or in person.
    Absentee,
    /// Provisional.
    Provisional,
    /// Another, in the file's own word.
    Other(String),
}

impl Mode {
    /// The word used in the tidy table.
    pub fn word(&self) -> &str {
        match self {
            Self::All => "all",
            Self::ElectionDay => "election day",
            Self::Early => "early",
            Self::Mail => "mail",
            Self::Absentee => "absentee",
            Self::Provisional => "provisional",
            Self::Other(word) => word,
        }
    }
}

/// How finished a count is, from NIST's list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Status {
    /// The file does not say.
    #[default]
    Unknown,
    /// A count for testing the reporting.
    Test,
    /// Some of it is counted.
    UnofficialPartial,
    /// All of it is counted, and nobody has signed it.
    UnofficialComplete,
    /// Signed by those whom the law names.
    Certified,
    /// Counted again.
    Recount,
    /// Put right after it was certified.
    Correction,
}

impl Status {
    /// The word used in the tidy table, which is NIST's.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Unknown => "",
            Self::Test => "pre-election",
            Self::UnofficialPartial => "unofficial-partial",
            Self::UnofficialComplete => "unofficial-complete",
            Self::Certified => "certified",
            Self::Recount => "recount",
            Self::Correction => "correction",
        }
    }

    /// The status that a word of NIST's or ours stands for.
    pub fn from_word(word: &str) -> Self {
        match word.trim().to_lowercase().as_str() {
            "pre-election" | "pre-election-test" | "test" => Self::Test,
            "unofficial-partial" | "partial" => Self::UnofficialPartial,
            "unofficial-complete" | "unofficial" => Self::UnofficialComplete,
            "certified" | "official" => Self::Certified,
            "recount" => Self::Recount,
            "correction" => Self::Correction,
            _ => Self::Unknown,
        }
    }
}

/// A contest: one office, district and stage; in a party's primary also that party.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Contest {
    /// The office as the file first writes it; empty for figures that belong to no contest (ballots cast in all).
    pub office: String,
    /// Every way in which the file writes the office.
    pub spellings: Vec<String>,
    /// The district, or what tells two contests for one office apart.
    pub district: String,
    /// The party whose primary or runoff it is, as the file writes it.
    pub party: String,
    /// The state's postal code, where file or name say it.
    pub state: String,
    /// `primary`, `runoff`, `general`, …, where file or name say it.
    pub stage: String,
    /// The election day.
    pub date: Option<Date>,
    /// Whether it fills a vacancy outside the regular turn, where the file says so.
    pub special: bool,
    /// How many choices a ballot may make.
    pub seats: u32,
    /// A question with answers instead of candidates.
    pub is_question: bool,
}

/// How large a unit is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Level {
    /// A precinct, ward or town.
    Precinct,
    /// A county or parish, or a town where the file has no counties.
    County,
    /// The state, or all that the contest covers.
    State,
}

/// A unit for which votes are counted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unit {
    /// The state's postal code, where rows name it.
    pub state: String,
    /// The county as the file writes it; empty where there is none.
    pub county: String,
    /// The precinct as the file writes it; empty where there is none.
    pub precinct: String,
    /// Counted from 1 among the units that the file gives one name: columns of a sheet are units of their own.
    pub number: u32,
    /// How large it is.
    pub level: Level,
    /// Whether its figures are sums of those of other units of the file.
    pub is_total: bool,
}

impl Unit {
    /// The unit in words: `Autauga, UPPER KINGSTON`.
    pub fn shown(&self) -> String {
        let number = match self.number {
            0 | 1 => String::new(),
            number => format!(" (no. {number} of that name)"),
        };
        match (self.county.as_str(), self.precinct.as_str()) {
            ("", "") => "the whole".to_owned(),
            ("", precinct) => format!("{precinct}{number}"),
            (county, "") => format!("{county}{number}"),
            (county, precinct) => format!("{county}, {precinct}{number}"),
        }
    }
}

/// One choice of one contest.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choice {
    /// Its contest.
    pub contest: ContestId,
    /// The name as the file first writes it.
    pub name: String,
    /// The party as the file writes it.
    pub party: String,
    /// What it is.
    pub kind: Kind,
    /// Whether the file says that it won.
    pub winner: bool,
}

/// What stands where a number should.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Figure {
    /// A number.
    Count(u64),
    /// Withheld, so that a small unit's voters stay secret.
    Suppressed,
    /// Nothing stands there.
    Blank,
    /// Something that is no count.
    Unreadable,
}

impl Figure {
    /// The number, where it is one.
    pub const fn count(self) -> Option<u64> {
        match self {
            Self::Count(count) => Some(count),
            _ => None,
        }
    }
}

/// One figure of the file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Row {
    /// The choice, and by it the contest.
    pub choice: ChoiceId,
    /// The unit.
    pub unit: UnitId,
    /// The line (or row of the sheet, or number of the element) where it stands, from 1.
    pub line: u32,
    /// The mode's place in [`Table::modes`].
    pub mode: u8,
    /// Whether sums take it: no total, no part of a figure that is there as a whole.
    pub counted: bool,
    /// The figure.
    pub figure: Figure,
}

/// Everything that a file says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Table {
    /// In which format it was.
    pub format: Format,
    /// What the file and its name say of the whole.
    pub about: About,
    /// The contests, in the order of the file.
    pub contests: Vec<Contest>,
    /// The units, in the order of the file.
    pub units: Vec<Unit>,
    /// The choices, in the order of the file.
    pub choices: Vec<Choice>,
    /// The modes; the first is [`Mode::All`].
    pub modes: Vec<Mode>,
    /// The figures, in the order of the file.
    pub rows: Vec<Row>,
    /// The rounds of a ranked-choice count, where the file is a report of one; its rows are then the first round's.
    pub rounds: Vec<Round>,
    /// The rankings, where the file holds ballots; its rows are then whom they rank first.
    pub rankings: Option<Rankings>,
}

impl Table {
    /// The choice of a row.
    pub fn choice(&self, row: &Row) -> &Choice {
        &self.choices[row.choice.index()]
    }

    /// The contest of a row.
    pub fn contest(&self, row: &Row) -> &Contest {
        &self.contests[self.choice(row).contest.index()]
    }

    /// The unit of a row.
    pub fn unit(&self, row: &Row) -> &Unit {
        &self.units[row.unit.index()]
    }

    /// The mode of a row.
    pub fn mode(&self, row: &Row) -> &Mode {
        &self.modes[usize::from(row.mode)]
    }
}
