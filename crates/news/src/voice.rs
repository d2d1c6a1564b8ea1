//! Who is responsible for the words at a place: the report, the outlet of the block, or whoever is credited there.

use std::sync::LazyLock;

use claim::{Chain, Origin, Part, Statement, Status, Terms};

use crate::attribution::{Credits, Range, Said};
use crate::document::Document;
use crate::kinds::Draft;
use crate::lexicon::regex;
use crate::search::Regex;
use crate::source::{self, Credit};

/// A responsible voice.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Voice {
    pub(crate) origin: Origin,
    pub(crate) via: Chain,
    pub(crate) terms: Terms,
}

/// The voices of a report.
pub(crate) struct Voices<'d, 'a> {
    document: &'d Document<'a>,
    credits: &'d Credits,
    /// Where a later sentence says whose the report's figures are: who, and up to which sentence.
    figures: Option<(Credit, usize)>,
}

impl<'d, 'a> Voices<'d, 'a> {
    pub(crate) fn new(document: &'d Document<'a>, credits: &'d Credits) -> Self {
        Self {
            document,
            credits,
            figures: whose_figures(document, credits),
        }
    }

    /// The voices responsible for a draft: several where several are credited with the same words.
    pub(crate) fn of(&self, draft: &Draft) -> Vec<Voice> {
        let said = self.said(draft);
        let credited: Vec<&Credit> = said
            .iter()
            .flat_map(|s| s.credits.iter().map(|id| &self.credits.all[*id]))
            .collect();
        let shown = match &draft.statement {
            Statement::Standing(_) if draft.origin.is_none() => {
                crate::showing::poll(&self.document.sentences[draft.sentence], draft.range)
            }
            _ => None,
        };
        // Who is credited with the words anyway keeps the chain that they came by.
        let credited_anyway = |origin: &&Origin| {
            matches!(origin, Origin::Person { .. })
                && credited.iter().any(|credit| credit.origin == **origin)
        };
        let origin = draft
            .origin
            .as_ref()
            .filter(|origin| !credited_anyway(origin))
            .or(shown.as_ref());
        let named = match origin {
            Some(Origin::Document { name }) if crate::showing::is_bare(name) => {
                crate::showing::named(self.document, draft.sentence)
            }
            _ => None,
        };
        if let Some(origin) = named.as_ref().or(origin) {
            // The poll is the origin; an outlet that reports it is a relay.
            let via = credited.iter().find_map(|c| match &c.origin {
                Origin::Organization { name } if !matches!(origin, Origin::Organization { .. }) => {
                    Some(name.clone())
                }
                _ => None,
            });
            let mut hops = self
                .block(draft.sentence)
                .map(str::to_owned)
                .into_iter()
                .collect::<Vec<_>>();
            hops.extend(via.filter(|name| {
                claim::outlet::known(name).is_some()
                    && !origin.name().is_some_and(|own| own.contains(name.as_str()))
            }));
            return vec![Voice {
                origin: origin.clone(),
                via: hops.into_iter().collect(),
                terms: Terms::default(),
            }];
        }
        if credited.is_empty()
            && let Some(lead) = self.lead(draft)
        {
            return lead;
        }
        if credited.is_empty() || !said.is_some_and(|s| s.whole) && self.is_presupposed(draft) {
            return vec![
                self.carried(draft)
                    .unwrap_or_else(|| self.base(draft.sentence)),
            ];
        }
        credited
            .into_iter()
            .map(|credit| self.voice(credit, draft.sentence))
            .collect()
    }

    /// A title says in short what the text begins with: whoever is credited there with what it says of the same person
    /// is responsible for the title too.
    fn lead(&self, draft: &Draft) -> Option<Vec<Voice>> {
        let sentences = &self.document.sentences;
        let title = &sentences[draft.sentence];
        if title.piece.part != Part::Title {
            return None;
        }
        let people = |idx: usize, range: Range| {
            sentences[idx]
                .mentions_in(range.0, range.1)
                .filter_map(crate::mention::Mention::person)
                .collect::<Vec<_>>()
        };
        let named = people(draft.sentence, (0, title.tagged.text.len()));
        let body = sentences.partition_point(|s| s.piece.part == Part::Title);
        (body..sentences.len().min(body + 2)).find_map(|idx| {
            let said = self.credits.said[idx].iter().find(|said| {
                let length: usize = said.content.iter().map(|(from, to)| to - from).sum();
                let spoken = |range: &Range| people(idx, *range).iter().any(|p| named.contains(p));
                !said.credits.is_empty()
                    && length * 2 > sentences[idx].tagged.text.len()
                    && said.content.iter().any(spoken)
            })?;
            let voices = said.credits.iter();
            Some(
                voices
                    .map(|id| self.voice(&self.credits.all[*id], idx))
                    .collect(),
            )
        })
    }

    /// Whether reported words only presuppose the claim: in `he said Green Party candidate Jill Stein would …` it is the
    /// reporter who calls her a candidate. Inside quotation marks every word is the speaker's.
    fn is_presupposed(&self, draft: &Draft) -> bool {
        let names_only = match &draft.statement {
            Statement::Candidacy(c) => matches!(c.status, Status::Running | Status::Nominated),
            Statement::Role(_) => true,
            _ => false,
        };
        if !names_only {
            return false;
        }
        let text = &self.document.sentences[draft.sentence].tagged.text;
        let (start, end) = draft.range;
        let marks = text.get(..start).map_or(0, |t| t.matches('"').count());
        let words = text.get(start..end).unwrap_or_default();
        marks.is_multiple_of(2) && !words.contains('"') && !ASSERTS.is_match(words)
    }

