//! Types of the text form.

use super::lex::Token;
use super::{Read, Reader};
use types::TypedefId;
use types::{Access, Axis, Builtin, Class, ClassId, CppHandler, EnumId, Except, ExceptValue};
use types::{FuncType, FusedId, KNOWN_TYPES, MemView, Object, Packing, StructId, Ty, Type};

impl Reader<'_> {
    pub(super) fn ty(&mut self) -> Read<Ty> {
        let word = self.tokens.ident()?;
        if !self.tokens.peek_symbol(0, "(") {
            let known = KNOWN_TYPES.iter().find(|(name, _)| name.to_lowercase() == word);
            return known.map(|&(_, ty)| ty).ok_or_else(|| format!("no type `{word}`"));
        }
        self.tokens.symbol("(")?;
        let ty = match word.as_str() {
            "ptr" => Type::Ptr(self.ty()?),
            "array" => {
                let item = self.ty()?;
                let len = if self.tokens.eat(",") { Some(self.tokens.int()? as u64) } else { None };
                Type::Array(item, len)
            }
            "const" => Type::Const(self.ty()?),
            "volatile" => Type::Volatile(self.ty()?),
            "ref" => Type::Ref(self.ty()?),
            "ctuple" => {
                let items = self.tys_until(")")?;
                return Ok(self.types.intern(Type::CTuple(items)));
            }
            "struct" => Type::Struct(StructId(self.tokens.int()? as u32)),
            "enum" => Type::Enum(EnumId(self.tokens.int()? as u32)),
            "typedef" => Type::Typedef(TypedefId(self.tokens.int()? as u32)),
            "fused" => Type::Fused(FusedId(self.tokens.int()? as u32)),
            "opaque" => {
                let text = String::from_utf8_lossy(&self.tokens.string()?).into_owned();
                Type::Opaque(Box::leak(text.into_boxed_str()))
            }
            "obj" => self.object()?,
            "memview" => self.memview()?,
            "func" => self.func()?,
            other => return Err(format!("no type `{other}`")),
        };
        self.tokens.symbol(")")?;
        Ok(self.types.intern(ty))
    }

    fn tys_until(&mut self, close: &str) -> Read<Vec<Ty>> {
        let mut items = Vec::new();
        while !self.tokens.eat(close) {
            if !items.is_empty() {
                self.tokens.symbol(",")?;
            }
            items.push(self.ty()?);
        }
        Ok(items)
    }

    fn object(&mut self) -> Read<Type> {
        let class = match self.tokens.ident()?.as_str() {
            "any" => Class::Any,
            "class" => Class::Ext(ClassId(self.parenthesised_int()? as u32)),
            "exception" => {
                self.tokens.symbol("(")?;
                let name = String::from_utf8_lossy(&self.tokens.string()?).into_owned();
                self.tokens.symbol(")")?;
                Class::Builtin(Builtin::Exception(self.names.intern(&name)))
            }
            word => {
                Class::Builtin(Builtin::named(word).ok_or_else(|| format!("no class `{word}`"))?)
            }
        };
        let mut object = Object { class, exact: false, none: false, items: Vec::new() };
        while self.tokens.eat(",") {
            match self.tokens.ident()?.as_str() {
                "exact" => object.exact = true,
                "none" => object.none = true,
                "items" => {
                    self.tokens.symbol("(")?;
                    object.items = self.tys_until(")")?;
                }
                other => return Err(format!("no property `{other}`")),
            }
        }
        Ok(Type::Object(Box::new(object)))
    }

    fn parenthesised_int(&mut self) -> Read<i128> {
        self.tokens.symbol("(")?;
        let value = self.tokens.int()?;
        self.tokens.symbol(")")?;
        Ok(value)
    }

    fn memview(&mut self) -> Read<Type> {
        let mut view = MemView { item: self.ty()?, axes: Vec::new(), readonly: false };
        while self.tokens.eat(",") {
            let word = self.tokens.ident()?;
            let access = match word.as_str() {
                "readonly" => {
                    view.readonly = true;
                    continue;
                }
                "direct" => Access::Direct,
                "ptr" => Access::Ptr,
                "full" => Access::Full,
                other => return Err(format!("no access `{other}`")),
            };
            let packing = match self.tokens.ident()?.as_str() {
                "strided" => Packing::Strided,
                "follow" => Packing::Follow,
                "contig" => Packing::Contig,
                other => return Err(format!("no packing `{other}`")),
            };
            view.axes.push(Axis { access, packing });
        }
        Ok(Type::MemView(Box::new(view)))
    }

    pub(super) fn except_value(&mut self) -> Read<ExceptValue> {
        if self.tokens.eat("null") {
            return Ok(ExceptValue::Null);
        }
        if self.tokens.eat("bits") {
            return Ok(ExceptValue::Float(self.tokens.int()? as u64));
        }
        if let Some(Token::Str(text)) = self.tokens.rest().first().cloned() {
            self.tokens.next()?;
            return Ok(ExceptValue::Named(self.names.intern(&String::from_utf8_lossy(&text))));
        }
        Ok(ExceptValue::Int(self.tokens.int()?))
    }

    fn func(&mut self) -> Read<Type> {
        let ret = self.ty()?;
        self.tokens.symbol(",")?;
        self.tokens.word("params")?;
        self.tokens.symbol("(")?;
        let mut func = FuncType::new(self.tys_until(")")?, ret, Except::Never);
        while self.tokens.eat(",") {
            match self.tokens.ident()?.as_str() {
                "varargs" => func.varargs = true,
                "nogil" => func.nogil = true,
                "with_gil" => func.with_gil = true,
                "skip_dispatch" => func.skip_dispatch = true,
                "optional" => func.optional = self.parenthesised_int()? as usize,
                "except_null" => func.except = Except::Null,
                "except_check" => func.except = Except::Check,
                "except_cpp_any" => func.except = Except::Cpp(CppHandler::Any),
                "except_cpp" => func.except = Except::Cpp(self.cpp_handler()?),
                word @ ("except" | "except_maybe") => {
                    let maybe = word == "except_maybe";
                    self.tokens.symbol("(")?;
                    let value = self.except_value()?;
                    self.tokens.symbol(")")?;
                    func.except = if maybe { Except::Maybe(value) } else { Except::Value(value) };
                }
                other => return Err(format!("no property `{other}`")),
            }
        }
        Ok(Type::Func(Box::new(func)))
    }

    fn cpp_handler(&mut self) -> Read<CppHandler> {
        if !self.tokens.eat("(") {
            return Ok(CppHandler::Default);
        }
        let name = String::from_utf8_lossy(&self.tokens.string()?).into_owned();
        self.tokens.symbol(")")?;
        Ok(CppHandler::Named(self.names.intern(&name)))
    }
}
