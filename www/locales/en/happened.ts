// English texts of the panel `happened`: a sentence for each cause, with its numbers.

import { was } from './grammar';
import type { Cause, Finding, Headline, Part, Remedy } from '../../model/explain';
import type { Doubt } from '../../model/explain/study';
import { duration, grouped, percent, ratio } from '../../model/units';
import { type Piece, bytes, fine, say, strong, times } from '../pieces';

const count = (number: number, one: string, many = `${one}s`): string => (number === 1 ? `1 ${one}` : `${grouped(number)} ${many}`);
const list = (words: readonly string[]): string =>
  words.length < 2 ? (words[0] ?? '') : `${words.slice(0, -1).join(', ')} and ${words.at(-1) ?? ''}`;

/** What the parts of all workers' time are called. */
const parts: Record<Part, string> = {
  computing: 'Computing',
  waiting: 'Waiting',
  locked: 'Waiting for the GIL',
  copying: 'Copying',
  startup: 'Starting up',
  between: 'Between chunks',
  spare: 'No chunk to be had',
  tail: 'Idle at the end',
  after: 'Results being gathered',
};

/** What a lost part was lost to, inside a sentence. */
const lostTo: Record<Part, string> = {
  computing: 'items that took a little longer than in serial’s run',
  waiting: 'waits that took a little longer than in serial’s run',
  locked: 'waiting for the global lock',
  copying: 'copying arguments and results',
  startup: 'starting up',
  between: 'the gaps between chunks',
  spare: 'workers without a chunk',
  tail: 'workers that were done a little earlier than the last',
  after: 'gathering results',
};

const doubts: Record<Doubt, (cause: Extract<Cause, { kind: 'uncertain' }>) => Piece[]> = {
  'few-runs': ({ repeats }) => say`${strong(repeats === 1 ? 'one run' : `${repeats} runs`)} of each ${repeats === 1 ? 'says' : 'say'} nothing about chance`,
  'too-short': ({ timerResolutionMs }) => say`the runs are too short for this browser’s clock, whose steps are ${strong(fine(timerResolutionMs))}`,
  hidden: () => say`the page was ${strong('hidden')} meanwhile, and browsers slow hidden pages down`,
  drift: () => say`runs became ${strong('steadily faster or slower')}`,
  spread: ({ speedupCi95: [low, high] }) => say`runs differ so much that the speed-up may be anything from ${strong(`${ratio(low)} to ${ratio(high)}`)}`,
};

