//! Instances of C++ classes as types, and what their members are for them.

use std::rc::Rc;

use ast::{TypeArg, TypeArgKind};
use base::{Name, Span};
use diag::declarations::TypeArguments;
use types::{CppClassId, CppInstance, Except, FuncType, FusedId, StructDef, Ty, Type};

use super::Subst;
use crate::cpp_library as library;
use crate::{Analysis, Env, convert};

impl<'a> Analysis<'a> {
    /// The class with arguments for its template parameters; those that have a default may be missing at the end.
    pub(crate) fn cpp_instance(&mut self, class: CppClassId, args: Vec<Ty>) -> Ty {
        let key = CppInstance { class, args };
        if let Some(&known) = self.decls.cpp.instances.get(&key) {
            return known;
        }
        let found = &self.decls.cpp.classes[class];
        let (name, cname, outer) = (found.name, found.cname, found.outer);
        let kind = library::kind(&self.cx.names[cname]);
        let around = outer.map_or(0, |outer| self.decls.cpp.classes[outer].params.len());
        let own: Vec<Ty> = key.args.get(around..).unwrap_or_default().to_vec();
        let (types, names) = (&self.cx.types, &self.cx.names);
        let shown: Vec<_> = own.iter().map(|&arg| types.describe(arg, names)).collect();
        let spelled: Vec<_> = own.iter().map(|&arg| types.c_decl(arg, "", names)).collect();
        let mut text = names[name].to_string();
        let mut c_text = names[cname].to_string();
        if !own.is_empty() {
            text = format!("{text}[{}]", shown.join(","));
            c_text = format!("{c_text}<{}>", spelled.join(","));
        }
        if let Some(outer) = outer {
            let args = key.args.iter().copied().take(around).collect();
            let outer = self.cpp_instance(outer, args);
            c_text = format!("{}::{c_text}", self.cx.types.c_decl(outer, "", self.cx.names));
        }
        let (name, cname) = (self.intern(&text), self.intern(&c_text));
        let mut def = StructDef::of_header(name, cname, None, Span::default());
        def.cpp = Some(key.clone());
        let id = self.cx.types.structs.push(def);
        let ty = self.cx.types.intern(Type::Struct(id));
        self.decls.cpp.instances.insert(key, ty);
        if kind.is_some() && own.iter().all(|&arg| self.is_python_value(arg)) {
            self.cx.types.python_values.insert(id);
        }
        ty
    }

    /// Whether values of a template argument become Python objects and come from them; those of parameters may.
    fn is_python_value(&self, ty: Ty) -> bool {
        let types = &self.cx.types;
        (convert::can_box(types, ty) && convert::can_unbox(types, ty))
            || super::fused::is_template_parameter(types, ty)
    }

    /// The class template that a name stands for: the class whose parameters stand for themselves.
    pub(crate) fn cpp_template(&self, ty: Ty) -> Option<CppInstance> {
        let class = self.cpp_class(ty).filter(|class| class.generic == ty)?;
        let around = class.outer.map_or(0, |outer| self.decls.cpp.classes[outer].params.len());
        (class.params.len() > around).then(|| self.cx.types.cpp_instance(ty).cloned()).flatten()
    }

