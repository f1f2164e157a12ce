// What a frame tells the article around it, to whom it listens, and the receivers that newsrooms have.

import { expect, test, title } from "./page.mjs";
import { expectFits, expectFollows, heard, heights, openArticle, pageAddress, theFrame } from "./article.mjs";

const NORTH_WALES = "embed=1&area=W15000001";
const frame = (query = "", more = "") =>
  `<iframe title="Chart" src="${pageAddress()}?${NORTH_WALES}${query}" width="360" height="300" frameborder="0" ${more}></iframe>`;
const strings = async (page, pattern) => (await heard(page)).filter((data) => typeof data === "string" && pattern.test(data));

/** Waits until the article was told how high the page is. */
async function expectTold(page) {
  await expect(title(theFrame(page))).toContainText("North Wales Police");
  await expect.poll(async () => (await heights(page)).length).toBeGreaterThan(0);
}

test("the article is told how high the page is, in every form that it may understand", async ({ page }) => {
  await openArticle(page, frame("&childId=story-1"));
  await expectTold(page);
  const all = await heard(page);
  const [height] = await heights(page);
  const src = `${pageAddress()}?${NORTH_WALES}&childId=story-1`;
  expect(height).toBeGreaterThan(700);
  expect(all).toContainEqual({ type: "on-record:height", height, width: 360 });
  expect(all).toContainEqual({ "datawrapper-height": { [`${NORTH_WALES}&childId=story-1`]: height } });
  expect(all).toContainEqual({ sentinel: "amp", type: "embed-size", height });
  expect(all).toContainEqual(JSON.stringify({ src, context: "iframe.resize", height }));
  expect(all).toContainEqual(JSON.stringify({ sender: "Flourish", src, context: "iframe.resize", height }));
  expect(all).toContainEqual(`pymxPYMxstory-1xPYMxheightxPYMx${height}`);
  expect(await strings(page, /iFrameSizer/)).toEqual([]);
});

test("nothing is told before there is something to show", async ({ page }) => {
  await openArticle(page, frame());
  await expectTold(page);
  // Each height is that of a page with its chart.
  for (const height of await heights(page)) expect(height).toBeGreaterThan(1_000);
});

test("a width that changes is a height that changes", async ({ page }) => {
  await openArticle(page, frame());
  await expectTold(page);
  const narrow = (await heights(page)).at(-1);
  await page.locator("iframe").evaluate((one) => (one.width = 700));
  await expect.poll(async () => (await heard(page)).filter((data) => data?.width === 700).length).toBeGreaterThan(0);
  expect((await heights(page)).at(-1)).toBeLessThan(narrow);
});

test("an iframe-resizer's first word is answered, nonsense is not", async ({ page }) => {
  await openArticle(page, frame());
  await expectTold(page);
  await page.evaluate(() => {
    const { contentWindow } = document.querySelector("iframe");
    const nonsense = [
      null, 7, {}, [], { type: {} }, { type: "on-record:height", height: 5 }, "", "[iFrameSizer]", "[iFrameSizer]<b>:1",
      "[iFrameSizer]pageInfo:{}", "[iFrameSizer]message:hello", "pymxPYMxotherxPYMxwidthxPYMx5", "x".repeat(10_000),
      `[iFrameSizer]${"x".repeat(1_000)}:8:false:`,
    ];
    for (const one of nonsense) contentWindow.postMessage(one, "*");
    contentWindow.postMessage("[iFrameSizer]frame-1:8:false:false:32:true", "*");
  });
  await expect.poll(() => strings(page, /^\[iFrameSizer\]/)).toHaveLength(1);
  expect((await strings(page, /^\[iFrameSizer\]/))[0]).toMatch(/^\[iFrameSizer\]frame-1:\d+:360:init$/);
});

test("a flood of questions is answered as one", async ({ page }) => {
  await openArticle(page, frame());
  await expectTold(page);
  const before = (await heights(page)).length;
  await page.evaluate(() => {
    const { contentWindow } = document.querySelector("iframe");
    for (let count = 0; count < 5_000; count++) contentWindow.postMessage({ type: "on-record:ask" }, "*");
  });
  await theFrame(page).getByRole("link", { name: "Table" }).click();
  await expect.poll(async () => new Set(await heights(page)).size).toBeGreaterThan(1);
  expect((await heights(page)).length - before).toBeLessThan(50);
});

