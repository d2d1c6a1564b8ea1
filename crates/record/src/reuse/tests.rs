//! What winnowing promises, against the slow way.

use std::collections::BTreeSet;

use claim::Span;
use proptest::prelude::*;

use super::*;

/// In our own words after the first day of the worked example: a wire's story, and an article that prints it between
/// paragraphs of its own.
const WIRE_STORY: &str = "Jeff Sessions plans to run again for the Senate seat from Alabama that he held for twenty \
    years, two Republicans who know of his plans said on Wednesday. He would enter a primary with several rivals a year \
    after he left the post of attorney general. The two spoke on condition that their names not be used because they \
    were not authorized to talk about it in public.";
const OWN_BEFORE: &str = "The race for the seat of Doug Jones just became more interesting than anybody had expected \
    this fall. A man whom voters here know well wants it back, and not everybody in Washington will be glad to hear of \
    it. President Trump has never forgiven his first attorney general for stepping aside from the Russia inquiry, and \
    people around him say that he may campaign for somebody else. The papers must be in by Friday at five.";
const OWN_AFTER: &str = "Whoever wins the primary in March meets Jones in November. Polls taken before the news had \
    Tommy Tuberville ahead of Bradley Byrne, with Roy Moore far behind both, and many voters undecided.";

fn spans(text: &str, span: Span) -> String {
    text.chars()
        .skip(span.start)
        .take(span.end - span.start)
        .collect()
}

#[test]
fn words_know_their_places() {
    let text = "Don’t say “Señor”: $2.5 million.";
    let words = Words::of(text);
    let all: Vec<&str> = (0..words.len()).map(|at| words.word(at)).collect();
    assert_eq!(all, ["dont", "say", "senor", "2", "5", "million"]);
    assert_eq!(spans(text, words.span(1, 2)), "say “Señor");
    assert_eq!(words.stretch(3, 3), "2 5 million");
}

#[test]
fn case_quotation_marks_and_line_breaks_do_not_matter() {
    let a = Words::of("“It’s time to go home,” said the Senator from the great state of Alabama");
    let b =
        Words::of("\"It's time to go\nhome,\" said the senator from the great state of ALABAMA");
    let found = compare(&a, &b);
    assert_eq!(found.shared.len(), 1);
    assert_eq!(found.of_second.share().to_string(), "1");
}

#[test]
fn a_story_inside_an_article_is_contained_wholly_though_the_documents_differ() {
    let article = format!("{OWN_BEFORE}\n\n{WIRE_STORY}\n\n{OWN_AFTER}");
    let found = compare(&Words::of(WIRE_STORY), &Words::of(&article));
    assert_eq!(found.of_first.share().to_string(), "1");
    let union = found.of_first.of + found.of_second.of - found.of_first.shared;
    let jaccard = Containment {
        shared: found.of_first.shared,
        of: union,
    };
    assert!(jaccard.share() < 0.5, "{}", jaccard.share());
    assert!(found.is_wire());
    let [run] = found.shared[..] else {
        panic!("one run: {:?}", found.shared);
    };
    assert_eq!(
        spans(WIRE_STORY, run.first),
        WIRE_STORY.trim_end_matches('.')
    );
    assert_eq!(
        spans(&article, run.second),
        WIRE_STORY.trim_end_matches('.')
    );
}

#[test]
fn what_a_text_says_twice_is_found_at_both_places_from_either_side() {
    let twice = format!("{OWN_AFTER}\n\n{WIRE_STORY}\n\n{OWN_AFTER}");
    let once = format!("{WIRE_STORY}\n\n{OWN_AFTER}");
    let (twice, once) = (Words::of(&twice), Words::of(&once));
    let starts = |spans: Vec<Span>| spans.iter().map(|span| span.start).collect::<BTreeSet<_>>();
    let straight = compare(&once, &twice).shared;
    let turned = compare(&twice, &once).shared;
    let found = starts(straight.iter().map(|run| run.second).collect());
    assert_eq!(found.len(), 2);
    assert_eq!(found, starts(turned.iter().map(|run| run.first).collect()));
}

