//! The names of each state's counties (`data/counties.txt`), to say which of them a file lacks.

/// The counties of a state that counts by them; `None` for others.
pub(crate) fn of(state: &str) -> Option<Vec<&'static str>> {
    include_str!("../data/counties.txt")
        .lines()
        .find_map(|line| {
            let names = line.strip_prefix(state)?.strip_prefix(' ')?;
            (!state.is_empty()).then(|| names.split('|').collect())
        })
}

/// What names of one county have in common: `De Soto` and `DESOTO`, `St. Clair` and `Saint Clair`, `Prince George's`.
pub(crate) fn key(name: &str) -> String {
    let folded = crate::words::fold(name);
    let words = folded.split(' ').map(|word| match word {
        "saint" => "st",
        "sainte" => "ste",
        word => word,
    });
    let key: String = words.collect();
    for ending in ["county", "parish"] {
        if let Some(short) = key.strip_suffix(ending)
            && !short.is_empty()
        {
            return short.to_owned();
        }
    }
    key
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn states_have_their_counties() {
        for (state, count) in [
            ("AL", 67),
            ("GA", 159),
            ("TX", 254),
            ("LA", 64),
            ("VA", 133),
            ("NY", 62),
            ("SD", 66),
        ] {
            assert_eq!(of(state).map(|names| names.len()), Some(count), "{state}");
        }
        assert_eq!(of("AK"), None);
        assert_eq!(of(""), None);
    }

    #[test]
    fn counties_under_their_spellings() {
        assert_eq!(key("De Soto"), key("DESOTO"));
        assert_eq!(key("Saint Clair County"), key("St. Clair"));
        assert_eq!(key("La Salle Parish"), key("LaSalle"));
    }
}
