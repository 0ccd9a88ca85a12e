//! The typed tree as text, for `dump tir` and snapshots.
//!
//! ```text
//! def f(x: long, y: object = ...) -> object
//!   local t2: long
//!   t2 = x + 1
//!   return conv.from_long(t2)
//! ```
//! Expressions are written like calls and operators; types stand where they are not plain from the operation.

mod class;
mod expr;
mod stmt;

use std::fmt::Write;

use base::{IdVec, Interner, Name};
use types::{Except, ExceptValue, Ty, TypeTable};

use crate::{
    Const, Exported, FuncKind, Function, Include, Local, LocalId, LocalKind, Module, ParamKind,
};

pub fn print_module(module: &Module, types: &TypeTable, names: &Interner) -> String {
    let mut printer = Printer { module, types, names, locals: None, out: String::new(), depth: 0 };
    printer.module();
    printer.out
}

struct Printer<'m> {
    module: &'m Module,
    types: &'m TypeTable,
    names: &'m Interner,
    locals: Option<&'m IdVec<LocalId, Local>>,
    out: String,
    depth: usize,
}

impl<'m> Printer<'m> {
    fn line(&mut self, text: impl AsRef<str>) {
        for _ in 0..self.depth {
            self.out.push_str("  ");
        }
        self.out.push_str(text.as_ref());
        self.out.push('\n');
    }

    fn ty(&self, ty: Ty) -> String {
        let text = self.types.describe(ty, self.names);
        match self.types.as_object(ty) {
            Some(object) if ty != Ty::OBJECT => {
                let text = text.trim_end_matches(" object");
                // The names that C numbers have, too.
                let clash = matches!(text, "int" | "float" | "complex" | "bool");
                let text = if clash { format!("py{text}") } else { text.to_string() };
                let exact = if object.exact { "" } else { "+" };
                let none = if object.none { "?" } else { "" };
                format!("{text}{exact}{none}")
            }
            Some(_) => "object".into(),
            None => text,
        }
    }

