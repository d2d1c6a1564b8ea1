//! Shares of a poll as a report has them beside those of the pollster's own release.

use claim::outlet::fold;
use claim::{Percent, Poll, When};

use super::fit::{self, Fit};
use super::number::percent;
use super::{Against, Comparison, Number, Verdict};

/// One answer of the pollster's own release.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Asked<'a> {
    /// The ballot question as the release has it.
    pub poll: &'a Poll,
    /// The release.
    pub against: Against,
}

/// Sets one share of a reported poll against the pollster's own. `None` where the release is of another poll: another
/// firm, another stage, other dates.
pub fn poll(
    reported: &Poll,
    name: &str,
    share: Percent,
    release: &Asked<'_>,
) -> Option<Comparison> {
    if !same_firm(
        reported.pollster.as_deref()?,
        release.poll.pollster.as_deref()?,
    ) || differ(
        reported.stage.as_ref(),
        release.poll.stage.as_ref(),
        |a, b| a == b,
    ) || differ(reported.end, release.poll.end, When::agrees_with)
    {
        return None;
    }
    let asked = release
        .poll
        .shares
        .0
        .iter()
        .find(|asked| fold(&asked.name) == fold(name))?;
    let (verdict, words) = weigh(reported, release.poll, share, asked.percent);
    Some(Comparison {
        verdict,
        official: Some(release.against.clone()),
        arithmetic: format!(
            "{name} {} against {} in the release: {words}",
            percent(thousandths(share)),
            percent(thousandths(asked.percent))
        ),
    })
}

fn weigh(reported: &Poll, release: &Poll, share: Percent, asked: Percent) -> (Verdict, String) {
    let number = Number::share(thousandths(share));
    match fit::fit(&number, thousandths(asked), thousandths(asked)) {
        Fit::Equal => (Verdict::Confirmed, "equal".to_owned()),
        Fit::Rounded | Fit::CutOff => (
            Verdict::Rounding,
            format!("equal after rounding to {}", percent(number.step)),
        ),
        _ => {
            let population = (
                reported.population.as_deref(),
                release.population.as_deref(),
            );
            if let (Some(a), Some(b)) = population
                && fold(a) != fold(b)
            {
                return (Verdict::DifferentScope, format!("of {a}, not {b}"));
            }
            let by = thousandths(share) - thousandths(asked);
            let points = percent(by.abs());
            (
                Verdict::Contradicted,
                format!("off by {} points", points.trim_end_matches(" %")),
            )
        }
    }
}

fn differ<T>(a: Option<T>, b: Option<T>, same: impl Fn(T, T) -> bool) -> bool {
    a.zip(b).is_some_and(|(a, b)| !same(a, b))
}

/// `WPA` and `WPA Intelligence` are one firm.
pub(crate) fn same_firm(a: &str, b: &str) -> bool {
    let (a, b) = (fold(a), fold(b));
    a == b || a.starts_with(&format!("{b} ")) || b.starts_with(&format!("{a} "))
}

/// A percentage in thousandths.
pub(crate) fn thousandths(percent: Percent) -> i64 {
    i64::from(percent.thousandths())
}
