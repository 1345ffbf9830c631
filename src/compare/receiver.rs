//! The caller's end of a run, and its results in order.

use crate::pool::variants::Receive;
use crate::record::{DeliveryLog, Receipts, Recorder};
use crate::task::Output;

/// The caller's end: notes when results come, then what they are.
pub(super) struct Receiver<'a> {
    pub(super) recorder: &'a Recorder,
    pub(super) log: &'a DeliveryLog,
    /// Which item of the run the present call's item 0 is.
    pub(super) first: u32,
    pub(super) outputs: Vec<(u32, Output)>,
    pub(super) receipts: Receipts<'a>,
    pub(super) first_ms: Option<f64>,
    pub(super) last_ms: Option<f64>,
    pub(super) told: &'a dyn Fn(f64),
}

impl Receive for Receiver<'_> {
    fn waiting(&mut self) {
        self.receipts.waiting();
    }

    fn all(&mut self, outputs: Vec<Output>) {
        // The call has returned: logging for the page is no part of it.
        let now_ms = self.recorder.now_ms();
        self.first_ms.get_or_insert(now_ms);
        self.last_ms = Some(now_ms);
        self.receipts.took(outputs.len() as u32);
        (0..).zip(outputs).for_each(|(item, output)| self.keep(item, output));
    }

    fn one(&mut self, item: u32, output: Output) {
        self.receipts.took(1);
        if self.first_ms.is_none() {
            self.first_ms = Some(self.receipts.last_ms());
        }
        self.keep(item, output);
        (self.told)(self.receipts.last_ms());
    }
}

impl Receiver<'_> {
    /// The results; what was noted of their coming is written to the end.
    pub(super) fn finish(self) -> Vec<(u32, Output)> {
        self.outputs
    }

    fn keep(&mut self, item: u32, output: Output) {
        let item = self.first + item;
        self.log.push(item, &output);
        self.outputs.push((item, output));
    }
}

/// Outputs by item.
pub(super) fn in_order(outputs: &[(u32, Output)]) -> Vec<&Output> {
    let mut sorted: Vec<&(u32, Output)> = outputs.iter().collect();
    sorted.sort_by_key(|(item, _)| *item);
    sorted.into_iter().map(|(_, output)| output).collect()
}

/// Puts results into item order and digests them; `None` unless every item was delivered exactly once.
pub(super) fn digest(outputs: &[(u32, Output)]) -> Option<u64> {
    let mut order: Vec<usize> = (0..outputs.len()).collect();
    if !outputs.is_sorted_by_key(|(item, _)| *item) {
        order.sort_by_key(|&place| outputs[place].0);
    }
    let whole = (0..).zip(&order).all(|(item, &place)| outputs[place].0 == item);
    whole.then(|| Output::digest(order.iter().map(|&place| &outputs[place].1)))
}
