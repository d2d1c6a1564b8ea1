//! What goes into a statement, and what comes back.

use jiff::Timestamp;

use super::{BookError, Result};

/// A value of a column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Value {
    /// Nothing.
    Null,
    /// A number, a second since 1970.
    Int(i64),
    /// Words.
    Text(String),
    /// A hash.
    Bytes(Vec<u8>),
}

impl From<i64> for Value {
    fn from(number: i64) -> Self {
        Self::Int(number)
    }
}

impl From<&str> for Value {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<&String> for Value {
    fn from(text: &String) -> Self {
        Self::Text(text.clone())
    }
}

impl From<String> for Value {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<&[u8]> for Value {
    fn from(bytes: &[u8]) -> Self {
        Self::Bytes(bytes.to_vec())
    }
}

impl<const N: usize> From<&[u8; N]> for Value {
    fn from(bytes: &[u8; N]) -> Self {
        Self::Bytes(bytes.to_vec())
    }
}

impl<T: Into<Self>> From<Option<T>> for Value {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Null, Into::into)
    }
}

/// The values of a statement, each turned into a [`Value`].
macro_rules! list {
    ($($value:expr),* $(,)?) => { &[$($crate::book::Value::from($value)),*] };
}
pub(crate) use list as values;

/// A row that a statement found. Columns are counted from 0.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row(pub Vec<Value>);

impl Row {
    fn value(&self, column: usize) -> Result<&Value> {
        self.0
            .get(column)
            .ok_or_else(|| BookError::Damaged(format!("a row has no column {column}")))
    }

    /// A number, or nothing.
    pub fn maybe_int(&self, column: usize) -> Result<Option<i64>> {
        match self.value(column)? {
            Value::Null => Ok(None),
            Value::Int(number) => Ok(Some(*number)),
            _ => Err(odd(column)),
        }
    }

    /// A number.
    pub fn int(&self, column: usize) -> Result<i64> {
        self.maybe_int(column)?.ok_or_else(|| odd(column))
    }

    /// Words, or nothing.
    pub fn maybe_text(&self, column: usize) -> Result<Option<String>> {
        match self.value(column)? {
            Value::Null => Ok(None),
            Value::Text(text) => Ok(Some(text.clone())),
            _ => Err(odd(column)),
        }
    }

    /// Words.
    pub fn text(&self, column: usize) -> Result<String> {
        self.maybe_text(column)?.ok_or_else(|| odd(column))
    }

    /// A hash.
    pub fn bytes(&self, column: usize) -> Result<Vec<u8>> {
        match self.value(column)? {
            Value::Bytes(bytes) => Ok(bytes.clone()),
            _ => Err(odd(column)),
        }
    }

    /// A moment, or nothing.
    pub fn maybe_time(&self, column: usize) -> Result<Option<Timestamp>> {
        self.maybe_int(column)?
            .map(|second| Timestamp::from_second(second).map_err(|_| odd(column)))
            .transpose()
    }

    /// A moment.
    pub fn time(&self, column: usize) -> Result<Timestamp> {
        self.maybe_time(column)?.ok_or_else(|| odd(column))
    }
}

fn odd(column: usize) -> BookError {
    BookError::Damaged(format!(
        "column {column} of a row holds what it cannot hold"
    ))
}
