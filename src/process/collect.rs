//! The caller's end of a call on processes: chunks that came, handed on when the variant says so.

use std::ops::Range;

use crate::pool::variants::{Delivery, Receive};
use crate::pool::{ItemError, PoolError};
use crate::task::Output;

/// Hands results on as `delivery` says; errors as CPython does.
pub(super) struct Collect<'a> {
    receive: &'a mut dyn Receive,
    delivery: Delivery,
    items: usize,
    /// Items of chunks that came.
    arrived: usize,
    /// Results that came and weren't handed on, by item.
    early: Vec<Option<Output>>,
    /// Failures that weren't handed on, each under its chunk's first item; the first to arrive first.
    failed: Vec<(usize, ItemError)>,
    /// In order: the first item that wasn't handed on.
    next: usize,
}

impl<'a> Collect<'a> {
    pub(super) fn new(receive: &'a mut dyn Receive, delivery: Delivery, items: usize) -> Collect<'a> {
        let kept = if delivery == Delivery::AsCompleted { 0 } else { items };
        let early = std::iter::repeat_with(|| None).take(kept).collect();
        Collect { receive, delivery, items, arrived: 0, early, failed: Vec::new(), next: 0 }
    }

    /// The caller is about to wait.
    pub(super) fn waiting(&mut self) {
        self.receive.waiting();
    }

    /// Whether the call has everything that it waits for.
    pub(super) fn is_done(&self) -> bool {
        self.arrived == self.items
    }

    /// A chunk came.
    ///
    /// # Errors
    ///
    /// A failed item, for calls that hand results on one by one: at its turn.
    pub(super) fn take(
        &mut self,
        items: Range<usize>,
        outcome: Result<Vec<Output>, ItemError>,
    ) -> Result<(), PoolError> {
        self.arrived += items.len();
        match outcome {
            Err(error) if self.delivery == Delivery::AsCompleted => return Err(error.into()),
            Err(error) => self.failed.push((items.start, error)),
            Ok(outputs) => {
                for (item, output) in items.zip(outputs) {
                    match self.early.get_mut(item) {
                        Some(slot) => *slot = Some(output),
                        None => self.receive.one(item as u32, output),
                    }
                }
            }
        }
        if self.delivery == Delivery::InOrder { self.in_order() } else { Ok(()) }
    }

    fn in_order(&mut self) -> Result<(), PoolError> {
        while let Some(output) = self.early.get_mut(self.next).and_then(Option::take) {
            self.receive.one(self.next as u32, output);
            self.next += 1;
        }
        match self.failed.iter().position(|(first, _)| *first == self.next) {
            Some(place) => Err(self.failed.swap_remove(place).1.into()),
            None => Ok(()),
        }
    }

    /// Everything came.
    pub(super) fn finish(mut self) -> Result<(), PoolError> {
        if let Some((_, error)) = self.failed.drain(..).next() {
            return Err(error.into());
        }
        if self.delivery == Delivery::AtEnd {
            self.receive.all(self.early.into_iter().flatten().collect());
        }
        Ok(())
    }
}
