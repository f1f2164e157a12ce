// One nginx with brotli for all pages: On Record's build by the rules that it brings along, and the other libraries'
// pages beside it by plain ones.

import { spawn } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { homedir, tmpdir } from "node:os";
import { join } from "node:path";

const TOOLS = process.env.ON_RECORD_TOOLS || join(process.env.XDG_CACHE_HOME || join(homedir(), ".cache"), "on-record");
/** Where `tools/setup nginx` leaves it. */
const SYSTEM = join(TOOLS, "nginx");
const PROGRAM = join(SYSTEM, "usr/sbin/nginx");

/** Serves both; gives the addresses of On Record and of the folder of the others, and how to stop. */
export async function serve(dist, peers) {
  if (!existsSync(PROGRAM)) throw new Error("no nginx: tools/setup nginx");
  const work = mkdtempSync(join(tmpdir(), "bench-"));
  mkdirSync(join(work, "site"));
  symlinkSync(dist, join(work, "site/on-record"));
  const [ours, others] = [await freePort(), await freePort()];
  const own = readFileSync(join(dist, "nginx.conf"), "utf8")
    .replace(/listen 80;/, `listen 127.0.0.1:${ours};`)
    .replace(/root [^;]+;/, `root ${join(work, "site")};`);
  writeFileSync(join(work, "nginx.conf"), configuration(work, own, peers, others));
  const server = spawn(PROGRAM, ["-p", work, "-c", join(work, "nginx.conf"), "-e", "stderr"], {
    stdio: ["ignore", "ignore", "pipe"],
    env: { ...process.env, LD_LIBRARY_PATH: ["x86_64", "aarch64"].map((machine) => join(SYSTEM, `usr/lib/${machine}-linux-gnu`)).join(":") },
  });
  let said = "";
  server.stderr.on("data", (words) => (said += words));
  const ended = new Promise((resolve) => server.once("exit", resolve));
  const stop = async () => {
    server.kill("SIGTERM");
    await ended;
    rmSync(work, { recursive: true, force: true });
  };
  const address = `http://127.0.0.1:${ours}/on-record/`;
  for (let tries = 0; !(await fetch(address).then(() => true, () => false)); tries += 1) {
    if (server.exitCode !== null || tries > 100) throw new Error(`nginx does not answer: ${said}`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  return { ours: address, peers: `http://127.0.0.1:${others}/`, stop };
}

function configuration(work, own, peers, port) {
  const temporary = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"].map((name) => `${name}_temp_path ${work}/${name};`);
  return `load_module ${SYSTEM}/usr/lib/nginx/modules/ngx_http_brotli_static_module.so;
    daemon off;
    master_process off;
    pid ${work}/nginx.pid;
    events {}
    http {
      access_log off;
      ${temporary.join("\n      ")}
      ${own}
      server {
        listen 127.0.0.1:${port};
        root ${peers};
        brotli_static on;
        types {
          "text/html; charset=utf-8" html;
          "text/javascript; charset=utf-8" js;
          application/json json;
        }
      }
    }`;
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
