// The check of an article: claims underlined, verdicts, corrections, and nothing of the text anywhere else.

import AxeBuilder from "@axe-core/playwright";
import { expect, expectHelp, expectNoSidewaysScroll, expectViewFails, hold, rows, search, test, views } from "./page.mjs";

/** What a newspaper printed in March 2022, in its own order of facts and our words. */
const ARTICLE = `Stalking offences recorded by North Wales Police have passed four thousand.
Since records began in 2014-15 the force has recorded 4,347 stalking offences.
In 2020-21, 1,981 were investigated by North Wales Police.
Between April and September last year the force recorded 954 stalking offences.
Across England and Wales, 98,544 stalking offences were recorded in 2020-21, up from 33,006 the previous year.`;

const textBox = (page) => page.getByRole("textbox", { name: "Text of an article, or a sentence" });
const month = (page) => page.getByLabel(/^Month of the article/);
const claims = (page) => page.locator("ol.verdicts > li");
const claim = (page, words) => claims(page).filter({ has: page.getByRole("heading", { name: words }) });
const marks = (page) => page.getByRole("group", { name: "The text" }).getByRole("link");

async function openCheck(page) {
  await page.goto("./?view=check");
  await expect(page.getByRole("heading", { level: 1, name: "Check an article against the figures" })).toBeVisible();
}

async function checkText(page, text, dated = "") {
  await textBox(page).fill(text);
  if (dated) await month(page).fill(dated);
  await page.getByRole("button", { name: "Check this text" }).click();
}

test("the article this began from: all five figures were revised since", async ({ page }) => {
  await openCheck(page);
  await checkText(page, ARTICLE, "2022-03");
  await expect(page.getByText(/^5 claims were found\. Revised since, perhaps: 5\./)).toBeVisible();
  await expect(marks(page)).toHaveText([/^4,347/, /^1,981/, /^954/, /^98,544/, /^33,006/]);
  for (const [printed, now] of [
    ["4,347", ["4,445"]],
    ["1,981", ["2,014"]],
    ["954", ["1,009"]],
    ["98,544", ["98,634", "98,667"]],
    ["33,006", ["33,273", "33,362"]],
  ]) {
    const found = claim(page, new RegExp(printed));
    await expect(found.getByRole("heading")).toContainText("Revised since, perhaps");
    for (const value of now) await expect(found).toContainText(value);
  }
});

test("a verdict leads to the view that shows it, and back leads to the text", async ({ page }) => {
  await openCheck(page);
  await checkText(page, "North Wales Police recorded 2,014 stalking offences in 2020-21.");
  await expect(claims(page)).toHaveCount(1);
  await expect(claims(page).getByRole("heading")).toContainText("Matches");
  await claims(page).getByRole("link", { name: "Show the figures of claim 1" }).click();
  await expect(page.getByRole("table")).toBeVisible();
  expect((await rows(page)).flat()).toContain("2,014");
  await views(page).getByRole("link", { name: "Check an article" }).click();
  await expect(textBox(page)).toHaveValue(/2,014/);
  await expect(claims(page)).toHaveCount(1);
});

for (const [title, text, verdict, ...words] of [
  ["what differs has both figures", "North Wales Police recorded 1,500 stalking offences in 2020-21.", "Differs", "2,014"],
  ["a change across April 2020 is not comparable", "In North Wales the number of stalking offences rose by 39 per cent in 2020-21 compared with 2019-20.", "Not comparable", "April 2020"],
  ["two readings are offered", "North Wales Police recorded 1,700 stalking offences in 2021.", "More than one meaning", "Which period is meant?"],
  ["a place that is not in the data cannot be checked", "Police Scotland recorded 1,234 stalking offences in 2020-21.", "Cannot be checked"],
]) {
  test(title, async ({ page }) => {
    await openCheck(page);
    await checkText(page, text);
    const found = claims(page).first();
    await expect(found.getByRole("heading")).toContainText(verdict);
    for (const word of words) await expect(found).toContainText(word);
  });
}

