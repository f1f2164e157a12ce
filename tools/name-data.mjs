// After a build: names each data file by its content, so that a host may keep it for ever, and tells the
// page the name and the digest. Trunk runs this with the folder of the build in TRUNK_STAGING_DIR.
import { createHash } from "node:crypto";
import { readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const folder = process.env.TRUNK_STAGING_DIR;
const page = join(folder, "index.html");
let html = readFileSync(page, "utf8");

for (const name of ["recorded", "map", "outcomes"]) {
  const plain = `data/${name}.json`;
  const content = readFileSync(join(folder, plain));
  const digest = createHash("sha256").update(content).digest();
  const named = `data/${name}-${digest.toString("hex").slice(0, 16)}.json`;
  const reference = new RegExp(`href="?${plain.replaceAll(".", "\\.")}"?`);
  if (!reference.test(html)) throw new Error(`index.html does not refer to ${plain}`);
  renameSync(join(folder, plain), join(folder, named));
  html = html.replace(reference, `href="${named}" data-digest="sha256-${digest.toString("base64")}"`);
}

writeFileSync(page, html);
