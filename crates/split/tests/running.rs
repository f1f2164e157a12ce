//! Modules that are split, checked and run.

#![allow(clippy::unwrap_used, clippy::expect_used)]

use split::{Less, Output, PartAsked, split};
use wasmi::{Engine, Instance, Linker, Module, Store};

/// What the modules and their functions leave: the numbers that JavaScript, played by the test, was given.
type Told = Vec<i32>;

struct World {
    store: Store<Told>,
    linker: Linker<Told>,
    primary: Instance,
    outputs: Vec<Output>,
}

fn asked(parts: &[(&str, &str)]) -> Vec<PartAsked> {
    parts
        .iter()
        .map(|(name, pattern)| PartAsked { name: (*name).into(), pattern: (*pattern).into(), ..PartAsked::default() })
        .collect()
}

fn two_parts() -> Vec<PartAsked> {
    asked(&[("map", "lazy::map::"), ("compare", "lazy::compare::")])
}

impl World {
    /// Splits a text module and loads its first module.
    fn of(text: &str, parts: &[PartAsked]) -> World {
        World::with_less(text, parts, &Less::default())
    }

    /// The same with something left out.
    fn with_less(text: &str, parts: &[PartAsked], less: &Less) -> World {
        let bytes = wat::parse_str(text).unwrap();
        let outputs = split(&bytes, parts, less).unwrap().outputs;
        assert_eq!(outputs, split(&bytes, parts, less).unwrap().outputs, "not the same every time");
        let engine = Engine::default();
        let mut store = Store::new(&engine, Told::new());
        let mut linker = Linker::new(&engine);
        linker
            .func_wrap("js", "tell", |mut caller: wasmi::Caller<'_, Told>, number: i32| caller.data_mut().push(number))
            .unwrap();
        let module = Module::new(&engine, &outputs[0].bytes).unwrap();
        let primary = linker.instantiate_and_start(&mut store, &module).unwrap();
        linker.instance(&mut store, "p", primary).unwrap();
        World { store, linker, primary, outputs }
    }

    fn load(&mut self, name: &str) -> Instance {
        let output = self.outputs.iter().find(|output| output.name == name).expect("the part was written");
        let module = Module::new(self.linker.engine(), &output.bytes).unwrap();
        let part = self.linker.instantiate_and_start(&mut self.store, &module).unwrap();
        self.linker.instance(&mut self.store, name, part).unwrap();
        part
    }

    fn call(&mut self, name: &str, argument: i32) -> Result<i32, String> {
        let function = self.primary.get_typed_func::<i32, i32>(&self.store, name).unwrap();
        function.call(&mut self.store, argument).map_err(|error| error.to_string())
    }

    fn files(&self) -> Vec<(&str, usize)> {
        self.outputs.iter().map(|output| (output.name.as_str(), output.functions)).collect()
    }

    fn needs(&self, name: &str) -> &[String] {
        &self.outputs.iter().find(|output| output.name == name).expect("the part was written").needs
    }

    /// The functions from the split module that a file holds, in the order of their names.
    fn holds(&self, name: &str) -> Vec<&str> {
        let output = self.outputs.iter().find(|output| output.name == name).expect("the part was written");
        let mut names: Vec<&str> = output.contents.iter().map(|(name, _)| name.as_str()).collect();
        names.sort_unstable();
        names
    }
}

#[test]
fn a_call_stops_the_program_before_the_part_is_loaded_and_works_afterwards() {
    let text = r#"(module
        (table 1 1 funcref)
        (func (export "show") (param i32) (result i32) (call $page::lazy::map::show (local.get 0)))
        (func $page::lazy::map::show (param i32) (result i32) (call $only_there (i32.add (local.get 0) (i32.const 1))))
        (func $only_there (param i32) (result i32) (i32.mul (local.get 0) (i32.const 10)))
        (func $never_called))"#;
    let mut world = World::of(text, &asked(&[("map", "lazy::map::")]));
    // The first module holds the exported function, the door and what fills slots.
    assert_eq!(world.files(), [("primary", 3), ("map", 2)]);
    assert_eq!(world.outputs[0].doors, ["page::lazy::map::show"]);
    assert!(world.call("show", 4).is_err());
    world.load("map");
    assert_eq!(world.call("show", 4), Ok(50));
}

/// Code that does nothing, of about so many bytes: what it stands in is large.
fn ballast(bytes: usize) -> String {
    "(drop (i32.const 0))".repeat(bytes.div_ceil(3))
}

