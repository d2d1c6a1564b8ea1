//! From what many places know to people: the edges by rule and by word, and the groups that they make.
//!
//! A pure function. Known people are sorted by their addresses before anything is asked of them, so the order in which
//! documents came does not matter.

use std::collections::{BTreeMap, BTreeSet};

use super::known::{Known, KnownIn};
use super::near;
use super::rules::{Finding, Rule, compare};
use super::union::{Groups, Joined};
use super::{IdentityId, Verdict};
use crate::kin::Kin;

/// An editor's or an import's word, with the known people whom its two sides mean.
#[derive(Debug, Clone)]
pub(crate) struct Word {
    pub(crate) id: IdentityId,
    pub(crate) verdict: Verdict,
    pub(crate) basis: String,
    pub(crate) a: Vec<usize>,
    pub(crate) b: Vec<usize>,
}

/// An edge between two known people, by their numbers; the first is the smaller.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Link {
    pub(crate) a: usize,
    pub(crate) b: usize,
    pub(crate) verdict: Verdict,
    pub(crate) rule: Rule,
    pub(crate) basis: String,
    /// The word that it is; none where a rule found it.
    pub(crate) word: Option<IdentityId>,
}

/// Who is who.
#[derive(Debug)]
pub(crate) struct Resolved {
    /// The people: the numbers of the known people that each is.
    pub(crate) people: Vec<Vec<usize>>,
    /// The person of each known person.
    pub(crate) person_of: Vec<usize>,
    /// The edges that hold, and those that are left open.
    pub(crate) links: Vec<Link>,
}

/// Finds out who is who.
pub(crate) fn resolve(known: &[Known], words: &[Word], kin: &Kin) -> Resolved {
    let mut findings = findings(known, kin);
    leave_choices_open(known, &mut findings);
    let mut links = links_of_words(words);
    for link in &links {
        // What somebody has looked at is theirs to say, also when they leave it open.
        findings.remove(&(link.a, link.b));
    }
    links.extend(findings.into_iter().map(|((a, b), finding)| Link {
        a,
        b,
        verdict: finding.verdict,
        rule: finding.rule,
        basis: finding.basis,
        word: None,
    }));
    group(known.len(), links)
}

/// What the rules say of every pair that shares a block of surnames or an id.
fn findings(known: &[Known], kin: &Kin) -> BTreeMap<(usize, usize), Finding> {
    let mut blocks: BTreeMap<String, BTreeSet<usize>> = BTreeMap::new();
    for (at, known) in known.iter().enumerate() {
        for name in &known.names {
            let block = near::block(&kin.surname(name));
            blocks
                .entry(format!("surname {block}"))
                .or_default()
                .insert(at);
        }
        for (scheme, values) in &known.ids {
            for value in values {
                blocks
                    .entry(format!("{scheme}:{value}"))
                    .or_default()
                    .insert(at);
            }
        }
    }
    let pairs: BTreeSet<(usize, usize)> = blocks
        .values()
        .flat_map(|block| {
            block
                .iter()
                .flat_map(move |a| block.range(a + 1..).map(move |b| (*a, *b)))
        })
        .collect();
    pairs
        .into_iter()
        .filter_map(|(a, b)| Some(((a, b), compare(&known[a], &known[b], kin)?)))
        .collect()
}

/// A name in a race or for a seat joins only where it leaves no choice: `John Smith` of a list is nobody's where the race has
/// two of them, nor where the list has.
fn leave_choices_open(known: &[Known], findings: &mut BTreeMap<(usize, usize), Finding>) {
    let mut rivals: BTreeMap<(usize, &KnownIn), BTreeSet<usize>> = BTreeMap::new();
    let by_name = |finding: &Finding| {
        matches!(finding.rule, Rule::Race | Rule::Seat | Rule::Choice)
            && finding.verdict != Verdict::Different
    };
    for ((a, b), finding) in findings.iter() {
        if by_name(finding) && known[*a].place != known[*b].place {
            for (one, other) in [(*a, *b), (*b, *a)] {
                rivals
                    .entry((one, &known[other].place))
                    .or_default()
                    .insert(other);
            }
        }
    }
    // Two entries that one id makes one person are no rivals.
    let one_by_id: BTreeSet<(usize, usize)> = findings
        .iter()
        .filter(|(_, finding)| finding.rule == Rule::Id)
        .map(|(pair, _)| *pair)
        .collect();
    let choice: BTreeSet<(usize, usize)> = rivals
        .iter()
        .filter(|(_, others)| {
            let mut pairs = others.iter().zip(others.iter().skip(1));
            !pairs.all(|(a, b)| one_by_id.contains(&(*a, *b)))
        })
        .flat_map(|((one, _), others)| {
            others
                .iter()
                .map(|other| (*one.min(other), *one.max(other)))
        })
        .collect();
    for pair in choice {
        if let Some(finding) = findings.get_mut(&pair) {
            finding.verdict = Verdict::Unsure;
            finding.rule = Rule::Choice;
            finding.basis.push_str("; more than one person fits");
        }
    }
}

