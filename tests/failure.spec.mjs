// What can go wrong on the way to the reader: always words, always help, never a blank page.

import { expect, expectHelp, expectWhole, hold, open, radio, test } from "./page.mjs";

// Here the browser has every reason to complain.
test.use({ faults: true });

const WASM = /on-record-[0-9a-f]{16}\.wasm$/;
const GLUE = /on-record-[0-9a-f]+\.js$/;
const FIGURES = /\/data\/recorded[^/]*\.json$/;

const failure = (page) => page.getByRole("alert").filter({ hasText: "The page could not be shown" });

/** That the page says what is wrong, in more than a word, and offers ways on. */
async function expectFailure(page, words = /\w+ \w+ \w+/) {
  await expect(failure(page)).toBeVisible();
  const reason = failure(page).getByRole("paragraph").first();
  await expect(reason).toHaveText(words);
  await expect(reason).not.toHaveText(/\[object|undefined|null/);
  await expect(failure(page).getByRole("button", { name: "Try again" })).toBeVisible();
  await expect(failure(page).getByRole("link", { name: "start from the beginning" })).toHaveAttribute("href", "./");
  await expect(page.getByText("Loading the figures…")).toHaveCount(0);
  await expectHelp(page);
}

const missing = (route) => route.fulfill({ status: 404, contentType: "text/plain", body: "Not found" });

/** Changes what the server sends. */
const damaged = (change) => async (route) => {
  const response = await route.fetch();
  await route.fulfill({ response, body: change(await response.body()) });
};

const half = (body) => body.subarray(0, body.length / 2);

/** Changes the text of a file. */
const text = (change) => (body) => Buffer.from(change(body.toString()));

/** The first count of the file is another one: still a whole file, and wrong. */
const otherDigit = text((file) => file.replace(/"cells":\["./, (start) => start.slice(0, -1) + (start.endsWith("Q") ? "S" : "Q")));

/** A build without digests: then the figures have to stand the page's own examination. */
const withoutDigests = (page) =>
  page.route(/\/(\?.*)?$/, damaged(text((file) => file.replace(/ (data-digest|integrity)=("[^"]*"|[^\s>]*)/g, ""))));

for (const [what, pattern, fault] of [
  ["the program is not there", WASM, missing],
  ["the program came half", WASM, damaged(half)],
  ["the program is empty", WASM, damaged(() => Buffer.alloc(0))],
  ["the program is the host's page", WASM, (route) => route.fulfill({ contentType: "text/html", body: "<h1>Oops</h1>" })],
  ["the connection broke at the program", WASM, (route) => route.abort("connectionreset")],
  ["the script is not there", GLUE, missing],
  ["the script is damaged", GLUE, damaged(half)],
]) {
  test(`${what}: words, and “Try again” works`, async ({ page }) => {
    await page.route(pattern, fault);
    await page.goto("./?area=W15000001");
    await expectFailure(page);
    await page.unroute(pattern, fault);
    await failure(page).getByRole("button", { name: "Try again" }).click();
    await expectWhole(page);
    await expect(failure(page)).toHaveCount(0);
    await expect(page.getByRole("heading", { level: 1 })).toContainText("North Wales Police");
  });
}

// A browser that has a digest to check refuses an answer's words before anybody can see its status.
for (const [what, fault, words] of [
  ["are not there", missing, /The file with the figures .*(status 404|Failed to fetch)/],
  ["meet an error of the host", (route) => route.fulfill({ status: 503, body: "" }), /(status 503|Failed to fetch)/],
  ["never arrive", (route) => route.abort("connectionreset"), /did not arrive whole\. The browser says: /],
  ["have one digit changed", damaged(otherDigit), /did not arrive whole\. The browser says: /],
  ["came half", damaged(half), /did not arrive whole\. The browser says: /],
]) {
  test(`the figures ${what}: words, and “Try again” works`, async ({ page }) => {
    await page.route(FIGURES, fault);
    await page.goto("./");
    await expectFailure(page, words);
    await expect(page.getByRole("heading", { level: 1 }), "no figure is shown of a damaged file").toHaveCount(0);
    await page.unroute(FIGURES, fault);
    await failure(page).getByRole("button", { name: "Try again" }).click();
    await expectWhole(page);
  });
}

test("in a build without digests, the figures are not there, and the host's answer is named", async ({ page }) => {
  await withoutDigests(page);
  await page.route(FIGURES, missing);
  await page.goto("./");
  await expectFailure(page, /The file with the figures was not found \(status 404\)\./);
});

for (const [what, change, words] of [
  ["are no JSON", half, /line \d+/i],
  ["are empty", () => Buffer.alloc(0), /./],
  ["are of another kind", () => Buffer.from("[1, 2, 3]"), /expected/i],
  ["are of a version to come", text((file) => file.replace(/"version":\s*1/, '"version":99')), /version/i],
  ["are not text", () => Buffer.from([0xff, 0xfe, 0x00, 0x80]), /./],
  ["hold a damaged row", text((file) => file.replace(/"cells":\["./, '"cells":["*')), /packs no number/],
  ["hold a word for a number", text((file) => file.replace(/\[\d+/, '["many"')), /expected/i],
]) {
  test(`in a build without digests, the figures ${what}`, async ({ page }) => {
    await withoutDigests(page);
    await page.route(FIGURES, damaged(change));
    await page.goto("./");
    await expectFailure(page, words);
    await expect(page.getByRole("heading", { level: 1 })).toHaveCount(0);
  });
}

test("“start from the beginning” leaves a broken state", async ({ page }) => {
  await page.route(FIGURES, missing);
  await page.goto("./?area=W15000001&view=table");
  await expectFailure(page);
  await page.unroute(FIGURES);
  await failure(page).getByRole("link", { name: "start from the beginning" }).click();
  await expectWhole(page);
  expect(new URL(page.url()).search).toBe("");
});

test("without its styles the page can still be read and used", async ({ page }) => {
  await page.route(/\/(\?.*)?$/, damaged(text((file) => file.replace(/<style>[^]*?<\/style>/, ""))));
  await open(page, "?area=W15000001");
  await expectWhole(page);
  await radio(page, "Financial year").check();
  await expect(page.getByRole("img", { name: "North Wales, year ending March 2021: 2,014 offences" })).toBeAttached();
});

test("a host that does not know WebAssembly's type serves the page all the same", async ({ page }) => {
  await page.route(WASM, async (route) => {
    await route.fulfill({ response: await route.fetch(), contentType: "application/octet-stream" });
  });
  await open(page);
  await expectWhole(page);
});

test("while the figures are on their way, the page says so where it has none to show yet", async ({ page }) => {
  const release = await hold(page, FIGURES);
  await page.goto("./?area=W15000001&by=year", { waitUntil: "commit" });
  await expect(page.getByText("Loading the figures…")).toBeVisible();
  await expectHelp(page);
  release();
  await expectWhole(page);
  await expect(page.getByText("Loading the figures…")).toHaveCount(0);
});

test.describe("without JavaScript", () => {
  test.use({ javaScriptEnabled: false });
  test("the page says what it needs and where else the figures are", async ({ page }) => {
    await page.goto("./");
    // By what is to be seen: what stands in <noscript> is passed over when text is looked for.
    const main = page.getByRole("main");
    await expect(main).toContainText("needs JavaScript and WebAssembly", { useInnerText: true });
    await expect(main).toContainText("Police recorded crime and outcomes open data tables", { useInnerText: true });
    await expect(main).not.toContainText("Loading the figures", { useInnerText: true });
    await expect(failure(page)).toHaveCount(0);
    await expectHelp(page);
  });
});

test("without WebAssembly the page says so", async ({ page }) => {
  await page.addInitScript(() => delete window.WebAssembly);
  await page.goto("./");
  await expectFailure(page, /WebAssembly/);
});

test("a program that stops says so, and what is shown stays", async ({ page }) => {
  // What it is asked here it has no code for.
  await page.route(/on-record-take-/, (route) => route.abort());
  await open(page);
  await page.evaluate(() => void setTimeout(() => program.make("csv", "")));
  await expectFailure(page, /^The page met an error of its own\.$/);
  await expect(page.getByRole("figure")).toBeVisible();
});
