//! Conversions in the tree: what [`crate::convert`] decides, as nodes.

use base::Span;
use builtins::Directive;
use tir::{CBinary, Const, DictItem, Display, Expr, ExprKind, ForRange, Item, StmtKind, StopRule};
use types::{Builtin, FuncType, Ty, Type};

use super::Checker;
use super::build::{assign, eval, stmt};
use crate::convert::{self, Conversion, Refusal, conversion};

impl Checker<'_, '_> {
    /// The value as one of type `to`, by the rules of assignment.
    pub fn coerce(&mut self, expr: Expr, to: Ty) -> Expr {
        if expr.ty != Ty::ERROR && self.is_lock(expr.ty) && self.is_lock(to) {
            let (at, ty) = (expr.span, self.describe(to));
            return self.fail(at, diag::expressions::NotCopied { at, ty });
        }
        let expr = self.initialized_view(expr);
        if expr.ty == to || expr.ty == Ty::ERROR || to == Ty::ERROR {
            return expr;
        }
        if let Some(value) = self.cpp_coerce(&expr, to) {
            return value;
        }
        if let Some(folded) = self.coerce_constant(&expr, to) {
            return folded;
        }
        if self.is_no_number(&expr, to) {
            return self.refuse(expr, to, Refusal::Types);
        }
        if self.types().is_object(to)
            && !self.types().is_object(expr.ty)
            && let Some(object) = self.function_object(&expr)
        {
            return self.coerce(object, to);
        }
        if let Some(object) = self.chars_as(&expr, to) {
            return object;
        }
        if let Some(value) = self.unboxed(&expr, to) {
            return value;
        }
        match conversion(self.types(), expr.ty, to) {
            Conversion::Cast => self.c_cast(expr, to),
            Conversion::Op(name) => {
                let span = expr.span;
                if name == "conv.to_double" && self.types().resolve(expr.ty) == Ty::PYFLOAT {
                    let value = self.op("float.value", vec![expr], span);
                    return self.c_cast(value, to);
                }
                let value = self.op(name, vec![expr], span);
                self.c_cast(value, to)
            }
            Conversion::Truth => {
                let truth = self.truth(expr);
                self.c_cast(truth, to)
            }
            Conversion::Test { builtin, none } => self.type_test(expr, builtin, none, to),
            Conversion::TestClass { none } => self.class_test(expr, none, to),
            Conversion::SizedInt => self.sized_int(expr, to),
            Conversion::ObjectToChars
                if self.types().as_builtin(expr.ty) == Some(Builtin::Str)
                    && self.dirs.text(Directive::CStringEncoding).is_empty() =>
            {
                let (at, from, to) = (expr.span, self.describe(expr.ty), self.describe(to));
                self.fail(at, diag::expressions::NeedsEncoding { at, from, to })
            }
            Conversion::ObjectToChars => self.object_to_chars(expr, to),
            Conversion::ObjectToCTuple => self.object_to_ctuple(expr, to),
            Conversion::ObjectToStruct => self.object_to_struct(expr, to),
            Conversion::ObjectToArray => self.object_to_array(expr, to),
            Conversion::ObjectToView => self.object_to_view(expr, to),
            Conversion::ArrayToView => self.array_to_view(expr, to),
            Conversion::OtherView => {
                let (at, from, to) = (expr.span, self.describe(expr.ty), self.describe(to));
                self.fail(at, diag::views::NotConformable { at, from, to })
            }
            Conversion::Box(..)
            | Conversion::SizedToObject
            | Conversion::CharsToObject
            | Conversion::CharArrayToObject
            | Conversion::ArrayToList
            | Conversion::StructToDict
            | Conversion::CTupleToTuple
            | Conversion::ViewToObject
            | Conversion::FunctionToObject
            | Conversion::Cpp
            | Conversion::VoidToNone => {
                let span = expr.span;
                let mut object = self.to_object(expr);
                let wanted = self.types().as_builtin(to);
                match self.types().as_builtin(object.ty) {
                    Some(Builtin::List) if wanted == Some(Builtin::Tuple) => {
                        object = self.op("tuple.of_list", vec![object], span);
                    }
                    Some(Builtin::Tuple) if wanted != Some(Builtin::Tuple) => {
                        object = object.cast(Ty::OBJECT);
                    }
                    _ => {}
                }
                self.coerce(object, to)
            }
            Conversion::Refused(why) => self.refuse(expr, to, why),
        }
    }

