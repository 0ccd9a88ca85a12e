//! Method calls: rows for builtin types, C text and characters; anything else is looked up at run time.

use ast::{Arg, ArgKind, Ident};
use base::Span;
use builtins::Key;
use tir::{CBinary, Expr, ExprKind};
use types::{Builtin, Ty};

use super::Checker;
use super::build::eval;

impl Checker<'_, '_> {
    pub fn call_method(&mut self, base: &ast::Expr, name: Ident, args: &[Arg], span: Span) -> Expr {
        if let Some(decoded) = self.decode_slice(base, name, args, span) {
            return decoded;
        }
        let receiver = self.expr(base);
        if receiver.ty == Ty::ERROR {
            return self.call_value(receiver, args, span);
        }
        if !self.types().is_object(receiver.ty) {
            return self.c_method(receiver, name, args, span);
        }
        self.object_method(receiver, name, args, span)
    }

    /// A method of a C value: a function pointer in a struct, a character's, a number's.
    fn c_method(&mut self, mut receiver: Expr, name: Ident, args: &[Arg], span: Span) -> Expr {
        let text = self.text(name.name).to_string();
        if let Some(to) = self.types().pointee(receiver.ty).filter(|&to| self.is_lock(to)) {
            receiver = Expr::new(ExprKind::Deref(Box::new(receiver)), to, span);
        }
        if self.is_lock(receiver.ty)
            && let Some(call) = self.lock_method(&receiver, &text, args, span)
        {
            return call;
        }
        let holder = self.types().pointee(receiver.ty).unwrap_or(receiver.ty);
        let is_struct = self.types().as_struct(holder).is_some();
        let plain = args.iter().all(|arg| arg.kind == ArgKind::Positional);
        if let Some(object) = self.cpp_object(&receiver)
            && let Some(call) = self.cpp_method_call(object, name, Vec::new(), args, span)
        {
            return call;
        }
        if is_struct {
            let func = self.attribute_of(receiver, name, span);
            return self.call_value(func, args, span);
        }
        if self.types().pointee(receiver.ty).is_some_and(|to| self.is_char(to)) && text == "decode"
        {
            if let Some(decoded) = self.decode(receiver.clone(), None, args, span) {
                return decoded;
            }
            let chars = receiver.cast(Ty::CONST_CHAR_PTR);
            let bytes = self.op("conv.from_chars", vec![chars], span);
            return self.decode_bytes(bytes, name, args, span);
        }
        if args.is_empty()
            && let Some(value) = self.view_method(&receiver, &text, span)
        {
            return value;
        }
        if plain && let Some(key) = super::rows::method(&text) {
            let character = matches!(self.types().resolve(receiver.ty), Ty::UCS4 | Ty::PY_UNICODE);
            let receiver = match self.types().is_complex(receiver.ty) {
                true => self.c_cast(receiver.clone(), Ty::DOUBLE_COMPLEX),
                false if character => self.c_cast(receiver.clone(), Ty::UCS4),
                false => receiver.clone(),
            };
            let fits = character || self.types().is_complex(receiver.ty);
            if fits
                && args.is_empty()
                && let Some(row) = self.select(key, std::slice::from_ref(&receiver))
            {
                return self.call_row(row, vec![receiver], span);
            }
        }
        let receiver = self.to_object(receiver);
        if receiver.ty == Ty::ERROR {
            return receiver;
        }
        self.object_method(receiver, name, args, span)
    }

    pub fn object_method(&mut self, receiver: Expr, name: Ident, args: &[Arg], span: Span) -> Expr {
        if let Some(call) = self.ext_method_call(&receiver, name, args, span) {
            return call;
        }
        if self.is_field(receiver.ty, name) {
            let func = self.attribute_of(receiver, name, span);
            return self.call_value(func, args, span);
        }
        self.needs_gil("calling a Python method", span);
        let name = self.modern_method(&receiver, name);
        let starred =
            args.iter().any(|arg| matches!(arg.kind, ArgKind::Star | ArgKind::DoubleStar));
        if starred {
            let func = self.object_attribute(receiver, name, span);
            return self.star_call(func, args, span);
        }
        let (args, keywords) = match self.method_row_key(&receiver, name, args) {
            Some(key) => match self.builtin_method(&receiver, key, name, args, span) {
                Ok(value) => return value,
                Err(args) => (args, Vec::new()),
            },
            None => match self.plain_arguments(args) {
                Some(arguments) => arguments,
                None => return self.error_expr(span),
            },
        };
        let result = self.method_result(&receiver, name);
        let receiver = Box::new(receiver);
        // Most of what is appended to is a list.
        if self.text(name.name) != "append" || args.len() != 1 {
            self.note_unprotected(span);
        }
        let name = self.mangled(name.name);
        let call = ExprKind::MethodCall { receiver, name, args, keywords };
        let value = Expr::new(call, Ty::OBJECT, span);
        match result {
            Some(ty) => value.cast(ty),
            None => value,
        }
    }

