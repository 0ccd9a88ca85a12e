//! Calls that only C++ has, and calls that throw.

use crate::expr::Level;
use crate::function::Printer;
use ::types::{CppCall, CppCallee, CppHandler, CppOperator, Except, Ty, Type};
use builtins::Op;
use mir::{CExpr, CExprKind, Callee, Stmt, StmtKind};

impl Printer<'_, '_> {
    /// The call as an expression; of a reference its address, which is what MIR goes on with.
    pub fn cpp_call(&mut self, call: &CppCall, args: &[CExpr], wanted: bool) -> String {
        let text = self.cpp_text(call, args);
        match self.unit.types()[call.signature.ret] {
            // Declarations come close to what the header has, in qualifiers for example; the cast is for what they miss.
            Type::Ref(to) if wanted => {
                let pointer = self.unit.types().c_decl(to, "*", self.unit.names());
                format!("({pointer})&({text})")
            }
            _ => text,
        }
    }

    fn cpp_text(&mut self, call: &CppCall, args: &[CExpr]) -> String {
        let params = &call.signature.params;
        match &call.callee {
            CppCallee::Function(name, types) => {
                let name = format!("{}{}", self.unit.name(*name), self.template(types));
                format!("{name}({})", self.cpp_args(args, params))
            }
            CppCallee::Static(class, name, types) => {
                let class = self.unit.c_type(*class);
                let name = format!("{class}::{}{}", self.unit.name(*name), self.template(types));
                format!("{name}({})", self.cpp_args(args, params))
            }
            CppCallee::Construct(ty) => {
                format!("{}({})", self.unit.c_type(*ty), self.cpp_args(args, params))
            }
            CppCallee::New(ty) => {
                format!("new {}({})", self.unit.c_type(*ty), self.cpp_args(args, params))
            }
            CppCallee::Delete => format!("delete {}", self.cpp_args(args, params)),
            CppCallee::Method(name, types) => {
                let [object, rest @ ..] = args else { return String::new() };
                let rest_params = params.get(1..).unwrap_or_default();
                let object = self.member_of(object);
                let name = format!("{}{}", self.unit.name(*name), self.template(types));
                format!("{object}{name}({})", self.cpp_args(rest, rest_params))
            }
            CppCallee::Operator(op) => self.cpp_operator(*op, args, params),
        }
    }

    /// `object.` or `pointer->`
    fn member_of(&mut self, object: &CExpr) -> String {
        match &object.kind {
            CExprKind::Deref(pointer) => format!("{}->", self.expr_at(pointer, Level::Postfix)),
            _ => format!("{}.", self.expr_at(object, Level::Postfix)),
        }
    }

    fn cpp_operator(&mut self, op: CppOperator, args: &[CExpr], params: &[Ty]) -> String {
        let [first, rest @ ..] = args else { return String::new() };
        let rest_params = params.get(1..).unwrap_or_default();
        let operand = self.expr_at(first, Level::Unary);
        match op {
            CppOperator::Prefix(sign) => format!("{sign}{operand}"),
            CppOperator::Postfix(sign) => {
                format!("{}{sign}", self.expr_at(first, Level::Postfix))
            }
            CppOperator::Binary(sign) => {
                let right = rest.first().map(|right| self.expr_at(right, Level::Unary));
                format!("{operand} {sign} {}", right.unwrap_or_default())
            }
            CppOperator::Index => {
                let object = self.expr_at(first, Level::Postfix);
                format!("{object}[{}]", self.cpp_args(rest, rest_params))
            }
            CppOperator::Call => {
                let object = self.expr_at(first, Level::Postfix);
                format!("{object}({})", self.cpp_args(rest, rest_params))
            }
            CppOperator::Truth => format!("static_cast<bool>({})", self.expr(first)),
        }
    }

    fn template(&self, types: &[Ty]) -> String {
        if types.is_empty() {
            return String::new();
        }
        let types: Vec<_> = types.iter().map(|&ty| self.unit.c_type(ty)).collect();
        format!("<{}>", types.join(", "))
    }

    fn cpp_args(&mut self, args: &[CExpr], params: &[Ty]) -> String {
        let args: Vec<_> = args
            .iter()
            .enumerate()
            .map(|(index, arg)| match params.get(index) {
                Some(&param) if self.binds_place(param) => self.expr_at(arg, Level::Conditional),
                _ => self.given(arg),
            })
            .collect();
        args.join(", ")
    }

    /// A reference that only a place can be bound to.
    fn binds_place(&self, param: Ty) -> bool {
        let types = self.unit.types();
        matches!(types[param], Type::Ref(to) if !matches!(types[to], Type::Const(_)))
    }

    /// A call of an operation as a statement.
    fn row(&mut self, name: &'static str, arg: &str) -> String {
        let op = Op::named(name);
        self.unit.feature(op.feature);
        format!("{}({arg});", op.c)
    }

    /// The last statement of a block, which throws: what is caught becomes a Python exception before `jump` leaves.
    pub fn throwing(&mut self, stmt: &Stmt, jump: &str) {
        let StmtKind::Call { callee: Callee::Cpp(id), .. } = &stmt.kind else { return };
        let handler = match &self.unit.module().cpp_calls[*id].signature.except {
            Except::Cpp(handler) => handler.clone(),
            _ => CppHandler::Default,
        };
        let raise = match &handler {
            CppHandler::Default | CppHandler::Any => self.row("cpp.raise", ""),
            CppHandler::Named(name) => {
                let name = self.unit.name(*name).to_string();
                match name.starts_with("PyExc_") {
                    true => self.row("cpp.raise_as", &name),
                    false => {
                        let (enter, leave) =
                            (self.row("gil.ensure", ""), self.row("cpp.handled", "gil"));
                        format!(
                            "PyGILState_STATE gil = {enter} try {{ {name}(); }} catch (...) {{}} {leave}"
                        )
                    }
                }
            }
        };
        let made = self.statement_text(stmt);
        self.put(&format!("try {{ {made} }} catch (...) {{ {raise} {jump} }}"));
        if handler == CppHandler::Any {
            let occurred = self.occurred();
            self.put(&format!("if (px_unlikely({occurred})) {{ {jump} }}"));
        }
    }
}
