//! What the model wrote, checked against the report.

use claim::{
    Claim, Complaint, Occurrence, Origin, Part, Place, Report, Span, Statement, Terms, When,
};
use serde::Deserialize;
use serde_json::Value;

use crate::LlmError;
use crate::reader::short;

/// What a model says of a report and can be found in it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Said {
    /// The claims, in the order of the text (those of the title first).
    pub claims: Vec<Occurrence>,
    /// The outlets whose reporting the report passes on as a whole.
    pub relays: Vec<String>,
}

impl Said {
    /// Puts what the parts of a text gave into one order.
    pub(crate) fn settle(&mut self) {
        self.claims
            .sort_by_key(|held| (held.place.part, held.place.span));
    }
}

#[derive(Deserialize)]
struct Answer {
    claims: Vec<Value>,
    #[serde(default)]
    relays: Vec<Value>,
}

/// Takes from the model's answer about a part of the text, which begins after so many code points, what holds; says
/// what does not.
///
/// # Errors
///
/// [`LlmError::NotJson`] where the answer is not the object that was asked for.
pub fn understand(
    report: &Report,
    start: usize,
    part: &str,
    answer: &str,
    said: &mut Said,
) -> Result<Vec<Complaint>, LlmError> {
    let answer: Answer = serde_json::from_str(object(answer))
        .map_err(|error| LlmError::NotJson(error.to_string()))?;
    let shown = Shown::new(report, start, part);
    let mut complaints = Vec::new();
    for (number, value) in answer.claims.into_iter().enumerate() {
        let quote = value.get("quote").and_then(Value::as_str).map(short);
        match shown.claim(value) {
            Ok(held) if said.claims.contains(&held) => {}
            Ok(held) => said.claims.push(held),
            Err(reason) => complaints.push(Complaint::new(
                format!("{}, claim {} of the language model", report.id, number + 1),
                match quote {
                    Some(quote) => format!("{reason} (its quote: “{quote}”)"),
                    None => reason,
                },
                "the other claims",
            )),
        }
    }
    for relay in answer.relays {
        match relay.as_str() {
            Some(name) if shown.names(name) => {
                if !said.relays.iter().any(|held| held == name) {
                    said.relays.push(name.to_owned());
                }
            }
            _ => complaints.push(Complaint::new(
                format!("{}, a relay of the language model", report.id),
                format!("`{}` is not named in the report", short(&relay.to_string())),
                "the claims",
            )),
        }
    }
    Ok(complaints)
}

/// The JSON object in an answer: many models put it between fences, or a word before it.
fn object(answer: &str) -> &str {
    match (answer.find('{'), answer.rfind('}')) {
        (Some(start), Some(end)) if start < end => &answer[start..=end],
        _ => answer,
    }
}

/// What the model was shown.
struct Shown<'a> {
    title: &'a str,
    start: usize,
    part: &'a str,
    /// All that a name can have been taken from, in lower case.
    lower: String,
}

impl<'a> Shown<'a> {
    fn new(report: &'a Report, start: usize, part: &'a str) -> Self {
        let publisher = report.publisher.as_deref().unwrap_or_default();
        Self {
            title: &report.title,
            start,
            part,
            lower: format!("{publisher}\n{}\n{}", report.title, report.text).to_lowercase(),
        }
    }

    /// A claim that holds, or why it does not.
    fn claim(&self, value: Value) -> Result<Occurrence, String> {
        let claim: Claim = serde_json::from_value(value)
            .map_err(|error| format!("it is no claim: {}", short(&error.to_string())))?;
        let place = self
            .place(&claim.quote)
            .ok_or("its quote does not stand in the report")?;
        complete(&claim.statement)?;
        let named = people_and_groups(&claim.statement);
        let credited = match &claim.origin {
            Origin::Anonymous { .. } => None,
            origin => origin.name(),
        };
        let nameless = matches!(
            &claim.origin,
            Origin::Person { .. } | Origin::Organization { .. } | Origin::Document { .. }
        ) && credited.is_none_or(|name| name.trim().is_empty());
        if nameless {
            return Err("its origin has no name".to_owned());
        }
        for name in named.into_iter().chain(credited).chain(claim.via.hops()) {
            if !self.names(name) {
                return Err(format!("`{}` is not named in the report", short(name)));
            }
        }
        Ok(Occurrence {
            claim,
            place,
            terms: Terms::default(),
        })
    }

    /// Where a quote stands: in the part that was shown, else in the title.
    fn place(&self, quote: &str) -> Option<Place> {
        if quote.trim().is_empty() {
            return None;
        }
        let found = |part, text: &str, before: usize| {
            let at = text.find(quote)?;
            let start = before + text[..at].chars().count();
            let span = Span::new(start, start + quote.chars().count());
            Some(Place { part, span })
        };
        found(Part::Text, self.part, self.start).or_else(|| found(Part::Title, self.title, 0))
    }

    /// Whether a name can have been taken from the report: one of its words of three letters or more stands there, of a
    /// shorter name the whole.
    fn names(&self, name: &str) -> bool {
        let lower = name.trim().to_lowercase();
        let mut words = lower
            .split(|c: char| !c.is_alphanumeric())
            .filter(|word| word.chars().count() >= 3 && *word != "the")
            .peekable();
        if words.peek().is_none() {
            return !lower.is_empty() && self.lower.contains(&lower);
        }
        words.any(|word| self.lower.contains(word))
    }
}

/// Whether a statement says enough, beyond what its type asks for.
fn complete(statement: &Statement) -> Result<(), &'static str> {
    match statement {
        Statement::Poll(poll) if poll.shares.0.is_empty() => Err("a poll without shares"),
        Statement::Schedule(schedule) if matches!(schedule.date, When::Year(_)) => {
            Err("a date in a schedule is at least a month")
        }
        Statement::Returned(result)
            if result.share.is_none() && result.votes.is_none() && result.outcome.is_none() =>
        {
            Err("a result without share, votes or outcome")
        }
        _ => Ok(()),
    }
}

/// Whom a statement is about.
fn people_and_groups(statement: &Statement) -> Vec<&str> {
    match statement {
        Statement::Candidacy(c) => vec![c.person.as_str()],
        Statement::Endorsement(c) => vec![&c.endorser, c.candidate.as_str()],
        Statement::Funds(c) => vec![&c.holder],
        Statement::Poll(c) => (c.shares.0.iter())
            .map(|share| share.name.as_str())
            .filter(|name| !matches!(*name, "undecided" | "other"))
            .chain(c.pollster.as_deref())
            .chain(c.sponsor.as_deref())
            .collect(),
        Statement::Rating(c) => vec![&c.rater],
        Statement::Schedule(_) => Vec::new(),
        Statement::Returned(c) => vec![c.candidate.as_str()],
        Statement::OfficeHeld(c) => vec![c.person.as_str()],
        Statement::Role(c) => vec![c.person.as_str(), &c.of],
        Statement::Standing(c) => vec![c.person.as_str()],
        Statement::Biography(c) => vec![c.person.as_str()],
        Statement::Identifier(c) => vec![c.person.as_str()],
        Statement::Alias(c) => vec![c.person.as_str(), c.alias.as_str()],
        Statement::Committee(c) => (c.candidate.iter().map(claim::PersonName::as_str))
            .chain(c.name.as_deref())
            .collect(),
    }
}
