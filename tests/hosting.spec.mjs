// The page as an operator hosts it: the rules that the build holds for its hosts, and the system's nginx with them.

import { createHash } from "node:crypto";
import { execFileSync } from "node:child_process";
import { readFileSync, readdirSync } from "node:fs";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { brotliDecompressSync, gunzipSync } from "node:zlib";
import { hostedAt, periodsOf, policyOf, withAddresses, withDataset } from "../tools/hosting.mjs";
import { headersFor, rulesOf } from "./headers.mjs";
import * as nginx from "./nginx.mjs";
import { chart, expect, open, partsAreThere, table, test, title, views } from "./page.mjs";

const DIST = resolve(fileURLToPath(new URL(".", import.meta.url)), process.env.DIST || "../dist");
const read = (name) => readFileSync(join(DIST, name), "utf8");
const files = () => readdirSync(DIST, { recursive: true }).map((file) => file.replaceAll("\\", "/"));
const hashed = (end) => files().find((file) => file.endsWith(end) && /-[0-9a-f]{12,16}\./.test(file));
const IMMUTABLE = "public, max-age=31536000, immutable";

/** A policy as directives, each with its sources. */
const directives = (policy) => Object.fromEntries(policy.split("; ").map((one) => [one.split(" ")[0], one.split(" ").slice(1)]));

/** The scripts of the page that run and stand in it, as a browser reads them. */
const inlineScripts = (page) => page.evaluate(async () => {
  const parsed = await fetch(location.href).then((answer) => answer.text());
  const written = new DOMParser().parseFromString(trusted.createHTML(parsed), "text/html");
  return [...written.querySelectorAll("script:not([src])")].filter((one) => /^(module)?$/.test(one.type)).map((one) => one.text);
});

/** What a `Link` header has a browser ask for, resolved against the page's address as a browser does, and how. */
const toldBy = (header, page) =>
  header.split(", ").filter(Boolean).map((link) => {
    const [, address, kind] = /^<([^>]+)>; (rel=(?:modulepreload|preload; as=fetch)); crossorigin(?:; fetchpriority=high)?$/.exec(link);
    return [new URL(address, page).pathname, kind];
  });

