//! The sourced record of an election race.

fn main() {}
