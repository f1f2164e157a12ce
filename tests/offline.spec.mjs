// Without a connection, and kept on the device where the reader asks for it: whole, or not at all, and gone when asked.

import { rm } from "node:fs/promises";
import { addArea, expect, expectWhole, NORTH_WALES, open, partsAreThere, privacy, radio, test as base, title, views } from "./page.mjs";
import { Host, otherBuild } from "./host.mjs";

// A host that is gone is a reason to complain.
const test = base.extend({
  faults: [true, { option: true }],
  // Each test has a server of its own.
  hosts: [/^http:\/\/127\.0\.0\.1:\d+$/, { option: true }],
  host: async ({}, use) => {
    const host = new Host();
    await host.start();
    await use(host);
    await host.stop();
  },
});

const kept = (page, words) => page.getByRole("status").filter({ hasText: words });
const newer = (page) => page.getByRole("status").filter({ hasText: "A newer version of this page" });

/** Opens the page of a host. */
async function openAt(page, host, address = "") {
  await page.goto(host.address + address);
  await expect(title(page)).toContainText(" recorded by ");
}

async function keep(page) {
  await (await privacy(page)).getByRole("button", { name: "Keep for offline use" }).click();
  await expect(kept(page, "Kept. The page opens")).toBeVisible();
}

/** Names of what the origin keeps on the device. */
const stored = (page) =>
  page.evaluate(async () => ({
    caches: await caches.keys(),
    workers: (await navigator.serviceWorker.getRegistrations()).length,
    local: localStorage.length + sessionStorage.length,
    databases: (await indexedDB.databases()).length,
  }));
const NOTHING = { caches: [], workers: 0, local: 0, databases: 0 };

/** Waits until everything the page fetches by itself is in its memory. */
const allIsThere = async (page) => {
  await partsAreThere(page);
  await page.evaluate(() => Promise.all([loadFile("map"), loadFile("outcomes"), loadPrivacy()]));
};

test("once it is there, every view works with the host gone, those not opened yet as well", async ({ page, host }) => {
  await openAt(page, host);
  await allIsThere(page);
  await host.stop();
  await addArea(page, "gwent", "Gwent");
  await expect(title(page)).toHaveText("Stalking recorded by Gwent Police");
  for (const [view, what] of [
    ["Compare", page.getByRole("figure", { name: /^Bar chart: / })],
    ["Map", page.getByRole("figure", { name: /^Map/ })],
    ["Outcomes", page.getByRole("figure")],
    ["Table", page.getByRole("table")],
    ["Story", page.getByRole("article", { name: "Story" })],
    ["Trend", page.getByRole("figure", { name: /^Line chart: / })],
  ]) {
    await views(page).getByRole("link", { name: view }).click();
    await expect(what.first()).toBeVisible();
  }
  await page.getByText("Questions people ask").click();
  await expect(page.getByRole("group").getByRole("link").first()).toBeVisible();
  await privacy(page);
  await host.start();
});

test("kept, the page opens with the host gone; removed, nothing is left of it", async ({ page, host }) => {
  await openAt(page, host);
  expect(await stored(page)).toEqual(NOTHING);
  await keep(page);
  await host.stop();
  await openAt(page, host, NORTH_WALES);
  await expectWhole(page);
  for (const view of ["Map", "Outcomes", "Story", "Compare", "Table"]) {
    await page.goto(`${host.address}?view=${view.toLowerCase()}`);
    await expect(page.getByRole("figure").or(page.getByRole("table")).or(page.getByRole("article")).first()).toBeVisible();
  }
  await (await privacy(page)).getByRole("button", { name: "Remove from this device" }).click();
  await expect(kept(page, "Removed.")).toBeVisible();
  expect(await stored(page)).toEqual(NOTHING);
  await host.start();
  await page.reload();
  await expect(title(page)).toBeVisible();
  expect(await stored(page)).toEqual(NOTHING);
  expect(await page.evaluate(() => navigator.serviceWorker.controller)).toBeNull();
});

