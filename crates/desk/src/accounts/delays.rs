//! How often somebody may guess.
//!
//! Nobody is ever locked out, for then everybody could lock out everybody: guesses at one account from one network wait
//! longer and longer, and one network has a number of guesses at all accounts together. All of it is forgotten when the desk
//! is started anew.

use std::collections::BTreeMap;
use std::net::IpAddr;

use jiff::Timestamp;

/// Guesses at one account from one network before the first wait.
const FREE: u32 = 5;
/// The longest wait, in seconds.
const LONGEST: i64 = 300;
/// After how long failures are forgotten, in seconds.
const FORGOTTEN: i64 = 3_600;
/// Guesses from one network at all accounts together, in ten minutes.
const FROM_ONE: u32 = 40;
const WINDOW: i64 = 600;
/// The most that is remembered; then what is oldest goes.
const REMEMBERED: usize = 50_000;

/// The network that an address belongs to, as far as one customer commonly has it: /24 of IPv4, /48 of IPv6.
pub fn network(address: IpAddr) -> Vec<u8> {
    match address.to_canonical() {
        IpAddr::V4(four) => four.octets()[..3].to_vec(),
        IpAddr::V6(six) => six.octets()[..6].to_vec(),
    }
}

#[derive(Debug, Clone, Copy)]
struct Failures {
    count: u32,
    last: i64,
}

/// What is remembered of failures.
#[derive(Debug, Default)]
pub struct Delays {
    accounts: BTreeMap<(String, Vec<u8>), Failures>,
    networks: BTreeMap<Vec<u8>, Failures>,
}

impl Delays {
    /// How many seconds a guess has to wait; none where it may be made now.
    pub fn wait(&self, account: &str, from: &[u8], now: Timestamp) -> Option<u64> {
        let now = now.as_second();
        let account = self
            .accounts
            .get(&(account.to_owned(), from.to_owned()))
            .filter(|failures| failures.count >= FREE)
            .map_or(0, |failures| {
                let doubled = 1_i64 << (failures.count - FREE).min(20);
                failures.last + doubled.min(LONGEST) - now
            });
        let network = self
            .networks
            .get(from)
            .filter(|failures| failures.count >= FROM_ONE)
            .map_or(0, |failures| failures.last + WINDOW - now);
        // A clock that was put back must not make anybody wait for the difference.
        let wait = account.min(LONGEST).max(network.min(WINDOW));
        u64::try_from(wait).ok().filter(|wait| *wait > 0)
    }

    /// Notes a wrong guess.
    pub fn failed(&mut self, account: &str, from: &[u8], now: Timestamp) {
        let now = now.as_second();
        let key = (account.to_owned(), from.to_owned());
        count(&mut self.accounts, key, now, FORGOTTEN);
        // `last` is where the window began: the count starts anew when it is over.
        let begun = self
            .networks
            .get(from)
            .filter(|held| now - held.last < WINDOW);
        match begun {
            Some(_) => {
                if let Some(held) = self.networks.get_mut(from) {
                    held.count += 1;
                }
            }
            None => {
                self.networks.insert(
                    from.to_owned(),
                    Failures {
                        count: 1,
                        last: now,
                    },
                );
            }
        }
        bound(&mut self.accounts);
        bound(&mut self.networks);
    }

    /// Forgets the failures at an account from where the right password came.
    pub fn succeeded(&mut self, account: &str, from: &[u8]) {
        self.accounts.remove(&(account.to_owned(), from.to_owned()));
    }
}

fn count<K: Ord>(held: &mut BTreeMap<K, Failures>, key: K, now: i64, forgotten: i64) {
    let failures = held.entry(key).or_insert(Failures {
        count: 0,
        last: now,
    });
    if now - failures.last > forgotten {
        failures.count = 0;
    }
    failures.count += 1;
    failures.last = now;
}

fn bound<K: Ord + Clone>(held: &mut BTreeMap<K, Failures>) {
    if held.len() <= REMEMBERED {
        return;
    }
    let mut times: Vec<i64> = held.values().map(|failures| failures.last).collect();
    times.sort_unstable();
    let middle = times[times.len() / 2];
    held.retain(|_, failures| failures.last > middle);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(second: i64) -> Timestamp {
        Timestamp::from_second(second).unwrap()
    }

    #[test]
    fn guesses_wait_longer_and_longer_and_nobody_else_waits() {
        let mut delays = Delays::default();
        let (here, there) = (
            network("192.0.2.7".parse().unwrap()),
            network("198.51.100.7".parse().unwrap()),
        );
        for _ in 0..FREE {
            assert_eq!(delays.wait("a", &here, at(100)), None);
            delays.failed("a", &here, at(100));
        }
        assert_eq!(delays.wait("a", &here, at(100)), Some(1));
        delays.failed("a", &here, at(101));
        assert_eq!(delays.wait("a", &here, at(101)), Some(2));
        delays.failed("a", &here, at(103));
        assert_eq!(delays.wait("a", &here, at(103)), Some(4));
        assert_eq!(delays.wait("a", &there, at(103)), None);
        assert_eq!(delays.wait("b", &here, at(103)), None);
        // The next address of the same network is the same guesser.
        assert_eq!(network("192.0.2.99".parse().unwrap()), here);
        delays.succeeded("a", &here);
        assert_eq!(delays.wait("a", &here, at(103)), None);
    }

    #[test]
    fn no_wait_is_longer_than_the_longest_even_if_the_clock_goes_back() {
        let mut delays = Delays::default();
        let here = network("2001:db8::1".parse().unwrap());
        for _ in 0..39 {
            delays.failed("a", &here, at(10_000));
        }
        assert_eq!(delays.wait("a", &here, at(10_000)), Some(300));
        assert_eq!(delays.wait("a", &here, at(0)), Some(300));
        assert_eq!(delays.wait("a", &here, at(10_301)), None);
    }

    #[test]
    fn one_network_has_a_number_of_guesses_at_all_accounts_together() {
        let mut delays = Delays::default();
        let here = network("192.0.2.7".parse().unwrap());
        for account in 0..FROM_ONE {
            delays.failed(&format!("a{account}"), &here, at(0));
        }
        assert_eq!(delays.wait("another", &here, at(1)), Some(599));
        assert_eq!(delays.wait("another", &here, at(601)), None);
        // The address as IPv6 carries it is no way round.
        assert_eq!(network("::ffff:192.0.2.7".parse().unwrap()), here);
    }
}
