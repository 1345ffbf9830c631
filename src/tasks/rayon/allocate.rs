//! `allocate`: many small pieces of memory taken and given back.

use splitmix64::Random;
use std::mem;

// The experiment.
const ITEMS: u32 = 400;
const SEED: u32 = 1;
const ALLOCATIONS: u32 = 20_000;

/// Pieces that an item holds at a time.
const RING: u64 = 256;

/// Length times content, read at both ends.
fn value(piece: &[u8]) -> u64 {
    match piece {
        [first, .., last] => piece.len() as u64 * (u64::from(*first) + u64::from(*last)),
        _ => 0,
    }
}

/// Puts new pieces into random places of a ring, and adds up what the old ones held.
fn allocate(item: u32) -> f64 {
    let mut random = Random::new(SEED, item);
    let mut ring = vec![Vec::new(); RING as usize];
    let mut checksum = 0;
    for _ in 0..ALLOCATIONS {
        let bits = random.next();
        let (place, size, byte) = (bits % RING, 16 + (bits >> 8) % 497, (bits >> 32) as u8);
        let old = mem::replace(&mut ring[place as usize], vec![byte; size as usize]);
        checksum += value(&old);
    }
    checksum += ring.iter().map(|piece| value(piece)).sum::<u64>();
    checksum as f64
}
