//! Arrays of a shell, and the parts of a script in which what is put into them is known.
//!
//! Of branches only one runs, a loop may not run at all and a function runs elsewhere: words from there are known in that
//! part only, and anywhere else there may be others.

use crate::script::word::Word;

/// No array has more words.
const WORDS_MAX: usize = 10_000;

/// A part of a script that may not run although the code after it does.
pub(super) type ScopeId = usize;

/// All such parts, each with the one around it.
#[derive(Default)]
pub(super) struct Scopes {
    around: Vec<ScopeId>,
}

impl Scopes {
    /// The whole script.
    pub const ROOT: ScopeId = 0;

    /// The scope of what is directly inside a node of the grammar, which itself is in `scope`.
    pub fn inside(&mut self, kind: &str, scope: ScopeId) -> ScopeId {
        let around = match kind {
            "if_statement"
            | "case_item"
            | "while_statement"
            | "for_statement"
            | "c_style_for_statement"
            | "list"
            | "function_definition"
            | "subshell"
            | "command_substitution"
            | "process_substitution" => scope,
            // The grammar puts them inside the part that runs instead of them.
            "elif_clause" | "else_clause" => self.parent(scope),
            _ => return scope,
        };
        self.around.push(around);
        self.around.len()
    }

    fn parent(&self, scope: ScopeId) -> ScopeId {
        scope.checked_sub(1).and_then(|at| self.around.get(at)).copied().unwrap_or(Self::ROOT)
    }

    /// Whether a scope is another one or lies in it.
    fn is_in(&self, mut scope: ScopeId, other: ScopeId) -> bool {
        // What is inside was seen later.
        while scope > other {
            scope = self.parent(scope);
        }
        scope == other
    }
}

/// The words of an array, as far as they are known.
pub(super) struct Array {
    /// Where it was set last.
    set_in: ScopeId,
    /// Each with where it was put in.
    words: Vec<(Word, ScopeId)>,
    /// Whether there may be others.
    pub open: bool,
}

impl Array {
    pub fn set_in(scope: ScopeId) -> Array {
        Array { set_in: scope, words: Vec::new(), open: false }
    }

    pub fn add(&mut self, words: Vec<Word>, open: bool, scope: ScopeId) {
        // In a loop they are put in again and again.
        self.open |= open || scope != self.set_in || self.words.len() + words.len() > WORDS_MAX;
        self.words.extend(words.into_iter().map(|it| (it, scope)));
        self.words.truncate(WORDS_MAX);
    }

    /// The words that are known to be in it in a scope, and whether there may be others.
    pub fn known(&self, scopes: &Scopes, scope: ScopeId) -> (Vec<Word>, bool) {
        if !scopes.is_in(scope, self.set_in) {
            return (Vec::new(), true);
        }
        let known = self.words.iter().filter(|(_, put_in)| scopes.is_in(scope, *put_in));
        let known: Vec<_> = known.map(|(word, _)| word.clone()).collect();
        let open = self.open || known.len() < self.words.len();
        (known, open)
    }
}

/// The name of the list of words that a word of a script stands for: `"${list[@]}"`, `"$@"`. `@` is any list that is not
/// known.
pub(super) fn spread<'s>(word: &'s str) -> Option<&'s str> {
    let inner = word.strip_prefix('"').and_then(|it| it.strip_suffix('"')).unwrap_or(word);
    if matches!(inner, "$@" | "$*" | "${@}" | "${*}") || inner.starts_with("${@:") {
        return Some("@");
    }
    let is_all = |it: &str| it.starts_with("[@]") || it.starts_with("[*]");
    let named = |it: &'s str| {
        let length = it.bytes().take_while(|it| it.is_ascii_alphanumeric() || *it == b'_').count();
        it.split_at_checked(length).filter(|(name, _)| !name.is_empty())
    };
    let Some(inner) = inner.strip_prefix("${").and_then(|it| it.strip_suffix('}')) else {
        // zsh needs no braces.
        let (name, after) = named(inner.strip_prefix('$')?)?;
        return match after {
            "[@]" | "[*]" => Some(name),
            // `$list[1,4]`
            _ if after.starts_with('[') && after.ends_with(']') => Some("@"),
            _ => None,
        };
    };
    let (name, after) = named(inner)?;
    match after.get(3..).filter(|_| is_all(after))? {
        // `${list[@]+"${list[@]}"}` is what older shells need for an empty list.
        "" => Some(name),
        after if after.starts_with('+') => Some(name),
        // Only some of them, or others.
        _ => Some("@"),
    }
}
