//! The encoder: a BERT stack read with 8-bit numbers, over the kernels of `rten-gemm` and `rten-vecmath`.
//!
//! Windows of any length are laid one after the other, so that nothing is padded; only attention looks at one window at a
//! time. Weights are symmetric, with one scale a column, and of 7 bits, so that the 16-bit sums of older processors hold
//! them; activations are quantized row by row, as they come. So what a window gives does not depend on what is read beside it.

#![expect(
    clippy::cast_precision_loss,
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "arithmetic in 32-bit floats and 8-bit steps: widths are small, and steps lie between 0 and 255"
)]

use rten_gemm::{GemmError, GemmExecutor, GemmInputA, GemmInputB, GemmOptions, PackedBMatrix};
use rten_simd::{SimdOp, SimdUnaryOp};
use rten_tensor::NdTensorView;
use rten_vecmath::{
    ExtendInit, Gelu, MinMax, Normalize, NormalizeOptions, Quantize, Softmax, Sum, SumSquareSub,
};

use super::window::Window;

/// A linear layer with 8-bit weights.
pub(crate) struct Linear {
    pub(crate) weight: PackedBMatrix<i8>,
    /// What one step of a column's weights is worth.
    pub(crate) scale: Vec<f32>,
    /// The sum of each column's steps, for rows whose zero is another number than 0.
    pub(crate) total: Vec<i32>,
    pub(crate) bias: Vec<f32>,
}

/// Gain and bias of a layer normalisation.
pub(crate) struct Norm {
    pub(crate) gain: Vec<f32>,
    pub(crate) bias: Vec<f32>,
}

/// One layer of the stack.
pub(crate) struct Layer {
    /// Query, key and value beside each other.
    pub(crate) qkv: Linear,
    pub(crate) out: Linear,
    pub(crate) norm1: Norm,
    pub(crate) up: Linear,
    pub(crate) down: Linear,
    pub(crate) norm2: Norm,
}

/// The embeddings and the layers.
pub(crate) struct Encoder {
    pub(crate) heads: usize,
    /// Rows of signed bytes, one a piece.
    pub(crate) word: &'static [u8],
    pub(crate) word_scale: Vec<f32>,
    pub(crate) position: Vec<f32>,
    pub(crate) kind: Vec<f32>,
    pub(crate) norm: Norm,
    pub(crate) layers: Vec<Layer>,
}

/// Buffers that are used again from batch to batch.
#[derive(Default)]
pub(crate) struct Space {
    quantized: Vec<u8>,
    zeros: Vec<u8>,
    scales: Vec<f32>,
    sums: Vec<i32>,
    qkv: Vec<f32>,
    context: Vec<f32>,
    branch: Vec<f32>,
    inner: Vec<f32>,
    weights: Vec<f32>,
    head: Vec<f32>,
}

impl Norm {
    fn apply(&self, rows: &mut [f32]) {
        let width = self.gain.len();
        for row in rows.chunks_exact_mut(width) {
            let mean = Sum::new(row).dispatch() / width as f32;
            let variance = SumSquareSub::new(row, mean).dispatch() / width as f32;
            let options = NormalizeOptions {
                pre_scale_bias: mean,
                scale: 1.0 / (variance + 1e-12).sqrt(),
                element_scale: Some(&self.gain),
                element_bias: Some(&self.bias),
                ..NormalizeOptions::default()
            };
            Normalize::new_mut(row, options).dispatch();
        }
    }
}

/// The parts of [`Space`] that a linear layer needs.
struct Scratch<'s> {
    quantized: &'s mut Vec<u8>,
    zeros: &'s mut Vec<u8>,
    scales: &'s mut Vec<f32>,
    sums: &'s mut Vec<i32>,
}

impl Scratch<'_> {
    /// Quantizes rows, each by its own range, which always holds zero.
    fn quantize(&mut self, rows: &[f32], width: usize) {
        self.quantized.clear();
        self.quantized.reserve(rows.len());
        self.zeros.clear();
        self.scales.clear();
        for row in rows.chunks_exact(width) {
            let (low, high) = MinMax::new(row).dispatch();
            let (low, high) = (low.min(0.0), high.max(0.0));
            let scale = ((high - low) / 255.0).max(1e-20);
            let zero = (-low / scale).round_ties_even() as u8;
            self.quantized.extend_init(|place| {
                Quantize::new(row, &mut place[..width], 1.0 / scale, zero).dispatch()
            });
            self.zeros.push(zero);
            self.scales.push(scale);
        }
    }
}

