//! A filing as Parquet, a file a record: dollars `DECIMAL(18,2)`, days `DATE`, everything else `STRING`, compressed with Snappy.
//!
//! Every column of the record can be null, which is what an empty field is.

use std::io::{self, Write};
use std::sync::Arc;

use bytes::Bytes;
use jiff::civil::Date;
use money::{Cell, Field, Holds, Table, Tables, TypedRow};
use parquet::basic::{Compression, LogicalType, Repetition, Type as Physical};
use parquet::data_type::{ByteArray, ByteArrayType, Int32Type, Int64Type};
use parquet::file::properties::{EnabledStatistics, WriterProperties};
use parquet::file::writer::{SerializedColumnWriter, SerializedFileWriter};
use parquet::schema::types::Type as Schema;

use super::{LINE, UNREAD};
use crate::Result;
use crate::columnar::days;

/// So many bytes of all tables together are held in memory; then the fullest table writes a group of rows.
const HELD: usize = 16 << 20;

/// Writes the tables of a filing; `open` makes the file of each by its name (`SA.parquet`).
pub struct Parquet<W: Write + Send, O> {
    open: O,
    files: Vec<File<W>>,
    held: usize,
}

impl<W: Write + Send, O> std::fmt::Debug for Parquet<W, O> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Parquet")
            .field("files", &self.files.len())
            .finish_non_exhaustive()
    }
}

/// The file of a table, and its rows that are not written yet.
struct File<W: Write + Send> {
    writer: SerializedFileWriter<W>,
    columns: Vec<Column>,
    held: usize,
}

/// What is not written yet of a column: a level a row (1 where there is a value), and the values.
struct Column {
    levels: Vec<i16>,
    values: Values,
}

enum Values {
    /// The words one after the other, and where each ends.
    Words(Vec<u8>, Vec<usize>),
    Long(Vec<i64>),
    Short(Vec<i32>),
}

impl<W: Write + Send, O: FnMut(&str) -> io::Result<W>> Parquet<W, O> {
    /// Begins.
    pub const fn new(open: O) -> Self {
        Self {
            open,
            files: Vec::new(),
            held: 0,
        }
    }

    /// Writes what is still in memory, and the end of each file.
    pub fn finish(mut self) -> Result<()> {
        for file in &mut self.files {
            file.group()?;
        }
        for file in self.files {
            file.writer.into_inner()?.flush()?;
        }
        Ok(())
    }
}

impl<W: Write + Send, O: FnMut(&str) -> io::Result<W>> Tables for Parquet<W, O> {
    type Error = crate::ExportError;

    fn begin(&mut self, table: &Table) -> Result<()> {
        let to = (self.open)(&format!("{}.parquet", table.name))?;
        self.files.push(File::new(to, table)?);
        Ok(())
    }

    fn row(&mut self, table: usize, row: &TypedRow<'_>) -> Result<()> {
        let file = &mut self.files[table];
        let before = file.held;
        file.take(row);
        self.held += file.held - before;
        if self.held >= HELD
            && let Some(fullest) = self.files.iter_mut().max_by_key(|file| file.held)
        {
            self.held -= fullest.held;
            fullest.group()?;
        }
        Ok(())
    }
}

impl<W: Write + Send> File<W> {
    fn new(to: W, table: &Table) -> Result<Self> {
        let mut fields = vec![line()?];
        let mut columns = vec![Column::of(Values::Long(Vec::new()))];
        let unread = Field {
            name: UNREAD.to_owned(),
            holds: Holds::Text,
        };
        for column in table.columns.iter().chain(std::iter::once(&unread)) {
            fields.push(field(column)?);
            columns.push(Column::of(match column.holds {
                Holds::Text => Values::Words(Vec::new(), Vec::new()),
                Holds::Dollars => Values::Long(Vec::new()),
                Holds::Day => Values::Short(Vec::new()),
            }));
        }
        let schema = Schema::group_type_builder("row")
            .with_fields(fields)
            .build()?;
        // The name of the writer has no version in it: the same filing gives the same bytes. Statistics a group of rows and not
        // a page: those of pages would be held to the end of the file.
        let properties = WriterProperties::builder()
            .set_compression(Compression::SNAPPY)
            .set_statistics_enabled(EnabledStatistics::Chunk)
            .set_offset_index_disabled(true)
            .set_created_by("hustings".to_owned())
            .build();
        Ok(Self {
            writer: SerializedFileWriter::new(to, Arc::new(schema), Arc::new(properties))?,
            columns,
            held: 0,
        })
    }

