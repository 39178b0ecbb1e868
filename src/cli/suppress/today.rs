//! What day it is.

use ecs_preflight::Date;
use std::{
    env,
    time::{SystemTime, UNIX_EPOCH},
};

/// What build tools set where they know no day: the start of 1980, before which archives have no days.
const PLACEHOLDER: u64 = 315_619_200;

/// Today in UTC, or the day of `SOURCE_DATE_EPOCH`, by which runs are reproduced.
pub fn today() -> Result<Date, String> {
    let now = || SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |it| it.as_secs());
    let Some(text) = env::var_os("SOURCE_DATE_EPOCH").filter(|it| !it.is_empty()) else {
        return Ok(date(now()));
    };
    match text.to_str().map(str::parse::<u64>) {
        Some(Ok(seconds)) if seconds < PLACEHOLDER => Ok(date(now())),
        Some(Ok(seconds)) => Ok(date(seconds)),
        _ => Err("`SOURCE_DATE_EPOCH` must be a number of seconds since 1970-01-01".to_owned()),
    }
}

/// The day of a number of seconds since 1970, in the Gregorian calendar.
fn date(seconds: u64) -> Date {
    // Years begin in March here, so that the odd day is the last one of a year, and eras of 400 years
    // are alike. Days after the year 9999 become the last day of that year.
    let days = (seconds / 86_400).min(2_932_896) + 719_468;
    let (era, day) = (days / 146_097, days % 146_097);
    let year = (day - day / 1_460 + day / 36_524 - day / 146_096) / 365;
    let day = day - (365 * year + year / 4 - year / 100);
    let month = (5 * day + 2) / 153;
    let day = day - (153 * month + 2) / 5 + 1;
    let month = if month < 10 { month + 3 } else { month - 9 };
    let year = era * 400 + year + u64::from(month <= 2);
    Date::from_number((year * 10_000 + month * 100 + day) as u32)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_of_seconds() {
        for (seconds, day) in [
            (0, "1970-01-01"),
            (951_782_399, "2000-02-28"),
            (951_782_400, "2000-02-29"),
            (951_868_800, "2000-03-01"),
            (1_764_547_199, "2025-11-30"),
            (4_107_542_400, "2100-03-01"),
            (u64::MAX, "9999-12-31"),
        ] {
            assert_eq!(date(seconds).to_string(), day);
        }
    }
}
