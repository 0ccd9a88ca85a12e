//! Operators of C++ classes, and the functions of `cython.operator` on them.

use ast::{Arg, BinaryOp, CmpOp, UnaryOp};
use base::Span;
use diag::calls::NoOverload;
use tir::Expr;
use types::{CppCallee, CppOperator, Except, FuncType, Ty, Type};

use super::super::Checker;
use super::overloads::Candidates;

/// How C++ spells an operator; nothing for those that it does not have.
fn binary_text(op: BinaryOp) -> Option<&'static str> {
    Some(match op {
        BinaryOp::Add => "+",
        BinaryOp::Sub => "-",
        BinaryOp::Mul => "*",
        BinaryOp::Div => "/",
        BinaryOp::Mod => "%",
        BinaryOp::LeftShift => "<<",
        BinaryOp::RightShift => ">>",
        BinaryOp::BitAnd => "&",
        BinaryOp::BitOr => "|",
        BinaryOp::BitXor => "^",
        BinaryOp::MatMul | BinaryOp::FloorDiv | BinaryOp::Pow => return None,
    })
}

fn compare_text(op: CmpOp) -> Option<&'static str> {
    Some(match op {
        CmpOp::Eq => "==",
        CmpOp::NotEq => "!=",
        CmpOp::Lt => "<",
        CmpOp::LtE => "<=",
        CmpOp::Gt => ">",
        CmpOp::GtE => ">=",
        CmpOp::Is | CmpOp::IsNot | CmpOp::In | CmpOp::NotIn => return None,
    })
}

impl Checker<'_, '_> {
    /// An operator of two operands of which one is a C++ object; nothing if none is.
    pub(crate) fn cpp_binary(
        &mut self,
        op: BinaryOp,
        left: &Expr,
        right: &Expr,
        span: Span,
    ) -> Option<Expr> {
        self.cpp_operator_of_two(binary_text(op), left, right, span)
    }

    pub(crate) fn cpp_compare(
        &mut self,
        op: CmpOp,
        left: &Expr,
        right: &Expr,
        span: Span,
    ) -> Option<Expr> {
        self.cpp_operator_of_two(compare_text(op), left, right, span)
    }

    fn cpp_operator_of_two(
        &mut self,
        text: Option<&'static str>,
        left: &Expr,
        right: &Expr,
        span: Span,
    ) -> Option<Expr> {
        if !self.is_cpp(left.ty) && !self.is_cpp(right.ty) {
            return None;
        }
        Some(self.cpp_operator(text?, left.clone(), Some(right.clone()), span))
    }

    pub(crate) fn cpp_unary(&mut self, op: UnaryOp, operand: &Expr, span: Span) -> Option<Expr> {
        let text = match op {
            UnaryOp::Neg => "-",
            UnaryOp::Pos => "+",
            UnaryOp::Invert => "~",
            UnaryOp::Not => "!",
        };
        if !self.is_cpp(operand.ty) {
            return None;
        }
        if op == UnaryOp::Not && self.cpp_methods(operand.ty, "operator!").is_none() {
            let truth = self.cpp_truth(operand)?;
            return Some(self.not(truth, span));
        }
        Some(self.cpp_operator(text, operand.clone(), None, span))
    }

    /// The truth of an object: `operator bool`.
    pub(crate) fn cpp_truth(&mut self, value: &Expr) -> Option<Expr> {
        if !self.is_cpp(value.ty) {
            return None;
        }
        let (ids, _) = self.cpp_methods(value.ty, "operator bool")?;
        let signature = self.an.decls.cfuncs[ids[0]].signature.clone();
        let signature = FuncType { ret: Ty::BINT, ..signature };
        Some(self.on_object(
            CppOperator::Truth,
            signature,
            value.clone(),
            Vec::new(),
            "bool",
            value.span,
        ))
    }

