//! How a pattern is searched for.
//!
//! A counted repetition (`[^,]{1,90}`) makes an automaton remember how far each attempt has come, so that nearly every byte of
//! a text leads it to a state never seen before. Such a pattern is therefore searched in two steps: a *sieve* in which
//! counted repetitions are unbounded, a small automaton over which a text without the pattern passes in no time;
//! and the pattern itself, by backtracking that never tries a place twice, for the few texts that the sieve holds back.
//! Whatever the pattern matches, the sieve matches.

use std::cell::RefCell;
use std::ops::RangeInclusive;
use std::sync::OnceLock;
use std::sync::atomic::{AtomicUsize, Ordering};

use regex_automata::hybrid::dfa::{self, DFA};
use regex_automata::meta;
use regex_automata::nfa::thompson::backtrack::{self, BoundedBacktracker};
use regex_automata::nfa::thompson::pikevm::PikeVM;
use regex_automata::nfa::thompson::{self, NFA, WhichCaptures};
use regex_automata::util::captures::GroupInfo;
use regex_automata::util::prefilter::Prefilter;
use regex_automata::util::primitives::NonMaxUsize;
use regex_automata::util::syntax;
use regex_automata::{Input, MatchKind};
use regex_syntax::hir::{Capture, Class, ClassBytes, ClassBytesRange, Hir, HirKind, Repetition};

use crate::grams::Wanted;
use crate::need;

/// Where a group starts or ends.
pub(crate) type Slot = Option<NonMaxUsize>;

/// Repetitions counted up to this are left as they are.
const FEW: u32 = 3;

/// The most memory that the states of one lazy automaton take, in bytes.
const STATES: usize = 1 << 21;

/// The most memory that one search by backtracking takes, in bytes.
const TRIED: usize = 1 << 21;

/// A pattern ready to be searched for.
#[derive(Debug)]
pub(crate) struct Engine {
    wanted: Wanted,
    way: Way,
}

#[derive(Debug)]
enum Way {
    /// For a pattern that has no counted repetition.
    Plain(meta::Regex),
    Sieved(Box<Sieved>),
}

impl Engine {
    /// Compiles a pattern in one-byte form.
    pub(crate) fn new(pattern: &str) -> Option<Self> {
        let hir = syntax::parse_with(pattern, &syntax()).ok()?;
        let way = if is_counted(&hir) {
            let loose = relaxed(&hir, usize::MAX);
            let first = Prefilter::from_hir_prefix(MatchKind::LeftmostFirst, &loose);
            Way::Sieved(Box::new(Sieved::new(
                &loose,
                first,
                Exact::new(pattern, &hir, None),
            )?))
        } else {
            Way::Plain(plain(&hir)?)
        };
        Some(Self {
            wanted: Wanted::new(&need::wanted(pattern)),
            way,
        })
    }

    /// Compiles a pattern that is only searched for where the words stand that it needs, with longer pieces put in by `fill`.
    pub(crate) fn filled(pattern: &str, fill: Fill) -> Option<Self> {
        let hir = syntax::parse_with(pattern, &syntax()).ok()?;
        let loose = filled(&relaxed(&hir, MANY), true, fill);
        let exact = Exact::new(pattern, &hir, Some(fill));
        Some(Self {
            wanted: Wanted::default(),
            way: Way::Sieved(Box::new(Sieved::new(&loose, None, exact)?)),
        })
    }

    /// What a text must hold to hold the pattern.
    pub(crate) const fn wanted(&self) -> &Wanted {
        &self.wanted
    }

    /// The groups of the pattern by name; only a pattern that was found is sure to have them.
    pub(crate) fn groups(&self) -> Option<&GroupInfo> {
        match &self.way {
            Way::Plain(regex) => Some(regex.group_info()),
            Way::Sieved(sieved) => Some(sieved.exact.built()?.get_nfa().group_info()),
        }
    }

