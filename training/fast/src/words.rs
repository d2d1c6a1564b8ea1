//! What is learned of single words, for the lexicon of the model.

use std::collections::BTreeMap;
use std::error::Error;
use std::path::Path;

use news::fast::chain::{self, Role};
use news::fast::lexicon::{Entry, Lexicon};
use news::fast::token;

use crate::clusters;
use crate::corpus::{self, Article};

/// What is learned of single words.
pub fn lexicon(train: &[Article], root: &Path, raw: &[String]) -> Result<Vec<u8>, Box<dyn Error>> {
    let nothing = Lexicon::new(&[]);
    let mut counts: BTreeMap<u64, u32> = BTreeMap::new();
    let mut texts: Vec<Vec<u64>> = Vec::new();
    for text in train.iter().map(|a| &a.text).chain(raw) {
        let words: Vec<u64> = token::tokens(text, &nothing)
            .iter()
            .map(|t| t.lower)
            .collect();
        words
            .iter()
            .for_each(|w| *counts.entry(*w).or_default() += 1);
        texts.push(words);
    }
    let mut words: Vec<(u32, u64)> = counts
        .iter()
        .map(|(w, n)| (*n, *w))
        .filter(|(n, _)| *n >= 6)
        .collect();
    words.sort_unstable_by(|a, b| b.cmp(a));
    words.truncate(30_000);
    let numbers: BTreeMap<u64, u32> = words
        .iter()
        .enumerate()
        .map(|(n, (_, w))| (*w, n as u32))
        .collect();
    let mut text = Vec::new();
    for words in &texts {
        text.extend(
            words
                .iter()
                .map(|w| numbers.get(w).copied().unwrap_or(u32::MAX)),
        );
    }
    let fine = clusters::classes(&text, words.len(), 240, 6);
    let coarse = clusters::classes(&text, words.len(), 40, 8);
    let mut entries: BTreeMap<u64, Entry> = BTreeMap::new();
    for (word, number) in &numbers {
        let number = *number as usize;
        entries.insert(
            *word,
            Entry {
                fine: fine[number] + 1,
                coarse: coarse[number] + 1,
                ..Entry::default()
            },
        );
    }
    let speech = corpus::speech(root)?;
    let mut usual: BTreeMap<String, u32> = BTreeMap::new();
    let usual_of = |counts: &BTreeMap<String, u32>| {
        let total: u32 = counts.values().sum();
        let mut best: Vec<(u32, &str)> = counts.iter().map(|(t, n)| (*n, t.as_str())).collect();
        best.sort_unstable_by(|a, b| b.cmp(a));
        let second = best
            .get(1)
            .filter(|(n, _)| n * 7 >= total)
            .map_or("", |(_, t)| t);
        format!("{} {second}", best[0].1)
    };
    for counts in speech.values() {
        *usual.entry(usual_of(counts)).or_default() += counts.values().sum::<u32>();
    }
    let mut ranked: Vec<(u32, String)> = usual.into_iter().map(|(t, n)| (n, t)).collect();
    ranked.sort_unstable_by(|a, b| b.cmp(a));
    ranked.truncate(250);
    let ranks: BTreeMap<String, u8> = ranked
        .into_iter()
        .enumerate()
        .map(|(n, (_, t))| (t, n as u8 + 1))
        .collect();
    for (word, counts) in &speech {
        if counts.values().sum::<u32>() >= 2 {
            entries.entry(*word).or_default().speech =
                ranks.get(&usual_of(counts)).copied().unwrap_or(0);
        }
    }
    let mut cues: BTreeMap<u64, (u32, u32)> = BTreeMap::new();
    for article in train {
        let ready = corpus::ready(&article.text, &nothing);
        let tags = corpus::tags(&ready, &article.annotators[0]);
        for (token, tag) in ready.tokens.iter().zip(&tags) {
            let count = cues.entry(token.lower).or_default();
            count.0 += 1;
            count.1 += u32::from(
                chain::role(usize::from(*tag)) == Some(Role::Cue) && token.shape.is_word(),
            );
        }
    }
    for (word, (all, cue)) in &cues {
        if *all >= 3 {
            let rate = (*cue as f32 + 0.2) / (*all as f32 + 4.0);
            let level = [0.01, 0.04, 0.1, 0.22, 0.4, 0.6]
                .iter()
                .filter(|l| rate >= **l)
                .count();
            if level > 0 {
                entries.entry(*word).or_default().cue = level as u8;
            }
        }
    }
    let words: Vec<(u64, Entry)> = entries.into_iter().collect();
    let (bytes, lost) = Lexicon::build(&words, 1 << 16);
    println!(
        "lexicon: {} words, {lost} lost, {} parts of speech",
        words.len(),
        ranks.len()
    );
    Ok(bytes)
}
