//! The page of a report: its text with the claims read in it, its versions, what it no longer says.

use std::collections::BTreeMap;

use claim::{Part, Span};
use jiff::tz::TimeZone;
use maud::{Markup, html};
use record::acts::ClaimMark;
use record::{ClaimId, DocumentId, DocumentMeta, HeldClaim, Record};
use serde::Serialize;

use super::{Field, Kind, Opened, Opening, Page};
use crate::layout::{Frame, Head};
use crate::marking::{self, Mark, Piece};
use crate::settings::Said;
use crate::table::Table;
use crate::{Problem, parts, words};

/// A document version with what was read in it.
pub(super) static KIND: Kind = Kind {
    name: "report",
    pattern: "report/{document}",
    about: "A document version: its text (or the quotes, where the text may not be shown), the claims in it, its versions.",
    forms: &[],
    parameters: &[],
    fields: &[
        Field {
            name: "document",
            kind: "object",
            about: "What is held about the document.",
        },
        Field {
            name: "shown",
            kind: "boolean",
            about: "Whether the text may be shown as a whole.",
        },
        Field {
            name: "text",
            kind: "string?",
            about: "The text, where it may be shown.",
        },
        Field {
            name: "claims",
            kind: "array",
            about: "The claims, in the order of the text, each with its place and what became of it.",
        },
        Field {
            name: "attributions",
            kind: "array",
            about: "Who says what, as places in the text in code points.",
        },
        Field {
            name: "relays",
            kind: "array",
            about: "Outlets whose reporting it passes on as a whole.",
        },
        Field {
            name: "complaints",
            kind: "array",
            about: "What its reader complained of.",
        },
        Field {
            name: "versions",
            kind: "array",
            about: "All versions of the document.",
        },
        Field {
            name: "no_longer",
            kind: "array",
            about: "Claims of the version before that this one does not state.",
        },
        Field {
            name: "read_by",
            kind: "string",
            about: "The reader that read it last.",
        },
    ],
    open,
};

/// How many letters stand around a quote of a text that is not shown.
const AROUND: usize = 90;

#[derive(Debug, Serialize)]
struct ReportView {
    document: DocumentMeta,
    shown: bool,
    text: Option<String>,
    claims: Vec<Entry>,
    attributions: Vec<Said>,
    relays: Vec<String>,
    complaints: Vec<claim::Complaint>,
    versions: Vec<DocumentMeta>,
    no_longer: Vec<HeldClaim>,
    read_by: String,
    #[serde(skip)]
    zone: TimeZone,
}

/// A claim of the report.
#[derive(Debug, Serialize)]
struct Entry {
    #[serde(flatten)]
    held: HeldClaim,
    marks: Vec<ClaimMark>,
    /// The quote with a few words on each side.
    around: [String; 3],
}

fn open(record: &Record, opening: &Opening<'_>) -> Opened {
    let asked = opening.asked;
    let id: u64 = asked
        .segment(1)
        .parse()
        .map_err(|_| Problem::NotFound("There is no such document."))?;
    let id = DocumentId(id);
    let held = record.document(id)?;
    let race = held.claims.iter().find_map(|id| id.race.as_ref());
    let zone = rules::zone(race.map_or("US", |race| race.state.as_str()));
    let cut = asked.cut(&zone)?;
    let claims = read(record, &held.claims)?;
    let mut marks = record.marks(&claims, cut)?;
    let shown = opening
        .settings
        .texts
        .may_show(held.meta.publisher.as_deref());
    let attributions = match &opening.settings.attributor {
        Some(attributor) if shown => attributor.find(&held.text),
        _ => Vec::new(),
    };
    let text_of = |held_claim: &HeldClaim| match held_claim.place.part {
        Part::Title => held.meta.title.clone(),
        Part::Text => held.text.clone(),
    };
    let claims = claims
        .into_iter()
        .map(|claim| Entry {
            marks: marks.remove(&claim.id).unwrap_or_default(),
            around: marking::around(&text_of(&claim), claim.place.span, AROUND),
            held: claim,
        })
        .collect();
    let versions = record.versions(id)?;
    let no_longer = no_longer(record, &held.meta, &versions, cut)?;
    Ok(Box::new(ReportView {
        read_by: record.last_reader(id)?,
        document: held.meta,
        shown,
        text: shown.then_some(held.text),
        claims,
        attributions,
        relays: held.relays,
        complaints: held.complaints,
        versions,
        no_longer,
        zone,
    }))
}

