//! Fused types: a function with parameters of such types stands for one function for each choice of their members.
//!
//! The function that is written is a template: it has a signature with fused types and no code. Its specialisations are
//! C functions of their own that share its body in the source. Which members stand for the fused types while a body is looked
//! at is [`Analysis::subst`]; every type that a text resolves to passes through it, so nothing is copied and replaced.

use std::rc::Rc;

use ast::{Arg, ExceptionClause, Ident};
use base::{Name, Span};
use diag::fused::{FusedHere, FusedTwice, NoFusedMembers, ResultNotDecided};
use types::{CppInstance, Except, FuncType, FusedDef, FusedId, MemView, Ty, Type, TypeTable};

use super::Place;
use super::contracts::Role;
use super::functions::Declared;
use crate::{Analysis, CFunc, CFuncId, Env, FuncOrigin};

/// Which type stands for each fused type.
pub type Subst = Rc<[(FusedId, Ty)]>;

/// What is kept of a template for its specialisations.
#[derive(Clone, Debug)]
pub struct Template<'a> {
    /// The fused types in the order in which the parameters mention them.
    pub types: Vec<FusedId>,
    pub(crate) contract: Contract<'a>,
}

/// Where the exception contract comes from: its value depends on the type of the result.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Contract<'a> {
    Clause(Option<&'a ExceptionClause>, Role),
    /// The arguments of `@cython.exceptval`.
    Pure(Option<&'a [Arg]>),
}

/// The fused types of the `cython` module.
pub(crate) fn builtin_members(name: &str) -> Option<&'static [Ty]> {
    Some(match name {
        "integral" => &[Ty::SHORT, Ty::INT, Ty::LONG],
        "floating" => &[Ty::FLOAT, Ty::DOUBLE],
        "numeric" => &[
            Ty::SHORT,
            Ty::INT,
            Ty::LONG,
            Ty::FLOAT,
            Ty::DOUBLE,
            Ty::FLOAT_COMPLEX,
            Ty::DOUBLE_COMPLEX,
        ],
        _ => return None,
    })
}

/// Adds the fused types that a type mentions.
pub(crate) fn mentioned(types: &TypeTable, ty: Ty, found: &mut Vec<FusedId>) {
    match types.get(ty) {
        Type::Fused(id) => {
            if !found.contains(id) {
                found.push(*id);
            }
        }
        Type::Ptr(inner)
        | Type::Array(inner, _)
        | Type::Const(inner)
        | Type::Volatile(inner)
        | Type::Ref(inner) => mentioned(types, *inner, found),
        Type::Typedef(id) => mentioned(types, types.typedefs[*id].target, found),
        Type::Func(func) => {
            func.params.iter().chain([&func.ret]).for_each(|&part| mentioned(types, part, found));
        }
        Type::CTuple(items) => items.iter().for_each(|&item| mentioned(types, item, found)),
        Type::Object(object) => {
            object.items.iter().for_each(|&item| mentioned(types, item, found));
        }
        Type::MemView(view) => mentioned(types, view.item, found),
        Type::Struct(id) => {
            let args = types.structs[*id].cpp.iter().flat_map(|instance| &instance.args);
            args.for_each(|&arg| mentioned(types, arg, found));
        }
        Type::Error
        | Type::Void
        | Type::Bint
        | Type::Int(_)
        | Type::Float(_)
        | Type::Complex(_)
        | Type::IntComplex(_)
        | Type::Enum(_)
        | Type::Opaque(_) => {}
    }
}

/// What a C++ template leaves open: a fused type without members.
pub(crate) fn is_template_parameter(types: &TypeTable, ty: Ty) -> bool {
    matches!(types.get(ty), Type::Fused(id) if types.fused[*id].types.is_empty())
}

/// Whether a type mentions a fused type.
pub(crate) fn is_fused(types: &TypeTable, ty: Ty) -> bool {
    let mut found = Vec::new();
    mentioned(types, ty, &mut found);
    !found.is_empty()
}

/// The fused types of a list of types, in order.
pub(crate) fn mentioned_in(types: &TypeTable, list: impl IntoIterator<Item = Ty>) -> Vec<FusedId> {
    let mut found = Vec::new();
    list.into_iter().for_each(|ty| mentioned(types, ty, &mut found));
    found
}

/// All choices, the last fused type's members changing fastest.
pub(crate) fn choices(types: &TypeTable, fused: &[FusedId]) -> Vec<Subst> {
    let mut all: Vec<Vec<(FusedId, Ty)>> = vec![Vec::new()];
    for &id in fused {
        all = all
            .into_iter()
            .flat_map(|before| {
                types.fused[id].types.iter().map(move |&member| {
                    let mut one = before.clone();
                    one.push((id, member));
                    one
                })
            })
            .collect();
    }
    all.into_iter().map(Rc::from).collect()
}

