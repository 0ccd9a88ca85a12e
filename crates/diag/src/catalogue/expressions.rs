//! PX035x: types and conversions of expressions.

use base::Span;

crate::diagnostics! {
    PX0350 CannotAssign { at: Span, from: String, to: String } : Error
        "cannot assign type `{from}` to `{to}`"
        at at "this has type `{from}`";
    PX0351 CannotBox { at: Span, from: String } : Error
        "cannot convert `{from}` to a Python object"
        at at "a Python object is wanted here";
    PX0352 CannotUnbox { at: Span, to: String } : Error
        "cannot convert a Python object to `{to}`"
        at at "this is a Python object";
    PX0353 BadOperands { at: Span, operator: String, left: String, right: String } : Error
        "invalid operand types for `{operator}`: `{left}` and `{right}`"
        at at "no such operation";
    PX0354 BadOperand { at: Span, operator: String, operand: String } : Error
        "invalid operand type for `{operator}`: `{operand}`"
        at at "no such operation";
    PX0355 NotSubscriptable { at: Span, ty: String } : Error
        "cannot index or slice type `{ty}`"
        at at "of type `{ty}`";
    PX0356 NoSuchField { at: Span, name: String, ty: String } : Error
        "type `{ty}` has no attribute `{name}`"
        at at "unknown attribute";
    PX0357 NotCallable { at: Span, ty: String } : Error
        "calling something of the type `{ty}`, which is no function"
        at at "cannot be called";
    PX0358 BadCast { at: Span, from: String, to: String } : Error
        "cannot cast type `{from}` to `{to}`"
        at at "of type `{from}`";
    PX0359 NoAddress { at: Span, why: String } : Error
        "cannot take the address of {why}"
        at at "has no address";
    PX0360 NotATarget { at: Span } : Error
        "cannot assign to this expression"
        at at "not a variable, attribute or item";
    PX0361 IncompatibleArms { at: Span, left: String, right: String } : Error
        "incompatible types in conditional expression: `{left}` and `{right}`"
        at at "the two have no common type";
    PX0362 UnsafeDerivative { at: Span } : Error
        "storing unsafe C derivative of temporary Python reference"
        at at "the object is gone after this statement"
        help "keep the object in a variable as long as the pointer is used";
    PX0363 UnpackLength { at: Span, expected: usize, found: usize, what: String } : Error
        "{what} values to unpack (expected {expected}, got {found})"
        at at "{found} values";
    PX0364 NoValue { at: Span } : Error
        "this has no value"
        at at "a value is wanted here";
    PX0365 NotAType { at: Span } : Error
        "not a type"
        at at "a type is wanted here";
    PX0366 UnknownType { at: Span, ty: String } : Error
        "type `{ty}` is incomplete here"
        at at "its size and fields are unknown";
    PX0367 CannotDelete { at: Span } : Error
        "deletion of something that is no Python object"
        at at "a C value cannot be deleted";
    PX0368 LoopBounds { at: Span } : Error
        "a loop over a C array or pointer needs a known end"
        at at "its length is unknown"
        help "slice it: `p[:n]`";
    PX0379 NotIterable { at: Span, ty: String } : Error
        "a `{ty}` cannot be iterated over"
        at at "has no `begin()` and `end()`"
        help "declare both methods in the class";
    PX0369 StringToC { at: Span, to: String } : Error
        "this string literal cannot become `{to}`"
        at at "only ASCII text and bytes of the right length do";
    PX0370 MisplacedStar { at: Span } : Error
        "a starred expression is not allowed here"
        at at "only in lists, tuples, sets, calls and targets";
    PX0371 SeveralStars { at: Span } : Error
        "more than one starred target"
        at at "the second one";
    PX0375 StarTargetType { at: Span, ty: String } : Error
        "a starred target of the type `{ty}`"
        at at "gets a list"
        help "declare it `list` or `object`";
    PX0377 NeedsEncoding { at: Span, from: String, to: String } : Error
        "`{from}` cannot become `{to}` without an encoding"
        at at "which bytes are these characters?"
        help "encode or decode it, or set the directive `c_string_encoding`";
    PX0376 NotCopied { at: Span, ty: String } : Error
        "`{ty}` cannot be copied"
        at at "a copy would be another lock"
        help "pass a pointer to it";
    PX0378 OutOfBounds { at: Span, index: String, ty: String } : Error
        "index {index} is out of bounds for `{ty}`"
        at at "no such item";
    PX0372 DiscardsConst { at: Span, from: String, to: String } : Warning
        "assigning `{from}` to `{to}` discards const"
        at at "of type `{from}`";
    PX0373 ConstTarget { at: Span } : Error
        "cannot assign to a constant"
        at at "declared const";
    PX0374 ListForPointer { at: Span } : Error
        "literal list must be assigned to pointer at time of declaration"
        at at "its items would live no longer than this line";
}