/** The sentence of a finding. `title` gives a strategy's name. */
function sentence({ cause, lostMs, share }: Finding, title: (strategy: string) => string): Piece[] {
  const lost = strong(duration(lostMs));
  switch (cause.kind) {
    case 'uncertain': {
      const names = list(cause.strategies.map(title));
      const reasons = cause.doubts.flatMap((doubt, place) => [place === 0 ? '' : '; ', ...doubts[doubt](cause)]);
      return [...say`No causes are named for ${names}: `, ...reasons, '.'];
    }
    case 'no-serial':
      return say`Serial didn’t run, so ${strong('no speed-up')} can be told, nor whether items took longer side by side.`;
    case 'one-by-one':
      return cause.reach < 2
        ? say`apply waits for each call before it makes the next: of ${cause.workers} workers, only ${strong('one at a time')} was at work.`
        : say`apply cannot overlap: it waits for each call before it makes the next, so of ${cause.workers} workers only ${strong('one at a time')} was at work. Side by side, the calls’ ${duration(cause.busyMs)} of work would fit into ${strong(duration(cause.busyMs / cause.reach))}.`;
    case 'shared-cores':
      return say`${cause.workers} workers shared ${count(cause.machineCores, 'core')}: their items took ${strong(`${times(cause.times)} times`)} as long as in serial’s run. With a core each, they could have been done in ${duration(cause.perfectMs)}; while items compute, more workers than cores gain nothing.`;
    case 'heavy-item':
      return [
        ...say`One heavy item held everyone: item ${cause.item} took ${strong(duration(cause.itemMs))}, ${times(cause.times)} times the average, and others had nothing left to do for up to ${duration(cause.idleMs)}.`,
        cause.isBound
          ? ' It alone takes longer than a perfect share of all the work: no number of workers gets below it.'
          : ` It began only after ${duration(cause.startedMs)}; had it come first, the other items would have filled the time.`,
      ];
    case 'between-rounds':
      return say`The work came in ${cause.rounds} rounds, and between them workers waited for the last one to be done and for the caller, who alone made the next round of it: ${strong(duration(cause.idleMs))} on average, of which the caller’s part was ${fine(cause.callerMs)}.`;
    case 'coarse-chunks':
      return cause.uneven === null
        ? say`Chunks were too large: one worker was still at a chunk of ${count(cause.chunkItems, 'item')} (${duration(cause.chunkMs)}) while ${cause.idle === 1 ? 'another' : `${grouped(cause.idle)} others`} had nothing left, for up to ${duration(cause.idleMs)}. Smaller chunks would have saved up to ${lost}.`
        : say`Chunks were too large for items this uneven: the one that ended last, of ${count(cause.chunkItems, 'item')}, took ${duration(cause.chunkMs)}, ${times(cause.uneven)} times the median chunk, and ${count(cause.idle, 'worker')} had nothing left for up to ${duration(cause.idleMs)}. Smaller chunks would have saved up to ${lost}, unless a single item is the heavy one.`;
    case 'fixed-shares':
      return say`The static schedule fixed each worker’s share beforehand: one was at it for ${strong(duration(cause.mostMs))}, another for ${duration(cause.leastMs)}, and whoever was done could not help.`;
    case 'last-round':
      return say`${count(cause.items, 'item')} don’t divide evenly among ${cause.workers} workers: in the last round ${count(cause.idle, 'worker')} had nothing left while an item of ${duration(cause.itemMs)} went on, which cost ${lost}.`;
    case 'few-chunks':
      return say`${count(cause.chunks, 'chunk')} for ${cause.workers} workers: ${strong(count(cause.workers - cause.chunks, 'worker'))} had nothing to do at all.`;
    case 'start-up':
      return startUp(cause, lostMs, lost);
    case 'dispatch':
      return cause.isCalls
        ? say`Each item was a call of its own, and a call cost ${strong(fine(cause.handingMs))} besides the ${fine(cause.chunkMs)} that its item took to compute.`
        : say`Chunks were too small: each of ${count(cause.chunks, 'chunk')} cost ${strong(fine(cause.handingMs))} to hand over and ${fine(cause.chunkMs)} to compute.`;
    case 'global-lock':
      return [
        ...say`${count(cause.workers, 'thread')}, one lock: of the time with a chunk they spent ${strong(percent(cause.share))} waiting for the GIL, ${grouped(cause.waits)} times in all.`,
        cause.isWaiting ? ' Whoever sleeps gives it up, so waiting still overlaps.' : ' Only one of them can compute at a time, however many cores there are.',
      ];
    case 'copying':
      return say`Processes share no memory: turning arguments and results into bytes and back took each worker ${strong(fine(cause.workerMs))} and the caller ${fine(cause.callerMs)}, for ${bytes(cause.bytes, 'bytes')}.`;
    case 'slower-items':
      return say`With ${cause.workers} workers side by side, items took ${strong(`${ratio(cause.times)} times`)} as long as in serial’s run${rivals[cause.rival ?? 'anything']}.`;
    case 'gathering':
      return say`Workers were done, the caller was not: for another ${strong(duration(cause.afterMs))} it gathered ${cause.late === cause.results ? count(cause.results, 'result') : `${grouped(cause.late)} of ${count(cause.results, 'result')}`}.`;
    case 'overlapping-waits':
      return cause.workers > cause.machineCores
        ? say`Waiting needs no core: while anyone waited, ${strong(`${times(cause.atOnce)} items`)} did so at the same time on average, on ${count(cause.machineCores, 'core')}.`
        : say`Waiting overlapped: while anyone waited, ${strong(`${times(cause.atOnce)} items`)} did so at the same time on average.`;
    case 'went-well':
      return [
        ...say`${strong(`${ratio(cause.speedup)} times`)} as fast with ${cause.workers} workers: ${percent(cause.efficiency)} of what perfect ones would reach.`,
        ...(cause.rest === null ? [] : say` Most of the rest, ${duration(cause.rest.ms)}, went to ${lostTo[cause.rest.part]}.`),
      ];
    case 'faster-items':
      return say`Items took ${strong(percent(cause.share))} of the time that they took in serial’s run: several cores have more cache, and their clocks vary.`;
    case 'held-back':
      return [
        ...say`${cause.variant} gives results in order: the caller waited ${strong(duration(cause.waitedMs))} for item ${cause.item} while later ones were done, ${cause.results} of them in the end.`,
        cause.isFirst ? ' So the first result came late' : ' So these came late',
        ' and had to be kept; the whole takes no longer for it.',
      ];
    case 'fresh-threads':
      return cause.starts > 0
        ? say`Pooled was ${strong(duration(cause.slowerMs))} faster than threaded mostly because its workers were there already, where threaded started ${grouped(cause.starts)} threads.`
        : say`Pooled was ${strong(duration(cause.slowerMs))} faster than threaded mostly because its workers were there already: the last one began after ${duration(cause.pooledMs)}, the last fresh thread after ${duration(cause.threadedMs)}.`;
    case 'one-worker':
      return cause.longerMs === null
        ? say`${strong('One worker')} has nobody to share the work with: no difference from serial’s loop can be told.`
        : say`One worker has nobody to share the work with: it took ${strong(duration(cause.longerMs))} longer than serial’s loop.`;
    default:
      return cause satisfies never;
  }

  function startUp({ averageMs, what: of, isFresh, starts, oneByOne, lastMs, ateTheGain, workers }: Extract<Cause, { kind: 'start-up' }>, ms: number, cost: Piece): Piece[] {
    if (ms === 0) return say`The last worker began only after ${strong(duration(lastMs))}.`;
    if (starts > 0) {
      return oneByOne
        ? say`For each of ${count(starts, 'call')} a fresh thread had to start: that took ${cost} of ${duration(ms / share)}.`
        : say`For each of ${count(starts, 'item')} a fresh thread had to start: that took each worker ${cost} of ${duration(ms / share)}.`;
    }
    const what = isFresh ? `fresh ${of} have to start` : of === 'processes' ? 'waiting processes have to be reached' : 'the pool’s workers have to wake up';
    return [
      ...say`${ateTheGain ? 'Start-up ate the gain' : 'Start-up'}: ${what}, and `,
      ...(workers === 1
        ? say`the first chunk came after ${strong(duration(lastMs))}.`
        : say`a worker’s first chunk came after ${strong(duration(averageMs))} on average, the last one’s after ${duration(lastMs)}.`),
      ateTheGain ? ' Without that, it would have been faster than serial.' : '',
    ];
  }
}

