// What parallelism buys on this machine, measured in the built page: node tests/browser/bench.mjs ADDRESS [--short]
//
// Each figure is a ratio or a quotient within one comparison; several comparisons, their median, least and greatest. Before them, how soon
// Run can be pressed (bench-opening.mjs).
import { chromium } from '@playwright/test';
import { preview } from 'vite';
import { openings } from './bench-opening.mjs';

const [address, flag] = process.argv.slice(2);
if (address === undefined) throw new Error('usage: bench.mjs ADDRESS [--short]');
const ROUNDS = flag === '--short' ? 1 : 5;

const speedup = ({ results }) => results.find(({ strategy }) => strategy === 'pooled').speedup;
const perItemUs = ({ results, spec }) => (1000 * results.find(({ strategy }) => strategy === 'pooled').medianMs) / spec.items;
/** A strategy's time over serial's. */
const shareOf = (id) => ({ results }) => 1 / results.find(({ strategy }) => strategy === id).speedup;
const both = ['serial', 'pooled'];
const two = { cores: 2, strategies: both, repeats: 5 };

/** Some 500 ms of work, as the tutorials compare it. */
const POWER = { task: 'power_sum', items: 270, cores: 2, variant: 'map', strategies: ['serial', 'threaded', 'processes'], repeats: 5 };

/** What is measured: a name, a spec, the figure taken from its report, what it should reach. */
const BENCHES = [
  { name: 'mandelbrot, speed-up on 2 workers', spec: { ...two, task: 'mandelbrot', items: 400, params: { width: 600 } }, figure: speedup, least: 1.8 },
  { name: 'primes, speed-up on 2 workers', spec: { ...two, task: 'primes', items: 200 }, figure: speedup, least: 1.8 },
  { name: 'grid_search, speed-up on 2 workers', spec: { ...two, task: 'grid_search', items: 297, variant: 'map' }, figure: speedup, least: 1.8 },
  { name: 'topic_model, speed-up on 2 workers', spec: { ...two, task: 'topic_model' }, figure: speedup, least: 1.8 },
  { name: 'ray_trace, speed-up on 2 workers', spec: { ...two, task: 'ray_trace', items: 150 }, figure: speedup },
  { name: 'allocate, speed-up on 2 workers', spec: { ...two, task: 'allocate' }, figure: speedup },
  { name: 'memory_sum, speed-up on 2 workers', spec: { ...two, task: 'memory_sum' }, figure: speedup },
  { name: 'wait, speed-up on 8 workers', spec: { task: 'wait', cores: 8, items: 8, strategies: both, repeats: 5 }, figure: speedup, least: 7 },
  { name: 'power_sum, threads under a GIL, of serial', spec: { ...POWER, gil: true }, figure: shareOf('threaded'), least: 1, most: 1.3 },
  { name: 'power_sum, threads without, of serial', spec: { ...POWER, items: 800 }, figure: shareOf('threaded'), most: 0.55 },
  { name: 'power_sum, processes, of serial', spec: POWER, figure: shareOf('processes'), most: 0.6 },
  { name: 'power_sum, fresh processes, of serial', spec: { ...POWER, processes: 'fresh' }, figure: shareOf('processes') },
  { name: 'wait, threads under a GIL, of serial', spec: { task: 'wait', cores: 8, items: 8, strategies: ['serial', 'threaded'], gil: true }, figure: shareOf('threaded'), most: 0.5 },
  { name: 'square, map, chunksize 1, us an item', spec: { ...two, task: 'square', items: 100_000, variant: 'map', chunksize: 1 }, figure: perItemUs, most: 0.1 },
  { name: 'square, map, stealing, us an item', spec: { ...two, task: 'square', items: 100_000, variant: 'map', chunksize: 1, schedule: 'stealing' }, figure: perItemUs },
  { name: 'square, imap_unordered, us an item', spec: { ...two, task: 'square', items: 100_000, variant: 'imap_unordered' }, figure: perItemUs },
  { name: 'square, apply_async, us a call', spec: { ...two, task: 'square', items: 20_000, variant: 'apply_async' }, figure: perItemUs },
];

const root = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
const browser = await chromium.launch({
  ...(process.env.CHROMIUM ? { executablePath: process.env.CHROMIUM } : {}),
  args: [...root, '--disable-background-networking', '--disable-component-update', '--disable-sync', '--no-first-run', '--disable-quic'],
});
const page = await browser.newPage();
await page.goto(address);
await page.evaluate(() => window.playground.ready);
console.log(`${await page.evaluate(() => `${navigator.hardwareConcurrency} cores reported, ${navigator.userAgent}`)}\n`);

let missed = 0;

/** A line of the table; `aside` is for whoever wants to know why. */
function show({ name, figures, aside, least, most }) {
  figures.sort((a, b) => a - b);
  const median = figures[figures.length >> 1];
  const target = [least !== undefined ? `at least ${least}` : '', most !== undefined ? `at most ${most}` : ''].filter(Boolean).join(', ');
  const reached = target === '' ? '' : median >= (least ?? -Infinity) && median <= (most ?? Infinity) ? 'reached' : 'MISSED';
  if (reached === 'MISSED') missed += 1;
  const range = `${figures[0].toFixed(3)} to ${figures.at(-1).toFixed(3)}`;
  console.log(`${name.padEnd(40)} ${median.toFixed(3).padStart(7)}  (${range}; ${aside})  ${target} ${reached}`);
}

// Without the page's configuration it sends no header that isolation needs.
const bare = await preview({ configFile: false, logLevel: 'warn', preview: { port: 0 } });
for (const row of await openings(browser, { full: address, bare: bare.resolvedUrls.local[0] }, ROUNDS)) show(row);
await bare.close();

for (const { name, spec, figure, least, most } of BENCHES) {
  const figures = [];
  let serialMs = 0;
  for (let round = 0; round < ROUNDS; round += 1) {
    const report = await page.evaluate(async (given) => {
      const { results, spec } = await window.playground.run(given);
      return { spec, results: results.map(({ strategy, medianMs, speedup }) => ({ strategy, medianMs, speedup })) };
    }, spec);
    serialMs = report.results[0].medianMs;
    figures.push(figure(report));
  }
  show({ name, figures, aside: `serial ${serialMs.toFixed(0)} ms`, least, most });
}
await browser.close();
if (missed > 0) console.error(`\n${missed} of the targets were missed`);
process.exitCode = missed > 0 ? 1 : 0;
