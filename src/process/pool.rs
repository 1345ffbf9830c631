//! A pool of processes and a call on it: who gets which chunk when, who is replaced, what ends the call.

use std::collections::BTreeMap;
use std::rc::Rc;
use std::sync::Arc;

use super::collect::Collect;
use super::link::{Event, What};
use super::member::{Member, failed};
use super::wire::{self, Done, Given, Prepare, Reply};
use super::{Inbox, Launcher};
use crate::clock;
use crate::pool::variants::{Chunks, Program, Receive, Variant};
use crate::pool::{Dispenser, ItemError, PoolError, Schedule};
use crate::record::{LaneWriter, Recorder};
use crate::task::{StopFlag, Value};

/// Chunks that a process has at once while there are plenty: the next one is there when it is done with the first.
const AHEAD: usize = 2;

/// Which processes a pool has, and for how long.
#[derive(Debug, Clone)]
pub(crate) struct Recruits {
    /// How many work at the same time.
    pub(crate) size: usize,
    /// Chunks after which one is replaced, as `maxtasksperchild`; `None`: never.
    pub(crate) max_chunks: Option<u32>,
    /// How chunks are handed out; work stealing needs shared memory, and a queue takes its place.
    pub(crate) schedule: Schedule,
}

/// A call on processes.
pub(crate) struct Call<'a> {
    pub(crate) variant: &'static Variant,
    pub(crate) program: &'a Program,
    pub(crate) recorder: &'a Recorder,
    pub(crate) stop: &'a StopFlag,
    pub(crate) receive: &'a mut dyn Receive,
}

/// Processes that have prepared one task.
pub(crate) struct ProcessPool {
    launcher: Rc<dyn Launcher>,
    inbox: Arc<Inbox>,
    recruits: Recruits,
    prepare: Prepare,
    /// By lane; empty where none were started, or one died.
    members: Vec<Member>,
    started: u32,
}

impl ProcessPool {
    /// A pool without processes yet, for a task with these parameters.
    pub(crate) fn new(
        launcher: Rc<dyn Launcher>,
        recruits: Recruits,
        (task, params): (&str, &BTreeMap<String, Value>),
        (items, seed): (u32, u32),
    ) -> ProcessPool {
        let params = params.iter().map(|(name, value)| (name.clone(), Given::from(value))).collect();
        let prepare = Prepare { worker: String::new(), task: task.to_owned(), params, items, seed };
        ProcessPool { launcher, inbox: Arc::default(), recruits, prepare, members: Vec::new(), started: 0 }
    }

    /// Starts what is missing of the pool; doesn't wait.
    pub(crate) fn start(&mut self) -> Result<(), PoolError> {
        while self.members.len() < self.recruits.size {
            let member = self.recruit().inspect_err(|_| self.members.clear())?;
            self.members.push(member);
        }
        Ok(())
    }

    /// Waits until every process has prepared the task.
    pub(crate) async fn ready(&mut self, stop: &StopFlag) -> Result<(), PoolError> {
        while self.members.iter().any(|member| !member.ready) {
            let heard = self.hear(stop).await.and_then(|(place, reply, _)| match reply {
                Reply::Refused(why) => Err(failed(&self.members[place].name, why)),
                Reply::Ready { .. } | Reply::Done(_) => Ok(()),
            });
            heard.inspect_err(|_| self.kill())?;
        }
        Ok(())
    }

    /// Ends every process at once.
    pub(crate) fn kill(&mut self) {
        self.members.clear();
    }

    /// Waits until no chunk is under way, and forgets what comes.
    pub(crate) async fn settle(&mut self, stop: &StopFlag) {
        while self.members.iter().any(|member| !member.ahead.is_empty()) {
            match self.hear(stop).await {
                Ok((place, Reply::Done(_), _)) => drop(self.members[place].ahead.pop_front()),
                Ok(_) => {}
                Err(_) => self.kill(),
            }
        }
    }

    /// Replaces processes that have had their share of chunks and waits until the new ones are ready: the next run's clock
    /// hasn't started. What fails here fails the next call, which starts what is missing.
    pub(crate) async fn renew(&mut self, stop: &StopFlag) {
        match self.replace_spent() {
            Ok(()) => drop(self.ready(stop).await),
            Err(_) => self.kill(),
        }
    }

    /// Starts others in place of processes that have had their share of chunks; doesn't wait.
    fn replace_spent(&mut self) -> Result<(), PoolError> {
        let most = self.recruits.max_chunks.unwrap_or(u32::MAX);
        for lane in 0..self.members.len() {
            if self.members[lane].answered >= most {
                self.members[lane] = self.recruit()?;
            }
        }
        Ok(())
    }

    /// Makes a call. Where it fails because a process died, or is stopped, all processes are ended: the next call starts
    /// others.
    pub(crate) async fn run(&mut self, call: Call<'_>) -> Result<(), PoolError> {
        let outcome = self.call(call).await;
        if let Err(PoolError::Died { .. } | PoolError::Process { .. } | PoolError::Terminated) = &outcome {
            self.kill();
        }
        outcome
    }

