//! PX048x: fused types, and choosing among the specialisations of a function.

use base::Span;

crate::diagnostics! {
    PX0480 FusedHere { at: Span } : Error
        "fused types are not allowed here"
        at at "no argument of a function decides what this is"
        help "a fused type is the type of an argument, or of something in a function that has such an argument";
    PX0481 NoFusedMembers { at: Span } : Error
        "a fused type needs at least one type"
        at at "no type is listed";
    PX0482 ResultNotDecided { at: Span } : Error
        "the return type is a fused type that is not the type of an argument"
        at at "no argument decides the type of the result";
    PX0483 NoSpecialisation { at: Span, name: String, found: String } : Error
        "no specialisation of `{name}` takes arguments of these types: {found}"
        at at "no suitable one";
    PX0484 AmbiguousSpecialisation { at: Span, name: String, found: String } : Error
        "several specialisations of `{name}` suit equally well: {found}"
        at at "ambiguous"
        help "choose one by an index: `f[double](x)`";
    PX0485 NotSpecialised { at: Span, name: String } : Error
        "`{name}` has fused arguments: which specialisation is meant does not show"
        at at "not specialised"
        help "choose one by an index: `f[double]`";
    PX0486 TooManyTypes { at: Span, name: String, expected: usize, found: usize } : Error
        "`{name}` has {expected} fused types, {found} types are given"
        at at "too many types";
    PX0487 NotAMember { at: Span, ty: String, fused: String } : Error
        "`{ty}` is no member of the fused type `{fused}`"
        at at "not in the fused type";
    PX0488 IndexedByValue { at: Span } : Error
        "a function with fused arguments is indexed by types"
        at at "not a type";
    PX0490 TooFewTypes { at: Span, name: String, open: String } : Error
        "not enough types are given for `{name}`: `{open}` is still fused"
        at at "a type for each fused type is needed";
    PX0491 FusedTwice { at: Span, ty: String } : Error
        "`{ty}` is listed twice in this fused type"
        at at "listed before";
    PX0492 FusedKeyword { at: Span } : Error
        "`fused_type` takes types only, without keywords"
        at at "a keyword argument";
    PX0489 FusedGenerator { at: Span, what: String } : Error
        "{what} cannot have arguments of fused types"
        at at "specialisations of it are not made";
}
