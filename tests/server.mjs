// Serves the built page to the tests as a plain static host would, and one thing more: an article that holds
// the page in a frame. The article is asked for by another name of this machine, and so is of another site.
//
//   DIST=folder PORT=number node server.mjs
//
//   http://127.0.0.1:4173/                                            the page
//   http://localhost:4173/article?width=320&address=%3Fembed%3D1      an article with the page, 320 pixels wide
//   http://localhost:24173/article?body=…&csp=…                       an article of another port, with a body and a
//                                                                     content security policy that the test wrote
//   http://localhost:24173/vendor/pym.js/dist/pym.v1.js               a script of one of the tests' packages

import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import { createServer } from "node:http";
import { extname, join, resolve, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { headersOfAll } from "./headers.mjs";

const ROOT = resolve(fileURLToPath(new URL(".", import.meta.url)), process.env.DIST || "../dist");
const PORT = Number(process.env.PORT || 4173);
// As the build asks of every host: each test runs under its content security policy.
const HEADERS = headersOfAll(join(ROOT, "_headers"));
/** Where articles are, whose scripts are other people's. */
const ARTICLES = PORT + 20_000;
const PACKAGES = fileURLToPath(new URL("node_modules", import.meta.url));
/** The scripts of other people that an article may ask for. */
const VENDORED = ["/vendor/pym.js/dist/pym.v1.js", "/vendor/iframe-resizer/js/iframeResizer.js"];

// A host that sends another type for WebAssembly makes the browser fall back to a slower way and warn.
const TYPES = {
  ".css": "text/css; charset=utf-8",
  ".csv": "text/csv; charset=utf-8",
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".json": "application/json",
  ".png": "image/png",
  ".svg": "image/svg+xml",
  ".txt": "text/plain; charset=utf-8",
  ".wasm": "application/wasm",
  ".webmanifest": "application/manifest+json",
  ".xml": "application/xml",
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

/** An article of a newspaper, around the page at an address, or with a body that the test wrote. */
function article(query) {
  const head = `<!doctype html><html lang="en"><meta name="viewport" content="width=device-width">
    <link rel="icon" href="data:,"><title>An article</title>`;
  if (query.has("body")) return head + query.get("body");
  const escape = (text) => text.replace(/[&"<]/g, (char) => `&#${char.charCodeAt(0)};`);
  const address = escape(`http://127.0.0.1:${PORT}/${query.get("address")}`);
  return `${head}<h1>An article</h1>
    <iframe title="Chart" src="${address}" width="${Number(query.get("width"))}" height="800" style="border: 0"></iframe>`;
}

function refuse(response, status, words) {
  response.writeHead(status, { "content-type": "text/plain; charset=utf-8" }).end(words);
}

async function serve(request, response) {
  if (request.method !== "GET" && request.method !== "HEAD") return refuse(response, 405, "Only GET");
  if (request.url.startsWith("/article?")) {
    const query = new URLSearchParams(request.url.split("?")[1]);
    const policy = query.has("csp") ? { "content-security-policy": query.get("csp") } : {};
    response.writeHead(200, { "content-type": TYPES[".html"], ...policy });
    return response.end(article(query));
  }
  const vendored = VENDORED.includes(request.url);
  const file = vendored ? PACKAGES + request.url.slice("/vendor".length) : fileOf(request.url);
  const found = file && (await stat(file).catch(() => null));
  if (!found?.isFile()) return refuse(response, 404, "Not found");
  response.writeHead(200, {
    ...HEADERS,
    "content-length": found.size,
    "content-type": TYPES[extname(file)] ?? "application/octet-stream",
  });
  if (request.method === "HEAD") return response.end();
  createReadStream(file).on("error", () => response.destroy()).pipe(response);
}

createServer(serve).listen(ARTICLES, "127.0.0.1");
createServer(serve).listen(PORT, "127.0.0.1", () => console.log(`${ROOT} at http://127.0.0.1:${PORT}/`));
