//! Connections over TLS: whose certificate does not hold is refused.

use std::io::{BufReader, Write};
use std::net::TcpListener;
use std::sync::Arc;
use std::thread;

use intake::Url;
use intake::fetch::{Ask, Beyond, Fetcher, Guards, Validators, Why};
use rcgen::{CertificateParams, KeyPair, date_time_ymd};
use rustls::pki_types::{PrivateKeyDer, PrivatePkcs8KeyDer};

use crate::{EVENING, Still, server};

/// A server whose certificate names this host, and the certificate.
fn server(name: &str, expired: bool) -> (u16, Vec<u8>) {
    let key = KeyPair::generate().unwrap();
    let mut params = CertificateParams::new(vec![name.to_owned()]).unwrap();
    params.not_before = date_time_ymd(2000, 1, 1);
    params.not_after = if expired {
        date_time_ymd(2001, 1, 1)
    } else {
        date_time_ymd(4000, 1, 1)
    };
    let certificate = params.self_signed(&key).unwrap();
    let der = certificate.der().clone();
    let key = PrivateKeyDer::Pkcs8(PrivatePkcs8KeyDer::from(key.serialize_der()));
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let config = rustls::ServerConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_no_client_auth()
        .with_single_cert(vec![der.clone()], key)
        .unwrap();
    let config = Arc::new(config);
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = listener.local_addr().unwrap().port();
    thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            let connection = rustls::ServerConnection::new(Arc::clone(&config)).unwrap();
            let mut reader = BufReader::new(rustls::StreamOwned::new(connection, stream));
            if server::read_from(&mut reader).is_some() {
                drop(reader.get_mut().write_all(b"HTTP/1.1 302 X\r\nLocation: http://example.org/\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"));
                drop(reader.get_mut().flush());
            }
        }
    });
    (port, der.to_vec())
}

fn why(port: u16, trusted: Option<&[u8]>) -> Why {
    let guards = Guards {
        doors: [format!("localhost:{port}").parse().unwrap()].into(),
        ..Guards::default()
    };
    let mut fetcher = Fetcher::new(guards, Still::at(EVENING));
    if let Some(certificate) = trusted {
        fetcher = fetcher.trusting(certificate);
    }
    let ask = Ask {
        validators: &Validators::default(),
        beyond: Beyond::Refuse,
        accept: "*/*",
    };
    let url = Url::parse(&format!("https://localhost:{port}/")).unwrap();
    fetcher
        .get(&url, &ask, |_| Ok(()))
        .expect_err("refused")
        .why
}

#[test]
fn a_certificate_that_does_not_hold_is_refused() {
    let (port, _) = server("localhost", false);
    assert!(
        matches!(why(port, None), Why::Unsafe(_)),
        "{:?}",
        why(port, None)
    );
    let (port, certificate) = server("localhost", true);
    assert!(matches!(why(port, Some(&certificate)), Why::Unsafe(_)));
    let (port, certificate) = server("example.org", false);
    assert!(matches!(why(port, Some(&certificate)), Why::Unsafe(_)));
}

/// With a certificate that holds the server is heard; and from there no redirect leads to where everybody can listen.
#[test]
fn no_redirect_leads_from_https_to_http() {
    let (port, certificate) = server("localhost", false);
    assert_eq!(why(port, Some(&certificate)), Why::Downgrade);
}
