//! The day of a clock, without a library for time.

/// Milliseconds of a day.
const DAY_MS: f64 = 86_400_000.0;

/// The day, in universal time, so many milliseconds after the start of 1970: `2026-11-25`. Empty for what is no time
/// of these centuries.
///
/// ```
/// assert_eq!(take::day_of(1_795_564_800_000.0), "2026-11-25");
/// assert_eq!(take::day_of(f64::NAN), "");
/// ```
pub fn day_of(ms_since_1970: f64) -> String {
    if !(0.0..4e12).contains(&ms_since_1970) {
        return String::new();
    }
    let mut days = (ms_since_1970 / DAY_MS) as u32;
    let mut year = 1970_u32;
    while days >= days_of_year(year) {
        days -= days_of_year(year);
        year += 1;
    }
    let mut month = 1_u32;
    while days >= days_of_month(year, month) {
        days -= days_of_month(year, month);
        month += 1;
    }
    let two = |number: u32| [if number < 10 { "-0" } else { "-" }, &number.to_string()].concat();
    [year.to_string(), two(month), two(days + 1)].concat()
}

fn is_leap(year: u32) -> bool {
    year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400))
}

fn days_of_year(year: u32) -> u32 {
    if is_leap(year) { 366 } else { 365 }
}

fn days_of_month(year: u32, month: u32) -> u32 {
    match month {
        2 if is_leap(year) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

#[cfg(test)]
mod tests {
    use super::day_of;

    #[test]
    fn days_are_those_of_the_calendar() {
        assert_eq!(day_of(0.0), "1970-01-01");
        assert_eq!(day_of(951_782_400_000.0), "2000-02-29");
        assert_eq!(day_of(951_868_800_000.0), "2000-03-01");
        assert_eq!(day_of(1_735_689_599_999.0), "2024-12-31");
        assert_eq!(day_of(1_735_689_600_000.0), "2025-01-01");
        assert_eq!(day_of(-1.0), "");
    }
}
