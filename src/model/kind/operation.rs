//! Requests and answers of ECS and AWS Batch that have nothing to do with launching a task: their members are data,
//! `schemas/operations.json`.

include!(concat!(env!("OUT_DIR"), "/operations.rs"));

/// What is known of one operation.
struct Operation {
    name: &'static str,
    /// `ECS UpdateService request`, and the plural.
    request: [&'static str; 2],
    /// `ECS UpdateService response`, and the plural.
    answer: [&'static str; 2],
    required: &'static [&'static str],
    optional: &'static [&'static str],
    answered: &'static [&'static str],
}

/// An operation that does not start tasks, by its index in the table.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct OperationId(u8);

impl OperationId {
    fn get(self) -> &'static Operation {
        &OPERATIONS[usize::from(self.0)]
    }
    /// The name of the operation: `UpdateService`.
    pub fn name(self) -> &'static str {
        self.get().name
    }
    pub(crate) fn request(self) -> [&'static str; 2] {
        self.get().request
    }
    pub(crate) fn answer(self) -> [&'static str; 2] {
        self.get().answer
    }
    fn takes(self, name: &str) -> bool {
        let it = self.get();
        it.required.contains(&name) || it.optional.contains(&name)
    }
}

/// Of several operations that fit, these are meant more often than any other.
const COMMON: [&str; 6] = [
    "UpdateService",
    "CreateService",
    "ListTasks",
    "DescribeTasks",
    "DescribeServices",
    "DescribeTaskDefinition",
];

/// Members of operations that any file may have.
const GENERIC: [&str; 22] = [
    "action",
    "arn",
    "arns",
    "attributes",
    "cluster",
    "command",
    "configuration",
    "filter",
    "filters",
    "force",
    "include",
    "name",
    "names",
    "parameters",
    "priority",
    "reason",
    "settings",
    "state",
    "status",
    "tags",
    "type",
    "value",
];

/// Whether any operation takes a member of that name.
pub(crate) fn knows(name: &str) -> bool {
    REQUEST_NAMES.binary_search(&name).is_ok()
}

/// Whether any operation answers with a member of that name.
pub(crate) fn is_answered(name: &str) -> bool {
    OPERATIONS.iter().any(|it| it.answered.contains(&name))
}

/// The operation whose request an object is: it has all members that the operation requires, and no other than it takes.
pub(crate) fn of_request(names: &[&str]) -> Option<OperationId> {
    if names.is_empty() || !names.iter().all(|it| knows(it)) {
        return None;
    }
    let fits = |it: &OperationId| {
        it.get().required.iter().all(|name| names.contains(name)) && names.iter().all(|name| it.takes(name))
    };
    best(all().filter(fits), |it| it.required.len() + it.optional.len())
}

/// The operation whose answer an object is: it has no other members than that.
pub(crate) fn of_answer(names: &[&str]) -> Option<OperationId> {
    let fits = |it: &OperationId| names.iter().all(|name| it.get().answered.contains(name));
    best(all().filter(fits).filter(|_| !names.is_empty()), |it| it.answered.len())
}

fn best(
    fitting: impl Iterator<Item = OperationId>,
    size: impl Fn(&Operation) -> usize,
) -> Option<OperationId> {
    let common = |it: &str| COMMON.iter().position(|name| *name == it).unwrap_or(COMMON.len());
    fitting.min_by_key(|it| (common(it.get().name), size(it.get())))
}

/// How many members the operation takes that takes most of them.
pub(crate) fn most_taken(names: &[&str]) -> usize {
    all().map(|it| names.iter().filter(|name| it.takes(name)).count()).max().unwrap_or(0)
}

fn all() -> impl Iterator<Item = OperationId> {
    (0..).zip(OPERATIONS).map(|(at, _)| OperationId(at))
}

/// Whether names are so much of ECS or AWS Batch that other programs hardly have all of them.
pub(crate) fn are_telling(names: &[&str]) -> bool {
    let special: Vec<_> = names.iter().filter(|it| !GENERIC.contains(it)).collect();
    let two_words = special.iter().any(|it| it.contains(|it: char| it.is_ascii_uppercase()));
    two_words || !special.is_empty() && names.contains(&"cluster")
}
