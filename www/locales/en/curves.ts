// English texts of the panel `curves`: what is measured over workers, chunk sizes and items.

import { doesNotPay, pays, was } from './grammar';
import type { BestChunk } from '../../model/curves';
import type { AmdahlFit } from '../../model/fit/amdahl';
import type { BreakEven } from '../../model/fit/break-even';
import type { Closeness, TooFew } from '../../model/fit/scaling';
import type { UslFit } from '../../model/fit/usl';
import { duration, grouped, percent, ratio } from '../../model/units';

type Interval = readonly [number, number];

const workers = (count: number): string => (count === 1 ? '1 worker' : `${grouped(count)} workers`);
const items = (count: number): string => (count === 1 ? '1 item' : `${grouped(count)} items`);
const about = (value: number): string => grouped(Number(value.toPrecision(2)));
/** Whole items, known roughly: the fewest with which something is so, or for a lower end the most with which it may not be. */
const fewest = (count: number): number => Math.max(1, Math.ceil(Number(count.toPrecision(2))));
const most = (count: number): number => Math.max(1, Math.floor(Number(count.toPrecision(2))));
const share = (value: number): string => (value === 0 ? '0 %' : percent(value));
const shares = ([low, high]: Interval): string => `95 % interval ${share(low)} to ${share(high)}`;
/** A time that is only expected: no more digits than it deserves. */
const roughly = (ms: number): string => (ms < 950 ? 'less than a second' : ms < 90_000 ? `about ${Math.round(ms / 1_000)} s` : `about ${Math.round(ms / 60_000)} min`);

