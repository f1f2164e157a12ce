// What stands in the pages before there is a program, and the page of each area. tools/finish.mjs calls it.
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { AREAS, EARLY, VIEWS, attribute, belowPolicy, policyOf, replaced, shortDigest, tagOf, upFrom, valueOf, viewOf } from "./hosting.mjs";

/** Where the program's part of the page is, and what stands beneath it for who has no scripts. */
const PLACE = /(?<=<p id="?loading"?>[^<]*<\/p>\s*)(?=<section [^>]*id="?in-short)/;
const STANDING = /<div id="app"[^]*<\/div>(?=<section [^>]*id=in-short)/;
const IN_SHORT = /(?<=<section [^>]*id=in-short>)[^]*?(?=<\/section>)/;

/** Pieces of the pages by their names, and the areas, from the figures in the folder of the build. */
export function piecesOf(folder) {
  const data = join(folder, "data");
  const file = (name) => join(data, readdirSync(data).find((file) => file.startsWith(`${name}-`)));
  const work = mkdtempSync(join(tmpdir(), "pieces-"));
  try {
    // The figures as they are in the project: in the build they are in two files.
    execFileSync(process.env.PRERENDER || "target/release/prerender", ["data/recorded.json", file("outcomes"), work], { stdio: "inherit" });
    const pieces = Object.fromEntries(readdirSync(work).map((name) => [name, readFileSync(join(work, name), "utf8")]));
    const areas = pieces["areas.tsv"].trimEnd().split("\n").map((line) => {
      const [slug, code, name, title, description] = line.split("\t");
      return { slug, code, name, title, description };
    });
    return { pieces, areas };
  } finally {
    rmSync(work, { recursive: true });
  }
}

/** Puts the style sheet into the page: one request less before anything is seen. */
export function withStyle(folder, html) {
  const link = tagOf(html, "link", "rel", "stylesheet");
  const file = join(folder, valueOf(link, "href"));
  const style = readFileSync(file, "utf8").trim();
  rmSync(file);
  return html.replace(link, () => `<style>${style}</style>`);
}

/** Puts the first view into the page, and the figures in short. */
export function withStanding(html, pieces) {
  const standing = replaced(html, PLACE, () => pieces["standing.html"]);
  return replaced(standing, /(?<=<section [^>]*id="?in-short[^>]*>\s*<h2>[^<]*<\/h2>)/, () => pieces["in-short.html"]);
}

/**
 * Writes the page of each area, and their list, from the finished page.
 * @throws where a page would need another content security policy than the page itself: hosts send one for all
 */
export function writePages(folder, html, address, { pieces, areas }) {
  const allowed = policyOf(html);
  const put = (path, page) => {
    const digests = policyOf(page).match(/'sha256-[^']*'/g);
    if (!digests.every((digest) => allowed.includes(digest))) throw new Error(`${path} needs a policy of its own`);
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), page);
  };
  for (const area of areas) {
    const { slug, name } = area;
    let page = pageIn(html, `${AREAS}/${slug}/`, area, address);
    page = replaced(page, /<html /, () => `<html data-area=${area.code} `);
    page = replaced(page, STANDING, () => pieces[`${slug}.standing.html`]);
    page = replaced(page, IN_SHORT, () => pieces[`${slug}.beneath.html`]);
    page = page.replace('aria-label="The figures in short"', () => `aria-label="${escaped(name)} in words and figures"`);
    put(`${AREAS}/${slug}/index.html`, page);
  }
  put(`${AREAS}/index.html`, listPage(html, address, pieces["list.html"]));
  if (address) writeMap(folder, address, areas);
}

/**
 * Writes the first view of each area as a file, for whoever comes by an address that asks for nothing else (`?area=…`), and
 * tells the page how these files end. They are named by the content of them all: the page can not name each.
 */
export function withViews(folder, html, { pieces, areas }) {
  const views = areas.map(({ slug, code }) => [code, pieces[`${slug}.standing.html`]]);
  const content = shortDigest(JSON.stringify(views));
  mkdirSync(join(folder, VIEWS));
  for (const [code, view] of views) writeFileSync(join(folder, viewOf(code, content)), view);
  return replaced(html, /<html /, () => `<html data-views=${content} `);
}

/** The list of the areas: a page without a program. */
function listPage(html, address, list) {
  const title = "Figures by police force – On Record";
  const description = "Stalking recorded by each police force in England and Wales: a chart, a table of the years and a story.";
  let page = pageIn(html, `${AREAS}/`, { title, description }, address);
  page = replaced(page, /(?<=<main [^>]*>)[^]*?(?=<\/main>)/, () => list);
  page = replaced(page, /<script type=module>[^]*?<\/script>/, () => "");
  // Nothing of the program is asked for, nor is a choice offered that it would keep.
  page = page.replace(EARLY, "");
  return replaced(page, /(?<=<footer [^>]*>)[^]*?(?=<\/footer>)/, () => "<div id=privacy></div>");
}

/** The page for a folder of its own, whose addresses go on being the page's. */
function pageIn(html, path, { title, description, name, code }, address) {
  let page = replaced(html, /<title>[^<]*<\/title>/, () => `<title>${escaped(title)}</title>`);
  const set = (element, key, value, content, name) => {
    const tag = tagOf(page, element, key, value);
    page = page.replace(tag, () => tag.replace(attribute(name), () => `${name}="${escaped(content)}"`));
  };
  set("meta", "name", "description", description, "content");
  set("meta", "property", "og:title", title, "content");
  set("meta", "property", "og:description", description, "content");
  set("link", "rel", "canonical", (address ?? "") + path, "href");
  if (address) set("meta", "property", "og:url", address + path, "content");
  page = replaced(page, /(?<=<a class=skip href=)#page/, () => `${path}#page`);
  const about = {
    "@context": "https://schema.org",
    "@type": "WebPage",
    name: title,
    description,
    url: address ? address + path : undefined,
    inLanguage: "en-GB",
    license: "https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/",
    spatialCoverage: name && { "@type": "Place", name, identifier: code },
    isPartOf: { "@type": "WebSite", name: "On Record", url: address ?? undefined },
  };
  const described = JSON.stringify(about).replaceAll("<", "\\u003c");
  page = replaced(page, /(?<=<script type="application\/ld\+json">)[^]*?(?=<\/script>)/, () => described);
  return belowPolicy(page, `<base href="${upFrom(path)}">`);
}

/** Tells search engines of every page; they take whole addresses alone. Robots are told of it at the root of a host. */
function writeMap(folder, address, areas) {
  const pages = ["", `${AREAS}/`, ...areas.map(({ slug }) => `${AREAS}/${slug}/`)];
  const lines = pages.map((page) => `  <url><loc>${escaped(address + page)}</loc></url>`);
  const map = ['<?xml version="1.0" encoding="UTF-8"?>', '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">', ...lines, "</urlset>", ""];
  writeFileSync(join(folder, "sitemap.xml"), map.join("\n"));
  if (new URL(address).pathname === "/")
    writeFileSync(join(folder, "robots.txt"), `User-agent: *\nAllow: /\nSitemap: ${address}sitemap.xml\n`);
}

const escaped = (text) => text.replace(/[&<>"]/g, (char) => `&#${char.charCodeAt(0)};`);