impl<'a> Analysis<'a> {
    /// The type with members in place of fused types.
    pub fn specialised(&mut self, ty: Ty) -> Ty {
        if self.subst.is_empty() || !is_fused(self.cx.types, ty) {
            return ty;
        }
        let make = match self.cx.types.get(ty).clone() {
            Type::Fused(id) => {
                return self.subst.iter().find(|(of, _)| *of == id).map_or(ty, |(_, to)| *to);
            }
            Type::Typedef(id) => return self.specialised(self.cx.types.typedefs[id].target),
            Type::Ptr(inner) => Type::Ptr(self.specialised(inner)),
            Type::Array(inner, len) => Type::Array(self.specialised(inner), len),
            Type::Const(inner) => {
                let inner = self.specialised(inner);
                // Objects are not constant, and constants are no more so.
                if self.cx.types.is_object(inner)
                    || matches!(self.cx.types.get(inner), Type::Const(_))
                {
                    return inner;
                }
                Type::Const(inner)
            }
            Type::Volatile(inner) => Type::Volatile(self.specialised(inner)),
            Type::Ref(inner) => Type::Ref(self.specialised(inner)),
            Type::Func(func) => Type::Func(Box::new(self.specialised_signature(&func))),
            Type::CTuple(items) => {
                Type::CTuple(items.into_iter().map(|item| self.specialised(item)).collect())
            }
            Type::Object(mut object) => {
                object.items = object.items.iter().map(|&item| self.specialised(item)).collect();
                Type::Object(object)
            }
            Type::MemView(view) => {
                let item = self.specialised(view.item);
                Type::MemView(Box::new(MemView { item, ..*view }))
            }
            Type::Struct(id) => {
                let Some(CppInstance { class, args }) = self.cx.types.structs[id].cpp.clone()
                else {
                    return ty;
                };
                let mut args: Vec<_> = args.into_iter().map(|arg| self.specialised(arg)).collect();
                // Template parameters at the end that nothing stands for have defaults.
                while args.last().is_some_and(|&arg| is_template_parameter(self.cx.types, arg)) {
                    args.pop();
                }
                return self.cpp_instance(class, args);
            }
            other @ (Type::Error
            | Type::Void
            | Type::Bint
            | Type::Int(_)
            | Type::Float(_)
            | Type::Complex(_)
            | Type::IntComplex(_)
            | Type::Enum(_)
            | Type::Opaque(_)) => other,
        };
        self.cx.types.intern(make)
    }

    fn specialised_signature(&mut self, func: &FuncType) -> FuncType {
        let params = func.params.iter().map(|&param| self.specialised(param)).collect();
        let ret = self.specialised(func.ret);
        let except = match (&func.except, self.cx.types.is_object(ret)) {
            (_, true) => Except::Null,
            (Except::Null, false) => Except::Check,
            (other, false) => other.clone(),
        };
        FuncType { params, ret, except, ..func.clone() }
    }

