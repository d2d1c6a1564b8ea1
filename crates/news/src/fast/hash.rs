//! Hashes of features: the same numbers on every machine, in training and in reading.

/// An odd number without structure (the golden ratio's fraction).
const SPREAD: u64 = 0x9e37_79b9_7f4a_7c15;

/// One number of two, well spread in all bits.
#[inline]
pub const fn mix(a: u64, b: u64) -> u64 {
    let h = (a ^ b.rotate_left(29)).wrapping_mul(SPREAD);
    let h = (h ^ (h >> 32)).wrapping_mul(0xd6e8_feb8_6659_fd93);
    h ^ (h >> 29)
}

/// A hash that grows by one byte (FNV-1a).
#[inline]
pub const fn grow(hash: u64, byte: u8) -> u64 {
    (hash ^ byte as u64).wrapping_mul(0x0100_0000_01b3)
}

/// The hash of nothing.
pub const EMPTY: u64 = 0xcbf2_9ce4_8422_2325;

/// The hash of a word as it stands.
pub fn word(word: &str) -> u64 {
    word.bytes().fold(EMPTY, grow)
}

/// The place of a hash in a table of `size` places: the high bits decide, so that the low bits are free to tell
/// features of one place apart.
#[inline]
#[expect(
    clippy::cast_possible_truncation,
    reason = "what is left is less than `size`"
)]
pub const fn place(hash: u64, size: usize) -> usize {
    ((hash as u128 * size as u128) >> 64) as usize
}

/// A checksum of a file's bytes, in four lanes of eight bytes at a time: it finds damage, not malice.
pub fn checksum(bytes: &[u8]) -> u64 {
    let mut lanes = [EMPTY, 1, 2, 3];
    let (blocks, rest) = bytes.as_chunks::<32>();
    for block in blocks {
        for (lane, eight) in lanes.iter_mut().zip(block.as_chunks().0) {
            *lane = mix(*lane, u64::from_le_bytes(*eight));
        }
    }
    let sum = lanes.into_iter().fold(EMPTY, mix);
    rest.iter()
        .fold(sum, |sum, &byte| mix(sum, u64::from(byte)))
}
