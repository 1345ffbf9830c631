//! The random numbers of the tasks: SplitMix64, small enough to be written in any language that a task is shown in.
//!
//! Guy L. Steele Jr., Doug Lea, Christine H. Flood, "Fast splittable pseudorandom number generators", OOPSLA 2014.

/// A SplitMix64 generator.
///
/// ```
/// use pool_playground::task::Random;
/// // Published test vector: seed 1234567.
/// let mut random = Random::from_state(1234567);
/// assert_eq!(random.next_u64(), 6457827717110365317);
/// assert_eq!(random.next_u64(), 3203168211198807973);
/// ```
#[derive(Debug, Clone)]
pub struct Random {
    state: u64,
}

impl Random {
    /// The generator of one item: independent of the other items and of the order in which they run.
    pub fn new(seed: u32, item: u32) -> Random {
        Random { state: mix((u64::from(seed) << 32) | u64::from(item)) }
    }

    /// A generator with exactly this state.
    pub fn from_state(state: u64) -> Random {
        Random { state }
    }

    /// The next 64 random bits.
    #[inline]
    pub fn next_u64(&mut self) -> u64 {
        self.state = self.state.wrapping_add(0x9e37_79b9_7f4a_7c15);
        mix(self.state)
    }

    /// A number in `[0, 1)` with 53 random bits.
    #[inline]
    pub fn unit(&mut self) -> f64 {
        (self.next_u64() >> 11) as f64 / (1u64 << 53) as f64
    }

    /// A whole number below `bound`, by multiplication (Lemire); the bias is below `bound / 2^64`.
    #[inline]
    pub fn below(&mut self, bound: u64) -> u64 {
        ((u128::from(self.next_u64()) * u128::from(bound)) >> 64) as u64
    }
}

#[inline]
fn mix(mut z: u64) -> u64 {
    z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    z ^ (z >> 31)
}
