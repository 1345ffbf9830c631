//! The caller's end of a call on processes: chunks that came, handed on when the variant says so.

use std::collections::BTreeMap;
use std::ops::Range;

use crate::pool::variants::{Delivery, Receive};
use crate::pool::{ItemError, PoolError};
use crate::task::Output;

type Chunk = (Range<usize>, Result<Vec<Output>, ItemError>);

/// Hands results on as `delivery` says; errors as CPython does.
pub(super) struct Collect<'a> {
    receive: &'a mut dyn Receive,
    delivery: Delivery,
    items: usize,
    /// Items of chunks that came.
    arrived: usize,
    /// In order: chunks that came early, by their first item. At the end: all.
    early: BTreeMap<usize, (usize, Vec<Output>)>,
    /// The first failure to arrive, of a call that returns at its end.
    failed: Option<ItemError>,
    /// In order: the first failure, which comes up when it is its turn.
    later: BTreeMap<usize, ItemError>,
    next: usize,
}

impl<'a> Collect<'a> {
    pub(super) fn new(receive: &'a mut dyn Receive, delivery: Delivery, items: usize) -> Collect<'a> {
        let (early, later) = (BTreeMap::new(), BTreeMap::new());
        Collect { receive, delivery, items, arrived: 0, early, failed: None, later, next: 0 }
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
    pub(super) fn take(&mut self, (items, outcome): Chunk) -> Result<(), PoolError> {
        self.arrived += items.len();
        match (self.delivery, outcome) {
            (Delivery::AsCompleted, outcome) => {
                for (item, output) in (items.start as u32..).zip(outcome?) {
                    self.receive.one(item, output);
                }
            }
            (Delivery::AtEnd, Err(error)) => {
                self.failed.get_or_insert(error);
            }
            (Delivery::InOrder, Err(error)) => {
                self.later.insert(items.start, error);
            }
            (_, Ok(outputs)) => {
                self.early.insert(items.start, (items.end, outputs));
            }
        }
        if self.delivery == Delivery::InOrder { self.in_order() } else { Ok(()) }
    }

    fn in_order(&mut self) -> Result<(), PoolError> {
        while let Some((end, outputs)) = self.early.remove(&self.next) {
            for (item, output) in (self.next as u32..).zip(outputs) {
                self.receive.one(item, output);
            }
            self.next = end;
        }
        self.later.remove(&self.next).map_or(Ok(()), |error| Err(error.into()))
    }

    /// Everything came.
    pub(super) fn finish(self) -> Result<(), PoolError> {
        if let Some(error) = self.failed {
            return Err(error.into());
        }
        if self.delivery == Delivery::AtEnd {
            let mut all = Vec::with_capacity(self.items);
            self.early.into_values().for_each(|(_, outputs)| all.extend(outputs));
            self.receive.all(all);
        }
        Ok(())
    }
}
