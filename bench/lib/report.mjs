// The results as a page of text. Whatever it says of a goal it computes.

import { existsSync, readFileSync } from "node:fs";
import { GOALS_MS } from "../interactions.mjs";
import { PROFILES } from "./browser.mjs";
import { CHARTS, FIRST, OURS, PEERS, REPLAY, STANDING } from "./pages.mjs";
import { median, quantile, spread } from "./stats.mjs";

/** Remarks of a person on what was measured, kept from one run to the next. */
const REMARKS = new URL("../remarks.md", import.meta.url);

/** The whole of bench/RESULTS.md. `results`: by part, as run.mjs keeps them. */
export function report({ results, versions, quick }) {
  const parts = [
    "# Results\n",
    head(results, versions, quick),
    "## Goals\n",
    goals(results),
    ...(existsSync(REMARKS) ? [readFileSync(REMARKS, "utf8").trim(), ""] : []),
    "## The pages\n",
    "Medians, with the quartiles in brackets, and as a multiple of On Record's. On Record's page is the whole page, with its data, controls, text, notes and help; the others have a chart, a list to change its measure, and the figures that they show.\n",
    ...["slow", "fast"].map((profile) => loadTable(results, "lines", profile)),
    ...["bars", "map"].map((chart) => loadTable(results, chart, "fast")),
    lacks(),
    "## Changing the measure\n",
    "From the input to the end of the frame that shows the change, milliseconds; all rounds together.\n",
    ...[["lines", "fast"], ["lines", "slow"], ["bars", "fast"], ["map", "fast"]].map(([chart, profile]) => updateTable(results, chart, profile)),
    "## Libraries alone\n",
    published(results),
    "## Every control of On Record\n",
    controls(results),
    "## Without a browser\n",
    native(results),
    readFileSync(new URL("./rules.md", import.meta.url), "utf8"),
  ];
  return parts.filter((part) => part !== "").join("\n");
}

function head(results, versions, quick) {
  const measured = Object.entries(results).map(([part, { date, commit, quick: was }]) => `${part} ${date} UTC, commit ${commit}${was ? ", quick" : ""}`);
  const warning = quick || Object.values(results).some(({ quick: was }) => was) ? "**A quick run: it shows that all works, and no more.**\n\n" : "";
  return `${warning}\`make bench\` measures again and writes this file. How it is measured, and what not, stands at the end.

- Machine: ${versions.machine}
- ${versions.browser}; node ${versions.node}; ${versions.rust}
- ${versions.packages.join(", ")}
- Measured: ${measured.join("; ") || "nothing yet"}
`;
}

const OWN = { ours: OURS.title, [FIRST.name]: FIRST.title, [REPLAY.name]: REPLAY.title, ...Object.fromEntries(Object.entries(STANDING).map(([name, { title }]) => [name, title])) };
const titleOf = (name) => (OWN[name] ? `**${OWN[name]}**` : PEERS[name].title);
const of = (results, part, chart, profile) =>
  (results[part]?.measured ?? []).filter((result) => result.chart === chart && result.profile === profile && result.runs.length > 0);
const oursOf = (all) => all.find(({ name }) => name === "ours");
const table = (headings, rows) =>
  [headings, headings.map((_, index) => (index === 0 ? "---" : "---:")), ...rows].map((cells) => `| ${cells.join(" | ")} |`).join("\n") + "\n";

const grouped = (number) => Math.round(number).toLocaleString("en-GB");
const ms = (number) => (number < 100 ? number.toFixed(1) : grouped(number));
const kilobytes = (bytes) => (bytes / 1000).toFixed(1);
const megabytes = (bytes) => (bytes / 1e6).toFixed(1);

/** A median, its quartiles and its multiple of On Record's. */
function cell(runs, ours, get, write) {
  const numbers = runs.map(get).filter((number) => Number.isFinite(number));
  if (numbers.length === 0) return "–";
  const { median: middle, q1, q3 } = spread(numbers);
  const own = ours && median(ours.runs.map(get).filter((number) => Number.isFinite(number)));
  const range = q3 - q1 > Math.abs(middle) / 1000 ? ` (${write(q1)}–${write(q3)})` : "";
  return `${write(middle)}${range}${own > 0 ? `, ${(middle / own).toFixed(2)} ×` : ""}`;
}

