//! The invariants of the architecture that no type can hold.

#![expect(
    clippy::unwrap_used,
    reason = "helpers of tests may panic: that is how they fail"
)]

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

const LIBRARIES: [&str; 14] = [
    "claim", "rules", "lists", "news", "llm", "money", "polls", "forecast", "record", "outlook",
    "intake", "export", "desk", "returns",
];

fn crates() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

fn sources(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(sources(&path));
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            found.push(path);
        }
    }
    found
}

/// Clippy refuses the clock, the environment and the terminal (`clippy.toml`); this keeps a library from lifting that.
/// The words are searched for as well, so that the check holds without clippy.
#[test]
fn library_crates_read_no_clock_environment_or_terminal() {
    let forbidden = [
        "disallowed_methods",
        "SystemTime::now",
        "Instant::now",
        "Timestamp::now",
        "Zoned::now",
        "TimeZone::system",
        "env::var",
        "env::args",
        "io::stdin",
        "io::stdout",
        "io::stderr",
        "process::exit",
        // The desk takes connections; nobody makes one.
        "TcpStream::connect",
    ];
    for name in LIBRARIES {
        for path in sources(&crates().join(name).join("src")) {
            let text = std::fs::read_to_string(&path).unwrap();
            for word in forbidden {
                assert!(!text.contains(word), "{} says {word}", path.display());
            }
        }
    }
}

/// The network is reached by what fetches pages and feeds, and by the reader that asks a language model; by nothing else.
#[test]
fn two_crates_have_a_network_client() {
    for name in LIBRARIES.into_iter().chain(["hustings"]) {
        let manifest = std::fs::read_to_string(crates().join(name).join("Cargo.toml")).unwrap();
        let manifest: toml::Table = manifest.parse().unwrap();
        let client = manifest["dependencies"].get("ureq").is_some();
        assert_eq!(client, matches!(name, "llm" | "intake"), "{name}");
    }
}

/// Data flows one way: what may be used is named here, and nothing else of ours is.
#[test]
fn no_crate_depends_on_one_to_its_right() {
    let ours: BTreeSet<&str> = LIBRARIES.into_iter().chain(["hustings"]).collect();
    for name in LIBRARIES {
        let manifest = std::fs::read_to_string(crates().join(name).join("Cargo.toml")).unwrap();
        let manifest: toml::Table = manifest.parse().unwrap();
        for section in ["dependencies", "dev-dependencies", "build-dependencies"] {
            let Some(table) = manifest.get(section).and_then(toml::Value::as_table) else {
                continue;
            };
            for used in table.keys().filter(|used| ours.contains(used.as_str())) {
                // What is handed on is what the record holds, and rows of filings: exports lie to the right of both.
                let handed_on = name == "export" && ["record", "money"].contains(&used.as_str());
                // A forecast is made from polls; an outlook brings it and the record together.
                let made_from = (name == "forecast" && used == "polls")
                    || (name == "outlook"
                        && ["record", "rules", "polls", "forecast"].contains(&used.as_str()));
                // The desk shows what the record and the law say; its tests read the example.
                let shown = name == "desk"
                    && (["record", "rules", "money"].contains(&used.as_str())
                        || (section == "dev-dependencies"
                            && ["intake", "news"].contains(&used.as_str())));
                // A count is decided by the law, which lies to the left of every reader of files.
                let by_law = name == "returns" && used == "rules";
                assert!(
                    handed_on
                        || made_from
                        || shown
                        || by_law
                        || (used == "claim" && name != "claim"),
                    "{name} must not know {used}"
                );
            }
        }
    }
}
