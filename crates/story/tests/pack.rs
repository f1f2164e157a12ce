//! Stories of the other offences: told with their own names, and with no rule that is known of stalking alone.
#![allow(clippy::panic, clippy::unwrap_used)]

use dataset::{Dataset, Outcomes, Pack};
use query::{Answer, Query};

fn file(name: &str) -> String {
    let path = [concat!(env!("CARGO_MANIFEST_DIR"), "/../../data/"), name].concat();
    std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{path}: {error}"))
}

fn whole() -> (Dataset, Outcomes) {
    let dataset = Dataset::from_json(&file("recorded.json")).unwrap();
    assert!(dataset.add(Pack::read(&file("offences.txt"), &dataset).unwrap()).is_ok());
    let outcomes = Outcomes::from_json(&file("outcomes.json"), &dataset).unwrap();
    (dataset, outcomes)
}

#[test]
fn a_story_of_robbery() {
    let (dataset, outcomes) = whole();
    let query = Query::read_address("?view=story&offence=34B&area=W15000001", &dataset).query;
    let text = story::tell(&query, &dataset, Some(&outcomes)).to_text();
    assert!(text.starts_with("North Wales Police recorded "), "{text}");
    for said in [
        "offences of robbery of personal property in the year ending March 2023",
        "Whether the recording rules of this offence changed in between is not known here.",
        "How many led to a charge cannot be said: the outcomes here are those of stalking offences alone.",
        "Recorded offences: release to June 2023.",
    ] {
        assert!(text.contains(said), "{said}: {text}");
    }
}

#[test]
fn a_lead_counts_offences_that_are_named_as_such() {
    let (dataset, _) = whole();
    let query = Query::read_address("?offence=83&area=E23000001", &dataset).query;
    let lead = story::lead(&Answer::to(&query, &dataset), &dataset);
    assert!(lead.contains(" classed as “Bail offences” in the year ending March 2023"), "{lead}");
}

#[test]
fn no_story_says_of_them_what_is_known_of_stalking() {
    let (dataset, outcomes) = whole();
    let alone = "those of stalking offences alone";
    for id in dataset.pack().unwrap().offence_ids() {
        let code = &dataset.offence(id).code;
        for rest in ["", "&area=W15000001", "&area=E23000034&release=to-2025-03", "&area=BTP&at=2019-04~2020-03"] {
            let query = Query::read_address(&["?view=story&offence=", code, rest].concat(), &dataset).query;
            let story = story::tell(&query, &dataset, Some(&outcomes));
            let reasons = story::reasons(&story, &dataset, Some(&outcomes));
            let why: Vec<&str> = reasons.iter().map(|reason| reason.why.as_str()).collect();
            let told = [&story.headline, &story.to_text(), &why.join(" ")].map(String::as_str).join("\n");
            assert!(told.contains(alone), "{code}{rest}: {told}");
            let told = told.replace(alone, "").to_ascii_lowercase();
            let own = dataset.offence(id).name.to_ascii_lowercase();
            for word in [
                "stalking",
                "harassment",
                "malicious",
                "helpline",
                "same recording rules",
                "rules changed in",
                "became a category",
            ] {
                assert!(own.contains(word) || !told.contains(word), "{code}{rest}, {word}: {told}");
            }
        }
    }
}
