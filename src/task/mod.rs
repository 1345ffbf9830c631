//! What a task is: a named function over items, deterministic in (parameters, seed, item).
//!
//! A [`Task`] describes itself ([`Meta`]: texts, parameters, defaults) and prepares a [`Work`], which
//! computes one item at a time. Everything else (page, link, catalogue, tests) follows from the description.

mod context;
mod gil;
mod meta;
mod output;
mod random;
mod rounds;
pub mod waits;

pub use context::{Context, StopFlag};
pub use gil::Gil;
pub use meta::{Bound, Choice, Kind, Meta, Param, Params, Tutorial, Value, prose};
pub use output::{Encoding, Figure, Frame, Output, Said};
pub use random::Random;
pub use rounds::{State, in_rounds, round_items, serially};

/// Why an item has no result.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Fault {
    /// The run was asked to stop; the item was abandoned at a checkpoint.
    #[error("stopped")]
    Stopped,
    /// The item itself failed, as a Python function raises.
    #[error("{0}")]
    Failed(String),
}

/// A task: its description and the way to prepare a run of it.
pub trait Task: Send + Sync {
    /// Texts, parameters and defaults.
    fn meta(&self) -> &'static Meta;

    /// Builds what all items share (tables, texts, arrays) before any clock starts.
    ///
    /// `params` holds every parameter of [`Meta::params`], checked against its bounds; `items` is at least 1.
    /// Memory that depends on the parameters is allocated here, not per item.
    fn prepare(&self, params: &Params, items: u32, seed: u32) -> Box<dyn Work>;
}

/// A prepared task. Shared by all workers, so anything that items change lives in the item's own stack or output.
pub trait Work: Send + Sync {
    /// Computes item `item` (0-based, below the `items` it was prepared for).
    ///
    /// Same (params, seed, item), same output, on every worker and under every strategy. Calls
    /// [`Context::checkpoint`] at most 1 ms apart (natively and in wasm), so that Stop works.
    fn run(&self, item: u32, context: &Context) -> Result<Output, Fault>;

    /// How many calls a run makes, one after the other; the items are divided among them ([`round_items`]). At most as many as
    /// there are items.
    fn rounds(&self) -> u32 {
        1
    }

    /// What the items of the first round read through [`Context::state`].
    fn first_state(&self) -> State {
        State::from([])
    }

    /// What those of round `round + 1` read, from what `round` read and its outputs in item order. The caller makes it between two
    /// calls, while nobody else works: the serial part of the run.
    fn next_state(&self, state: &State, _round: u32, _outputs: &[&Output]) -> State {
        State::clone(state)
    }

    /// Where item outputs go in a picture, for tasks whose outputs are pixels.
    fn frame(&self) -> Option<Frame> {
        None
    }

    /// A few numbers made from all outputs in item order, for people: "primes below 1,000,000: 78,498".
    fn figures(&self, _ordered: &[Output]) -> Vec<Figure> {
        Vec::new()
    }
}
