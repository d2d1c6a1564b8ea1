//! From learned weights to the model's file: what matters least is left out, the rest becomes small integers.

use news::fast::format::Parts;

use crate::crf::{Crf, Features};
use crate::linking::Table;

/// The most bytes that the file may have.
const LIMIT: usize = 7_900_000;

/// The file's bytes.
pub fn model(
    lexicon: &[u8],
    crf: &Crf,
    (numbers, counts): (&Features<u32>, &[u32]),
    table: &Table,
    bonus: [f32; 3],
    doubt: f32,
) -> Vec<u8> {
    // The features in the order of their numbers: a hash map's own order is not the same everywhere.
    let mut features: Vec<(u32, u64)> = numbers.iter().map(|(f, n)| (*n, *f)).collect();
    features.sort_unstable();
    let top = |weights: &[f32; 8]| weights.iter().fold(0.0_f32, |top, w| top.max(w.abs()));
    let mut ranked: Vec<(f32, usize)> = features
        .iter()
        .enumerate()
        .map(|(at, (n, _))| {
            (
                top(&crf.weights[*n as usize]) * (counts[*n as usize] as f32).sqrt(),
                at,
            )
        })
        .collect();
    ranked.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
    let fixed = lexicon.len() + 2 * (crf.transitions.weights.len() + table.weights.len()) + 64;
    let lines = (LIMIT - fixed) / 64;
    ranked.truncate(lines * 6 * 72 / 100);
    // The few largest weights may be cut off, so that the many small ones are told apart.
    let mut tops: Vec<f32> = ranked
        .iter()
        .map(|(_, at)| top(&crf.weights[features[*at].0 as usize]))
        .collect();
    tops.sort_by(f32::total_cmp);
    let scale = tops[tops.len() - 1 - tops.len() / 20_000] / 127.0;
    let small = |w: f32, scale: f32| (w / scale).round().clamp(-127.0, 127.0) as i8;
    let kept: Vec<(u64, [i8; 8])> = ranked
        .iter()
        .map(|(_, at)| {
            (
                features[*at].1,
                crf.weights[features[*at].0 as usize].map(|w| small(w, scale)),
            )
        })
        .filter(|(_, weights)| weights.iter().any(|w| *w != 0))
        .collect();
    let (arcs, arc_scale) = whole(&crf.transitions.eager(bonus).weights);
    let (linker, link_scale) = whole(&table.weights);
    let (bytes, lost) = Parts {
        lexicon,
        features: &kept,
        lines,
        arcs: &arcs,
        linker: &linker,
        scales: [scale, arc_scale, link_scale],
        doubt,
    }
    .write();
    println!(
        "model: {} of {} features, {lost} without a place, {lines} lines, {} bytes",
        kept.len(),
        numbers.len(),
        bytes.len()
    );
    bytes
}

fn whole(weights: &[f32]) -> (Vec<i16>, f32) {
    let top = weights.iter().fold(1e-6_f32, |top, w| top.max(w.abs()));
    let scale = top / 32_000.0;
    (
        weights.iter().map(|w| (w / scale).round() as i16).collect(),
        scale,
    )
}
