//! The delivery log: results in the order in which the call handed them to its caller, readable live.
//!
//! Written by the one thread that receives results; read by the page while the run goes on. A run delivers
//! each item at most once, so its capacity is known and nothing ever moves.

use crate::sync::{AtomicU32, AtomicU64, Ordering};
use crate::task::Output;

/// Words (64 bits) of one entry: item and tag, then the number's bits or the payload's address and length.
pub(super) const WORDS: usize = 2;

/// What an entry's second word is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u32)]
enum Tag {
    /// The bits of a number.
    Number = 0,
    /// Address and length of UTF-8.
    Text = 1,
    /// Address and length of bytes.
    Bytes = 2,
    /// Address and number of 16-bit counts.
    Counts = 3,
}

/// Results in the order of their delivery.
#[derive(Debug)]
pub struct DeliveryLog {
    words: Box<[AtomicU64]>,
    len: AtomicU32,
}

impl DeliveryLog {
    /// An empty log for at most `items` results.
    pub fn new(items: usize) -> DeliveryLog {
        DeliveryLog { words: (0..items * WORDS).map(|_| AtomicU64::new(0)).collect(), len: AtomicU32::new(0) }
    }

    /// How many results have been delivered.
    pub fn len(&self) -> u32 {
        self.len.load(Ordering::Acquire)
    }

    /// Whether nothing has been delivered.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Items in the order of their delivery.
    pub fn items(&self) -> impl Iterator<Item = u32> {
        let entries = self.words.chunks_exact(WORDS).take(self.len() as usize);
        entries.map(|entry| entry[0].load(Ordering::Relaxed) as u32)
    }

    /// Notes that `item`'s `output` was delivered. The output must stay where it is as long as the page may look;
    /// the page only ever reads within its own bounds, and checks the run's number before and after.
    ///
    /// # Panics
    ///
    /// When more results arrive than the log was made for.
    #[inline]
    pub fn push(&self, item: u32, output: &Output) {
        let len = self.len.load(Ordering::Relaxed);
        let (tag, value) = match output {
            Output::Number(number) => (Tag::Number, number.to_bits()),
            Output::Text(text) => (Tag::Text, address(text.as_bytes())),
            Output::Said(said) => (Tag::Text, address(said.line.as_bytes())),
            Output::Bytes(bytes) => (Tag::Bytes, address(bytes)),
            Output::Counts(counts) => (Tag::Counts, address(counts)),
        };
        let entry = &self.words[len as usize * WORDS..][..WORDS];
        entry[0].store(u64::from(item) | u64::from(tag as u32) << 32, Ordering::Relaxed);
        entry[1].store(value, Ordering::Relaxed);
        self.len.store(len + 1, Ordering::Release);
    }

    pub(super) fn start(&self) -> *const AtomicU64 {
        self.words.as_ptr()
    }

    pub(super) fn length_cell(&self) -> *const AtomicU32 {
        &raw const self.len
    }
}

/// A slice as the page reads it: address in the low half, length in the high half. Exact where addresses have 32 bits.
fn address<T>(slice: &[T]) -> u64 {
    slice.as_ptr().addr() as u64 & 0xffff_ffff | (slice.len() as u64) << 32
}

#[cfg(all(test, not(loom)))]
mod tests {
    use super::*;

    #[test]
    fn items_come_back_in_the_order_of_delivery() {
        let log = DeliveryLog::new(3);
        for item in [2, 0, 1] {
            log.push(item, &Output::Number(f64::from(item)));
        }
        assert!(log.items().eq([2, 0, 1]));
    }
}

#[cfg(all(test, loom))]
mod loom_tests {
    use super::*;
    use std::sync::Arc;

    /// A reader sees whole entries below the length that it loaded, in the order of delivery. (It is the reader that has a
    /// thread of its own: loom overlooks orders in which a thread's load hides another's from its own store.)
    #[test]
    fn loom_a_reader_sees_a_prefix_of_whole_entries() {
        loom::model(|| {
            let log = Arc::new(DeliveryLog::new(2));
            let reading = Arc::clone(&log);
            let reader = loom::thread::spawn(move || {
                let seen = reading.len() as usize;
                let entries = reading.words.chunks_exact(WORDS).take(seen);
                let entries = entries.map(|entry| [0, 1].map(|word| entry[word].load(Ordering::Relaxed)));
                let expected = [[7, 0.5_f64.to_bits()], [3, 2.5_f64.to_bits()]];
                assert!(entries.eq(expected.into_iter().take(seen)));
            });
            log.push(7, &Output::Number(0.5));
            log.push(3, &Output::Number(2.5));
            reader.join().unwrap();
            assert!(log.items().eq([7, 3]));
        });
    }
}
