//! Pickling of extension types that say nothing about it: all C attributes go into a tuple and come back from it.
//!
//! The compiler makes two functions of each class, `get` (the tuple of the attributes, sorted by name) and `set`. What is called
//! by `pickle` (`__reduce_cython__`, `__setstate_cython__`, `__pyx_unpickle_NAME`) is the runtime's.

use base::Name;
use diag::classes::NoPickling;
use tir::{Display, Expr, ExprKind, FieldRef, Item, Pickle, Place, Stmt, StmtKind as T};
use types::{ClassId, Except, ExceptValue, Ty, Type};

use super::Checker;
use super::build::stmt;
use crate::Analysis;
use crate::convert::{can_box, can_unbox};

/// Longer arrays have no place in generated code.
const MOST_ITEMS: u64 = 64;

/// A C attribute, of the class or a base.
#[derive(Clone, Copy)]
struct Member {
    name: Name,
    ty: Ty,
    field: FieldRef,
}

impl<'a> Analysis<'a> {
    pub(crate) fn pickle(&mut self, class: ClassId) -> Option<Pickle> {
        let info = self.class(class)?;
        let (wanted, span, self_ty) = (info.flags.auto_pickle, info.span, info.self_ty);
        if wanted == Some(false) || self.defines(class, &["__reduce__", "__reduce_ex__"]) {
            return None;
        }
        let members = self.pickled_members(class);
        if let Some(why) = self.no_pickle(class, &members, wanted == Some(true)) {
            if wanted == Some(true) {
                self.report(NoPickling { at: span, why: why.clone() });
            }
            return Some(Pickle::Refused(why));
        }
        let name = self.cx.types.classes[class].name;
        let place = move |me: &Checker<'_, '_>, object, member: &Member| {
            let object = Box::new(me.local(object, span).cast(self_ty));
            Expr::new(ExprKind::ObjField(object, member.field), member.ty, span)
        };
        let returning = (Ty::OBJECT, Except::Null);
        let get = self.accessor(class, name, "getstate", returning, 1, span, |me, args| {
            let item = |me: &mut Checker<'_, '_>, member| {
                let value = me.to_object(place(me, args[0], member)).cast(Ty::OBJECT);
                Item { star: false, value }
            };
            let items = members.iter().map(|member| item(me, member)).collect();
            let tuple = ExprKind::Display(Display::Tuple, items);
            let value = Expr::new(tuple, Ty::TUPLE, span).cast(Ty::OBJECT);
            vec![stmt(T::Return(Some(value)), span)]
        });
        let status = (Ty::INT, Except::Value(ExceptValue::Int(-1)));
        let set = self.accessor(class, name, "setstate", status, 2, span, |me, args| {
            let mut body: Vec<Stmt> = Vec::new();
            for (index, member) in members.iter().enumerate() {
                let state = me.local(args[1], span).cast(Ty::TUPLE);
                let index = me.c_int(index as i128, Ty::SSIZE, span);
                let item = me.op("tuple.getitem", vec![state, index], span);
                let target = place(me, args[0], member);
                me.restore(target, item, &mut body);
            }
            body.push(stmt(T::Return(Some(me.c_int(0, Ty::INT, span))), span));
            body
        });
        let objects = members.iter().map(|member| self.cx.types.is_object(member.ty)).collect();
        let names = members.iter().map(|member| member.name).collect();
        Some(Pickle::Members { names, objects, get, set })
    }

    /// Of the C types that objects convert to, what can be stored in a tuple and read from it again.
    fn pickles(&self, ty: Ty) -> bool {
        let types = &self.cx.types;
        match *types.resolved(ty) {
            Type::Ptr(_) => false,
            Type::Array(item, Some(n)) => {
                n <= MOST_ITEMS && self.pickles(item) && can_box(types, ty)
            }
            _ => types.is_object(ty) || can_box(types, ty) && can_unbox(types, ty),
        }
    }

    /// The class or a base has a method of one of these names.
    fn defines(&self, class: ClassId, wanted: &[&str]) -> bool {
        let is_wanted = |stmt: &ast::Stmt| match &stmt.kind {
            ast::StmtKind::FunctionDef(def) => wanted.contains(&&self.cx.names[def.name.name]),
            _ => false,
        };
        self.cx.types.class_chain(class).any(|(id, _)| {
            let source = self.class(id).and_then(|info| info.source);
            source.is_some_and(|source| source.body().iter().any(is_wanted))
        })
    }

    fn pickled_members(&self, class: ClassId) -> Vec<Member> {
        let mut members = Vec::new();
        for (id, def) in self.cx.types.class_chain(class) {
            for field in &def.fields {
                let text = &self.cx.names[field.name];
                if text != "__dict__" && text != "__weakref__" {
                    let at = FieldRef { class: id, field: field.cname };
                    members.push(Member { name: field.name, ty: field.ty, field: at });
                }
            }
        }
        members.sort_by(|a, b| self.cx.names[a.name].cmp(&self.cx.names[b.name]));
        members
    }

    /// Why instances cannot be pickled.
    fn no_pickle(&self, class: ClassId, members: &[Member], forced: bool) -> Option<String> {
        if self.defines(class, &["__cinit__"]) {
            return Some("no default __reduce__ due to non-trivial __cinit__".into());
        }
        let types = &self.cx.types;
        let list = |found: Vec<&Member>| {
            let names: Vec<_> =
                found.iter().map(|it| format!("self.{}", &self.cx.names[it.name])).collect();
            names.join(",")
        };
        let foreign: Vec<_> = members.iter().filter(|member| !self.pickles(member.ty)).collect();
        if !foreign.is_empty() {
            let what = list(foreign);
            return Some(format!("{what} cannot be converted to a Python object for pickling"));
        }
        let is_struct = |ty| matches!(types.resolved(ty), Type::Struct(_));
        let structs: Vec<_> = members.iter().filter(|member| is_struct(member.ty)).collect();
        if !structs.is_empty() && !forced {
            let what = list(structs);
            return Some(format!(
                "Pickling of struct members such as {what} must be explicitly requested with @auto_pickle(True)"
            ));
        }
        None
    }
}

impl Checker<'_, '_> {
    /// Gives an object to a C place, arrays item by item.
    fn restore(&mut self, place: Expr, value: Expr, out: &mut Vec<Stmt>) {
        let span = place.span;
        let Type::Array(item, Some(n)) = *self.types().resolved(place.ty) else {
            let value = self.coerce(value, place.ty);
            out.push(stmt(T::Assign(Place::Memory(place), value), span));
            return;
        };
        let value = self.store_temp(value, out);
        for index in 0..n {
            let at = self.c_int(index.into(), Ty::SSIZE, span);
            let key = self.to_object(at.clone());
            let part = self.op("obj.getitem", vec![value.clone(), key], span);
            let inner = ExprKind::Index(Box::new(place.clone()), Box::new(at));
            self.restore(Expr::new(inner, item, span), part, out);
        }
    }
}
