//! What functions of the module return when they raised, and how their callers see it, where the contract is only that an exception is set.
//!
//! Whoever calls such a function through a vtable may be another module's code, or call another module's function: these return zero. A
//! function that is called by name returns a number instead that hardly any computation results in, so that `PyErr_Occurred()` is
//! hardly ever asked. Code that gets its address asks always.

use crate::calls::failure;
use crate::module::Cx;
use builtins::Fails;
use tir::FuncId;
use types::{Except, ExceptValue, Float, Int, Ty, Type, TypeTable};

/// The number: digits of the golden ratio.
const RARE_BITS: u32 = 0x9E37_79B9;

/// How the caller of a function of this module, by its name, sees that it raised.
pub(crate) fn direct_failure(cx: &Cx<'_>, id: FuncId) -> Fails {
    let func = &cx.tir.functions[id];
    match (&func.except, rare_value(cx, id)) {
        (Except::Check, Some(value)) => Fails::EqualsOccurred(value),
        (except, _) => own_failure(cx.types, func.ret, except),
    }
}

/// As `failure`, of a method of a vtable.
pub(crate) fn own_failure(types: &TypeTable, ret: Ty, except: &Except) -> Fails {
    let fails = failure(types, ret, except);
    if fails != Fails::Occurred {
        return fails;
    }
    if types.is_float(ret) {
        Fails::EqualsOccurred(ExceptValue::Float(0f64.to_bits()))
    } else if types.is_int(ret) {
        Fails::EqualsOccurred(ExceptValue::Int(0))
    } else if types.is_pointer(ret) {
        Fails::EqualsOccurred(ExceptValue::Null)
    } else {
        fails
    }
}

/// What the function returns when it raised, if that is no zero.
pub(crate) fn rare_value(cx: &Cx<'_>, id: FuncId) -> Option<ExceptValue> {
    let func = &cx.tir.functions[id];
    let object = cx.types.is_counted(func.ret);
    if object || func.except != Except::Check || cx.in_vtables.contains(&id) {
        return None;
    }
    // Where a header has the type, the number may not fit.
    if !is_known(cx.types, func.ret) {
        return None;
    }
    match cx.types.resolved(func.ret) {
        Type::Float(Float::Double | Float::LongDouble) => {
            Some(ExceptValue::Float(u64::from(RARE_BITS) << 32))
        }
        Type::Float(Float::Float) => {
            Some(ExceptValue::Float(f64::from(f32::from_bits(RARE_BITS)).to_bits()))
        }
        // Neither true nor false.
        Type::Bint => Some(ExceptValue::Int(-1)),
        Type::Int(kind) => rare_int(*kind).map(ExceptValue::Int),
        _ => None,
    }
}

/// Whether no header says what the type is.
fn is_known(types: &TypeTable, ty: Ty) -> bool {
    match types[ty] {
        Type::Const(inner) | Type::Volatile(inner) | Type::Ref(inner) => is_known(types, inner),
        Type::Typedef(id) => {
            !types.typedefs[id].is_extern && is_known(types, types.typedefs[id].target)
        }
        _ => true,
    }
}

fn rare_int(kind: Int) -> Option<i128> {
    Some(match kind {
        Int::SChar | Int::Short => (RARE_BITS as i8).into(),
        Int::UChar | Int::UShort => (RARE_BITS as u8).into(),
        Int::Int | Int::Long | Int::LongLong | Int::SSize | Int::PtrDiff | Int::Hash => {
            (RARE_BITS as i32).into()
        }
        Int::UInt | Int::ULong | Int::ULongLong | Int::Size => RARE_BITS.into(),
        // Characters, and what is signed on some platforms only.
        Int::Char | Int::Ucs4 | Int::PyUnicode => return None,
    })
}
