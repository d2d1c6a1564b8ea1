//! schema.org JSON-LD, a graph a race: `Claim`s with the articles in which they appear.
//!
//! Occurrences that state the very same thing are one `Claim`; `firstAppearance` is the one that was public for certain
//! first, `appearance` are all. Each article is one version, known by its hash; a later version of the same address, which
//! the publisher made, is a `CorrectionComment` on the earlier one that says no more than that it is there. What
//! schema.org has no word for (certainty, who is responsible, the chain, the span) stands under terms of ours, so that
//! nothing is lost but the interval of origins, which is a projection and belongs to a page, not to a claim.

use std::collections::{BTreeMap, BTreeSet};

use claim::{Certainty, Race, Statement};
use record::{DocumentMeta, HandedClaim};
use serde_json::{Value, json};

use crate::Result;
use crate::schema_org::{own_terms, version};

/// Writes graphs. Claims come race by race, and are held in memory for one race.
pub struct Writer<F> {
    graph: F,
    waiting: Vec<HandedClaim>,
}

impl<F> std::fmt::Debug for Writer<F> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Writer")
            .field("waiting", &self.waiting.len())
            .finish_non_exhaustive()
    }
}

impl<F: FnMut(Option<&Race>, &str) -> Result<()>> Writer<F> {
    /// Hands each graph to `graph`, with its race: JSON in one line.
    pub fn new(graph: F) -> Self {
        Self {
            graph,
            waiting: Vec::new(),
        }
    }

    /// Takes a claim.
    pub fn claim(&mut self, handed: &HandedClaim) -> Result<()> {
        let last = self.waiting.last();
        if last.is_some_and(|last| last.held.id.race != handed.held.id.race) {
            self.race()?;
        }
        self.waiting.push(handed.clone());
        Ok(())
    }

    /// Writes the last graph.
    pub fn finish(mut self) -> Result<()> {
        self.race()
    }

    fn race(&mut self) -> Result<()> {
        let waiting = std::mem::take(&mut self.waiting);
        let Some(first) = waiting.first() else {
            return Ok(());
        };
        let race = first.held.id.race.as_ref();
        (self.graph)(race, &serde_json::to_string(&graph(race, &waiting)?)?)
    }
}

fn graph(race: Option<&Race>, claims: &[HandedClaim]) -> Result<Value> {
    let mut facts: BTreeMap<(String, Certainty), Vec<&HandedClaim>> = BTreeMap::new();
    let mut documents: BTreeMap<u64, &DocumentMeta> = BTreeMap::new();
    for handed in claims {
        let claim = &handed.held.claim;
        let key = (serde_json::to_string(&claim.statement)?, claim.certainty);
        facts.entry(key).or_default().push(handed);
        let document = &handed.held.document;
        documents.insert(document.document.0, document);
    }
    let mut facts: Vec<Vec<&HandedClaim>> = facts.into_values().collect();
    // In the order in which the record heard of them.
    facts.sort_by_key(|fact| fact.first().map_or(0, |first| first.held.id.seq));
    let mut nodes = facts
        .iter()
        .map(|fact| node(fact))
        .collect::<Result<Vec<_>>>()?;
    let mut by_url: BTreeMap<&str, Vec<&DocumentMeta>> = BTreeMap::new();
    for document in documents.values() {
        if let Some(url) = &document.url {
            by_url.entry(url).or_default().push(document);
        }
    }
    nodes.extend(documents.values().map(|document| {
        let url = document.url.as_deref();
        article(
            document,
            url.and_then(|url| by_url.get(url))
                .map_or(&[], Vec::as_slice),
        )
    }));
    let name = race.map_or_else(|| "unsettled".to_owned(), ToString::to_string);
    Ok(json!({
        "@context": [{"@vocab": "https://schema.org/"}, own_terms()],
        "@id": format!("urn:hustings:race:{name}"),
        "@graph": nodes,
    }))
}

