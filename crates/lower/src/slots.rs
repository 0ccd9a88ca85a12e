//! Type objects of extension types: their tables, and the functions of their slots.
//!
//! ```text
//! def __getitem__(self, Py_ssize_t i)      a C function (object, Py_ssize_t)
//!     implementation                       object (object self, object key): converts by the method's `Wrapper`, calls
//!     slot                                 the implementation, or a function with one operation (`builtins::TypeSlot`)
//! ```
//! What converts nothing is its own implementation. Methods with any parameters (`__init__`) have a vectorcall entry like a
//! `def`, and a function object in a C variable that knows their defaults.

use crate::calls::failure;
use crate::function::Lowerer;
use crate::module::{Cx, func_id};
use crate::prune;
use base::{Interner, Name};
use builtins::{
    Fails, Op, SlotForm, SpecialKind, SpecialMethod, SpecialResult, TYPE_SLOTS, TypeSlot,
};
use mir::{Bound, Builder, CExpr, CExprKind, Callee, FuncId, OnError, Term};
use std::collections::HashMap;
use tir::{ExprKind, FuncKind, Wrapper};
use types::{ClassId, Except, FuncType, Ty, Type};

/// Python calls the function by a vectorcall entry.
pub(crate) fn has_entry(func: &tir::Function, names: &Interner) -> bool {
    let plain = func.kind == FuncKind::Special && !is_general(&names[func.name]);
    func.wrapper.is_some() && !plain
}

/// The parameters are any.
fn is_general(name: &str) -> bool {
    name == "__cinit__"
        || SpecialMethod::find(name).is_some_and(|method| method.kind == SpecialKind::General)
}

/// Python is given None where the function returns a status.
pub(crate) fn returns_nothing(func: &tir::Function, names: &Interner) -> bool {
    func.kind == FuncKind::Special
        && SpecialMethod::find(&names[func.name]).is_some_and(|it| !it.result.has_value())
}

/// What a class gives to its slots.
struct Methods {
    class: ClassId,
    base: Option<ClassId>,
    /// In the types of the slots, with their numbers of parameters.
    found: HashMap<&'static str, (FuncId, usize)>,
    general: HashMap<&'static str, Bound>,
    /// For `__getbuffer__` the owner of a buffer is an object, not a pointer or nothing that it knows.
    counts_owner: bool,
}

pub(crate) fn lower(cx: &mut Cx<'_>, out: &mut mir::Module) {
    let module = cx.tir;
    let mut known = Vec::new();
    for class in &module.classes {
        known.push(methods(cx, out, class));
    }
    for (index, class) in module.classes.iter().enumerate() {
        let lowered = lower_class(cx, out, class, &known, index);
        out.classes.push(lowered);
    }
    out.imported_classes = module.imported_classes.clone();
}

/// The implementations of the special methods.
fn methods(cx: &mut Cx<'_>, out: &mut mir::Module, class: &tir::Class) -> Methods {
    let base = cx.types.classes[class.class].base;
    let mut methods = Methods {
        class: class.class,
        base,
        found: HashMap::new(),
        general: HashMap::new(),
        counts_owner: false,
    };
    for special in &class.specials {
        let Some(method) = SpecialMethod::find(&cx.names[special.name]) else { continue };
        if is_general(method.name) {
            if let Some(bound) = bound(cx, special.func) {
                methods.general.insert(method.name, bound);
            }
        } else {
            let count = cx.tir.functions[special.func].params.len();
            if method.name == "__getbuffer__" {
                methods.counts_owner = counts_owner(cx, special.func);
            }
            let function = implementation(cx, out, special.func, method);
            methods.found.insert(method.name, (function, count));
        }
    }
    methods
}

