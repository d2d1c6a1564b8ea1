//! Candidacies told by a verb, whoever its subject is and whatever stands between the two: `Ann Lee, who has been a senator since
//! 2011 and sits on three committees, is seeking a third term`.
//!
//! The verbs are classes of what somebody does about a candidacy; how sure the words before the verb leave it decides which
//! status it is: who runs is running, who will run is expected to, who may run considers it, who will not has declined.

use std::sync::LazyLock;

use claim::{Candidacy, Certainty, Statement, Status, When};

use crate::attribution::Range;
use crate::kinds::{Look, Page};
use crate::lexicon::regex;
use crate::search::{Captures, Regex};
use crate::subject::{Actor, LEADING, Subject, among, subject, words};

/// What somebody does about a candidacy.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Deed {
    Announce,
    File,
    Withdraw,
    Decline,
    Consider,
    Run,
    Advance,
    Nominate,
    Elect,
}

/// The groups of the pattern, each a class of verbs.
const DEEDS: [(&str, Deed); 9] = [
    ("announce", Deed::Announce),
    ("file", Deed::File),
    ("withdraw", Deed::Withdraw),
    ("decline", Deed::Decline),
    ("consider", Deed::Consider),
    ("run", Deed::Run),
    ("advance", Deed::Advance),
    ("nominate", Deed::Nominate),
    ("elect", Deed::Elect),
];

