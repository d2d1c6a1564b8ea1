//! The desk asked from outside, over the example: every page in every form, what it refuses, what it promises.

#![expect(
    clippy::unwrap_used,
    reason = "helpers of tests may panic: that is how they fail"
)]

mod forms;
mod memento;
mod newsroom;
mod pages;
mod refusing;
mod working;
