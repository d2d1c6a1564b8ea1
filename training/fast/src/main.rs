//! Trains the fast reader of attributions: `train-fast SEED POLNEAR RAW OUT` (see README.md).

mod clusters;
mod corpus;
mod crf;
mod export;
mod linking;
mod tagging;
mod words;

use std::error::Error;
use std::path::PathBuf;
use std::time::Instant;

use corpus::{Article, Ready};
use crf::{Crf, Random, Sequence, Settings};
use linking::{Linking, Marked, Score, Table};
use news::fast::lexicon::Lexicon;
use news::fast::runs::Runs;

/// Features that are seen less often are not weighed.
const RARE_BELOW: u32 = 3;
/// The training of the tagger that is kept.
const TAGGER: Settings = Settings {
    rate: 0.01,
    decay: 0.3,
    epochs: 5,
    blind: 0.15,
    seed: 0,
};
/// The taggers that find runs for the linker to learn from: as many, and so much shorter.
const FOLDS: usize = 3;
const FOLD_EPOCHS: usize = 2;
/// The linker's rate, decay and epochs, and the number of its weights.
const LINKER: (f32, f32, usize) = (0.1, 0.02, 6);
const LINKER_WEIGHTS: usize = 1 << 16;
/// What beginning a run is worth beyond its weight, by role: a run too many does little harm, since only those
/// that are linked are told.
const EAGER: [f32; 3] = [0.75, 0.5, 0.75];
/// A content run is dropped when its chance of being none is this or more.
const DOUBT: f32 = 0.5;

/// A part of the corpus, made ready.
struct Part {
    articles: Vec<Article>,
    ready: Vec<Ready>,
    /// By article and annotator.
    marked: Vec<Vec<Vec<Marked>>>,
}

impl Part {
    fn new(articles: Vec<Article>, lexicon: &Lexicon<'_>) -> Self {
        let ready: Vec<Ready> = articles
            .iter()
            .map(|a| corpus::ready(&a.text, lexicon))
            .collect();
        let marked = articles
            .iter()
            .zip(&ready)
            .map(|(article, ready)| {
                article
                    .annotators
                    .iter()
                    .map(|gold| linking::marked(ready, gold))
                    .collect()
            })
            .collect();
        Self {
            articles,
            ready,
            marked,
        }
    }

    fn runs<'a>(&'a self, linking: &'a Linking) -> Runs<'a> {
        let ready = &self.ready[linking.article];
        Runs {
            tokens: &ready.tokens,
            layout: &ready.layout,
            runs: &linking.runs,
        }
    }
}

fn main() -> Result<(), Box<dyn Error>> {
    let start = Instant::now();
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [seed, polnear, raw, out] = arguments.as_slice() else {
        return Err("usage: train-fast SEED POLNEAR RAW OUT".into());
    };
    let settings = Settings {
        seed: seed.parse()?,
        ..TAGGER
    };
    let polnear = PathBuf::from(polnear);
    let train = corpus::read(&polnear.join("train"))?;
    let dev = corpus::read(&polnear.join("dev"))?;
    println!(
        "{} articles to learn from, {} to measure",
        train.len(),
        dev.len()
    );

    let words = words::lexicon(&train, &polnear.join("train"), &corpus::raw(raw.as_ref())?)?;
    let lexicon = Lexicon::new(&words);
    println!("lexicon: {} bytes, {:.0?}", words.len(), start.elapsed());

    let (train, dev) = (Part::new(train, &lexicon), Part::new(dev, &lexicon));
    let (numbers, counts, width) = tagging::number(&train.ready, RARE_BELOW);
    println!(
        "{} features of {width} templates, {:.0?}",
        numbers.len(),
        start.elapsed()
    );
    let sequences = tagging::sequences(&train.articles, &train.ready, &numbers);
    let all: Vec<&Sequence> = sequences.iter().collect();

    // The linker learns from runs as the tagger finds them in articles that it has not seen.
    let mut examples = Vec::new();
    for fold in 0..FOLDS {
        let (held, part): (Vec<&Sequence>, Vec<&Sequence>) = all
            .iter()
            .copied()
            .partition(|sequence| sequence.article % FOLDS == fold);
        let mut crf = Crf::new(numbers.len(), width);
        crf.train(
            &part,
            Settings {
                epochs: FOLD_EPOCHS,
                ..settings
            },
            |_, _| {},
        );
        examples.extend(
            tagging::linkings(&crf, &held, EAGER)
                .into_iter()
                .map(|linking| {
                    let gold = train.marked[linking.article][0].clone();
                    (linking, gold)
                }),
        );
        println!("fold {fold}: {:.0?}", start.elapsed());
    }
    let mut table = Table::new(LINKER_WEIGHTS);
    table.train(&examples, &train.ready, LINKER, &mut Random(settings.seed));

    let mut crf = Crf::new(numbers.len(), width);
    crf.train(&all, settings, |epoch, loss| {
        println!(
            "tagger epoch {epoch}: loss {loss:.0}, {:.0?}",
            start.elapsed()
        );
    });
    let sequences = tagging::sequences(&dev.articles, &dev.ready, &numbers);
    measure(&crf, &table, &dev, &sequences.iter().collect::<Vec<_>>());

    let bytes = export::model(&words, &crf, (&numbers, &counts), &table, EAGER, DOUBT);
    std::fs::write(out, bytes)?;
    println!("done: {:.0?}", start.elapsed());
    Ok(())
}

/// Content and relation on the articles to measure, around the settings that are kept.
fn measure(crf: &Crf, table: &Table, dev: &Part, sequences: &[&Sequence]) {
    for more in [-0.25, 0.0, 0.25] {
        let linkings = tagging::linkings(crf, sequences, EAGER.map(|bonus| bonus + more));
        for doubt in [DOUBT - 0.1, DOUBT, DOUBT + 0.1] {
            let mut score = Score::default();
            for linking in &linkings {
                let runs = dev.runs(linking);
                score.add(
                    &runs,
                    &runs.link(table, doubt),
                    &dev.marked[linking.article],
                );
            }
            println!("bonus {more:+.2}, doubt {doubt:.2}: {score}");
        }
    }
}
