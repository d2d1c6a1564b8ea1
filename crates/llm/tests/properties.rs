//! Whatever a model writes: no panic, and nothing that the report does not hold.

use claim::Report;
use llm::{Said, understand};
use proptest::prelude::*;

/// An answer of the right form, with parts that may be wrong.
fn answer() -> impl Strategy<Value = String> {
    let word = "(Doug Jones|Jones|é|“|the|[a-z ]{0,6})";
    let status = "(running|lost|hopeful)";
    let kind = "(candidacy|standing|poll|gossip)";
    (word, word, status, kind, any::<bool>()).prop_map(|(quote, person, status, kind, fenced)| {
        let claim = serde_json::json!({
            "kind": kind, "person": person, "status": status, "standing": "safe", "shares": {"Jones": 40},
            "quote": quote, "certainty": "asserted", "origin": {"type": "person", "name": person},
        });
        let answer = serde_json::json!({"claims": [claim], "relays": [quote]}).to_string();
        if fenced {
            format!("```\n{answer}\n```")
        } else {
            answer
        }
    })
}

fn check(title: &str, text: &str, answer: &str) -> Result<(), TestCaseError> {
    let report = Report {
        id: "x".to_owned(),
        title: title.to_owned(),
        text: text.to_owned(),
        ..Report::default()
    };
    let mut said = Said::default();
    if understand(&report, 0, text, answer, &mut said).is_ok() {
        for held in &said.claims {
            prop_assert_eq!(report.words_at(held.place), Some(held.claim.quote.as_str()));
        }
    }
    Ok(())
}

proptest! {
    #[test]
    fn quotes_stand_where_they_are_said_to(
        title in "(Doug Jones |é|“|the |[a-z ]){0,9}",
        text in "(Doug Jones |é|“|the |[a-z ]){0,30}",
        answer in answer(),
    ) {
        check(&title, &text, &answer)?;
    }

    #[test]
    fn any_answer(text in ".{0,40}", answer in ".{0,80}") {
        check("", &text, &answer)?;
    }
}
