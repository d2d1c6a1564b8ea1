//! A desk over the example, and what it answers.

use std::net::SocketAddr;
use std::path::Path;

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{HeaderMap, Method, Request, StatusCode};
use desk::{Attributor, Desk, Said, Settings, Texts};
use intake::{Limits, Source, Taken};
use jiff::Timestamp;
use record::{Document, DocumentKind, Record};
use tempfile::TempDir;
use tower::ServiceExt;

/// A record of the example in a folder of its own, with a desk before it.
pub(crate) struct Newsroom {
    pub(crate) app: Router,
    pub(crate) desk: Desk,
    /// Gone with the room.
    #[expect(dead_code, reason = "it is held so that the record lies there")]
    folder: Option<TempDir>,
}

/// What the desk answered.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Vec<u8>,
}

impl Answer {
    pub(crate) fn text(&self) -> &str {
        std::str::from_utf8(&self.body).unwrap()
    }

    pub(crate) fn json(&self) -> serde_json::Value {
        serde_json::from_slice(&self.body).unwrap()
    }

    pub(crate) fn header(&self, name: &str) -> &str {
        self.headers
            .get(name)
            .map_or("", |value| value.to_str().unwrap())
    }
}

/// A clock that stands still: what pages say must not depend on it.
pub(crate) fn clock() -> Timestamp {
    Timestamp::from_second(1_600_000_000).unwrap()
}

impl Newsroom {
    /// The desk over the whole example.
    pub(crate) fn open() -> Self {
        let folder = TempDir::new().unwrap();
        let path = folder.path().join("hustings.db");
        fill(
            &path,
            &Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples/alabama-2020"),
        );
        let listen: SocketAddr = "127.0.0.1:0".parse().unwrap();
        let mut settings = Settings::new(path, listen, clock);
        settings.public = Some("https://desk.example.org".to_owned());
        settings.texts = Texts::Of(vec!["Hustings Example Desk".to_owned()]);
        settings.attributor = Some(Attributor::new(|text| {
            let found = news::Reader::Fast.attributions(text).into_iter();
            found
                .map(|said| Said {
                    source: said.source,
                    cue: said.cue,
                    content: said.content,
                })
                .collect()
        }));
        Self {
            folder: Some(folder),
            ..Self::over(settings)
        }
    }

    /// A desk with these settings, over a record that somebody else keeps.
    pub(crate) fn over(settings: Settings) -> Self {
        let desk = Desk::open(settings).unwrap();
        Self {
            app: desk::app(desk.clone()),
            desk,
            folder: None,
        }
    }

    /// Where the record lies.
    pub(crate) fn record(&self) -> std::path::PathBuf {
        self.desk.settings.record.clone()
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

    pub(crate) async fn get(&self, address: &str) -> Answer {
        self.get_with(address, &[]).await
    }

    pub(crate) async fn get_with(&self, address: &str, headers: &[(&str, &str)]) -> Answer {
        let mut request = Request::builder().method(Method::GET).uri(address);
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        self.send(request.body(Body::empty()).unwrap()).await
    }
}

/// Reads a folder of dispatches into a record, by the rules alone: a debug build is slow with the trained model.
pub(crate) fn fill(path: &Path, folder: &Path) {
    let mut record = Record::open(path).unwrap();
    let zone = rules::zone("US");
    let mut batch = record.batch(clock(), "test", "desk", None).unwrap();
    for taken in intake::open(Source::Path(folder.to_owned()), Limits::default()).unwrap() {
        let Taken::Read(document, _) = taken else {
            continue;
        };
        let (reading, complaints) = news::Reader::Rules.read(&document.report);
        let added = Document {
            report: &document.report,
            kind: DocumentKind::Report,
            sources: &[],
            claims: &reading.claims,
            relays: &reading.relays,
            complaints: &complaints,
            first_seen: "2026-01-01T00:00:00Z".parse().unwrap(),
            zone: &zone,
            reader: "rules",
        };
        batch.add(&added).unwrap();
    }
    batch.commit().unwrap();
    record.compare_texts().unwrap();
}