/// Whether the declaration of `Py_buffer` that a `__getbuffer__` uses has the owner as an object.
fn counts_owner(cx: &Cx<'_>, id: tir::FuncId) -> bool {
    let func = &cx.tir.functions[id];
    let Some(view) = func.params.get(1) else { return false };
    let def = cx.types.pointee(func.locals[view.local].ty).and_then(|to| cx.types.as_struct(to));
    let owner = def
        .and_then(|def| def.fields.iter().flatten().find(|field| &cx.names[field.cname] == "obj"));
    owner.is_some_and(|owner| cx.types.is_object(owner.ty))
}

fn bound(cx: &Cx<'_>, id: tir::FuncId) -> Option<Bound> {
    let func = &cx.tir.functions[id];
    let (only_self, of_class) = (func.params.len() == 1, func.options.of_class);
    let (pyfunc, object) = (*cx.pyfuncs.get(&id)?, *cx.held.get(&id)?);
    Some(Bound { pyfunc, object, only_self, of_class })
}

/// Makes the variables that hold the function objects of methods; before the functions, which may assign them.
pub(crate) fn hold(cx: &mut Cx<'_>, out: &mut mir::Module) {
    for (number, class) in cx.tir.classes.iter().enumerate() {
        let cname = format!("px_raw_{number}");
        let raw = out.externs.push(mir::Extern { cname, ty: Ty::VOID, declared: true });
        cx.raw.insert(class.class, raw);
        let general = class.specials.iter().filter(|it| is_general(&cx.names[it.name]));
        for id in general.map(|special| special.func).chain(class.methods.iter().copied()) {
            let func = &cx.tir.functions[id];
            let object = out.globals.push(mir::Global {
                name: func.name,
                cname: format!("px_held_{}", func.cname),
                ty: Ty::OBJECT,
                public: false,
                init: None,
            });
            cx.held.insert(id, object);
        }
    }
}

/// A function with the C types of the slot: the method's own where nothing is converted.
fn implementation(
    cx: &mut Cx<'_>,
    out: &mut mir::Module,
    id: tir::FuncId,
    method: &SpecialMethod,
) -> FuncId {
    let func = &cx.tir.functions[id];
    match &func.wrapper {
        Some(wrapper) if !is_plain(cx, func, wrapper, method) => {
            out.functions.push(converting(cx, id, func, wrapper, method))
        }
        _ => func_id(id),
    }
}

/// The wrapper passes on what it gets, and returns what the function returned.
fn is_plain(cx: &Cx<'_>, func: &tir::Function, wrapper: &Wrapper, method: &SpecialMethod) -> bool {
    let same = |expr: &tir::Expr, id| match &expr.kind {
        ExprKind::Local(local) => *local == id,
        ExprKind::Cast(inner) if cx.types.is_object(expr.ty) && cx.types.is_object(inner.ty) => {
            matches!(inner.kind, ExprKind::Local(local) if local == id)
        }
        _ => false,
    };
    let args = wrapper.args.len() == wrapper.raw.len()
        && wrapper.args.iter().zip(&wrapper.raw).all(|(arg, &raw)| same(arg, raw));
    let alike = func.ret == method.result.ty()
        || cx.types.is_object(func.ret) && cx.types.is_object(method.result.ty());
    let result = match method.result {
        SpecialResult::Status | SpecialResult::Nothing => true,
        _ => wrapper.result.is_some_and(|result| same(&wrapper.value, result)),
    };
    args && alike && result && func.closure.is_none()
}

fn error_value(result: SpecialResult) -> OnError {
    match result {
        SpecialResult::Object | SpecialResult::Next => OnError::Return(CExpr::null(Ty::OBJECT)),
        SpecialResult::Value(ty) => OnError::Return(CExpr::int(-1, ty)),
        SpecialResult::Status => OnError::Return(CExpr::int(-1, Ty::INT)),
        SpecialResult::Nothing => OnError::Unraisable(None),
    }
}

