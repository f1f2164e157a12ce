// What a frame tells the article around it, and the script that newsrooms may use.

import { expect, test, title } from "./page.mjs";

const port = () => new URL(test.info().project.use.baseURL).port;

/** Opens an article of another site, with all messages that reach it kept. */
async function openArticle(page, body) {
  const address = `http://localhost:${port()}/article?${new URLSearchParams({ body })}`;
  await page.addInitScript(() => {
    window.heard = [];
    addEventListener("message", ({ data }) => window.heard.push(data));
  });
  await page.goto(address);
}

const frame = (query) => `<iframe title="Chart" src="http://127.0.0.1:${port()}/?embed=1&area=W15000001${query}" width="360" height="300"></iframe>`;
const heard = (page) => page.evaluate(() => window.heard);

test("the article is told how high the page is, in every form that it may understand", async ({ page }) => {
  await openArticle(page, frame("&childId=story-1"));
  await expect(title(page.frameLocator("iframe"))).toContainText("North Wales Police");
  await expect.poll(async () => (await heard(page)).filter((data) => data?.type === "on-record:height" && data.height > 600).length).toBeGreaterThan(0);
  const all = await heard(page);
  const height = all.filter((data) => data?.type === "on-record:height").at(-1).height;
  expect(all).toContainEqual({ "datawrapper-height": { "on-record": height } });
  expect(all).toContainEqual({ sentinel: "amp", type: "embed-size", height });
  expect(all).toContainEqual(`pymxPYMxstory-1xPYMxheightxPYMx${height}`);
  const flourish = all.filter((data) => typeof data === "string" && data.startsWith("{")).map((data) => JSON.parse(data));
  expect(flourish).toContainEqual(expect.objectContaining({ context: "iframe.resize", height }));
});

test("an iframe-resizer's first word is answered, nonsense is not", async ({ page }) => {
  await openArticle(page, frame(""));
  await expect(title(page.frameLocator("iframe"))).toContainText("North Wales Police");
  await page.evaluate(() => {
    const { contentWindow } = document.querySelector("iframe");
    for (const nonsense of [null, 7, {}, "", "[iFrameSizer]", "[iFrameSizer]<b>:1", "x".repeat(10_000)]) contentWindow.postMessage(nonsense, "*");
    contentWindow.postMessage("[iFrameSizer]frame-1:8:false:false:32", "*");
  });
  await expect.poll(async () => (await heard(page)).filter((data) => /^\[iFrameSizer\]/.test(data)).length).toBe(1);
  expect((await heard(page)).find((data) => /^\[iFrameSizer\]/.test(data))).toMatch(/^\[iFrameSizer\]frame-1:\d+:\d+:init$/);
});

test("the script gives each <on-record> its height, twice included or not, and hears no stranger", async ({ page }) => {
  const script = `<script src="http://127.0.0.1:${port()}/embed.js"></script>`;
  await openArticle(page, `${script}${script}<on-record area="W15000001" title="North Wales">North Wales Police: 1,895 offences</on-record>
    <on-record area="W15000002" view="table" height="500">Gwent</on-record>`);
  const frames = page.locator("on-record iframe");
  await expect(frames).toHaveCount(2);
  await expect(frames.first()).toHaveAttribute("title", "North Wales");
  await expect(frames.first()).toHaveAttribute("loading", "lazy");
  await expect(title(page.frameLocator("on-record iframe").first())).toContainText("North Wales Police");
  const height = () => frames.first().evaluate((one) => parseInt(one.style.height));
  await expect.poll(height).toBeGreaterThan(700);
  const before = await height();
  await page.evaluate(() => postMessage({ type: "on-record:height", height: 50 }, "*"));
  await page.waitForTimeout(200);
  expect(await height()).toBe(before);
});

test("the page alone loads no script for frames", async ({ page }) => {
  const asked = [];
  page.on("request", (request) => asked.push(new URL(request.url()).pathname));
  await page.goto("./");
  await expect(title(page)).toBeVisible();
  expect(asked.filter((path) => /frame\.js|embed\.js/.test(path))).toEqual([]);
});
