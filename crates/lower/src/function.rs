//! One function: its locals, its contract with callers, its body.

use crate::module::{Cx, func_id, global_id};
use crate::order::Event;
use crate::{prune, values};
use base::{Id, IdVec, Span};
use mir::{BlockId, Builder, CExpr, CExprKind, Linkage, LocalKind, OnError, RegionKind, Term};
use std::collections::HashSet;
use tir::FuncKind;
use types::{Except, Ty, Type};

/// Where `break` and `continue` of a loop go.
#[derive(Clone, Copy)]
pub(crate) struct Loop {
    pub on_break: BlockId,
    pub on_continue: BlockId,
}

/// A function in the making.
pub(crate) struct Lowerer<'c, 't> {
    pub cx: &'c mut Cx<'t>,
    pub b: Builder,
    /// The MIR local of each local of the tree.
    pub locals: IdVec<tir::LocalId, mir::LocalId>,
    /// Locals from here on are temporaries of lowering, which nothing assigns again.
    pub first_temp: usize,
    /// Control gets to the current place; statements elsewhere are dropped.
    pub open: bool,
    /// Blocks that something leads to.
    pub reached: HashSet<BlockId>,
    /// What statements changed so far; see [`crate::order`].
    pub log: Vec<Event>,
    pub loops: Vec<Loop>,
    /// The GIL is held here.
    pub gil: bool,
    pub kind: FuncKind,
    pub ret: Ty,
}

impl<'c, 't> Lowerer<'c, 't> {
    pub fn new(cx: &'c mut Cx<'t>, b: Builder, locals: &IdVec<tir::LocalId, tir::Local>) -> Self {
        let ret = b.func.ret;
        let mut this = Lowerer {
            cx,
            b,
            locals: IdVec::new(),
            first_temp: 0,
            open: true,
            reached: HashSet::new(),
            log: Vec::new(),
            loops: Vec::new(),
            gil: true,
            kind: FuncKind::Def,
            ret,
        };
        for local in locals.iter() {
            let id = this.declare(local);
            this.locals.push(id);
        }
        this.first_temp = this.b.func.locals.len();
        this
    }

    fn declare(&mut self, local: &tir::Local) -> mir::LocalId {
        // What a reference stands for is somebody else's.
        let reference = matches!(self.cx.types[local.ty], Type::Ref(_));
        let aggregate = reference
            || matches!(
                self.cx.types.resolved(local.ty),
                Type::Array(..) | Type::Struct(_) | Type::CTuple(_)
            );
        let kind = match local.kind {
            _ if local.address_taken || aggregate => LocalKind::Memory,
            tir::LocalKind::Param => LocalKind::Param,
            tir::LocalKind::Variable => LocalKind::Named,
            tir::LocalKind::Temp => LocalKind::Temp,
        };
        let id = self.b.local(local.name, local.ty, kind);
        self.b.func.locals[id].maybe_unbound = local.maybe_unbound;
        id
    }

    pub fn local(&self, id: tir::LocalId) -> CExpr {
        let id = self.locals[id];
        CExpr::local(id, self.b.func.locals[id].ty)
    }

    /// A variable that lowering assigns more than once.
    pub fn variable(&mut self, ty: Ty) -> CExpr {
        let id = self.b.local(None, ty, LocalKind::Named);
        CExpr::local(id, ty)
    }

    /// A C variable whose address operations take.
    pub fn memory_local(&mut self, ty: Ty) -> CExpr {
        let id = self.b.local(None, ty, LocalKind::Memory);
        CExpr::local(id, ty)
    }

    /// The tree's temporary gets several values one after the other.
    pub fn make_variable(&mut self, id: tir::LocalId) -> CExpr {
        let local = self.locals[id];
        if self.b.func.locals[local].kind == LocalKind::Temp {
            self.b.func.locals[local].kind = LocalKind::Named;
        }
        self.local(id)
    }

    // -- control flow

    pub fn new_block(&mut self) -> BlockId {
        self.b.new_block()
    }

