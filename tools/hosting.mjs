// What a build needs to be hosted and found: the content security policy, the rules of hosts, compressed copies, and
// the description of the figures for search engines. tools/finish.mjs calls it last.
import { createHash } from "node:crypto";
import { readFileSync, readdirSync, writeFileSync } from "node:fs";
import { dirname, extname, join, relative, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";

const ROOT = join(dirname(fileURLToPath(import.meta.url)), "..");
/** Kinds of files that are smaller when they are compressed. */
const COMPRESSED = [".css", ".csv", ".html", ".js", ".json", ".svg", ".txt", ".wasm", ".webmanifest", ".xml"];
/** A file named by its content, and so never changed. */
const NAMED_BY_CONTENT = /-[0-9a-f]{12,16}\.[a-z]+$/;
/** Who published what the figures are made of: provenance begins with one of these. */
const CREATORS = ["Home Office", "Office for National Statistics"];
/** Folder of the areas' pages. */
export const AREAS = "force";
/** Folder of their first views, … */
export const VIEWS = "area";
/** … each a file by the area's code and what tells the content of all. Not “.html”: some hosts send readers of that elsewhere. */
export function viewOf(code, content) {
  if (!content) throw new Error("index.html does not name the areas' first views");
  return `${VIEWS}/${code}-${content}.txt`;
}
/** Each feature of a browser that the page does without, also where a frame was offered it. */
const FEATURES = [
  "accelerometer", "camera", "display-capture", "geolocation", "gyroscope", "magnetometer", "microphone", "midi",
  "payment", "usb",
];

/**
 * The address at which the page will be hosted, ending in a slash; none where the operator gave none.
 * @param {string | undefined} given what ON_RECORD_URL holds
 * @throws where it is no address of a page
 */
export function hostedAt(given) {
  if (!given) return null;
  let address;
  try {
    address = new URL(given);
  } catch {
    throw new Error(`ON_RECORD_URL is ${given}; expected an address such as https://example.org/on-record/`);
  }
  if (!/^https?:$/.test(address.protocol) || address.search || address.hash)
    throw new Error(`ON_RECORD_URL is ${given}; expected http or https and neither ? nor #`);
  if (!address.pathname.endsWith("/")) address.pathname += "/";
  return address.href;
}

/** Gives the page the addresses that must be whole: its own, and that of the picture beside links to it. */
export function withAddresses(html, address) {
  if (!address) return html;
  const canonical = tagOf(html, "link", "rel", "canonical");
  const picture = tagOf(html, "meta", "property", "og:image");
  return html
    .replace(canonical, canonical.replace(attribute("href"), () => `href="${address}"`))
    .replace(picture, picture.replace(attribute("content"), () => `content="${address}${valueOf(picture, "content")}"`))
    .replace("</head>", () => `<meta property="og:url" content="${address}"></head>`);
}

/** Tells search engines of the figures, in schema.org's words, from the data package and the releases themselves. */
export function withDataset(html, address) {
  const description = JSON.stringify(datasetOf(html, address)).replaceAll("<", "\\u003c");
  return html.replace("</head>", () => `<script type="application/ld+json">${description}</script></head>`);
}

/** Leaves out the comments of the page's own scripts, which the build's minifier keeps, each in a line of its own. */
export function withoutComments(html) {
  return html.replace(/<script>[^]*?<\/script>/g, (script) => script.replace(/^(<script>)?\/\/ .*\n/gm, "$1"));
}

/** Gives what the page loads by digest a way to be checked in a frame without an origin: asked for across origins. */
export function withCrossorigin(html) {
  return html.replace(/<link (?=[^>]*\bintegrity=)(?![^>]*\bcrossorigin)/g, "<link crossorigin ");
}

/** Puts the policy into the page, for hosts that send none. A page can not say who may frame it. */
export function withPolicy(html) {
  const content = policyOf(html).replace(/ ?frame-ancestors [^;]*;/, "");
  return replaced(html, /<meta charset="?utf-8"?[^>]*>/i, (charset) =>
    `${charset}<meta http-equiv="Content-Security-Policy" content="${content}">`);
}

/** What a page asks for before all else: the files of the program, and the figures. */
export const EARLY = /<link (?=[^>]*\brel="?(?:module)?preload\b)[^>]*>/g;

/**
 * Puts what the page asks for first in front of all its scripts and styles. A browser may ask for nothing before it has read
 * the policy, and for nothing below a script before that one has run (Chromium, as measured).
 */
export function withEarly(html) {
  const links = html.match(EARLY) ?? [];
  const figures = tagOf(html, "link", "id", "figures");
  const program = links.filter((link) => link !== figures);
  if (links.length !== 3 || program.length !== 2)
    throw new Error(`index.html should ask for the program's two files and the figures, and asks for ${links.length}`);
  // The program before the figures, which it reads.
  return belowPolicy(html.replace(EARLY, ""), [...program, figures].join(""));
}

/** The page with markup right below the policy, which rules it, and above everything that has an address. */
export const belowPolicy = (html, markup) =>
  replaced(html, /<meta http-equiv="Content-Security-Policy"[^>]*>/, (policy) => policy + markup);

/** From the folder of a page to that of the build; `path` is the page's, from there. */
export const upFrom = (path) => "../".repeat(path.split("/").length - 1);

/**
 * The same as a header, by which a browser asks for them before it has read anything of the page. The base of the page at
 * `path` does not count for its headers.
 */
function earlyOf(html, path) {
  const up = upFrom(path);
  return html.match(EARLY).map((tag) => {
    const address = up + valueOf(tag, "href").replace(/^\.\//, "");
    const kind = valueOf(tag, "rel") === "preload" ? `rel=preload; as=${valueOf(tag, "as")}` : "rel=modulepreload";
    return `<${address}>; ${kind}; crossorigin`;
  }).join(", ");
}

/**
 * The content security policy of a page: its own files, and the scripts and styles that stand in it, by digest.
 * @throws where the page has a handler or a style as an attribute, which no digest can allow
 */
export function policyOf(html) {
  const attribute = /<[a-z][^>]*\s(?:on[a-z]+|style)\s*=/i.exec(html.replace(/<(script|style)\b[^>]*>[^]*?<\/\1>/gi, ""));
  if (attribute) throw new Error(`index.html: the content security policy does not allow ${attribute[0]}`);
  const digests = (element) => inlineTexts(html, element).map((text) => ` '${digestOf(text)}'`).join("");
  return [
    "default-src 'none'",
    `script-src 'self' 'wasm-unsafe-eval'${digests("script")}`,
    `style-src 'self'${digests("style")}`,
    "img-src 'self' data: blob:",
    "connect-src 'self'",
    "frame-src 'self'",
    "manifest-src 'self'",
    "worker-src 'self'",
    // The pages of areas name the folder of the page, and no other place.
    "base-uri 'self'",
    "form-action 'none'",
    "frame-ancestors *",
    "require-trusted-types-for 'script'",
    "trusted-types on-record",
  ].join("; ");
}

/** The headers that each file of the page is sent with. */
export const headersOf = (html) => ({
  "Content-Security-Policy": policyOf(html),
  "X-Content-Type-Options": "nosniff",
  "Referrer-Policy": "no-referrer",
  "Permissions-Policy": FEATURES.map((feature) => `${feature}=()`).join(", "),
  // A frame without an origin of its own (sandbox="allow-scripts") asks for the page's files as a stranger.
  "Access-Control-Allow-Origin": "*",
  "Cross-Origin-Resource-Policy": "cross-origin",
});

/** Writes the rules of Netlify and Cloudflare Pages, and of nginx, beside the page. */
export function writeRules(folder, html, address) {
  const headers = Object.entries(headersOf(html));
  const at = address ? new URL(address).pathname : "/";
  const area = `${AREAS}/:area/`;
  const [early, earlyOfArea] = ["", area].map((path) => earlyOf(html, path));
  const keep = "Cache-Control: public, max-age=31536000, immutable";
  // One rule for each file: both hosts join what two rules say of the same header.
  const rules = [
    ["*", ...headers.map(([name, value]) => `${name}: ${value}`)],
    ...["", "index.html"].map((page) => [page, "Cache-Control: no-cache", `Link: ${early}`]),
    [area, `Link: ${earlyOfArea}`],
    // Without those of the areas: the hosts take a hundred rules.
    ...filesOf(folder).filter((file) => NAMED_BY_CONTENT.test(file) && !file.startsWith(`${VIEWS}/`)).map((file) => [file, keep]),
  ];
  writeFileSync(join(folder, "_headers"), rules.map(([path, ...lines]) => [at + path, ...lines].join("\n  ")).join("\n") + "\n");
  const lines = headers.map(([name, value]) => `    add_header ${name} "${value}" always;`).join("\n");
  const nginx = readFileSync(join(ROOT, "hosting/nginx.conf"), "utf8");
  const [, content] = /<html [^>]*data-views=(\w+)/.exec(html) ?? [];
  const filled = [["@HEADERS@", lines], ["@EARLY@", early], ["@EARLY_AREA@", earlyOfArea], ["@VIEW@", viewOf("$on_record_area", content)]];
  const conf = filled.reduce((text, [place, value]) => replaced(text, new RegExp(place), () => value), nginx);
  writeFileSync(join(folder, "nginx.conf"), conf);
}

/** Writes a copy by brotli and one by gzip beside each file that is worth it. */
export function compress(folder) {
  for (const file of filesOf(folder)) {
    if (!COMPRESSED.includes(extname(file))) continue;
    const content = readFileSync(join(folder, file));
    writeFileSync(join(folder, `${file}.br`), brotliCompressSync(content, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }));
    writeFileSync(join(folder, `${file}.gz`), gzipSync(content, { level: 9 }));
  }
}

/** What tells content from other content, short enough for the name of a file. */
export const shortDigest = (content) => createHash("sha256").update(content).digest("hex").slice(0, 16);

/** What stands between the tags of each script that runs, or each style, of a page. */
export function inlineTexts(html, element) {
  const all = html.matchAll(new RegExp(`<${element}\\b([^>]*)>([^]*?)</${element}>`, "gi"));
  const runs = (attributes) => !/\bsrc=/.test(attributes) && !/\btype="?application\/(ld\+)?json/.test(attributes);
  return [...all].filter(([, attributes]) => runs(attributes)).map(([, , text]) => text);
}

/** What a policy, or an element with a digest, says of a content. */
export const digestOf = (content) => `sha256-${createHash("sha256").update(content).digest("base64")}`;

/** An attribute of a tag, with or without quotes, as the build writes it. */
export const attribute = (name) => new RegExp(`(?<=\\s)${name}=(?:"([^"]*)"|([^\\s">]+))`);

/** The value of an attribute of a tag; nothing where it has none. */
export function valueOf(tag, name) {
  const found = attribute(name).exec(tag);
  return found?.[1] ?? found?.[2];
}

/** The tag of an element that holds nothing, by one of its attributes. */
export function tagOf(html, element, name, value) {
  const tags = [...html.matchAll(new RegExp(`<${element} [^>]*>`, "g"))].map(([tag]) => tag);
  const found = tags.find((tag) => valueOf(tag, name) === value);
  if (!found) throw new Error(`index.html has no ${element} with ${name}="${value}"`);
  return found;
}

/** The text with what a pattern finds replaced; an error where it finds nothing. */
export function replaced(text, pattern, replacement) {
  if (!pattern.test(text)) throw new Error(`the page or a template holds no ${pattern}`);
  return text.replace(pattern, replacement);
}

/** All files of a folder, by their paths in it with slashes. */
function filesOf(folder) {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath ?? entry.path, entry.name)).split(sep).join("/"))
    .sort();
}

