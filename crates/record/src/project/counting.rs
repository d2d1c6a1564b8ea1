//! From the places of a fact to what the count of origins asks for: whose text each report prints, and which reports
//! only share words.

use std::cell::OnceCell;
use std::collections::{BTreeMap, BTreeSet, HashMap};

use claim::PersonName;
use claim::outlet::canonical;

use crate::comparing::{Reused, Reuses};
use crate::fold::{Fact, Heard};
use crate::origins::{self, Judgement, Origins, Printed, Question, Witness};
use crate::reuse::is_agency;

/// The documents of a race inside the cut, with the house of each. Found only when a fact stands in reused words.
pub(super) struct Houses<'a> {
    facts: &'a [Fact],
    reuses: &'a Reuses,
    documents: OnceCell<HashMap<i64, &'a Heard>>,
}

impl<'a> Houses<'a> {
    pub(super) fn of(facts: &'a [Fact], reuses: &'a Reuses) -> Self {
        Self {
            facts,
            reuses,
            documents: OnceCell::new(),
        }
    }

    /// What is known of the words of a place; nothing where they are its report's own.
    fn reused(&self, heard: &Heard) -> Option<&Reused> {
        self.reuses.about(heard.unsettled, heard.seq)
    }

    /// Any place of a document: all have its publisher, its relays and its time. `None` for a document outside the cut.
    pub(super) fn document(&self, document: i64) -> Option<&'a Heard> {
        let documents = self.documents.get_or_init(|| {
            let places = self.facts.iter().flat_map(|fact| &fact.heard);
            places.map(|heard| (heard.document, heard)).collect()
        });
        documents.get(&document).copied()
    }
}

/// Whose text a place stands in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Source {
    /// That of another document version.
    Report(i64),
    /// That of a house whose report is not held.
    House(&'static str),
}

/// A count with its reasons, and whose text each place stands in.
pub(crate) struct Explained {
    pub(crate) witness: Witness,
    pub(crate) printed: Vec<Option<Source>>,
}

/// One place that is counted, for itself and for all that say the same in the same way.
struct Counted<'h> {
    heard: &'h Heard,
    source: Option<Source>,
    /// The places that it stands for, itself included, by their number in the list.
    places: Vec<usize>,
}

/// A way in which a report says it: its provenance, and whose text it stands in.
type Way = (i64, Option<Source>);

/// What is counted.
pub(super) struct Counting<'h> {
    counted: Vec<Counted<'h>>,
    sources: BTreeMap<Source, Printed<'h>>,
    borrowed: Vec<(i64, i64)>,
    /// Reports that say it in exactly the ways of another.
    repeats: usize,
}

