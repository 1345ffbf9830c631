//! The map variants: the calls of Python's `Pool`, one file each, and the one list [`VARIANTS`].
//!
//! Each file has the call as a method of [`Pool`], and how a comparison makes it.

mod apply;
mod apply_async;
mod imap;
mod imap_unordered;
mod map;
mod map_async;
mod starmap;
mod starmap_async;

pub use apply::APPLY;
pub use apply_async::APPLY_ASYNC;
pub use imap::IMAP;
pub use imap_unordered::IMAP_UNORDERED;
pub use map::MAP;
pub use map_async::MAP_ASYNC;
pub use starmap::{STARMAP, Star};
pub use starmap_async::STARMAP_ASYNC;

use std::sync::Arc;

use super::{Pool, PoolError, map_chunksize};
use crate::task::State;

/// All map variants, in the order in which the page offers them.
pub static VARIANTS: &[&Variant] =
    &[&MAP, &IMAP, &IMAP_UNORDERED, &APPLY, &APPLY_ASYNC, &MAP_ASYNC, &STARMAP, &STARMAP_ASYNC];

/// The variant with this id.
pub fn find(id: &str) -> Option<&'static Variant> {
    VARIANTS.iter().copied().find(|variant| variant.id == id)
}

/// A map variant: how it is described, and how a comparison makes the call.
#[derive(Debug)]
pub struct Variant {
    /// Python's name.
    pub id: &'static str,
    /// One line on how it behaves.
    pub summary: &'static str,
    /// When the caller gets results.
    pub delivery: Delivery,
    /// What a chunk is when nobody chooses.
    pub chunks: Chunks,
    /// Each call waits for the one before.
    pub(crate) one_at_a_time: bool,
    /// Makes the call on a pool and hands every result on.
    pub(crate) drive: fn(&Pool, &Program, &mut dyn Receive) -> Result<(), PoolError>,
}

/// When the caller gets results.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
#[cfg_attr(feature = "wire", derive(ts_rs::TS))]
#[serde(rename_all = "kebab-case")]
pub enum Delivery {
    /// All at once, at the end, in item order.
    AtEnd,
    /// One by one, in item order.
    InOrder,
    /// One by one, in the order of completion.
    AsCompleted,
}

/// What a chunk is when nobody chooses.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
#[cfg_attr(feature = "wire", derive(ts_rs::TS))]
#[serde(rename_all = "kebab-case")]
pub enum Chunks {
    /// [`map_chunksize`].
    Quarter,
    /// One item.
    One,
    /// Each item is a call of its own; a chunksize has no say.
    Calls,
}

impl Variant {
    /// The chunksize that a choice comes to.
    pub fn chunksize(&self, chosen: Option<usize>, items: usize, workers: usize) -> usize {
        match (self.chunks, chosen) {
            (Chunks::Calls, _) | (Chunks::One, None) => 1,
            (Chunks::Quarter, None) => map_chunksize(items, workers),
            (Chunks::Quarter | Chunks::One, Some(chunksize)) => chunksize,
        }
    }
}

/// What a comparison computes.
pub(crate) type Function = Arc<dyn Fn(u32) -> crate::task::Output + Send + Sync>;

/// One call of a run: a function, how many items, which chunksize.
#[derive(Clone)]
pub(crate) struct Program {
    /// Of the call's items, from 0.
    pub(crate) function: Function,
    pub(crate) items: u32,
    /// Which item of the run the call's item 0 is.
    pub(crate) first: u32,
    /// What items read of earlier calls, for workers that share no memory with the caller; empty where there is nothing.
    pub(crate) state: State,
    pub(crate) chunksize: Option<usize>,
    /// The same function for workers that share no memory with the caller.
    pub(crate) mode: Mode,
}

/// How items are computed where a function can't be sent.
#[derive(Debug, Clone, Copy, PartialEq, serde::Serialize, serde::Deserialize)]
pub(crate) enum Mode {
    /// Not at all: the workers are only touched.
    Touch,
    /// By the task, until this moment of [`clock::now_ms`](crate::clock::now_ms); infinite where there is none.
    Run { deadline_ms: f64 },
}

impl Mode {
    /// The moment at which the run is cut off.
    pub(crate) fn deadline_ms(self) -> f64 {
        match self {
            Mode::Touch => f64::INFINITY,
            Mode::Run { deadline_ms } => deadline_ms,
        }
    }
}

/// The caller's end of a run.
pub(crate) trait Receive {
    /// The caller is about to wait, or may have to.
    fn waiting(&mut self);
    /// All results, in item order, at once.
    fn all(&mut self, outputs: Vec<crate::task::Output>);
    /// The next result.
    fn one(&mut self, item: u32, output: crate::task::Output);
}

#[cfg(all(test, not(loom)))]
mod tests {
    use super::*;

    #[test]
    fn ids_are_pythons_and_unique() {
        let ids: Vec<_> = VARIANTS.iter().map(|variant| variant.id).collect();
        let mut python =
            ["map", "starmap", "imap", "imap_unordered", "apply", "apply_async", "map_async", "starmap_async"].to_vec();
        let mut sorted = ids.clone();
        sorted.sort_unstable();
        python.sort_unstable();
        assert_eq!(sorted, python);
    }
}