static VERBS: LazyLock<Regex> = LazyLock::new(|| {
    let between = r"(?:[a-z·'-]+ |Ⓓ |Ⓨ |Ⓨ's |Ⓖ |Ⓖ's |Ⓣ |Ⓣ's |Ⓒ ){0,5}";
    let own = r"(?:Ⓗ|their|an?|another|the)";
    let office = r"(?:president|governor|senate|congress|mayor|the (?:u·s· )?(?:senate|house|presidency|white house|governorship|seat|job|post)|attorney general|lieutenant governor|secretary of state|(?:high|higher|public|statewide|political|elected|federal|national|local|any|that|this|an?) (?:[a-z-]+ )?(?:office|seat)|Ⓣ|re-?election|the Ⓨ nomination|(?:an?|Ⓗ|the|another|old|former) (?:[a-z·-]+ |Ⓓ |Ⓨ |Ⓖ |Ⓖ's |Ⓒ |Ⓣ |Ⓣ's ){0,5}(?:seat|nomination|term|office|district|job))";
    let contest = r"(?:re-?election|race|primary|primaries|runoff|run-off|contest|election)";
    regex(&format!(
        concat!(
            r"\b(?:(?P<announce>(?:announc(?:e|es|ed|ing)|launch(?:es|ed|ing)?|declar(?:e|es|ed|ing)|kick(?:s|ed|ing)? off|unveil(?:s|ed|ing)?|formaliz(?:es|ed|ing)|roll(?:s|ed)? out|started|began) {own} {between}(?:campaigns?|candidac(?:y|ies)|bids?|runs?)\b",
            r"|(?:enter(?:s|ed|ing)?|join(?:s|ed|ing)?|(?:jump(?:s|ed|ing)?|get(?:s|ting)?|got|hop(?:s|ped)|wad(?:es|ed|ing)|leap(?:s|t|ed)|div(?:es|ed|ing)|dove|plung(?:es|ed|ing)) into) (?:the|an?|this|that) {between}(?:race|field|fray|contest|primary)\b",
            r"|(?:throw(?:s|n|ing)?|threw|toss(?:es|ed|ing)?) Ⓗ (?:own )?(?:hat|name) (?:in|into)\b)",
            r"|(?P<file>(?:fil(?:e|es|ed|ing)|submit(?:s|ted|ting)?) (?:Ⓗ |the |an? |[a-z]+ ){{0,3}}(?:papers|paperwork|petitions|candidacy|for re-?election|to run)\b)",
            r"|(?P<withdraw>(?:drop(?:s|ped|ping)?|bow(?:s|ed|ing)?) out\b(?: of (?:the|this|an?) {between}(?:race|contest|primary|field|running))?",
            r"|(?:quit(?:s|ting)?|exit(?:s|ed|ing)?|left|leav(?:e|es|ing)|withdr(?:aw|ew|awn|awing|aws) from|(?:pull(?:s|ed|ing)?|get(?:s|ting)?|got) out of) (?:the|this|an?) {between}(?:race|contest|primary|field)\b",
            r"|(?:suspend(?:s|ed|ing)?|end(?:s|ed|ing)?|abandon(?:s|ed|ing)?|fold(?:s|ed|ing)?|scrap(?:s|ped|ping)?|halt(?:s|ed|ing)?|terminat(?:es|ed|ing)|drop(?:s|ped|ping)?) (?:Ⓗ|their) {between}(?:campaigns?|bids?|candidac(?:y|ies)|runs?)\b",
            r"|(?:call(?:s|ed|ing)? it quits|threw in the towel)|(?:is|are|was|were|'s) (?:now |officially |no longer )?(?:out of|in) the (?:Ⓨ |Ⓓ |[a-z]+ ){{0,2}}(?:race|running)\b)",
            r"|(?P<decline>(?:decid(?:e|es|ed|ing)|opt(?:s|ed|ing)?|chos(?:e|en)|choos(?:e|es|ing)|elected) (?:not to (?:run\b|seek|enter|challenge|mount)|against (?:an?|running|seeking|another|entering|challenging|making))[^,.;Ⓟ]{{0,40}}",
            r"|(?:rul(?:es|ed|ing) out|pass(?:es|ed)? on|forgo(?:es|ing)?|forwent|swor[en]+ off) (?:an?|another|Ⓗ|the|running|seeking) ?{between}(?:run|bid|campaign|candidacy|race|challenge|re-?election|term)\b)",
            r"|(?P<consider>(?:consider(?:s|ed|ing)?|weigh(?:s|ed|ing)?|mull(?:s|ed|ing)?|explor(?:e|es|ed|ing)|ey(?:e|es|ed|eing|ing)|contemplat(?:e|es|ed|ing)|ponder(?:s|ed|ing)?|(?:toy(?:s|ed|ing)?|flirt(?:s|ed|ing)?) with|(?:think(?:s|ing)?|thought) (?:seriously |hard )?about|look(?:s|ed|ing)? (?:hard |seriously )?at|teas(?:es|ed|ing)|signal(?:s|ed|ing)?|float(?:s|ed|ing)?|hint(?:s|ed|ing)? at) (?:(?:an?|another|Ⓗ|the|whether to|making|mounting|launching)(?: own| second| third| potential| possible| possibility of)? ?{between}(?:run|bid|campaign|challenge|candidacy|comeback)\b|(?:running|jumping|getting in|entering|challenging) (?:for|against|in|again|into|the|Ⓟ|Ⓣ)[^,.;]{{0,30}}))",
            r"|(?P<run>(?:run|runs|running|ran) (?:again |unsuccessfully |successfully |[a-z]+ly |hard |as an? Ⓨ |as an? independent |Ⓓ |in Ⓓ ){{0,2}}(?:for {office}|to (?:replace|succeed|unseat|represent|fill|become|retain|oust|take back|keep) (?:the|Ⓗ|an?|Ⓟ|Ⓣ|Ⓖ|retiring|outgoing|Ⓨ)|in (?:the|an?|Ⓖ's) {between}{contest})\b",
            r"|(?:seek|seeks|seeking|sought|pursu(?:e|es|ed|ing)) (?:re-?election|(?:an?|another|the|Ⓗ|Ⓗ own) {between}(?:term|nomination|seat|presidency|governorship))\b",
            r"|(?:vie|vies|vying|vied|compet(?:e|es|ed|ing)|jockey(?:s|ed|ing)?|campaign(?:s|ed|ing)?|battl(?:e|es|ed|ing)|bid|bidding|contend(?:s|ed|ing)?) (?:to (?:replace|succeed|unseat|become) |for (?:re-?election|(?:the|an?|Ⓗ) {between}(?:nomination|seat|presidency|governorship|office|term|re-?election)))\b",
            r"|(?:stand(?:s|ing)?|up) for re-?election\b",
            r"|(?:is|are|was|were|'s|remains?|locked|engaged|embroiled|mired) in (?:an?|Ⓗ|the) {between}{contest}\b",
            r"|fac(?:e|es|ed|ing) (?:an?|Ⓗ|another|the)? ?{between}(?:re-?election|primary|runoff|run-off) ?(?:challenge|challenger|fight|race|bid|battle|opponent|campaign|contest)?\b)",
            r"|(?P<advance>(?:advanc(?:e|es|ed|ing)|head(?:s|ed|ing)?|proceed(?:s|ed)?|mov(?:e|es|ed|ing)|go(?:es|ing)?|went|forced|qualif(?:y|ies|ied))(?: on)? (?:in)?(?:to|for|toward) (?:an?|the) (?:Ⓓ |Ⓨ |[a-z]+ ){{0,3}}(?:runoff|run-off)\b)",
            r"|(?P<nominate>(?:w[io]n|wins|winning|clinch(?:es|ed|ing)?|secur(?:e|es|ed|ing)|captur(?:e|es|ed|ing)|claim(?:s|ed|ing)?|accept(?:s|ed|ing)?|earn(?:s|ed|ing)?|s(?:ew|ewed|ewn) up|lock(?:s|ed|ing)? up|wrap(?:s|ped|ping)? up) (?:the|Ⓗ|their|Ⓨ's|an?) {between}nomination\b)",
            r"|(?P<elect>(?:was|were|been|got|gets|is) (?:[a-z]+ly |first |last )?(?:re-?)?elected(?: to {office}| as Ⓣ| Ⓣ| president| governor| mayor| in Ⓓ| Ⓓ)))"
        ),
        own = own,
        between = between,
        office = office,
        contest = contest,
    ))
});

