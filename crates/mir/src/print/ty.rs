//! Types in the text form: the fixed ones by the name of their constant, others by how they are built.

use base::Interner;
use types::{Access, Axis, Builtin, Class, CppHandler, Except, ExceptValue, FuncType, Object};
use types::{KNOWN_TYPES, Packing, Ty, Type, TypeTable};

use super::names::except_value_text;
use super::quoted;

pub(super) fn type_text(ty: Ty, types: &TypeTable, names: &Interner) -> String {
    if let Some((name, _)) = KNOWN_TYPES.get(ty.0 as usize) {
        return name.to_lowercase();
    }
    let text = |ty: Ty| type_text(ty, types, names);
    let list = |items: &[Ty]| items.iter().map(|&item| text(item)).collect::<Vec<_>>().join(", ");
    match &types[ty] {
        Type::Error | Type::Void | Type::Bint => "error".into(),
        Type::Int(kind) => kind.name().replace(' ', "_"),
        Type::Float(kind) => kind.name().replace(' ', "_"),
        Type::Complex(kind) => format!("{}_complex", kind.name().replace(' ', "_")),
        Type::IntComplex(kind) => format!("{}_complex", kind.name().replace(' ', "_")),
        Type::Ptr(to) => format!("ptr({})", text(*to)),
        Type::Array(item, Some(len)) => format!("array({}, {len})", text(*item)),
        Type::Array(item, None) => format!("array({})", text(*item)),
        Type::Func(func) => func_text(func, types, names),
        Type::Struct(id) => format!("struct({})", id.0),
        Type::Enum(id) => format!("enum({})", id.0),
        Type::Typedef(id) => format!("typedef({})", id.0),
        Type::Const(inner) => format!("const({})", text(*inner)),
        Type::Volatile(inner) => format!("volatile({})", text(*inner)),
        Type::Ref(inner) => format!("ref({})", text(*inner)),
        Type::CTuple(items) => format!("ctuple({})", list(items)),
        Type::Object(object) => object_text(object, names, &list),
        Type::MemView(view) => {
            let axes: String = view.axes.iter().map(axis_text).collect();
            let readonly = if view.readonly { ", readonly" } else { "" };
            format!("memview({}{axes}{readonly})", text(view.item))
        }
        Type::Fused(id) => format!("fused({})", id.0),
        Type::Opaque(c) => format!("opaque({})", quoted(c.as_bytes())),
    }
}

fn object_text(object: &Object, names: &Interner, list: &dyn Fn(&[Ty]) -> String) -> String {
    let mut text = match object.class {
        Class::Any => "obj(any".to_owned(),
        Class::Builtin(Builtin::Exception(name)) => {
            format!("obj(exception({})", quoted(names[name].as_bytes()))
        }
        Class::Builtin(builtin) => format!("obj({}", builtin.name(names)),
        Class::Ext(id) => format!("obj(class({})", id.0),
    };
    if object.exact {
        text.push_str(", exact");
    }
    if object.none {
        text.push_str(", none");
    }
    if !object.items.is_empty() {
        text.push_str(&format!(", items({})", list(&object.items)));
    }
    text + ")"
}

fn axis_text(axis: &Axis) -> String {
    let access = match axis.access {
        Access::Direct => "direct",
        Access::Ptr => "ptr",
        Access::Full => "full",
    };
    let packing = match axis.packing {
        Packing::Strided => "strided",
        Packing::Follow => "follow",
        Packing::Contig => "contig",
    };
    format!(", {access} {packing}")
}

fn func_text(func: &FuncType, types: &TypeTable, names: &Interner) -> String {
    let params: Vec<_> = func.params.iter().map(|&ty| type_text(ty, types, names)).collect();
    let mut text =
        format!("func({}, params({})", type_text(func.ret, types, names), params.join(", "));
    let value = |value: &ExceptValue| except_value_text(*value, names);
    let except = match &func.except {
        Except::Never => String::new(),
        Except::Null => ", except_null".into(),
        Except::Value(v) => format!(", except({})", value(v)),
        Except::Maybe(v) => format!(", except_maybe({})", value(v)),
        Except::Check => ", except_check".into(),
        Except::Cpp(CppHandler::Default) => ", except_cpp".into(),
        Except::Cpp(CppHandler::Any) => ", except_cpp_any".into(),
        Except::Cpp(CppHandler::Named(name)) => {
            format!(", except_cpp({})", quoted(names[*name].as_bytes()))
        }
    };
    text.push_str(&except);
    if func.optional > 0 {
        text.push_str(&format!(", optional({})", func.optional));
    }
    let flags = [
        (func.varargs, ", varargs"),
        (func.nogil, ", nogil"),
        (func.with_gil, ", with_gil"),
        (func.skip_dispatch, ", skip_dispatch"),
    ];
    flags.iter().filter(|(on, _)| *on).for_each(|(_, word)| text.push_str(word));
    text + ")"
}
