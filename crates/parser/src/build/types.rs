//! C types and declarators.

use ast::{
    ArgKind, BasicType, BasicWord, CBase, CName, CType, CppHandler, DeclName, Declarator,
    DeclaratorKind, DottedName, ExceptionClause, ExceptionKind, Expr, ExprKind, FuncTail, Ident,
    Length, Params, Qualifiers, Sign, TypeArg, TypeArgKind, TypeName,
};
use base::{Name, Span};
use diag::syntax::{DuplicateTail, NotAType, TailWithoutFunction};
use lexer::Indirection;

use super::Builder;

/// Qualifiers as they come.
#[derive(Clone, Copy, PartialEq, Eq, Default)]
pub struct Quals(Qualifiers);

impl Quals {
    const NONE: Qualifiers =
        Qualifiers { is_const: false, is_volatile: false, is_restrict: false, duplicate: false };
    pub const CONST: Quals = Quals(Qualifiers { is_const: true, ..Quals::NONE });
    pub const VOLATILE: Quals = Quals(Qualifiers { is_volatile: true, ..Quals::NONE });
    pub const RESTRICT: Quals = Quals(Qualifiers { is_restrict: true, ..Quals::NONE });

    pub fn and(self, other: Quals) -> Quals {
        let (a, b) = (self.0, other.0);
        let twice = (a.is_const && b.is_const)
            || (a.is_volatile && b.is_volatile)
            || (a.is_restrict && b.is_restrict);
        Quals(Qualifiers {
            is_const: a.is_const || b.is_const,
            is_volatile: a.is_volatile || b.is_volatile,
            is_restrict: a.is_restrict || b.is_restrict,
            duplicate: a.duplicate || b.duplicate || twice,
        })
    }
}

/// What stands between a type and a name.
pub enum Pointing {
    Mark(Indirection, Span),
    Qual(Quals, Span),
    Convention(Ident),
}

/// One clause behind the parameters of a function, or behind the words of a block.
pub enum TailPart {
    Const,
    Returns(Box<Expr>),
    Exception(Box<ExceptionClause>),
    Nogil(Span),
    WithGil(Span),
}

impl TailPart {
    pub fn returns(expr: Expr) -> TailPart {
        TailPart::Returns(Box::new(expr))
    }

    pub fn exception(l: u32, kind: ExceptionKind, r: u32) -> TailPart {
        TailPart::Exception(Box::new(ExceptionClause { span: Span::new(l, r), kind }))
    }
}

