//! `ping_pong`: a message there and back, again and again: what a word with another worker costs.

use std::sync::Arc;

use super::{Bench, Lab, LabError, LabMeta, Outcome, What};
use crate::ipc::{Barrier, Connection, Queue, RawValue, pipe};
use crate::task::{Bound, Choice, Kind, Param, Params, Tutorial};

pub(super) struct PingPong;

static META: LabMeta = LabMeta {
    id: "ping_pong",
    title: "Ping-pong",
    summary: "One worker sends a message over a Pipe, the other sends it back. A trip costs two hand-overs, whatever the message carries: \
              with few bytes they are all of it, with many the copying is. A Queue adds a lock at each end.",
    tutorials: &[Tutorial::C],
    settings: &[
        Param {
            name: "channel",
            label: "channel",
            help: "pipe: one Pipe, both ways. queue: a Queue each way, which adds a lock at each end.",
            kind: Kind::Choice(Choice { options: &["pipe", "queue"], default: "pipe" }),
        },
        Param {
            name: "bytes",
            label: "bytes a message",
            help: "What each message carries.",
            kind: Kind::Integer(Bound { min: 1, max: 200_000, default: 16 }),
        },
        Param {
            name: "trips",
            label: "trips",
            help: "How often the message goes there and back.",
            kind: Kind::Integer(Bound { min: 1, max: 20_000, default: 2_000 }),
        },
    ],
    limit_s: 60,
};

/// One worker's end.
enum End {
    Pipe(Connection),
    /// There and back, as this end sees it.
    Queues(Box<[Queue<Vec<u8>>; 2]>),
}

impl End {
    fn send(&self, message: &Vec<u8>) -> Result<(), LabError> {
        match self {
            End::Pipe(connection) => connection.send_bytes(message)?,
            End::Queues(queues) => queues[0].put(message, None)?,
        }
        Ok(())
    }

    fn receive(&self) -> Result<Vec<u8>, LabError> {
        Ok(match self {
            End::Pipe(connection) => connection.recv_bytes()?,
            End::Queues(queues) => queues[1].get(None)?,
        })
    }
}

impl Lab for PingPong {
    fn meta(&self) -> &'static LabMeta {
        &META
    }

    fn run(&self, settings: &Params, bench: &Arc<Bench>) -> Result<Outcome, LabError> {
        let [bytes, trips] = ["bytes", "trips"].map(|name| settings.integer(name));
        let mut arena = bench.arena(20_000);
        let ends = if settings.text("channel") == "pipe" {
            let (here, there) = pipe(&mut arena, true);
            [End::Pipe(here), End::Pipe(there)]
        } else {
            let [there, back] = [(); 2].map(|()| Queue::new(&mut arena, 0));
            [[there.clone(), back.clone()], [back, there]].map(|queues| End::Queues(Box::new(queues)))
        };
        // Both begin together: a worker takes longer to start than many trips.
        let (barrier, took_ms) = (Barrier::new(&mut arena, 2, None)?, RawValue::new(&mut arena, 0.0_f64));
        let own = took_ms.clone();
        bench.together(2, move |bench, who| {
            let end = &ends[who as usize - 1];
            barrier.wait(None)?;
            if who == 2 {
                for _ in 0..trips {
                    end.send(&end.receive()?)?;
                }
                return Ok(());
            }
            let message: Vec<u8> = (0..bytes).map(|byte| byte as u8).collect();
            let begun_ms = bench.now_ms();
            let mut from_ms = begun_ms;
            for trip in 0..trips {
                end.send(&message)?;
                let back = end.receive()?;
                let to_ms = bench.now_ms();
                assert_eq!(back, message, "a message came back as another");
                bench.note(who, What::Trip, f64::from(trip), (to_ms - from_ms) * 1e3);
                own.set(to_ms - begun_ms);
                from_ms = bench.now_ms();
            }
            Ok(())
        })?;
        Ok(Outcome::PingPong { wall_ms: took_ms.get() })
    }
}

#[cfg(all(test, not(loom)))]
mod tests {
    use super::super::testing::run;
    use super::*;

    #[test]
    fn every_trip_is_noted_whatever_the_channel_and_however_large() {
        // 200,000 bytes are more than a pipe holds.
        for (channel, bytes) in [("pipe", "1"), ("queue", "16"), ("pipe", "200000"), ("queue", "200000")] {
            let (_, entries) = run(&PingPong, &[("channel", channel), ("bytes", bytes), ("trips", "50")]);
            let trips: Vec<_> = entries.iter().filter(|entry| entry.what == What::Trip).collect();
            assert!(trips.iter().map(|trip| trip.a).eq((0..50).map(f64::from)));
            assert!(trips.iter().all(|trip| trip.b > 0.0), "{channel}, {bytes}");
        }
    }
}