    /// Methods of dicts that Python 2 had.
    fn modern_method(&mut self, receiver: &Expr, name: Ident) -> Ident {
        if self.types().as_builtin(receiver.ty) != Some(Builtin::Dict) {
            return name;
        }
        let modern = match self.text(name.name) {
            "iterkeys" | "viewkeys" => "keys",
            "itervalues" | "viewvalues" => "values",
            "iteritems" | "viewitems" => "items",
            "has_key" => "__contains__",
            _ => return name,
        };
        Ident { name: self.intern(modern), span: name.span }
    }

    /// The key of a method that a row may implement.
    fn method_row_key(&self, receiver: &Expr, name: Ident, args: &[Arg]) -> Option<Key> {
        self.types().as_builtin(receiver.ty)?;
        let plain = args.iter().all(|arg| arg.kind == ArgKind::Positional);
        if plain { super::rows::method(self.text(name.name)) } else { None }
    }

    /// A method of a builtin type by its row; without one, the arguments as objects.
    fn builtin_method(
        &mut self,
        receiver: &Expr,
        key: Key,
        name: Ident,
        args: &[Arg],
        span: Span,
    ) -> Result<Expr, Vec<Expr>> {
        let builtin = self.types().as_builtin(receiver.ty);
        let bare = self.an.cx.types.with_none(receiver.ty, false);
        let joins = builtin == Some(Builtin::Str) && self.text(name.name) == "join";
        let mut values = vec![Expr::new(ExprKind::Null, bare, span)];
        for arg in args {
            values.push(match &arg.value.kind {
                // `join` makes a list of what it is given first.
                ast::ExprKind::Comprehension {
                    kind: ast::ComprehensionKind::Generator,
                    element,
                    clauses,
                } if joins && !crate::declare::is_async_generator(element, clauses) => {
                    self.generated(false, (element, clauses), arg.span)
                }
                _ => self.expr_want(&arg.value, Some(Ty::OBJECT)),
            });
        }
        if matches!(self.text(name.name), "encode" | "decode") {
            // Names of encodings may be written as bytes.
            for value in &mut values[1..] {
                if let ExprKind::Const(tir::Const::Bytes(bytes)) = &value.kind
                    && bytes.is_ascii()
                {
                    let (bytes, span) = (bytes.clone(), value.span);
                    *value = self.text_const(&bytes, span);
                }
            }
        }
        if values.iter().any(|value| value.ty == Ty::ERROR) {
            return Ok(self.error_expr(span));
        }
        let codec = self.codec_row(receiver.ty, self.text(name.name), &values[1..]);
        if codec.is_some() {
            values.truncate(1);
        }
        let mut row = codec.or_else(|| self.select(key, &values));
        if row.is_none() {
            let boxed: Vec<_> = values
                .iter()
                .map(|value| {
                    let ty = crate::convert::boxed_type(self.types(), value.ty);
                    Expr::new(ExprKind::Null, ty, span)
                })
                .collect();
            row = self.select(key, &boxed);
        }
        // A row of another class that happens to take any object is not meant.
        let row = row.filter(|row| {
            row.args.first().is_some_and(|first| self.types().as_builtin(first.ty) == builtin)
        });
        values.remove(0);
        let Some(row) = row else {
            return Err(values.into_iter().map(|value| self.to_object(value)).collect());
        };
        let mut before = Vec::new();
        let mut value = receiver.clone();
        if self.types().as_object(value.ty).is_some_and(|object| object.none) {
            value = self.store_temp(value, &mut before);
            let attribute = self.name_const(name.name, name.span);
            let test = self.op("check.none_attr", vec![value.clone(), attribute], span);
            before.push(eval(test));
            value = value.cast(bare);
        }
        let default = values.get(1).map(|value| value.ty);
        values.insert(0, value);
        let result = self.call_row(row, values, span);
        let result = match result.ty {
            Ty::VOID => self.then_none(result),
            _ => result,
        };
        let result = self.seq(before, result);
        Ok(self.method_item(receiver, name, default, result))
    }

    /// What `pop` of a container with declared items gives, and what else looks up one of them. A dict may give the default
    /// instead.
    fn method_item(
        &mut self,
        receiver: &Expr,
        name: Ident,
        default: Option<Ty>,
        result: Expr,
    ) -> Expr {
        let items = self.types().as_object(receiver.ty).map(|object| object.items.clone());
        let item = match (self.text(name.name), items.as_deref(), default) {
            ("pop", Some([item]), _) => *item,
            // There may be none, which no C type holds.
            ("get", Some([_, value]), None) if !self.types().is_object(*value) => return result,
            ("get" | "pop" | "setdefault", Some([_, value]), None) => *value,
            ("get" | "pop", Some([_, _]), Some(Ty::NONE)) => return result,
            ("setdefault", Some([_, value]), Some(Ty::NONE)) => *value,
            ("get" | "pop" | "setdefault", Some([_, value]), Some(default)) => {
                let value = *value;
                let value = self.an.cx.types.with_none(value, true);
                let default = self.an.cx.types.with_none(default, true);
                self.spanning(value, default)
            }
            _ => return result,
        };
        self.declared_item(result, item)
    }