impl Builder<'_> {
    // ---- types

    pub fn c_type(&mut self, l: u32, quals: Quals, base: Box<CBase>, r: u32) -> Box<CType> {
        Box::new(CType { span: Span::new(l, r), qualifiers: quals.0, base: *base })
    }

    pub fn base_name(&mut self, name: Ident) -> Box<CBase> {
        Box::new(CBase::Name(name))
    }

    pub fn base_member(&mut self, outer: Box<CBase>, name: Ident) -> Box<CBase> {
        Box::new(CBase::Member(outer, name))
    }

    pub fn base_subscript(&mut self, inner: Box<CBase>, args: Option<Vec<TypeArg>>) -> Box<CBase> {
        Box::new(CBase::Subscript(inner, args.unwrap_or_default()))
    }

    pub fn base_group(&mut self, item: TypeName) -> Box<CBase> {
        Box::new(CBase::Group(Box::new(item)))
    }

    pub fn base_tuple(&mut self, items: Vec<TypeName>) -> Box<CBase> {
        Box::new(CBase::Tuple(items))
    }

    /// Several words of a C type, in the order that the lexer puts them in.
    pub fn basic(&mut self, words: Name) -> Box<CBase> {
        let mut basic = BasicType {
            sign: Sign::Unmarked,
            length: Length::Normal,
            word: BasicWord::Int,
            is_complex: false,
        };
        for word in self.names[words].split(' ') {
            match word {
                "signed" => basic.sign = Sign::Signed,
                "unsigned" => basic.sign = Sign::Unsigned,
                "short" => basic.length = Length::Short,
                "long" if basic.length == Length::Long => basic.length = Length::LongLong,
                "long" => basic.length = Length::Long,
                "char" => basic.word = BasicWord::Char,
                "float" => basic.word = BasicWord::Float,
                "double" => basic.word = BasicWord::Double,
                "complex" => basic.is_complex = true,
                _ => {}
            }
        }
        Box::new(CBase::Basic(basic))
    }

    pub fn type_name(
        &mut self,
        l: u32,
        ty: Box<CType>,
        declarator: Option<Box<Declarator>>,
        r: u32,
    ) -> TypeName {
        let declarator = declarator.map_or_else(|| nameless(r), |declarator| *declarator);
        TypeName { span: Span::new(l, r), ty: *ty, declarator }
    }

    pub fn type_arg(&mut self, l: u32, kind: TypeArgKind, r: u32) -> TypeArg {
        TypeArg { span: Span::new(l, r), kind }
    }

    // ---- types among expressions

    pub fn qualified_type(
        &mut self,
        l: u32,
        quals: Quals,
        base: Box<CBase>,
        declarator: Option<Box<Declarator>>,
        r: u32,
    ) -> Expr {
        let end = declarator.as_ref().map_or(r, |declarator| declarator.span.lo);
        let ty = self.c_type(l, quals, base, end);
        let name = self.type_name(l, ty, declarator, r);
        self.expr(l, ExprKind::Type(Box::new(name)), r)
    }

    pub fn word_type(
        &mut self,
        l: u32,
        words: Name,
        declarator: Option<Box<Declarator>>,
        r: u32,
    ) -> Expr {
        let base = self.basic(words);
        self.qualified_type(l, Quals::default(), base, declarator, r)
    }

    pub fn group_type(
        &mut self,
        l: u32,
        item: TypeName,
        declarator: Option<Box<Declarator>>,
        r: u32,
    ) -> Expr {
        let base = self.base_group(item);
        self.qualified_type(l, Quals::default(), base, declarator, r)
    }

    pub fn tuple_type(
        &mut self,
        l: u32,
        items: Vec<TypeName>,
        declarator: Option<Box<Declarator>>,
        r: u32,
    ) -> Expr {
        let base = self.base_tuple(items);
        self.qualified_type(l, Quals::default(), base, declarator, r)
    }

    /// An expression that turns out to be a type because a star follows.
    pub fn primary_type(
        &mut self,
        l: u32,
        base: Expr,
        declarator: Box<Declarator>,
        r: u32,
    ) -> Expr {
        let span = base.span;
        match base_of(base) {
            Ok(base) => {
                self.qualified_type(l, Quals::default(), Box::new(base), Some(declarator), r)
            }
            Err(at) => {
                self.push(NotAType { at });
                self.expr(span.lo, ExprKind::Invalid, r)
            }
        }
    }

    /// `double(double, int) noexcept`: a call until its tail shows that it is a function type.
    pub fn call_type(&mut self, l: u32, call: Expr, tail: Vec<TailPart>, r: u32) -> Expr {
        let span = call.span;
        let ExprKind::Call(callee, args) = call.kind else {
            self.push(TailWithoutFunction { at: Span::new(span.hi, r) });
            return self.expr(l, ExprKind::Invalid, r);
        };
        let callee_end = callee.span.hi;
        let mut items = Vec::new();
        for arg in args {
            let at = arg.span;
            let (ty, declarator) = match arg.value.kind {
                ExprKind::Type(name) if arg.kind == ArgKind::Positional => {
                    (Box::new(name.ty), Some(name.declarator))
                }
                kind => match base_of(Expr { span: at, kind }) {
                    Ok(base) if arg.kind == ArgKind::Positional => {
                        (self.c_type(at.lo, Quals::default(), Box::new(base), at.hi), None)
                    }
                    _ => {
                        self.push(NotAType { at });
                        continue;
                    }
                },
            };
            let declarator = declarator.filter(|declarator| !declarator.is_plain()).map(Box::new);
            items.push(self.param(at.lo, ty, declarator, None, at.hi));
        }
        let params = self.params(callee_end, Some(items), span.hi);
        let direct = self.nameless_function(callee_end, params, span.hi);
        let declarator = self.declarator(callee_end, Vec::new(), direct, tail, r);
        self.primary_type(l, *callee, declarator, r)
    }

    /// Brackets of a type, behind a name that may be an expression: kept as a subscript where one can hold them.
    pub fn type_subscript(
        &mut self,
        l: u32,
        value: Expr,
        args: Option<Vec<TypeArg>>,
        r: u32,
    ) -> Expr {
        let args = args.unwrap_or_default();
        let plain = match &args[..] {
            [] => false,
            // One tuple in brackets of its own is not several items.
            [TypeArg { kind: TypeArgKind::Item(item), .. }] => {
                !matches!(item.kind, ExprKind::Tuple(_))
            }
            several => several.iter().all(|arg| matches!(arg.kind, TypeArgKind::Item(_))),
        };
        if !plain {
            return match base_of(value) {
                Ok(base) => {
                    let base = Box::new(CBase::Subscript(Box::new(base), args));
                    self.qualified_type(l, Quals::default(), base, None, r)
                }
                Err(at) => {
                    self.push(NotAType { at });
                    self.expr(l, ExprKind::Invalid, r)
                }
            };
        }
        let span = Span::new(args[0].span.lo, args[args.len() - 1].span.hi);
        let mut items: Vec<Expr> = args
            .into_iter()
            .filter_map(|arg| match arg.kind {
                TypeArgKind::Item(item) => Some(item),
                TypeArgKind::Keyword(..) | TypeArgKind::Optional(_) => None,
            })
            .collect();
        let index = match items.len() {
            1 => items.remove(0),
            _ => Expr { span, kind: ExprKind::Tuple(items) },
        };
        self.subscript(l, value, index, r)
    }

    // ---- declarators

    pub fn pointing(&mut self, l: u32, mark: Indirection, r: u32) -> Pointing {
        Pointing::Mark(mark, Span::new(l, r))
    }

    pub fn declared(
        &mut self,
        l: u32,
        ident: Ident,
        cname: Option<CName>,
        r: u32,
    ) -> Box<Declarator> {
        let kind = DeclaratorKind::Name(Some(DeclName { ident, cname }));
        Box::new(Declarator { span: Span::new(l, r), kind })
    }

    pub fn array(
        &mut self,
        l: u32,
        inner: Box<Declarator>,
        size: Option<Expr>,
        r: u32,
    ) -> Box<Declarator> {
        let args =
            size.map(|size| vec![TypeArg { span: size.span, kind: TypeArgKind::Item(size) }]);
        self.brackets(l, inner, args, r)
    }

    pub fn brackets(
        &mut self,
        l: u32,
        inner: Box<Declarator>,
        args: Option<Vec<TypeArg>>,
        r: u32,
    ) -> Box<Declarator> {
        let kind = DeclaratorKind::Brackets(inner, args.unwrap_or_default());
        Box::new(Declarator { span: Span::new(l, r), kind })
    }

    pub fn function_declarator(
        &mut self,
        l: u32,
        inner: Box<Declarator>,
        params: Params,
        r: u32,
    ) -> Box<Declarator> {
        let kind =
            DeclaratorKind::Function { inner, params: Box::new(params), tail: Box::default() };
        Box::new(Declarator { span: Span::new(l, r), kind })
    }

    pub fn nameless_function(&mut self, l: u32, params: Params, r: u32) -> Box<Declarator> {
        self.function_declarator(l, Box::new(nameless(l)), params, r)
    }

    pub fn abstract_pointers(
        &mut self,
        l: u32,
        pointings: Vec<Pointing>,
        r: u32,
    ) -> Box<Declarator> {
        self.pointed(l, pointings, Box::new(nameless(r)))
    }

    /// `*[3][4]`
    pub fn abstract_arrays(
        &mut self,
        l: u32,
        pointings: Vec<Pointing>,
        sizes: Vec<Option<Expr>>,
        r: u32,
    ) -> Box<Declarator> {
        let start = Box::new(nameless(r));
        let direct = sizes.into_iter().fold(start, |inner, size| self.array(l, inner, size, r));
        self.pointed(l, pointings, direct)
    }

    /// Puts the stars around what follows them and the tail to the outermost function.
    pub fn declarator(
        &mut self,
        l: u32,
        pointings: Vec<Pointing>,
        mut direct: Box<Declarator>,
        tail: Vec<TailPart>,
        r: u32,
    ) -> Box<Declarator> {
        if !tail.is_empty() {
            if let DeclaratorKind::Function { tail: place, .. } = &mut direct.kind {
                self.fill_tail(place, tail);
                direct.span.hi = r;
            } else {
                self.push(TailWithoutFunction { at: Span::new(direct.span.hi, r) });
            }
        }
        self.pointed(l, pointings, direct)
    }

    /// In `* const * p` the first star is the innermost of the type: the last star stands nearest to the name.
    fn pointed(
        &mut self,
        l: u32,
        pointings: Vec<Pointing>,
        direct: Box<Declarator>,
    ) -> Box<Declarator> {
        let hi = direct.span.hi;
        let mut around = direct;
        let mut quals = Quals::default();
        let mut quals_span = None;
        for pointing in pointings.into_iter().rev() {
            let (at, kind) = match pointing {
                Pointing::Qual(qual, span) => {
                    quals = qual.and(quals);
                    quals_span = Some(span);
                    continue;
                }
                Pointing::Mark(Indirection::Pointer, at) => {
                    (at, DeclaratorKind::Pointer(std::mem::take(&mut quals).0, around))
                }
                Pointing::Mark(mark, at) => {
                    let rvalue = mark == Indirection::RvalueReference;
                    (at, DeclaratorKind::Reference { rvalue, inner: around })
                }
                Pointing::Convention(word) => {
                    (word.span, DeclaratorKind::CallingConvention(word, around))
                }
            };
            around = Box::new(Declarator { span: Span::new(at.lo, hi), kind });
        }
        if quals != Quals::default() {
            let at = quals_span.unwrap_or(Span::new(l, hi));
            self.push(diag::syntax::QualifierPlace { at });
        }
        around
    }

    pub(super) fn fill_tail(&mut self, place: &mut FuncTail, parts: Vec<TailPart>) {
        for part in parts {
            match part {
                TailPart::Const => place.is_const = true,
                TailPart::Returns(returns) => place.returns = Some(returns),
                TailPart::Nogil(at) => {
                    self.once(place.nogil, at, "nogil");
                    place.nogil = Some(at);
                }
                TailPart::WithGil(at) => {
                    self.once(place.with_gil, at, "with gil");
                    place.with_gil = Some(at);
                }
                TailPart::Exception(clause) => {
                    self.once(
                        place.exception.as_ref().map(|first| first.span),
                        clause.span,
                        "except",
                    );
                    place.nogil_first = place.nogil.is_some();
                    place.exception = Some(*clause);
                }
            }
        }
    }

    fn once(&mut self, first: Option<Span>, at: Span, clause: &str) {
        if let Some(first) = first {
            self.push(DuplicateTail { at, first, clause: clause.into() });
        }
    }

    pub fn handler_name(&mut self, handler: DottedName) -> ExceptionKind {
        ExceptionKind::Cpp(Some(CppHandler::Name(Box::new(self.dotted_value(handler)))))
    }

    /// `a.b.c` as an expression.
    pub fn dotted_value(&mut self, name: DottedName) -> Expr {
        let start = name.span.lo;
        let mut parts = name.parts.into_iter();
        let first = parts.next().map_or(ExprKind::Invalid, |ident| ExprKind::Name(ident.name));
        let first = Expr { span: name.span, kind: first };
        parts.fold(first, |value, ident| self.attribute(start, value, ident, ident.span.hi))
    }
}

fn nameless(at: u32) -> Declarator {
    Declarator { span: Span::new(at, at), kind: DeclaratorKind::Name(None) }
}

/// The type that an expression spells, or the place that cannot be part of one.
fn base_of(expr: Expr) -> Result<CBase, Span> {
    match expr.kind {
        ExprKind::Name(name) => Ok(CBase::Name(Ident { name, span: expr.span })),
        ExprKind::Attribute(outer, name) => Ok(CBase::Member(Box::new(base_of(*outer)?), name)),
        ExprKind::Subscript(inner, index) => {
            let items = match index.kind {
                ExprKind::Tuple(items) => items,
                kind => vec![Expr { span: index.span, kind }],
            };
            let args = items
                .into_iter()
                .map(|item| TypeArg { span: item.span, kind: TypeArgKind::Item(item) });
            Ok(CBase::Subscript(Box::new(base_of(*inner)?), args.collect()))
        }
        ExprKind::Type(name)
            if name.declarator.is_plain() && name.ty.qualifiers == Qualifiers::default() =>
        {
            Ok(name.ty.base)
        }
        _ => Err(expr.span),
    }
}
