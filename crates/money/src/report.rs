//! A filing as a document of the record: the words of its cover, and the claims in them.

use claim::{
    Certainty, Claim, Funds, Measure, Money, Occurrence, Origin, Part, Period, Place, Race, Report,
    Span, Statement, Terms, When,
};

use crate::check::Checked;

/// How many bytes are enough to recognise a filing.
pub const HEAD: usize = 64;

/// Whether a file begins like a filing.
pub fn recognise(head: &[u8]) -> bool {
    let head = head.strip_prefix(b"\xef\xbb\xbf").unwrap_or(head);
    let head = head.trim_ascii_start();
    let first =
        |mark: &[u8]| head.len() > mark.len() && head[..mark.len()].eq_ignore_ascii_case(mark);
    let parted = |at: usize| matches!(head.get(at), Some(0x1c | b','));
    (first(b"HDR") && parted(3)) || (first(b"\"HDR\"") && parted(5)) || first(b"/* HEADER")
}

/// The lines of a cover that are claims: the measure, the line on forms 3, 3X and 3P, and whether it holds for the last day
/// (or for the period).
const LINES: [(Measure, [&str; 3], bool); 7] = [
    (Measure::CashOnHand, ["a27", "a8", "a10"], true),
    (Measure::Raised, ["a24", "a6c", "a7"], false),
    (Measure::Spent, ["a26", "a7", "a9"], false),
    (Measure::TransferredIn, ["a12", "", "a18"], false),
    (Measure::TransferredOut, ["a18", "", "a24"], false),
    (Measure::Debt, ["a10", "a10", "a12"], true),
    (Measure::Loaned, ["a13a", "", "a19a"], false),
];

/// The document: its text is the cover, a line a field that holds something, as the filing writes it; its claims are the
/// committee's cash, receipts, disbursements, debts and the candidate's loans.
///
/// `id` names the filing (the FEC's number, or the file), `published` is the day on which the FEC had it, where that is
/// known. `linked` is the race for which lists say the committee collects; without it the race is the one that the cover and the
/// rows settle.
pub fn report(
    checked: &Checked,
    id: &str,
    published: Option<When>,
    linked: Option<&Race>,
) -> (Report, Vec<Occurrence>) {
    let race = linked.cloned().or_else(|| race(checked));
    let mut text = String::new();
    let mut chars = 0;
    let mut places: Vec<(&str, Span)> = Vec::new();
    for (name, words) in &checked.cover {
        let line = format!("{}: {words}", shown(name));
        let length = line.chars().count();
        places.push((name, Span::new(chars, chars + length)));
        chars += length + 1;
        text.push_str(&line);
        text.push('\n');
    }
    let day = |day: &Option<String>| day.as_deref().and_then(|day| day.parse::<When>().ok());
    let (from, through) = (day(&checked.from), day(&checked.through));
    let period = |whole: bool| {
        through.map(|end| Period {
            start: from.filter(|_| !whole),
            end,
        })
    };
    let mut title = format!("FEC form {} of {}", checked.form, checked.committee);
    if let (Some(from), Some(through)) = (&checked.from, &checked.through) {
        title.push_str(&format!(", {from} to {through}"));
    }
    // Two amendments of one report differ in nothing else, and are two documents.
    if let Some(original) = checked.amends {
        title.push_str(", amendment");
        if let Some(number) = checked.amendment {
            title.push_str(&format!(" {number}"));
        }
        title.push_str(&format!(" of FEC-{original}"));
    }
    let mut claims = Vec::new();
    let form = ["F3", "F3X", "F3P"]
        .iter()
        .position(|form| checked.record == Some(form));
    for (measure, lines, of_day) in form.map_or(&[][..], |_| &LINES[..]) {
        let line = lines[form.unwrap_or_default()];
        let found = checked.cover.iter().position(|(name, _)| {
            !line.is_empty()
                && name
                    .strip_prefix(line)
                    .is_some_and(|rest| rest.starts_with('_'))
        });
        let Some(at) = found else { continue };
        let Ok(amount) = crate::value::cents(checked.cover[at].1.as_bytes()) else {
            continue;
        };
        // That there is no debt and no loan is worth no line on a page.
        if amount == 0 && matches!(measure, Measure::Debt | Measure::Loaned) {
            continue;
        }
        let span = places[at].1;
        let quote: String = text.chars().skip(span.start).take(span.len()).collect();
        claims.push(Occurrence {
            claim: Claim {
                statement: Statement::Funds(Funds {
                    holder: checked.name.clone(),
                    measure: *measure,
                    amount: Money::from_cents(amount),
                    race: race.clone(),
                    state: None,
                    period: period(*of_day),
                    committee: (!checked.committee.is_empty()).then(|| checked.committee.clone()),
                    form: Some(checked.form.to_ascii_uppercase()),
                }),
                quote,
                certainty: Certainty::Asserted,
                origin: Origin::Document {
                    name: format!("FEC filing of {}", checked.name),
                },
                via: claim::Chain::default(),
            },
            place: Place {
                part: Part::Text,
                span,
            },
            terms: Terms::default(),
        });
    }
    if checked.name.is_empty() {
        claims.clear();
    }
    let report = Report {
        id: id.to_owned(),
        url: None,
        publisher: Some("Federal Election Commission".to_owned()),
        published,
        title,
        text,
    };
    (report, claims)
}

/// `a27_cash_on_hand_at_close_period` → `a27 cash on hand at close period`.
fn shown(name: &str) -> String {
    name.replace('_', " ")
}

/// States that send one member to the House, at some time since filings are electronic. Their covers have district 00, as those of
/// committees for the Senate have.
const ONE_DISTRICT: [&str; 7] = ["AK", "DE", "MT", "ND", "SD", "VT", "WY"];

/// The race that the filing settles by itself: of a committee for the House by the cover's state and district, in the year of the
/// election that ends the cycle; of one for the Senate by the state and the year of the election that most receipts are for.
fn race(checked: &Checked) -> Option<Race> {
    let of = |name: &str| {
        checked
            .cover
            .iter()
            .find(|(held, _)| held == name)
            .map(|(_, words)| words.trim())
    };
    let state = of("election_state")?;
    let through: u16 = checked.through.as_deref()?.get(..4)?.parse().ok()?;
    let district: u16 = of("election_district").unwrap_or("00").parse().ok()?;
    if district > 0 {
        let year = through + through % 2;
        return format!("{year}-{state}-house-{district}").parse().ok();
    }
    let year = checked
        .election
        .filter(|year| (through..through + 7).contains(year))?;
    if checked.record != Some("F3") || ONE_DISTRICT.contains(&state) {
        return None;
    }
    format!("{year}-{state}-senate").parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn filings_are_recognised() {
        for head in [
            "HDR\u{1c}FEC\u{1c}8.3",
            "HDR,FEC,3.00",
            "\"HDR\",\"FEC\"",
            "/* Header\nFEC_Ver_#",
            "\u{feff}hdr\u{1c}P3.4",
        ] {
            assert!(recognise(head.as_bytes()), "{head}");
        }
        for head in ["", "HDR", "HDRx", "<html>", "title: HDR\n", "{\"id\": 1}"] {
            assert!(!recognise(head.as_bytes()), "{head}");
        }
    }
}
