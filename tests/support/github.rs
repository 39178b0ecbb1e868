//! Commands of GitHub's runner.

/// A command of GitHub as its runner reads it: name, properties, data.
pub struct GitHubCommand {
    pub name: String,
    pub properties: Vec<(String, String)>,
    pub data: String,
}

impl GitHubCommand {
    pub fn property(&self, name: &str) -> &str {
        self.properties.iter().find(|(it, _)| it == name).map_or("", |(_, value)| value)
    }

    /// The rules of the runner: spaces before `::` do not matter, `##[` is found anywhere in a line.
    pub fn read(line: &str) -> Option<GitHubCommand> {
        let known = |name: &str| {
            ["error", "warning", "notice", "debug", "group", "stop-commands", "add-mask", "set-output"]
                .contains(&name)
        };
        let unescaped = |text: &str, pairs: &[(&str, &str)]| {
            pairs.iter().fold(text.to_owned(), |text, (escape, plain)| text.replace(escape, plain))
        };
        let data = [("%0D", "\r"), ("%0A", "\n"), ("%25", "%")];
        let property = [("%0D", "\r"), ("%0A", "\n"), ("%3A", ":"), ("%2C", ","), ("%25", "%")];
        let trimmed = line.trim_start();
        if let Some((info, text)) = trimmed.strip_prefix("::").and_then(|it| it.split_once("::")) {
            let (name, properties) = info.split_once(' ').unwrap_or((info, ""));
            if known(name) {
                let pairs = properties.trim().split(',').filter_map(|it| it.split_once('='));
                let pairs = pairs.map(|(key, value)| (key.to_owned(), unescaped(value, &property)));
                let (properties, data) = (pairs.collect(), unescaped(text, &data));
                return Some(GitHubCommand { name: name.to_owned(), properties, data });
            }
        }
        let (info, text) = line.split_once("##[")?.1.split_once(']')?;
        let name = info.split(' ').next().unwrap_or_default();
        known(name).then(|| GitHubCommand {
            name: name.to_owned(),
            properties: Vec::new(),
            data: text.to_owned(),
        })
    }
}