#[test]
fn the_writers_own_words_are_nobodys() {
    let found = compare(
        &Words::of(WIRE_STORY),
        &Words::of(&format!("{OWN_BEFORE} {OWN_AFTER}")),
    );
    assert_eq!(found, compare_to_nothing(&found));
    assert!(!found.is_wire());
}

fn compare_to_nothing(like: &Comparison) -> Comparison {
    Comparison {
        shared: Vec::new(),
        of_first: Containment {
            shared: 0,
            ..like.of_first
        },
        of_second: Containment {
            shared: 0,
            ..like.of_second
        },
    }
}

#[test]
fn a_quotation_that_two_reporters_share_is_no_wire_copy() {
    let quote = "I have always been grateful to the people of this state and I will fight for them";
    let a = format!("{OWN_BEFORE} “{quote},” he said.");
    let b = format!("{OWN_AFTER} {WIRE_STORY} He said: “{quote}.”");
    let found = compare(&Words::of(&a), &Words::of(&b));
    assert_eq!(found.shared.len(), 1);
    assert_eq!(spans(&a, found.shared[0].first), quote);
    assert!(!found.is_wire());
}

#[test]
fn a_span_inside_a_shared_run_is_found_with_its_closing_mark() {
    let article = format!("{OWN_BEFORE}\n\n{WIRE_STORY}");
    let found = compare(&Words::of(WIRE_STORY), &Words::of(&article));
    let at = |text: &str, quote: &str| {
        let start = text[..text.find(quote).unwrap()].chars().count();
        Span::new(start, start + quote.chars().count())
    };
    let inside = "not authorized to talk about it in public.";
    assert!(found.around_second(at(&article, inside)).is_some());
    assert!(found.around_first(at(WIRE_STORY, inside)).is_some());
    assert!(
        found
            .around_second(at(&article, "by Friday at five"))
            .is_none()
    );
}

fn place(document: i64, last: i64) -> Place {
    Place {
        last,
        first: last,
        document,
    }
}

#[test]
fn every_two_copies_are_compared_once() {
    let words = Words::of(WIRE_STORY);
    let mut index = Index::default();
    index.add(place(1, 30), &words);
    index.add(place(2, 40), &words);
    index.add(place(3, 10), &Words::of(OWN_AFTER));
    index.add(place(4, 20), &words);
    let all = index.clone().pairs(0);
    assert_eq!(Vec::from_iter(all), [(1, 2), (1, 4), (2, 4)]);
    assert_eq!(Vec::from_iter(index.pairs(2)), [(1, 4), (2, 4)]);
}

#[test]
fn the_thousandth_copy_is_compared_with_the_first_ones() {
    let words = Words::of(WIRE_STORY);
    let mut index = Index::default();
    for document in 1..=200 {
        // Those that came in last were public first.
        index.add(place(document, 1000 - document), &words);
    }
    let pairs = index.pairs(199);
    let with: Vec<i64> = pairs.iter().map(|(with, _)| *with).collect();
    let first = 200 - i64::try_from(HOLDERS).unwrap();
    assert_eq!(with, (first..200).collect::<Vec<_>>());
}

#[test]
fn the_seeds_wire_story_is_contained_in_the_article_that_prints_it() {
    let path = concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/../../../shared/reading/seed.jsonl"
    );
    let Ok(seed) = std::fs::read_to_string(path) else {
        println!("skipped: {path} is not there");
        return;
    };
    let report: serde_json::Value = serde_json::from_str(seed.lines().next().unwrap()).unwrap();
    let text = report["text"].as_str().unwrap();
    let (_, block) = text.split_once("From The AP:").unwrap();
    let (block, _) = block.split_once("Please enter").unwrap();
    let found = compare(&Words::of(block), &Words::of(text));
    assert_eq!(found.of_first.share().to_string(), "1");
    assert!(found.of_second.share() < 0.4, "{}", found.of_second.share());
    assert!(found.is_wire());
}

