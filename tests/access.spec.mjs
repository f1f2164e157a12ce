// For everybody: what axe can find, small screens, large text, the keyboard alone, and the reader's own colours.

import AxeBuilder from "@axe-core/playwright";
import {
  addStyles,
  areaBox, areasFound, chart, expect, expectNoSidewaysScroll, expectWhole, help, list, NORTH_WALES, notes, notice,
  open, point, radio, search, SIX_AREAS, table, test, tooltip, views,
} from "./page.mjs";

const STANDARDS = ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"];

const openList = async (page) => {
  await areaBox(page).fill("wales");
  await expect(areasFound(page)).toHaveText([/^Wales/, /^England and Wales/, /^South Wales/]);
};
const pointAt = async (page) => {
  await point(page, "North Wales, January to March 2021").focus();
  await expect(tooltip(page, "507 offences")).toBeVisible();
};

/** What the page can look like: its name, its address, and what is done on it. */
const STATES = [
  ["the default", ""],
  ["a table", "?view=table&area=W15000001~E23000001"],
  ["six areas", SIX_AREAS],
  ["six areas as a table", `${SIX_AREAS}&view=table&measure=change`],
  ["notices", "?area=W15000001~X99&view=chart&by=day"],
  ["an open list", NORTH_WALES, openList],
  ["a point that is pointed at", NORTH_WALES, pointAt],
  ["hollow markers", `${SIX_AREAS}&measure=rate&by=rolling`],
  ["no figures", "?area=E23000034&measure=rate"],
  ["a frame", `${NORTH_WALES}&embed=1`],
];

for (const colorScheme of ["light", "dark"]) {
  for (const [name, address, act] of STATES) {
    test(`axe finds nothing in ${name}, ${colorScheme}`, async ({ page }) => {
      await page.emulateMedia({ colorScheme });
      await open(page, address);
      await act?.(page);
      const { violations, passes } = await new AxeBuilder({ page }).withTags(STANDARDS).analyze();
      const words = ({ id, nodes }) => nodes.map((node) => `${id}: ${node.target} ${node.failureSummary}`);
      expect(violations.flatMap(words)).toEqual([]);
      // An empty page would have no faults either.
      expect(passes.map(({ id }) => id)).toContain("color-contrast");
    });
  }
}

test.describe("where the page could not be shown", () => {
  test.use({ faults: true });
  test("axe finds nothing", async ({ page }) => {
    await page.route(/on-record-[0-9a-f]{16}\.wasm$/, (route) => route.fulfill({ contentType: "text/html", body: "" }));
    await page.goto("./");
    await expect(page.getByRole("alert")).toContainText("The page could not be shown");
    const { violations } = await new AxeBuilder({ page }).withTags(STANDARDS).analyze();
    expect(violations.map(({ id }) => id)).toEqual([]);
  });
});

// 640 by 550 with two device pixels for each of its own is a screen of 1280 by 1100 at 200 %; 320 is one at 400 %.
for (const [size, viewport] of [
  ["320 pixels", { width: 320, height: 640 }],
  ["390 pixels", { width: 390, height: 844 }],
  ["200 %", { width: 640, height: 550 }],
]) {
  for (const [name, address, act] of STATES) {
    test(`no sideways scrolling at ${size}: ${name}`, async ({ page }) => {
      await page.setViewportSize(viewport);
      await open(page, address);
      await act?.(page);
      await expect(help(page)).toBeAttached();
      await expectNoSidewaysScroll(page);
      // The figures themselves are not squeezed away.
      const figures = chart(page).or(table(page)).first();
      expect((await figures.boundingBox()).width).toBeGreaterThan(viewport.width * 0.75);
    });
  }
}

test("the list of areas lies within a small screen", async ({ page }) => {
  await page.setViewportSize({ width: 320, height: 640 });
  await open(page, NORTH_WALES);
  await areaBox(page).press("ArrowDown");
  const box = await page.getByRole("listbox", { name: "Areas" }).boundingBox();
  expect(box.x).toBeGreaterThanOrEqual(0);
  expect(box.x + box.width).toBeLessThanOrEqual(320);
});

