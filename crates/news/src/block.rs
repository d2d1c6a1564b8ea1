//! Outlet blocks: after `From NBC:` the words are NBC's until the next block or the end of the text.

use std::sync::LazyLock;

use claim::outlet;

use crate::lexicon::regex;
use crate::mention::{self, What};
use crate::search::Regex;

static OPENER: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"^(?:From|Via|Per|As reported by|More from|Here(?:'s|’s| is)) (?P<name>(?:[Tt]he )?[A-Z][\w.&'’ -]{1,50}?)(?:'s report|’s report| report| reports| reported)?:$",
    )
});

/// The outlet whose words follow a sentence, where the sentence is nothing but that credit.
pub(crate) fn opener(sentence: &str) -> Option<String> {
    let name = OPENER.captures(sentence)?.name("name")?.as_str();
    if outlet::known(name).is_some() {
        return Some(without_article(name).to_owned());
    }
    let mentions = mention::fixed(name, None);
    mentions.into_iter().find_map(|m| match m.what {
        What::Outlet(outlet) => Some(outlet),
        _ => None,
    })
}

fn without_article(name: &str) -> &str {
    name.strip_prefix("The ")
        .or_else(|| name.strip_prefix("the "))
        .unwrap_or(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(sentence: &str, outlet: Option<&str>) {
        assert_eq!(opener(sentence).as_deref(), outlet, "{sentence}");
    }

    #[test]
    fn credits_that_open_a_block() {
        check("From NBC:", Some("NBC"));
        check("From The AP:", Some("AP"));
        check(
            "From the Montgomery Advertiser:",
            Some("Montgomery Advertiser"),
        );
        check("From Alabama:", None);
        check(
            "From Democratic 2020 presidential candidate Kirsten Gillibrand:",
            None,
        );
        check("From NBC came the news.", None);
    }
}
