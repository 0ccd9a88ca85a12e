//! PX039x: memoryviews.

use base::Span;

crate::diagnostics! {
    PX0390 TooManyIndices { at: Span, ty: String } : Error
        "too many indices specified for type `{ty}`"
        at at "more than the memoryview has axes";
    PX0391 InPlaceSlice { at: Span } : Error
        "in-place operators are not supported on slices of memoryviews"
        at at "this names several items"
        help "assign to the items one by one";
    PX0392 NotConformable { at: Span, from: String, to: String } : Error
        "memoryview `{from}` not conformable to memoryview `{to}`"
        at at "this is a `{from}`"
        help "what axes are like is known at compile time: go by an object, or make a copy";
    PX0393 ArrayCast { at: Span, why: String } : Error
        "this cannot become an array: {why}"
        at at "memory with a known shape is wanted";
}