    /// How many slots the pattern fills.
    pub(crate) fn slots(&self) -> usize {
        match &self.way {
            Way::Plain(regex) => 2 * regex.captures_len(),
            Way::Sieved(sieved) => 2 * (sieved.exact.groups + 1),
        }
    }

    /// Whether the pattern is in a text.
    pub(crate) fn is_match(&self, bytes: &[u8]) -> bool {
        match &self.way {
            Way::Plain(regex) => regex.is_match(bytes),
            Way::Sieved(sieved) => sieved.search(&Input::new(bytes).earliest(true), &mut []),
        }
    }

    /// Looks for the pattern from a place on, and fills the slots: start and end of the whole, then of each group.
    pub(crate) fn search(&self, bytes: &[u8], at: usize, slots: &mut [Slot]) -> bool {
        let input = Input::new(bytes).range(at..);
        match &self.way {
            Way::Plain(regex) => regex.search_slots(&input, slots).is_some(),
            Way::Sieved(sieved) => sieved.search(&input, slots),
        }
    }
}

fn plain(hir: &Hir) -> Option<meta::Regex> {
    let config = meta::Config::new()
        .utf8_empty(false)
        .onepass(false)
        .hybrid_cache_capacity(STATES / 2);
    meta::Regex::builder()
        .configure(config)
        .build_from_hir(hir)
        .ok()
}

fn syntax() -> syntax::Config {
    syntax::Config::new().unicode(false).utf8(false)
}

/// Whether a pattern holds a repetition that is counted further than a few times.
fn is_counted(hir: &Hir) -> bool {
    match hir.kind() {
        HirKind::Repetition(repetition) => {
            repetition.max.unwrap_or(repetition.min) > FEW || is_counted(&repetition.sub)
        }
        HirKind::Capture(capture) => is_counted(&capture.sub),
        HirKind::Concat(parts) | HirKind::Alternation(parts) => parts.iter().any(is_counted),
        HirKind::Empty | HirKind::Literal(_) | HirKind::Class(_) | HirKind::Look(_) => false,
    }
}

/// A repeated choice between so many words is loosened to a repeated choice of their characters.
const MANY: usize = 30;

/// A pattern without groups and with all repetitions unbounded, those of choices between `many` loosened: it matches
/// whatever the pattern matches, and more.
fn relaxed(hir: &Hir, many: usize) -> Hir {
    match hir.kind() {
        HirKind::Repetition(repetition) => {
            let single = repetition.max.is_some_and(|max| max <= 1);
            let set = Some(&repetition.sub)
                .filter(|sub| !single && choices(sub) >= many)
                .map(|sub| bytes_of(sub))
                .filter(|set| !set.iter().any(|range| PIECES.contains(&range.start())));
            let sub = match set {
                Some(set) => Hir::class(Class::Bytes(set)),
                None => relaxed(&repetition.sub, many),
            };
            Hir::repetition(Repetition {
                min: repetition.min.min(1),
                max: repetition.max.filter(|_| single),
                greedy: repetition.greedy,
                sub: Box::new(sub),
            })
        }
        HirKind::Capture(capture) => relaxed(&capture.sub, many),
        HirKind::Concat(parts) => {
            Hir::concat(parts.iter().map(|part| relaxed(part, many)).collect())
        }
        HirKind::Alternation(parts) => {
            Hir::alternation(parts.iter().map(|part| relaxed(part, many)).collect())
        }
        HirKind::Empty | HirKind::Literal(_) | HirKind::Class(_) | HirKind::Look(_) => hir.clone(),
    }
}

/// Between how many things a pattern chooses at most in one place.
fn choices(hir: &Hir) -> usize {
    let most = |parts: &[Hir]| parts.iter().map(choices).max().unwrap_or_default();
    match hir.kind() {
        HirKind::Repetition(repetition) => choices(&repetition.sub),
        HirKind::Capture(capture) => choices(&capture.sub),
        HirKind::Concat(parts) => most(parts),
        HirKind::Alternation(parts) => parts.len().max(most(parts)),
        HirKind::Empty | HirKind::Literal(_) | HirKind::Class(_) | HirKind::Look(_) => 0,
    }
}

