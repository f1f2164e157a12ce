// Downloads, links and citations: what is saved is opened by programs that are not ours, and is what the page shows.

import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import AxeBuilder from "@axe-core/playwright";
import { Resvg } from "@resvg/resvg-js";
import Ajv from "ajv/dist/2020.js";
import pngjs from "pngjs";
import { expect, expectNoSidewaysScroll, list, open, partsAreThere, radio, rows, table, test, title } from "./page.mjs";

const schema = JSON.parse(readFileSync(new URL("../docs/download.schema.json", import.meta.url), "utf8"));
const validate = new Ajv({ strict: true, allErrors: true, allowUnionTypes: true }).compile(schema);

const toolbar = (page) => page.getByRole("navigation", { name: "Take it away" });
const panel = (page, name) => page.getByRole("region", { name, exact: true });
const button = (page, name) => page.getByRole("button", { name, exact: true });
const told = (page, words) => expect(page.getByRole("status").filter({ hasText: words })).toBeVisible();

/** Opens the panel of downloads at an address. */
async function openDownloads(page, address) {
  await page.goto(`./${address}`);
  await expect(title(page)).toBeVisible();
  await button(page, "Download").click();
  await expect(panel(page, "Download")).toBeVisible();
}

/** Presses a button and gives the file that is saved: its name and its bytes. */
async function saved(page, name) {
  const [download] = await Promise.all([page.waitForEvent("download"), button(page, name).click()]);
  await told(page, "was given to the browser to save");
  return { name: download.suggestedFilename(), bytes: readFileSync(await download.path()) };
}

/** A CSV as Python's csv module reads it: a list of objects. */
function readCsv(bytes) {
  const program = [
    "import csv, io, json, sys",
    "text = sys.stdin.buffer.read().decode('utf-8-sig')",
    "print(json.dumps(list(csv.DictReader(io.StringIO(text, newline=''), strict=True))))",
  ].join("\n");
  const output = execFileSync("python3", ["-c", program], { input: bytes, maxBuffer: 2 ** 27 });
  return JSON.parse(output);
}

/** A cell of the page's table as a program would read it; words stay as they are. */
function plain(shown) {
  const words = shown.replace(/ †$/, "");
  const number = words.replace(/[,%+]/g, "").replace("−", "-");
  return /^-?\d+(\.\d+)?$/.test(number) ? number : words;
}

const valueOrReason = (line) => line.value || line.status;

/** The width, the height and the colours of a PNG, and how many of its pixels are not white. */
function readPng(bytes) {
  const { width, height, data } = pngjs.PNG.sync.read(bytes);
  return { width, height, marked: countMarked(data) };
}

function countMarked(pixels) {
  let [marked, transparent] = [0, 0];
  for (let at = 0; at < pixels.length; at += 4) {
    if (pixels[at + 3] !== 255) transparent++;
    if (pixels[at] < 250) marked++;
  }
  expect(transparent, "transparent pixels").toBe(0);
  return marked;
}

for (const address of [
  "?view=table&area=W15000001",
  "?view=table&area=W15000001~E23000034~K04000001&measure=rate&by=year",
  "?view=table&rows=chosen&columns=measures&area=W15000001~E23000034",
  "?view=table&area=W15000001&measure=change&by=rolling",
]) {
  test(`the CSV, read by Python, is the table: ${address}`, async ({ page }) => {
    await openDownloads(page, address);
    const shown = (await rows(page)).flatMap((row) => row.slice(1).map(plain));
    const { bytes } = await saved(page, "Figures (CSV)");
    expect(bytes.subarray(0, 3)).toEqual(Buffer.from([0xef, 0xbb, 0xbf]));
    const lines = readCsv(bytes);
    expect(lines.map(valueOrReason)).toEqual(shown);
    for (const line of lines) {
      expect(Object.keys(line)).toHaveLength(14);
      expect(line.value === "" || line.status !== "not supplied").toBe(true);
    }
  });
}