test.describe("the rules of hosts", () => {
  const policy = () => headersFor("/", rulesOf(read("_headers")))["content-security-policy"];

  test("name each script of the page by its digest, and allow no other", async ({ page }) => {
    await open(page);
    const digests = (await inlineScripts(page)).map((text) => `'sha256-${createHash("sha256").update(text).digest("base64")}'`);
    expect(digests.length).toBeGreaterThan(1);
    expect(directives(policy())["script-src"]).toEqual(["'self'", "'wasm-unsafe-eval'", ...digests]);
  });

  test("let in nothing but the page's own files", () => {
    const { "script-src": scripts, "style-src": styles, ...others } = directives(policy());
    expect([...scripts, ...styles].join(" ")).not.toMatch(/unsafe-inline|'unsafe-eval'|\*|http/);
    expect(others).toEqual({
      "default-src": ["'none'"],
      "img-src": ["'self'", "data:", "blob:"],
      "connect-src": ["'self'"],
      "frame-src": ["'self'"],
      "manifest-src": ["'self'"],
      "worker-src": ["'self'"],
      "base-uri": ["'self'"],
      "form-action": ["'none'"],
      "frame-ancestors": ["*"],
      "require-trusted-types-for": ["'script'"],
      "trusted-types": ["on-record"],
    });
  });

  test("stand in the page too, before anything that they rule, but for who may frame it", async ({ page }) => {
    await open(page);
    const own = page.locator("meta[http-equiv=Content-Security-Policy]");
    await expect(own).toHaveAttribute("content", policy().replace(" frame-ancestors *;", ""));
    expect(await own.evaluate((meta) => meta.previousElementSibling.getAttribute("charset"))).toBe("utf-8");
  });

  test("keep what is named by its content for ever, and the page not at all, each said once", () => {
    const rules = rulesOf(read("_headers"));
    for (const path of ["/", "/index.html"]) expect(headersFor(path, rules)["cache-control"], path).toBe("no-cache");
    // The first views of areas would be too many rules.
    const named = files().filter((file) => /-[0-9a-f]{12,16}\.[a-z]+$/.test(file) && !file.startsWith("area/"));
    expect(named.length).toBeGreaterThan(8);
    for (const file of named) expect(headersFor(`/${file}`, rules)["cache-control"], file).toBe(IMMUTABLE);
    expect(headersFor("/embed.js", rules)["cache-control"]).toBeUndefined();
    // Bounds of Cloudflare Pages.
    expect(rules.length).toBeLessThan(100);
    for (const line of read("_headers").split("\n")) expect(line.length).toBeLessThan(2000);
  });

  test("allow frames, also those without an origin, and tell nobody where a reader comes from", () => {
    expect(headersFor("/frame.js", rulesOf(read("_headers")))).toMatchObject({
      "access-control-allow-origin": "*",
      "cross-origin-resource-policy": "cross-origin",
      "referrer-policy": "no-referrer",
      "x-content-type-options": "nosniff",
      "permissions-policy": expect.stringContaining("geolocation=()"),
    });
  });

  test("tell what a page asks for first, and so do the pages, above all that they run", () => {
    const rules = rulesOf(read("_headers"));
    const told = (path) => toldBy(headersFor(path, rules).link ?? "", `https://news.example${path}`);
    const program = [
      [/^\/on-record-[0-9a-f]{16}\.js$/, "rel=modulepreload"],
      [/^\/on-record-[0-9a-f]{16}\.wasm$/, "rel=preload; as=fetch"],
      [/^\/data\/recorded-[0-9a-f]{16}\.json$/, "rel=preload; as=fetch"],
    ];
    expect(told("/")).toEqual(program.map(([name, kind]) => [expect.stringMatching(name), kind]));
    for (const [address] of told("/")) expect(files()).toContain(address.slice(1));
    for (const path of ["/index.html", "/force/north-wales/"]) expect(told(path), path).toEqual(told("/"));
    for (const path of ["/force/", "/embed.js", `/${hashed(".wasm")}`]) expect(told(path), path).toEqual([]);

    for (const page of ["index.html", "force/north-wales/index.html"]) {
      const above = read(page).split(/<script|<style/)[0];
      const asked = [...above.matchAll(/<link [^>]*rel="?(?:module)?preload[^>]*>/g)].map(([tag]) => /href="?(?:\.\/)?([^\s">]+)/.exec(tag)[1]);
      expect(asked, page).toEqual(told("/").map(([address]) => address.slice(1)));
    }
    expect(read("force/index.html")).not.toMatch(/rel="?(?:module)?preload/);
  });

  test("know the first view of each area, which is what its own page has", () => {
    const pages = files().filter((name) => /^force\/.+\/index\.html$/.test(name));
    expect(pages.length).toBeGreaterThan(50);
    const whole = read("index.html");
    const [, content] = /<html data-views=([0-9a-f]{16})/.exec(whole);
    expect(files().filter((name) => /^area\/.*\.txt$/.test(name))).toHaveLength(pages.length);
    const [, codes] = /\/\^\\\?area=(\([^)]+\))/.exec(whole);
    expect(read("nginx.conf"), "the codes that nginx knows").toContain(`"~^area=${codes.replace("(", "(?<on_record_area>")}(`);
    for (const page of pages) {
      const html = read(page);
      const [, code] = /<html data-area=(\w+)/.exec(html);
      expect(code).toMatch(new RegExp(`^${codes}$`));
      expect(html, page).toContain(read(`area/${code}-${content}.txt`));
      expect(html).not.toContain("data-views");
    }
  });

  test("refuse what no digest can allow", () => {
    const inHead = (html) => policyOf(`<meta charset=utf-8>${html}`);
    expect(() => inHead('<button onclick="go()">')).toThrow("onclick");
    expect(() => inHead("<p class=a style=color:red>")).toThrow("style");
    expect(inHead("<script>if (a<b && c onclick=1) {}</script>")).toContain("'sha256-");
    expect(inHead("<style>p{}</style>")).toMatch(/style-src 'self' 'sha256-[\w+/]{43}='/);
    expect(inHead('<script type="application/ld+json">{}</script>')).toMatch(/script-src 'self' 'wasm-unsafe-eval';/);
  });

  test("come with a copy of each file by brotli and gzip, which are the same file", () => {
    const text = files().filter((file) => /\.(html|js|css|wasm|json)$/.test(file));
    expect(text).toContain("index.html");
    for (const file of text) {
      const content = readFileSync(join(DIST, file));
      expect(brotliDecompressSync(readFileSync(join(DIST, `${file}.br`))).equals(content), file).toBe(true);
      expect(gunzipSync(readFileSync(join(DIST, `${file}.gz`))).equals(content), file).toBe(true);
    }
  });
});

test.describe("what others find", () => {
  test("the figures are described in schema.org's words, from the data package", async ({ page }) => {
    await open(page);
    const described = JSON.parse(await page.locator('script[type="application/ld+json"]').textContent());
    const bundle = JSON.parse(readFileSync(new URL("../data/datapackage.json", import.meta.url), "utf8"));
    expect(described).toMatchObject({
      "@context": "https://schema.org",
      "@type": "Dataset",
      name: bundle.title,
      license: "https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/",
      spatialCoverage: "England and Wales",
      temporalCoverage: ["2012-04/2023-06", "2024-04/2025-03"],
      creator: [{ name: "Home Office" }, { name: "Office for National Statistics" }],
    });
    expect(described.description.length).toBeGreaterThan(50);
    // Two of the releases do not say when they were published: no date is made up.
    expect(described).not.toHaveProperty("dateModified");
    // The recorded offences are two files in the build.
    expect(described.distribution).toHaveLength(bundle.resources.length + 1);
    for (const { contentUrl, encodingFormat } of described.distribution) {
      const answer = await page.request.get(`./${contentUrl}`);
      expect(answer.status(), contentUrl).toBe(200);
      expect(answer.headers()["content-type"].split(";")[0]).toBe(encodingFormat);
    }
  });

  test("periods without figures are not claimed", () => {
    const release = (from, to) => ({ from, to });
    expect(periodsOf([release("2017-04", "2018-03"), release("2012-04", "2023-06")])).toEqual(["2012-04/2023-06"]);
    expect(periodsOf([release("2012-04", "2012-12"), release("2013-01", "2013-03")])).toEqual(["2012-04/2013-03"]);
    expect(periodsOf([release("2024-04", "2025-03"), release("2012-04", "2023-06")])).toEqual(["2012-04/2023-06", "2024-04/2025-03"]);
  });

  test("title, description and canonical address follow the state, without the form it is shown in", async ({ page }) => {
    await open(page, "?area=W15000001&by=year&theme=dark&childId=x");
    const canonical = page.locator("link[rel=canonical]");
    await expect(canonical).toHaveAttribute("href", "./?area=W15000001&by=year");
    await expect(page).toHaveTitle(/North Wales Police/);
    await expect(page.locator("meta[name=description]")).toHaveAttribute("content", /North Wales Police/);
    await views(page).getByRole("link", { name: "Compare" }).click();
    await expect(canonical).toHaveAttribute("href", "./?view=compare&area=W15000001&by=year");
    await open(page, "?embed=1");
    await expect(canonical).toHaveAttribute("href", "./");
  });

  test("a link to the page has a title, words and a picture of the size that is said", async ({ page, request }) => {
    await open(page);
    const of = (name) => page.locator(`meta[property="og:${name}"]`).getAttribute("content");
    expect(await of("title")).toContain("stalking recorded by the police");
    expect(await of("description")).toContain("England and Wales");
    expect(await of("image:alt")).toMatch(/^Line chart of stalking/);
    await expect(page.locator("meta[name='twitter:card']")).toHaveAttribute("content", "summary_large_image");
    const picture = await (await request.get(`./${await of("image")}`)).body();
    expect([picture.readUInt32BE(16), picture.readUInt32BE(20)].map(String)).toEqual([await of("image:width"), await of("image:height")]);
    expect(picture.length).toBeLessThan(60_000);
  });

  test("an operator's address makes every address whole, and a bad one stops the build", () => {
    const address = hostedAt("https://news.example/on-record");
    expect(address).toBe("https://news.example/on-record/");
    expect(hostedAt(undefined)).toBeNull();
    for (const bad of ["news.example", "ftp://news.example/", "https://news.example/?a=1"])
      expect(() => hostedAt(bad), bad).toThrow("ON_RECORD_URL");
    const html = withDataset(withAddresses(read("index.html"), address), address);
    expect(html).toContain('href="https://news.example/on-record/"');
    expect(html).toContain('content="https://news.example/on-record/preview.png"');
    expect(html).toContain('<meta property="og:url" content="https://news.example/on-record/">');
    expect(html).toMatch(/"contentUrl":"https:\/\/news\.example\/on-record\/data\/recorded-[0-9a-f]{16}\.json"/);
  });
});

test.describe("in frames", () => {
  const port = () => new URL(test.info().project.use.baseURL).port;
  const article = (frame) => `http://localhost:${port()}/article?${new URLSearchParams({ body: frame })}`;

  test("in a sandbox without an origin the page works: every view opens", async ({ page, baseURL }) => {
    await page.goto(article(`<iframe title="Chart" sandbox="allow-scripts" src="${baseURL}?area=W15000001" width="900" height="1400"></iframe>`));
    const frame = page.frameLocator("iframe");
    await expect(title(frame)).toContainText("North Wales Police");
    await expectEveryView(frame);
    // There is no storage, no worker and no history: nobody complained (page.mjs), and nothing is missing.
    expect(await frame.locator("html").evaluate(() => {
      try {
        return localStorage.length;
      } catch (problem) {
        return problem.name;
      }
    })).toBe("SecurityError");
  });

  test("in a sandbox an embedded chart tells its height", async ({ page, baseURL }) => {
    await page.addInitScript(() => {
      window.heard = [];
      addEventListener("message", ({ data }) => window.heard.push(data));
    });
    await page.goto(article(`<iframe title="Chart" sandbox="allow-scripts" src="${baseURL}?embed=1&area=W15000001" width="360" height="300"></iframe>`));
    await expect(title(page.frameLocator("iframe"))).toContainText("North Wales Police");
    await expect.poll(() => page.evaluate(() => window.heard.filter((data) => data?.type === "on-record:height" && data.height > 600).length))
      .toBeGreaterThan(0);
  });
});

test.describe("markup", () => {
  test.use({ faults: true });

  test("comes into the page by its one policy alone, and scripts only from beside it", async ({ page, complaints, browserName }) => {
    test.skip(browserName !== "chromium", "Trusted Types are not everywhere");
    await open(page);
    const outcome = await page.evaluate(() => {
      const attempt = (act) => {
        try {
          act();
          return "allowed";
        } catch (problem) {
          return problem.name;
        }
      };
      return {
        text: attempt(() => (document.createElement("p").innerHTML = "<b>x</b>")),
        second: attempt(() => trustedTypes.createPolicy("another", {})),
        same: attempt(() => trustedTypes.createPolicy("on-record", {})),
        far: attempt(() => trusted.createScriptURL("https://example.org/x.js")),
        up: attempt(() => trusted.createScriptURL("../x.js")),
        near: attempt(() => (document.createElement("script").src = trusted.createScriptURL("frame.js"))),
      };
    });
    expect(outcome).toEqual({ text: "TypeError", second: "TypeError", same: "TypeError", far: "TypeError", up: "TypeError", near: "allowed" });
    expect(complaints.length).toBeGreaterThan(0);
  });

  test("a script that is written into the page does not run", async ({ page, complaints }) => {
    await open(page);
    await page.evaluate(() => document.body.append(Object.assign(document.createElement("p"), { id: "mark" })));
    await page.evaluate(() => {
      const script = document.createElement("script");
      script.setAttribute("src", "data:text/javascript,document.getElementById('mark').remove()");
      document.body.append(script);
    }).catch(() => {});
    await expect.poll(() => complaints.join(" ")).toMatch(/Content Security Policy|TrustedScriptURL/);
    await expect(page.locator("#mark")).toBeAttached();
  });
});

/** Opens each view of the page and sees its content. */
async function expectEveryView(page) {
  for (const [name, content] of [
    ["Compare", page.getByRole("figure")], ["Map", page.getByRole("figure")], ["Outcomes", page.getByRole("figure")],
    ["Table", table(page)], ["Story", page.getByRole("article", { name: "Story" })], ["Trend", chart(page)],
  ]) {
    const link = views(page).getByRole("link", { name, exact: true });
    await link.click();
    await expect(link).toHaveAttribute("aria-current", "page");
    await expect(content.first()).toBeVisible();
  }
}

test.describe("nginx", () => {
  test.use({ hosts: /^http:\/\/127\.0\.0\.1:\d+$/ });
  test.describe.configure({ mode: "serial" });
  test.skip(!nginx.isThere(), "tools/setup nginx brings it, where there is apt");
  let site;
  test.beforeAll(async () => {
    site = await nginx.serve(DIST, "a/b/c");
  });
  test.afterAll(async () => {
    await site?.stop();
    expect(site?.said() ?? "", "what nginx complained of").not.toMatch(/\[(warn|crit|alert|emerg)\]/);
  });
  const at = (path) => `${site.address}a/b/c/${path}`;
  /** An answer as it was sent, not unpacked. */
  const raw = (address, ...options) => {
    const answer = execFileSync("curl", ["--silent", "--include", ...options, address], { maxBuffer: 50_000_000 });
    const end = answer.indexOf("\r\n\r\n");
    const [status, ...lines] = answer.subarray(0, end).toString().split("\r\n");
    const headers = Object.fromEntries(lines.map((line) => [line.split(": ")[0].toLowerCase(), line.slice(line.indexOf(": ") + 2)]));
    return { status: Number(status.split(" ")[1]), headers, body: answer.subarray(end + 4) };
  };

  test("serves the page from a folder in a folder, and every view opens", async ({ page }) => {
    const failed = [];
    page.on("response", (answer) => answer.status() >= 400 && failed.push(answer.url()));
    await page.goto(at("?area=W15000001"));
    await expect(title(page)).toContainText("North Wales Police");
    await expectEveryView(page);
    await partsAreThere(page);
    expect(failed).toEqual([]);
    // The address in the middle of a state, as it is sent on.
    await page.goto(at("?view=map&area=W15000001"));
    await expect(page.getByRole("figure")).toBeVisible();
  });

  test("tells what a page asks for first, in its folder and in that of an area, and nothing is asked for twice", async ({ page }) => {
    const asked = [];
    page.on("request", (request) => asked.push(new URL(request.url()).pathname));
    const program = toldBy(raw(at("")).headers.link, at("")).map(([file]) => file);
    expect(program).toHaveLength(3);
    const view = new URL(at(files().find((name) => /^area\/W15000001-[0-9a-f]{16}\.txt$/.test(name)))).pathname;
    for (const [path, ...first] of [
      ["?area=W15000001", view],
      ["?area=W15000001&embed=1&theme=dark", view],
      ["?area=W15000001&by=year"],
      ["?view=map&area=W15000001"],
      ["force/north-wales/"],
    ]) {
      const told = toldBy(raw(at(path)).headers.link, at(path)).map(([file]) => file);
      expect(told, path).toEqual([...first, ...program]);
      asked.length = 0;
      await page.goto(at(path));
      await expect(page.getByRole("figure")).toBeVisible();
      await partsAreThere(page);
      for (const address of told) expect(asked.filter((each) => each === address), address).toHaveLength(1);
    }
    for (const path of ["force/", "embed.js", hashed(".wasm")]) expect(raw(at(path)).headers, path).not.toHaveProperty("link");
  });

  test("sends the headers of the rules with everything, also with what is not there", () => {
    const rules = headersFor("/", rulesOf(read("_headers")));
    for (const path of ["", "index.html", hashed(".wasm"), hashed(".js"), "embed.js", "not-here", "not-0123456789abcdef.js"]) {
      const { headers } = raw(at(path));
      for (const name of Object.keys(rules)) {
        // These two are not the same for every file; they have tests of their own.
        if (!["cache-control", "link"].includes(name)) expect(headers[name], `${name} of ${path}`).toBe(rules[name]);
      }
    }
  });

  for (const [what, path, type, keep] of [
    ["the page", () => "", "text/html; charset=utf-8", "no-cache"],
    ["the page by its name", () => "index.html", "text/html; charset=utf-8", "no-cache"],
    ["the program", () => hashed(".wasm"), "application/wasm", IMMUTABLE],
    ["the glue", () => hashed(".js"), "text/javascript; charset=utf-8", IMMUTABLE],
    ["the style of the embed form", () => "embed-form.css", "text/css; charset=utf-8", "no-cache"],
    ["the page of an area", () => "force/north-wales/index.html", "text/html; charset=utf-8", "no-cache"],
    ["the first view of an area", () => files().find((name) => /^area\/.*\.txt$/.test(name)), "text/plain; charset=utf-8", IMMUTABLE],
    ["the figures", () => hashed(".json"), "application/json", IMMUTABLE],
    ["the script of articles", () => "embed.js", "text/javascript; charset=utf-8", "no-cache"],
    ["the picture", () => "preview.png", "image/png", "no-cache"],
  ]) {
    test(`sends ${what} with its type, for as long as it is good, compressed as the browser can read it`, () => {
      const content = readFileSync(join(DIST, path() || "index.html"));
      const plain = raw(at(path()));
      expect(plain.status).toBe(200);
      expect(plain.headers["content-type"]).toBe(type);
      expect(plain.headers["cache-control"]).toBe(keep);
      expect(plain.headers).not.toHaveProperty("content-encoding");
      expect(plain.body.equals(content)).toBe(true);
      if (type === "image/png") return;
      for (const [encoding, accepted, unpack] of [["br", "gzip, deflate, br", brotliDecompressSync], ["gzip", "gzip", gunzipSync]]) {
        const packed = raw(at(path()), "--header", `Accept-Encoding: ${accepted}`);
        expect(packed.headers["content-encoding"]).toBe(encoding);
        expect(packed.headers["content-type"]).toBe(type);
        expect(packed.headers["cache-control"]).toBe(keep);
        expect(packed.headers.vary).toContain("Accept-Encoding");
        expect(packed.body.length).toBeLessThan(content.length);
        expect(unpack(packed.body).equals(content)).toBe(true);
      }
    });
  }

  test("asks again for what may have changed, and is told that it has not", () => {
    const { headers } = raw(at("index.html"), "--header", "Accept-Encoding: br");
    const again = raw(at("index.html"), "--header", "Accept-Encoding: br", "--header", `If-None-Match: ${headers.etag}`);
    expect(again.status).toBe(304);
    expect(again.headers["cache-control"]).toBe("no-cache");
  });

  test("says of what is not there that it is not, and lets nobody keep that", () => {
    for (const path of ["not-here", "not-0123456789abcdef.wasm", "_headers", "nginx.conf"]) {
      const { status, headers } = raw(at(path));
      expect(status, path).toBe(404);
      expect(headers["cache-control"], path).toBe("no-cache");
    }
    // The folder without its slash: relative addresses would be wrong there.
    const folder = raw(at("").slice(0, -1));
    expect(folder.status).toBe(301);
    expect(folder.headers.location).toBe("/a/b/c/");
  });

  test("serves frames of other sites, also those without an origin", async ({ page, baseURL }) => {
    const frame = `<iframe title="Chart" sandbox="allow-scripts" src="${at("?embed=1&area=W15000001")}" width="360" height="900"></iframe>`;
    const { port } = new URL(baseURL);
    await page.goto(`http://localhost:${port}/article?${new URLSearchParams({ body: frame })}`);
    await expect(title(page.frameLocator("iframe"))).toContainText("North Wales Police");
    await expect(chart(page.frameLocator("iframe"))).toBeVisible();
  });
});
