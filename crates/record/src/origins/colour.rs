//! The fewest groups into which leaves can be put so that no two that must differ share one: the chromatic number.
//!
//! Exact by branch and bound in the order of DSATUR (Brélaz, "New Methods to Color the Vertices of a Graph",
//! Communications of the ACM 22(4), 1979) between the size of a greedily grown clique and the greedy colouring. The
//! graphs of news are small and nearly cliques, where both bounds meet at once; a graph that needs more than
//! [`STEPS`] gives the clique as the bound and says that it is not exact.

/// How many steps of the search are spent before the clique stands as the answer.
const STEPS: u32 = 20_000;

/// From how many vertices a clique is grown.
const STARTS: usize = 32;

/// What is known of the fewest groups.
pub(super) struct Fewest {
    /// There are at least so many.
    pub(super) at_least: usize,
    /// Groups that do: as many as `at_least` where exact.
    pub(super) groups: Vec<Vec<usize>>,
    pub(super) exact: bool,
}

/// The fewest groups of the vertices of a symmetric graph.
pub(super) fn fewest(differ: &[Vec<bool>]) -> Fewest {
    let clique = clique_size(differ);
    let mut search = Search {
        partial: Partial::new(differ),
        goal: clique,
        best: greedy(differ),
        steps: STEPS,
    };
    search.descend(0);
    let used = colours_used(&search.best);
    let exact = used == clique || search.steps > 0;
    let mut groups = vec![Vec::new(); used];
    for (vertex, &colour) in search.best.iter().enumerate() {
        groups[colour].push(vertex);
    }
    groups.sort();
    Fewest {
        at_least: if exact { used } else { clique },
        groups,
        exact,
    }
}

fn colours_used(colours: &[usize]) -> usize {
    colours.iter().max().map_or(0, |most| most + 1)
}

/// The size of a set of vertices that all differ, grown greedily from each of the vertices with the most neighbours.
fn clique_size(differ: &[Vec<bool>]) -> usize {
    let mut order: Vec<usize> = (0..differ.len()).collect();
    order.sort_by_key(|&vertex| std::cmp::Reverse(degree(differ, vertex)));
    order
        .iter()
        .take(STARTS)
        .map(|&start| {
            let mut clique = vec![start];
            for &next in &order {
                if clique.iter().all(|&member| differ[member][next]) {
                    clique.push(next);
                }
            }
            clique.len()
        })
        .max()
        .unwrap_or(0)
}

fn degree(differ: &[Vec<bool>], vertex: usize) -> usize {
    differ[vertex].iter().filter(|&&apart| apart).count()
}

/// A partial colouring with what choosing the next vertex needs, kept up to date instead of counted again.
struct Partial<'a> {
    differ: &'a [Vec<bool>],
    degrees: Vec<usize>,
    colours: Vec<Option<usize>>,
    /// `beside[vertex][colour]`: how many neighbours have the colour.
    beside: Vec<Vec<u32>>,
    /// How many different colours each vertex has beside it.
    saturation: Vec<usize>,
}

impl<'a> Partial<'a> {
    fn new(differ: &'a [Vec<bool>]) -> Self {
        let size = differ.len();
        Self {
            differ,
            degrees: (0..size).map(|vertex| degree(differ, vertex)).collect(),
            colours: vec![None; size],
            beside: vec![Vec::new(); size],
            saturation: vec![0; size],
        }
    }

    /// The uncoloured vertex with the most colours beside it, then with the most neighbours, then the first.
    fn most_constrained(&self) -> Option<usize> {
        (0..self.colours.len())
            .filter(|&vertex| self.colours[vertex].is_none())
            .max_by_key(|&vertex| {
                (
                    self.saturation[vertex],
                    self.degrees[vertex],
                    std::cmp::Reverse(vertex),
                )
            })
    }

    fn is_free(&self, vertex: usize, colour: usize) -> bool {
        self.beside[vertex]
            .get(colour)
            .is_none_or(|&held| held == 0)
    }

    fn set(&mut self, vertex: usize, colour: usize) {
        self.colours[vertex] = Some(colour);
        for other in (0..self.differ.len()).filter(|&other| self.differ[vertex][other]) {
            let beside = &mut self.beside[other];
            if beside.len() <= colour {
                beside.resize(colour + 1, 0);
            }
            beside[colour] += 1;
            self.saturation[other] += usize::from(beside[colour] == 1);
        }
    }

