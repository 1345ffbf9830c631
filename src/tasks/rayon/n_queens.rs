//! `n_queens`: ways to place n queens that don't attack each other; a search split by its first rows.

// The experiment.
const ITEMS: u32 = 64;
const BOARD: u32 = 14;

/// Rows placed before the search is dealt out to the items.
const DEALT: u32 = 3;
const FULL: u32 = (1 << BOARD) - 1;

/// Bits over the columns: what the queens so far attack in the next row.
#[derive(Clone, Copy)]
struct Board {
    columns: u32,
    left: u32,
    right: u32,
}

impl Board {
    /// The boards with one queen more, in the next row.
    fn placed(self) -> impl Iterator<Item = Board> {
        let Board { columns, left, right } = self;
        let mut free = FULL & !(columns | left | right);
        std::iter::from_fn(move || {
            let queen = free & free.wrapping_neg();
            free ^= queen;
            (queen != 0).then_some(Board {
                columns: columns | queen,
                left: (left | queen) << 1,
                right: (right | queen) >> 1,
            })
        })
    }

    /// The ways to complete it.
    fn solutions(self) -> u64 {
        if self.columns == FULL { 1 } else { self.placed().map(Board::solutions).sum() }
    }
}

/// Every valid placement of the first rows.
fn prepare() -> Vec<Board> {
    let mut boards = vec![Board { columns: 0, left: 0, right: 0 }];
    for _ in 0..DEALT {
        boards = boards.into_iter().flat_map(Board::placed).collect();
    }
    boards
}

/// The ways to complete the openings that fall to the item: every ITEMS-th of them.
fn n_queens(item: u32, openings: &[Board]) -> f64 {
    let share = openings.iter().skip(item as usize).step_by(ITEMS as usize);
    share.map(|board| board.solutions()).sum::<u64>() as f64
}
