//! The second step: what statements and expressions mean. The tree in, the typed tree out.
//!
//! One [`Checker`] checks one function. Expressions are checked from the leaves up ([`Checker::expr`]), with the type
//! that is wanted as a hint for literals; what the place really needs is then made by [`Checker::coerce`]. Everything that
//! can fail, allocate or call back into Python is an operation of the table; whether it may stand here (the GIL) is
//! asked in one place, where the operation is built ([`build`]).
//!
//! The types of variables that nobody declares are found first ([`crate::infer`]), by checking what is assigned to them with
//! reporting switched off until nothing changes any more.

#![allow(
    clippy::wrong_self_convention,
    reason = "what is converted are expressions, not the checker"
)]

mod annotations;
mod arith;
mod arrays;
mod assign;
mod attribute;
mod augmented;
mod buffers;
mod build;
mod builtin_calls;
mod calls;
mod cast;
mod classes;
mod closures;
mod codecs;
mod coerce;
mod compare;
mod comprehension;
mod conditions;
mod cpp;
mod critical;
pub(crate) mod cython_names;
mod dataclass;
mod displays;
mod division_warnings;
mod doctests;
mod enums;
mod except_star;
mod exceptions;
mod expr;
mod ext_class;
mod ext_members;
mod ext_pickle;
mod ext_property;
mod ext_special;
mod ext_virtual;
mod extremes;
pub(crate) mod flow;
mod fold;
mod frames;
mod frozen;
mod function_objects;
mod function_options;
mod functions;
mod fused;
mod fused_cost;
mod fused_def;
mod fused_methods;
mod generated;
mod generator_expr;
mod imported;
mod imports;
mod item_types;
mod lambdas;
mod lints;
mod literals;
mod locks;
mod loop_memory;
mod loop_ranges;
mod loop_targets;
mod loops;
mod memory_in;
mod method_calls;
mod method_table;
mod method_values;
pub(crate) mod module;
mod names;
mod namespaces;
mod nogil_objects;
mod numpy_import;
mod operators;
mod parallel;
mod patterns;
mod rows;
mod signatures;
mod static_attributes;
mod stmt;
mod strings;
mod struct_values;
mod subscript;
mod suspend;
mod tracing;
mod type_params;
mod type_tests;
mod unary;
mod unions;
mod unpack;
mod unsupported_calls;
mod view_casts;
mod view_loops;
mod view_members;
mod view_slices;
mod views;
mod with;
mod wrappers;

use std::collections::{HashMap, HashSet};
use std::rc::Rc;

use base::{IdVec, Name, Span};
use builtins::Directive;
use diag::Diagnostic;
use tir::{Expr, Local, LocalId, LocalKind};
use types::{Ty, TypeTable};

use crate::{Analysis, Directives, FunctionKind, FunctionScope, LanguageLevel, ModuleId};

pub(crate) use cython_names::is_builtin_name;
pub(crate) use flow::{Flow, deleted_names, target_names};
pub(crate) use lints::check_advice;
pub(crate) use module::check_module;

