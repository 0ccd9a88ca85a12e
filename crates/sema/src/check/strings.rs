//! f-strings: parts are formatted each by what is known of their types, and joined. t-strings: parts are kept.

use ast::{FField, FPart, FString};
use base::Span;
use tir::{Const, Display, Expr, ExprKind, Item};
use types::{Ty, Type};

use super::Checker;

impl Checker<'_, '_> {
    pub fn fstring(&mut self, string: &FString, span: Span) -> Expr {
        self.fparts(&string.parts, span)
    }

    fn fparts(&mut self, parts: &[FPart], span: Span) -> Expr {
        let mut texts = Vec::new();
        for part in parts {
            match part {
                FPart::Text(text) => texts.push(self.text_const(text.as_bytes(), span)),
                FPart::Field(field) => {
                    if let Some(debug) = &field.debug {
                        texts.push(self.text_const(debug.as_bytes(), field.span));
                    }
                    texts.push(self.ffield(field));
                }
            }
        }
        if texts.iter().any(|text| text.ty == Ty::ERROR) {
            return self.error_expr(span);
        }
        match texts.len() {
            0 => self.str_const("", span),
            1 => texts.remove(0),
            _ => self.op("str.join_parts", texts, span),
        }
    }

    /// A t-string: texts and interpolations, whose values are not formatted.
    pub fn tstring(&mut self, string: &FString, span: Span) -> Expr {
        let mut parts = Vec::new();
        for part in &string.parts {
            match part {
                FPart::Text(text) => parts.push(self.text_const(text.as_bytes(), span)),
                FPart::Field(field) => {
                    if let Some(debug) = &field.debug {
                        parts.push(self.text_const(debug.as_bytes(), field.span));
                    }
                    parts.push(self.interpolation(field));
                }
            }
        }
        if parts.iter().any(|part| part.ty == Ty::ERROR) {
            return self.error_expr(span);
        }
        let items = parts.into_iter().map(|value| Item { star: false, value }).collect();
        let parts = Expr::new(ExprKind::Display(Display::Tuple, items), Ty::TUPLE, span);
        self.op("tstring.new", vec![parts], span)
    }

    fn interpolation(&mut self, field: &FField) -> Expr {
        let span = field.span;
        let mut before = Vec::new();
        let value = self.object(&field.expr);
        let value = self.store_temp(value, &mut before);
        let source = field.source.as_ref().map_or(&b""[..], |text| text.as_bytes());
        let source = self.text_const(source, span);
        let format = field.format.as_deref().unwrap_or_default();
        let format = match format.is_empty() {
            true => self.str_const("", span),
            false => self.fparts(format, span),
        };
        let bare_debug = field.debug.is_some() && field.format.is_none();
        let conversion = field.conversion.or(bare_debug.then_some('r'));
        let conversion = match conversion {
            Some(letter) => self.str_const(letter.encode_utf8(&mut [0; 4]), span),
            None => self.none(span),
        };
        let made = self.op("tstring.field", vec![value, source, conversion, format], span);
        self.seq(before, made)
    }

    fn ffield(&mut self, field: &FField) -> Expr {
        let span = field.span;
        let value = match field.expr.kind {
            // Each arm stays what it is.
            ast::ExprKind::Conditional { .. } | ast::ExprKind::BoolOp(..) => {
                self.object(&field.expr)
            }
            _ => self.expr(&field.expr),
        };
        if value.ty == Ty::ERROR {
            return value;
        }
        let bare_debug =
            field.debug.is_some() && field.conversion.is_none() && field.format.is_none();
        let conversion = if bare_debug { Some('r') } else { field.conversion };
        let format = field.format.as_ref().filter(|parts| !parts.is_empty());
        let Some(format) = format else { return self.unformatted(value, conversion, span) };
        if conversion.is_none()
            && let [FPart::Text(spec)] = format.as_slice()
            && let Some(text) = spec.as_str()
            && let Some(quick) = self.quick_format(&value, text, span)
        {
            return quick;
        }
        let value = self.to_object(value);
        let value = match conversion {
            Some(_) => self.unformatted(value, conversion, span),
            None => value,
        };
        let spec = self.fparts(format, span);
        self.format_value(value, 0, spec, span)
    }

