// Articles of another site that hold the page: in each form of code that the page gives, under a strict policy, in a
// sandbox, without storage, forty times.

import { areaBox, chart, expect, expectHelp, open, point, test, title } from "./page.mjs";
import { expectFits, expectFollows, heard, heights, openArticle, pageAddress, theFrame } from "./article.mjs";

/** What the script leaves unused rather than let the article jump. */
const SLACK = 100;
const FORMS = ["plain", "script", "element"];
const NAMES = { plain: /^Iframe alone/, script: /^Iframe with script/, element: /^Element/ };

/** The code that the page gives for North Wales, with the heights that it measured. */
async function code(page, form) {
  await open(page, "?area=W15000001");
  await page.getByRole("button", { name: "Embed", exact: true }).click();
  await expect(page.getByText("The heights in the code were measured in this browser.")).toBeVisible({ timeout: 30_000 });
  return page.getByRole("textbox", { name: NAMES[form] }).inputValue();
}

/** A policy under which an article may load what it needs and nothing else, and no style of its own. */
const policy = () => {
  const host = new URL(pageAddress()).origin;
  return `default-src 'none'; img-src data:; script-src ${host}/embed.js; frame-src ${host}; report-uri /csp`;
};

for (const form of FORMS) {
  test(`the code works in an article of another port under a strict policy: ${form}`, async ({ page }) => {
    const embed = await code(page, form);
    // Without script the frame has the height of a phone: that is where it is seen here.
    await page.setViewportSize({ width: form === "plain" ? 416 : 700, height: 900 });
    await openArticle(page, `<h1>An article</h1>${embed}`, policy());
    await expect(title(theFrame(page))).toHaveText("Stalking recorded by North Wales Police");
    await expect(page.locator("iframe")).toHaveAttribute("title", "Line chart: Stalking recorded by North Wales Police");
    await expect(page.locator("iframe")).toHaveAttribute("loading", "lazy");
    if (form === "plain") {
      await expect(page.locator("iframe")).toHaveAttribute("height", /^1[2-6]\d\d$/);
      await expect.poll(async () => (await heard(page)).length).toBeGreaterThan(0);
    } else {
      await expectFollows(page, SLACK);
    }
  });

  for (const width of [400, 1_200]) {
    test(`the article does not jump: ${form}, ${width} pixels wide`, async ({ page }) => {
      const embed = await code(page, form);
      // So high that what follows the frame is in sight.
      await page.setViewportSize({ width, height: 2_400 });
      await openArticle(page, `<h1>An article</h1>${embed}<p>What follows</p>`);
      await expect(point(theFrame(page), "North Wales, April to June 2021")).toBeVisible();
      await expect.poll(async () => (await heights(page)).length).toBeGreaterThan(0);
      await expect(page.getByText("What follows")).toBeInViewport();
      if (form !== "plain") await expectFits(page, SLACK);
      expect(await page.evaluate(() => window.shifts)).toEqual([]);
    });
  }
}

test("what an article shifts would be seen", async ({ page }) => {
  await page.setViewportSize({ width: 400, height: 2_400 });
  await openArticle(page, `<script src="${pageAddress()}embed.js"></script><h1>An article</h1>
    <on-record area="W15000001" height="300"></on-record><p>What follows</p>`);
  await expect.poll(() => page.evaluate(() => window.shifts.length)).toBeGreaterThan(0);
});

test("an element that says nothing of heights does not jump either", async ({ page }) => {
  await page.setViewportSize({ width: 700, height: 2_400 });
  await openArticle(page, `<script src="${pageAddress()}embed.js"></script><h1>An article</h1>
    <on-record area="W15000001"></on-record><p>What follows</p>`);
  await expect(point(theFrame(page), "North Wales, April to June 2021")).toBeVisible();
  await expect.poll(async () => (await heights(page)).length).toBeGreaterThan(0);
  await expectFits(page, SLACK);
  expect(await page.evaluate(() => window.shifts)).toEqual([]);
});

