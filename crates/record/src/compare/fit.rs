//! Whether two figures are the same, as finely as one of them is stated.

use super::number::{dollars_and_cents, short};
use super::{Number, Verdict, rules};

/// How a stated figure and another one stand to each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Fit {
    /// Equal to the last unit stated.
    Equal,
    /// Equal after rounding.
    Rounded,
    /// Equal after cutting off.
    CutOff,
    /// As the words around it say.
    Bound,
    /// As the words say, but so far out that they say little.
    Loose,
    /// A near miss.
    Near,
    /// Another figure.
    Off,
}

impl Fit {
    /// Whether the other figure bears the stated one out.
    pub(super) const fn holds(self) -> bool {
        matches!(
            self,
            Self::Equal | Self::Rounded | Self::CutOff | Self::Bound
        )
    }

    /// The verdict where both are of the same thing.
    pub(super) const fn verdict(self) -> Verdict {
        match self {
            Self::Equal => Verdict::Confirmed,
            Self::Rounded => Verdict::Rounding,
            Self::CutOff => Verdict::CutOff,
            Self::Bound => Verdict::Bound,
            Self::Loose => Verdict::Consistent,
            Self::Near => Verdict::NearMiss,
            Self::Off => Verdict::Contradicted,
        }
    }
}

/// One dollar in cents: what is stated to the dollar leaves the cents out.
const DOLLAR: i64 = 100;

/// Sets a stated sum against one that lies between `low` and `high`.
pub(super) fn fit(number: &Number, low: i64, high: i64) -> Fit {
    let meets = |from: i64, to: i64| from <= high && low <= to;
    let (value, step) = (number.value, number.step.max(1));
    if let Some(bound) = number.bound {
        if meets(value + bound.from * step, value + bound.to * step) {
            return Fit::Bound;
        }
        return match bound.beyond {
            1 if low > value => Fit::Loose,
            -1 if high < value => Fit::Loose,
            _ => Fit::Off,
        };
    }
    if low == high && (low == value || (step <= DOLLAR && (low - value).abs() < DOLLAR)) {
        return Fit::Equal;
    }
    if meets(value - step / 2, value + step / 2) {
        return Fit::Rounded;
    }
    // Cut off towards zero: $1.89 million for 1,898,642.98.
    if value > 0 && meets(value, value + step - 1) {
        return Fit::CutOff;
    }
    let nearest = value.clamp(low, high);
    if step <= DOLLAR && rules::is_near(value, nearest) {
        return Fit::Near;
    }
    Fit::Off
}

/// What a fit of sums of money is called: the last part of the arithmetic.
pub(super) fn in_words(fit: Fit, number: &Number, low: i64, high: i64) -> String {
    let exact = low == high;
    match fit {
        Fit::Equal if low == number.value => "equal".to_owned(),
        Fit::Equal => "equal to the dollar".to_owned(),
        Fit::Rounded => format!(
            "equal after rounding to the nearest {}",
            number.step_words()
        ),
        Fit::CutOff if exact => format!(
            "equal when cut off at {}; rounded it would be {}",
            number.step_words(),
            number.rounded(low)
        ),
        Fit::CutOff => format!("equal when cut off at {}", number.step_words()),
        Fit::Bound | Fit::Loose if exact => {
            let by = low - number.value;
            let side = if by < 0 { "less" } else { "more" };
            match by {
                0 => "holds: equal".to_owned(),
                by => format!("holds: {} {side}", short(by.abs())),
            }
        }
        Fit::Bound | Fit::Loose => "holds".to_owned(),
        Fit::Near | Fit::Off => off_by(number, low, high),
    }
}

/// By how much a stated sum misses, and in which direction: `off by $9.92`, `$11,714.31 less`.
pub(super) fn off_by(number: &Number, low: i64, high: i64) -> String {
    let nearest = number.value.clamp(low, high);
    let by = number.value - nearest;
    let side = if by < 0 { "too low" } else { "too high" };
    format!("off by {}, {side}", dollars_and_cents(by.abs()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(quote: &str, dollars: i64, official: i64, expect: Fit) {
        let number = Number::money(quote, dollars * 100);
        assert_eq!(
            fit(&number, official, official),
            expect,
            "{quote} and {official}"
        );
    }

    #[test]
    fn rounding_follows_the_stated_words() {
        check("$2.5 million", 2_500_000, 249_545_900, Fit::Rounded);
        check("$2.50 million", 2_500_000, 249_545_900, Fit::Rounded);
        check("$2.48 million", 2_480_000, 249_545_900, Fit::Off);
        check("$1.89 million", 1_890_000, 189_864_298, Fit::CutOff);
        check("$551,285", 551_285, 55_128_537, Fit::Equal);
        check("$134,431", 134_431, 13_442_108, Fit::Near);
        check("$78,806", 78_806, 75_731_400, Fit::Off);
        check("no cash on hand", 0, 0, Fit::Equal);
    }

    #[test]
    fn words_bound_a_figure() {
        check("over $2.5 million", 2_500_000, 253_000_000, Fit::Bound);
        check("over $2.5 million", 2_500_000, 390_000_000, Fit::Loose);
        check("over $2.5 million", 2_500_000, 249_545_900, Fit::Off);
        check("nearly $2.5 million", 2_500_000, 249_545_900, Fit::Bound);
        check("nearly $2.5 million", 2_500_000, 254_297_400, Fit::Off);
        check("about $2.5 million", 2_500_000, 254_297_400, Fit::Bound);
        check("$2.5 million or more", 2_500_000, 254_297_400, Fit::Bound);
    }

    #[test]
    fn a_figure_of_a_range_is_met_anywhere_in_it() {
        let number = Number::money("$78,806", 7_880_600);
        assert_eq!(fit(&number, 7_800_000, 7_900_000), Fit::Rounded);
        assert_eq!(fit(&number, 75_231_437, 76_231_437), Fit::Off);
    }
}