function datasetOf(html, address) {
  const data = (name) => JSON.parse(readFileSync(join(ROOT, "data", name), "utf8"));
  const bundle = data("datapackage.json");
  const { releases } = data("recorded.json");
  const file = ({ name, path }) => {
    const link = [...html.matchAll(/<link [^>]*>/g)].map(([tag]) => valueOf(tag, "href")).find((href) => href?.startsWith(`data/${name}-`));
    if (!link) throw new Error(`index.html names no file for ${path} of data/datapackage.json`);
    return (address ?? "") + link;
  };
  const publishers = CREATORS.filter((creator) => bundle.sources.some(({ description }) => description.startsWith(creator)));
  if (publishers.length !== CREATORS.length) throw new Error("data/datapackage.json names other publishers than tools/hosting.mjs");
  // In the build the recorded offences are two files: see tools/finish.mjs.
  const resources = bundle.resources.flatMap((resource) =>
    resource.name === "recorded" ? [resource, { ...resource, name: "rest" }] : [resource],
  );
  const dates = releases.map(({ published }) => published);
  return {
    "@context": "https://schema.org",
    "@type": "Dataset",
    name: bundle.title,
    description: valueOf(tagOf(html, "meta", "name", "description"), "content"),
    url: address ?? undefined,
    license: bundle.licenses[0].path,
    creator: publishers.map((name) => ({ "@type": "Organization", name })),
    spatialCoverage: "England and Wales",
    temporalCoverage: periodsOf(releases),
    // Told only where every release says when it was published: the newest of them is the date.
    dateModified: dates.every(Boolean) ? dates.sort().at(-1) : undefined,
    isBasedOn: [...new Set(bundle.sources.map(({ description }) => shortName(description)).filter(Boolean))],
    distribution: resources.map((resource) => ({
      "@type": "DataDownload",
      encodingFormat: resource.mediatype,
      contentUrl: file(resource),
    })),
  };
}

/** The publisher and the name of a source, without its edition and how it was come by. */
const shortName = (provenance) => new RegExp(`^(?:${CREATORS.join("|")}), [^,:.]+`).exec(provenance)?.[0];

/** The stretches of months that the releases cover, as ISO 8601 intervals; a gap between releases stays a gap. */
export function periodsOf(releases) {
  const stretches = [];
  for (const { from, to } of [...releases].sort((one, other) => (one.from < other.from ? -1 : 1))) {
    const last = stretches.at(-1);
    if (last && from <= following(last.to)) last.to = to > last.to ? to : last.to;
    else stretches.push({ from, to });
  }
  return stretches.map(({ from, to }) => `${from}/${to}`);
}

/** The month after a month, both as in "2024-04". */
function following(month) {
  const [year, number] = month.split("-").map(Number);
  return number === 12 ? `${year + 1}-01` : `${year}-${String(number + 1).padStart(2, "0")}`;
}
