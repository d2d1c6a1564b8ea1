//! Claims, times and origins in words.

mod times;

use claim::outlet::canonical;
use claim::{
    Certainty, Claim, Event, OfficeSought, Origin, Party, Race, Relation, Stage, Statement, Status,
};
use record::DocumentMeta;
use record::acts::ClaimMark;
use record::origins::Way;
use record::page::{Flag, Support};
use record::why::Occurrence;

pub use times::{how_long, moment, when, when_with_weekday, when_with_zone, years, zone_name};

/// `U.S. Senate, Alabama, 2020`.
pub fn race(race: &Race) -> String {
    let office = match race.office {
        OfficeSought::President => "President",
        OfficeSought::Senate => "U.S. Senate",
        OfficeSought::House => "U.S. House",
        OfficeSought::Governor => "Governor",
        OfficeSought::LieutenantGovernor => "Lieutenant Governor",
        OfficeSought::AttorneyGeneral => "Attorney General",
        OfficeSought::SecretaryOfState => "Secretary of State",
        OfficeSought::StateSenate => "State Senate",
        OfficeSought::StateHouse => "State House",
        OfficeSought::Mayor => "Mayor",
        OfficeSought::Other => "",
    };
    let state = rules::state(&race.state).map_or(race.state.as_str(), |state| state.name.as_str());
    let state = if race.state == "US" {
        "United States"
    } else {
        state
    };
    let district = race
        .district
        .as_deref()
        .map(|district| format!(" {}", district.replace('-', " ")))
        .unwrap_or_default();
    let special = if race.special {
        ", special election"
    } else {
        ""
    };
    format!("{office}{district}, {state}, {}{special}", race.year)
        .trim_start()
        .to_owned()
}

/// `Republican primary`, `Republican runoff`, `general election`.
pub fn stage(stage: &Stage) -> String {
    let round = match stage {
        Stage::Primary(_) => "primary",
        Stage::Convention(_) => "convention",
        Stage::Caucus(_) => "caucus",
        Stage::Runoff(_) => "runoff",
        Stage::General => return "general election".to_owned(),
    };
    match stage.party() {
        Some(party) => format!("{party} {round}"),
        None => round.to_owned(),
    }
}

/// `filing deadline`.
pub fn event(event: Event) -> String {
    event.word().replace('_', " ")
}

/// `expected`, `not filed`.
pub fn status(status: Status) -> String {
    status.word().replace('_', " ")
}

/// `(R)`, or nothing.
pub fn party(party: Option<&Party>) -> String {
    match party {
        None => String::new(),
        Some(party) => party
            .letter()
            .map_or_else(|| format!(" ({party})"), |letter| format!(" ({letter})")),
    }
}

/// `1 origin`, `2–3 origins`, `no origin`.
pub fn origins([min, max]: [u32; 2]) -> String {
    match (min, max) {
        (0, 0) => "no origin".to_owned(),
        (1, 1) => "1 origin".to_owned(),
        (min, max) if min == max => format!("{max} origins"),
        (min, max) => format!("{min}–{max} origins"),
    }
}

/// `2–3 origins, several described sources; through Associated Press and NBC`.
pub fn support(support: &Support) -> String {
    let mut words = format!("{}, {}", origins(support.origins), support.evidence.words());
    if !support.through.is_empty() {
        words.push_str(&format!("; through {}", list(&support.through)));
    }
    words
}

/// `; contradicted by an official record; still repeated after that`, or nothing.
pub fn flags(flags: &[Flag]) -> String {
    flags.iter().flat_map(|flag| ["; ", flag.words()]).collect()
}

/// `A`, `A and B`, `A, B and C`; from six on the rest is counted.
pub fn list(names: &[String]) -> String {
    match names {
        [] => String::new(),
        [only] => only.clone(),
        [a, b] => format!("{a} and {b}"),
        [first @ .., last] if names.len() <= 5 => format!("{} and {last}", first.join(", ")),
        first => format!("{} and {} more", first[..4].join(", "), names.len() - 4),
    }
}

/// What the claim does in the count, where its origin does not say it.
pub fn way(occurrence: &Occurrence) -> Option<String> {
    match &occurrence.way {
        Way::OwnVoice if occurrence.leaves.is_empty() => {
            Some("rests on the sources that its outlet describes elsewhere".to_owned())
        }
        Way::OwnVoice | Way::Names | Way::Describes => None,
        Way::Credits { outlet, held: true } => {
            Some(format!("credits {outlet}, whose own reports lead on"))
        }
        Way::Credits { outlet, .. } => Some(format!("credits {outlet}")),
        Way::SumsUp => Some("sums up what it credits: no origin of its own".to_owned()),
        Way::PassesOn { outlets } => Some(format!("passes on the stories of {}", list(outlets))),
    }
}

