// What leaves the reader's device, and what stays on it: nothing but the page's own files, and nothing.

import {
  addArea, areaBox, chart, expect, expectWhole, heading, list, open, point, radio, search, table, test, title, views, partsAreThere, stepsInHistory,
} from "./page.mjs";

/** Uses everything there is to use. */
async function visit(page) {
  await open(page);
  await stepsInHistory(page);
  await addArea(page, "north wales", "North Wales");
  await addArea(page, "met", "Metropolitan Police");
  for (const measure of ["Per 1,000 residents", "Share of all crime", "Change on a year before", "Count"]) {
    await radio(page, measure).check();
  }
  await radio(page, "Financial year").check();
  await radio(page, "Rolling year").check();
  await list(page, "From").selectOption("April 2016");
  await list(page, "To").selectOption("March 2023");
  await list(page, "Offence").selectOption("Harassment");
  await list(page, "Release").selectOption("To June 2023 (April 2012 on)");
  await chart(page).getByRole("img").nth(3).hover();
  await chart(page).getByRole("img").nth(3).focus();
  await page.keyboard.press("End");
  await views(page).getByRole("link", { name: "Table" }).click();
  await heading(page, "North Wales").getByRole("button").click();
  await expect(table(page)).toBeVisible();
  await page.goBack();
  await page.goForward();
  await expect(title(page)).toHaveText("Harassment recorded by North Wales Police and Metropolitan Police Service");
  await page.getByRole("button", { name: "Remove North Wales" }).click();
  await expect(areaBox(page)).toBeFocused();
  await page.getByText("Questions people ask").click();
  for (const view of ["Compare", "Map", "Outcomes", "Story", "Trend"]) {
    await views(page).getByRole("link", { name: view }).click();
    await expect(page.getByRole("figure").or(page.getByRole("article")).or(title(page)).first()).toBeVisible();
  }
  await page.getByRole("checkbox", { name: /^Call this tab/ }).check();
  await page.evaluate(() => Promise.all([loadFile("map"), loadFile("outcomes")]));
}

test("no request leaves for anywhere else, and each file is fetched once", async ({ page, baseURL }) => {
  const requests = [];
  page.on("request", (request) => requests.push(`${request.method()} ${request.url()}`));
  page.on("websocket", (socket) => requests.push(`socket ${socket.url()}`));
  await visit(page);
  const host = new URL(baseURL).origin;
  expect(requests.filter((request) => !request.startsWith(`GET ${host}/`))).toEqual([]);
  expect(requests.filter((request, index) => requests.indexOf(request) !== index), "fetched twice").toEqual([]);
  // Page, script, program, figures, the parts of later views; and an icon where the browser shows one.
  const names = requests.map((request) => request.replace(/^.*\//, "").replace(/-[0-9a-f]{12,}/, ""));
  expect(names.filter((name) => name !== "icon.svg").sort()).toEqual(
    ["", "on-record-areas.wasm", "on-record-charge-ranking.wasm", "on-record-check.wasm", "on-record-compare.wasm", "on-record-dumbbell.wasm",
      "on-record-embed.wasm", "on-record-map.wasm", "on-record-map-time.wasm", "on-record-multiples.wasm", "on-record-offences.wasm", "on-record-outcomes.wasm",
      "on-record-presets.wasm", "on-record-ranking.wasm", "on-record-reasons.wasm", "on-record-rest.wasm", "on-record-shared-1.wasm", "on-record-shared-2.wasm", "on-record-shared-3.wasm", "on-record-stack.wasm",
      "on-record-story.wasm", "on-record-table.wasm", "on-record-take.wasm", "on-record-tiles.wasm", "on-record-verdicts.wasm",
      "on-record.js", "on-record.wasm", "map.json", "outcomes.json", "privacy.js", "recorded.json", "rest.json", "take.js", "tiles.json"]
      .sort(),
  );
});

test("nothing is kept on the device", async ({ page, context }) => {
  await visit(page);
  expect(await context.cookies()).toEqual([]);
  const kept = await page.evaluate(async () => ({
    local: localStorage.length,
    session: sessionStorage.length,
    databases: (await indexedDB.databases()).length,
    caches: (await caches.keys()).length,
    workers: (await navigator.serviceWorker.getRegistrations()).length,
    cookie: document.cookie,
  }));
  expect(kept).toEqual({ local: 0, session: 0, databases: 0, caches: 0, workers: 0, cookie: "" });
});

test("once it is there, the page works without a connection", async ({ page, context }) => {
  await open(page);
  await partsAreThere(page);
  await context.setOffline(true);
  await addArea(page, "gwent", "Gwent");
  await radio(page, "Financial year").check();
  await expect(point(page, "Gwent, year ending March 2023")).toHaveAccessibleName(/: [\d,]+ offences$/);
  await views(page).getByRole("link", { name: "Table" }).click();
  await expect(heading(page, "Gwent")).toBeVisible();
  await expect.poll(() => search(page)).toBe("?view=table&area=W15000002&by=year");
});

test("the page asks for nothing from the reader: no place, no notification, no way to follow", async ({ page }) => {
  // Said before the page's own script, so that every use is seen.
  await page.addInitScript(() => {
    window.asked = [];
    const spy = (object, name) => {
      const own = object?.[name];
      if (own) object[name] = (...values) => (window.asked.push(name), own.apply(object, values));
    };
    spy(navigator, "sendBeacon");
    spy(navigator.geolocation, "getCurrentPosition");
    spy(Notification, "requestPermission");
  });
  await open(page);
  await expectWhole(page);
  expect(await page.evaluate(() => window.asked)).toEqual([]);
  await expect(page.locator("meta[name=referrer]")).toHaveAttribute("content", "no-referrer");
});

test("any address is served, none outside the page", async ({ request, baseURL }) => {
  // The tests' own server: a fault in it would make others pass for nothing.
  expect((await request.get("./nothing-here.json")).status()).toBe(404);
  expect((await request.get("./..%2f..%2fpackage.json")).status()).toBe(404);
  expect((await request.get("./%00")).status()).toBe(404);
  const index = await request.get(baseURL);
  expect(index.headers()["content-type"]).toBe("text/html; charset=utf-8");
  const wasm = (await index.text()).match(/on-record-[0-9a-f]{16}\.wasm/)[0];
  expect((await request.get(`./${wasm}`)).headers()["content-type"]).toBe("application/wasm");
});
