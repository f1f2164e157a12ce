//! The name of an area in the address of its own page.

use dataset::Area;

/// The name of an area's page: its usual name in small letters and hyphens, `devon-and-cornwall`. The names tell the
/// West Midlands from the West Midlands region.
pub fn slug(area: &Area) -> String {
    let mut slug = String::new();
    for char in area.name.to_lowercase().chars() {
        if char.is_ascii_alphanumeric() {
            slug.push(char);
        } else if char == '&' {
            slug.push_str("and");
        } else if !slug.ends_with('-') && !slug.is_empty() && char != '\'' && char != '’' {
            slug.push('-');
        }
    }
    slug.trim_end_matches('-').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use dataset::Dataset;

    fn dataset() -> Dataset {
        Dataset::from_json(include_str!("../../../data/recorded.json")).unwrap()
    }

    fn of(code: &str) -> String {
        let dataset = dataset();
        slug(dataset.area(dataset.area_by_code(code).unwrap()))
    }

    #[test]
    fn names_become_words_and_hyphens() {
        for (code, expected) in [
            ("W15000001", "north-wales"),
            ("E23000035", "devon-and-cornwall"),
            ("W15000004", "dyfed-powys"),
            ("BTP", "british-transport-police"),
            ("W92000004", "wales"),
            ("E23000014", "west-midlands"),
            ("E12000005", "west-midlands-region"),
        ] {
            assert_eq!(of(code), expected);
        }
    }

    #[test]
    fn each_area_has_a_name_of_its_own_that_needs_no_escape() {
        let dataset = dataset();
        let mut slugs: Vec<String> = dataset.areas().iter().map(slug).collect();
        assert!(
            slugs
                .iter()
                .all(|slug| !slug.is_empty() && slug.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'-'))
        );
        let all = slugs.len();
        slugs.sort_unstable();
        slugs.dedup();
        assert_eq!(slugs.len(), all);
    }

    #[test]
    fn signs_leave_no_hyphens_at_the_ends_or_side_by_side() {
        let dataset = dataset();
        let mut area = dataset.areas()[0].clone();
        for (name, expected) in [(" King’s & Queen's (West) ", "kings-and-queens-west"), ("A -- B", "a-b")] {
            name.clone_into(&mut area.name);
            assert_eq!(slug(&area), expected);
        }
    }
}
