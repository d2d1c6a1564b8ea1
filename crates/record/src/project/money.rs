//! Campaign money: by holder and measure, the latest period first. Figures within one percent of each other are one
//! figure told more or less exactly; others for the same period contradict each other.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use claim::{Measure, Money, Period, PersonName, Statement};

use super::Scene;
use super::cluster::Cluster;
use super::headline::{Contest, Order, Terms, by_certainty, decide};
use crate::fold::Fact;
use crate::page::{MoneyRow, Reason};

#[derive(Clone, Copy)]
struct Figure {
    amount: Money,
    period: Option<Period>,
    denied: bool,
    /// Whether a filing states it: to the cent, so that an amendment is another figure however near it is.
    filed: bool,
}

type Figures<'a> = Vec<Cluster<'a, Figure>>;

/// One row a holder, measure and period.
pub(super) fn rows(scene: &Scene<'_>) -> Vec<MoneyRow> {
    let mut held: BTreeMap<(String, Measure), Vec<(&Fact, Figure)>> = BTreeMap::new();
    for fact in scene.facts {
        if let Statement::Funds(c) = fact.statement.as_ref() {
            let figure = Figure {
                amount: c.amount,
                period: c.period,
                denied: fact.certainty == claim::Certainty::Denied,
                filed: c.committee.is_some(),
            };
            held.entry((scene.holder(c), c.measure))
                .or_default()
                .push((fact, figure));
        }
    }
    let mut rows = Vec::new();
    for ((holder, measure), figures) in held {
        let mut periods = by_period(scene, figures);
        periods.sort_by_key(|figures| Reverse(ends(scene, figures)));
        for (at, figures) in periods.into_iter().enumerate() {
            let contest = choose(scene, &holder, figures);
            rows.extend(contest.map(|contest| row(&holder, measure, at == 0, contest)));
        }
    }
    rows
}

/// Whether two amounts are one, told more or less exactly.
pub(super) fn near(a: Money, b: Money) -> bool {
    let (a, b) = (i128::from(a.cents()), i128::from(b.cents()));
    (a - b).abs() * 100 <= a.abs().max(b.abs())
}

/// Whether two periods are one: the same end, and starts that do not disagree.
pub(super) fn same_period(a: Period, b: Period) -> bool {
    let starts = match (a.start, b.start) {
        (Some(a), Some(b)) => a.agrees_with(b),
        _ => true,
    };
    starts && a.end.agrees_with(b.end)
}

/// Whether two sums reach to one day and agree to the cent: the FEC's two summaries count from the first day of the cycle and
/// from that of the first report.
fn is_same_sum(a: &Figure, b: &Figure) -> bool {
    let ends = (
        a.period.map(|period| period.end),
        b.period.map(|period| period.end),
    );
    let both = matches!((a.period, b.period), (Some(a), Some(b)) if a.start.is_some() && b.start.is_some());
    both && ends.0 == ends.1 && a.amount == b.amount && a.amount.cents() % 100_000 != 0
}

/// Figures by period, and within a period by amount.
fn by_period<'a>(scene: &Scene<'_>, figures: Vec<(&'a Fact, Figure)>) -> Vec<Figures<'a>> {
    let (dated, undated): (Vec<_>, Vec<_>) = figures
        .into_iter()
        .partition(|(_, figure)| figure.period.is_some());
    let mut periods: Vec<Figures<'a>> = Vec::new();
    for (fact, figure) in dated {
        let same = periods.iter_mut().find(|figures| {
            figures
                .iter()
                .any(|held| match (held.value.period, figure.period) {
                    (Some(a), Some(b)) => same_period(a, b) || is_same_sum(&held.value, &figure),
                    _ => false,
                })
        });
        if let Some(figures) = same {
            add(figures, fact, figure);
        } else {
            let mut figures = Vec::new();
            add(&mut figures, fact, figure);
            periods.push(figures);
        }
    }
    periods.sort_by_key(|figures| Reverse(ends(scene, figures)));
    for (fact, figure) in undated {
        let reported = fact.heard.first().map_or(i64::MIN, |heard| heard.hi);
        // The latest period that had ended by then and has this figure; else it stands for itself.
        let same = periods.iter_mut().find(|figures| {
            ends(scene, figures) <= reported
                && figures
                    .iter()
                    .any(|held| near(held.value.amount, figure.amount))
        });
        if let Some(figures) = same {
            add(figures, fact, figure);
        } else {
            let mut figures = Vec::new();
            add(&mut figures, fact, figure);
            periods.push(figures);
        }
    }
    periods
}

fn add<'a>(figures: &mut Figures<'a>, fact: &'a Fact, figure: Figure) {
    Cluster::gather(figures, fact, figure, |held, new| {
        let is_one = if held.filed && new.filed {
            held.amount == new.amount
        } else {
            near(held.amount, new.amount)
        };
        let same = held.denied == new.denied && is_one;
        if same {
            held.filed |= new.filed;
            // The figure with the fewest zeros at the end is the exact one.
            if zeros(new.amount) < zeros(held.amount) {
                held.amount = new.amount;
            }
            held.period = match (held.period, new.period) {
                (Some(held), Some(new)) if held.start.is_none() => Some(new),
                (held, new) => held.or(new),
            };
        }
        same
    });
}

fn zeros(amount: Money) -> usize {
    let digits = amount.cents().unsigned_abs().to_string();
    digits.len() - digits.trim_end_matches('0').len()
}

/// The committee whose filings state a figure.
fn filed_by(facts: &[&Fact]) -> Option<String> {
    facts.iter().find_map(|fact| match fact.statement.as_ref() {
        Statement::Funds(c) => c.committee.clone(),
        _ => None,
    })
}

/// When a period ended; figures without one stand at their first report.
fn ends(scene: &Scene<'_>, figures: &Figures<'_>) -> i64 {
    figures
        .iter()
        .filter_map(|figure| scene.second(figure.value.period?.end))
        .max()
        .or_else(|| figures.iter().map(Cluster::first).min())
        .unwrap_or(i64::MIN)
}

/// The figure that is shown: a filing's before a campaign's own word, that before what is reported.
fn choose<'a>(
    scene: &Scene<'_>,
    holder: &str,
    figures: Figures<'a>,
) -> Option<Contest<'a, Figure>> {
    let principal = PersonName::new(holder);
    let terms = Terms {
        principal: Some(&principal),
        order: Order::Conflict,
        when: &|figure| figure.latest(),
        sure: &by_certainty,
    };
    decide(scene, figures, &terms, |denied, figure| {
        near(denied.amount, figure.amount)
    })
}

fn row(holder: &str, measure: Measure, current: bool, contest: Contest<'_, Figure>) -> MoneyRow {
    let Contest {
        shown,
        others,
        reason,
    } = contest;
    let all = || std::iter::once(&shown).chain(&others);
    MoneyRow {
        holder: holder.to_owned(),
        measure,
        amount: shown.cluster.value.amount,
        period: all().find_map(|held| held.cluster.value.period),
        certainty: shown.cluster.certainty(),
        current,
        reason,
        flags: shown.flags.clone(),
        support: shown.support.clone(),
        others: others
            .into_iter()
            .map(|loser| loser.other_of(|figure| figure.amount.to_string(), Reason::Conflicting))
            .collect(),
        on_record: false,
        official: false,
        committee: filed_by(&shown.cluster.facts),
        compared: Vec::new(),
    }
}
