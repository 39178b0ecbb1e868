//! The build script finds out from the text of a rule's file where the rule looks. This compares it with the compiled
//! rule, at compile time.

use crate::lint::rule::{Check, On};

/// Whether a rule's check is of the kind, and looks at the places, that the text of its file says.
pub const fn agrees(check: &Check, is_on_secrets: bool, places: &[On]) -> bool {
    let compiled: &[On] = match (check, is_on_secrets) {
        (Check::Nodes(places, _), false) | (Check::PossibleSecrets(places, _), true) => places,
        (Check::Launches(_) | Check::Faults(_), false) => &[],
        _ => return false,
    };
    contains_all(compiled, places) && contains_all(places, compiled)
}

/// Whether all of `some` are among `all`.
const fn contains_all(all: &[On], some: &[On]) -> bool {
    let mut index = 0;
    while index < some.len() {
        if !contains(all, &some[index]) {
            return false;
        }
        index += 1;
    }
    true
}

const fn contains(all: &[On], place: &On) -> bool {
    let mut index = 0;
    while index < all.len() {
        if is_same(&all[index], place) {
            return true;
        }
        index += 1;
    }
    false
}

/// `==`, which is not available at compile time.
const fn is_same(one: &On, other: &On) -> bool {
    let (one, other) = match (one, other) {
        (On::Request(one), On::Request(other))
        | (On::StartTask(one), On::StartTask(other))
        | (On::RunTask(one), On::RunTask(other))
        | (On::Response(one), On::Response(other))
        | (On::TaskDefinition(one), On::TaskDefinition(other)) => (one.as_bytes(), other.as_bytes()),
        _ => return false,
    };
    let mut index = 0;
    while index < one.len() && index < other.len() && one[index] == other[index] {
        index += 1;
    }
    index == one.len() && index == other.len()
}

#[cfg(test)]
mod tests {
    use super::{
        Check::{Faults, Nodes, PossibleSecrets},
        On::{Request, RunTask},
        agrees,
    };

    #[test]
    fn a_rule_that_looks_elsewhere_than_its_text_says_is_noticed() {
        let rule = Nodes(&[Request("/tags"), RunTask("/count")], |_, _| {});
        assert!(agrees(&rule, false, &[RunTask("/count"), Request("/tags")]));
        for places in [
            &[][..],
            &[Request("/tags")],
            &[Request("/tags"), Request("/count")],
            &[Request("/tags"), RunTask("/counts")],
            &[Request("/tags"), RunTask("/count"), Request("/group")],
        ] {
            assert!(!agrees(&rule, false, places), "{places:?}");
        }
    }

    #[test]
    fn a_rule_of_another_kind_than_its_text_says_is_noticed() {
        assert!(!agrees(&PossibleSecrets(&[], |_, _| {}), false, &[]));
        assert!(!agrees(&Nodes(&[], |_, _| {}), true, &[]));
        assert!(agrees(&Faults(|_, _| {}), false, &[]));
        assert!(!agrees(&Faults(|_, _| {}), false, &[Request("/tags")]));
    }
}