    fn close(&mut self, term: Term) {
        if self.open {
            self.reached.extend(term.successors());
            self.b.terminate(term);
            self.open = false;
        }
    }

    pub fn goto(&mut self, block: BlockId) {
        self.close(Term::Goto(block));
    }

    pub fn end(&mut self, term: Term) {
        self.close(term);
    }

    /// Two ways; a constant condition takes one of them.
    pub fn split(&mut self, cond: CExpr, then: BlockId, other: BlockId) {
        match cond.kind {
            CExprKind::Int(value) => self.goto(if value != 0 { then } else { other }),
            _ => self.close(Term::If { cond, then, other, likely: None }),
        }
    }

    /// As `split`, where one way is rare.
    pub fn split_likely(&mut self, cond: CExpr, then: BlockId, other: BlockId, likely: bool) {
        self.close(Term::If { cond, then, other, likely: Some(likely) });
    }

    /// Goes on in `block`, if anything leads there.
    pub fn go_on_in(&mut self, block: BlockId) {
        self.b.switch_to(block);
        self.open = self.reached.contains(&block);
    }

    /// As `go_on_in`, for what is reached without an edge: handlers and `finally` bodies.
    pub fn go_on_in_always(&mut self, block: BlockId) {
        self.reached.insert(block);
        self.go_on_in(block);
    }

    /// Opens a region around what follows.
    pub fn enter(&mut self, kind: RegionKind) -> mir::RegionId {
        let from = self.b.current();
        let old = self.b.func.blocks[from].term.clone();
        let region = self.b.enter(kind);
        if self.open {
            self.reached.insert(self.b.current());
        } else {
            self.b.func.blocks[from].term = old;
        }
        region
    }

    pub fn return_zero(&mut self) {
        if self.cx.types.as_view(self.ret).is_some() {
            self.op("view.no_result", Vec::new());
            return;
        }
        let value = match self.kind {
            FuncKind::Module => Some(CExpr::int(0, Ty::INT)),
            FuncKind::Def | FuncKind::Cdef | FuncKind::Cpdef | FuncKind::Special => {
                self.zero(self.ret)
            }
        };
        self.end(Term::Return(value));
    }

    /// What a function returns that ends without `return`.
    fn zero(&mut self, ty: Ty) -> Option<CExpr> {
        if self.cx.types.is_object(ty) {
            return Some(self.none());
        }
        values::zero(self.cx.types, ty)
    }
}

pub(crate) fn lower(cx: &mut Cx<'_>, id: tir::FuncId) -> mir::Function {
    let func = &cx.tir.functions[id];
    let module = func.kind == FuncKind::Module;
    let (ret, on_error) = if module {
        (Ty::INT, OnError::Return(CExpr::int(-1, Ty::INT)))
    } else {
        (func.ret, on_error(cx, id, func))
    };
    let mut b = Builder::new(func.cname.clone(), ret, on_error, func.span);
    b.func.linkage = match (func.public, func.inline) {
        (true, _) => Linkage::Public,
        (false, true) => Linkage::Inline,
        (false, false) => Linkage::Static,
    };
    // What is reported here is reported under the name.
    let named = func.traced || func.except == Except::Never;
    b.func.traceback_name = named.then(|| traceback_name(cx, func));
    b.func.nogil = func.nogil || func.with_gil;
    b.func.brief = func.options.brief;
    b.func.spelling =
        mir::Spelling { call: func.options.call.clone(), guard: func.options.guard.clone() };
    b.func.varargs = func.varargs;
    b.func.events = func.options.events;
    let mut lowerer = Lowerer::new(cx, b, &func.locals);
    lowerer.kind = func.kind;
    lowerer.gil = !func.nogil || func.with_gil;
    let generator = func.suspends.iter().map(|suspends| suspends.generator);
    let object = func.closure.iter().map(|closure| closure.object);
    let params = generator.chain(object).chain(func.params.iter().map(|param| param.local));
    lowerer.b.func.params = params.map(|local| lowerer.locals[local]).collect();
    if module {
        lowerer.b.param(None, Ty::MODULE);
        lowerer.first_temp = lowerer.b.func.locals.len();
        lowerer.objects_start_as_none(func.span);
    }
    if func.with_gil {
        lowerer.enter(RegionKind::Gil);
    }
    if let Some(suspends) = &func.suspends {
        lowerer.start_suspended(func, suspends);
    }
    lowerer.stmts(&func.body);
    lowerer.return_zero();
    prune::finish(lowerer.b.finish(), lowerer.cx.types)
}

