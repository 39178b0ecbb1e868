//! Names of members as names of options and groups.

/// `enableECSManagedTags` as `enable-ecs-managed-tags`: an acronym is one word, as the AWS CLI derives the names of options.
pub fn kebab(name: &str) -> String {
    let letters: Vec<char> = name.chars().collect();
    let mut kebab = String::with_capacity(name.len() + 4);
    for (at, letter) in letters.iter().enumerate() {
        let before = at.checked_sub(1).and_then(|at| letters.get(at));
        let begins_word = letters.get(at + 1).is_some_and(char::is_ascii_lowercase);
        let ends_word = before.is_some_and(|before| before.is_ascii_lowercase() || before.is_ascii_digit());
        if letter.is_ascii_uppercase() && before.is_some() && (begins_word || ends_word) {
            kebab.push('-');
        }
        kebab.push(letter.to_ascii_lowercase());
    }
    kebab
}

#[cfg(test)]
mod tests {
    use super::kebab;

    #[test]
    fn an_acronym_is_one_word() {
        for (name, expected) in [
            ("", ""),
            ("cluster", "cluster"),
            ("startedBy", "started-by"),
            ("enableECSManagedTags", "enable-ecs-managed-tags"),
            ("ECSTask", "ecs-task"),
            ("taskARN", "task-arn"),
            ("ipv6Address", "ipv6-address"),
            ("kebab-case", "kebab-case"),
        ] {
            assert_eq!(kebab(name), expected, "{name}");
        }
    }
}
