//! `multiprocessing.Value` and `Array`, and without a lock `RawValue` and `RawArray`: numbers in shared memory.
//!
//! As in CPython (`Lib/multiprocessing/sharedctypes.py`), a `Value` takes its lock for each read and for each write, but Python's
//! `value.value += 1` is one of each: unless the lock is held around both, updates get lost. Each step is a relaxed atomic, so that
//! losing them is all that can happen.

use std::marker::PhantomData;
use std::time::Duration;

use super::words::{Arena, Place};
use super::{IpcError, RLock};

/// A number that fits a word: ctypes' `b B h H i I q Q f d`. Where a C long has 64 bits, `l L` are the same types as `q Q` in ctypes,
/// too. What doesn't fit loses its upper bits on the way from a word, as in ctypes.
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

/// A number without a lock: `RawValue('i', 0)`.
///
/// ```
/// use pool_playground::ipc::{Arena, RawValue};
///
/// let value = RawValue::new(&mut Arena::local(1), 20_i32);
/// value.set(value.get() + 1);
/// assert_eq!(value.get(), 21);
/// ```
#[derive(Debug, Clone)]
pub struct RawValue<T>(RawArray<T>);

impl<T: Element> RawValue<T> {
    /// One that begins as `initial`.
    pub fn new(arena: &mut Arena, initial: T) -> RawValue<T> {
        RawValue(RawArray::new(arena, &[initial]))
    }

    /// Reads it. Never blocks.
    pub fn get(&self) -> T {
        T::from_word(self.0.place.load_relaxed(0))
    }

    /// Writes it. Never blocks.
    pub fn set(&self, value: T) {
        self.0.place.store_relaxed(0, value.to_word());
    }
}

impl RawValue<u64> {
    /// Adds in one step that nobody can get between, wrapping, and returns what was there. Python has nothing like it.
    pub fn fetch_add(&self, by: u64) -> u64 {
        self.0.place.add(0, by)
    }
}

/// Numbers without a lock: `RawArray('d', [..])`.
#[derive(Debug, Clone)]
pub struct RawArray<T> {
    place: Place,
    len: usize,
    of: PhantomData<fn() -> T>,
}

impl<T: Element> RawArray<T> {
    /// One that begins as these.
    pub fn new(arena: &mut Arena, initial: &[T]) -> RawArray<T> {
        let fresh = arena.is_fresh();
        let array = RawArray { place: arena.take_zeroed(initial.len()), len: initial.len(), of: PhantomData };
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

    /// Which one is meant: below zero it counts from the end.
    fn place_of(&self, index: impl TryInto<i64>) -> Result<usize, IpcError> {
        let index = index.try_into().unwrap_or(i64::MAX);
        let place = if index < 0 { index + self.len as i64 } else { index };
        let place = usize::try_from(place).ok().filter(|&place| place < self.len);
        place.ok_or(IpcError::OutOfRange { index, length: self.len })
    }

    /// Reads one; below zero the index counts from the end. Never blocks.
    ///
    /// # Errors
    ///
    /// [`IpcError::OutOfRange`].
    pub fn get(&self, index: impl TryInto<i64>) -> Result<T, IpcError> {
        Ok(T::from_word(self.place.load_relaxed(self.place_of(index)?)))
    }

    /// Writes one, found as by [`RawArray::get`]. Never blocks.
    ///
    /// # Errors
    ///
    /// [`IpcError::OutOfRange`].
    pub fn set(&self, index: impl TryInto<i64>, value: T) -> Result<(), IpcError> {
        self.place.store_relaxed(self.place_of(index)?, value.to_word());
        Ok(())
    }

    /// All of them, read one after the other.
    pub fn to_vec(&self) -> Vec<T> {
        (0..self.len).map(|index| T::from_word(self.place.load_relaxed(index))).collect()
    }
}

/// A number with a lock: `Value('i', 0)`.
///
/// ```
/// use pool_playground::ipc::{Arena, Value};
///
/// let value = Value::new(&mut Arena::local(16), 20_i32);
/// value.get_lock().acquire(None)?;
/// value.set(value.get()? + 1)?;
/// value.get_lock().release()?;
/// assert_eq!(value.get()?, 21);
/// # Ok::<(), pool_playground::ipc::IpcError>(())
/// ```
#[derive(Debug, Clone)]
pub struct Value<T> {
    lock: RLock,
    raw: RawValue<T>,
}

impl<T: Element> Value<T> {
    /// One that begins as `initial`.
    pub fn new(arena: &mut Arena, initial: T) -> Value<T> {
        Value { lock: RLock::new(arena), raw: RawValue::new(arena, initial) }
    }

