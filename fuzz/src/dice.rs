//! Chance, the same in every run with the same seed, and changes of texts by it.

/// A generator of numbers.
pub struct Dice(u64);

impl Dice {
    /// Any seed will do.
    pub fn new(seed: u64) -> Dice {
        Dice(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1)
    }
    /// A number below `sides`.
    pub fn roll(&mut self, sides: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 11) as usize % sides.max(1)
    }
    /// One of several.
    pub fn pick<'a, T>(&mut self, from: &'a [T]) -> &'a T {
        &from[self.roll(from.len())]
    }
}

/// What is put into texts: the signs of every language that is read, and what tools choke on.
const TOKENS: &[&str] = &[
    ",",
    ":",
    "{",
    "}",
    "[",
    "]",
    "\"",
    "'",
    "\\",
    "\n",
    "\r\n",
    " ",
    "\t",
    "`",
    "/",
    "//",
    "/*",
    "*/",
    "#",
    "=",
    "@=",
    ";",
    "&&",
    "|",
    ">",
    "<<EOF\n",
    "\nEOF\n",
    "$(",
    ")",
    "${X}",
    "$X",
    "${",
    "{{X}}",
    "{{",
    "{% if x %}",
    "%{ if x }",
    "<X>",
    "__X__",
    "%X%",
    "0",
    "1",
    "-",
    "+",
    ".",
    "e",
    "1e999",
    "0x1",
    "1_0",
    "-0",
    "9999999999999999999",
    "18446744073709551616",
    "true",
    "null",
    "None",
    "NaN",
    "Infinity",
    "undefined",
    "\"x\"",
    "\"k\": 1",
    ", \"k\": 1",
    "{}",
    "[]",
    "\\u",
    "\\ud800",
    "\\udc00",
    "\\ud83d\\ude00",
    "\\u0000",
    "\\x",
    "\\\"",
    "\u{201c}",
    "\u{201d}",
    "\u{a0}",
    "\u{feff}",
    "\0",
    "\u{1b}[31m",
    "\u{1b}]8;;x\u{7}",
    "\u{202e}",
    "\u{2066}",
    "\u{2028}",
    "\u{85}",
    "\u{200b}",
    "é",
    "e\u{301}",
    "😀",
    "漢",
    "::error::",
    "%0A",
    "&lt;",
    "<b>",
    "]]>",
    "file://",
    "fileb://",
    "--",
    "--overrides",
    "--tags",
    "--cli-input-json",
    "aws ecs start-task",
    "aws ecs run-task ",
    "run: |\n",
    "- ",
    "  ",
    "? ",
    "&a ",
    "*a",
    "!!str ",
    "|\n",
    ">-\n",
    "---\n",
    "[[ignore]]\n",
    "[[overrides]]\n",
    "[rules]\n",
    "\"\"\"",
    "'''",
    "rule = \"",
    "path = \"**\"\n",
    "expires = 2020-01-01\n",
    "\\/",
    "~0",
    "~1",
    "*",
    "**",
    "?",
    "!",
    "[!a]",
    "{a,b}",
    "^",
    "$",
    "(?i)",
    "(a+)+$",
    "arn:aws:ecs:",
    "AKIAABCDEFGHIJKLMNOP",
    "-----BEGIN PRIVATE KEY-----",
    "\"startedBy\": \"a b\"",
    "\"memory\": \"512\"",
    "\"overrides\": ",
    "\"containerOverrides\": [",
    "\"taskDefinition\": ",
    "\"tags\": null",
    "\"Input\": \"{\\\"",
    "\"Resource\": \"arn:aws:states:::ecs:runTask.sync\"",
    "\"Parameters\": {",
];

/// Pieces that are repeated until they are deep or long.
const NESTS: &[&str] = &[
    "[", "{\"a\":", "[{\"a\":", "{", "(", "$(", "a={", "a=[", "\"", "\\", " ", "\n", "- ", "a.", "x", "é",
    "/", "${", "{{", "'", "[[", "0", "1,", "\"a\":1,", "//", "#", "&a *a ",
];

/// What is put into texts, as a dictionary for libFuzzer: one a line, in quotes, with hexadecimal escapes.
pub fn dictionary() -> String {
    let byte = |it: u8| match it {
        b'"' | b'\\' | ..b' ' | 0x7f.. => format!("\\x{it:02x}"),
        _ => char::from(it).to_string(),
    };
    TOKENS.iter().map(|it| format!("\"{}\"\n", it.bytes().map(byte).collect::<String>())).collect()
}