fn read(record: &Record, ids: &[ClaimId]) -> Result<Vec<HeldClaim>, Problem> {
    Ok(ids
        .iter()
        .map(|id| record.claim(id))
        .collect::<Result<_, _>>()?)
}

/// What the version before says and this one does not.
fn no_longer(
    record: &Record,
    meta: &DocumentMeta,
    versions: &[DocumentMeta],
    cut: record::Cut,
) -> Result<Vec<HeldClaim>, Problem> {
    let before = versions
        .iter()
        .filter(|version| version.version < meta.version)
        .max_by_key(|version| version.version);
    let Some(before) = before else {
        return Ok(Vec::new());
    };
    let claims = read(record, &record.document(before.document)?.claims)?;
    let marks = record.marks(&claims, cut)?;
    let gone = |held: &HeldClaim| {
        marks.get(&held.id).is_some_and(|marks| {
            marks.iter().any(|mark| {
                matches!(
                    mark,
                    ClaimMark::Older {
                        stated_again: false,
                        ..
                    }
                )
            })
        })
    };
    Ok(claims.into_iter().filter(gone).collect())
}

impl ReportView {
    fn headline(&self) -> &str {
        words::headline(&self.document)
    }

    /// Where claims and attributions stand in one part.
    fn marks(&self, part: Part) -> Vec<(Span, Mark)> {
        let claims = self
            .claims
            .iter()
            .enumerate()
            .filter(|(_, entry)| entry.held.place.part == part);
        let mut marks: Vec<(Span, Mark)> = claims
            .map(|(at, entry)| (entry.held.place.span, Mark::Claim(at)))
            .collect();
        if part == Part::Text {
            for said in &self.attributions {
                marks.extend(said.source.iter().map(|span| (*span, Mark::Source)));
                marks.extend(said.cue.iter().map(|span| (*span, Mark::Cue)));
                marks.extend(said.content.iter().map(|span| (*span, Mark::Content)));
            }
        }
        marks
    }
}

/// A piece of a text: claims as marks with their numbers, attributions underlined, each kind in words for those who hear it.
fn piece(piece: &Piece) -> Markup {
    let claimed = piece
        .marks
        .iter()
        .any(|mark| matches!(mark, Mark::Claim(_)));
    let said = [Mark::Source, Mark::Cue, Mark::Content]
        .into_iter()
        .find(|mark| piece.marks.contains(mark));
    let class = match said {
        Some(Mark::Source) => "source",
        Some(Mark::Cue) => "cue",
        Some(_) => "content",
        None => "",
    };
    html! {
        @if claimed {
            mark class=(class) id=[piece.begins.first().map(|number| format!("w{}", number + 1))] {
                (piece.text)
                @for number in &piece.ends { sup { a href={ "#c" (number + 1) } aria-label={ "claim " (number + 1) } { (number + 1) } } }
            }
        } @else if said.is_some() {
            span class={ "said " (class) } { (piece.text) }
        } @else { (piece.text) }
    }
}

impl Page for ReportView {
    fn head(&self) -> Head {
        Head {
            title: format!("{} ({})", self.headline(), words::house(&self.document)),
            description: format!(
                "What {} says, and on whose word: {} claims.",
                words::document(&self.document),
                self.claims.len()
            ),
            canonical: format!("/report/{}", self.document.document),
            // A foreign text is not ours to be found by.
            indexed: false,
            ..Head::default()
        }
    }