test("whoever is not the article is not heard", async ({ page }) => {
  await openArticle(page, `${frame()}<iframe title="Stranger" srcdoc="stranger"></iframe>`);
  await expectTold(page);
  const before = (await heard(page)).length;
  const stranger = page.frames().find((one) => one.url() === "about:srcdoc");
  await stranger.evaluate(() => {
    for (const word of ["[iFrameSizer]stranger:8:false:false", { type: "on-record:ask" }]) parent.frames[0].postMessage(word, "*");
  });
  // What is asked after that, by the article, is answered; what the stranger asked was before it.
  await page.evaluate(() => document.querySelector("iframe").contentWindow.postMessage("[iFrameSizer]mine:8:false:false", "*"));
  await expect.poll(() => strings(page, /^\[iFrameSizer\]/)).toHaveLength(1);
  expect((await strings(page, /^\[iFrameSizer\]/))[0]).toContain("]mine:");
  expect((await heard(page)).length - before).toBe(6);
});

test("pym.js gives the frame its height, and the frame follows", async ({ page }) => {
  await openArticle(page, `<div id="chart"></div><script src="/vendor/pym.js/dist/pym.v1.js"></script>
    <script>new pym.Parent("chart", "${pageAddress()}?${NORTH_WALES}", { title: "Chart" })</script>`);
  await expectFollows(page);
  expect(await strings(page, /^pymxPYMxchartxPYMxheightxPYMx\d+$/)).not.toEqual([]);
});

test.describe("with iframe-resizer", () => {
  // It warns of its own first word, which it says before the frame is there.
  test.use({ faults: true });

  test("iframe-resizer 4 gives the frame its height, and the frame follows", async ({ page, complaints }) => {
    await openArticle(page, `${frame("", 'id="chart"')}<script src="/vendor/iframe-resizer/js/iframeResizer.js"></script>
      <script>iFrameResize({ log: false }, "#chart")</script>`);
    await expectFollows(page);
    expect(await strings(page, /^\[iFrameSizer\]chart:\d+:360:(init|size)$/)).not.toEqual([]);
    expect(complaints.filter((words) => !/target origin provided/.test(words))).toEqual([]);
  });
});

for (const [name, listener] of [
  ["Datawrapper", `({ source, data }) => {
    if (data["datawrapper-height"] === undefined) return;
    for (const height of Object.values(data["datawrapper-height"]))
      for (const one of document.querySelectorAll("iframe")) if (one.contentWindow === source) one.style.height = height + "px";
  }`],
  ["Datawrapper, older", `({ data }) => {
    for (const id in data["datawrapper-height"] ?? {}) {
      const one = document.querySelector("iframe[src*='" + id + "']");
      if (one) one.style.height = data["datawrapper-height"][id] + "px";
    }
  }`],
  ["Embedly and Medium", `({ data }) => {
    if (typeof data !== "string" || !data.startsWith("{")) return;
    const { src, context, height } = JSON.parse(data);
    if (context === "iframe.resize") document.querySelector('iframe[src="' + src + '"]').style.height = height + "px";
  }`],
  ["Flourish", `({ data }) => {
    if (typeof data !== "string") return;
    const { sender, src, context, height } = JSON.parse(data);
    if (sender !== "Flourish" || context !== "iframe.resize") return;
    for (const one of document.querySelectorAll("iframe")) if (one.src === src) one.style.height = height + "px";
  }`],
  ["AMP", `({ source, data }) => {
    if (data.sentinel !== "amp" || data.type !== "embed-size") return;
    for (const one of document.querySelectorAll("iframe")) if (one.contentWindow === source) one.style.height = data.height + "px";
  }`],
]) {
  test(`a listener in the manner of ${name} gives the frame its height`, async ({ page }) => {
    await openArticle(page, `<script>addEventListener("message", ${listener})</script>${frame()}`);
    await expectFollows(page);
  });
}

test("two frames of one page each get their own height", async ({ page }) => {
  await openArticle(page, `<script src="${pageAddress()}embed.js"></script>
    ${frame("", "data-on-record")}${frame("&view=table", "data-on-record")}`);
  await expect.poll(() => page.locator("iframe").evaluateAll((all) => all.every((one) => one.clientHeight > 1_000))).toBe(true);
  await expectFits(page);
  const [chart, table] = await page.locator("iframe").evaluateAll((all) => all.map((one) => one.clientHeight));
  expect(table).not.toBe(chart);
});

test("the page alone loads no script for frames", async ({ page, requests }) => {
  await page.goto("./");
  await expect(title(page)).toBeVisible();
  expect(requests.filter((url) => /frame\.js|embed\.js|embed-form/.test(url))).toEqual([]);
});
