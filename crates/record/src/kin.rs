//! Whether names agree, worked out once for each pair.
//!
//! Taking a name apart costs far more than anything else on a page, and the same few names meet on every page of a
//! race.

use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;

use claim::PersonName;
use claim::outlet::fold;

/// What is known about names by now.
#[derive(Debug, Default)]
pub(crate) struct Kin {
    surnames: RefCell<HashMap<PersonName, Rc<str>>>,
    pairs: RefCell<HashMap<PersonName, HashMap<PersonName, bool>>>,
}

impl Kin {
    /// The last word of the folded surname: names with different ones are names of different people.
    pub(crate) fn surname(&self, name: &PersonName) -> Rc<str> {
        if let Some(surname) = self.surnames.borrow().get(name) {
            return Rc::clone(surname);
        }
        let folded = fold(&name.surname());
        let surname: Rc<str> = Rc::from(folded.split(' ').next_back().unwrap_or_default());
        self.surnames
            .borrow_mut()
            .insert(name.clone(), Rc::clone(&surname));
        surname
    }

    /// [`PersonName::consistent_with`].
    pub(crate) fn agree(&self, a: &PersonName, b: &PersonName) -> bool {
        let known = self
            .pairs
            .borrow()
            .get(a)
            .and_then(|others| others.get(b))
            .copied();
        if let Some(agree) = known {
            return agree;
        }
        let agree = a.consistent_with(b);
        let mut pairs = self.pairs.borrow_mut();
        for (a, b) in [(a, b), (b, a)] {
            pairs.entry(a.clone()).or_default().insert(b.clone(), agree);
        }
        agree
    }
}