/// All bytes that a match of a pattern can hold.
fn bytes_of(hir: &Hir) -> ClassBytes {
    let mut set = ClassBytes::empty();
    add_bytes(hir, &mut set);
    set
}

fn add_bytes(hir: &Hir, set: &mut ClassBytes) {
    match hir.kind() {
        HirKind::Literal(literal) => {
            for byte in &literal.0 {
                set.push(ClassBytesRange::new(*byte, *byte));
            }
        }
        HirKind::Class(Class::Bytes(class)) => set.union(class),
        HirKind::Class(Class::Unicode(_)) => set.push(ClassBytesRange::new(0, u8::MAX)),
        HirKind::Repetition(repetition) => add_bytes(&repetition.sub, set),
        HirKind::Capture(capture) => add_bytes(&capture.sub, set),
        HirKind::Concat(parts) | HirKind::Alternation(parts) => {
            for part in parts {
                add_bytes(part, set);
            }
        }
        HirKind::Empty | HirKind::Look(_) => {}
    }
}

/// The bytes that can stand for longer pieces of a pattern: no text in one-byte form holds them.
pub(crate) const PIECES: RangeInclusive<u8> = 0x11..=0x1e;

/// Gives the pattern that stands for a byte, as it is or as it stands in a sieve.
pub(crate) type Fill = fn(byte: u8, loose: bool) -> Option<&'static Hir>;

/// A pattern in which some bytes, twice in a row, stand for longer pieces, with those put in. (One alone could become
/// part of a class of bytes.)
fn filled(hir: &Hir, loose: bool, fill: Fill) -> Hir {
    match hir.kind() {
        HirKind::Literal(literal) => {
            let mut pieces = Vec::new();
            let mut rest = &literal.0[..];
            while let Some(at) = rest.iter().position(|byte| PIECES.contains(byte)) {
                pieces.push(Hir::literal(&rest[..at]));
                pieces.extend(fill(rest[at], loose).cloned());
                rest = rest.get(at + 2..).unwrap_or_default();
            }
            pieces.push(Hir::literal(rest));
            Hir::concat(pieces)
        }
        HirKind::Repetition(repetition) => Hir::repetition(Repetition {
            sub: Box::new(filled(&repetition.sub, loose, fill)),
            ..repetition.clone()
        }),
        HirKind::Capture(capture) => Hir::capture(Capture {
            sub: Box::new(filled(&capture.sub, loose, fill)),
            ..capture.clone()
        }),
        HirKind::Concat(parts) => {
            Hir::concat(parts.iter().map(|part| filled(part, loose, fill)).collect())
        }
        HirKind::Alternation(parts) => {
            Hir::alternation(parts.iter().map(|part| filled(part, loose, fill)).collect())
        }
        HirKind::Empty | HirKind::Class(_) | HirKind::Look(_) => hir.clone(),
    }
}

/// A pattern in one-byte form, ready to be put into others: as it is, or as it stands in a sieve.
pub(crate) fn piece(pattern: &str, loose: bool) -> Option<Hir> {
    let hir = syntax::parse_with(pattern, &syntax()).ok()?;
    Some(if loose { relaxed(&hir, MANY) } else { hir })
}

/// The byte with which every match of a pattern begins.
fn first_byte(hir: &Hir) -> Option<u8> {
    match hir.kind() {
        HirKind::Literal(literal) => literal.0.first().copied(),
        HirKind::Capture(capture) => first_byte(&capture.sub),
        HirKind::Concat(parts) => first_byte(parts.first()?),
        _ => None,
    }
}

fn nfa(hir: &Hir, captures: WhichCaptures) -> Option<NFA> {
    let config = thompson::Config::new()
        .utf8(false)
        .which_captures(captures)
        .nfa_size_limit(Some(32 << 20));
    thompson::Compiler::new()
        .configure(config)
        .build_from_hir(hir)
        .ok()
}

