//! How long it takes to make people of edges: a hundred thousand entities, joined and kept apart anew.
//!
//! `cargo bench -p record --bench identity`

use criterion::{Criterion, criterion_group, criterion_main};
use record::identity::Groups;

const ENTITIES: usize = 100_000;

type Pairs = Vec<(usize, usize)>;

/// Edges as a federal record has them: people of four entities each, every one of them joined by two edges, and one entity in ten
/// kept apart from one of another person. The numbers are shuffled by a multiplier that has no factor in common with their
/// count, so that no group lies together in memory.
fn edges() -> (Pairs, Pairs) {
    let shuffled = |number: usize| number * 37_199 % ENTITIES;
    let same = (0..ENTITIES)
        .flat_map(|at| [(at, at / 4 * 4), (at, at / 4 * 4 + (at + 1) % 4)])
        .map(|(a, b)| (shuffled(a), shuffled(b)))
        .collect();
    let apart = (0..ENTITIES / 10)
        .map(|at| (shuffled(at * 10), shuffled((at * 10 + 4) % ENTITIES)))
        .collect();
    (same, apart)
}

fn people(same: &[(usize, usize)], apart: &[(usize, usize)]) -> usize {
    let mut groups = Groups::new(ENTITIES);
    for (a, b) in apart {
        groups.keep_apart(*a, *b);
    }
    for (a, b) in same {
        groups.join(*a, *b);
    }
    (0..ENTITIES).filter(|at| groups.root(*at) == *at).count()
}

fn rebuild(criterion: &mut Criterion) {
    let (same, apart) = edges();
    assert_eq!(people(&same, &apart), ENTITIES / 4);
    criterion.bench_function("people of 100,000 entities", |bench| {
        bench.iter(|| people(&same, &apart));
    });
}

criterion_group!(benches, rebuild);
criterion_main!(benches);
