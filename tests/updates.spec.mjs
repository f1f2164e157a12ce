// What a choice, a pointer and a key touch of the page: what changes, and nothing else.

import { addArea, chart, expect, open, partsAreThere, point, radio, rows, search, subtitle, table, test } from "./page.mjs";

/** One force before the lines of the 42 others. */
const LINES = "?area=W15000001&measure=rate&from=2016-04&to=2023-06";
/** The same as counts. */
const COUNTS = LINES.replace("measure=rate&", "");
const TABLE = "?view=table&rows=forces&from=2016-04";

/**
 * All that `action` changes in the page until the next frame is over: for each change its kind, the name of the element,
 * the id around it, whether it is drawn for a point, the attribute, and which elements came and went.
 */
async function touched(page, action) {
  await page.evaluate(() => {
    const around = (node) => (node.nodeType === 1 ? node : node.parentElement)?.closest("[id]")?.id ?? "";
    const elements = (nodes) => [...nodes].map(({ nodeName }) => nodeName).filter((name) => name !== "#text");
    window.changes = [];
    window.note = (all) => {
      for (const { type, target, attributeName, addedNodes, removedNodes } of all) {
        const [added, removed] = [elements(addedNodes), elements(removedNodes)];
        const inPlace = Boolean(target.parentElement?.closest("[role=img]"));
        window.changes.push({ type, name: target.nodeName, id: around(target), inPlace, attributeName, added, removed });
      }
    };
    window.watch = new MutationObserver(window.note);
    window.watch.observe(document, { subtree: true, childList: true, attributes: true, characterData: true });
  });
  await action();
  return page.evaluate(async () => {
    for (let frame = 0; frame < 2; frame += 1) await new Promise((drawn) => requestAnimationFrame(drawn));
    window.note(window.watch.takeRecords());
    window.watch.disconnect();
    return window.changes;
  });
}

/** The elements that came or went within an element, by its id. */
const moved = (changes, id) => changes.filter((change) => change.id === id).flatMap(({ added, removed }) => [...added, ...removed]);

test("one more area among 43 lines leaves the other lines as they are", async ({ page }) => {
  await open(page, LINES);
  const lines = await page.locator("#picture path[fill=none]").count();
  expect(lines).toBeGreaterThan(41);
  const changes = await touched(page, () => addArea(page, "Kent", "Kent"));
  await expect(point(page, "Kent, April to June 2016")).toBeAttached();
  const drawn = changes.filter(({ name, attributeName }) => name === "path" && attributeName === "d");
  expect(drawn.length, "lines that were drawn anew").toBeLessThan(5);
  // The grey line of Kent went, and its own came.
  expect(moved(changes, "picture").filter((name) => name === "path").length).toBeLessThan(5);
});

test("a step of the map in time changes colours and words, and draws no boundary", async ({ page }) => {
  await page.goto("./?view=map&area=W15000001&measure=rate");
  const figure = page.getByRole("figure", { name: /^Map: / });
  await expect(figure.getByRole("img")).toHaveCount(43);
  // What the buttons do comes with the first press.
  await page.getByRole("button", { name: "Earlier" }).click();
  await expect(figure.getByRole("img", { name: /^Cumbria, year ending March 2022/ })).toBeVisible();
  const before = await figure.getByRole("img", { name: /^Cumbria, / }).getAttribute("aria-label");
  const changes = await touched(page, () => page.getByRole("button", { name: "Earlier" }).click());
  await expect(figure.getByRole("img", { name: /^Cumbria, / })).not.toHaveAccessibleName(before);
  const shapes = changes.filter(({ name, inPlace }) => name === "path" && inPlace);
  expect(shapes.length).toBeGreaterThan(5);
  expect([...new Set(shapes.map(({ attributeName }) => attributeName))]).toEqual(["fill"]);
  expect(moved(changes, "picture"), "elements that came or went").toEqual([]);
});