test.describe("where something is wrong", () => {
// The page that is not there, and the address that is none, are told in the console.
test.use({ faults: true });

test("the text stays where the frame never loads, and goes where it does", async ({ page }) => {
  const element = (more) => `<script src="${pageAddress()}embed.js"></script><on-record area="W15000001" ${more}>
    <p>1,895 offences. <a href="#">See the figures</a></p></on-record>`;
  await openArticle(page, element(`src="${pageAddress()}nowhere.html"`));
  await expect(page.getByText("1,895 offences.")).toBeVisible();
  await openArticle(page, element('src="javascript:alert(1)"'));
  await expect(page.getByText("1,895 offences.")).toBeVisible();
  await expect(page.locator("iframe")).toHaveCount(0);
  await openArticle(page, element(""));
  await expect(title(theFrame(page))).toBeVisible();
  await expect(page.getByText("1,895 offences.")).toBeHidden();
});
});

test("the script twice is as good as once, and hears no stranger", async ({ page }) => {
  const script = `<script src="${pageAddress()}embed.js"></script>`;
  await openArticle(page, `${script}${script}<on-record area="W15000001" title="North Wales">North Wales</on-record>
    <on-record area="W15000002" view="table" title="Gwent">Gwent</on-record>
    <iframe title="Stranger" srcdoc="stranger"></iframe>${script}`);
  await expect(page.locator("on-record iframe")).toHaveCount(2);
  await expect(page.locator("on-record iframe").first()).toHaveAttribute("title", "North Wales");
  await expect.poll(async () => new Set(await heights(page)).size).toBeGreaterThan(1);
  const box = page.locator("on-record").first();
  const before = await box.evaluate((one) => one.clientHeight);
  const stranger = page.frames().find((one) => one.url() === "about:srcdoc");
  const told = (await heard(page)).length;
  await stranger.evaluate(() => parent.postMessage({ type: "on-record:height", height: 50 }, "*"));
  await page.evaluate(() => {
    const shapes = [{ height: 50 }, { height: "50" }, { height: -5 }, { height: 1e9 }, { height: NaN }, {}];
    for (const shape of shapes) postMessage({ type: "on-record:height", ...shape }, "*");
    for (const shape of [null, 7, "on-record:height", []]) postMessage(shape, "*");
  });
  await expect.poll(async () => (await heard(page)).length).toBe(told + 11);
  expect(await box.evaluate((one) => one.clientHeight)).toBe(before);
  await expect(page.locator("iframe[title=Stranger]")).not.toHaveAttribute("style");
});

test("an attribute that changes is another chart, and no step of the article's history", async ({ page }) => {
  await openArticle(page, `<script src="${pageAddress()}embed.js"></script><on-record area="W15000001"></on-record>`);
  await expect(title(theFrame(page))).toContainText("North Wales Police");
  const before = await page.evaluate(() => history.length);
  await page.locator("on-record").evaluate((one) => {
    one.setAttribute("area", "W15000002~BTP");
    one.setAttribute("measure", "rate");
  });
  await expect(title(theFrame(page))).toContainText("Gwent Police");
  await theFrame(page).getByRole("link", { name: "Table" }).click();
  await expect(theFrame(page).getByRole("table")).toBeVisible();
  expect(await page.evaluate(() => history.length)).toBe(before);
});

test("an attribute that the page does not know is told in the frame", async ({ page }) => {
  await openArticle(page, `<script src="${pageAddress()}embed.js"></script><on-record area="X99&quot;"></on-record>`);
  await expect(theFrame(page).getByRole("status").first()).toContainText("area=X99");
});

test("in a sandbox, without an origin, everything in the frame works", async ({ page }) => {
  await openArticle(page, `<iframe sandbox="allow-scripts" title="Chart" width="600" height="1200"
    src="${pageAddress()}?embed=1&area=W15000001"></iframe>`);
  const frame = theFrame(page);
  await expect(title(frame)).toContainText("North Wales Police");
  expect(await page.frames()[1].evaluate(() => origin)).toBe("null");
  await point(frame, "North Wales, April to June 2021").focus();
  await page.keyboard.press("ArrowRight");
  await expect(point(frame, "North Wales, July to September 2021")).toBeFocused();
  await expect.poll(async () => (await heights(page)).length).toBeGreaterThan(0);
  for (const [name, role] of [["Table", "table"], ["Chart", "figure"]]) {
    await frame.getByRole("link", { name, exact: true }).click();
    await expect(frame.getByRole(role)).toBeVisible();
    await expect(frame.getByRole("link", { name, exact: true })).toHaveAttribute("aria-current", "page");
  }
  await expectHelp(frame);
});

