// The picture of the page in its documentation. To draw it anew, from the folder of the tests:
//
//   SCREENSHOT=1 npx playwright test screenshot
//
// Otherwise nothing is written, and only what the picture should show is looked for.

import { fileURLToPath } from "node:url";
import { chart, expect, keyFigures, list, open, point, radio, test, title } from "./page.mjs";

const PICTURE = fileURLToPath(new URL("../docs/screenshot.png", import.meta.url));

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
  if (process.env.SCREENSHOT === "1") await page.screenshot({ path: PICTURE });
});
