//! From tables of past contests to a file of parameters.

use std::collections::BTreeMap;

use claim::{OfficeSought, Party, Stage};
use nalgebra::DVector;

use crate::fit::{Past, Search, fit};
use crate::lean::Leans;
use crate::odds::{as_f64, quantile};
use crate::posterior::posterior;
use crate::read::{kind_of, past};
use crate::{Fitted, ForecastError, Kind, LeanWeight, Others, Parameters, Transfer};

/// How the fit is made.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Training {
    /// Generals and presidential primaries up to this year count; all other primaries count.
    pub through: i16,
    /// After so many years a cycle counts half: polls do not err as they did.
    pub half_life: f64,
    /// The search.
    pub search: Search,
}

impl Default for Training {
    fn default() -> Self {
        Self {
            through: 2014,
            half_life: 6.0,
            search: Search::default(),
        }
    }
}

/// The days before the vote as of which a primary is fitted.
pub const HORIZONS: [i32; 3] = [0, 30, 60];

/// How much each of them counts: the eve is what most is known of.
const HORIZON_WEIGHTS: [f64; 3] = [1.5, 0.5, 0.5];

/// Fits everything that contests with polls and results tell, from these parameters on.
pub fn fit_all(
    contests: &[polls::Contest],
    from: &Fitted,
    leans: &Leans,
    training: Training,
) -> Result<Fitted, ForecastError> {
    let mut fitted = from.clone();
    let generals: Vec<&polls::Contest> = contests
        .iter()
        .filter(|c| is_training_general(c, training.through))
        .collect();
    fitted.lean = lean_weight(&generals, leans).unwrap_or(fitted.lean);
    fitted.others = others(&generals).unwrap_or(fitted.others);
    fitted.transfer = transfer(contests).unwrap_or(fitted.transfer);
    let of_generals = aged(&generals, &fitted, leans, training);
    let presidential: Vec<&polls::Contest> = contests
        .iter()
        .filter(|c| kind_of(c) == Kind::PresidentialPrimary && c.race.year <= training.through)
        .collect();
    let of_presidential = aged(&presidential, &fitted, leans, training);
    fitted.general = fit_kind(&of_generals, &from.general, Kind::General, training.search)?;
    fitted.presidential_primary = fit_kind(
        &of_presidential,
        &from.presidential_primary,
        Kind::PresidentialPrimary,
        training.search,
    )?;
    fitted.primary = fit_primaries(contests, None, &fitted, leans, training.search)?;
    fitted.provenance.evaluations = training.search.evaluations;
    fitted.provenance.contests = vec![
        format!(
            "general: {} of Senate and governors through {}",
            of_generals.len(),
            training.through
        ),
        format!(
            "presidential_primary: {} through {}",
            of_presidential.len(),
            training.through
        ),
        format!("primary: {}", primaries(contests, None).count()),
    ];
    Ok(fitted)
}

/// The parameters of primaries, fitted on all of them but one: what that one is scored with.
pub fn fit_primaries(
    contests: &[polls::Contest],
    but: Option<&str>,
    from: &Fitted,
    leans: &Leans,
    search: Search,
) -> Result<Parameters, ForecastError> {
    let mut known = Vec::new();
    for contest in primaries(contests, but) {
        for (days, weight) in HORIZONS.into_iter().zip(HORIZON_WEIGHTS) {
            known.extend(past(contest, days, from, leans).map(|past| Past { weight, ..past }));
        }
    }
    if known.is_empty() {
        return Err(ForecastError::NothingToFit(Kind::Primary.word()));
    }
    let search = Search {
        polls: 0.0,
        leader: search.leader * LEADERS,
        ..search
    };
    Ok(rounded(fit(&known, &from.primary, search)))
}

/// Primaries are few and have many candidates, so who came first counts for more beside their shares; their polls, taken
/// over months in which the race changed, say less of firms than they seem to.
const LEADERS: f64 = 4.0;

fn primaries<'a>(
    contests: &'a [polls::Contest],
    but: Option<&'a str>,
) -> impl Iterator<Item = &'a polls::Contest> {
    contests
        .iter()
        .filter(move |c| kind_of(c) == Kind::Primary && but != Some(c.id.as_str()))
        .filter(|c| told(c) > MOST)
}

/// Tables that give only the first two of a primary do not tell how it ended.
const MOST: f64 = 80.0;

