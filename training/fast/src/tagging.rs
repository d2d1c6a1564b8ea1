//! Articles as the tagger sees them: numbered features and tags; and the runs that it finds in them.

use news::fast::chain;
use news::fast::features::Paragraph;
use news::fast::runs;

use crate::corpus::{self, Article, Ready};
use crate::crf::{Crf, Features, RARE, Sequence};
use crate::linking::Linking;

/// Numbers the features that are not rare.
pub fn number(ready: &[Ready], min: u32) -> (Features<u32>, Vec<u32>, usize) {
    let mut counts: Features<u32> = Features::default();
    let mut found = Vec::new();
    let mut width = 0;
    for ready in ready {
        for number in 0..ready.layout.paragraphs.len() {
            let paragraph = Paragraph::new(&ready.tokens, &ready.layout, number);
            for at in 0..paragraph.len() {
                found.clear();
                paragraph.features(at, &mut found);
                width = found.len();
                for &feature in &found {
                    let count = counts.entry(feature).or_default();
                    *count += 1;
                }
            }
        }
    }
    let mut kept: Vec<u64> = counts
        .iter()
        .filter(|(_, n)| **n >= min)
        .map(|(f, _)| *f)
        .collect();
    kept.sort_unstable();
    let of_kept = kept.iter().map(|f| counts[f]).collect();
    let numbers = kept
        .into_iter()
        .enumerate()
        .map(|(n, f)| (f, n as u32))
        .collect();
    (numbers, of_kept, width)
}

/// The paragraphs of all articles.
pub fn sequences(articles: &[Article], ready: &[Ready], numbers: &Features<u32>) -> Vec<Sequence> {
    let mut made = Vec::new();
    let mut found = Vec::new();
    for (article, (marked, ready)) in articles.iter().zip(ready).enumerate() {
        let tags: Vec<Vec<u8>> = marked
            .annotators
            .iter()
            .map(|gold| corpus::tags(ready, gold))
            .collect();
        for (number, &(start, end)) in ready.layout.paragraphs.iter().enumerate() {
            let paragraph = Paragraph::new(&ready.tokens, &ready.layout, number);
            let mut features = Vec::new();
            for at in 0..paragraph.len() {
                found.clear();
                paragraph.features(at, &mut found);
                features.extend(
                    found
                        .iter()
                        .map(|f| numbers.get(f).copied().unwrap_or(RARE)),
                );
            }
            made.push(Sequence {
                article,
                first: start,
                features,
                sites: (0..paragraph.len()).map(|at| paragraph.site(at)).collect(),
                tags: tags.iter().map(|tags| tags[start..end].to_vec()).collect(),
            });
        }
    }
    made
}

/// The runs that the tagger finds, by article.
pub fn linkings(crf: &Crf, sequences: &[&Sequence], bias: [f32; 3]) -> Vec<Linking> {
    let transitions = crf.transitions.eager(bias);
    let mut found: Vec<Linking> = Vec::new();
    let mut scores = Vec::new();
    for sequence in sequences {
        if found
            .last()
            .is_none_or(|last| last.article != sequence.article)
        {
            found.push(Linking {
                article: sequence.article,
                runs: Vec::new(),
            });
        }
        crf.scores(sequence, &mut scores);
        let tags = chain::best(&scores, &sequence.sites, &transitions);
        if let Some(last) = found.last_mut() {
            runs::runs(&tags, &scores, sequence.first, &mut last.runs);
        }
    }
    found
}
