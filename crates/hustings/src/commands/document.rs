//! `hustings document N`: one document version, its other versions, and what was read in it.

use record::acts::ClaimMark;
use record::{ClaimId, DocumentId, DocumentMeta, HeldClaim, HeldDocument, RecordError};
use serde::Serialize;

use super::claims::{Marked, draw};
use crate::args::acts::DocumentPage;
use crate::failure::{Failure, Outcome};
use crate::page::words;
use crate::screen::{self, Screen};
use crate::settings::{Form, Settings, cut, zone_of};

/// A document with its versions and its claims, as `--json` writes it.
#[derive(Debug, Serialize)]
struct Page<'a> {
    #[serde(flatten)]
    document: &'a HeldDocument,
    last_reader: &'a str,
    versions: &'a [DocumentMeta],
    marked: Vec<Marked<'a>>,
}

pub(crate) fn run(typed: &DocumentPage, settings: &Settings) -> Result<Outcome, Failure> {
    let record = settings.open_read()?;
    let id = DocumentId(typed.document);
    let document = record.document(id).map_err(|error| {
        let missing = matches!(error, RecordError::NoSuchDocument(_));
        let failure = Failure::new(error);
        if missing {
            failure.hint("`hustings claims --json` tells the document of every claim")
        } else {
            failure
        }
    })?;
    let cut = cut(typed.cut, &zone_of(None))?;
    let claims: Vec<HeldClaim> = document
        .claims
        .iter()
        .map(|id| record.claim(id))
        .collect::<Result<_, _>>()?;
    let marks = record.marks(&claims, cut)?;
    let of = |id: &ClaimId| -> &[ClaimMark] { marks.get(id).map_or(&[], Vec::as_slice) };
    let versions = record.versions(id)?;
    let last_reader = record.last_reader(id)?;
    if settings.form == Form::Json {
        let page = Page {
            document: &document,
            last_reader: &last_reader,
            versions: &versions,
            marked: claims
                .iter()
                .map(|held| Marked {
                    held,
                    marks: of(&held.id),
                })
                .collect(),
        };
        screen::json(&mut std::io::stdout().lock(), &page)?;
        return Ok(Outcome::Done);
    }
    let mut screen = Screen::new();
    head(&mut screen, &document, &last_reader);
    if versions.len() > 1 {
        screen.heading("VERSIONS");
        for version in &versions {
            let here = if version.document == id {
                " (this one)"
            } else {
                ""
            };
            let public = version.reported_last.to_zoned_datetime(zone_of(None));
            screen.row(
                2,
                &[
                    (12, &format!("version {}", version.version)),
                    (14, &format!("document {}", version.document)),
                ],
                &format!("public by {}{here}", public.strftime("%Y-%m-%d %H:%M %Z")),
            );
        }
    }
    screen.heading("CLAIMS");
    if claims.is_empty() {
        screen.line(2, "No claim was read in it.");
    }
    for held in &claims {
        draw(&mut screen, held, of(&held.id));
    }
    if !document.complaints.is_empty() {
        screen.heading("COMPLAINTS OF THE READER");
        for complaint in &document.complaints {
            screen.line(2, &format!("{}: {}", complaint.place, complaint.what));
        }
    }
    if typed.text {
        screen.heading("TEXT");
        for line in document.text.lines() {
            screen.line(0, line);
        }
    }
    screen.finish()?;
    Ok(Outcome::Done)
}

fn head(screen: &mut Screen, document: &HeldDocument, last_reader: &str) {
    let meta = &document.meta;
    let title = if meta.title.is_empty() {
        "without a headline"
    } else {
        &meta.title
    };
    screen.heading(title);
    screen.line(0, &words::document(meta));
    if let Some(url) = &meta.url {
        screen.line(0, url);
    }
    screen.aside(
        0,
        &format!(
            "document {} · batch {} · read by {last_reader} · sha256 {}",
            meta.document, meta.batch, meta.sha256
        ),
    );
}