/// A claim with all its occurrences.
fn node(fact: &[&HandedClaim]) -> Result<Value> {
    let mut fact: Vec<&HandedClaim> = fact.to_vec();
    fact.sort_by_key(|handed| {
        let document = &handed.held.document;
        (
            document.reported_last,
            document.document,
            handed.held.id.seq,
        )
    });
    let Some(first) = fact.first() else {
        return Ok(Value::Null);
    };
    let claim = &first.held.claim;
    let articles: Vec<String> = distinct(fact.iter().map(|handed| version(&handed.held.document)));
    let leaves: BTreeSet<&String> = fact
        .iter()
        .flat_map(|handed| handed.leaves.iter())
        .collect();
    let mut node = json!({
        "@type": "Claim",
        "@id": format!("urn:hustings:claim:{}", first.held.id),
        "text": claim.quote,
        "firstAppearance": {"@id": version(&first.held.document)},
        "appearance": articles.iter().map(|id| json!({"@id": id})).collect::<Vec<_>>(),
        "certainty": claim.certainty.word(),
        "statement": serde_json::to_value(&claim.statement)?,
        "leafOrigin": leaves,
        "occurrence": fact.iter().map(|handed| occurrence(handed)).collect::<Result<Vec<_>>>()?,
    });
    if let Some(person) = claim.statement.person() {
        node["about"] = json!({"@type": "Person", "name": person.as_str()});
    }
    // Whoever speaks for it in its first appearance.
    if let Some(name) = claim.origin.name() {
        let kind = match claim.origin.word() {
            "person" => Some("Person"),
            "organization" => Some("Organization"),
            _ => None,
        };
        if let Some(kind) = kind {
            node["author"] = json!({"@type": kind, "name": name});
        }
    }
    if let Statement::Poll(poll) = &claim.statement {
        // A JSON value keeps no order of names.
        node["hustings:shares"] = serde_json::to_string(&poll.shares)?.into();
    }
    Ok(node)
}

fn distinct(ids: impl Iterator<Item = String>) -> Vec<String> {
    let mut seen = BTreeSet::new();
    ids.filter(|id| seen.insert(id.clone())).collect()
}

fn occurrence(handed: &HandedClaim) -> Result<Value> {
    let held = &handed.held;
    Ok(json!({
        "@id": format!("urn:hustings:occurrence:{}", held.id),
        "hustings:document": {"@id": version(&held.document)},
        "quote": held.claim.quote,
        "part": serde_json::to_value(held.place.part)?,
        "span": [held.place.span.start, held.place.span.end],
        "origin": serde_json::to_value(&held.claim.origin)?,
        "via": held.claim.via.0,
    }))
}

/// A document, with the versions of it that are held.
fn article(document: &DocumentMeta, versions: &[&DocumentMeta]) -> Value {
    let mut node = json!({
        "@type": "NewsArticle",
        "@id": version(document),
        "headline": document.title,
        "version": document.version,
        "identifier": {"@type": "PropertyValue", "propertyID": "sha256", "value": document.sha256},
        "hustings:publicFirst": document.reported_first.to_string(),
        "hustings:publicForCertain": document.reported_last.to_string(),
        "hustings:firstSeen": document.first_seen.to_string(),
    });
    if let Some(url) = &document.url {
        node["url"] = url.clone().into();
    }
    if let Some(publisher) = &document.publisher {
        node["publisher"] = json!({"@type": "Organization", "name": publisher});
    }
    if let Some(published) = document.published {
        node["datePublished"] = published.to_string().into();
    }
    let later = versions
        .iter()
        .filter(|other| other.version > document.version)
        .min_by_key(|other| other.version);
    if let Some(later) = later {
        node["correction"] = json!({
            "@type": "CorrectionComment",
            "text": format!("The publisher changed the report: version {}.", later.version),
            "dateCreated": later.first_seen.to_string(),
            "url": later.url,
            "hustings:replacedBy": {"@id": version(later)},
        });
    }
    node
}