#[test]
fn what_two_parts_need_is_shared_and_what_the_first_module_needs_stays() {
    let ballast = ballast(3_000);
    let text = format!(
        r#"(module
        (table 1 1 funcref)
        (func (export "map") (param i32) (result i32) (call $lazy::map::show (local.get 0)))
        (func (export "compare") (param i32) (result i32) (call $lazy::compare::show (local.get 0)))
        (func (export "first") (param i32) (result i32) (call $common (local.get 0)))
        (func $lazy::map::show (param i32) (result i32) (call $both (call $common (local.get 0))))
        (func $lazy::compare::show (param i32) (result i32) (i32.sub (i32.const 0) (call $both (local.get 0))))
        (func $both (param i32) (result i32) {ballast} (call $common (call $deeper (local.get 0))))
        (func $deeper (param i32) (result i32) (i32.mul (local.get 0) (i32.const 2)))
        (func $common (param i32) (result i32) {ballast} (i32.add (local.get 0) (i32.const 1))))"#
    );
    let mut world = World::of(&text, &two_parts());
    assert_eq!(world.holds("shared-1"), ["both", "deeper"]);
    assert_eq!(world.holds("map"), ["lazy::map::show"]);
    assert_eq!(
        world.outputs.iter().map(|output| output.name.as_str()).collect::<Vec<_>>(),
        ["primary", "shared-1", "map", "compare"]
    );
    assert_eq!(world.needs("map"), ["shared-1"]);
    assert_eq!(world.needs("shared-1"), [""; 0]);
    assert_eq!(world.call("first", 5), Ok(6));
    world.load("shared-1");
    world.load("compare");
    assert_eq!(world.call("compare", 5), Ok(-11));
    assert!(world.call("map", 5).is_err());
    world.load("map");
    assert_eq!(world.call("map", 5), Ok(13));
}

#[test]
fn the_little_that_two_parts_need_is_in_each_with_its_constants() {
    let text = r#"(module
        (memory 1)
        (table 1 1 funcref)
        (data (i32.const 1024) "Both say this.")
        (func (export "map") (param i32) (result i32) (call $lazy::map::show (local.get 0)))
        (func (export "compare") (param i32) (result i32) (call $lazy::compare::show (local.get 0)))
        (func $lazy::map::show (param i32) (result i32) (call $both (local.get 0)))
        (func $lazy::compare::show (param i32) (result i32) (i32.sub (i32.const 0) (call $both (local.get 0))))
        (func $both (param i32) (result i32) (i32.add (i32.load8_u (i32.const 1024)) (local.get 0))))"#;
    let mut world = World::of(text, &two_parts());
    assert_eq!(world.files(), [("primary", 5), ("map", 2), ("compare", 2)]);
    assert!(!holds_text(&world, "Both"));
    world.load("compare");
    assert_eq!(world.call("compare", 5), Ok(-i32::from(b'B') - 5));
    world.load("map");
    assert_eq!(world.call("map", 5), Ok(i32::from(b'B') + 5));
}

/// Three parts with what all, two pairs and each alone need: `$all` is called from what two need and the other way round
/// through the table; `$little` is needed by all and small.
fn three_parts() -> String {
    let ballast = ballast(3_000);
    format!(
        r#"(module
        (type $f (func (param i32) (result i32)))
        (memory 1)
        (table 7003 7003 funcref)
        (elem (i32.const 7001) func $by_slot $little)
        (data $.rodata.numbers (i32.const 1024) "\01\02\03\04\05\06\07\08")
        (data $.data.counter (i32.const 2048) "\00\00\00\01")
        (func (export "map") (type $f) (call $lazy::map::show (local.get 0)))
        (func (export "compare") (type $f) (call $lazy::compare::show (local.get 0)))
        (func (export "table") (type $f) (call $lazy::table::show (local.get 0)))
        (func (export "look") (type $f) (i32.load8_u (local.get 0)))
        (func $lazy::map::show (type $f) (call $all (call $pair (call $little (local.get 0)))))
        (func $lazy::compare::show (type $f) (call $pair (local.get 0)))
        (func $lazy::table::show (type $f)
            (i32.add (call_indirect (type $f) (local.get 0) (i32.const 7002)) (call $all (local.get 0))))
        (func $pair (type $f) {ballast}
            (i32.add (i32.const 10) (call $all (call $little (call_indirect (type $f) (local.get 0) (i32.const 7001))))))
        (func $by_slot (type $f) (i32.add (local.get 0) (i32.load8_u (i32.const 1024))))
        (func $all (type $f) {ballast} (i32.mul (local.get 0) (i32.load8_u (i32.const 1025))))
        (func $little (type $f)
            (i32.store8 (i32.const 2048) (i32.add (i32.load8_u (i32.const 2048)) (i32.const 1)))
            (i32.add (local.get 0) (i32.const 100))))"#
    )
}