for (const [where, viewport, address] of [
  ["on a wide screen", { width: 1200, height: 1100 }, SIX_AREAS],
  ["on a phone", { width: 390, height: 844 }, SIX_AREAS],
  ["in a table", { width: 1200, height: 1100 }, `${SIX_AREAS}&view=table`],
  ["in a notice", { width: 390, height: 844 }, "?view=chart"],
]) {
  test(`what can be pressed is at least 24 pixels in each direction, ${where}`, async ({ page }) => {
    await page.setViewportSize(viewport);
    await open(page, address);
    const fold = page.getByRole("button", { name: "Change what is shown" });
    if (await fold.isVisible()) await fold.click();
    const targets = page.getByRole("button").or(page.getByRole("link")).or(page.getByRole("combobox"));
    const sizes = await targets.evaluateAll((all) =>
      all
        // What stands in a sentence is as high as its line, and what is not there yet has no size.
        .filter((target) => target.checkVisibility() && !(target.matches("a") && target.closest("p")))
        .filter((target) => target.getBoundingClientRect().right > 0)
        .map((target) => {
          const { width, height } = target.getBoundingClientRect();
          return { name: target.getAttribute("aria-label") ?? target.textContent.slice(0, 40), width, height };
        }),
    );
    expect(sizes.length).toBeGreaterThan(5);
    expect(sizes.filter(({ width, height }) => width < 24 || height < 24)).toEqual([]);
  });
}

test("radio buttons can be pressed on the whole of their labels", async ({ page }) => {
  await open(page);
  for (const button of await page.getByRole("radio").all()) {
    const { x, y, width, height } = await button.evaluate((input) => input.labels[0].getBoundingClientRect().toJSON());
    expect(Math.min(width, height)).toBeGreaterThanOrEqual(24);
    for (const [at, up] of [[x + 3, y + 3], [x + width - 3, y + height - 3], [x + width / 2, y + height / 2]]) {
      const hits = (input, [at, up]) => input.labels[0].contains(document.elementFromPoint(at, up));
      expect(await button.evaluate(hits, [at, up])).toBe(true);
    }
    await page.mouse.click(x + width - 4, y + height - 4);
    await expect(button).toBeChecked();
  }
});

/** The least spacing that a reader may set without losing anything (WCAG 1.4.12). */
const SPACING = `* {
  line-height: 1.5 !important;
  letter-spacing: 0.12em !important;
  word-spacing: 0.16em !important;
}
p { margin-bottom: 2em !important; }`;

for (const width of [1200, 390]) {
  for (const [name, address] of STATES.filter(([, , act]) => !act)) {
    test(`wider spacing of text loses nothing at ${width} pixels: ${name}`, async ({ page }) => {
      await page.setViewportSize({ width, height: 1000 });
      await open(page, address);
      await addStyles(page, SPACING);
      await expectNoSidewaysScroll(page);
      const cut = await page.evaluate(() => {
        const shown = (element) => element.checkVisibility({ opacityProperty: true });
        const elements = [...document.body.querySelectorAll("*")].filter(shown);
        const clips = (element) => /hidden|clip/.test(getComputedStyle(element).overflow) && element.clientWidth > 1;
        const cut = elements
          .filter((element) => !element.closest("svg") && clips(element))
          .filter(
            ({ clientHeight, clientWidth, scrollHeight, scrollWidth }) =>
              scrollWidth > clientWidth + 1 || scrollHeight > clientHeight + 1,
          )
          .map((element) => element.outerHTML.slice(0, 80));
        // A chart is laid out for its own spacing: what is set wider may reach beyond a word, not beyond the picture.
        const words = elements.filter((element) => element.matches("svg text")).filter((text) => {
          const [own, picture] = [text.getBoundingClientRect(), text.ownerSVGElement.getBoundingClientRect()];
          return own.right > picture.right + 1 || own.left < picture.left - 1;
        });
        return [...cut, ...words.map((text) => text.textContent)];
      });
      expect(cut).toEqual([]);
      await expect(notes(page)).toContainText("Open Government Licence");
    });
  }
}

/** Whether what has the focus looks different from what it looks like without. */
async function focusCanBeSeen(page) {
  const active = await page.evaluateHandle(() => document.activeElement);
  await active.asElement().scrollIntoViewIfNeeded();
  const box = await active.asElement().boundingBox();
  const clip = { x: Math.max(0, box.x - 8), y: Math.max(0, box.y - 8), width: box.width + 16, height: box.height + 16 };
  const focused = await page.screenshot({ clip });
  // Blurring would also close what opened with the focus, so the focus is only said to be nowhere, for a moment.
  await active.evaluate((element) => element.blur());
  const blurred = await page.screenshot({ clip });
  await active.evaluate((element) => element.focus({ preventScroll: true }));
  return !focused.equals(blurred);
}

