// The rules that a build holds for its hosts, as Netlify and Cloudflare Pages read them.

import { readFileSync } from "node:fs";

/** A `_headers` file as a list of rules: a path, in which `*` stands for anything and `:name` for a folder, and its headers. */
export function rulesOf(text) {
  const rules = [];
  for (const [index, line] of text.split("\n").entries()) {
    if (line.trim() === "" || line.startsWith("#")) continue;
    if (!/^\s/.test(line)) {
      if (!line.startsWith("/")) throw new Error(`_headers, line ${index + 1}: ${line} is no path`);
      rules.push({ path: line.trim(), headers: [] });
      continue;
    }
    const header = /^\s+([\w-]+): (\S.*)$/.exec(line);
    if (!header || rules.length === 0) throw new Error(`_headers, line ${index + 1}: ${line} is no header of a path`);
    rules.at(-1).headers.push([header[1].toLowerCase(), header[2]]);
  }
  return rules;
}

/** The headers that a path is sent with. Both hosts join what several rules say of one header. */
export function headersFor(path, rules) {
  const headers = {};
  for (const rule of rules) {
    if (!patternOf(rule.path).test(path)) continue;
    for (const [name, value] of rule.headers) headers[name] = headers[name] ? `${headers[name]}, ${value}` : value;
  }
  return headers;
}

/** The paths that a rule is for. */
const patternOf = (path) =>
  new RegExp(`^${path.replace(/[.+?^${}()|[\]\\]/g, "\\$&").replaceAll("*", ".*").replace(/(?<=\/):\w+/g, "[^/]+")}$`);

/** What a build says of all its files; nothing where it was not made for hosting. */
export function headersOfAll(file) {
  let rules;
  try {
    rules = rulesOf(readFileSync(file, "utf8"));
  } catch (problem) {
    if (problem.code === "ENOENT") return {};
    throw problem;
  }
  return Object.fromEntries(rules.filter(({ path }) => path.endsWith("/*")).flatMap(({ headers }) => headers));
}