/// Checks one function.
pub(crate) struct Checker<'k, 'a> {
    pub an: &'k mut Analysis<'a>,
    pub scope: Rc<FunctionScope<'a>>,
    /// Where names are looked up.
    pub module: ModuleId,
    pub locals: IdVec<LocalId, Local>,
    /// The variables of the comprehensions around the place, the innermost last.
    pub inner: Vec<HashMap<Name, LocalId>>,
    pub dirs: Directives,
    /// Where the place stands regarding the GIL.
    pub gil: GilState,
    /// In a critical section.
    pub critical: bool,
    /// Only types are wanted: nothing is reported.
    pub dry: bool,
    pub flow: Flow,
    pub closure: closures::Closure,
    /// The object that runs the function, if it can be suspended.
    pub generator: Option<LocalId>,
    /// By variables of buffer types.
    pub buffers: HashMap<LocalId, buffers::Buffer>,
    /// The iterator that a generator expression was called with.
    pub given: Option<LocalId>,
    /// The place is in the body of a Python class itself.
    pub class_body: Option<classes::ClassBody>,
    /// The function stands in the body of a class and sees its names, as functions that are called for type parameters do.
    pub sees_class: bool,
    /// How many comprehensions are around the place.
    pub comprehensions: usize,
    pub private: classes::PrivateNames,
    pub ret: Ty,
    /// The result only tells whether it raised: the text returns nothing.
    pub status: bool,
    /// A plain Python source: unannotated variables never have C types, and ints never wrap around.
    pub plain: bool,
    pub level2: bool,
    /// How many loops are around the place.
    pub loops: usize,
    /// How many `except` handlers are around the place.
    pub handlers: usize,
    /// Collects the variables that are read where they may be unbound, while that is asked for.
    pub unbound_reads: Option<HashSet<LocalId>>,
    /// A read was met that is not known to be bound.
    pub suspicious: bool,
    /// Names that the function unbinds somewhere, or may read unbound.
    pub deleted: HashSet<Name>,
    /// The place gives a `cdef` variable its first value: constants may have one.
    pub initialising: bool,
    /// The parallel section or loop around the place.
    pub parallel: Option<parallel::Around>,
    /// Something in the function can fail.
    pub raises: bool,
    /// Names that take part in arithmetic which could overflow a C integer.
    pub overflowing: Rc<HashSet<Name>>,
    /// While types are inferred: what reads of variables see that can be any object, by their places.
    pub narrowed: HashMap<Span, Ty>,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum GilState {
    Held,
    /// Released by a block.
    Released,
    /// In a `nogil` function: not to be relied on, whether or not it is held.
    Unknown,
}

impl<'k, 'a> Checker<'k, 'a> {
    pub fn new(an: &'k mut Analysis<'a>, scope: Rc<FunctionScope<'a>>) -> Self {
        let locals = scope
            .locals
            .iter()
            .map(|decl| Local {
                name: Some(decl.name),
                ty: decl.declared.unwrap_or(Ty::ERROR),
                kind: if decl.is_param { LocalKind::Param } else { LocalKind::Variable },
                maybe_unbound: false,
                address_taken: decl.address_taken,
                span: decl.span,
            })
            .collect();
        let overflowing = match scope.kind {
            FunctionKind::Module => {
                crate::infer_names::overflowing_names(an.decls.body.iter().copied(), an.cx.names)
            }
            _ => crate::infer_names::overflowing_names(scope.source.body(), an.cx.names),
        };
        let overflowing = Rc::new(overflowing);
        an.subst = scope.subst.clone();
        let level2 = an.decls.modules[scope.module].level == LanguageLevel::Level2;
        let plain = module::is_plain_python(an);
        let gil = match (scope.with_gil, scope.nogil) {
            (true, _) => GilState::Held,
            (false, true) => GilState::Unknown,
            (false, false) => GilState::Held,
        };
        Checker {
            module: scope.module,
            dirs: scope.directives.clone(),
            locals,
            inner: Vec::new(),
            gil,
            critical: scope.critical_section.is_some(),
            dry: false,
            flow: Flow::default(),
            closure: closures::Closure::default(),
            generator: None,
            buffers: HashMap::new(),
            given: None,
            class_body: None,
            sees_class: false,
            comprehensions: 0,
            private: classes::PrivateNames::default(),
            ret: scope.ret.unwrap_or(Ty::OBJECT),
            status: false,
            plain,
            level2,
            loops: 0,
            handlers: 0,
            unbound_reads: None,
            suspicious: false,
            deleted: HashSet::new(),
            initialising: false,
            parallel: None,
            raises: false,
            overflowing,
            narrowed: HashMap::new(),
            an,
            scope,
        }
    }

    pub fn types(&self) -> &TypeTable {
        self.an.cx.types
    }

    pub fn types_mut(&mut self) -> &mut TypeTable {
        self.an.cx.types
    }

    pub fn intern(&mut self, text: &str) -> Name {
        self.an.cx.names.intern(text)
    }

    pub fn text(&self, name: Name) -> &str {
        &self.an.cx.names[name]
    }

    pub fn describe(&self, ty: Ty) -> String {
        self.an.cx.types.describe(ty, self.an.cx.names)
    }

    pub fn report(&mut self, diagnostic: impl Into<Diagnostic>) {
        if !self.dry {
            self.an.cx.sink.push(diagnostic);
        }
    }

    /// Reports, and gives an expression that goes with everything.
    pub fn fail(&mut self, span: Span, diagnostic: impl Into<Diagnostic>) -> Expr {
        self.report(diagnostic);
        self.error_expr(span)
    }

    pub fn unsupported(&mut self, span: Span, what: impl Into<String>) -> Expr {
        let what = what.into();
        if what == crate::declare::ERRONEOUS {
            return self.error_expr(span);
        }
        self.fail(span, diag::unsupported::Unsupported { at: span, what })
    }

    pub fn directive(&self, directive: Directive) -> bool {
        self.dirs.is_on(directive)
    }

    pub fn in_module_body(&self) -> bool {
        self.scope.kind == FunctionKind::Module
    }

    /// A variable of the compiler's own.
    pub fn temp(&mut self, ty: Ty, span: Span) -> LocalId {
        self.new_local(None, ty, LocalKind::Temp, span)
    }

    /// A parameter of a function that nobody wrote.
    pub fn new_param(&mut self, name: Option<Name>, ty: Ty, span: Span) -> LocalId {
        self.new_local(name, ty, LocalKind::Param, span)
    }

    fn new_local(&mut self, name: Option<Name>, ty: Ty, kind: LocalKind, span: Span) -> LocalId {
        self.locals.push(Local { name, ty, kind, maybe_unbound: false, address_taken: false, span })
    }

    /// Runs a check for its types only: what it reports, allocates and binds is forgotten.
    pub fn dry_run<R>(&mut self, run: impl FnOnce(&mut Self) -> R) -> R {
        let dry = std::mem::replace(&mut self.dry, true);
        let flow = self.flow.clone();
        let locals = self.locals.len();
        let inner = self.inner.len();
        let reads = self.unbound_reads.take();
        let result = run(self);
        self.dry = dry;
        self.flow = flow;
        self.unbound_reads = reads;
        self.locals.truncate(locals);
        self.inner.truncate(inner);
        result
    }
}
