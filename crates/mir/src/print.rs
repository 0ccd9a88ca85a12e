//! MIR as text, which `read` takes back.
//!
//! ```text
//! func __pyx_f_m_get(xs, i) -> object {
//!   phase high
//!   on_error return null
//!   param xs: list
//!   param i: ssize
//!   temp %2: object
//! b0 r0:
//!   %2 = list.get xs, i                      @10..15
//!   return %2
//! }
//! ```
//! What has its usual value is left out: the type of an expression that its parts tell, a span that is that of the
//! statement before. Text after `;` is for people: with the module at hand it says what `k0` or `x3` stand for.

mod class;
mod expr;
mod module;
mod names;
mod ty;

pub(crate) use expr::{binary_op, usual_type};
pub use module::print_module;
use names::fails_text;
pub(crate) use names::{SUSPENDS, is_reserved, quoted};

use crate::*;
use base::{IdVec, Interner, Span};
use std::fmt::Write;
use types::{Ty, TypeTable};

pub fn print_function(function: &Function, types: &TypeTable, names: &Interner) -> String {
    Printer::new(function, None, types, names).function()
}

/// As [`print_function`], with remarks on what ids of the module stand for.
pub fn print_function_of(
    module: &Module,
    function: &Function,
    types: &TypeTable,
    names: &Interner,
) -> String {
    Printer::new(function, Some(module), types, names).function()
}

struct Printer<'a> {
    function: &'a Function,
    module: Option<&'a Module>,
    types: &'a TypeTable,
    names: &'a Interner,
    locals: IdVec<LocalId, String>,
    out: String,
    /// The span of the statement before in the block.
    span: Span,
}

impl<'a> Printer<'a> {
    fn new(
        function: &'a Function,
        module: Option<&'a Module>,
        types: &'a TypeTable,
        names: &'a Interner,
    ) -> Self {
        let locals = names::local_tokens(function, names);
        let out = String::new();
        Printer { function, module, types, names, locals, out, span: Span::default() }
    }

    fn function(mut self) -> String {
        self.header();
        for (id, block) in self.function.blocks.iter_enumerated() {
            let cold = if block.cold { " cold" } else { "" };
            let _ = writeln!(self.out, "{id} {}{cold}:", block.region);
            self.span = Span::default();
            for stmt in &block.stmts {
                let text = self.stmt(&stmt.kind);
                let mut read = Vec::new();
                stmt.for_each_read(&mut |expr| read.push(expr));
                self.line(text, Some(stmt.span), &read);
            }
            let text = self.term(&block.term);
            let mut read = Vec::new();
            block.term.for_each_read(&mut |expr| read.push(expr));
            let span = if let Term::Check { span, .. } = block.term { Some(span) } else { None };
            self.line(text, span, &read);
        }
        self.out.push_str("}\n");
        self.out
    }

    fn header(&mut self) {
        let function = self.function;
        let params: Vec<_> = function.params.iter().map(|&id| self.locals[id].as_str()).collect();
        let (params, ret) = (params.join(", "), self.ty(function.ret));
        let _ = writeln!(self.out, "func {}({params}) -> {ret} {{", function.cname);
        let phase = names::phase_text(function.phase);
        let _ = writeln!(self.out, "  phase {phase}");
        match function.linkage {
            Linkage::Static => {}
            Linkage::Inline => self.out.push_str("  linkage inline\n"),
            Linkage::Public => self.out.push_str("  linkage public\n"),
        }
        if function.nogil {
            self.out.push_str("  nogil\n");
        }
        if function.brief {
            self.out.push_str("  brief\n");
        }
        let Spelling { call, guard } = &function.spelling;
        for (word, text) in [("call", call), ("guard", guard)] {
            if !text.is_empty() {
                let _ = writeln!(self.out, "  {word} {}", quoted(text.as_bytes()));
            }
        }
        if function.varargs {
            self.out.push_str("  varargs\n");
        }
        if function.events {
            self.out.push_str("  events\n");
        }
        if let Some(name) = &function.traceback_name {
            let _ = writeln!(self.out, "  traceback {}", quoted(name.as_bytes()));
        }
        self.suspension();
        let on_error = match &function.on_error {
            OnError::Return(value) => format!("return {}", self.expr(value)),
            OnError::ReturnVoid => "return".into(),
            OnError::Unraisable(Some(value)) => format!("unraisable {}", self.expr(value)),
            OnError::Unraisable(None) => "unraisable".into(),
            OnError::Impossible => "impossible".into(),
        };
        let _ = writeln!(self.out, "  on_error {on_error}");
        if function.span != Span::default() {
            let _ = writeln!(self.out, "  span {:?}", function.span);
        }
        for (id, local) in function.locals.iter_enumerated() {
            let text = self.local_decl(id, local);
            let _ = writeln!(self.out, "  {text}");
        }
        for (id, region) in function.regions.iter_enumerated().skip(1) {
            let text = self.region(region);
            let _ = writeln!(self.out, "  region {id} {text}");
        }
    }

    /// That it can be suspended; its frame.
    fn suspension(&mut self) {
        let function = self.function;
        if let Some(suspends) = &function.suspends {
            let word = names::suspend_text(suspends.kind);
            let _ = writeln!(self.out, "  suspends {word}");
        }
        let Some(part) = &function.frame else { return };
        let (frame, word) = (&part.frame, if part.resumes { "resumes" } else { "makes" });
        let kind = names::suspend_text(frame.kind);
        let _ = writeln!(self.out, "  frame {word} {kind} {}", frame.cname);
        for (index, field) in frame.fields.iter().enumerate() {
            let name = field.name.map_or("", |name| &self.names[name]);
            let slot = if field.slot { " slot" } else { "" };
            let (name, ty) = (quoted(name.as_bytes()), self.ty(field.ty));
            let _ = writeln!(self.out, "  field {} {name}: {ty}{slot}", index + 1);
        }
        for place in &frame.places {
            let _ = writeln!(self.out, "  place {place:?}");
        }
    }

