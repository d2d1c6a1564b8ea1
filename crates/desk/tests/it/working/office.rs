//! A desk with people who work there, and a browser for each.

use std::cell::Cell;
use std::io;
use std::net::IpAddr;
use std::path::Path;
use std::sync::OnceLock;
use std::sync::atomic::{AtomicU64, Ordering};

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{HeaderMap, Request, StatusCode};
use desk::accounts::secret::Secret;
use desk::accounts::{self, Role};
use desk::book::Book;
use desk::work::Peer;
use desk::{Desk, Settings};
use jiff::Timestamp;
use sha2::{Digest, Sha256};
use tempfile::TempDir;
use tower::ServiceExt;

use crate::newsroom::{Answer, fill};

/// The password of everybody here.
pub(crate) const PASSWORD: &str = "staple battery horse correct";

thread_local! {
    /// Each test has its own clock, for each has its own thread.
    static CLOCK: Cell<i64> = const { Cell::new(1_600_000_000) };
}

fn clock() -> Timestamp {
    Timestamp::from_second(CLOCK.get()).unwrap()
}

/// Lets time pass.
pub(crate) fn later(seconds: i64) {
    CLOCK.set(CLOCK.get() + seconds);
}

/// Different bytes at every call.
#[expect(clippy::unnecessary_wraps, reason = "it stands in for what can fail")]
pub(crate) fn counted(bytes: &mut [u8]) -> io::Result<()> {
    static COUNT: AtomicU64 = AtomicU64::new(1);
    let digest = Sha256::digest(COUNT.fetch_add(1, Ordering::Relaxed).to_be_bytes());
    for (at, byte) in bytes.iter_mut().enumerate() {
        *byte = digest[at % 32];
    }
    Ok(())
}

/// A desk with an administrator.
pub(crate) struct Office {
    app: Router,
    pub(crate) desk: Desk,
    folder: TempDir,
}

/// The example, read once for all tests.
fn example() -> &'static Path {
    static FOLDER: OnceLock<TempDir> = OnceLock::new();
    let folder = FOLDER.get_or_init(|| {
        let folder = TempDir::new().unwrap();
        let example = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples/alabama-2020");
        fill(&folder.path().join("hustings.db"), &example);
        folder
    });
    folder.path()
}

impl Office {
    pub(crate) fn open() -> Self {
        Self::with(|_| {})
    }

    pub(crate) fn with(change: impl FnOnce(&mut Settings)) -> Self {
        let folder = TempDir::new().unwrap();
        let path = folder.path().join("hustings.db");
        std::fs::copy(example().join("hustings.db"), &path).unwrap();
        let mut settings = Settings::new(path, "127.0.0.1:0".parse().unwrap(), clock);
        settings.book = Some(folder.path().join("hustings.desk.db"));
        settings.random = counted;
        change(&mut settings);
        let desk = Desk::open(settings).unwrap();
        Self {
            app: desk::app(desk.clone()),
            desk,
            folder,
        }
    }

    /// The book, as the command line opens it beside a running desk.
    pub(crate) fn book(&self) -> Book {
        Book::open(&self.folder.path().join("hustings.desk.db")).unwrap()
    }

    pub(crate) fn record(&self) -> record::Record {
        record::Record::open_read(&self.folder.path().join("hustings.db")).unwrap()
    }

    /// Opens the record for writing, as another program does.
    pub(crate) fn write_record(&self) -> record::Result<record::Record> {
        record::Record::open(&self.folder.path().join("hustings.db"))
    }

    /// Makes an account with the password, without the page for it.
    pub(crate) fn hire(&self, name: &str, role: Role) {
        static HASH: OnceLock<String> = OnceLock::new();
        let hash = HASH.get_or_init(|| accounts::password::hash(PASSWORD, counted).unwrap());
        let link = Secret::new(counted).unwrap();
        let now = clock();
        self.book()
            .turn(|db| {
                let made = accounts::make(db, name, role, "test", now)?;
                accounts::invite(db, Some(&made), &link, "test", now)?;
                accounts::take_invitation(db, &link, "", hash, now)
            })
            .unwrap();
    }

