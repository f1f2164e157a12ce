// Finishes a build: cuts the WebAssembly in parts, names every file by its content, so that a host may keep it for
// ever, tells the page the names and digests, and writes the host's rules with the digests of the page's scripts.
// Trunk runs this with the folder of the build in TRUNK_STAGING_DIR.
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { slim } from "./glue.mjs";
import { AREAS, VIEWS, compress, digestOf, hostedAt, shortDigest, withAddresses, withCrossorigin, withDataset, withEarly, withoutComments, withPolicy, writeRules } from "./hosting.mjs";
import { piecesOf, withStanding, withStyle, withViews, writePages } from "./pages.mjs";

const folder = process.env.TRUNK_STAGING_DIR;
const page = join(folder, "index.html");
let html = readFileSync(page, "utf8");

/**
 * Parts of the WebAssembly: the modules whose functions are called when a view is opened, several parts joined with “+”
 * where each has them, …
 */
const PARTS = {
  check: ["on_record::views::check::"],
  compare: ["on_record::views::compare::"],
  embed: ["on_record::share::embed::"],
  map: ["on_record::views::map::"],
  outcomes: ["on_record::views::outcomes::"],
  offences: ["on_record::views::offences::"],
  story: ["on_record::views::story::"],
  reasons: ["on_record::views::reasons::"],
  areas: ["on_record::controls::area_picker::start_box"],
  rest: ["on_record::views::rest::"],
  presets: ["on_record::views::presets::"],
  take: ["on_record::share::take::made"],
  table: ["on_record::views::grid::"],
  verdicts: ["on_record::views::verdicts::"],
  ranking: ["chart::bars::fill", "query::compare_words::rank::"],
  multiples: ["chart::multiples::fill", "query::compare_words::each::"],
  dumbbell: ["chart::dumbbell::fill", "query::compare_words::two::"],
  stack: ["chart::stack::fill"],
  "charge-ranking": ["chart::charge_ranking::fill"],
  "map-time": ["on_record::views::map_time::"],
  tiles: ["on_record::views::tiles::", "chart::tiles::tile_map"],
  "dumbbell+ranking": ["chart::rows::PlacedRow", "chart::rows::interrupted", "chart::rows::names_right"],
  "outcomes+story+verdicts": ["on_record::views::outcome_file::"],
};
/** … and those whose closures the browser calls then. */
const OWN = {
  check: ["on_record::views::checking::"],
  embed: ["on_record::share::builder::"],
  offences: ["on_record::controls::other_offences::"],
  story: ["on_record::views::telling::"],
  table: ["on_record::views::table::", "on_record::views::cells::"],
  verdicts: ["on_record::views::claims::"],
};
/** … and those that are loaded after another one. */
const AFTER = {
  verdicts: "check",
  reasons: "story",
  ranking: "compare",
  multiples: "compare",
  dumbbell: "compare",
  stack: "outcomes",
  "charge-ranking": "outcomes",
  "map-time": "map",
  tiles: "map",
};
/** A panic would tell its place in the code, at the cost of 5 % of all bytes; the page says so in words of its own. */
const HALTING = [
  "core::panicking::", "core::option::unwrap_failed", "core::option::expect_failed", "core::result::unwrap_failed",
  "core::slice::index::slice_", "len_mismatch_fail", "core::str::slice_error_fail", "core::cell::panic_already",
  "::assert_failed", "alloc::raw_vec::handle_error", "alloc::alloc::handle_alloc_error", "std::panicking::",
  "std::alloc::rust_oom",
  // Of classes that are withheld.
  "wasm_streams::",
];
/** Classes of a library beneath Leptos that the page never makes. */
const WITHHELD = ["intounderlying", "__wbg_intounderlying"];
/** How wasm-opt makes them small, with the features that browsers of the last years have. */
const SMALL = [
  "--flatten", "--rereloop", "-Oz", "-Oz", "--low-memory-unused", "--enable-bulk-memory", "--enable-bulk-memory-opt", "--enable-nontrapping-float-to-int", "--enable-sign-ext",
  "--enable-mutable-globals", "--enable-reference-types", "--enable-multivalue", "--strip-debug", "--strip-producers",
  "--strip-target-features",
];

const escaped = (text) => text.replaceAll(".", "\\.");
const run = (program, ...args) => execFileSync(program, args, { stdio: ["ignore", "ignore", "inherit"] });

/** Gives a file of the build a name that tells its content; gives the name. */
function nameByContent(file, stem, end) {
  const name = `${stem}-${shortDigest(readFileSync(join(folder, file)))}${end}`;
  renameSync(join(folder, file), join(folder, name));
  return name;
}

