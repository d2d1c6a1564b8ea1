//! OpenElections: CSV, one row a unit and candidate, entered by volunteers from what each county or state publishes.
//!
//! Fifty repositories with some 119 different headers; the columns that matter are `county`, `precinct`, `office`,
//! `district`, `party`, `candidate`, `votes`, in any order, with columns for modes of voting beside or instead of `votes`.
//! State, day and stage stand in the file's name alone. <https://github.com/openelections>
//!
//! ```text
//! county,precinct,office,district,party,candidate,votes
//! Autauga,JONES COMM_ CTR_,U.S. Senate,,REP,Jeff Sessions,56
//! ```

use std::io::Read;

use crate::build::Builder;
use crate::error::Result;
use crate::grid;

/// Reads the rows.
pub(crate) fn read<R: Read>(source: R, builder: &mut Builder) -> Result<()> {
    grid::read(source, builder)
}
