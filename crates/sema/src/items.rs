//! Containers whose items have declared types: `list[int]`, `tuple[str, ...]`.

use types::{Builtin, Class, Object, Ty, Type, TypeTable};

use crate::convert::boxed_type;

/// Stands after the item type of a tuple of any length.
pub(crate) const ANY_LENGTH: Ty = Ty::VOID;

/// Whether one container can be assigned where another one of the same builtin type is declared, by their items. Items are tested
/// where they are read, so only what can never be right is refused.
pub(crate) fn fit(types: &TypeTable, given: &Object, wanted: &Object) -> bool {
    if given.items.is_empty() || wanted.items.is_empty() {
        return true;
    }
    given.items.len() == wanted.items.len()
        && given.items.iter().zip(&wanted.items).all(|(&from, &to)| item_fits(types, from, to))
}

fn item_fits(types: &TypeTable, from: Ty, to: Ty) -> bool {
    let (from, to) = (types.unqualified(from), types.unqualified(to));
    if from == to || from == Ty::ERROR || to == Ty::ERROR {
        return true;
    }
    match (types.as_object(from), types.as_object(to)) {
        (Some(given), Some(wanted)) => object_fits(types, given, wanted),
        (None, Some(wanted)) => {
            let boxed = boxed_type(types, from);
            from != ANY_LENGTH
                && types.as_object(boxed).is_some_and(|given| object_fits(types, given, wanted))
        }
        (Some(given), None) => given.class == Class::Any && to != ANY_LENGTH,
        (None, None) => numbers_fit(types, from, to),
    }
}

fn object_fits(types: &TypeTable, given: &Object, wanted: &Object) -> bool {
    match (given.class, wanted.class) {
        (Class::Any, _) | (_, Class::Any) => true,
        (Class::Ext(from), Class::Ext(to)) => types.is_subclass(from, to),
        (Class::Builtin(from), Class::Builtin(to)) if from == to => fit(types, given, wanted),
        (Class::Builtin(Builtin::NoneType), _) => wanted.none,
        (Class::Builtin(_), Class::Builtin(_))
        | (Class::Builtin(_), Class::Ext(_))
        | (Class::Ext(_), Class::Builtin(_)) => false,
    }
}

/// C numbers that become wider ones.
fn numbers_fit(types: &TypeTable, from: Ty, to: Ty) -> bool {
    let int = types.is_int(from);
    match *types.resolved(to) {
        Type::Int(_) | Type::Bint => int,
        Type::Float(_) => int || types.is_float(from),
        Type::Complex(_) => types.is_arithmetic(from),
        _ => types.resolve(from) == types.resolve(to),
    }
}

/// What the items of a container are that is read one after the other.
pub(crate) fn item_type(types: &TypeTable, ty: Ty) -> Ty {
    let (Some(builtin), Some(object)) = (types.as_builtin(ty), types.as_object(ty)) else {
        return Ty::OBJECT;
    };
    match (builtin, object.items.as_slice()) {
        (Builtin::Range, _) => Ty::PYINT,
        (Builtin::List | Builtin::Set | Builtin::FrozenSet | Builtin::Tuple, [item]) => *item,
        (Builtin::Tuple, [item, ANY_LENGTH]) => *item,
        (Builtin::Tuple, [first, rest @ ..]) => {
            rest.iter().fold(*first, |all, &item| joined(types, all, item))
        }
        (Builtin::Dict, [key, _]) => *key,
        _ => Ty::OBJECT,
    }
}

/// What has room for items of two types.
fn joined(types: &TypeTable, one: Ty, other: Ty) -> Ty {
    if one == other {
        return one;
    }
    match (types.as_class(one), types.as_class(other)) {
        (Some(a), Some(b)) if types.is_subclass(a, b) => other,
        (Some(a), Some(b)) if types.is_subclass(b, a) => one,
        _ => Ty::OBJECT,
    }
}

/// The item at a place of a tuple.
pub(crate) fn tuple_item(types: &TypeTable, ty: Ty, place: usize) -> Ty {
    match types.as_object(ty).map(|object| object.items.as_slice()) {
        Some(&[item, ANY_LENGTH]) => item,
        Some(items) => items.get(place).copied().unwrap_or(Ty::OBJECT),
        None => Ty::OBJECT,
    }
}
