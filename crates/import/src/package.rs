//! `data/datapackage.json`: what the files are, after the Frictionless Data Package standard.

use serde::Serialize;
use sha2::{Digest, Sha256};

/// The sentence that the licence asks for.
pub const ATTRIBUTION: &str = "Source: Home Office, police recorded crime open data. Contains public sector \
                               information licensed under the Open Government Licence v3.0.";

/// A file of the dataset.
pub struct File<'a> {
    /// Name in the folder of the dataset.
    pub path: &'a str,
    /// What it holds.
    pub description: &'a str,
    /// Its bytes.
    pub text: &'a str,
}

/// A file from which the dataset was made.
pub struct Source<'a> {
    /// Name in the folder of sources.
    pub file: &'a str,
    /// Where it comes from.
    pub provenance: &'a str,
    /// Its bytes.
    pub bytes: &'a [u8],
}

/// The descriptor of a dataset of these files made from these sources.
pub fn describe(files: &[File<'_>], sources: &[Source<'_>]) -> impl Serialize {
    Package {
        schema: "https://datapackage.org/profiles/2.0/datapackage.json",
        name: "on-record",
        title: "Stalking recorded by the police in England and Wales",
        description: ATTRIBUTION,
        licenses: [License {
            name: "OGL-UK-3.0",
            path: "https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/",
            title: "Open Government Licence v3.0",
        }],
        sources: sources.iter().map(PackageSource::new).collect(),
        resources: files.iter().map(Resource::new).collect(),
    }
}

#[derive(Serialize)]
struct Package {
    #[serde(rename = "$schema")]
    schema: &'static str,
    name: &'static str,
    title: &'static str,
    description: &'static str,
    licenses: [License; 1],
    sources: Vec<PackageSource>,
    resources: Vec<Resource>,
}

#[derive(Serialize)]
struct License {
    name: &'static str,
    path: &'static str,
    title: &'static str,
}

#[derive(Serialize)]
struct PackageSource {
    title: String,
    description: String,
    bytes: usize,
    hash: String,
}

impl PackageSource {
    fn new(source: &Source<'_>) -> Self {
        Self {
            title: source.file.to_owned(),
            description: source.provenance.to_owned(),
            bytes: source.bytes.len(),
            hash: sha256(source.bytes),
        }
    }
}

#[derive(Serialize)]
struct Resource {
    name: String,
    path: String,
    description: String,
    format: &'static str,
    mediatype: &'static str,
    encoding: &'static str,
    bytes: usize,
    hash: String,
}

impl Resource {
    fn new(file: &File<'_>) -> Self {
        let (name, end) = file.path.rsplit_once('.').unwrap_or((file.path, ""));
        let is_json = end == "json";
        Self {
            name: name.to_owned(),
            path: file.path.to_owned(),
            description: file.description.to_owned(),
            format: if is_json { "json" } else { "txt" },
            mediatype: if is_json { "application/json" } else { "text/plain" },
            encoding: "utf-8",
            bytes: file.text.len(),
            hash: sha256(file.text.as_bytes()),
        }
    }
}

fn sha256(bytes: &[u8]) -> String {
    let digits: String = Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect();
    format!("sha256:{digits}")
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_hash_is_the_one_everybody_computes() {
        assert_eq!(super::sha256(b"abc"), "sha256:ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    }
}
