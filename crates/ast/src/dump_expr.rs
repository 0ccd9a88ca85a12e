//! Dumps of expressions and patterns.

use crate::dump::Dump;
use crate::{
    Arg, ArgKind, CompClause, DictItem, Expr, ExprKind, FPart, FString, FloatLit, ForHeader,
    IntLit, Pattern, PatternKind, StrLit,
};

impl Dump<'_> {
    pub(crate) fn expr(&mut self, expr: &Expr) {
        self.out.push('(');
        match &expr.kind {
            ExprKind::Name(name) => self.named("Name ", *name),
            ExprKind::None => self.word("None"),
            ExprKind::Bool(value) => self.word(if *value { "True" } else { "False" }),
            ExprKind::Ellipsis => self.word("Ellipsis"),
            ExprKind::Null => self.word("Null"),
            ExprKind::Int(_)
            | ExprKind::Float(_)
            | ExprKind::Imaginary(_)
            | ExprKind::Str(_)
            | ExprKind::Bytes(_)
            | ExprKind::Char(_)
            | ExprKind::FString(_)
            | ExprKind::TString(_) => self.literal(&expr.kind),
            ExprKind::Unary(..)
            | ExprKind::Binary(..)
            | ExprKind::BoolOp(..)
            | ExprKind::Compare(..)
            | ExprKind::Conditional { .. }
            | ExprKind::Lambda { .. }
            | ExprKind::Walrus(..)
            | ExprKind::Await(_)
            | ExprKind::Yield(_)
            | ExprKind::YieldFrom(_)
            | ExprKind::Star(_) => self.operation(&expr.kind),
            ExprKind::Tuple(items) => self.items("Tuple", items),
            ExprKind::List(items) => self.items("List", items),
            ExprKind::Set(items) => self.items("Set", items),
            ExprKind::Dict(items) => {
                self.word("Dict");
                items.iter().for_each(|item| self.dict_item(item));
            }
            ExprKind::Comprehension { kind, element, clauses } => {
                self.optional(&format!("Comprehension {kind:?} "), Some(element));
                self.clauses(clauses);
            }
            ExprKind::DictComprehension { item, clauses } => {
                self.word("DictComprehension");
                self.dict_item(item);
                self.clauses(clauses);
            }
            ExprKind::Attribute(..)
            | ExprKind::Subscript(..)
            | ExprKind::Slice(_)
            | ExprKind::Call(..) => self.primary(&expr.kind),
            ExprKind::AddressOf(_)
            | ExprKind::Cast { .. }
            | ExprKind::SizeOf(_)
            | ExprKind::New { .. }
            | ExprKind::Type(_)
            | ExprKind::Repr(_) => self.c_operation(&expr.kind),
            ExprKind::Invalid => self.word("Invalid"),
        }
        self.out.push(')');
    }

    fn items(&mut self, word: &str, items: &[Expr]) {
        self.word(word);
        self.exprs(items);
    }

    fn operation(&mut self, kind: &ExprKind) {
        match kind {
            ExprKind::Unary(op, operand) => {
                self.optional(&format!("Unary {op:?} "), Some(operand));
            }
            ExprKind::Binary(op, left, right) => {
                self.optional(&format!("Binary {op:?} "), Some(left));
                self.optional(" ", Some(right));
            }
            ExprKind::BoolOp(op, operands) => self.items(&format!("{op:?}"), operands),
            ExprKind::Compare(first, rest) => {
                self.optional("Compare ", Some(first));
                for comparison in rest {
                    self.optional(&format!(" {:?} ", comparison.op), Some(&comparison.operand));
                }
            }
            ExprKind::Conditional { test, body, orelse } => {
                self.optional("Conditional ", Some(body));
                self.optional(" if ", Some(test));
                self.optional(" else ", Some(orelse));
            }
            ExprKind::Lambda { params, body } => {
                self.word("Lambda");
                self.params(params);
                self.optional(" ", Some(body));
            }
            ExprKind::Walrus(name, value) => {
                self.named("Walrus ", name.name);
                self.optional(" ", Some(value));
            }
            ExprKind::Await(operand) => self.optional("Await ", Some(operand)),
            ExprKind::Yield(value) => {
                self.word("Yield");
                self.optional(" ", value.as_deref());
            }
            ExprKind::YieldFrom(value) => self.optional("YieldFrom ", Some(value)),
            ExprKind::Star(operand) => self.optional("Star ", Some(operand)),
            _ => {}
        }
    }

    fn primary(&mut self, kind: &ExprKind) {
        match kind {
            ExprKind::Attribute(value, name) => {
                self.optional("Attribute ", Some(value));
                self.named(" ", name.name);
            }
            ExprKind::Subscript(value, index) => {
                self.optional("Subscript ", Some(value));
                self.optional(" ", Some(index));
            }
            ExprKind::Slice(slice) => {
                self.word("Slice");
                self.optional(" start ", slice.start.as_ref());
                self.optional(" stop ", slice.stop.as_ref());
                self.optional(" step ", slice.step.as_ref());
            }
            ExprKind::Call(callee, args) => {
                self.optional("Call ", Some(callee));
                self.args(args);
            }
            _ => {}
        }
    }

    fn c_operation(&mut self, kind: &ExprKind) {
        match kind {
            ExprKind::AddressOf(operand) => self.optional("AddressOf ", Some(operand)),
            ExprKind::Cast { ty, checked, operand } => {
                self.word(if *checked { "Cast checked" } else { "Cast" });
                self.type_name(ty);
                self.optional(" ", Some(operand));
            }
            ExprKind::SizeOf(operand) => self.optional("SizeOf ", Some(operand)),
            ExprKind::New { ty, args } => {
                self.word("New");
                self.c_type(ty);
                self.args(args);
            }
            ExprKind::Type(ty) => {
                self.word("Type");
                self.type_name(ty);
            }
            ExprKind::Repr(value) => self.optional("Repr ", Some(value)),
            _ => {}
        }
    }

    pub(crate) fn args(&mut self, args: &[Arg]) {
        for arg in args {
            match arg.kind {
                ArgKind::Positional => self.optional(" ", Some(&arg.value)),
                ArgKind::Keyword(name) => {
                    self.named(" ", name.name);
                    self.optional("=", Some(&arg.value));
                }
                ArgKind::Star => self.optional(" *", Some(&arg.value)),
                ArgKind::DoubleStar => self.optional(" **", Some(&arg.value)),
            }
        }
    }

    fn dict_item(&mut self, item: &DictItem) {
        match item {
            DictItem::Pair(key, value) => {
                self.optional(" ", Some(key));
                self.optional(":", Some(value));
            }
            DictItem::Unpack(mapping) => self.optional(" **", Some(mapping)),
        }
    }

    fn clauses(&mut self, clauses: &[CompClause]) {
        for clause in clauses {
            self.word(if clause.is_async { " async for " } else { " for " });
            self.for_header(&clause.header);
            for condition in &clause.conditions {
                self.optional(" if ", Some(condition));
            }
        }
    }

    pub(crate) fn for_header(&mut self, header: &ForHeader) {
        match header {
            ForHeader::In { target, iter } => {
                self.expr(target);
                self.optional(" in ", Some(iter));
            }
            ForHeader::From(bounds) => {
                self.expr(&bounds.target);
                self.optional(" from ", Some(&bounds.lower));
                self.optional(&format!(" {:?} ", bounds.lower_relation), Some(&bounds.middle));
                self.optional(&format!(" {:?} ", bounds.upper_relation), Some(&bounds.upper));
                self.optional(" by ", bounds.step.as_ref());
            }
        }
    }
}