    /// `vector[int]`: the arguments of a class template.
    pub(crate) fn cpp_subscripted(
        &mut self,
        instance: &CppInstance,
        args: &[TypeArg],
        at: Span,
        env: Env<'_, 'a>,
    ) -> Ty {
        let class = &self.decls.cpp.classes[instance.class];
        let (most, needed, outer) = (class.params.len(), class.needed, class.outer);
        let around = outer.map_or(0, |outer| self.decls.cpp.classes[outer].params.len());
        let mut given: Vec<Ty> = instance.args.iter().copied().take(around).collect();
        for arg in args {
            let TypeArgKind::Item(item) = &arg.kind else { continue };
            let Some(ty) = self.template_argument(item, env) else {
                let name = self.cx.sources.snippet(item.span).to_string();
                let hint = String::new();
                self.report(diag::declarations::NotATypeName { at: item.span, name, hint });
                return Ty::ERROR;
            };
            if ty == Ty::ERROR {
                return ty;
            }
            if self.cx.types.is_object(ty) {
                let ty = self.cx.types.describe(ty, self.cx.names);
                self.report(diag::declarations::ObjectInTemplate { at: item.span, ty });
                return Ty::ERROR;
            }
            given.push(ty);
        }
        if !(needed..=most).contains(&given.len()) {
            let ty = self
                .cx
                .types
                .describe(self.decls.cpp.classes[instance.class].generic, self.cx.names);
            let why = match needed == most {
                true => format!("{} expected, {} given", most - around, given.len() - around),
                false => {
                    let (least, most) = (needed - around, most - around);
                    format!("{least} to {most} expected, {} given", given.len() - around)
                }
            };
            self.report(TypeArguments { at, ty, why });
            return Ty::ERROR;
        }
        self.cpp_instance(instance.class, given)
    }

    /// A type, or that of a function: `function[int(double)]`.
    fn template_argument(&mut self, item: &ast::Expr, env: Env<'_, 'a>) -> Option<Ty> {
        let ast::ExprKind::Call(ret, params) = &item.kind else {
            return self.type_of_expr(item, env);
        };
        let ret = self.type_of_expr(ret, env)?;
        let params: Option<Vec<Ty>> =
            params.iter().map(|param| self.type_of_expr(&param.value, env)).collect();
        let func = FuncType::new(params?, ret, Except::Never);
        Some(self.cx.types.intern(Type::Func(Box::new(func))))
    }

    /// What stands for the template parameters of an instance.
    pub(crate) fn cpp_subst(&self, instance: &CppInstance) -> Vec<(FusedId, Ty)> {
        let params = &self.decls.cpp.classes[instance.class].params;
        params.iter().copied().zip(instance.args.iter().copied()).collect()
    }

    /// A type in terms of template parameters, with others in their place.
    pub(crate) fn substituted(&mut self, ty: Ty, subst: &[(FusedId, Ty)]) -> Ty {
        if subst.is_empty() {
            return ty;
        }
        let subst: Subst = Rc::from(subst);
        let outer = std::mem::replace(&mut self.subst, subst);
        let ty = self.specialised(ty);
        self.subst = outer;
        ty
    }

    /// The instance, and those of its bases, nearest first.
    pub(crate) fn cpp_chain(&mut self, ty: Ty) -> Vec<CppInstance> {
        let mut chain = Vec::new();
        let mut todo = vec![ty];
        while let Some(ty) = todo.pop() {
            let Some(instance) = self.cx.types.cpp_instance(ty).cloned() else { continue };
            if chain.contains(&instance) {
                continue;
            }
            let subst = self.cpp_subst(&instance);
            for base in self.decls.cpp.classes[instance.class].bases.clone() {
                todo.push(self.substituted(base, &subst));
            }
            chain.push(instance);
        }
        chain
    }

    /// Whether values of a C++ class are values of another: the same, or derived from it.
    pub(crate) fn cpp_derives(&mut self, ty: Ty, base: Ty) -> bool {
        let Some(base) = self.cx.types.cpp_instance(base).cloned() else { return false };
        self.cpp_chain(ty).iter().any(|instance| self.same_instance(instance, &base))
    }

    /// Template arguments by other names are the same types for C++.
    fn same_instance(&self, a: &CppInstance, b: &CppInstance) -> bool {
        let types = &self.cx.types;
        a.class == b.class
            && a.args.len() == b.args.len()
            && a.args.iter().zip(&b.args).all(|(&a, &b)| types.resolve(a) == types.resolve(b))
    }

    /// `vector[int].iterator`: a type that a class declares.
    pub(crate) fn cpp_member_type(&mut self, ty: Ty, name: Name) -> Option<Ty> {
        for instance in self.cpp_chain(ty) {
            let Some(&found) = self.decls.cpp.classes[instance.class].types.get(&name) else {
                continue;
            };
            let subst = self.cpp_subst(&instance);
            return Some(self.substituted(found, &subst));
        }
        None
    }
}
