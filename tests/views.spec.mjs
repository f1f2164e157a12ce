// What holds for every view: accessibility rules, narrow and wide, light and dark, in a frame, on paper.

import AxeBuilder from "@axe-core/playwright";
import { expect, expectHelp, expectNoSidewaysScroll, notes, partsAreThere, search, test, title, views } from "./page.mjs";

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
    for (const role of ["combobox", "radio", "slider"]) await expect(page.getByRole(role)).toHaveCount(0);
    // But for the way from the chart to the table and back.
    for (const link of await page.getByRole("navigation").getByRole("link").all()) await expect(link).toHaveText(/^(Chart|Table)$/);
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
  await expect.poll(() => search(page)).toContain("top=ten");
  await links.filter({ hasText: "Start again" }).click();
  await expect.poll(() => search(page)).toBe("");
});

/** The views whose picture can be walked through. */
const PICTURES = Object.entries(VIEWS).filter(([name]) => !/table|refused/.test(name));

for (const [name, address] of PICTURES) {
  test(`the keyboard alone reaches the picture, walks it, and leaves it: ${name}`, async ({ page }) => {
    await openView(page, address);
    const figure = page.getByRole("figure");
    const inside = () => page.evaluate(() => document.activeElement?.getAttribute("data-point") ?? null);
    // From the very top: no mouse, no help of the test.
    let steps = 0;
    for (; steps < 60 && (await inside()) === null; steps += 1) await page.keyboard.press("Tab");
    expect(await inside(), `after ${steps} times Tab`).not.toBeNull();
    await page.keyboard.press("End");
    const last = await inside();
    await page.keyboard.press("Home");
    expect(await inside()).not.toBe(last);
    await expect(figure.locator(":focus")).toHaveAccessibleName(/\w+.*: .+/);
    await page.keyboard.press("Tab");
    expect(await inside(), "one Tab leaves").toBeNull();
    await expect(page.locator(":focus")).toHaveCount(1);
  });

  test(`what is said of the picture is not empty, and the picture has a name: ${name}`, async ({ page }) => {
    await openView(page, address);
    const figure = page.getByRole("figure");
    await expect(figure).toHaveAccessibleName(/^(Line chart|Bar chart|Dot chart|Small line charts|Map|Tile map): .+/);
    await expect(figure).toHaveAccessibleDescription(/[a-z].{60,}\. Arrow keys move between the points\.$/);
    await expect(figure).not.toHaveAccessibleDescription(/undefined|NaN|\.\.| {2}/);
  });
}

test("words in place of a picture are no chart, and do not speak of moving between points", async ({ page }) => {
  await openView(page, VIEWS.refused);
  await expect(page.getByRole("figure")).toHaveAccessibleName("Stalking recorded by police forces: no comparison");
  await expect(page.getByRole("figure")).toHaveAccessibleDescription(/^Figures before and after April 2020 cannot be compared/);
  await expect(page.getByRole("figure")).not.toHaveAccessibleDescription(/Arrow keys/);
});

for (const [name, address] of Object.entries(VIEWS)) {
  test(`in the reader's own colours nothing is lost: ${name}`, async ({ page }) => {
    for (const colorScheme of ["light", "dark"]) {
      await page.emulateMedia({ forcedColors: "active", colorScheme });
      await openView(page, address);
      const { violations } = await new AxeBuilder({ page }).withTags(STANDARDS).disableRules("color-contrast").analyze();
      expect(violations.map(({ id }) => id)).toEqual([]);
      await expectNoSidewaysScroll(page);
      // Words of a picture must stand out from the page, whatever lies between: from 0 to 255, near enough.
      const faint = await page.evaluate(() => {
        const light = (colour) => colour.match(/[\d.]+/g).slice(0, 3).reduce((sum, part) => sum + Number(part) / 3, 0);
        const behind = light(getComputedStyle(document.documentElement).backgroundColor);
        return [...document.querySelectorAll("figure svg text")]
          // The number of a note stands on a disc of its own.
          .filter((text) => !text.closest("[data-point]") && !/^\d$/.test(text.textContent))
          .filter((text) => Math.abs(light(getComputedStyle(text).fill) - behind) < 80)
          .map((text) => text.textContent);
      });
      // A text on a ground of its own is another matter.
      if (!/tiles|outcomes/.test(name)) expect(faint).toEqual([]);
    }
  });

  for (const width of [320, 1280]) {
    test(`no words reach beyond the picture or lie over one another at ${width} pixels: ${name}`, async ({ page }) => {
      await page.setViewportSize({ width, height: 900 });
      await openView(page, address);
      const faults = await page.evaluate(() => {
        const texts = [...document.querySelectorAll("figure svg text")].filter((text) => text.checkVisibility());
        const boxes = texts.map((text) => ({ words: text.textContent, box: text.getBoundingClientRect() }));
        const frame = document.querySelector("figure svg")?.getBoundingClientRect();
        const beyond = boxes.filter(({ box }) => box.left < frame.left - 1 || box.right > frame.right + 1);
        // Two pixels of each edge are the room around the letters.
        const over = (a, b) => a.left + 2 < b.right - 2 && b.left + 2 < a.right - 2 && a.top + 3 < b.bottom - 3 && b.top + 3 < a.bottom - 3;
        const pairs = [];
        for (const [at, one] of boxes.entries()) {
          for (const other of boxes.slice(at + 1)) if (over(one.box, other.box)) pairs.push(`${one.words} | ${other.words}`);
        }
        return [...beyond.map(({ words }) => `beyond: ${words}`), ...pairs];
      });
      expect(faults).toEqual([]);
    });
  }
}