#[test]
fn each_part_loads_what_it_needs_and_calls_lead_from_what_few_need_to_what_more_need() {
    let parts = asked(&[("map", "lazy::map::"), ("compare", "lazy::compare::"), ("table", "lazy::table::")]);
    let less = Less { sparse: true, ..Less::default() };
    let text = three_parts();
    let mut world = World::with_less(&text, &parts, &less);
    let names: Vec<&str> = world.outputs.iter().map(|output| output.name.as_str()).collect();
    assert_eq!(names, ["primary", "shared-1", "shared-2", "map", "compare", "table"]);
    assert_eq!(world.holds("shared-1"), ["all", "little"]);
    assert_eq!(world.holds("shared-2"), ["by_slot", "pair"]);
    assert_eq!(world.needs("table"), ["shared-1"]);
    assert_eq!(world.needs("map"), ["shared-1", "shared-2"]);
    assert_eq!(world.needs("shared-2"), ["shared-1"]);
    assert_eq!(world.call("look", 1024), Ok(0), "constants come with the parts");
    assert_eq!(world.call("look", 2051), Ok(0), "so does what one module holds, with all that may change it");
    world.load("shared-1");
    world.load("table");
    assert_eq!(world.call("table", 5), Ok(105 + 10));
    assert_eq!(world.call("look", 2048), Ok(1));
    world.load("shared-2");
    world.load("compare");
    assert_eq!(world.call("compare", 5), Ok(10 + (5 + 1 + 100) * 2));
    world.load("map");
    assert_eq!(world.call("map", 5), Ok((10 + (105 + 1 + 100) * 2) * 2));
    assert_eq!(world.call("look", 2048), Ok(4), "what changed is not written over");
}

#[test]
fn a_part_that_comes_after_another_finds_there_what_both_need() {
    let text = r#"(module
        (memory 1)
        (table 1 1 funcref)
        (data (i32.const 1024) "Both say this.")
        (func (export "map") (param i32) (result i32) (call $lazy::map::show (local.get 0)))
        (func (export "tiles") (param i32) (result i32) (call $lazy::tiles::show (local.get 0)))
        (func $lazy::map::show (param i32) (result i32)
            (if (result i32) (local.get 0)
                (then (call $lazy::tiles::show (local.get 0)))
                (else (call $both (local.get 0)))))
        (func $lazy::tiles::show (param i32) (result i32) (i32.sub (i32.const 0) (call $both (local.get 0))))
        (func $both (param i32) (result i32) (i32.add (i32.load8_u (i32.const 1024)) (local.get 0))))"#;
    let mut parts = asked(&[("tiles", "lazy::tiles::"), ("map", "lazy::map::")]);
    parts[0].after = Some("map".to_owned());
    let mut world = World::of(text, &parts);
    assert_eq!(world.files(), [("primary", 5), ("map", 2), ("tiles", 1)]);
    assert_eq!(world.needs("tiles"), ["map"]);
    world.load("map");
    assert_eq!(world.call("map", 0), Ok(i32::from(b'B')));
    assert!(world.call("map", 1).is_err());
    world.load("tiles");
    assert_eq!(world.call("map", 1), Ok(-i32::from(b'B') - 1));
}

/// A function that several parts ask for together is entered from outside, whichever of them is there.
#[test]
fn what_several_parts_ask_for_together_is_there_with_each() {
    let text = r#"(module
        (table 1 1 funcref)
        (func (export "read") (param i32) (result i32) (call $lazy::file::read (local.get 0)))
        (func (export "map") (param i32) (result i32) (call $lazy::map::show (local.get 0)))
        (func (export "table") (param i32) (result i32) (call $lazy::table::show (local.get 0)))
        (func $lazy::file::read (param i32) (result i32) (i32.add (local.get 0) (i32.const 5)))
        (func $lazy::map::show (param i32) (result i32) (local.get 0))
        (func $lazy::table::show (param i32) (result i32) (call $lazy::file::read (local.get 0))))"#;
    let parts = [("map", "lazy::map::"), ("table", "lazy::table::"), ("table+map", "lazy::file::")];
    for part in ["map", "table"] {
        let mut world = World::of(text, &asked(&parts));
        assert_eq!(world.outputs[0].doors.len(), 3);
        assert!(world.call("read", 1).is_err());
        world.load(part);
        assert_eq!(world.call("read", 1), Ok(6));
    }
}

#[test]
fn constants_that_the_linker_names_so_come_with_each_part_and_what_may_change_stays() {
    let text = r#"(module
        (memory 1)
        (table 1 1 funcref)
        (data $.rodata.numbers (i32.const 1024) "\01\02\03\04")
        (data $.data.counter (i32.const 1088) "\05\06\07\08")
        (func (export "map") (param i32) (result i32) (call $lazy::map::show (local.get 0)))
        (func (export "compare") (param i32) (result i32) (call $lazy::compare::show (local.get 0)))
        (func (export "look") (param i32) (result i32) (i32.load8_u (local.get 0)))
        (func $lazy::map::show (param i32) (result i32)
            (i32.add (i32.load8_u (i32.const 1024)) (i32.load8_u (i32.const 1088))))
        (func $lazy::compare::show (param i32) (result i32)
            (i32.mul (i32.load8_u (i32.const 1025)) (i32.load8_u (i32.const 1089)))))"#;
    let mut world = World::of(text, &two_parts());
    assert_eq!(world.call("look", 1024), Ok(0));
    assert_eq!(world.call("look", 1088), Ok(5));
    world.load("map");
    assert_eq!(world.call("map", 0), Ok(6));
    world.load("compare");
    assert_eq!(world.call("compare", 0), Ok(12));
}

