//! A report taken apart: its sentences with mentions and blocks, its people, its contest, and what was left out.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use claim::{Complaint, Part, Report};
use jiff::civil::Date;

use crate::lexicon::{self, regex};
use crate::mention::{self, Mention, What};
use crate::person::{self, Registry};
use crate::race::Contest;
use crate::search::Regex;
use crate::segment::{self, LONGEST_SENTENCE, MOST_SENTENCES, Piece};
use crate::sentence::Sentence;
use crate::{block, boilerplate};

/// A report taken apart.
pub(crate) struct Document<'a> {
    pub(crate) report: &'a Report,
    pub(crate) sentences: Vec<Sentence<'a>>,
    pub(crate) registry: Registry,
    /// The outlets of the blocks, in order.
    pub(crate) blocks: Vec<String>,
    pub(crate) contest: Contest,
}

impl<'a> Document<'a> {
    /// Takes a report apart.
    pub(crate) fn new(report: &'a Report) -> (Self, Vec<Complaint>) {
        let mut complaints = about_header(report);
        let published = report.published.and_then(claim::When::day);
        let mut blocks = Vec::new();
        let pieces = pieces(report, &mut blocks, &mut complaints);
        let fixed: Vec<Vec<Mention>> = pieces
            .iter()
            .map(|(p, _)| mention::fixed(p.text, published))
            .collect();
        let mut registry = learn(&pieces, &fixed);
        let sentences = name(pieces, fixed, &mut registry);
        learn_tags(&sentences, &mut registry);
        let contest = Contest::of(&sentences, published);
        let document = Self {
            report,
            sentences,
            registry,
            blocks,
            contest,
        };
        (document, complaints)
    }

    /// The day of publication.
    pub(crate) fn published(&self) -> Option<Date> {
        self.contest.published()
    }

    /// The full name of a person.
    pub(crate) fn name(&self, id: usize) -> &claim::PersonName {
        &self.registry.people[id].name
    }
}

fn about_header(report: &Report) -> Vec<Complaint> {
    let place = |what: &str| format!("report {}, {what}", report.id);
    let mut complaints = Vec::new();
    if report.published.and_then(claim::When::day).is_none() {
        complaints.push(Complaint::new(
            place("published"),
            "no day of publication, so dates such as \"Thursday\" or \"March 3\" cannot be settled",
            "everything else",
        ));
    }
    if report
        .publisher
        .as_deref()
        .is_none_or(|p| p.trim().is_empty())
    {
        complaints.push(Complaint::new(
            place("publisher"),
            "no publisher, so the report's own voice has no name",
            "everything else",
        ));
    }
    complaints
}

/// The most lines of page furniture that are complained of one by one.
const MOST_FURNITURE: usize = 200;

/// The sentences of title and text with the block that each stands in.
fn pieces<'a>(
    report: &'a Report,
    blocks: &mut Vec<String>,
    complaints: &mut Vec<Complaint>,
) -> Vec<(Piece<'a>, Option<usize>)> {
    let mut found = Vec::new();
    let mut current = None;
    let mut furniture = 0_usize;
    let paragraphs =
        segment::lines(Part::Title, &report.title).chain(segment::lines(Part::Text, &report.text));
    for paragraph in paragraphs {
        let place = |piece: &Piece<'_>| {
            let part = if piece.part == Part::Title {
                "title"
            } else {
                "text"
            };
            let span = piece.span(0, piece.text.len());
            format!("report {}, {part} {span}", report.id)
        };
        if paragraph.part == Part::Text && boilerplate::is_furniture(paragraph.text) {
            furniture += 1;
            if furniture <= MOST_FURNITURE {
                complaints.push(Complaint::new(
                    place(&paragraph),
                    "page furniture, no part of the news",
                    "nothing",
                ));
            }
            if furniture == MOST_FURNITURE + 1 {
                complaints.push(Complaint::new(
                    place(&paragraph),
                    "page furniture from here on, no longer listed line by line",
                    "the news between",
                ));
            }
            continue;
        }
        for sentence in segment::sentences(&paragraph) {
            if found.len() == MOST_SENTENCES {
                complaints.push(Complaint::new(
                    format!("report {}, text from {}", report.id, sentence.char_at),
                    format!("longer than the {MOST_SENTENCES} sentences that are read"),
                    "the text before",
                ));
                return found;
            }
            if sentence.text.len() > LONGEST_SENTENCE {
                complaints.push(Complaint::new(
                    place(&sentence),
                    format!("a sentence of {} bytes is longer than the {LONGEST_SENTENCE} that are read", sentence.text.len()),
                    "the text around it",
                ));
                continue;
            }
            if let Some(outlet) = block::opener(sentence.text) {
                current = Some(blocks.len());
                blocks.push(outlet);
                continue;
            }
            found.push((sentence, current));
        }
    }
    found
}