/// What happens at which stage: `Republican primary`; `filing deadline, Republican primary`.
pub fn event_at(event: Event, at: Option<&Stage>) -> String {
    let word = self::event(event);
    match at {
        None => word,
        Some(at) if at.word() == word => stage(at),
        Some(at) => format!("{word}, {}", stage(at)),
    }
}

/// How somebody stands to an office, to be read before it: `holds office as`.
pub const fn relation(relation: Relation) -> &'static str {
    match relation {
        Relation::Holds => "holds office as",
        Relation::Held => "formerly",
        Relation::Incumbent => "incumbent",
        Relation::Appointed => "was appointed",
        Relation::Resigned => "resigned as",
        Relation::Fired => "was removed as",
        Relation::Retiring => "is retiring as",
    }
}

/// What is put before a value of which its origins are less than sure.
pub fn certainty(certainty: Certainty) -> &'static str {
    match certainty {
        Certainty::Asserted => "",
        Certainty::Expected => "expected",
        Certainty::Possible => "possible",
        Certainty::Denied => "denied",
    }
}

/// ` (expected)`, ` (possible)`, ` (denied)`, or nothing.
pub fn in_brackets(sure: Certainty) -> String {
    match certainty(sure) {
        "" => String::new(),
        word => format!(" ({word})"),
    }
}

/// What a claim states, in one line.
pub fn statement(claim: &Claim) -> String {
    stated(&claim.statement, claim.certainty)
}

/// The same of a statement alone.
pub fn stated(statement: &Statement, certainty: Certainty) -> String {
    let sure = in_brackets(certainty);
    let said = match statement {
        Statement::Candidacy(c) => {
            let date = c.date.map(|date| format!(", {date}")).unwrap_or_default();
            format!("{}: {}{date}", c.person.as_str(), status(c.status))
        }
        Statement::Endorsement(c) => {
            let verb = match c.stance {
                claim::Stance::Support => "backs",
                claim::Stance::Oppose => "opposes",
            };
            format!("{} {verb} {}", c.endorser, c.candidate.as_str())
        }
        Statement::Funds(c) => {
            let period = c.period.map(|p| format!(", {p}")).unwrap_or_default();
            let measure = c.measure.word().replace('_', " ");
            format!("{}: {measure} {}{period}", c.holder, c.amount)
        }
        Statement::Poll(c) => {
            let shares: Vec<String> = c
                .shares
                .0
                .iter()
                .map(|share| format!("{} {}", share.name, share.percent))
                .collect();
            let pollster = c.pollster.as_deref().unwrap_or("pollster not named");
            format!("poll, {pollster}: {}", shares.join(", "))
        }
        Statement::Rating(c) => format!("{}: {}", c.rater, c.rating),
        Statement::Schedule(c) => {
            let place = c
                .place
                .as_deref()
                .map(|p| format!(", {p}"))
                .unwrap_or_default();
            format!("{}: {}{place}", event(c.event), c.date)
        }
        Statement::Returned(c) => {
            let mut parts = vec![c.candidate.as_str().to_owned()];
            parts.extend(c.outcome.map(|outcome| outcome.word().to_owned()));
            parts.extend(c.share.map(|share| format!("{share} %")));
            parts.extend(c.votes.map(|votes| format!("{} votes", thousands(votes))));
            parts.extend(c.reporting.map(|part| format!("with {part} % counted")));
            parts.join(", ")
        }
        Statement::OfficeHeld(c) => {
            format!("{}: {} {}", c.person.as_str(), c.relation.word(), c.office)
        }
        Statement::Role(c) => {
            let was = match c.relation {
                claim::RoleRelation::Is => "",
                claim::RoleRelation::Was => "former ",
            };
            format!("{}: {was}{} of {}", c.person.as_str(), c.role, c.of)
        }
        Statement::Standing(c) => {
            format!(
                "{}: {}",
                c.person.as_str(),
                c.standing.word().replace('_', " ")
            )
        }
        Statement::Biography(c) => {
            format!("{}: {} {}", c.person.as_str(), c.fact.word(), c.value)
        }
        Statement::Identifier(c) => {
            format!("{}: {}:{}", c.person.as_str(), c.scheme.word(), c.value)
        }
        Statement::Committee(c) => {
            let name = c.name.as_deref().unwrap_or(&c.committee);
            let what = c.designation.map_or_else(
                || "committee".to_owned(),
                |word| format!("{} committee", word.word().replace('_', " ")),
            );
            let whose = match (&c.candidate, &c.candidate_id) {
                (Some(candidate), _) => format!(" of {}", candidate.as_str()),
                (None, Some(id)) => format!(" of fec:{id}"),
                (None, None) => String::new(),
            };
            let period = c.period.map(|p| format!(", {p}")).unwrap_or_default();
            format!("{name}: {what}{whose}{period}")
        }
        Statement::Alias(c) => {
            let called = match c.sense {
                claim::AliasSense::GoesBy => "goes by",
                claim::AliasSense::Official => "officially",
                claim::AliasSense::Former => "formerly",
                claim::AliasSense::Also => "also called",
            };
            format!("{}: {called} {}", c.person.as_str(), c.alias.as_str())
        }
    };
    let stage = statement
        .stage()
        .map(|at| format!(" [{}]", stage(at)))
        .unwrap_or_default();
    format!("{said}{sure}{stage}")
}

