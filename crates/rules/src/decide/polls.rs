//! When polling places open and close, zone by zone.

use claim::When;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use serde::Serialize;

use super::dates::at;
use crate::{Provision, RuleKind, Ruled, RulesError, State};

/// The hours of polling in one zone of a state.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PollHours {
    /// The IANA name of the zone.
    pub zone: String,
    /// When they open.
    pub opens: When,
    /// When they close.
    pub closes: When,
}

/// The hours on that day: of the main zone first, then of the others, but for those that go by its clock.
pub(crate) fn polls(law: &State, on: Date) -> Result<Ruled<'_, Vec<PollHours>>, RulesError> {
    let rule = law.known(RuleKind::Polls, on)?;
    let Provision::Hours {
        opens,
        closes,
        together,
    } = rule.provision
    else {
        return Err(law.in_words_only(RuleKind::Polls, on));
    };
    let others = law.other_zones.iter().filter(|_| !together);
    let value = std::iter::once(&law.zone)
        .chain(others)
        .map(|name| {
            // Every name in the table is checked when it is read.
            let zone = TimeZone::get(name).unwrap_or(TimeZone::UTC);
            PollHours {
                zone: name.clone(),
                opens: at(on, Some(opens), &zone),
                closes: at(on, Some(closes), &zone),
            }
        })
        .collect();
    Ok(Ruled { value, rule })
}