    /// The exact type of a method's result where the receiver is an exact builtin object (or None, which has none of these).
    fn method_result(&self, receiver: &Expr, name: Ident) -> Option<Ty> {
        let object = self.types().as_object(receiver.ty)?;
        if !object.exact {
            return None;
        }
        let name = self.text(name.name);
        match self.types().as_builtin(receiver.ty)? {
            Builtin::Str => Some(match name {
                "lower" | "upper" | "strip" | "lstrip" | "rstrip" | "replace" | "join"
                | "format" | "title" | "capitalize" | "swapcase" | "center" | "ljust" | "rjust"
                | "zfill" | "expandtabs" | "casefold" | "translate" | "removeprefix"
                | "removesuffix" | "format_map" => Ty::STR,
                "split" | "rsplit" | "splitlines" => Ty::LIST,
                "encode" => Ty::BYTES,
                "partition" | "rpartition" => Ty::TUPLE,
                "find" | "rfind" | "index" | "rindex" | "count" => Ty::PYINT,
                "startswith" | "endswith" | "isdigit" | "isalpha" | "isalnum" | "isspace"
                | "islower" | "isupper" | "istitle" | "isdecimal" | "isnumeric"
                | "isidentifier" | "isprintable" | "isascii" => Ty::PYBOOL,
                _ => return None,
            }),
            Builtin::Bytes => Some(match name {
                "lower" | "upper" | "strip" | "lstrip" | "rstrip" | "replace" | "join"
                | "title" | "center" | "ljust" | "rjust" | "zfill" | "capitalize" | "swapcase"
                | "translate" | "expandtabs" => Ty::BYTES,
                "split" | "rsplit" | "splitlines" => Ty::LIST,
                "partition" | "rpartition" => Ty::TUPLE,
                "find" | "rfind" | "index" | "rindex" | "count" => Ty::PYINT,
                "startswith" | "endswith" | "isdigit" | "isalpha" | "isalnum" | "isspace" => {
                    Ty::PYBOOL
                }
                "hex" => Ty::STR,
                _ => return None,
            }),
            Builtin::List | Builtin::Tuple if matches!(name, "index" | "count") => Some(Ty::PYINT),
            Builtin::List if name == "copy" => Some(Ty::LIST),
            Builtin::Dict if name == "copy" => Some(Ty::DICT),
            Builtin::Set => match name {
                "copy" | "union" | "intersection" | "difference" | "symmetric_difference" => {
                    Some(Ty::SET)
                }
                "issubset" | "issuperset" | "isdisjoint" => Some(Ty::PYBOOL),
                _ => None,
            },
            _ => None,
        }
    }

    /// `p[a:b].decode(...)`: without bytes in between.
    fn decode_slice(
        &mut self,
        base: &ast::Expr,
        name: Ident,
        args: &[Arg],
        span: Span,
    ) -> Option<Expr> {
        if self.text(name.name) != "decode" {
            return None;
        }
        let ast::ExprKind::Subscript(base, index) = &base.kind else { return None };
        let ast::ExprKind::Slice(slice) = &index.kind else { return None };
        let chars = self.dry_run(|me| {
            let base = me.expr(base);
            me.types().pointee(base.ty).is_some_and(|to| me.is_char(to))
        });
        if !chars || slice.step.is_some() {
            return None;
        }
        let base = self.expr(base);
        let item = self.types().pointee(base.ty)?;
        let pointer = self.decayed(base.ty, item);
        let base = base.cast(pointer);
        let mut before = Vec::new();
        let (moved, length) = self.decoded_part(base, slice, &mut before, span);
        if let Some(decoded) = self.decode(moved.clone(), length.clone(), args, span) {
            return Some(self.seq(before, decoded));
        }
        let chars = moved.cast(Ty::CONST_CHAR_PTR);
        let bytes = match length {
            Some(length) => self.op("conv.from_chars_n", vec![chars, length], span),
            None => self.op("conv.from_chars", vec![chars], span),
        };
        let decoded = self.decode_bytes(bytes, name, args, span);
        Some(self.seq(before, decoded))
    }

