// Prints what the first view loads, file by file (raw, gzip, brotli 11), and fails over the budget.
// Usage: node tools/size.mjs DIST
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";

/** The most that the first view may load, in bytes, each file compressed by brotli at level 11. */
const BUDGET = 160_000;

const folder = process.argv[2] ?? "dist";
const html = readFileSync(join(folder, "index.html"), "utf8");

// Whatever the page names as an address of its own is loaded by the first view; the loader's import is the
// glue, and its argument the WebAssembly.
const names = new Set(["index.html"]);
for (const [, name] of html.matchAll(/(?:href|src)="?\.?\/?([\w./-]+\.(?:css|js|json|wasm|svg))\b/g)) names.add(name);
for (const [, name] of html.matchAll(/["']\.?\/?([\w./-]+\.(?:js|wasm))["']/g)) names.add(name);
for (const kind of [".css", ".js", ".wasm", ".json"])
  if (![...names].some((name) => name.endsWith(kind))) throw new Error(`index.html names no ${kind} file`);

const sizes = [...names].map((name) => {
  const content = readFileSync(join(folder, name));
  const brotli = brotliCompressSync(content, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } });
  return { name, raw: content.length, gzip: gzipSync(content, { level: 9 }).length, brotli: brotli.length };
});
const total = (unit) => sizes.reduce((sum, size) => sum + size[unit], 0);
const row = (name, raw, gzip, brotli) =>
  console.log(name.padEnd(44), ...[raw, gzip, brotli].map((cell) => String(cell).padStart(10)));

row("first view", "raw", "gzip", "brotli");
for (const { name, raw, gzip, brotli } of sizes) row(name, raw, gzip, brotli);
row("total", total("raw"), total("gzip"), total("brotli"));
row("budget", "", "", BUDGET);
if (total("brotli") > BUDGET) {
  console.error(`The first view is ${total("brotli") - BUDGET} bytes over its budget.`);
  process.exit(1);
}