#[test]
fn a_function_in_the_table_keeps_its_slot_and_is_there_once_its_part_is_loaded() {
    let text = r#"(module
        (type $f (func (param i32) (result i32)))
        (table 5 5 funcref)
        (elem (i32.const 1) func $plain $lazy::map::drop $other $lazy::map::format)
        (func (export "through") (param i32) (result i32)
            (call_indirect (type $f) (i32.const 7) (local.get 0)))
        (func (export "direct") (param i32) (result i32) (call $lazy::map::format (local.get 0)))
        (func $plain (type $f) (i32.const 100))
        (func $other (type $f) (call $for_others (local.get 0)))
        (func $for_others (type $f) (i32.const 300))
        (func $lazy::map::drop (type $f) (call $lazy::map::inner (local.get 0)))
        (func $lazy::map::inner (type $f) (call_indirect (type $f) (local.get 0) (i32.const 1)))
        (func $lazy::map::format (type $f) (i32.add (local.get 0) (i32.const 400))))"#;
    let mut world = World::of(text, &asked(&[("map", "lazy::map::")]));
    assert_eq!(world.call("through", 1), Ok(100));
    assert_eq!(world.call("through", 3), Ok(300));
    for slot in [2, 4] {
        assert!(world.call("through", slot).is_err());
    }
    assert!(world.call("direct", 1).is_err());
    world.load("map");
    assert_eq!(world.call("through", 2), Ok(100));
    assert_eq!(world.call("through", 4), Ok(407));
    assert_eq!(world.call("direct", 1), Ok(401));
    assert_eq!(world.outputs[0].doors, ["lazy::map::format"], "a door that nobody goes through");
    let table = world.primary.get_table(&world.store, "_t0").unwrap();
    assert_eq!(table.size(&world.store), 5, "a slot that was there already is used");
}

#[test]
fn memory_globals_and_data_are_the_same_everywhere() {
    let text = r#"(module
        (memory (export "memory") 1)
        (global $unused (mut i64) (i64.const 0))
        (global $stack (mut i32) (i32.const 1000))
        (global $step i32 (i32.const 16))
        (table 1 1 funcref)
        (data (i32.const 8) "\2a")
        (func (export "run") (param i32) (result i32)
            (global.set $stack (i32.sub (global.get $stack) (global.get $step)))
            (i32.store (global.get $stack) (local.get 0))
            (i32.add (call $lazy::map::show) (global.get $stack)))
        (func $lazy::map::show (result i32)
            (global.set $stack (i32.add (global.get $stack) (global.get $step)))
            (i32.add
                (i32.load8_u (i32.const 8))
                (i32.load (i32.sub (global.get $stack) (i32.const 16))))))"#;
    let mut world = World::of(text, &asked(&[("map", "lazy::map::")]));
    world.load("map");
    assert_eq!(world.call("run", 5), Ok(42 + 5 + 1000));
    // Table, memory and two globals: the other global is not used.
    assert_eq!(world.outputs[1].imports, 4);
}

#[test]
fn what_the_first_module_imports_is_lent_to_parts() {
    let text = r#"(module
        (import "js" "tell" (func $tell (param i32)))
        (table 1 1 funcref)
        (func (export "run") (param i32) (result i32) (call $lazy::map::show (local.get 0)) (local.get 0))
        (func $lazy::map::show (param i32) (call $tell (local.get 0)) (call $twice (local.get 0)))
        (func $twice (param i32) (call $tell (i32.mul (local.get 0) (i32.const 2)))))"#;
    let mut world = World::of(text, &asked(&[("map", "lazy::map::")]));
    world.load("map");
    assert_eq!(world.call("run", 7), Ok(7));
    assert_eq!(*world.store.data(), [7, 14]);
}

#[test]
fn the_first_module_and_parts_may_call_each_other_in_turn() {
    let text = r#"(module
        (table 1 1 funcref)
        (func $even (export "even") (param i32) (result i32)
            (if (result i32) (i32.eqz (local.get 0))
                (then (i32.const 1))
                (else (call $lazy::map::odd (i32.sub (local.get 0) (i32.const 1))))))
        (func $lazy::map::odd (param i32) (result i32)
            (if (result i32) (i32.eqz (local.get 0))
                (then (i32.const 0))
                (else (call $lazy::compare::even (i32.sub (local.get 0) (i32.const 1))))))
        (func $lazy::compare::even (param i32) (result i32) (call $even (local.get 0))))"#;
    let mut world = World::of(text, &two_parts());
    world.load("map");
    assert_eq!(world.call("even", 0), Ok(1));
    assert_eq!(world.call("even", 1), Ok(0));
    assert!(world.call("even", 2).is_err());
    world.load("compare");
    assert_eq!(world.call("even", 10), Ok(1));
    assert_eq!(world.call("even", 11), Ok(0));
}

