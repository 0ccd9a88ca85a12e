//! MIR of trees that are built by hand: the order of evaluation, loops, regions.

use base::{IdVec, Interner, Span};
use builtins::Op;
use tir::*;
use types::{Except, FuncType, Ty, TypeTable};

const AT: Span = Span { lo: 0, hi: 0 };

/// A function under construction, and what its trees consist of.
struct Maker {
    names: Interner,
    wrapper: Option<Wrapper>,
    locals: IdVec<LocalId, Local>,
    params: Vec<Param>,
}

impl Maker {
    fn new() -> Self {
        Maker { names: Interner::new(), wrapper: None, locals: IdVec::new(), params: Vec::new() }
    }

    fn local(&mut self, name: &str, ty: Ty, kind: LocalKind) -> LocalId {
        let name = (!name.is_empty()).then(|| self.names.intern(name));
        let (maybe_unbound, address_taken) = (false, false);
        self.locals.push(Local { name, ty, kind, maybe_unbound, address_taken, span: AT })
    }

    fn param(&mut self, name: &str, ty: Ty) -> LocalId {
        let local = self.local(name, ty, LocalKind::Param);
        let name = self.names.intern(name);
        self.params.push(Param { local, name, kind: ParamKind::Positional, has_default: false });
        local
    }

    fn var(&mut self, name: &str, ty: Ty) -> LocalId {
        self.local(name, ty, LocalKind::Variable)
    }

    fn read(&self, id: LocalId) -> Expr {
        Expr::new(ExprKind::Local(id), self.locals[id].ty, AT)
    }

    /// The printed MIR of a module with this function alone.
    fn lowered(mut self, ret: Ty, body: Vec<Stmt>) -> String {
        let name = self.names.intern("f");
        let global = self.names.intern("g");
        let mut module = Module { name: "m".into(), ..Default::default() };
        module.globals.push(Global {
            name: global,
            cname: "g".into(),
            ty: Ty::LONG,
            public: false,
            span: AT,
        });
        module.externs.push(Extern { cname: "h".into(), ty: h_type().ret, declared: true });
        let kind = if self.wrapper.is_some() { FuncKind::Cpdef } else { FuncKind::Cdef };
        let contract = (kind, ret, Except::Check);
        module.functions.push(Function {
            params: self.params,
            locals: self.locals,
            body,
            wrapper: self.wrapper,
            ..Function::new(name, "f".into(), "f".into(), contract, AT)
        });
        let mut types = TypeTable::new();
        let lowered = pyxide_lower::lower(&module, &mut types, &mut self.names);
        for function in lowered.functions.iter() {
            if let Err(errors) = mir::verify(function, &types) {
                panic!("{errors:?}");
            }
        }
        lowered
            .functions
            .iter()
            .map(|function| mir::print_function_of(&lowered, function, &types, &self.names))
            .collect()
    }
}

fn h_type() -> FuncType {
    FuncType { nogil: true, ..FuncType::new(vec![Ty::LONG], Ty::LONG, Except::Never) }
}

fn call_h(arg: Expr) -> Expr {
    let callee = Callee::Extern(ExternId(0));
    let kind = ExprKind::CCall { callee, signature: Box::new(h_type()), args: vec![arg] };
    Expr::new(kind, Ty::LONG, AT)
}

fn long(value: i128) -> Expr {
    Expr::new(ExprKind::CInt(value), Ty::LONG, AT)
}

fn global() -> Expr {
    Expr::new(ExprKind::Global(GlobalId(0)), Ty::LONG, AT)
}

fn binary(op: CBinary, left: Expr, right: Expr) -> Expr {
    let ty = left.ty;
    Expr::new(ExprKind::CBinary(op, Box::new(left), Box::new(right)), ty, AT)
}

fn stmt(kind: StmtKind) -> Stmt {
    Stmt { kind, span: AT }
}

fn set(local: LocalId, value: Expr) -> Stmt {
    stmt(StmtKind::Assign(Place::Local(local), value))
}

fn ret(value: Expr) -> Stmt {
    stmt(StmtKind::Return(Some(value)))
}

fn raise(value: Expr) -> Stmt {
    stmt(StmtKind::Expr(Expr::new(ExprKind::Op(Op::named("exc.raise"), vec![value]), Ty::VOID, AT)))
}

