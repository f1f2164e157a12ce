// The figures as sentences: what they say, where they lead, and how they are taken elsewhere.

import AxeBuilder from "@axe-core/playwright";
import {
  addArea, areaBox, expect, expectHelp, expectNoSidewaysScroll, hold, list, neverIdle, notes, partsAreThere, search, test, title,
  views, stepsInHistory,
} from "./page.mjs";

const story = (page) => page.getByRole("article", { name: "Story" });

const why = (page, sentence) => story(page).getByText(`Why this may be said: sentence ${sentence}`, { exact: true });
const working = (page, name) => story(page).getByRole("table", { name });
/** The working of the first sentence. */
const ofTheYear = (page) => working(page, "Stalking offences recorded by North Wales Police, year ending March 2023: 1,895 (release to June 2023)");
const REASONS = /\/on-record-reasons-[0-9a-f]+\.wasm$/;

async function openStory(page, address = "&area=W15000001") {
  await page.goto(`./?view=story${address}`);
  await expect(story(page)).toBeVisible();
}

test("North Wales: the year, the change, the rate and rank, the total, the outcomes, what is missing, help", async ({ page }) => {
  await openStory(page);
  await expect(title(page)).toHaveText("North Wales Police recorded nearly 1,900 stalking offences in the year ending March 2023");
  for (const words of [
    "North Wales Police recorded 1,895 stalking offences in the year ending March 2023, out of 117,331 recorded across England and Wales.",
    "The number fell by 6 per cent, from 2,022 in the year before.",
    "2.75 offences for every 1,000 residents, above the 1.95 across England and Wales",
    "11th highest rate of the 42 forces for which one is given; the lowest was Surrey’s 0.68 and the highest Cleveland’s 4.05",
    "from April 2014 to June 2023, North Wales Police recorded 7,819 stalking offences",
    "101 (7.2 per cent, or around one in 14) were a charge or summons",
    "July 2023 to March 2024",
    "0808 802 0300",
  ]) {
    await expect(story(page)).toContainText(words);
  }
  await expect(notes(page)).toContainText("Open Government Licence v3.0");
  await expectHelp(page);
});

test("a figure leads to the view that shows it, and back", async ({ page }) => {
  await openStory(page);
  await stepsInHistory(page);
  await story(page).getByRole("link", { name: "11th highest" }).click();
  await expect(title(page)).toHaveText(/^North Wales ranks 11 of 42 police forces for recorded stalking offences/);
  await page.goBack();
  await expect(story(page)).toContainText("11th highest");
  await story(page).getByRole("link", { name: "101", exact: true }).click();
  await expect.poll(() => search(page)).toContain("view=outcomes");
});

test("each sentence tells why it may be said, with the cells of its figures", async ({ page }) => {
  await openStory(page);
  await expect(story(page).getByText(/^Why this may be said/)).toHaveCount(10);
  await why(page, 5).click();
  const rows = working(page, /7,819/).getByRole("row");
  await expect(rows.first()).toBeVisible();
  expect(await rows.count()).toBeGreaterThan(5);
});

test("what makes the reasons comes when one is opened, and then for all of them", async ({ page, requests }) => {
  const asked = () => requests.filter((url) => REASONS.test(url)).length;
  // A frame fetches nothing for later.
  await openStory(page, "&area=W15000001&embed=1");
  await page.waitForLoadState("networkidle");
  expect(asked()).toBe(0);
  await why(page, 1).focus();
  await page.keyboard.press("Enter");
  await expect(ofTheYear(page)).toBeVisible();
  await expect(story(page).getByText("They are not the amount that happens.")).toBeVisible();
  await expect(why(page, 1)).toBeFocused();
  await why(page, 4).click();
  await expect(working(page, /: North Wales: 11th of 42 /)).toBeVisible();
  await expect(story(page).getByText("Loading the reason…")).toHaveCount(0);
  expect(asked()).toBe(1);
});

