//! Choosing a row: the most specific one whose argument types the arguments fit without a conversion that loses
//! anything. The general row is always there, so an optimisation is only ever one more row.

use crate::{Key, Op};
use types::{Class, Ty, TypeTable};

/// The best row for `key` with arguments of these types; `version` is the oldest target Python.
///
/// An object argument fits a parameter of the same class if it is known to be exact and not None, or any `object`
/// parameter. A C argument fits a parameter of the same C type, an integer also a wider integer of the same sign.
pub fn select(table: &TypeTable, key: Key, args: &[Ty], version: u16) -> Option<Op> {
    Op::with_key(key)
        .iter()
        .copied()
        .filter(|op| op.since <= version)
        .filter_map(|op| Some((cost(table, op, args)?, op)))
        .min_by_key(|&(cost, _)| cost)
        .map(|(_, op)| op)
}

/// The sum of the distances of the arguments from the parameters; absent where one does not fit.
fn cost(table: &TypeTable, op: Op, args: &[Ty]) -> Option<u32> {
    let fixed = op.args.len() - usize::from(op.rest);
    if args.len() < fixed || (args.len() > fixed && !op.rest) {
        return None;
    }
    let mut sum = 0;
    for (index, &arg) in args.iter().enumerate() {
        let param = op.args[index.min(op.args.len() - 1)].ty;
        sum += distance(table, arg, param)?;
    }
    Some(sum)
}

fn distance(table: &TypeTable, arg: Ty, param: Ty) -> Option<u32> {
    if arg == param {
        return Some(0);
    }
    if let Some(wanted) = table.as_object(param) {
        let given = table.as_object(arg)?;
        return match wanted.class {
            Class::Any => Some(8),
            class if class == given.class && !given.none && (given.exact || !wanted.exact) => {
                Some(1)
            }
            Class::Builtin(_) | Class::Ext(_) => None,
        };
    }
    let (given, wanted) = (table.int_kind(arg)?, table.int_kind(param)?);
    let widens = given.bits() < wanted.bits() && (wanted.signed() || !given.signed());
    let same = given.bits() == wanted.bits() && given.signed() == wanted.signed();
    (same || widens).then(|| 1 + wanted.rank().abs_diff(given.rank()))
}
