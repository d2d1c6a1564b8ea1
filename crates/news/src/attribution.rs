//! Attributions: the cues that credit somebody, and what they are credited with.
//!
//! The frames are those of news style: `X said (that) …`, `…, X said`, `…, said X`, `…, according to X`,
//! `According to X, …`, `X told Y that …`. The verbs are data (`data/speech_cues.txt`). An outlet around a credited person
//! is a relay: `Byrne said he would stay, Politico reported` is Byrne's, through Politico.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use claim::Origin;

use crate::Attribution;
use crate::document::Document;
use crate::frame::{FRAMES, REPORTED, spans, uncredited};
use crate::lexicon::regex;
use crate::mention::What;
use crate::passage::Passage;
pub(crate) use crate::said::{Range, Said};
use crate::search::{Captures, Regex};
use crate::sentence::Sentence;
use crate::source::{self, Credit};
use crate::speaker;
use crate::told::told;
use crate::trained::Marked;

const fn overlap(a: Range, b: Range) -> bool {
    a.0 < b.1 && b.0 < a.1
}

/// The credits of a report, sentence by sentence.
#[derive(Debug, Default)]
pub(crate) struct Credits {
    pub(crate) all: Vec<Credit>,
    pub(crate) said: Vec<Vec<Said>>,
}

impl Credits {
    /// Reads the credits of all sentences.
    pub(crate) fn of(document: &Document<'_>, attributions: &[Attribution]) -> Self {
        let mut credits = Self::default();
        let marked = crate::trained::marked(document, attributions);
        let mut elsewhere: BTreeMap<usize, Vec<Said>> = BTreeMap::new();
        let continued = crate::quotation::continues(document.sentences.iter().map(|s| s.piece));
        for (idx, sentence) in document.sentences.iter().enumerate() {
            let mut said = credits.read(document, sentence);
            credits.clauses(document, sentence, &mut said);
            credits.beside(document, sentence, continued[idx], &mut said);
            if said.is_empty()
                && let Some(before) = idx.checked_sub(1).map(|before| &document.sentences[before])
                && let Some(alone) = speaker::alone(before, sentence)
            {
                said.extend(credits.credited(document, sentence, alone));
            }
            for marked in marked.get(&idx).into_iter().flatten() {
                for (at, new) in credits.marked(document, marked, &said) {
                    elsewhere.entry(at).or_default().push(new);
                }
            }
            said.extend(elsewhere.remove(&idx).into_iter().flatten());
            credits.said.push(said);
            credits.terms(sentence);
        }
        // What was said before the sentence that names its speaker.
        for (idx, said) in elsewhere {
            credits.said[idx].extend(said);
        }
        // A passage that is set as a quotation is its author's before neighbours are asked whose it is.
        let (quoted, plain): (Vec<_>, Vec<_>) = crate::passage::passages(document)
            .into_iter()
            .partition(|passage| passage.is_quoted(document));
        credits.passages(document, quoted);
        credits.quotations(document, &continued);
        credits.passages(document, plain);
        credits
    }

    fn read(&mut self, document: &Document<'_>, sentence: &Sentence<'_>) -> Vec<Said> {
        let frames = &*FRAMES;
        let text = &sentence.tagged.text;
        // "…, according to people who know him, The Times reported": the outlet at the end is the outer one.
        let mut order = [
            &frames.reported_by,
            &frames.according_middle,
            &frames.according_start,
            &frames.according_end,
            &frames.trail,
            &frames.inverted,
        ];
        if REPORTED.is_match(text) {
            order.swap(3, 4);
        }
        let outer = order
            .into_iter()
            .find_map(|frame| self.frame(document, sentence, &frame.captures(text)?, 0));
        let Some(mut outer) = outer else {
            return [
                &frames.lead,
                &frames.lead_clause,
                &frames.survey,
                &frames.middle,
            ]
            .into_iter()
            .find_map(|frame| self.frame(document, sentence, &frame.captures(text)?, 0))
            .or_else(|| uncredited(sentence))
            .into_iter()
            .collect();
        };
        self.nest(document, sentence, &mut outer);
        vec![outer]
    }

    /// The credits of an attribution that the trained reader found in this sentence, with what they said in each sentence.
    fn marked(
        &mut self,
        document: &Document<'_>,
        marked: &Marked,
        known: &[Said],
    ) -> Vec<(usize, Said)> {
        let Some((home, source)) = marked.source else {
            return Vec::new();
        };
        let cue = match marked.cue {
            Some((at, cue)) if at == home => cue,
            _ => (0, 0),
        };
        if !marked.is_speech(document) {
            return Vec::new();
        }
        let named = known
            .iter()
            .find(|s| !s.credits.is_empty() && overlap(s.source, source));
        let credits = match named {
            Some(said) => said.credits.clone(),
            None => match self.everyone(document, &document.sentences[home], source, cue) {
                Some(credits) => credits,
                None => return Vec::new(),
            },
        };
        marked
            .content
            .iter()
            .filter(|(at, range)| {
                marked.home() != Some(*at)
                    || !known
                        .iter()
                        .any(|s| !s.credits.is_empty() && s.covers(*range))
            })
            .map(|&(at, range)| {
                let here = at == home;
                let said = Said {
                    source: if here { source } else { (0, 0) },
                    cue: if here { cue } else { (0, 0) },
                    content: vec![range],
                    whole: false,
                    credits: credits.clone(),
                };
                (at, said)
            })
            .collect()
    }

