// How long each control of each view of On Record takes, from the input to the end of the frame that shows the change.
//
//   node bench/interactions.mjs [--dist FOLDER] [--view WORDS] [--control WORDS] [--changes 50] [--cpu 1,4]
//                               [--quick] [--json FILE]
//
//   --dist      the build that is measured; default: dist
//   --view      only the views whose name holds these words; --control likewise
//   --changes   how often each control is worked; --quick: ten times
//   --cpu       by how much the processor is throttled, one run for each

import { writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import * as nginx from "../tests/nginx.mjs";
import { launch, newPage } from "./lib/browser.mjs";
import { controlsOf, open, VIEWS, watchParts } from "./lib/controls.mjs";
import { measure, prepare } from "./lib/latency.mjs";
import { spread } from "./lib/stats.mjs";

/** The most that the median may be, in milliseconds, by how much the processor is throttled. */
export const GOALS_MS = { 1: 16, 4: 50 };

const root = fileURLToPath(new URL("..", import.meta.url));

/**
 * Measures the controls of the views: a list of `{ cpu, view, control, first, settled }`, the last two as `stats.spread`
 * in milliseconds, or with `problem` in place of them. Views that are not begun `seconds` after the first one are
 * `skipped`.
 */
export async function interactions(address, asked = {}) {
  const { views = "", controls = "", changes = 50, cpus = [1, 4], seconds = Infinity, tell = () => {} } = asked;
  const results = [];
  const browser = await launch({ unpaced: true });
  try {
    for (const cpu of cpus) {
      const start = Date.now();
      for (const [view, query] of Object.entries(VIEWS).filter(([name]) => holds(name, views))) {
        const late = Date.now() - start > seconds * 1000;
        const measured = late ? [{ control: "all", skipped: true }] : await ofView(browser, address + query, { controls, changes, cpu });
        for (const result of measured) {
          results.push({ cpu, view, ...result });
          tell(results.at(-1));
        }
      }
    }
  } finally {
    await browser.close();
  }
  return results;
}

const holds = (name, words) => name.toLowerCase().includes(words.toLowerCase());

async function ofView(browser, address, { controls, changes, cpu }) {
  const { page, session, close } = await newPage(browser, { cpu: 1 });
  const results = [];
  try {
    await prepare(page);
    await watchParts(page);
    await open(page, address);
    const wanted = (await controlsOf(page)).filter(({ name }) => holds(name, controls));
    for (const { name, steps } of wanted) {
      try {
        // Each control finds the view as its address shows it.
        await open(page, address);
        await session.send("Emulation.setCPUThrottlingRate", { rate: cpu });
        const measured = await measure(page, steps, { count: changes * Math.min(MOST_NAMES, namesOf(steps).length) });
        results.push(...byStep(name, measured));
      } catch (problem) {
        results.push({ control: name, problem: problem.message.split("\n")[0] });
      } finally {
        await session.send("Emulation.setCPUThrottlingRate", { rate: 1 });
      }
    }
  } finally {
    await close();
  }
  return results;
}

/** A control of steps that are told apart is worked more often, as if it were so many controls at most. */
const MOST_NAMES = 4;

const namesOf = (steps) => [...new Set(steps.map(({ name }) => name))];

/** Steps with names of their own are told apart. */
function byStep(control, measured) {
  return namesOf(measured).map((name) => {
    const own = measured.filter((each) => each.name === name);
    return {
      control: name ? `${control}: ${name}` : control,
      first: spread(own.map(({ first }) => first)),
      settled: spread(own.map(({ settled }) => settled)),
    };
  });
}

const inMs = (value) => value.toFixed(1).padStart(8);

function print({ cpu, view, control, first, settled, problem, skipped }) {
  if (skipped) return console.log(`${cpu} × ${view}: left out for time`);
  const name = `${cpu} × ${view}: ${control}`.padEnd(100);
  if (problem) return console.log(`${name} not measured: ${problem}`);
  const verdict = GOALS_MS[cpu] && first.median > GOALS_MS[cpu] ? "  over the goal" : "";
  console.log(`${name}${inMs(first.median)}${inMs(first.p95)}${inMs(settled.median)}${verdict}`);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { values: asked } = parseArgs({
    options: {
      dist: { type: "string", default: resolve(root, "dist") },
      view: { type: "string", default: "" },
      control: { type: "string", default: "" },
      changes: { type: "string" },
      cpu: { type: "string", default: "1,4" },
      quick: { type: "boolean", default: false },
      json: { type: "string" },
    },
  });
  const host = await nginx.serve(resolve(asked.dist), "on-record");
  try {
    console.log(`${"control, milliseconds:".padEnd(100)}  median     p95 settled`);
    const results = await interactions(`${host.address}on-record/`, {
      views: asked.view,
      controls: asked.control,
      changes: Number(asked.changes ?? (asked.quick ? 10 : 50)),
      cpus: asked.cpu.split(",").map(Number),
      tell: print,
    });
    const over = results.filter(({ cpu, first }) => first?.median > GOALS_MS[cpu]);
    const problems = results.filter(({ problem }) => problem);
    console.log(`${results.length} measured, ${over.length} over the goal, ${problems.length} not measured`);
    if (asked.json) writeFileSync(asked.json, JSON.stringify(results, null, 1));
    if (problems.length > 0) process.exitCode = 1;
  } finally {
    await host.stop();
  }
}