for (const name of ["Download", "Embed"]) test(`${name}, pressed while the page still comes, opens its panel`, async ({ page }) => {
  await page.addInitScript((take) => {
    // Not in the frame of a preview.
    if (parent !== window) return;
    new MutationObserver((_, observer) => {
      const button = document.querySelector(`[data-take=${take}]`);
      if (!button) return;
      observer.disconnect();
      window.pressedWithoutScript = typeof window.writeHtml === "undefined";
      button.click();
    }).observe(document, { childList: true, subtree: true });
  }, name.toLowerCase());
  await page.goto("./");
  await expect(page.getByRole("region", { name: new RegExp(`^${name}`) })).toBeVisible();
  await expect(button(page, name)).toHaveAttribute("aria-expanded", "true");
  expect(await page.evaluate(() => window.pressedWithoutScript), "before the script at the end of the page").toBe(true);
});

test("what the table sorts, finds and hides is in the CSV as it is shown", async ({ page }) => {
  await openDownloads(page, "?view=table&rows=forces&columns=measures");
  await page.getByRole("textbox", { name: "Find in the table" }).fill("north");
  await table(page).getByRole("columnheader").nth(1).getByRole("button").click();
  const shown = (await rows(page)).flatMap((row) => row.slice(1).map(plain));
  expect(shown.length).toBeGreaterThan(8);
  const lines = readCsv((await saved(page, "Figures (CSV)")).bytes);
  expect(lines.map(valueOrReason)).toEqual(shown);
});

test("every view that has figures gives them as CSV, with names that say area, measure and period", async ({ page }) => {
  for (const [address, name, count] of [
    ["?area=W15000001", "stalking-north-wales-count-2014-04-to-2025-03.csv", 44],
    ["?view=compare&measure=rate", "stalking-police-forces-rate-2022-04-to-2023-03.csv", 45],
    ["?view=map&measure=rate", "stalking-police-forces-rate-2022-04-to-2023-03.csv", 43],
    ["?view=outcomes&area=W15000001", "stalking-north-wales-outcomes-2014-04-to-2022-03.csv", 8 * 13],
  ]) {
    await openDownloads(page, address);
    const file = await saved(page, "Figures (CSV)");
    expect(file.name).toBe(name);
    expect(readCsv(file.bytes)).toHaveLength(count);
  }
});

