//! `bounded_queue`: a fast producer, slow consumers, and a queue between them that is full sooner or later.

use std::sync::Arc;

use super::{Bench, Lab, LabError, LabMeta, Outcome, What};
use crate::ipc::{Barrier, Queue, RawValue};
use crate::task::{Bound, Kind, Param, Params, Tutorial};

pub(super) struct BoundedQueue;

static META: LabMeta = LabMeta {
    id: "bounded_queue",
    title: "Producer and consumer",
    summary: "A producer puts items into a Queue, consumers take them out. Without a bound the queue grows as long as the consumers are \
              slower; with one, put waits and the producer works at their pace. More consumers mend it.",
    tutorials: &[Tutorial::C],
    settings: &[
        Param {
            name: "consumers",
            label: "consumers",
            help: "How many workers take items.",
            kind: Kind::Integer(Bound { min: 1, max: 4, default: 1 }),
        },
        Param {
            name: "maxsize",
            label: "maxsize of the queue",
            help: "How many items it holds before put waits; 0: any number.",
            kind: Kind::Integer(Bound { min: 0, max: 50, default: 5 }),
        },
        Param {
            name: "items",
            label: "items",
            help: "How many are produced.",
            kind: Kind::Integer(Bound { min: 1, max: 500, default: 60 }),
        },
        Param {
            name: "producer_ms",
            label: "to produce one, ms",
            help: "How long the producer needs for an item.",
            kind: Kind::Integer(Bound { min: 0, max: 200, default: 10 }),
        },
        Param {
            name: "consumer_ms",
            label: "to consume one, ms",
            help: "How long a consumer needs for an item.",
            kind: Kind::Integer(Bound { min: 0, max: 200, default: 40 }),
        },
    ],
    limit_s: 60,
};

/// The producer's number; consumers follow.
const PRODUCER: u32 = 1;
/// Says that there is nothing more to come, once for each consumer.
const END: u32 = u32::MAX;

impl Lab for BoundedQueue {
    fn meta(&self) -> &'static LabMeta {
        &META
    }

    fn run(&self, settings: &Params, bench: &Arc<Bench>) -> Result<Outcome, LabError> {
        let names = ["consumers", "maxsize", "items", "producer_ms", "consumer_ms"];
        let [consumers, maxsize, items, producer_ms, consumer_ms] = names.map(|name| settings.integer(name));
        let mut arena = bench.arena(20_000);
        let queue: Queue<u32> = Queue::new(&mut arena, maxsize);
        // Each has one writer: the producer, and under no lock the consumers, whose own places they are.
        let put_ms = RawValue::new(&mut arena, 0.0_f64);
        let consumed = RawValue::new(&mut arena, 0_u64);
        // All begin together: workers take a while to start.
        let (barrier, begun_ms) =
            (Barrier::new(&mut arena, 1 + consumers, None)?, RawValue::new(&mut arena, f64::INFINITY));
        let own = (queue, put_ms.clone(), consumed.clone(), begun_ms.clone());
        bench.together(1 + consumers, move |bench, who| {
            let (queue, put_ms, consumed, begun_ms) = &own;
            if barrier.wait(None)? == 0 {
                begun_ms.set(bench.now_ms());
            }
            if who == PRODUCER {
                for item in 0..items {
                    bench.pause(f64::from(producer_ms))?;
                    let from_ms = bench.now_ms();
                    queue.put(&item, None)?;
                    put_ms.set(put_ms.get() + bench.now_ms() - from_ms);
                    bench.note(who, What::Put, f64::from(item), f64::from(queue.qsize()));
                }
                for _ in 0..consumers {
                    queue.put(&END, None)?;
                }
                return Ok(());
            }
            loop {
                let item = queue.get(None)?;
                if item == END {
                    return Ok(());
                }
                bench.note(who, What::Took, f64::from(item), f64::from(queue.qsize()));
                bench.pause(f64::from(consumer_ms))?;
                consumed.fetch_add(1);
            }
        })?;
        let (put_ms, consumed) = (put_ms.get(), consumed.get() as f64);
        Ok(Outcome::BoundedQueue { consumed, put_ms, wall_ms: (bench.now_ms() - begun_ms.get()).max(0.0) })
    }
}

#[cfg(all(test, not(loom)))]
mod tests {
    use super::super::testing::run;
    use super::*;

    /// How deep the queue was at most, who took, and the outcome.
    fn experiment(maxsize: &str, consumers: &str) -> (f64, Vec<u32>, Outcome) {
        let given = [
            ("maxsize", maxsize),
            ("consumers", consumers),
            ("items", "40"),
            ("producer_ms", "0"),
            ("consumer_ms", "2"),
        ];
        let (outcome, entries) = run(&BoundedQueue, &given);
        let deepest = entries.iter().filter(|entry| entry.what == What::Put).map(|entry| entry.b).fold(0.0, f64::max);
        let took: Vec<_> = entries.iter().filter(|entry| entry.what == What::Took).collect();
        let mut items: Vec<f64> = took.iter().map(|entry| entry.a).collect();
        items.sort_by(f64::total_cmp);
        assert!(items.into_iter().eq((0..40).map(f64::from)), "every item is taken once");
        (deepest, took.iter().map(|entry| entry.who).collect(), outcome)
    }

    #[test]
    fn a_bound_is_kept_and_the_producer_waits_for_it() {
        let (deepest, _, outcome) = experiment("3", "1");
        assert!(deepest <= 3.0, "{deepest}");
        let Outcome::BoundedQueue { consumed, put_ms, wall_ms } = outcome else { panic!("{outcome:?}") };
        assert_eq!(consumed, 40.0);
        // 40 items at 2 ms each; all but the first few had to wait for a place.
        assert!(put_ms > wall_ms / 2.0, "{put_ms} of {wall_ms}");
    }

    #[test]
    fn without_a_bound_it_grows_and_several_consumers_share_it() {
        let (deepest, took, _) = experiment("0", "3");
        assert!(deepest > 10.0, "{deepest}");
        assert!((2..=4).all(|who| took.contains(&who)), "{took:?}");
    }
}
