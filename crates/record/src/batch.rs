//! Adding: all of a batch, or nothing of it.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};

use claim::{Certainty, Occurrence, Part, Report, Statement};
use jiff::Timestamp;

use crate::document::{self, Added, Document};
use crate::identity::{Identity, IdentityId, meet};
use crate::intern::Known;
use crate::origins::Provenance;
use crate::seal::{Seal, Sealed};
use crate::store::Store;
use crate::store::batches::BatchRow;
use crate::store::claims::{ClaimRow, NewClaim, Run};
use crate::store::documents::DocumentRow;
use crate::store::words::Table;
use crate::{BatchNumber, DocumentId, Record, RecordError, Result};

/// What is added together: all of it, or, when the batch is dropped without [`Batch::commit`], nothing.
#[derive(Debug)]
pub struct Batch<'a> {
    pub(crate) turn: Turn<'a>,
    pub(crate) header: Header,
    pub(crate) number: BatchNumber,
    pub(crate) begun: bool,
    /// Rows that this batch has found or added.
    pub(crate) known: Known,
    /// Where the next batch finds them.
    home: &'a RefCell<Known>,
    /// The last claim of each race that this batch has added to.
    pub(crate) last: BTreeMap<i64, u64>,
    /// What was added by document, race and batch since runs were last written down.
    runs: BTreeMap<(i64, i64, u64), (Run, Seal)>,
}

/// A turn of writing that has begun, or a part of one. Dropped without a commit, it leaves nothing.
#[derive(Debug)]
pub(crate) struct Turn<'a> {
    pub(crate) store: &'a dyn Store,
    share: Share,
    open: bool,
}

/// How much of a turn a batch is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Share {
    /// All of it: what the batch commits is synced.
    Whole,
    /// A part: whoever began the turn commits it.
    Part,
}

impl<'a> Turn<'a> {
    pub(crate) fn begin(store: &'a dyn Store, share: Share) -> Result<Self> {
        match share {
            Share::Whole => store.begin()?,
            Share::Part => store.begin_part()?,
        }
        Ok(Self {
            store,
            share,
            open: true,
        })
    }

    pub(crate) fn commit(mut self) -> Result<()> {
        // Where this fails, dropping rolls back.
        match self.share {
            Share::Whole => self.store.commit()?,
            Share::Part => self.store.end_part()?,
        }
        self.open = false;
        Ok(())
    }
}

impl Drop for Turn<'_> {
    fn drop(&mut self) {
        match (self.open, self.share) {
            (false, _) => {}
            (true, Share::Whole) => self.store.roll_back(),
            (true, Share::Part) => self.store.leave_out_part(),
        }
    }
}

/// Who adds what, when, with which tool.
#[derive(Debug, Clone)]
pub(crate) struct Header {
    pub(crate) at: Timestamp,
    pub(crate) actor: String,
    pub(crate) tool: String,
    pub(crate) note: Option<String>,
}

/// The race under which claims lie whose race the document does not settle.
pub(crate) const UNSETTLED: i64 = 0;

/// What all claims of one document have in common.
pub(crate) struct Shared<'a> {
    pub(crate) report: &'a Report,
    pub(crate) document: i64,
    pub(crate) reported: (i64, i64),
    pub(crate) outlet: Option<String>,
    pub(crate) relays: Vec<String>,
}

impl Shared<'_> {
    /// How a claim of the document reached us.
    pub(crate) fn provenance(&self, occurrence: &Occurrence) -> Provenance {
        Provenance {
            outlet: self.outlet.clone(),
            relays: self.relays.clone(),
            origin: occurrence.claim.origin.clone(),
            via: occurrence.claim.via.clone(),
            terms: occurrence.terms,
        }
    }
}

/// The quote of a claim, where it has to be held by itself: it is not the words at its place in the report, or those cannot be
/// counted in the database.
pub(crate) fn quote_beside<'c>(report: &Report, occurrence: &'c Occurrence) -> Option<&'c str> {
    let part = match occurrence.place.part {
        Part::Title => &report.title,
        Part::Text => &report.text,
    };
    let quote = occurrence.claim.quote.as_str();
    let there = report.words_at(occurrence.place);
    (there != Some(quote) || part.contains('\0')).then_some(quote)
}

impl<'a> Batch<'a> {
    pub(crate) fn begin(record: &'a Record, share: Share, header: Header) -> Result<Self> {
        let store = record.store.as_ref();
        let turn = Turn::begin(store, share)?;
        let last = store.last_batch()?;
        Ok(Self {
            turn,
            header,
            number: BatchNumber(last + 1),
            begun: false,
            known: record.known.take(),
            home: &record.known,
            last: BTreeMap::new(),
            runs: BTreeMap::new(),
        })
    }

