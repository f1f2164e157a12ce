// Keeps one whole build of the page on the device, where the reader asked for it (privacy.js), and answers from it.
// tools/finish.mjs writes the build's files and their digests into the first lines.
const BUILD = "";
const FILES = {};

// The caches of this folder of this host, and of no other page on it.
const OURS = `on-record ${new URL(registration.scope).pathname} `;
const CACHE = OURS + BUILD;
/** What the reader wants the kept page to be called. */
const DECIDED = `${OURS}decided`;
const PAGE = "index.html";

addEventListener("install", (event) => event.waitUntil(keepAll()));
addEventListener("activate", (event) => event.waitUntil(forgetOthers()));
addEventListener("message", ({ data }) => data === "use now" && skipWaiting());
addEventListener("fetch", (event) => {
  const name = nameOf(event.request);
  if (name) event.respondWith(answer(name, event.request));
  else if (isArea(event.request)) event.respondWith(fetch(event.request).then((page) => (page.ok ? named(page) : page)));
});

/** Keeps every file of the build, each by its digest, or none: the former build stays until this one is whole. */
async function keepAll() {
  const wasThere = await caches.has(CACHE);
  try {
    const cache = await caches.open(CACHE);
    await Promise.all(Object.keys(FILES).map(async (name) => cache.put(addressOf(name), await fetched(name))));
  } catch (problem) {
    if (!wasThere) await caches.delete(CACHE);
    const windows = await clients.matchAll({ type: "window", includeUncontrolled: true });
    windows.forEach((page) => page.postMessage({ notKept: problem.name === "QuotaExceededError" ? "quota" : problem.message }));
    throw problem;
  }
}

async function forgetOthers() {
  const names = await caches.keys();
  await Promise.all(names.filter((name) => name.startsWith(OURS) && name !== CACHE && name !== DECIDED).map((name) => caches.delete(name)));
}

const addressOf = (name) => new URL(name === PAGE ? "./" : name, registration.scope).href;

/** A file as the host has it now; an error where it is not the build's. */
async function fetched(name) {
  const response = await fetch(addressOf(name), { integrity: FILES[name], cache: "no-cache", credentials: "same-origin" });
  if (!response.ok) throw new Error(`${name}: status ${response.status}`);
  return response;
}

/** Which file of the build a request is for; nothing where it is for none. */
function nameOf({ method, url, mode }) {
  if (method !== "GET" || !url.startsWith(registration.scope)) return undefined;
  const name = decodeURI(new URL(url).pathname.slice(new URL(registration.scope).pathname.length));
  if (name === "" || name === PAGE) return mode === "navigate" ? PAGE : undefined;
  return Object.hasOwn(FILES, name) ? name : undefined;
}

/** Whether a request is for the page of an area: not kept, but called what the reader wants. */
const isArea = ({ url, mode }) => mode === "navigate" && url.startsWith(`${registration.scope}force/`);

async function answer(name, request) {
  const kept = (await whole(name)) ?? (await mended(name));
  if (kept) return name === PAGE ? named(kept) : kept;
  try {
    // The host may have another build by now: that one is as good, as a whole.
    return await fetch(request);
  } catch (problem) {
    if (name === PAGE) return new Response(DAMAGED, { status: 503, headers: { "content-type": "text/html; charset=utf-8" } });
    throw problem;
  }
}

/** A kept file, if it is there and undamaged. */
async function whole(name) {
  try {
    const kept = await caches.match(addressOf(name), { cacheName: CACHE });
    if (!kept?.ok) return undefined;
    const bytes = await kept.arrayBuffer();
    const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
    if (`sha256-${btoa(String.fromCharCode(...digest))}` !== FILES[name]) return undefined;
    return made(bytes, kept);
  } catch {
    // Storage that cannot be read is as good as none.
    return undefined;
  }
}

/** The same file from the host, kept in place of the damaged one. */
async function mended(name) {
  try {
    const response = await fetched(name);
    // After “Remove from this device” there is nothing to be mended.
    if (await caches.has(CACHE)) await (await caches.open(CACHE)).put(addressOf(name), response.clone()).catch(() => {});
    return response;
  } catch {
    return undefined;
  }
}

/** The page under the name that the reader chose for it. */
async function named(page) {
  const decided = await caches.match(addressOf("decided"), { cacheName: DECIDED }).catch(() => undefined);
  const title = await decided?.text();
  if (!title) return page;
  const safe = title.replace(/[&<>"]/g, "");
  const html = (await page.text())
    .replace(/<title>[^<]*<\/title>/, `<title>${safe}</title>`)
    .replace("<html", `<html data-title="${safe}"`)
    .replace("install/manifest.webmanifest", "install/neutral.webmanifest");
  return made(html, page);
}

/** An answer with what the host said of the file, but for how it was sent. */
function made(content, { headers }) {
  const own = new Headers(headers);
  for (const name of ["content-encoding", "content-length"]) own.delete(name);
  return new Response(content, { headers: own });
}

const DAMAGED = `<!doctype html><html lang="en-GB"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>Not available</title><h1>This page can not be shown</h1>
<p>The copy on this device is damaged, and the host could not be reached. <a href="">Try again</a> with a connection.</p>
<p>National Stalking Helpline <a href="tel:08088020300">0808 802 0300</a>. In an emergency call <a href="tel:999">999</a>,
otherwise the police on <a href="tel:101">101</a>.</p></html>`;
