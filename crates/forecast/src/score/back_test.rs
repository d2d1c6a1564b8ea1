//! The model beside the naive average on past contests, each having learnt only from others.

use std::collections::BTreeMap;

use polls::Contest;

use super::card::{Scored, against, card, score};
use super::model::{Model, usual};
use super::naive::Naive;
use super::{Case, Set, Split, Test};
use crate::fitting::fit_primaries;
use crate::{Fitted, ForecastError, Leans, Parameters, Sampling, Search};

/// How a back-test is made.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Plan {
    /// The draws of the model; the seed is also that of the naive draws and of the bootstrap.
    pub sampling: Sampling,
    /// How the parameters of primaries are searched for with one contest left out.
    pub search: Search,
    /// Which sets are scored.
    pub sets: Sets,
}

/// Which sets are scored.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sets {
    /// All.
    All,
    /// One.
    Only(Set),
}

impl Sets {
    fn has(self, set: Set) -> bool {
        match self {
            Self::All => true,
            Self::Only(only) => only == set,
        }
    }
}

/// The years up to which generals and presidential primaries are learnt from, and from which they are forecast.
const YEARS: Split = Split::Years {
    to: 2014,
    from: 2016,
};

/// The days before the vote as of which primaries are scored.
const BEFORE: [i32; 3] = [0, 30, 60];

/// Scores all sets that the contests have. `fitted` are parameters whose generals and presidential primaries were fitted on
/// contests through 2014; those of primaries are fitted here, with each contest left out.
pub fn run(
    contests: &[Contest],
    fitted: &Fitted,
    leans: &Leans,
    plan: Plan,
) -> Result<Vec<Test>, ForecastError> {
    let mut tests = Vec::new();
    for set in [Set::Generals, Set::PresidentialPrimaries] {
        if plan.sets.has(set) {
            let model = |_: &Case<'_>| fitted;
            tests.extend(back_test(
                contests,
                set,
                0,
                YEARS,
                &model,
                leans,
                plan.sampling,
            ));
        }
    }
    let of_primaries = [Set::Primaries, Set::Runoffs];
    if !of_primaries.into_iter().any(|set| plan.sets.has(set)) {
        return Ok(tests);
    }
    let without = left_out(contests, fitted, leans, plan)?;
    let model = |case: &Case<'_>| without.get(&case.contest.id).unwrap_or(fitted);
    for set in of_primaries {
        for before in BEFORE.into_iter().filter(|_| plan.sets.has(set)) {
            let one = Split::LeaveOneOut;
            tests.extend(back_test(
                contests,
                set,
                before,
                one,
                &model,
                leans,
                plan.sampling,
            ));
        }
    }
    Ok(tests)
}

/// For each contest of the primaries' sets the parameters that were fitted without it.
fn left_out(
    contests: &[Contest],
    fitted: &Fitted,
    leans: &Leans,
    plan: Plan,
) -> Result<BTreeMap<String, Fitted>, ForecastError> {
    let of_primaries = |contest: &&Contest| {
        Case::of(contest, 0).is_some_and(|case| matches!(case.set, Set::Primaries | Set::Runoffs))
    };
    let start = Fitted {
        primary: usual(&fitted.primary),
        ..fitted.clone()
    };
    let mut found: BTreeMap<String, Fitted> = BTreeMap::new();
    for contest in contests.iter().filter(of_primaries) {
        let primary: Parameters =
            fit_primaries(contests, Some(&contest.id), &start, leans, plan.search)?;
        let without = Fitted {
            primary,
            ..fitted.clone()
        };
        found.insert(contest.id.clone(), without);
    }
    Ok(found)
}

/// Scores a model, given by its parameters for each case, beside the naive average. `None` where there is nothing to learn from
/// or to forecast.
pub fn back_test<'f>(
    contests: &[Contest],
    set: Set,
    before: i32,
    split: Split,
    parameters: &dyn Fn(&Case<'_>) -> &'f Fitted,
    leans: &Leans,
    sampling: Sampling,
) -> Option<Test> {
    let cases: Vec<Case<'_>> = contests
        .iter()
        .filter_map(|contest| Case::of(contest, before))
        .filter(|case| case.set == set)
        .collect();
    let naive = Naive {
        seed: sampling.seed,
    };
    let by_year = match split {
        Split::Years { to, .. } => {
            let past: Vec<Case<'_>> = cases.iter().filter(|c| c.year() <= to).cloned().collect();
            if past.is_empty() {
                return None;
            }
            Some(naive.fit(&past))
        }
        Split::LeaveOneOut => None,
    };
    let mut both: Vec<[Scored; 2]> = Vec::new();
    for case in &cases {
        if matches!(split, Split::Years { from, .. } if case.year() < from) {
            continue;
        }
        let learnt = by_year.or_else(|| {
            let others = cases.iter().filter(|c| c.contest.id != case.contest.id);
            let past: Vec<Case<'_>> = others.cloned().collect();
            (!past.is_empty()).then(|| naive.fit(&past))
        })?;
        let model = Model {
            fitted: parameters(case),
            leans,
            sampling,
        };
        if let Some(said) = model.forecast(case) {
            both.push([score(case, &said), score(case, &learnt.forecast(case))]);
        }
    }
    if both.is_empty() {
        return None;
    }
    let side = |at: usize| both.iter().map(|pair| pair[at].clone()).collect::<Vec<_>>();
    let (ours, theirs) = (side(0), side(1));
    Some(Test {
        set,
        before,
        learnt: match split {
            Split::Years { to, from } => {
                format!("learnt from contests through {to}, scored from {from} on")
            }
            Split::LeaveOneOut => "each contest forecast from all others".to_owned(),
        },
        model: card(&ours, sampling.seed),
        naive: card(&theirs, sampling.seed),
        against: against(&ours, &theirs, sampling.seed),
        contests: both,
    })
}
