//! A function: its signature, its declarations, its blocks with labels where something jumps to.

mod declarations;

use crate::expr::Level;
use crate::handed_over::{handed, handed_over};
use crate::layout::{jump_targets, layout, only_returns};
use crate::names::LocalNames;
use crate::unit::UnitBuilder;
use ::types::{ExceptValue, Ty};
use base::{Id, Span};
use builtins::{Fails, Op};
use mir::{BlockId, CExpr, CExprKind, Callee, Function, LocalId, Stmt, StmtKind, Term};
use std::fmt::Write;

/// Where control goes on a failure.
enum Way {
    /// To a block that adds a traceback entry, with the number of the place.
    Traced(u32, String),
    /// The statement that goes there.
    Plain(String),
}

impl Way {
    fn when(&self, test: &str) -> String {
        match self {
            Way::Traced(place, label) => format!("PX_FAILS({test}, {place}, {label});"),
            Way::Plain(going) => format!("if (px_unlikely({test})) {going}"),
        }
    }

    fn always(&self) -> String {
        match self {
            Way::Traced(place, label) => format!("px_at = {place}; goto {label};"),
            Way::Plain(going) => going.clone(),
        }
    }
}

/// Prints one function into the unit.
pub struct Printer<'u, 'a> {
    pub unit: &'u mut UnitBuilder<'a>,
    pub locals: LocalNames,
    function: &'a Function,
    /// The lines of the body so far, with the source of each statement.
    body: String,
    lines: Vec<(u32, Span)>,
    line: u32,
    used: Vec<bool>,
    /// How often each local is read.
    reads: Vec<u32>,
    /// Temporaries that only take results to the caller.
    handed_over: Vec<bool>,
    /// Whether a location is kept for traceback entries.
    has_location: bool,
    /// The block that is printed runs without the GIL.
    without_gil: bool,
}

/// A printed function, before it has a place in the unit.
pub struct Printed {
    pub text: String,
    /// Lines of the text, counted from 0.
    pub lines: Vec<(u32, Span)>,
}

pub fn print<'a>(unit: &mut UnitBuilder<'a>, function: &'a Function) -> Printed {
    let locals = LocalNames::new(function, unit.names());
    let used = vec![false; function.locals.len()];
    let reads = vec![0; function.locals.len()];
    let handed_over = handed_over(unit, function);
    let mut printer = Printer {
        unit,
        locals,
        function,
        body: String::new(),
        lines: Vec::new(),
        line: 0,
        used,
        reads,
        handed_over,
        has_location: false,
        without_gil: false,
    };
    printer.mark_used();
    printer.blocks();
    printer.finish()
}

/// The head of a definition or prototype, without storage class.
pub fn signature(
    unit: &UnitBuilder<'_>,
    function: &Function,
    names: Option<&LocalNames>,
) -> String {
    if function.frame.as_ref().is_some_and(|part| part.resumes) {
        return crate::frames::resume_signature(function, names);
    }
    let mut params: Vec<String> = function
        .params
        .iter()
        .map(|&id| {
            let name = names.map_or("", |names| &names[id]);
            unit.types().c_decl(function.locals[id].ty, name, unit.names())
        })
        .collect();
    match function.varargs {
        true => params.push("...".into()),
        false if params.is_empty() => params.push("void".into()),
        false => {}
    }
    let call = &function.spelling.call;
    let space = if call.is_empty() { "" } else { " " };
    let head = format!("{call}{space}{}({})", function.cname, params.join(", "));
    unit.types().c_decl(function.ret, &head, unit.names())
}

