// The system's own web server, with the configuration that the build holds, for as long as a test needs it.

import { spawn } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { homedir, tmpdir } from "node:os";
import { dirname, join } from "node:path";

const TOOLS = process.env.ON_RECORD_TOOLS || join(process.env.XDG_CACHE_HOME || join(homedir(), ".cache"), "on-record");
/** Where `tools/setup nginx` leaves it. */
const SYSTEM = join(TOOLS, "nginx");
const PROGRAM = join(SYSTEM, "usr/sbin/nginx");

export const isThere = () => existsSync(PROGRAM);

/** Serves a build in a folder of a site, such as "a/b/c"; gives the address of the site and how to stop. */
export async function serve(dist, folder) {
  const work = mkdtempSync(join(tmpdir(), "nginx-"));
  const site = join(work, "site");
  mkdirSync(dirname(join(site, folder)), { recursive: true });
  symlinkSync(dist, join(site, folder));
  const port = await freePort();
  writeFileSync(join(work, "site.conf"), edited(readFileSync(join(dist, "nginx.conf"), "utf8"), site, port));
  writeFileSync(join(work, "nginx.conf"), around(work));
  const server = spawn(PROGRAM, ["-p", work, "-c", join(work, "nginx.conf"), "-e", "stderr"], {
    stdio: ["ignore", "ignore", "pipe"],
    env: { ...process.env, LD_LIBRARY_PATH: libraries() },
  });
  let said = "";
  server.stderr.on("data", (words) => (said += words));
  const ended = new Promise((resolve) => server.once("exit", resolve));
  const address = `http://127.0.0.1:${port}/`;
  await answers(address, server, () => said);
  const stop = async () => {
    server.kill("SIGTERM");
    await ended;
    rmSync(work, { recursive: true });
  };
  return { address, stop, said: () => said };
}

/** The lines that an operator edits, edited. */
function edited(conf, site, port) {
  for (const [line, now] of [[/listen 80;/, `listen 127.0.0.1:${port};`], [/root [^;]+;/, `root ${site};`]]) {
    if (!line.test(conf)) throw new Error(`nginx.conf holds no ${line}`);
    conf = conf.replace(line, now);
  }
  return conf;
}

/** What the system's own configuration holds around a site: here one process, as whoever runs the test. */
function around(work) {
  const temporary = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"].map((name) => `${name}_temp_path ${work}/${name};`);
  return `load_module ${SYSTEM}/usr/lib/nginx/modules/ngx_http_brotli_static_module.so;
    daemon off;
    master_process off;
    pid ${work}/nginx.pid;
    events {}
    http {
      access_log off;
      ${temporary.join("\n      ")}
      include ${work}/site.conf;
    }`;
}

const libraries = () => ["x86_64", "aarch64"].map((machine) => join(SYSTEM, `usr/lib/${machine}-linux-gnu`)).join(":");

async function answers(address, server, said) {
  for (let tries = 0; tries < 100; tries += 1) {
    if (server.exitCode !== null) throw new Error(`nginx ended: ${said()}`);
    if (await fetch(address).then(() => true, () => false)) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  server.kill("SIGTERM");
  throw new Error(`nginx does not answer: ${said()}`);
}

function freePort() {
  return new Promise((resolve, reject) => {
    const probe = createServer().once("error", reject);
    probe.listen(0, "127.0.0.1", () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });
}
