//! The type that has room for values of several types: of a variable that is assigned several, of the arms of a conditional
//! expression.

use types::{Class, Object, Ty, Type, TypeTable, common_c_type};

use crate::convert;

/// The spanning type of two types. `Ty::ERROR` is nothing yet: the other one decides.
pub(crate) fn spanning(types: &mut TypeTable, a: Ty, b: Ty) -> Ty {
    if a == b || b == Ty::ERROR {
        return a;
    }
    if a == Ty::ERROR {
        return b;
    }
    match (types.is_object(a), types.is_object(b)) {
        (true, true) => object_span(types, a, b),
        (true, false) => mixed(types, a, b),
        (false, true) => mixed(types, b, a),
        (false, false) => c_span(types, a, b),
    }
}

/// An object and a C value: objects, with what is known of both.
fn mixed(types: &mut TypeTable, object: Ty, value: Ty) -> Ty {
    if !convert::can_box(types, value) {
        return Ty::OBJECT;
    }
    let boxed = convert::boxed_type(types, value);
    // A variable that holds None and numbers is an object: C types have no None.
    if object == Ty::NONE { Ty::OBJECT } else { object_span(types, object, boxed) }
}

fn object_span(types: &mut TypeTable, a: Ty, b: Ty) -> Ty {
    let (Some(left), Some(right)) = (types.as_object(a).cloned(), types.as_object(b).cloned())
    else {
        return Ty::OBJECT;
    };
    if a == Ty::NONE {
        return types.with_none(b, true);
    }
    if b == Ty::NONE {
        return types.with_none(a, true);
    }
    if let (Class::Ext(x), Class::Ext(y)) = (left.class, right.class)
        && x != y
    {
        let shared = types.class_chain(x).find(|&(base, _)| types.is_subclass(y, base));
        let Some((base, _)) = shared else { return Ty::OBJECT };
        let none = left.none || right.none;
        let class = Class::Ext(base);
        return types.object(Object { class, exact: false, none, items: Vec::new() });
    }
    if left.class != right.class || left.class == Class::Any {
        return Ty::OBJECT;
    }
    let items = if left.items == right.items { left.items } else { Vec::new() };
    types.object(Object {
        class: left.class,
        exact: left.exact && right.exact,
        none: left.none || right.none,
        items,
    })
}

fn c_span(types: &mut TypeTable, a: Ty, b: Ty) -> Ty {
    let (x, y) = (types.resolve(a), types.resolve(b));
    if x == y {
        if types[x] == Type::Bint {
            return x;
        }
        return if matches!(types[a], Type::Typedef(_)) { a } else { b };
    }
    let is_text = |ty: Ty| matches!(ty, Ty::UCS4 | Ty::PY_UNICODE);
    let is_bint = |ty: Ty| types[ty] == Type::Bint;
    if is_text(x) || is_text(y) {
        return Ty::OBJECT;
    }
    // The two kinds of numbers that Python can tell apart.
    if is_bint(x) != is_bint(y) {
        return Ty::OBJECT;
    }
    if types.is_arithmetic(x) && types.is_arithmetic(y) {
        return common_number(types, a, b);
    }
    match (&types[x], &types[y]) {
        (Type::Ptr(_) | Type::Array(..), Type::Ptr(_) | Type::Array(..)) => {
            let (to, other) = (types.pointee(x), types.pointee(y));
            let same = to.map(|ty| types.resolve(ty)) == other.map(|ty| types.resolve(ty));
            match (same, to) {
                (true, Some(to)) if matches!(types[x], Type::Array(..)) => types.ptr(to),
                (true, _) => x,
                (false, _) => Ty::VOID_PTR,
            }
        }
        _ => Ty::OBJECT,
    }
}

/// As [`common_c_type`], but small types stay small where they are the same kind.
fn common_number(types: &TypeTable, a: Ty, b: Ty) -> Ty {
    match (types.int_kind(a), types.int_kind(b)) {
        (Some(x), Some(y)) => {
            let key = |ty: Ty, kind: types::Int| {
                (kind.rank(), !kind.signed(), matches!(types[ty], Type::Typedef(_)))
            };
            if key(a, x) >= key(b, y) { types.unqualified(a) } else { types.unqualified(b) }
        }
        _ => common_c_type(types, a, b).unwrap_or(Ty::OBJECT),
    }
}