#[test]
fn shared_code_enters_a_part_through_its_door() {
    let ballast = ballast(3_000);
    let text = format!(
        r#"(module
        (table 1 1 funcref)
        (func (export "map") (param i32) (result i32) (call $lazy::map::show (local.get 0)))
        (func (export "compare") (param i32) (result i32) (call $lazy::compare::show (local.get 0)))
        (func $lazy::map::show (param i32) (result i32) (call $both (local.get 0)))
        (func $lazy::map::inner (param i32) (result i32) (i32.add (local.get 0) (i32.const 1)))
        (func $lazy::compare::show (param i32) (result i32) (call $both (local.get 0)))
        (func $both (param i32) (result i32) {ballast} (call $lazy::map::inner (local.get 0))))"#
    );
    let mut world = World::of(&text, &two_parts());
    world.load("shared-1");
    world.load("compare");
    assert!(world.call("compare", 1).is_err());
    world.load("map");
    assert_eq!(world.call("compare", 1), Ok(2));
    assert_eq!(world.call("map", 1), Ok(2));
}

#[test]
fn functions_are_referenced_across_modules() {
    let text = r#"(module
        (type $f (func (param i32) (result i32)))
        (table $other 4 externref)
        (table $functions 4 funcref)
        (elem declare func $plain $lazy::map::show)
        (func (export "run") (param i32) (result i32)
            (table.set $functions (i32.const 0) (ref.func $lazy::map::show))
            (call_indirect $functions (type $f) (local.get 0) (i32.const 0)))
        (func $lazy::map::show (type $f)
            (table.set $functions (i32.const 1) (ref.func $plain))
            (table.set $functions (i32.const 2) (ref.func $lazy::map::own))
            (table.set $other (i32.const 3) (ref.null extern))
            (i32.add
                (call_indirect $functions (type $f) (local.get 0) (i32.const 1))
                (call_indirect $functions (type $f) (local.get 0) (i32.const 2))))
        (func $plain (type $f) (i32.mul (local.get 0) (i32.const 3)))
        (elem declare func $lazy::map::own)
        (func $lazy::map::own (type $f) (i32.mul (local.get 0) (i32.const 100))))"#;
    let mut world = World::of(text, &asked(&[("map", "lazy::map::")]));
    assert!(world.call("run", 2).is_err());
    world.load("map");
    assert_eq!(world.call("run", 2), Ok(206));
}

#[test]
fn exports_and_segments_without_a_known_place_lead_to_doors() {
    let text = r#"(module
        (type $f (func (param i32) (result i32)))
        (table 2 2 funcref)
        (elem $later func $lazy::map::passive)
        (func (export "copy") (param i32) (result i32)
            (table.init $later (i32.const 1) (i32.const 0) (i32.const 1))
            (call_indirect (type $f) (local.get 0) (i32.const 1)))
        (func $lazy::map::passive (type $f) (i32.const 5))
        (func $lazy::map::exported (export "exported") (type $f) (i32.add (local.get 0) (i32.const 6))))"#;
    let mut world = World::of(text, &asked(&[("map", "lazy::map::")]));
    assert!(world.call("copy", 0).is_err());
    assert!(world.call("exported", 0).is_err());
    world.load("map");
    assert_eq!(world.call("copy", 0), Ok(5));
    assert_eq!(world.call("exported", 1), Ok(7));
}

#[test]
fn all_parameters_and_results_pass_through_a_door() {
    let text = r#"(module
        (table 1 1 funcref)
        (func (export "run") (param i32) (result i32) (local f64 i64)
            (call $lazy::map::swap (i64.extend_i32_s (local.get 0)) (f64.const 2.5) (local.get 0))
            (local.set 2) (local.set 1)
            (i32.add (i32.wrap_i64 (local.get 2)) (i32.trunc_f64_s (local.get 1))))
        (func $lazy::map::swap (param i64 f64 i32) (result f64 i64)
            (f64.mul (local.get 1) (f64.convert_i32_s (local.get 2)))
            (i64.mul (local.get 0) (i64.const 100))))"#;
    let mut world = World::of(text, &asked(&[("map", "lazy::map::")]));
    world.load("map");
    assert_eq!(world.call("run", 4), Ok(410));
}

