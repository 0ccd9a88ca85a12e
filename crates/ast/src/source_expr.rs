//! Expressions as source text, with no more parentheses than their tree needs.

use crate::source::{Level, Printer};
use crate::{
    Arg, ArgKind, BinaryOp, BoolOp, CmpOp, CompClause, ComprehensionKind, DictItem, Expr, ExprKind,
    ForHeader, IntLit, Relation, Slice, UnaryOp,
};

impl Printer<'_> {
    /// Writes an expression where one of `level` or tighter may stand.
    pub(crate) fn expr(&mut self, expr: &Expr, level: Level) {
        let own = level_of(&expr.kind);
        if own < level {
            self.out.push('(');
            self.bare_expr(expr);
            self.out.push(')');
        } else {
            self.bare_expr(expr);
        }
    }

    pub(crate) fn exprs(&mut self, exprs: &[Expr], level: Level) {
        for (index, expr) in exprs.iter().enumerate() {
            self.comma(index);
            self.expr(expr, level);
        }
    }

    fn bare_expr(&mut self, expr: &Expr) {
        match &expr.kind {
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
            | ExprKind::Star(_)
            | ExprKind::AddressOf(_)
            | ExprKind::Cast { .. } => self.operation(&expr.kind),
            ExprKind::Tuple(_)
            | ExprKind::List(_)
            | ExprKind::Set(_)
            | ExprKind::Dict(_)
            | ExprKind::Comprehension { .. }
            | ExprKind::DictComprehension { .. } => self.display(&expr.kind),
            ExprKind::Attribute(..)
            | ExprKind::Subscript(..)
            | ExprKind::Slice(_)
            | ExprKind::Call(..)
            | ExprKind::SizeOf(_)
            | ExprKind::New { .. }
            | ExprKind::Type(_)
            | ExprKind::Repr(_) => self.primary(&expr.kind),
            ExprKind::Name(_)
            | ExprKind::None
            | ExprKind::Bool(_)
            | ExprKind::Ellipsis
            | ExprKind::Null
            | ExprKind::Int(_)
            | ExprKind::Float(_)
            | ExprKind::Imaginary(_)
            | ExprKind::Str(_)
            | ExprKind::Bytes(_)
            | ExprKind::Char(_)
            | ExprKind::FString(_)
            | ExprKind::TString(_)
            | ExprKind::Invalid => self.atom(&expr.kind),
        }
    }

    fn atom(&mut self, kind: &ExprKind) {
        match kind {
            ExprKind::Name(name) => self.name(*name),
            ExprKind::None => self.out.push_str("None"),
            ExprKind::Bool(true) => self.out.push_str("True"),
            ExprKind::Bool(false) => self.out.push_str("False"),
            ExprKind::Null => self.out.push_str("NULL"),
            ExprKind::Int(int) => self.int(int),
            ExprKind::Float(float) => self.name(float.text),
            ExprKind::Imaginary(float) => {
                self.name(float.text);
                self.out.push('j');
            }
            ExprKind::Str(literal) => self.string(literal),
            ExprKind::Bytes(literal) => self.bytes(literal),
            ExprKind::Char(literal) => self.char_literal(*literal),
            ExprKind::FString(string) => self.interpolated('f', string),
            ExprKind::TString(string) => self.interpolated('t', string),
            // An ellipsis stands for what could not be parsed, too.
            _ => self.out.push_str("..."),
        }
    }

    fn int(&mut self, int: &IntLit) {
        self.out.push_str(match int.radix {
            2 => "0b",
            8 => "0o",
            16 => "0x",
            _ => "",
        });
        self.name(int.digits);
        self.out.push_str(if int.suffix.unsigned { "u" } else { "" });
        for _ in 0..int.suffix.longs {
            self.out.push('l');
        }
    }

    fn operation(&mut self, kind: &ExprKind) {
        match kind {
            ExprKind::Unary(op, operand) => self.unary(*op, operand),
            ExprKind::Binary(BinaryOp::Pow, left, right) => {
                self.expr(left, Level::Await);
                self.out.push_str(" ** ");
                self.expr(right, Level::Unary);
            }
            ExprKind::Binary(op, left, right) => {
                let level = level_of_binary(*op);
                self.expr(left, level);
                self.out.push(' ');
                self.out.push_str(binary_text(*op));
                self.out.push(' ');
                self.expr(right, level.tighter());
            }
            ExprKind::BoolOp(op, operands) => {
                let (word, level) = match op {
                    BoolOp::And => (" and ", Level::Not),
                    BoolOp::Or => (" or ", Level::And),
                };
                for (index, operand) in operands.iter().enumerate() {
                    self.out.push_str(if index > 0 { word } else { "" });
                    self.expr(operand, level);
                }
            }
            ExprKind::Compare(first, rest) => {
                self.expr(first, Level::BitOr);
                for comparison in rest {
                    self.out.push_str(comparison_text(comparison.op));
                    self.expr(&comparison.operand, Level::BitOr);
                }
            }
            ExprKind::Conditional { test, body, orelse } => {
                self.expr(body, Level::Disjunction);
                self.out.push_str(" if ");
                self.expr(test, Level::Disjunction);
                self.out.push_str(" else ");
                self.expr(orelse, Level::Expr);
            }
            ExprKind::Lambda { params, body } => {
                self.out.push_str("lambda");
                if !params.items.is_empty() || params.bare_star.is_some() {
                    self.out.push(' ');
                }
                self.params(params);
                self.out.push_str(": ");
                self.expr(body, Level::Expr);
            }
            _ => self.prefix_operation(kind),
        }
    }

    fn prefix_operation(&mut self, kind: &ExprKind) {
        match kind {
            ExprKind::Walrus(name, value) => {
                self.name(name.name);
                self.out.push_str(" := ");
                self.expr(value, Level::Expr);
            }
            ExprKind::Await(operand) => {
                self.out.push_str("await ");
                self.expr(operand, Level::Primary);
            }
            ExprKind::Yield(value) => {
                self.out.push_str("yield");
                if let Some(value) = value {
                    self.out.push(' ');
                    self.expr(value, Level::Star);
                }
            }
            ExprKind::YieldFrom(value) => {
                self.out.push_str("yield from ");
                self.expr(value, Level::Expr);
            }
            ExprKind::Star(operand) => {
                self.out.push('*');
                self.expr(operand, Level::BitOr);
            }
            ExprKind::AddressOf(operand) => {
                self.out.push('&');
                if matches!(operand.kind, ExprKind::AddressOf(_)) {
                    // Two of them would be one operator.
                    self.out.push(' ');
                }
                self.expr(operand, Level::Unary);
            }
            ExprKind::Cast { ty, checked, operand } => {
                self.out.push('<');
                self.type_name(ty);
                self.out.push_str(if *checked { "?>" } else { ">" });
                self.expr(operand, Level::Unary);
            }
            _ => {}
        }
    }

    fn unary(&mut self, op: UnaryOp, operand: &Expr) {
        let (text, level) = match op {
            UnaryOp::Not => ("not ", Level::Not),
            UnaryOp::Neg => ("-", Level::Unary),
            UnaryOp::Pos => ("+", Level::Unary),
            UnaryOp::Invert => ("~", Level::Unary),
        };
        self.out.push_str(text);
        self.expr(operand, level);
    }

    fn display(&mut self, kind: &ExprKind) {
        match kind {
            ExprKind::Tuple(items) => {
                self.out.push('(');
                self.items(items);
                self.out.push(')');
            }
            ExprKind::List(items) => {
                self.out.push('[');
                self.exprs(items, Level::Star);
                self.out.push(']');
            }
            ExprKind::Set(items) => {
                self.out.push('{');
                self.exprs(items, Level::Star);
                self.out.push('}');
            }
            ExprKind::Dict(items) => {
                self.out.push('{');
                for (index, item) in items.iter().enumerate() {
                    self.comma(index);
                    self.dict_item(item);
                }
                self.out.push('}');
            }
            ExprKind::Comprehension { kind, element, clauses } => {
                let (open, close) = match kind {
                    ComprehensionKind::List => ('[', ']'),
                    ComprehensionKind::Set => ('{', '}'),
                    ComprehensionKind::Generator => ('(', ')'),
                };
                self.out.push(open);
                self.expr(element, Level::Star);
                self.clauses(clauses);
                self.out.push(close);
            }
            ExprKind::DictComprehension { item, clauses } => {
                self.out.push('{');
                self.dict_item(item);
                self.clauses(clauses);
                self.out.push('}');
            }
            _ => {}
        }
    }

    /// The items of a tuple, with the comma that makes a single one a tuple.
    fn items(&mut self, items: &[Expr]) {
        self.exprs(items, Level::Star);
        if items.len() == 1 {
            self.out.push(',');
        }
    }

    fn dict_item(&mut self, item: &DictItem) {
        match item {
            DictItem::Pair(key, value) => {
                self.expr(key, Level::Expr);
                self.out.push_str(": ");
                self.expr(value, Level::Expr);
            }
            DictItem::Unpack(mapping) => {
                self.out.push_str("**");
                self.expr(mapping, Level::BitOr);
            }
        }
    }

    fn clauses(&mut self, clauses: &[CompClause]) {
        for clause in clauses {
            self.out.push_str(if clause.is_async { " async for " } else { " for " });
            self.for_header(&clause.header, Level::Disjunction);
            for condition in &clause.conditions {
                self.out.push_str(" if ");
                self.expr(condition, Level::Disjunction);
            }
        }
    }

    pub(crate) fn for_header(&mut self, header: &ForHeader, level: Level) {
        match header {
            ForHeader::In { target, iter } => {
                self.target(target);
                self.out.push_str(" in ");
                self.expr(iter, level);
            }
            ForHeader::From(bounds) => {
                self.target(&bounds.target);
                self.out.push_str(" from ");
                self.expr(&bounds.lower, Level::BitOr);
                self.out.push_str(relation_text(bounds.lower_relation));
                self.expr(&bounds.middle, Level::BitOr);
                self.out.push_str(relation_text(bounds.upper_relation));
                self.expr(&bounds.upper, Level::BitOr);
                if let Some(step) = &bounds.step {
                    self.out.push_str(" by ");
                    self.expr(step, Level::BitOr);
                }
            }
        }
    }

    pub(crate) fn target(&mut self, target: &Expr) {
        let level =
            if matches!(target.kind, ExprKind::Star(_)) { Level::Star } else { Level::BitOr };
        self.expr(target, level);
    }

    fn primary(&mut self, kind: &ExprKind) {
        match kind {
            ExprKind::Attribute(value, name) => {
                let number = matches!(
                    value.kind,
                    ExprKind::Int(_) | ExprKind::Float(_) | ExprKind::Imaginary(_)
                );
                self.out.push_str(if number { "(" } else { "" });
                self.expr(value, Level::Primary);
                self.out.push_str(if number { ")." } else { "." });
                self.name(name.name);
            }
            ExprKind::Subscript(value, index) => {
                self.expr(value, Level::Primary);
                self.out.push('[');
                match &index.kind {
                    ExprKind::Tuple(items) if !items.is_empty() => self.items(items),
                    _ => self.expr(index, Level::Star),
                }
                self.out.push(']');
            }
            ExprKind::Slice(slice) => self.slice(slice),
            ExprKind::Call(callee, args) => {
                self.expr(callee, Level::Primary);
                self.args(args);
            }
            ExprKind::SizeOf(operand) => {
                self.out.push_str("sizeof(");
                self.expr(operand, Level::Expr);
                self.out.push(')');
            }
            ExprKind::New { ty, args } => {
                self.out.push_str("new ");
                self.c_type(ty);
                self.args(args);
            }
            ExprKind::Type(ty) => self.type_name(ty),
            ExprKind::Repr(value) => {
                self.out.push('`');
                self.expr(value, Level::Expr);
                self.out.push('`');
            }
            _ => {}
        }
    }

    fn slice(&mut self, slice: &Slice) {
        // The body of a lambda would not end at the colon for a reader.
        if let Some(start) = &slice.start {
            self.expr(start, Level::Disjunction);
        }
        self.out.push(':');
        if let Some(stop) = &slice.stop {
            self.expr(stop, Level::Disjunction);
        }
        if let Some(step) = &slice.step {
            self.out.push(':');
            self.expr(step, Level::Disjunction);
        }
    }

    pub(crate) fn args(&mut self, args: &[Arg]) {
        self.out.push('(');
        for (index, arg) in args.iter().enumerate() {
            self.comma(index);
            match arg.kind {
                ArgKind::Positional => self.expr(&arg.value, Level::Walrus),
                ArgKind::Keyword(name) => {
                    self.name(name.name);
                    self.out.push('=');
                    self.expr(&arg.value, Level::Expr);
                }
                ArgKind::Star => {
                    self.out.push('*');
                    self.expr(&arg.value, Level::Expr);
                }
                ArgKind::DoubleStar => {
                    self.out.push_str("**");
                    self.expr(&arg.value, Level::Expr);
                }
            }
        }
        self.out.push(')');
    }
}

