//! A small country of five forces, whose tables a test changes before it is imported.

// Helpers of a test fail as the test does; each test file uses its own part of them.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, dead_code)]

use import::{Built, ImportError};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::io::Write;
use std::path::PathBuf;
use std::sync::atomic::{AtomicUsize, Ordering};

pub const HEADINGS: [&str; 8] = [
    "Financial Year",
    "Financial Quarter",
    "Force Name",
    "Offence Description",
    "Offence Group",
    "Offence Subgroup",
    "Offence Code",
    "Number of Offences",
];
/// As the tables name them.
pub const FORCES: [&str; 5] =
    ["Kent", "London, City of", "Devon & Cornwall", "North Wales", "British Transport Police"];
pub const NUMBER: usize = 7;

pub type Rows = Vec<Vec<String>>;

pub struct World {
    /// The table of recorded offences: headings, then rows. Row 2 is 2019/20 Q4, Kent, 8Q: 10.
    pub rows: Rows,
    /// Other source files; one named `recorded.csv` is used instead of the rows.
    pub files: BTreeMap<String, Vec<u8>>,
    pub manifest: Value,
}

pub fn row(cells: [&str; 8]) -> Vec<String> {
    cells.map(str::to_owned).to_vec()
}

/// Rows of every force: 8Q and 8L in both quarters, 8U in the second, when it is an offence.
fn rows() -> Rows {
    let mut rows = vec![row(HEADINGS)];
    let mut count = 10;
    for (year, quarter, codes) in [("2019/20", "4", &["8Q", "8L"][..]), ("2020/21", "1", &["8Q", "8L", "8U"][..])] {
        for force in FORCES {
            for code in codes {
                rows.push(row([year, quarter, force, "x", "x", "x", code, &count.to_string()]));
                count += 1;
            }
        }
    }
    rows
}

