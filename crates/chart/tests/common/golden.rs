//! Pictures held against expected ones. A changed picture is written beside the expected one as
//! `NAME.changed.svg`, for a person to look at both; `UPDATE_GOLDEN=1` accepts the new ones.

use chart::{Scene, Target, svg};
use std::path::PathBuf;

/// Holds the scene against the expected picture of this name. `address` is what was asked.
pub fn check(name: &str, address: &str, scene: &Scene) {
    let folder = PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/golden"));
    let expected = folder.join(format!("{name}.svg"));
    let changed = folder.join(format!("{name}.changed.svg"));
    let drawn = svg(scene, Target::File, "golden-");
    if std::env::var_os("UPDATE_GOLDEN").is_some() {
        std::fs::write(&expected, drawn).unwrap();
        let _ = std::fs::remove_file(&changed);
        return;
    }
    if std::fs::read_to_string(&expected).unwrap_or_default() == drawn {
        let _ = std::fs::remove_file(&changed);
        return;
    }
    std::fs::write(&changed, drawn).unwrap();
    panic!(
        "The picture of {address} changed. Compare {} with {}. If the new one is right, accept it: UPDATE_GOLDEN=1.",
        changed.display(),
        expected.display()
    );
}
