// All measurements, and bench/RESULTS.md. `make bench` builds what they need and calls this.
//
//   node bench/run.mjs [--only PART,PART] [--quick] [--minutes 15] [--dist FOLDER] [--out FILE]
//
//   --only      build (the other libraries' pages), load, update, controls, native; the others keep what was measured
//               before, and an interrupted run goes on so
//   --quick     one look whether all works: few rounds, few changes
//   --minutes   how long the measurements may take in all; with more time there are more rounds, at most nine

import { execFileSync, spawnSync } from "node:child_process";
import { mkdirSync, readdirSync, readFileSync, writeFileSync, existsSync } from "node:fs";
import { arch, cpus, release, totalmem, type } from "node:os";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { build, publishedBytes } from "./build.mjs";
import { loads, updates } from "./compare.mjs";
import { interactions } from "./interactions.mjs";
import { launch } from "./lib/browser.mjs";
import { PEERS } from "./lib/pages.mjs";
import { report } from "./lib/report.mjs";
import { serve } from "./lib/server.mjs";

const here = fileURLToPath(new URL(".", import.meta.url));
const root = resolve(here, "..");
const RESULTS = join(here, "build/results");
const PARTS = ["build", "load", "update", "controls", "native"];

const { values: asked } = parseArgs({
  options: {
    dist: { type: "string", default: join(root, "dist") },
    only: { type: "string", default: PARTS.join() },
    out: { type: "string", default: join(here, "RESULTS.md") },
    minutes: { type: "string", default: "15" },
    quick: { type: "boolean", default: false },
  },
});
const only = asked.only.split(",");
for (const part of only) if (!PARTS.includes(part)) throw new Error(`no part is called ${part}: ${PARTS.join(", ")}`);
if (!(Number(asked.minutes) > 0)) throw new Error(`--minutes ${asked.minutes} is no time`);
/** What seconds of a quarter of an hour are of the time that is given. */
const share = (seconds) => (seconds * Number(asked.minutes)) / 15;

// What is looked at, how often at most, and for how many seconds of a quarter of an hour. The slow profile takes its
// time, and is for the lines alone.
const LOADS = [
  { chart: "lines", profile: "slow", rounds: 9, seconds: 240 },
  { chart: "lines", profile: "fast", rounds: 9, seconds: 80 },
  { chart: "bars", profile: "fast", rounds: 5, seconds: 40 },
  { chart: "map", profile: "fast", rounds: 5, seconds: 40 },
];
const UPDATES = [
  { chart: "lines", profile: "fast", rounds: 4, seconds: 60 },
  { chart: "lines", profile: "slow", rounds: 4, seconds: 60 },
  { chart: "bars", profile: "fast", rounds: 3, seconds: 20 },
  { chart: "map", profile: "fast", rounds: 3, seconds: 20 },
];
/** For each speed of the processor. */
const CONTROLS_SECONDS = 100;

const browser = await launch();
const browserVersion = `Chromium ${browser.version()}, headless`;
await browser.close();

const tell = (words) => console.log(`[bench] ${words}`);
const problems = [];

mkdirSync(RESULTS, { recursive: true });
if (only.includes("build")) {
  tell("the other libraries' pages");
  await build();
  keep("published", publishedBytes());
}
if (["load", "update", "controls"].some((part) => only.includes(part))) await inBrowser();
if (only.includes("native")) {
  tell("the crates without a browser");
  const { status } = spawnSync("cargo", ["bench", "--package", "bench", "--bench", "crates", "--", ...(asked.quick ? ["--quick"] : [])], {
    cwd: root,
    stdio: ["ignore", "ignore", "inherit"],
    timeout: 600_000,
  });
  if (status === 0) keep("native", native());
  else problems.push("the benches of the crates failed");
}

writeFileSync(asked.out, report({ results: kept(), versions: versions(), quick: asked.quick }));
tell(`${asked.out}${problems.length ? `, with ${problems.length} problems:` : ""}`);
for (const problem of problems) console.error(`[bench] ${problem}`);
if (problems.length > 0) process.exitCode = 1;

async function inBrowser() {
  const figures = JSON.parse(readFileSync(join(here, "build/data/figures.json"), "utf8"));
  const host = await serve(resolve(asked.dist), join(here, "build"));
  try {
    for (const [part, plan, measure] of [["load", LOADS, loads], ["update", UPDATES, updates]]) {
      if (!only.includes(part)) continue;
      const all = [];
      for (const { rounds, seconds, ...what } of plan) {
        all.push(...(await measure(host, figures, { ...what, rounds: asked.quick ? 1 : rounds, seconds: share(seconds), tell })));
        keep(part, all);
      }
      problems.push(...all.flatMap((result) => result.problems.map((problem) => `${result.name}, ${result.chart}, ${result.profile}: ${problem}`)));
    }
    if (only.includes("controls")) {
      tell("the controls");
      const changes = asked.quick ? 5 : 50;
      const measured = await interactions(host.ours, { changes, seconds: share(CONTROLS_SECONDS) });
      problems.push(...measured.filter(({ problem }) => problem).map(({ view, control, problem }) => `${view}: ${control}: ${problem}`));
      keep("controls", measured);
    }
  } finally {
    await host.stop();
  }
}

/** Medians of criterion in nanoseconds, with the bounds of their 95 % confidence intervals, by name. */
function native() {
  const folder = join(root, "target/criterion");
  const read = (name, file) => JSON.parse(readFileSync(join(folder, name, "new", file), "utf8"));
  return readdirSync(folder)
    .filter((name) => existsSync(join(folder, name, "new/estimates.json")))
    .map((name) => {
      const { point_estimate: ns, confidence_interval: interval } = read(name, "estimates.json").median;
      return { name: read(name, "benchmark.json").full_id, ns, low: interval.lower_bound, high: interval.upper_bound };
    })
    .sort((one, other) => one.name.localeCompare(other.name));
}

function keep(part, measured) {
  const of = { date: new Date().toISOString().slice(0, 16).replace("T", " "), commit: commit(), quick: asked.quick };
  writeFileSync(join(RESULTS, `${part}.json`), JSON.stringify({ ...of, measured }, null, 1));
}

/** What was measured, now or before, by part. */
function kept() {
  const files = readdirSync(RESULTS).filter((name) => name.endsWith(".json"));
  return Object.fromEntries(files.map((name) => [name.slice(0, -5), JSON.parse(readFileSync(join(RESULTS, name), "utf8"))]));
}

function commit() {
  const git = (...given) => execFileSync("git", given, { cwd: root, encoding: "utf8" }).trim();
  try {
    return git("rev-parse", "--short", "HEAD") + (git("status", "--porcelain", "--untracked-files=no", "--", ":!bench/RESULTS.md") ? " with changes" : "");
  } catch {
    return "unknown";
  }
}

function versions() {
  const lock = JSON.parse(readFileSync(join(here, "package-lock.json"), "utf8")).packages;
  const names = [...new Set(Object.values(PEERS).flatMap(({ packages }) => packages)), "esbuild"];
  return {
    packages: names.map((name) => `${name} ${lock[`node_modules/${name}`].version}`),
    node: process.version,
    rust: execFileSync("rustc", ["--version"], { cwd: root, encoding: "utf8" }).trim(),
    browser: browserVersion,
    machine: `${cpus().length} × ${cpus()[0]?.model.trim() || arch()}, ${Math.round(totalmem() / 2 ** 30)} GiB, ${type()} ${release()}`,
  };
}