#[test]
fn what_a_call_can_change_is_read_before() {
    let mut make = Maker::new();
    let (x, y) = (make.param("x", Ty::LONG), make.var("y", Ty::LONG));
    let sum = binary(
        CBinary::Add,
        binary(CBinary::Add, global(), make.read(x)),
        call_h(binary(CBinary::Mul, make.read(x), long(2))),
    );
    let body = vec![set(y, sum), ret(make.read(y))];
    insta::assert_snapshot!(make.lowered(Ty::LONG, body));
}

#[test]
fn a_range_with_any_step() {
    let mut make = Maker::new();
    let (n, s) = (make.param("n", Ty::LONG), make.param("s", Ty::LONG));
    let i = make.var("i", Ty::LONG);
    let counter = make.local("", Ty::LONG, LocalKind::Temp);
    let body = vec![set(i, make.read(counter)), stmt(StmtKind::Expr(call_h(make.read(i))))];
    let range = ForRange {
        counter,
        start: long(0),
        stop: make.read(n),
        step: make.read(s),
        stop_rule: StopRule::Range,
        body,
        orelse: Vec::new(),
        again: Vec::new(),
        after: Vec::new(),
    };
    let body = vec![stmt(StmtKind::ForRange(Box::new(range))), ret(make.read(i))];
    insta::assert_snapshot!(make.lowered(Ty::LONG, body));
}

#[test]
fn handlers_and_finally() {
    let mut make = Maker::new();
    let (a, b) = (make.param("a", Ty::OBJECT), make.param("b", Ty::OBJECT));
    let e = make.local("e", Ty::OBJECT, LocalKind::Variable);
    let handler = Handler {
        class: Some(make.read(b)),
        exception: Some(e),
        body: vec![ret(make.read(e))],
        span: AT,
    };
    let body = vec![stmt(StmtKind::Try {
        body: vec![raise(make.read(a))],
        handlers: vec![handler],
        orelse: Vec::new(),
        finally: vec![stmt(StmtKind::Expr(call_h(long(1))))],
    })];
    insta::assert_snapshot!(make.lowered(Ty::OBJECT, body));
}

#[test]
fn with_in_a_loop() {
    let mut make = Maker::new();
    let (items, x) = (make.param("items", Ty::LIST), make.var("x", Ty::OBJECT));
    let item = make.local("", Ty::OBJECT, LocalKind::Temp);
    let inner = make.local("", Ty::OBJECT, LocalKind::Temp);
    let with = stmt(StmtKind::With {
        manager: make.read(x),
        enter: None,
        item: Some(inner),
        body: vec![stmt(StmtKind::Break)],
    });
    let body = vec![
        stmt(StmtKind::ForIter {
            iter: make.read(items),
            item,
            body: vec![set(x, make.read(item)), with],
            orelse: Vec::new(),
        }),
        ret(make.read(items).cast(Ty::OBJECT)),
    ];
    insta::assert_snapshot!(make.lowered(Ty::OBJECT, body));
}

#[test]
fn python_calls_through_an_entry() {
    let mut make = Maker::new();
    let (x, _) = (make.param("x", Ty::LONG), make.param("y", Ty::OBJECT));
    let mut of_wrapper = Maker::new();
    let raw = vec![
        of_wrapper.local("", Ty::OBJECT, LocalKind::Temp),
        of_wrapper.local("", Ty::OBJECT, LocalKind::Temp),
    ];
    let result = of_wrapper.local("", Ty::LONG, LocalKind::Temp);
    let op = |name, arg, ty| Expr::new(ExprKind::Op(Op::named(name), vec![arg]), ty, AT);
    let args = vec![op("conv.to_long", of_wrapper.read(raw[0]), Ty::LONG), of_wrapper.read(raw[1])];
    let value = op("conv.from_long", of_wrapper.read(result), Ty::OBJECT);
    let locals = of_wrapper.locals;
    make.wrapper = Some(Wrapper { locals, raw, args, result: Some(result), value });
    let body = vec![ret(make.read(x))];
    insta::assert_snapshot!(make.lowered(Ty::LONG, body));
}
