//! How many comments are taken: from one network, to one page, and altogether.

use std::collections::BTreeMap;

use jiff::Timestamp;

/// A bucket: how many may come at once, and how many seconds bring back one.
#[derive(Debug, Clone, Copy)]
struct Rate {
    most: i64,
    each: i64,
}

const NETWORK: Rate = Rate { most: 3, each: 20 };
const PAGE: Rate = Rate { most: 30, each: 60 };
const ALL: Rate = Rate { most: 200, each: 5 };

/// The most buckets that are remembered; full ones are forgotten first.
const REMEMBERED: usize = 50_000;

/// The buckets. A bucket is held as the second at which it would be full again: an empty map is full buckets.
#[derive(Debug, Default)]
pub struct Buckets(BTreeMap<Vec<u8>, i64>);

impl Buckets {
    /// Takes one from each bucket, or from none: then it says after how many seconds to try again.
    pub fn take(&mut self, sender: &[u8], page: &str, now: Timestamp) -> Result<(), u64> {
        let now = now.as_second();
        let keys = [
            ([b"n", sender].concat(), NETWORK),
            ([b"p", page.as_bytes()].concat(), PAGE),
            (b"a".to_vec(), ALL),
        ];
        let mut wait = 0;
        for (key, rate) in &keys {
            let full = self.full(key, *rate, now);
            // With this one taken, the bucket would be full again at `full + each`.
            wait = wait.max(full + rate.each - (now + rate.most * rate.each));
        }
        if wait > 0 {
            return Err(wait.unsigned_abs());
        }
        for (key, rate) in keys {
            let full = self.full(&key, rate, now) + rate.each;
            self.0.insert(key, full);
        }
        if self.0.len() > REMEMBERED {
            self.0.retain(|_, full| *full > now);
        }
        Ok(())
    }

    fn full(&self, key: &[u8], rate: Rate, now: i64) -> i64 {
        let held = self.0.get(key).copied().unwrap_or(now);
        // A clock that was put back must not close the form for longer than an empty bucket does.
        held.clamp(now, now + rate.most * rate.each)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(second: i64) -> Timestamp {
        Timestamp::from_second(second).unwrap()
    }

    #[test]
    fn three_at_once_and_then_one_every_twenty_seconds() {
        let mut buckets = Buckets::default();
        for _ in 0..3 {
            assert_eq!(buckets.take(b"here", "page", at(1_000)), Ok(()));
        }
        assert_eq!(buckets.take(b"here", "page", at(1_000)), Err(20));
        assert_eq!(buckets.take(b"there", "page", at(1_000)), Ok(()));
        assert_eq!(buckets.take(b"here", "page", at(1_019)), Err(1));
        assert_eq!(buckets.take(b"here", "page", at(1_020)), Ok(()));
        assert_eq!(buckets.take(b"here", "page", at(500)), Err(20));
        for second in 0..3 {
            assert_eq!(buckets.take(b"here", "page", at(2_000 + second)), Ok(()));
        }
    }

    #[test]
    fn a_page_and_the_desk_have_their_limits_whoever_writes() {
        let mut buckets = Buckets::default();
        for sender in 0..30_u32 {
            assert_eq!(buckets.take(&sender.to_be_bytes(), "page", at(0)), Ok(()));
        }
        assert_eq!(buckets.take(b"another", "page", at(0)), Err(60));
        for sender in 30..200_u32 {
            let page = format!("page {}", sender / 20);
            assert_eq!(buckets.take(&sender.to_be_bytes(), &page, at(0)), Ok(()));
        }
        assert_eq!(buckets.take(b"another", "a new page", at(0)), Err(5));
    }
}
