//! Row by row: which rows belong together, and in what they differ.

use std::collections::BTreeSet;

use super::rows::{Row, Section, rows, sure};
use super::{Change, ChangeKind, Changes, acts};
use crate::ClaimId;
use crate::page::{Other, RacePage, Reason, Support};

/// Compares two pages of a race, the earlier first.
pub fn compare(before: &RacePage, after: &RacePage) -> Changes {
    let mut changes = Vec::new();
    for (old, new) in pair(rows(before), rows(after)) {
        match (old, new) {
            (Some(old), Some(new)) => changes.extend(differences(&old, &new)),
            (None, Some(new)) => changes.push(appeared(&new)),
            (Some(old), None) => changes.push(disappeared(&old)),
            (None, None) => {}
        }
    }
    changes.extend(passed(before, after));
    // The order of the page; within a section rows keep theirs.
    changes.sort_by_key(|change| change.section);
    changes.extend(acts::compare(&before.acts, &after.acts));
    Changes {
        race: after.race.clone(),
        since: before.as_of,
        as_of: after.as_of,
        recorded: [before.recorded, after.recorded],
        claims: [before.claims, after.claims],
        changes,
    }
}

type Pair<'b, 'a> = (Option<Row<'b>>, Option<Row<'a>>);

/// Puts the rows of two pages side by side: those of one name, then those of one section that share a claim, because a
/// name can have become fuller. The order is that of the later page; what is gone comes last.
fn pair<'b, 'a>(before: Vec<Row<'b>>, after: Vec<Row<'a>>) -> Vec<Pair<'b, 'a>> {
    let mut free: Vec<Option<Row<'b>>> = before.into_iter().map(Some).collect();
    let mut pairs: Vec<Pair<'b, 'a>> = after
        .into_iter()
        .map(|new| {
            let same = |old: &Row<'_>| old.section == new.section && old.key == new.key;
            (take(&mut free, same), Some(new))
        })
        .collect();
    for (old, new) in &mut pairs {
        if let (None, Some(new)) = (&old, &new) {
            let claims: BTreeSet<&ClaimId> = new.claims().collect();
            *old = take(&mut free, |old| {
                old.section == new.section && old.claims().any(|id| claims.contains(id))
            });
        }
    }
    pairs.extend(free.into_iter().flatten().map(|old| (Some(old), None)));
    pairs
}

fn take<'b>(free: &mut [Option<Row<'b>>], wanted: impl Fn(&Row<'_>) -> bool) -> Option<Row<'b>> {
    free.iter_mut()
        .find(|row| row.as_ref().is_some_and(&wanted))?
        .take()
}

fn appeared(new: &Row<'_>) -> Change {
    let value = said(new);
    let origins = new.supports.first().map_or_else(String::new, |support| {
        format!(", {}", origins(support.origins))
    });
    Change {
        section: new.section,
        change: ChangeKind::New,
        subject: new.subject.clone(),
        what: format!("new: {value}{origins}"),
        before: None,
        after: Some(value),
        claims: new.claims().cloned().collect(),
    }
}

fn disappeared(old: &Row<'_>) -> Change {
    let value = said(old);
    Change {
        section: old.section,
        change: ChangeKind::Gone,
        subject: old.subject.clone(),
        what: format!("no longer on the page; it was {value}"),
        before: Some(value),
        after: None,
        claims: old.claims().cloned().collect(),
    }
}

/// The value with how sure its origins are.
fn said(row: &Row<'_>) -> String {
    // Who is expected to run is `expected` already.
    let certainty = row.certainty.filter(|held| held.word() != row.value);
    format!("{}{}", row.value, certainty.map(sure).unwrap_or_default())
}

fn differences(old: &Row<'_>, new: &Row<'_>) -> Vec<Change> {
    let held: BTreeSet<&ClaimId> = old.claims().collect();
    let fresh: Vec<ClaimId> = new
        .claims()
        .filter(|id| !held.contains(id))
        .cloned()
        .collect();
    let change = |kind, what: String, before: Option<String>, after: Option<String>| Change {
        section: new.section,
        change: kind,
        subject: new.subject.clone(),
        what,
        before,
        after,
        claims: fresh.clone(),
    };
    let mut found = Vec::new();
    if old.subject != new.subject {
        let what = format!("was {} before", old.subject);
        let (before, after) = (Some(old.subject.clone()), Some(new.subject.clone()));
        found.push(change(ChangeKind::Detail, what, before, after));
    }
    let (was, is) = (said(old), said(new));
    let same = was == is;
    if !same {
        // What another value rests on is told with it; it has not grown or shrunk.
        let on = new.supports.first().map_or_else(String::new, |support| {
            format!(
                ", {}, {}",
                origins(support.origins),
                support.evidence.words()
            )
        });
        let (kind, what) = match new.section {
            Section::Schedule if old.value != new.value => {
                (ChangeKind::Moved, format!("moved from {was} to {is}{on}"))
            }
            _ => (ChangeKind::Changed, format!("{was} → {is}{on}")),
        };
        found.push(change(kind, what, Some(was), Some(is)));
    }
    for (word, was, is) in details(old, new) {
        let what = match (&was, &is) {
            // Another status has another date, or none.
            (Some(_), None) if !same && matches!(word, "date" | "stage") => continue,
            (Some(was), Some(is)) => format!("{word}: {was} → {is}"),
            (None, Some(is)) => format!("{word}: {is}"),
            (Some(was), None) => format!("{word}: no longer {was}"),
            (None, None) => continue,
        };
        found.push(change(ChangeKind::Detail, what, was, is));
    }
    if let (true, Some(was), Some(is)) = (same, old.supports.first(), new.supports.first()) {
        found.extend(grown(was, is).map(|(kind, was, is)| {
            let what = match new.section {
                // What a table says is no name for it.
                Section::Polls | Section::Results => format!("{was} → {is}"),
                _ => format!("{}: {was} → {is}", said(new)),
            };
            change(kind, what, Some(was), Some(is))
        }));
    }
    found.extend(
        beside(old, new)
            .into_iter()
            .map(|(kind, what, before, after)| change(kind, what, before, after)),
    );
    let now: BTreeSet<&ClaimId> = new.claims().collect();
    let lost = held.iter().any(|id| !now.contains(*id));
    if found.is_empty() && (!fresh.is_empty() || lost) {
        let what = match fresh.len() {
            0 => "rests on fewer claims".to_owned(),
            1 => "stated again once".to_owned(),
            many => format!("stated again {many} times"),
        };
        found.push(change(ChangeKind::Repeated, what, None, None));
    }
    found
}

/// The details in which two rows differ, by their word.
fn details(old: &Row<'_>, new: &Row<'_>) -> Vec<(&'static str, Option<String>, Option<String>)> {
    let of = |row: &Row<'_>, word: &str| {
        let mut details = row.details.iter();
        details
            .find(|(held, _)| *held == word)
            .map(|(_, value)| value.clone())
    };
    let mut words: Vec<&'static str> = new.details.iter().map(|(word, _)| *word).collect();
    let gone = old.details.iter().map(|(word, _)| *word);
    words.extend(gone.filter(|word| !new.details.iter().any(|(held, _)| held == word)));
    words
        .into_iter()
        .map(|word| (word, of(old, word), of(new, word)))
        .filter(|(_, was, is)| was != is)
        .collect()
}

