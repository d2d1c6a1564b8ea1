//! The table handed on: one tidy CSV, or the same columns as Parquet.

use std::io::Write;
use std::sync::Arc;

use parquet::basic::{Compression, LogicalType, Repetition, Type as Physical};
use parquet::data_type::{ByteArray, ByteArrayType, Int64Type};
use parquet::file::properties::WriterProperties;
use parquet::file::writer::{SerializedFileWriter, SerializedRowGroupWriter};
use parquet::schema::types::Type as Schema;

use crate::error::Result;
use crate::table::{Row, Table};
use crate::tidy::{HEADER, cells};

/// How many rows are written together. Readers skip groups of which they need nothing.
const GROUP: usize = 65_536;

/// Columns that hold whole numbers.
const NUMBERS: [&str; 8] = [
    "seats",
    "unit_number",
    "votes",
    "ballots_cast",
    "registered",
    "precincts_reporting",
    "precincts",
    "line",
];

/// Writes the tables as one tidy CSV.
///
/// # Errors
/// Where the output cannot be written.
pub fn csv<'t>(tables: impl IntoIterator<Item = &'t Table>, out: impl Write) -> Result<u64> {
    let mut writer = csv::Writer::from_writer(out);
    writer.write_record(HEADER)?;
    let mut rows = 0;
    for table in tables {
        for row in &table.rows {
            writer.write_record(cells(table, row))?;
            rows += 1;
        }
    }
    writer.flush()?;
    Ok(rows)
}

/// Writes the tables as one Parquet file, its columns typed and compressed with Snappy.
///
/// # Errors
/// Where the output cannot be written.
pub fn parquet<'t>(
    tables: impl IntoIterator<Item = &'t Table>,
    out: impl Write + Send,
) -> Result<u64> {
    let fields = HEADER
        .iter()
        .map(|name| field(name))
        .collect::<Result<_>>()?;
    let schema = Schema::group_type_builder("figure")
        .with_fields(fields)
        .build()?;
    // The name of the writer has no version in it: the same table gives the same bytes.
    let properties = WriterProperties::builder()
        .set_compression(Compression::SNAPPY)
        .set_created_by("hustings".to_owned())
        .build();
    let mut file = SerializedFileWriter::new(out, Arc::new(schema), Arc::new(properties))?;
    let mut rows = 0;
    for table in tables {
        for group in table.rows.chunks(GROUP) {
            write_group(&mut file, table, group)?;
            rows += group.len() as u64;
        }
    }
    file.close()?;
    Ok(rows)
}

fn is_number(name: &str) -> bool {
    NUMBERS.contains(&name)
}

fn field(name: &str) -> Result<Arc<Schema>> {
    let (physical, logical) = if is_number(name) {
        (Physical::INT64, None)
    } else {
        (Physical::BYTE_ARRAY, Some(LogicalType::String))
    };
    Ok(Arc::new(
        Schema::primitive_type_builder(name, physical)
            .with_repetition(Repetition::OPTIONAL)
            .with_logical_type(logical)
            .build()?,
    ))
}

fn write_group<W: Write + Send>(
    file: &mut SerializedFileWriter<W>,
    table: &Table,
    rows: &[Row],
) -> Result<()> {
    let rows: Vec<[String; HEADER.len()]> = rows.iter().map(|row| cells(table, row)).collect();
    let mut group = file.next_row_group()?;
    for (at, name) in HEADER.iter().enumerate() {
        let column: Vec<&str> = rows.iter().map(|row| row[at].as_str()).collect();
        write_column(&mut group, is_number(name), &column)?;
    }
    group.close()?;
    Ok(())
}

/// An empty cell of the CSV is a null.
fn write_column<W: Write + Send>(
    group: &mut SerializedRowGroupWriter<'_, W>,
    numbers: bool,
    cells: &[&str],
) -> Result<()> {
    let Some(mut writer) = group.next_column()? else {
        return Ok(());
    };
    let levels: Vec<i16> = cells
        .iter()
        .map(|cell| i16::from(!cell.is_empty()))
        .collect();
    let given = cells.iter().filter(|cell| !cell.is_empty());
    if numbers {
        // A count above 2⁶³ would be no count of voters.
        let values: Vec<i64> = given.map(|cell| cell.parse().unwrap_or(i64::MAX)).collect();
        writer
            .typed::<Int64Type>()
            .write_batch(&values, Some(&levels), None)?;
    } else {
        let values: Vec<ByteArray> = given
            .map(|cell| ByteArray::from(cell.as_bytes().to_vec()))
            .collect();
        writer
            .typed::<ByteArrayType>()
            .write_batch(&values, Some(&levels), None)?;
    }
    writer.close()?;
    Ok(())
}