/// Literals.
impl Dump<'_> {
    fn literal(&mut self, kind: &ExprKind) {
        match kind {
            ExprKind::Int(int) => self.int(int),
            ExprKind::Float(float) => self.float("Float ", float),
            ExprKind::Imaginary(float) => self.float("Imaginary ", float),
            ExprKind::Str(literal) => {
                self.word(if literal.unicode { "Str unicode " } else { "Str " });
                self.str_literal(literal);
            }
            ExprKind::Bytes(literal) => {
                self.out.push_str(&format!("Bytes \"{}\"", literal.value.escape_ascii()));
            }
            ExprKind::Char(literal) => {
                self.out.push_str(&format!("Char '{}'", literal.value.escape_ascii()));
            }
            ExprKind::FString(string) => self.interpolated("FString", string),
            ExprKind::TString(string) => self.interpolated("TString", string),
            _ => {}
        }
    }

    fn int(&mut self, int: &IntLit) {
        self.named("Int ", int.digits);
        if int.radix != 10 {
            self.out.push_str(&format!(" radix={}", int.radix));
        }
        self.word(if int.suffix.unsigned || int.suffix.longs > 0 { " " } else { "" });
        self.word(if int.suffix.unsigned { "U" } else { "" });
        self.out.extend(std::iter::repeat_n('L', int.suffix.longs.into()));
    }

    fn float(&mut self, word: &str, float: &FloatLit) {
        self.named(word, float.text);
    }

    pub(crate) fn str_literal(&mut self, literal: &StrLit) {
        self.text(&literal.value);
        // What the bytes are follows from the escapes (and the encoding of the file).
        for escape in literal.c_bytes.iter().flat_map(|bytes| bytes.escapes.iter()) {
            let spelling = if escape.spelling.is_empty() { "byte" } else { &escape.spelling };
            self.out.push_str(&format!(" {spelling}@{}", escape.at));
        }
    }

    fn interpolated(&mut self, word: &str, string: &FString) {
        self.word(word);
        self.parts(&string.parts);
    }

    fn parts(&mut self, parts: &[FPart]) {
        for part in parts {
            self.out.push(' ');
            match part {
                FPart::Text(text) => self.text(text),
                FPart::Field(field) => {
                    self.optional("{", Some(&field.expr));
                    if let Some(source) = &field.source {
                        self.word(" source ");
                        self.text(source);
                    }
                    if let Some(debug) = &field.debug {
                        self.word(" debug ");
                        self.text(debug);
                    }
                    if let Some(conversion) = field.conversion {
                        self.out.push('!');
                        self.out.push(conversion);
                    }
                    if let Some(format) = &field.format {
                        self.out.push(':');
                        self.parts(format);
                    }
                    self.out.push('}');
                }
            }
        }
    }
}