thread_local! {
    /// The states of this thread's sieves, by number.
    static SIEVES: RefCell<Vec<Option<dfa::Cache>>> = const { RefCell::new(Vec::new()) };
    /// What this thread's searches by backtracking have tried.
    static TRIES: RefCell<Option<backtrack::Cache>> = const { RefCell::new(None) };
}

/// A pattern behind its sieve.
#[derive(Debug)]
pub(crate) struct Sieved {
    sieve: DFA,
    number: usize,
    exact: Exact,
}

/// The pattern itself, compiled when the sieve first holds a text back.
#[derive(Debug)]
struct Exact {
    pattern: Box<str>,
    fill: Option<Fill>,
    groups: usize,
    built: OnceLock<Option<BoundedBacktracker>>,
}

impl Sieved {
    fn new(loose: &Hir, first: Option<Prefilter>, exact: Exact) -> Option<Self> {
        static NEXT: AtomicUsize = AtomicUsize::new(0);
        let config = dfa::Config::new()
            .match_kind(MatchKind::LeftmostFirst)
            .prefilter(first)
            .cache_capacity(STATES)
            .skip_cache_capacity_check(true);
        let sieve = dfa::Builder::new()
            .configure(config)
            .build_from_nfa(nfa(loose, WhichCaptures::None)?)
            .ok()?;
        Some(Self {
            sieve,
            number: NEXT.fetch_add(1, Ordering::Relaxed),
            exact,
        })
    }

    fn search(&self, input: &Input<'_>, slots: &mut [Slot]) -> bool {
        self.is_held(input) && self.exact.search(input, slots)
    }

    /// Whether the sieve holds a text back.
    fn is_held(&self, input: &Input<'_>) -> bool {
        SIEVES.with_borrow_mut(|sieves| {
            if sieves.len() <= self.number {
                sieves.resize_with(self.number + 1, || None);
            }
            let cache = sieves[self.number].get_or_insert_with(|| self.sieve.create_cache());
            let found = self
                .sieve
                .try_search_fwd(cache, &input.clone().earliest(true));
            // A sieve that gives up holds everything back.
            !matches!(found, Ok(None))
        })
    }
}

impl Exact {
    fn new(pattern: &str, hir: &Hir, fill: Option<Fill>) -> Self {
        Self {
            pattern: pattern.into(),
            fill,
            groups: hir.properties().explicit_captures_len(),
            built: OnceLock::new(),
        }
    }

    fn built(&self) -> Option<&BoundedBacktracker> {
        let build = || {
            let hir = syntax::parse_with(&self.pattern, &syntax()).ok()?;
            let hir = match self.fill {
                Some(fill) => filled(&hir, false, fill),
                None => hir,
            };
            let first = first_byte(&hir).map(|byte| [[byte]]);
            let config = backtrack::Config::new()
                .visited_capacity(TRIED)
                .prefilter(first.and_then(|byte| Prefilter::new(MatchKind::LeftmostFirst, &byte)));
            BoundedBacktracker::builder()
                .configure(config)
                .build_from_nfa(nfa(&hir, WhichCaptures::All)?)
                .ok()
        };
        self.built.get_or_init(build).as_ref()
    }

    fn search(&self, input: &Input<'_>, slots: &mut [Slot]) -> bool {
        let Some(exact) = self.built() else {
            return false;
        };
        let found = TRIES.with_borrow_mut(|tries| {
            let cache = tries.get_or_insert_with(|| exact.create_cache());
            cache.reset(exact);
            exact.try_search_slots(cache, input, slots)
        });
        // A text too long to note what was tried is searched step by step instead.
        found.map_or_else(
            |_| step_by_step(exact.get_nfa(), input, slots),
            |id| id.is_some(),
        )
    }
}

fn step_by_step(nfa: &NFA, input: &Input<'_>, slots: &mut [Slot]) -> bool {
    PikeVM::new_from_nfa(nfa.clone()).is_ok_and(|machine| {
        let mut cache = machine.create_cache();
        machine.search_slots(&mut cache, input, slots).is_some()
    })
}