test("another order of the table changes words, and no row or cell comes or goes", async ({ page }) => {
  await page.goto(`./${TABLE}`);
  await expect(table(page)).toBeVisible();
  const before = await rows(page);
  const button = table(page).getByRole("columnheader").nth(3).getByRole("button");
  const changes = await touched(page, () => button.click());
  expect(await rows(page)).not.toEqual(before);
  expect(moved(changes, "cells"), "elements that came or went").toEqual([]);
  await expect(button).toBeFocused();
});

test("another measure of the table keeps every cell", async ({ page }) => {
  await page.goto(`./${TABLE}`);
  await expect(table(page)).toBeVisible();
  const cell = table(page).getByRole("cell").first();
  const [handle, before] = [await cell.elementHandle(), await cell.textContent()];
  await radio(page, "Per 1,000 residents").check();
  await expect(cell).not.toHaveText(before);
  expect(await handle.textContent()).toBe(await cell.textContent());
});

// As a step back chooses: without a press, for which all that waits would be done first. And nothing that waits for a
// frame comes because a busy machine has none for a quarter of a second.
test.beforeEach(({ page }) =>
  page.addInitScript(() => {
    const { setTimeout } = window;
    window.setTimeout = (done, wait, ...given) => setTimeout(done, wait === 250 ? 10_000 : wait, ...given);
    window.chooseCount = () => {
      const count = document.getElementById("measure-count");
      count.checked = true;
      count.dispatchEvent(new Event("change", { bubbles: true }));
    };
  }),
);

/** A choice in the large table, and what its first and its last figure are before, in the next frame, and after `then`. */
const inTheNextFrame = (page, then) =>
  page.evaluate(async (then) => {
    const figures = [...document.querySelectorAll("#cells td")].filter((cell) => /^\d/.test(cell.textContent));
    const words = () => [figures[0].textContent, figures.at(-1).textContent];
    const before = words();
    document.getElementById("measure-rate").click();
    const frame = await new Promise((resolve) => requestAnimationFrame(() => resolve(words())));
    // Before the browser has shown that frame.
    if (then === "scroll") document.getElementById("table").dispatchEvent(new Event("scroll"));
    if (then === "choose") window.chooseCount();
    if (then === "translate") {
      const font = document.createElement("font");
      figures.at(-1).replaceChildren(font);
      font.textContent = before[1];
    }
    return { before, frame, after: words() };
  }, then);

const cellsOf = (page) => table(page).getByRole("cell").allTextContents();

/** What the cells say where the address of a choice is opened anew. */
async function cellsAtAddress(page) {
  await expect.poll(() => page.evaluate(() => location.search)).toContain("measure=rate");
  const fresh = await page.context().newPage();
  await fresh.goto(page.url());
  await expect(table(fresh)).toBeVisible();
  return cellsOf(fresh);
}

test("cells in sight of a large table come first, and all others right after them", async ({ page }) => {
  await page.goto(`./${TABLE}`);
  await expect(table(page)).toBeVisible();
  const { before, frame } = await inTheNextFrame(page);
  expect(frame[0]).not.toBe(before[0]);
  expect(frame[1], "a cell out of sight").toBe(before[1]);
  await expect.poll(() => cellsOf(page)).toEqual(await cellsAtAddress(page));
});

test("no former figure comes into sight with fewer columns at the end of a table", async ({ page }) => {
  await page.goto(`./${TABLE}`);
  await expect(table(page)).toBeVisible();
  const shown = await page.evaluate(async () => {
    const region = document.getElementById("table");
    region.scrollLeft = 1e6;
    await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve, 50)));
    document.getElementById("by-year").click();
    return new Promise((resolve) =>
      requestAnimationFrame(() => resolve([...document.querySelector("#cells tbody tr").querySelectorAll("td")].map((cell) => cell.textContent))),
    );
  });
  const row = page.locator("#cells tbody tr").first().getByRole("cell");
  await expect.poll(() => search(page)).toContain("by=year");
  await page.reload();
  await expect(table(page)).toBeVisible();
  expect(await row.allTextContents()).toEqual(shown);
});

