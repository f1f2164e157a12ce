// The page in an article: alone, and as a frame of another site.

import {
  chart, expect, expectHelp, expectNoSidewaysScroll, notes, open, point, SIX_AREAS, subtitle, table, test, title,
  tooltip, views,
} from "./page.mjs";

const EMBED = "?area=W15000001&embed=1";

test("chart, title, notes, source and help are there, and nothing to choose but the table", async ({ page }) => {
  await open(page, EMBED);
  await expect(title(page)).toHaveText("Stalking recorded by North Wales Police");
  await expect(subtitle(page)).toHaveText("Offences, by quarter, April 2014 to June 2023");
  await expect(point(page, "North Wales, April to June 2021: 477 offences")).toBeVisible();
  await expect(notes(page)).toContainText("Open Government Licence v3.0");
  await expectHelp(page);
  for (const role of ["combobox", "radio", "button", "banner"]) {
    await expect(page.getByRole(role), role).toHaveCount(0);
  }
  await expect(page.getByRole("navigation")).toHaveCount(1);
  await expect(views(page).getByRole("link")).toHaveText(["Chart", "Table"]);
  await expect(page.getByRole("link", { name: /full page/ })).toHaveAttribute("href", "./?area=W15000001");
  await expect(page.getByRole("link", { name: "Skip to the figures" })).toBeHidden();
  await expect(page.getByRole("link", { name: "Show these figures as a table" })).toHaveCount(0);
});

test("a table can be embedded as well", async ({ page }) => {
  await open(page, `${EMBED}&view=table`);
  await expect(table(page).getByRole("row")).toHaveCount(45);
  await expect(page.getByRole("combobox")).toHaveCount(0);
});

for (const query of ["view=map", "view=compare", "view=compare&compare=each"]) {
  test(`a switch leads to the table of the forces, and back: ${query}`, async ({ page }) => {
    await page.goto(`./${EMBED}&${query}`);
    await views(page).getByRole("link", { name: "Table" }).focus();
    await page.keyboard.press("Enter");
    await expect(table(page).getByRole("rowheader", { name: "Gwent" })).toBeVisible();
    await expect(views(page).getByRole("link", { name: "Table" })).toBeFocused();
    await expect(views(page).getByRole("link", { name: "Table" })).toHaveAttribute("aria-current", "page");
    await views(page).getByRole("link", { name: "Chart" }).click();
    await expect(page.getByRole("figure")).toBeVisible();
    for (const pair of query.split("&")) await expect(page).toHaveURL(new RegExp(`[?&]${pair}(&|$)`));
  });
}

test("outcomes hold their own table, and a story is none: there is no switch", async ({ page }) => {
  for (const view of ["outcomes", "story"]) {
    await page.goto(`./${EMBED}&view=${view}`);
    await expect(page.getByRole("link", { name: /full page/ })).toBeVisible();
    await expect(views(page).getByRole("link")).toHaveCount(0);
  }
});

test("a notice shows in a frame too", async ({ page }) => {
  await open(page, `${EMBED}&by=day`);
  await expect(page.getByRole("status").first()).toContainText("by=day");
});

/** Opens an article of another site that holds the page, and gives the frame. */
async function openArticle(page, address, width) {
  const port = new URL(test.info().project.use.baseURL).port;
  await page.goto(`http://localhost:${port}/article?${new URLSearchParams({ address, width })}`);
  const frame = page.frameLocator("iframe[title=Chart]");
  await expect(title(frame)).toContainText("recorded by");
  return frame;
}

for (const width of [280, 320, 600]) {
  for (const address of [
    EMBED,
    `${SIX_AREAS}&embed=1&measure=rate`,
    `${SIX_AREAS}&embed=1&view=table`,
    `${EMBED}&theme=dark&by=day`,
  ]) {
    test(`no sideways scrolling in a frame of ${width} pixels: ${address}`, async ({ page }) => {
      const frame = await openArticle(page, address, width);
      await expect(frame.getByRole("figure").or(frame.getByRole("table")).first()).toBeVisible();
      await expectHelp(frame);
      await expectNoSidewaysScroll(page.frame({ url: /embed=1/ }));
    });
  }
}

test("in a frame, a point can be pointed at by mouse and keyboard", async ({ page }) => {
  const frame = await openArticle(page, EMBED, 600);
  await point(frame, "North Wales, January to March 2021").hover();
  await expect(tooltip(frame, "507 offences")).toBeVisible();
  await point(frame, "North Wales, January to March 2021").focus();
  await page.keyboard.press("ArrowRight");
  await expect(point(frame, "North Wales, April to June 2021")).toBeFocused();
  await expect(chart(frame).getByText("477 offences", { exact: true })).toBeVisible();
});

test("a frame leaves the article's history and address alone", async ({ page }) => {
  const frame = await openArticle(page, EMBED, 600);
  const before = { length: await page.evaluate(() => history.length), address: page.url() };
  await point(frame, "North Wales, January to March 2021").click();
  await page.keyboard.press("End");
  expect(await page.evaluate(() => history.length)).toBe(before.length);
  expect(page.url()).toBe(before.address);
});

for (const view of ["view=compare&measure=rate", "view=compare&compare=change&at=2022-04~2023-03", "view=compare&compare=each", "view=map&at=2021-04~2022-03"]) {
  test(`in a frame the table is that of the picture: ${view}`, async ({ page }) => {
    await page.goto(`./?${view}`);
    const way = page.getByRole("link", { name: "Show these figures as a table" });
    const asked = new URLSearchParams((await way.getAttribute("href")).split("?")[1]);
    asked.set("embed", "1");
    await page.goto(`./?${view}&embed=1`);
    const tab = page.getByRole("link", { name: "Table", exact: true });
    const framed = new URLSearchParams((await tab.getAttribute("href")).split("?")[1]);
    expect(Object.fromEntries(framed)).toEqual(Object.fromEntries(asked));
    await expect(way).toBeHidden();
    await tab.click();
    await expect(page.getByRole("table")).toBeVisible();
    await page.getByRole("link", { name: "Chart", exact: true }).click();
    await expect(page.getByRole("figure")).toBeVisible();
  });
}
