//! What the end-to-end tests share: the binary with a record of its own in an empty folder.
#![expect(
    clippy::unwrap_used,
    reason = "helpers of tests may panic: that is how they fail"
)]
#![allow(
    dead_code,
    reason = "every test file compiles this module and uses a part of it"
)]

use std::path::{Path, PathBuf};
use std::process::Output;

use assert_cmd::Command;
use serde_json::Value;
use tempfile::TempDir;

/// A folder with a record in it, removed at the end.
pub(crate) struct Desk {
    pub(crate) folder: TempDir,
}

/// How a command ended.
pub(crate) struct Ended {
    pub(crate) out: String,
    pub(crate) err: String,
    pub(crate) status: i32,
}

impl From<Output> for Ended {
    fn from(output: Output) -> Self {
        Self {
            out: String::from_utf8(output.stdout).unwrap(),
            err: String::from_utf8(output.stderr).unwrap(),
            status: output.status.code().unwrap(),
        }
    }
}

impl Desk {
    pub(crate) fn new() -> Self {
        Self {
            folder: TempDir::new().unwrap(),
        }
    }

    /// A desk that has read the example, by rules: quick in a debug build too, and the same with every model.
    pub(crate) fn with_example() -> Self {
        let desk = Self::new();
        let added = desk.run(&["add", example().to_str().unwrap(), "--reader", "rules"]);
        assert_eq!(added.status, 0, "{}", added.err);
        desk
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub(crate) fn file(&self, name: &str, bytes: impl AsRef<[u8]>) -> String {
        let path = self.path(name);
        std::fs::write(&path, bytes).unwrap();
        path.to_str().unwrap().to_owned()
    }

    pub(crate) fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(assert_cmd::cargo::cargo_bin!("hustings"));
        command
            .args(arguments)
            .current_dir(self.folder.path())
            .env_remove("HUSTINGS_RECORD")
            .env_remove("HUSTINGS_READER")
            .env_remove("HUSTINGS_THREADS")
            .env_remove("HUSTINGS_LLM_URL")
            .env_remove("HUSTINGS_LLM_MODEL")
            .env_remove("HUSTINGS_LLM_KEY")
            .env_remove("HUSTINGS_LLM_TIMEOUT")
            .env_remove("HUSTINGS_ACTOR")
            .env_remove("NO_COLOR");
        command
    }

    pub(crate) fn run(&self, arguments: &[&str]) -> Ended {
        self.command(arguments).output().unwrap().into()
    }

    /// Runs a command that must end well, and reads the JSON lines that it writes.
    pub(crate) fn json(&self, arguments: &[&str]) -> Vec<Value> {
        let ended = self.run(&[arguments, &["--json"]].concat());
        assert_eq!(ended.status, 0, "{}", ended.err);
        ended
            .out
            .lines()
            .map(|line| serde_json::from_str(line).unwrap())
            .collect()
    }
}

/// The folder of the example.
pub(crate) fn example() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples/alabama-2020")
}
