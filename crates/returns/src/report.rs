//! Returns as documents of the record: one for each stage of a race, its text the counts, its claims the candidates' votes.
//!
//! The claims are about the whole that the file covers; a county's figures stand in the file and not on the race page. A later
//! or a certified count is another document beside the earlier one, never in its place.

use claim::{
    Certainty, Chain, Claim, Occurrence, Origin, Part, Percent, PersonName, Place, Race, Report,
    Returned, Span, Statement, Terms, When,
};

use crate::check::Checked;
use crate::notes::thousands;
use crate::recognise::Format;
use crate::table::Status;
use crate::tally::Tally;

/// A document with its claims.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reported {
    /// The document.
    pub report: Report,
    /// What it claims.
    pub claims: Vec<Occurrence>,
}

/// The documents of a file, one for each stage of a race that can be named. `published` is when the count was public, where
/// the file does not say it.
pub fn report(checked: &Checked, published: Option<When>) -> Vec<Reported> {
    let said = checked
        .about
        .as_of
        .as_deref()
        .and_then(|moment| moment.parse().ok());
    checked
        .contests
        .iter()
        .filter_map(|tally| {
            Some(document(
                checked,
                tally,
                tally.race.as_ref()?,
                said.or(published),
            ))
        })
        .collect()
}

fn document(checked: &Checked, tally: &Tally, race: &Race, published: Option<When>) -> Reported {
    let mut text = Text::default();
    let votes = tally.votes();
    let status = match checked.about.status {
        Status::Unknown => "status not stated",
        known => known.word(),
    };
    text.line(&format!("{}, {race}: {status}", tally.shown()));
    let mut claims = Vec::new();
    let origin = Origin::Document {
        name: format!("returns of {race} ({})", file_name(&checked.file)),
    };
    for one in &tally.candidates {
        let party = if one.party.is_empty() {
            String::new()
        } else {
            format!(" ({})", one.party)
        };
        let (span, quote) = text.line(&format!("{}{party}: {}", one.name, thousands(one.votes)));
        let candidate = PersonName::new(&one.name);
        if candidate.as_str().is_empty() {
            continue;
        }
        claims.push(Occurrence {
            claim: Claim {
                statement: Statement::Returned(Returned {
                    candidate,
                    race: Some(race.clone()),
                    stage: tally.stage.clone(),
                    state: None,
                    share: share(one.votes, votes),
                    votes: Some(one.votes),
                    outcome: None,
                    reporting: tally.reporting.and_then(|(part, whole)| share(part, whole)),
                }),
                quote,
                certainty: Certainty::Asserted,
                origin: origin.clone(),
                via: Chain::default(),
            },
            place: Place {
                part: Part::Text,
                span,
            },
            terms: Terms::default(),
        });
    }
    for (name, count) in [
        (
            "Write-ins",
            Some(tally.write_ins).filter(|&count| count > 0),
        ),
        ("Over-votes", tally.over),
        ("Under-votes", tally.under),
        ("Blank", tally.blank),
        ("Ballots cast", tally.ballots),
        ("Registered voters", tally.registered),
    ] {
        if let Some(count) = count {
            text.line(&format!("{name}: {}", thousands(count)));
        }
    }
    if let Some((reported, all)) = tally.reporting {
        text.line(&format!(
            "Precincts reporting: {} of {}",
            thousands(reported),
            thousands(all)
        ));
    }
    let report = Report {
        id: checked.file.clone(),
        url: None,
        publisher: publisher(checked),
        published,
        title: format!("Returns of {race}, {}", tally.shown()),
        text: text.text,
    };
    Reported { report, claims }
}

/// The text so far, with its length in code points.
#[derive(Default)]
struct Text {
    text: String,
    chars: usize,
}

impl Text {
    fn line(&mut self, line: &str) -> (Span, String) {
        let length = line.chars().count();
        let span = Span::new(self.chars, self.chars + length);
        self.text.push_str(line);
        self.text.push('\n');
        self.chars += length + 1;
        (span, line.to_owned())
    }
}

fn file_name(file: &str) -> &str {
    file.rsplit(['/', '\\']).next().unwrap_or(file)
}

/// Who issued the file, where its format says it.
fn publisher(checked: &Checked) -> Option<String> {
    if let Some(issuer) = &checked.about.issuer {
        return Some(issuer.clone());
    }
    let state = checked.about.state.as_deref().and_then(rules::state);
    match checked.format {
        Format::OpenElections => Some("OpenElections".to_owned()),
        Format::Medsl => Some("MIT Election Data and Science Lab".to_owned()),
        Format::Sheet | Format::Archive | Format::ClarityXml | Format::ClarityJson => {
            state.map(|state| format!("State of {}", state.name))
        }
        _ => None,
    }
}

fn share(part: u64, whole: u64) -> Option<Percent> {
    if whole == 0 || part > whole {
        return None;
    }
    // Rounded to hundredths, half up, as returns are published.
    let hundredths = (u128::from(part) * 20_000 / u128::from(whole)).div_ceil(2);
    #[expect(clippy::cast_precision_loss, reason = "at most ten thousand")]
    Percent::new(hundredths as f64 / 100.0).ok()
}