    /// Reads it under its lock, which it waits for.
    ///
    /// # Errors
    ///
    /// [`IpcError::Interrupted`].
    pub fn get(&self) -> Result<T, IpcError> {
        self.lock.with(|| self.raw.get())
    }

    /// Writes it under its lock, which it waits for.
    ///
    /// # Errors
    ///
    /// [`IpcError::Interrupted`].
    pub fn set(&self, value: T) -> Result<(), IpcError> {
        self.lock.with(|| self.raw.set(value))
    }

    /// Its lock: a recursive one, as in CPython.
    pub fn get_lock(&self) -> &RLock {
        &self.lock
    }

    /// Takes its lock. As [`RLock::acquire`].
    ///
    /// # Errors
    ///
    /// [`IpcError::Interrupted`].
    pub fn acquire(&self, timeout: Option<Duration>) -> Result<bool, IpcError> {
        self.lock.acquire(timeout)
    }

    /// Lets its lock go.
    ///
    /// # Errors
    ///
    /// [`IpcError::NotOwner`].
    pub fn release(&self) -> Result<(), IpcError> {
        self.lock.release()
    }

    /// The number without its lock.
    pub fn get_obj(&self) -> &RawValue<T> {
        &self.raw
    }
}

/// Numbers with a lock: `Array('d', [..])`.
#[derive(Debug, Clone)]
pub struct Array<T> {
    lock: RLock,
    raw: RawArray<T>,
}

impl<T: Element> Array<T> {
    /// One that begins as these.
    pub fn new(arena: &mut Arena, initial: &[T]) -> Array<T> {
        Array { lock: RLock::new(arena), raw: RawArray::new(arena, initial) }
    }

    /// How many.
    pub fn len(&self) -> usize {
        self.raw.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.raw.is_empty()
    }

    /// [`RawArray::get`] under its lock, which it waits for.
    ///
    /// # Errors
    ///
    /// [`IpcError::OutOfRange`], [`IpcError::Interrupted`].
    pub fn get(&self, index: impl TryInto<i64>) -> Result<T, IpcError> {
        self.lock.with(|| self.raw.get(index))?
    }

    /// [`RawArray::set`] under its lock, which it waits for.
    ///
    /// # Errors
    ///
    /// [`IpcError::OutOfRange`], [`IpcError::Interrupted`].
    pub fn set(&self, index: impl TryInto<i64>, value: T) -> Result<(), IpcError> {
        self.lock.with(|| self.raw.set(index, value))?
    }

    /// All of them, under its lock, which it waits for.
    ///
    /// # Errors
    ///
    /// [`IpcError::Interrupted`].
    pub fn to_vec(&self) -> Result<Vec<T>, IpcError> {
        self.lock.with(|| self.raw.to_vec())
    }

    /// Its lock.
    pub fn get_lock(&self) -> &RLock {
        &self.lock
    }

    /// Takes its lock. As [`RLock::acquire`].
    ///
    /// # Errors
    ///
    /// [`IpcError::Interrupted`].
    pub fn acquire(&self, timeout: Option<Duration>) -> Result<bool, IpcError> {
        self.lock.acquire(timeout)
    }

    /// Lets its lock go.
    ///
    /// # Errors
    ///
    /// [`IpcError::NotOwner`].
    pub fn release(&self) -> Result<(), IpcError> {
        self.lock.release()
    }

    /// The numbers without their lock.
    pub fn get_obj(&self) -> &RawArray<T> {
        &self.raw
    }
}
