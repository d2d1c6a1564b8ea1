//! Finished pages, kept while the record does not grow.

use std::collections::{HashMap, VecDeque};
use std::sync::{Arc, Mutex, PoisonError};

use axum::body::Bytes;

/// A finished answer.
#[derive(Debug)]
pub struct Kept {
    /// Of which state of the record and the desk it is.
    pub tag: String,
    /// What it is: `text/html; charset=utf-8`.
    pub kind: &'static str,
    /// Headers that belong to this page alone.
    pub headers: Vec<(&'static str, String)>,
    /// The bytes.
    pub plain: Bytes,
    /// The same, compressed; absent where that saves nothing.
    pub gzip: Option<Bytes>,
}

impl Kept {
    fn weight(&self, key: &str) -> usize {
        key.len() + self.plain.len() + self.gzip.as_ref().map_or(0, Bytes::len) + 256
    }
}

/// Finished pages up to a weight; what came first goes first.
#[derive(Debug)]
pub struct Cache {
    most: usize,
    held: Mutex<Held>,
}

#[derive(Debug, Default)]
struct Held {
    pages: HashMap<String, Arc<Kept>>,
    order: VecDeque<String>,
    weight: usize,
}

impl Cache {
    /// A cache for so many bytes; with 0 nothing is kept.
    pub fn new(most: usize) -> Self {
        Self {
            most,
            held: Mutex::default(),
        }
    }

    /// The page under this key, if it is of this state.
    pub fn get(&self, key: &str, tag: &str) -> Option<Arc<Kept>> {
        let held = self.held.lock().unwrap_or_else(PoisonError::into_inner);
        held.pages.get(key).filter(|kept| kept.tag == tag).cloned()
    }

    /// The last page under this key, of whatever state: for when the record cannot be asked.
    pub fn last(&self, key: &str) -> Option<Arc<Kept>> {
        let held = self.held.lock().unwrap_or_else(PoisonError::into_inner);
        held.pages.get(key).cloned()
    }

    /// Keeps a page.
    pub fn put(&self, key: String, kept: &Arc<Kept>) {
        let weight = kept.weight(&key);
        // One page must not push out all others.
        if weight > self.most / 8 {
            return;
        }
        let mut held = self.held.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(old) = held.pages.insert(key.clone(), Arc::clone(kept)) {
            held.weight -= old.weight(&key);
        } else {
            held.order.push_back(key);
        }
        held.weight += weight;
        while held.weight > self.most {
            let Some(oldest) = held.order.pop_front() else {
                break;
            };
            if let Some(old) = held.pages.remove(&oldest) {
                held.weight -= old.weight(&oldest);
            }
        }
    }

    /// How many pages, and how many bytes with them.
    pub fn size(&self) -> (usize, usize) {
        let held = self.held.lock().unwrap_or_else(PoisonError::into_inner);
        (held.pages.len(), held.weight)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page(tag: &str, bytes: usize) -> Arc<Kept> {
        Arc::new(Kept {
            tag: tag.to_owned(),
            kind: "text/plain",
            headers: Vec::new(),
            plain: Bytes::from(vec![b'x'; bytes]),
            gzip: None,
        })
    }

    #[test]
    fn a_page_of_an_earlier_state_is_not_given() {
        let cache = Cache::new(100_000);
        cache.put("/".to_owned(), &page("1", 10));
        assert!(cache.get("/", "1").is_some());
        assert!(cache.get("/", "2").is_none());
        cache.put("/".to_owned(), &page("2", 10));
        assert!(cache.get("/", "1").is_none());
        assert_eq!(cache.size().0, 1);
    }

    #[test]
    fn what_came_first_goes_first_and_the_weight_is_kept() {
        let cache = Cache::new(10_000);
        for at in 0..100 {
            cache.put(format!("/{at}"), &page("1", 700));
            assert!(cache.size().1 <= 10_000);
        }
        assert!(cache.get("/0", "1").is_none());
        assert!(cache.get("/99", "1").is_some());
        // A page that is too heavy is not kept at all.
        cache.put("/heavy".to_owned(), &page("1", 5_000));
        assert!(cache.get("/heavy", "1").is_none());
    }
}
