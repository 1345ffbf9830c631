//! The method: warm every strategy, interleave them in shuffled rounds, keep every sample.

use std::panic::resume_unwind;
use std::sync::Arc;
use std::time::Duration;

use super::receiver::{Receiver, digest, in_order};
use super::statistics::{median, median_interval, ratio_interval};
use super::trace::keep;
use super::warnings::warnings;
use super::{Measured, RunSpec, Sample, Setup, SpanRecord, SpecError, StrategyResult, Trace};
use crate::clock;
use crate::pool::variants::{Function, Mode, Program};
use crate::pool::{PoolError, Worker};
use crate::record::{Board, DeliveryLog, Receipts, Recorder};
use crate::strategy::{Plan, Run, Runner, Site, Stage};
use crate::task::{Context, Frame, Gil, Output, Random, State, StopFlag, Work, round_items};

/// A warm-up run is cut off after this long, and ...
const WARMUP_RUN_MS: f64 = 150.0;
/// ... a strategy is warm when two runs in a row differ by less than this share, or ...
const WARM_ENOUGH: f64 = 0.1;
/// ... when it has been warmed this often.
const WARMUP_RUNS: usize = 3;
/// Steps of the clock over which its resolution is taken.
const RESOLUTION_STEPS: u32 = 20;

/// Why there is no report.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum CompareError {
    /// The spec makes no sense.
    #[error(transparent)]
    Spec(#[from] SpecError),
    /// The stop flag was raised.
    #[error("the run was stopped")]
    Stopped,
    /// A strategy's call failed.
    #[error("{strategy}: {error}")]
    Call {
        /// The strategy.
        strategy: String,
        /// What its call came to.
        error: PoolError,
    },
    /// A call returned without every item's result exactly once: a defect of the pool itself.
    #[error("{strategy} delivered {delivered} results that are not those of {items} items, each once")]
    Lost {
        /// The strategy.
        strategy: String,
        /// How many results came.
        delivered: usize,
        /// How many were asked for.
        items: u32,
    },
}

/// What watches a comparison while it runs.
pub struct Observer<'a> {
    /// Raising it ends the comparison.
    pub stop: &'a Arc<StopFlag>,
    /// Shows how it stands.
    pub board: &'a Board,
    /// Called once, when the task is prepared, with its picture's geometry.
    pub begun: &'a dyn Fn(Option<Frame>),
    /// Called after each measured run while the board still shows it, with the run's number: the time to look at what
    /// it delivered. The next run waits for this.
    pub done: &'a dyn Fn(u32),
    /// Called after each result that comes by itself, with the run's time: for whoever can't read the board from another
    /// thread. What it takes is part of the run.
    pub delivered: &'a dyn Fn(f64),
}

/// Runs every strategy of the spec `repeats` times and compares them. While workers that share memory are at work, polling
/// it blocks; it is pending only while the caller waits for processes, and is to be polled again when their launcher has put
/// something into the inbox or the flag was raised.
///
/// # Errors
///
/// A spec that makes no sense, a raised stop flag, a call that failed (a failing item among them).
pub async fn compare(spec: &RunSpec, site: &Site, observer: &Observer<'_>) -> Result<Measured, CompareError> {
    compare_as(&spec.check()?, spec, site, observer).await
}

/// The same, with a task that may be in no list.
pub(super) async fn compare_as(
    setup: &Setup,
    spec: &RunSpec,
    site: &Site,
    observer: &Observer<'_>,
) -> Result<Measured, CompareError> {
    let work: Arc<dyn Work> = setup.task.prepare(&setup.params, spec.items, spec.seed).into();
    (observer.begun)(work.frame());
    let plan = Plan {
        cores: spec.cores as usize,
        schedule: spec.schedule,
        spawn: spec.spawn,
        gil: spec.gil.then(|| Duration::from_secs_f64(spec.switch_interval_ms / 1e3)),
        lifetime: spec.processes,
        max_chunks: spec.maxtasksperchild,
    };
    let params = setup.params.values();
    let stage = Stage { task: &spec.task, params, items: spec.items, seed: spec.seed, stop: observer.stop };
    let comparison = Comparison { spec, setup, work, observer };
    let mut benches = Vec::new();
    for (index, strategy) in setup.strategies.iter().enumerate() {
        let runner = strategy.open(site, plan, stage).await.map_err(|error| comparison.failed(index, error))?;
        let workers = strategy.workers(plan.cores);
        benches.push(Bench { index, workers, runner, kept: Vec::new(), last: None });
    }
    for bench in &mut benches {
        comparison.warm(bench).await?;
    }
    let mut random = Random::new(spec.seed, spec.items);
    let mut traces = Vec::new();
    for repeat in 1..=spec.repeats {
        for place in shuffled(benches.len(), &mut random) {
            let bench = &mut benches[place];
            let (sample, outcome, trace) = comparison.measure(bench, repeat).await?;
            keep(&mut traces, trace);
            bench.kept.push((sample, outcome.digest));
            bench.last = Some(outcome);
        }
    }
    let mut measured = comparison.report(benches, site, &mut random);
    measured.traces = traces;
    Ok(measured)
}