impl Lowerer<'_, '_> {
    /// The call ends here; the body is what runs when the object is resumed.
    fn start_suspended(&mut self, func: &tir::Function, suspends: &tir::Suspends) {
        self.b.func.suspends = Some(mir::Suspends {
            kind: suspend_kind(suspends.kind),
            function: func.closure.as_ref().map(|closure| self.locals[closure.object]),
            closure: suspends.closure.map(|closure| self.locals[closure]),
        });
        self.b.at(func.span);
        let op = builtins::Op::named("gen.start");
        self.op_to(func.span, None, op, Vec::new());
    }

    /// C variables of the module that hold objects are None before they are assigned.
    fn objects_start_as_none(&mut self, span: Span) {
        self.b.at(span);
        for (id, global) in self.cx.tir.globals.iter_enumerated() {
            if self.cx.types.is_object(global.ty) {
                let none = self.none();
                let place = CExpr::new(CExprKind::Global(global_id(id)), global.ty);
                self.assign(place, none);
            }
        }
    }
}

fn suspend_kind(kind: tir::SuspendKind) -> mir::SuspendKind {
    match kind {
        tir::SuspendKind::Generator => mir::SuspendKind::Generator,
        tir::SuspendKind::Coroutine => mir::SuspendKind::Coroutine,
        tir::SuspendKind::IterableCoroutine => mir::SuspendKind::IterableCoroutine,
        tir::SuspendKind::AsyncGenerator => mir::SuspendKind::AsyncGenerator,
    }
}

/// As `co_name` is; the statements of a Cython module have the name that its tools know.
fn traceback_name(cx: &Cx<'_>, func: &tir::Function) -> String {
    match func.kind {
        FuncKind::Module if !cx.tir.source.ends_with(".py") => format!("init {}", cx.tir.name),
        FuncKind::Module => "<module>".into(),
        FuncKind::Def | FuncKind::Cdef | FuncKind::Cpdef | FuncKind::Special => {
            cx.names[func.name].to_owned()
        }
    }
}

/// What the function returns when it raised, from its contract.
fn on_error(cx: &Cx<'_>, id: tir::FuncId, func: &tir::Function) -> OnError {
    if let Some(value) = crate::error_values::rare_value(cx, id) {
        return OnError::Return(values::except_value(value, func.ret));
    }
    let zero = values::zero(cx.types, func.ret);
    match &func.except {
        _ if cx.types.is_counted(func.ret) => OnError::Return(CExpr::null(func.ret)),
        Except::Never => OnError::Unraisable(zero),
        Except::Null => OnError::Return(CExpr::null(func.ret)),
        Except::Value(value) | Except::Maybe(value) => {
            OnError::Return(values::except_value(*value, func.ret))
        }
        Except::Check | Except::Cpp(_) => zero.map_or(OnError::ReturnVoid, OnError::Return),
    }
}

impl Lowerer<'_, '_> {
    pub fn func_value(&self, id: tir::FuncId, ty: Ty) -> CExpr {
        CExpr::new(CExprKind::Func(func_id(id)), ty)
    }

    pub fn local_kind(&self, id: mir::LocalId) -> LocalKind {
        self.b.func.locals[id].kind
    }

    /// A temporary of lowering: nothing assigns it again.
    pub fn is_own_temp(&self, id: mir::LocalId) -> bool {
        id.index() >= self.first_temp && self.local_kind(id) == LocalKind::Temp
    }
}