const release = process.env.TRUNK_PROFILE === "release";
packRows(join(folder, "data"));
packMap(join(folder, "data"));
for (const file of ["recorded.json", "rest.json", "map.json", "tiles.json", "outcomes.json", "offences.txt"]) {
  const [name, end] = file.split(".");
  const plain = `data/${file}`;
  const reference = new RegExp(`href="?${escaped(plain)}"?`);
  if (!reference.test(html)) throw new Error(`index.html does not refer to ${plain}`);
  const named = nameByContent(plain, `data/${name}`, `.${end}`);
  html = html.replace(reference, `href="${named}" data-digest="${digestOf(readFileSync(join(folder, named)))}"`);
}

if (release) for (const script of ["embed", "frame", "privacy", "take"]) makeSmall(`${script}.js`);
for (const script of ["privacy", "take"]) nameScript(script);

const pieces = piecesOf(folder);
html = withStanding(html, pieces.pieces);
if (release) {
  const address = hostedAt(process.env.ON_RECORD_URL);
  html = withStyle(folder, html);
  cut();
  html = withSmallScripts(html);
  html = withEarly(withPolicy(withCrossorigin(withDataset(withAddresses(withoutComments(html), address), address))));
  writePages(folder, html, address, pieces);
  html = withViews(folder, html, pieces);
  writeRules(folder, html, address);
}
writeFileSync(page, html);
writeWorker();
// Whatever changes a file stands above this.
if (release) compress(folder);

/** Names a script that is loaded on demand by its content. */
function nameScript(name) {
  const reference = new RegExp(`href="?${name}\\.js"?`);
  if (!reference.test(html)) throw new Error(`index.html does not refer to ${name}.js`);
  html = html.replace(reference, `href="${nameByContent(`${name}.js`, name, ".js")}"`);
}

/** Tells the worker which files make up this build, each with its digest: all that the page may ask for. */
function writeWorker() {
  const files = {};
  const add = (name) => (files[name] = digestOf(readFileSync(join(folder, name))));
  for (const name of readdirSync(folder, { recursive: true }).map((name) => name.replaceAll("\\", "/")).sort()) {
    const served = /\.(css|html|js|json|png|svg|txt|wasm|webmanifest)$/.test(name) && !/^(sw|embed)\.js$|^preview\./.test(name);
    if (served && ![AREAS, VIEWS].includes(name.split("/")[0])) add(name);
  }
  const list = JSON.stringify(files);
  const worker = join(folder, "sw.js");
  const build = shortDigest(list);
  const script = readFileSync(worker, "utf8");
  const filled = script
    .replace('const BUILD = "";', `const BUILD = "${build}";`)
    .replace("const FILES = {};", `const FILES = ${list};`);
  if (filled.length < script.length + list.length) throw new Error("sw.js has no place for the files of the build");
  writeFileSync(worker, filled);
}

/** Cuts the WebAssembly in parts, makes each small, and tells the page their names. */
function cut() {
  const whole = readdirSync(folder).find((name) => name.endsWith("_bg.wasm"));
  if (!whole) throw new Error("the build holds no WebAssembly");
  const work = mkdtempSync(join(tmpdir(), "parts-"));
  const options = (option, values) => values.flatMap((value) => [option, value]);
  const patterns = (option, parts) =>
    Object.entries(parts).flatMap(([part, names]) => options(option, names.map((name) => `${part}=${name}`)));
  const less = [...options("--halt", HALTING), ...options("--withhold", WITHHELD), "--sparse", "--short"];
  const after = Object.entries(AFTER).flatMap(([part, other]) => ["--after", `${part}=${other}`]);
  const parts = [...patterns("--part", PARTS), ...patterns("--own", OWN), ...after];
  run(process.env.SPLIT || "target/release/split", join(folder, whole), work, ...parts, ...less);
  rmSync(join(folder, whole));
  const [names, needs] = ["names", "needs"].map((file) => JSON.parse(readFileSync(join(work, `${file}.json`), "utf8")));
  const links = [];
  for (const file of readdirSync(work).filter((name) => name.endsWith(".wasm"))) {
    const part = file.replace(/\.wasm$/, "");
    run("wasm-opt", ...SMALL, join(work, file), "-o", join(folder, file));
    if (part === "primary") writeGlue(names, readFileSync(join(folder, file)));
    const named = nameByContent(file, part === "primary" ? "on-record" : `on-record-${part}`, ".wasm");
    if (part === "primary") html = html.replaceAll(whole, named);
    else {
      const code = readFileSync(join(folder, named));
      const after = part in needs ? ` data-needs="${needs[part].join(" ")}"` : "";
      links.push(
        `<link id=part-${part} rel=alternate type=application/wasm href=${named} data-digest=${digestOf(code)}${after}>`,
      );
    }
  }
  rmSync(work, { recursive: true });
  if (!/<\/head>/.test(html)) throw new Error("index.html has no end of its head");
  html = html.replace("</head>", `${links.join("")}</head>`);
}

