//! Values of C++'s library as Python objects, and back: text, containers, pairs, complex numbers.

use base::Span;
use tir::{Display, Expr, ExprKind, Item, Stmt, StmtKind};
use types::{CppCallee, CppOperator, StructDef, Ty, Type};

use super::super::Checker;
use super::super::build::{assign, eval, stmt};
use crate::convert::Refusal;
use crate::cpp_library::Kind;

impl Checker<'_, '_> {
    fn library_kind(&self, ty: Ty) -> Option<Kind> {
        let class = self.an.cpp_class(ty)?;
        crate::cpp_library::kind(self.text(class.cname))
    }

    fn library_args(&self, ty: Ty) -> Vec<Ty> {
        self.types().cpp_instance(ty).map(|instance| instance.args.clone()).unwrap_or_default()
    }

    /// The conversions that have a C++ object on one side; nothing for all others.
    pub(crate) fn cpp_coerce(&mut self, value: &Expr, to: Ty) -> Option<Expr> {
        let target = self.types().resolve(to);
        let from = self.types().resolve(value.ty);
        if self.is_cpp(from) && self.types().is_object(target) {
            let object = self.to_object(value.clone());
            return Some(self.coerce(object, to));
        }
        if !self.is_cpp(target) {
            return self.to_base_pointer(value, to);
        }
        if from == target {
            return Some(value.clone());
        }
        let made = match self.types().is_object(from) || self.is_text_constant(value) {
            true => {
                let object = self.to_object(value.clone());
                self.cpp_from_object(object, target)
            }
            false if self.an.cpp_derives(from, target) => Some(value.clone().cast(to)),
            false => self.implicitly_constructed(value, target),
        };
        Some(made.unwrap_or_else(|| {
            let why = match self.types().is_object(from) {
                true => Refusal::Unbox,
                false => Refusal::Types,
            };
            self.refuse(value.clone(), to, why)
        }))
    }

    /// A pointer to an object of a derived class.
    fn to_base_pointer(&mut self, value: &Expr, to: Ty) -> Option<Expr> {
        let (from, base) = (self.types().pointee(value.ty)?, self.types().pointee(to)?);
        let other = self.types().resolve(from) != self.types().resolve(base);
        (other && self.an.cpp_derives(from, base)).then(|| value.clone().cast(to))
    }

    fn is_text_constant(&self, value: &Expr) -> bool {
        matches!(value.kind, ExprKind::Const(_))
    }

    /// By a constructor with one argument, as C++ would.
    fn implicitly_constructed(&mut self, value: &Expr, target: Ty) -> Option<Expr> {
        // Of numbers it is not wanted; and C++ makes one such conversion at the most.
        if self.types().is_arithmetic(value.ty) {
            return None;
        }
        if std::mem::replace(&mut self.an.decls.cpp.converting, true) {
            return None;
        }
        let values = vec![value.clone()];
        let fits = self.dry_run(|me| {
            let made = me.construct_from(target, values.clone(), false, value.span);
            made.ty != Ty::ERROR
        });
        let made = fits.then(|| self.construct_from(target, values, false, value.span));
        self.an.decls.cpp.converting = false;
        made
    }

    /// A C++ object as a Python object; nothing if its class has no such meaning.
    pub(crate) fn cpp_to_object(&mut self, value: Expr) -> Option<Expr> {
        let kind = self.library_kind(value.ty)?;
        let (ty, span) = (value.ty, value.span);
        let mut out = Vec::new();
        let value = self.held(value, &mut out);
        let args = self.library_args(ty);
        let object = match kind {
            Kind::Text => {
                let chars = self.library_call("data", &value, Vec::new(), Ty::CONST_CHAR_PTR);
                let size = self.library_call("size", &value, Vec::new(), Ty::SIZE);
                let size = self.c_cast(size, Ty::SSIZE);
                let size = self.store_temp(size, &mut out);
                self.chars_n_to_object(chars, size)
            }
            Kind::Pair => {
                let items = ["first", "second"].iter().zip(&args).map(|(name, &ty)| {
                    let value = self.part(&value, name, ty);
                    Item { star: false, value: self.to_object(value) }
                });
                let items: Vec<_> = items.collect();
                if items.iter().any(|item| item.value.ty == Ty::ERROR) {
                    return Some(self.error_expr(span));
                }
                Expr::new(ExprKind::Display(Display::Tuple, items), Ty::TUPLE, span)
            }
            Kind::Complex => {
                let real = self.library_call("real", &value, Vec::new(), Ty::DOUBLE);
                let imaginary = self.library_call("imag", &value, Vec::new(), Ty::DOUBLE);
                let value = self.op("ccomplex.new", vec![real, imaginary], span);
                self.to_object(value)
            }
            Kind::List => {
                self.library_collection("list.new", &value, &args, &mut out, |me, list, item| {
                    let item = me.to_object(item);
                    me.op("list.append", vec![list, item], span)
                })
            }
            Kind::Set => {
                self.library_collection("set.new", &value, &args, &mut out, |me, set, item| {
                    let item = me.to_object(item);
                    me.op("set.add", vec![set, item], span)
                })
            }
            Kind::Dict => {
                self.library_collection("dict.new", &value, &args, &mut out, |me, dict, item| {
                    let mut stmts = Vec::new();
                    let item = me.held(item, &mut stmts);
                    let (key, given) =
                        (me.part(&item, "first", args[0]), me.part(&item, "second", args[1]));
                    let (key, given) = (me.to_object(key), me.to_object(given));
                    let stored = me.op("dict.setitem", vec![dict, key, given], span);
                    me.seq(stmts, stored)
                })
            }
        };
        Some(match object.ty {
            Ty::ERROR => object,
            _ => self.seq(out, object),
        })
    }