impl World {
    pub fn new() -> Self {
        let files = [
            (
                "forces.csv",
                "pfa_code,ons_name,official_name,data_police_uk_id,region_code,region_name,country\n\
                 E23000032,Kent,Kent Police,kent,E12000008,South East,England\n\
                 E23000034,City of London,City of London Police,city-of-london,E12000007,London,England\n\
                 E23000035,Devon and Cornwall,Devon & Cornwall Police,devon-and-cornwall,E12000009,South West,England\n\
                 W15000001,North Wales,North Wales Police,north-wales,W92000004,Wales,Wales\n\
                 ,British Transport Police,British Transport Police,btp,,,Non-territorial\n",
            ),
            (
                "population.csv",
                "pfa_code,name,2019,2020\n\
                 E23000032,Kent,1800,\"1,850\"\n\
                 E23000034,City of London,7,8\n\
                 E23000035,Devon & Cornwall,1700,1710\n\
                 W15000001,North Wales,600,610\n",
            ),
            (
                "outcomes.csv",
                "force,financial_year,outcomes,charged_or_summonsed,evidential_difficulties_victim_supports,\
                 evidential_difficulties_victim_does_not_support,status\n\
                 All forces,2019/20,100,21,12,33,reported\n\
                 Kent,2019/20,50,10,5,20,reported\n\
                 \"London, City of\",2019/20,10,1,2,3,reported\n\
                 Devon & Cornwall,2019/20,40,10,5,10,reported\n\
                 North Wales,2019/20,,,,,not_supplied\n\
                 British Transport Police,2019/20,0,0,0,0,reported\n",
            ),
            (
                "changes.csv",
                "date,kind,effect,what,source\n\
                 2018-04-01,recording,rise,\"More is counted\",example.org/rules/page\n\
                 2014-04-01,recording,series_start,\"Stalking is counted.\",example.org (as above)\n\
                 2020-05-01,missing,missing,\"Kent sent nothing\",example.net\n",
            ),
            (
                "boundaries.json",
                r#"{"type":"Topology",
"arcs":[
 [[0.5,51],[0.5,51.5]],
 [[0.5,51.5],[1,51.5],[1,51],[0.5,51]],
 [[0.5,51.5],[0,51.5],[0,51],[0.5,51]],
 [[-4,50],[-3,50],[-3,50.5],[-4,50.5],[-4,50]],
 [[-4,53],[-3,53],[-3,53.2],[-4,53.2],[-4,53]],
 [[-5,50],[-4.9999,50],[-4.9999,50.0001],[-5,50]],
 [[-3.6,50.2],[-3.4,50.2],[-3.4,50.3],[-3.6,50.3],[-3.6,50.2]]
],
"objects":{"pfa":{"type":"GeometryCollection","geometries":[
 {"type":"Polygon","id":"E23000032","arcs":[[0,1]]},
 {"type":"Polygon","id":"E23000034","arcs":[[0,2]]},
 {"type":"MultiPolygon","id":"E23000035","arcs":[[[5]],[[3],[6]]]},
 {"type":"Polygon","id":"W15000001","arcs":[[4]]}
]}}}"#,
            ),
            (
                "tiles.json",
                r#"{"layout":"odd-r","hexes":{"E23000032":{"q":3,"r":0},"E23000034":{"q":2,"r":0},
"E23000035":{"q":0,"r":0},"W15000001":{"q":1,"r":1}}}"#,
            ),
        ];
        let manifest = json!({
            "format": "on-record/sources",
            "version": 1,
            "offences": [
                {"code": "8Q", "name": "Stalking", "since": "2014-04"},
                {"code": "8L", "name": "Harassment"},
                {"code": "8U", "name": "Controlling and coercive behaviour", "since": "2020-04"}
            ],
            "releases": [
                {"name": "to-2020-06", "file": "recorded.csv", "from": "2020-01", "to": "2020-06", "provenance": "p"}
            ],
            "outcomes": {"file": "outcomes.csv", "offence": "8Q", "provenance": "p"},
            "population": {"file": "population.csv", "revised_from": [2020], "provenance": "p"},
            "forces": {
                "file": "forces.csv",
                "region_names": {"E12000008": "The South East"},
                "aliases": {"Devon and Cornwall": ["Devon"], "British Transport Police": ["BTP"]},
                "no_rate": {"British Transport Police": "It has no residents."},
                "provenance": "p"
            },
            "changes": {
                "file": "changes.csv",
                "labels": [
                    {"date": "2014-04-01", "short": "counted", "offences": ["8Q", "8L"]},
                    {"date": "2018-04-01", "short": "more counted", "offences": ["8Q"]},
                    {"date": "2020-05-01", "short": "nothing sent", "offences": ["8Q"], "force": "Kent"}
                ],
                "provenance": "p"
            },
            "boundaries": {"file": "boundaries.json", "metres_per_unit": 500, "provenance": "p"},
            "tiles": {"file": "tiles.json", "provenance": "p"}
        });
        let files = files.into_iter().map(|(name, text)| (name.to_owned(), text.as_bytes().to_vec())).collect();
        Self { rows: rows(), files, manifest }
    }

    /// Replaces `from`, which must be there, in a source file.
    pub fn edit(&mut self, file: &str, from: &str, to: &str) {
        let text = String::from_utf8(self.files[file].clone()).unwrap();
        assert!(text.contains(from), "{from}");
        self.files.insert(file.to_owned(), text.replacen(from, to, 1).into_bytes());
    }

    /// Sets the release's table to a file of this name.
    pub fn recorded(&mut self, name: &str, bytes: Vec<u8>) {
        self.manifest["releases"][0]["file"] = json!(name);
        self.files.insert(name.to_owned(), bytes);
    }

    /// Writes the sources to a folder of their own.
    pub fn write(&self) -> PathBuf {
        static NEXT: AtomicUsize = AtomicUsize::new(0);
        let number = NEXT.fetch_add(1, Ordering::Relaxed);
        let name = format!("world-{}-{number}", std::process::id());
        let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name);
        std::fs::create_dir_all(&folder).unwrap();
        std::fs::write(folder.join("recorded.csv"), csv(&self.rows)).unwrap();
        for (name, bytes) in &self.files {
            std::fs::write(folder.join(name), bytes).unwrap();
        }
        std::fs::write(folder.join("sources.json"), serde_json::to_string_pretty(&self.manifest).unwrap()).unwrap();
        folder
    }

    pub fn build(&self) -> Result<Built, ImportError> {
        let folder = self.write();
        let built = import::build(&folder, &folder.join("sources.json"));
        std::fs::remove_dir_all(folder).unwrap();
        built
    }

    /// The text of the refusal.
    pub fn refusal(&self) -> String {
        self.build().map(|built| built.summary).expect_err("a refusal").to_string()
    }

    /// A file of the dataset.
    pub fn built(&self, name: &str) -> Value {
        let built = self.build().unwrap_or_else(|error| panic!("{error}"));
        let (_, text) = built.files.iter().find(|(file, _)| *file == name).unwrap();
        serde_json::from_str(text).unwrap()
    }
}

pub fn csv(rows: &Rows) -> Vec<u8> {
    let quoted = |cell: &String| {
        if cell.contains([',', '"', '\n']) { format!("\"{}\"", cell.replace('"', "\"\"")) } else { cell.clone() }
    };
    let line = |row: &Vec<String>| row.iter().map(quoted).collect::<Vec<_>>().join(",") + "\n";
    rows.iter().map(line).collect::<String>().into_bytes()
}

pub fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;")
}