test("the keyboard alone: the order makes sense, and the focus can always be seen", async ({ page }) => {
  await open(page, NORTH_WALES);
  const walked = [];
  for (let step = 0; step < 30; step += 1) {
    await page.keyboard.press("Tab");
    const name = await page.evaluate(() => {
      const active = document.activeElement;
      if (active === document.body) return "";
      const label = active.labels?.[0];
      const name = active.getAttribute("aria-label") ?? label?.querySelector("span")?.textContent;
      return name ?? (label ?? active).textContent;
    });
    if (name === "") break;
    walked.push(name);
    expect(await focusCanBeSeen(page), name).toBe(true);
  }
  expect(walked).toEqual([
    "Skip to the figures",
    "Exit this page",
    "On Record",
    "Trend",
    "Compare",
    "Map",
    "Outcomes",
    "Table",
    "Story",
    "Check an article",
    "Remove North Wales",
    "Add an area",
    "Count",
    "Quarter",
    "From",
    "To",
    "Offence",
    "Release",
    "Questions people ask",
    "North Wales, April to June 2014: 8 offences",
    "Show these figures as a table",
    "Download",
    "Share and cite",
    "Embed",
    "0808 802 0300",
    "Suzy Lamplugh Trust",
    "999",
    "101",
    "Privacy and offline use",
    "Figures by police force",
  ]);
});

test("the focus on a point can be seen, also after Escape or after the mouse passed", async ({ page }) => {
  await open(page, NORTH_WALES);
  await point(page, "North Wales, April to June 2014").focus();
  await page.keyboard.press("ArrowRight");
  expect(await focusCanBeSeen(page), "at first").toBe(true);
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("Escape");
  expect(await focusCanBeSeen(page), "after Escape").toBe(true);
  await page.keyboard.press("ArrowRight");
  await point(page, "North Wales, April to June 2022").hover();
  await page.getByRole("heading", { level: 1 }).hover();
  expect(await focusCanBeSeen(page), "after the mouse").toBe(true);
});

test("the keyboard in a table: region, headings, and on", async ({ page }) => {
  await open(page, `${NORTH_WALES}&view=table`);
  await list(page, "Release").focus();
  for (const focused of [
    page.getByText("Questions people ask"),
    page.getByRole("button", { name: "Copy table" }),
    page.getByRole("button", { name: "Hide row" }),
    page.getByRole("button", { name: "Hide column" }),
    page.getByRole("region", { name: "Table of the figures" }),
    page.getByRole("button", { name: "Period" }),
    table(page).getByRole("button", { name: "North Wales" }),
    page.getByRole("button", { name: "Download" }),
    page.getByRole("button", { name: "Share and cite" }),
    page.getByRole("button", { name: "Embed" }),
    help(page).getByRole("link", { name: "0808 802 0300" }),
  ]) {
    await page.keyboard.press("Tab");
    await expect(focused).toBeFocused();
    expect(await focusCanBeSeen(page)).toBe(true);
  }
});

test("the skip link takes back no choice that was made just before", async ({ page }) => {
  await open(page, "?area=W15000001");
  await page.evaluate(() => {
    document.getElementById("measure-rate").click();
    document.querySelector(".skip").click();
  });
  await expect.poll(() => search(page)).toBe("?area=W15000001&measure=rate");
  await expect(radio(page, "Per 1,000 residents")).toBeChecked();
  await expect(page.locator("#page")).toBeFocused();
});

test("the skip link leads past the masthead", async ({ page }) => {
  await open(page, NORTH_WALES);
  await page.keyboard.press("Tab");
  const skip = page.getByRole("link", { name: "Skip to the figures" });
  await expect(skip).toBeFocused();
  await expect(skip).toBeInViewport({ ratio: 1 });
  await page.keyboard.press("Enter");
  await expect(page.getByRole("main")).toBeFocused();
  await expectWhole(page);
  await page.keyboard.press("Tab");
  await expect(views(page).getByRole("link", { name: "Trend" })).toBeFocused();
});

test("landmarks and headings outline the page", async ({ page }) => {
  await open(page);
  await expect(page.getByRole("banner")).toHaveCount(1);
  await expect(page.getByRole("main")).toHaveCount(1);
  await expect(page.getByRole("heading", { level: 1 })).toHaveCount(1);
  await expect(page.getByRole("heading", { name: "Read with care", level: 2 })).toBeVisible();
  await expect(page.locator("html")).toHaveAttribute("lang", "en-GB");
  const ids = await page.locator("[id]").evaluateAll((all) => all.map((element) => element.id));
  expect(ids.length).toBeGreaterThan(10);
  expect(ids.filter((id, index) => ids.indexOf(id) !== index), "ids that are there twice").toEqual([]);
});

