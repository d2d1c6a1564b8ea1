//! Paths and streams that are not as they should be: what is named is read or refused with a reason, nothing outside a
//! folder is ever read, and nothing is passed over in silence.

mod common;

use std::path::Path;

use common::lines;
use intake::{IntakeError, Limits, Source, open};

fn at(path: &Path) -> Result<Vec<String>, IntakeError> {
    let intake = open(Source::Path(path.to_owned()), Limits::default())?;
    Ok(intake.flat_map(lines).collect())
}

#[test]
fn paths_that_lead_nowhere() {
    let folder = tempfile::tempdir().unwrap();
    let missing = folder.path().join("no-such-file.txt");
    assert!(
        at(&missing)
            .unwrap_err()
            .to_string()
            .ends_with("no-such-file.txt does not exist")
    );
    let empty = at(folder.path()).unwrap();
    assert_eq!(empty.len(), 1);
    assert!(empty[0].contains("the folder holds no file that can be read"));
}

#[cfg(unix)]
#[test]
fn folders_with_odd_things_in_them() {
    use std::os::unix::fs::symlink;

    let outside = tempfile::tempdir().unwrap();
    let secret = outside.path().join("secret.txt");
    std::fs::write(&secret, "Not to be read.").unwrap();
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name);
    symlink(&secret, path("a-link.txt")).unwrap();
    symlink(outside.path(), path("b-folder-link")).unwrap();
    symlink(path("gone"), path("c-dangling")).unwrap();
    symlink(folder.path(), path("d-loop")).unwrap();
    std::fs::create_dir(path(".git")).unwrap();
    std::fs::write(path(".git/config"), "[core]").unwrap();
    std::fs::write(path("README"), "About this folder.").unwrap();
    std::fs::create_dir(path("e")).unwrap();
    std::fs::write(path("e/report.txt"), "Sessions filed.").unwrap();
    std::os::unix::net::UnixListener::bind(path("f-socket")).unwrap();

    let found = at(folder.path()).unwrap();
    let expect = [
        "skipped: .git: hidden",
        "skipped: README: it is about the folder",
        "skipped: a-link.txt: a link, and links in a folder are not followed",
        "skipped: b-folder-link: a link,",
        "skipped: c-dangling: a link that leads nowhere",
        "skipped: d-loop: a link,",
        "read: \"Sessions filed.\"",
        "skipped: f-socket: neither a file nor a folder",
    ];
    let below = format!("{}/", folder.path().display());
    assert_eq!(found.len(), expect.len(), "{found:#?}");
    for (line, words) in found.iter().zip(expect) {
        assert!(
            line.replace(&below, "").starts_with(words),
            "expected {words:?} in {found:#?}"
        );
    }
    // What is named is read, even a link or a hidden file; a dangling link is an error of its own.
    assert_eq!(
        at(&path("a-link.txt")).unwrap(),
        ["read: \"Not to be read.\""]
    );
    assert_eq!(
        at(&path("README")).unwrap(),
        ["read: \"About this folder.\""]
    );
    assert!(matches!(
        at(&path("c-dangling")),
        Err(IntakeError::Dangling { .. })
    ));
    assert_eq!(intake::count(folder.path()).files, 1);
}

#[cfg(unix)]
#[test]
fn files_that_may_not_be_read() {
    use std::os::unix::fs::PermissionsExt;

    let folder = tempfile::tempdir().unwrap();
    let locked = folder.path().join("locked.txt");
    std::fs::write(&locked, "Sessions filed.").unwrap();
    std::fs::set_permissions(&locked, std::fs::Permissions::from_mode(0o000)).unwrap();
    if std::fs::File::open(&locked).is_ok() {
        println!("skipped: this user may read everything");
        return;
    }
    assert!(matches!(at(&locked), Err(IntakeError::Unreadable { .. })));
    let found = at(folder.path()).unwrap();
    assert!(found[0].contains("it cannot be opened: "), "{found:#?}");
}

/// A stream that breaks off.
struct Broken(&'static [u8]);

impl std::io::Read for Broken {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        if self.0.is_empty() {
            return Err(std::io::Error::other("the line was cut"));
        }
        std::io::Read::read(&mut self.0, buffer)
    }
}

#[test]
fn streams_that_break_off() {
    let broken = Box::new(Broken(b"Sessions"));
    let source = Source::Reader {
        name: "standard input".to_owned(),
        reader: broken,
    };
    let found: Vec<String> = open(source, Limits::default())
        .unwrap()
        .flat_map(lines)
        .collect();
    assert_eq!(
        found,
        ["refused: standard input: reading broke off: the line was cut (kept: nothing)"]
    );
}