test("a neutral title is kept with the page, and goes with it", async ({ page, host }) => {
  await openAt(page, host);
  await (await privacy(page)).getByRole("checkbox", { name: /Call this tab/ }).check();
  await keep(page);
  // The page of an area is not kept, and has the title all the same.
  await page.goto(`${host.address}force/gwent/`);
  await expect(page).toHaveTitle("Charts and tables");
  await expectWhole(page);
  await expect(page).toHaveTitle("Charts and tables");
  await host.stop();
  await openAt(page, host, NORTH_WALES);
  await expect(page).toHaveTitle("Charts and tables");
  await expect(page.locator("link[rel=manifest]")).toHaveAttribute("href", /neutral/);
  await (await privacy(page)).getByRole("button", { name: "Remove from this device" }).click();
  await expect(kept(page, "Removed.")).toBeVisible();
  expect(await stored(page)).toEqual(NOTHING);
  await host.start();
});

test("a kept page has its program at once, and asks the host for no area's view", async ({ page, host, requests }) => {
  await openAt(page, host);
  await keep(page);
  const ofAreas = () => requests.filter((url) => url.includes("/area/"));
  await openAt(page, host, NORTH_WALES);
  await expect(title(page)).toContainText("North Wales");
  expect(ofAreas()).toEqual([]);
  await page.evaluate(() => navigator.serviceWorker.getRegistration().then((worker) => worker.unregister()));
  await openAt(page, host, NORTH_WALES);
  await expect.poll(() => ofAreas().length, "not kept, it does").toBe(1);
});

test("a file that is damaged on the device comes from the host, and is whole again", async ({ page, host }) => {
  await openAt(page, host);
  await keep(page);
  const damage = () =>
    page.evaluate(async () => {
      const [name] = await caches.keys();
      const cache = await caches.open(name);
      for (const request of await cache.keys())
        if (/\.(wasm|json|css)$|\/$/.test(request.url)) await cache.put(request, new Response("<p>damaged", { headers: { "content-type": "text/html" } }));
    });
  await damage();
  await openAt(page, host, NORTH_WALES);
  await expectWhole(page);
  // What was mended is there with the host gone.
  await allIsThere(page);
  await host.stop();
  await page.reload();
  await expectWhole(page);
  // With neither: words and help, no blank page.
  await damage();
  await page.reload();
  await expect(page.getByRole("heading", { name: "This page can not be shown" })).toBeVisible();
  await expect(page.getByRole("link", { name: "0808 802 0300" })).toBeVisible();
  await host.start();
  await page.getByRole("link", { name: "Try again" }).click();
  await expectWhole(page);
});

test("a cache that was emptied by the browser leaves a page that works", async ({ page, host }) => {
  await openAt(page, host);
  await keep(page);
  await page.evaluate(async () => Promise.all((await caches.keys()).map((name) => caches.delete(name))));
  await openAt(page, host, NORTH_WALES);
  await expectWhole(page);
});

test("a download that breaks off keeps nothing, and says so", async ({ page, host }) => {
  await openAt(page, host);
  await allIsThere(page);
  host.change = (name) => (/outcomes-.*json/.test(name) ? { status: 503, body: "busy" } : undefined);
  await (await privacy(page)).getByRole("button", { name: "Keep for offline use" }).click();
  await expect(kept(page, "Not kept: a file did not arrive whole")).toBeVisible();
  await expect.poll(() => stored(page)).toEqual(NOTHING);
  await expectWhole(page);
  host.change = () => undefined;
  await page.getByRole("button", { name: "Keep for offline use" }).click();
  await expect(kept(page, "Kept. The page opens")).toBeVisible();
});

test("no room: told, and harmless", async ({ page, host, context }) => {
  await openAt(page, host);
  const browser = await context.newCDPSession(page);
  await browser.send("Storage.overrideQuotaForOrigin", { origin: new URL(host.address).origin, quotaSize: 100_000 });
  await (await privacy(page)).getByRole("button", { name: "Keep for offline use" }).click();
  await expect(kept(page, "not enough room")).toBeVisible();
  await expect.poll(() => stored(page)).toEqual(NOTHING);
  await expectWhole(page);
});