impl Linear {
    /// A layer of `steps`, row by row; as many rows as the layer takes numbers.
    pub(crate) fn new(steps: &[i8], scale: Vec<f32>, bias: Vec<f32>) -> Self {
        let columns = scale.len();
        let width = steps.len() / columns;
        let mut total = vec![0i32; columns];
        for row in steps.chunks_exact(columns) {
            for (total, step) in total.iter_mut().zip(row) {
                *total += i32::from(*step);
            }
        }
        let gemm = GemmExecutor::<u8, i8, i32>::default();
        Self {
            weight: gemm.prepack_b(NdTensorView::from_data([width, columns], steps)),
            scale,
            total,
            bias,
        }
    }

    fn apply(
        &self,
        scratch: &mut Scratch<'_>,
        rows: &[f32],
        width: usize,
        out: &mut Vec<f32>,
    ) -> Result<(), GemmError> {
        scratch.quantize(rows, width);
        let count = scratch.zeros.len();
        let columns = self.scale.len();
        scratch.sums.resize(count * columns, 0);
        let gemm = GemmExecutor::<u8, i8, i32>::default();
        gemm.gemm(
            scratch.sums,
            GemmInputA::Unpacked(NdTensorView::from_data(
                [count, width],
                scratch.quantized.as_slice(),
            )),
            GemmInputB::Packed(&self.weight),
            GemmOptions::default(),
        )?;
        out.resize(count * columns, 0.0);
        let columns = || self.total.iter().zip(&self.scale).zip(&self.bias);
        for (((out, sums), scale), zero) in out
            .chunks_exact_mut(self.scale.len())
            .zip(scratch.sums.chunks_exact(self.scale.len()))
            .zip(scratch.scales.iter())
            .zip(scratch.zeros.iter())
        {
            let zero = i32::from(*zero);
            for ((out, sum), ((total, step), bias)) in out.iter_mut().zip(sums).zip(columns()) {
                *out = (sum - zero * total) as f32 * scale * step + bias;
            }
        }
        Ok(())
    }
}

fn add(rows: &mut [f32], branch: &[f32]) {
    for (row, branch) in rows.iter_mut().zip(branch) {
        *row += branch;
    }
}

impl Encoder {
    /// The width of a piece's vector.
    pub(crate) fn hidden(&self) -> usize {
        self.norm.gain.len()
    }

    /// One vector for each piece of the windows, in their order.
    pub(crate) fn read(
        &self,
        windows: &[Window],
        space: &mut Space,
    ) -> Result<Vec<f32>, GemmError> {
        let hidden = self.hidden();
        let mut rows = self.embed(windows);
        self.norm.apply(&mut rows);
        for layer in &self.layers {
            let mut scratch = Scratch {
                quantized: &mut space.quantized,
                zeros: &mut space.zeros,
                scales: &mut space.scales,
                sums: &mut space.sums,
            };
            layer
                .qkv
                .apply(&mut scratch, &rows, hidden, &mut space.qkv)?;
            space.context.resize(rows.len(), 0.0);
            let mut at = 0;
            for window in windows {
                let count = window.ids.len();
                self.attend(
                    &space.qkv[at * 3 * hidden..(at + count) * 3 * hidden],
                    &mut space.context[at * hidden..(at + count) * hidden],
                    &mut space.weights,
                    &mut space.head,
                )?;
                at += count;
            }
            layer
                .out
                .apply(&mut scratch, &space.context, hidden, &mut space.branch)?;
            add(&mut rows, &space.branch);
            layer.norm1.apply(&mut rows);
            layer
                .up
                .apply(&mut scratch, &rows, hidden, &mut space.inner)?;
            Gelu {}.map_mut(&mut space.inner);
            let inner = layer.up.scale.len();
            layer
                .down
                .apply(&mut scratch, &space.inner, inner, &mut space.branch)?;
            add(&mut rows, &space.branch);
            layer.norm2.apply(&mut rows);
        }
        Ok(rows)
    }

    fn embed(&self, windows: &[Window]) -> Vec<f32> {
        let hidden = self.hidden();
        let count: usize = windows.iter().map(|window| window.ids.len()).sum();
        let mut rows = Vec::with_capacity(count * hidden);
        for window in windows {
            for (place, (id, kind)) in window.ids.iter().zip(&window.kinds).enumerate() {
                let id = *id as usize;
                let scale = self.word_scale[id];
                let word = &self.word[id * hidden..(id + 1) * hidden];
                let position = &self.position[place * hidden..(place + 1) * hidden];
                let kind = usize::from(*kind) * hidden;
                let kind = &self.kind[kind..kind + hidden];
                rows.extend(
                    word.iter()
                        .zip(position)
                        .zip(kind)
                        .map(|((word, position), kind)| {
                            f32::from(word.cast_signed()) * scale + position + kind
                        }),
                );
            }
        }
        rows
    }

