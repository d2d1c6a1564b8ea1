//! PolNeAR: articles, and who marked what in them (brat stand-off), and the parts of speech of their words.

use std::collections::BTreeMap;
use std::error::Error;
use std::fs;
use std::io::Read;
use std::path::Path;

use news::fast::chain::Role;
use news::fast::layout::Layout;
use news::fast::lexicon::Lexicon;
use news::fast::token::{Token, tokens};

/// A range of code points.
pub type Span = (usize, usize);

/// One attribution as it was marked: spans of source, cue and content.
#[derive(Debug, Clone, Default)]
pub struct Gold {
    pub spans: [Vec<Span>; 3],
}

/// An article with what each of its annotators marked.
#[derive(Debug)]
pub struct Article {
    pub text: String,
    pub annotators: Vec<Vec<Gold>>,
}

/// Reads a part of the corpus; articles come in the order of their names.
pub fn read(root: &Path) -> Result<Vec<Article>, Box<dyn Error>> {
    let mut articles: BTreeMap<String, Article> = BTreeMap::new();
    for entry in fs::read_dir(root.join("text"))? {
        let path = entry?.path();
        let name = path
            .file_stem()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned();
        let text = fs::read_to_string(&path)?;
        let annotators = Vec::new();
        articles.insert(name, Article { text, annotators });
    }
    let mut files: Vec<_> = fs::read_dir(root.join("attributions"))?
        .map(|entry| entry.map(|entry| entry.path()))
        .collect::<Result<_, _>>()?;
    files.sort();
    for path in files {
        let stem = path
            .file_stem()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned();
        let base = stem.rsplit_once('_').map_or("", |(base, _)| base);
        let name = if articles.contains_key(&stem) {
            stem.as_str()
        } else {
            base
        };
        if let Some(article) = articles.get_mut(name) {
            article
                .annotators
                .push(annotations(&fs::read_to_string(&path)?));
        }
    }
    Ok(articles
        .into_values()
        .filter(|a| !a.annotators.is_empty())
        .collect())
}

fn annotations(text: &str) -> Vec<Gold> {
    let mut spans: BTreeMap<&str, Vec<Span>> = BTreeMap::new();
    let mut found = Vec::new();
    for line in text.lines() {
        let mut parts = line.splitn(3, '\t');
        let (Some(id), Some(rest)) = (parts.next(), parts.next()) else {
            continue;
        };
        if id.starts_with('T') {
            let (_, offsets) = rest.split_once(' ').unwrap_or_default();
            spans.insert(id, offsets.split(';').filter_map(span).collect());
        }
    }
    for line in text.lines().filter(|line| line.starts_with('E')) {
        let Some((_, rest)) = line.split_once('\t') else {
            continue;
        };
        let mut gold = Gold::default();
        for part in rest.split_whitespace() {
            let (role, id) = part.split_once(':').unwrap_or_default();
            let role = match role.trim_end_matches(|c: char| c.is_ascii_digit()) {
                "Source" => Role::Source,
                "Cue" => Role::Cue,
                "Content" => Role::Content,
                _ => continue,
            };
            gold.spans[role as usize].extend(spans.get(id).into_iter().flatten());
        }
        gold.spans
            .iter_mut()
            .for_each(|spans| spans.sort_unstable());
        found.push(gold);
    }
    found
}

fn span(text: &str) -> Option<Span> {
    let (start, end) = text.trim().split_once(' ')?;
    Some((start.parse().ok()?, end.parse().ok()?))
}

/// The tokens that each span list touches, in order.
pub fn covered(tokens: &[Token], spans: &[Span]) -> Vec<usize> {
    let mut found: Vec<usize> = Vec::new();
    for &(start, end) in spans {
        let from = tokens.partition_point(|token| token.last <= start);
        found.extend((from..tokens.len()).take_while(|&at| tokens[at].first < end));
    }
    found.sort_unstable();
    found.dedup();
    found
}

/// A text made ready.
pub struct Ready {
    pub tokens: Vec<Token>,
    pub layout: Layout,
}

pub fn ready(text: &str, lexicon: &Lexicon<'_>) -> Ready {
    let mut tokens = tokens(text, lexicon);
    let layout = Layout::of(&mut tokens);
    Ready { tokens, layout }
}

/// The tag of each token by one annotator.
pub fn tags(ready: &Ready, gold: &[Gold]) -> Vec<u8> {
    let mut owner: Vec<Option<(usize, usize)>> = vec![None; ready.tokens.len()];
    // Where marks overlap, the shorter role tells more: a cue within a content stays a cue.
    for role in [Role::Content, Role::Source, Role::Cue] {
        for (number, gold) in gold.iter().enumerate() {
            for at in covered(&ready.tokens, &gold.spans[role as usize]) {
                owner[at] = Some((number, role as usize));
            }
        }
    }
    let mut starts = vec![false; owner.len()];
    for &(start, _) in &ready.layout.paragraphs {
        starts[start] = true;
    }
    (0..owner.len())
        .map(|at| match owner[at] {
            None => 0,
            Some((_, role)) => {
                let goes_on = at > 0 && !starts[at] && owner[at - 1] == owner[at];
                (if goes_on {
                    Role::ALL[role].inside()
                } else {
                    Role::ALL[role].begin()
                }) as u8
            }
        })
        .collect()
}

/// How often each word (in lower case, by hash) has which part of speech.
pub fn speech(root: &Path) -> Result<BTreeMap<u64, BTreeMap<String, u32>>, Box<dyn Error>> {
    let mut counts: BTreeMap<u64, BTreeMap<String, u32>> = BTreeMap::new();
    for entry in fs::read_dir(root.join("parses"))? {
        let mut text = String::new();
        flate2::read::MultiGzDecoder::new(fs::File::open(entry?.path())?)
            .read_to_string(&mut text)?;
        for line in text.lines() {
            let fields: Vec<&str> = line.split('\t').collect();
            let &[_, word, _, speech, ..] = fields.as_slice() else {
                continue;
            };
            let speech = speech.trim_end_matches(['S', '$', 'R']);
            *counts
                .entry(news::fast::token::lower(word))
                .or_default()
                .entry(speech.to_owned())
                .or_default() += 1;
        }
    }
    Ok(counts)
}

/// The texts of reports in a compressed JSON Lines file.
pub fn raw(path: &Path) -> Result<Vec<String>, Box<dyn Error>> {
    #[derive(serde::Deserialize)]
    struct Report {
        text: String,
    }
    let mut text = String::new();
    flate2::read::MultiGzDecoder::new(fs::File::open(path)?).read_to_string(&mut text)?;
    text.lines()
        .map(|line| Ok(serde_json::from_str::<Report>(line)?.text))
        .collect()
}