/// Converts the slot's arguments and the method's result.
fn converting(
    cx: &mut Cx<'_>,
    id: tir::FuncId,
    func: &tir::Function,
    wrapper: &Wrapper,
    method: &SpecialMethod,
) -> mir::Function {
    let cname = format!("px_special_{}", func.cname);
    let b = Builder::new(cname, method.result.ty(), error_value(method.result), func.span);
    let mut lowerer = Lowerer::new(cx, b, &wrapper.locals);
    lowerer.b.at(func.span);
    for &raw in &wrapper.raw {
        let local = lowerer.locals[raw];
        lowerer.b.func.locals[local].kind = mir::LocalKind::Param;
        lowerer.b.func.params.push(local);
    }
    let args = lowerer.operands(&wrapper.args);
    let dst = match wrapper.result {
        Some(result) => Some(lowerer.locals[result]),
        None if lowerer.cx.types.resolve(func.ret) == Ty::VOID => None,
        None => lowerer.temp(func.ret).as_local(),
    };
    let fails = special_failure(&lowerer, func, method);
    lowerer.b.at(func.span);
    lowerer.call(dst, Callee::Func(func_id(id)), args, fails);
    let value = match method.result {
        SpecialResult::Nothing => None,
        SpecialResult::Status => Some(CExpr::int(0, Ty::INT)),
        SpecialResult::Object | SpecialResult::Next => Some(lowerer.object(&wrapper.value)),
        SpecialResult::Value(ty) => Some(lowerer.expr(&wrapper.value).cast(ty)),
    };
    lowerer.end(Term::Return(value));
    prune::finish(lowerer.b.finish(), lowerer.cx.types)
}

/// NULL from `__next__` need not mean an exception; where nothing is converted it is passed on as it is.
fn special_failure(
    lowerer: &Lowerer<'_, '_>,
    func: &tir::Function,
    method: &SpecialMethod,
) -> Fails {
    match method.result {
        SpecialResult::Nothing => Fails::Never,
        SpecialResult::Object
        | SpecialResult::Next
        | SpecialResult::Value(_)
        | SpecialResult::Status => failure(lowerer.cx.types, func.ret, &func.except),
    }
}

fn lower_class(
    cx: &mut Cx<'_>,
    out: &mut mir::Module,
    class: &tir::Class,
    known: &[Methods],
    index: usize,
) -> mir::Class {
    let own = &known[index];
    let mut slots = Vec::new();
    for slot in TYPE_SLOTS {
        if is_left_out(cx, class, slot) {
            continue;
        }
        if let Some(function) = slot_function(cx, out, class, slot, known, own) {
            slots.push((slot.name, function));
        }
    }
    let methods = class.methods.iter().filter_map(|&func| bound(cx, func)).collect();
    let flags = &class.flags;
    mir::Class {
        class: class.class,
        name: class.name,
        doc: class.doc.as_ref().map(|doc| cx.consts.of_tree(doc)),
        slots,
        cinit: own.general.get("__cinit__").copied(),
        init: own.general.get("__init__").copied(),
        dealloc: own.found.get("__dealloc__").map(|&(function, _)| function),
        methods,
        by_name: by_name(cx, class, own),
        held: own.general.get("__call__").copied().into_iter().collect(),
        properties: class
            .properties
            .iter()
            .map(|it| it.map(func_id, |doc| cx.consts.of_tree(doc)))
            .collect(),
        vtable: class.vtable.iter().map(|it| it.map(func_id)).collect(),
        pickle: class.pickle.as_ref().map(|it| it.map(func_id)),
        docs: docs(cx, class),
        flags: flags.clone(),
        span: class.span,
    }
}

/// Methods that a call by name finds in place of their slot.
fn by_name(cx: &Cx<'_>, class: &tir::Class, own: &Methods) -> Vec<(Name, FuncId)> {
    let row = |name| SpecialMethod::find(&cx.names[name]);
    let wanted = |special: &&tir::Special| {
        row(special.name).is_some_and(|it| it.by_name && !(it.binary && class.flags.c_binops))
    };
    let found = |special: &tir::Special| {
        own.found.get(&cx.names[special.name]).map(|&(function, _)| (special.name, function))
    };
    class.specials.iter().filter(wanted).filter_map(found).collect()
}