    /// A Python collection of all items of a container.
    fn library_collection(
        &mut self,
        empty: &str,
        container: &Expr,
        args: &[Ty],
        out: &mut Vec<Stmt>,
        add: impl FnOnce(&mut Self, Expr, Expr) -> Expr,
    ) -> Expr {
        let span = container.span;
        let made = self.op(empty, Vec::new(), span);
        let made = self.store_temp(made, out);
        let class = self.describe_c(container.ty);
        let iterator_ty = self.library_type(&format!("{class}::const_iterator"));
        let item_ty = match args {
            [item] => *item,
            _ => self.library_type(&format!("{class}::value_type")),
        };
        let iterator = self.cpp_temp(iterator_ty, span);
        let first = self.library_call("begin", container, Vec::new(), iterator_ty);
        out.push(assign(iterator, first));
        let iterator = self.local(iterator, span);
        let last = self.library_call("end", container, Vec::new(), iterator_ty);
        let operands = vec![iterator.clone(), last];
        let cond = self.library_operator(CppOperator::Binary("!="), operands, Ty::BINT, span);
        let constant = self.types_mut().constant(item_ty);
        let reference = self.reference_to(constant);
        let item = self.library_operator(
            CppOperator::Prefix("*"),
            vec![iterator.clone()],
            reference,
            span,
        );
        let added = add(self, made.clone(), item);
        if added.ty == Ty::ERROR {
            return added;
        }
        let next = self.library_operator(CppOperator::Prefix("++"), vec![iterator], Ty::VOID, span);
        let body = vec![eval(added), eval(next)];
        out.push(stmt(StmtKind::While { cond, body, orelse: Vec::new() }, span));
        made
    }

