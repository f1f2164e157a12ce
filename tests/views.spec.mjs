// What holds for every view: accessibility rules, narrow and wide, light and dark, in a frame, on paper.

import AxeBuilder from "@axe-core/playwright";
import { expect, expectHelp, expectNoSidewaysScroll, notes, search, test, title, views } from "./page.mjs";

const VIEWS = {
  trend: "?area=W15000001",
  rank: "?view=compare&area=W15000001&measure=rate",
  change: "?view=compare&area=W15000001&compare=change",
  refused: "?view=compare&area=W15000001&compare=change&against=2018-04",
  each: "?view=compare&area=W15000001&compare=each&by=year",
  map: "?view=map&area=W15000001&measure=rate",
  tiles: "?view=map&area=W15000001&measure=rate&map=tiles",
  outcomes: "?view=outcomes&area=W15000001",
  "outcomes of all forces": "?view=outcomes&area=W15000001&outcomes=forces",
  table: "?view=table&area=W15000001",
  "table of all forces": "?view=table&area=W15000001&rows=forces&by=year",
  "table of measures": "?view=table&area=W15000001~E23000032&rows=chosen&columns=measures",
};
const STANDARDS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

const content = (page) => page.getByRole("figure").or(page.getByRole("region", { name: "Table of the figures" }));

async function openView(page, address) {
  await page.goto(`./${address}`);
  await expect(content(page).first()).toBeVisible();
  await expect(title(page)).not.toBeEmpty();
}

for (const [name, address] of Object.entries(VIEWS)) {
  for (const colorScheme of ["light", "dark"]) {
    test(`axe finds nothing: ${name}, ${colorScheme}, at 320 and 1280 pixels`, async ({ page }) => {
      await page.emulateMedia({ colorScheme });
      for (const width of [320, 1280]) {
        await page.setViewportSize({ width, height: 900 });
        await openView(page, address);
        const { violations } = await new AxeBuilder({ page }).withTags(STANDARDS).analyze();
        expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0].html}`), `${width} pixels`).toEqual([]);
        await expectNoSidewaysScroll(page);
      }
    });
  }

  test(`a sentence states what is shown: ${name}`, async ({ page }) => {
    await openView(page, address);
    await expect(page.locator("#sentence")).toHaveText(/^[A-Z].{40,}\.$/);
    await expect(notes(page)).toContainText("Open Government Licence v3.0");
    await expectHelp(page);
  });

  test(`in a frame of 320 pixels there is nothing to choose: ${name}`, async ({ page }) => {
    await page.setViewportSize({ width: 320, height: 900 });
    await openView(page, `${address}&embed=1`);
    for (const role of ["combobox", "radio", "slider", "navigation"]) await expect(page.getByRole(role)).toHaveCount(0);
    await expect(notes(page)).toContainText("Open Government Licence v3.0");
    await expectHelp(page);
    await expectNoSidewaysScroll(page);
  });

  test(`on paper there are chart or table, notes and help, and no controls: ${name}`, async ({ page }) => {
    await openView(page, address);
    await page.emulateMedia({ media: "print" });
    await expect(content(page).first()).toBeVisible();
    await expect(notes(page)).toBeVisible();
    await expectHelp(page);
    for (const role of ["combobox", "radio", "slider", "button"]) {
      const controls = page.getByRole("main").getByRole(role).filter({ visible: true });
      // The headings of a table are on paper too, though they are buttons.
      const names = await controls.evaluateAll((all) => all.filter((one) => !one.closest("th")).map((one) => one.id));
      expect(names, role).toEqual([]);
    }
  });
}

test("every view is one step from every other, and the question goes along", async ({ page }) => {
  await openView(page, VIEWS.trend);
  for (const [name, view] of [["Compare", "compare"], ["Map", "map"], ["Outcomes", "outcomes"], ["Table", "table"], ["Story", "story"], ["Trend", "trend"]]) {
    await views(page).getByRole("link", { name }).click();
    await expect(views(page).getByRole("link", { name })).toHaveAttribute("aria-current", "page");
    await expect(content(page).or(page.getByRole("article")).filter({ visible: true }).first()).toBeVisible();
    await expect.poll(() => search(page)).toBe(view === "trend" ? "?area=W15000001" : `?view=${view}&area=W15000001`);
  }
});

test("questions people ask are links to answers", async ({ page }) => {
  await openView(page, VIEWS.trend);
  await page.getByText("Questions people ask").click();
  const links = page.locator("#preset-links").getByRole("link");
  await expect(links.first()).toBeVisible();
  await links.filter({ hasText: "All Welsh forces" }).click();
  await expect(title(page)).toContainText(/4 areas|Gwent/);
  await links.filter({ hasText: "Highest ten" }).click();
  await expect.poll(() => search(page)).toContain("view=compare");
  expect(search(page)).toContain("top=ten");
  await links.filter({ hasText: "Start again" }).click();
  await expect.poll(() => search(page)).toBe("");
});