test("a reason comes too where the browser opens it by itself, as it does for what it finds in the page", async ({ page, requests }) => {
  await openStory(page, "&area=W15000001&embed=1");
  await page.waitForLoadState("networkidle");
  expect(requests.filter((url) => REASONS.test(url))).toEqual([]);
  await why(page, 1).evaluate((summary) => (summary.parentElement.open = true));
  await expect(ofTheYear(page)).toBeVisible();
  await expect(story(page).getByText("Loading the reason…")).toHaveCount(0);
});

test("on a page that a browser translates, what was opened stays open when its reason comes", async ({ page }) => {
  await openStory(page, "&area=W15000001&embed=1");
  await page.waitForLoadState("networkidle");
  // A translator puts its words in elements of its own.
  await story(page).evaluate((article) => {
    const words = article.querySelector("p").firstChild;
    const theirs = document.createElement("font");
    words.replaceWith(theirs);
    theirs.append(words);
  });
  await why(page, 1).click();
  await expect(ofTheYear(page)).toBeVisible();
  await expect(story(page).locator("font")).toHaveCount(0);
});

test("in a page at rest all reasons are there, whether one is opened or not", async ({ page }) => {
  await openStory(page);
  await expect(story(page).getByText("Loading the reason…", { exact: true })).toHaveCount(0);
  await expect(story(page).getByText("A rank says which figure is larger, not which force is better.")).toHaveCount(1);
});

test("a reason that is opened is that of the area that is shown, whichever that is by then", async ({ page }) => {
  const release = await hold(page, REASONS);
  await openStory(page);
  await why(page, 1).click();
  await expect(story(page).getByText("Loading the reason…").first()).toBeVisible();
  await addArea(page, "kent", "Kent");
  await page.getByRole("button", { name: "Remove North Wales", exact: true }).click();
  await expect(title(page)).toContainText("Kent Police");
  release();
  await expect(working(page, /^Stalking offences recorded by Kent Police, year ending March /)).toBeVisible();
  await expect(story(page).getByRole("table").filter({ hasText: "North Wales Police" })).toHaveCount(0);
  // What is open stays open, and tells of the next area.
  await addArea(page, "surrey", "Surrey");
  await page.getByRole("button", { name: "Remove Kent", exact: true }).click();
  await expect(working(page, /^Stalking offences recorded by Surrey Police, year ending March /)).toBeVisible();
  await expect(story(page).getByRole("table").filter({ hasText: "Kent Police" })).toHaveCount(0);
});

test.describe("where what makes the reasons does not arrive", () => {
  test.use({ faults: true });

  test("that is said in their place, and one can try again", async ({ page }) => {
    // When it is idle, the page tries again by itself.
    await neverIdle(page);
    await page.route(REASONS, (route) => route.fulfill({ status: 404, body: "" }));
    await openStory(page);
    await why(page, 2).click();
    const alert = story(page).getByRole("alert");
    await expect(alert).toHaveText(/The reasons could not be loaded\. The part “reasons” of the page was not found \(status 404\)\.Try again$/);
    // The story itself, and another one, go on.
    await addArea(page, "kent", "Kent");
    await expect(story(page)).toContainText("1,895");
    await expect(alert).toBeVisible();
    await page.unroute(REASONS);
    await story(page).getByRole("button", { name: "Try again" }).click();
    await expect(working(page, /, change on the year before: −6%/)).toBeVisible();
    await expect(why(page, 2)).toBeFocused();
    await expect(alert).toHaveCount(0);
  });

  test("a copy says so, and is made when it is asked for again", async ({ page, context }) => {
    await context.grantPermissions(["clipboard-read", "clipboard-write"]);
    await page.route(REASONS, (route) => route.abort("connectionreset"));
    await openStory(page);
    const copy = page.getByRole("button", { name: "Copy the facts only" });
    const said = (words) => page.getByRole("status").filter({ hasText: words });
    await copy.click();
    await expect(said(/^The story was not copied, as a part of the page could not be loaded\. The part “reasons” of the page did not arrive whole\..* Press the button to try again\.$/)).toBeVisible();
    await page.unroute(REASONS);
    await copy.click();
    await expect(said("The story is on the clipboard.")).toBeVisible();
    expect(await page.evaluate(() => navigator.clipboard.readText())).toContain("• Stalking offences recorded by North Wales Police, year ending March 2023: 1,895");
  });
});