/// More or fewer origins; better or worse evidence.
fn grown(
    was: &Support,
    is: &Support,
) -> impl Iterator<Item = (ChangeKind, String, String)> + use<> {
    let origins = (was.origins != is.origins).then(|| {
        (
            ChangeKind::Origins,
            origins(was.origins),
            origins(is.origins),
        )
    });
    let evidence = (was.evidence != is.evidence).then(|| {
        let words = |support: &Support| support.evidence.words().to_owned();
        (ChangeKind::Evidence, words(was), words(is))
    });
    origins.into_iter().chain(evidence)
}

type Beside = (ChangeKind, String, Option<String>, Option<String>);

/// What stands beside the value shown.
fn beside(old: &Row<'_>, new: &Row<'_>) -> Vec<Beside> {
    let words = |other: &Other| {
        let known = other.value.starts_with(other.certainty.word());
        let sure = match other.reason {
            Reason::Denied => String::new(),
            _ if known => String::new(),
            _ => sure(other.certainty),
        };
        format!("{}: {}{sure}", other.reason.words(), other.value)
    };
    let mut found = Vec::new();
    for other in &new.others {
        let is = words(other);
        match old.others.iter().find(|held| words(held) == is) {
            Some(held) if held.support.origins != other.support.origins => {
                let (was, now) = (
                    origins(held.support.origins),
                    origins(other.support.origins),
                );
                let what = format!("{is}: {was} → {now}");
                found.push((ChangeKind::Beside, what, Some(was), Some(now)));
            }
            Some(_) => {}
            // The act, or the newer version, is told among the acts.
            None if other.reason.is_taken_back() => {}
            // What stood there until now stands beside its successor: the change of the value has said so.
            None if is_step(other) && other.value.starts_with(&old.value) => {}
            None => {
                let kind = match other.reason {
                    Reason::Denied => ChangeKind::Denied,
                    Reason::Conflicting => ChangeKind::Contradicted,
                    Reason::Earlier => ChangeKind::Step,
                    _ => ChangeKind::Beside,
                };
                let what = format!("{is}, {}", origins(other.support.origins));
                found.push((kind, what, None, Some(is)));
            }
        }
    }
    for other in &old.others {
        let was = words(other);
        // What stands there now with another reason, or is the value itself, is not gone.
        let still = new.others.iter().any(|held| held.value == other.value)
            || new.value == other.value
            || other.value.starts_with(&new.value);
        if !still {
            found.push((
                ChangeKind::Beside,
                format!("no longer beside it: {was}"),
                Some(was),
                None,
            ));
        }
    }
    found
}

const fn is_step(other: &Other) -> bool {
    matches!(other.reason, Reason::Earlier | Reason::Superseded)
}

/// Dates that lay ahead and lie behind now.
fn passed(before: &RacePage, after: &RacePage) -> Vec<Change> {
    let stood = |event, stage| {
        let mut rows = before.schedule.iter();
        rows.find(|row| (row.event, &row.stage) == (event, stage))
    };
    after
        .schedule
        .iter()
        .filter(|row| row.past && stood(row.event, &row.stage).is_some_and(|old| !old.past))
        .map(|row| {
            let stage = row.stage.as_ref().map(|stage| format!(" ({stage})"));
            Change {
                section: Section::Schedule,
                change: ChangeKind::Passed,
                subject: format!(
                    "{}{}",
                    super::rows::worded(row.event.word()),
                    stage.unwrap_or_default()
                ),
                what: format!("{} has passed", row.date),
                before: None,
                after: Some(row.date.to_string()),
                claims: Vec::new(),
            }
        })
        .collect()
}

/// `1 origin`, `2–3 origins`, `no origin`.
pub(super) fn origins([min, max]: [u32; 2]) -> String {
    match (min, max) {
        (0, 0) => "no origin".to_owned(),
        (1, 1) => "1 origin".to_owned(),
        (min, max) if min == max => format!("{max} origins"),
        (min, max) => format!("{min}–{max} origins"),
    }
}
