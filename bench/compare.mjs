// On Record beside the other libraries: how the pages come, and how quickly a chart changes. Interleaved: each round
// opens every page once, in a browser context without anything cached.

import { launch, PROFILES } from "./lib/browser.mjs";
import { measure, withPatience } from "./lib/latency.mjs";
import { answered, answeredWith, atRest, load } from "./lib/load.mjs";
import { FIRST, FORCES, OURS, PEERS, REPLAY, STANDING, STANDS } from "./lib/pages.mjs";
import { check, checkStanding } from "./lib/smoke.mjs";

/** Changes of the measure for each page and round. */
const CHANGES = 25;

const choice = (value) => ({ act: ["choose", "#measure", value] });
const radio = (value) => ({ act: ["click", `input[name=measure][value=${value}]`] });

/** Every page of a chart: name, title, address, how its marks are counted, and how its measure is changed. */
export function targets(chart, host) {
  const others = Object.entries(PEERS)
    .filter(([, { charts }]) => charts.includes(chart))
    .map(([name, { title }]) => ({ name, title, address: `${host.peers}${name}-${chart}/`, steps: [choice("rate"), choice("count")], watch: "#chart" }));
  const ours = {
    name: "ours",
    title: OURS.title,
    address: host.ours + OURS.addresses[chart],
    marks: OURS.marks[chart],
    steps: [radio("rate"), radio("count")],
    watch: "#picture",
  };
  const { marks, answer } = STANDS;
  const standing = Object.entries(STANDING).map(([name, { title, address }]) => ({ name, title, address: host.ours + address, marks, answer, steps: ours.steps }));
  return STANDS.chart === chart ? [ours, ...standing, ...others] : [ours, ...others];
}

/**
 * On Record keeps what it showed last, and a measure that comes again is one of those. Here another force is picked out
 * before each change, which is not measured, so that the measure was not shown of it before; in the end the chosen one.
 */
function firstTarget(chart, host, { forces, chosen }) {
  const [ours] = targets(chart, host);
  const address = OURS.addresses[chart];
  const picked = forces.map(({ code }) => code).filter((code) => code !== chosen);
  const steps = picked.slice(0, CHANGES - 1).concat(chosen).map((code, index) => {
    const there = address.replace(`area=${chosen}`, `area=${code}`);
    if (code !== chosen && there === address) throw new Error(`${address} has no area`);
    const [from, to] = index % 2 ? ["&measure=rate", "count"] : ["", "rate"];
    return { prepare: [["go", there + from]], ...radio(to) };
  });
  return { ...ours, ...FIRST, steps };
}

/**
 * Opens every page at most `rounds` times in a profile, and after `seconds` no more than three times. Gives
 * `{ chart, profile, name, runs, problems }` for each page; a run that failed is not among the runs.
 */
export async function loads(host, figures, asked) {
  const all = targets(asked.chart, host);
  return inRounds(all, { ...asked, unpaced: false }, async (browser, target, profile, chart) => {
    // At the slow profile the rest of On Record's files would take the run's time and tell nothing more.
    const rests = profile === PROFILES.fast;
    const ask = async (page) => {
      if (target.answer) {
        await checkStanding(page, target, figures);
        const answers = await answeredWith(page, target.steps[0], target.answer);
        await check(page, target, chart, "rate", figures);
        return { answers, ...(rests && (await atRest(page))) };
      }
      const rest = rests ? await atRest(page) : {};
      await check(page, target, chart, "count", figures);
      return rest;
    };
    return load(browser, target, profile, ask);
  });
}

/** How soon each page with a program answers, and how quickly it changes: `{ chart, profile, name, runs: [{ answers, updates }] }`. */
export async function updates(host, figures, asked) {
  const [ours, ...others] = targets(asked.chart, host).filter(({ answer }) => !answer);
  const all = [ours, { ...firstTarget(asked.chart, host, figures), change: forTheFirstTime }, { ...ours, ...REPLAY, change: replayed }, ...others];
  return inRounds(all, { ...asked, unpaced: true }, async (browser, target, profile, chart) => {
    const { change = inTurn } = target;
    const ask = (page) => change(page, target, async () => check(page, target, chart, await chosen(page), figures));
    const { answers, updates } = await load(browser, target, profile, ask);
    return { answers, updates };
  });
}

// The ways to change a page that is open, each with what tells whether it shows the right figure.

async function inTurn(page, { steps, watch }, isRight) {
  const answers = await answered(page, steps, watch);
  await page.waitForLoadState("networkidle");
  await isRight();
  const updates = await timed(page, (await chosen(page)) === "rate" ? [...steps].reverse() : steps, watch);
  await isRight();
  return { answers, updates };
}

async function forTheFirstTime(page, { steps, watch }, isRight) {
  await page.waitForLoadState("networkidle");
  const updates = await timed(page, steps, watch);
  await isRight();
  return { updates };
}

// What is replayed is held against what was shown, by the page.
async function replayed(page, { title, steps, watch }) {
  await page.waitForLoadState("networkidle");
  const sizes = await page.evaluate((steps) => window.bench.record(steps), steps);
  if (!sizes.every((size) => size > FORCES)) throw new Error(`${title}: ${sizes.join(" and ")} changes`);
  return { updates: await timed(page, [{ act: ["replay", 0] }, { act: ["replay", 1] }], watch) };
}

const timed = async (page, steps, watch) => (await measure(page, steps, { count: CHANGES, watch })).map(({ first }) => first);

/** The measure that the page's own control names. */
const chosen = (page) => page.evaluate(() => document.querySelector("#measure, input[name=measure]:checked").value);

/** After so many milliseconds a run is given up. */
const LONGEST_MS = 180_000;
/** However long it takes, a page is opened so often. */
const LEAST_ROUNDS = 3;

async function inRounds(targets, { chart, profile, rounds, seconds, tell, unpaced }, one) {
  const all = targets.map((target) => ({ target, result: { chart, profile, name: target.name, runs: [], problems: [] } }));
  const start = Date.now();
  let browser = await launch({ unpaced });
  let round = 0;
  try {
    for (; round < rounds && (round < LEAST_ROUNDS || Date.now() - start < seconds * 1000); round += 1)
      for (const { target, result } of all)
        try {
          // One that has died takes no other page with it.
          if (!browser.isConnected()) browser = await launch({ unpaced });
          result.runs.push(await withPatience(one(browser, target, PROFILES[profile], chart), LONGEST_MS));
        } catch (problem) {
          result.problems.push(problem.message.split("\n")[0]);
          tell(`${target.title}, ${chart}, ${PROFILES[profile].name}: ${result.problems.at(-1)}`);
        }
  } finally {
    await browser.close();
  }
  tell(`${chart}, ${PROFILES[profile].name}: ${round} rounds in ${Math.round((Date.now() - start) / 1000)} s`);
  return all.map(({ result }) => result);
}
