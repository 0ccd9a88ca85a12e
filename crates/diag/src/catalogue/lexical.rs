//! PX0150 to PX0199: what is wrong with characters, literals, brackets and indentation.

use base::Span;

crate::diagnostics! {
    PX0150 InvalidCharacter { at: Span, found: String } : Error
        "invalid character {found}"
        at at "not part of the language";

    PX0151 UnclosedString { at: Span } : Error
        "this string is never closed"
        at at "the string starts here"
        help "end it with the same quotes; only a triple-quoted string can go on over several lines";

    PX0152 UnclosedBracket { at: Span, bracket: String, wanted: String } : Error
        "`{bracket}` is never closed"
        at at "no `{wanted}` belongs to this bracket";

    PX0153 UnmatchedBracket { at: Span, found: String } : Error
        "unmatched `{found}`"
        at at "no bracket is open that this could close";

    PX0154 MismatchedBracket { at: Span, found: String, open: Span, wanted: String } : Error
        "`{found}` does not close the bracket that is open"
        at at "expected `{wanted}`"
        at open "the open bracket";

    PX0155 InconsistentDedent { at: Span } : Error
        "this line is indented like none of the blocks around it"
        at at "indentation"
        help "a block ends with a line that is indented exactly as the line that began it";

    PX0156 InconsistentTabs { at: Span } : Error
        "mixed use of tabs and spaces"
        at at "how far this line is indented depends on the width of a tab"
        help "indent with spaces only, or with tabs only";

    PX0157 InvalidNumber { at: Span, kind: String } : Error
        "invalid {kind} number"
        at at "not a number";

    PX0158 LeadingZero { at: Span } : Error
        "a decimal number cannot start with zero"
        at at "octal or decimal?"
        help "write octal numbers as `0o17`";

    PX0159 SuffixInPython { at: Span } : Error
        "a number in a Python file cannot have a C suffix"
        at at "suffix";

    PX0160 InvalidPrefix { at: Span, prefix: String } : Error
        "`{prefix}` is not a prefix for strings"
        at at "prefix";

    PX0161 InvalidEscape { at: Span, escape: String, wanted: String } : Error
        "invalid escape `{escape}`"
        at at "expected {wanted}";

    PX0162 UnknownCharacterName { at: Span, name: String } : Error
        "no Unicode character is named `{name}`"
        at at "unknown name";

    PX0163 NonAsciiBytes { at: Span } : Error
        "bytes can only contain ASCII characters"
        at at "not ASCII"
        help "write the bytes as escapes, such as `\\xe9`";

    PX0164 CharacterLength { at: Span, length: usize } : Error
        "a character literal is one byte, not {length}"
        at at "character literal";

    PX0165 Undecodable { at: Span, encoding: String, byte: String } : Error
        "the byte {byte} does not belong to the encoding `{encoding}`"
        at at "cannot be decoded"
        help "name the encoding of the file in its first line: `# coding: latin-1`";

    PX0166 UnknownEncoding { at: Span, name: String } : Error
        "unknown encoding `{name}`"
        at at "named here";

    PX0167 SingleBrace { at: Span } : Error
        "a single `}}` in an f-string or t-string"
        at at "closes nothing"
        help "write `}}}}` for the character";

    PX0168 EmptyField { at: Span } : Error
        "a field of an f-string or t-string needs an expression"
        at at "no expression";

    PX0169 UnclosedField { at: Span } : Error
        "this field of an f-string or t-string is never closed"
        at at "the field starts here"
        help "end it with a brace, or write the opening brace twice for the character";

    PX0170 InvalidConversion { at: Span, found: String } : Error
        "invalid conversion {found}"
        at at "expected `r`, `s` or `a` directly after the `!`";

    PX0171 ForeignOperator { at: Span, found: String, instead: String } : Error
        "`{found}` is not an operator"
        at at "use {instead}";

    PX0172 StrayBackslash { at: Span } : Error
        "a backslash that continues nothing"
        at at "only the end of the line can follow";

    PX0173 ExceptPlusNogil { at: Span } : Error
        "`except +nogil` names an exception handler"
        at at "a function `nogil` is called to translate exceptions"
        help "write `except + nogil` for a function that needs no GIL";

    PX0174 InvalidLanguageLevel { at: Span, found: String } : Error
        "`{found}` is not a language level"
        at at "expected `2`, `3` or `3str`";

    PX0175 DeepInterpolation { at: Span, limit: usize } : Error
        "f-strings and t-strings are nested too deeply"
        at at "more than {limit} levels of fields";
}
