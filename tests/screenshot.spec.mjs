// The pictures of the page in its documentation. To draw them anew, from the folder of the tests:
//
//   SCREENSHOT=1 npx playwright test screenshot
//
// Otherwise nothing is written, and only what the pictures should show is looked for.

import { writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { chart, expect, keyFigures, list, open, point, radio, test, title } from "./page.mjs";
import { withPalette } from "./palette.mjs";

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

test("the picture of the check shows what is said of it", async ({ page }) => {
  await page.goto("./?view=check");
  await page.getByLabel("Text of an article, or a sentence").fill(
    "In 2020-21, 1,981 stalking offences were investigated by North Wales Police. Across England and Wales 98,544 were " +
      "recorded, three times as many as in 2019-20.",
  );
  await page.getByLabel(/^Month of the article/).fill("2022-03");
  await page.getByRole("button", { name: "Check this text" }).click();
  await expect(page.getByRole("heading", { name: /1,981.*Revised since, perhaps/ })).toBeVisible();
  if (process.env.SCREENSHOT === "1") await page.screenshot({ path: picture("check") });
});

test.describe("the picture beside a link to the page", () => {
  // It is shown small: few pixels, drawn large.
  test.use({ viewport: { width: 1080, height: 567 }, deviceScaleFactor: 10 / 9 });

  test("shows the chart with its title, its interruption and its source", async ({ page }) => {
    await open(page, "?embed=1&theme=light");
    await page.evaluate(() => {
      const hidden = [...document.querySelectorAll("#views, #tools, #beneath, section[aria-labelledby=notes-title], aside")];
      for (const element of hidden) element.style.display = "none";
      document.getElementById("headline").style.paddingTop = "4px";
      const source = document.getElementById("sentence").cloneNode();
      source.textContent = "On Record. Source: Home Office, police recorded crime open data.";
      source.hidden = false;
      document.getElementById("app").append(source);
    });
    await expect(title(page)).toBeInViewport({ ratio: 1 });
    await expect(chart(page)).toBeInViewport({ ratio: 1 });
    await expect(page.getByText("On Record. Source:")).toBeInViewport({ ratio: 1 });
    if (process.env.SCREENSHOT === "1") {
      writeFileSync(new URL("../public/preview.png", import.meta.url), withPalette(await page.screenshot()));
    }
  });
});
