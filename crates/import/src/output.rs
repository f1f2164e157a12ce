//! Puts the dataset's files in place, or compares them with those that are there.

use crate::Built;
use std::io;
use std::path::{Path, PathBuf};

/// Writes all files to `folder`: each beside its place first, then all are moved, so that a failure to
/// write leaves the old ones whole.
///
/// # Errors
/// A file cannot be written or moved.
pub fn write(built: &Built, folder: &Path) -> io::Result<()> {
    let temporary = |name: &str| -> PathBuf { folder.join(format!(".{name}.new")) };
    for (name, text) in &built.files {
        if let Err(error) = std::fs::write(temporary(name), text) {
            for (name, _) in &built.files {
                // The first error is the one to tell; what is not there need not be removed.
                let _ = std::fs::remove_file(temporary(name));
            }
            return Err(error);
        }
    }
    for (name, _) in &built.files {
        std::fs::rename(temporary(name), folder.join(name))?;
    }
    Ok(())
}

/// The names of the files in `folder` that are not what was built.
pub fn differences(built: &Built, folder: &Path) -> Vec<&'static str> {
    let differs = |name: &str, text: &str| std::fs::read(folder.join(name)).ok().as_deref() != Some(text.as_bytes());
    built.files.iter().filter(|(name, text)| differs(name, text)).map(|(name, _)| *name).collect()
}
