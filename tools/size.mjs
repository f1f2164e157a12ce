// Prints what each view loads, file by file (raw, gzip, brotli 11), and fails over a budget.
// Usage: node tools/size.mjs DIST
import { readFileSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";
import { AREAS, VIEWS } from "./hosting.mjs";

/** The most that the first view may load, in bytes, each file compressed by brotli at level 11. */
const FIRST_VIEW = 117_500;
/**
 * The most that each later view may load beside it, with all that it shares with others: what one view brought, the next
 * has. The aim for each is 25,000; docs/size.md says which are above it, and why.
 */
const LATER = {
  check: 3_600,
  "a text checked": 62_000,
  compare: 19_600,
  "compare two periods": 22_000,
  "compare over time": 22_300,
  story: 25_000,
  "reasons of a story": 30_600,
  map: 25_000,
  "map of hexagons": 21_500,
  "map through time": 26_400,
  outcomes: 23_900,
  "outcomes of all forces": 22_600,
  table: 22_100,
  take: 21_300,
  "all figures": 34_100,
  "another offence, or a share": 13_000,
  "choice of areas": 3_600,
  questions: 4_700,
  "other offences": 168_200,
  "embed builder": 6_900,
};
/** The most that the first view of an area may have, which an address that asks for it alone loads beside all that. */
const AREA = 6_800;
/** The most that the script of an article may have: it stands in other people's pages. */
const EMBED_JS = 2_000;
/** The most that the whole folder may hold, in bytes as they lie there. */
const WHOLE = 12_000_000;
/** What docs/hosting.md says of it. */
const SAID = /static files, ([\d.]+) MB in all/;
/**
 * What is asked for when a later view is opened: ids of the elements in index.html that name the files. What a part needs
 * is told by its element.
 */
const LATER_VIEWS = {
  check: ["part-check"],
  "a text checked": ["part-verdicts", "outcomes", "part-rest", "rest"],
  compare: ["part-ranking"],
  "compare two periods": ["part-dumbbell"],
  "compare over time": ["part-multiples"],
  story: ["part-story", "outcomes"],
  "reasons of a story": ["part-reasons", "outcomes"],
  map: ["part-map", "map"],
  "map of hexagons": ["part-tiles", "tiles"],
  "map through time": ["part-map-time", "map"],
  outcomes: ["part-stack", "outcomes"],
  "outcomes of all forces": ["part-charge-ranking", "outcomes"],
  table: ["part-table"],
  take: ["part-take", "take-script"],
  "all figures": ["part-take", "take-script", "part-rest", "rest"],
  "another offence, or a share": ["part-rest", "rest"],
  "choice of areas": ["part-areas"],
  questions: ["part-presets"],
  "other offences": ["part-offences", "offences"],
};

const folder = process.argv[2] ?? "dist";
const html = readFileSync(join(folder, "index.html"), "utf8");

// Files that elements with an id name are loaded when a view needs them, but for the figures.
const elements = [...html.matchAll(/<link [^>]*>/g)].map(([element]) => ({
  id: /\bid="?([\w-]+)/.exec(element)?.[1],
  name: /\bhref="?\.?\/?([\w./-]+)/.exec(element)?.[1],
  needs: /\bdata-needs="?([\w -]+)/.exec(element)?.[1].split(" ").map((part) => `part-${part}`) ?? [],
}));
const later = new Map(elements.filter(({ id }) => id && id !== "figures").map((element) => [element.id, element]));

/** The files that elements name, with what those need: as the page loads them. */
function filesOf(ids) {
  const all = new Set();
  const add = (id) => {
    // A view without a part would mean that all of it is in the first one.
    if (!later.has(id)) throw new Error(`index.html lacks ${id}: the WebAssembly was not cut in parts`);
    later.get(id).needs.forEach(add);
    all.add(later.get(id).name);
  };
  ids.forEach(add);
  return [...all];
}

// Whatever else the page names as an address of its own is loaded by the first view; the loader's import is the
// glue, and its argument the WebAssembly.
const names = new Set(["index.html"]);
for (const [, name] of html.matchAll(/(?:href|src)="?\.?\/?([\w./-]+\.(?:css|js|json|wasm|svg))\b/g)) names.add(name);
for (const [, name] of html.matchAll(/["']\.?\/?([\w./-]+\.(?:js|wasm))["']/g)) names.add(name);
for (const { name } of later.values()) names.delete(name);
// In an article's frame alone, which has a budget of its own.
names.delete("frame.js");
for (const kind of [".js", ".wasm", ".json"])
  if (![...names].some((name) => name.endsWith(kind))) throw new Error(`index.html names no ${kind} file`);

const row = (name, raw, gzip, brotli) =>
  console.log(name.padEnd(44), ...[raw, gzip, brotli].map((cell) => String(cell).padStart(10)));

/** Bytes of a file, compressed by brotli at level 11. */
function brotliOf(content) {
  return brotliCompressSync(content, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }).length;
}

const sumOf = (files) => files.reduce((sum, name) => sum + brotliOf(readFileSync(join(folder, name))), 0);

/** Prints a view's files and their sum; whether the sum is within the budget. */
function view(title, files, budget) {
  row(title, "raw", "gzip", "brotli");
  const sum = [0, 0, 0];
  for (const name of files) {
    const content = readFileSync(join(folder, name));
    const sizes = [content.length, gzipSync(content, { level: 9 }).length, brotliOf(content)];
    sizes.forEach((size, index) => (sum[index] += size));
    row(`  ${name}`, ...sizes);
  }
  row(`  sum (at most ${budget})`, ...sum);
  if (sum[2] > budget) console.error(`${title}: ${sum[2] - budget} bytes over its budget`);
  return sum[2] <= budget;
}

const within = [view("first view", [...names], FIRST_VIEW)];
// By the copies that the build has compressed already.
const areas = readdirSync(join(folder, VIEWS)).filter((name) => name.endsWith(".br")).map((name) => `${VIEWS}/${name}`);
const [largest] = areas.sort((one, other) => statSync(join(folder, other)).size - statSync(join(folder, one)).size);
within.push(view(`the largest first view of ${areas.length} areas`, [largest.slice(0, -".br".length)], AREA));
for (const [name, ids] of Object.entries(LATER_VIEWS)) within.push(view(name, filesOf(ids), LATER[name]));
// A frame loads the first view and its own script, and must not load more than the whole page with all its parts.
const parts = [...later.values()].map(({ name }) => name).filter((name) => name.endsWith(".wasm"));
within.push(view("a frame", [...names, "frame.js"], sumOf([...names, ...parts])));
within.push(view("an article's script", ["embed.js"], EMBED_JS));
within.push(view("embed builder", [...filesOf(["part-embed"]), "embed-form.html", "embed-form.css"], LATER["embed builder"]));
within.push(whole());
if (within.includes(false)) process.exit(1);

/** Prints what lies in the folder; whether it is within its budget, and what the documentation says of it. */
function whole() {
  const files = readdirSync(folder, { recursive: true }).map((name) => name.replaceAll("\\", "/")).filter((name) => statSync(join(folder, name)).isFile());
  const bytes = (some) => some.reduce((sum, name) => sum + statSync(join(folder, name)).size, 0);
  const [all, areas] = [bytes(files), bytes(files.filter((name) => [AREAS, VIEWS].includes(name.split("/")[0])))];
  console.log(`the whole folder (at most ${WHOLE}): ${all} bytes in ${files.length} files, ${areas} of them pages of areas`);
  const said = Number(SAID.exec(readFileSync(new URL("../docs/hosting.md", import.meta.url), "utf8"))?.[1]);
  const isTrue = Math.abs(all / 1e6 / said - 1) < 0.1;
  if (!isTrue) console.error(`docs/hosting.md says ${said} MB in all`);
  return isTrue && all <= WHOLE;
}
