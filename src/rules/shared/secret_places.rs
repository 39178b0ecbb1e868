//! Where secrets are looked for that show by themselves what they are.

use crate::lint::rule::On::{self, Request, TaskDefinition};

/// The texts of a launch and of a task definition that are anybody's to write. The build script reads them.
pub const PLACES: &[On] = &[
    Request("/overrides/containerOverrides/*/environment/*/value"),
    Request("/overrides/containerOverrides/*/command/*"),
    Request("/tags/*/value"),
    Request("/startedBy"),
    Request("/group"),
    TaskDefinition("/containerDefinitions/*/environment/*/value"),
    TaskDefinition("/containerDefinitions/*/command/*"),
    TaskDefinition("/containerDefinitions/*/entryPoint/*"),
    TaskDefinition("/containerDefinitions/*/dockerLabels/*"),
    TaskDefinition("/containerDefinitions/*/logConfiguration/options/*"),
    TaskDefinition("/tags/*/value"),
];