/// Patterns of `match`.
impl Dump<'_> {
    pub(crate) fn pattern(&mut self, pattern: &Pattern) {
        self.out.push('(');
        match &pattern.kind {
            PatternKind::Value(value) => self.optional("Value ", Some(value)),
            PatternKind::Singleton(singleton) => self.out.push_str(&format!("{singleton:?}")),
            PatternKind::Wildcard => self.word("_"),
            PatternKind::Capture(name) => self.named("Capture ", name.name),
            PatternKind::As(inner, name) => {
                self.word("As ");
                self.pattern(inner);
                self.named(" ", name.name);
            }
            PatternKind::Or(alternatives) => self.patterns("Or", alternatives),
            PatternKind::Sequence(items) => self.patterns("Sequence", items),
            PatternKind::Star(None) => self.word("*_"),
            PatternKind::Star(Some(name)) => self.named("*", name.name),
            PatternKind::Mapping { items, rest } => {
                self.word("Mapping");
                for (key, value) in items {
                    self.optional(" ", Some(key));
                    self.out.push(':');
                    self.pattern(value);
                }
                if let Some(rest) = rest {
                    self.named(" **", rest.name);
                }
            }
            PatternKind::Class { class, positional, keywords } => {
                self.optional("Class ", Some(class));
                self.patterns("", positional);
                for keyword in keywords {
                    self.named(" ", keyword.name.name);
                    self.out.push('=');
                    self.pattern(&keyword.pattern);
                }
            }
        }
        self.out.push(')');
    }

    fn patterns(&mut self, word: &str, patterns: &[Pattern]) {
        self.word(word);
        for pattern in patterns {
            self.out.push(' ');
            self.pattern(pattern);
        }
    }
}
