//! Tests of the rule files of all kinds.

use super::*;

#[test]
fn every_line_of_the_rule_files_is_a_rule() {
    for (name, file) in all_rule_files() {
        assert_eq!(crate::pattern::faults(file), Vec::<&str>::new(), "{name}");
    }
}