/// Reads the candidacies that verbs tell.
pub(super) fn read(page: &mut Page<'_, '_>, look: Look<'_, '_>) {
    for c in VERBS.captures_iter(look.text()) {
        if let Some((deed, range)) = deed(look, &c)
            && let Some(subject) = subject(look, range.0)
            && let Some((status, certainty)) = told(deed, &subject, look, range)
        {
            tell(page, look, &subject, range, (deed, status, certainty));
        }
    }
}

/// The class of a verb and where it stands, unless the words around it show that it is an aim or another matter.
fn deed(look: Look<'_, '_>, c: &Captures<'_>) -> Option<(Deed, Range)> {
    let (deed, m) = DEEDS
        .iter()
        .find_map(|(group, deed)| Some((*deed, c.name(group)?)))?;
    let before = look.text().get(..m.start())?;
    let verbs = m.as_str();
    // "Still in the race" stays, and is told by rules.
    if deed == Deed::Withdraw && verbs.contains(" in the ") && !verbs.contains("no longer") {
        return None;
    }
    let known = words(before);
    let near = |back: usize| {
        known
            .len()
            .checked_sub(back)
            .map_or("", |at| known[at].text)
    };
    // An infinitive is an aim, unless a verb that leads on to the deed of the same subject stands before it.
    if near(1) == "to" && !among(LEADING, near(2)) {
        return None;
    }
    // "The cost of running for office", "after running for office" are nobody's deed now.
    let loose = [
        "of",
        "for",
        "by",
        "without",
        "about",
        "from",
        "in",
        "before",
        "than",
        "like",
        "on",
        "people",
        "those",
        "anyone",
        "candidates",
        "women",
        "someone",
        "somebody",
        "else",
        "not",
    ];
    if verbs
        .split(' ')
        .next()
        .is_some_and(|first| first.ends_with("ing"))
        && loose.contains(&near(1))
        && !(near(1) == "not" && ["is", "was", "'s", "are", "am"].contains(&near(2)))
    {
        return None;
    }
    // "Running for office is hard", "when he should run", "a run-off" tell of nobody.
    let rest = look.text().get(m.end()..)?;
    let open = matches!(near(1), "" | "\"") && deed == Deed::Run && verbs.starts_with("running");
    if open || matches!(near(1), "should" | "must") || rest.starts_with("-off") {
        return None;
    }
    // Whoever is hoped or urged to run does not run by that.
    let wished = [
        "hope ", "hopes ", "hoping ", "wish ", "urging ", "urged ", "want ", "wants ",
    ];
    if wished.iter().any(|word| before.contains(word)) {
        return None;
    }
    // "The run", "a bid", "his campaign" are nouns.
    let noun = [
        "the",
        "a",
        "an",
        "Ⓗ",
        "'s",
        "their",
        "her",
        "presidential",
        "long",
        "senate",
        "first",
        "this",
        "that",
    ];
    if noun.contains(&near(1)) {
        return None;
    }
    Some((deed, (m.start(), m.end())))
}

