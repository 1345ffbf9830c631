"""`n_queens`: ways to place n queens that don't attack each other; a search split by its first rows."""

# The experiment.
ITEMS = 64
BOARD = 14

# Rows placed before the search is dealt out to the items.
DEALT = 3
FULL = (1 << BOARD) - 1


def placed(columns, left, right):
    """The boards with one queen more, in the next row: bits of what is attacked there."""
    free = FULL & ~(columns | left | right)
    while free:
        queen = free & -free
        free ^= queen
        yield columns | queen, (left | queen) << 1, (right | queen) >> 1


def openings(rows, board=(0, 0, 0)):
    """Every valid placement of the first rows."""
    if rows == 0:
        yield board
        return
    for following in placed(*board):
        yield from openings(rows - 1, following)


def solutions(columns, left, right):
    """The ways to complete the board."""
    if columns == FULL:
        return 1
    return sum(solutions(*board) for board in placed(columns, left, right))


def n_queens(item):
    """The ways to complete the openings that fall to the item: every ITEMS-th of them."""
    share = list(openings(DEALT))[item::ITEMS]
    return sum(solutions(*board) for board in share)
