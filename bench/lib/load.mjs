// How a page comes: bytes, paints, shifts, long tasks, and when the chart is there. Bytes are those of bodies, as sent.
//
// The rule for the chart, the same for every page: it is there at the end of the first frame at which its 43 marks are
// drawn. Marks are elements of the document, or, on a canvas, what the library has laid out to be painted in that frame.
// The clock starts with the navigation.

import { newPage } from "./browser.mjs";
import { prepare, withPatience } from "./latency.mjs";
import { FORCES } from "./pages.mjs";

/** After so many milliseconds a page counts as broken. */
const LOAD_MS = 60_000;

/** Opens a page in a context of its own; `ask` is done while it is there, with what was measured. */
export async function load(browser, { address, marks, answer }, profile, ask = async () => ({})) {
  const { page, session, close } = await newPage(browser, profile);
  try {
    const problems = [];
    page.on("pageerror", (error) => problems.push(error.message));
    await session.send("Performance.enable");
    await prepare(page);
    await page.addInitScript(inPage, { marks, forces: FORCES, keeps: Boolean(answer) });
    await page.goto(address, { waitUntil: "commit", timeout: LOAD_MS });
    const chart = await withPatience(page.evaluate(() => window.benchLoad.chart), LOAD_MS);
    const asked = await ask(page);
    // Paints and shifts that the load itself brings are told a little later.
    await page.waitForTimeout(300);
    const seen = await page.evaluate(() => window.benchLoad.seen());
    if (problems.length > 0) throw new Error(`${address}: ${problems[0]}`);
    return { chart, ...seen, ...asked };
  } finally {
    await close();
  }
}

/** Bytes in all and memory, once nothing is loaded any more. */
export async function atRest(page) {
  await page.waitForLoadState("networkidle");
  // What the bench itself makes the page do from here on is none of its start.
  await page.evaluate(() => window.benchLoad.rests());
  const session = await page.context().newCDPSession(page);
  await session.send("HeapProfiler.collectGarbage");
  await session.send("Performance.enable");
  const { metrics } = await session.send("Performance.getMetrics");
  const metric = (name) => metrics.find((each) => each.name === name).value;
  return { heap: metric("JSHeapUsedSize"), nodes: metric("Nodes"), ...(await page.evaluate(() => window.benchLoad.rest())) };
}

// Runs in the page: it may use nothing of this file.
function inPage({ marks, forces, keeps }) {
  if (window.benchLoad || window.parent !== window) return;
  const seen = { fcp: null, lcp: null, shift: 0 };
  const observe = (type, each) => new PerformanceObserver((list) => list.getEntries().forEach(each)).observe({ type, buffered: true });
  observe("paint", ({ name, startTime }) => name === "first-contentful-paint" && (seen.fcp = startTime));
  observe("largest-contentful-paint", ({ startTime }) => (seen.lcp = startTime));
  observe("layout-shift", ({ value, hadRecentInput }) => hadRecentInput || (seen.shift += value));
  const long = [];
  observe("longtask", ({ startTime, duration }) => long.push({ startTime, duration }));
  const longUntil = (time) => long.filter(({ startTime }) => startTime < time).map(({ duration }) => duration);

  const memories = new Set();
  const keep = (result) => {
    for (const value of Object.values((result.instance ?? result).exports)) if (value instanceof WebAssembly.Memory) memories.add(value);
    return result;
  };
  for (const name of ["instantiate", "instantiateStreaming"]) {
    const own = WebAssembly[name];
    WebAssembly[name] = (...given) => own.apply(WebAssembly, given).then(keep);
  }

  const { port1, port2 } = new MessageChannel();
  const frame = () =>
    new Promise((resolve) => {
      port1.onmessage = () => resolve(performance.now());
      requestAnimationFrame(() => port2.postMessage(0));
    });
  // What stands in a page for another width than the window's is not drawn.
  const drawn = (all) => (all.length < forces ? 0 : [...all].filter((mark) => mark.checkVisibility({ visibilityProperty: true })).length);
  const isThere = () => (marks ? drawn(document.querySelectorAll(marks)) : (window.peer?.count() ?? 0)) >= forces;
  const files = () => [...performance.getEntriesByType("navigation"), ...performance.getEntriesByType("resource")];
  const bytes = (until) => files().filter(({ responseEnd }) => responseEnd > 0 && responseEnd <= until).reduce((sum, { encodedBodySize }) => sum + encodedBodySize, 0);
  let [bytesAtChart, chartAt, restAt, picture] = [];
  async function chart() {
    for (;;) {
      // What the parser adds after a frame's callbacks is not painted in it: marks must be there before.
      let wasThere = !marks;
      requestAnimationFrame(() => (wasThere ||= isThere()));
      const now = await frame();
      if (wasThere && isThere()) {
        bytesAtChart = bytes(now);
        if (keeps) picture = [...document.querySelectorAll("#picture > *")].find((each) => each.checkVisibility()).innerHTML;
        return (chartAt = now);
      }
    }
  }

  window.benchLoad = {
    chart: chart(),
    frame,
    isThere,
    picture: () => picture,
    seen: () => ({ ...seen, bytes: bytesAtChart, long: longUntil(chartAt), ...(restAt && { longInAll: longUntil(restAt) }) }),
    rests: () => (restAt = performance.now()),
    rest: () => ({ bytesInAll: bytes(Infinity), files: files().length, wasm: [...memories].reduce((sum, { buffer }) => sum + buffer.byteLength, 0) }),
  };
}

/**
 * Changes the measure as soon as there is something to change, again and again, until the chart answers: milliseconds
 * from the navigation to the end of the frame that shows the first answer. An input counts only if the chart was there
 * before it.
 */
export function answered(page, steps, watch) {
  return withPatience(page.evaluate(untilAnswered, { steps, watch }), LOAD_MS);
}

/**
 * The same for a page whose chart is there before its program, which draws it anew: what the page does before it can know
 * of an input is remembered by it, and it answers when `selector` is there, which is of another measure.
 */
export function answeredWith(page, step, selector) {
  const until = async ({ step, selector }) => {
    window.bench.act(step.act);
    for (;;) {
      const now = await window.benchLoad.frame();
      if (document.querySelector(selector)) return now;
    }
  };
  return withPatience(page.evaluate(until, { step, selector }), LOAD_MS);
}

// Runs in the page: it may use nothing of this file.
async function untilAnswered({ steps, watch }) {
  const { frame, isThere } = window.benchLoad;
  let changes = 0;
  addEventListener("benchDrawn", () => (changes += 1));
  const watcher = new MutationObserver((records) => {
    changes += records.filter(({ target }) => (target.nodeType === 1 ? target : target.parentElement)?.closest(watch)).length;
  });
  watcher.observe(document, { childList: true, attributes: true, characterData: true, subtree: true });
  /** How long an input is given before it counts as lost, in milliseconds. */
  const LOST_MS = 250;
  for (let turn = 0; ; turn += 1) {
    while (!isThere() || !document.querySelector(steps[0].act[1])) await frame();
    const before = changes;
    const start = performance.now();
    window.bench.act(steps[turn % steps.length].act);
    for (let now = start; now - start < LOST_MS; ) {
      now = await frame();
      if (changes !== before) {
        watcher.disconnect();
        return now;
      }
    }
  }
}
