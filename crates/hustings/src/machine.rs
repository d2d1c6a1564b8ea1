//! The machine that we run on, as the libraries see it: its clock, waiting, and being told to stop.

use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::time::Duration;

use intake::fetch::Outside;
use jiff::Timestamp;

use crate::failure::Failure;
use crate::settings::now;

/// A clock, and waits that end as soon as we are told to stop.
#[derive(Debug, Default)]
pub(crate) struct Machine {
    stopped: Mutex<bool>,
    changed: Condvar,
}

impl Machine {
    /// A machine whose Ctrl-C (and SIGTERM) says stop: once to end what is under way, twice to end at once.
    pub(crate) fn with_ctrl_c() -> Result<Arc<Self>, Failure> {
        let machine = Arc::new(Self::default());
        let told = Arc::clone(&machine);
        ctrlc::set_handler(move || {
            if told.is_stopped() {
                // The second Ctrl-C: nobody wants to wait any more, and a crash loses nothing.
                std::process::exit(130);
            }
            told.stop();
        })?;
        Ok(machine)
    }

    pub(crate) fn stop(&self) {
        *self.stopped.lock().unwrap_or_else(PoisonError::into_inner) = true;
        self.changed.notify_all();
    }

    pub(crate) fn is_stopped(&self) -> bool {
        *self.stopped.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Outside for Machine {
    fn now(&self) -> Timestamp {
        now()
    }

    fn wait(&self, time: Duration) -> bool {
        let stopped = self.stopped.lock().unwrap_or_else(PoisonError::into_inner);
        let (stopped, _) = self
            .changed
            .wait_timeout_while(stopped, time, |stopped| !*stopped)
            .unwrap_or_else(PoisonError::into_inner);
        !*stopped
    }
}
