//! Public lists → claims: who has which id, other names, terms of office, party, day of birth; whose a committee is; sums of money.
//!
//! [`recognise`] tells a list by its content; [`read`] streams its entries. Each entry is a document of its own: the words of
//! the file to the letter, with the claims read in them, so that a list that is published anew brings new versions of
//! the entries that changed and nothing else.
//!
//! Knows no storage and no network. Reading never fails on an entry: what cannot be taken is a complaint, and the rest
//! follows.

mod cut;
mod error;
mod fec;
mod legislators;
mod words;

use std::io::BufRead;

use claim::{Complaint, Occurrence, Report, When};

pub use error::ListError;

/// The lists that can be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum List {
    /// `legislators-current` and `legislators-historical` of the project congress-legislators, as YAML. Its data is in the
    /// public domain (CC0): <https://github.com/unitedstates/congress-legislators>.
    LegislatorsYaml,
    /// The same as JSON.
    LegislatorsJson,
    /// The candidate master file of the Federal Election Commission, `cn.txt`:
    /// <https://www.fec.gov/campaign-finance-data/candidate-master-file-description/>.
    FecCandidates,
    /// The summary of all candidates' money of the Federal Election Commission, `weball.txt`:
    /// <https://www.fec.gov/campaign-finance-data/all-candidates-file-description/>.
    FecSummary,
    /// The committee master file of the Federal Election Commission, `cm.txt`:
    /// <https://www.fec.gov/campaign-finance-data/committee-master-file-description/>.
    FecCommittees,
    /// The linkage of candidates and committees of the Federal Election Commission, `ccl.txt`:
    /// <https://www.fec.gov/campaign-finance-data/candidate-committee-linkage-file-description/>.
    FecLinkage,
    /// The two-year summary of candidates of the Federal Election Commission, `candidate_summary_2020.csv`:
    /// <https://www.fec.gov/campaign-finance-data/candidate-summary-file-description/>.
    FecTotals,
}

impl List {
    /// Its name, for people.
    pub const fn name(self) -> &'static str {
        match self {
            Self::LegislatorsYaml | Self::LegislatorsJson => "congress-legislators",
            Self::FecCandidates => "FEC candidate master file",
            Self::FecSummary => "FEC candidate summary",
            Self::FecCommittees => "FEC committee master file",
            Self::FecLinkage => "FEC candidate-committee linkage",
            Self::FecTotals => "FEC two-year candidate summary",
        }
    }

    /// Who publishes it.
    pub const fn publisher(self) -> &'static str {
        match self {
            Self::LegislatorsYaml | Self::LegislatorsJson => "congress-legislators",
            Self::FecCandidates
            | Self::FecSummary
            | Self::FecCommittees
            | Self::FecLinkage
            | Self::FecTotals => "Federal Election Commission",
        }
    }
}

/// An entry of a list, read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// The entry as a document: its own words, a headline that stays the same when the list is published anew.
    pub report: Report,
    /// What it says.
    pub claims: Vec<Occurrence>,
    /// Where it stands: `cn.txt, line 12`.
    pub place: String,
}

/// One thing that a list gave.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Taken {
    /// An entry, with what could not be taken as it stands in it.
    Read(Box<Entry>, Vec<Complaint>),
    /// A row or an entry that names nobody.
    Refused(Complaint),
}

/// How many bytes are enough to recognise a list.
pub const HEAD: usize = 16 << 10;

/// Which list begins with these bytes, if one does.
pub fn recognise(head: &[u8]) -> Option<List> {
    let text = String::from_utf8_lossy(head);
    let start = text.trim_start_matches('\u{FEFF}').trim_start();
    if let Some(list) = fec::begins(start) {
        return Some(list);
    }
    if legislators::begins_as_json(start) {
        return Some(List::LegislatorsJson);
    }
    legislators::begins_as_yaml(start).then_some(List::LegislatorsYaml)
}

/// Reads a list. `name` is its place in complaints; `published` is the day on which the list was public, where that is known.
pub fn read<R: BufRead>(list: List, name: &str, published: Option<When>, reader: R) -> Entries<R> {
    let by = match list {
        List::LegislatorsYaml => cut::By::Dash,
        List::LegislatorsJson => cut::By::Brace,
        List::FecCandidates
        | List::FecSummary
        | List::FecCommittees
        | List::FecLinkage
        | List::FecTotals => cut::By::Line,
    };
    Entries {
        list,
        name: name.to_owned(),
        published,
        pieces: cut::Pieces::new(reader, by),
        header: None,
    }
}

/// The entries of a list, one at a time: memory is bounded by the longest entry.
#[derive(Debug)]
pub struct Entries<R> {
    list: List,
    name: String,
    published: Option<When>,
    pieces: cut::Pieces<R>,
    /// The header of a table that has one, once it was read.
    header: Option<fec::totals::Header>,
}

impl<R: BufRead> Iterator for Entries<R> {
    type Item = Result<Taken, ListError>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            let piece = match self.pieces.next()? {
                Ok(piece) => piece,
                Err(source) => {
                    return Some(Err(ListError::BrokenOff {
                        name: self.name.clone(),
                        source,
                    }));
                }
            };
            if self.list == List::FecTotals
                && self.header.is_none()
                && let Ok(text) = &piece.text
                && let Some(header) = fec::totals::Header::read(text)
            {
                self.header = Some(header);
                continue;
            }
            return Some(Ok(self.read(piece)));
        }
    }
}

impl<R> Entries<R> {
    /// Reads an entry.
    fn read(&self, piece: cut::Piece) -> Taken {
        let place = format!("{}, line {}", self.name, piece.line);
        let text = match piece.text {
            Ok(text) => text,
            Err(why) => return Taken::Refused(Complaint::new(place, why, "the rest")),
        };
        let mut complaints = Vec::new();
        if piece.damaged {
            complaints.push(Complaint::new(
                &place,
                "bytes that are no UTF-8 were replaced",
                "the entry with replacements",
            ));
        }
        let (read, found) = match self.list {
            List::FecCandidates => fec::candidates::entry(&text, &place),
            List::FecSummary => fec::summary::entry(&text, &place),
            List::FecCommittees => fec::committees::entry(&text, &place),
            List::FecLinkage => fec::linkage::entry(&text, &place),
            List::FecTotals => fec::totals::entry(self.header.as_ref(), &text, &place),
            List::LegislatorsYaml => legislators::from_yaml(&text, &place, self.published),
            List::LegislatorsJson => legislators::from_json(&text, &place, self.published),
        };
        complaints.extend(found);
        match read {
            Err(refused) => Taken::Refused(refused),
            Ok((id, claims)) => Taken::Read(
                Box::new(Entry {
                    report: self.report(&id, text),
                    claims,
                    place,
                }),
                complaints,
            ),
        }
    }

    fn report(&self, id: &str, text: String) -> Report {
        let what = match self.list {
            List::FecCandidates => "FEC candidate",
            List::FecSummary => "FEC candidate summary",
            List::FecCommittees => "FEC committee",
            List::FecLinkage => "FEC linkage",
            List::FecTotals => "FEC two-year candidate summary",
            List::LegislatorsYaml | List::LegislatorsJson => "Member of Congress",
        };
        Report {
            id: id.to_owned(),
            url: None,
            publisher: Some(self.list.publisher().to_owned()),
            published: self.published,
            title: format!("{what} {id}"),
            text,
        }
    }
}