test("storage that is blocked: told, and harmless", async ({ page, host }) => {
  await page.addInitScript(() => {
    const blocked = { get: () => { throw new DOMException("blocked", "SecurityError"); } };
    Object.defineProperty(Navigator.prototype, "serviceWorker", blocked);
    for (const name of ["caches", "localStorage", "sessionStorage", "indexedDB"]) Object.defineProperty(window, name, blocked);
  });
  await openAt(page, host);
  await privacy(page);
  await expect(kept(page, "does not let the page keep anything")).toBeVisible();
  await page.getByRole("button", { name: "Keep for offline use" }).click();
  await expect(kept(page, "does not let the page keep anything")).toBeVisible();
  await page.getByRole("button", { name: "Remove from this device" }).click();
  await expectWhole(page);
});

test("in a frame without an origin of its own the page works where the host lets others read it, or says why not", async ({ page, host }) => {
  await page.goto(`${host.address}nothing`);
  const sandboxed = () =>
    page.setContent(`<iframe title="Chart" sandbox="allow-scripts" width="900" height="900" src="${host.address}?area=W15000001"></iframe>`);
  const frame = page.frameLocator("iframe");
  await sandboxed();
  await expect(frame.getByRole("alert")).toContainText("The page could not be shown");
  await expect(frame.getByRole("row", { name: /Year ending March 2023/ })).toContainText("117,331 offences");
  host.headers = { "access-control-allow-origin": "*" };
  await sandboxed();
  await expect(title(frame)).toHaveText("Stalking recorded by North Wales Police");
  await expect(frame.getByText("Privacy and offline use")).toBeHidden();
  await radio(frame, "Financial year").check();
  await views(frame).getByRole("link", { name: "Table" }).click();
  await expect(frame.getByRole("table")).toBeVisible();
});

test("a newer build that the browser found before the page could listen is told of too", async ({ page, host }) => {
  const other = await otherBuild("Privacy and being offline");
  const former = host.folder;
  try {
    await openAt(page, host);
    await keep(page);
    host.folder = other.folder;
    await page.addInitScript(() => {
      const { getRegistration } = ServiceWorkerContainer.prototype;
      ServiceWorkerContainer.prototype.getRegistration = async function () {
        const registration = await getRegistration.call(this);
        const found = new Promise((done) => registration.addEventListener("updatefound", done, { once: true }));
        registration.update();
        await found;
        return registration;
      };
    });
    await openAt(page, host);
    await expect(newer(page)).toBeVisible({ timeout: 30_000 });
  } finally {
    host.folder = former;
    await other.remove();
  }
});

test("a newer build takes over as a whole, when the reader says so, and a host may roll back", async ({ page, host, context }) => {
  test.slow();
  const other = await otherBuild("Privacy and being offline");
  const former = host.folder;
  const now = (words) => page.getByText(words, { exact: true });
  try {
    await openAt(page, host);
    await keep(page);
    await page.reload();
    host.folder = other.folder;
    await openAt(page, host, NORTH_WALES);
    // The build that is kept, until the reader wants the newer one: nothing changes in the middle of reading.
    await expect(now("Privacy and offline use")).toBeVisible();
    // The browser asks for a newer one when it has nothing else to do, which may be long; then it fetches all of it.
    await page.evaluate(async () => (await navigator.serviceWorker.ready).update());
    await expect(newer(page)).toBeVisible({ timeout: 30_000 });
    await expectWhole(page);
    await newer(page).getByRole("button", { name: "Use it now" }).click();
    await expect(now("Privacy and being offline")).toBeVisible();
    await expectWhole(page);
    await expect.poll(async () => (await stored(page)).caches.length).toBe(1);
    await host.stop();
    await page.reload();
    await expect(now("Privacy and being offline")).toBeVisible();
    await expectWhole(page);

    host.folder = former;
    await host.start();
    await page.reload();
    await expect(newer(page)).toBeVisible({ timeout: 30_000 });
    // Without a word of the reader it takes over when the page is opened next.
    await page.close();
    const next = await context.newPage();
    // The browser changes the workers a little after the last page was closed.
    await expect(async () => {
      await next.goto("about:blank");
      await openAt(next, host);
      expect(await next.getByText("Privacy and offline use", { exact: true }).count()).toBe(1);
    }).toPass();
  } finally {
    await other.remove();
  }
});

