//! Examining the whole record.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

use claim::{Complaint, Report};
use rusqlite::{OptionalExtension, params};

use crate::batch::certainty_code;
use crate::document::{digest, hexadecimal};
use crate::intern::mentioned;
use crate::origins::Provenance;
use crate::{DocumentId, Record, RecordError, Result};

/// What is kept of anything that this check finds: it never repairs.
const KEPT: &str = "everything as it stands";

impl Record {
    /// Examines the record: the file itself, references, the numbering of batches, each document's hash, and for each
    /// claim that its quote stands at its place and that its integers say what its words say.
    ///
    /// An empty list means that nothing was found. A record whose program was killed while adding passes: an unfinished
    /// batch was never part of it.
    pub fn check(&self) -> Result<Vec<Complaint>> {
        let mut found = Vec::new();
        self.check_file(&mut found)?;
        if !found.is_empty() {
            // What a broken file answers to further questions means nothing.
            return Ok(found);
        }
        self.check_references(&mut found)?;
        self.check_batches(&mut found)?;
        let ids = self
            .connection
            .prepare("SELECT id FROM document ORDER BY id")?
            .query_map([], |row| row.get(0).map(DocumentId))?
            .collect::<rusqlite::Result<Vec<_>>>()?;
        for id in ids {
            match self.check_document(id, &mut found) {
                Err(RecordError::Damaged { what }) => {
                    found.push(Complaint::new(format!("document {id}"), what, KEPT));
                }
                checked => checked?,
            }
        }
        self.check_bodies(&mut found)?;
        Ok(found)
    }

    fn check_file(&self, found: &mut Vec<Complaint>) -> Result<()> {
        let mut query = self.connection.prepare("PRAGMA integrity_check")?;
        let lines = query.query_map([], |row| row.get::<_, String>(0))?;
        for line in lines {
            let line = line?;
            if line != "ok" {
                found.push(Complaint::new("the file", line, KEPT));
            }
        }
        Ok(())
    }

    fn check_references(&self, found: &mut Vec<Complaint>) -> Result<()> {
        let mut query = self.connection.prepare("PRAGMA foreign_key_check")?;
        let lines = query.query_map([], |row| {
            Ok((row.get::<_, String>(0)?, row.get::<_, String>(2)?))
        })?;
        for line in lines {
            let (table, parent) = line?;
            let what = format!("a row refers to a {parent} that is not there");
            found.push(Complaint::new(format!("table {table}"), what, KEPT));
        }
        Ok(())
    }

    fn check_batches(&self, found: &mut Vec<Complaint>) -> Result<()> {
        let (count, last): (i64, i64) = self.connection.query_row(
            "SELECT count(*), coalesce(max(tx), 0) FROM batch",
            [],
            |row| Ok((row.get(0)?, row.get(1)?)),
        )?;
        if count != last {
            let what = format!("{count} batches are held, and the last has the number {last}");
            found.push(Complaint::new("batches", what, KEPT));
        }
        Ok(())
    }

    fn check_document(&self, id: DocumentId, found: &mut Vec<Complaint>) -> Result<()> {
        let held = self.document(id)?;
        let report = Report {
            id: held.sender_id,
            url: held.meta.url,
            publisher: held.meta.publisher,
            published: held.meta.published,
            title: held.meta.title,
            text: held.text,
        };
        if hexadecimal(&digest(&report)) != held.meta.sha256 {
            let what = "its words are not those that its hash was taken over";
            found.push(Complaint::new(format!("document {id}"), what, KEPT));
        }
        for id in &held.claims {
            let claim = self.claim(id)?;
            if report.words_at(claim.place) != Some(claim.claim.quote.as_str()) {
                let place = format!("claim {id}, {}", claim.place);
                let what = "its quote does not stand there, word for word";
                found.push(Complaint::new(place, what, KEPT));
            }
        }
        Ok(())
    }

