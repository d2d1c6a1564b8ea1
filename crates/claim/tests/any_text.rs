//! Whatever the text is: no parser of the vocabulary panics, and what is read is read again as it was written down.

use std::fmt::{Debug, Display};
use std::str::FromStr;

use claim::{Money, Party, Period, PersonName, Race, Stage, When, outlet};
use proptest::prelude::*;

fn written_and_read_again<T: FromStr + Display + PartialEq + Debug>(
    text: &str,
) -> Result<(), TestCaseError> {
    let Ok(value) = text.parse::<T>() else {
        return Ok(());
    };
    let written = value.to_string();
    let again = written.parse::<T>().ok();
    prop_assert_eq!(
        again.as_ref(),
        Some(&value),
        "{:?} was written as {:?}",
        text,
        written
    );
    Ok(())
}

fn all(text: &str) -> Result<(), TestCaseError> {
    written_and_read_again::<When>(text)?;
    written_and_read_again::<Period>(text)?;
    written_and_read_again::<Race>(text)?;
    written_and_read_again::<Stage>(text)?;
    written_and_read_again::<Money>(text)?;
    written_and_read_again::<Party>(text)?;
    let name = PersonName::new(text);
    let _ = (
        name.surname(),
        name.given_name(),
        name.consistent_with(&name),
        outlet::fold(text),
    );
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_text(text in any::<String>()) {
        all(&text)?;
    }

    #[test]
    fn dates(text in "[-+]?[0-9]{1,6}(-[0-9]{1,2}(-[0-9]{1,2}([T ][0-9]{2}:[0-9]{2}(:[0-9]{2}(\\.[0-9]{1,9})?)?(Z|[-+][0-9]{2}:?[0-9]{2}(:[0-9]{2})?)?)?)?)?(/2020)?") {
        all(&text)?;
    }

    #[test]
    fn races_and_stages(text in "(2[0-9]{3}|[0-9]{1,5})-(AL|US|al|ZZ)-(senate|house|governor|mayor|other|president|[a-z-]{1,12})(-[0-9]{1,3}|-new-york)?(-special)?|(primary|runoff|caucus|convention|general)(:[A-Za-z]{0,3})?") {
        all(&text)?;
    }

    #[test]
    fn money(text in "-?\\$?[0-9]{1,20}(,[0-9]{3}){0,4}(\\.[0-9]{0,3})?") {
        all(&text)?;
    }

    #[test]
    fn names(text in "(Sen\\. |Dr )?[A-Z][a-zé’]{0,8}( [A-Z]\\.)?( “[A-Z][a-z]{1,6}”)?( [A-Z][a-z-]{1,9}){0,3}(,? (Jr\\.|III|Sr))?") {
        all(&text)?;
        let name = PersonName::new(&text);
        prop_assert!(name.consistent_with(&name), "a name agrees with itself");
    }
}
