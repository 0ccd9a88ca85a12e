//! How Python calls a `def` or `cpdef`: a vectorcall entry with the contract of C.
//!
//! ```text
//! PyObject *entry(PyObject *self, PyObject *const *args, size_t nargsf, PyObject *kwnames) {
//!     if (kwnames != NULL || nargs != N) return func.bind(self, args, nargsf, kwnames);
//!     ... convert args[0] .. args[N-1], call the C function, convert its result
//! }
//! ```
//! `func.bind` puts the arguments of any other call, defaults included, into one slot for each parameter and calls the entry
//! again with these. So the entry has the plain call only, and its arguments are borrowed from the caller throughout. A
//! function with `**kwargs` or keyword-only parameters always needs the slots; `args.bound` tells that they are there. One with
//! `*args` makes the tuple itself where that is all that there is to make.

use crate::error_values::direct_failure;
use crate::function::Lowerer;
use crate::module::{Cx, func_id};
use crate::values::{compare, is_null, ssize};
use crate::{prune, slots};
use base::Name;
use builtins::Op;
use mir::{BinOp, Builder, CExpr, CExprKind, Callee, OnError, PyFunc, PyParams, Term};
use tir::{FuncKind, LocalKind, ParamKind, SuspendKind, Wrapper};
use types::Ty;

/// The parameters of every entry.
struct Entry {
    function: CExpr,
    args: CExpr,
    nargsf: CExpr,
    kwnames: CExpr,
}

/// What the arguments of a call have to be like for the entry.
#[derive(Clone, Copy)]
enum Form {
    /// One for each parameter.
    Plain,
    /// At least so many, the others being those of `*args`.
    Rest(usize),
    /// Bound to slots.
    Slots,
}

impl Form {
    fn of(func: &tir::Function) -> Form {
        let mut form = Form::Plain;
        for (index, param) in func.params.iter().enumerate() {
            form = match (param.kind, form) {
                (ParamKind::PositionalOnly | ParamKind::Positional, form) => form,
                (ParamKind::Star, Form::Plain) => Form::Rest(index),
                (ParamKind::StarStar, Form::Rest(before)) => Form::Rest(before),
                (ParamKind::KeywordOnly | ParamKind::Star | ParamKind::StarStar, _) => Form::Slots,
            };
        }
        form
    }
}

pub(crate) fn lower(
    cx: &mut Cx<'_>,
    id: tir::FuncId,
    func: &tir::Function,
    wrapper: &Wrapper,
) -> mir::Function {
    let cname = format!("px_entry_{}", func.cname);
    let on_error = OnError::Return(CExpr::null(Ty::OBJECT));
    let mut b = Builder::new(cname, Ty::OBJECT, on_error, func.span);
    let mut param = |ty| CExpr::local(b.param(None, ty), ty);
    let entry = Entry {
        function: param(Ty::OBJECT),
        args: param(Ty::ARGS),
        nargsf: param(Ty::SIZE),
        kwnames: param(Ty::OBJECT),
    };
    let mut lowerer = Lowerer::new(cx, b, &wrapper.locals);
    lowerer.b.at(func.span);
    lowerer.check_arguments(func, &entry);
    lowerer.take_arguments(func, wrapper, &entry);
    lowerer.call_function(id, func, wrapper, &entry);
    prune::finish(lowerer.b.finish(), lowerer.cx.types)
}

impl Lowerer<'_, '_> {
    /// Goes on where there is one argument for each parameter; returns what `func.bind` makes of it otherwise.
    fn check_arguments(&mut self, func: &tir::Function, entry: &Entry) {
        let (plain, other) = (self.new_block(), self.new_block());
        let test = |name, args, ty| CExpr::new(CExprKind::Op(Op::named(name), args), ty);
        let nargsf = entry.nargsf.clone();
        let ready = match Form::of(func) {
            Form::Slots => test("args.bound", vec![nargsf], Ty::BINT),
            Form::Rest(before) => {
                let kwnames = entry.kwnames.clone();
                let args = vec![entry.function.clone(), nargsf, kwnames, ssize(before)];
                test("args.rest_given", args, Ty::BINT)
            }
            Form::Plain => {
                let count = test("args.count", vec![nargsf], Ty::SSIZE);
                let right = compare(BinOp::Eq, count, ssize(func.params.len()));
                CExpr::binary(BinOp::And, right, is_null(entry.kwnames.clone()), Ty::BINT)
            }
        };
        self.split_likely(ready, plain, other, true);
        self.go_on_in(other);
        let args = [&entry.function, &entry.args, &entry.nargsf, &entry.kwnames];
        let value = self.value("func.bind", args.map(CExpr::clone).to_vec());
        self.end(Term::Return(Some(value)));
        self.go_on_in(plain);
    }

