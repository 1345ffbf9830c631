//! Rounds: tasks whose run is several calls, one after the other, with a step of the caller's own between them.
//!
//! Round `r` of `R` has the items from `r n / R` to `(r + 1) n / R`; what they read of the rounds before is the [`State`].

use std::ops::Range;
use std::sync::Arc;

use super::{Context, Fault, Output, StopFlag, Work};

/// What the items of a round read and the caller makes anew after each: numbers, so that it travels to other memories.
pub type State = Arc<[f64]>;

/// The items of a round.
///
/// ```
/// use pool_playground::task::round_items;
/// assert_eq!((0..3).map(|round| round_items(10, 3, round)).collect::<Vec<_>>(), [0..3, 3..6, 6..10]);
/// ```
pub fn round_items(items: u32, rounds: u32, round: u32) -> Range<u32> {
    let place = |round: u32| (u64::from(items) * u64::from(round) / u64::from(rounds)) as u32;
    place(round)..place(round + 1)
}

/// Goes through all rounds: `call` computes the items of one, in item order, from the state; the outputs of all rounds come back.
///
/// # Errors
///
/// `call`'s.
pub fn in_rounds(
    work: &dyn Work,
    items: u32,
    mut call: impl FnMut(Range<u32>, &State) -> Result<Vec<Output>, Fault>,
) -> Result<Vec<Output>, Fault> {
    let rounds = work.rounds();
    let mut outputs: Vec<Output> = Vec::new();
    let mut state = work.first_state();
    for round in 0..rounds {
        let made = call(round_items(items, rounds, round), &state)?;
        if round + 1 < rounds {
            state = work.next_state(&state, round, &made.iter().collect::<Vec<_>>());
        }
        outputs.extend(made);
    }
    Ok(outputs)
}

/// All outputs in item order, computed by a plain loop here: what every strategy has to come to.
///
/// # Errors
///
/// The first item's that fails.
pub fn serially(work: &dyn Work, items: u32) -> Result<Vec<Output>, Fault> {
    let stop = StopFlag::new();
    in_rounds(work, items, |range, state| {
        let context = Context::new("MainProcess", &stop).with_state(state);
        range.map(|item| work.run(item, &context)).collect()
    })
}