/// [`compare`], waited for. Blocks until all is done.
///
/// # Errors
///
/// As [`compare`].
#[cfg(not(target_family = "wasm"))]
pub fn compare_blocking(spec: &RunSpec, site: &Site, observer: &Observer<'_>) -> Result<Measured, CompareError> {
    crate::process::block_on(compare(spec, site, observer))
}

/// A strategy on the bench, with what its runs came to.
struct Bench {
    index: usize,
    workers: usize,
    runner: Box<dyn Runner>,
    kept: Vec<(Sample, u64)>,
    last: Option<Outcome>,
}

/// What one run left.
struct Outcome {
    outputs: Vec<(u32, Output)>,
    digest: u64,
    spans: Option<Vec<SpanRecord>>,
}

struct Comparison<'a> {
    spec: &'a RunSpec,
    setup: &'a Setup,
    work: Arc<dyn Work>,
    observer: &'a Observer<'a>,
}

impl Comparison<'_> {
    fn failed(&self, index: usize, error: PoolError) -> CompareError {
        if self.observer.stop.is_raised() {
            return CompareError::Stopped;
        }
        CompareError::Call { strategy: self.setup.strategies[index].id().to_owned(), error }
    }

    /// The item function of one call, whose item 0 is the run's item `first`. A fault becomes a panic, as a Python function raises.
    fn function(&self, gil: Option<Arc<Gil>>, mode: Mode, first: u32, state: &State) -> Function {
        if mode == Mode::Touch {
            return Arc::new(|_| Output::Number(0.0));
        }
        let (work, stop) = (Arc::clone(&self.work), Arc::clone(self.observer.stop));
        let (deadline_ms, state) = (mode.deadline_ms(), State::clone(state));
        Arc::new(move |item| {
            if let Some(gil) = &gil {
                // Kept until the thread ends, as an interpreter's thread does between two items.
                gil.take();
            }
            let run = |me: &Worker| {
                let context = Context::new(&me.name, &stop).with_deadline(deadline_ms).with_gil(gil.as_deref());
                work.run(first + item, &context.with_state(&state))
            };
            Worker::with_current(run).unwrap_or_else(|fault| resume_unwind(Box::new(fault.to_string())))
        })
    }

    /// Runs until two runs take about the same, each cut off after a while. Tasks whose time is fixed only get
    /// their workers touched.
    async fn warm(&self, bench: &mut Bench) -> Result<(), CompareError> {
        if !self.setup.task.meta().warm {
            let items = self.spec.items.min(self.spec.cores);
            return self.run(bench, 0, items, Mode::Touch).await.map(drop);
        }
        let mut last = f64::INFINITY;
        for _ in 0..WARMUP_RUNS {
            let deadline_ms = clock::now_ms() + WARMUP_RUN_MS;
            let mode = Mode::Run { deadline_ms };
            let (sample, received) = self.run(bench, 0, self.spec.items, mode).await?;
            // Time for each item that was computed: comparable also where the run was cut off.
            let each = sample.wall_ms / f64::from(received.completed.max(1));
            if (last - each).abs() <= WARM_ENOUGH * each {
                break;
            }
            last = each;
        }
        Ok(())
    }

    async fn measure(&self, bench: &mut Bench, repeat: u32) -> Result<(Sample, Outcome, Trace), CompareError> {
        let mode = Mode::Run { deadline_ms: f64::INFINITY };
        let (sample, received) = self.run(bench, repeat, self.spec.items, mode).await?;
        let Received { outputs, recorder, .. } = received;
        let digest = digest(&outputs).filter(|_| outputs.len() == self.spec.items as usize);
        let digest = digest.ok_or_else(|| CompareError::Lost {
            strategy: self.setup.strategies[bench.index].id().to_owned(),
            delivered: outputs.len(),
            items: self.spec.items,
        })?;
        let strategy = self.setup.strategies[bench.index].id();
        let trace = Trace::new(strategy, repeat, sample.wall_ms, &recorder, &outputs);
        let spans = self.spec.trace.then(|| trace.spans.records());
        Ok((sample, Outcome { digest, outputs, spans }, trace))
    }

    /// One run, shown on the board while it lasts. A run that reached its deadline counts as done.
    async fn run(
        &self,
        bench: &mut Bench,
        repeat: u32,
        items: u32,
        mode: Mode,
    ) -> Result<(Sample, Received), CompareError> {
        let log = DeliveryLog::new(items as usize);
        let outputs = Vec::with_capacity(items as usize);
        let recorder = Arc::new(Recorder::start(bench.workers));
        let shown = self.observer.board.show(bench.index, repeat, items, &recorder, &log);
        let begin_ms = recorder.now_ms();
        let receipts = Receipts::new(&recorder);
        let told = self.observer.delivered;
        let mut receiver = Receiver {
            recorder: &recorder,
            log: &log,
            first: 0,
            outputs,
            receipts,
            first_ms: None,
            last_ms: None,
            told,
        };
        let result = self.calls(bench, items, mode, &recorder, &mut receiver).await;
        let end_ms = receiver.last_ms.unwrap_or_else(|| recorder.now_ms());
        let first_ms = receiver.first_ms.unwrap_or(end_ms);
        let outputs = receiver.finish();
        bench.runner.settle(self.observer.stop).await;
        if repeat > 0 && result.is_ok() {
            shown.done();
            (self.observer.done)(shown.run());
        }
        drop(shown);
        let sample = Sample {
            wall_ms: end_ms - begin_ms,
            startup_ms: (recorder.startup_ms() - begin_ms).max(0.0),
            first_result_ms: first_ms - begin_ms,
        };
        if self.observer.stop.is_raised() {
            return Err(CompareError::Stopped);
        }
        if let Err(error) = result
            && clock::now_ms() < mode.deadline_ms()
        {
            return Err(self.failed(bench.index, error));
        }
        let completed = recorder.completed();
        Ok((sample, Received { outputs, recorder, completed }))
    }

    /// The run's calls, one after the other: one for most tasks, one a round for the others.
    async fn calls(
        &self,
        bench: &mut Bench,
        items: u32,
        mode: Mode,
        recorder: &Arc<Recorder>,
        receiver: &mut Receiver<'_>,
    ) -> Result<(), PoolError> {
        let rounds = if mode == Mode::Touch { 1 } else { self.work.rounds() };
        let mut state = self.work.first_state();
        for round in 0..rounds {
            let range = round_items(items, rounds, round);
            recorder.call(range.start);
            receiver.first = range.start;
            let program = Program {
                function: self.function(bench.runner.gil(), mode, range.start, &state),
                items: range.end - range.start,
                first: range.start,
                state: State::clone(&state),
                chunksize: self.spec.chunksize.map(|chunksize| chunksize as usize),
                mode,
            };
            let run = Run {
                variant: self.setup.variant,
                program: &program,
                recorder,
                stop: self.observer.stop,
                receive: &mut *receiver,
            };
            bench.runner.run(run).await.map_err(|error| error.of_run(range.start))?;
            if round + 1 < rounds {
                let made = in_order(&receiver.outputs[range.start as usize..]);
                state = self.work.next_state(&state, round, &made);
            }
        }
        Ok(())
    }

    fn report(&self, benches: Vec<Bench>, site: &Site, random: &mut Random) -> Measured {
        let walls = |bench: &Bench| bench.kept.iter().map(|(sample, _)| sample.wall_ms).collect::<Vec<f64>>();
        let is_serial = |bench: &&Bench| self.setup.strategies[bench.index].id() == "serial";
        let serial = benches.iter().find(is_serial).map(walls);
        let digests = || benches.iter().flat_map(|bench| bench.kept.iter().map(|(_, digest)| *digest));
        let identical = digests().all(|digest| digests().next() == Some(digest));
        let mut figures = Vec::new();
        let mut results = Vec::new();
        for mut bench in benches {
            let own = walls(&bench);
            let Some(outcome) = bench.last.take() else { continue };
            if figures.is_empty() {
                figures = self.work.figures(&in_order(&outcome.outputs).into_iter().cloned().collect::<Vec<_>>());
            }
            let (speedup, speedup_ci95) = match &serial {
                Some(serial) => (median(serial) / median(&own), ratio_interval(serial, &own, random)),
                // Nothing to compare with.
                None => (f64::NAN, [f64::NAN; 2]),
            };
            let strategy = self.setup.strategies[bench.index].id().to_owned();
            // Serial against itself is no measurement.
            let speedup_ci95 = if strategy == "serial" { [1.0, 1.0] } else { speedup_ci95 };
            results.push(StrategyResult {
                strategy,
                samples: bench.kept.iter().map(|(sample, _)| *sample).collect(),
                median_ms: median(&own),
                ci95: median_interval(&own, random),
                speedup,
                speedup_ci95,
                efficiency: speedup / bench.workers as f64,
                digest: format!("{:016x}", outcome.digest),
                output: outcome.outputs,
                spans: outcome.spans,
            });
        }
        let timer_resolution_ms = clock::resolution_ms(RESOLUTION_STEPS);
        let chunksize = self.spec.chunksize.map(|chunksize| chunksize as usize);
        // A call's, where a run makes several.
        let (items, cores) = (self.spec.items.div_ceil(self.work.rounds()) as usize, self.spec.cores as usize);
        Measured {
            warnings: warnings(self.spec, site.machine_cores, timer_resolution_ms, &results, identical),
            results,
            traces: Vec::new(),
            identical,
            timer_resolution_ms,
            figures,
            frame: self.work.frame(),
            chunksize: self.setup.variant.chunksize(chunksize, items, cores) as u32,
            rounds: self.work.rounds(),
        }
    }
}

/// What a run's caller received, and the run's recording.
struct Received {
    outputs: Vec<(u32, Output)>,
    recorder: Arc<Recorder>,
    completed: u32,
}

/// Fisher and Yates' shuffle of `0..len`.
fn shuffled(len: usize, random: &mut Random) -> Vec<usize> {
    let mut places: Vec<usize> = (0..len).collect();
    for last in (1..len).rev() {
        places.swap(last, random.below(last as u64 + 1) as usize);
    }
    places
}