/// Changes a text a few times. `others` are texts to take pieces from.
pub fn mutate(text: &mut Vec<u8>, others: &[Vec<u8>], dice: &mut Dice, longest: usize) {
    for _ in 0..1 + dice.roll(4) + dice.roll(2) * dice.roll(12) {
        change(text, others, dice, longest);
    }
    text.truncate(longest);
}

fn change(text: &mut Vec<u8>, others: &[Vec<u8>], dice: &mut Dice, longest: usize) {
    let at = place(text, dice);
    match dice.roll(20) {
        0..4 => put(text, at, dice.pick(TOKENS).as_bytes()),
        4..6 => {
            let end = (at + 1 + dice.roll(8)).min(text.len());
            text.splice(at..end, dice.pick(TOKENS).bytes());
        }
        6..9 => drop(text.drain(at..(at + 1 + dice.roll(6)).min(text.len()))),
        9 => swap_tokens(text, dice),
        10 => drop_token(text, dice),
        11..13 => {
            let other = dice.pick(others);
            let from = place(other, dice);
            let end = (from + 1 + dice.roll(80)).min(other.len());
            put(text, at, &other[from..end]);
        }
        13 => {
            let end = (at + 1 + dice.roll(64)).min(text.len());
            let copy = text[at..end].to_vec();
            let at = place(text, dice);
            put(text, at, &copy);
        }
        14 => {
            if let Some(byte) = text.get_mut(at) {
                *byte ^= 1 << dice.roll(8);
            }
        }
        15 => {
            if let Some(byte) = text.get_mut(at) {
                *byte = dice.roll(256) as u8;
            }
        }
        16 => text.truncate(at),
        17 => {
            // Tail of another: the head stays whole, so what follows is often reached.
            let other = dice.pick(others);
            let from = place(other, dice);
            text.truncate(at);
            text.extend_from_slice(&other[from..]);
        }
        18 if dice.roll(6) == 0 => {
            let piece = dice.pick(NESTS);
            let most = [8, 140, 600, 5_000, longest][dice.roll(5)] / piece.len();
            put(text, at, piece.repeat(1 + dice.roll(most.max(1))).as_bytes());
        }
        18 => digit(text, dice),
        _ => {
            let most = if dice.roll(8) == 0 { 300 } else { 3 };
            let copies = 1 + dice.roll(most);
            let token = token(text, dice);
            let copy = text[token.clone()].repeat(copies);
            put(text, token.end, &copy[..copy.len().min(longest)]);
        }
    }
}

fn put(text: &mut Vec<u8>, at: usize, piece: &[u8]) {
    text.splice(at..at, piece.iter().copied());
}

fn place(text: &[u8], dice: &mut Dice) -> usize {
    dice.roll(text.len() + 1)
}

/// A word, a string or a sign somewhere in the text.
fn token(text: &[u8], dice: &mut Dice) -> std::ops::Range<usize> {
    let at = place(text, dice);
    let is_word = |it: &u8| it.is_ascii_alphanumeric() || *it >= 0x80 || b"_-".contains(it);
    let start = at - text[..at].iter().rev().take_while(|it| is_word(it)).count();
    let end = at + text[at..].iter().take_while(|it| is_word(it)).count();
    start..if start == end { (end + 1).min(text.len()) } else { end }
}

fn swap_tokens(text: &mut Vec<u8>, dice: &mut Dice) {
    let (mut a, mut b) = (token(text, dice), token(text, dice));
    if a.start > b.start {
        std::mem::swap(&mut a, &mut b);
    }
    if a.end <= b.start {
        let (first, second) = (text[a.clone()].to_vec(), text[b.clone()].to_vec());
        text.splice(b, first);
        text.splice(a, second);
    }
}

fn drop_token(text: &mut Vec<u8>, dice: &mut Dice) {
    let token = token(text, dice);
    text.drain(token);
}

/// Another digit where there is one: limits are where mistakes are.
fn digit(text: &mut Vec<u8>, dice: &mut Dice) {
    let digits: Vec<_> = (0..text.len()).filter(|at| text[*at].is_ascii_digit()).collect();
    if !digits.is_empty() {
        let at = *dice.pick(&digits);
        let new = *dice.pick(&["0", "1", "9", "99999", "-1", "1.5", "1e3", ""]);
        text.splice(at..=at, new.bytes());
    }
}
