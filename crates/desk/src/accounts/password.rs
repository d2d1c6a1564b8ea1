//! Passwords: what may be one, and what is held of it (Argon2id, in the PHC form that other programs read too).

use argon2::{Algorithm, Argon2, Params, Version};
use base64::Engine;
use base64::engine::general_purpose::STANDARD_NO_PAD;
use unicode_normalization::UnicodeNormalization;

use super::AccountError;
use super::secret::{Random, equal};
use crate::book::BookError;

/// Memory for one hash, in KiB: 47 MiB, once over, in one lane. OWASP's first recommendation for Argon2id
/// (<https://cheatsheetseries.owasp.org/cheatsheets/Password_Storage_Cheat_Sheet.html>) is 46 MiB; it costs some 40 ms.
pub const MEMORY: u32 = 47 * 1024;
const PASSES: u32 = 1;
const LANES: u32 = 1;

/// The least letters. Long beats complicated: with 15 the lists of the commonest passwords hold next to none.
pub const SHORTEST: usize = 15;
/// The most bytes that are hashed, so that nobody makes the desk work on a megabyte.
pub const LONGEST: usize = 1_024;

/// Whether something can be a password here. Any letters go, spaces too; there is no rule about figures and signs, and no
/// date on which it must change.
pub fn check(password: &str, account: &str) -> Result<(), AccountError> {
    let refuse = |why| Err(AccountError::Password(why));
    if password.len() > LONGEST {
        return refuse("a password has at most 1,024 bytes");
    }
    if password.chars().count() < SHORTEST {
        return refuse(
            "a password has at least 15 letters; four words that do not belong together make a good one",
        );
    }
    let folded = password.to_lowercase();
    let mut letters: Vec<char> = folded.chars().collect();
    let rises = letters
        .windows(2)
        .filter(|pair| u32::from(pair[1]).abs_diff(u32::from(pair[0])) <= 1)
        .count();
    if rises * 10 >= letters.len() * 8 {
        return refuse("that is letters or figures in a row, which is tried first");
    }
    // What is left without the name of the account and of the program must still be a password.
    let rest = folded
        .replace(account, "")
        .replace("hustings", "")
        .replace("password", "");
    letters.sort_unstable();
    letters.dedup();
    if letters.len() < 6 || rest.chars().count() < 8 {
        return refuse("that is easily guessed: it repeats a few letters, or the account's name");
    }
    Ok(())
}

/// What is held of a password.
pub fn hash(password: &str, random: Random) -> Result<String, AccountError> {
    let mut salt = [0; 16];
    random(&mut salt).map_err(BookError::Randomness)?;
    let out = derive(password, &salt, MEMORY, PASSES, LANES)
        .ok_or(AccountError::Password("that cannot be a password"))?;
    Ok(format!(
        "$argon2id$v=19$m={MEMORY},t={PASSES},p={LANES}${}${}",
        STANDARD_NO_PAD.encode(salt),
        STANDARD_NO_PAD.encode(out)
    ))
}

/// Whether a password is the one of which this is held. Where nothing is held, as much work is done as if it were, so
/// that the time says nothing about whether there is such an account.
pub fn is(password: &str, held: Option<&str>) -> bool {
    let parsed = held.and_then(parse);
    let (salt, out, costs) = match &parsed {
        Some((salt, out, costs)) => (salt.as_slice(), out.as_slice(), *costs),
        None => (
            [0_u8; 16].as_slice(),
            [0_u8; 32].as_slice(),
            (MEMORY, PASSES, LANES),
        ),
    };
    let same =
        derive(password, salt, costs.0, costs.1, costs.2).is_some_and(|made| equal(&made, out));
    same && parsed.is_some()
}

/// Whether what is held was made with other costs than are asked for now.
pub fn is_old(held: &str) -> bool {
    parse(held).is_none_or(|(_, _, costs)| costs != (MEMORY, PASSES, LANES))
}

type Held = (Vec<u8>, Vec<u8>, (u32, u32, u32));

fn parse(held: &str) -> Option<Held> {
    let rest = held.strip_prefix("$argon2id$v=19$")?;
    let mut parts = rest.split('$');
    let mut costs = parts.next()?.split(',');
    let mut cost = |name: &str| costs.next()?.strip_prefix(name)?.parse().ok();
    let costs = (cost("m=")?, cost("t=")?, cost("p=")?);
    let mut bytes = || STANDARD_NO_PAD.decode(parts.next()?).ok();
    let held = (bytes()?, bytes()?, costs);
    parts.next().is_none().then_some(held)
}

fn derive(password: &str, salt: &[u8], memory: u32, passes: u32, lanes: u32) -> Option<[u8; 32]> {
    if password.len() > LONGEST {
        return None;
    }
    // One way to write a letter: keyboards differ in how they make an ä.
    let password: String = password.nfc().collect();
    let params = Params::new(memory, passes, lanes, Some(32)).ok()?;
    let mut out = [0; 32];
    Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
        .hash_password_into(password.as_bytes(), salt, &mut out)
        .ok()?;
    Some(out)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::accounts::secret::tests::counted;

    #[test]
    fn what_may_be_a_password() {
        let check = |password: &str, good: bool| {
            assert_eq!(
                super::check(password, "night-desk").is_ok(),
                good,
                "{password}"
            );
        };
        check("correct horse battery", true);
        check("ein Satz mit Umlauten: übergroß", true);
        check("🗳🏛📰🖋📎🗞🎙📻📡🛰🧭🗺📚🔍🕯", true);
        check("short", false);
        check("aaaaaaaaaaaaaaaaaa", false);
        check("abcdefghijklmnopqrst", false);
        check("12345678901234567890", false);
        check("night-desknight-desk", false);
        check("hustings night-desk", false);
        check(&"correct horse ".repeat(100), false);
    }

    #[test]
    fn only_the_password_is_the_password() {
        let held = hash("correct horse battery", counted).unwrap();
        assert!(
            held.starts_with("$argon2id$v=19$m=48128,t=1,p=1$"),
            "{held}"
        );
        assert!(is("correct horse battery", Some(&held)));
        assert!(!is("correct horse batterz", Some(&held)));
        assert!(!is("", Some(&held)));
        assert!(!is("correct horse battery", None));
        for broken in ["", "$argon2id$", "$argon2id$v=19$m=8,t=1,p=1$x", "plain"] {
            assert!(!is("correct horse battery", Some(broken)), "{broken}");
        }
        assert!(!is_old(&held));
        assert!(is_old(
            "$argon2id$v=19$m=8,t=1,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAA"
        ));
        // The same password twice is held as two things.
        assert_ne!(held, hash("correct horse battery", counted).unwrap());
    }

    #[test]
    fn a_letter_is_the_same_however_it_is_composed() {
        let held = hash("übergroße Wahlkreise", counted).unwrap();
        assert!(is("u\u{308}bergroße Wahlkreise", Some(&held)));
    }
}
