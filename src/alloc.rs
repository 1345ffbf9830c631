//! An allocator for many threads in one memory: a free list per thread and size in front of another allocator.
//!
//! On WebAssembly, std's allocator (dlmalloc) has one lock for all threads, and work that allocates much gains
//! nothing from more workers. Here a freed block stays with the thread that freed it and serves its next request of
//! the same size without any lock. What a list can't hold goes back.

use std::alloc::{GlobalAlloc, Layout};
use std::cell::Cell;
use std::ptr;
use std::sync::atomic::{AtomicBool, Ordering};

/// Blocks are multiples of this, and aligned to it.
const STEP: usize = 16;
/// Sizes with a list: up to `CLASSES * STEP` bytes.
const CLASSES: usize = 64;
/// What an empty list fetches at once, in bytes.
const BATCH_BYTES: usize = 2 * 1024;
/// The most bytes that one list keeps.
const LIST_BYTES: usize = 32 * 1024;

/// Free lists in front of `A`.
#[derive(Debug)]
pub struct Magazines<A>(pub A);

/// A free block's first bytes.
struct Free {
    next: *mut Free,
}

#[derive(Clone, Copy)]
struct List {
    head: *mut Free,
    len: usize,
}

const EMPTY: List = List { head: ptr::null_mut(), len: 0 };

struct Lists {
    /// [`OPEN`] while the thread may use its lists.
    state: Cell<u32>,
    lists: [Cell<List>; CLASSES],
}

/// What a live thread's lists begin with.
///
/// On WebAssembly a thread asks for its thread-local memory before it has any: until then thread-locals lie in low
/// memory, which all starting threads share, and which doesn't hold this number.
const OPEN: u32 = 0x5ca1_ab1e;
const CLOSED: u32 = 0;

thread_local! {
    /// No destructor and a constant start: usable inside an allocator, from a thread's first to its last moment.
    static LISTS: Lists =
        const { Lists { state: Cell::new(OPEN), lists: [const { Cell::new(EMPTY) }; CLASSES] } };
}

/// The list for a layout; `None` where the blocks are too large or too strictly aligned.
fn class_of(layout: Layout) -> Option<usize> {
    let class = layout.size().max(1).div_ceil(STEP) - 1;
    (class < CLASSES && layout.align() <= STEP).then_some(class)
}

/// What a class asks the allocator behind for, whatever the request was: so any block of the class can go back.
fn block_of(class: usize) -> Layout {
    // SAFETY: STEP is a power of two and the size is far below isize::MAX.
    unsafe { Layout::from_size_align_unchecked((class + 1) * STEP, STEP) }
}

/// The current thread's list of a class; `None` where the thread has none yet, or no more.
fn with_list<R>(class: usize, f: impl FnOnce(&Cell<List>) -> R) -> Option<R> {
    LISTS.with(|lists| {
        // SAFETY: a valid reference to plain data. Volatile, since the compiler sees nobody write another value.
        let state = unsafe { lists.state.as_ptr().read_volatile() };
        (state == OPEN).then(|| f(&lists.lists[class]))
    })
}

impl<A: GlobalAlloc> Magazines<A> {
    /// Fetches a batch for an empty list and returns one of it. Blocks fetched together mostly lie together, so two
    /// threads seldom write to one cache line.
    #[cold]
    fn refill(&self, class: usize) -> *mut u8 {
        let batch = (BATCH_BYTES / ((class + 1) * STEP)).max(1);
        for _ in 1..batch {
            // SAFETY: the class's layout has a size above zero, and the block is free until somebody gets it.
            let kept = unsafe {
                let block = self.0.alloc(block_of(class));
                !block.is_null() && keep(class, block)
            };
            if !kept {
                break;
            }
        }
        // SAFETY: as above.
        unsafe { self.0.alloc(block_of(class)) }
    }

    /// Gives everything that this thread keeps back to the allocator behind, and keeps nothing from now on: for
    /// threads that are about to end.
    pub fn close(&self) {
        for class in 0..CLASSES {
            while let Some(block) = with_list(class, pop).flatten() {
                // SAFETY: blocks in the list of a class were allocated with its layout and belong to this thread.
                unsafe { self.0.dealloc(block, block_of(class)) };
            }
        }
        LISTS.with(|lists| lists.state.set(CLOSED));
    }
}

fn pop(list: &Cell<List>) -> Option<*mut u8> {
    let List { head, len } = list.get();
    if head.is_null() {
        return None;
    }
    // SAFETY: a block in the list is free, at least STEP bytes large, and begins with the `Free` that `push` wrote.
    let next = unsafe { (*head).next };
    list.set(List { head: next, len: len - 1 });
    Some(head.cast())
}

