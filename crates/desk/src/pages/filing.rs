//! The page of a filing: its verdict, and the parts of every sum.

use std::fs::File;
use std::io::Read;
use std::path::Path;

use maud::{Markup, html};
use money::{Check, Options, Sum, Verdict};
use record::{DocumentId, DocumentKind, DocumentMeta, HeldClaim, Record};
use serde::Serialize;

use super::{Field, Kind, Opened, Opening, Page};
use crate::layout::{Frame, Head};
use crate::table::Table;
use crate::{Problem, parts, words};

/// A filing of a committee.
pub(super) static KIND: Kind = Kind {
    name: "filing",
    pattern: "filing/{document}",
    about: "A campaign-finance filing: whether it adds up, the parts of every sum, its cover and its claims.",
    forms: &[],
    parameters: &[],
    fields: &[
        Field {
            name: "document",
            kind: "object",
            about: "What is held about the filing.",
        },
        Field {
            name: "verdict",
            kind: "string",
            about: "`adds up`, `does not add up`, or `cannot tell`.",
        },
        Field {
            name: "at_hand",
            kind: "boolean",
            about: "Whether the filing itself lies in the desk's folder of filings, so that its rows were added up.",
        },
        Field {
            name: "checks",
            kind: "array",
            about: "Every line of the cover that was checked: stated, computed, from what.",
        },
        Field {
            name: "sums",
            kind: "array",
            about: "The sums of the rows, by kind of row.",
        },
        Field {
            name: "cover",
            kind: "array",
            about: "The lines of the cover, as name and words.",
        },
        Field {
            name: "claims",
            kind: "array",
            about: "The claims read in it.",
        },
        Field {
            name: "complaints",
            kind: "array",
            about: "What could not be taken as it stands.",
        },
    ],
    open,
};

/// The longest filing that is added up for a page.
const LONGEST: u64 = 256 << 20;

#[derive(Debug, Serialize)]
struct Filing {
    document: DocumentMeta,
    verdict: &'static str,
    at_hand: bool,
    checks: Vec<Check>,
    sums: Vec<Sum>,
    cover: Vec<[String; 2]>,
    claims: Vec<HeldClaim>,
    complaints: Vec<claim::Complaint>,
}

fn open(record: &Record, opening: &Opening<'_>) -> Opened {
    let missing = Problem::NotFound("There is no such filing.");
    let Ok(id) = opening.asked.segment(1).parse::<u64>() else {
        return Err(missing);
    };
    let held = record.document(DocumentId(id))?;
    if held.meta.kind != DocumentKind::Filing {
        return Err(missing);
    }
    let checked = opening
        .settings
        .filings
        .as_deref()
        .and_then(|folder| file(folder, &held.sender_id))
        .and_then(|file| money::check(file.take(LONGEST), Options::default()).ok());
    let claims = held
        .claims
        .iter()
        .map(|id| record.claim(id))
        .collect::<Result<_, _>>()?;
    let cover = held
        .text
        .lines()
        .filter_map(|line| line.split_once(": "))
        .map(|(name, words)| [name.to_owned(), words.to_owned()])
        .collect();
    let missed = held
        .complaints
        .iter()
        .any(|complaint| complaint.what.contains("does not add up"));
    let verdict = match &checked {
        Some(checked) => checked.verdict.word(),
        None if missed => Verdict::DoesNotAddUp.word(),
        None => Verdict::CannotTell.word(),
    };
    Ok(Box::new(Filing {
        document: held.meta,
        verdict,
        at_hand: checked.is_some(),
        sums: checked
            .as_ref()
            .map(|checked| checked.sums.clone())
            .unwrap_or_default(),
        checks: checked.map(|checked| checked.checks).unwrap_or_default(),
        cover,
        claims,
        complaints: held.complaints,
    }))
}

/// The filing's file in the desk's folder, by the last part of the name under which it was added; no other part of that name is
/// looked at, so nothing outside the folder can be opened.
fn file(folder: &Path, sender: &str) -> Option<File> {
    let name = Path::new(sender).file_name()?;
    let path = folder.join(name);
    let plain = path.symlink_metadata().ok()?.is_file();
    plain.then(|| File::open(path).ok()).flatten()
}

/// Cents as dollars.
fn dollars(cents: i64) -> String {
    claim::Money::from_cents(cents).to_string()
}

impl Page for Filing {
    fn head(&self) -> Head {
        Head {
            title: format!("{}: {}", words::headline(&self.document), self.verdict),
            description: format!(
                "Whether {} adds up, line by line.",
                words::headline(&self.document)
            ),
            canonical: format!("/filing/{}", self.document.document),
            indexed: true,
            ..Head::default()
        }
    }