    /// None, a display or a text where a C number is wanted: the conversion would fail whenever it runs.
    fn is_no_number(&self, expr: &Expr, to: Ty) -> bool {
        let types = self.types();
        let none = matches!(expr.kind, ExprKind::Const(Const::None));
        if self.plain || !(types.is_arithmetic(to) || none && types.is_pointer(to)) {
            return false;
        }
        none || match &expr.kind {
            ExprKind::Const(Const::Tuple(_) | Const::FrozenSet(_)) => true,
            ExprKind::Const(Const::Str(_) | Const::Name(_) | Const::Bytes(_)) => {
                // One character is its number.
                let short = self.constant_char(expr).is_some()
                    || types.as_builtin(expr.ty).is_none_or(|it| it != Builtin::Str);
                let number = types.is_int(to) && !matches!(types.resolved(to), Type::Enum(_));
                types.resolve(to) != Ty::BINT && !(number && short)
            }
            ExprKind::Display(..) | ExprKind::Dict(_) => true,
            _ => false,
        }
    }

    /// A C number that was just made an object, back in its own type.
    fn unboxed(&mut self, expr: &Expr, to: Ty) -> Option<Expr> {
        let mut inner = expr;
        while let ExprKind::Cast(value) = &inner.kind {
            inner = value;
        }
        let ExprKind::Op(op, args) = &inner.kind else { return None };
        let [value] = args.as_slice() else { return None };
        let types = self.types();
        let same = types.is_int(to) && types.resolve(value.ty) == types.resolve(to);
        let boxes = match convert::box_conversion(types, value.ty) {
            Conversion::Box(_, name) => op.name == name,
            _ => false,
        };
        (same && boxes).then(|| self.c_cast(value.clone(), to))
    }

    pub fn refuse(&mut self, expr: Expr, to: Ty, why: Refusal) -> Expr {
        let at = expr.span;
        let (from, wanted) = (self.describe(expr.ty), self.describe(to));
        use diag::expressions::{CannotAssign, CannotBox, CannotUnbox};
        match why {
            Refusal::Types => self.fail(at, CannotAssign { at, from, to: wanted }),
            Refusal::Box => self.fail(at, CannotBox { at, from }),
            Refusal::Unbox => self.fail(at, CannotUnbox { at, to: wanted }),
        }
    }

    /// Any value as an object, with the type that the object is known to have.
    pub fn to_object(&mut self, expr: Expr) -> Expr {
        if expr.ty == Ty::ERROR || self.types().is_object(expr.ty) {
            return expr;
        }
        if let Some(folded) = self.box_constant(&expr) {
            return folded;
        }
        if self.is_cpp(expr.ty) {
            let object = self.cpp_to_object(expr.clone());
            return object.unwrap_or_else(|| self.refuse(expr, Ty::OBJECT, Refusal::Box));
        }
        if let Some(object) = self.function_object(&expr) {
            return object;
        }
        if let Some(object) = self.wrapped_function(&expr) {
            return object;
        }
        let span = expr.span;
        if let Type::Enum(id) = *self.types().resolved(expr.ty)
            && self.types().enums[id].python
            && let Some(member) = self.boxed_member(expr.clone(), id)
        {
            return member;
        }
        if self.is_lock(expr.ty) {
            return self.refuse(expr, Ty::OBJECT, Refusal::Box);
        }
        match convert::box_conversion(self.types(), expr.ty) {
            Conversion::Box(through, name) => {
                let value = self.c_cast(expr, through);
                self.op(name, vec![value], span)
            }
            Conversion::SizedToObject => self.sized_to_object(expr),
            Conversion::CharsToObject | Conversion::CharArrayToObject => self.chars_to_object(expr),
            Conversion::ArrayToList => self.array_to_list(expr),
            Conversion::StructToDict => self.struct_to_dict(expr),
            Conversion::CTupleToTuple => self.ctuple_to_tuple(expr),
            Conversion::VoidToNone => self.then_none(expr),
            Conversion::ViewToObject => self.view_to_object(expr),
            _ => self.refuse(expr, Ty::OBJECT, Refusal::Box),
        }
    }

