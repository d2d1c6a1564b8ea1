//! The pages: one page, one file, registered in the one list [`KINDS`].
//!
//! A page is opened on a thread that reads the record: it asks for what it needs and becomes one struct of plain data. That
//! struct is then drawn ([`Page::body`]), written as JSON, and its tables as CSV, so that no form can say what another does not.

mod calendar;
mod claim;
mod compare;
mod filing;
mod home;
mod person;
mod race;
mod report;
mod returns;
mod search;
mod source;
mod supports;

use maud::Markup;
use record::Record;

use crate::Problem;
use crate::asked::{Asked, Form};
use crate::layout::{Frame, Head};
use crate::settings::Settings;
use crate::table::Table;

/// What a page is opened with.
#[derive(Debug)]
pub struct Opening<'a> {
    /// What was asked.
    pub asked: &'a Asked,
    /// What the desk was started with.
    pub settings: &'a Settings,
}

/// The data of one page.
pub trait Page: Send {
    /// Title, description and what else stands in the head.
    fn head(&self) -> Head;
    /// The page for people, inside the layout.
    fn body(&self, frame: &Frame<'_>) -> Markup;
    /// The page's data.
    fn json(&self) -> Result<Vec<u8>, serde_json::Error>;
    /// Its tables, the most important first.
    fn tables(&self) -> Vec<Table>;
    /// What changed, as an Atom feed.
    fn feed(&self, _frame: &Frame<'_>) -> Option<String> {
        None
    }
    /// Its dates, for calendars.
    fn calendar(&self) -> Option<String> {
        None
    }
}

/// A page that was opened, or why it was not.
pub type Opened = Result<Box<dyn Page>, Problem>;

/// A field of a page's JSON, for its description.
#[derive(Debug, Clone, Copy)]
pub struct Field {
    /// Its name.
    pub name: &'static str,
    /// Its type in JSON: `string`, `array`, …; a question mark at the end where it can be null or absent.
    pub kind: &'static str,
    /// What it holds.
    pub about: &'static str,
}

/// A kind of page.
#[derive(Debug)]
pub struct Kind {
    /// Its name, for the description of the JSON.
    pub name: &'static str,
    /// The pattern of its addresses: `race/{race}`.
    pub pattern: &'static str,
    /// What it shows, in a sentence.
    pub about: &'static str,
    /// The forms in which it can be had, beside HTML, JSON and CSV.
    pub forms: &'static [Form],
    /// The parameters that it takes, beside the cut, with what each means.
    pub parameters: &'static [(&'static str, &'static str)],
    /// The fields of its JSON.
    pub fields: &'static [Field],
    /// Opens one.
    pub open: fn(&Record, &Opening<'_>) -> Opened,
}

impl Kind {
    /// Whether an address is of this kind.
    pub fn takes(&self, path: &[String]) -> bool {
        let mut pattern = self.pattern.split('/').filter(|part| !part.is_empty());
        let fits = path.iter().all(|segment| {
            pattern
                .next()
                .is_some_and(|part| part.starts_with('{') || part == segment)
        });
        fits && pattern.next().is_none()
    }

    /// Whether a page of this kind can be had in a form.
    pub fn comes_as(&self, form: Form) -> bool {
        matches!(form, Form::Html | Form::Json | Form::Csv) || self.forms.contains(&form)
    }
}

/// Every kind of page.
pub const KINDS: &[&Kind] = &[
    &home::KIND,
    &race::KIND,
    &person::KIND,
    &claim::KIND,
    &report::KIND,
    &source::KIND,
    &calendar::KIND,
    &compare::KIND,
    &search::KIND,
    &filing::KIND,
    &returns::KIND,
];

/// The kind of an address.
pub fn kind_of(path: &[String]) -> Option<&'static Kind> {
    KINDS.iter().copied().find(|kind| kind.takes(path))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_of_one_kind() {
        let check = |path: &[&str], name: Option<&str>| {
            let path: Vec<String> = path.iter().map(ToString::to_string).collect();
            assert_eq!(kind_of(&path).map(|kind| kind.name), name, "{path:?}");
        };
        check(&[], Some("home"));
        check(&["race", "2020-AL-senate"], Some("race"));
        check(&["race"], None);
        check(&["race", "a", "b", "c"], None);
        check(&["nowhere"], None);
    }
}
