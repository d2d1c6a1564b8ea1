//! The outlets whose reporting a report passes on as a whole.
//!
//! Such a report is no origin of its own: it says in its own voice what NBC and the AP say in their blocks. That it
//! passes on other reporting shows in blocks (`From NBC:`), in `according to the report`, and in a lead that sums up
//! `two news organizations`.

use std::sync::LazyLock;

use claim::{Origin, outlet};

use crate::attribution::Credits;
use crate::document::Document;
use crate::lexicon::regex;
use crate::mention::What;
use crate::search::Regex;

static SUMMED: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"(?:two|three|several|multiple|Ⓒ) (?:news )?(?:organizations|outlets|media)\b|news outlets|: report$|according to (?:the report|multiple reports|several reports|numerous reports)(?:,|\.|$)|according to Ⓤ and (?:the )?Ⓤ",
    )
});

/// The outlets whose reporting the report passes on as a whole, in order.
pub(crate) fn relays(document: &Document<'_>, credits: &Credits) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    let mut add = |name: &str| {
        if !found
            .iter()
            .any(|known| outlet::canonical(known) == outlet::canonical(name))
        {
            found.push(name.to_owned());
        }
    };
    for name in &document.blocks {
        add(name);
    }
    // The lead says what the whole report is; later mentions of "reports" are asides.
    let sums_up = document
        .sentences
        .iter()
        .take(4)
        .any(|s| SUMMED.is_match(&s.tagged.text));
    if sums_up {
        for credit in &credits.all {
            for hop in &credit.via {
                add(hop);
            }
            if let Origin::Organization { name } = &credit.origin
                && is_outlet(document, name)
            {
                add(name);
            }
        }
    }
    found
}

fn is_outlet(document: &Document<'_>, name: &str) -> bool {
    outlet::known(name).is_some()
        || document
            .sentences
            .iter()
            .flat_map(|s| &s.mentions)
            .any(|m| matches!(&m.what, What::Outlet(outlet) if outlet == name))
}