    /// A C function of this module that Python can call, as the Python function.
    fn function_object(&mut self, expr: &Expr) -> Option<Expr> {
        let ExprKind::Func(id) = expr.kind else { return None };
        let function = &self.an.decls.tir.functions[id];
        if function.kind != tir::FuncKind::Cpdef {
            return None;
        }
        let name = function.name;
        let function = self.global_value(name, expr.span);
        let Some(key) = self.signature_key(id) else { return Some(function) };
        let key = self.str_const(&key, expr.span);
        Some(self.op("obj.getitem", vec![function, key], expr.span))
    }

    /// Constants convert at compile time.
    fn coerce_constant(&mut self, expr: &Expr, to: Ty) -> Option<Expr> {
        let span = expr.span;
        if self.types().is_object(to) {
            let boxed = self.box_constant(expr)?;
            return Some(self.coerce(boxed, to));
        }
        match &expr.kind {
            ExprKind::Null if self.types().is_pointer(to) => {
                Some(Expr::new(ExprKind::Null, to, span))
            }
            ExprKind::Const(Const::Int(digits)) => {
                let value: i128 = digits.parse().ok()?;
                if self.types().is_float(to) {
                    let value = digits.parse::<f64>().ok()?;
                    return Some(Expr::new(ExprKind::CFloat(value.to_bits()), to, span));
                }
                if !self.types().is_int(to) {
                    return None;
                }
                if self.types().resolve(to) == Ty::BINT {
                    return Some(self.bint(value != 0, span));
                }
                let ty = if i64::try_from(value).is_ok() { Ty::LONGLONG } else { Ty::ULONGLONG };
                let value = self.c_int(value, ty, span);
                Some(self.c_cast(value, to))
            }
            ExprKind::Const(constant @ (Const::True | Const::False)) => {
                let value = i128::from(*constant == Const::True);
                (self.types().is_int(to) || self.types().is_float(to)).then(|| {
                    let value = self.c_int(value, Ty::BINT, span);
                    self.c_cast(value, to)
                })
            }
            ExprKind::Const(Const::Float(bits)) if self.types().is_float(to) => {
                let value = Expr::new(ExprKind::CFloat(*bits), Ty::DOUBLE, span);
                Some(self.c_cast(value, to))
            }
            ExprKind::Const(Const::Str(_) | Const::Name(_) | Const::Bytes(_)) => {
                self.coerce_string(expr, to)
            }
            _ => None,
        }
    }

    fn box_constant(&mut self, expr: &Expr) -> Option<Expr> {
        let (constant, ty) = match &expr.kind {
            ExprKind::CInt(value) => match *self.types().resolved(expr.ty) {
                Type::Bint => (if *value == 0 { Const::False } else { Const::True }, Ty::PYBOOL),
                Type::Int(types::Int::Ucs4 | types::Int::PyUnicode) => {
                    let text: base::Text = [*value as u32].into_iter().collect();
                    (Const::Str(text.as_bytes().to_vec()), Ty::STR)
                }
                Type::Int(_) => (Const::Int(value.to_string()), Ty::PYINT),
                _ => return None,
            },
            ExprKind::CFloat(bits) => (Const::Float(*bits), Ty::PYFLOAT),
            ExprKind::CStr(bytes) if self.dirs.text(Directive::CStringType) == "bytes" => {
                (Const::Bytes(bytes.clone()), Ty::BYTES)
            }
            ExprKind::Op(op, args) if op.name == "ccomplex.new" => {
                let [ExprKind::CFloat(real), ExprKind::CFloat(imaginary)] =
                    [&args[0].kind, &args[1].kind]
                else {
                    return None;
                };
                (Const::Complex(*real, *imaginary), Ty::PYCOMPLEX)
            }
            _ => return None,
        };
        Some(Expr::new(ExprKind::Const(constant), ty, expr.span))
    }

