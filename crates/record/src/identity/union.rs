//! Union-find in which some things are kept apart.
//!
//! Groups are joined by size with path halving, so that a hundred thousand things are grouped in milliseconds. What is
//! kept apart is a word on two *things* and holds for the groups that they are in: whoever joins one of them joins its
//! `different` too.

/// Things by number, in groups.
#[derive(Debug, Clone)]
pub struct Groups {
    parent: Vec<u32>,
    size: Vec<u32>,
    /// For each root: one thing of every group from which its group is kept apart. Both sides hold the other.
    apart: Vec<Vec<u32>>,
}

/// What joining two things did.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Joined {
    /// Their groups are one from now on.
    Now,
    /// They were in one group already.
    Before,
    /// Their groups are kept apart, and stay two.
    KeptApart,
}

impl Groups {
    /// So many things, each in a group of its own; they are numbered from 0.
    pub fn new(count: usize) -> Self {
        let last = u32::try_from(count).unwrap_or(u32::MAX);
        Self {
            parent: (0..last).collect(),
            size: vec![1; last as usize],
            apart: vec![Vec::new(); last as usize],
        }
    }

    /// The thing that stands for the group of a thing.
    pub fn root(&mut self, thing: usize) -> usize {
        let mut at = thing;
        while self.parent[at] as usize != at {
            let above = self.parent[at] as usize;
            self.parent[at] = self.parent[above];
            at = self.parent[at] as usize;
        }
        at
    }

    /// Whether two things are in one group.
    pub fn together(&mut self, a: usize, b: usize) -> bool {
        self.root(a) == self.root(b)
    }

    /// Keeps the groups of two things apart for good; `false` where they are one group already.
    pub fn keep_apart(&mut self, a: usize, b: usize) -> bool {
        let (root_a, root_b) = (self.root(a), self.root(b));
        if root_a == root_b {
            return false;
        }
        self.apart[root_a].push(number(b));
        self.apart[root_b].push(number(a));
        true
    }

    /// Makes the groups of two things one, unless they are kept apart.
    pub fn join(&mut self, a: usize, b: usize) -> Joined {
        let (a, b) = (self.root(a), self.root(b));
        if a == b {
            return Joined::Before;
        }
        if self.are_kept_apart(a, b) {
            return Joined::KeptApart;
        }
        let (into, from) = if self.size[a] >= self.size[b] {
            (a, b)
        } else {
            (b, a)
        };
        self.parent[from] = number(into);
        self.size[into] += self.size[from];
        let (mut fewer, mut more) = (
            std::mem::take(&mut self.apart[from]),
            std::mem::take(&mut self.apart[into]),
        );
        if fewer.len() > more.len() {
            std::mem::swap(&mut fewer, &mut more);
        }
        more.append(&mut fewer);
        self.apart[into] = more;
        Joined::Now
    }

    /// Whether two roots are kept apart: the shorter of the two lists is looked through.
    fn are_kept_apart(&mut self, a: usize, b: usize) -> bool {
        let (short, other) = if self.apart[a].len() <= self.apart[b].len() {
            (a, b)
        } else {
            (b, a)
        };
        (0..self.apart[short].len()).any(|at| {
            let thing = self.apart[short][at] as usize;
            self.root(thing) == other
        })
    }
}

/// Things are counted in 32 bits: four billion of them do not fit into memory anyway.
fn number(thing: usize) -> u32 {
    u32::try_from(thing).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn different_holds_for_whoever_joins() {
        let mut groups = Groups::new(4);
        assert!(groups.keep_apart(0, 1));
        assert_eq!(groups.join(0, 2), Joined::Now);
        assert_eq!(groups.join(1, 3), Joined::Now);
        assert_eq!(groups.join(2, 3), Joined::KeptApart);
        assert_eq!(groups.join(3, 1), Joined::Before);
        assert!(!groups.keep_apart(0, 2), "they are one already");
    }

    /// The same by looking at everything: colours instead of trees, all words on pairs kept as they came.
    fn naive(count: usize, steps: &[(bool, usize, usize)]) -> Vec<Vec<bool>> {
        let mut colour: Vec<usize> = (0..count).collect();
        let mut apart: Vec<(usize, usize)> = Vec::new();
        for &(same, a, b) in steps {
            let (a, b) = (colour[a], colour[b]);
            let kept = apart.contains(&(a, b)) || apart.contains(&(b, a));
            if same && !kept {
                for held in &mut colour {
                    if *held == b {
                        *held = a;
                    }
                }
                for pair in &mut apart {
                    let new = |held: usize| if held == b { a } else { held };
                    *pair = (new(pair.0), new(pair.1));
                }
            } else if !same && a != b {
                apart.push((a, b));
            }
        }
        (0..count)
            .map(|a| (0..count).map(|b| colour[a] == colour[b]).collect())
            .collect()
    }

    proptest! {
        #[test]
        fn the_fast_way_groups_as_the_naive_one(
            steps in prop::collection::vec((prop::bool::weighted(0.7), 0_usize..12, 0_usize..12), 0..60),
        ) {
            let mut groups = Groups::new(12);
            for &(same, a, b) in &steps {
                if same {
                    groups.join(a, b);
                } else {
                    groups.keep_apart(a, b);
                }
            }
            let expect = naive(12, &steps);
            for (a, row) in expect.iter().enumerate() {
                for (b, together) in row.iter().enumerate() {
                    prop_assert_eq!(groups.together(a, b), *together, "{} {}", a, b);
                }
            }
        }
    }
}
