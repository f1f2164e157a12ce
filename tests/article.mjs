// An article of another site and another port, which holds the page, and what it sees of it.

import { expect, test, title } from "./page.mjs";

/** Where the page is. */
export const pageAddress = () => test.info().project.use.baseURL;

/** An article with this body, under a content security policy if one is given. */
export function articleAddress(body, csp) {
  const address = new URL(pageAddress());
  address.hostname = "localhost";
  address.port = Number(address.port) + 20_000;
  return `${address.origin}/article?${new URLSearchParams(csp ? { body, csp } : { body })}`;
}

/** Opens an article, with all messages that reach it, and all shifts of its content, kept. */
export async function openArticle(page, body, csp) {
  await page.addInitScript(() => {
    if (parent !== window) return;
    window.heard = [];
    window.shifts = [];
    addEventListener("message", ({ data }) => window.heard.push(data));
    new PerformanceObserver((list) => window.shifts.push(...list.getEntries().map(({ value, sources }) =>
      `${value}: ${sources.map(({ node }) => node?.nodeName).join(" ")}`)))
      .observe({ type: "layout-shift", buffered: true });
  });
  await page.goto(articleAddress(body, csp));
}

/** All that the article was told. */
export const heard = (page) => page.evaluate(() => window.heard);

/** The heights that the article was told, in the page's own form. */
export const heights = async (page) =>
  (await heard(page)).filter((data) => data?.type === "on-record:height").map(({ height }) => height);

/** The first frame that is the page. */
export const theFrame = (page) => page.frameLocator("iframe[src*='embed=1']").first();

/** Pixels by which the first frame is higher than what is in it. */
export const spare = async (page) => {
  const frame = page.frames().find((each) => each.url().includes("embed=1"));
  return frame.evaluate(() => innerHeight - Math.ceil(document.documentElement.getBoundingClientRect().height));
};

/** That the frame is as high as what is in it. */
export async function expectFits(page, most = 0) {
  await expect.poll(async () => {
    const pixels = await spare(page);
    return pixels >= 0 && pixels <= most ? "fits" : `${pixels} pixels to spare`;
  }).toBe("fits");
}

/** That the frame grows and shrinks with what is in it: from the chart to the table, and back. */
export async function expectFollows(page, most = 0) {
  const frame = theFrame(page);
  await expect(title(frame)).toContainText("North Wales Police");
  await expectFits(page, most);
  const height = () => page.locator("iframe[src*='embed=1']").first().evaluate((one) => one.clientHeight);
  const chart = await height();
  const views = frame.getByRole("navigation", { name: "Views" });
  await views.getByRole("link", { name: "Table" }).click();
  await expect(frame.getByRole("region", { name: "Table of the figures" })).toBeVisible();
  await expect.poll(height).toBeGreaterThan(chart + 100);
  await expectFits(page);
  const table = await height();
  await views.getByRole("link", { name: "Chart" }).click();
  await expect(frame.getByRole("figure", { name: /^Line chart: / })).toBeVisible();
  await expect.poll(height).toBeLessThan(table - 100);
  await expectFits(page);
}