    /// A Python object as a C++ object; nothing if the class has no such meaning.
    pub(crate) fn cpp_from_object(&mut self, value: Expr, ty: Ty) -> Option<Expr> {
        let ty = self.types().unqualified(ty);
        let kind = self.library_kind(ty)?;
        let span = value.span;
        let args = self.library_args(ty);
        let mut out = Vec::new();
        let value = self.store_temp(value, &mut out);
        let made = match kind {
            Kind::Text => {
                let chars = self.coerce(value.clone(), Ty::CONST_CHAR_PTR);
                let size = self.op("obj.len", vec![value], span);
                let size = self.c_cast(size, Ty::SIZE);
                self.library_construct(ty, vec![chars, size], span)
            }
            Kind::Complex => {
                let value = self.coerce(value, Ty::DOUBLE_COMPLEX);
                let value = self.store_temp(value, &mut out);
                let part = args.first().copied().unwrap_or(Ty::DOUBLE);
                let real = self.op("ccomplex.real", vec![value.clone()], span);
                let imaginary = self.op("ccomplex.imag", vec![value], span);
                let parts = vec![self.c_cast(real, part), self.c_cast(imaginary, part)];
                self.library_construct(ty, parts, span)
            }
            Kind::Pair => {
                let targets: Vec<_> = (0..2).map(|_| self.temp(Ty::OBJECT, span)).collect();
                let unpacked = StmtKind::Unpack { value, targets: targets.clone(), star: None };
                out.push(stmt(unpacked, span));
                let parts = targets.iter().zip(&args).map(|(&part, &ty)| {
                    let part = self.local(part, span);
                    self.cpp_value_as(part, ty)
                });
                let parts: Vec<_> = parts.collect();
                let parts = parts.into_iter().map(|part| self.store_temp(part, &mut out)).collect();
                self.library_construct(ty, parts, span)
            }
            Kind::List | Kind::Set => {
                let verb = if kind == Kind::List { "push_back" } else { "insert" };
                let item = args[0];
                self.filled(ty, value, &mut out, |me, made, given| {
                    let given = me.cpp_value_as(given, item);
                    vec![eval(me.library_call(verb, made, vec![given], Ty::VOID))]
                })
            }
            Kind::Dict => {
                let name = self.name_at("items", span);
                let items = self.object_method(value, name, &[], span);
                self.filled(ty, items, &mut out, |me, made, given| {
                    let targets: Vec<_> = (0..2).map(|_| me.temp(Ty::OBJECT, span)).collect();
                    let unpacked =
                        StmtKind::Unpack { value: given, targets: targets.clone(), star: None };
                    let mut stmts = vec![stmt(unpacked, span)];
                    let mut parts = Vec::new();
                    for (&part, &ty) in targets.iter().zip(&args) {
                        let part = me.local(part, span);
                        let part = me.cpp_value_as(part, ty);
                        parts.push(me.store_temp(part, &mut stmts));
                    }
                    let (Some(given), Some(key)) = (parts.pop(), parts.pop()) else { return stmts };
                    let slot = me.reference_to(args[1]);
                    let operands = vec![made.clone(), key];
                    let slot = me.library_operator(CppOperator::Index, operands, slot, span);
                    stmts.push(stmt(StmtKind::Assign(tir::Place::Memory(slot), given), span));
                    stmts
                })
            }
        };
        Some(match made.ty {
            Ty::ERROR => made,
            _ => self.seq(out, made),
        })
    }

    /// A container with what an iterable gives.
    fn filled(
        &mut self,
        ty: Ty,
        iterable: Expr,
        out: &mut Vec<Stmt>,
        add: impl FnOnce(&mut Self, &Expr, Expr) -> Vec<Stmt>,
    ) -> Expr {
        let span = iterable.span;
        let made = self.cpp_temp(ty, span);
        let empty = self.library_construct(ty, Vec::new(), span);
        out.push(assign(made, empty));
        let made = self.local(made, span);
        let item = self.temp(Ty::OBJECT, span);
        let given = self.local(item, span);
        let body = add(self, &made, given);
        let wrong = body
            .iter()
            .any(|one| matches!(&one.kind, StmtKind::Expr(value) if value.ty == Ty::ERROR));
        if wrong {
            return self.error_expr(span);
        }
        let loop_ = StmtKind::ForIter { iter: iterable, item, body, orelse: Vec::new() };
        out.push(stmt(loop_, span));
        made
    }

    /// `object.first`
    fn part(&mut self, object: &Expr, name: &str, ty: Ty) -> Expr {
        let name = self.intern(name);
        let ty = match self.types()[object.ty] {
            Type::Const(_) => self.types_mut().constant(ty),
            _ => ty,
        };
        Expr::new(ExprKind::Field(Box::new(object.clone()), name), ty, object.span)
    }

    /// A method of the library that every such class has.
    fn library_call(&mut self, name: &str, object: &Expr, args: Vec<Expr>, ret: Ty) -> Expr {
        let method = self.intern(name);
        let mut signature = self.quiet_signature(args.iter().map(|arg| arg.ty).collect(), ret);
        let mut args = args;
        self.add_object(object.clone(), &mut signature, &mut args);
        self.cpp_call(CppCallee::Method(method, Vec::new()), signature, args, name, object.span)
    }

    fn library_construct(&mut self, ty: Ty, args: Vec<Expr>, span: Span) -> Expr {
        let signature = self.quiet_signature(args.iter().map(|arg| arg.ty).collect(), ty);
        self.cpp_call(CppCallee::Construct(ty), signature, args, "constructor", span)
    }

    fn describe_c(&self, ty: Ty) -> String {
        let ty = self.types().resolve(ty);
        self.types().c_decl(ty, "", self.an.cx.names)
    }

    /// A class that only C++ knows, by its name there.
    fn library_type(&mut self, cname: &str) -> Ty {
        let name = self.intern(cname);
        let known = self.types().structs.iter_enumerated().find(|(_, def)| def.cname == name);
        let id = match known {
            Some((id, _)) => id,
            None => {
                let def = StructDef::of_header(name, name, Some(Vec::new()), Span::default());
                self.types_mut().structs.push(def)
            }
        };
        self.types_mut().intern(Type::Struct(id))
    }
}