test("a frame that may keep nothing minds nothing", async ({ page }) => {
  await page.addInitScript(() => {
    if (parent === window) return;
    for (const name of ["localStorage", "sessionStorage", "indexedDB", "caches"]) {
      Object.defineProperty(window, name, { get: () => { throw new DOMException("blocked", "SecurityError"); } });
    }
    Object.defineProperty(navigator, "serviceWorker", { get: () => { throw new DOMException("blocked", "SecurityError"); } });
  });
  await openArticle(page, `<iframe title="Chart" width="600" height="1200" src="${pageAddress()}?embed=1&area=W15000001"></iframe>`);
  await expectFollowsWithin(page);
});

async function expectFollowsWithin(page) {
  const frame = theFrame(page);
  await expect(chart(frame).getByRole("img").first()).toBeVisible();
  await frame.getByRole("link", { name: "Table" }).click();
  await expect(frame.getByRole("table")).toBeVisible();
}

test("a frame asks for no more than the page does, and for its own files alone", async ({ page, context, requests }) => {
  const files = async (address) => {
    requests.length = 0;
    const fresh = await context.newPage();
    await fresh.goto(address);
    await expect(title(fresh)).toContainText("North Wales Police");
    await fresh.waitForLoadState("networkidle");
    await fresh.close();
    return requests.map((url) => new URL(url).pathname);
  };
  const whole = await files("./?area=W15000001");
  const frame = await files("./?embed=1&area=W15000001");
  expect(frame.filter((path) => !whole.includes(path))).toEqual(["/frame.js"]);
  expect(frame.length).toBeLessThan(whole.length);
  expect(frame.filter((path) => /on-record-[a-z]+-/.test(path)), "parts of other views").toEqual([]);
});

test("forty frames in one article load as they come near, and the article goes on", async ({ page }) => {
  test.setTimeout(300_000);
  const codes = Array.from({ length: 40 }, (_, index) => `<p>${index}</p><on-record area="W15000001" from="2015-04"
    to="${2016 + (index % 5)}-03" title="Chart ${index}"></on-record>`);
  await page.setViewportSize({ width: 700, height: 900 });
  await openArticle(page, `<script src="${pageAddress()}embed.js"></script><button>Count</button>
    <output>0</output>${codes.join("")}`);
  await page.evaluate(() => {
    const output = document.querySelector("output");
    document.querySelector("button").addEventListener("click", () => (output.value = Number(output.value) + 1));
  });
  await expect(title(theFrame(page))).toContainText("North Wales Police");
  const loaded = () => page.frames().filter((frame) => frame.url().includes("embed=1")).length;
  expect(loaded(), "frames that are far away wait").toBeLessThan(20);
  const boxes = page.locator("on-record");
  for (let index = 0; index < 40; index++) {
    await boxes.nth(index).scrollIntoViewIfNeeded();
    await expect(title(page.frameLocator(`iframe[title="Chart ${index}"]`))).toContainText("North Wales Police", { timeout: 60_000 });
    // The article answers each click while frames are loading.
    await page.locator("button").dispatchEvent("click");
    await expect(page.locator("output")).toHaveText(String(index + 1));
  }
  expect(loaded()).toBe(40);
  await expect(page.locator("on-record iframe[style*='visibility: hidden']")).toHaveCount(0);
  // Each has told its height, and none has told it over and over.
  expect((await heights(page)).length).toBeGreaterThanOrEqual(40);
  expect((await heights(page)).length).toBeLessThanOrEqual(40 * 3);
});

test("the whole page opens in a new tab, with the same question", async ({ page, context }) => {
  await openArticle(page, `<iframe title="Chart" width="600" height="1200"
    src="${pageAddress()}?embed=1&area=W15000001&measure=rate&theme=dark&childId=a"></iframe>`);
  const link = theFrame(page).getByRole("link", { name: /full page \(opens in a new tab\)/ });
  await expect(link).toHaveAttribute("rel", "noopener");
  const [opened] = await Promise.all([context.waitForEvent("page"), link.click()]);
  await expect(title(opened)).toContainText("North Wales Police");
  expect(opened.url()).toBe(`${pageAddress()}?area=W15000001&measure=rate`);
  await expect(areaBox(opened)).toBeVisible();
  expect(await opened.evaluate(() => window.opener)).toBe(null);
});