fn zipped(files: &[(String, String)]) -> Vec<u8> {
    let mut writer = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, text) in files {
        writer.start_file(name.as_str(), zip::write::SimpleFileOptions::default()).unwrap();
        writer.write_all(text.as_bytes()).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

/// A workbook as spreadsheet programs write it: numbers as numbers, all else as text.
pub fn xlsx(sheets: &[(&str, Rows)]) -> Vec<u8> {
    const MAIN: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006";
    let mut names = String::new();
    let mut relations = String::new();
    let mut types = String::new();
    let mut files = Vec::new();
    for (index, (name, rows)) in sheets.iter().enumerate() {
        let id = index + 1;
        names += &format!("<sheet name=\"{}\" sheetId=\"{id}\" r:id=\"rId{id}\"/>", escaped(name));
        relations +=
            &format!("<Relationship Id=\"rId{id}\" Type=\"{OFFICE}/worksheet\" Target=\"worksheets/sheet{id}.xml\"/>");
        types += &format!(
            "<Override PartName=\"/xl/worksheets/sheet{id}.xml\" \
             ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml\"/>"
        );
        let mut data = String::new();
        for (number, row) in rows.iter().enumerate() {
            data += &format!("<row r=\"{}\">", number + 1);
            for (column, cell) in row.iter().enumerate() {
                let at = format!("{}{}", (b'A' + column as u8) as char, number + 1);
                data += &match cell.parse::<f64>() {
                    _ if cell.is_empty() => String::new(),
                    Ok(_) => format!("<c r=\"{at}\"><v>{cell}</v></c>"),
                    Err(_) => format!("<c r=\"{at}\" t=\"inlineStr\"><is><t>{}</t></is></c>", escaped(cell)),
                };
            }
            data += "</row>";
        }
        let sheet = format!("<worksheet xmlns=\"{MAIN}\"><sheetData>{data}</sheetData></worksheet>");
        files.push((format!("xl/worksheets/sheet{id}.xml"), sheet));
    }
    files.push((
        "[Content_Types].xml".to_owned(),
        format!("<Types xmlns=\"{PACKAGE}/content-types\"><Default Extension=\"xml\" ContentType=\"application/xml\"/>{types}</Types>"),
    ));
    files.push((
        "_rels/.rels".to_owned(),
        format!("<Relationships xmlns=\"{PACKAGE}/relationships\"><Relationship Id=\"r\" Type=\"{OFFICE}/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>"),
    ));
    files.push((
        "xl/workbook.xml".to_owned(),
        format!("<workbook xmlns=\"{MAIN}\" xmlns:r=\"{OFFICE}\"><sheets>{names}</sheets></workbook>"),
    ));
    files.push((
        "xl/_rels/workbook.xml.rels".to_owned(),
        format!("<Relationships xmlns=\"{PACKAGE}/relationships\">{relations}</Relationships>"),
    ));
    zipped(&files)
}

/// An OpenDocument spreadsheet.
pub fn ods(sheets: &[(&str, Rows)]) -> Vec<u8> {
    const NAMES: &str = "urn:oasis:names:tc:opendocument:xmlns";
    const MIME: &str = "application/vnd.oasis.opendocument.spreadsheet";
    let mut tables = String::new();
    for (name, rows) in sheets {
        tables += &format!("<table:table table:name=\"{}\">", escaped(name));
        for row in rows {
            tables += "<table:table-row>";
            for cell in row {
                tables += &match cell.parse::<f64>() {
                    _ if cell.is_empty() => "<table:table-cell/>".to_owned(),
                    Ok(_) => format!(
                        "<table:table-cell office:value-type=\"float\" office:value=\"{cell}\"><text:p>{cell}</text:p></table:table-cell>"
                    ),
                    Err(_) => format!(
                        "<table:table-cell office:value-type=\"string\"><text:p>{}</text:p></table:table-cell>",
                        escaped(cell)
                    ),
                };
            }
            tables += "</table:table-row>";
        }
        tables += "</table:table>";
    }
    let content = format!(
        "<office:document-content xmlns:office=\"{NAMES}:office:1.0\" xmlns:table=\"{NAMES}:table:1.0\" \
         xmlns:text=\"{NAMES}:text:1.0\" office:version=\"1.2\"><office:body><office:spreadsheet>{tables}\
         </office:spreadsheet></office:body></office:document-content>"
    );
    let manifest = format!(
        "<manifest:manifest xmlns:manifest=\"{NAMES}:manifest:1.0\"><manifest:file-entry manifest:full-path=\"/\" \
         manifest:media-type=\"{MIME}\"/></manifest:manifest>"
    );
    zipped(&[
        ("mimetype".to_owned(), MIME.to_owned()),
        ("content.xml".to_owned(), content),
        ("META-INF/manifest.xml".to_owned(), manifest),
    ])
}
