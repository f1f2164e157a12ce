// Serves the built page to the tests, and nothing else: what a plain static host would do.
//
//   DIST=folder PORT=number node server.mjs

import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import { createServer } from "node:http";
import { extname, resolve, sep } from "node:path";
import { fileURLToPath } from "node:url";

const ROOT = resolve(fileURLToPath(new URL(".", import.meta.url)), process.env.DIST || "../dist");
const PORT = Number(process.env.PORT || 4173);

// A host that sends another type for WebAssembly makes the browser fall back to a slower way and warn.
const TYPES = {
  ".css": "text/css; charset=utf-8",
  ".csv": "text/csv; charset=utf-8",
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".json": "application/json",
  ".png": "image/png",
  ".svg": "image/svg+xml",
  ".wasm": "application/wasm",
  ".webmanifest": "application/manifest+json",
};

/** The file that a path of the address stands for, or nothing where it would lie outside the folder. */
function fileOf(address) {
  try {
    const path = decodeURIComponent(address.split(/[?#]/)[0]);
    if (path.includes("\0")) return null;
    const file = resolve(ROOT, `.${path.endsWith("/") ? `${path}index.html` : path}`);
    return file.startsWith(ROOT + sep) ? file : null;
  } catch {
    return null;
  }
}

function refuse(response, status, words) {
  response.writeHead(status, { "content-type": "text/plain; charset=utf-8" }).end(words);
}

createServer(async (request, response) => {
  if (request.method !== "GET" && request.method !== "HEAD") return refuse(response, 405, "Only GET");
  const file = fileOf(request.url);
  const found = file && (await stat(file).catch(() => null));
  if (!found?.isFile()) return refuse(response, 404, "Not found");
  response.writeHead(200, {
    "content-length": found.size,
    "content-type": TYPES[extname(file)] ?? "application/octet-stream",
  });
  if (request.method === "HEAD") return response.end();
  createReadStream(file).on("error", () => response.destroy()).pipe(response);
}).listen(PORT, "127.0.0.1", () => console.log(`${ROOT} at http://127.0.0.1:${PORT}/`));