impl<'a> Printer<'_, 'a> {
    /// `&px_frame_type_...` of the frame that the function makes.
    pub fn frame_type(&self) -> String {
        let part = self.function.frame.as_ref();
        part.map_or_else(|| "NULL".into(), |part| format!("&px_frame_type_{}", part.frame.cname))
    }

    pub fn put(&mut self, text: &str) {
        self.body.push_str("    ");
        self.body.push_str(text);
        self.body.push('\n');
        self.line += 1 + text.matches('\n').count() as u32;
    }

    fn at(&mut self, span: Span) {
        if self.lines.last().is_none_or(|&(_, last)| last != span) {
            self.lines.push((self.line, span));
            if self.unit.style().line_directives {
                self.unit.line_directive(span).into_iter().for_each(|text| {
                    self.body.push_str(&text);
                    self.line += 1;
                });
            }
        }
    }

    fn blocks(&mut self) {
        let order = layout(self.function);
        let targets = jump_targets(self.function, &order);
        for (position, &id) in order.iter().enumerate() {
            if targets[id.index()] {
                let _ = writeln!(self.body, "{}:;", label(id));
                self.line += 1;
            }
            let next = order.get(position + 1).copied();
            self.block(id, next);
        }
    }

    fn block(&mut self, id: BlockId, next: Option<BlockId>) {
        let block = &self.function.blocks[id];
        self.without_gil = self.function.without_gil(block.region);
        if let Some((last, before)) = block.stmts.split_last()
            && let Some(result) = self.result(last, &block.term)
        {
            before.iter().for_each(|stmt| {
                self.at(stmt.span);
                self.stmt(stmt);
            });
            self.at(last.span);
            return self.put(&format!("return {result};"));
        }
        let checked = matches!(block.term, Term::Check { .. });
        let plain = block.stmts.len() - usize::from(checked && !block.stmts.is_empty());
        for stmt in &block.stmts[..plain] {
            self.at(stmt.span);
            self.stmt(stmt);
        }
        match &block.term {
            Term::Check { value, fails, fail, next: go_on, span } => {
                self.at(*span);
                self.check(block.stmts.last(), *value, *fails, *fail, *span);
                if !matches!(fails, Fails::Always | Fails::AlwaysNoTrace) {
                    self.jump(*go_on, next);
                }
            }
            term => self.term(term, next),
        }
    }

    /// The call whose result is returned at once.
    fn result(&mut self, last: &'a Stmt, term: &Term) -> Option<String> {
        let id = handed(last, term).filter(|id| self.handed_over[id.index()])?;
        let (text, _) = self.call_text(&last.kind)?;
        self.used[id.index()] = false;
        Some(format!("{}{text}", self.cast_for(id, &last.kind)))
    }

    fn jump(&mut self, to: BlockId, next: Option<BlockId>) {
        if next != Some(to) {
            let text = self.going_to(to);
            self.put(&text);
        }
    }

    /// What stands for the jump to a block.
    fn going_to(&mut self, to: BlockId) -> String {
        let function = self.function;
        match &function.blocks[to].term {
            Term::Return(value) if only_returns(function, to) => match value {
                Some(value) => format!("return {};", self.expr(value)),
                None => "return;".into(),
            },
            _ => format!("goto {};", label(to)),
        }
    }

    fn term(&mut self, term: &Term, next: Option<BlockId>) {
        match term {
            Term::Goto(to) => self.jump(*to, next),
            Term::If { cond, then, other, likely } => {
                self.branch(cond, *then, *other, *likely, next)
            }
            Term::Switch { value, cases, default } => {
                let value = self.expr(value);
                self.put(&format!("switch ({value}) {{"));
                for (case, to) in cases {
                    let going = self.going_to(*to);
                    self.put(&format!("case {case}: {going}"));
                }
                let going = self.going_to(*default);
                self.put(&format!("default: {going}"));
                self.put("}");
            }
            Term::Return(None) => self.put("return;"),
            Term::Return(Some(value)) => {
                let text = match &self.function.frame {
                    Some(part) if part.resumes => crate::frames::status(self, value),
                    _ => self.given(value),
                };
                self.put(&format!("return {text};"));
            }
            // What cannot be reached needs no statement, except that a label wants one and C wants a return.
            Term::Unreachable | Term::EndFinally | Term::Unwind => self.put("Py_UNREACHABLE();"),
            Term::Check { .. } => {}
        }
    }

    fn branch(
        &mut self,
        cond: &CExpr,
        then: BlockId,
        other: BlockId,
        likely: Option<bool>,
        next: Option<BlockId>,
    ) {
        // Falls through to whichever comes next; jumps to the other one.
        let (negate, target, rest) =
            if next == Some(then) { (true, other, then) } else { (false, then, other) };
        let mut text = match (&cond.kind, negate) {
            (CExprKind::IsNull(inner), true) if self.unit.types().as_view(inner.ty).is_none() => {
                self.expr_at(inner, Level::Unary)
            }
            (CExprKind::Unary(mir::UnOp::Not, inner), true) => self.expr_at(inner, Level::Unary),
            (_, true) => format!("!{}", self.expr_at(cond, Level::Unary)),
            (_, false) => self.expr(cond),
        };
        if let Some(likely) = likely {
            let hint = if likely != negate { "px_likely" } else { "px_unlikely" };
            text = format!("{hint}({text})");
        }
        let going = self.going_to(target);
        self.put(&format!("if ({text}) {going}"));
        self.jump(rest, next);
    }

    /// The last statement of a block together with the test whether it failed.
    fn check(
        &mut self,
        last: Option<&'a Stmt>,
        value: Option<LocalId>,
        fails: Fails,
        fail: BlockId,
        span: Span,
    ) {
        let way = match self.location(fail, span) {
            Some(place) => Way::Traced(place, label(fail)),
            None => Way::Plain(self.going_to(fail)),
        };
        if let (Fails::Throws, Some(stmt)) = (fails, last) {
            return self.throwing(stmt, &way.always());
        }
        let call = last.and_then(|stmt| self.call_text(&stmt.kind));
        let tests_value = !matches!(fails, Fails::Occurred | Fails::Throws | Fails::Never);
        match (call, value) {
            (Some((text, dst)), _) if matches!(fails, Fails::Always | Fails::AlwaysNoTrace) => {
                let target = dst.map(|id| format!("{} = ", &self.locals[id])).unwrap_or_default();
                self.put(&format!("{target}{text};"));
                self.put(&way.always());
            }
            // The value is tested where it is made.
            (Some((text, Some(dst))), Some(tested)) if dst == tested && tests_value => {
                let made = format!("({} = {text})", &self.locals[dst]);
                let again = self.locals[dst].to_string();
                let test = self.failure(fails, &made, &again, self.function.locals[dst].ty);
                self.put(&way.when(&test));
            }
            // A status that nobody keeps.
            (Some((text, None)), None) if tests_value => {
                let ty = last.map_or(Ty::INT, |stmt| self.result_type(&stmt.kind));
                let test = self.failure(fails, &text, "", ty);
                self.put(&way.when(&test));
            }
            _ => {
                if let Some(stmt) = last {
                    self.stmt(stmt);
                }
                let (name, ty) = match value {
                    Some(id) => (self.locals[id].to_string(), self.function.locals[id].ty),
                    None => (String::new(), Ty::INT),
                };
                if matches!(fails, Fails::Always | Fails::AlwaysNoTrace) {
                    return self.put(&way.always());
                }
                let test = self.failure(fails, &name, &name, ty);
                self.put(&way.when(&test));
            }
        }
    }

    fn result_type(&self, kind: &StmtKind) -> Ty {
        match kind {
            StmtKind::Op { op, .. } => op.c_result().unwrap_or(Ty::INT),
            StmtKind::Call { callee: Callee::Func(id), .. } => {
                self.unit.module().functions[*id].ret
            }
            _ => Ty::INT,
        }
    }

    /// The C test of a result; `made` is the expression that makes it, `again` its name.
    fn failure(&mut self, fails: Fails, made: &str, again: &str, ty: Ty) -> String {
        let asks = matches!(
            fails,
            Fails::NullOccurred | Fails::Maybe(_) | Fails::EqualsOccurred(_) | Fails::Occurred
        );
        let occurred = if asks { self.occurred() } else { String::new() };
        match fails {
            Fails::Never | Fails::Throws => "0".into(),
            Fails::Null if self.unit.types().as_view(ty).is_some() => format!("!{made}.memview"),
            Fails::Null => format!("!{made}"),
            Fails::NullOccurred => format!("!{made} && {occurred}"),
            Fails::Neg1 => self.equals(ExceptValue::Int(-1), made, again, ty),
            Fails::Negative => format!("{made} < 0"),
            Fails::Maybe(value) => {
                let test = self.equals(ExceptValue::Int(value.into()), made, again, ty);
                format!("{test} && {occurred}")
            }
            Fails::Equals(value) => self.equals(value, made, again, ty),
            Fails::EqualsOccurred(value) => {
                format!("{} && {occurred}", self.equals(value, made, again, ty))
            }
            Fails::Occurred => occurred,
            Fails::Always | Fails::AlwaysNoTrace => "1".into(),
        }
    }

    /// Whether an exception is in flight; without the GIL, it is taken to look.
    pub fn occurred(&mut self) -> String {
        if self.without_gil {
            self.op_call(Op::named("exc.occurred_nogil"), &[])
        } else {
            "PyErr_Occurred()".into()
        }
    }

    fn equals(&mut self, value: ExceptValue, made: &str, again: &str, ty: Ty) -> String {
        let types = self.unit.types();
        let value = match value {
            ExceptValue::Int(value) if types.is_float(ty) => self.float(value as f64, ty).0,
            ExceptValue::Int(value) => {
                let (text, _) = self.int(value, ty);
                match types.int_kind(ty) {
                    // A negative number never equals an unsigned one, and compares wider than a narrow type.
                    Some(kind) if value < 0 && (!kind.signed() || kind.rank() < 2) => {
                        format!("({}){value}", self.unit.c_type(ty))
                    }
                    _ => text,
                }
            }
            ExceptValue::Float(bits) if f64::from_bits(bits).is_nan() => {
                return format!("({made}, {again} != {again})");
            }
            ExceptValue::Float(bits) => self.float(f64::from_bits(bits), ty).0,
            ExceptValue::Null => "NULL".into(),
            ExceptValue::Named(name) => {
                let value = self.unit.name(name).to_string();
                if types.is_float(ty) {
                    // It may be what is not equal to itself.
                    return format!(
                        "({made}, {again} == {value} || ({again} != {again} && {value} != {value}))"
                    );
                }
                value
            }
        };
        format!("{made} == {value}")
    }

    /// The number of a location, where the failing block leads to a traceback entry.
    fn location(&mut self, fail: BlockId, span: Span) -> Option<u32> {
        let wanted = self.function.traceback_name.is_some()
            && self.function.blocks[fail].stmts.iter().any(adds_traceback);
        if !wanted {
            return None;
        }
        self.has_location = true;
        Some(self.unit.location(self.function, span))
    }

    /// The right side of a statement that calls something, and where its result goes.
    fn call_text(&mut self, kind: &StmtKind) -> Option<(String, Option<LocalId>)> {
        match kind {
            StmtKind::Op { dst, op, args } => Some((self.op_call(*op, args), *dst)),
            StmtKind::Call { dst, callee, args, .. } => {
                let callee = match callee {
                    Callee::Func(id) => self.unit.func_ref(*id),
                    Callee::Extern(id) => self.unit.module().externs[*id].cname.clone(),
                    Callee::Pointer(pointer) => self.expr_at(pointer, Level::Postfix),
                    Callee::Cpp(id) => {
                        let call = self.unit.module().cpp_calls[*id].clone();
                        // A result that nobody reads may be none: declarations only come close to what headers have.
                        let dst = dst.filter(|dst| self.reads[dst.index()] > 0);
                        return Some((self.cpp_call(&call, args, dst.is_some()), dst));
                    }
                };
                let args: Vec<_> = args.iter().map(|arg| self.given(arg)).collect();
                Some((format!("{callee}({})", args.join(", ")), *dst))
            }
            _ => None,
        }
    }

    /// A statement that calls something, with its semicolon.
    pub fn statement_text(&mut self, stmt: &Stmt) -> String {
        let Some((text, dst)) = self.call_text(&stmt.kind) else { return String::new() };
        let target = match dst {
            Some(id) => format!("{} = {}", &self.locals[id], self.cast_for(id, &stmt.kind)),
            None => String::new(),
        };
        format!("{target}{text};")
    }

    fn stmt(&mut self, stmt: &Stmt) {
        if matches!(stmt.kind, StmtKind::Op { .. } | StmtKind::Call { .. }) {
            let text = self.statement_text(stmt);
            return self.put(&text);
        }
        match &stmt.kind {
            StmtKind::Assign { place, value } => {
                let cast = self.store_cast(place.ty, value.ty);
                let (place, value) = (self.expr(place), self.given(value));
                self.put(&format!("{place} = {cast}{value};"));
            }
            StmtKind::Traceback => {
                let op = Op::named("trace.add");
                self.unit.feature(op.feature);
                self.put(&format!("{}(&px_state, px_at);", op.c));
            }
            StmtKind::IncRef(value) => self.take(value, "Py_INCREF"),
            StmtKind::XIncRef(value) => self.take(value, "Py_XINCREF"),
            StmtKind::DecRef(id) => self.release(*id, "Py_DECREF"),
            StmtKind::XDecRef(id) => self.release(*id, "Py_XDECREF"),
            StmtKind::Clear(id) => {
                let part = if self.is_view(*id) { ".memview" } else { "" };
                self.put(&format!("{}{part} = NULL;", &self.locals[*id]));
            }
            // Gone in the low phase; the verifier holds passes to that.
            StmtKind::Unbind(_) | StmtKind::CheckBound(_, _) => {}
            StmtKind::Op { .. } | StmtKind::Call { .. } => {}
        }
    }

    fn is_view(&self, id: LocalId) -> bool {
        self.unit.types().as_view(self.function.locals[id].ty).is_some()
    }

    /// A reference to an object by that macro, or a share of a memoryview, which may be unset.
    fn take(&mut self, value: &CExpr, object: &str) {
        let view = self.unit.types().as_view(value.ty).is_some();
        let text = match view {
            true => {
                let share = self.unit.operation("view.share");
                format!("{share}(&{});", self.expr_at(value, Level::Unary))
            }
            false => format!("{object}({});", self.expr(value)),
        };
        self.put(&text);
    }

    fn release(&mut self, id: LocalId, object: &str) {
        let name = self.locals[id].to_string();
        let text = match self.is_view(id) {
            true => format!("{}(&{name});", self.unit.operation("view.release")),
            false => format!("{object}({name});"),
        };
        self.put(&text);
    }

    /// A cast where a result of one object type goes to a local of another.
    fn cast_for(&self, dst: LocalId, kind: &StmtKind) -> String {
        let StmtKind::Op { op, .. } = kind else { return String::new() };
        match op.c_result() {
            Some(from) => self.store_cast(self.function.locals[dst].ty, from),
            None => String::new(),
        }
    }

    fn store_cast(&self, to: Ty, from: Ty) -> String {
        let types = self.unit.types();
        if types.is_object(to) && types.is_object(from) {
            let to = self.unit.c_type(to);
            if to != self.unit.c_type(from) {
                return format!("({to})");
            }
        }
        String::new()
    }

    /// A value where it is stored or passed on: what nobody else reads is moved there, if it is a C++ object.
    pub fn given(&mut self, value: &CExpr) -> String {
        let text = self.expr_at(value, Level::Conditional);
        match self.is_moved(value) {
            true => format!("std::move({text})"),
            false => text,
        }
    }

    pub fn is_moved(&mut self, value: &CExpr) -> bool {
        let Some(id) = value.as_local() else { return false };
        let moved = self.function.locals[id].kind == mir::LocalKind::Temp
            && self.reads[id.index()] == 1
            && self.unit.types().cpp_instance(value.ty).is_some();
        if moved {
            self.unit.feature("cpp_move");
        }
        moved
    }
}

/// Whether the traceback entry of a failure is added here, or behind a look at the exception.
fn adds_traceback(stmt: &Stmt) -> bool {
    match &stmt.kind {
        StmtKind::Traceback => true,
        StmtKind::Op { op, .. } => op.name == "exc.quiet",
        _ => false,
    }
}

pub fn storage(function: &Function) -> &'static str {
    match function.linkage {
        mir::Linkage::Static => "static ",
        mir::Linkage::Inline => "static inline ",
        mir::Linkage::Public => "",
    }
}

/// What stands around a function that exists under a condition only.
pub fn guard(function: &Function) -> (String, &'static str) {
    match function.spelling.guard.as_str() {
        "" => (String::new(), ""),
        condition => (format!("#if {condition}\n"), "#endif\n"),
    }
}

fn label(id: BlockId) -> String {
    format!("b{}", id.index())
}
