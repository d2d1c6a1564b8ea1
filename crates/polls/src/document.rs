//! A report of a question as a table has it → a document with its claims.
//!
//! Each report is a document of its own: its rows to the letter under the table's header. So reports of one question that
//! disagree both stand in a record, each with who printed it, and the record makes them one poll.

use claim::{
    Certainty, Chain, Claim, Occurrence, Origin, Part, PersonName, Place, Report, Share, Shares,
    Span, Statement, Terms, When,
};

use crate::{Contest, Figure, Poll, Population, Source};

/// A report of one question as it stands in a table.
#[derive(Debug, Clone, PartialEq)]
pub struct Entry {
    /// The report as a document: its rows under the header.
    pub report: Report,
    /// What it says.
    pub claims: Vec<Occurrence>,
    /// Where it stands: `polls.csv, line 12`.
    pub place: String,
}

/// A report with its rows.
#[derive(Debug, Clone)]
pub(crate) struct Printed {
    pub(crate) poll: Poll,
    pub(crate) header: String,
    pub(crate) rows: Vec<String>,
    /// Who publishes the table, where its layout tells.
    pub(crate) publisher: Option<&'static str>,
}

impl Printed {
    /// The document. `contest` is what was voted on, with its candidates' parties.
    pub(crate) fn entry(&self, contest: &Contest) -> Entry {
        let poll = &self.poll;
        let source = &poll.sources[0];
        let rows = self.rows.join("\n");
        let text = format!("{}\n{rows}", self.header);
        let before = self.header.chars().count() + 1;
        let place = Place {
            part: Part::Text,
            span: Span::new(before, before + rows.chars().count()),
        };
        let occurrence = |statement, via: &[&str]| Occurrence {
            claim: Claim {
                statement,
                quote: rows.clone(),
                certainty: Certainty::Asserted,
                origin: origin(poll),
                via: Chain(via.iter().map(|outlet| (*outlet).to_owned()).collect()),
            },
            place,
            terms: Terms::default(),
        };
        let mut claims = vec![occurrence(Statement::Poll(claim_of(poll, contest)), &[])];
        for alternative in &poll.alternatives {
            let outlet: Vec<&str> = alternative
                .source
                .published
                .as_deref()
                .into_iter()
                .collect();
            if let Some(other) = other_claim(poll, contest, &alternative.figure) {
                claims.push(occurrence(Statement::Poll(other), &outlet));
            }
        }
        Entry {
            report: Report {
                id: format!("{} {} {}", contest.id, title(poll), source.name()),
                url: source.published.clone().filter(|url| url.contains("://")),
                publisher: outlet(source).or_else(|| self.publisher.map(str::to_owned)),
                published: poll.known_from(contest.election).map(When::Day),
                title: format!("{}: {} {}", title(poll), contest.race, contest.stage),
                text,
            },
            claims,
            place: source.place.clone(),
        }
    }
}

/// `Poll by Mason-Dixon, 2020-02-04 to 2020-02-06`.
fn title(poll: &Poll) -> String {
    let who = match (&poll.pollster, &poll.sponsor) {
        (Some(pollster), _) => format!(" by {pollster}"),
        (None, Some(sponsor)) => sponsor
            .name
            .as_ref()
            .map_or_else(String::new, |name| format!(" for {name}")),
        (None, None) => String::new(),
    };
    let days = match (poll.dates.start, poll.dates.end) {
        (Some(start), Some(end)) if start != end => format!(", {start} to {end}"),
        (_, Some(day)) | (Some(day), None) => format!(", {day}"),
        (None, None) => String::new(),
    };
    format!("Poll{who}{days}")
}

/// The outlet of an address: its host without `www`.
fn outlet(source: &Source) -> Option<String> {
    let address = source.published.as_deref()?;
    let (_, rest) = address.split_once("://")?;
    let host = rest.split(['/', '?', '#']).next()?;
    let host = host.strip_prefix("www.").unwrap_or(host);
    (!host.is_empty()).then(|| host.to_owned())
}

