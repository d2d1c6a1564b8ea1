//! Secrets: 256 random bits, shown once, held as their SHA-256.
//!
//! A hash without salt or stretching is enough for what nobody chose: 256 random bits cannot be guessed. They are looked up
//! by their hash, so how long a look-up takes says nothing about the secret.

use std::fmt;
use std::io;

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use sha2::{Digest, Sha256};
use subtle::ConstantTimeEq;

use crate::book::BookError;

/// Fills bytes with randomness of the system, or says that there is none.
pub type Random = fn(&mut [u8]) -> io::Result<()>;

/// The beginning of every token, so that it is known for what it is where somebody finds it: in a log, in a repository.
const TOKEN: &str = "hst_";

/// The letters of a secret.
const LETTERS: usize = 43;

/// A secret, to be shown once.
#[derive(Clone, PartialEq, Eq)]
pub struct Secret(String);

/// What is held of a secret.
pub type Hash = [u8; 32];

impl Secret {
    /// A new one.
    pub fn new(random: Random) -> Result<Self, BookError> {
        let mut bytes = [0; 32];
        random(&mut bytes).map_err(BookError::Randomness)?;
        Ok(Self(URL_SAFE_NO_PAD.encode(bytes)))
    }

    /// The words that are shown.
    pub fn words(&self) -> &str {
        &self.0
    }

    /// What is held of it.
    pub fn hash(&self) -> Hash {
        hash(&self.0)
    }

    /// As a token for programs: with a mark before it and a check behind it, so that a typing error is one.
    pub fn token(&self) -> String {
        format!("{TOKEN}{}{}", self.0, check(&self.0))
    }

    /// What came as a secret; nothing where it cannot be one.
    pub fn read(text: &str) -> Option<Self> {
        let letter = |byte: u8| byte.is_ascii_alphanumeric() || b"-_".contains(&byte);
        (text.len() == LETTERS && text.bytes().all(letter)).then(|| Self(text.to_owned()))
    }

    /// What came as a token.
    pub fn read_token(text: &str) -> Option<Self> {
        let rest = text.strip_prefix(TOKEN)?;
        let (secret, sum) = rest.split_at_checked(LETTERS)?;
        let secret = Self::read(secret)?;
        equal(sum.as_bytes(), check(&secret.0).as_bytes()).then_some(secret)
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret(…)")
    }
}

fn hash(words: &str) -> Hash {
    Sha256::digest(words.as_bytes()).into()
}

fn check(words: &str) -> String {
    URL_SAFE_NO_PAD.encode(&hash(&format!("token {words}"))[..3])
}

/// Whether two are equal, in a time that does not tell where they differ.
pub fn equal(a: &[u8], b: &[u8]) -> bool {
    a.ct_eq(b).into()
}

/// A keyed hash: nobody without the key can say what was hashed, or make one. HMAC-SHA-256.
pub fn keyed(key: &[u8], parts: &[&[u8]]) -> Hash {
    let mut block = [0_u8; 64];
    let short: Hash = Sha256::digest(key).into();
    block[..32].copy_from_slice(&short);
    let pad = |with: u8| block.map(|byte| byte ^ with);
    let mut inner = Sha256::new_with_prefix(pad(0x36));
    for part in parts {
        // The length of each part, so that no two lists of parts are one text.
        inner.update((part.len() as u64).to_be_bytes());
        inner.update(part);
    }
    let inner: Hash = inner.finalize().into();
    Sha256::new_with_prefix(pad(0x5c))
        .chain_update(inner)
        .finalize()
        .into()
}

#[cfg(test)]
pub(crate) mod tests {
    use std::sync::atomic::{AtomicU64, Ordering};

    use super::*;

    /// Different bytes at every call; for tests alone.
    #[expect(clippy::unnecessary_wraps, reason = "it stands in for what can fail")]
    pub(crate) fn counted(bytes: &mut [u8]) -> io::Result<()> {
        static COUNT: AtomicU64 = AtomicU64::new(1);
        let digest = Sha256::digest(COUNT.fetch_add(1, Ordering::Relaxed).to_be_bytes());
        for (at, byte) in bytes.iter_mut().enumerate() {
            *byte = digest[at % 32];
        }
        Ok(())
    }

    #[test]
    fn a_token_reads_back_and_one_wrong_letter_is_seen() {
        let secret = Secret::new(counted).unwrap();
        let token = secret.token();
        assert_eq!(token.len(), 4 + 43 + 4);
        assert_eq!(Secret::read_token(&token), Some(secret.clone()));
        for at in 0..token.len() {
            let mut wrong = token.clone().into_bytes();
            wrong[at] = if wrong[at] == b'x' { b'y' } else { b'x' };
            assert_eq!(
                Secret::read_token(&String::from_utf8(wrong).unwrap()),
                None,
                "{at}"
            );
        }
        for bad in [
            "",
            "hst_",
            "hst_ä",
            &token[..token.len() - 1],
            secret.words(),
        ] {
            assert_eq!(Secret::read_token(bad), None, "{bad}");
        }
        assert_eq!(format!("{secret:?}"), "Secret(…)");
    }

    #[test]
    fn no_two_secrets_are_one_and_without_randomness_there_is_none() {
        assert_ne!(Secret::new(counted).unwrap(), Secret::new(counted).unwrap());
        let none: Random = |_| Err(io::Error::other("none"));
        assert!(Secret::new(none).is_err());
    }

    #[test]
    fn a_keyed_hash_rests_on_key_and_parts() {
        let one = keyed(b"k", &[b"a", b"b"]);
        assert_eq!(one, keyed(b"k", &[b"a", b"b"]));
        assert_ne!(one, keyed(b"l", &[b"a", b"b"]));
        assert_ne!(one, keyed(b"k", &[b"ab"]));
        assert_ne!(one, keyed(b"k", &[b"ab", b""]));
    }
}
