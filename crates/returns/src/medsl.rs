//! The MIT Election Data and Science Lab: CSV, one row a precinct, candidate and mode, with state, day and stage in each row.
//!
//! <https://github.com/MEDSL/2020-elections-official>. Files of states and counties (`candidatevotes`, `totalvotes`) have the
//! contest's total on each row; it is taken once. A precinct called `TOTAL` has been among the rows
//! (<https://github.com/MEDSL/2022-elections-official/issues/3>).
//!
//! ```text
//! precinct,office,party_detailed,mode,votes,county_name,candidate,district,stage,state_po,date,magnitude,writein
//! ```

use std::io::Read;

use crate::build::Builder;
use crate::error::Result;
use crate::grid;

/// Reads the rows.
pub(crate) fn read<R: Read>(source: R, builder: &mut Builder) -> Result<()> {
    grid::read(source, builder)
}