    /// `object[index]`, a place where the operator returns a reference.
    pub(crate) fn cpp_item(&mut self, object: Expr, index: Expr, span: Span) -> Expr {
        let Some((ids, subst)) = self.cpp_methods(object.ty, "operator[]") else {
            let ty = self.describe(object.ty);
            return self.fail(span, diag::expressions::NotSubscriptable { at: span, ty });
        };
        self.member_operator(
            "operator[]",
            CppOperator::Index,
            (ids, subst),
            object,
            vec![index],
            span,
        )
    }

    /// `object(args)`
    pub(crate) fn cpp_call_object(&mut self, object: Expr, args: &[Arg], span: Span) -> Expr {
        let Some(found) = self.cpp_methods(object.ty, "operator()") else {
            let ty = self.describe(object.ty);
            return self.fail(span, diag::expressions::NotCallable { at: span, ty });
        };
        let Some(values) = self.cpp_values("operator()", args) else {
            return self.error_expr(span);
        };
        self.member_operator("operator()", CppOperator::Call, found, object, values, span)
    }

    /// `left = right` by the class's own operator; nothing if it declares none that fits.
    pub(crate) fn cpp_assign(&mut self, place: &Expr, value: &Expr) -> Option<Expr> {
        let types = self.types();
        let (from, to) = (types.resolve(value.ty), types.resolve(place.ty));
        if from == to || types.is_object(from) || !self.is_cpp(to) {
            return None;
        }
        let (ids, subst) = self.cpp_methods(to, "operator=")?;
        let assign = |me: &mut Self| {
            let (object, values) = (place.clone(), vec![value.clone()]);
            let found = (ids.clone(), subst.clone());
            let op = CppOperator::Binary("=");
            me.member_operator("operator=", op, found, object, values, place.span)
        };
        let fits = self.dry_run(|me| assign(me).ty != Ty::ERROR);
        fits.then(|| assign(self))
    }

    /// The functions of `cython.operator`; nothing if the operand is no C++ object.
    pub(crate) fn cpp_step(&mut self, name: &str, operand: &Expr, span: Span) -> Option<Expr> {
        if !self.is_cpp(operand.ty) {
            return None;
        }
        let (key, op) = match name {
            "dereference" => ("operator*", CppOperator::Prefix("*")),
            "preincrement" => ("operator++", CppOperator::Prefix("++")),
            "predecrement" => ("operator--", CppOperator::Prefix("--")),
            "postincrement" => ("operator++", CppOperator::Postfix("++")),
            "postdecrement" => ("operator--", CppOperator::Postfix("--")),
            _ => return None,
        };
        let Some((ids, subst)) = self.cpp_methods(operand.ty, key) else {
            return Some(self.no_operator(&key["operator".len()..], operand, None, span));
        };
        // The postfix form is declared with an argument that nobody gives.
        let postfix = matches!(op, CppOperator::Postfix(_));
        let mut marked = ids
            .iter()
            .copied()
            .filter(|&id| self.an.decls.cfuncs[id].signature.params.is_empty() != postfix);
        let found = marked.next();
        let Some(id) = found else {
            return Some(self.no_operator(&key["operator".len()..], operand, None, span));
        };
        let mut signature = self.an.decls.cfuncs[id].signature.clone();
        signature.params.clear();
        signature.ret = self.an.substituted(signature.ret, &subst);
        Some(self.on_object(op, signature, operand.clone(), Vec::new(), key, span))
    }