/// The percent of the votes that the results of a contest account for.
fn told(contest: &polls::Contest) -> f64 {
    let shares = contest
        .candidates
        .iter()
        .filter_map(|c| Some(c.outcome.as_ref()?.share?.as_f64()));
    shares.sum()
}

/// Whether a general election is trained on: for the Senate or a governor, of two parties' nominees.
fn is_training_general(contest: &polls::Contest, through: i16) -> bool {
    kind_of(contest) == Kind::General
        && contest.stage == Stage::General
        && contest.race.year <= through
        && matches!(
            contest.race.office,
            OfficeSought::Senate | OfficeSought::Governor
        )
}

/// Past contests on the eve of the vote, the older the lighter.
fn aged(
    contests: &[&polls::Contest],
    fitted: &Fitted,
    leans: &Leans,
    training: Training,
) -> Vec<(i16, Past)> {
    contests
        .iter()
        .filter_map(|contest| {
            let years = f64::from(training.through - contest.race.year);
            let known = past(contest, 0, fitted, leans)?;
            let weight = 0.5_f64.powf(years / training.half_life);
            Some((contest.race.year, Past { weight, ..known }))
        })
        .collect()
}

fn fit_kind(
    known: &[(i16, Past)],
    from: &Parameters,
    kind: Kind,
    search: Search,
) -> Result<Parameters, ForecastError> {
    if known.is_empty() {
        return Err(ForecastError::NothingToFit(kind.word()));
    }
    let all: Vec<Past> = known.iter().map(|(_, past)| past.clone()).collect();
    let mut found = fit(
        &all,
        &Parameters {
            widen: 1.0,
            ..*from
        },
        search,
    );
    found.widen = widen(known, &found);
    Ok(rounded(found))
}

/// A cycle of fewer contests says too little of its own.
const ENOUGH: usize = 25;

/// How many of the last such cycles count.
const CYCLES: usize = 3;

/// The factor under which the worst of the last cycles has nine in ten of its log-ratios inside the nine-in-ten interval.
fn widen(known: &[(i16, Past)], parameters: &Parameters) -> f64 {
    let mut cycles: BTreeMap<i16, Vec<f64>> = BTreeMap::new();
    for (year, past) in known {
        let [Some(a), Some(b), ..] = past.result[..] else {
            continue;
        };
        let at = posterior(&past.contest, parameters);
        let c = &at.covariance;
        let spread = (c[(0, 0)] + c[(1, 1)] - 2.0 * c[(0, 1)]).sqrt();
        let off = (a.max(0.01) / b.max(0.01)).ln() - (at.mean[0] - at.mean[1]);
        cycles.entry(*year).or_default().push(off.abs() / spread);
    }
    let nine_in_ten = two_sided_ninety(parameters.tails);
    cycles
        .into_values()
        .rev()
        .filter(|off| off.len() >= ENOUGH)
        .take(CYCLES)
        .map(|mut off| {
            off.sort_by(f64::total_cmp);
            quantile(&off, 0.9) / nine_in_ten
        })
        .fold(1.0, f64::max)
}

/// The point beyond which Student's t lies once in ten, either side: the normal's with the first three terms of Cornish and
/// Fisher's expansion (Abramowitz and Stegun, 26.7.5).
fn two_sided_ninety(nu: f64) -> f64 {
    let z: f64 = 1.644_853_626_951_472_7;
    let (z3, z5, z7) = (z.powi(3), z.powi(5), z.powi(7));
    z + (z3 + z) / (4.0 * nu)
        + (5.0 * z5 + 16.0 * z3 + 3.0 * z) / (96.0 * nu.powi(2))
        + (3.0 * z7 + 19.0 * z5 + 17.0 * z3 - 15.0 * z) / (384.0 * nu.powi(3))
}