/** What is laid out of the large table in the frame that follows a click, and what once nothing waits any more. */
const laidOutAfter = (page, id) =>
  page.evaluate(async (id) => {
    const region = document.getElementById("table");
    const laidOut = () => {
      const all = [...region.querySelectorAll("tbody tr")];
      const isSeen = (each) => each.checkVisibility();
      const box = region.getBoundingClientRect();
      const inSight = (each) => {
        const { top, bottom, left, right } = each.getBoundingClientRect();
        return isSeen(each) && top < box.bottom && bottom > box.top && left < box.right && right > box.left;
      };
      // Rows that stay for their long words stand after those that are not there.
      const gap = all.findIndex((row) => !isSeen(row));
      return {
        rows: all.filter(isSeen).length,
        cells: [...all[0].cells].filter(isSeen).length,
        isFull: gap < 0 || all[gap - 1].getBoundingClientRect().bottom > box.bottom,
        inSight: {
          widths: [...region.querySelectorAll("thead th")].filter(inSight).map((heading) => heading.getBoundingClientRect().width),
          words: all.slice(0, gap < 0 ? undefined : gap).filter(inSight).map((row) => [...row.cells].filter(inSight).map(({ textContent }) => textContent)),
          scrolled: region.scrollTop,
          height: box.height,
        },
      };
    };
    document.getElementById(id).click();
    const frame = await new Promise((resolve) => requestAnimationFrame(() => resolve(laidOut())));
    await new Promise((resolve) => setTimeout(resolve, 300));
    return { frame, whole: laidOut() };
  }, id);

/** The table that is whole again, with nothing left of what was put off. */
const isWhole = (page) => expect(page.locator("#cells [hidden]:not(ul), #cells [data-near]")).toHaveCount(0);

for (const width of [1280, 320])
  test(`a large table that is put together anew is laid out in sight first, and no column in sight moves, ${width} pixels wide`, async ({ page }) => {
    await page.setViewportSize({ width, height: 1000 });
    await page.goto(`./${TABLE}`);
    await expect(table(page)).toBeVisible();
    // One list, which has other rows; years and quarters again; words in the place of figures, and figures again.
    for (const [id, rows] of [["grid-groups", 56], ["by-year", 56], ["by-quarter", 56], ["grid-groups", 57], ["measure-change", 57], ["measure-count", 57]]) {
      const { frame, whole } = await laidOutAfter(page, id);
      expect([id, frame.inSight]).toEqual([id, whole.inSight]);
      expect(frame.isFull, id).toBe(true);
      expect(frame.rows, id).toBeLessThan(rows);
      expect(whole.rows).toBe(rows);
      expect(whole.cells).toBe(await table(page).getByRole("columnheader").count());
      await isWhole(page);
    }
  });

test("a large table that gets other figures alone, or a small region less, is laid out as a whole", async ({ page }) => {
  await page.goto(`./${TABLE}`);
  await expect(table(page)).toBeVisible();
  for (const id of ["measure-rate", "fold-3"]) {
    const { frame, whole } = await laidOutAfter(page, id);
    expect([id, frame.rows, frame.cells]).toEqual([id, whole.rows, whole.cells]);
  }
});

test("a large table that is scrolled stays where it is while other rows come, and one that is scrolled aside is laid out as a whole", async ({ page }) => {
  await page.goto(`./${TABLE}`);
  await expect(table(page)).toBeVisible();
  const scroll = (to) => page.evaluate((to) => Object.assign(document.getElementById("table"), to) && new Promise(requestAnimationFrame), to);
  await scroll({ scrollTop: 300 });
  const down = await laidOutAfter(page, "grid-groups");
  expect(down.frame.inSight).toEqual(down.whole.inSight);
  expect(down.frame.inSight.scrolled).toBe(300);
  expect(down.frame.isFull).toBe(true);
  expect(down.frame.rows).toBeLessThan(down.whole.rows);
  await scroll({ scrollTop: 0, scrollLeft: 400 });
  const aside = await laidOutAfter(page, "grid-groups");
  expect([aside.frame.rows, aside.frame.cells]).toEqual([aside.whole.rows, aside.whole.cells]);
});