    /// Runs with members in place of fused types.
    pub(crate) fn with_subst<R>(
        &mut self,
        subst: &Subst,
        run: impl FnOnce(&mut Analysis<'a>) -> R,
    ) -> R {
        let before = std::mem::replace(&mut self.subst, subst.clone());
        let result = run(self);
        self.subst = before;
        result
    }

    /// A type where a fused one has no meaning, since no argument decides it.
    pub(crate) fn not_fused(&mut self, ty: Ty, at: Span) -> Ty {
        if is_fused(self.cx.types, ty) {
            self.report(FusedHere { at });
            return Ty::ERROR;
        }
        ty
    }

    /// Makes a fused type of its members; those that are fused themselves stand for theirs.
    pub(crate) fn bind_fused(&mut self, ident: Ident, members: Vec<(Ty, Span)>, place: Place<'a>) {
        let mut types: Vec<Ty> = Vec::new();
        let mut listed = Vec::new();
        for (member, at) in members {
            let inner = mentioned_in(self.cx.types, [member]);
            if listed.contains(&member) {
                let ty = self.cx.types.describe(member, self.cx.names);
                self.report(FusedTwice { at, ty });
            }
            listed.push(member);
            let flat: Vec<Ty> = choices(self.cx.types, &inner)
                .iter()
                .map(|subst| self.with_subst(subst, |an| an.specialised(member)))
                .collect();
            for one in flat {
                if one != Ty::ERROR && !types.contains(&one) {
                    types.push(one);
                }
            }
        }
        if types.is_empty() {
            self.report(NoFusedMembers { at: ident.span });
        }
        let id = self.cx.types.fused.push(FusedDef { name: ident.name, types });
        let ty = self.cx.types.intern(Type::Fused(id));
        self.bind_type(ident, ty, place);
    }

    /// `cython.floating` and the like.
    pub(crate) fn builtin_fused(&mut self, text: &str) -> Option<Ty> {
        let members = builtin_members(text)?;
        let name = self.cx.names.intern(text);
        let fused = &mut self.cx.types.fused;
        let known = fused
            .iter_enumerated()
            .find(|(_, def)| def.name == name && def.types == members)
            .map(|(id, _)| id);
        let id = known.unwrap_or_else(|| fused.push(FusedDef { name, types: members.to_vec() }));
        Some(self.cx.types.intern(Type::Fused(id)))
    }

    /// What makes a signature a template; nothing if no parameter is fused.
    pub(crate) fn template(
        &mut self,
        signature: &FuncType,
        contract: Contract<'a>,
        at: Span,
        place: Place<'a>,
    ) -> Option<Rc<Template<'a>>> {
        let types = mentioned_in(self.cx.types, signature.params.iter().copied());
        let result = mentioned_in(self.cx.types, [signature.ret]);
        if result.iter().any(|id| !types.contains(id)) {
            self.report(ResultNotDecided { at });
            return None;
        }
        if types.is_empty() {
            return None;
        }
        if place.external {
            self.report(FusedHere { at });
            return None;
        }
        Some(Rc::new(Template { types, contract }))
    }

    /// The function that a template is for a choice of members, made the first time.
    pub fn specialise(&mut self, id: CFuncId, subst: &Subst) -> CFuncId {
        let key = (id, subst.clone());
        if let Some(&known) = self.decls.specialised.get(&key) {
            return known;
        }
        let mut func = self.decls.cfuncs[id].clone();
        let Some(template) = func.template.take() else { return id };
        self.with_subst(subst, |an| an.specialise_signature(&mut func, &template));
        func.subst = subst.clone();
        func.cname = self.numbered(func.cname, subst);
        let main = func.module == self.decls.main;
        let source = func.source.filter(|_| func.unsupported.is_none());
        let declared = Declared { inline: func.inline || !main, ..Declared::again(&func) };
        let mut place = Place::top(func.module, !main);
        place.cpdef = func.cpdef && main;
        func.origin = match source {
            Some(_) => FuncOrigin::Module(self.reserve_function(&declared, func.cname, place)),
            None => FuncOrigin::Imported,
        };
        let origin = func.origin;
        let made = self.decls.cfuncs.push(func);
        self.decls.specialised.insert(key, made);
        if let (Some(source), FuncOrigin::Module(function)) = (source, origin) {
            let scope = self.c_function_scope(made, function, source);
            self.fill_function(&scope);
            self.decls.cdef_scopes.push(scope);
        }
        made
    }

    pub(crate) fn specialise_signature(&mut self, func: &mut CFunc<'a>, template: &Template<'a>) {
        for param in &mut func.params {
            param.ty = self.specialised(param.ty);
        }
        let mut signature = self.specialised_signature(&func.signature);
        let env = Env::module(func.module);
        signature.except = match template.contract {
            Contract::Clause(clause, role) => {
                self.contract(clause, signature.ret, role, env, func.span)
            }
            Contract::Pure(args) => {
                self.pure_contract(args, signature.ret, Role::Definition, func.span, env)
            }
        };
        func.ty = self.cx.types.intern(Type::Func(Box::new(signature.clone())));
        func.signature = signature;
    }

    /// `__pyx_fuse_1_0name`: the numbers of the members.
    pub(crate) fn numbered(&mut self, name: Name, subst: &Subst) -> Name {
        let mut text = String::from("__pyx_fuse_");
        for (index, (id, ty)) in subst.iter().enumerate() {
            let number = self.cx.types.fused[*id].types.iter().position(|member| member == ty);
            let separator = if index > 0 { "_" } else { "" };
            text.push_str(&format!("{separator}{}", number.unwrap_or_default()));
        }
        text.push_str(&self.cx.names[name]);
        self.cx.names.intern(&text)
    }

    /// All specialisations of a template.
    pub fn specialise_all(&mut self, id: CFuncId) -> Vec<CFuncId> {
        let Some(template) = self.decls.cfuncs[id].template.clone() else { return Vec::new() };
        let choices = choices(self.cx.types, &template.types);
        choices.iter().map(|subst| self.specialise(id, subst)).collect()
    }
}
