//! `rating`: a forecaster's rating or odds.
//!
//! > Last week the Cook Political Report moved the race from Toss Up to Lean Republican.
//! >
//! > rater Cook Political Report, rating Lean Republican

use std::sync::LazyLock;

use claim::{Origin, Rating, Statement};

use super::{Look, Page, certainty, matches, quoted};
use crate::mention::What;
use crate::pattern::{Rules, rules};

pub(super) const RULES_FILE: &str = include_str!("../../data/patterns/rating.txt");

static RULES: LazyLock<Rules> = LazyLock::new(|| rules(RULES_FILE));

/// Reads the ratings of a sentence.
pub(super) fn read(page: &mut Page<'_, '_>, look: Look<'_, '_>) {
    for (rule, c) in matches(&RULES, look.text()) {
        let Some(group) = c.name("rating") else {
            continue;
        };
        let rater = look
            .mentions(&c, "rater")
            .into_iter()
            .find_map(|m| match &m.what {
                What::Outlet(name) | What::Organization(name) => Some(name.clone()),
                _ => None,
            });
        let Some(rater) = rater.or_else(|| rule.field("rater").map(|name| name.replace('_', " ")))
        else {
            continue;
        };
        let range = quoted(&c);
        let rating = Rating {
            rater,
            rating: look.sentence.words(group.start(), group.end()).to_owned(),
            race: look.race(range, None),
            state: None,
            date: look.sentence.mentions.iter().find_map(|m| match m.what {
                What::Date(dated) => Some(dated.when),
                _ => None,
            }),
        };
        // Whoever rates a race answers for the rating.
        let rater = Origin::organization(&rating.rater);
        let mut draft = look.draft(range, certainty(rule), Statement::Rating(rating));
        draft.origin = Some(rater);
        page.drafts.push(draft);
    }
}
