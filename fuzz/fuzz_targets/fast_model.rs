#![no_main]
//! Bytes as a model of the fast reader: refused, or read with without a panic. The head is set right, so that the fuzzer
//! gets behind the checksum.

use libfuzzer_sys::fuzz_target;
use news::fast::format::Model;
use news::fast::hash;

const TEXT: &str = "“We will file,” said the treasurer.\n\nShe told reporters that the report was late.";

fuzz_target!(|bytes: &[u8]| {
    let _ = Model::load(bytes);
    let mut bytes = bytes.to_vec();
    if bytes.len() < 64 {
        return;
    }
    bytes[..8].copy_from_slice(b"HUSTFAST");
    bytes[8..12].copy_from_slice(&1_u32.to_le_bytes());
    let sum = hash::checksum(&bytes[24..]);
    bytes[16..24].copy_from_slice(&sum.to_le_bytes());
    if let Ok(model) = Model::load(&bytes) {
        model.attributions(TEXT);
    }
});
