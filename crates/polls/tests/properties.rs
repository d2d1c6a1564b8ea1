//! Reading never fails and loses nothing, whatever the bytes.

use polls::{Collection, Layout, recognise};
use proptest::prelude::*;

const HEADERS: [&str; 4] = [
    "race,stage,pollster,candidate,share,start,end,sample,note",
    "race,state,office,party,stage,election_date,pollster,candidate,share,note,n",
    "question_id,poll_id,pollster,stage,answer,pct,cycle,office_type,state,party",
    "race,type_detail,pollster,polldate,cand1_name,cand1_pct,cand2_name,cand2_pct",
];

fn cell() -> impl Strategy<Value = String> {
    prop_oneof![
        Just("2020-AL-senate".to_owned()),
        Just("2016_Pres-R_IA".to_owned()),
        Just("primary:R".to_owned()),
        Just("primary".to_owned()),
        Just("AL".to_owned()),
        Just("Sen".to_owned()),
        Just("2020-03-03".to_owned()),
        Just("U.S. Senate".to_owned()),
        Just("SOURCES CONFLICT: a.org prints B 7".to_owned()),
        "[0-9]{1,3}",
        "[A-Za-z (),;\"é]{0,12}",
        any::<String>(),
    ]
}

proptest! {
    #[test]
    fn any_table_is_read(
        header in 0..HEADERS.len(),
        rows in proptest::collection::vec(proptest::collection::vec(cell(), 0..12), 0..12),
    ) {
        let mut text = HEADERS[header].to_owned();
        for row in &rows {
            text.push('\n');
            text.push_str(&row.join(","));
        }
        let mut collection = Collection::default();
        collection.add("t", text.as_bytes()).unwrap();
        let (contests, _) = collection.contests();
        for entry in collection.entries() {
            for held in &entry.claims {
                prop_assert_eq!(entry.report.words_at(held.place), Some(held.claim.quote.as_str()));
            }
        }
        let again = contests.clone();
        prop_assert_eq!(collection.contests().0, again);
    }

    #[test]
    fn any_bytes_are_recognised_or_not(bytes in proptest::collection::vec(any::<u8>(), 0..300)) {
        let known = recognise(&bytes).is_some();
        let added = Collection::default().add("t", &bytes).is_ok();
        prop_assert!(!known || added);
    }

    /// Each answer of a plain table comes back: as an answer, as nobody's, or in a complaint.
    #[test]
    fn no_answer_is_lost(
        shares in proptest::collection::vec((0u32..4, 0u32..5, 0i32..130), 1..30),
    ) {
        let names = ["Tuberville", "Sessions", "Byrne", "Undecided", "Moore"];
        let mut text = "race,stage,pollster,question,candidate,share\n".to_owned();
        for (question, name, share) in &shares {
            text.push_str(&format!("2020-AL-senate,primary:R,Cygnal,{question},{},{share}\n", names[*name as usize]));
        }
        let mut collection = Collection::default();
        let (layout, complaints) = collection.add("t", text.as_bytes()).unwrap();
        prop_assert_eq!(layout, Layout::Tidy);
        let (contests, _) = collection.contests();
        let mut held = 0;
        for poll in contests.iter().flat_map(|contest| &contest.polls) {
            held += poll.answers.len() + usize::from(poll.undecided.is_some());
        }
        let valid: std::collections::BTreeSet<(u32, u32)> = shares.iter()
            .filter(|(_, _, share)| *share <= 100)
            .map(|(question, name, _)| (*question, *name))
            .collect();
        prop_assert_eq!(held, valid.len());
        let invalid = shares.iter().filter(|(_, _, share)| *share > 100).count();
        prop_assert!(complaints.len() >= invalid);
    }
}