    /// Adds the credits of clauses whose words nobody is credited with yet.
    fn clauses(&mut self, document: &Document<'_>, sentence: &Sentence<'_>, said: &mut Vec<Said>) {
        let subjects = crate::clause::participles(sentence);
        let free = |said: &[Said], range: Range| {
            !said
                .iter()
                .any(|s| !s.credits.is_empty() && (s.covers(range) || overlap(s.cue, range)))
        };
        for new in crate::clause::embedded(sentence) {
            if free(said, new.content[0])
                && let Some(new) = self.credited(document, sentence, new)
            {
                said.retain(|s| !s.credits.is_empty());
                said.push(new);
            }
        }
        for mut new in subjects {
            if !free(said, new.content[0]) {
                continue;
            }
            // "…," Hubbard told reporters, adding that …: the same speaker.
            let same = said
                .iter()
                .rev()
                .find(|s| !s.credits.is_empty() && s.cue.1 > 0 && s.cue.1 <= new.cue.0);
            if let Some(same) = same.filter(|_| new.source.0 == 0 || new.source == (0, 0)) {
                new.credits.clone_from(&same.credits);
                new.source = (0, 0);
                said.push(new);
            } else if let Some(new) = self.credited(document, sentence, new) {
                said.push(new);
            }
        }
    }

    fn credited(
        &mut self,
        document: &Document<'_>,
        sentence: &Sentence<'_>,
        said: Said,
    ) -> Option<Said> {
        let credits = self.everyone(document, sentence, said.source, said.cue)?;
        Some(Said {
            whole: false,
            credits,
            ..said
        })
    }

    /// Where an outlet is credited with what somebody said, that somebody is the origin and the outlet a relay.
    fn nest(&mut self, document: &Document<'_>, sentence: &Sentence<'_>, outer: &mut Said) {
        let [only] = outer.credits[..] else { return };
        let Origin::Organization { name } = self.all[only].origin.clone() else {
            return;
        };
        let is_outlet = sentence
            .mentions_in(outer.source.0, outer.source.1)
            .any(|m| matches!(m.what, What::Outlet(_)));
        if !is_outlet {
            return;
        }
        let Some(&(start, end)) = outer.content.first() else {
            return;
        };
        let content = sentence.tagged.text.get(start..end).unwrap_or_default();
        let inner = [&FRAMES.according_end, &FRAMES.lead, &FRAMES.lead_clause]
            .into_iter()
            .find_map(|frame| frame.captures(content));
        let Some(c) = inner else {
            return;
        };
        let Some(inner) = self.frame(document, sentence, &c, start) else {
            return;
        };
        for &id in &inner.credits {
            self.all[id].via.insert(0, name.clone());
        }
        outer.credits = inner.credits;
        outer.content = inner.content;
    }

    fn frame(
        &mut self,
        document: &Document<'_>,
        sentence: &Sentence<'_>,
        c: &Captures<'_>,
        shift: usize,
    ) -> Option<Said> {
        let Said {
            source,
            cue,
            content,
            ..
        } = spans(sentence, c, shift)?;
        let words = sentence.tagged.text.get(source.0..source.1)?;
        let outlets = sentence
            .mentions_in(source.0, source.1)
            .filter(|m| matches!(m.what, What::Outlet(_)))
            .count();
        let mut credits = Vec::new();
        if outlets > 1
            && words.contains(" and ")
            && words
                .trim_start_matches("the ")
                .trim_start_matches("both ")
                .starts_with('Ⓤ')
        {
            for name in sentence
                .mentions_in(source.0, source.1)
                .filter_map(|m| match &m.what {
                    What::Outlet(name) => Some(name.clone()),
                    _ => None,
                })
            {
                credits.push(self.push(Credit::new(Origin::Organization { name }, sentence.block)));
            }
        } else {
            credits = self.everyone(document, sentence, source, cue)?;
        }
        Some(Said {
            source,
            cue,
            content,
            whole: false,
            credits,
        })
    }

    /// Those whom a source names: one, or each of several people (`Smith, Jones and Brown said`).
    fn everyone(
        &mut self,
        document: &Document<'_>,
        sentence: &Sentence<'_>,
        source: Range,
        cue: Range,
    ) -> Option<Vec<usize>> {
        let words = sentence.tagged.text.get(source.0..source.1)?;
        let first = source::credit(document, sentence, source.0, source.1, &self.all)?;
        let mut credits = vec![first];
        if matches!(credits[0].origin, Origin::Person { .. }) {
            let more = source::listed(words)
                .into_iter()
                .filter_map(|(start, end)| {
                    let (start, end) = (source.0 + start, source.0 + end);
                    source::credit(document, sentence, start, end, &self.all)
                })
                .filter(|credit| matches!(credit.origin, Origin::Person { .. }));
            credits.extend(more);
            credits.dedup_by(|a, b| a.origin == b.origin);
        }
        let mut ids = Vec::new();
        for mut credit in credits {
            credit.via = told(document, sentence, cue, &credit);
            ids.push(self.push(credit));
        }
        Some(ids)
    }