    fn body(&self, frame: &Frame<'_>) -> Markup {
        let meta = &self.document;
        html! {
            header.race {
                p.kicker { (meta.kind.word()) " · " a href=(frame.to(&parts::source(words::house(meta)))) { (words::house(meta)) } }
                h1 { @for pieces in marking::paragraphs(self.headline(), &self.marks(Part::Title)) { @for one in &pieces { (piece(one)) } } }
                dl.facts-list {
                    dt { "Published" } dd { @match meta.published { Some(when) => (words::when_with_zone(when, &self.zone)), None => "not dated" } }
                    dt { "Public for certain" } dd { "by " (words::moment(meta.reported_last, &self.zone)) }
                    @if let Some(url) = &meta.url {
                        dt { "Where" }
                        dd { @if url.starts_with("https://") || url.starts_with("http://") { a href=(url) rel="nofollow noopener" { (url) } } @else { (url) } }
                    }
                    @if !self.relays.is_empty() { dt { "Passes on" } dd { (words::list(&self.relays)) } }
                    dt { "Held as" } dd { "document " (meta.document) ", version " (meta.version) ", batch " (meta.batch) ", read by " (self.read_by) }
                    dt { "SHA-256" } dd { code { (meta.sha256) } }
                }
            }
            div.reading {
                @if let Some(text) = &self.text {
                    section.text aria-label="The text" {
                        @for pieces in marking::paragraphs(text, &self.marks(Part::Text)) { p { @for one in &pieces { (piece(one)) } } }
                    }
                } @else {
                    section.text aria-labelledby="quotes" {
                        h2 id="quotes" { "Quotes" }
                        p.aside { "The text of this report is not shown here. These are the words that carry its claims." }
                        @for (at, entry) in self.claims.iter().enumerate() {
                            @let [before, quote, after] = &entry.around;
                            blockquote { (before) mark id={ "w" (at + 1) } { (quote) sup { a href={ "#c" (at + 1) } aria-label={ "claim " (at + 1) } { (at + 1) } } } (after) }
                        }
                    }
                }
                section aria-labelledby="claims" {
                    h2 id="claims" { "Claims" }
                    @if self.claims.is_empty() { p { "No claim was read in it." } }
                    ol.notes { @for (at, entry) in self.claims.iter().enumerate() { (note(at, entry, frame)) } }
                    (self.versions(frame))
                    @if !self.complaints.is_empty() {
                        h2 { "What the reader complained of" }
                        ul.plain { @for complaint in &self.complaints { li { (complaint.place) ": " (complaint.what) } } }
                    }
                }
            }
        }
    }

    fn json(&self) -> Result<Vec<u8>, serde_json::Error> {
        serde_json::to_vec(self)
    }

    fn tables(&self) -> Vec<Table> {
        let mut table = Table::new(
            "claims",
            "Claims",
            &[
                "claim",
                "kind",
                "states",
                "certainty",
                "origin",
                "through",
                "quote",
                "part",
                "start",
                "end",
            ],
        );
        for entry in &self.claims {
            let held = &entry.held;
            let hops: Vec<&str> = held.claim.via.hops().collect();
            table.rows.push(vec![
                held.id.to_string(),
                held.claim.statement.kind().to_owned(),
                words::statement(&held.claim),
                held.claim.certainty.word().to_owned(),
                held.claim.origin.to_string(),
                hops.join("; "),
                held.claim.quote.clone(),
                if held.place.part == Part::Title {
                    "title"
                } else {
                    "text"
                }
                .to_owned(),
                held.place.span.start.to_string(),
                held.place.span.end.to_string(),
            ]);
        }
        vec![table]
    }
}

fn note(at: usize, entry: &Entry, frame: &Frame<'_>) -> Markup {
    let off = entry
        .marks
        .iter()
        .any(|mark| matches!(mark, ClaimMark::SetAside { .. }));
    html! {
        li.off[off] id={ "c" (at + 1) } {
            a href={ "#w" (at + 1) } aria-label={ "to the words of claim " (at + 1) } { (at + 1) } ". "
            a href=(frame.to(&parts::claim(&entry.held.id))) { (words::statement(&entry.held.claim)) }
            span.details { (words::origin(&entry.held.claim)) }
            @for mark in &entry.marks { span.details { (words::mark(mark)) } }
        }
    }
}

impl ReportView {
    fn versions(&self, frame: &Frame<'_>) -> Markup {
        if self.versions.len() < 2 {
            return html! {};
        }
        let mut by_number: BTreeMap<u32, &DocumentMeta> = BTreeMap::new();
        by_number.extend(
            self.versions
                .iter()
                .map(|version| (version.version, version)),
        );
        html! {
            h2 id="versions" { "Versions" }
            ol.reports {
                @for (number, version) in by_number {
                    li {
                        @if version.document == self.document.document { strong { "Version " (number) " (this one)" } }
                        @else { a href=(frame.to(&format!("/report/{}", version.document))) { "Version " (number) } }
                        span.aside { "public by " (words::moment(version.reported_last, &self.zone)) }
                    }
                }
            }
            @if !self.no_longer.is_empty() {
                h3 { "No longer says" }
                ul.notes { @for held in &self.no_longer { li.off { a href=(frame.to(&parts::claim(&held.id))) { (words::statement(&held.claim)) } blockquote { (held.claim.quote) } } } }
            }
        }
    }
}
