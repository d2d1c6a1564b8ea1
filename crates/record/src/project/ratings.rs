//! Forecasters' ratings: by rater, the latest; earlier ones beside it.

use std::collections::BTreeMap;

use claim::outlet::{canonical, fold};
use claim::{Statement, When};

use super::Scene;
use super::cluster::Cluster;
use super::headline::{Order, Terms, by_certainty, decide};
use crate::page::{RatingRow, Reason};

/// A rating as worded, and what it says apart from its wording.
struct Given<'a> {
    rating: &'a str,
    folded: String,
    date: Option<When>,
}

/// One row a rater.
pub(super) fn rows(scene: &Scene<'_>) -> Vec<RatingRow> {
    let mut raters: BTreeMap<String, (String, Vec<Cluster<'_, Given<'_>>>)> = BTreeMap::new();
    for fact in scene.facts {
        let Statement::Rating(c) = fact.statement.as_ref() else {
            continue;
        };
        let (_, ratings) = raters
            .entry(fold(canonical(&c.rater)))
            .or_insert_with(|| (canonical(&c.rater).to_owned(), Vec::new()));
        let given = Given {
            rating: &c.rating,
            folded: fold(&c.rating),
            date: c.date,
        };
        Cluster::gather(ratings, fact, given, |held, new| {
            let same = held.folded == new.folded;
            if same {
                held.date = held.date.max(new.date);
            }
            same
        });
    }
    raters
        .into_values()
        .filter_map(|(rater, ratings)| row(scene, rater, ratings))
        .collect()
}

fn row(
    scene: &Scene<'_>,
    rater: String,
    ratings: Vec<Cluster<'_, Given<'_>>>,
) -> Option<RatingRow> {
    let when = |given: &Cluster<'_, Given<'_>>| {
        let date = given.value.date.and_then(|date| scene.second(date));
        date.unwrap_or_else(|| given.first())
    };
    let terms = Terms {
        principal: None,
        order: Order::Succession,
        when: &when,
        sure: &by_certainty,
    };
    let contest = decide(scene, ratings, &terms, |denied, given| {
        denied.folded == given.folded
    })?;
    Some(RatingRow {
        rater,
        rating: contest.shown.cluster.value.rating.to_owned(),
        date: contest.shown.cluster.value.date,
        certainty: contest.shown.cluster.certainty(),
        reason: contest.reason,
        flags: contest.shown.flags,
        support: contest.shown.support,
        others: contest
            .others
            .into_iter()
            .map(|given| given.other_of(|given| given.rating.to_owned(), Reason::Superseded))
            .collect(),
    })
}