test("at 320 pixels every view can be seen in the list of views, the shown one too", async ({ page }) => {
  await page.setViewportSize({ width: 320, height: 640 });
  for (const address of [VIEWS.trend, VIEWS.outcomes, VIEWS.table]) {
    await openView(page, address);
    for (const link of await views(page).getByRole("link").all()) await expect(link).toBeInViewport({ ratio: 1 });
  }
});

test("the link to a table leads to the figures that are shown", async ({ page }) => {
  for (const [address, row, cell] of [
    [`${VIEWS.rank}&at=2022-04~2023-03`, "Cleveland", "4.05"],
    [`${VIEWS.map}&at=2022-04~2023-03`, "Cleveland", "4.05"],
    [`${VIEWS.rank}&compare=change&at=2022-04~2023-03`, "Cleveland", "3.08"],
    [`${VIEWS.each}&measure=rate`, "Cleveland", "4.05"],
  ]) {
    await openView(page, address);
    await page.getByRole("link", { name: "Show these figures as a table" }).click();
    const table = page.getByRole("region", { name: "Table of the figures" }).getByRole("table");
    await expect(table).toBeVisible();
    const found = table.getByRole("row").filter({ has: page.getByRole("rowheader", { name: row, exact: true }) });
    await expect(found.getByRole("cell", { name: cell, exact: true }), address).toHaveCount(1);
  }
});

test("outcomes have one table, not a link to other figures", async ({ page }) => {
  await openView(page, VIEWS.outcomes);
  await expect(page.getByText("The same figures as a table")).toBeVisible();
  await expect(page.getByRole("link", { name: "Show these figures as a table" })).toHaveCount(0);
});

const paper = (page) => page.locator("#paper").getByRole("table");
const print = (page, event) => page.evaluate((name) => { dispatchEvent(new Event(name)); }, event);

/** Opens an address and has it printed, once what makes tables is there. */
async function printed(page, address) {
  await openView(page, address);
  await partsAreThere(page);
  await expect.poll(async () => {
    await print(page, "beforeprint");
    return paper(page).count();
  }).toBeGreaterThan(0);
}

test("on paper the lines over time come with their table, which is gone from the page again", async ({ page }) => {
  await printed(page, "?area=W15000001&by=year");
  await expect(paper(page)).toHaveCount(1);
  const row = paper(page).getByRole("row").filter({ has: page.getByRole("rowheader", { name: "year ending March 2023" }) });
  await expect(row.getByRole("cell")).toHaveText(["1,895"]);
  await print(page, "afterprint");
  await expect(paper(page)).toHaveCount(0);
});

for (const address of ["?view=map", "?view=compare", "?area=W15000001&rows=forces&columns=measures&by=year"])
  test(`on paper its table comes with ${address}, shares and all`, async ({ page }) => {
    await printed(page, address);
    await expect(page.locator("#failure")).toBeHidden();
    await expect(paper(page).getByRole("columnheader", { name: /^Share/ }).first()).toBeAttached();
  });

test("the sign of the order stays with the last word of a heading", async ({ page }) => {
  await page.setViewportSize({ width: 320, height: 900 });
  await openView(page, VIEWS["table of measures"]);
  const alone = await page.getByRole("columnheader").evaluateAll((headings) => headings.filter((heading) => {
    const sign = heading.querySelector("span");
    const words = document.createRange();
    words.setStart(sign.previousSibling, sign.previousSibling.length - 1);
    words.setEnd(sign.previousSibling, sign.previousSibling.length);
    return Math.abs(words.getBoundingClientRect().top - sign.getBoundingClientRect().top) > 4;
  }).map((heading) => heading.textContent));
  expect(alone).toEqual([]);
});

test("the words at a point stay within the window, and clear of the strip at its foot", async ({ page }) => {
  await page.setViewportSize({ width: 360, height: 740 });
  for (const [address, name] of [[VIEWS.rank, /^British Transport Police, /], [VIEWS.each, /^Wiltshire, /], [VIEWS.trend, /2015: /]]) {
    await openView(page, address);
    await page.getByRole("figure").getByRole("img", { name }).last().focus();
    const words = page.locator(".tooltip");
    await expect(words).toBeVisible();
    const box = await words.boundingBox();
    const strip = await page.locator(".in-sight").boundingBox({ timeout: 100 }).catch(() => null);
    expect(box.y, address).toBeGreaterThanOrEqual(-1);
    expect(box.y + box.height, address).toBeLessThanOrEqual((strip?.y ?? 740) + 1);
  }
});
