//! What an entry of a public list says, gathered into a known person.

use claim::outlet::fold;
use claim::{Fact, OfficeHeld, OfficeSought, PersonName, Statement};

use super::known::{Known, KnownIn, Seat};
use super::uid::Uid;

/// The person of an entry.
pub(crate) fn known<'a>(
    uid: Uid,
    list: &str,
    statements: impl IntoIterator<Item = &'a Statement>,
) -> Option<Known> {
    let mut statements = statements.into_iter().peekable();
    let label: PersonName = statements.peek()?.person()?.clone();
    let mut known = Known::new(uid, &label, KnownIn::List(list.to_owned()));
    for statement in statements {
        take(&mut known, statement);
    }
    Some(known)
}

/// Takes what a statement says of the person whom it is about.
pub(crate) fn take(known: &mut Known, statement: &Statement) {
    match statement {
        Statement::Identifier(c) => {
            // Columns are swapped in the wild: what has not the form of an id of the scheme is none.
            if c.scheme.is_form_of(&c.value) {
                known.has_id(c.scheme, &c.value);
            }
            known.races.extend(c.race.clone());
        }
        Statement::Alias(c) => {
            known.names.insert(c.alias.clone());
        }
        Statement::OfficeHeld(c) => known.seats.extend(seat(c)),
        Statement::Candidacy(c) => {
            known.races.extend(c.race.clone());
            known.parties.extend(c.party.clone());
        }
        Statement::Biography(c) => match c.fact {
            Fact::Born => known.born = known.born.or_else(|| c.value.parse().ok()),
            Fact::Party => known.parties.extend(c.value.parse().ok()),
            _ => {}
        },
        _ => {}
    }
}

/// The seat of a term of Congress: `U.S. senator`, `U.S. representative, district 3`, with the state beside it.
fn seat(held: &OfficeHeld) -> Option<Seat> {
    let office = fold(&held.office);
    let (office, district) = match office.strip_prefix("u s representative") {
        Some(rest) => {
            let number = rest.trim().strip_prefix("district").map(str::trim);
            (OfficeSought::House, number.filter(|n| !n.is_empty()))
        }
        None if office == "u s senator" => (OfficeSought::Senate, None),
        None => return None,
    };
    Some(Seat {
        office,
        state: held.state.clone()?,
        district: district.map(str::to_owned),
        start: held.start?,
        end: held.end,
    })
}