#[test]
fn exports_in_addition_keep_clear_of_names_that_are_there() {
    let text = r#"(module
        (table 1 1 funcref)
        (func (export "_f0") (param i32) (result i32) (call $lazy::map::show (local.get 0)))
        (func $lazy::map::show (param i32) (result i32) (call $one (call $named (local.get 0))))
        (func $keeps (export "_f2") (param i32) (result i32) (call $one (local.get 0)))
        (func $named (export "named") (param i32) (result i32) (i32.mul (local.get 0) (i32.const 3)))
        (func $one (param i32) (result i32) (i32.add (local.get 0) (i32.const 1))))"#;
    let mut world = World::of(text, &asked(&[("map", "lazy::map::")]));
    world.load("map");
    assert_eq!(world.call("_f0", 2), Ok(7));
    assert_eq!(world.call("_f1", 2), Ok(3));
    assert_eq!(world.call("_f2", 2), Ok(3));
}

#[test]
fn a_function_that_two_parts_ask_for_is_an_entry_of_neither() {
    let text = r#"(module
        (table 1 1 funcref)
        (func (export "run") (param i32) (result i32) (call $build<lazy::map::View/lazy::compare::View> (local.get 0)))
        (func $build<lazy::map::View/lazy::compare::View> (param i32) (result i32)
            (if (result i32) (local.get 0)
                (then (call $lazy::map::show (local.get 0)))
                (else (call $lazy::compare::show (local.get 0)))))
        (func $lazy::map::show (param i32) (result i32) (i32.const 1))
        (func $lazy::compare::show (param i32) (result i32) (i32.const 2)))"#;
    let mut world = World::of(text, &two_parts());
    assert_eq!(world.files(), [("primary", 5), ("map", 1), ("compare", 1)]);
    world.load("map");
    assert_eq!(world.call("run", 1), Ok(1));
    assert!(world.call("run", 0).is_err());
}

#[test]
fn what_gives_way_leaves_what_the_first_module_calls_and_takes_what_tables_name() {
    let text = r#"(module
        (type $one (func (param i32) (result i32)))
        (table 2 2 funcref)
        (elem (i32.const 0) $drop_of_grid::Rows $grid::closure)
        (func (export "first") (param i32) (result i32) (call $drop_of_grid::Rows (local.get 0)))
        (func (export "show") (param i32) (result i32) (call $lazy::grid::start (local.get 0)))
        (func $lazy::grid::start (param i32) (result i32)
            (call_indirect (type $one) (call $drop_of_grid::Rows (local.get 0)) (i32.const 1)))
        (func $drop_of_grid::Rows (param i32) (result i32) (i32.add (local.get 0) (i32.const 1)))
        (func $grid::closure (param i32) (result i32) (i32.mul (local.get 0) (i32.const 3))))"#;
    let mut parts = asked(&[("table", "lazy::grid::"), ("table", "grid::")]);
    parts[1].gives_way = true;
    let mut world = World::of(text, &parts);
    assert_eq!(world.holds("table"), ["grid::closure", "lazy::grid::start"]);
    assert_eq!(world.call("first", 5), Ok(6));
    assert!(world.call("show", 5).is_err());
    world.load("table");
    assert_eq!(world.call("show", 5), Ok(18));
}

#[test]
fn what_one_part_needs_goes_with_it_and_whatever_else_is_named_stays() {
    let text = r#"(module
        (memory (export "memory") 1)
        (table 1 1 funcref)
        (data (i32.const 1024) "Only the map says this.")
        (data (i32.const 1088) "Everybody says this one.")
        (data (i32.const 1152) "Nobody's pointer leads to this.")
        (data (i32.const 1216) "\80\04\00\00")
        (data (i32.const 1280) "\01\02\03\04\05\06\07\08")
        (data (i32.const 1344) "\80\05\00\00")
        (data (i32.const 1408) "By the map's pointer.")
        (data (i32.const 1472) "\09\08\07\06")
        (func (export "show") (param i32) (result i32) (call $lazy::map::show (local.get 0)))
        (func (export "first") (param i32) (result i32)
            (drop (i32.load8_u offset=1464 (local.get 0)))
            (i32.load8_u (i32.add (local.get 0) (i32.const 1088))))
        (func (export "peek") (param i32) (result i32) (i32.load8_u (local.get 0)))
        (func $lazy::map::show (param i32) (result i32)
            (drop (i32.load8_u (i32.const 1152)))
            (drop (i32.load8_u (i32.const 1472)))
            (i32.add
                (i32.add (i32.load8_u (i32.const 1024)) (i32.load8_u (i32.load (i32.const 1344))))
                (i32.add (i32.load8_u (i32.const 1088)) (i32.load8_u offset=1280 (i32.const 0))))))"#;
    let mut world = World::of(text, &asked(&[("map", "lazy::map::")]));
    for moved in [1024, 1280, 1344, 1408] {
        assert_eq!(world.call("peek", moved), Ok(0), "what is at {moved} is not there yet");
    }
    assert_eq!(world.call("first", 0), Ok(i32::from(b'E')));
    assert_eq!(
        world.call("peek", 1152),
        Ok(i32::from(b'N')),
        "what a segment points to that nobody seems to need stays"
    );
    assert_eq!(world.call("peek", 1472), Ok(9), "a table that the first module names from before its start stays");
    world.load("map");
    assert_eq!(world.call("peek", 1024), Ok(i32::from(b'O')));
    assert_eq!(world.call("show", 0), Ok(i32::from(b'O') + i32::from(b'B') + i32::from(b'E') + 1));
}

