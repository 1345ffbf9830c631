//! `multiprocessing.Value` and `Array`: numbers in shared memory, each with a lock that its users may take, or not.
//!
//! Reading and writing are separate steps, as Python's `value.value += 1` is: without the lock, updates get lost. Each step is a
//! relaxed atomic, so that losing them is all that can happen.

use std::marker::PhantomData;

use super::words::{Arena, Place};
use super::{IpcError, RLock};

/// A number that fits a word: ctypes' `b B h H i I l L q Q f d`.
pub trait Element: Copy {
    /// Python's typecode.
    const TYPECODE: char;
    /// As a word.
    fn to_word(self) -> u64;
    /// From a word.
    fn from_word(word: u64) -> Self;
}

macro_rules! elements {
    ($($type:ty, $code:literal, $unsigned:ty);* $(;)?) => { $(
        impl Element for $type {
            const TYPECODE: char = $code;

            fn to_word(self) -> u64 {
                u64::from(<$unsigned>::from_ne_bytes(self.to_ne_bytes()))
            }

            fn from_word(word: u64) -> $type {
                <$type>::from_ne_bytes((word as $unsigned).to_ne_bytes())
            }
        }
    )* };
}

elements! {
    i8, 'b', u8; u8, 'B', u8; i16, 'h', u16; u16, 'H', u16; i32, 'i', u32; u32, 'I', u32; i64, 'q', u64; u64, 'Q', u64;
    f32, 'f', u32; f64, 'd', u64;
}

/// A number with a lock: `Value('i', 0)`. Without using the lock it is a `RawValue`.
///
/// ```
/// use pool_playground::ipc::{Arena, Value};
///
/// let value = Value::new(&mut Arena::local(16), 20_i32);
/// value.get_lock().acquire(None)?;
/// value.set(value.get() + 1);
/// value.get_lock().release()?;
/// assert_eq!(value.get(), 21);
/// # Ok::<(), pool_playground::ipc::IpcError>(())
/// ```
#[derive(Debug, Clone)]
pub struct Value<T> {
    array: Array<T>,
}

impl<T: Element> Value<T> {
    /// One that begins as `initial`.
    pub fn new(arena: &mut Arena, initial: T) -> Value<T> {
        Value { array: Array::new(arena, &[initial]) }
    }

    /// Reads it.
    pub fn get(&self) -> T {
        T::from_word(self.array.place.load_relaxed(0))
    }

    /// Writes it.
    pub fn set(&self, value: T) {
        self.array.place.store_relaxed(0, value.to_word());
    }

    /// Its lock: a recursive one, as in CPython. Nothing takes it by itself.
    pub fn get_lock(&self) -> &RLock {
        &self.array.lock
    }
}

/// Numbers with a lock: `Array('d', [..])`. Without using the lock it is a `RawArray`.
#[derive(Debug, Clone)]
pub struct Array<T> {
    lock: RLock,
    place: Place,
    len: usize,
    of: PhantomData<fn() -> T>,
}

impl<T: Element> Array<T> {
    /// One that begins as these.
    pub fn new(arena: &mut Arena, initial: &[T]) -> Array<T> {
        let (lock, fresh) = (RLock::new(arena), arena.is_fresh());
        let array = Array { lock, place: arena.take_zeroed(initial.len()), len: initial.len(), of: PhantomData };
        if fresh {
            (0..).zip(initial).for_each(|(at, value)| array.place.store(at, value.to_word()));
        }
        array
    }

    /// How many.
    pub fn len(&self) -> usize {
        self.len
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.len == 0
    }

    fn check(&self, index: usize) -> Result<(), IpcError> {
        if index < self.len { Ok(()) } else { Err(IpcError::OutOfRange { index, length: self.len }) }
    }

    /// Reads one.
    ///
    /// # Errors
    ///
    /// [`IpcError::OutOfRange`].
    pub fn get(&self, index: usize) -> Result<T, IpcError> {
        self.check(index)?;
        Ok(T::from_word(self.place.load_relaxed(index)))
    }

    /// Writes one.
    ///
    /// # Errors
    ///
    /// [`IpcError::OutOfRange`].
    pub fn set(&self, index: usize, value: T) -> Result<(), IpcError> {
        self.check(index)?;
        self.place.store_relaxed(index, value.to_word());
        Ok(())
    }

    /// All of them, read one after the other.
    pub fn to_vec(&self) -> Vec<T> {
        (0..self.len).map(|index| T::from_word(self.place.load_relaxed(index))).collect()
    }

    /// Its lock. Nothing takes it by itself.
    pub fn get_lock(&self) -> &RLock {
        &self.lock
    }
}