    fn name(&self, name: Name) -> &'m str {
        self.names.text(name)
    }

    fn module(&mut self) {
        let module = self.module;
        self.line(format!("module {}", module.name));
        if let Some(doc) = &module.doc {
            let doc = self.constant(doc);
            self.line(format!("doc {doc}"));
        }
        for include in &module.includes {
            match include {
                Include::Header(header) => self.line(format!("include {header}")),
                Include::Verbatim(text) => self.line(format!("verbatim {text:?}")),
            }
        }
        for (id, global) in module.globals.iter_enumerated() {
            let (name, ty) = (self.name(global.name), self.ty(global.ty));
            let public = if global.public { "public " } else { "" };
            self.line(format!("{id} {public}{name}: {ty} as {}", global.cname));
        }
        for (id, item) in module.externs.iter_enumerated() {
            let ty = self.ty(item.ty);
            self.line(format!("{id} {}: {ty}", item.cname));
        }
        for export in &module.exports {
            let what = match export.what {
                Exported::Func(id) => id.to_string(),
                Exported::Global(id) => id.to_string(),
            };
            let name = self.name(export.name);
            self.line(format!("export {name} = {what} {:?}", export.signature));
        }
        for import in &module.imports {
            let (id, signature) = (import.pointer, &import.signature);
            self.line(format!("import {}.{} to {id} {signature:?}", import.module, import.name));
        }
        self.classes();
        for (id, function) in module.functions.iter_enumerated() {
            self.out.push('\n');
            self.line(format!("{id}:"));
            self.function(function);
        }
    }

    fn function(&mut self, function: &'m Function) {
        let kind = match function.kind {
            FuncKind::Module => "body",
            FuncKind::Def => "def",
            FuncKind::Cdef => "cdef",
            FuncKind::Cpdef => "cpdef",
            FuncKind::Special => "special",
        };
        let mut params = Vec::new();
        for param in &function.params {
            let star = match param.kind {
                ParamKind::PositionalOnly => "/",
                ParamKind::Positional => "",
                ParamKind::KeywordOnly => "kw ",
                ParamKind::Star => "*",
                ParamKind::StarStar => "**",
            };
            let ty = function.locals.get(param.local).map(|local| self.ty(local.ty));
            let default = if param.has_default { " = ..." } else { "" };
            let name = self.name(param.name);
            params.push(format!("{star}{name}: {}{default}", ty.unwrap_or_default()));
        }
        let mut head = format!(
            "{kind} {}({}) -> {}",
            function.qualname,
            params.join(", "),
            self.ty(function.ret)
        );
        let _ = write!(head, "{}", self.except(&function.except));
        for (flag, word) in [
            (function.inline, " inline"),
            (function.public, " public"),
            (function.nogil, " nogil"),
            (function.with_gil, " with gil"),
        ] {
            if flag {
                head.push_str(word);
            }
        }
        self.line(head);
        self.depth += 1;
        let options = &function.options;
        for (word, text) in [("call", &options.call), ("guard", &options.guard)] {
            if !text.is_empty() {
                self.line(format!("{word} {text:?}"));
            }
        }
        for (word, on) in [
            ("brief", options.brief),
            ("no_keywords", options.no_keywords),
            ("of_class", options.of_class),
        ] {
            if on {
                self.line(word);
            }
        }
        if let Some(doc) = &function.doc {
            let doc = self.constant(doc);
            self.line(format!("doc {doc}"));
        }
        self.locals = Some(&function.locals);
        self.declared(&function.locals);
        self.block(&function.body);
        if let Some(wrapper) = &function.wrapper {
            self.locals = Some(&wrapper.locals);
            let args: Vec<_> = wrapper.args.iter().map(|arg| self.expr(arg)).collect();
            let value = self.expr(&wrapper.value);
            self.line(format!("wrapper ({}) -> {value}", args.join(", ")));
        }
        self.locals = None;
        self.depth -= 1;
    }

    /// The variables; parameters stand in the head.
    fn declared(&mut self, locals: &'m IdVec<LocalId, Local>) {
        for (id, local) in locals.iter_enumerated() {
            let mut notes = String::new();
            if local.maybe_unbound {
                notes.push_str(" unbound");
            }
            if local.address_taken {
                notes.push_str(" memory");
            }
            if local.kind == LocalKind::Param && notes.is_empty() {
                continue;
            }
            let (name, ty) = (self.local(id), self.ty(local.ty));
            self.line(format!("local {name}: {ty}{notes}"));
        }
    }

    fn local(&self, id: LocalId) -> String {
        let name = self.locals.and_then(|locals| locals.get(id)).and_then(|local| local.name);
        match name {
            Some(name) => {
                let same = |other: &&Local| other.name == Some(name);
                let shared = self.locals.is_some_and(|all| all.iter().filter(same).count() > 1);
                let name = self.name(name);
                if shared { format!("{name}.{}", id.0) } else { name.into() }
            }
            None => format!("t{}", id.0),
        }
    }

    fn except(&self, except: &Except) -> String {
        let value = |value: &ExceptValue| match value {
            ExceptValue::Int(value) => value.to_string(),
            ExceptValue::Float(bits) => format!("{:?}", f64::from_bits(*bits)),
            ExceptValue::Null => "NULL".into(),
            ExceptValue::Named(name) => self.name(*name).into(),
        };
        match except {
            Except::Never => " noexcept".into(),
            Except::Null => String::new(),
            Except::Value(v) => format!(" except {}", value(v)),
            Except::Maybe(v) => format!(" except? {}", value(v)),
            Except::Check => " except *".into(),
            Except::Cpp(_) => " except +".into(),
        }
    }

    fn constant(&self, constant: &Const) -> String {
        let list = |items: &[Const]| {
            let items: Vec<_> = items.iter().map(|item| self.constant(item)).collect();
            items.join(", ")
        };
        match constant {
            Const::None => "None".into(),
            Const::True => "True".into(),
            Const::False => "False".into(),
            Const::Ellipsis => "...".into(),
            Const::NotImplemented => "NotImplemented".into(),
            Const::Int(digits) => digits.clone(),
            Const::Float(bits) => format!("{:?}", f64::from_bits(*bits)),
            Const::Complex(real, imaginary) => {
                format!("({:?}+{:?}j)", f64::from_bits(*real), f64::from_bits(*imaginary))
            }
            Const::Str(bytes) => format!("{:?}", String::from_utf8_lossy(bytes)),
            Const::Name(name) => format!("'{}'", self.name(*name)),
            Const::Bytes(bytes) => format!("b\"{}\"", bytes.escape_ascii()),
            Const::Tuple(items) => format!("({})", list(items)),
            Const::FrozenSet(items) => format!("frozenset({})", list(items)),
        }
    }
}