    fn body(&self, frame: &Frame<'_>) -> Markup {
        let (class, sign) = match self.verdict {
            "adds up" => ("good", "✓"),
            "does not add up" => ("bad", "✗"),
            _ => ("open", "?"),
        };
        html! {
            header.race {
                p.kicker { "Filing · " a href=(frame.to(&format!("/report/{}", self.document.document))) { "document " (self.document.document) } }
                h1 { (words::headline(&self.document)) }
                p.lede { span class=(class) { span aria-hidden="true" { (sign) " " } "It " (said(self.verdict)) "." } }
                @if !self.at_hand {
                    p.aside { "The filing itself is not at hand, so only its cover is shown; " code { "hustings serve --filings FOLDER" } " adds its rows up here." }
                }
            }
            div.columns { div.wide {
                (self.checks())
                (self.sums())
                section aria-labelledby="cover" {
                    h2 id="cover" { "Cover" }
                    div.scroll tabindex="0" role="region" aria-labelledby="cover" {
                        table { thead { tr { th scope="col" { "Line" } th scope="col" { "As filed" } } } tbody { @for [name, words] in &self.cover { tr { th scope="row" { (name) } td { (words) } } } } }
                    }
                }
            }
            div.narrow {
                section aria-labelledby="claims" {
                    h2 id="claims" { "Claims" }
                    @if self.claims.is_empty() { p { "None." } }
                    ul.plain { @for held in &self.claims { li { a href=(frame.to(&parts::claim(&held.id))) { (words::statement(&held.claim)) } } } }
                }
                @if !self.complaints.is_empty() {
                    section aria-labelledby="complaints" {
                        h2 id="complaints" { "Complaints" }
                        ul.plain { @for complaint in &self.complaints { li { (complaint.place) ": " (complaint.what) } } }
                    }
                }
            } }
        }
    }

    fn json(&self) -> Result<Vec<u8>, serde_json::Error> {
        serde_json::to_vec(self)
    }

    fn tables(&self) -> Vec<Table> {
        let cents = |cents: Option<i64>| cents.map_or_else(String::new, dollars);
        let mut checks = Table::new(
            "checks",
            "Checks",
            &["line", "name", "stated", "computed", "ok", "from"],
        );
        for check in &self.checks {
            checks.rows.push(vec![
                check.line.clone(),
                check.name.clone(),
                cents(check.stated),
                dollars(check.computed),
                check.ok.to_string(),
                check.from.clone(),
            ]);
        }
        let mut cover = Table::new("cover", "Cover", &["line", "as_filed"]);
        cover.rows = self.cover.iter().map(|line| line.to_vec()).collect();
        vec![checks, cover]
    }
}

fn said(verdict: &str) -> &'static str {
    match verdict {
        "adds up" => "adds up",
        "does not add up" => "does not add up",
        _ => "cannot be told whether it adds up",
    }
}

/// What is odd about the rows of a kind, in words.
fn odd(sum: &Sum) -> String {
    let odd = [
        (sum.unreadable, "without a readable amount"),
        (sum.outside, "outside the period"),
        (sum.shifted, "perhaps shifted"),
    ];
    let odd: Vec<String> = odd
        .iter()
        .filter(|(count, _)| *count > 0)
        .map(|(count, what)| format!("{count} {what}"))
        .collect();
    odd.join(", ")
}

impl Filing {
    fn checks(&self) -> Markup {
        if self.checks.is_empty() {
            return html! {};
        }
        html! {
            section aria-labelledby="checks" {
                h2 id="checks" { "Every sum and its parts" }
                div.scroll tabindex="0" role="region" aria-labelledby="checks" {
                    table {
                        thead { tr { th scope="col" { "Line" } th.num scope="col" { "Stated" } th.num scope="col" { "Computed" } th scope="col" { "From" } th scope="col" { "Holds" } } }
                        tbody {
                            @for check in &self.checks {
                                tr {
                                    th scope="row" { (check.name) span.details { (check.line) } }
                                    td.num data-label="Stated" { @match check.stated { Some(stated) => (dollars(stated)), None => "–" } }
                                    td.num data-label="Computed" { (dollars(check.computed)) }
                                    td data-label="From" { (check.from) @for why in &check.explained { span.details { (why) } } }
                                    td data-label="Holds" { @if check.ok { span.good { span aria-hidden="true" { "✓ " } "yes" } } @else { span.bad { span aria-hidden="true" { "✗ " } "no" } } }
                                }
                            }
                        }
                    }
                }
            }
        }
    }

    fn sums(&self) -> Markup {
        if self.sums.is_empty() {
            return html! {};
        }
        html! {
            section aria-labelledby="sums" {
                h2 id="sums" { "Rows by kind" }
                div.scroll tabindex="0" role="region" aria-labelledby="sums" {
                    table {
                        thead { tr { th scope="col" { "Kind" } th.num scope="col" { "Rows" } th.num scope="col" { "Together" } th.num scope="col" { "Memos, never counted" } th scope="col" { "Odd" } } }
                        tbody {
                            @for sum in &self.sums {
                                tr {
                                    th scope="row" { (sum.form_type) }
                                    td.num data-label="Rows" { (words::thousands(sum.rows)) }
                                    td.num data-label="Together" { (dollars(sum.cents)) }
                                    td.num data-label="Memos" { (words::thousands(sum.memos)) }
                                    td data-label="Odd" { (odd(sum)) }
                                }
                            }
                        }
                    }
                }
            }
        }
    }
}