    /// Python's int and float as types: other numbers are converted. Messages tell the name of a parameter.
    pub fn python_number(
        &mut self,
        value: Expr,
        builtin: Builtin,
        (name, none): (Expr, bool),
        to: Ty,
    ) -> Expr {
        let span = value.span;
        let none = self.c_int(none.into(), Ty::INT, span);
        let row = if builtin == Builtin::Int { "conv.to_pyint" } else { "conv.to_pyfloat" };
        self.op(row, vec![value, name, none], span).cast(to)
    }

    /// C text where bytes, a bytearray or (with an encoding) a str is declared, and a `char` where bytes are.
    fn chars_as(&mut self, expr: &Expr, to: Ty) -> Option<Expr> {
        let wanted = self.types().as_builtin(to)?;
        let span = expr.span;
        if self.types().pointee(expr.ty).is_some_and(|item| self.is_char(item)) {
            let chars = expr.clone().cast(Ty::CONST_CHAR_PTR);
            let whole = self.c_int(-1, Ty::SSIZE, span);
            let object = match wanted {
                Builtin::Bytes => self.op("conv.from_chars", vec![chars], span),
                Builtin::ByteArray => {
                    self.op("conv.bytearray_from_chars", vec![chars, whole], span)
                }
                Builtin::Str => {
                    let encoding = self.dirs.text(Directive::CStringEncoding).to_string();
                    if encoding.is_empty() {
                        return None;
                    }
                    let encoding = self.c_text(&encoding, span);
                    self.decoded_chars(chars, whole, encoding)
                }
                _ => return None,
            };
            return Some(if object.ty == Ty::ERROR { object } else { object.cast(to) });
        }
        let wide = matches!(
            self.types().resolved(expr.ty),
            Type::Int(kind) if !matches!(kind, types::Int::Ucs4 | types::Int::PyUnicode)
        );
        if wanted == Builtin::Bytes && wide && !self.is_char(expr.ty) {
            let value = self.c_cast(expr.clone(), Ty::LONGLONG);
            return Some(self.op("conv.byte_of_int", vec![value], span).cast(to));
        }
        if wanted == Builtin::Bytes && self.is_char(expr.ty) {
            return Some(self.char_to_bytes(expr.clone()).cast(to));
        }
        None
    }

    /// One byte as bytes.
    pub fn char_to_bytes(&mut self, expr: Expr) -> Expr {
        let span = expr.span;
        let temp = self.temp(Ty::CHAR, span);
        self.locals[temp].address_taken = true;
        let value = self.c_cast(expr, Ty::CHAR);
        let read = self.local(temp, span);
        let address = Expr::new(ExprKind::AddrOf(Box::new(read)), Ty::CHAR_PTR, span);
        let one = self.c_int(1, Ty::SSIZE, span);
        let args = vec![address.cast(Ty::CONST_CHAR_PTR), one];
        let bytes = self.op("conv.from_chars_n", args, span);
        self.seq(vec![assign(temp, value)], bytes)
    }

    /// Whether the type is unsigned, as a C constant.
    fn c_unsigned(&mut self, ty: Ty, span: Span) -> Expr {
        let minus = self.c_int(-1, Ty::INT, span).cast(ty);
        let zero = self.c_int(0, Ty::INT, span).cast(ty);
        self.binary(CBinary::Gt, minus, zero, Ty::INT, span)
    }

    fn sized_int(&mut self, expr: Expr, to: Ty) -> Expr {
        let span = expr.span;
        let bare = self.types().unqualified(to);
        let size = Expr::new(ExprKind::SizeOf(bare), Ty::SIZE, span);
        let unsigned = self.c_unsigned(bare, span);
        let name = self.c_text(&self.describe(bare), span);
        self.op("conv.to_sized", vec![expr, size, unsigned, name], span).cast(to)
    }

    fn sized_to_object(&mut self, expr: Expr) -> Expr {
        let span = expr.span;
        let bare = self.types().unqualified(expr.ty);
        let size = Expr::new(ExprKind::SizeOf(bare), Ty::SIZE, span);
        let unsigned = self.c_unsigned(bare, span);
        self.op("conv.from_sized", vec![expr.cast(Ty::LONGLONG), size, unsigned], span)
    }

