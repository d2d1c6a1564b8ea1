//! What every data file must satisfy beyond being readable.

use std::collections::BTreeSet;

use jiff::tz::TimeZone;

use crate::calendar::Election;
use crate::{Dated, Provision, Rule, RuleKind, Source, State};

/// The first thing that is wrong with a state's data, in words for whoever wrote the file.
pub(crate) fn check(state: &State) -> Result<(), String> {
    let digits = |text: &str| text.len() == 2 && text.bytes().all(|b| b.is_ascii_digit());
    if state.code.len() != 2 || !state.code.bytes().all(|b| b.is_ascii_uppercase()) {
        return Err(format!("`{}` is no postal code", state.code));
    }
    if !digits(&state.fips) {
        return Err(format!("`{}` is no FIPS code of a state", state.fips));
    }
    for zone in std::iter::once(&state.zone).chain(&state.other_zones) {
        TimeZone::get(zone).map_err(|error| error.to_string())?;
    }
    state.offices.iter().try_for_each(|office| {
        source(&office.source, office.doubt.as_deref())
            .map_err(|what| format!("office {}: {what}", office.title))
    })?;
    state
        .rules
        .iter()
        .try_for_each(|one| rule(one).map_err(|what| named(one, &what)))?;
    versions(&state.rules)?;
    elections(&state.elections)
}

fn named(rule: &Rule, what: &str) -> String {
    format!("{} from {}: {what}", rule.kind, rule.from)
}

fn source(source: &Source, doubt: Option<&str>) -> Result<(), String> {
    if source.citation.trim().is_empty() {
        return Err("the source has no citation".to_owned());
    }
    if !source.url.starts_with("https://") && !source.url.starts_with("http://") {
        return Err(format!("`{}` is no address", source.url));
    }
    match doubt {
        Some(doubt) if doubt.trim().is_empty() => Err("an empty doubt says nothing".to_owned()),
        _ => Ok(()),
    }
}

fn rule(rule: &Rule) -> Result<(), String> {
    source(&rule.source, rule.doubt.as_deref())?;
    if !rule.text.ends_with('.') {
        return Err("the text is no sentence".to_owned());
    }
    if rule.until.is_some_and(|until| until < rule.from) {
        return Err("it ends before it begins".to_owned());
    }
    if !fits(rule.kind, &rule.provision) {
        return Err("the provision is not of a form that this kind can have".to_owned());
    }
    let Provision::MarginAtMost(margin) = &rule.provision else {
        return Ok(());
    };
    match margin
        .stages
        .iter()
        .find(|word| !["primary", "runoff", "general"].contains(&word.as_str()))
    {
        Some(word) => Err(format!("`{word}` is no stage with votes to count again")),
        None => Ok(()),
    }
}

/// Whether a rule of this kind can take that form; any can be in words.
fn fits(kind: RuleKind, provision: &Provision) -> bool {
    if *provision == Provision::InWords {
        return true;
    }
    match kind {
        RuleKind::FilingDeadline
        | RuleKind::GeneralRunoffDate
        | RuleKind::IndependentDeadline
        | RuleKind::PartyCertification
        | RuleKind::StateCertification
        | RuleKind::RunoffDate
        | RuleKind::RunoffDeclined
        | RuleKind::RegistrationDeadline
        | RuleKind::AbsenteeReceipt
        | RuleKind::Provisional
        | RuleKind::PrimaryCountyCanvass
        | RuleKind::PrimaryStateCanvass
        | RuleKind::GeneralCountyCanvass
        | RuleKind::GeneralStateCanvass => provision.is_counted(),
        RuleKind::Nomination => {
            is_winning(provision)
                || matches!(
                    provision,
                    Provision::AtLeastElseRunoff { .. }
                        | Provision::MoreThanElseIfAsked { .. }
                        | Provision::AtLeastElseConvention { .. }
                        | Provision::Top { .. }
                        | Provision::OneBallot
                )
        }
        RuleKind::GeneralWinner | RuleKind::SpecialWinner => is_winning(provision),
        RuleKind::Convention => matches!(provision, Provision::Delegates { .. }),
        RuleKind::PrimaryTie => {
            matches!(provision, Provision::Settled { .. } | Provision::AllJoin)
        }
        RuleKind::GeneralTie => matches!(provision, Provision::Settled { .. }),
        RuleKind::RunoffVacancy => {
            matches!(provision, Provision::OtherWins | Provision::NextMovesUp)
        }
        RuleKind::AutomaticRecount => {
            matches!(
                provision,
                Provision::MarginAtMost { .. } | Provision::NotAllowed
            )
        }
        RuleKind::Polls => matches!(provision, Provision::Hours { .. }),
        RuleKind::RecountOnRequest => matches!(
            provision,
            Provision::MarginAtMost { .. } | Provision::Allowed | Provision::NotAllowed
        ),
        RuleKind::SoreLoser | RuleKind::WriteIns => {
            matches!(provision, Provision::Allowed | Provision::NotAllowed)
        }
        RuleKind::Substitution
        | RuleKind::Unopposed
        | RuleKind::PrimaryDate
        | RuleKind::RunoffVoters
        | RuleKind::RunoffOverseas
        | RuleKind::SenateVacancy => false,
    }
}