    fn said(&self, draft: &Draft) -> Option<&'d Said> {
        self.credits.said[draft.sentence]
            .iter()
            .find(|s| s.covers(draft.range))
    }

    fn block(&self, sentence: usize) -> Option<&'d str> {
        let block = self.document.sentences[sentence].block?;
        self.document.blocks.get(block).map(String::as_str)
    }

    /// The voice of a sentence where nobody is credited.
    fn base(&self, sentence: usize) -> Voice {
        let origin = self
            .block(sentence)
            .map_or(Origin::Report, Origin::organization);
        Voice {
            origin,
            via: Chain::default(),
            terms: Terms::default(),
        }
    }

    fn voice(&self, credit: &Credit, sentence: usize) -> Voice {
        let block = self.block(sentence);
        let canonical = claim::outlet::canonical;
        let own = |name: &str| block.is_some_and(|b| canonical(b) == canonical(name));
        let mut hops: Vec<String> = Vec::new();
        if let Some(block) = block
            && !credit.origin.name().is_some_and(own)
            && credit.origin != Origin::Report
        {
            hops.push(block.to_owned());
        }
        hops.extend(credit.via.iter().filter(|name| !own(name)).cloned());
        let origin = match (&credit.origin, block) {
            (Origin::Report, Some(block)) => Origin::organization(block),
            (origin, _) => origin.clone(),
        };
        Voice {
            origin,
            via: hops.into_iter().collect(),
            terms: credit.terms,
        }
    }

    /// The outlet that a sentence, or for "it gave" the sentence before, names as the one that counted.
    fn counting_outlet(&self, at: usize) -> Option<String> {
        let sentences = &self.document.sentences;
        let c = COUNTING.captures(&sentences[at].tagged.text)?;
        let from = if c.name("it").is_some() {
            at.checked_sub(1)?
        } else {
            at
        };
        sentences[from].mentions.iter().find_map(|m| match &m.what {
            crate::mention::What::Outlet(name) | crate::mention::What::Organization(name) => {
                Some(name.clone())
            }
            _ => None,
        })
    }

    /// Figures that go on from a credited sentence of the same paragraph, or that a later sentence credits as a whole.
    fn carried(&self, draft: &Draft) -> Option<Voice> {
        if !matches!(
            draft.statement,
            Statement::Funds(_) | Statement::Returned(_)
        ) {
            return None;
        }
        let sentences = &self.document.sentences;
        let here = &sentences[draft.sentence];
        if let Some(name) = self.counting_outlet(draft.sentence) {
            return Some(self.voice(
                &Credit::new(Origin::Organization { name }, here.block),
                draft.sentence,
            ));
        }
        let before = sentences[..draft.sentence]
            .iter()
            .enumerate()
            .rev()
            .take_while(|(_, s)| {
                s.piece.part == here.piece.part && s.piece.paragraph == here.piece.paragraph
            })
            // Money is told sentence by sentence; a count runs on through its paragraph.
            .take(if matches!(draft.statement, Statement::Funds(_)) {
                1
            } else {
                20
            })
            .find_map(|(idx, _)| self.credits.said[idx].first());
        let carried = before
            .and_then(|said| said.credits.first())
            .map(|id| &self.credits.all[*id])
            .filter(|c| {
                matches!(
                    c.origin,
                    Origin::Document { .. } | Origin::Organization { .. }
                )
            })
            .filter(|_| matches!(&draft.statement, Statement::Funds(_)) || has_figures(draft));
        if let Some(credit) = carried {
            return Some(self.voice(credit, draft.sentence));
        }
        let (credit, upto) = self.figures.as_ref()?;
        (has_figures(draft) && draft.sentence <= *upto).then(|| self.voice(credit, draft.sentence))
    }
}

/// A finite verb or an infinitive of purpose: the words assert something themselves.
static ASSERTS: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"\b(?:is|was|are|were|will|would|wo|has|have|had|does|did|do|can|could|may|might|should|must|to|runs?|ran|faces|faced|seeks|sought|plans|won|lost|begins?|starts?|ends|became|becomes|hired|named|joined|works?|worked|serves?|served|advises|left|quit|running|facing|seeking|challenging|remains?|remained)\b|\ban? (?:[a-z-]+ ){0,2}(?:runoff|rally|debate|primary|caucus|convention|election|deadline|forum|town hall)\b|'s (?:a|an|the|running|not)\b|Ⓟ's running|'(?:d|ll|re|m)\b",
    )
});

static COUNTING: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"^(?:the )?(?P<own>Ⓤ|Ⓞ) (?:had|gave|put|showed|counted|has|gives)\b|\b(?P<it>it) (?:gave|had|put|showed)\b",
    )
});

fn has_figures(draft: &Draft) -> bool {
    matches!(&draft.statement, Statement::Returned(r) if r.share.is_some() || r.votes.is_some())
}

static WHOSE: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"^the (?:figures|numbers|results|totals|returns) (?:come from|came from|are from|were published by|were released by|were reported by|are those of) (?P<src>[^,.;]{1,80}?)(?: and |,|\.|$)",
    )
});

fn whose_figures(document: &Document<'_>, credits: &Credits) -> Option<(Credit, usize)> {
    document
        .sentences
        .iter()
        .enumerate()
        .find_map(|(idx, sentence)| {
            let found = WHOSE.captures(&sentence.tagged.text)?.name("src")?;
            let (start, end): Range = (found.start(), found.end());
            let office = sentence
                .tagged
                .text
                .get(start..end)?
                .starts_with("the office of");
            let credit = source::credit(document, sentence, start, end, &credits.all)
                .filter(|_| !office)
                .or_else(|| {
                    let name = sentence.words(start, end);
                    let name = name.strip_prefix("the ").unwrap_or(name).to_owned();
                    Some(Credit::new(Origin::Organization { name }, sentence.block))
                })?;
            Some((credit, idx))
        })
}