function loadTable(results, chart, profile) {
  const all = of(results, "load", chart, profile);
  if (all.length === 0) return "";
  const ours = oursOf(all);
  const answers = of(results, "update", chart, profile);
  const row = (result) => {
    const own = result.name === "ours" ? null : ours;
    const update = answers.find(({ name }) => name === result.name);
    const value = (get, write) => cell(result.runs, own, get, write);
    return [
      titleOf(result.name),
      String(result.runs.length),
      value(({ bytes }) => bytes, kilobytes),
      ...(profile === "fast" ? [value(({ bytesInAll }) => bytesInAll, kilobytes)] : []),
      value(({ fcp }) => fcp, ms),
      value(({ lcp }) => lcp, ms),
      median(result.runs.map(({ shift }) => shift)).toFixed(3),
      value(({ chart: there }) => there, ms),
      `${median(result.runs.map(({ long }) => long.length))}, ${ms(median(result.runs.map(({ long }) => Math.max(0, ...long))))}`,
      update || STANDING[result.name] ? cell((update ?? result).runs, own && oursOf(answers), ({ answers: time }) => time, ms) : "–",
      ...(profile === "fast" ? [value(({ heap }) => heap, megabytes), megabytes(median(result.runs.map(({ wasm }) => wasm)))] : []),
    ];
  };
  const rest = profile === "fast";
  return [
    `### ${CHARTS[chart].words}: ${PROFILES[profile].name}\n`,
    table(
      [
        "page", "runs", "kB until the chart is there", ...(rest ? ["kB in all"] : []), "first contentful paint, ms", "largest contentful paint, ms",
        "layout shift", "chart is there, ms", "long tasks until then: number, longest in ms", "answers, ms", ...(rest ? ["JavaScript heap, MB", "WebAssembly memory, MB"] : []),
      ],
      all.map(row),
    ),
  ].join("\n");
}

function lacks() {
  const without = Object.values(PEERS).flatMap(({ title, lack = {} }) => Object.values(lack).map((why) => `${title}: ${why}.`));
  return `Without a map: ${without.join(" ")}\n`;
}

const ratioOf = (result, other, part) => quantile(updatesOf(result), part) / quantile(updatesOf(other), part);
const middle = (result) => ms(quantile(updatesOf(result), 0.5));
const updatesOf = ({ runs }) => runs.flatMap(({ updates }) => updates);

function updateTable(results, chart, profile) {
  const all = of(results, "update", chart, profile);
  if (all.length === 0) return "";
  // The others work out every change.
  const ours = all.find(({ name }) => name === FIRST.name) ?? oursOf(all);
  const ratio = (result, part) => (ours ? `${ratioOf(result, ours, part).toFixed(2)} ×` : "–");
  const row = (result) => {
    const numbers = updatesOf(result);
    const { median: middle, q1, q3, p95, count } = spread(numbers);
    return [titleOf(result.name), String(count), ms(middle), `${ms(q1)}–${ms(q3)}`, ms(p95), ratio(result, 0.5), ratio(result, 0.95)];
  };
  return [
    `### ${CHARTS[chart].words}: ${PROFILES[profile].name}\n`,
    table(["page", "changes", "median", "quartiles", "95th percentile", "median beside On Record's for the first time", "95th percentile beside it"], all.map(row)),
  ].join("\n");
}

function published(results) {
  const sizes = results.published?.measured;
  if (!sizes) return "Not measured.\n";
  const ours = oursOf(of(results, "load", "lines", "fast"));
  const own = ours ? [["**On Record**, until its chart is there, with data, controls and page", kilobytes(median(ours.runs.map(({ bytes }) => bytes)))]] : [];
  return [
    "As they are published for a script element, minified, each file compressed by brotli at level 11; without data, page or chart. The pages above have them bundled and, where they allow it, without what is not used.\n",
    table(["library", "kB"], [...own, ...Object.entries(sizes).map(([name, bytes]) => [name, kilobytes(bytes)])]),
  ].join("\n");
}

