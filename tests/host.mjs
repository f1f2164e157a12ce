// A host of its own for a test in which files change, or in which the host goes away.

import { cp, mkdtemp, readFile, rm, stat, writeFile } from "node:fs/promises";
import { createHash } from "node:crypto";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { extname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

/** The build that is tested. */
export const BUILD = resolve(fileURLToPath(new URL(".", import.meta.url)), process.env.DIST || "../dist");

const TYPES = {
  ".css": "text/css", ".html": "text/html", ".js": "text/javascript", ".json": "application/json",
  ".png": "image/png", ".svg": "image/svg+xml", ".wasm": "application/wasm", ".webmanifest": "application/manifest+json",
};

/** Serves `folder` at an address of its own, until it is stopped. `change` may answer in the folder's place. */
export class Host {
  folder = BUILD;
  change = () => undefined;
  /** More that it says with every file. */
  headers = {};
  port = 0;

  get address() {
    return `http://127.0.0.1:${this.port}/`;
  }

  async start() {
    this.server = createServer(async (request, response) => {
      const name = decodeURIComponent(new URL(request.url, "http://host").pathname).slice(1).replace(/(^|\/)$/, "$1index.html");
      const changed = await this.change(name, request);
      if (changed) return response.writeHead(changed.status ?? 200, { "content-type": changed.type ?? "text/plain" }).end(changed.body);
      const file = join(this.folder, name);
      if (!(await stat(file).catch(() => null))?.isFile()) return response.writeHead(404).end("Not found");
      response.writeHead(200, { "content-type": TYPES[extname(file)] ?? "application/octet-stream", "cache-control": "no-cache", ...this.headers });
      response.end(await readFile(file));
    });
    await new Promise((listening) => this.server.listen(this.port, "127.0.0.1", listening));
    this.port = this.server.address().port;
  }

  async stop() {
    this.server.closeAllConnections();
    await new Promise((closed) => this.server.close(closed));
  }
}

/** Another build of the page, in a folder of its own: its title says so, and its worker has another name. */
export async function otherBuild(title) {
  const folder = await mkdtemp(join(tmpdir(), "build-"));
  await cp(BUILD, folder, { recursive: true });
  const page = await readFile(join(folder, "index.html"), "utf8");
  const changed = page.replace("Privacy and offline use", title);
  await writeFile(join(folder, "index.html"), changed);
  const digest = (text) => `sha256-${createHash("sha256").update(text).digest("base64")}`;
  const worker = await readFile(join(folder, "sw.js"), "utf8");
  const renamed = worker.replace(digest(page), digest(changed)).replace(/const BUILD = "\w+/, `$&${title.replace(/\W/g, "")}`);
  if (changed === page || renamed === worker) throw new Error("the build could not be changed");
  await writeFile(join(folder, "sw.js"), renamed);
  return { folder, remove: () => rm(folder, { recursive: true }) };
}
