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

/// All tasks, in the order in which the page offers them: the picture that it opens with, the tutorials' own
/// work, work that shares well, work that shares badly, and what has nothing to do with cores.
pub static TASKS: &[&dyn Task] = &[
    &mandelbrot::Mandelbrot,
    &hello::Hello,
    &square::Square,
    &power_sum::PowerSum,
    &wait::Wait,
    &ray_trace::RayTrace,
    &monte_carlo_pi::MonteCarloPi,
    &matrix_multiply::MatrixMultiply,
    &sort::Sort,
    &word_count::WordCount,
    &grid_search::GridSearch,
    &topic_model::TopicModel,
    &primes::Primes,
    &n_queens::NQueens,
    &proof_of_work::ProofOfWork,
    &skewed::Skewed,
    &memory_sum::MemorySum,
    &allocate::Allocate,
    &spin::Spin,
];

/// The task with this id.
pub fn find(id: &str) -> Option<&'static dyn Task> {
    TASKS.iter().copied().find(|task| task.meta().id == id)
}
