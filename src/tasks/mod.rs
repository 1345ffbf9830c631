//! The tasks. Adding one is one file and one line in [`TASKS`].

use crate::task::Task;

mod allocate;
mod grid_search;
mod hello;
mod mandelbrot;
mod matrix_multiply;
mod memory_sum;
mod monte_carlo_pi;
mod n_queens;
mod power_sum;
mod primes;
mod proof_of_work;
mod ray_trace;
mod skewed;
mod sort;
mod spin;
mod square;
mod text;
mod topic_model;
mod wait;
mod word_count;

#[cfg(test)]
mod testing;
#[cfg(test)]
mod tests;

/// A task's place in the list, and in which of the page's modules it is.
pub struct Listed {
    /// Missing where this build leaves it out.
    task: Option<&'static dyn Task>,
    is_later: bool,
}

/// In the module that every visitor waits for, so it has to be small.
const fn first(task: &'static dyn Task) -> Listed {
    Listed { task: Some(task), is_later: false }
}

/// In the module that the page loads when such a task is chosen: what is large or rarely asked for.
const fn later(task: &'static dyn Task) -> Listed {
    // Whoever isn't mentioned here isn't linked.
    Listed { task: if cfg!(feature = "every-task") { Some(task) } else { None }, is_later: true }
}

/// The list, in the order in which the page offers them: the picture that it opens with, the tutorials' own work, work that
/// shares well, work that shares badly, and what has nothing to do with cores.
pub static TASKS: &[Listed] = &[
    first(&mandelbrot::Mandelbrot),
    first(&hello::Hello),
    first(&square::Square),
    first(&power_sum::PowerSum),
    first(&wait::Wait),
    later(&ray_trace::RayTrace),
    first(&monte_carlo_pi::MonteCarloPi),
    later(&matrix_multiply::MatrixMultiply),
    later(&sort::Sort),
    later(&word_count::WordCount),
    later(&grid_search::GridSearch),
    later(&topic_model::TopicModel),
    first(&primes::Primes),
    later(&n_queens::NQueens),
    later(&proof_of_work::ProofOfWork),
    later(&skewed::Skewed),
    later(&memory_sum::MemorySum),
    later(&allocate::Allocate),
    first(&spin::Spin),
];

/// The tasks that this build has.
pub fn all() -> impl Iterator<Item = &'static dyn Task> {
    TASKS.iter().filter_map(|listed| listed.task)
}

/// The ids of this build's tasks that the page's first module leaves out.
pub fn later_ids() -> impl Iterator<Item = &'static str> {
    TASKS.iter().filter(|listed| listed.is_later).filter_map(|listed| Some(listed.task?.meta().id))
}

/// The task with this id.
pub fn find(id: &str) -> Option<&'static dyn Task> {
    all().find(|task| task.meta().id == id)
}
