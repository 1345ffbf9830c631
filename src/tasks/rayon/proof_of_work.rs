//! `proof_of_work`: the least number whose SHA-256 begins with enough zeros; how long it takes is chance.

use sha2::{Digest, Sha256};

// The experiment.
const ITEMS: u32 = 128;
const SEED: u32 = 1;
const BITS: u32 = 13;

/// Tries one number after the other until the hash of the puzzle with it has BITS zeros.
fn proof_of_work(item: u32) -> String {
    let mut nonce = 0_u64;
    loop {
        let hash: [u8; 32] = Sha256::digest(format!("{SEED}:{item}:{nonce}")).into();
        if u32::from_be_bytes([hash[0], hash[1], hash[2], hash[3]]).leading_zeros() >= BITS {
            let digits: String = hash.iter().map(|byte| format!("{byte:02x}")).collect();
            return format!("{nonce} {digits}");
        }
        nonce += 1;
    }
}
