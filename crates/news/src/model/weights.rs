//! The model's file: a safetensors file whose header says who trained it on what, and whose tensors are the weights.

use std::collections::HashMap;

use safetensors::{Dtype, SafeTensors};
use thiserror::Error;

use super::decode::{Crf, Linker};
use super::encoder::{Encoder, Layer, Linear, Norm};
use super::pieces::Pieces;
use super::window::SIZE;

/// Why a model's file cannot be read.
#[derive(Debug, Error)]
pub enum ModelError {
    /// The file is not in the safetensors format.
    #[error("the model's file is not safetensors")]
    Format(#[from] safetensors::SafeTensorError),
    /// A tensor is missing or has another shape or type than the reader computes with.
    #[error("the model's tensor {0} is missing or has another shape")]
    Tensor(String),
    /// A field of the header is missing or no number.
    #[error("the model's header does not say {0}")]
    Header(&'static str),
    /// The vocabulary lacks a piece that the reader needs.
    #[error("the model's vocabulary lacks its special pieces")]
    Vocabulary,
}

/// All that a file holds.
pub(crate) struct Weights {
    pub(crate) name: String,
    pub(crate) pieces: Pieces,
    pub(crate) encoder: Encoder,
    pub(crate) crf: Crf,
    pub(crate) linker: Linker,
}

struct File<'f> {
    tensors: SafeTensors<'f>,
    header: HashMap<String, String>,
}

impl File<'static> {
    fn bytes(
        &self,
        name: &str,
        dtype: Dtype,
        shape: &[usize],
    ) -> Result<&'static [u8], ModelError> {
        let bad = || ModelError::Tensor(name.to_owned());
        let tensor = self.tensors.tensor(name).map_err(|_| bad())?;
        if tensor.dtype() != dtype || tensor.shape() != shape {
            return Err(bad());
        }
        Ok(tensor.data())
    }

    fn floats(&self, name: &str, shape: &[usize]) -> Result<Vec<f32>, ModelError> {
        let bytes = self.bytes(name, Dtype::F32, shape)?;
        let (chunks, _) = bytes.as_chunks::<4>();
        Ok(chunks.iter().map(|c| f32::from_le_bytes(*c)).collect())
    }

    fn linear(&self, name: &str, width: usize, columns: usize) -> Result<Linear, ModelError> {
        let bytes = self.bytes(&format!("{name}.weight"), Dtype::I8, &[width, columns])?;
        let steps: Vec<i8> = bytes.iter().map(|b| b.cast_signed()).collect();
        Ok(Linear::new(
            &steps,
            self.floats(&format!("{name}.scale"), &[columns])?,
            self.floats(&format!("{name}.bias"), &[columns])?,
        ))
    }

    fn norm(&self, name: &str, width: usize) -> Result<Norm, ModelError> {
        Ok(Norm {
            gain: self.floats(&format!("{name}.weight"), &[width])?,
            bias: self.floats(&format!("{name}.bias"), &[width])?,
        })
    }

    fn said(&self, key: &'static str) -> Result<&str, ModelError> {
        let value = self.header.get(key).ok_or(ModelError::Header(key))?;
        Ok(value.as_str())
    }

    fn number(&self, key: &'static str) -> Result<usize, ModelError> {
        self.said(key)?.parse().map_err(|_| ModelError::Header(key))
    }
}

/// The most of anything that a header may ask for, so that a damaged file asks for no absurd amount of memory.
const MOST: usize = 1 << 16;

impl Weights {
    /// Reads a file.
    ///
    /// # Errors
    ///
    /// [`ModelError`] where the file is damaged or of another make.
    pub(crate) fn load(bytes: &'static [u8]) -> Result<Self, ModelError> {
        let (_, metadata) = SafeTensors::read_metadata(bytes)?;
        let file = File {
            tensors: SafeTensors::deserialize(bytes)?,
            header: metadata.metadata().clone().unwrap_or_default(),
        };
        let of = |key| file.number(key).map(|n| n.min(MOST));
        let (hidden, inner, heads) = (of("hidden")?, of("inner")?, of("heads")?);
        let (layers, pieces, kinds, link) =
            (of("layers")?, of("pieces")?, of("kinds")?, of("link")?);
        if heads == 0 || hidden % heads != 0 || of("size")? < SIZE {
            return Err(ModelError::Header("heads"));
        }
        let size = of("size")?;
        let encoder = Encoder {
            heads,
            word: file.bytes("word.weight", Dtype::I8, &[pieces, hidden])?,
            word_scale: file.floats("word.scale", &[pieces])?,
            position: file.floats("position", &[size, hidden])?,
            kind: file.floats("kind", &[kinds, hidden])?,
            norm: file.norm("norm", hidden)?,
            layers: (0..layers)
                .map(|number| {
                    let name = |part: &str| format!("layers.{number}.{part}");
                    Ok(Layer {
                        qkv: file.linear(&name("qkv"), hidden, 3 * hidden)?,
                        out: file.linear(&name("out"), hidden, hidden)?,
                        norm1: file.norm(&name("norm1"), hidden)?,
                        up: file.linear(&name("up"), hidden, inner)?,
                        down: file.linear(&name("down"), inner, hidden)?,
                        norm2: file.norm(&name("norm2"), hidden)?,
                    })
                })
                .collect::<Result<_, ModelError>>()?,
        };
        let vocabulary = file
            .tensors
            .tensor("vocabulary")
            .ok()
            .and_then(|tensor| str::from_utf8(tensor.data()).ok())
            .ok_or(ModelError::Vocabulary)?;
        if vocabulary.lines().count() != pieces {
            return Err(ModelError::Vocabulary);
        }
        Ok(Self {
            name: file.said("name")?.to_owned(),
            pieces: Pieces::new(vocabulary).ok_or(ModelError::Vocabulary)?,
            crf: Crf {
                weight: file.floats("tag.weight", &[7, hidden])?,
                bias: file.floats("tag.bias", &[7])?,
                transition: file.floats("crf", &[7, 7])?,
                begin: file.floats("begin", &[7])?,
            },
            linker: Linker {
                width: link,
                weight: file.floats("link.weight", &[8 * link, hidden])?,
                bias: file.floats("link.bias", &[8 * link])?,
                nobody: file.floats("nobody", &[link])?,
                nobody_bias: file.floats("nobody_bias", &[1])?,
                distance: file.floats("distance", &[2, 20])?,
                between: file.floats("between", &[2, 6])?,
                apart: file.floats("apart", &[2, 2])?,
            },
            encoder,
        })
    }
}