test("who is in a row or a cell out of sight stays there while a large table is put together anew", async ({ page }) => {
  await page.goto(`./${TABLE}`);
  await expect(table(page)).toBeVisible();
  const focus = (what) =>
    page.evaluate((what) => {
      const found = document.querySelector(what);
      if (found.nodeName === "TD") found.tabIndex = 0;
      found.focus();
      Object.assign(document.getElementById("table"), { scrollTop: 0, scrollLeft: 0 });
      return new Promise(requestAnimationFrame);
    }, what);
  // Without a focus its row is one of those that are put off.
  const isHiddenAfter = (id) =>
    page.evaluate(async (id) => {
      document.getElementById(id).click();
      await new Promise(requestAnimationFrame);
      const rows = [...document.querySelectorAll("#cells tr[hidden]")];
      return [rows.length > 10, rows.some((row) => row.querySelector("#fold-8"))];
    }, id);
  for (const isFocused of [false, true]) {
    if (isFocused) await focus("#fold-8");
    expect(await isHiddenAfter(isFocused ? "by-quarter" : "by-year")).toEqual([true, !isFocused]);
    await isWhole(page);
  }
  await expect(page.locator("#fold-8")).toBeFocused();
  await focus("#cells tr:nth-child(2) td:nth-child(20)");
  await laidOutAfter(page, "grid-groups");
  expect(await page.evaluate(() => document.activeElement.nodeName)).toBe("TD");
});

test("whoever scrolls at once finds no former figure", async ({ page }) => {
  await page.goto(`./${TABLE}`);
  await expect(table(page)).toBeVisible();
  const { frame, after } = await inTheNextFrame(page, "scroll");
  expect(after[1]).not.toBe(frame[1]);
});

test("a choice before all cells have come is followed, and so is what a translator does meanwhile", async ({ page }) => {
  await page.goto(`./${TABLE}`);
  await expect(table(page)).toBeVisible();
  const counts = await cellsOf(page);
  await inTheNextFrame(page, "choose");
  await expect.poll(() => cellsOf(page)).toEqual(counts);
  await inTheNextFrame(page, "translate");
  await expect.poll(() => cellsOf(page)).toEqual(await cellsAtAddress(page));
  await expect(page.locator("font")).toHaveCount(0);
});

/** Another measure of the lines: what of the picture and of the ways is new in the next frame, and after `then`. */
const ofLinesInTheNextFrame = (page, then) =>
  page.evaluate(async (then) => {
    const [points, hits] = ["#picture [data-point]", "#picture .hit"].map((what) => document.querySelectorAll(what));
    const path = document.querySelector("#picture path[fill=none]");
    const read = () => ({
      line: path.getAttribute("d"),
      name: points[9].getAttribute("aria-label"),
      area: hits[9].getAttribute("x"),
      way: document.getElementById("tab-compare").getAttribute("href"),
    });
    if (then === "focused") points[0].focus();
    const before = read();
    document.getElementById("measure-rate").click();
    const frame = await new Promise((resolve) => requestAnimationFrame(() => resolve(read())));
    // Before the browser has shown that frame.
    if (then === "focus") points[9].focus();
    if (then === "print") dispatchEvent(new Event("beforeprint"));
    if (then === "choose") window.chooseCount();
    if (then === "follow") document.getElementById("tab-compare").click();
    return { before, frame, after: read() };
  }, then);

const HIDDEN = ["name", "area", "way"];
const asBefore = ({ before, frame }) => Object.keys(before).filter((part) => frame[part] === before[part]);