test("a reading is chosen by keyboard, and stays chosen", async ({ page }) => {
  await openCheck(page);
  await checkText(page, "North Wales Police recorded 1,700 stalking offences in 2021.");
  const reading = claims(page).getByRole("radio").first();
  await reading.focus();
  await page.keyboard.press("Space");
  await expect(claims(page).getByRole("heading")).not.toContainText("More than one meaning");
  await expect(claims(page).getByRole("combobox", { name: "Period of claim 1" })).toHaveCount(0);
});

test("area and period are corrected by hand, and the list keeps the focus", async ({ page }) => {
  await openCheck(page);
  await checkText(page, "North Wales Police recorded 2,014 stalking offences in 2020-21.");
  const correct = claims(page).getByRole("button", { name: /Understood wrongly\?/ });
  await expect(correct).toHaveAttribute("aria-expanded", "false");
  await correct.focus();
  await page.keyboard.press("Enter");
  await expect(correct).toHaveAttribute("aria-expanded", "true");
  await expect(correct).toBeFocused();
  const area = claims(page).getByRole("combobox", { name: "Area of claim 1" });
  await expect(area).toHaveValue("W15000001");
  await area.focus();
  await area.selectOption({ label: "Kent" });
  await expect(claims(page).getByRole("heading")).toContainText("Differs");
  await expect(claims(page)).toContainText("Kent");
  await expect(area).toBeFocused();
  await claims(page).getByRole("combobox", { name: "Period of claim 1" }).selectOption({ label: "Year ending March 2019" });
  await expect(claims(page)).toContainText("year ending March 2019");
  await correct.click();
  await expect(area).toHaveCount(0);
});

test("by keyboard alone: text, month, button, from a mark to its verdict and back", async ({ page }) => {
  await openCheck(page);
  await textBox(page).focus();
  await page.keyboard.insertText(ARTICLE);
  await page.getByRole("button", { name: "Check this text" }).focus();
  await page.keyboard.press("Enter");
  await expect(claims(page)).toHaveCount(5);
  await page.keyboard.press("Tab");
  await expect(marks(page).first()).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(claims(page).first()).toBeFocused();
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await expect(marks(page).first()).toBeFocused();
  await expect.poll(() => search(page)).toBe("?view=check");
  expect(new URL(page.url()).hash).toBe("");
});

test("the text is in no address, no storage and no request", async ({ page }) => {
  const asked = [];
  await openCheck(page);
  page.on("request", (request) => asked.push(request.url() + (request.postData() ?? "")));
  await checkText(page, `${ARTICLE} The victim lives at 17 Unmistakable Lane.`, "2022-03");
  await expect(claims(page)).toHaveCount(5);
  expect(asked.filter((request) => /Unmistakable|1,981|1981/.test(request))).toEqual([]);
  const kept = await page.evaluate(async () => ({
    address: location.href,
    state: JSON.stringify(history.state),
    local: Object.entries(localStorage),
    session: Object.entries(sessionStorage),
    cookies: document.cookie,
    databases: (await indexedDB.databases()).length,
    caches: await caches.keys(),
  }));
  expect(kept.address).not.toContain("1,981");
  expect(kept).toMatchObject({ state: "null", local: [], session: [], cookies: "", databases: 0, caches: [] });
  await page.getByRole("button", { name: "Clear" }).click();
  await expect(textBox(page)).toHaveValue("");
  await expect(textBox(page)).toBeFocused();
  await expect(claims(page)).toHaveCount(0);
  await expect(page.getByText("Unmistakable")).toHaveCount(0);
});

test("an empty text and a month that is none are told", async ({ page }) => {
  await openCheck(page);
  await page.getByRole("button", { name: "Check this text" }).click();
  await expect(page.getByRole("alert").filter({ hasText: "There is no text to check" })).toBeVisible();
  await textBox(page).fill(ARTICLE);
  // As browsers have it that know no months.
  await month(page).evaluate((box) => {
    box.type = "text";
    box.value = "last spring";
  });
  await page.getByRole("button", { name: "Check this text" }).click();
  await expect(page.getByRole("alert").filter({ hasText: "could not be read" })).toBeVisible();
  await expect(claims(page)).toHaveCount(0);
  await checkText(page, "The weather was fine.", "2022-03");
  await expect(page.getByText("No claim was found that these figures are about.")).toBeVisible();
});