/** What items compete for. */
const rivals = {
  memory:
    '. This task does little but read an array larger than most caches, so unless other programs keep the cores busy, they most likely compete for the bandwidth of memory',
  allocator: '. This task does little but take and give back memory, so unless other programs keep the cores busy, they most likely compete for the allocator or the caches',
  cores:
    '. This browser rounds the number of cores that it reports: if there are fewer, these workers shared them. Else they compete for memory bandwidth, caches, power, or for cores that other programs use, too',
  anything:
    '. They compete for something: memory bandwidth, caches, power, one physical core that counts as two, or cores that the caller and other programs use, too',
} as const;

/** What a button that shows a cause is called by: two causes of one strategy have two buttons. */
const causes: Record<Cause['kind'], string> = {
  uncertain: 'too uncertain',
  'no-serial': 'no serial run',
  'one-by-one': 'one call at a time',
  'global-lock': 'the global lock',
  'shared-cores': 'shared cores',
  'heavy-item': 'a heavy item',
  'between-rounds': 'between rounds',
  'coarse-chunks': 'large chunks',
  'fixed-shares': 'fixed shares',
  'last-round': 'the last items',
  'few-chunks': 'few chunks',
  'start-up': 'start-up',
  dispatch: 'handing over',
  copying: 'copying',
  'slower-items': 'slower items',
  gathering: 'gathering results',
  'overlapping-waits': 'overlapping waits',
  'went-well': 'the whole run',
  'faster-items': 'faster items',
  'held-back': 'results held back',
  'fresh-threads': 'fresh threads',
  'one-worker': 'one worker',
};