    fn push(&mut self, credit: Credit) -> usize {
        self.all.push(credit);
        self.all.len() - 1
    }

    /// The speaker named beside a quotation that no other frame credits.
    fn beside(
        &mut self,
        document: &Document<'_>,
        sentence: &Sentence<'_>,
        continued: bool,
        said: &mut Vec<Said>,
    ) {
        let mut quoted = speaker::quoted(sentence, continued);
        quoted.retain(|&range| {
            !said
                .iter()
                .any(|s| !s.credits.is_empty() && s.covers(range))
        });
        if quoted.is_empty() {
            return;
        }
        if let Some(new) = speaker::beside(sentence, &quoted)
            && let Some(mut new) = self.credited(document, sentence, new)
        {
            new.whole = true;
            said.retain(|s| !s.credits.is_empty());
            said.push(new);
        }
    }

    /// Passages are their author's, except for what somebody else is credited with inside them.
    fn passages(&mut self, document: &Document<'_>, passages: Vec<Passage>) {
        for passage in passages {
            let named = &document.sentences[passage.named];
            let (start, end) = passage.source;
            let credits = match self.said[passage.named]
                .iter()
                .find(|said| said.cue == passage.cue && !said.credits.is_empty())
            {
                Some(said) => said.credits.clone(),
                None => match source::credit(document, named, start, end, &self.all) {
                    Some(credit) => vec![self.push(credit)],
                    None => continue,
                },
            };
            let outlet = credits
                .first()
                .and_then(|id| self.all[*id].origin.name())
                .map(str::to_owned);
            for idx in passage.from..passage.to {
                self.relay(document, idx, outlet.as_deref());
                let said = passage.said(document, idx, &credits);
                self.said[idx].push(said);
            }
        }
    }

    /// Those credited inside a passage speak through the outlet whose passage it is.
    fn relay(&mut self, document: &Document<'_>, idx: usize, outlet: Option<&str>) {
        let Some(name) = outlet.filter(|name| {
            claim::outlet::known(name).is_some() && !source::is_publisher(document, name)
        }) else {
            return;
        };
        for id in self.said[idx].iter().flat_map(|said| &said.credits) {
            let credit = &mut self.all[*id];
            if credit.origin.name() != Some(name) && !credit.via.iter().any(|hop| hop == name) {
                credit.via.insert(0, name.to_owned());
            }
        }
    }

    /// Quotations whose speaker is named in another sentence.
    fn quotations(&mut self, document: &Document<'_>, continued: &[bool]) {
        for (idx, sentence) in document.sentences.iter().enumerate() {
            let mut quoted = speaker::quoted(sentence, continued[idx]);
            if !speaker::is_mostly_quoted(sentence, &quoted) {
                continue;
            }
            quoted.retain(|&range| !self.said[idx].iter().any(|s| s.covers(range)));
            if quoted.is_empty() {
                continue;
            }
            let credits = speaker::neighbours(&document.sentences, idx, continued)
                .into_iter()
                .find_map(|other| {
                    let said = self.said[other].iter().rev();
                    said.map(|s| &s.credits).find(|credits| !credits.is_empty())
                })
                .cloned();
            if let Some(credits) = credits {
                self.said[idx].push(Said {
                    source: (0, 0),
                    cue: (0, 0),
                    content: quoted,
                    whole: true,
                    credits,
                });
            }
        }
    }

    /// Terms on which unnamed sources spoke, said in a sentence of its own or beside the credit.
    fn terms(&mut self, sentence: &Sentence<'_>) {
        static TERMS: LazyLock<Regex> = LazyLock::new(|| {
            regex(
                r"(?P<authorized>(?:not|n't|neither was|neither is|none were|none was|un)[ -]?(?:been )?authorized)|(?P<anonymity>anonymity|not (?:to )?be (?:named|identified)|declined to be (?:named|identified))",
            )
        });
        let (mut authorized, mut anonymity) = (false, false);
        for c in TERMS.captures_iter(&sentence.tagged.text) {
            authorized |= c.name("authorized").is_some();
            anonymity |= c.name("anonymity").is_some();
        }
        if !authorized && !anonymity {
            return;
        }
        let of_block =
            |c: &&Credit| c.block == sentence.block && matches!(c.origin, Origin::Anonymous { .. });
        let Some(origin) = self
            .all
            .iter()
            .rev()
            .find(of_block)
            .map(|c| c.origin.clone())
        else {
            return;
        };
        for credit in self
            .all
            .iter_mut()
            .filter(|c| c.block == sentence.block && c.origin == origin)
        {
            credit.terms.not_authorized |= authorized;
            credit.terms.on_condition_of_anonymity |= anonymity;
        }
    }
}
