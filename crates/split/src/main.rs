//! `split IN.wasm OUT_DIR --part NAME=PATTERN…`: one module in, the first module and its parts out.

use split::{Less, Names, Output, PartAsked, Split, split};
use std::collections::BTreeMap;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

const USAGE: &str = "usage: split IN.wasm OUT_DIR --part NAME=PATTERN [--own NAME=PATTERN] [--halt PATTERN] [--withhold START]... [--sparse]
             [--short] [--list]

  IN.wasm              a module of wasm-bindgen, with names of functions, before wasm-opt
  OUT_DIR              gets primary.wasm, NAME.wasm for each part, shared-1.wasm and so on for what several parts need,
                       and needs.json, which says what must be loaded before each
  --part NAME=PATTERN  functions whose names contain PATTERN go to the part, with what only they need;
                       called from outside by way of the table; the same NAME again gives the part one more pattern
  --own NAME=PATTERN   the same for functions that tables name (closures), but those that code of the first
                       module calls itself stay there
  --after NAME=OTHER   the part NAME is always loaded after the part OTHER; stands behind what gives NAME its patterns
  --halt PATTERN       functions whose names contain PATTERN stop the program at once, without a word: what is put
                       together for them alone is left out
  --withhold START     what is exported under a name that begins with START is not, and goes if nothing needs it
  --sparse             functions of the table go where their slots are named, and go altogether if nothing names them;
                       the linker should begin the table at a high number (--table-base)
  --short              names of imports and exports are made short; OUT_DIR gets names.json, which says how each is called
  --list               also tell which functions each file holds and which of them are called from outside
";

fn main() -> ExitCode {
    match run(std::env::args().skip(1)) {
        Ok(text) => {
            // Nobody is left to be told when the output cannot be written.
            let _ = io::stdout().write_all(text.as_bytes());
            ExitCode::SUCCESS
        }
        Err(text) => {
            let _ = writeln!(io::stderr(), "split: {text}");
            ExitCode::FAILURE
        }
    }
}

/// What to print: on success, or as the reason of a failure.
fn run(arguments: impl Iterator<Item = String>) -> Result<String, String> {
    let Some(arguments) = Arguments::parse(arguments)? else { return Ok(USAGE.to_owned()) };
    let bytes = std::fs::read(&arguments.input)
        .map_err(|error| format!("{}: cannot be read: {error}", arguments.input.display()))?;
    let Split { outputs, names } = split(&bytes, &arguments.parts, &arguments.less)
        .map_err(|error| format!("{}: {error}", arguments.input.display()))?;
    write(&outputs, &arguments.out)?;
    write_file(&arguments.out.join("needs.json"), needs(&outputs).as_bytes())?;
    if arguments.less.short {
        write_file(&arguments.out.join("names.json"), json(&names).as_bytes())?;
    }
    Ok(outputs.iter().map(|output| told(output, arguments.list)).collect())
}

fn write(outputs: &[Output], folder: &Path) -> Result<(), String> {
    std::fs::create_dir_all(folder).map_err(|error| format!("{}: cannot be made: {error}", folder.display()))?;
    for output in outputs {
        write_file(&folder.join(format!("{}.wasm", output.name)), &output.bytes)?;
    }
    Ok(())
}

fn write_file(path: &Path, bytes: &[u8]) -> Result<(), String> {
    std::fs::write(path, bytes).map_err(|error| format!("{}: cannot be written: {error}", path.display()))
}

/// Both lists of names, each from the former to the new one. Names of imports and exports are identifiers: nothing in
/// them must be escaped.
fn json(names: &Names) -> String {
    let list = |names: &BTreeMap<String, String>| {
        names.iter().map(|(former, new)| format!("{former:?}:{new:?}")).collect::<Vec<_>>().join(",")
    };
    format!("{{\"imports\":{{{}}},\"exports\":{{{}}}}}\n", list(&names.imports), list(&names.exports))
}

/// What must be loaded before each module that needs another one beside the first: names of files, which need no escape.
fn needs(outputs: &[Output]) -> String {
    let needing = outputs.iter().filter(|output| !output.needs.is_empty());
    let list: Vec<String> = needing.map(|Output { name, needs, .. }| format!("{name:?}:{needs:?}")).collect();
    format!("{{{}}}\n", list.join(","))
}

