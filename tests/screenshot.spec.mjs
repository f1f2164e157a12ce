// The pictures of the page in its documentation. To draw them anew, from the folder of the tests:
//
//   SCREENSHOT=1 npx playwright test screenshot
//
// Otherwise nothing is written, and only what the pictures should show is looked for.

import { fileURLToPath } from "node:url";
import { chart, expect, keyFigures, list, open, point, radio, test, title } from "./page.mjs";

const picture = (name) => fileURLToPath(new URL(`../docs/${name}.png`, import.meta.url));

test.use({ viewport: { width: 1200, height: 1100 }, colorScheme: "light" });

test("title, key figures, choices and the whole chart fit on one screen", async ({ page }) => {
  await open(page, "?area=W15000001~K04000001&measure=rate");
  await expect(point(page, "North Wales, April to June 2021")).toHaveAccessibleName(/offences per 1,000 residents/);
  for (const part of [
    title(page),
    keyFigures(page).last(),
    page.getByRole("combobox", { name: "Add an area" }),
    radio(page, "Per 1,000 residents"),
    list(page, "Release"),
    chart(page),
  ]) {
    await expect(part).toBeInViewport({ ratio: 1 });
  }
  if (process.env.SCREENSHOT === "1") await page.screenshot({ path: picture("screenshot") });
});

for (const [name, address, shows] of [
  ["compare", "?view=compare&area=W15000001&measure=rate", /^North Wales, .* rank 11 of 42/],
  ["map", "?view=map&area=W15000001&measure=rate", /^North Wales, .* 2\.75 /],
  ["outcomes", "?view=outcomes&area=W15000001", /^North Wales.* 2021\/22.* 101 of 2,022/],
]) {
  test(`the picture of ${name} shows what is said of it`, async ({ page }) => {
    await page.goto(`./${address}`);
    await expect(page.getByRole("figure").getByRole("img", { name: shows }).first()).toBeAttached();
    if (process.env.SCREENSHOT === "1") await page.screenshot({ path: picture(name) });
  });
}

test("the picture of the table shows what is said of it", async ({ page }) => {
  await page.goto("./?view=table&rows=forces&by=year&release=to-2023-06");
  await expect(page.getByRole("rowheader", { name: /^Cleveland/ })).toBeVisible();
  if (process.env.SCREENSHOT === "1") await page.screenshot({ path: picture("table") });
});

test("the picture of the story shows what is said of it", async ({ page }) => {
  await page.goto("./?view=story&area=W15000001");
  await expect(page.getByRole("article", { name: "Story" })).toContainText("North Wales Police recorded 1,895");
  if (process.env.SCREENSHOT === "1") await page.screenshot({ path: picture("story") });
});

test.describe("the picture beside a link to the page", () => {
  test.use({ viewport: { width: 1200, height: 630 } });

  test("shows the chart with its title and its interruption", async ({ page }) => {
    await open(page, "?embed=1&theme=light");
    await expect(title(page)).toBeInViewport({ ratio: 1 });
    await expect(chart(page)).toBeInViewport({ ratio: 0.9 });
    if (process.env.SCREENSHOT === "1") {
      await page.screenshot({ path: fileURLToPath(new URL("../public/preview.png", import.meta.url)) });
    }
  });
});