/// Whether it says how an election is won.
const fn is_winning(provision: &Provision) -> bool {
    matches!(
        provision,
        Provision::MoreThanElseRunoff { .. }
            | Provision::MoreThanElseLegislature { .. }
            | Provision::Plurality
            | Provision::Ranked { .. }
    )
}

/// On any day there is at most one version of a rule for all offices, and at most one that names a given office.
fn versions(rules: &[Rule]) -> Result<(), String> {
    for (at, later) in rules.iter().enumerate() {
        let clash = rules[..at].iter().any(|earlier| {
            earlier.kind == later.kind
                && earlier.until.is_none_or(|until| later.from <= until)
                && later.until.is_none_or(|until| earlier.from <= until)
                && same_offices(earlier, later)
        });
        if clash {
            return Err(named(later, "it overlaps with the version before it"));
        }
    }
    Ok(())
}

fn same_offices(a: &Rule, b: &Rule) -> bool {
    if a.offices.is_empty() || b.offices.is_empty() {
        return a.offices.is_empty() && b.offices.is_empty();
    }
    a.offices.iter().any(|office| b.offices.contains(office))
}

fn elections(elections: &[Election]) -> Result<(), String> {
    let mut seen = BTreeSet::new();
    for election in elections {
        let year = election.year;
        for &office in &election.offices {
            if !seen.insert((year, election.special, office)) {
                return Err(format!(
                    "the election of {year} for {} is there twice",
                    office.word()
                ));
            }
        }
        election.dates.iter().try_for_each(|one| {
            date(one).map_err(|what| format!("{} of {year}: {what}", one.event))
        })?;
    }
    Ok(())
}

fn date(dated: &Dated) -> Result<(), String> {
    source(&dated.source, dated.doubt.as_deref())?;
    let Some(moved) = &dated.moved else {
        return Ok(());
    };
    source(&moved.source, None)?;
    if moved.from == dated.date {
        return Err("it was moved to the day on which it was".to_owned());
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    const RULE: &str = r#"
        kind = "runoff_date"
        text = "The runoff is on the fourth Tuesday after the primary."
        provision = { form = "weekday_after", nth = 4, weekday = "Tuesday" }
        from = "2020-01-01"
        until = "2023-12-31"
        source = { citation = "Ala. Code § 17-13-18(b)", url = "https://example.org/17-13-18" }
    "#;

    fn read(text: &str) -> Rule {
        toml::from_str(text).unwrap()
    }

    #[track_caller]
    fn check_rule(find: &str, replace: &str, what: &str) {
        assert!(RULE.contains(find), "{find}");
        assert_eq!(
            rule(&read(&RULE.replace(find, replace))),
            Err(what.to_owned())
        );
    }

    #[test]
    fn a_fact_without_its_source_is_refused() {
        assert_eq!(rule(&read(RULE)), Ok(()));
        check_rule("Ala. Code § 17-13-18(b)", " ", "the source has no citation");
        check_rule(
            "https://example.org",
            "somewhere",
            "`somewhere/17-13-18` is no address",
        );
    }

    #[test]
    fn a_rule_must_be_whole() {
        check_rule("2023-12-31", "2019-12-31", "it ends before it begins");
        check_rule("primary.", "primary", "the text is no sentence");
        check_rule(
            "runoff_date",
            "polls",
            "the provision is not of a form that this kind can have",
        );
    }

    #[test]
    fn versions_of_a_rule_do_not_overlap() {
        let earlier = read(RULE);
        let mut later = read(&RULE.replace("2023-12-31", "2030-12-31"));
        later.from = "2023-12-31".parse().unwrap();
        let both = [earlier, later];
        assert_eq!(
            versions(&both),
            Err(
                "the date of the runoff from 2023-12-31: it overlaps with the version before it"
                    .to_owned()
            )
        );
        let [earlier, mut later] = both;
        later.from = "2024-01-01".parse().unwrap();
        assert_eq!(versions(&[earlier, later]), Ok(()));
    }

    #[test]
    fn a_misspelt_field_is_refused() {
        assert!(toml::from_str::<Rule>(&RULE.replace("until", "til")).is_err());
        assert!(toml::from_str::<Rule>(&RULE.replace("Tuesday\"", "Dienstag\"")).is_err());
        assert!(toml::from_str::<Rule>(&RULE.replace("2020-01-01", "2020-02-30")).is_err());
    }
}