test("what is seen of a picture comes first, and what is not seen of it right after", async ({ page }) => {
  await open(page, COUNTS);
  const all = await ofLinesInTheNextFrame(page);
  expect(asBefore(all)).toEqual(HIDDEN);
  await expect(page.locator("#picture [data-point]").nth(9)).toHaveAttribute("aria-label", /per 1,000 residents/);
  await expect(page.locator("#tab-compare")).toHaveAttribute("href", /measure=rate/);
  const area = (name) => page.locator("#picture .hit").nth(9).getAttribute(name);
  const places = () => Promise.all(["x", "y", "width", "height"].map(area));
  const changed = await places();
  await page.reload();
  await expect(page.locator("#picture [data-point]").nth(9)).toBeAttached();
  expect(await places()).toEqual(changed);
});

for (const then of ["focus", "print"])
  test(`whoever comes at once (${then}) finds no former name`, async ({ page }) => {
    await open(page, COUNTS);
    const { frame, after } = await ofLinesInTheNextFrame(page, then);
    for (const part of HIDDEN) expect(after[part], part).not.toBe(frame[part]);
  });

test("nothing of a picture is put off while the focus is in it", async ({ page }) => {
  await open(page, COUNTS);
  const all = await ofLinesInTheNextFrame(page, "focused");
  // The way to another view is outside it.
  expect(asBefore(all)).toEqual(["way"]);
});

test("a way that is followed at once leads to what was just chosen, and a second choice is whole", async ({ page }) => {
  await open(page, COUNTS);
  const { before } = await ofLinesInTheNextFrame(page, "choose");
  const names = () => page.locator("#picture [data-point]").evaluateAll((all) => all.map((point) => point.getAttribute("aria-label")));
  await expect.poll(async () => (await names()).filter((name) => /per 1,000/.test(name))).toEqual([]);
  expect((await names())[9]).toBe(before.name);
  await expect(page.locator("#picture .hit").nth(9)).toHaveAttribute("x", before.area);
  await expect(page.locator("#tab-compare")).toHaveAttribute("href", before.way);
  await ofLinesInTheNextFrame(page, "follow");
  await expect.poll(() => search(page)).toMatch(/view=compare.*measure=rate|measure=rate.*view=compare/);
});

test("what waits is done before the same place is written again, and at once where rows go", async ({ page }) => {
  await page.goto(`./${TABLE}`);
  await expect(table(page)).toBeVisible();
  const found = await page.evaluate(async () => {
    const drawn = () => new Promise((resolve) => requestAnimationFrame(resolve));
    const place = document.body.appendChild(document.createElement("div"));
    window.writeHtml(place, '\0<a href="one">Way</a>');
    const link = place.firstChild;
    window.writeHtml(place, "1\0ahref\0two\0");
    const waits = link.getAttribute("href");
    window.writeHtml(place, "1\0rhref\0");
    await drawn();
    await new Promise((resolve) => setTimeout(resolve, 300));
    const after = link.getAttribute("href");
    const way = document.getElementById("tab-trend");
    const former = way.href;
    document.getElementById("rows-periods").click();
    await drawn();
    return { waits, after, former, way: way.href };
  });
  expect(found.waits).toBe("one");
  expect(found.after).toBe(null);
  expect(found.way).not.toBe(found.former);
});

test("pointing touches the words at the point alone, and nothing while it stays at the same point", async ({ page }) => {
  await open(page, LINES);
  await partsAreThere(page);
  const box = await chart(page).getByRole("img").nth(9).boundingBox();
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
  const changes = await touched(page, () => page.mouse.move(x, y));
  expect(changes.length).toBeGreaterThan(0);
  expect([...new Set(changes.map(({ id }) => id))]).toEqual(["tip"]);
  expect(await touched(page, () => page.mouse.move(x + 1, y + 1))).toEqual([]);
});

test("a choice writes each part of the page once, and nothing that it leaves as it was", async ({ page }) => {
  await open(page, "?area=W15000001");
  await page.evaluate(() => {
    window.written = [];
    const write = window.writeHtml;
    window.writeHtml = (place, text) => {
      window.written.push(place.id);
      return write(place, text);
    };
  });
  await radio(page, "Per 1,000 residents").check();
  await expect(subtitle(page)).toHaveText(/^Offences per 1,000 residents/);
  // The list of areas is filled for the first time when all else was fetched, which may be just then.
  const written = (await page.evaluate(() => window.written)).filter((part) => !["area-list", "areas-found"].includes(part));
  expect(written).toContain("picture");
  expect([...new Set(written)].sort(), "parts that were written more than once").toEqual([...written].sort());
  for (const part of ["chips", "from", "to", "notices", "area-label"]) expect(written).not.toContain(part);
});