    /// Adds a document with what was read in it, unless the same version is already held.
    pub fn add(&mut self, document: &Document<'_>) -> Result<Added> {
        let sha256 = document::digest(document.report);
        let key = document::key(document.report, &sha256);
        if let Some(held) = self.turn.store.held_document(&key, &sha256)? {
            return Ok(Added::Same {
                document: DocumentId(held),
            });
        }
        self.write_header()?;
        let (version, reported) = self.next_version(&key, document)?;
        let id = self.next(Table::Document)?;
        self.turn.store.append_document(&DocumentRow {
            id,
            key: &key,
            version,
            kind: document.kind.word(),
            sha256: &sha256,
            report: document.report,
            first_seen: document.first_seen.as_second(),
            reported,
            reader: document.reader,
            tx: self.number.0,
            sources: document.sources,
            relays: document.relays,
            complaints: document.complaints,
        })?;
        self.meet(meet::in_document(document))?;
        let shared = Shared {
            report: document.report,
            document: id,
            reported,
            outlet: document
                .report
                .publisher
                .as_deref()
                .map(|publisher| claim::outlet::canonical(publisher).to_owned()),
            relays: document.relays.to_vec(),
        };
        let (mut races, mut unsettled) = (BTreeSet::new(), Vec::new());
        for occurrence in document.claims {
            let race = match occurrence.claim.statement.race() {
                Some(race) => self.race(race)?,
                None => UNSETTLED,
            };
            let seq = self.insert_claim(race, occurrence, &shared)?;
            if race == UNSETTLED {
                unsettled.push(seq);
            } else {
                races.insert(race);
            }
        }
        self.end_runs()?;
        self.insert_context(&races, &unsettled)?;
        Ok(Added::New {
            document: DocumentId(id.unsigned_abs()),
            version,
            claims: document.claims.len(),
        })
    }

    /// Writes down a word on who is who, public from the time of this batch.
    pub fn judge(&mut self, identity: &Identity) -> Result<IdentityId> {
        self.judge_since(identity, self.header.at)
    }

    /// Writes down a word on who is who that was public from an earlier moment on: pages as of that moment know it.
    pub fn judge_since(&mut self, identity: &Identity, since: Timestamp) -> Result<IdentityId> {
        self.write_header()?;
        let race = match &identity.race {
            Some(race) => Some(self.race(race)?),
            None => None,
        };
        let id = self.next(Table::Identity)?;
        self.turn
            .store
            .append_edge(id, race, identity, since.as_second(), self.number.0)?;
        Ok(IdentityId(id.unsigned_abs()))
    }

    /// Takes a word on who is who back, from this batch and its time on. Whether it stood until now.
    pub fn end(&mut self, identity: IdentityId) -> Result<bool> {
        self.end_since(identity, self.header.at)
    }

    /// Takes a word back whose end was public from an earlier moment on.
    pub fn end_since(&mut self, identity: IdentityId, since: Timestamp) -> Result<bool> {
        if !self.turn.store.stands(identity.0)? {
            return Ok(false);
        }
        self.write_header()?;
        self.turn
            .store
            .end_edge(identity.0, since.as_second(), self.number.0)?;
        Ok(true)
    }

    /// Makes the batch part of the record for good. A batch that added nothing leaves no trace and has no number.
    pub fn commit(mut self) -> Result<Option<BatchNumber>> {
        if !self.begun {
            return Ok(None);
        }
        self.end_runs()?;
        self.turn.commit()?;
        self.home.replace(self.known.for_the_next());
        Ok(Some(self.number))
    }

    /// The batch's own row is written with the first thing that it adds: whatever adds something calls this first.
    pub(crate) fn write_header(&mut self) -> Result<()> {
        if self.begun {
            return Ok(());
        }
        self.turn.store.append_batch(&BatchRow {
            tx: self.number.0,
            at: self.header.at.as_second(),
            actor: &self.header.actor,
            tool: &self.header.tool,
            note: self.header.note.as_deref(),
        })?;
        self.begun = true;
        Ok(())
    }

    /// Lets a claim that states another name of somebody be found by both names.
    pub(crate) fn name_otherwise(&self, statement: &Statement, race: i64, seq: u64) -> Result<()> {
        if let Statement::Alias(alias) = statement {
            for name in BTreeSet::from([alias.person.as_str(), alias.alias.as_str()]) {
                self.turn.store.append_alias(name, race, seq)?;
            }
        }
        Ok(())
    }

    /// Takes a claim that was just added into the run of its document and race.
    pub(crate) fn add_to_run(&mut self, document: i64, race: i64, claim: Sealed<'_>) -> Result<()> {
        let key = (document, race, claim.tx);
        let broken = |run: &Run| run.seq + run.claims != claim.seq;
        if let Some((run, _)) = self.runs.get(&key)
            && broken(run)
        {
            self.end_runs()?;
        }
        let (run, seal) = self.runs.entry(key).or_insert_with(|| {
            let run = Run {
                document,
                race,
                seq: claim.seq,
                claims: 0,
                seal: None,
            };
            (run, Seal::new(document))
        });
        run.claims += 1;
        seal.add(claim);
        Ok(())
    }

