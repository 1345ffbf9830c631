// How soon Run can be pressed: on a first visit, in a context that has nothing, and on the next one in the same context; on a host that
// sends the headers, and on one that sends none, where the first visit loads the page twice.
//
// The page's own clock, from the beginning of the first load; parts are taken from what the browser notes of the last one's files.

/** What is measured: a name, the host, a place in `visit`'s pair, milliseconds that it should take at most. */
const OPENINGS = [
  { name: 'opening, first visit, Run after ms', host: 'full', place: 0, most: 1000 },
  { name: 'opening, next visit, Run after ms', host: 'full', place: 1, most: 300 },
  { name: 'opening without headers, first visit', host: 'bare', place: 0, most: 1000 },
  { name: 'opening without headers, next visit', host: 'bare', place: 1, most: 300 },
];

/** Notes in the page when Run is there, when it can be pressed, and when the workers that it waits for are ready. */
function note() {
  // Of the first load of a visit, which may be followed by another.
  const beganMs = Number((sessionStorage.openingMs ??= performance.timeOrigin));
  const nowMs = () => performance.timeOrigin + performance.now() - beganMs;
  const times = {};
  window.openingTimes = new Promise((resolve) => {
    const look = () => {
      const run = document.querySelector('.button-run');
      if (run !== null) times.shownMs ??= nowMs();
      if (run?.getAttribute('aria-disabled') !== 'false') return;
      times.runMs ??= nowMs();
      if (document.querySelector('.run-status')?.textContent.startsWith('Starting')) return;
      observer.disconnect();
      delete sessionStorage.openingMs;
      resolve({ ...times, readyMs: nowMs() });
    };
    const observer = new MutationObserver(look);
    observer.observe(document, { subtree: true, childList: true, attributes: true, characterData: true });
  });
}

/** One load's end, and the parts that lead to it, which follow each other but for the engine's download. */
async function opened(page, address) {
  await page.goto(address);
  await page.waitForFunction(() => crossOriginIsolated);
  return page.evaluate(async () => {
    const { shownMs, runMs, readyMs } = await window.openingTimes;
    const files = performance.getEntriesByType('resource');
    const fileOf = (name) => files.find((file) => file.name.includes(name));
    const [{ responseEnd: htmlMs }] = performance.getEntriesByType('navigation');
    const scriptMs = Math.max(...files.filter(({ name }) => /assets\/(index|page|en)-.*\.js$/.test(name)).map(({ responseEnd }) => responseEnd));
    const engineMs = fileOf('index_bg').responseEnd;
    // The host's worker is started when the engine is compiled.
    const compiledMs = fileOf('engine.worker').startTime;
    return { runMs, parts: { html: htmlMs, scripts: scriptMs, shown: shownMs, 'engine here': engineMs, 'engine compiled': compiledMs, 'workers ready': readyMs } };
  });
}

/** A first visit and the next one, when everything is kept. */
async function visit(browser, address) {
  const context = await browser.newContext();
  try {
    await context.addInitScript(note);
    const page = await context.newPage();
    const first = await opened(page, address);
    await page.evaluate(async () => {
      const countKept = async () => (await Promise.all((await caches.keys()).map(async (name) => (await (await caches.open(name)).keys()).length))).reduce((a, b) => a + b, 0);
      const { active } = await navigator.serviceWorker.ready;
      // It does one thing after the other, so what it is asked for now is there when the number no longer grows.
      active.postMessage({ type: 'fill' });
      for (let last = -1, now = 0; last !== now || now < 10; ) {
        await new Promise((resolve) => setTimeout(resolve, 500));
        [last, now] = [now, await countKept()];
      }
    });
    return [first, await opened(page, `${address}?again`)];
  } finally {
    await context.close();
  }
}

const medianOf = (figures) => figures.toSorted((a, b) => a - b)[figures.length >> 1];

/** Rows for the table, of a page at two addresses: name, figures, target, and a line on the parts. */
export async function openings(browser, addresses, rounds) {
  const visits = { full: [], bare: [] };
  for (let round = 0; round < rounds; round += 1) {
    for (const [host, address] of Object.entries(addresses)) visits[host].push(await visit(browser, address));
  }
  return OPENINGS.map(({ name, host, place, most }) => {
    const loads = visits[host].map((pair) => pair[place]);
    const parts = Object.keys(loads[0].parts).map((part) => `${part} ${medianOf(loads.map((load) => load.parts[part])).toFixed(0)}`);
    return { name, most, figures: loads.map(({ runMs }) => runMs), aside: parts.join(', ') };
  });
}