test("what changed is said once: a notice is a status that was there before it", async ({ page }) => {
  await open(page);
  // A live region that comes into being with its words is not read out.
  expect(await page.getByRole("status").count()).toBeGreaterThanOrEqual(2);
  await page.evaluate(() => history.pushState(null, "", "?area=X99"));
  await page.evaluate(() => dispatchEvent(new PopStateEvent("popstate")));
  await expect(notice(page)).toContainText("area=X99");
});

test.describe("in the reader's own colours", () => {
  for (const [name, address, act] of STATES) {
    test(`${name} can be read and used`, async ({ page }) => {
      await page.emulateMedia({ forcedColors: "active", colorScheme: "dark" });
      await open(page, address);
      await act?.(page);
      // The browser paints in the reader's colours whatever the styles say, and axe reads the styles.
      const { violations } = await new AxeBuilder({ page }).withTags(STANDARDS).disableRules("color-contrast").analyze();
      expect(violations.map(({ id }) => id)).toEqual([]);
      await expectNoSidewaysScroll(page);
      await expect(chart(page).getByRole("img").or(table(page).getByRole("cell")).first()).toBeVisible();
    });
  }

  test("what is chosen looks chosen", async ({ page }) => {
    await page.emulateMedia({ forcedColors: "active" });
    await open(page);
    const picture = (name) => radio(page, name).locator("xpath=..").screenshot();
    const before = [await picture("Count"), await picture("Share of all crime")];
    await radio(page, "Share of all crime").check();
    await radio(page, "Share of all crime").blur();
    const after = [await picture("Count"), await picture("Share of all crime")];
    expect(after[0].equals(before[0])).toBe(false);
    expect(after[1].equals(before[1])).toBe(false);
  });

  for (const [colorScheme, theme] of [["dark", "light"], ["light", "dark"]]) {
    test(`a chart asked for in ${theme} can be read on a ${colorScheme} device`, async ({ page }) => {
      await page.emulateMedia({ forcedColors: "active", colorScheme });
      await open(page, `${NORTH_WALES}&theme=${theme}`);
      // How light a colour is, from 0 to 255, near enough to tell words from what they stand on.
      const words = await chart(page).getByText("April 2018", { exact: true }).evaluate((text) => {
        const light = (colour) => colour.match(/\d+/g).slice(0, 3).reduce((sum, part) => sum + Number(part) / 3, 0);
        const root = getComputedStyle(document.documentElement);
        return { own: light(getComputedStyle(text).fill), behind: light(root.backgroundColor) };
      });
      expect(Math.abs(words.own - words.behind)).toBeGreaterThan(120);
    });
  }

  test("the shown view is the one that is underlined", async ({ page }) => {
    await page.emulateMedia({ forcedColors: "active" });
    await open(page);
    const colour = (link) => getComputedStyle(link).borderBottomColor;
    const line = (name) => views(page).getByRole("link", { name }).evaluate(colour);
    expect(await line("Trend")).not.toBe(await line("Table"));
  });
});

test("nothing moves for those who asked for less motion", async ({ page }) => {
  await page.emulateMedia({ reducedMotion: "reduce" });
  await open(page, NORTH_WALES);
  await point(page, "North Wales, January to March 2021").hover();
  await radio(page, "Per 1,000 residents").check();
  expect(await page.evaluate(() => document.getAnimations().length)).toBe(0);
  await expectWhole(page);
});

test("text at 200 % is not cut", async ({ page }) => {
  await page.setViewportSize({ width: 1280, height: 1000 });
  await open(page, SIX_AREAS);
  await addStyles(page, "html { font-size: 200% !important }");
  await expectNoSidewaysScroll(page);
  await expectWhole(page);
});

test("on paper: the figures without what can only be pressed", async ({ page }) => {
  await open(page, NORTH_WALES);
  await page.emulateMedia({ media: "print" });
  await expect(radio(page, "Count")).toBeHidden();
  await expect(views(page).getByRole("link")).toHaveCount(0);
  await expect(chart(page)).toBeVisible();
  await expect(notes(page)).toContainText("Open Government Licence v3.0");
});