    fn object_to_chars(&mut self, expr: Expr, to: Ty) -> Expr {
        let span = expr.span;
        let pointee = self.types().pointee(to).map(|ty| self.types().resolve(ty));
        let name = match self.dirs.text(Directive::CStringEncoding) {
            "ascii" => "conv.to_chars_ascii",
            "utf8" => "conv.to_chars_utf8",
            _ if pointee == Some(Ty::UCHAR) => "conv.to_uchars",
            _ => "conv.to_chars",
        };
        self.op(name, vec![expr], span).cast(to)
    }

    /// `char *`, or an array of characters, up to the NUL.
    fn chars_to_object(&mut self, expr: Expr) -> Expr {
        let span = expr.span;
        let minus = self.c_int(-1, Ty::SSIZE, span);
        self.chars_n_to_object(expr, minus)
    }

    /// So many bytes (-1: up to the NUL) as the object that `c_string_type` says.
    pub fn chars_n_to_object(&mut self, expr: Expr, length: Expr) -> Expr {
        self.chars_n_to(expr, length, None)
    }

    /// The same as an object of a type that is wanted, if it is one that text can be.
    pub fn chars_n_to(&mut self, expr: Expr, length: Expr, wanted: Option<Builtin>) -> Expr {
        let span = expr.span;
        let whole = matches!(length.kind, ExprKind::CInt(-1));
        let chars = expr.cast(Ty::CONST_CHAR_PTR);
        let encoded = !self.dirs.text(Directive::CStringEncoding).is_empty();
        let kind = match wanted {
            Some(Builtin::Bytes) => "bytes",
            Some(Builtin::ByteArray) => "bytearray",
            Some(Builtin::Str) if encoded => "str",
            Some(Builtin::Str) if self.dirs.text(Directive::CStringType) == "bytes" => {
                let (from, to) = ("char *".into(), "str object".into());
                return self.fail(span, diag::expressions::NeedsEncoding { at: span, from, to });
            }
            _ => self.dirs.text(Directive::CStringType),
        };
        match kind {
            "str" | "unicode" => {
                let encoding = self.dirs.text(Directive::CStringEncoding).to_string();
                let encoding = self.c_text(&encoding, span);
                self.decoded_chars(chars, length, encoding)
            }
            "bytearray" => self.op("conv.bytearray_from_chars", vec![chars, length], span),
            _ if whole => self.op("conv.from_chars", vec![chars], span),
            _ => self.op("conv.from_chars_n", vec![chars, length], span),
        }
    }

    fn array_to_list(&mut self, expr: Expr) -> Expr {
        let span = expr.span;
        let Type::Array(item, Some(length)) = *self.types().resolved(expr.ty) else {
            return self.error_expr(span);
        };
        let pointer = self.types_mut().ptr(item);
        let (base, list) = (self.temp(pointer, span), self.temp(Ty::LIST, span));
        let counter = self.temp(Ty::SSIZE, span);
        let new = self.op("list.new", vec![], span);
        let index = self.local(counter, span);
        let read = ExprKind::Index(Box::new(self.local(base, span)), Box::new(index));
        let read = self.to_object(Expr::new(read, item, span));
        let append = self.op("list.append", vec![self.local(list, span), read], span);
        let body = ForRange {
            counter,
            start: self.c_int(0, Ty::SSIZE, span),
            stop: self.c_int(length.into(), Ty::SSIZE, span),
            step: self.c_int(1, Ty::SSIZE, span),
            stop_rule: StopRule::Range,
            body: vec![eval(append)],
            orelse: vec![],
            again: vec![],
            after: vec![],
        };
        let stmts = vec![
            assign(base, expr.cast(pointer)),
            assign(list, new),
            stmt(StmtKind::ForRange(Box::new(body)), span),
        ];
        let value = self.local(list, span);
        self.seq(stmts, value)
    }

