//! The per-thread free lists, as this program's own allocator: blocks keep what was written to them, also when
//! threads free each other's.

use std::alloc::{GlobalAlloc, Layout, System};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc;
use std::thread;

use pool_playground::alloc::{Magazines, Noting};

/// The system's allocator, counting what is out and how often it is asked.
struct Counting;

static OUT: AtomicUsize = AtomicUsize::new(0);
static ASKED: AtomicUsize = AtomicUsize::new(0);

// SAFETY: passes everything on to the system's allocator.
unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        OUT.fetch_add(1, Ordering::Relaxed);
        ASKED.fetch_add(1, Ordering::Relaxed);
        // SAFETY: as the caller's.
        unsafe { System.alloc(layout) }
    }

    unsafe fn dealloc(&self, block: *mut u8, layout: Layout) {
        OUT.fetch_sub(1, Ordering::Relaxed);
        // SAFETY: as the caller's.
        unsafe { System.dealloc(block, layout) }
    }
}

#[global_allocator]
static ALLOCATOR: Magazines<Noting<Counting>> = Magazines(Noting::new(Counting));

/// One test, because the counters are the whole program's.
#[test]
fn blocks_are_whole_reused_and_given_back() {
    // What is written stays, through growth, moves between threads and reuse.
    let (sender, receiver) = mpsc::channel::<(usize, Vec<u8>)>();
    let makers: Vec<_> = (0..4)
        .map(|maker: usize| {
            let sender = sender.clone();
            thread::spawn(move || {
                for round in 0..2_000 {
                    let size = (round * 7 + maker * 131) % 1_500;
                    let mut block = vec![maker as u8; size / 2];
                    block.resize(size, maker as u8);
                    sender.send((maker, block)).unwrap();
                    drop(vec![0xffu8; size]);
                }
                ALLOCATOR.close();
            })
        })
        .collect();
    drop(sender);
    for (maker, block) in receiver {
        assert!(block.iter().all(|&byte| byte == maker as u8));
    }
    makers.into_iter().for_each(|maker| maker.join().unwrap());

    // A block that was freed serves the next request of its size: the allocator behind isn't asked.
    drop(Box::new([1u8; 200]));
    let asked = ASKED.load(Ordering::Relaxed);
    for round in 0..10_000u32 {
        assert_eq!(*Box::new([round; 50]), [round; 50]);
    }
    assert_eq!(ASKED.load(Ordering::Relaxed), asked);

    // Closing gives everything back, and nothing is kept afterwards.
    let blocks: Vec<Box<[u8; 96]>> = (0..100).map(|_| Box::new([0; 96])).collect();
    let out = OUT.load(Ordering::Relaxed);
    drop(blocks);
    ALLOCATOR.close();
    assert!(OUT.load(Ordering::Relaxed) <= out - 100);
    let out = OUT.load(Ordering::Relaxed);
    drop(Box::new([2u8; 96]));
    assert_eq!(OUT.load(Ordering::Relaxed), out);

    // What can't be had is noted.
    assert!(!ALLOCATOR.0.refused().load(Ordering::Relaxed));
    let endless = Layout::from_size_align(isize::MAX as usize - 4096, 16).unwrap();
    // SAFETY: the size is above zero.
    assert!(unsafe { ALLOCATOR.alloc(endless) }.is_null());
    assert!(ALLOCATOR.0.refused().load(Ordering::Relaxed));
}
