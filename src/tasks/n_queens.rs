//! `n_queens`: ways to place n queens that don't attack each other; a search split by its first rows.

use super::text::{figure, grouped, total};
use crate::task::{Bound, Context, Fault, Figure, Kind, Meta, Output, Param, Params, Task, Work, prose};

/// The task.
pub struct NQueens;

static META: Meta = Meta {
    id: "n_queens",
    title: prose("Queens on a board"),
    summary: prose("Counts the ways to place n queens on a board of n by n so that none attacks another."),
    teaches: prose(
        "A search splits into independent parts after its first moves, and no part's cost is known beforehand.",
    ),
    tutorials: &[],
    item: prose("share"),
    items: 64,
    max_items: 2_000,
    params: &[Param {
        name: "board",
        label: prose("queens (n)"),
        help: prose("How many queens; each one more multiplies the work by six or so."),
        kind: Kind::Integer(Bound { min: 4, max: 16, default: 14 }),
    }],
    warm: true,
    rounds: None,
};

/// Rows placed before the search is dealt out to the items.
const DEALT: u32 = 3;

/// Queens in the topmost rows, as bits over the columns: which columns and diagonals they attack in the next row.
#[derive(Clone, Copy)]
struct Placed {
    columns: u32,
    left: u32,
    right: u32,
}

struct Search {
    board: u32,
    items: u32,
    /// Every valid placement of the first rows; the one at index p belongs to item p mod items.
    prefixes: Vec<Placed>,
}

impl Placed {
    const NONE: Placed = Placed { columns: 0, left: 0, right: 0 };

    /// The boards with one queen more, in the next row.
    fn next(self, full: u32) -> impl Iterator<Item = Placed> {
        let mut free = full & !(self.columns | self.left | self.right);
        std::iter::from_fn(move || {
            let queen = free & free.wrapping_neg();
            free ^= queen;
            let Placed { columns, left, right } = self;
            let placed = Placed { columns: columns | queen, left: (left | queen) << 1, right: (right | queen) >> 1 };
            (queen != 0).then_some(placed)
        })
    }
}

impl Task for NQueens {
    fn meta(&self) -> &'static Meta {
        &META
    }

    fn prepare(&self, params: &Params, items: u32, _seed: u32) -> Box<dyn Work> {
        let board = params.integer("board");
        let mut prefixes = vec![Placed::NONE];
        for _ in 0..DEALT {
            prefixes = prefixes.into_iter().flat_map(|placed| placed.next((1 << board) - 1)).collect();
        }
        Box::new(Search { board, items, prefixes })
    }
}

impl Work for Search {
    fn run(&self, item: u32, context: &Context) -> Result<Output, Fault> {
        let full = (1 << self.board) - 1;
        let mut count = 0;
        for prefix in self.prefixes.iter().skip(item as usize).step_by(self.items as usize) {
            // Two rows more: what is below them is searched in a fraction of a millisecond.
            for fourth in prefix.next(full) {
                context.checkpoint()?;
                if fourth.columns == full {
                    count += 1;
                }
                for fifth in fourth.next(full) {
                    context.checkpoint()?;
                    count += solutions(fifth, full);
                }
            }
        }
        Ok(Output::Number(count as f64))
    }

    fn figures(&self, ordered: &[Output]) -> Vec<Figure> {
        vec![figure(format!("solutions for {} queens", self.board), grouped(total(ordered)))]
    }
}

/// The ways to complete the board.
#[inline(never)]
fn solutions(placed: Placed, full: u32) -> u64 {
    if placed.columns == full { 1 } else { placed.next(full).map(|next| solutions(next, full)).sum() }
}

#[cfg(test)]
mod tests {
    use super::super::testing::run;
    use super::*;
    use crate::task::Value;

    fn count(board: u32, items: u32) -> u128 {
        total(&run(&NQueens, &[("board", Value::Number(f64::from(board)))], items, 0))
    }

    #[test]
    fn counts_are_the_published_ones() {
        // OEIS A000170.
        let published = [2, 10, 4, 40, 92, 352, 724, 2_680];
        for (board, expected) in (4..).zip(published) {
            for items in [1, 7, 64] {
                assert_eq!(count(board, items), expected, "{board} queens, {items} items");
            }
        }
        assert_eq!(count(12, 64), 14_200);
    }

    #[test]
    fn prefixes_are_all_valid_placements() {
        // By other means: columns as numbers, each pair compared.
        let apart = |a: i32, b: i32, rows: i32| a != b && (a - b).abs() != rows;
        for board in 4..=9 {
            let naive = (0..board)
                .flat_map(|a| (0..board).map(move |b| (a, b)))
                .flat_map(|(a, b)| (0..board).map(move |c| (a, b, c)))
                .filter(|&(a, b, c)| apart(a, b, 1) && apart(b, c, 1) && apart(a, c, 2));
            let full = (1 << board) - 1;
            let rows =
                Placed::NONE.next(full).flat_map(|placed| placed.next(full)).flat_map(|placed| placed.next(full));
            assert_eq!(rows.count(), naive.count());
        }
    }

    #[test]
    fn more_items_than_placements_leave_some_without_work() {
        let outputs = run(&NQueens, &[("board", Value::Number(4.0))], 50, 0);
        assert_eq!(total(&outputs), 2);
        assert_eq!(outputs.last(), Some(&Output::Number(0.0)));
    }
}