/// For each word of the second text whether it lies in a run of at least [`SHINGLE`] words of the first; and the longest
/// run of all.
fn slow(first: &[usize], second: &[usize]) -> (Vec<bool>, usize) {
    let mut covered = vec![false; second.len()];
    let mut longest = 0;
    for at in 0..second.len() {
        for from in 0..first.len() {
            let run = first[from..]
                .iter()
                .zip(&second[at..])
                .take_while(|(a, b)| a == b)
                .count();
            longest = longest.max(run);
            if run >= SHINGLE {
                covered[at..at + run].fill(true);
            }
        }
    }
    (covered, longest)
}

/// Few words and copied stretches, so that common runs of all lengths come up.
fn two_texts() -> impl Strategy<Value = (Vec<usize>, Vec<usize>)> {
    let text = || prop::collection::vec(0_usize..40, 0..60);
    (
        text(),
        text(),
        text(),
        0_usize..60,
        0_usize..40,
        prop::collection::vec(0_usize..3, 0..40),
    )
        .prop_map(|(a, before, after, from, count, dull)| {
            let copied = a
                .iter()
                .skip(from.min(a.len()))
                .take(count)
                .copied()
                .collect::<Vec<_>>();
            let second = [&before[..], &copied, &after, &dull, &copied].concat();
            ([&a[..], &dull].concat(), second)
        })
}

fn written(text: &[usize]) -> String {
    const ENDS: [&str; 4] = [" ", ", ", ". ", " “"];
    let words: Vec<String> = text
        .iter()
        .map(|word| format!("w{word}é{}", ENDS[word % ENDS.len()]))
        .collect();
    words.concat()
}

proptest! {
    #[test]
    fn the_shared_runs_are_those_of_the_slow_way((first, second) in two_texts()) {
        let texts = (written(&first), written(&second));
        let words = (Words::of(&texts.0), Words::of(&texts.1));
        let found = compare(&words.0, &words.1);
        let (expect, _) = slow(&first, &second);
        let mut covered = vec![false; second.len()];
        for run in &found.shared {
            prop_assert!(run.words >= SHINGLE);
            let (a, b) = (spans(&texts.0, run.first), spans(&texts.1, run.second));
            let (a, b) = (Words::of(&a), Words::of(&b));
            prop_assert_eq!(a.len(), run.words);
            prop_assert_eq!(a.stretch(0, a.len()), b.stretch(0, b.len()));
            for (at, word) in covered.iter_mut().enumerate() {
                let span = words.1.span(at, 1);
                *word |= run.second.start <= span.start && span.end <= run.second.end;
            }
        }
        prop_assert_eq!(covered, expect);
    }

    #[test]
    fn it_does_not_matter_which_text_is_called_the_first((first, second) in two_texts()) {
        let (first, second) = (Words::of(&written(&first)), Words::of(&written(&second)));
        let mut turned = compare(&second, &first);
        for run in &mut turned.shared {
            std::mem::swap(&mut run.first, &mut run.second);
        }
        turned.shared.sort_by_key(|run| (run.second, run.first));
        std::mem::swap(&mut turned.of_first, &mut turned.of_second);
        prop_assert_eq!(compare(&first, &second), turned);
    }

    #[test]
    fn prints_miss_no_run_of_the_guaranteed_length((first, second) in two_texts()) {
        let (_, longest) = slow(&first, &second);
        let mut index = Index::default();
        index.add(place(1, 1), &Words::of(&written(&first)));
        index.add(place(2, 2), &Words::of(&written(&second)));
        let found = !index.pairs(0).is_empty();
        if longest >= GUARANTEED {
            prop_assert!(found);
        }
        if longest < SHINGLE {
            prop_assert!(!found);
        }
    }

    #[test]
    fn any_text_is_cut_without_a_slip(text in "\\PC{0,80}") {
        let words = Words::of(&text);
        for at in 0..words.len() {
            let stands = spans(&text, words.span(at, 1));
            prop_assert!(stands.chars().any(char::is_alphanumeric));
            let alone = Words::of(&stands);
            prop_assert_eq!(alone.word(0), words.word(at));
        }
    }
}