/// Who answers for the figures: the poll taken as a document, else the campaign that hands them out.
fn origin(poll: &Poll) -> Origin {
    match (&poll.pollster, &poll.sponsor) {
        (Some(pollster), _) => Origin::Document {
            name: format!("{pollster} poll"),
        },
        (None, Some(sponsor)) => sponsor
            .name
            .as_deref()
            .map_or(Origin::Report, Origin::organization),
        (None, None) => Origin::Report,
    }
}

/// A poll as a claim.
fn claim_of(poll: &Poll, contest: &Contest) -> claim::Poll {
    let named = poll.answers.iter().map(|answer| Share {
        name: answer.name.to_string(),
        percent: answer.percent,
    });
    let nobody = [("undecided", poll.undecided), ("other", poll.other)];
    let nobody = nobody.into_iter().filter_map(|(name, percent)| {
        Some(Share {
            name: name.to_owned(),
            percent: percent?,
        })
    });
    claim::Poll {
        shares: Shares(named.chain(nobody).collect()),
        pollster: poll.pollster.clone(),
        sponsor: poll.sponsor.as_ref().and_then(|s| s.name.clone()),
        race: Some(contest.race.clone()),
        stage: Some(contest.stage.clone()),
        state: (contest.state != contest.race.state).then(|| contest.state.clone()),
        start: poll.dates.start.map(When::Day),
        end: poll.dates.end.map(When::Day),
        sample: poll.sample.map(u64::from),
        population: poll.population.map(|who| who.words().to_owned()),
        margin: None,
    }
}

/// What another outlet prints of the same question, as the table tells it: one figure.
fn other_claim(poll: &Poll, contest: &Contest, figure: &Figure) -> Option<claim::Poll> {
    let mut other = claim_of(poll, contest);
    let only = |name: &str, percent| {
        vec![Share {
            name: name.to_owned(),
            percent,
        }]
    };
    match figure {
        Figure::Share(name, percent) => other.shares = Shares(only(name.as_str(), *percent)),
        Figure::Undecided(percent) => other.shares = Shares(only("undecided", *percent)),
        Figure::Other(percent) => other.shares = Shares(only("other", *percent)),
        Figure::Sample(sample) => other.sample = Some(u64::from(*sample)),
        Figure::Population(who) => other.population = Some(who.words().to_owned()),
        Figure::Dates(_) | Figure::Words(_) => return None,
    }
    Some(other)
}

impl Population {
    /// In words: `likely voters`.
    pub const fn words(self) -> &'static str {
        match self {
            Self::Adults => "adults",
            Self::Voters => "voters",
            Self::Registered => "registered voters",
            Self::Likely => "likely voters",
            Self::VeryLikely => "very likely voters",
        }
    }
}

/// What a claim of a record says of a poll, as a poll. `None` where it gives no share of a candidate.
pub fn from_claim(held: &claim::Poll, source: Source) -> Option<Poll> {
    let mut poll = Poll {
        id: String::new(),
        of: None,
        pollster: held.pollster.clone(),
        sponsor: held.sponsor.as_ref().map(|name| crate::Sponsor {
            name: Some(name.clone()),
            ..crate::Sponsor::default()
        }),
        dates: crate::Dates {
            start: held.start.and_then(When::day),
            end: held.end.and_then(When::day),
            precision: crate::Precision::Exact,
        },
        published: None,
        sample: held.sample.and_then(|sample| u32::try_from(sample).ok()),
        population: held
            .population
            .as_deref()
            .and_then(crate::words::population),
        method: None,
        answers: Vec::new(),
        undecided: None,
        other: None,
        hypothetical: false,
        notes: Vec::new(),
        sources: vec![source],
        alternatives: Vec::new(),
    };
    for share in &held.shares.0 {
        match crate::words::nobody(&share.name) {
            Some(crate::words::Nobody::Undecided) => poll.undecided = Some(share.percent),
            Some(crate::words::Nobody::Other) => poll.other = Some(share.percent),
            None => poll.answers.push(crate::Answer {
                name: PersonName::new(&share.name),
                party: None,
                percent: share.percent,
            }),
        }
    }
    (!poll.answers.is_empty()).then_some(poll)
}