/// Puts the block into the thread's list if that has room; says whether it did.
///
/// # Safety
///
/// As [`push`]'s.
unsafe fn keep(class: usize, block: *mut u8) -> bool {
    // SAFETY: passed on.
    with_list(class, |list| unsafe { push(list, class, block) }).unwrap_or(false)
}

/// Takes the block if the list has room; says whether it did.
///
/// # Safety
///
/// `block` is free, owned by the caller and at least STEP bytes large and aligned.
unsafe fn push(list: &Cell<List>, class: usize, block: *mut u8) -> bool {
    let List { head, len } = list.get();
    if len >= LIST_BYTES / ((class + 1) * STEP) {
        return false;
    }
    let free: *mut Free = block.cast();
    // SAFETY: the caller's promise; `Free` is a pointer, no larger and no more aligned than STEP.
    unsafe { free.write(Free { next: head }) };
    list.set(List { head: free, len: len + 1 });
    true
}

// SAFETY: a block is either with its user, in exactly one thread's list, or with `A`; blocks of a class are always
// allocated from and returned to `A` with the class's own layout, which covers every layout of the class.
unsafe impl<A: GlobalAlloc> GlobalAlloc for Magazines<A> {
    #[inline]
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        match class_of(layout) {
            Some(class) => match with_list(class, pop) {
                Some(Some(block)) => block,
                Some(None) => self.refill(class),
                // SAFETY: the class's layout has a size above zero.
                None => unsafe { self.0.alloc(block_of(class)) },
            },
            // SAFETY: passed on as it came.
            None => unsafe { self.0.alloc(layout) },
        }
    }

    #[inline]
    unsafe fn dealloc(&self, block: *mut u8, layout: Layout) {
        match class_of(layout) {
            // SAFETY: the caller gives the block up, and it was allocated with the class's layout.
            Some(class) => unsafe {
                if !keep(class, block) {
                    self.0.dealloc(block, block_of(class));
                }
            },
            // SAFETY: passed on as it came.
            None => unsafe { self.0.dealloc(block, layout) },
        }
    }

    #[inline]
    unsafe fn realloc(&self, block: *mut u8, layout: Layout, new_size: usize) -> *mut u8 {
        // SAFETY: `new_size` with this alignment is a valid layout, by `GlobalAlloc::realloc`'s contract.
        let new_layout = unsafe { Layout::from_size_align_unchecked(new_size, layout.align()) };
        match (class_of(layout), class_of(new_layout)) {
            (Some(old), Some(new)) if old == new => block,
            // SAFETY: neither size has a list: passed on as it came.
            (None, None) => unsafe { self.0.realloc(block, layout, new_size) },
            // SAFETY: the new block is distinct and holds the smaller of both sizes; the old one is given up after.
            _ => unsafe {
                let moved = self.alloc(new_layout);
                if !moved.is_null() {
                    ptr::copy_nonoverlapping(block, moved, layout.size().min(new_size));
                    self.dealloc(block, layout);
                }
                moved
            },
        }
    }
}

/// `A`, and whether it ever had to refuse: on WebAssembly what a program then ends with says no more than "unreachable".
#[derive(Debug)]
pub struct Noting<A> {
    behind: A,
    refused: AtomicBool,
}

impl<A> Noting<A> {
    /// In front of `behind`.
    pub const fn new(behind: A) -> Noting<A> {
        Noting { behind, refused: AtomicBool::new(false) }
    }

    /// Whether a request was refused so far.
    pub fn refused(&self) -> &AtomicBool {
        &self.refused
    }

    fn noted(&self, block: *mut u8) -> *mut u8 {
        if block.is_null() {
            self.refused.store(true, Ordering::Relaxed);
        }
        block
    }
}

// SAFETY: every request is passed on as it came.
unsafe impl<A: GlobalAlloc> GlobalAlloc for Noting<A> {
    // Once, not wherever something is allocated.
    #[inline(never)]
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        // SAFETY: passed on.
        self.noted(unsafe { self.behind.alloc(layout) })
    }

    unsafe fn dealloc(&self, block: *mut u8, layout: Layout) {
        // SAFETY: passed on.
        unsafe { self.behind.dealloc(block, layout) }
    }

    #[inline(never)]
    unsafe fn realloc(&self, block: *mut u8, layout: Layout, new_size: usize) -> *mut u8 {
        // SAFETY: passed on.
        self.noted(unsafe { self.behind.realloc(block, layout, new_size) })
    }
}
