//! One process as its pool sees it: what it was sent, what it is at, its lane.

use std::collections::VecDeque;
use std::ops::Range;
use std::sync::Arc;

use super::link::fresh_id;
use super::wire::{self, Done, Order, Prepare};
use super::{Inbox, Launcher, Process};
use crate::clock;
use crate::pool::PoolError;
use crate::pool::variants::{Mode, Program};
use crate::record::{Kind, LaneWriter, Recorder, Span};

/// A chunk under way.
#[derive(Debug)]
pub(super) struct Sent {
    pub(super) items: Range<usize>,
    /// When sending it began, on [`clock::now_ms`].
    at_ms: f64,
}

pub(super) struct Member {
    pub(super) id: u32,
    pub(super) name: String,
    process: Box<dyn Process>,
    /// When it was asked for, on [`clock::now_ms`].
    pub(super) asked_ms: f64,
    /// It has prepared the task.
    pub(super) ready: bool,
    /// It knows how this call computes items.
    begun: bool,
    /// Oldest first: a process answers in order.
    pub(super) ahead: VecDeque<Sent>,
    /// Chunks that it has answered.
    pub(super) answered: u32,
    /// The end of its lane, since the run began.
    lane_ms: f64,
}

impl Member {
    /// Starts a process and has it prepare its task. Doesn't wait for either.
    pub(super) fn start(
        launcher: &dyn Launcher,
        inbox: &Arc<Inbox>,
        name: String,
        prepare: &Prepare,
    ) -> Result<Member, PoolError> {
        let (id, asked_ms) = (fresh_id(), clock::now_ms());
        let process = launcher.start(id, &name, inbox).map_err(|why| failed(&name, why))?;
        let (ahead, lane_ms) = (VecDeque::new(), 0.0);
        let mut member =
            Member { id, name, process, asked_ms, ready: false, begun: false, ahead, answered: 0, lane_ms };
        let worker = member.name.clone();
        member.tell(&Order::Prepare(Prepare { worker, ..prepare.clone() }))?;
        Ok(member)
    }

    /// A new call begins, the first of a run or a later one.
    pub(super) fn forget_call(&mut self, is_first: bool) {
        self.begun = false;
        if is_first {
            self.lane_ms = 0.0;
        }
    }

    /// Sends a chunk, and first what its call is about; returns how many bytes it came to.
    pub(super) fn send(&mut self, program: &Program, chunk: u32, items: Range<usize>) -> Result<usize, PoolError> {
        let mut bytes = 0;
        if !self.begun {
            self.begun = true;
            bytes += self.tell(&Order::Begin(match program.mode {
                Mode::Touch => Mode::Touch,
                Mode::Run { deadline_ms } => Mode::Run { deadline_ms: clock::to_unix_ms(deadline_ms) },
            }))?;
            if !program.state.is_empty() {
                bytes += self.tell(&Order::State(program.state.to_vec()))?;
            }
        }
        let arguments = items.clone().map(|item| program.first + item as u32).collect();
        // Before it is sent: the process may have it, and be at it, before this thread goes on.
        let at_ms = clock::now_ms();
        bytes += self.tell(&Order::Chunk { chunk, items: arguments })?;
        self.ahead.push_back(Sent { items, at_ms });
        Ok(bytes)
    }

    fn tell(&mut self, order: &Order) -> Result<usize, PoolError> {
        let bytes = wire::encode(order, &|| order.carries()).map_err(|error| failed(&self.name, error.to_string()))?;
        self.process.send(&bytes);
        Ok(bytes.len())
    }

    /// Writes that it was asked for and began.
    pub(super) fn write_startup(
        &mut self,
        lane: &mut LaneWriter<'_>,
        recorder: &Recorder,
        asked_ms: f64,
        began_ms: f64,
    ) {
        let start_ms = recorder.since_start_ms(asked_ms).max(self.lane_ms);
        let end_ms = recorder.since_start_ms(began_ms).clamp(start_ms, recorder.now_ms().max(start_ms));
        lane.push(Span { start_ms, end_ms, first: 0, count: 0, kind: Kind::Startup });
        self.lane_ms = end_ms;
    }

    /// Writes how a chunk's time went. The process's clock is another one: its moments are held between those at which the
    /// chunk was sent and its answer came.
    pub(super) fn write(
        &mut self,
        lane: &mut LaneWriter<'_>,
        recorder: &Recorder,
        sent: &Sent,
        done: &Done,
        at: [f64; 2],
    ) {
        let [sealed_ms, came_ms] = at;
        let least_ms = recorder.since_start_ms(sent.at_ms).max(self.lane_ms);
        let most_ms = recorder.since_start_ms(came_ms).max(least_ms);
        let mut last_ms = least_ms;
        let mut moment = |unix_ms: f64| {
            last_ms = recorder.since_start_ms(clock::of_unix_ms(unix_ms)).clamp(last_ms, most_ms);
            last_ms
        };
        let [received_ms, begun_ms, ended_ms, sealed_ms] =
            [done.received_ms, done.begun_ms, done.ended_ms, sealed_ms].map(&mut moment);
        let (first, count) = (sent.items.start as u32, sent.items.len() as u32);
        if self.lane_ms == 0.0 && lane.is_empty() {
            // A process of a waiting pool: from the call until the first order reached it.
            self.write_startup(lane, recorder, recorder.origin_ms(), recorder.origin_ms() + received_ms);
        }
        let mut copy = |start_ms: f64, end_ms: f64| {
            if end_ms > start_ms {
                lane.push(Span { start_ms, end_ms, first, count: 0, kind: Kind::Copy });
            }
        };
        copy(received_ms, begun_ms);
        lane.push(Span { start_ms: begun_ms, end_ms: ended_ms, first, count, kind: Kind::Chunk });
        for (from_ms, to_ms) in &done.waits {
            let [start_ms, end_ms] = [*from_ms, *to_ms]
                .map(|at_ms| recorder.since_start_ms(clock::of_unix_ms(at_ms)).clamp(begun_ms, ended_ms));
            lane.push(Span { start_ms, end_ms, first, count: 0, kind: Kind::Wait });
        }
        if sealed_ms > ended_ms {
            lane.push(Span { start_ms: ended_ms, end_ms: sealed_ms, first, count: 0, kind: Kind::Copy });
        }
        self.lane_ms = sealed_ms;
        self.show(lane, recorder);
    }

    /// Shows what it is at now.
    pub(super) fn show(&self, lane: &mut LaneWriter<'_>, recorder: &Recorder) {
        match self.ahead.front() {
            Some(sent) => lane.busy(sent.items.start as u32, recorder.since_start_ms(sent.at_ms).max(self.lane_ms)),
            None => lane.idle(),
        }
    }
}

/// A process that can't be had, or refused.
pub(super) fn failed(name: &str, why: String) -> PoolError {
    PoolError::Process { worker: name.to_owned(), why }
}