impl<'h> Counting<'h> {
    /// Reports that say it in exactly the same ways are counted once and added as repeats, which is what the count says
    /// of them anyway: a fact that stands in thousands of reports has few ways.
    pub(super) fn of<'a: 'h>(places: &[&'h Heard], houses: &Houses<'a>) -> Self {
        let sources = sources(places, houses);
        let mut by_report: BTreeMap<i64, Vec<usize>> = BTreeMap::new();
        for (at, heard) in places.iter().enumerate() {
            by_report.entry(heard.document).or_default().push(at);
        }
        let mut first_of: HashMap<Vec<Way>, (i64, BTreeMap<Way, usize>)> = HashMap::new();
        let mut counting = Self::empty();
        let mut stands_for: HashMap<i64, i64> = HashMap::new();
        for (&report, at) in &by_report {
            let way = |at: usize| (places[at].way, sources.get(at).copied().flatten());
            let mut ways: Vec<Way> = at.iter().map(|&at| way(at)).collect();
            ways.sort_unstable();
            ways.dedup();
            let known = first_of.get(&ways);
            stands_for.insert(report, known.map_or(report, |(first, _)| *first));
            if let Some((_, first)) = known {
                for &at in at {
                    let counted = first.get(&way(at)).copied();
                    if let Some(counted) = counted {
                        counting.counted[counted].places.push(at);
                    }
                }
                counting.repeats += 1;
                continue;
            }
            let mut first = BTreeMap::new();
            for &at in at {
                let counted = *first.entry(way(at)).or_insert_with(|| {
                    counting.counted.push(Counted {
                        heard: places[at],
                        source: way(at).1,
                        places: Vec::new(),
                    });
                    counting.counted.len() - 1
                });
                counting.counted[counted].places.push(at);
            }
            first_of.insert(ways, (report, first));
        }
        counting.finish(places, houses, |report| {
            stands_for.get(&report).copied().unwrap_or(report)
        });
        counting
    }

    /// Every place for itself.
    pub(super) fn each<'a: 'h>(places: &[&'h Heard], houses: &Houses<'a>) -> Self {
        let sources = sources(places, houses);
        let mut counting = Self::empty();
        counting.counted = places
            .iter()
            .enumerate()
            .map(|(at, heard)| Counted {
                heard,
                source: sources.get(at).copied().flatten(),
                places: vec![at],
            })
            .collect();
        counting.finish(places, houses, |report| report);
        counting
    }

    fn empty() -> Self {
        Self {
            counted: Vec::new(),
            sources: BTreeMap::new(),
            borrowed: Vec::new(),
            repeats: 0,
        }
    }

    fn finish<'a: 'h>(
        &mut self,
        places: &[&'h Heard],
        houses: &Houses<'a>,
        stands_for: impl Fn(i64) -> i64,
    ) {
        self.borrowed = borrowed(places, houses, stands_for);
        let reports: BTreeSet<i64> = self.counted.iter().map(|one| one.heard.document).collect();
        for source in self.counted.iter().filter_map(|counted| counted.source) {
            let printed = match source {
                Source::House(house) => Printed {
                    outlet: Some(house),
                    relays: &[],
                    report: None,
                },
                Source::Report(document) => {
                    let Some(heard) = houses.document(document) else {
                        continue;
                    };
                    Printed {
                        outlet: heard.provenance.outlet.as_deref(),
                        relays: &heard.provenance.relays,
                        report: reports.contains(&document).then_some(document),
                    }
                }
            };
            self.sources.insert(source, printed);
        }
    }

    pub(super) fn heard(&self) -> Vec<origins::Heard<'_>> {
        self.counted
            .iter()
            .map(|counted| origins::Heard {
                report: counted.heard.document,
                provenance: &counted.heard.provenance,
                printed: counted
                    .source
                    .and_then(|source| self.sources.get(&source).copied()),
                topic: Some(counted.heard.topic),
            })
            .collect()
    }

    pub(super) fn printed(&self) -> Vec<Option<Source>> {
        self.counted.iter().map(|counted| counted.source).collect()
    }

    pub(super) fn question<'q>(
        &'q self,
        principal: Option<&'q PersonName>,
        judgements: &'q [Judgement],
    ) -> Question<'q> {
        Question {
            principal,
            judgements,
            borrowed: &self.borrowed,
        }
    }

    /// The count told in all places rather than in those that were counted for them.
    pub(super) fn spread(&self, mut origins: Origins, places: &[&Heard]) -> Origins {
        for leaf in &mut origins.leaves {
            let mut all: Vec<usize> = leaf
                .places
                .iter()
                .filter_map(|&at| self.counted.get(at))
                .flat_map(|counted| counted.places.iter().copied())
                .collect();
            all.sort_unstable();
            leaf.reports = all.iter().map(|&at| places[at].document).collect();
            leaf.places = all;
        }
        let repeats = u32::try_from(self.repeats).unwrap_or(u32::MAX);
        origins.repeats = origins.repeats.saturating_add(repeats);
        origins
    }
}

/// Reports that share the words around the fact while neither prints the other.
fn borrowed(
    places: &[&Heard],
    houses: &Houses<'_>,
    stands_for: impl Fn(i64) -> i64,
) -> Vec<(i64, i64)> {
    let mut pairs: Vec<(i64, i64)> = Vec::new();
    for heard in places {
        let with = houses
            .reused(heard)
            .into_iter()
            .flat_map(|reuse| &reuse.with);
        for (other, _) in with.filter(|(_, wire)| !wire) {
            let (a, b) = (stands_for(heard.document), stands_for(*other));
            pairs.push((a.min(b), a.max(b)));
        }
    }
    pairs.sort_unstable();
    pairs.dedup();
    pairs
}