test("where the browser does not allow copying, that is said", async ({ page }) => {
  await page.addInitScript(() => Object.defineProperty(navigator, "clipboard", { value: undefined }));
  await openStory(page);
  await partsAreThere(page);
  await expect(story(page).getByText("Loading the reason…")).toHaveCount(0);
  await page.getByRole("button", { name: "Copy as text" }).click();
  await expect(page.getByRole("status").filter({ hasText: "The browser did not allow copying. Select the text and copy it." })).toBeVisible();
});

test("another area, another story; another offence too", async ({ page }) => {
  await openStory(page, "");
  await expect(story(page)).toContainText("England and Wales");
  await areaBox(page).fill("city of london");
  await areaBox(page).press("Enter");
  await expect(title(page)).toContainText("City of London Police");
  await expect(story(page)).toContainText("No rate is given for the City of London");
  await list(page, "Offence").selectOption("8L");
  await expect(story(page)).toContainText("harassment");
});

test("across a change of the rules nothing is compared", async ({ page }) => {
  await openStory(page, "&area=W15000001&at=2020-04~2021-03&release=to-2023-06");
  await expect(story(page)).toContainText("2,014");
  await expect(story(page)).not.toContainText(/(rose|fell) by/);
  await expect(story(page)).toContainText(/April 2020/);
});

test("the story is copied as text, as HTML, as Markdown, and as facts", async ({ page, context }) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await openStory(page);
  const copied = async (name) => {
    await page.getByRole("button", { name }).click();
    await expect(page.getByRole("status").filter({ hasText: "The story is on the clipboard." })).toBeVisible();
    return page.evaluate(() => navigator.clipboard.readText());
  };
  expect(await copied("Copy as text")).toContain("North Wales Police recorded 1,895 stalking offences");
  await expect.poll(() => copied("Copy as HTML")).toMatch(/<p>North Wales Police recorded .*1,895/);
  await expect.poll(() => copied("Copy as Markdown")).toContain("1,895");
  await expect.poll(() => copied("Copy the facts only")).toMatch(/^• .+\n• /);
});

for (const colorScheme of ["light", "dark"]) {
  test(`axe finds nothing in a story, ${colorScheme}, at 320 and 1280 pixels`, async ({ page }) => {
    await page.emulateMedia({ colorScheme });
    for (const width of [320, 1280]) {
      await page.setViewportSize({ width, height: 900 });
      await openStory(page);
      await story(page).getByText(/^Why this may be said/).first().click();
      const { violations } = await new AxeBuilder({ page })
        .withTags(["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"])
        .analyze();
      expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0].html}`)).toEqual([]);
      await expectNoSidewaysScroll(page);
    }
  });
}

test("by keyboard: from the tab to the story's figures", async ({ page }) => {
  await openStory(page);
  await story(page).getByRole("link", { name: "1,895" }).focus();
  await page.keyboard.press("Tab");
  await expect(story(page).getByRole("link", { name: "117,331" })).toBeFocused();
  await page.keyboard.press("Tab");
  await expect(story(page).getByText(/^Why this may be said: sentence 1$/)).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(story(page).getByRole("group").first().or(story(page).locator("details[open]")).first()).toBeVisible();
});

test("on paper the story stands alone", async ({ page }) => {
  await openStory(page);
  await page.emulateMedia({ media: "print" });
  await expect(story(page)).toContainText("1,895");
  await expect(page.getByRole("button", { name: "Copy as text" })).toBeHidden();
  await expect(views(page)).toBeHidden();
});
