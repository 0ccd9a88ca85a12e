//! Traceback entries of comprehensions, which run in the function around them but have entries of their own.

use base::Span;
use mir::Inlined;

/// The comprehensions of a function that hold a place, the outermost first.
pub fn around(all: &[Inlined], owner: Option<Span>, place: Span) -> Vec<&Inlined> {
    let holds = |outer: Span| outer.lo <= place.lo && place.hi <= outer.hi;
    let mut found: Vec<_> = all
        .iter()
        .filter(|one| one.owner == owner && holds(one.body) && !holds(one.outside))
        .collect();
    found.sort_by_key(|one| (one.body.lo, std::cmp::Reverse(one.body.hi)));
    found
}