export const curves = {
  measuredTitle: 'Measured on this machine',

  cores: {
    title: 'Speed-up over workers',
    intro: 'The same work with 1 worker, then 2, and so on: does every further worker pay?',
    measure: 'Measure speed-up',
    upTo: 'Up to',
    /** What is rounded is only reported. */
    upToOption: (count: number, machine: number, isRounded: boolean): string =>
      count === machine
        ? `${workers(count)}: ${isRounded ? 'as many as reported cores' : 'a core each'}`
        : `${workers(count)}: ${ratio(count / machine).replace(/\.?0+$/, '')} for each ${isRounded ? 'reported core' : 'core'}`,
    chart: (task: string): string => `Speed-up of ${task} over workers`,
    x: 'workers',
    y: 'speed-up over serial',
    ideal: 'ideal: as many times as fast as workers',
    coresEnd: (count: number, isRounded: boolean): string => `${count} ${count === 1 ? 'core' : 'cores'} ${isRounded ? 'for certain' : 'here'}`,
    point: (title: string, cores: number, speedup: number): string => `${title}, ${workers(cores)}: ${ratio(speedup)} times serial`,
    caption: 'Small marks: every run against the serial run of its round. Large marks: medians. Shaded: the 95 % interval of a fit.',
    head: { workers: 'Workers', serial: 'Serial', median: (title: string): string => `${title}`, speedup: 'Speed-up', efficiency: 'Efficiency', amdahl: 'Amdahl', usl: 'USL' },
    fitsOf: 'Laws fitted to',
    noFit: 'No speed-up can be told: the runs are shorter than the clock’s steps.',
    /** What two points say without any law. */
    plain: (title: string, { cores, speedup }: { cores: number; speedup: number }): string =>
      `With ${workers(cores)}, ${was(title)} ${ratio(speedup)} times as fast as serial: each worker did ${percent(speedup / cores)} of what serial’s one does.`,
    shared: (count: number, isRounded: boolean): string =>
      isRounded
        ? `This browser rounds the number of cores, so whether points with more than ${workers(count)} had a core for each can’t be told: they are shown, but no law is fitted to them.`
        : `Points with more than ${workers(count)} share this machine’s ${count === 1 ? 'core' : 'cores'}: they are shown, but no law is fitted to them.`,
  },

  laws: {
    names: { amdahl: 'Amdahl’s law', usl: 'Universal Scalability Law' },
    few: (name: string, { counts, needed, hasOne }: TooFew, machineCores: number, isRounded: boolean): string =>
      needed > machineCores
        ? `${name}: not enough points. It takes ${needed} different numbers of workers with a core each, and ` +
          (isRounded ? `this browser rounds the number of cores: only ${machineCores} are certain.` : `this machine has ${machineCores} ${machineCores === 1 ? 'core' : 'cores'}.`)
        : `${name}: not enough points. It takes ${needed} different numbers of workers, 1 among them; so far there ${counts === 1 ? 'is 1' : `are ${counts}`}${hasOne ? '' : ', without 1'}.`,
    amdahl: ({ serial, serialCi95 }: AmdahlFit): string =>
      serial === 0
        ? `Amdahl’s law: no part that stays serial could be seen (95 % interval up to ${share(serialCi95[1])} of serial’s time).`
        : `Amdahl’s law: ${share(serial)} of serial’s time doesn’t divide (${shares(serialCi95)}).`,
    /** Only what the interval carries. */
    limit: ({ limit, limitCi95: [low, high] }: AmdahlFit): string =>
      !Number.isFinite(high) || high > 4 * low
        ? `The limit that follows is uncertain: at least ${about(low)} times serial.`
        : `So no number of workers gets beyond about ${about(limit)} times serial (${about(low)} to ${about(high)}).`,
    usl: ({ lambda, lambdaCi95, alpha, alphaCi95, beta, betaCi95 }: UslFit): string =>
      `Universal Scalability Law: one worker does ${ratio(lambda)} of serial (${ratio(lambdaCi95[0])} to ${ratio(lambdaCi95[1])}). ` +
      `Waiting for what only one can have: α = ${share(alpha)} (${shares(alphaCi95)}). ` +
      `Keeping each other in step: β = ${share(beta)} (${shares(betaCi95)}).`,
    peak: ({ peak, peakCi95: [low, high], most }: UslFit): string =>
      low > most
        ? `Up to ${workers(most)} it only goes up; where it would turn down can’t be told from here.`
        : !Number.isFinite(high) || high > 2 * most
          ? `Whether and where it turns down can’t be told: not before ${workers(Math.max(1, Math.round(low)))}.`
          : `It is fastest with about ${workers(Math.round(peak))} (${grouped(Math.round(low))} to ${grouped(Math.round(high))}); more make it slower.`,
    off: ({ misfit, noise }: Closeness): string =>
      `But the law misses the points by ${percent(misfit)}, more than chance explains (runs vary by ${percent(noise)}): a rough description, no ground for a forecast.`,
    note: 'What doesn’t divide is whatever doesn’t shrink with more workers: serial parts, start-up, handing out, uneven ends.',
    wide: 'The interval is wide: more repeats, or longer runs, would narrow it.',
  },

  chunks: {
    title: 'Runtime over chunk size',
    intro: 'Small chunks cost handing out; large ones leave workers idle at the end. Somewhere between is the best.',
    measure: 'Measure chunk sizes',
    none: (variant: string): string => `${variant} makes a call for each item, so there are no chunks to vary.`,
    useMap: 'Measure them with map',
    chart: (task: string): string => `Runtime of ${task} over chunk size`,
    x: 'items a chunk',
    y: 'runtime',
    pythons: (variant: string): string => `Python’s default for ${variant}`,
    point: (title: string, size: number, ms: number): string => `${title}, ${items(size)} a chunk: ${duration(ms)}`,
    caption: 'Small marks: every run. Large marks: medians.',
    least: 'With this schedule the chunk size is the least: chunks begin larger.',
    size: 'Items a chunk',
    best: (title: string, { best, asGood: [from, to] }: BestChunk): string =>
      `${was(title)} fastest with ${items(best.x)} a chunk (${duration(best.medianMs)})` + (from < to ? `; from ${grouped(from)} to ${grouped(to)} no difference can be told.` : '.'),
    pythonsLoss: ({ pythons, loss }: BestChunk): string =>
      pythons === null
        ? 'Python’s default wasn’t measured.'
        : loss === 0
          ? `Python’s default (${items(pythons.x)}) is as good: no difference can be told.`
          : `Python’s default (${items(pythons.x)}) takes ${percent(loss)} longer.`,
  },

  items: {
    title: 'Runtime over items',
    intro: 'Starting and handing out cost the same for little work as for much: from how many items on does parallel pay?',
    measure: 'Measure items',
    chart: (task: string): string => `Runtime of ${task} over items`,
    x: 'items',
    y: 'runtime',
    crossing: (title: string): string => `${pays(title)} from here`,
    point: (title: string, count: number, ms: number): string => `${title}, ${items(count)}: ${duration(ms)}`,
    caption: 'Both axes are logarithmic. Small marks: every run. Large marks: medians. Shaded: the 95 % interval of the crossing.',
    count: 'Items',
    pays: (title: string, found: BreakEven, from: number, to: number): string => {
      switch (found.kind) {
        case 'few':
          return `${title}: not enough points to tell from where it pays.`;
        case 'never':
          return `${doesNotPay(title)} with up to ${items(to)}: serial is faster, or no difference can be told.`;
        case 'always':
          return found.from <= from
            ? `${pays(title)} with every number of items that was measured, ${grouped(from)} to ${grouped(to)}.`
            : `${was(title)} faster with every number of items, but below about ${grouped(fewest(found.from))} chance could explain it.`;
        case 'from': {
          const [low, high] = found.ci95;
          const ends = [low <= from ? `${grouped(from)} or fewer` : grouped(most(low)), high > to ? `more than ${grouped(to)}` : grouped(fewest(high))];
          return `${pays(title)} from about ${items(fewest(found.items))} on (95 % interval ${ends.join(' to ')}).`;
        }
      }
    },
  },

  estimate: (ms: number | null, steps: number): string =>
    ms === null ? `${steps} comparisons of 3 runs each; how long they take is known after a run of this task.` : `${steps} comparisons of 3 runs each: ${roughly(ms)}.`,
  step: (step: number, steps: number): string => `Measuring ${step} of ${steps} …`,
  left: (ms: number): string => `${roughly(ms)} left`,
  stop: 'Stop',
  more: (count: number): string => `Measure the other ${grouped(count)}`,
  again: 'Measure again',
  stopped: (done: number, all: number): string => `Stopped after ${done} of ${all}: what was measured stays.`,
  failed: (message: string): string => `The series ended early: ${message}.`,
  done: 'All points are measured.',
  doneSoFar: (count: number): string => `${count} points are measured.`,
  busy: 'Waits until the run that is on has ended.',
  noEngine: 'Waits until the workers are ready.',
  problems: 'Waits: one of the settings needs a look.',
  of: (experiment: string): string => `Measured for: ${experiment}`,
  differs: 'The setup has changed since.',
  hidden: (count: number): string => `${count === 1 ? '1 point was' : `${count} points were`} measured while the page was hidden, which browsers slow down: measure again to be sure.`,
  numbers: 'In numbers',
  range: (low: string, high: string): string => `${low} to ${high}`,
};
