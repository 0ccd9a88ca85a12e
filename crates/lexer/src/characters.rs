//! Characters by name, for `\N{...}`.

/// The character with a name, in either case, or with one of its aliases.
pub(crate) fn by_name(name: &str) -> Option<char> {
    unicode_names2::character(name).or_else(|| {
        let corrected = CORRECTIONS.iter().find(|(known, _)| known.eq_ignore_ascii_case(name));
        corrected.map(|(_, character)| *character)
    })
}

/// Names that Unicode has given in place of misprinted ones, which cannot be changed any more.
const CORRECTIONS: &[(&str, char)] = &[
    ("LATIN CAPITAL LETTER GHA", '\u{1a2}'),
    ("LATIN SMALL LETTER GHA", '\u{1a3}'),
    ("ARABIC SMALL HIGH LIGATURE ALEF WITH YEH BARREE", '\u{616}'),
    ("SYRIAC SUBLINEAR COLON SKEWED LEFT", '\u{709}'),
    ("KANNADA LETTER LLLA", '\u{cde}'),
    ("LAO LETTER FO FON", '\u{e9d}'),
    ("LAO LETTER FO FAY", '\u{e9f}'),
    ("LAO LETTER RO", '\u{ea3}'),
    ("LAO LETTER LO", '\u{ea5}'),
    ("TIBETAN MARK BKA- SHOG GI MGO RGYAN", '\u{fd0}'),
    ("HANGUL JONGSEONG YESIEUNG-KIYEOK", '\u{11ec}'),
    ("HANGUL JONGSEONG YESIEUNG-SSANGKIYEOK", '\u{11ed}'),
    ("HANGUL JONGSEONG SSANGYESIEUNG", '\u{11ee}'),
    ("HANGUL JONGSEONG YESIEUNG-KHIEUKH", '\u{11ef}'),
    ("SUNDANESE LETTER ARCHAIC I", '\u{1bbd}'),
    ("WEIERSTRASS ELLIPTIC FUNCTION", '\u{2118}'),
    ("MICR ON US SYMBOL", '\u{2448}'),
    ("MICR DASH SYMBOL", '\u{2449}'),
    ("LEFTWARDS TRIANGLE-HEADED ARROW WITH DOUBLE VERTICAL STROKE", '\u{2b7a}'),
    ("RIGHTWARDS TRIANGLE-HEADED ARROW WITH DOUBLE VERTICAL STROKE", '\u{2b7c}'),
    ("YI SYLLABLE ITERATION MARK", '\u{a015}'),
    ("MYANMAR LETTER KHAMTI LLA", '\u{aa6e}'),
    ("PRESENTATION FORM FOR VERTICAL RIGHT WHITE LENTICULAR BRACKET", '\u{fe18}'),
    ("CUNEIFORM SIGN NU11 TENU", '\u{122d4}'),
    ("CUNEIFORM SIGN NU11 OVER NU11 BUR OVER BUR", '\u{122d5}'),
    ("MEDEFAIDRIN CAPITAL LETTER H", '\u{16e56}'),
    ("MEDEFAIDRIN CAPITAL LETTER NG", '\u{16e57}'),
    ("MEDEFAIDRIN SMALL LETTER H", '\u{16e76}'),
    ("MEDEFAIDRIN SMALL LETTER NG", '\u{16e77}'),
    ("HENTAIGANA LETTER E-1", '\u{1b001}'),
    ("BYZANTINE MUSICAL SYMBOL FTHORA SKLIRON CHROMA VASIS", '\u{1d0c5}'),
];

#[cfg(test)]
mod tests {
    use super::by_name;

    #[test]
    fn names_and_aliases() {
        assert_eq!(by_name("bullet"), Some('\u{2022}'));
        assert_eq!(by_name("NULL"), Some('\0'));
        assert_eq!(by_name("Latin Small Letter Gha"), Some('\u{1a3}'));
        assert_eq!(by_name("HANGUL SYLLABLE GAG"), Some('\u{ac01}'));
        assert_eq!(by_name("NO SUCH NAME"), None);
    }
}