fn level_of(kind: &ExprKind) -> Level {
    match kind {
        ExprKind::Yield(_) | ExprKind::YieldFrom(_) => Level::Yield,
        ExprKind::Star(_) => Level::Star,
        ExprKind::Walrus(..) => Level::Walrus,
        ExprKind::Conditional { .. } | ExprKind::Lambda { .. } => Level::Expr,
        ExprKind::BoolOp(BoolOp::Or, _) => Level::Disjunction,
        ExprKind::BoolOp(BoolOp::And, _) => Level::And,
        ExprKind::Unary(UnaryOp::Not, _) => Level::Not,
        ExprKind::Compare(..) => Level::Compare,
        ExprKind::Binary(op, ..) => level_of_binary(*op),
        ExprKind::Unary(..) | ExprKind::AddressOf(_) | ExprKind::Cast { .. } => Level::Unary,
        ExprKind::Await(_) => Level::Await,
        ExprKind::Name(_)
        | ExprKind::None
        | ExprKind::Bool(_)
        | ExprKind::Ellipsis
        | ExprKind::Null
        | ExprKind::Int(_)
        | ExprKind::Float(_)
        | ExprKind::Imaginary(_)
        | ExprKind::Str(_)
        | ExprKind::Bytes(_)
        | ExprKind::Char(_)
        | ExprKind::FString(_)
        | ExprKind::TString(_)
        | ExprKind::Tuple(_)
        | ExprKind::List(_)
        | ExprKind::Set(_)
        | ExprKind::Dict(_)
        | ExprKind::Comprehension { .. }
        | ExprKind::DictComprehension { .. }
        | ExprKind::Attribute(..)
        | ExprKind::Subscript(..)
        | ExprKind::Slice(_)
        | ExprKind::Call(..)
        | ExprKind::SizeOf(_)
        | ExprKind::New { .. }
        | ExprKind::Type(_)
        | ExprKind::Repr(_)
        | ExprKind::Invalid => Level::Primary,
    }
}

