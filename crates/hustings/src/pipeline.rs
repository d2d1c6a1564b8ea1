//! Work side by side, with results in the order of what came in.

use std::collections::BTreeMap;
use std::io;
use std::num::NonZeroUsize;
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError, mpsc};
use std::thread;

/// The most things that are under way: so many may be finished behind one that takes long.
const MOST_ITEMS: usize = 1024;

/// The most weight that is under way, in bytes of text. It bounds memory where reports are long.
const MOST_WEIGHT: usize = 32 << 20;

/// Does `work` on each item on some threads, and hands the results to `take` on this thread, in the order of the items.
/// Nothing waits for the slowest of a group: workers take the next item as soon as they are free, as long as no more than
/// a bounded weight is under way. The first error of `take` ends everything.
pub(crate) fn in_order<T, R, E>(
    threads: NonZeroUsize,
    items: impl Iterator<Item = T> + Send,
    weight: impl Fn(&T) -> usize + Sync,
    work: impl Fn(T) -> R + Sync,
    mut take: impl FnMut(R) -> Result<(), E>,
) -> Result<(), E>
where
    T: Send,
    R: Send,
    E: From<io::Error>,
{
    let window = Window::default();
    let source = Mutex::new(items.enumerate());
    let (sender, results) = mpsc::channel();
    thread::scope(|scope| {
        // Whatever ends this thread's part, an error or a panic of `take`, the workers must not wait for it.
        let _stop = Stop(&window);
        for number in 0..threads.get() {
            let sender = sender.clone();
            let (window, source, weight, work) = (&window, &source, &weight, &work);
            let worker = move || {
                let _stop = StopInPanic(window);
                alone();
                loop {
                    let mut source = held(source);
                    if !window.wait_for_room() {
                        return;
                    }
                    let Some((place, item)) = source.next() else {
                        return;
                    };
                    let weight = weight(&item);
                    window.enter(weight);
                    drop(source);
                    if sender.send((place, weight, work(item))).is_err() {
                        return;
                    }
                }
            };
            let started = thread::Builder::new().spawn_scoped(scope, worker);
            match started {
                Ok(_) => {}
                // With fewer threads than asked for the same comes out, later.
                Err(_) if number > 0 => break,
                Err(error) => return Err(error.into()),
            }
        }
        drop(sender);
        let mut finished = BTreeMap::new();
        let mut next = 0;
        for (place, weight, result) in results {
            finished.insert(place, (weight, result));
            while let Some((weight, result)) = finished.remove(&next) {
                next += 1;
                take(result)?;
                window.leave(weight);
            }
        }
        Ok(())
    })
}

/// Makes this thread a pool of its own for the libraries that spread their work: each report is read on one thread.
/// Otherwise a worker that waits for a part of its report could take up another one, and the pools would get in each
/// other's way.
fn alone() {
    let pool = rayon::ThreadPoolBuilder::new()
        .num_threads(1)
        .use_current_thread()
        .build();
    // Where this is not possible, the libraries use the common pool: slower, with the same results.
    drop(pool);
}

#[derive(Default)]
struct Window {
    state: Mutex<State>,
    changed: Condvar,
}

#[derive(Default)]
struct State {
    items: usize,
    weight: usize,
    stopped: bool,
}

impl State {
    fn is_full(&self) -> bool {
        self.items >= MOST_ITEMS || self.weight >= MOST_WEIGHT
    }
}

impl Window {
    /// Waits until there is room; false where everything is to end.
    fn wait_for_room(&self) -> bool {
        let state = held(&self.state);
        let state = self
            .changed
            .wait_while(state, |state| state.is_full() && !state.stopped)
            .unwrap_or_else(PoisonError::into_inner);
        !state.stopped
    }

    fn enter(&self, weight: usize) {
        let mut state = held(&self.state);
        state.items += 1;
        state.weight += weight;
    }

    fn leave(&self, weight: usize) {
        let mut state = held(&self.state);
        state.items -= 1;
        state.weight -= weight;
        drop(state);
        self.changed.notify_all();
    }

    fn stop(&self) {
        held(&self.state).stopped = true;
        self.changed.notify_all();
    }
}

/// A lock that a panic elsewhere does not take away: that panic is passed on when the threads are joined.
fn held<T>(lock: &Mutex<T>) -> MutexGuard<'_, T> {
    lock.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Ends everything when it goes.
struct Stop<'a>(&'a Window);

impl Drop for Stop<'_> {
    fn drop(&mut self) {
        self.0.stop();
    }
}

/// Ends everything when it goes in a panic: what this thread had taken will never come, and nobody may wait for it.
struct StopInPanic<'a>(&'a Window);

impl Drop for StopInPanic<'_> {
    fn drop(&mut self) {
        if thread::panicking() {
            self.0.stop();
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicUsize, Ordering};
    use std::time::Duration;

    use super::*;

    fn threads(number: usize) -> NonZeroUsize {
        NonZeroUsize::new(number).unwrap_or(NonZeroUsize::MIN)
    }

    #[test]
    fn results_come_in_order_behind_a_slow_one() {
        for number in [1, 2, 4] {
            let done = AtomicUsize::new(0);
            let mut taken = Vec::new();
            let result: io::Result<()> = in_order(
                threads(number),
                0..3000,
                |_| 1,
                |item: usize| {
                    if item == 0 {
                        thread::sleep(Duration::from_millis(50));
                    }
                    done.fetch_add(1, Ordering::Relaxed);
                    item * 2
                },
                |result| {
                    taken.push(result);
                    Ok(())
                },
            );
            assert!(result.is_ok());
            assert!(taken.iter().copied().eq((0..3000).map(|item| item * 2)));
        }
    }

    #[test]
    fn no_more_is_under_way_than_fits() {
        let (entered, most) = (AtomicUsize::new(0), AtomicUsize::new(0));
        let mut taken = 0;
        let result: io::Result<()> = in_order(
            threads(4),
            0..200_usize,
            |_| MOST_WEIGHT / 8,
            |_| {
                entered.fetch_add(1, Ordering::SeqCst);
            },
            |()| {
                most.fetch_max(entered.load(Ordering::SeqCst) - taken, Ordering::SeqCst);
                taken += 1;
                Ok(())
            },
        );
        assert!(result.is_ok());
        assert_eq!(taken, 200);
        assert!(most.into_inner() <= 8);
    }

    #[test]
    fn an_error_ends_it_early() {
        let done = AtomicUsize::new(0);
        let result: io::Result<()> = in_order(
            threads(2),
            0..1_000_000_usize,
            |_| 1,
            |_| {
                done.fetch_add(1, Ordering::Relaxed);
            },
            |()| Err(io::Error::other("the reader has gone")),
        );
        assert!(result.is_err());
        assert!(done.into_inner() < 1_000_000);
    }

    #[test]
    fn libraries_see_one_thread() {
        let mut seen = Vec::new();
        let result: io::Result<()> = in_order(
            threads(2),
            0..4,
            |_| 1,
            |_: i32| rayon::current_num_threads(),
            |number| {
                seen.push(number);
                Ok(())
            },
        );
        assert!(result.is_ok());
        assert_eq!(seen, [1; 4]);
    }
}
