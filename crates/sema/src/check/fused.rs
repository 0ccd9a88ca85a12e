//! Functions with arguments of fused types: which specialisation is meant, by the arguments, an index, or the pointer
//! that it becomes; and comparisons of types, which are decided here.

use std::collections::HashSet;

use ast::{Arg, ArgKind, CmpOp, Comparison, ExprKind as Ast};
use base::{Name, Span};
use diag::fused::{
    AmbiguousSpecialisation, IndexedByValue, NoSpecialisation, NotAMember, NotSpecialised,
    TooFewTypes, TooManyTypes,
};
use tir::{Const, Expr, ExprKind};
use types::{Class, FusedId, Ty, Type};

use super::Checker;
use super::names::Found;
use crate::declare::{Subst, fused};
use crate::{CDefault, CFuncId, SymbolKind};

/// The types that an index gives, for each fused type of the template; nothing for those that are open.
pub(crate) type Chosen = Vec<Option<Ty>>;

/// An argument as the choice sees it.
pub(crate) struct Given {
    pub param: usize,
    pub ty: Ty,
    pub literal: bool,
    pub null: bool,
}

impl<'a> Checker<'_, 'a> {
    /// The template that an expression names.
    pub fn template_named(&mut self, expr: &ast::Expr) -> Option<CFuncId> {
        let symbol = match &expr.kind {
            Ast::Name(name) => match self.find(*name) {
                Found::Symbol(symbol) => symbol,
                _ => return None,
            },
            Ast::Attribute(base, member) => {
                let module = self.with_env(|an, env| an.module_of_expr(base, env))?;
                self.module_member(module, member.name)?
            }
            _ => return None,
        };
        match self.an.decls.symbols[symbol].kind {
            SymbolKind::CFunc(id) if self.an.decls.cfuncs[id].template.is_some() => Some(id),
            _ => None,
        }
    }

    /// `f[int](...)`, where `f` is a template: a call of what the index and the arguments choose.
    pub fn call_indexed(&mut self, func: &ast::Expr, args: &[Arg], span: Span) -> Option<Expr> {
        let Ast::Subscript(base, index) = &func.kind else { return None };
        let template = self.template_named(base)?;
        if self.is_python_index(template, index) {
            return None;
        }
        Some(match self.complete_choice(template, index) {
            Some(chosen) => self.call_chosen(template, &chosen, args, span),
            None => self.error_expr(span),
        })
    }

    /// The types that an index gives, one for each fused type.
    pub fn complete_choice(&mut self, id: CFuncId, index: &ast::Expr) -> Option<Chosen> {
        let chosen = self.chosen(id, index)?;
        let func = &self.an.decls.cfuncs[id];
        let open = func.template.as_ref().and_then(|template| template.types.get(chosen.len()));
        if let Some(&open) = open {
            let name = self.text(func.name).to_string();
            let open = self.text(self.types().fused[open].name).to_string();
            self.report(TooFewTypes { at: index.span, name, open });
            return None;
        }
        Some(chosen)
    }

    /// A call of a template by its arguments.
    pub fn call_template(&mut self, id: CFuncId, args: &[Arg], span: Span) -> Expr {
        self.call_chosen(id, &[], args, span)
    }

    fn call_chosen(
        &mut self,
        id: CFuncId,
        chosen: &[Option<Ty>],
        args: &[Arg],
        span: Span,
    ) -> Expr {
        if let Some(what) = self.an.decls.cfuncs[id].unsupported {
            return self.unsupported(span, what);
        }
        match self.choose(id, chosen, (args, 0), span) {
            Some(subst) => {
                let special = self.specialisation(id, &subst);
                self.call_c_function(special, args, span)
            }
            None => self.error_expr(span),
        }
    }

    /// The specialisation for a choice. A dry run may be the first to ask for it.
    fn specialisation(&mut self, id: CFuncId, subst: &Subst) -> CFuncId {
        self.an.specialise(id, subst)
    }

    fn choices_of(&self, id: CFuncId, chosen: &[Option<Ty>]) -> Vec<Subst> {
        let Some(template) = &self.an.decls.cfuncs[id].template else { return Vec::new() };
        let mut all = fused::choices(self.types(), &template.types);
        all.retain(|subst| {
            let fits = |(index, ty): (usize, &Option<Ty>)| {
                ty.is_none_or(|ty| subst.get(index).is_some_and(|(_, member)| *member == ty))
            };
            chosen.iter().enumerate().all(fits)
        });
        all
    }

    /// The choice that suits the arguments best. They are those of the parameters after the first `bound`.
    pub fn choose(
        &mut self,
        id: CFuncId,
        chosen: &[Option<Ty>],
        (args, bound): (&[Arg], usize),
        span: Span,
    ) -> Option<Subst> {
        let all = self.choices_of(id, chosen);
        if let [only] = all.as_slice() {
            return Some(only.clone());
        }
        let name = self.text(self.an.decls.cfuncs[id].name).to_string();
        let given = self.given(id, (args, bound))?;
        let params: Vec<Ty> =
            self.an.decls.cfuncs[id].params.iter().map(|param| param.ty).collect();
        let mut best: Option<(u32, Vec<Subst>)> = None;
        for subst in all {
            let cost = given.iter().try_fold(0, |sum, one| {
                let Some(&param) = params.get(one.param) else { return Some(sum) };
                if !fused::is_fused(self.types(), param) {
                    return Some(sum);
                }
                let to = self.an.with_subst(&subst, |an| an.specialised(param));
                Some(sum + self.cost(one, to)?)
            });
            match (cost, &mut best) {
                (None, _) => {}
                (Some(cost), Some((least, found))) if cost == *least => found.push(subst),
                (Some(cost), Some((least, _))) if cost > *least => {}
                (Some(cost), _) => best = Some((cost, vec![subst])),
            }
        }
        let mut found = best.map_or_else(Vec::new, |(_, found)| found);
        if found.len() == 1 {
            return found.pop();
        }
        let listed: Vec<_> = match found.is_empty() {
            true => given.iter().map(|one| self.describe(one.ty)).collect(),
            false => found.iter().map(|subst| self.listed(subst)).collect(),
        };
        let (at, found_list) = (span, listed.join(", "));
        match found.is_empty() {
            true => self.report(NoSpecialisation { at, name, found: found_list }),
            false => self.report(AmbiguousSpecialisation { at, name, found: found_list }),
        }
        None
    }

    /// `[int, double]`
    fn listed(&self, subst: &Subst) -> String {
        let members: Vec<_> = subst.iter().map(|(_, ty)| self.describe(*ty)).collect();
        format!("[{}]", members.join(", "))
    }

    /// The arguments with their types, defaults included; nothing if one is wrong or there are too many.
    fn given(&mut self, id: CFuncId, (args, bound): (&[Arg], usize)) -> Option<Vec<Given>> {
        let params = self.an.decls.cfuncs[id].params.clone();
        let mut given: Vec<Given> = Vec::new();
        let mut failed = false;
        let mut count = bound;
        for arg in args {
            let param = match arg.kind {
                ArgKind::Keyword(ident) => {
                    params.iter().position(|param| param.name == Some(ident.name))
                }
                _ => {
                    count += 1;
                    Some(count - 1)
                }
            };
            let value = self.dry_run(|me| me.expr(&arg.value));
            if value.ty == Ty::ERROR {
                self.expr(&arg.value);
                failed = true;
            }
            given.push(given_by(param.unwrap_or(usize::MAX), &value));
        }
        for (index, param) in params.iter().enumerate() {
            if let Some(CDefault::Value(default)) = param.default
                && !given.iter().any(|one| one.param == index)
            {
                let value = self.dry_run(|me| me.expr(default));
                given.push(given_by(index, &value));
            }
        }
        (!failed).then_some(given)
    }

    /// The types that an index names.
    fn chosen(&mut self, id: CFuncId, index: &ast::Expr) -> Option<Chosen> {
        let func = &self.an.decls.cfuncs[id];
        let name = func.name;
        let types = func.template.as_ref().map(|template| template.types.clone())?;
        self.chosen_types(name, &types, index)
    }

    pub fn chosen_types(
        &mut self,
        name: Name,
        types: &[FusedId],
        index: &ast::Expr,
    ) -> Option<Chosen> {
        let mut chosen = Vec::new();
        for (place, item) in index_items(index).into_iter().enumerate() {
            let Some(&id) = types.get(place) else {
                let (at, name) = (index.span, self.text(name).to_string());
                let (expected, found) = (types.len(), index_items(index).len());
                self.report(TooManyTypes { at, name, expected, found });
                return None;
            };
            chosen.push(Some(self.chosen_member(id, &item, index.span)?));
        }
        Some(chosen)
    }

    fn chosen_member(&mut self, id: FusedId, item: &IndexItem<'_>, at: Span) -> Option<Ty> {
        let members = self.types().fused[id].types.clone();
        let (found, text, at) = match item {
            IndexItem::Text(text) => {
                let found = members.iter().copied().find(|&ty| self.member_name(ty) == *text);
                (found, text.clone(), at)
            }
            IndexItem::Type(expr) => {
                let Some(ty) = self.with_env(|an, env| an.type_of_expr(expr, env)) else {
                    self.report(IndexedByValue { at: expr.span });
                    return None;
                };
                let same = |member: &Ty| {
                    let types = self.types();
                    *member == ty || types.unqualified(*member) == types.unqualified(ty)
                };
                let resolved = |member: &Ty| {
                    let types = self.types();
                    types.resolve(*member) == types.resolve(ty)
                };
                let found = members.iter().find(|&one| same(one));
                let found = found.or_else(|| members.iter().find(|&one| resolved(one))).copied();
                (found, self.describe(ty), expr.span)
            }
        };
        if found.is_none() {
            let fused = self.text(self.types().fused[id].name).to_string();
            self.report(NotAMember { at, ty: text, fused });
        }
        found
    }

    /// A member as keys of `__signatures__` spell it.
    pub fn member_name(&self, ty: Ty) -> String {
        match self.types().as_object(ty).map(|object| object.class) {
            Some(Class::Any) => "object".into(),
            Some(Class::Builtin(builtin)) => builtin.name(self.an.cx.names).to_string(),
            _ => self.describe(ty),
        }
    }

    /// `f[int]` as a value.
    pub fn indexed_template(
        &mut self,
        base: &ast::Expr,
        index: &ast::Expr,
        span: Span,
    ) -> Option<Expr> {
        let id = self.template_named(base)?;
        if self.is_python_index(id, index) {
            return None;
        }
        let chosen = match self.complete_choice(id, index) {
            Some(chosen) => chosen,
            None => return Some(self.error_expr(span)),
        };
        let all = self.choices_of(id, &chosen);
        let [only] = all.as_slice() else { return Some(self.not_specialised(id, span)) };
        let special = self.specialisation(id, only);
        Some(self.function_value(special, span))
    }

    /// The key in `__signatures__` of a function of the typed tree that is a specialisation.
    pub fn signature_key(&self, function: tir::FuncId) -> Option<String> {
        let origin = crate::FuncOrigin::Module(function);
        let func = self.an.decls.cfuncs.iter().find(|func| func.origin == origin)?;
        (!func.subst.is_empty()).then(|| self.key_of(&func.subst))
    }

    pub fn key_of(&self, subst: &Subst) -> String {
        let names: Vec<_> = subst.iter().map(|(_, ty)| self.member_name(*ty)).collect();
        names.join("|")
    }

    /// A template where a value is wanted: of `cpdef` ones the Python function, which dispatches.
    pub fn template_value(&mut self, id: CFuncId, span: Span) -> Expr {
        let func = &self.an.decls.cfuncs[id];
        if func.cpdef && func.module == self.an.decls.main {
            return self.global_value(func.name, span);
        }
        self.not_specialised(id, span)
    }

    pub fn not_specialised(&mut self, id: CFuncId, span: Span) -> Expr {
        let name = self.text(self.an.decls.cfuncs[id].name).to_string();
        self.fail(span, NotSpecialised { at: span, name })
    }

    /// The specialisation of a template that a function pointer is declared for.
    pub fn template_for_pointer(&mut self, expr: &ast::Expr, want: Ty) -> Option<Expr> {
        if !matches!(expr.kind, Ast::Name(_) | Ast::Attribute(..)) {
            return None;
        }
        let wanted = self.function_type(want)?;
        let id = self.template_named(expr)?;
        for subst in self.choices_of(id, &[]) {
            let params: Vec<Ty> =
                self.an.decls.cfuncs[id].params.iter().map(|param| param.ty).collect();
            let same = params.len() == wanted.params.len()
                && params.iter().zip(&wanted.params).all(|(&param, &wanted)| {
                    let param = self.an.with_subst(&subst, |an| an.specialised(param));
                    self.types().resolve(param) == self.types().resolve(wanted)
                });
            if same {
                let special = self.specialisation(id, &subst);
                return Some(self.function_value(special, expr.span));
            }
        }
        None
    }

    /// `T is int`, `T in integral` of a fused type: decided while the specialisation is checked.
    pub fn type_comparison(
        &mut self,
        first: &ast::Expr,
        rest: &[Comparison],
        span: Span,
    ) -> Option<Expr> {
        let [only] = rest else { return None };
        let left = self.fused_named(first).or_else(|| match only.op {
            // `int is T`, the other way round, and `int in T`.
            CmpOp::Is | CmpOp::IsNot | CmpOp::Eq | CmpOp::NotEq | CmpOp::In | CmpOp::NotIn => {
                self.fused_id(&only.operand)?;
                self.compared_type(first)
            }
            CmpOp::Lt | CmpOp::LtE | CmpOp::Gt | CmpOp::GtE => None,
        })?;
        let (holds, negated) = match only.op {
            CmpOp::Is | CmpOp::Eq | CmpOp::IsNot | CmpOp::NotEq => {
                let right = self.compared_type(&only.operand)?;
                let types = self.types();
                let same = types.unqualified(left) == types.unqualified(right);
                (same, matches!(only.op, CmpOp::IsNot | CmpOp::NotEq))
            }
            CmpOp::In | CmpOp::NotIn => {
                let members = self.members_named(&only.operand)?;
                (members.contains(&left), only.op == CmpOp::NotIn)
            }
            CmpOp::Lt | CmpOp::LtE | CmpOp::Gt | CmpOp::GtE => return None,
        };
        Some(self.bint(holds != negated, span))
    }

    /// The suites of `if` statements in a body that comparisons of types exclude, by the places of their first statements.
    pub fn dead_suites(&mut self, body: &[ast::Stmt]) -> HashSet<Span> {
        let mut dead = HashSet::new();
        if !self.an.subst.is_empty() {
            self.find_dead(body, &mut dead);
        }
        dead
    }

    fn find_dead(&mut self, body: &[ast::Stmt], dead: &mut HashSet<Span>) {
        for one in body {
            if let ast::StmtKind::If { branches, orelse } = &one.kind {
                let mut taken = false;
                for branch in branches {
                    let known = match taken {
                        true => Some(false),
                        false => self.decided(&branch.test),
                    };
                    if known == Some(false) {
                        dead.extend(branch.body.first().map(|first| first.span));
                    }
                    taken |= known == Some(true);
                }
                if taken {
                    dead.extend(orelse.first().map(|first| first.span));
                }
            }
            for suite in crate::declare::inner_suites(one) {
                self.find_dead(suite, dead);
            }
        }
    }

    /// A condition that consists of comparisons of types.
    fn decided(&mut self, test: &ast::Expr) -> Option<bool> {
        let compares = |expr: &ast::Expr| match &expr.kind {
            Ast::Compare(..) => true,
            Ast::Unary(_, operand) => matches!(operand.kind, Ast::Compare(..)),
            Ast::BoolOp(..) => true,
            _ => false,
        };
        if !compares(test) {
            return None;
        }
        match self.dry_run(|me| me.cond(test)).kind {
            ExprKind::CInt(value) => Some(value != 0),
            _ => None,
        }
    }

    fn compared_type(&mut self, expr: &ast::Expr) -> Option<Ty> {
        self.with_env(|an, env| an.type_of_expr(expr, env))
    }

    /// What stands for the fused type that an expression names.
    fn fused_named(&mut self, expr: &ast::Expr) -> Option<Ty> {
        let id = self.fused_id(expr)?;
        self.an.subst.iter().find(|(of, _)| *of == id).map(|(_, ty)| *ty)
    }

    fn fused_id(&mut self, expr: &ast::Expr) -> Option<FusedId> {
        if !matches!(expr.kind, Ast::Name(_) | Ast::Attribute(..)) {
            return None;
        }
        if let Some(path) = self.cython_path(expr) {
            let ty = self.an.builtin_fused(&path)?;
            return match *self.types().get(ty) {
                Type::Fused(id) => Some(id),
                _ => None,
            };
        }
        let none = Subst::default();
        let scope = self.scope.clone();
        let module = self.module;
        let ty = self.an.with_subst(&none, |an| {
            let env = crate::Env { function: Some(&scope), ..crate::Env::module(module) };
            an.type_of_expr(expr, env)
        })?;
        match *self.types().get(ty) {
            Type::Fused(id) => Some(id),
            _ => None,
        }
    }

    fn members_named(&mut self, expr: &ast::Expr) -> Option<Vec<Ty>> {
        match self.fused_id(expr) {
            Some(id) => Some(self.types().fused[id].types.clone()),
            None => match &expr.kind {
                Ast::Tuple(items) | Ast::List(items) | Ast::Set(items) => {
                    items.iter().map(|item| self.compared_type(item)).collect()
                }
                _ => self.compared_type(expr).map(|ty| vec![ty]),
            },
        }
    }
}

fn given_by(param: usize, value: &Expr) -> Given {
    let literal =
        matches!(value.kind, ExprKind::Const(Const::Str(_) | Const::Name(_) | Const::Bytes(_)));
    let null = matches!(value.kind, ExprKind::Null);
    Given { param, ty: value.ty, literal, null }
}

/// A type in an index, by an expression or by its name.
enum IndexItem<'e> {
    Type(&'e ast::Expr),
    Text(String),
}

/// `f[int, double]`, `f["int", "double"]`, `f["int, double"]`, `f["int|double"]`
fn index_items(index: &ast::Expr) -> Vec<IndexItem<'_>> {
    let items: Vec<&ast::Expr> = match &index.kind {
        Ast::Tuple(items) => items.iter().collect(),
        _ => vec![index],
    };
    let mut out = Vec::new();
    for item in items {
        match &item.kind {
            Ast::Str(text) => {
                let text = text.value.as_str().unwrap_or_default();
                let parts = text.split([',', '|']).map(|part| part.trim().to_string());
                out.extend(parts.map(IndexItem::Text));
            }
            _ => out.push(IndexItem::Type(item)),
        }
    }
    out
}