test("the outcomes that are saved are those of the table beneath the picture", async ({ page }) => {
  await openDownloads(page, "?view=outcomes&area=W15000001");
  await page.getByText("The same figures as a table").click();
  const row = page.getByRole("row", { name: /^2021\/22/ });
  const cells = await row.getByRole("cell").allTextContents();
  const lines = readCsv((await saved(page, "Figures (CSV)")).bytes).filter((line) => line.period_end === "2022-03");
  const counts = lines.filter((line) => !line.unit.startsWith("percent")).map((line) => line.value);
  expect(counts).toEqual(cells.slice(0, 7).map((cell) => plain(cell.replace(/ \(.*/, ""))));
  const charged = lines.find((line) => line.measure === "charged" && line.unit === "percent of offences recorded");
  expect(cells[2]).toContain(`(${charged.value}%)`);
});

for (const address of [
  "?area=W15000001&measure=change",
  "?view=compare&measure=share&by=year&compare=each",
  "?view=map&at=2020-01~2021-03",
  "?view=outcomes&outcomes=forces",
  "?view=table&rows=forces&columns=measures",
  "?view=outcomes&area=W15000001&of=assigned",
]) {
  test(`the JSON keeps to its schema and has the figures of the CSV: ${address}`, async ({ page }) => {
    await openDownloads(page, address);
    const json = JSON.parse((await saved(page, "Figures with notes (JSON)")).bytes.toString("utf8"));
    validate(json);
    expect(validate.errors).toBe(null);
    const lines = readCsv((await saved(page, "Figures (CSV)")).bytes);
    expect(json.rows.map((row) => row.value)).toEqual(lines.map((line) => (line.value ? Number(line.value) : null)));
    expect(new URL(json.address).search).toBe(new URL(page.url()).search);
    expect(json.title).toBe(await title(page).textContent());
  });
}

test("the schema refuses a missing figure that is written as a number, and one without a reason", () => {
  const row = {
    area_code: "W15000001", area: "North Wales", period_start: "2024-04", period_end: "2024-06", measure: "count",
    unit: "offences", value: null, status: "not supplied", why: "Not in the copy.", count: null, base: null,
    releases: ["to-2025-03"], notes: [],
  };
  const valid = (changed) => new Ajv({ allowUnionTypes: true }).addSchema(schema, "s").validate("s#/$defs/row", { ...row, ...changed });
  expect(valid({})).toBe(true);
  expect(valid({ value: 0 })).toBe(false);
  expect(valid({ why: null })).toBe(false);
  expect(valid({ count: 0 })).toBe(false);
});

test("all figures: every area, quarter, offence and release, with notes to them", async ({ page }) => {
  await openDownloads(page, "");
  const { name, bytes } = await saved(page, "All figures (CSV)");
  expect(name).toBe("recorded-offences-all-figures.csv");
  const lines = readCsv(bytes);
  expect(lines.length).toBeGreaterThan(14_000);
  const of = (release, area, start) =>
    lines.find((line) => line.release === release && line.area_code === area && line.period_start === start && line.offence_code === "8Q");
  expect(of("to-2023-06", "W15000001", "2021-04").value).toBe("477");
  expect(of("to-2025-03", "W15000001", "2024-04")).toMatchObject({ value: "", status: "not supplied" });
  const notes = (await saved(page, "Notes on all figures (text)")).bytes.toString("utf8");
  for (const id of new Set(lines.flatMap((line) => line.notes.split(" ").filter(Boolean)))) expect(notes).toContain(`${id}: `);
});

test("the notes are saved as the page has them", async ({ page }) => {
  await openDownloads(page, "?area=W15000001");
  const file = await saved(page, "Notes (text)");
  expect(file.name).toMatch(/-notes\.txt$/);
  const text = file.bytes.toString("utf8");
  for (const note of await page.getByRole("region", { name: "Read with care" }).getByRole("listitem").allTextContents())
    expect(text).toContain(note.replace(/^\(\d\) /, ""));
});

for (const address of ["?area=W15000001", "?view=compare&measure=rate", "?view=map", "?view=outcomes&area=W15000001"]) {
  test(`pictures are whole, not blank, and as large as asked for: ${address}`, async ({ page }) => {
    await openDownloads(page, address);
    const svg = await saved(page, "Picture (SVG)");
    const drawn = new Resvg(svg.bytes.toString("utf8")).render();
    expect(drawn.width).toBe(1200);
    const words = svg.bytes.toString("utf8").replace(/<[^>]+>/g, " ");
    expect(words).toContain("Open Government Licence v3.0");
    expect(words).toContain("127.0.0.1");
    expect(svg.bytes.toString("utf8")).not.toMatch(/foreignObject|var\(|<script|https?:\/\/(?!www\.w3\.org|127)/);
    const small = readPng((await saved(page, "Picture (PNG)")).bytes);
    expect([small.width, small.height]).toEqual([drawn.width, drawn.height]);
    expect(small.marked).toBeGreaterThan(20_000);
    // Half of a picture that was cut off would be white.
    const large = await saved(page, "Picture (PNG, twice the size)");
    expect(large.name).toMatch(/@2x\.png$/);
    const twice = readPng(large.bytes);
    expect([twice.width, twice.height]).toEqual([2 * drawn.width, 2 * drawn.height]);
    expect(twice.marked / small.marked).toBeGreaterThan(3);
  });
}

test("four times the size, and a narrow picture", async ({ page }) => {
  await openDownloads(page, "?area=W15000001");
  const large = readPng((await saved(page, "Picture (PNG, four times the size)")).bytes);
  expect(large.width).toBe(4800);
  await page.getByRole("checkbox", { name: /^Narrow picture/ }).check();
  const narrow = await saved(page, "Picture (PNG)");
  expect(narrow.name).toMatch(/-narrow\.png$/);
  expect(readPng(narrow.bytes).width).toBe(640);
});

test("a picture is the same whatever the window and light or dark", async ({ page }) => {
  await openDownloads(page, "?area=W15000001&theme=light");
  const light = (await saved(page, "Picture (SVG)")).bytes.toString("utf8");
  await page.setViewportSize({ width: 360, height: 700 });
  await openDownloads(page, "?area=W15000001&theme=dark");
  expect((await saved(page, "Picture (SVG)")).bytes.toString("utf8")).toBe(light);
});

test("a browser that cannot draw so large a picture says so", async ({ page }) => {
  await page.addInitScript(() => {
    HTMLCanvasElement.prototype.toBlob = (done) => done(null);
  });
  await openDownloads(page, "?area=W15000001");
  await button(page, "Picture (PNG)").click();
  await told(page, /could not draw a picture of 1200 by \d+ pixels/);
});

test("table and picture are copied", async ({ page, context }) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await openDownloads(page, "?area=W15000001&by=year");
  await button(page, "Copy table").click();
  await told(page, "The table, what it shows and its notes are on the clipboard.");
  const copied = await page.evaluate(async () => {
    const [item] = await navigator.clipboard.read();
    const text = async (type) => (await item.getType(type)).text();
    return { plain: await text("text/plain"), html: await text("text/html") };
  });
  expect(copied.plain).toContain("\nyear ending March 2023\t1895\n");
  expect(copied.plain).toContain("\nyear ending March 2025\tnot supplied\n");
  expect(copied.plain).toContain("Open Government Licence v3.0");
  expect(copied.html).toContain("1895</td>");
  await button(page, "Copy picture").click();
  await told(page, "The picture is on the clipboard.");
  const width = await page.evaluate(async () => {
    const [item] = await navigator.clipboard.read();
    return (await createImageBitmap(await item.getType("image/png"))).width;
  });
  expect(width).toBe(2400);
});

test("where pictures can not be copied, that is said", async ({ page }) => {
  await page.addInitScript(() => delete window.ClipboardItem);
  await openDownloads(page, "?area=W15000001");
  await button(page, "Copy picture").click();
  await told(page, "This browser cannot copy pictures here. Download the picture as PNG.");
});

test("a view without a picture has no buttons for one; a story is text", async ({ page }) => {
  await openDownloads(page, "?view=table");
  await expect(button(page, "Figures (CSV)")).toBeVisible();
  await expect(page.getByRole("button", { name: /picture/i })).toHaveCount(0);
  await openDownloads(page, "?view=story&area=W15000001");
  await expect(button(page, "Figures (CSV)")).toHaveCount(0);
  for (const [name, end] of [["Plain text", "txt"], ["Markdown", "md"], ["HTML", "html"]]) {
    const panelButton = panel(page, "Download").getByRole("button", { name, exact: true });
    const [download] = await Promise.all([page.waitForEvent("download"), panelButton.click()]);
    expect(download.suggestedFilename()).toMatch(new RegExp(`^stalking-north-wales-story-.*\\.${end}$`));
    expect(readFileSync(await download.path(), "utf8")).toContain("1,895");
  }
});

test("a view that shows nothing says why there is nothing to take", async ({ page }) => {
  await openDownloads(page, "?view=outcomes&offence=8L");
  await expect(panel(page, "Download")).toContainText("There are no figures to take from this view. The outcomes here are those of stalking");
  await expect(button(page, "Figures (CSV)")).toHaveCount(0);
  await expect(button(page, "All figures (CSV)")).toBeVisible();
});

test("the panel follows what is shown", async ({ page }) => {
  await open(page, "?area=W15000001");
  await button(page, "Share and cite").click();
  const link = page.getByRole("textbox", { name: "Link that follows new releases" });
  await expect(link).toHaveValue(/\?area=W15000001$/);
  await radio(page, "Per 1,000 residents").check();
  await expect(link).toHaveValue(/\?area=W15000001&measure=rate$/);
  await expect(page.getByRole("textbox", { name: "Citation", exact: true })).toHaveValue(/Office for National Statistics/);
  await list(page, "Release").selectOption("to-2018-03");
  await expect(page.getByRole("textbox", { name: "Link that pins the release to March 2018" })).toHaveValue(/release=to-2018-03$/);
  await expect(link).not.toHaveValue(/release=/);
});

test("links and citation: both links show the same figures, and the citation pins the release", async ({ page, context }) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await open(page, "?area=W15000001&by=year&theme=dark");
  await button(page, "Share and cite").click();
  await button(page, "Copy link that pins the release to June 2023").click();
  await told(page, "The text is on the clipboard.");
  const pinned = await page.evaluate(() => navigator.clipboard.readText());
  expect(new URL(pinned).search).toBe("?area=W15000001&by=year&release=to-2023-06");
  const citation = await page.getByRole("textbox", { name: "Citation", exact: true }).inputValue();
  expect(citation).toMatch(/^Home Office\. Stalking recorded by North Wales Police: offences, by financial year, April 2014 to March 2023\./);
  expect(citation).toContain("release to June 2023 (published October 2023)");
  expect(citation).toContain(pinned);
  const day = await page.evaluate(() => new Date().toLocaleDateString("en-GB", { day: "numeric", month: "long", year: "numeric" }));
  expect(citation).toContain(`Accessed ${day}.`);
  const bibtex = await saved(page, "Download BibTeX");
  expect(bibtex.bytes.toString("utf8")).toMatch(/^@misc\{[^\s,]+,\n {2}author = \{\{Home Office\}\},\n/);
  const [csl] = JSON.parse((await saved(page, "Download CSL-JSON")).bytes.toString("utf8"));
  expect(csl).toMatchObject({ type: "dataset", URL: pinned, issued: { "date-parts": [[2023, 10]] } });
  await page.goto(pinned);
  await expect(title(page)).toHaveText("Stalking recorded by North Wales Police");
});

test("the device's way to share is offered where there is one, and gets the link", async ({ page }) => {
  await page.addInitScript(() => {
    Object.defineProperty(navigator, "share", { configurable: true, value: async (what) => { window.sharedByTest = what; } });
  });
  await open(page, "?area=W15000001");
  await button(page, "Share and cite").click();
  await button(page, "Share with an app…").click();
  await told(page, "The link was given to the app.");
  const shared = await page.evaluate(() => window.sharedByTest);
  expect(shared.title).toBe("Stalking recorded by North Wales Police");
  expect(new URL(shared.url).search).toBe("?area=W15000001");
});

test("it works without a connection once the page is there", async ({ page, context }) => {
  await open(page, "?area=W15000001");
  await partsAreThere(page);
  await page.evaluate(() => takeScript());
  await context.setOffline(true);
  await button(page, "Download").click();
  expect(readPng((await saved(page, "Picture (PNG)")).bytes).width).toBe(1200);
});

test.describe("in a sandboxed frame", () => {
  // The browser warns of a sandbox that keeps the frame's origin.
  test.use({ faults: true });

  test("that allows downloads, files are saved", async ({ page, baseURL }) => {
    const frame = `<iframe title="Page" sandbox="allow-scripts allow-downloads allow-same-origin" src="${baseURL}?area=W15000001" width="900" height="900"></iframe>`;
    await page.goto(`./article?body=${encodeURIComponent(frame)}`);
    const inside = page.frameLocator("iframe");
    await inside.getByRole("button", { name: "Download", exact: true }).click();
    const press = inside.getByRole("button", { name: "Figures (CSV)", exact: true });
    const [download] = await Promise.all([page.waitForEvent("download"), press.click()]);
    expect(readCsv(readFileSync(await download.path()))).toHaveLength(44);
  });
});

test("in an article's frame the buttons are not there; nor on paper", async ({ page }) => {
  await open(page, "?embed=1&area=W15000001");
  await expect(toolbar(page)).toHaveCount(0);
  await open(page, "?area=W15000001");
  await button(page, "Download").click();
  await expect(panel(page, "Download")).toBeVisible();
  await page.emulateMedia({ media: "print" });
  await expect(toolbar(page)).toHaveCount(0);
  await expect(panel(page, "Download")).toHaveCount(0);
});

test("by keyboard, and closed by the same button", async ({ page }) => {
  await open(page, "?area=W15000001");
  await button(page, "Download").focus();
  await page.keyboard.press("Enter");
  await expect(panel(page, "Download")).toBeVisible();
  await expect(button(page, "Download")).toHaveAttribute("aria-expanded", "true");
  await page.keyboard.press("Tab");
  await expect(button(page, "Share and cite")).toBeFocused();
  await page.keyboard.press("Tab");
  await expect(page.getByRole("button", { name: "Embed" })).toBeFocused();
  await page.keyboard.press("Tab");
  await expect(button(page, "Figures (CSV)")).toBeFocused();
  await button(page, "Share and cite").press("Enter");
  await expect(button(page, "Download")).toHaveAttribute("aria-expanded", "false");
  await button(page, "Share and cite").press("Enter");
  await expect(panel(page, "Share and cite")).toHaveCount(0);
});

for (const theme of ["light", "dark"]) {
  test(`no accessibility rule is broken and nothing sticks out at 320 pixels, ${theme}`, async ({ page }) => {
    await page.setViewportSize({ width: 320, height: 700 });
    await openDownloads(page, `?area=W15000001&theme=${theme}`);
    await expectNoSidewaysScroll(page);
    const broken = async () => (await new AxeBuilder({ page }).include("#take-panel").include("#take").analyze()).violations;
    expect(await broken()).toEqual([]);
    await button(page, "Share and cite").click();
    await expect(panel(page, "Share and cite")).toBeVisible();
    await expectNoSidewaysScroll(page);
    expect(await broken()).toEqual([]);
  });
}

test.describe("when a part can not be loaded", () => {
  test.use({ faults: true });

  test("the figures that only “All figures” needs: the rest can be saved, and one can try again", async ({ page }) => {
    const file = /\/data\/rest-.*\.json$/;
    await page.route(file, (route) => route.fulfill({ status: 404, body: "" }));
    await openDownloads(page, "?area=W15000001");
    expect((await saved(page, "Figures (CSV)")).bytes.length).toBeGreaterThan(1_000);
    await button(page, "All figures (CSV)").click();
    await told(page, "The file with the figures of the other offences and of all crime was not found (status 404).");
    await page.unroute(file);
    const { bytes } = await saved(page, "All figures (CSV)");
    expect(new Set(readCsv(bytes).map((line) => line.offence_code)).size).toBeGreaterThan(4);
  });

  for (const [what, pattern] of [["program", /on-record-take-/], ["script", /\/take-[0-9a-f]+\.js/]]) {
    test(`the ${what} of it: that is said in place, and can be tried again`, async ({ page }) => {
      await page.route(pattern, (route) => route.abort());
      await open(page, "?area=W15000001");
      await button(page, "Download").click();
      await expect(page.getByRole("alert").filter({ hasText: /\w+ \w+ \w+/ })).toBeVisible();
      await page.unroute(pattern);
      await button(page, "Try again").click();
      await expect(button(page, "Figures (CSV)")).toBeVisible();
      await expect(button(page, "Download")).toHaveAttribute("aria-expanded", "true");
    });
  }
});