export const happened = {
  none: 'After a run: why it took as long as it did, in sentences made from its own measurements.',
  from: 'Every number here was measured in this run or follows from what was.',
  headline: (headline: Headline, title: (strategy: string) => string): Piece[] => {
    const took = strong(duration(headline.medianMs));
    if (headline.kind === 'alone') {
      return headline.of === 1 ? say`${title(headline.strategy)} took ${took}. Nothing else ran to compare it with.` : say`${was(title(headline.strategy))} the fastest with ${took}.`;
    }
    const { kind, strategy, serialMs, perfectMs, perfect, of } = headline;
    const best =
      perfect < 2 || perfectMs === null
        ? '.'
        : `; ${grouped(perfect)} perfect ${of} would have taken ${duration(perfectMs)}.`;
    switch (kind) {
      case 'faster':
        return say`${title(strategy)} took ${took} instead of serial’s ${duration(serialMs)}${best}`;
      case 'slower':
        return say`Nothing was faster than serial’s ${duration(serialMs)}: ${title(strategy)} took ${took}${best}`;
      case 'even':
        return say`Nothing was gained: ${title(strategy)} took ${took}, serial ${duration(serialMs)}${best}`;
      case 'unclear':
        return say`${title(strategy)} took ${took} and serial ${duration(serialMs)}, but which one is faster can’t be told: runs differ too much${best}`;
      default:
        return kind satisfies never;
    }
  },
  sentence,
  nothing: 'No cause that the recordings show explains as much as 5 % of a run.',
  /** What a cause explains; `too`: in a further strategy. Empty where it costs no time. */
  weight: (ms: number, share: number, too: boolean): string => {
    const lost = ms > 0 ? `${duration(ms)}, ${percent(share)} of the run` : '';
    return too ? `too${lost === '' ? '' : `: ${lost}`}` : lost;
  },
  show: 'Show in timeline',
  showOf: (title: string, cause: Cause['kind']): string => `Show in timeline: ${title}, ${causes[cause]}`,
  more: (number: number): string => `${count(number, 'more finding')}`,
  noTraces: 'This comparison came without its recordings, so only what its figures show can be said.',
  remedy: (remedy: Remedy): string => {
    switch (remedy.field) {
      case 'chunksize':
        return `Try chunks of ${count(remedy.value, 'item')}`;
      case 'cores':
        return `Try ${count(remedy.value, 'worker')}`;
      case 'items':
        return `Try ${count(remedy.value, 'item')}`;
      case 'repeats':
        return `Try ${count(remedy.value, 'run')} of each`;
      case 'variant':
        return `Try ${remedy.value}`;
      case 'schedule':
        return `Try the schedule ${remedy.value}`;
      case 'spawn':
        return 'Try one thread a core';
      case 'processes':
        return 'Try a pool of processes';
      case 'strategies':
        return `Try ${remedy.value.at(-1) ?? ''} as well`;
      default:
        return remedy satisfies never;
    }
  },
  undo: 'Undo',
  isSet: 'Set. Press Run to see what it does.',

  parts,
  shares: {
    title: 'Where the time of all workers went',
    row: (workers: number, wallMs: number): string => `${count(workers, 'worker')} × ${duration(wallMs)}`,
    serial: 'serial’s time',
    text: (rows: readonly { title: string; workers: number; wallMs: number; parts: Readonly<Record<Part, number>> }[]): string =>
      rows
        .map(({ title, workers, wallMs, parts: own }) => {
          const shown = (Object.keys(parts) as Part[]).filter((part) => own[part] >= 0.005 * workers * wallMs);
          return `${title}: ${shown.map((part) => `${parts[part].toLowerCase()} ${percent(own[part] / (workers * wallMs))}`).join(', ')}`;
        })
        .join('; '),
    hint: 'Each bar is as long as the median run took, times its workers. What lies beyond serial’s time is what working side by side cost.',
    part: 'Part',
    cell: (share: number): string => (share === 0 ? '0 %' : percent(share)),
    numbers: 'In numbers',
  },
};