    fn local_decl(&self, id: LocalId, local: &Local) -> String {
        let kind = match local.kind {
            LocalKind::Param => "param".into(),
            LocalKind::Named => "named".into(),
            LocalKind::Temp => "temp".into(),
            LocalKind::Memory => "memory".into(),
            LocalKind::Field(number) => format!("in_frame {number}"),
        };
        let token = &self.locals[id];
        let name = match local.name {
            Some(name) if self.names[name] != **token => {
                format!(" {}", quoted(self.names[name].as_bytes()))
            }
            _ => String::new(),
        };
        let unbound = if local.maybe_unbound { " maybe_unbound" } else { "" };
        let suspends = self.function.suspends.as_ref();
        let own = match suspends {
            Some(suspends) if suspends.function == Some(id) => " function",
            Some(suspends) if suspends.closure == Some(id) => " closure",
            _ if self.function.frame.as_ref().is_some_and(|part| part.object == id) => " object",
            _ => "",
        };
        format!("{kind} {token}{name}: {}{unbound}{own}", self.ty(local.ty))
    }

    fn region(&self, region: &Region) -> String {
        let parent = match region.parent {
            Some(parent) => format!("in {parent}: "),
            None => ": ".into(),
        };
        let kind = match &region.kind {
            RegionKind::Root => "root".into(),
            RegionKind::Try { handler } => format!("try {handler}"),
            RegionKind::Handler { saved } => format!("handler {}", self.locals[*saved]),
            RegionKind::Finally { entry } => format!("finally {entry}"),
            RegionKind::FinallyBody { of } => format!("finally_body {of}"),
            RegionKind::NoGil => "nogil".into(),
            RegionKind::Gil => "gil".into(),
        };
        parent + &kind
    }

    /// A line of a block: the text, the span if it is a new one, remarks.
    fn line(&mut self, text: String, span: Option<Span>, read: &[&CExpr]) {
        let mut line = format!("  {text}");
        if let Some(span) = span
            && span != self.span
        {
            let _ = write!(line, "  @{span:?}");
            self.span = span;
        }
        let remarks = self.remarks(read);
        if !remarks.is_empty() {
            let _ = write!(line, "  ; {remarks}");
        }
        self.out.push_str(&line);
        self.out.push('\n');
    }

    fn stmt(&self, stmt: &StmtKind) -> String {
        let local = |id: LocalId| self.locals[id].as_str();
        let dst = |id: Option<LocalId>| id.map_or(String::new(), |id| format!("{} = ", local(id)));
        match stmt {
            StmtKind::Op { dst: to, op, args } => {
                let args = self.exprs(args);
                let space = if args.is_empty() { "" } else { " " };
                format!("{}{op}{space}{args}", dst(*to))
            }
            StmtKind::Call { dst: to, callee, args, fails } => {
                let callee = match callee {
                    Callee::Func(id) => id.to_string(),
                    Callee::Extern(id) => id.to_string(),
                    Callee::Cpp(id) => id.to_string(),
                    Callee::Pointer(pointer) => format!("*({})", self.expr(pointer)),
                };
                let (args, fails) = (self.exprs(args), fails_text(*fails, self.names));
                format!("{}call {callee}({args}) fails {fails}", dst(*to))
            }
            StmtKind::Assign { place, value } => {
                format!("{} := {}", self.expr(place), self.expr(value))
            }
            StmtKind::Unbind(id) => format!("unbind {}", local(*id)),
            StmtKind::CheckBound(id, ReadBy::Own) => format!("check_bound {}", local(*id)),
            StmtKind::CheckBound(id, ReadBy::Comprehension) => {
                format!("check_outer {}", local(*id))
            }
            StmtKind::Traceback => "traceback".into(),
            StmtKind::IncRef(value) => format!("incref {}", self.expr(value)),
            StmtKind::XIncRef(value) => format!("xincref {}", self.expr(value)),
            StmtKind::DecRef(id) => format!("decref {}", local(*id)),
            StmtKind::XDecRef(id) => format!("xdecref {}", local(*id)),
            StmtKind::Clear(id) => format!("clear {}", local(*id)),
        }
    }

    fn term(&self, term: &Term) -> String {
        match term {
            Term::Goto(to) => format!("goto {to}"),
            Term::If { cond, then, other, likely } => {
                let likely = match likely {
                    Some(true) => " likely",
                    Some(false) => " unlikely",
                    None => "",
                };
                format!("if {} then {then} else {other}{likely}", self.expr(cond))
            }
            Term::Switch { value, cases, default } => {
                let mut text = format!("switch {} ", self.expr(value));
                for (value, to) in cases {
                    let _ = write!(text, "case {value} {to} ");
                }
                format!("{text}default {default}")
            }
            Term::Return(Some(value)) => format!("return {}", self.expr(value)),
            Term::Return(None) => "return".into(),
            Term::Unreachable => "unreachable".into(),
            Term::EndFinally => "end_finally".into(),
            Term::Unwind => "unwind".into(),
            Term::Check { value, fails, fail, next, .. } => {
                let value = value.map_or(String::new(), |id| format!(" {}", self.locals[id]));
                format!("check {}{value} fail {fail} next {next}", fails_text(*fails, self.names))
            }
        }
    }

    fn exprs(&self, items: &[CExpr]) -> String {
        let items: Vec<_> = items.iter().map(|item| self.expr(item)).collect();
        items.join(", ")
    }

    fn ty(&self, ty: Ty) -> String {
        ty::type_text(ty, self.types, self.names)
    }
}
