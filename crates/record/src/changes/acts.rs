//! What editors and publishers did between two pages.

use std::collections::BTreeMap;

use super::rows::sure;
use super::{Change, ChangeKind, Section};
use crate::ClaimId;
use crate::acts::attach::{subject, value};
use crate::acts::{Correction, Done, Editorial, Outstanding, SetAside, SignOff, Why};

/// Compares what two pages say about acts.
pub(super) fn compare(before: &Editorial, after: &Editorial) -> Vec<Change> {
    let mut found = confirmations(before, after);
    for correction in &after.corrections {
        let same = |held: &&Correction| {
            (&held.claim, held.done.act) == (&correction.claim, correction.done.act)
        };
        let held = before.corrections.iter().find(same);
        if held.is_none() {
            found.push(corrected(correction, after));
        }
        let said = held.map_or(&[][..], |held| &held.outstanding);
        let known = |still: &&Outstanding| !said.contains(still);
        let fresh: Vec<&Outstanding> = correction.outstanding.iter().filter(known).collect();
        found.extend(outstanding(correction, &fresh));
        let gone: Vec<ClaimId> = said
            .iter()
            .filter(|still| !correction.outstanding.contains(still))
            .map(|still| still.claim.clone())
            .collect();
        if !gone.is_empty() {
            let what = format!("{} no longer so", says(gone.len()));
            found.push(Change {
                claims: gone,
                ..change(ChangeKind::Outstanding, &correction.claim, what)
            });
        }
    }
    found.extend(set_aside(before, after));
    found.extend(sign_offs(before, after));
    let fresh = after
        .redactions
        .iter()
        .filter(|now| !before.redactions.contains(now));
    found.extend(fresh.map(|redaction| {
        let what = format!("words destroyed by {}", by(&redaction.done));
        about(ChangeKind::Redacted, redaction.about.to_string(), what)
    }));
    let gone = before
        .redactions
        .iter()
        .filter(|held| !after.redactions.contains(held));
    found.extend(gone.map(|redaction| ended(redaction.about.to_string(), &redaction.done)));
    found
}

fn says(claims: usize) -> String {
    match claims {
        1 => "1 claim says it".to_owned(),
        many => format!("{many} claims say it"),
    }
}

fn confirmations(before: &Editorial, after: &Editorial) -> Vec<Change> {
    let mut found = Vec::new();
    for confirmed in after
        .confirmed
        .iter()
        .filter(|now| !before.confirmed.contains(now))
    {
        found.push(change(
            ChangeKind::Confirmed,
            &confirmed.claim,
            format!("confirmed by {}", by(&confirmed.done)),
        ));
    }
    let still = |claim: &ClaimId| after.confirmed.iter().any(|now| now.claim == *claim);
    for confirmed in before.confirmed.iter().filter(|held| !still(&held.claim)) {
        found.push(ended(confirmed.claim.to_string(), &confirmed.done));
    }
    found
}

/// An act that counts no longer.
fn ended(what: String, done: &Done) -> Change {
    let words = format!("act {} by {} no longer counts", done.act, done.actor);
    about(ChangeKind::Ended, what, words)
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
    let key = |aside: &SetAside| {
        let by = (aside.act, aside.by.clone(), aside.newest);
        (aside.claim.clone(), aside.why, by)
    };
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
    let of = |signed: &SignOff, page: &Editorial| {
        let mut held = page.sign_offs.iter();
        held.find(|held| held.done.act == signed.done.act).cloned()
    };
    for signed in &after.sign_offs {
        let (subject, held) = (signed.about.to_string(), of(signed, before));
        if held.is_none() {
            let what = format!("signed off by {}", by(&signed.done));
            found.push(about(ChangeKind::SignedOff, subject.clone(), what));
        }
        let stood = held.map_or((true, signed.signed), |held| (held.fresh, held.now));
        if stood == (signed.fresh, signed.now) {
            continue;
        }
        let what = if signed.fresh {
            format!("the sign-off by {} holds again", signed.done.actor)
        } else {
            stale(signed)
        };
        found.push(about(ChangeKind::Stale, subject, what));
    }
    let gone = before
        .sign_offs
        .iter()
        .filter(|held| of(held, after).is_none());
    found.extend(gone.map(|held| ended(held.about.to_string(), &held.done)));
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