    /// An operator of one operand or two, as a method of the first or as a function.
    fn cpp_operator(
        &mut self,
        text: &'static str,
        left: Expr,
        right: Option<Expr>,
        span: Span,
    ) -> Expr {
        if left.ty == Ty::ERROR || right.as_ref().is_some_and(|right| right.ty == Ty::ERROR) {
            return self.error_expr(span);
        }
        let key = format!("operator{text}");
        let op = match right {
            Some(_) => CppOperator::Binary(text),
            None => CppOperator::Prefix(text),
        };
        let mut values = vec![left];
        values.extend(right);
        let (free, subst) = self.free_operators(&key, &values);
        if let Some((ids, found)) = self.cpp_methods(values[0].ty, &key) {
            let arity = |id: &crate::CFuncId| self.an.decls.cfuncs[*id].signature.params.len();
            let ids: Vec<_> = ids.into_iter().filter(|id| arity(id) + 1 == values.len()).collect();
            let member = |me: &mut Self| {
                let (object, rest) = (values[0].clone(), values[1..].to_vec());
                me.member_operator(&key, op, (ids.clone(), found.clone()), object, rest, span)
            };
            let fits = free.is_empty() || self.dry_run(|me| member(me).ty != Ty::ERROR);
            if !ids.is_empty() && fits {
                return member(self);
            }
        }
        if free.is_empty() {
            let right = values.get(1).cloned();
            return self.no_operator(text, &values[0], right.as_ref(), span);
        }
        let candidates = Candidates { name: &key, ids: free, subst, explicit: Vec::new() };
        let Some(chosen) = self.choose_overload(&candidates, &values, span) else {
            return self.error_expr(span);
        };
        let args = self.cpp_arguments(values, &chosen.signature);
        self.cpp_call(CppCallee::Operator(op), chosen.signature, args, &key, span)
    }

    /// Operators that are declared as functions, wherever the module sees them; some classes declare them so as well.
    fn free_operators(&mut self, key: &str, values: &[Expr]) -> super::calls::Methods {
        let name = self.intern(key);
        let all = self.an.decls.overloads.iter();
        let mut ids: Vec<_> =
            all.filter(|((_, known), _)| *known == name).flat_map(|(_, ids)| ids.clone()).collect();
        ids.sort();
        let mut subst = Vec::new();
        for value in values {
            let Some((methods, found)) = self.cpp_methods(value.ty, key) else { continue };
            let arity = |id: &crate::CFuncId| self.an.decls.cfuncs[*id].signature.params.len();
            ids.extend(methods.into_iter().filter(|id| arity(id) == values.len()));
            subst.extend(found);
        }
        (ids, subst)
    }

    fn no_operator(&mut self, text: &str, left: &Expr, right: Option<&Expr>, span: Span) -> Expr {
        let mut given = self.describe(left.ty);
        if let Some(right) = right {
            given = format!("{given}, {}", self.describe(right.ty));
        }
        let name = format!("operator{text}");
        self.fail(span, NoOverload { at: span, name, given, candidates: 0 })
    }

    fn member_operator(
        &mut self,
        name: &str,
        op: CppOperator,
        (ids, subst): super::calls::Methods,
        object: Expr,
        values: Vec<Expr>,
        span: Span,
    ) -> Expr {
        let candidates = Candidates { name, ids, subst, explicit: Vec::new() };
        let Some(chosen) = self.choose_overload(&candidates, &values, span) else {
            return self.error_expr(span);
        };
        let args = self.cpp_arguments(values, &chosen.signature);
        self.on_object(op, chosen.signature, object, args, name, span)
    }

    fn on_object(
        &mut self,
        op: CppOperator,
        mut signature: FuncType,
        object: Expr,
        mut args: Vec<Expr>,
        name: &str,
        span: Span,
    ) -> Expr {
        // What assignment gives is of no use; the place is known.
        if op == CppOperator::Binary("=") {
            signature.ret = Ty::VOID;
        }
        self.add_object(object, &mut signature, &mut args);
        self.cpp_call(CppCallee::Operator(op), signature, args, name, span)
    }

    /// A call signature that never raises.
    pub(super) fn quiet_signature(&self, params: Vec<Ty>, ret: Ty) -> FuncType {
        FuncType { nogil: true, ..FuncType::new(params, ret, Except::Never) }
    }

    pub(super) fn reference_to(&mut self, ty: Ty) -> Ty {
        self.types_mut().intern(Type::Ref(ty))
    }
}