    /// Each claim has its words, and they say what its integers say.
    fn check_bodies(&self, found: &mut Vec<Complaint>) -> Result<()> {
        let mut outlets: BTreeMap<i64, (Option<String>, Vec<String>)> = BTreeMap::new();
        let mut query = self.connection.prepare(
            "SELECT r.name, c.seq, b.claim, s.json, c.certainty, p.json, c.document, \
               EXISTS (SELECT 1 FROM document d WHERE d.id = c.document AND d.tx = c.tx \
                 AND d.reported_lo = c.reported_lo AND d.reported_hi = c.reported_hi) \
             FROM claim c LEFT JOIN race r ON r.id = c.race LEFT JOIN body b ON b.race = c.race AND b.seq = c.seq \
             LEFT JOIN statement s ON s.id = c.statement LEFT JOIN provenance p ON p.id = c.provenance \
             ORDER BY c.race, c.seq",
        )?;
        let mut rows = query.query([])?;
        while let Some(row) = rows.next()? {
            let race: Option<String> = row.get(0)?;
            let seq: i64 = row.get(1)?;
            let place = format!("claim {}/{seq}", race.as_deref().unwrap_or("?"));
            let mut complain = |what: &str| found.push(Complaint::new(&place, what, KEPT));
            let Some(body) = row.get::<_, Option<String>>(2)? else {
                complain("its words are not there");
                continue;
            };
            let Ok(claim) = serde_json::from_str::<claim::Claim>(&body) else {
                complain("its words are not a claim");
                continue;
            };
            let statement = serde_json::to_string(&claim.statement).ok();
            if row.get::<_, Option<String>>(3)? != statement {
                complain("its statement is not that of its words");
            }
            if row.get::<_, i64>(4)? != certainty_code(claim.certainty) {
                complain("its certainty is not that of its words");
            }
            let stated = claim
                .statement
                .race()
                .map_or_else(|| "-".to_owned(), ToString::to_string);
            if race.as_deref() != Some(stated.as_str()) {
                complain("its race is not that of its words");
            }
            if !row.get::<_, bool>(7)? {
                complain("its time or batch is not that of its document");
            }
            let document: i64 = row.get(6)?;
            let outlet = match outlets.entry(document) {
                Entry::Occupied(held) => held.into_mut(),
                Entry::Vacant(free) => free.insert(self.outlet_of(document)?),
            };
            let from: Option<Provenance> = row
                .get::<_, Option<String>>(5)?
                .and_then(|json| serde_json::from_str(&json).ok());
            let agrees = from.is_some_and(|from| {
                from.origin == claim.origin
                    && from.via == claim.via
                    && *outlet == (from.outlet, from.relays)
            });
            if !agrees {
                complain("its provenance is not that of its words and its document");
            }
            self.check_mentions(&claim.statement, &mut complain)?;
        }
        Ok(())
    }

    fn check_mentions(
        &self,
        statement: &claim::Statement,
        complain: &mut impl FnMut(&str),
    ) -> Result<()> {
        let json = serde_json::to_string(statement).unwrap_or_default();
        let mut query = self.connection.prepare_cached(
            "SELECT EXISTS (SELECT 1 FROM mention m JOIN name n ON n.id = m.name \
             JOIN statement s ON s.id = m.statement WHERE n.text = ?1 AND s.json = ?2)",
        )?;
        for name in mentioned(statement) {
            if !query.query_row(params![name, json], |row| row.get(0))? {
                complain("a name in it cannot be looked up");
            }
        }
        Ok(())
    }

    fn outlet_of(&self, document: i64) -> Result<(Option<String>, Vec<String>)> {
        let publisher: Option<String> = self
            .connection
            .prepare_cached("SELECT publisher FROM document WHERE id = ?1")?
            .query_row([document], |row| row.get(0))
            .optional()?
            .flatten();
        let outlet = publisher.map(|name| claim::outlet::canonical(&name).to_owned());
        let relays = self
            .connection
            .prepare_cached("SELECT outlet FROM relay WHERE document = ?1 ORDER BY ord")?
            .query_map([document], |row| row.get(0))?
            .collect::<rusqlite::Result<_>>()?;
        Ok((outlet, relays))
    }
}
