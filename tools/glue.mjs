// Makes wasm-bindgen's JavaScript hold what the page needs: every name that it shares with the WebAssembly has a hash
// in it, and some of what it offers is for classes of a library that the page never makes.

/**
 * The glue with less in it.
 *
 * @param glue - wasm-bindgen's JavaScript, as it wrote it
 * @param names - what imports and exports are called in the WebAssembly now, by what they are called in the glue
 * @param needed - the imports that the WebAssembly still has, by their new names
 * @throws if the glue does not look as expected
 */
export function slim(glue, names, needed) {
  let text = withoutClasses(glue);
  text = withNeededImports(text, names.imports, new Set(needed));
  text = text.replace(/\bwasm\.(\w+)/g, (whole, name) => `wasm.${known(names.exports, name)}`);
  // The page fetches and compiles while it loads; the other way is for tests that wait.
  return replaced(text, /export \{ initSync, __wbg_init as default \};/, "export { __wbg_init as default };");
}

/** No class is exported: whatever the page exports are functions. */
function withoutClasses(glue) {
  const classes = [...glue.matchAll(/^export class (\w+) \{\n[\s\S]*?^\}\n/gm)];
  let text = glue;
  for (const [whole, name] of classes) {
    text = replaced(text, whole, "");
    text = replaced(text, new RegExp(`^if \\(Symbol\\.dispose\\) ${name}\\..*\\n`, "m"), "");
    text = replaced(text, new RegExp(`^const ${name}Finalization = [\\s\\S]*?;\\n`, "m"), "");
  }
  return text;
}

/** The functions for the WebAssembly, each beginning eight spaces from the left: those that it needs, by their new names. */
function withNeededImports(glue, names, needed) {
  let kept = 0;
  const text = glue.replace(/^ {8}(\w+): (function\([\s\S]*?^ {8}\}.*),\n/gm, (whole, name, what) => {
    if (!needed.has(known(names, name))) return "";
    kept++;
    return `        ${names[name]}: ${what},\n`;
  });
  if (kept !== needed.size) throw new Error(`the glue has ${kept} of the ${needed.size} imports of the WebAssembly`);
  return text;
}

function known(names, name) {
  if (!(name in names)) throw new Error(`the WebAssembly does not know “${name}” of the glue`);
  return names[name];
}

function replaced(text, what, by) {
  const result = text.replace(what, by);
  if (result === text) throw new Error(`the glue holds no ${what}`);
  return result;
}