/// For each place whose text it stands in, where it is not the report's own; nothing where no place is reused.
fn sources(places: &[&Heard], houses: &Houses<'_>) -> Vec<Option<Source>> {
    if places.iter().all(|heard| houses.reused(heard).is_none()) {
        return Vec::new();
    }
    let mut texts = Texts::default();
    for heard in places {
        let with = houses
            .reused(heard)
            .into_iter()
            .flat_map(|reuse| &reuse.with);
        for &(other, wire) in with {
            if wire && houses.document(other).is_some() {
                texts.join(heard.document, other);
            }
        }
    }
    let mut stated: BTreeMap<i64, &'static str> = BTreeMap::new();
    for heard in places {
        if let Some(credit) = houses.reused(heard).and_then(|reuse| reuse.credit) {
            let text = texts.find(heard.document);
            let held = stated.entry(text).or_insert(credit);
            *held = (*held).min(credit);
        }
    }
    let mut source_of: BTreeMap<i64, Option<Source>> = BTreeMap::new();
    places
        .iter()
        .map(|heard| {
            let reuse = houses.reused(heard)?;
            let joined = reuse.credit.is_some()
                || reuse
                    .with
                    .iter()
                    .any(|(other, wire)| *wire && houses.document(*other).is_some());
            if !joined {
                return None;
            }
            let text = texts.find(heard.document);
            let source = *source_of.entry(text).or_insert_with(|| {
                source(
                    &texts.members(text, heard.document),
                    stated.get(&text),
                    houses,
                )
            });
            source.filter(|source| *source != Source::Report(heard.document))
        })
        .collect()
}

/// Whose text it is that these documents share: that of the house that one of them states; else a wire agency's; else
/// of the one that was public first. Which of several dates is the first may be open; the text is one all the same.
fn source(members: &[i64], stated: Option<&&'static str>, houses: &Houses<'_>) -> Option<Source> {
    let known: Vec<&Heard> = members
        .iter()
        .filter_map(|&document| houses.document(document))
        .collect();
    let first = |wanted: &dyn Fn(&Heard) -> bool| {
        known
            .iter()
            .filter(|heard| wanted(heard))
            .min_by_key(|heard| (heard.hi, heard.lo, heard.document))
            .map(|heard| Source::Report(heard.document))
    };
    if let Some(stated) = stated {
        let theirs = first(&|heard| house(heard) == Some(*stated));
        return Some(theirs.unwrap_or(Source::House(stated)));
    }
    first(&|heard| house(heard).is_some_and(is_agency))
        .or_else(|| first(&|heard| house(heard).is_some()))
        .or_else(|| first(&|_| true))
}

fn house(heard: &Heard) -> Option<&str> {
    heard.provenance.outlet.as_deref().map(canonical)
}

/// Documents joined by the text that they share.
#[derive(Default)]
struct Texts {
    parent: BTreeMap<i64, i64>,
}

impl Texts {
    fn find(&self, mut document: i64) -> i64 {
        while let Some(&parent) = self.parent.get(&document) {
            document = parent;
        }
        document
    }

    /// The smaller number becomes the parent, so that the outcome does not depend on the order.
    fn join(&mut self, a: i64, b: i64) {
        let (a, b) = (self.find(a), self.find(b));
        if a != b {
            self.parent.insert(a.max(b), a.min(b));
        }
    }

    fn members(&self, text: i64, alone: i64) -> Vec<i64> {
        let joined = self.parent.keys().chain([&text, &alone]).copied();
        let mut members: Vec<i64> = joined
            .filter(|&document| self.find(document) == text)
            .collect();
        members.sort_unstable();
        members.dedup();
        members
    }
}