test("whoever stands on a point stands on it after another choice, and is told of it", async ({ page }) => {
  await open(page, "?area=W15000001&by=year");
  await point(page, "North Wales, year ending March 2021").focus();
  const same = await page.evaluateHandle(() => document.activeElement);
  // Not by hand, which would take the focus along.
  await radio(page, "Per 1,000 residents").evaluate((choice) => {
    choice.checked = true;
    choice.dispatchEvent(new Event("change", { bubbles: true }));
  });
  await expect(page.locator(".tooltip")).toContainText("per 1,000 residents");
  expect(await same.evaluate((element) => element === document.activeElement)).toBe(true);
  await expect(page.locator(".tooltip")).toContainText("North Wales, year ending March 2021");
  await expect(chart(page).locator("[tabindex='0']")).toHaveCount(1);
});

/** Ways through the page, each a start and what is done one after the other: a link of the views, or a control's choice. */
const WAYS = {
  "lines": ["?area=W15000001", "#measure-rate", "#by-year", "#from=2016-04", "#measure-change", "#by-quarter", "#measure-count", "#offence=8M", "#measure-share", "#release=to-2023-06"],
  "ranks and small charts": ["?view=compare&area=W15000001", "#measure-rate", "#order-region", "#top-ten", "#compare-each", "#order-name", "#compare-change", "#compare-rank", "#at=2022-04~2023-03"],
  "maps": ["?view=map&measure=rate", "#map-tiles", "#classes-equal", "#measure-count", "#map-areas", "#at-length-quarter"],
  "tables": ["?view=table&rows=forces&from=2020-04", "#measure-rate", "#rows-chosen", "#columns-measures", "#rows-forces", "#columns-periods", "#rows-periods"],
  "outcomes": ["?view=outcomes", "#outcomes-forces", "#of-assigned", "#outcomes-years", "#unit-count"],
  "pictures that were shown before": ["?area=W15000001", "#measure-rate", "#measure-count", "#tab-map", "#tab-trend", "#measure-rate", "#tab-map", "#map-tiles", "#map-areas", "#tab-trend", "#offence=8M", "#offence=8Q", "#measure-count", "#measure-rate"],
  "more pictures than are kept": ["?area=W15000001", ...[4, 5, 6, 7, 8, 9].flatMap((year) => [`#from=201${year}-07`, `#from=201${year}-10`]), "#measure-rate", "#from=2014-07", "#measure-count", "#from=2019-10"],
  "views": ["?area=W15000001~E23000001", "#tab-compare", "#tab-map", "#tab-outcomes", "#tab-table", "#tab-story", "#tab-check", "#tab-story", "#tab-table", "#tab-outcomes", "#tab-map", "#tab-compare", "#tab-trend"],
};

/** What the page shows, part by part, without what the reader does to it (the stop of the Tab key, what is open). */
const shownBy = (page) => page.evaluate(() => {
  const plain = (node) => {
    if (node.nodeType !== 1) return node.nodeType === 3 ? node.data : "";
    const attributes = [...node.attributes].filter(({ name }) => !["tabindex", "open", "style"].includes(name));
    const words = attributes.map(({ name, value }) => ` ${name}="${value}"`).sort().join("");
    const state = ["INPUT", "OPTION"].includes(node.nodeName) ? `[${node.checked ?? node.selected} ${node.value}]` : "";
    return `<${node.nodeName}${words}${state}>${[...node.childNodes].map(plain).join("")}</>`;
  };
  const parts = ["views", "notices", "headline", "chips", "choices", "own-choices", "sentence", "waiting", "picture", "chart-description", "beneath", "words", "tools", "notes"];
  // Where no table is shown, the last one waits for the next.
  if (/view=table/.test(location.search)) parts.push("cells");
  return Object.fromEntries(parts.map((id) => [id, document.getElementById(id) ? plain(document.getElementById(id)) : ""]));
});