fn learn(pieces: &[(Piece<'_>, Option<usize>)], fixed: &[Vec<Mention>]) -> Registry {
    let body = || {
        pieces
            .iter()
            .zip(fixed)
            .filter(|((piece, _), _)| !is_headline(piece))
    };
    let alone: BTreeSet<String> = body()
        .flat_map(|((piece, _), fixed)| person::standing_alone(piece.text, fixed))
        .collect();
    let mut registry = Registry::default();
    for ((piece, _), fixed) in body() {
        registry.learn(piece.text, fixed, &alone);
    }
    registry
}

/// Whether most words are written with a capital, so that a capital says nothing about names.
fn is_headline(piece: &Piece<'_>) -> bool {
    if piece.part == Part::Text {
        return false;
    }
    let words: Vec<&str> = piece.text.split(' ').filter(|w| w.len() > 3).collect();
    let capitals = words
        .iter()
        .filter(|w| w.starts_with(char::is_uppercase))
        .count();
    words.len() > 3 && capitals * 10 > words.len() * 8
}

/// Finds people and pronouns, sentence after sentence.
fn name<'a>(
    pieces: Vec<(Piece<'a>, Option<usize>)>,
    fixed: Vec<Vec<Mention>>,
    registry: &mut Registry,
) -> Vec<Sentence<'a>> {
    let mut recent: Vec<usize> = Vec::new();
    let mut sentences = Vec::with_capacity(pieces.len());
    for ((piece, block), mut mentions) in pieces.into_iter().zip(fixed) {
        // Where Michael Bloomberg is named, "Bloomberg" is he and not the outlet.
        mentions.retain(|m| !matches!(&m.what, What::Outlet(name) if registry.bears(name)));
        mentions.extend(registry.find(piece.text, &mentions, &recent));
        mentions.sort_by_key(|m| m.start);
        person::resolve(&mut mentions, registry, &recent);
        let named: Vec<usize> = mentions.iter().filter_map(Mention::person).collect();
        // The subject, which comes first, is the one that a pronoun in the next sentence most likely means.
        recent.extend(named.iter().skip(1).rev());
        recent.extend(named.first());
        if recent.len() > 400 {
            recent.drain(..200);
        }
        sentences.push(Sentence::new(piece, mentions, block));
    }
    sentences
}

static TAGS: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"(?P<before>Ⓖ)?(?:'s)? ?(?:Ⓨ )?(?P<title>Ⓣ) (?P<a>Ⓟ)(?: of (?P<of>Ⓖ))?|(?P<b>Ⓟ),? \(?(?P<party>[rdil])(?:-(?P<state>Ⓖ))|(?P<c>Ⓟ), (?:an? |the )?(?:[a-z-]+ ){0,3}(?P<word>Ⓨ)|(?P<lead>Ⓨ) (?:(?:Ⓣ|candidate|nominee|rival|challenger|u·s·|Ⓖ|state),? ){0,3}(?P<d>Ⓟ)",
    )
});

/// Learns the state, party and office of people from the tags beside their names.
fn learn_tags(sentences: &[Sentence<'_>], registry: &mut Registry) {
    for sentence in sentences {
        for c in TAGS.captures_iter(&sentence.tagged.text) {
            let mention = |name: &str| {
                c.name(name)
                    .and_then(|m| sentence.mentions_in(m.start(), m.end()).next())
            };
            let Some(id) = ["a", "b", "c", "d"]
                .into_iter()
                .find_map(mention)
                .and_then(Mention::person)
            else {
                continue;
            };
            let state =
                ["before", "of", "state"]
                    .into_iter()
                    .find_map(|name| match mention(name)?.what {
                        What::State(code) => Some(code),
                        _ => None,
                    });
            let party = c
                .name("party")
                .and_then(|m| lexicon::party(m.as_str()))
                .or_else(|| {
                    ["word", "lead"]
                        .into_iter()
                        .find_map(|name| match &mention(name)?.what {
                            // "Sessions, the two Republicans said": the plural is not he.
                            What::Party(party)
                                if !sentence.piece.text[..mention(name)?.end].ends_with('s') =>
                            {
                                Some(party.clone())
                            }
                            _ => None,
                        })
                });
            let office = mention("title").and_then(|m| match &m.what {
                What::Office(office) => Some(office.clone()),
                _ => None,
            });
            let person = &mut registry.people[id];
            person.state = person.state.or(state);
            person.party = person.party.take().or(party);
            person.office = person.office.take().or(office);
        }
    }
}