fn level_of_binary(op: BinaryOp) -> Level {
    match op {
        BinaryOp::BitOr => Level::BitOr,
        BinaryOp::BitXor => Level::BitXor,
        BinaryOp::BitAnd => Level::BitAnd,
        BinaryOp::LeftShift | BinaryOp::RightShift => Level::Shift,
        BinaryOp::Add | BinaryOp::Sub => Level::Add,
        BinaryOp::Mul | BinaryOp::MatMul | BinaryOp::Div | BinaryOp::FloorDiv | BinaryOp::Mod => {
            Level::Mul
        }
        BinaryOp::Pow => Level::Power,
    }
}

pub(crate) fn binary_text(op: BinaryOp) -> &'static str {
    match op {
        BinaryOp::Add => "+",
        BinaryOp::Sub => "-",
        BinaryOp::Mul => "*",
        BinaryOp::MatMul => "@",
        BinaryOp::Div => "/",
        BinaryOp::FloorDiv => "//",
        BinaryOp::Mod => "%",
        BinaryOp::Pow => "**",
        BinaryOp::LeftShift => "<<",
        BinaryOp::RightShift => ">>",
        BinaryOp::BitAnd => "&",
        BinaryOp::BitOr => "|",
        BinaryOp::BitXor => "^",
    }
}

fn comparison_text(op: CmpOp) -> &'static str {
    match op {
        CmpOp::Eq => " == ",
        CmpOp::NotEq => " != ",
        CmpOp::Lt => " < ",
        CmpOp::LtE => " <= ",
        CmpOp::Gt => " > ",
        CmpOp::GtE => " >= ",
        CmpOp::Is => " is ",
        CmpOp::IsNot => " is not ",
        CmpOp::In => " in ",
        CmpOp::NotIn => " not in ",
    }
}

fn relation_text(relation: Relation) -> &'static str {
    match relation {
        Relation::Lt => " < ",
        Relation::LtE => " <= ",
        Relation::Gt => " > ",
        Relation::GtE => " >= ",
    }
}