    /// `bytes.decode(...)` where encoding and errors may be C text.
    fn decode_bytes(&mut self, bytes: Expr, name: Ident, args: &[Arg], span: Span) -> Expr {
        if args.iter().any(|arg| arg.kind != ArgKind::Positional) {
            return self.object_method(bytes, name, args, span);
        }
        let args: Vec<_> = args
            .iter()
            .map(|arg| {
                let value = self.expr(&arg.value);
                if !self.types().is_pointer(value.ty) {
                    return self.to_object(value);
                }
                let whole = self.c_int(-1, Ty::SSIZE, span);
                let encoding = self.c_text("utf-8", span);
                let chars = value.cast(Ty::CONST_CHAR_PTR);
                self.op("conv.str_from_chars", vec![chars, whole, encoding], span)
            })
            .collect();
        let receiver = Box::new(bytes);
        let call = ExprKind::MethodCall { receiver, name: name.name, args, keywords: Vec::new() };
        Expr::new(call, Ty::OBJECT, span)
    }

    /// Start and length of what is decoded. Bounds that may be negative count from the NUL; what ends before it starts is empty.
    fn decoded_part(
        &mut self,
        base: Expr,
        slice: &ast::Slice,
        out: &mut Vec<tir::Stmt>,
        span: Span,
    ) -> (Expr, Option<Expr>) {
        let pointer = base.ty;
        let base = self.store_temp(base, out);
        let mut bound = |me: &mut Self, part: &Option<ast::Expr>| {
            let part = part.as_ref().filter(|part| !matches!(part.kind, ast::ExprKind::None))?;
            let value = me.expr_as(part, Ty::SSIZE);
            Some(me.store_temp(value, out))
        };
        let start = bound(self, &slice.start);
        let stop = bound(self, &slice.stop);
        let zero = self.c_int(0, Ty::SSIZE, span);
        let certain = |bound: &Expr| matches!(bound.kind, ExprKind::CInt(value) if value >= 0);
        if stop.is_none() && start.as_ref().is_none_or(certain) {
            let moved = match start {
                Some(start) => self.binary(CBinary::Add, base, start, pointer, span),
                None => base,
            };
            return (moved, None);
        }
        let length = {
            let chars = base.clone().cast(Ty::CONST_CHAR_PTR);
            self.op("chars.len", vec![chars], span)
        };
        let mut settle = |me: &mut Self, bound: Expr| {
            if certain(&bound) {
                return bound;
            }
            let negative = me.binary(CBinary::Lt, bound.clone(), zero.clone(), Ty::BINT, span);
            let moved = me.binary(CBinary::Add, bound.clone(), length.clone(), Ty::SSIZE, span);
            let bound = me.if_expr(negative, moved, bound, span);
            let bound = me.store_temp(bound, out);
            let negative = me.binary(CBinary::Lt, bound.clone(), zero.clone(), Ty::BINT, span);
            let bound = me.if_expr(negative, zero.clone(), bound, span);
            me.store_temp(bound, out)
        };
        let start = settle(self, start.unwrap_or_else(|| zero.clone()));
        let stop = settle(self, stop.unwrap_or_else(|| length.clone()));
        let some = self.binary(CBinary::Gt, stop.clone(), start.clone(), Ty::BINT, span);
        let count = self.binary(CBinary::Sub, stop, start.clone(), Ty::SSIZE, span);
        let count = self.if_expr(some.clone(), count, zero.clone(), span);
        let count = self.store_temp(count, out);
        // Nothing is read where there is nothing: the start may be anywhere.
        let start = self.if_expr(some, start, zero, span);
        let moved = self.binary(CBinary::Add, base, start, pointer, span);
        (moved, Some(count))
    }

    /// Characters in an encoding, as text.
    fn decode(
        &mut self,
        chars: Expr,
        length: Option<Expr>,
        args: &[Arg],
        span: Span,
    ) -> Option<Expr> {
        let encoding = match args {
            [] => self.c_text("utf-8", span),
            [Arg { kind: ArgKind::Positional, value, .. }] => {
                let value = self.expr_want(value, Some(Ty::CONST_CHAR_PTR));
                let c_text =
                    self.types().is_pointer(value.ty) || self.constant_text(&value).is_some();
                if !c_text {
                    return None;
                }
                let chars = self.types().pointee(value.ty).is_some_and(|to| self.is_char(to));
                match chars {
                    // Names of encodings may be unsigned characters.
                    true => value.cast(Ty::CONST_CHAR_PTR),
                    false => self.coerce(value, Ty::CONST_CHAR_PTR),
                }
            }
            _ => return None,
        };
        self.needs_gil("decoding text", span);
        let length = length.unwrap_or_else(|| self.c_int(-1, Ty::SSIZE, span));
        let mut chars = chars.cast(Ty::CONST_CHAR_PTR);
        chars.span = span;
        Some(self.decoded_chars(chars, length, encoding))
    }
}
