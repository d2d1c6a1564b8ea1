//! Records in PostgreSQL for tests. `HUSTINGS_TEST_POSTGRES` is the address of a server on which they may make schemas,
//! such as the one that `.ci/postgres` starts; without it, what needs one says so and passes.

use std::path::PathBuf;
use std::sync::atomic::{AtomicUsize, Ordering};

use postgres::{Client, NoTls};

static MADE: AtomicUsize = AtomicUsize::new(0);

/// The address of an empty place of its own; nothing where there is no server.
#[expect(
    clippy::disallowed_methods,
    clippy::print_stdout,
    reason = "only whoever runs the tests knows of a server, and should know what was skipped"
)]
pub(crate) fn empty() -> Option<PathBuf> {
    let Ok(server) = std::env::var("HUSTINGS_TEST_POSTGRES") else {
        println!("skipped: HUSTINGS_TEST_POSTGRES names no PostgreSQL server");
        return None;
    };
    let number = MADE.fetch_add(1, Ordering::Relaxed);
    let schema = format!("test_{}_{number}", std::process::id());
    Client::connect(&server, NoTls)
        .unwrap()
        .batch_execute(&format!("CREATE SCHEMA {schema}"))
        .unwrap();
    let mark = if server.contains('?') { '&' } else { '?' };
    Some(PathBuf::from(format!(
        "{server}{mark}options=-csearch_path%3D{schema}"
    )))
}

/// A hand on a database past the record.
pub(crate) fn raw(address: &std::path::Path) -> Client {
    Client::connect(address.to_str().unwrap(), NoTls).unwrap()
}