    fn format_value(&mut self, value: Expr, conversion: u32, spec: Expr, span: Span) -> Expr {
        let conversion = self.c_int(conversion.into(), Ty::INT, span);
        let text = self.op("format.value", vec![value, conversion, spec], span);
        if text.ty == Ty::ERROR { text } else { text.cast(Ty::STR) }
    }

    fn unformatted(&mut self, value: Expr, conversion: Option<char>, span: Span) -> Expr {
        match conversion {
            Some('r') => {
                let value = self.to_object(value);
                self.op("str.repr", vec![value], span)
            }
            Some('a') => {
                let value = self.to_object(value);
                self.op("str.ascii", vec![value], span)
            }
            Some(_) => self.as_str(value, span),
            None => {
                let known = match self.types().resolved(value.ty) {
                    Type::Object(_) => {
                        matches!(self.types().resolve(value.ty), Ty::STR | Ty::PYINT | Ty::PYFLOAT)
                    }
                    _ => true,
                };
                if known {
                    return self.as_str(value, span);
                }
                let none = self.null_object(span);
                self.format_value(value, 0, none, span)
            }
        }
    }

    /// Simple formats of C numbers.
    fn quick_format(&mut self, value: &Expr, spec: &str, span: Span) -> Option<Expr> {
        let (row, ty) = self.number_text(value)?;
        if row == "str.from_double" {
            let rest = spec.strip_prefix('.')?;
            let kind = rest.chars().last().filter(|kind| "feg".contains(*kind))?;
            let digits = &rest[..rest.len() - 1];
            let precision: i128 = digits.parse().ok().filter(|&digits| digits <= 100)?;
            let kind = self.c_int((kind as u32).into(), Ty::INT, span);
            let precision = self.c_int(precision, Ty::INT, span);
            let value = self.c_cast(value.clone(), ty);
            return Some(self.op("format.double", vec![value, kind, precision], span));
        }
        if row != "str.from_longlong" || self.types().resolve(value.ty) == Ty::BINT {
            return None;
        }
        let (digits, kind) = match spec.chars().last() {
            Some(kind @ ('d' | 'x' | 'X' | 'o')) => (&spec[..spec.len() - 1], kind),
            Some('0'..='9') => (spec, 'd'),
            _ => return None,
        };
        if !digits.chars().all(|digit| digit.is_ascii_digit()) {
            return None;
        }
        let (pad, width) = match digits.strip_prefix('0') {
            Some(rest) => ('0', rest),
            None => (' ', digits),
        };
        let width: i128 =
            if width.is_empty() { 0 } else { width.parse().ok().filter(|&w| w <= 1000)? };
        let value = self.c_cast(value.clone(), ty);
        let kind = self.c_int((kind as u32).into(), Ty::INT, span);
        let width = self.c_int(width, Ty::SSIZE, span);
        let pad = self.c_int((pad as u32).into(), Ty::INT, span);
        Some(self.op("format.longlong", vec![value, kind, width, pad], span))
    }

    /// The docstring of a function, perhaps behind the place of its definition.
    pub fn function_docstring(
        &mut self,
        source: crate::FunctionSource<'_>,
        span: Span,
    ) -> Option<Const> {
        let doc = self.docstring(source.body());
        let doc = self.with_signature(doc);
        if !self.an.cx.options.embed_positions {
            return doc;
        }
        let (file, line) = match self.an.cx.sources.line_col(span.lo) {
            Some((file, at)) => (self.an.cx.sources.file(file).path.display().to_string(), at.line),
            None => return doc,
        };
        let mut text = format!("File: {file} (starting at line {line})").into_bytes();
        if let Some(Const::Str(doc)) = doc {
            text.push(b'\n');
            text.extend(doc);
        }
        Some(Const::Str(text))
    }

    /// The docstring that a suite begins with.
    pub fn docstring(&mut self, body: &[ast::Stmt]) -> Option<Const> {
        let first = body.first().filter(|_| self.an.cx.options.docstrings)?;
        let ast::StmtKind::Expr(expr) = &first.kind else { return None };
        match &expr.kind {
            ast::ExprKind::Str(text) => Some(Const::Str(text.value.as_bytes().to_vec())),
            _ => None,
        }
    }
}