test("a newer build that comes half leaves the kept one as it is", async ({ page, host }) => {
  const other = await otherBuild("Privacy and being offline");
  try {
    await openAt(page, host);
    await keep(page);
    host.folder = other.folder;
    await rm(`${other.folder}/install/icon-512.png`);
    await openAt(page, host, NORTH_WALES);
    await expectWhole(page);
    await page.evaluate(async () => (await navigator.serviceWorker.getRegistration()).update().catch(() => {}));
    await expect.poll(() => page.evaluate(async () => !(await navigator.serviceWorker.getRegistration()).installing)).toBe(true);
    await expect(newer(page)).toHaveCount(0);
    await host.stop();
    await page.reload();
    await expectWhole(page);
    await expect(page.getByText("Privacy and offline use", { exact: true })).toBeVisible();
    await host.start();
  } finally {
    await other.remove();
  }
});

test("open pages go on while the host gets another build", async ({ page, host }) => {
  await openAt(page, host, NORTH_WALES);
  await allIsThere(page);
  host.change = (name) => (name === "index.html" ? undefined : { status: 404, body: "gone" });
  await views(page).getByRole("link", { name: "Outcomes" }).click();
  await expect(page.getByRole("figure")).toBeVisible();
});

for (const [what, change] of [
  ["half", (body) => body.subarray(0, body.length / 2)],
  ["of another type", (body) => body],
]) {
  test(`a program that is ${what}, from a host`, async ({ page, host }) => {
    const { readFile } = await import("node:fs/promises");
    host.change = async (name) =>
      /^on-record-[0-9a-f]{16}\.wasm$/.test(name)
        ? { type: "text/plain", body: change(await readFile(`${host.folder}/${name}`)) }
        : undefined;
    await page.goto(host.address);
    if (what === "half") {
      await expect(page.getByRole("alert")).toContainText("The page could not be shown");
      const short = page.getByRole("region", { name: "The figures in short" });
      await expect(short.getByRole("row", { name: /Year ending March 2023/ })).toContainText("117,331 offences");
      host.change = () => undefined;
      await page.getByRole("button", { name: "Try again" }).click();
    }
    await expectWhole(page);
  });
}

for (const [what, file, view] of [
  ["the boundaries", /^data\/map-/, "map"],
  ["the outcomes", /^data\/outcomes-/, "outcomes"],
]) {
  test(`${what} are damaged: named, and no figure shown of them`, async ({ page, host }) => {
    host.change = (name) => (file.test(name) ? { type: "application/json", body: "{}" } : undefined);
    await page.goto(`${host.address}?view=${view}`);
    const failed = page.getByRole("status").filter({ hasText: "This view could not be loaded" });
    await expect(failed).toContainText(`The file with the ${what.slice(4)}`);
    await expect(failed).toContainText("What came is not what this page was built with.");
    await expect(page.getByRole("figure")).toHaveCount(0);
    host.change = () => undefined;
    await failed.getByRole("button", { name: "Try again" }).click();
    await expect(page.getByRole("figure")).toBeVisible();
  });
}

test("an embedded page never keeps anything", async ({ page, host }) => {
  await openAt(page, host, `${NORTH_WALES}&embed=1`);
  expect(await stored(page)).toEqual(NOTHING);
  await expect(page.getByText("Privacy and offline use")).toBeHidden();
});

test("it can be installed, under either name", async ({ page, host }) => {
  await openAt(page, host);
  for (const [neutral, name] of [[false, "On Record"], [true, "Charts and tables"]]) {
    if (neutral) await (await privacy(page)).getByRole("checkbox", { name: /Call this tab/ }).check();
    const address = await page.locator("link[rel=manifest]").evaluate((link) => link.href);
    const manifest = await (await page.request.get(address)).json();
    expect(manifest).toMatchObject({ name, short_name: name });
    expect(new URL(manifest.start_url, address).href).toBe(host.address);
    expect(new URL(manifest.scope, address).href).toBe(host.address);
    for (const { src } of manifest.icons) expect((await page.request.get(new URL(src, address).href)).headers()["content-type"]).toBe("image/png");
  }
});