fn told(output: &Output, list: bool) -> String {
    let Output { name, needs, bytes, functions, imports, doors, contents } = output;
    let mut text = format!("{name}.wasm: {} bytes, {functions} functions, {imports} imports", bytes.len());
    if !doors.is_empty() {
        text += &format!(", {} doors", doors.len());
    }
    if !needs.is_empty() {
        text += &format!(", after {}", needs.join(" and "));
    }
    text.push('\n');
    if list {
        text.extend(doors.iter().map(|door| format!("    door to {door}\n")));
        text.extend(contents.iter().map(|(name, bytes)| format!("{bytes:8}  {name}\n")));
    }
    text
}

#[derive(Debug, Default)]
struct Arguments {
    input: PathBuf,
    out: PathBuf,
    parts: Vec<PartAsked>,
    less: Less,
    list: bool,
}

impl Arguments {
    /// None where help is asked for.
    fn parse(mut given: impl Iterator<Item = String>) -> Result<Option<Self>, String> {
        let mut arguments = Arguments::default();
        let mut places = Vec::new();
        while let Some(argument) = given.next() {
            match argument.as_str() {
                "--help" | "-h" => return Ok(None),
                "--sparse" => arguments.less.sparse = true,
                "--short" => arguments.less.short = true,
                "--list" => arguments.list = true,
                "--part" => arguments.parts.push(part(given.next(), false)?),
                "--own" => arguments.parts.push(part(given.next(), true)?),
                "--after" => set_after(&mut arguments.parts, given.next())?,
                "--halt" => arguments.less.halting.push(value(argument.as_str(), given.next())?),
                "--withhold" => arguments.less.withheld.push(value(argument.as_str(), given.next())?),
                other if other.starts_with('-') => return Err(format!("'{other}' is not known\n\n{USAGE}")),
                _ => places.push(PathBuf::from(argument)),
            }
        }
        let [input, out] = <[PathBuf; 2]>::try_from(places)
            .map_err(|places| format!("expected IN.wasm and OUT_DIR, found {places:?}\n\n{USAGE}"))?;
        if arguments.parts.is_empty() {
            return Err(format!("no part is asked for\n\n{USAGE}"));
        }
        Ok(Some(Arguments { input, out, ..arguments }))
    }
}

fn value(option: &str, given: Option<String>) -> Result<String, String> {
    let value = given.filter(|value| !value.is_empty());
    value.ok_or_else(|| format!("{option}: expected a name or a part of one\n\n{USAGE}"))
}

fn part(given: Option<String>, gives_way: bool) -> Result<PartAsked, String> {
    let given = given.unwrap_or_default();
    match given.split_once('=') {
        Some((name, pattern)) => {
            Ok(PartAsked { name: name.to_owned(), pattern: pattern.to_owned(), gives_way, after: None })
        }
        None => Err(format!("--part {given}: expected NAME=PATTERN\n\n{USAGE}")),
    }
}

fn set_after(parts: &mut [PartAsked], given: Option<String>) -> Result<(), String> {
    let given = given.unwrap_or_default();
    let named = given.split_once('=').and_then(|(name, other)| {
        let part = parts.iter_mut().find(|part| part.name == name)?;
        part.after = Some(other.to_owned());
        Some(())
    });
    named.ok_or_else(|| format!("--after {given}: expected NAME=OTHER, behind the patterns of NAME\n\n{USAGE}"))
}

#[cfg(test)]
mod tests {
    use super::Arguments;

    fn parse(line: &str) -> Result<Option<Arguments>, String> {
        Arguments::parse(line.split_whitespace().map(str::to_owned))
    }

    #[test]
    fn a_pattern_may_hold_an_equals_sign_and_a_part_several_patterns() {
        let arguments = parse("in.wasm out --part a=x=y --part a=z --list").unwrap().unwrap();
        let parts: Vec<_> = arguments.parts.iter().map(|part| (part.name.as_str(), part.pattern.as_str())).collect();
        assert_eq!(parts, [("a", "x=y"), ("a", "z")]);
        assert!(arguments.list);
        assert_eq!(arguments.out.to_str(), Some("out"));
    }

    #[test]
    fn what_is_missing_or_unknown_is_named() {
        for (line, reason) in [
            ("in.wasm --part a=b", "expected IN.wasm and OUT_DIR, found [\"in.wasm\"]"),
            ("in.wasm out", "no part is asked for"),
            ("in.wasm out --part a", "--part a: expected NAME=PATTERN"),
            ("in.wasm out --part", "--part : expected NAME=PATTERN"),
            ("in.wasm out --part a=b --after c=a", "--after c=a: expected NAME=OTHER"),
            ("in.wasm out --parts a=b", "'--parts' is not known"),
        ] {
            assert!(parse(line).unwrap_err().starts_with(reason), "{line}");
        }
        assert!(parse("--help").unwrap().is_none());
    }
}