    fn struct_to_dict(&mut self, expr: Expr) -> Expr {
        let span = expr.span;
        let fields = self.types().as_struct(expr.ty).and_then(|def| def.fields.clone());
        let fields = fields.unwrap_or_default();
        self.with_temp(expr, |me, value| {
            let items = fields
                .iter()
                .map(|field| {
                    let read = ExprKind::Field(Box::new(value.clone()), field.name);
                    let read = me.to_object(Expr::new(read, field.ty, span));
                    DictItem::Pair(me.name_const(field.name, span), read)
                })
                .collect();
            Expr::new(ExprKind::Dict(items), Ty::DICT, span)
        })
    }

    /// The name of the n-th item of a ctuple.
    pub fn ctuple_field(&mut self, index: usize) -> base::Name {
        self.intern(&format!("f{index}"))
    }

    fn ctuple_items(&self, ty: Ty) -> Vec<Ty> {
        match self.types().resolved(ty) {
            Type::CTuple(items) => items.clone(),
            _ => Vec::new(),
        }
    }

    fn ctuple_to_tuple(&mut self, expr: Expr) -> Expr {
        let span = expr.span;
        let items = self.ctuple_items(expr.ty);
        if let ExprKind::Struct(parts) = expr.kind {
            let items = parts
                .into_iter()
                .map(|part| Item { star: false, value: self.to_object(part) })
                .collect();
            return Expr::new(ExprKind::Display(Display::Tuple, items), Ty::TUPLE, span);
        }
        self.with_temp(expr, |me, value| {
            let mut parts = Vec::new();
            for (index, &ty) in items.iter().enumerate() {
                let name = me.ctuple_field(index);
                let read = ExprKind::Field(Box::new(value.clone()), name);
                let read = me.to_object(Expr::new(read, ty, span));
                parts.push(Item { star: false, value: read });
            }
            Expr::new(ExprKind::Display(Display::Tuple, parts), Ty::TUPLE, span)
        })
    }

    fn object_to_ctuple(&mut self, expr: Expr, to: Ty) -> Expr {
        let span = expr.span;
        let items = self.ctuple_items(to);
        let targets: Vec<_> = items.iter().map(|_| self.temp(Ty::OBJECT, span)).collect();
        let parts = items
            .iter()
            .zip(&targets)
            .map(|(&ty, &target)| {
                let read = self.local(target, span);
                self.coerce(read, ty)
            })
            .collect();
        let count = self.c_int(items.len() as i128, Ty::SSIZE, span);
        let found = self.op("conv.ctuple_items", vec![expr, count], span);
        let unpack = StmtKind::Unpack { value: found, targets, star: None };
        let value = Expr::new(ExprKind::Struct(parts), to, span);
        self.seq(vec![stmt(unpack, span)], value)
    }

    fn object_to_struct(&mut self, expr: Expr, to: Ty) -> Expr {
        let span = expr.span;
        if self.types().as_struct(to).is_some_and(|def| def.union) {
            return self.object_to_union(expr, to);
        }
        let fields = self.types().as_struct(to).and_then(|def| def.fields.clone());
        let fields = fields.unwrap_or_default();
        if self.has_arrays(&fields) {
            return self.with_temp(expr, |me, value| {
                me.struct_of(to, &fields, span, |me, field, _| {
                    let args = vec![value.clone(), me.name_const(field.name, span)];
                    me.op("conv.struct_field", args, span)
                })
            });
        }
        self.with_temp(expr, |me, value| {
            let parts = fields
                .iter()
                .map(|field| {
                    let args = vec![value.clone(), me.name_const(field.name, span)];
                    let item = me.op("conv.struct_field", args, span);
                    me.coerce(item, field.ty)
                })
                .collect();
            Expr::new(ExprKind::Struct(parts), to, span)
        })
    }

    /// Both as the type that has room for both; nothing if there is none.
    pub fn spanning(&mut self, a: Ty, b: Ty) -> Ty {
        crate::spanning::spanning(self.an.cx.types, a, b)
    }

    pub fn function_type(&self, ty: Ty) -> Option<FuncType> {
        match self.types().resolved(ty) {
            Type::Func(func) => Some((**func).clone()),
            Type::Ptr(to) => match self.types().resolved(*to) {
                Type::Func(func) => Some((**func).clone()),
                _ => None,
            },
            _ => None,
        }
    }
}