    /// A browser of somebody who has signed in.
    pub(crate) async fn browser(&self, name: &str, role: Role) -> Browser<'_> {
        self.hire(name, role);
        let mut browser = self.visitor();
        let answer = browser
            .post("/sign-in", &[("name", name), ("password", PASSWORD)])
            .await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text());
        browser
    }

    /// A browser of somebody who has not.
    pub(crate) fn visitor(&self) -> Browser<'_> {
        Browser {
            office: self,
            cookie: None,
            from: "192.0.2.7".parse().unwrap(),
        }
    }

    pub(crate) async fn send(&self, request: Request<Body>) -> Answer {
        let answer = self.app.clone().oneshot(request).await.unwrap();
        let (parts, body) = answer.into_parts();
        Answer {
            status: parts.status,
            headers: parts.headers,
            body: to_bytes(body, usize::MAX).await.unwrap().to_vec(),
        }
    }

    /// The first open question of the race.
    pub(crate) async fn first_question(&self, browser: &mut Browser<'_>) -> String {
        let queue = browser.get("/queue.json").await.json();
        let race = queue["races"]
            .as_array()
            .unwrap()
            .iter()
            .find(|race| race["race"] == "2020-AL-senate")
            .unwrap();
        race["items"][0]["claim"].as_str().unwrap().to_owned()
    }
}

/// A browser: it keeps the cookie, and says of its requests what browsers say.
pub(crate) struct Browser<'o> {
    pub(crate) office: &'o Office,
    pub(crate) cookie: Option<String>,
    pub(crate) from: IpAddr,
}

impl Browser<'_> {
    pub(crate) async fn get(&mut self, address: &str) -> Answer {
        let request = self.head("GET", address).body(Body::empty()).unwrap();
        self.take(request).await
    }

    pub(crate) async fn post(&mut self, address: &str, fields: &[(&str, &str)]) -> Answer {
        let request = self
            .head("POST", address)
            .header("sec-fetch-site", "same-origin")
            .header("origin", "http://desk.example.org")
            .header("content-type", "application/x-www-form-urlencoded")
            .body(Body::from(form(fields)))
            .unwrap();
        self.take(request).await
    }

    /// A request with the cookie and nothing else that a browser says.
    pub(crate) fn head(&self, method: &str, address: &str) -> axum::http::request::Builder {
        let mut request = Request::builder()
            .method(method)
            .uri(address)
            .header("host", "desk.example.org")
            .header("user-agent", "Test browser")
            .extension(Peer(self.from));
        if let Some(cookie) = &self.cookie {
            request = request.header("cookie", cookie);
        }
        request
    }

    pub(crate) async fn take(&mut self, request: Request<Body>) -> Answer {
        let answer = self.office.send(request).await;
        if let Some(cookie) = set_cookie(&answer.headers) {
            self.cookie = (!cookie.ends_with('=')).then_some(cookie);
        }
        answer
    }
}

pub(crate) fn set_cookie(headers: &HeaderMap) -> Option<String> {
    let held = headers.get("set-cookie")?.to_str().unwrap();
    held.split(';').next().map(str::to_owned)
}

/// Fields as a form sends them.
pub(crate) fn form(fields: &[(&str, &str)]) -> String {
    let mut text = form_urlencoded::Serializer::new(String::new());
    text.extend_pairs(fields);
    text.finish()
}

/// What a field of a form in a page holds.
pub(crate) fn value(page: &str, name: &str) -> String {
    let at = page
        .find(&format!("name=\"{name}\""))
        .unwrap_or_else(|| panic!("no field {name}"));
    let rest = &page[at..];
    let start = rest.find("value=\"").unwrap() + 7;
    let end = start + rest[start..].find('"').unwrap();
    rest[start..end]
        .replace("&amp;", "&")
        .replace("&quot;", "\"")
}