    /// Attention within one window: every piece looks at every other, once for each head.
    fn attend(
        &self,
        qkv: &[f32],
        context: &mut [f32],
        weights: &mut Vec<f32>,
        head: &mut Vec<f32>,
    ) -> Result<(), GemmError> {
        let hidden = self.hidden();
        let count = context.len() / hidden;
        let width = hidden / self.heads;
        weights.resize(count * count, 0.0);
        head.resize(count * width, 0.0);
        let gemm = GemmExecutor::<f32>::default();
        let part = |at: usize| {
            NdTensorView::<f32, 2>::from_slice_with_strides(
                [count, width],
                &qkv[at..],
                [3 * hidden, 1],
            )
            .map_err(|_| GemmError::KSizeMismatch)
        };
        for number in 0..self.heads {
            let at = number * width;
            let (query, key, value) = (part(at)?, part(hidden + at)?, part(2 * hidden + at)?);
            gemm.gemm(
                weights,
                GemmInputA::Unpacked(query),
                GemmInputB::Unpacked(key.transposed()),
                GemmOptions {
                    alpha: 1.0 / (width as f32).sqrt(),
                    ..GemmOptions::default()
                },
            )?;
            for row in weights.chunks_exact_mut(count) {
                Softmax::new_mut(row).dispatch();
            }
            gemm.gemm(
                head,
                GemmInputA::Unpacked(NdTensorView::from_data([count, count], weights.as_slice())),
                GemmInputB::Unpacked(value),
                GemmOptions::default(),
            )?;
            for (row, head) in context
                .chunks_exact_mut(hidden)
                .zip(head.chunks_exact(width))
            {
                row[at..at + width].copy_from_slice(head);
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Numbers between -1 and 1 that look random.
    fn noise(count: usize, seed: u32) -> Vec<f32> {
        let mut state = seed;
        (0..count)
            .map(|_| {
                state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
                (state >> 8) as f32 / 8_388_608.0 - 1.0
            })
            .collect()
    }

    #[test]
    fn a_linear_layer_is_near_its_sums_in_floats() {
        let (count, width, columns) = (70, 384, 90);
        let rows = noise(count * width, 1);
        let steps: Vec<i8> = noise(width * columns, 2)
            .iter()
            .map(|x| (x * 63.0) as i8)
            .collect();
        let linear = Linear::new(&steps, vec![0.01; columns], noise(columns, 3));
        let mut space = Space::default();
        let mut out = Vec::new();
        let mut scratch = Scratch {
            quantized: &mut space.quantized,
            zeros: &mut space.zeros,
            scales: &mut space.scales,
            sums: &mut space.sums,
        };
        linear.apply(&mut scratch, &rows, width, &mut out).unwrap();
        for (at, got) in out.iter().enumerate() {
            let (row, column) = (at / columns, at % columns);
            let sum: f32 = (0..width)
                .map(|k| rows[row * width + k] * f32::from(steps[k * columns + column]) * 0.01)
                .sum();
            assert!(
                (got - sum - linear.bias[column]).abs() < 0.15,
                "{row} {column}: {got} {sum}"
            );
        }
    }

    #[test]
    fn attention_is_a_softmax_over_the_window() {
        let (count, hidden, heads) = (45, 64, 2);
        let qkv = noise(count * 3 * hidden, 4);
        let encoder = Encoder {
            heads,
            word: &[],
            word_scale: Vec::new(),
            position: Vec::new(),
            kind: Vec::new(),
            norm: Norm {
                gain: vec![1.0; hidden],
                bias: vec![0.0; hidden],
            },
            layers: Vec::new(),
        };
        let mut context = vec![0.0; count * hidden];
        encoder
            .attend(&qkv, &mut context, &mut Vec::new(), &mut Vec::new())
            .unwrap();
        let width = hidden / heads;
        let of = |row: usize, part: usize, head: usize, k: usize| {
            qkv[row * 3 * hidden + part * hidden + head * width + k]
        };
        for row in 0..count {
            for head in 0..heads {
                let scores: Vec<f32> = (0..count)
                    .map(|other| {
                        let sum: f32 = (0..width)
                            .map(|k| of(row, 0, head, k) * of(other, 1, head, k))
                            .sum();
                        (sum / (width as f32).sqrt()).exp()
                    })
                    .collect();
                let total: f32 = scores.iter().sum();
                for k in 0..width {
                    let want: f32 = (0..count)
                        .map(|other| scores[other] / total * of(other, 2, head, k))
                        .sum();
                    let got = context[row * hidden + head * width + k];
                    assert!((got - want).abs() < 1e-4, "{row} {head} {k}: {got} {want}");
                }
            }
        }
    }
}