/// Least squares of the parties' log-ratio on the state's lean, for each office.
fn lean_weight(generals: &[&polls::Contest], leans: &Leans) -> Option<LeanWeight> {
    let slope = |office: OfficeSought| {
        let pairs: Vec<(f64, f64)> = generals
            .iter()
            .filter(|contest| contest.race.office == office)
            .filter_map(|contest| {
                let lean = leans.before(&contest.state, contest.race.year)?;
                let of = |party: Party| {
                    let named = |c: &&polls::Candidate| c.party.as_ref() == Some(&party);
                    let candidate = contest.candidates.iter().find(named)?;
                    Some(candidate.outcome.as_ref()?.share?.as_f64().max(1.0).ln())
                };
                Some((lean.points, of(Party::Democratic)? - of(Party::Republican)?))
            })
            .collect();
        let count = as_f64(pairs.len());
        let middle = |of: fn(&(f64, f64)) -> f64| pairs.iter().map(of).sum::<f64>() / count;
        let (points, ratio) = (middle(|pair| pair.0), middle(|pair| pair.1));
        let spread: f64 = pairs.iter().map(|pair| (pair.0 - points).powi(2)).sum();
        let both: f64 = pairs
            .iter()
            .map(|pair| (pair.0 - points) * (pair.1 - ratio))
            .sum();
        (pairs.len() > 20 && spread > 0.0).then(|| significant(both / spread))
    };
    Some(LeanWeight {
        senate: slope(OfficeSought::Senate)?,
        governor: slope(OfficeSought::Governor)?,
    })
}

/// How many votes went to all others than the two told.
fn others(generals: &[&polls::Contest]) -> Option<Others> {
    let ratios: Vec<f64> = generals
        .iter()
        .filter_map(|contest| {
            let shares: Vec<f64> = contest
                .candidates
                .iter()
                .filter_map(|c| Some(c.outcome.as_ref()?.share?.as_f64() / 100.0))
                .collect();
            let [a, b] = shares[..] else { return None };
            let rest = (1.0 - a - b).max(0.002);
            Some((rest / f64::midpoint(a, b)).ln())
        })
        .collect();
    let (mean, spread) = moments(&ratios)?;
    Some(Others {
        mean: significant(mean),
        spread: significant(spread),
    })
}

fn moments(values: &[f64]) -> Option<(f64, f64)> {
    if values.len() < 2 {
        return None;
    }
    let values = DVector::from_column_slice(values);
    Some((values.mean(), values.variance().sqrt()))
}

/// From primaries to their runoffs in the same tables: least squares through the origin, the primary's leader first.
fn transfer(contests: &[polls::Contest]) -> Option<Transfer> {
    /// With so few runoffs the spread is not believed to be smaller.
    const LEAST_SPREAD: f64 = 0.25;
    let pairs: Vec<(f64, f64)> = contests
        .iter()
        .filter(|c| matches!(c.stage, Stage::Runoff(Some(_))))
        .filter_map(|runoff| {
            let primary = contests.iter().find(|c| {
                c.race == runoff.race && c.stage == Stage::Primary(runoff.stage.party().cloned())
            })?;
            let [a, b] = &runoff.candidates[..] else {
                return None;
            };
            let share = |of: &polls::Contest, who: &polls::Candidate| {
                Some(of.candidate(&who.name)?.outcome.as_ref()?.share?.as_f64())
            };
            let before = (share(primary, a)? / share(primary, b)?).ln();
            let after = (share(runoff, a)? / share(runoff, b)?).ln();
            let turn = if before < 0.0 { -1.0 } else { 1.0 };
            Some((turn * before, turn * after))
        })
        .collect();
    if pairs.len() < 3 {
        return None;
    }
    let xx: f64 = pairs.iter().map(|(x, _)| x * x).sum();
    let xy: f64 = pairs.iter().map(|(x, y)| x * y).sum();
    let slope = xy / xx;
    let left: f64 = pairs.iter().map(|(x, y)| (y - slope * x).powi(2)).sum();
    Some(Transfer {
        slope: significant(slope),
        spread: significant(
            (left / (as_f64(pairs.len()) - 1.0))
                .sqrt()
                .max(LEAST_SPREAD),
        ),
        runoffs: pairs.len(),
    })
}

/// Four digits: what a file of parameters shows.
pub(crate) fn significant(x: f64) -> f64 {
    if x == 0.0 || !x.is_finite() {
        return x;
    }
    let scale = 10f64.powf(3.0 - x.abs().log10().floor());
    (x * scale).round() / scale
}

fn rounded(p: Parameters) -> Parameters {
    Parameters {
        shared: significant(p.shared),
        undecided: significant(p.undecided),
        homing: significant(p.homing),
        rally: significant(p.rally),
        walk: significant(p.walk),
        house: significant(p.house),
        single: significant(p.single),
        power: significant(p.power),
        prior: significant(p.prior),
        tails: significant(p.tails),
        widen: significant(p.widen),
        sponsor: significant(p.sponsor),
        endorsed: significant(p.endorsed),
        endorsed_spread: significant(p.endorsed_spread),
    }
}