fn links_of_words(words: &[Word]) -> Vec<Link> {
    let mut links: BTreeMap<(usize, usize), Link> = BTreeMap::new();
    for word in words {
        for a in &word.a {
            for b in word.b.iter().filter(|b| *b != a) {
                let (a, b) = (*a.min(b), *a.max(b));
                // The last word on a pair is the one that counts: words come in the order of their numbers.
                links.insert(
                    (a, b),
                    Link {
                        a,
                        b,
                        verdict: word.verdict,
                        rule: Rule::Word,
                        basis: word.basis.clone(),
                        word: Some(word.id),
                    },
                );
            }
        }
    }
    links.into_values().collect()
}

/// Joins by words before rules, and keeps apart before it joins.
fn group(count: usize, mut links: Vec<Link>) -> Resolved {
    let order = |link: &Link| {
        let step = match (link.rule == Rule::Word, link.verdict) {
            (true, Verdict::Different) => 0,
            (true, Verdict::Same) => 1,
            (false, Verdict::Different) => 2,
            (false, Verdict::Same) => 3,
            (_, Verdict::Unsure) => 4,
        };
        (step, link.rule, link.a, link.b)
    };
    links.sort_by_key(order);
    let mut groups = Groups::new(count);
    for link in &mut links {
        match link.verdict {
            // A rule's "different" inside what an editor made one person has been overruled.
            Verdict::Different => {
                groups.keep_apart(link.a, link.b);
            }
            Verdict::Same => {
                if groups.join(link.a, link.b) == Joined::KeptApart {
                    link.verdict = Verdict::Unsure;
                    link.rule = Rule::KeptApart;
                    link.basis
                        .push_str("; but they are kept apart through somebody else");
                }
            }
            Verdict::Unsure => {}
        }
    }
    let (people, person_of) = people(count, &mut groups);
    Resolved {
        links: standing(links, &person_of),
        people,
        person_of,
    }
}

fn people(count: usize, groups: &mut Groups) -> (Vec<Vec<usize>>, Vec<usize>) {
    let mut number_of: BTreeMap<usize, usize> = BTreeMap::new();
    let mut people: Vec<Vec<usize>> = Vec::new();
    let mut person_of = Vec::with_capacity(count);
    for at in 0..count {
        let root = groups.root(at);
        let person = *number_of.entry(root).or_insert_with(|| {
            people.push(Vec::new());
            people.len() - 1
        });
        people[person].push(at);
        person_of.push(person);
    }
    (people, person_of)
}

/// The edges that say something: what holds, and of the open questions one for each pair of people, the best founded.
fn standing(links: Vec<Link>, person_of: &[usize]) -> Vec<Link> {
    let mut asked = BTreeSet::new();
    let mut settled = BTreeSet::new();
    let pair = |link: &Link| {
        let (a, b) = (person_of[link.a], person_of[link.b]);
        (a.min(b), a.max(b))
    };
    let mut standing = Vec::new();
    for link in links {
        let (one, other) = pair(&link);
        let holds = match link.verdict {
            Verdict::Same => one == other,
            Verdict::Different => {
                one != other && {
                    settled.insert((one, other));
                    true
                }
            }
            Verdict::Unsure => {
                let doubt = matches!(
                    link.rule,
                    Rule::IdOfTwoNames | Rule::IdsDisagree | Rule::KeptApart
                );
                one != other
                    && (doubt || !settled.contains(&(one, other)))
                    && asked.insert((one, other))
            }
        };
        if holds {
            standing.push(link);
        }
    }
    standing
}
