//! Odds in words: whole numbers out of ten, which readers take in better than percents.
//!
//! Natural frequencies are understood where percents are not: Gigerenzer and Hoffrage, *How to improve Bayesian reasoning
//! without instruction*, Psychological Review 102 (1995).

/// `about 7 in 10`; at the ends `fewer than 1 in 100`, `more than 99 in 100`, and nothing is called certain.
pub fn odds(chance: f64) -> String {
    let whole = |x: f64| x.round();
    match chance {
        c if c <= 0.0 => "no chance in any draw".to_owned(),
        c if c < 0.01 => "fewer than 1 in 100".to_owned(),
        c if c < 0.095 => format!("about {} in 100", whole(c * 100.0)),
        c if c <= 0.905 => format!("about {} in 10", whole(c * 10.0)),
        c if c <= 0.99 => format!("about {} in 100", whole(c * 100.0)),
        _ => "more than 99 in 100".to_owned(),
    }
}

/// `33 %`, as tables show it; small ones keep that they are not zero.
pub fn percent(part: f64) -> String {
    match part * 100.0 {
        p if p <= 0.0 => "0".to_owned(),
        p if p < 0.5 => "<1".to_owned(),
        p if p > 99.5 && part < 1.0 => ">99".to_owned(),
        p => format!("{p:.0}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn odds_are_said_in_tenths_and_at_the_ends_in_hundredths() {
        for (chance, expect) in [
            (0.0, "no chance in any draw"),
            (0.004, "fewer than 1 in 100"),
            (0.034, "about 3 in 100"),
            (0.5, "about 5 in 10"),
            (0.74, "about 7 in 10"),
            (0.97, "about 97 in 100"),
            (0.999, "more than 99 in 100"),
            (1.0, "more than 99 in 100"),
        ] {
            assert_eq!(odds(chance), expect);
        }
    }

    #[test]
    fn a_small_share_is_not_zero() {
        assert_eq!(percent(0.002), "<1");
        assert_eq!(percent(0.0), "0");
        assert_eq!(percent(0.998), ">99");
        assert_eq!(percent(0.331), "33");
    }
}
