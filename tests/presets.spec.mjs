// Questions people ask: where the links lead, and which one is shown already.

import {
  areasShown, chart, expect, expectNoSidewaysScroll, list, open, radio, search, test, title, views, stepsInHistory,
} from "./page.mjs";

const NORTH_WALES = "?area=W15000001";
const summary = (page) => page.getByText("Questions people ask", { exact: true });
const question = (page, name) => page.getByRole("link", { name, exact: true });
const WELSH = "All Welsh forces: Dyfed-Powys, Gwent, North Wales, South Wales";
const NEIGHBOURS = "Neighbours of North Wales: Cheshire, Dyfed-Powys, West Mercia";
const NEAREST =
  "Five nearest to North Wales in population (2024): Gloucestershire, Durham, Bedfordshire, Warwickshire, Wiltshire";

async function openQuestions(page, address = NORTH_WALES) {
  await open(page, address);
  await summary(page).click();
  await expect(question(page, "Start again")).toBeVisible();
}

test("they are folded away until somebody asks, by mouse or by key", async ({ page }) => {
  await open(page, NORTH_WALES);
  await expect(question(page, "Start again")).toHaveCount(0);
  await summary(page).focus();
  await page.keyboard.press("Enter");
  await expect(question(page, "Start again")).toBeVisible();
  await page.keyboard.press("Tab");
  await expect(question(page, "North Wales and England and Wales, per 1,000 residents")).toBeFocused();
  await summary(page).click();
  await expect(question(page, "Start again")).toBeHidden();
});

test("each is named for what it is, under a heading", async ({ page }) => {
  await openQuestions(page);
  for (const [name, links] of [
    ["Side by side", ["North Wales and England and Wales, per 1,000 residents", "Wales and England, per 1,000 residents", WELSH, "Highest ten, per 1,000 residents"]],
    ["Other forces", [NEIGHBOURS, NEAREST]],
    ["From the beginning", ["Start again"]],
  ]) {
    const section = page.locator("section").filter({ has: page.getByRole("heading", { name, exact: true }) });
    await expect(section.last().getByRole("link")).toHaveText(links);
  }
  await expect(page.getByRole("main")).not.toContainText(/most similar|like this one/i);
});

for (const [name, address, areas] of [
  ["North Wales and England and Wales, per 1,000 residents", "?area=W15000001~K04000001&measure=rate", ["North Wales", "England and Wales"]],
  ["Wales and England, per 1,000 residents", "?area=W92000004~E92000001&measure=rate", ["Wales", "England"]],
  [WELSH, "?area=W15000004~W15000002~W15000001~W15000003", ["Dyfed-Powys", "Gwent", "North Wales", "South Wales"]],
  [NEIGHBOURS, "?area=W15000001~E23000006~W15000004~E23000016", ["North Wales", "Cheshire", "Dyfed-Powys", "West Mercia"]],
  [NEAREST, "?area=W15000001~E23000037~E23000008~E23000026~E23000017~E23000038", ["North Wales", "Gloucestershire", "Durham", "Bedfordshire", "Warwickshire", "Wiltshire"]],
]) {
  test(`it leads where it says: ${name}`, async ({ page }) => {
    await openQuestions(page);
    await stepsInHistory(page);
    await question(page, name).click();
    await expect.poll(() => search(page)).toBe(address);
    await expect(areasShown(page)).toHaveText(areas.map((area) => new RegExp(`^${area}`)));
    for (const area of areas) await expect(chart(page).getByRole("img", { name: new RegExp(`^${area}, `) }).first()).toBeAttached();
    if (address.includes("rate")) await expect(radio(page, "Per 1,000 residents")).toBeChecked();
    await page.goBack();
    await expect.poll(() => search(page)).toBe(NORTH_WALES);
    await expect(areasShown(page)).toHaveCount(1);
  });
}

test("the highest ten are ten, and the chosen force", async ({ page }) => {
  await openQuestions(page);
  await question(page, "Highest ten, per 1,000 residents").click();
  const figure = page.getByRole("figure", { name: /^Bar chart: / });
  await expect(figure.getByRole("img", { name: /rank ([1-9]|10) of 42$/ })).toHaveCount(10);
  await expect(figure.getByRole("img", { name: /^North Wales, .* rank 11 of 42$/ })).toHaveCount(1);
  await expect(views(page).getByRole("link", { name: "Compare" })).toHaveAttribute("aria-current", "page");
  await expect(radio(page, "Ten highest and chosen")).toBeChecked();
});

