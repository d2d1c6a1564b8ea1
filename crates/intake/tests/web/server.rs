//! A server on this machine that says what a test wants.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::Duration;

use intake::fetch::Door;

/// A request: its path with the query, and its headers in lower case.
#[derive(Debug, Clone)]
pub(crate) struct Request {
    pub(crate) path: String,
    pub(crate) headers: Vec<(String, String)>,
}

impl Request {
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        self.headers
            .iter()
            .find(|(key, _)| key == name)
            .map(|(_, value)| value.as_str())
    }
}

/// An answer.
#[derive(Debug, Clone, Default)]
pub(crate) struct Answer {
    status: u16,
    headers: Vec<String>,
    body: Vec<u8>,
    /// How long to wait before each byte of the body.
    drip: Option<Duration>,
}

impl Answer {
    pub(crate) fn ok(kind: &str, body: impl AsRef<[u8]>) -> Self {
        Self {
            status: 200,
            headers: vec![format!("Content-Type: {kind}")],
            body: body.as_ref().to_vec(),
            drip: None,
        }
    }

    pub(crate) fn status(status: u16) -> Self {
        Self {
            status,
            ..Self::default()
        }
    }

    pub(crate) fn to(status: u16, location: &str) -> Self {
        Self::status(status).with(&format!("Location: {location}"))
    }

    #[must_use]
    pub(crate) fn with(mut self, header: &str) -> Self {
        self.headers.push(header.to_owned());
        self
    }

    #[must_use]
    pub(crate) fn drip(mut self, pause: Duration) -> Self {
        self.drip = Some(pause);
        self
    }

    fn write(&self, to: &mut impl Write) -> std::io::Result<()> {
        let head = self.headers.join("\r\n");
        let gap = if head.is_empty() { "" } else { "\r\n" };
        // The end of the connection is the end of the body, as with servers that give no length.
        write!(
            to,
            "HTTP/1.1 {} X\r\n{head}{gap}Connection: close\r\n\r\n",
            self.status
        )?;
        let Some(pause) = self.drip else {
            return to.write_all(&self.body);
        };
        for byte in &self.body {
            to.write_all(&[*byte])?;
            to.flush()?;
            thread::sleep(pause);
        }
        Ok(())
    }
}

type Handler = dyn Fn(&Request) -> Answer + Send + Sync;

/// A server, with what it was asked.
pub(crate) struct Server {
    port: u16,
    asked: Arc<Mutex<Vec<Request>>>,
    handler: Arc<Handler>,
}

impl Server {
    pub(crate) fn new(handler: impl Fn(&Request) -> Answer + Send + Sync + 'static) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let server = Self {
            port: listener.local_addr().unwrap().port(),
            asked: Arc::default(),
            handler: Arc::new(handler),
        };
        let (asked, handler) = (Arc::clone(&server.asked), Arc::clone(&server.handler));
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let (asked, handler) = (Arc::clone(&asked), Arc::clone(&handler));
                thread::spawn(move || {
                    let Some(request) = read(&stream) else { return };
                    asked.lock().unwrap().push(request.clone());
                    let mut stream = stream;
                    // Whoever asked may have heard enough.
                    drop(handler(&request).write(&mut stream));
                    drop(stream.flush());
                });
            }
        });
        server
    }

    /// A server that gives the same answer to everything but robots.txt, which it does not have.
    pub(crate) fn always(answer: Answer) -> Self {
        Self::new(move |request| match request.path.as_str() {
            "/robots.txt" => Answer::status(404),
            _ => answer.clone(),
        })
    }

    pub(crate) fn url(&self, path: &str) -> String {
        format!("http://127.0.0.1:{}{path}", self.port)
    }

    pub(crate) fn port(&self) -> u16 {
        self.port
    }

    pub(crate) fn door(&self) -> Door {
        format!("127.0.0.1:{}", self.port).parse().unwrap()
    }

    /// What it was asked since this was last called.
    pub(crate) fn asked(&self) -> Vec<Request> {
        std::mem::take(&mut self.asked.lock().unwrap())
    }

    /// The paths of what it was asked, without robots.txt.
    pub(crate) fn paths(&self) -> Vec<String> {
        let paths = self.asked().into_iter().map(|request| request.path);
        paths.filter(|path| path != "/robots.txt").collect()
    }
}

pub(crate) fn read(stream: &TcpStream) -> Option<Request> {
    read_from(&mut BufReader::new(stream))
}

pub(crate) fn read_from(reader: &mut BufReader<impl Read>) -> Option<Request> {
    let mut line = String::new();
    reader.read_line(&mut line).ok()?;
    let path = line.split(' ').nth(1)?.to_owned();
    let mut headers = Vec::new();
    loop {
        let mut line = String::new();
        reader.read_line(&mut line).ok()?;
        let line = line.trim_end();
        if line.is_empty() {
            break;
        }
        let (key, value) = line.split_once(':')?;
        headers.push((key.to_lowercase(), value.trim().to_owned()));
    }
    Some(Request { path, headers })
}
