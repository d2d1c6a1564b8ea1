//! Classes of words that stand in like places, by exchange: each word moves to the class in which the words before and
//! after it are best told by class (a predictive exchange in both directions).

use std::collections::BTreeMap;

/// The class of each word, from 0, for a text of words by number (a word that is not to be classed is `words` or more).
pub fn classes(text: &[u32], words: usize, classes: usize, rounds: usize) -> Vec<u8> {
    let mut pairs: BTreeMap<(u32, u32), u32> = BTreeMap::new();
    for pair in text.windows(2) {
        *pairs.entry((pair[0], pair[1])).or_default() += 1;
    }
    let mut around: Vec<Vec<(usize, u32)>> = vec![Vec::new(); words];
    let mut count = vec![0_u32; words];
    // Contexts: the word before, and (further up) the word after; rare words are one context together.
    let context = |word: u32| (word as usize).min(words);
    for (&(before, after), &n) in &pairs {
        if (after as usize) < words {
            around[after as usize].push((context(before), n));
            count[after as usize] += n;
        }
        if (before as usize) < words {
            around[before as usize].push((words + 1 + context(after), n));
        }
    }
    for list in &mut around {
        list.sort_unstable();
        list.dedup_by(|b, a| {
            a.0 == b.0 && {
                a.1 += b.1;
                true
            }
        });
    }
    // Words come by frequency: the first of them seed the classes.
    let mut class: Vec<usize> = (0..words).map(|word| word % classes).collect();
    let mut of_context = vec![0_u32; (2 * words + 2) * classes];
    let mut of_class = vec![0_u32; classes];
    for word in 0..words {
        of_class[class[word]] += count[word];
        for &(context, n) in &around[word] {
            of_context[context * classes + class[word]] += n;
        }
    }
    let table: Vec<f32> = (0..1_u32 << 16).map(entropy).collect();
    let f = |n: u32| table.get(n as usize).copied().unwrap_or_else(|| entropy(n));
    let mut gain = vec![0.0_f32; classes];
    for _ in 0..rounds {
        let mut moved = 0;
        for word in 0..words {
            let old = class[word];
            of_class[old] -= count[word];
            for &(context, n) in &around[word] {
                of_context[context * classes + old] -= n;
            }
            for (gain, &n) in gain.iter_mut().zip(&of_class) {
                *gain = -2.0 * (f(n + count[word]) - f(n));
            }
            for &(context, n) in &around[word] {
                let row = &of_context[context * classes..(context + 1) * classes];
                for (gain, &m) in gain.iter_mut().zip(row) {
                    *gain += f(m + n) - f(m);
                }
            }
            let mut best = old;
            for (candidate, value) in gain.iter().enumerate() {
                if *value > gain[best] + 1e-3 {
                    best = candidate;
                }
            }
            moved += usize::from(best != old);
            class[word] = best;
            of_class[best] += count[word];
            for &(context, n) in &around[word] {
                of_context[context * classes + best] += n;
            }
        }
        println!("  {classes} classes: {moved} of {words} words moved");
        if moved * 200 < words {
            break;
        }
    }
    class
        .into_iter()
        .map(|class| u8::try_from(class).unwrap_or(0))
        .collect()
}

fn entropy(n: u32) -> f32 {
    if n == 0 {
        0.0
    } else {
        (f64::from(n) * f64::from(n).ln()) as f32
    }
}