/// The status that a deed gives, with how sure it is.
fn told(
    deed: Deed,
    subject: &Subject,
    look: Look<'_, '_>,
    range: Range,
) -> Option<(Status, Certainty)> {
    use Certainty::{Asserted, Denied, Expected, Possible};
    let text = look.text();
    let before = words(text.get(..subject.from)?);
    // "If either Lee or Roe drops out": the condition stands before the subject.
    let open = before
        .iter()
        .rev()
        .take(2)
        .any(|word| matches!(word.text, "if" | "unless" | "whether" | "should"));
    let sure = if open || crate::kinds::is_conditional(text, range) {
        Possible
    } else {
        subject.certainty
    };
    // "They demand that Lee withdraw": the bare verb beside one person is a wish.
    let bare = [
        "drop ",
        "bow ",
        "withdraw ",
        "suspend ",
        "end ",
        "abandon ",
        "leave ",
    ]
    .iter()
    .any(|verb| {
        text.get(range.0..)
            .is_some_and(|rest| rest.starts_with(verb))
    });
    if bare && deed == Deed::Withdraw && sure == Asserted && subject.actors.len() == 1 {
        return None;
    }
    Some(match (deed, sure) {
        (Deed::Announce, Asserted) => (Status::Announced, Asserted),
        (Deed::Announce | Deed::Run | Deed::File, Expected) => (Status::Expected, Expected),
        (Deed::Announce | Deed::Run, Possible) => (Status::Considering, Possible),
        (Deed::File, Asserted) => (Status::Filed, Asserted),
        (Deed::Withdraw, sure) => (Status::Withdrew, sure),
        (Deed::Decline, Asserted | Expected) | (Deed::Run, Denied) => (Status::Declined, Asserted),
        (Deed::Consider, Asserted | Possible) => (Status::Considering, Asserted),
        (Deed::Run, Asserted) => (Status::Running, Asserted),
        (Deed::Advance, sure) if sure != Denied => (Status::Advanced, sure),
        (Deed::Nominate, sure) if sure != Denied => (Status::Nominated, sure),
        (Deed::Elect, sure) if sure != Denied => (Status::Elected, sure),
        _ => return None,
    })
}

fn tell(
    page: &mut Page<'_, '_>,
    look: Look<'_, '_>,
    subject: &Subject,
    range: Range,
    (deed, status, certainty): (Deed, Status, Certainty),
) {
    let dated = match deed {
        Deed::Announce | Deed::File | Deed::Withdraw => look.date_near(range),
        _ => None,
    };
    for actor in &subject.actors {
        let Actor::Person(person) = *actor else {
            continue;
        };
        let race = super::race(look, range, status, person);
        if is_told(page, look, person, range)
            || status == Status::Running && race.is_none() && super::is_over(look, person)
        {
            continue;
        }
        let candidacy = Candidacy {
            person: look.document.name(person).clone(),
            status,
            stage: super::stage(look, false, range, status, person),
            race,
            state: None,
            party: look.document.registry.people[person].party.clone(),
            date: dated.filter(|when| !matches!(when, When::Year(_))),
        };
        page.drafts
            .push(look.draft(range, certainty, Statement::Candidacy(candidacy)));
    }
}

/// Whether a rule read something of the same person from the same words.
fn is_told(page: &Page<'_, '_>, look: Look<'_, '_>, person: usize, range: Range) -> bool {
    let name = look.document.name(person);
    page.drafts
        .iter()
        .rev()
        .take_while(|draft| draft.sentence == look.idx)
        .any(|draft| {
            let meets = draft.range.0 < range.1 && range.0 < draft.range.1;
            meets && matches!(&draft.statement, Statement::Candidacy(c) if c.person == *name)
        })
}
