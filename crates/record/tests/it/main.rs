//! The record from outside: what is kept, what a cut shows, and how claims become a page.

#![expect(
    clippy::unwrap_used,
    reason = "helpers of tests may panic: that is how they fail"
)]

mod acts;
mod as_of;
mod both;
mod changes;
mod comparing;
mod database;
mod fixture;
mod folding;
mod headlines;
mod keeping;
mod looking_up;
mod measuring;
mod opening;
mod otherwise;
mod reuse;
mod sections;
mod seed;
mod statuses;
mod verdicts;
mod versions;
mod who;
mod writing;
