//! Which state of the ECS API a document is checked against.

use std::fmt;

/// A day of the model's history.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Date(u32);

impl Date {
    /// Before everything.
    pub const MIN: Date = Date(0);
    /// After everything.
    pub const MAX: Date = Date(u32::MAX);

    /// A day as `yyyymmdd`, for tables.
    pub const fn from_number(yyyymmdd: u32) -> Date {
        Date(yyyymmdd)
    }

    /// Reads `YYYY-MM-DD`; `None` for anything that is not a day.
    pub fn parse(text: &str) -> Option<Date> {
        let (year, month, day) = match text.as_bytes() {
            [_, _, _, _, b'-', _, _, b'-', _, _] => {
                (number(&text[..4])?, number(&text[5..7])?, number(&text[8..])?)
            }
            _ => return None,
        };
        let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
        let days = match month {
            1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
            4 | 6 | 9 | 11 => 30,
            2 => 28 + u32::from(leap),
            _ => return None,
        };
        (1..=days).contains(&day).then_some(Date(year * 10_000 + month * 100 + day))
    }
}

fn number(digits: &str) -> Option<u32> {
    if digits.bytes().all(|it| it.is_ascii_digit()) { digits.parse().ok() } else { None }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.0 / 10_000, self.0 / 100 % 100, self.0 % 100)
    }
}

/// The revision that was asked for (`--api-revision`).
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Requested {
    /// What the document itself needs; see [`Revision::for_document`].
    #[default]
    Auto,
    /// The newest that is known.
    Latest,
    /// The API as it was on a day.
    On(Date),
}

/// The state of the API that one document is checked against.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Revision {
    /// The revision that reports name: the day asked for, or the oldest that the document can mean.
    pub named: Date,
    /// The day whose members, enumeration values and limits apply.
    pub applied: Date,
}

/// The day of the reference page: `auto` never goes back before it.
pub const PAGE: Date = Date(20_180_301);

impl Revision {
    /// A document without members newer than the reference page is checked against the page. One with newer members
    /// names the oldest day on which all of them existed, and is checked against the newest rules: a document with
    /// `tags` does not mean the limits of 2018.
    pub fn for_document(requested: Requested, newest_used: Date, latest: Date) -> Revision {
        match requested {
            Requested::On(date) => Revision { named: date, applied: date },
            Requested::Latest => Revision { named: latest, applied: latest },
            Requested::Auto if newest_used <= PAGE => Revision { named: PAGE, applied: PAGE },
            Requested::Auto => Revision { named: newest_used, applied: latest },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days() {
        assert_eq!(Date::parse("2018-03-01"), Some(PAGE));
        assert_eq!(PAGE.to_string(), "2018-03-01");
        for no in ["2018-3-1", "2018-02-29", "2018-13-01", "20180301", "2018-03-0é", "+018-03-01", ""] {
            assert_eq!(Date::parse(no), None, "{no}");
        }
        assert!(Date::parse("2024-02-29").is_some());
    }
}
