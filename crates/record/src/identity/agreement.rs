//! How far the names of two known people agree.

use claim::PersonName;

use super::known::Known;
use super::near;
use crate::kin::Kin;

/// How far names agree: the later, the better.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Agreement {
    /// They are names of different people.
    None,
    /// The surname alone agrees; the given names conflict, or one of the two is a bare surname.
    Surname,
    /// They are one slip of the pen apart.
    Slip,
    /// One can be the other under the middle name.
    MiddleName,
    /// They agree in structure: nicknames, initials, order, generations.
    Full,
}

/// The best agreement among all names of two people, aliases included.
///
/// A short alias must not hide that the full names conflict: `Jeff Sessions` agrees with `Jeff A. Sessions`, `Jefferson B.
/// Sessions` does not. And a father is not his son, whatever other names they share.
pub(crate) fn agreement(a: &Known, b: &Known, kin: &Kin) -> Agreement {
    if generations_conflict(a, b) {
        return Agreement::None;
    }
    let best = a
        .names
        .iter()
        .flat_map(|one| b.names.iter().map(move |other| of_names(one, other, kin)))
        .max()
        .unwrap_or(Agreement::None);
    let labels = of_names(&a.label, &b.label, kin);
    let both_told_in_full = words(&a.label) > 2 && words(&b.label) > 2;
    if both_told_in_full && labels == Agreement::Surname {
        return best.min(labels);
    }
    best
}

/// How far two names agree.
pub(crate) fn of_names(a: &PersonName, b: &PersonName, kin: &Kin) -> Agreement {
    let (surname_a, surname_b) = (kin.surname(a), kin.surname(b));
    if near::block(&surname_a) != near::block(&surname_b) {
        // Somebody who gives up a surname keeps it as a middle name; structure sees that.
        return Agreement::None;
    }
    if a.is_surname_only() || b.is_surname_only() {
        return if kin.agree(a, b) {
            Agreement::Surname
        } else {
            Agreement::None
        };
    }
    if kin.agree(a, b) {
        return Agreement::Full;
    }
    if a.may_go_by_middle_name(b) {
        return Agreement::MiddleName;
    }
    if near::is_slip(a, b) {
        return Agreement::Slip;
    }
    if surname_a == surname_b {
        Agreement::Surname
    } else {
        Agreement::None
    }
}

/// `Jr.` here and `Sr.` there. A name without one agrees with both.
pub(crate) fn generations_conflict(a: &Known, b: &Known) -> bool {
    let of = |known: &Known| -> Vec<&'static str> {
        known
            .names
            .iter()
            .filter_map(PersonName::generation)
            .collect()
    };
    let (a, b) = (of(a), of(b));
    !a.is_empty() && !b.is_empty() && !a.iter().any(|one| b.contains(one))
}

fn words(name: &PersonName) -> usize {
    name.as_str().split(' ').count()
}