for (const [name, [start, ...steps]] of Object.entries(WAYS))
  test(`a way through ${name} leads to what the address itself shows`, async ({ page, context }) => {
    test.slow();
    await page.addInitScript(() => {
      window.refused = [];
      addEventListener("DOMContentLoaded", () => {
        const write = window.writeHtml;
        window.writeHtml = (place, text) => {
          const done = write(place, text);
          if (!done || text.startsWith("\0")) window.refused.push(place.id);
          return done;
        };
      });
    });
    await page.goto(`./${start}`);
    await partsAreThere(page);
    const fresh = await context.newPage();
    for (const step of steps) {
      const [selector, value] = step.split("=");
      const control = page.locator(selector);
      const before = await page.evaluate(() => location.search);
      if (value) await control.selectOption(value);
      else if (selector.startsWith("#tab-")) await control.click();
      else await control.evaluate((radio) => radio.click());
      await expect.poll(() => page.evaluate(() => location.search), step).not.toBe(before);
      await expect(page.locator("#waiting")).toBeEmpty();
      await fresh.goto(page.url());
      await expect(fresh.locator("#waiting")).toBeEmpty();
      await expect.poll(() => fresh.locator("h1").textContent(), step).toBe(await page.locator("h1").textContent());
      // The page of a fresh address writes its own parts one after the other.
      const now = await shownBy(page);
      await expect.poll(async () => Object.entries(await shownBy(fresh)).filter(([part, shown]) => shown !== now[part]), step).toEqual([]);
    }
    expect(await page.evaluate(() => window.refused), "parts that had to be written as a whole").toEqual([]);
  });

test("a picture that was shown before is drawn for the width that there is now", async ({ page, context }) => {
  await page.setViewportSize({ width: 1200, height: 900 });
  await open(page, "?area=W15000001");
  const svg = chart(page).locator("svg");
  await radio(page, "Per 1,000 residents").check();
  await radio(page, "Count").check();
  const wide = Number(await svg.getAttribute("width"));
  await page.setViewportSize({ width: 800, height: 900 });
  await expect.poll(async () => Number(await svg.getAttribute("width"))).toBeLessThan(wide);
  const fresh = await context.newPage();
  await fresh.setViewportSize({ width: 800, height: 900 });
  for (const measure of ["Per 1,000 residents", "Count"]) {
    await radio(page, measure).check();
    await open(fresh, new URL(page.url()).search);
    await expect.poll(async () => (await shownBy(page)).picture, measure).toBe((await shownBy(fresh)).picture);
  }
});

test("what a translator made of the page does not keep its figures", async ({ page }) => {
  await open(page, "?area=W15000001");
  await page.evaluate(() => {
    // As browsers do it: a piece of text within elements of its own, and some in two pieces.
    for (const place of document.querySelectorAll("#headline, #sentence, #notes, #chart-description")) {
      const walker = document.createTreeWalker(place, NodeFilter.SHOW_TEXT);
      const texts = [];
      while (walker.nextNode()) texts.push(walker.currentNode);
      texts.forEach((text, index) => {
        if (index % 2) return text.data.length > 3 && text.splitText(2);
        const font = document.createElement("font");
        text.replaceWith(font);
        font.append(text);
      });
    }
  });
  await radio(page, "Per 1,000 residents").check();
  await expect(subtitle(page)).toHaveText(/^Offences per 1,000 residents/);
  const now = await shownBy(page);
  await page.reload();
  await expect(subtitle(page)).toHaveText(/^Offences per 1,000 residents/);
  const fresh = await shownBy(page);
  for (const part of ["headline", "sentence", "notes", "chart-description"]) expect(now[part], part).toBe(fresh[part]);
});