#[test]
fn what_stays_between_two_texts_of_a_part_is_not_written_over() {
    let text = r#"(module
        (memory (export "memory") 1)
        (table 1 1 funcref)
        (data (i32.const 1024) "Only the map says this.....")
        (data (i32.const 1051) "shared!")
        (data (i32.const 1058) "And the map says this as well.")
        (func (export "show") (param i32) (result i32) (call $lazy::map::show (local.get 0)))
        (func (export "shared") (param i32) (result i32) (i32.load8_u offset=1051 (local.get 0)))
        (func $lazy::map::show (param i32) (result i32)
            (i32.add (i32.load8_u (i32.const 1024)) (i32.load8_u (i32.const 1080)))))"#;
    let mut world = World::of(text, &asked(&[("map", "lazy::map::")]));
    assert_eq!(world.call("shared", 0), Ok(i32::from(b's')));
    world.load("map");
    assert_eq!(world.call("shared", 0), Ok(i32::from(b's')));
    assert_eq!(world.call("shared", 6), Ok(i32::from(b'!')));
}

#[test]
fn a_text_that_two_parts_need_comes_with_each_and_what_is_no_text_stays() {
    let text = r#"(module
        (memory (export "memory") 1)
        (table 1 1 funcref)
        (data (i32.const 1024) "Both say this.")
        (data (i32.const 1088) "All say this.")
        (data (i32.const 1152) "\01\02\03\04")
        (func (export "map") (param i32) (result i32) (call $lazy::map::show (local.get 0)))
        (func (export "table") (param i32) (result i32) (call $lazy::table::show (local.get 0)))
        (func (export "look") (param i32) (result i32) (i32.load8_u (local.get 0)))
        (func (export "all") (result i32) (i32.load8_u (i32.const 1088)))
        (func $lazy::map::show (param i32) (result i32)
            (i32.add (i32.load8_u (i32.const 1024)) (i32.add (i32.load8_u (i32.const 1088)) (i32.load8_u (i32.const 1152)))))
        (func $lazy::table::show (param i32) (result i32)
            (i32.add (i32.load8_u (i32.const 1024)) (i32.load8_u (i32.const 1152)))))"#;
    let mut world = World::of(text, &asked(&[("map", "lazy::map::"), ("table", "lazy::table::")]));
    assert_eq!(world.call("look", 1024), Ok(0), "it comes with the parts");
    assert_eq!(world.call("look", 1088), Ok(i32::from(b'A')));
    assert_eq!(world.call("look", 1152), Ok(1));
    world.load("table");
    assert_eq!(world.call("table", 0), Ok(i32::from(b'B') + 1));
    world.load("map");
    assert_eq!(world.call("map", 0), Ok(i32::from(b'B') + i32::from(b'A') + 1));
}

#[test]
fn what_halts_traps_and_what_was_said_of_it_goes() {
    let text = r#"(module
        (import "js" "tell" (func $tell (param i32)))
        (memory 1)
        (table 1 1 funcref)
        (data (i32.const 1024) "no such row: lib.rs")
        (data (i32.const 2048) "a word")
        (func (export "row") (param i32) (result i32)
            (if (i32.ge_u (local.get 0) (i32.const 3))
                (then (i32.store (i32.const 0) (i32.const 1024))
                    (call $core::panicking::panic_fmt (i32.const 1024) (i32.const 19)) (unreachable)))
            (call $tell (local.get 0))
            (i32.load8_u (i32.const 2048)))
        (func (export "show") (param i32) (result i32) (call $lazy::map::show))
        (func $lazy::map::show (result i32) (i32.const 1))
        (func $core::panicking::panic_fmt (param i32 i32) (call $say (local.get 0)) (unreachable))
        (func $say (param i32) (call $tell (i32.load8_u (local.get 0)))))"#;
    let parts = asked(&[("map", "lazy::map::")]);
    let told = World::of(text, &parts);
    assert!(holds_text(&told, "no such row") && told.holds("primary").contains(&"say"));
    let less = Less { halting: vec!["core::panicking::".to_owned()], ..Less::default() };
    let mut world = World::with_less(text, &parts, &less);
    assert!(!holds_text(&world, "no such row"), "the words of what halts are still there");
    assert!(holds_text(&world, "a word"));
    assert!(!world.holds("primary").contains(&"say"));
    assert_eq!(world.call("row", 2), Ok(97));
    assert!(world.call("row", 3).is_err());
    assert_eq!(world.store.data(), &[2], "what halts does nothing else");
}

fn holds_text(world: &World, text: &str) -> bool {
    world.outputs[0].bytes.windows(text.len()).any(|bytes| bytes == text.as_bytes())
}

