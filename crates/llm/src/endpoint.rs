//! Where the language model is, and how it is asked.

use std::fmt;
use std::str::FromStr;
use std::time::Duration;

use ureq::http::Uri;

use crate::LlmError;

/// A secret that opens an endpoint. It is never shown: not in errors, not in debug output.
#[derive(Clone, PartialEq, Eq)]
pub struct Key(String);

impl Key {
    /// A key from its characters.
    pub fn new(key: impl Into<String>) -> Self {
        Self(key.into())
    }

    /// The value of the header that carries it.
    pub(crate) fn header(&self) -> String {
        format!("Bearer {}", self.0)
    }

    /// A text without the key: servers repeat a wrong key in their refusal.
    pub(crate) fn hidden_in(&self, text: &str) -> String {
        if self.0.is_empty() {
            text.to_owned()
        } else {
            text.replace(&self.0, "(the key)")
        }
    }
}

impl fmt::Debug for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Key(…)")
    }
}

impl FromStr for Key {
    type Err = std::convert::Infallible;

    fn from_str(key: &str) -> Result<Self, Self::Err> {
        Ok(Self::new(key.trim()))
    }
}

/// Where the language model is, and how it is asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Endpoint {
    /// The base address (`http://localhost:8080/v1`), or the full one that ends with `/chat/completions`.
    pub url: String,
    /// The model's name there.
    pub model: String,
    /// The key, where one is needed.
    pub key: Option<Key>,
    /// How long one answer may take.
    pub timeout: Duration,
    /// How often an endpoint is asked that is too busy (status 429) or fails (5xx).
    pub attempts: u32,
    /// How long to wait before the second attempt; before each later one twice as long.
    pub pause: Duration,
}

impl Endpoint {
    /// An endpoint with the usual patience: 120 seconds for an answer, four attempts, the first pause one second.
    pub fn new(url: impl Into<String>, model: impl Into<String>) -> Self {
        Self {
            url: url.into(),
            model: model.into(),
            key: None,
            timeout: Duration::from_mins(2),
            attempts: 4,
            pause: Duration::from_secs(1),
        }
    }
}

/// An address that can be asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Address {
    /// In full.
    pub(crate) full: String,
    /// Without its query, in which some services carry their keys.
    pub(crate) shown: String,
}

impl Address {
    pub(crate) fn of(url: &str) -> Result<Self, LlmError> {
        let (path, query) = url.trim().split_once('?').unwrap_or((url.trim(), ""));
        let mut shown = path.trim_end_matches('/').to_owned();
        if !shown.ends_with("/chat/completions") {
            shown.push_str("/chat/completions");
        }
        let full = if query.is_empty() {
            shown.clone()
        } else {
            format!("{shown}?{query}")
        };
        let uri: Uri = full
            .parse()
            .map_err(|_| LlmError::Address("it is no URL"))?;
        if !matches!(uri.scheme_str(), Some("http" | "https")) {
            return Err(LlmError::Address(
                "it begins with neither http:// nor https://",
            ));
        }
        match uri.authority() {
            None => Err(LlmError::Address("it names no host")),
            Some(authority) if authority.as_str().contains('@') => Err(LlmError::Address(
                "it holds a user or a password; give a key instead",
            )),
            Some(_) => Ok(Self { full, shown }),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(url: &str, expect: &str) {
        assert_eq!(Address::of(url).unwrap().full, expect);
    }

    #[test]
    fn addresses_are_completed() {
        let full = "http://localhost:8080/v1/chat/completions";
        check("http://localhost:8080/v1", full);
        check(" http://localhost:8080/v1/ ", full);
        check(full, full);
        check(
            "https://example.org/m/chat/completions?version=1",
            "https://example.org/m/chat/completions?version=1",
        );
    }

    #[test]
    fn what_cannot_be_asked_is_refused() {
        for url in [
            "",
            "localhost",
            "ftp://example.org",
            "file:///etc/hosts",
            "http://a b",
            "https://me:secret@example.org/v1",
        ] {
            let error = Address::of(url).unwrap_err();
            assert!(
                error.is_lasting() && !error.to_string().contains("secret"),
                "{url}: {error}"
            );
        }
    }

    #[test]
    fn what_is_shown_of_an_address_has_no_query() {
        let address = Address::of("https://example.org/v1?key=secret").unwrap();
        assert!(!address.shown.contains("secret"));
    }

    #[test]
    fn a_key_is_never_shown() {
        let key = Key::new("sk-secret");
        assert!(!format!("{key:?}").contains("secret"));
        assert_eq!(
            key.hidden_in("wrong key: sk-secret"),
            "wrong key: (the key)"
        );
    }
}