/** Each goal as a row: what is asked, what was measured, whether it is reached. */
function goals(results) {
  const rows = [
    chartGoal(results),
    ...["fast", "slow"].map((profile) => updateGoal(results, profile)),
    bytesGoal(results),
    ...Object.entries(GOALS_MS).map(([cpu, most]) => controlsGoal(results, Number(cpu), most)),
    longGoal(results),
    shiftGoal(results),
  ];
  const verdict = ({ reached, partly }) => {
    if (reached === null) return "not measured";
    return reached ? "reached" : partly ? `reached ${partly}, **not reached** elsewhere` : "**not reached**";
  };
  return table(["goal", "measured", ""], rows.map((row) => [row.goal, row.measured, verdict(row)]));
}

const notMeasured = (goal) => ({ goal, measured: "–", reached: null });

function chartGoal(results) {
  const goal = `Time until the chart is there, 43 lines, ${PROFILES.slow.name}: at most 0.5 of the best other library's`;
  const all = of(results, "load", "lines", "slow").map((result) => ({ name: result.name, time: median(result.runs.map(({ chart }) => chart)) }));
  const others = all.filter(({ name }) => !OWN[name]).sort((one, other) => one.time - other.time);
  const asked = ["own", "alone", "ours"].map((wanted) => all.find(({ name }) => name === wanted));
  if (!asked.every(Boolean) || others.length === 0) return notMeasured(goal);
  const ratio = ({ time }) => time / others[0].time;
  const said = ({ time }) => `${ratio({ time }).toFixed(2)} (${ms(time)} ms)`;
  const [own, alone, ours] = asked.map(said);
  const measured = `an area's own page, whose chart is in the HTML: ${own}; an address with an area alone, whose chart is a file: ${alone}; an address that asks for more, whose chart needs the program: ${ours}; ${titleOf(others[0].name)} ${ms(others[0].time)} ms`;
  const reached = asked.map((each) => ratio(each) <= 0.5);
  return { goal, measured, reached: reached.every(Boolean), partly: reached[0] && "at an area's own page" };
}

function updateGoal(results, profile) {
  const goal = `Update latency, 43 lines, ${PROFILES[profile].name}: at most 0.5 of Observable Plot's, median and 95th percentile`;
  const all = of(results, "update", "lines", profile);
  const [plot, ...own] = ["plot", "ours", FIRST.name].map((wanted) => all.find(({ name }) => name === wanted));
  if (!plot || !own.every(Boolean)) return notMeasured(goal);
  const ratios = own.map((result) => [0.5, 0.95].map((part) => ratioOf(result, plot, part)));
  const [again, first] = ratios.map((both, index) => `${both.map((ratio) => ratio.toFixed(2)).join(" and ")} (${middle(own[index])} ms)`);
  const replayed = all.find(({ name }) => name === REPLAY.name);
  const least = replayed ? `; its changes without its program: ${ratioOf(replayed, plot, 0.5).toFixed(2)} (${middle(replayed)} ms)` : "";
  const measured = `a measure that was shown before: ${again}; one that was not: ${first}${least}; Observable Plot ${middle(plot)} ms`;
  return { goal, measured, reached: ratios.flat().every((ratio) => ratio <= 0.5) };
}

function bytesGoal(results) {
  const goal = "Bytes of the first view, everything included: below Observable Plot and D3 alone";
  const ours = oursOf(of(results, "load", "lines", "fast"));
  const plot = results.published?.measured["Observable Plot + D3"];
  if (!ours || !plot) return notMeasured(goal);
  const bytes = median(ours.runs.map((run) => run.bytes));
  return { goal, measured: `${grouped(bytes)} of ${grouped(plot)}`, reached: bytes < plot };
}

