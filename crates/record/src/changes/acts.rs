//! What editors and publishers did between two pages.

use std::collections::BTreeMap;

use super::rows::sure;
use super::{Change, ChangeKind, Section};
use crate::ClaimId;
use crate::acts::attach::{subject, value};
use crate::acts::{Correction, Done, Editorial, Outstanding, SetAside, SignOff, Why};

/// Compares what two pages say about acts.
pub(super) fn compare(before: &Editorial, after: &Editorial) -> Vec<Change> {
    let mut found = Vec::new();
    for confirmed in &after.confirmed {
        if !before
            .confirmed
            .iter()
            .any(|held| held.claim == confirmed.claim)
        {
            found.push(change(
                ChangeKind::Confirmed,
                &confirmed.claim,
                format!("confirmed by {}", by(&confirmed.done)),
            ));
        }
    }
    for correction in &after.corrections {
        let held = before
            .corrections
            .iter()
            .find(|held| held.claim == correction.claim);
        if held.is_none() {
            found.push(corrected(correction, after));
        }
        let known = |claim: &ClaimId| {
            held.is_some_and(|held| held.outstanding.iter().any(|still| still.claim == *claim))
        };
        let fresh: Vec<&Outstanding> = correction
            .outstanding
            .iter()
            .filter(|still| !known(&still.claim))
            .collect();
        found.extend(outstanding(correction, &fresh));
    }
    found.extend(set_aside(before, after));
    found.extend(sign_offs(before, after));
    for redaction in &after.redactions {
        if !before.redactions.contains(redaction) {
            let what = format!("words destroyed by {}", by(&redaction.done));
            found.push(about(
                ChangeKind::Redacted,
                redaction.about.to_string(),
                what,
            ));
        }
    }
    found
}

/// Who still says what was taken back, by now.
fn outstanding(correction: &Correction, fresh: &[&Outstanding]) -> Option<Change> {
    let after = fresh.iter().filter(|still| still.after).count();
    let what = match (fresh, after) {
        ([], _) => return None,
        ([only], 0) => format!("{} still says so", only.claim),
        ([only], _) => format!("{} says so again", only.claim),
        (many, 0) => format!("{} claims still say so", many.len()),
        (many, after) if after == many.len() => format!("{after} claims say so again"),
        (many, after) => format!("{} claims say so, {after} of them since", many.len()),
    };
    Some(Change {
        claims: fresh.iter().map(|still| still.claim.clone()).collect(),
        ..change(
            ChangeKind::Outstanding,
            &correction.claim,
            format!("correction outstanding: {what}"),
        )
    })
}

fn corrected(correction: &Correction, after: &Editorial) -> Change {
    let aside = after
        .set_aside
        .iter()
        .find(|aside| aside.claim == correction.claim);
    let old = aside.map_or_else(String::new, |aside| format!(": {}", words(aside)));
    let (kind, verb) = match aside.map(|aside| aside.why) {
        Some(Why::Retracted) => (ChangeKind::Retracted, "retracted"),
        _ => (ChangeKind::Corrected, "corrected"),
    };
    let new = correction
        .by
        .as_ref()
        .map(|by| format!("; {by} takes its place"))
        .unwrap_or_default();
    Change {
        before: aside.map(words),
        ..change(
            kind,
            &correction.claim,
            format!("{verb} by its publisher{old}{new}"),
        )
    }
}

/// Claims that left the page or came back to it. What our own reader had wrong comes in crowds, so it is counted.
fn set_aside(before: &Editorial, after: &Editorial) -> Vec<Change> {
    let key = |aside: &SetAside| (aside.claim.clone(), aside.why);
    let held: BTreeMap<_, &SetAside> = before.set_aside.iter().map(|a| (key(a), a)).collect();
    let now: BTreeMap<_, &SetAside> = after.set_aside.iter().map(|a| (key(a), a)).collect();
    let mut found = Vec::new();
    let mut read_again = Vec::new();
    for (key, aside) in &now {
        match aside.why {
            _ if held.contains_key(key) => {}
            // The correction has said so.
            Why::Corrected | Why::Retracted => {}
            Why::Superseded => read_again.push(aside.claim.clone()),
            Why::Rejected | Why::NoLongerSays => found.push(Change {
                before: Some(words(aside)),
                ..change(
                    ChangeKind::SetAside,
                    &aside.claim,
                    format!("{}: {}", aside.why.words(), words(aside)),
                )
            }),
        }
    }
    if !read_again.is_empty() {
        let claims = match read_again.len() {
            1 => "1 claim".to_owned(),
            many => format!("{many} claims"),
        };
        found.push(Change {
            claims: read_again,
            ..about(
                ChangeKind::SetAside,
                "reader".to_owned(),
                format!("{claims} read otherwise since"),
            )
        });
    }
    let off = |claim: &ClaimId| after.set_aside.iter().any(|aside| aside.claim == *claim);
    for aside in held.values().filter(|aside| !off(&aside.claim)) {
        found.push(Change {
            after: Some(words(aside)),
            ..change(
                ChangeKind::Restored,
                &aside.claim,
                format!("back on the page: {}", words(aside)),
            )
        });
    }
    found
}

fn sign_offs(before: &Editorial, after: &Editorial) -> Vec<Change> {
    let stale = |signed: &SignOff| {
        format!(
            "the sign-off by {} is stale: {} claims signed, {} now",
            signed.done.actor, signed.signed, signed.now
        )
    };
    let mut found = Vec::new();
    for signed in &after.sign_offs {
        let held = before
            .sign_offs
            .iter()
            .find(|held| held.done.act == signed.done.act);
        if held.is_none() {
            found.push(about(
                ChangeKind::SignedOff,
                signed.about.to_string(),
                format!("signed off by {}", by(&signed.done)),
            ));
        }
        if !signed.fresh && held.is_none_or(|held| held.fresh) {
            found.push(about(
                ChangeKind::Stale,
                signed.about.to_string(),
                stale(signed),
            ));
        }
    }
    found
}

/// What a claim off the page said, with its subject.
fn words(aside: &SetAside) -> String {
    format!(
        "{}: {}{}",
        subject(&aside.statement),
        value(&aside.statement),
        sure(aside.certainty)
    )
}

fn by(done: &Done) -> String {
    match &done.note {
        Some(note) => format!("{} ({note})", done.actor),
        None => done.actor.clone(),
    }
}

fn change(kind: ChangeKind, claim: &ClaimId, what: String) -> Change {
    Change {
        claims: vec![claim.clone()],
        ..about(kind, claim.to_string(), what)
    }
}

fn about(kind: ChangeKind, subject: String, what: String) -> Change {
    Change {
        section: Section::Acts,
        change: kind,
        subject,
        what,
        before: None,
        after: None,
        claims: Vec::new(),
    }
}