    fn take_arguments(&mut self, func: &tir::Function, wrapper: &Wrapper, entry: &Entry) {
        let span = self.b.span();
        let form = Form::of(func);
        for (index, &raw) in wrapper.raw.iter().enumerate() {
            let to = self.locals[raw];
            // Borrowed from the caller, which a variable of the program never is.
            self.b.func.locals[to].kind = mir::LocalKind::Temp;
            let name = match form {
                Form::Rest(before) if index == before => "args.rest",
                Form::Rest(before) if index > before => "args.keywords",
                Form::Plain | Form::Slots | Form::Rest(_) => "args.get",
            };
            let mut args = vec![entry.args.clone(), ssize(index)];
            if name != "args.get" {
                args.insert(1, entry.nargsf.clone());
            }
            self.op_to(span, Some(to), Op::named(name), args);
        }
    }

    fn call_function(
        &mut self,
        id: tir::FuncId,
        func: &tir::Function,
        wrapper: &Wrapper,
        entry: &Entry,
    ) {
        let mut args = self.operands(&wrapper.args);
        if func.closure.is_some() {
            args.insert(0, entry.function.clone());
        }
        let fails = direct_failure(self.cx, id);
        let dst = match wrapper.result {
            Some(result) => Some(self.locals[result]),
            None if self.cx.types.resolve(func.ret) == Ty::VOID => None,
            None => self.temp(func.ret).as_local(),
        };
        self.b.at(func.span);
        self.call(dst, Callee::Func(func_id(id)), args, fails);
        let value = match slots::returns_nothing(func, self.cx.names) {
            true => self.none(),
            false => self.object(&wrapper.value),
        };
        self.end(Term::Return(Some(value)));
    }
}

/// What the runtime knows of the function.
pub(crate) fn pyfunc(cx: &mut Cx<'_>, id: tir::FuncId, entry: Option<mir::FuncId>) -> PyFunc {
    let func = &cx.tir.functions[id];
    let mut params = PyParams::default();
    let cells = func.suspends.as_ref().and_then(|suspends| suspends.closure);
    for param in func.params.iter().filter(|param| Some(param.local) != cells) {
        match param.kind {
            ParamKind::PositionalOnly => params.posonly.push(param.name),
            ParamKind::Positional => params.positional.push(param.name),
            ParamKind::KeywordOnly => {
                params.kwonly.push(param.name);
                params.kw_defaults.push(param.has_default);
            }
            ParamKind::Star => params.star = Some(param.name),
            ParamKind::StarStar => params.star_star = Some(param.name),
        }
        let positional = matches!(param.kind, ParamKind::PositionalOnly | ParamKind::Positional);
        params.defaults += usize::from(positional && param.has_default);
    }
    PyFunc {
        name: func.name,
        qualname: func.qualname.clone(),
        doc: func.doc.as_ref().map(|doc| cx.consts.of_tree(doc)),
        entry,
        params,
        varnames: varnames(func),
        freevars: match (&func.closure, &func.suspends) {
            (Some(closure), _) => closure.free.clone(),
            (None, Some(suspends)) => suspends.free.clone(),
            (None, None) => Vec::new(),
        },
        cellvars: func.cellvars.clone(),
        flags: func.suspends.as_ref().map_or(0, |suspends| code_flag(suspends.kind)),
        of_type: is_of_type(cx, id, func),
        no_keywords: func.options.no_keywords,
        first_line: func.first_line,
        span: func.span,
    }
}

/// The `CO_*` flag of a function that can be suspended.
fn code_flag(kind: SuspendKind) -> u32 {
    match kind {
        SuspendKind::Generator => 0x20,
        SuspendKind::Coroutine => 0x80,
        SuspendKind::IterableCoroutine => 0x80 | 0x100,
        SuspendKind::AsyncGenerator => 0x200,
    }
}

/// Parameters first, then the other variables.
fn varnames(func: &tir::Function) -> Vec<Name> {
    let cells = func.suspends.as_ref().and_then(|suspends| suspends.closure);
    let params = func.params.iter().filter(|param| Some(param.local) != cells);
    let mut names: Vec<Name> = params.map(|param| param.name).collect();
    for local in func.locals.iter() {
        if let (Some(name), LocalKind::Variable) = (local.name, local.kind)
            && !names.contains(&name)
            && !func.cellvars.contains(&name)
        {
            names.push(name);
        }
    }
    names
}

/// A method of an extension type whose first parameter is the instance.
fn is_of_type(cx: &Cx<'_>, id: tir::FuncId, func: &tir::Function) -> bool {
    match func.kind {
        FuncKind::Special => true,
        // Only methods have a name with a dot among these.
        FuncKind::Cpdef => func.qualname.contains('.'),
        FuncKind::Def | FuncKind::Cdef | FuncKind::Module => cx.tir.type_methods.contains(&id),
    }
}
