//! Characters that a word processor puts where ASCII ones belong.

pub fn is_dash(sign: char) -> bool {
    matches!(sign, '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{fe58}' | '\u{fe63}' | '\u{ff0d}')
}

pub fn is_space(sign: char) -> bool {
    matches!(
        sign,
        '\u{a0}' | '\u{2000}'..='\u{200b}' | '\u{202f}' | '\u{205f}' | '\u{2060}' | '\u{3000}' | '\u{feff}'
    )
}

/// What a character is called, with its article.
pub fn called(sign: char) -> &'static str {
    match sign {
        '\u{2010}' => "a hyphen",
        '\u{2011}' => "a non-breaking hyphen",
        '\u{2012}' => "a figure dash",
        '\u{2013}' => "an en dash",
        '\u{2014}' => "an em dash",
        '\u{2015}' => "a horizontal bar",
        '\u{2212}' => "a minus sign",
        '\u{fe58}' | '\u{fe63}' => "a small hyphen",
        '\u{ff0d}' => "a fullwidth hyphen",
        '\u{201c}' => "a left double quotation mark",
        '\u{201d}' => "a right double quotation mark",
        '\u{201e}' => "a low double quotation mark",
        '\u{2018}' => "a left single quotation mark",
        '\u{2019}' => "a right single quotation mark",
        '\u{201a}' => "a low single quotation mark",
        '\u{2032}' | '\u{2033}' => "a prime",
        '\u{a0}' | '\u{202f}' => "a no-break space",
        '\u{200b}' | '\u{2060}' | '\u{feff}' => "a zero-width space",
        '\u{3000}' => "an ideographic space",
        it if is_space(it) => "a typographic space",
        it if is_dash(it) => "a dash",
        _ => "a typographic quote",
    }
}
