//! The way back: what readers understood is put into a record, and whatever cannot be is complained of.

use std::collections::HashMap;
use std::collections::hash_map::Entry;

use claim::Complaint;
use record::{DocumentId, RecordError, Returned, Taken, Takeover};

use crate::Result;
use crate::tidy::Row;

/// What came of an import.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Tally {
    /// Documents that are held from now on.
    pub documents: u64,
    /// Claims that are.
    pub claims: u64,
    /// Documents that were held before, with their claims: nothing of them changed.
    pub held: u64,
    /// Complaints.
    pub complaints: u64,
}

/// What a document there is here.
#[derive(Debug, Clone)]
enum Here {
    New(DocumentId),
    Held,
    Refused,
}

/// An import under way.
pub struct Back<'t, 'r> {
    takeover: &'t mut Takeover<'r>,
    /// By the number there, with the hash there.
    numbers: HashMap<u64, (String, Here)>,
    complain: &'t mut dyn FnMut(&Complaint),
    tally: Tally,
}

impl std::fmt::Debug for Back<'_, '_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Back")
            .field("tally", &self.tally)
            .finish_non_exhaustive()
    }
}

impl<'t, 'r> Back<'t, 'r> {
    /// Begins to put things into a record. Complaints are told as they come.
    pub fn new(takeover: &'t mut Takeover<'r>, complain: &'t mut dyn FnMut(&Complaint)) -> Self {
        Self {
            takeover,
            numbers: HashMap::new(),
            complain,
            tally: Tally::default(),
        }
    }

    /// Puts documents in.
    pub fn documents(
        &mut self,
        documents: impl Iterator<Item = std::result::Result<Returned, Complaint>>,
    ) -> Result<()> {
        for document in documents {
            match document {
                Ok(document) => {
                    self.document(&document)?;
                }
                Err(complaint) => self.complain(&complaint),
            }
        }
        Ok(())
    }

    /// Puts claims in, with the documents that did not come by themselves.
    pub fn rows(
        &mut self,
        rows: impl Iterator<Item = std::result::Result<Row, Complaint>>,
    ) -> Result<()> {
        for row in rows {
            match row {
                Ok(row) => self.row(&row)?,
                Err(complaint) => self.complain(&complaint),
            }
        }
        Ok(())
    }

    /// Tells what a reader complained of.
    pub fn complaints(&mut self, complaints: &[Complaint]) {
        for complaint in complaints {
            self.complain(complaint);
        }
    }

    /// How many of what.
    pub fn tally(&self) -> Tally {
        self.tally
    }

    fn row(&mut self, row: &Row) -> Result<()> {
        let here = match self.numbers.get(&row.document.document.0) {
            Some((sha256, here)) if *sha256 == row.document.sha256 => here.clone(),
            Some(_) => {
                let what = format!(
                    "document {} has another hash here than above",
                    row.document.document
                );
                self.complain(&Complaint::new(
                    format!("claim {}", row.id),
                    what,
                    "nothing of the row",
                ));
                return Ok(());
            }
            None => self.document(&row.document)?,
        };
        match here {
            Here::Held => Ok(()),
            Here::Refused => {
                let what = format!("its document {} was refused", row.document.document);
                self.complain(&Complaint::new(
                    format!("claim {}", row.id),
                    what,
                    "nothing of the row",
                ));
                Ok(())
            }
            Here::New(document) => {
                let taken =
                    self.takeover
                        .claim(document, &row.id, row.batch, &row.occurrence, &row.relays);
                if self.told(taken, "nothing of the row")?.is_some() {
                    self.tally.claims += 1;
                }
                Ok(())
            }
        }
    }

    fn document(&mut self, document: &Returned) -> Result<Here> {
        let place = format!("document {}", document.document);
        let taken = self.takeover.document(document);
        let here = match self.told(taken, "nothing of the document")? {
            Some(Taken::New(id)) => {
                self.tally.documents += 1;
                Here::New(id)
            }
            Some(Taken::Held(_)) => {
                self.tally.held += 1;
                Here::Held
            }
            None => Here::Refused,
        };
        match self.numbers.entry(document.document.0) {
            Entry::Vacant(free) => {
                free.insert((document.sha256.clone(), here.clone()));
            }
            Entry::Occupied(_) => {
                let what = "two documents have this number";
                self.complain(&Complaint::new(place, what, "the first"));
            }
        }
        Ok(here)
    }

    /// Turns what the record does not take into a complaint; anything else that goes wrong ends the import.
    fn told<T>(&mut self, taken: record::Result<T>, kept: &str) -> Result<Option<T>> {
        match taken {
            Ok(taken) => Ok(Some(taken)),
            Err(RecordError::NotTaken { what }) => {
                self.complain(&Complaint::new("the file", what, kept));
                Ok(None)
            }
            Err(error) => Err(error.into()),
        }
    }

    fn complain(&mut self, complaint: &Complaint) {
        self.tally.complaints += 1;
        (self.complain)(complaint);
    }
}