fn docs(cx: &mut Cx<'_>, class: &tir::Class) -> Vec<(Name, mir::ConstId)> {
    let doc = |special: &tir::Special| {
        let doc = cx.tir.functions[special.func].doc.as_ref()?;
        Some((special.name, cx.consts.of_tree(doc)))
    };
    class.specials.iter().filter_map(doc).collect()
}

/// The function of a slot, if the class has a part in it.
fn slot_function(
    cx: &mut Cx<'_>,
    out: &mut mir::Module,
    class: &tir::Class,
    slot: &TypeSlot,
    known: &[Methods],
    own: &Methods,
) -> Option<FuncId> {
    let find = |name: &str| own.found.get(name).copied();
    if class.flags.c_binops && SpecialMethod::find(slot.methods[0]).is_some_and(|it| it.binary) {
        let (function, count) = find(slot.methods[0])?;
        if count == slot.args.len() {
            return Some(function);
        }
    }
    match slot.form {
        SlotForm::Direct => slot.methods.iter().find_map(|name| find(name)).map(|it| it.0),
        SlotForm::Op(op)
        | SlotForm::Counted(op)
        | SlotForm::Inherited(op)
        | SlotForm::Comparison(op) => {
            slot.methods.iter().find_map(|name| find(name))?;
            let mut extra = Vec::new();
            for name in slot.methods {
                let method = match slot.form {
                    SlotForm::Inherited(_) | SlotForm::Comparison(_) => inherited(known, own, name),
                    _ => find(name),
                };
                extra.push(address(cx, out, method));
                if let SlotForm::Counted(_) = slot.form {
                    let count = method.map_or(0, |(_, count)| count);
                    extra.push(CExpr::int(count as i128, Ty::INT));
                }
            }
            let op = match slot.form {
                SlotForm::Comparison(_) if is_completed(class, known, own) => "slot.total_ordering",
                SlotForm::Op("slot.getbuffer") if !own.counts_owner => "slot.getbuffer_raw",
                _ => op,
            };
            Some(made(cx, out, class, slot, op, extra))
        }
        SlotForm::Entry(op) => {
            let bound = own.general.get(slot.methods[0]).copied()?;
            Some(entry_slot(cx, out, class, slot, op, bound))
        }
    }
}

/// A root class that says it is a sequence, and whose methods take C indices, is no mapping.
fn is_left_out(cx: &Cx<'_>, class: &tir::Class, slot: &TypeSlot) -> bool {
    let def = &cx.types.classes[class.class];
    let takes_index = |special: &tir::Special| {
        let func = &cx.tir.functions[special.func];
        func.params.get(1).is_some_and(|index| func.locals[index.local].ty == Ty::SSIZE)
    };
    matches!(slot.name, "mp_subscript" | "mp_ass_subscript")
        && class.flags.collection == Some(types::Collection::Sequence)
        && def.base.is_none()
        && def.builtin_base.is_none()
        && class
            .specials
            .iter()
            .filter(|special| slot.methods.contains(&&cx.names[special.name]))
            .all(takes_index)
}

/// The class's own method, or that of a base in this module. `__richcmp__` hides what bases have.
fn inherited(known: &[Methods], own: &Methods, name: &str) -> Option<(FuncId, usize)> {
    if name == "__richcmp__" {
        return own.found.get(name).copied();
    }
    let mut class = Some(own);
    while let Some(methods) = class {
        if let Some(found) = methods.found.get(name) {
            return Some(*found);
        }
        class = methods.base.and_then(|base| known.iter().find(|it| it.class == base));
    }
    None
}