#[test]
fn what_is_withheld_is_not_given_and_goes_with_what_it_alone_needs() {
    let text = r#"(module
        (table 1 1 funcref)
        (func (export "show") (param i32) (result i32) (call $lazy::map::show))
        (func (export "stream_pull") (call $only_there))
        (func $only_there)
        (func $lazy::map::show (result i32) (i32.const 1)))"#;
    let less = Less { withheld: vec!["stream_".to_owned()], ..Less::default() };
    let world = World::with_less(text, &asked(&[("map", "lazy::map::")]), &less);
    assert!(!world.holds("primary").contains(&"only_there"));
    assert!(world.primary.get_func(&world.store, "stream_pull").is_none());
    assert!(world.primary.get_func(&world.store, "show").is_some());
}

#[test]
fn short_names_are_told_and_parts_find_what_they_import() {
    let text = r#"(module
        (import "js" "__wbg_tell_0123456789abcdef" (func $tell (param i32)))
        (table 1 1 funcref)
        (func (export "__wbindgen_show") (param i32) (result i32) (call $tell (i32.const 1)) (call $lazy::map::show))
        (func $lazy::map::show (result i32) (call $tell (i32.const 2)) (i32.const 3)))"#;
    let bytes = wat::parse_str(text).unwrap();
    let less = Less { short: true, ..Less::default() };
    let split = split(&bytes, &asked(&[("map", "lazy::map::")]), &less).unwrap();
    let names = |names: &std::collections::BTreeMap<String, String>| {
        names.iter().map(|(former, new)| format!("{former} {new}")).collect::<Vec<_>>()
    };
    assert_eq!(names(&split.names.imports), ["__wbg_tell_0123456789abcdef a"]);
    assert_eq!(names(&split.names.exports), ["__wbindgen_show a"]);

    let engine = Engine::default();
    let mut store = Store::new(&engine, Told::new());
    let mut linker = Linker::new(&engine);
    let tell = |mut caller: wasmi::Caller<'_, Told>, number: i32| caller.data_mut().push(number);
    linker.func_wrap("js", "a", tell).unwrap();
    for output in &split.outputs {
        let module = Module::new(&engine, &output.bytes).unwrap();
        let instance = linker.instantiate_and_start(&mut store, &module).unwrap();
        if output.name == "primary" {
            linker.instance(&mut store, "p", instance).unwrap();
        }
    }
    let show = linker.get(&store, "p", "a").unwrap().into_func().unwrap();
    assert_eq!(show.typed::<i32, i32>(&store).unwrap().call(&mut store, 0).unwrap(), 3);
    assert_eq!(store.data(), &[1, 2]);
}

#[test]
fn functions_of_the_table_go_where_their_slots_are_named() {
    let text = r#"(module
        (type $f (func (result i32)))
        (memory 1)
        (table 7006 7006 funcref)
        (elem (i32.const 7001) func $by_first $by_part $by_data_of_part $by_nobody $by_data_of_nobody)
        (data (i32.const 1024) "\5b\1b\00\00")
        (data (i32.const 2048) "\5d\1b\00\00")
        (func (export "first") (param i32) (result i32)
            (i32.add (i32.load offset=7004 (i32.const 0)) (call_indirect (type $f) (i32.const 7001))))
        (func (export "part") (param i32) (result i32) (call $lazy::map::show (local.get 0)))
        (func (export "unseen") (param i32) (result i32) (call_indirect (type $f) (i32.load (local.get 0))))
        (func $lazy::map::show (param i32) (result i32)
            (i32.add (call_indirect (type $f) (i32.const 7002))
                (call_indirect (type $f) (i32.load (i32.const 1024)))))
        (func $by_first (type $f) (i32.const 1))
        (func $by_part (type $f) (i32.const 2))
        (func $by_data_of_part (type $f) (call $deeper))
        (func $deeper (type $f) (i32.const 30))
        (func $by_nobody (type $f) (i32.const 4))
        (func $by_data_of_nobody (type $f) (i32.const 5)))"#;
    let parts = asked(&[("map", "lazy::map::")]);
    let all_stay = World::of(text, &parts);
    assert!(["by_part", "by_nobody", "deeper"].iter().all(|name| all_stay.holds("primary").contains(name)));
    let less = Less { sparse: true, ..Less::default() };
    let mut world = World::with_less(text, &parts, &less);
    assert_eq!(world.holds("map"), ["by_data_of_part", "by_part", "deeper", "lazy::map::show"]);
    assert!(!world.holds("primary").contains(&"by_nobody"), "an offset that happens to be a slot names no function");
    assert_eq!(world.call("first", 0), Ok(1));
    assert_eq!(world.call("unseen", 2048), Ok(5), "data that no code is seen to need may be needed");
    assert!(world.call("part", 0).is_err());
    world.load("map");
    assert_eq!(world.call("part", 0), Ok(32));
}