function controlsGoal(results, cpu, most) {
  const goal = `Every control of every view, median at most ${most} ms${cpu > 1 ? `, processor throttled ${cpu} times` : ""}`;
  const all = (results.controls?.measured ?? []).filter((each) => each.cpu === cpu);
  const measured = all.filter(({ first }) => first);
  if (measured.length === 0) return notMeasured(goal);
  const within = measured.filter(({ first }) => first.median <= most).length;
  const left = all.filter(({ first }) => !first).length;
  const rest = left ? `, ${left} views or controls not measured` : "";
  return { goal, measured: `${within} of ${measured.length}${rest}`, reached: within === measured.length && left === 0 };
}

function longGoal(results) {
  const goal = "No long task over 50 ms during start, 43 lines, unthrottled, until the page is at rest";
  const ours = oursOf(of(results, "load", "lines", "fast"));
  if (!ours) return notMeasured(goal);
  const runs = ours.runs.filter(({ longInAll = [] }) => longInAll.length > 0);
  const longest = Math.max(0, ...ours.runs.flatMap(({ longInAll = [] }) => longInAll));
  const what = runs.length === 0 ? `none in ${ours.runs.length} runs` : `in ${runs.length} of ${ours.runs.length} runs, the longest ${ms(longest)} ms`;
  return { goal, measured: what, reached: runs.length === 0 };
}

function shiftGoal(results) {
  const goal = "No layout shift while it loads, 43 lines";
  const runs = ["fast", "slow"].flatMap((profile) => oursOf(of(results, "load", "lines", profile))?.runs ?? []);
  if (runs.length === 0) return notMeasured(goal);
  const most = Math.max(...runs.map(({ shift }) => shift));
  return { goal, measured: `at most ${most.toFixed(3)}`, reached: most < 0.0005 };
}

function controls(results) {
  const all = results.controls?.measured;
  if (!all) return "Not measured.\n";
  const cpus = Object.keys(GOALS_MS).map(Number);
  const keys = [...new Set(all.map(({ view, control }) => JSON.stringify([view, control])))].map((key) => JSON.parse(key));
  const time = (view, control, cpu) => {
    const { first, settled } = all.find((each) => each.view === view && each.control === control && each.cpu === cpu) ?? {};
    if (!first) return ["–", "–", "–"];
    const bold = first.median > GOALS_MS[cpu] ? "**" : "";
    return [`${bold}${first.median.toFixed(1)}${bold}`, first.p95.toFixed(1), settled.median.toFixed(1)];
  };
  const skipped = [...new Set(all.filter(({ skipped: was }) => was).map(({ view, cpu }) => `${view} (${cpu} ×)`))];
  const rows = keys.filter(([view, control]) => all.some((each) => each.view === view && each.control === control && each.first));
  const counts = [...new Set(all.filter(({ first }) => first).map(({ first }) => first.count))];
  return [
    `Milliseconds from the input to the end of the first frame that shows a change (median, 95th percentile), and until nothing changes any more (median); of ${Math.min(...counts)} to ${Math.max(...counts)} inputs each. Bold: over the goal.${skipped.length ? ` Left out for time: ${skipped.join(", ")}; \`--minutes 60\` gives them theirs.` : ""}\n`,
    table(["view: control", ...cpus.flatMap((cpu) => ["median", "p95", "settled"].map((what) => `${cpu} × ${what}`))], rows.map(([view, control]) => [`${view}: ${control}`, ...cpus.flatMap((cpu) => time(view, control, cpu))])),
  ].join("\n");
}

function native(results) {
  const all = results.native?.measured;
  if (!all) return "Not measured.\n";
  const microseconds = (ns) => (ns / 1000).toFixed(ns < 10_000 ? 2 : 0);
  return [
    "Microseconds, median with its 95 % confidence interval; compiled for this machine, optimised for size as the page is.\n",
    table(["what", "µs", "interval"], all.map(({ name, ns, low, high }) => [name, microseconds(ns), `${microseconds(low)}–${microseconds(high)}`])),
  ].join("\n");
}