/// A function as operations take it.
fn address(cx: &mut Cx<'_>, out: &mir::Module, function: Option<(FuncId, usize)>) -> CExpr {
    let Some((id, _)) = function else { return CExpr::null(Ty::VOID_PTR) };
    let target = &out.functions[id];
    let ty = FuncType {
        params: target.params.iter().map(|&param| target.locals[param].ty).collect(),
        optional: 0,
        varargs: target.varargs,
        ret: target.ret,
        except: Except::Never,
        nogil: false,
        with_gil: false,
        skip_dispatch: false,
    };
    let ty = cx.types.intern(Type::Func(Box::new(ty)));
    let ty = cx.types.ptr(ty);
    CExpr::new(CExprKind::Func(id), ty).cast(Ty::VOID_PTR)
}

/// `total_ordering`, with something to start from.
fn is_completed(class: &tir::Class, known: &[Methods], own: &Methods) -> bool {
    let any = |names: &[&str]| names.iter().any(|name| inherited(known, own, name).is_some());
    class.flags.total_ordering
        && any(&["__eq__", "__ne__"])
        && any(&["__lt__", "__le__", "__gt__", "__ge__"])
}

fn entry_slot(
    cx: &mut Cx<'_>,
    out: &mut mir::Module,
    class: &tir::Class,
    slot: &TypeSlot,
    op: &'static str,
    bound: Bound,
) -> FuncId {
    let place = CExpr::new(CExprKind::Global(bound.object), Ty::OBJECT);
    let place = CExpr::new(CExprKind::AddrOf(Box::new(place)), Ty::OBJECT_PTR);
    let entry = out.pyfuncs[bound.pyfunc].entry;
    let entry = address(cx, out, entry.map(|id| (id, 0)));
    out.functions.push(one_operation(cx, class, slot, op, vec![entry, place]))
}

fn made(
    cx: &mut Cx<'_>,
    out: &mut mir::Module,
    class: &tir::Class,
    slot: &TypeSlot,
    op: &'static str,
    extra: Vec<CExpr>,
) -> FuncId {
    // Comparison looks into bases only where they are of elsewhere.
    let looks = !matches!(slot.form, SlotForm::Comparison(_)) || has_foreign_base(cx, class.class);
    let object = match looks {
        true => CExpr::new(CExprKind::ClassObject(class.class), Ty::TYPE),
        false => CExpr::null(Ty::TYPE),
    };
    let rest = std::iter::once(object).chain(extra).collect();
    out.functions.push(one_operation(cx, class, slot, op, rest))
}

/// The most basic class of this module has a base that is not `object`.
fn has_foreign_base(cx: &Cx<'_>, class: ClassId) -> bool {
    let mine = |id: ClassId| cx.tir.classes.iter().any(|it| it.class == id);
    cx.types.class_chain(class).any(|(id, def)| !mine(id) || def.builtin_base.is_some())
}

/// A function with the arguments of the slot that hands them on to an operation.
fn one_operation(
    cx: &mut Cx<'_>,
    class: &tir::Class,
    slot: &TypeSlot,
    op: &'static str,
    rest: Vec<CExpr>,
) -> mir::Function {
    let op = Op::named(op);
    let error = match op.fails {
        Fails::Never => OnError::Impossible,
        _ if slot.ret == Ty::OBJECT => OnError::Return(CExpr::null(Ty::OBJECT)),
        _ => OnError::Return(CExpr::int(-1, slot.ret)),
    };
    let cname = format!("px_slot_{}_{}", class_part(cx, class), slot.name);
    let mut b = Builder::new(cname, slot.ret, error, class.span);
    b.at(class.span);
    let mut args: Vec<_> =
        slot.args.iter().map(|&ty| CExpr::local(b.param(None, ty), ty)).collect();
    args.extend(rest);
    let value = b.op(op, args);
    b.terminate(Term::Return(value));
    prune::finish(b.finish(), cx.types)
}

/// Tells the classes of a module apart in C.
fn class_part(cx: &Cx<'_>, class: &tir::Class) -> String {
    let number = cx.tir.classes.iter().position(|it| it.class == class.class).unwrap_or_default();
    let name: String = cx.names[class.name].chars().filter(char::is_ascii_alphanumeric).collect();
    format!("{number}_{name}")
}