test("hostile text does no harm", async ({ page }) => {
  await openCheck(page);
  const hostile = [
    "<img src=x onerror='window.hacked=1'><script>window.hacked=1</script>",
    "9".repeat(100_000),
    "\u202e North Wales Police recorded 2,014 stalking offences in 2020-21. \u202c",
    "\ud800 \udfff",
    "</textarea></div>",
  ].join("\n");
  await checkText(page, hostile);
  await expect(claims(page).filter({ hasText: "2,014" })).toHaveCount(1);
  expect(await page.evaluate(() => window.hacked)).toBeUndefined();
  await expect(page.locator("main script, main img")).toHaveCount(0);
  await expectNoSidewaysScroll(page);
  await expectHelp(page);
});

for (const colorScheme of ["light", "dark"]) {
  for (const width of [320, 1280]) {
    test(`axe finds nothing, ${colorScheme}, ${width} px`, async ({ page }) => {
      await page.emulateMedia({ colorScheme });
      await page.setViewportSize({ width, height: 900 });
      await openCheck(page);
      await checkText(page, `${ARTICLE} In 2021 North Wales Police recorded 1,700 stalking offences.`, "2022-03");
      await expect(claims(page)).toHaveCount(6);
      await claims(page).first().getByRole("button", { name: /Understood wrongly/ }).click();
      const { violations } = await new AxeBuilder({ page }).analyze();
      expect(violations).toEqual([]);
      await expectNoSidewaysScroll(page);
    });
  }
}

test("a text waits until all figures are there, and nothing is said of it before; who clears it waits no more", async ({ page }) => {
  const release = await hold(page, /\/data\/rest-.*\.json$/);
  const asked = [];
  page.on("request", (request) => /\/data\/rest-/.test(request.url()) && asked.push(request.url()));
  await openCheck(page);
  await checkText(page, ARTICLE, "2022-03");
  const waits = page.getByRole("status").filter({ hasText: "Loading what the check needs…" });
  await expect(waits).toBeVisible();
  await expect(claims(page)).toHaveCount(0);
  await page.getByRole("button", { name: "Clear" }).click();
  await expect(waits).toHaveCount(0);
  await page.getByRole("button", { name: "Check this text" }).click();
  await expect(page.getByRole("alert").filter({ hasText: "There is no text to check" })).toBeVisible();
  // Another offence: of the first alone nothing could be said of it.
  await checkText(page, "North Wales Police recorded 1 offence of harassment in 2021-22.");
  await expect(waits).toBeVisible();
  release();
  await expect(claims(page)).toHaveCount(1);
  await expect(claims(page).getByRole("heading")).not.toContainText("Not checked");
  await expect(waits).toHaveCount(0);
  await expect(page.getByText("4,347")).toHaveCount(0);
  expect(asked, "what was asked for, once").toHaveLength(1);
  await page.getByRole("button", { name: "Clear" }).click();
  await expect(claims(page)).toHaveCount(0);
});

test.describe("when its part cannot be had", () => {
  test.use({ faults: true });

  test("the view says so in its place", async ({ page }) => {
    await page.route(/on-record-check-.*\.wasm$/, (route) => route.abort());
    await page.goto("./?view=check");
    await expectViewFails(page);
  });

  for (const [what, file, told] of [
    ["what gives verdicts", /on-record-verdicts-.*\.wasm$/, "The part “verdicts” of the page did not arrive whole"],
    ["the outcomes", /\/data\/outcomes-.*\.json$/, "The file with the outcomes"],
    ["all figures", /\/data\/rest-.*\.json$/, "The file with the figures of the other offences"],
  ]) {
    test(`${what}: no verdict, the reason, the text stays, and one can try again`, async ({ page }) => {
      await page.route(file, (route) => route.abort());
      await openCheck(page);
      await checkText(page, ARTICLE, "2022-03");
      const failed = page.getByRole("alert").filter({ hasText: "What checks a text could not be loaded" });
      await expect(failed).toContainText(told);
      await expect(claims(page)).toHaveCount(0);
      await expect(textBox(page)).toHaveValue(ARTICLE);
      await page.unroute(file);
      await failed.getByRole("button", { name: "Try again" }).click();
      await expect(claims(page)).toHaveCount(5);
      await expect(failed).toHaveCount(0);
    });
  }
});