test("the one that is shown is marked, by its link or by the controls, and no other", async ({ page }) => {
  await openQuestions(page);
  await stepsInHistory(page);
  const marked = page.getByRole("group").getByRole("link").and(page.locator("[aria-current]"));
  await expect(marked).toHaveCount(0);
  await question(page, NEIGHBOURS).click();
  await expect(marked).toHaveText([NEIGHBOURS]);
  await radio(page, "Per 1,000 residents").check();
  await expect(question(page, NEIGHBOURS)).toHaveAttribute("aria-current", "true");
  await page.goBack();
  await page.goBack();
  await expect(marked).toHaveCount(0);
});

test("a question keeps the view, the offence and the time; starting again keeps none", async ({ page }) => {
  await openQuestions(page, `${NORTH_WALES}&offence=8L&by=year&from=2018-04`);
  await question(page, WELSH).click();
  await expect.poll(() => search(page)).toContain("offence=8L");
  await expect.poll(() => search(page)).toContain("by=year");
  await expect(list(page, "From")).toHaveValue("2018-04");
  await expect(title(page)).toHaveText(/^Harassment recorded by /);
  await question(page, "Start again").click();
  await expect.poll(() => search(page)).toBe("");
  await expect(title(page)).toHaveText("Stalking recorded by police in England and Wales");
  await expect(question(page, "Start again")).toHaveAttribute("aria-current", "true");
});

test("the questions are about the area that is shown", async ({ page }) => {
  await openQuestions(page, "?area=E12000001");
  await expect(page.getByRole("link", { name: "Forces of the North East region: Cleveland, Durham, Northumbria" })).toBeVisible();
  await expect(page.getByRole("link", { name: /^Neighbours of/ })).toHaveCount(0);
  await openQuestions(page, "?area=BTP");
  // A force without a rate is set beside the nation in another measure, and has neither neighbours nor residents.
  await expect(page.getByRole("link", { name: /^British Transport Police and England and Wales, share of all recorded crime$/ })).toBeVisible();
  await expect(page.getByRole("link", { name: /^(Neighbours of|Five nearest)/ })).toHaveCount(0);
});

test("links are links: they can be copied, and opened in a tab of their own", async ({ page, context }) => {
  await openQuestions(page);
  const opened = context.waitForEvent("page");
  await question(page, WELSH).click({ modifiers: ["ControlOrMeta"] });
  const tab = await opened;
  await expect(tab.getByRole("list", { name: "Areas shown" }).getByRole("listitem")).toHaveCount(4);
  await expect.poll(() => search(page)).toBe(NORTH_WALES);
});

test("on a phone they fit, and each can be pressed", async ({ page }) => {
  await page.setViewportSize({ width: 320, height: 640 });
  await open(page, NORTH_WALES);
  const fold = page.getByRole("button", { name: "Change what is shown" });
  if (!(await summary(page).isVisible())) await fold.click();
  await summary(page).click();
  await expect(question(page, "Start again")).toBeVisible();
  await expectNoSidewaysScroll(page);
  for (const name of [WELSH, NEAREST, "Start again"]) {
    const { height, x, width } = await question(page, name).boundingBox();
    expect(height, name).toBeGreaterThanOrEqual(24);
    expect(x + width, name).toBeLessThanOrEqual(320);
  }
});

test.describe("where their part does not arrive", () => {
  test.use({ faults: true });
  const PART = /on-record-presets-[0-9a-f]+\.wasm$/;

  test("the rest goes on, and opening them once more asks again", async ({ page }) => {
    await page.route(PART, (route) => route.abort());
    await open(page, NORTH_WALES);
    const refused = page.waitForEvent("requestfailed");
    await summary(page).click();
    await refused;
    await expect(chart(page)).toBeVisible();
    await page.unroute(PART);
    await summary(page).click();
    await summary(page).click();
    await expect(question(page, "Start again")).toBeVisible();
  });

  test("the questions say so in their place, and one can try again", async ({ page }) => {
    await page.route(PART, (route) => route.abort());
    await open(page, NORTH_WALES);
    await summary(page).click();
    const words = page.getByRole("alert").filter({ hasText: "These questions could not be loaded" });
    await expect(words).toContainText(/[a-z]\.Try again$/);
    await page.unroute(PART);
    await words.getByRole("button", { name: "Try again" }).press("Enter");
    await expect(question(page, "Start again")).toBeVisible();
    await expect(words).toHaveCount(0);
    await expect(summary(page)).toBeFocused();
    await expect(chart(page)).toBeVisible();
  });
});
