use super::*;
use crate::document::Document;
use claim::Report;

fn check(text: &str, verb: &str, expect: &[&str], certainty: Certainty) {
    let report = Report {
        text: text.to_owned(),
        published: "2016-05-02".parse().ok(),
        ..Report::default()
    };
    let (document, _) = Document::new(&report);
    let idx = document.sentences.len() - 1;
    let look = Look {
        document: &document,
        sentence: &document.sentences[idx],
        idx,
    };
    let at = look.text().find(verb).unwrap();
    let found = subject(look, at).unwrap();
    let names: Vec<String> = found
        .actors
        .iter()
        .map(|actor| match actor {
            Actor::Person(id) => document.name(*id).as_str().to_owned(),
            Actor::Body(name) => name.clone(),
        })
        .collect();
    assert_eq!(names, expect, "{text}");
    assert_eq!(found.certainty, certainty, "{text}");
}

#[test]
fn subjects_over_what_stands_between() {
    let sure = Certainty::Asserted;
    check(
        "Jeb Bush of Florida, who served two terms, has also endorsed Ted Cruz.",
        "endorsed",
        &["Jeb Bush"],
        sure,
    );
    check(
        "Chris Christie and Gov. Paul LePage have endorsed Donald Trump.",
        "endorsed",
        &["Chris Christie", "Paul LePage"],
        sure,
    );
    check(
        "Lindsey Graham left the race and endorsed Jeb Bush.",
        "endorsed",
        &["Lindsey Graham"],
        sure,
    );
    check(
        "Campaigning for Hillary Clinton in Ohio, Barack Obama spoke of work.",
        "campaigning",
        &["Barack Obama"],
        sure,
    );
    check(
        "The Club for Growth met. The group's political arm endorsed Ted Cruz.",
        "endorsed",
        &["Club for Growth"],
        sure,
    );
    check(
        "Senate Republicans backed Luther Strange.",
        "backed",
        &["Senate Republicans"],
        sure,
    );
}

#[test]
fn certainty_of_the_words_between() {
    check(
        "Ted Cruz has refused to endorse Donald Trump.",
        "endorse",
        &["Ted Cruz"],
        Certainty::Denied,
    );
    check(
        "John McCain plans to support Donald Trump.",
        "support",
        &["John McCain"],
        Certainty::Expected,
    );
    check(
        "Paul Ryan may endorse Donald Trump.",
        "endorse",
        &["Paul Ryan"],
        Certainty::Possible,
    );
}