    async fn call(&mut self, call: Call<'_>) -> Result<(), PoolError> {
        let Call { variant, program, recorder, stop, receive } = call;
        self.start()?;
        // Those of the round before that had their last chunk in it.
        self.replace_spent()?;
        self.members.iter_mut().for_each(|member| member.forget_call(program.first == 0));
        let items = program.items as usize;
        let workers = self.recruits.size;
        let chunksize = variant.chunksize(program.chunksize, items, workers).clamp(1, items);
        let fixed = program.chunksize.is_some() && variant.chunks != Chunks::Calls;
        let dispenser = Dispenser::new(self.recruits.schedule, items, workers, chunksize, fixed);
        let mut shares: Vec<_> = (0..workers).map(|_| dispenser.share()).collect();
        let mut lanes: Vec<LaneWriter<'_>> = (0..workers).filter_map(|lane| recorder.writer(lane)).collect();
        let mut collect = Collect::new(receive, variant.delivery, items);
        let (mut handed, mut chunks, mut cut) = (0, 0, false);
        while !collect.is_done() {
            cut |= program.mode.deadline_ms() <= clock::now_ms();
            // Everybody's first chunk, then everybody's second.
            for depth in 0..AHEAD {
                let plenty = depth == 0 || items - handed > workers * chunksize;
                // Turn by turn, where one chunk at a time is handed out.
                let turn = chunks as usize;
                for lane in (0..workers).map(|step| (turn + step) % workers) {
                    let busy = self.members.iter().any(|member| !member.ahead.is_empty());
                    let member = &mut self.members[lane];
                    if cut || !plenty || !member.ready || member.ahead.len() != depth || (busy && variant.one_at_a_time)
                    {
                        continue;
                    }
                    if self.recruits.max_chunks.is_some_and(|most| member.answered as usize + depth >= most as usize) {
                        continue;
                    }
                    let Some(range) = shares[lane].next() else { continue };
                    handed += range.len();
                    let from_ms = clock::now_ms();
                    let bytes = member.send(program, chunks, range)?;
                    recorder.copied(bytes, clock::now_ms() - from_ms);
                    member.show(&mut lanes[lane], recorder);
                    chunks += 1;
                }
            }
            if cut && self.members.iter().all(|member| member.ahead.is_empty()) {
                let (worker, message) = ("MainProcess".to_owned(), "stopped".to_owned());
                return Err(ItemError { item: handed, worker, message }.into());
            }
            collect.waiting();
            let (lane, reply, [sealed_ms, came_ms]) = self.hear_timed(stop, recorder).await?;
            let member = &mut self.members[lane];
            match reply {
                Reply::Ready { at_ms } => {
                    let asked_ms = member.asked_ms;
                    member.write_startup(&mut lanes[lane], recorder, asked_ms, clock::of_unix_ms(at_ms));
                }
                Reply::Refused(why) => return Err(failed(&member.name, why)),
                Reply::Done(done) => {
                    let Some(sent) = member.ahead.pop_front() else { continue };
                    member.answered += 1;
                    member.write(&mut lanes[lane], recorder, &sent, &done, [sealed_ms, came_ms]);
                    let Done { outcome, .. } = done;
                    let worker = member.name.clone();
                    let outcome = outcome.map_err(|failed| ItemError {
                        item: (failed.item - program.first) as usize,
                        worker,
                        message: failed.message,
                    });
                    let spent = self.recruits.max_chunks.is_some_and(|most| member.answered >= most);
                    // Also before the call's last chunk is in: CPython's worker leaves when it has put its last result.
                    if spent && handed < items {
                        self.members[lane] = self.recruit()?;
                    }
                    collect.take(sent.items, outcome)?;
                }
            }
        }
        collect.finish()
    }

    /// Starts one process; its number is the next, as in CPython.
    fn recruit(&mut self) -> Result<Member, PoolError> {
        self.started += 1;
        let name = format!("SpawnPoolWorker-{}", self.started);
        Member::start(&*self.launcher, &self.inbox, name, &self.prepare)
    }

    async fn hear_timed(
        &mut self,
        stop: &StopFlag,
        recorder: &Recorder,
    ) -> Result<(usize, Reply, [f64; 2]), PoolError> {
        let (place, bytes, came_ms) = self.listen(stop).await?;
        let from_ms = clock::now_ms();
        let (reply, sealed_ms) = self.read(place, &bytes)?;
        recorder.copied(bytes.len(), clock::now_ms() - from_ms);
        Ok((place, reply, [sealed_ms, came_ms]))
    }

    async fn hear(&mut self, stop: &StopFlag) -> Result<(usize, Reply, f64), PoolError> {
        let (place, bytes, _) = self.listen(stop).await?;
        let (reply, sealed_ms) = self.read(place, &bytes)?;
        Ok((place, reply, sealed_ms))
    }

    fn read(&mut self, place: usize, bytes: &[u8]) -> Result<(Reply, f64), PoolError> {
        let (reply, sealed_ms) =
            wire::open(bytes).map_err(|error| failed(&self.members[place].name, error.to_string()))?;
        if let Reply::Ready { .. } = reply {
            self.members[place].ready = true;
        }
        Ok((reply, sealed_ms))
    }

    /// The next message, of which member, and when it came. Events of processes that are no longer ours are passed over.
    async fn listen(&mut self, stop: &StopFlag) -> Result<(usize, Vec<u8>, f64), PoolError> {
        loop {
            let Some(Event { id, at_ms, what }) = self.inbox.next(stop).await else {
                return Err(PoolError::Terminated);
            };
            let Some(place) = self.members.iter().position(|member| member.id == id) else { continue };
            match what {
                What::Said(bytes) => return Ok((place, bytes, at_ms)),
                What::Died(why) => {
                    return Err(PoolError::Died { worker: self.members[place].name.clone(), why });
                }
            }
        }
    }
}