/** Writes the JavaScript beside the WebAssembly, with what that one needs. */
function writeGlue(names, primary) {
  const needed = WebAssembly.Module.imports(new WebAssembly.Module(primary)).map(({ name }) => name);
  const [staged, ...others] = readdirSync(folder).filter((name) => /^on-record-[0-9a-f]+\.js$/.test(name));
  if (!staged || others.length) throw new Error(`expected one file of JavaScript beside the WebAssembly, found ${[staged, ...others]}`);
  // As wasm-bindgen wrote it: Trunk's copy is minified.
  const glue = readFileSync(join(process.env.CARGO_TARGET_DIR ?? "target", "wasm-bindgen/release/on-record.js"), "utf8");
  writeFileSync(join(folder, staged), minified(slim(glue, names, needed), "js", "--format=esm", "--tree-shaking=true"));
  const named = nameByContent(staged, "on-record", ".js");
  html = html.replaceAll(staged, named);
}

/** The page with its own scripts in fewer bytes; the names that they share stay as they are. */
function withSmallScripts(page) {
  return page.replace(/<script>([\s\S]*?)<\/script>/g, (whole, script) => `<script>${minified(script, "js")}</script>`);
}

function makeSmall(name) {
  const file = join(folder, name);
  writeFileSync(file, minified(readFileSync(file, "utf8"), "js"));
}

/** A script or a style sheet in fewer bytes. */
function minified(text, loader, ...options) {
  const target = "--target=chrome109,firefox115,safari16";
  const args = [`--loader=${loader}`, "--minify", "--charset=utf8", "--legal-comments=none", target, ...options];
  return execFileSync("esbuild", args, { input: text, encoding: "utf8", maxBuffer: 1 << 26 }).trimEnd();
}

/**
 * Writes each row of counts and of residents as text, by the rule that crates/dataset/src/packed.rs reads; and all counts
 * but those of the first offence, which the first view does without, into a file of their own.
 */
function packRows(data) {
  const file = join(data, "recorded.json");
  const figures = JSON.parse(readFileSync(file, "utf8"));
  const rows = (list) => list.map((row) => row && pack(row));
  for (const release of figures.releases)
    for (const column of [...release.counts, release.all_crime]) if (column) column.cells = rows(column.cells);
  figures.population.residents = rows(figures.population.residents);
  const first = figures.offences[0].code;
  const { version } = figures;
  const rest = { format: "on-record/rest", version, releases: [] };
  for (const release of figures.releases) {
    const { name, counts, all_crime } = release;
    rest.releases.push({ name, counts: counts.filter(({ offence }) => offence !== first), all_crime });
    release.counts = counts.filter(({ offence }) => offence === first);
    delete release.all_crime;
  }
  const { format, version: _, ...others } = figures;
  writeFileSync(file, JSON.stringify({ format, version, rest: true, ...others }));
  writeFileSync(join(data, "rest.json"), JSON.stringify(rest));
}

/** Writes the map in fewer bytes, by the rules that crates/dataset/src/map.rs reads: outlines, and tiles. */
function packMap(data) {
  const file = join(data, "map.json");
  const { metres_per_unit, origin, arcs, areas, format, version } = JSON.parse(readFileSync(file, "utf8"));
  // Each arc, and each ring, ends with a number that is not there.
  const ended = (lists) => pack(lists.flatMap((list) => [...list, null]));
  const along = (axis) =>
    arcs.map((steps) => {
      let at = origin[axis] / metres_per_unit;
      if (!Number.isInteger(at)) throw new Error("the origin of the map is no whole number of its units");
      return steps.filter((_, index) => index % 2 === axis).map((step) => (at += step));
    });
  const packed = areas.map(({ code, rings }) => ({
    code,
    rings: ended(rings.map((ring) => ring.map((arc) => (arc < 0 ? -2 * arc - 1 : 2 * arc)))),
  }));
  const map = { format: "on-record/packed-map", version, metres_per_unit, x: ended(along(0)), y: ended(along(1)), areas: packed };
  writeFileSync(file, JSON.stringify(map));
  const tiles = areas.map(({ code, tile }) => ({ code, tile }));
  writeFileSync(join(data, "tiles.json"), JSON.stringify({ format, version, areas: tiles }));
}

function pack(row) {
  const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  let text = "";
  let last = 0;
  for (const number of row) {
    if (number === null) {
      text += "!";
      continue;
    }
    if (!Number.isInteger(number) || Math.abs(number) >= 2 ** 28) throw new Error(`${number} can not be packed`);
    const difference = number - last;
    last = number;
    let zigzag = difference < 0 ? -2 * difference - 1 : 2 * difference;
    do {
      text += alphabet[(zigzag & 31) + (zigzag > 31 ? 32 : 0)];
      zigzag >>= 5;
    } while (zigzag > 0);
  }
  return text;
}
