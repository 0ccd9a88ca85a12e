//! Python functions with arguments of fused types: a function for each choice of members, and one object in front of
//! them that finds the right one for the arguments of a call.

use std::rc::Rc;

use ast::{ExprKind as Ast, FunctionDef, Ident};
use base::{Name, Span};
use diag::fused::FusedGenerator;
use tir::{Const, Display, Expr, ExprKind, FuncId, Item, MakeFunction, Stmt};
use types::{Builtin, Class, Float, FusedId, Ty, Type};

use super::Checker;
use super::build::eval;
use super::functions::check_def;
use super::names::Found;
use crate::declare::{Subst, fused};
use crate::{Env, FunctionKind, FunctionScope, FunctionSource, ParamForm, SymbolKind};

/// What is evaluated once for all specialisations of a function.
struct Common {
    defaults: Vec<Expr>,
    kw_defaults: Vec<(Name, Expr)>,
    annotations: Vec<(Name, Expr)>,
}

/// One specialisation: its choice, its function, and the cells that it needs.
type Made = (Subst, FuncId, Vec<Expr>);

impl<'a> Checker<'_, 'a> {
    pub fn is_fused_scope(&self, scope: &FunctionScope<'a>) -> bool {
        scope
            .params
            .iter()
            .any(|param| param.declared.is_some_and(|ty| fused::is_fused(self.types(), ty)))
    }

    /// Whether a function inside of a specialisation has arguments of fused types of its own.
    pub fn is_nested_fused(&mut self, def: &'a FunctionDef) -> bool {
        if self.an.subst.is_empty() {
            return false;
        }
        let module = self.module;
        self.an.with_subst(&Subst::default(), |an| {
            let env = Env::module(module);
            def.params.items.iter().any(|item| {
                let ty = match (&item.decl, &item.annotation) {
                    (ast::ParamDecl::Typed { ty, .. }, _) => an.resolve_type(ty, env),
                    (_, Some(annotation)) => match an.annotation_type(annotation, env) {
                        Some(found) => found.ty,
                        None => return false,
                    },
                    _ => return false,
                };
                fused::is_fused(an.cx.types, ty)
            })
        })
    }

    /// The fused types of a scope whose parameters are not specialised.
    fn fused_types(&self, scope: &FunctionScope<'a>) -> Vec<FusedId> {
        fused::mentioned_in(self.types(), scope.params.iter().filter_map(|param| param.declared))
    }

    /// A `def` with arguments of fused types.
    pub fn fused_def(
        &mut self,
        def: &'a FunctionDef,
        scope: FunctionScope<'a>,
        span: Span,
    ) -> Vec<Stmt> {
        if scope.yields.is_some() || def.is_async {
            let what = "generators and coroutines".into();
            return self.refuse_fused(def, what);
        }
        if !self.an.subst.is_empty() {
            let what = "functions inside of functions with fused arguments".into();
            return self.refuse_fused(def, what);
        }
        if let Some(mangled) = self.fused_def_name(def.name.name) {
            let types = self.fused_types(&scope);
            self.an.decls.fused_defs.insert(mangled, types.into());
        }
        let mut out = Vec::new();
        let callables = self.decorators(&scope.rest_decorators, &mut out);
        let annotations = self.annotations(def);
        let common = self.common(&scope, annotations, &mut out);
        let types = self.fused_types(&scope);
        let made = self.specialised_defs(def, &types, span);
        let object = self.fused_object(&scope, &types, common, made, span);
        let object = self.decorate(object, callables, span);
        self.assign_name(def.name, object, &mut out);
        out
    }

    fn refuse_fused(&mut self, def: &FunctionDef, what: String) -> Vec<Stmt> {
        self.report(FusedGenerator { at: def.name.span, what });
        if let Found::Local(local) = self.find(def.name.name) {
            self.flow.bind(local);
        }
        Vec::new()
    }

    /// The name under which the module knows a function; nothing for those of functions and classes.
    fn fused_def_name(&self, name: Name) -> Option<Name> {
        self.in_module_body().then_some(name)
    }

    fn specialised_defs(
        &mut self,
        def: &'a FunctionDef,
        types: &[FusedId],
        span: Span,
    ) -> Vec<Made> {
        let outer = self.an.subst.clone();
        let mut made = Vec::new();
        for subst in fused::choices(self.types(), types) {
            let inner: Subst = outer.iter().chain(subst.iter()).copied().collect();
            self.an.subst = inner;
            let scope = self.specialised_scope(def, &subst);
            let (func, free) = match self.dry {
                true => (FuncId(0), Vec::new()),
                false => {
                    let visible = self.visible_inside();
                    check_def(self.an, Rc::new(scope), visible, self.private.clone())
                }
            };
            self.an.subst = outer.clone();
            let cells = self.cells_for(&free, span);
            made.push((subst, func, cells));
        }
        made
    }

    fn specialised_scope(&mut self, def: &'a FunctionDef, subst: &Subst) -> FunctionScope<'a> {
        let dirs = self.dirs.clone();
        let prefix = self.qualname_prefix();
        let fused: Vec<FusedId> = subst.iter().map(|(id, _)| *id).collect();
        let ext = self.ext_body();
        let mut scope = self.with_env(|an, env| {
            let env = match env.function {
                Some(function)
                    if matches!(function.kind, FunctionKind::Module | FunctionKind::Class) =>
                {
                    Env::module(env.module)
                }
                _ => env,
            };
            an.def_scope(def, env, &dirs, &prefix)
        });
        // Shown with the type of each argument that is specialised.
        let plain = self.an.with_subst(&Subst::default(), |an| {
            an.def_scope(def, Env::module(scope.module), &dirs, "")
        });
        let shown: Vec<_> = plain
            .params
            .iter()
            .zip(&scope.params)
            .filter(|(plain, _)| {
                let ids = fused::mentioned_in(self.types(), plain.declared);
                ids.iter().any(|id| fused.contains(id))
            })
            .filter_map(|(_, param)| param.declared)
            .map(|ty| self.member_name(ty))
            .collect();
        scope.qualname = format!("{}[{}]", scope.qualname, shown.join(","));
        if let Some(class) = ext {
            scope.class = Some(class);
            self.type_first(class, def, &mut scope);
        }
        scope
    }

    /// Defaults and annotations, evaluated once.
    fn common(
        &mut self,
        scope: &FunctionScope<'a>,
        annotations: Vec<(Name, Expr)>,
        out: &mut Vec<Stmt>,
    ) -> Common {
        let (mut defaults, mut kw_defaults) = (Vec::new(), Vec::new());
        for param in &scope.params {
            let Some(default) = param.default else { continue };
            let value = self.object(default);
            let value = self.store_temp(value, out);
            match param.form {
                ParamForm::KeywordOnly => {
                    kw_defaults.push((self.mangled(param.name), value));
                }
                _ => defaults.push(value),
            }
        }
        let annotations = annotations
            .into_iter()
            .map(|(name, value)| (name, self.store_temp(value, out)))
            .collect();
        Common { defaults, kw_defaults, annotations }
    }

    /// The functions of a `cpdef` template, and the object in front of them, where its definition stands.
    pub fn export_template(
        &mut self,
        source: FunctionSource<'a>,
        name: Ident,
        span: Span,
    ) -> Option<Vec<Stmt>> {
        let id = match self.ext_body() {
            Some(class) => self.an.class_method(class, self.mangled(name.name))?.1.func,
            None => {
                let symbol = self.an.lookup(self.an.decls.main, name.name)?;
                let SymbolKind::CFunc(id) = self.an.decls.symbols[symbol].kind else { return None };
                id
            }
        };
        let func = &self.an.decls.cfuncs[id];
        let types = func.template.as_ref()?.types.clone();
        let same = match (func.source?, source) {
            (FunctionSource::C(a), FunctionSource::C(b)) => std::ptr::eq(a, b),
            (FunctionSource::Def(a), FunctionSource::Def(b)) => std::ptr::eq(a, b),
            _ => false,
        };
        if !same {
            return None;
        }
        if !func.cpdef {
            return Some(Vec::new());
        }
        let annotations = match source {
            FunctionSource::Def(def) => self.annotations(def),
            FunctionSource::C(_)
            | FunctionSource::Class(_)
            | FunctionSource::CClass(_)
            | FunctionSource::Module => Vec::new(),
        };
        let mut made = Vec::new();
        let mut scope = None;
        for special in self.an.specialise_all(id) {
            let subst = self.an.decls.cfuncs[special].subst.clone();
            let found = self.an.decls.cdef_scopes.iter().find(|one| one.cfunc == Some(special));
            let Some(found) = found.cloned() else { continue };
            if let Some(function) = found.id {
                made.push((subst, function, Vec::new()));
            }
            scope.get_or_insert(found);
        }
        let mut scope = scope?;
        // The rules of the choice are about the types as they are written.
        let params = self.an.decls.cfuncs[id].params.clone();
        for (param, written) in scope.params.iter_mut().zip(&params) {
            param.declared = Some(written.ty);
        }
        let mut out = Vec::new();
        let common = self.common(&scope, annotations, &mut out);
        let object = self.fused_object(&scope, &types, common, made, span);
        let value = self.store_temp(object, &mut out);
        if self.class_body.is_some() {
            self.write_class_name(name.name, value, span, &mut out);
            return Some(out);
        }
        let args = vec![self.module_expr(span), self.name_const(name.name, span), value];
        out.push(eval(self.op("global.set", args, span)));
        Some(out)
    }

    fn fused_object(
        &mut self,
        scope: &FunctionScope<'a>,
        types: &[FusedId],
        common: Common,
        made: Vec<Made>,
        span: Span,
    ) -> Expr {
        let keys: Vec<_> = made
            .iter()
            .map(|(subst, ..)| {
                let names = subst.iter().map(|(_, ty)| Const::Str(self.member_name(*ty).into()));
                Const::Tuple(names.collect())
            })
            .collect();
        let keys = Expr::new(ExprKind::Const(Const::Tuple(keys)), Ty::TUPLE, span);
        let functions = made
            .into_iter()
            .map(|(_, func, closure)| {
                let function = MakeFunction {
                    func,
                    defaults: common.defaults.clone(),
                    kw_defaults: common.kw_defaults.clone(),
                    annotations: common.annotations.clone(),
                    closure,
                };
                Expr::new(ExprKind::MakeFunction(Box::new(function)), Ty::OBJECT, span)
            })
            .collect();
        let functions = tuple(functions, span);
        let rules = types.iter().map(|&id| self.rule(scope, id, span)).collect();
        let rules = tuple(rules, span);
        let qualname = scope.qualname.split('[').next().unwrap_or_default().to_string();
        let qualname = self.str_const(&qualname, span);
        let args = vec![self.module_expr(span), qualname, functions, keys, rules];
        self.op("fused.new", args, span)
    }

    /// How an argument decides what a fused type is: its position and name, then pairs of a class and a member.
    fn rule(&mut self, scope: &FunctionScope<'a>, id: FusedId, span: Span) -> Expr {
        let mentions = |param: &&crate::ParamDecl<'a>| {
            fused::mentioned_in(self.types(), param.declared).contains(&id)
        };
        let Some(param) = scope.params.iter().find(mentions).cloned() else {
            return self.error_expr(span);
        };
        let written = param.declared.unwrap_or(Ty::OBJECT);
        let positional = matches!(param.form, ParamForm::Positional | ParamForm::PositionalOnly);
        let position = match positional {
            true => scope.params.iter().position(|other| other.name == param.name),
            false => None,
        };
        let position = position.map_or(-1, |position| position as i128);
        let mut items = vec![
            self.const_int(position, span),
            Expr::new(ExprKind::Const(Const::Name(param.name)), Ty::STR, span),
        ];
        for (class, member) in self.tests(id, written, span) {
            items.push(class);
            items.push(self.str_const(&member, span));
        }
        tuple(items, span)
    }

    /// The class that an argument is tested for, for each member that Python can tell; the widest number of each kind, and
    /// `object` last.
    fn tests(&mut self, id: FusedId, written: Ty, span: Span) -> Vec<(Expr, String)> {
        let members = self.types().fused[id].types.clone();
        let mut kinds: Vec<(Kind, u32, Ty, Ty)> = Vec::new();
        for member in members {
            let subst: Subst = Rc::from([(id, member)]);
            let ty = self.an.with_subst(&subst, |an| an.specialised(written));
            let Some((kind, width)) = self.kind_of(ty) else { continue };
            match kinds.iter_mut().find(|(other, ..)| *other == kind) {
                Some(known) if known.1 < width => *known = (kind, width, ty, member),
                Some(_) => {}
                None => kinds.push((kind, width, ty, member)),
            }
        }
        kinds.sort_by_key(|(kind, ..)| *kind);
        kinds
            .into_iter()
            .map(|(kind, _, ty, member)| {
                let class = self.class_of(kind, ty, span);
                (class, self.member_name(member))
            })
            .collect()
    }

    fn kind_of(&self, ty: Ty) -> Option<(Kind, u32)> {
        let types = self.types();
        Some(match types.resolved(ty) {
            Type::Bint => (Kind::Builtin(Builtin::Bool), 0),
            Type::Int(types::Int::Ucs4 | types::Int::PyUnicode) => (Kind::Builtin(Builtin::Str), 0),
            Type::Int(kind) => {
                let width = 2 * kind.rank() + u32::from(kind.signed());
                (Kind::Builtin(Builtin::Int), width)
            }
            Type::Enum(_) => (Kind::Builtin(Builtin::Int), 5),
            Type::Float(kind) => (Kind::Builtin(Builtin::Float), width(*kind)),
            Type::Complex(kind) => (Kind::Builtin(Builtin::Complex), width(*kind)),
            Type::IntComplex(kind) => (Kind::Builtin(Builtin::Complex), kind.rank()),
            Type::Ptr(item) if types.resolve(*item) == Ty::CHAR => {
                (Kind::Builtin(Builtin::Bytes), 0)
            }
            Type::Ptr(item) if types.resolve(*item) == Ty::UCHAR => {
                (Kind::Builtin(Builtin::Bytes), 0)
            }
            Type::MemView(_) => (Kind::View(ty.0), 0),
            Type::Object(object) => match object.class {
                Class::Any => (Kind::Any, 0),
                Class::Builtin(builtin) => (Kind::Builtin(builtin), 0),
                Class::Ext(id) => (Kind::Ext(id), 0),
            },
            _ => return None,
        })
    }

    fn class_of(&mut self, kind: Kind, ty: Ty, span: Span) -> Expr {
        match kind {
            Kind::Any => self.none(span),
            Kind::View(_) => self.view_test(ty, span),
            Kind::Builtin(Builtin::Exception(name)) => self.builtin_value(name, span),
            Kind::Builtin(builtin) => {
                let row = format!("type.{}", builtin.name(self.an.cx.names));
                self.op(&row, vec![], span)
            }
            Kind::Ext(id) => {
                let name = self.types().classes[id].name;
                self.type_value(name, ty, span)
            }
        }
    }

    /// Arguments of a lambda that have C types.
    pub fn typed_lambda(&mut self, params: &ast::Params, span: Span) -> Option<Expr> {
        let typed = params.items.iter().find_map(|item| match &item.decl {
            ast::ParamDecl::Typed { ty, .. } => Some(ty),
            ast::ParamDecl::Undecided(_) => None,
        });
        let ty = typed?;
        let ty = self.with_env(|an, env| an.resolve_type(ty, env));
        if fused::is_fused(self.types(), ty) || !self.an.subst.is_empty() {
            return Some(self.fail(span, FusedGenerator { at: span, what: "lambdas".into() }));
        }
        None
    }

    /// The declared type of an argument of a lambda.
    pub fn lambda_param_type(&mut self, item: &ast::Param) -> Option<Ty> {
        let ast::ParamDecl::Typed { ty, declarator } = &item.decl else { return None };
        let full = self.with_env(|an, env| {
            let base = an.resolve_type(ty, env);
            let full = an.declared_type(base, declarator, env);
            an.as_parameter(full)
        });
        if !self.an.converts_from_object(full) {
            let (at, ty) = (item.span, self.describe(full));
            self.report(diag::functions::ArgumentNotConvertible { at, ty });
            return Some(Ty::ERROR);
        }
        Some(full)
    }

    /// `f[double]` of a `def`: the index names a type for the compiler, and a key for the object.
    pub fn indexed_fused_def(
        &mut self,
        base: &ast::Expr,
        index: &ast::Expr,
        span: Span,
    ) -> Option<Expr> {
        let Ast::Name(name) = base.kind else { return None };
        let types = self.an.decls.fused_defs.get(&name).cloned()?;
        let Found::Symbol(symbol) = self.find(name) else { return None };
        if !matches!(self.an.decls.symbols[symbol].kind, SymbolKind::PyGlobal) {
            return None;
        }
        // What is no type may be a key at run time.
        let chosen = self.dry_run(|me| me.chosen_types(name, &types, index))?;
        let members: Option<Vec<String>> =
            chosen.into_iter().map(|ty| ty.map(|ty| self.member_name(ty))).collect();
        let key = self.str_const(&members?.join("|"), span);
        let function = self.name_expr(name, base.span);
        Some(self.op("obj.getitem", vec![function, key], span))
    }
}

/// What Python can tell of a value, in the order of the tests.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
enum Kind {
    Ext(types::ClassId),
    Builtin(Builtin),
    /// A memoryview by the number of its type: each is asked for by itself.
    View(u32),
    Any,
}

fn width(kind: Float) -> u32 {
    match kind {
        Float::Float => 0,
        Float::Double => 1,
        Float::LongDouble => 2,
    }
}

fn tuple(items: Vec<Expr>, span: Span) -> Expr {
    let items = items.into_iter().map(|value| Item { star: false, value }).collect();
    Expr::new(ExprKind::Display(Display::Tuple, items), Ty::TUPLE, span)
}