    fn take(&mut self, row: &TypedRow<'_>) {
        // A line number that does not fit has as many bytes before it as no disk has.
        let line = i64::try_from(row.line).unwrap_or(i64::MAX);
        let mut columns = self.columns.iter_mut();
        if let Some(column) = columns.next() {
            self.held += column.long(line);
        }
        for (cell, column) in row.cells.iter().zip(&mut columns) {
            self.held += column.take(cell);
        }
        if let Some(column) = columns.next() {
            self.held += match &row.unread {
                Some(words) => column.words(words),
                None => column.take(&Cell::Empty),
            };
        }
    }

    /// Writes the rows that are held as a group of their own.
    fn group(&mut self) -> Result<()> {
        if self.held == 0 {
            return Ok(());
        }
        self.held = 0;
        let mut group = self.writer.next_row_group()?;
        for column in &mut self.columns {
            let Some(mut writer) = group.next_column()? else {
                break;
            };
            column.write(&mut writer)?;
            writer.close()?;
        }
        group.close()?;
        Ok(())
    }
}

impl Column {
    const fn of(values: Values) -> Self {
        Self {
            levels: Vec::new(),
            values,
        }
    }

    /// Takes a cell; gives the bytes that are held for it.
    fn take(&mut self, cell: &Cell<'_>) -> usize {
        match cell {
            Cell::Empty => {}
            Cell::Words(words) => return self.words(words),
            Cell::Cents(cents) => return self.long(*cents),
            Cell::Day(day) => {
                let date = Date::new(
                    day.year.cast_signed(),
                    day.month.cast_signed(),
                    day.day.cast_signed(),
                );
                if let (Ok(date), Values::Short(values)) = (date, &mut self.values) {
                    values.push(days(date));
                    self.levels.push(1);
                    return size_of::<i32>() + size_of::<i16>();
                }
            }
        }
        self.levels.push(0);
        size_of::<i16>()
    }

    fn words(&mut self, words: &str) -> usize {
        if let Values::Words(all, ends) = &mut self.values {
            all.extend_from_slice(words.as_bytes());
            ends.push(all.len());
            self.levels.push(1);
        }
        words.len() + size_of::<usize>() + size_of::<i16>()
    }

    fn long(&mut self, number: i64) -> usize {
        if let Values::Long(values) = &mut self.values {
            values.push(number);
            self.levels.push(1);
        }
        size_of::<i64>() + size_of::<i16>()
    }

    fn write(&mut self, writer: &mut SerializedColumnWriter<'_>) -> Result<()> {
        let levels = Some(self.levels.as_slice());
        match &mut self.values {
            Values::Words(all, ends) => {
                // The words are not copied again: each value is a part of what all lie in.
                let all = Bytes::from(std::mem::take(all));
                let mut from = 0;
                let values: Vec<ByteArray> = ends
                    .drain(..)
                    .map(|end| {
                        let value = ByteArray::from(all.slice(from..end));
                        from = end;
                        value
                    })
                    .collect();
                writer
                    .typed::<ByteArrayType>()
                    .write_batch(&values, levels, None)?;
            }
            Values::Long(values) => {
                writer
                    .typed::<Int64Type>()
                    .write_batch(values, levels, None)?;
                values.clear();
            }
            Values::Short(values) => {
                writer
                    .typed::<Int32Type>()
                    .write_batch(values, levels, None)?;
                values.clear();
            }
        }
        self.levels.clear();
        Ok(())
    }
}

fn line() -> Result<Arc<Schema>> {
    Ok(Arc::new(
        Schema::primitive_type_builder(LINE, Physical::INT64)
            .with_repetition(Repetition::OPTIONAL)
            .build()?,
    ))
}

fn field(column: &Field) -> Result<Arc<Schema>> {
    let builder = match column.holds {
        Holds::Text => Schema::primitive_type_builder(&column.name, Physical::BYTE_ARRAY)
            .with_logical_type(Some(LogicalType::String)),
        Holds::Dollars => Schema::primitive_type_builder(&column.name, Physical::INT64)
            .with_logical_type(Some(LogicalType::decimal(2, 18)))
            .with_precision(18)
            .with_scale(2),
        Holds::Day => Schema::primitive_type_builder(&column.name, Physical::INT32)
            .with_logical_type(Some(LogicalType::Date)),
    };
    Ok(Arc::new(
        builder.with_repetition(Repetition::OPTIONAL).build()?,
    ))
}
