//! The tidy table as Parquet: the same columns in the same order, typed, compressed with Snappy.
//!
//! Words are `STRING`, numbers `INT64`, dollars `DECIMAL(18,2)`, percentages `DECIMAL(9,3)`, days `DATE`, instants
//! `TIMESTAMP` in UTC. Every column can be null, which is what an empty cell of the CSV is.

use std::io::Write;
use std::sync::Arc;

use jiff::civil::Date;
use parquet::basic::{Compression, LogicalType, Repetition, TimeUnit, Type as Physical};
use parquet::data_type::{ByteArray, ByteArrayType, Int32Type, Int64Type};
use parquet::file::properties::WriterProperties;
use parquet::file::writer::{SerializedFileWriter, SerializedRowGroupWriter};
use parquet::schema::types::Type as Schema;
use record::HandedClaim;

use crate::Result;
use crate::columns::{self, COLUMNS, Cell, Column, Type};

/// How many rows are held in memory and written together. Readers skip groups of which they need nothing.
const GROUP: usize = 65_536;

/// Writes claims as rows.
pub struct Writer<W: Write + Send> {
    file: SerializedFileWriter<W>,
    rows: Vec<Vec<Cell>>,
}

impl<W: Write + Send> std::fmt::Debug for Writer<W> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Writer")
            .field("waiting", &self.rows.len())
            .finish_non_exhaustive()
    }
}

impl<W: Write + Send> Writer<W> {
    /// Begins a file.
    pub fn new(out: W) -> Result<Self> {
        let fields = COLUMNS.iter().map(field).collect::<Result<_>>()?;
        let schema = Schema::group_type_builder("claim")
            .with_fields(fields)
            .build()?;
        // The name of the writer has no version in it: the same claims give the same bytes.
        let properties = WriterProperties::builder()
            .set_compression(Compression::SNAPPY)
            .set_created_by("hustings".to_owned())
            .build();
        Ok(Self {
            file: SerializedFileWriter::new(out, Arc::new(schema), Arc::new(properties))?,
            rows: Vec::new(),
        })
    }

    /// Writes a row.
    pub fn claim(&mut self, handed: &HandedClaim) -> Result<()> {
        self.rows.push(columns::row(handed)?);
        if self.rows.len() >= GROUP {
            self.group()?;
        }
        Ok(())
    }

    /// Writes what is still in memory, and the end of the file.
    pub fn finish(mut self) -> Result<()> {
        self.group()?;
        self.file.close()?;
        Ok(())
    }

    fn group(&mut self) -> Result<()> {
        let rows = std::mem::take(&mut self.rows);
        if rows.is_empty() {
            return Ok(());
        }
        let mut group = self.file.next_row_group()?;
        for (at, column) in COLUMNS.iter().enumerate() {
            write_column(
                &mut group,
                column,
                rows.iter().filter_map(|row| row.get(at)),
            )?;
        }
        group.close()?;
        Ok(())
    }
}

fn field(column: &Column) -> Result<Arc<Schema>> {
    let (physical, logical) = match column.holds {
        Type::Text => (Physical::BYTE_ARRAY, Some(LogicalType::String)),
        Type::Int => (Physical::INT64, None),
        Type::Money => (Physical::INT64, Some(decimal(2, 18))),
        Type::Percent => (Physical::INT32, Some(decimal(3, 9))),
        Type::Day => (Physical::INT32, Some(LogicalType::Date)),
        Type::Instant => (
            Physical::INT64,
            Some(LogicalType::timestamp(true, TimeUnit::MICROS)),
        ),
    };
    let (precision, scale) = match column.holds {
        Type::Money => (18, 2),
        Type::Percent => (9, 3),
        _ => (-1, -1),
    };
    Ok(Arc::new(
        Schema::primitive_type_builder(column.name, physical)
            .with_repetition(Repetition::OPTIONAL)
            .with_logical_type(logical)
            .with_precision(precision)
            .with_scale(scale)
            .build()?,
    ))
}

fn decimal(scale: i32, precision: i32) -> LogicalType {
    LogicalType::decimal(scale, precision)
}

fn write_column<'a, W: Write + Send>(
    group: &mut SerializedRowGroupWriter<'_, W>,
    column: &Column,
    cells: impl Iterator<Item = &'a Cell> + Clone,
) -> Result<()> {
    let Some(mut writer) = group.next_column()? else {
        return Ok(());
    };
    // 1 where there is a value, 0 where there is none.
    let levels: Vec<i16> = cells
        .clone()
        .map(|cell| i16::from(*cell != Cell::None))
        .collect();
    match column.holds {
        Type::Text => {
            let values: Vec<ByteArray> = cells.filter_map(words).collect();
            writer
                .typed::<ByteArrayType>()
                .write_batch(&values, Some(&levels), None)?;
        }
        Type::Int | Type::Money | Type::Instant => {
            let values: Vec<i64> = cells.filter_map(long).collect();
            writer
                .typed::<Int64Type>()
                .write_batch(&values, Some(&levels), None)?;
        }
        Type::Percent | Type::Day => {
            let values: Vec<i32> = cells.filter_map(short).collect();
            writer
                .typed::<Int32Type>()
                .write_batch(&values, Some(&levels), None)?;
        }
    }
    writer.close()?;
    Ok(())
}

fn words(cell: &Cell) -> Option<ByteArray> {
    match cell {
        Cell::Text(words) => Some(ByteArray::from(words.as_bytes().to_vec())),
        _ => None,
    }
}

fn long(cell: &Cell) -> Option<i64> {
    match cell {
        Cell::Int(number) | Cell::Money(number) => Some(*number),
        Cell::Instant(at) => Some(at.as_microsecond()),
        _ => None,
    }
}

fn short(cell: &Cell) -> Option<i32> {
    match cell {
        Cell::Percent(thousandths) => Some(*thousandths),
        Cell::Day(day) => Some(days(*day)),
        _ => None,
    }
}

/// Days since 1970-01-01, as Parquet counts them.
pub(crate) fn days(day: Date) -> i32 {
    Date::constant(1970, 1, 1)
        .until(day)
        .map_or(0, |span| span.get_days())
}