    /// Writes down which claims belong together, under their seal.
    pub(crate) fn end_runs(&mut self) -> Result<()> {
        for (run, seal) in std::mem::take(&mut self.runs).into_values() {
            self.turn.store.append_run(&Run {
                seal: Some(seal.end()),
                ..run
            })?;
        }
        Ok(())
    }

    /// The number of the version, and when it was public.
    ///
    /// A text that changed under an unchanged date was edited at some later time that nobody states: its words are
    /// public for certain only since we saw them.
    fn next_version(&self, key: &str, document: &Document<'_>) -> Result<(u32, (i64, i64))> {
        let published = document.report.published.map(|when| when.to_string());
        let dates = self.turn.store.dates_of_versions(key)?;
        let version = u32::try_from(dates.len() + 1)
            .map_err(|_| RecordError::damaged("a document with too many versions"))?;
        let (first, last) = document::reported(document);
        let reported = if dates.contains(&published) {
            (first, document.first_seen.as_second())
        } else {
            (first, last)
        };
        Ok((version, reported))
    }

    /// Claims without a settled race may be shown on the pages of the races of which their document speaks.
    pub(crate) fn insert_context(&self, races: &BTreeSet<i64>, unsettled: &[u64]) -> Result<()> {
        for race in races {
            for seq in unsettled {
                self.turn.store.append_context(*race, *seq)?;
            }
        }
        Ok(())
    }

    pub(crate) fn insert_claim(
        &mut self,
        race: i64,
        occurrence: &Occurrence,
        shared: &Shared<'_>,
    ) -> Result<u64> {
        let seq = 1 + match self.last.get(&race) {
            Some(&last) => last,
            None => self.turn.store.last_seq(race)?,
        };
        let at = At {
            race,
            seq,
            document: shared.document,
            reported: shared.reported,
            quote: quote_beside(shared.report, occurrence),
        };
        self.put_claim(&at, occurrence, &shared.provenance(occurrence))?;
        Ok(seq)
    }

    /// Writes a claim under its number, seals it into its run and notes what else it says.
    pub(crate) fn put_claim(
        &mut self,
        at: &At<'_>,
        occurrence: &Occurrence,
        provenance: &Provenance,
    ) -> Result<()> {
        let claim = &occurrence.claim;
        let certainty = certainty_code(claim.certainty);
        let statement_json = json(&claim.statement)?;
        let provenance_json = json(provenance)?;
        let statement = self.statement(&claim.statement, at.race, &statement_json)?;
        let provenance = self.provenance(provenance, &provenance_json)?;
        self.turn.store.append_claim(&NewClaim {
            race: at.race,
            row: ClaimRow {
                seq: at.seq,
                statement,
                certainty,
                provenance,
                lo: at.reported.0,
                hi: at.reported.1,
                document: at.document,
            },
            tx: self.number.0,
            place: occurrence.place,
            quote: at.quote,
        })?;
        self.name_otherwise(&claim.statement, at.race, at.seq)?;
        self.add_to_run(
            at.document,
            at.race,
            Sealed {
                seq: at.seq,
                statement: &statement_json,
                certainty,
                provenance: &provenance_json,
                reported: at.reported,
                tx: self.number.0,
                place: occurrence.place,
            },
        )?;
        let last = self.last.entry(at.race).or_default();
        *last = at.seq.max(*last);
        Ok(())
    }
}

/// Where a claim goes: its number within its race, and its document with the bounds of when that was public.
pub(crate) struct At<'a> {
    pub(crate) race: i64,
    pub(crate) seq: u64,
    pub(crate) document: i64,
    pub(crate) reported: (i64, i64),
    /// Its quote, where the document does not hold it.
    pub(crate) quote: Option<&'a str>,
}

/// The certainty as it stands in the record.
pub(crate) const fn certainty_code(certainty: Certainty) -> i64 {
    match certainty {
        Certainty::Asserted => 0,
        Certainty::Expected => 1,
        Certainty::Possible => 2,
        Certainty::Denied => 3,
    }
}

/// The certainty that a code in the record stands for.
pub(crate) fn certainty_of(code: i64) -> Result<Certainty> {
    match code {
        0 => Ok(Certainty::Asserted),
        1 => Ok(Certainty::Expected),
        2 => Ok(Certainty::Possible),
        3 => Ok(Certainty::Denied),
        _ => Err(RecordError::damaged(format!("certainty {code}"))),
    }
}

pub(crate) fn json<T: serde::Serialize>(value: &T) -> Result<String> {
    serde_json::to_string(value).map_err(|error| RecordError::damaged(error.to_string()))
}
