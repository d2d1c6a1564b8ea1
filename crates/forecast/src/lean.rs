//! How a state leans: its last vote for president against the country's.

use std::collections::BTreeMap;

use claim::{OfficeSought, Party, Race};

use crate::ForecastError;
use crate::parameters::LeanWeight;

const CARRIED: &str = include_str!("../data/lean.toml");

/// The votes for president by state and year, in points for the Democrat.
#[derive(Debug, Clone, PartialEq)]
pub struct Leans(BTreeMap<String, BTreeMap<String, f64>>);

/// How a state leans, and on which election that rests.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Lean {
    /// Points by which it was more Democratic than the country.
    pub points: f64,
    /// The year of that election.
    pub year: i16,
}

impl Leans {
    /// The table that the program carries.
    pub fn carried() -> Result<Self, ForecastError> {
        toml::from_str(CARRIED)
            .map(Self)
            .map_err(ForecastError::Leans)
    }

    /// How a state leaned when it last voted for president before this year.
    pub fn before(&self, state: &str, year: i16) -> Option<Lean> {
        let country = self.0.get("US")?;
        let (of, margin) = self
            .0
            .get(state.get(..2)?)?
            .iter()
            .filter_map(|(of, margin)| Some((of.parse::<i16>().ok()?, *margin)))
            .filter(|&(of, _)| of < year)
            .max_by_key(|&(of, _)| of)?;
        let nation = country.get(&of.to_string())?;
        Some(Lean {
            points: margin - nation,
            year: of,
        })
    }
}

/// The prior log support of a party's nominee in a general election.
pub fn prior_of(
    lean: Option<Lean>,
    weight: &LeanWeight,
    race: &Race,
    party: Option<&Party>,
) -> f64 {
    let Some(lean) = lean else {
        return 0.0;
    };
    let a_point = match race.office {
        OfficeSought::President => 0.0,
        OfficeSought::Senate | OfficeSought::House => weight.senate,
        _ => weight.governor,
    };
    let side = match party {
        Some(Party::Democratic) => 0.5,
        Some(Party::Republican) => -0.5,
        _ => 0.0,
    };
    side * a_point * lean.points
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_vote_before_the_year_counts() {
        let leans = Leans::carried().unwrap();
        let alabama = leans.before("AL", 2020).unwrap();
        assert_eq!(alabama.year, 2016);
        assert!((alabama.points + 30.1).abs() < 0.2, "{alabama:?}");
        assert_eq!(leans.before("AL", 1996), None);
        assert_eq!(leans.before("XX", 2020), None);
    }
}