/// Who is responsible, and through whom: `two Republicans …, through The AP`.
pub fn origin(claim: &Claim) -> String {
    let origin = match &claim.origin {
        Origin::Report => "in the report's own voice".to_owned(),
        other => format!("origin: {other}"),
    };
    if claim.via.is_direct() {
        return origin;
    }
    let hops: Vec<&str> = claim.via.hops().map(canonical).collect();
    format!("{origin}, through {}", hops.join(", through "))
}

/// `Hustings Example Desk, 2019-11-06T17:45-06:00`.
pub fn document(document: &DocumentMeta) -> String {
    let house = document
        .publisher
        .as_deref()
        .unwrap_or("publisher not named");
    let published = document
        .published
        .map_or_else(|| "not dated".to_owned(), |when| when.to_string());
    let version = match document.version {
        1 => String::new(),
        later => format!(", version {later}"),
    };
    format!("{house}, {published}{version}")
}

/// The publisher of a document, or word that it names none.
pub fn house(document: &DocumentMeta) -> &str {
    document
        .publisher
        .as_deref()
        .unwrap_or("publisher not named")
}

/// The headline of a document, or word that it has none.
pub fn headline(document: &DocumentMeta) -> &str {
    if document.title.is_empty() {
        "without a headline"
    } else {
        &document.title
    }
}

/// The word for a kind of act: `sign off`.
pub fn act(kind: record::ActKind) -> String {
    kind.word().replace('_', " ")
}

/// What is said of a claim that a program read and nobody has looked at.
pub const MACHINE_READ: &str = "machine-read, not yet confirmed";

/// Whether a claim was read by a program in a report, and nobody has said anything about it since.
pub fn is_machine_read(kind: record::DocumentKind, marks: &[ClaimMark]) -> bool {
    kind == record::DocumentKind::Report
        && marks
            .iter()
            .all(|mark| matches!(mark, ClaimMark::Older { .. }))
}

/// What became of a claim: `rejected by an editor (act 3)`.
pub fn mark(mark: &ClaimMark) -> String {
    match mark {
        ClaimMark::Confirmed { act } => format!("confirmed by an editor (act {act})"),
        ClaimMark::SetAside { why, act, by } => {
            let act = act.map(|act| format!(" (act {act})")).unwrap_or_default();
            let by = by
                .as_ref()
                .map(|by| format!("; {by} takes its place"))
                .unwrap_or_default();
            format!("{}{act}{by}", why.words())
        }
        ClaimMark::Older {
            newest,
            stated_again,
            quote_stands,
        } => {
            let what = match (stated_again, quote_stands) {
                (true, true) => "states the same, in the same words",
                (true, false) => "states the same, in other words",
                (false, true) => "still has these words",
                (false, false) => "has neither the statement nor these words",
            };
            format!("of an older version; the newest, document {newest}, {what}")
        }
        ClaimMark::Redacted { act } => format!("its words were destroyed (act {act})"),
    }
}

/// `1,234,567`.
pub fn thousands(number: u64) -> String {
    let digits = number.to_string();
    let mut grouped = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_and_numbers_read_well() {
        let names = |n: usize| (1..=n).map(|i| format!("N{i}")).collect::<Vec<_>>();
        assert_eq!(list(&names(2)), "N1 and N2");
        assert_eq!(list(&names(3)), "N1, N2 and N3");
        assert_eq!(list(&names(7)), "N1, N2, N3, N4 and 3 more");
        assert_eq!(thousands(1_234_567), "1,234,567");
        assert_eq!(thousands(999), "999");
        assert_eq!(origins([2, 3]), "2–3 origins");
    }

    #[test]
    fn times_are_told_in_the_zone_of_the_race() {
        let zone = rules::zone("AL");
        for (text, expect) in [
            ("2019-11-07T01:45Z", "Wed 2019-11-06 19:45"),
            ("2019-11-08T17:00", "Fri 2019-11-08 17:00"),
            ("2020-03-03", "Tue 2020-03-03"),
            ("2020-03", "2020-03"),
        ] {
            assert_eq!(when_with_weekday(text.parse().unwrap(), &zone), expect);
        }
        let names = |race_id: &str| race(&race_id.parse().unwrap());
        assert_eq!(names("2020-AL-senate"), "U.S. Senate, Alabama, 2020");
        assert_eq!(names("2018-TX-house-7"), "U.S. House 7, Texas, 2018");
    }
}