    fn unset(&mut self, vertex: usize) {
        let Some(colour) = self.colours[vertex].take() else {
            return;
        };
        for other in (0..self.differ.len()).filter(|&other| self.differ[vertex][other]) {
            let beside = &mut self.beside[other];
            beside[colour] -= 1;
            self.saturation[other] -= usize::from(beside[colour] == 0);
        }
    }
}

fn greedy(differ: &[Vec<bool>]) -> Vec<usize> {
    let mut partial = Partial::new(differ);
    while let Some(vertex) = partial.most_constrained() {
        // As many colours as vertices always do.
        let free = (0..differ.len()).find(|&colour| partial.is_free(vertex, colour));
        partial.set(vertex, free.unwrap_or_default());
    }
    partial.colours.into_iter().flatten().collect()
}

struct Search<'a> {
    partial: Partial<'a>,
    goal: usize,
    best: Vec<usize>,
    steps: u32,
}

impl Search<'_> {
    /// Colours one more vertex in every way that can still beat the best.
    fn descend(&mut self, used: usize) {
        let best = colours_used(&self.best);
        if self.steps == 0 || used >= best || best == self.goal {
            return;
        }
        self.steps -= 1;
        let Some(vertex) = self.partial.most_constrained() else {
            self.best = self.partial.colours.iter().copied().flatten().collect();
            return;
        };
        for colour in 0..=used {
            if self.partial.is_free(vertex, colour) {
                self.partial.set(vertex, colour);
                self.descend(used.max(colour + 1));
                self.partial.unset(vertex);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn graph(size: usize, edges: &[(usize, usize)]) -> Vec<Vec<bool>> {
        let mut differ = vec![vec![false; size]; size];
        for &(a, b) in edges.iter().filter(|(a, b)| a != b) {
            differ[a][b] = true;
            differ[b][a] = true;
        }
        differ
    }

    /// The fewest groups over all ways to part the vertices into groups (Bell numbers: 21,147 ways for nine).
    fn naive(differ: &[Vec<bool>]) -> usize {
        fn descend(differ: &[Vec<bool>], groups: &mut Vec<Vec<usize>>, vertex: usize) -> usize {
            if vertex == differ.len() {
                return groups.len();
            }
            let mut fewest = usize::MAX;
            for at in 0..=groups.len() {
                if at == groups.len() {
                    groups.push(Vec::new());
                }
                if groups[at].iter().all(|&other| !differ[vertex][other]) {
                    groups[at].push(vertex);
                    fewest = fewest.min(descend(differ, groups, vertex + 1));
                    groups[at].pop();
                }
                if groups[at].is_empty() {
                    groups.pop();
                }
            }
            fewest
        }
        descend(differ, &mut Vec::new(), 0)
    }

    #[test]
    fn a_cycle_of_five_needs_three() {
        let found = fewest(&graph(5, &[(0, 1), (1, 2), (2, 3), (3, 4), (4, 0)]));
        assert_eq!((found.at_least, found.exact), (3, true));
    }

    #[test]
    fn nothing_needs_nothing() {
        assert_eq!(fewest(&[]).at_least, 0);
        assert_eq!(fewest(&graph(4, &[])).at_least, 1);
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(256))]

        #[test]
        fn the_fast_way_equals_the_naive_one(
            size in 0_usize..=9,
            edges in prop::collection::vec(any::<bool>(), 36),
            dense in any::<bool>(),
            more in prop::collection::vec(any::<bool>(), 36),
        ) {
            // Half of all pairs, or three quarters of them: news is nearly complete graphs.
            let mut pairs = (0..9).flat_map(|a| (0..a).map(move |b| (a, b)));
            let edges: Vec<(usize, usize)> = edges
                .iter()
                .zip(more)
                .map(|(&edge, more)| edge || dense && more)
                .filter_map(|edge| pairs.next().filter(|_| edge))
                .filter(|&(a, b)| a < size && b < size)
                .collect();
            let differ = graph(size, &edges);
            let found = fewest(&differ);
            prop_assert!(found.exact);
            prop_assert_eq!(found.at_least, naive(&differ));
            prop_assert_eq!(found.groups.len(), found.at_least);
            let mut all: Vec<usize> = found.groups.concat();
            all.sort_unstable();
            prop_assert_eq!(all, (0..size).collect::<Vec<_>>());
            for group in &found.groups {
                prop_assert!(group.iter().all(|&a| group.iter().all(|&b| !differ[a][b])));
            }
        }
    }
}
