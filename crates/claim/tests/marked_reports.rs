//! The JSON of a claim is exactly that of the marking guidelines: every marked claim reads and writes back unchanged.
//!
//! The marked reports are not part of the project; without them the hand-written claims below still hold.

#![expect(
    clippy::unwrap_used,
    reason = "helpers of tests may panic: that is how they fail"
)]

use std::path::PathBuf;

use claim::{Claim, Report};
use serde_json::Value;

/// Two ways to write one party are one party; everything else must come back to the letter.
fn without_party(mut claim: Value) -> Value {
    if let Some(fields) = claim.as_object_mut() {
        fields.remove("party");
    }
    claim
}

#[track_caller]
fn check(json: &Value) {
    let claim: Claim =
        serde_json::from_value(json.clone()).unwrap_or_else(|error| panic!("{error}: {json}"));
    assert_eq!(
        without_party(serde_json::to_value(&claim).unwrap()),
        without_party(json.clone())
    );
}

#[test]
fn each_kind_reads_and_writes_back() {
    let claims = include_str!("each_kind.jsonl");
    for line in claims.lines() {
        check(&serde_json::from_str(line).unwrap());
    }
    assert_eq!(claims.lines().count(), claim::Statement::KINDS.len());
}

#[test]
fn marked_claims_read_and_write_back() {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../shared/reading");
    for file in ["seed.jsonl", "train.jsonl", "dev.jsonl"] {
        let Ok(lines) = std::fs::read_to_string(folder.join(file)) else {
            println!(
                "skipped: no marked reports in {}",
                folder.join(file).display()
            );
            continue;
        };
        for line in lines.lines() {
            let json: Value = serde_json::from_str(line).unwrap();
            let report: Report = serde_json::from_value(json.clone()).unwrap();
            assert!(!report.text.is_empty());
            for claim in json["claims"].as_array().unwrap() {
                check(claim);
            }
        }
    }
}
