//! Types as text: for people and `typeof` ([`TypeTable::describe`]) and for C ([`TypeTable::c_decl`]).

use crate::{Builtin, Class, Except, ExceptValue, Float, FuncType, Int, Ty, Type, TypeTable};
use base::Interner;

impl Int {
    /// As Cython spells it.
    pub fn name(self) -> &'static str {
        match self {
            Int::Char => "char",
            Int::SChar => "signed char",
            Int::UChar => "unsigned char",
            Int::Short => "short",
            Int::UShort => "unsigned short",
            Int::Int => "int",
            Int::UInt => "unsigned int",
            Int::Ucs4 => "Py_UCS4",
            Int::PyUnicode => "Py_UNICODE",
            Int::Long => "long",
            Int::ULong => "unsigned long",
            Int::LongLong => "long long",
            Int::ULongLong => "unsigned long long",
            Int::SSize => "Py_ssize_t",
            Int::Size => "size_t",
            Int::PtrDiff => "ptrdiff_t",
            Int::Hash => "Py_hash_t",
        }
    }

    pub fn c_name(self) -> &'static str {
        match self {
            Int::LongLong => "PY_LONG_LONG",
            Int::ULongLong => "unsigned PY_LONG_LONG",
            Int::PyUnicode => "wchar_t",
            other => other.name(),
        }
    }
}

impl Float {
    pub fn name(self) -> &'static str {
        match self {
            Float::Float => "float",
            Float::Double => "double",
            Float::LongDouble => "long double",
        }
    }
}

/// The builtin types that have one name each; exceptions are a family.
const BUILTIN_NAMES: [(&str, Builtin); 17] = [
    ("NoneType", Builtin::NoneType),
    ("bool", Builtin::Bool),
    ("int", Builtin::Int),
    ("float", Builtin::Float),
    ("complex", Builtin::Complex),
    ("str", Builtin::Str),
    ("bytes", Builtin::Bytes),
    ("bytearray", Builtin::ByteArray),
    ("list", Builtin::List),
    ("tuple", Builtin::Tuple),
    ("dict", Builtin::Dict),
    ("set", Builtin::Set),
    ("frozenset", Builtin::FrozenSet),
    ("slice", Builtin::Slice),
    ("range", Builtin::Range),
    ("type", Builtin::Type),
    ("memoryview", Builtin::MemoryView),
];

impl Builtin {
    /// The name in Python; exceptions need the interner.
    pub fn name(self, names: &Interner) -> &str {
        if let Builtin::Exception(name) = self {
            return &names[name];
        }
        BUILTIN_NAMES.iter().find(|(_, builtin)| *builtin == self).map_or("", |(name, _)| name)
    }

    /// The type of that name in Python, unless it is an exception.
    pub fn named(name: &str) -> Option<Builtin> {
        BUILTIN_NAMES.iter().find(|(known, _)| *known == name).map(|(_, builtin)| *builtin)
    }
}

impl TypeTable {
    /// The spelling of `cython.typeof` and of messages: `int`, `double *`, `list object`, `Python object`.
    pub fn describe(&self, ty: Ty, names: &Interner) -> String {
        match self.get(ty) {
            Type::Error => "<error>".into(),
            Type::Void => "void".into(),
            Type::Bint => "bint".into(),
            Type::Int(kind) => kind.name().into(),
            Type::Float(kind) => kind.name().into(),
            Type::Complex(kind) => format!("{} complex", kind.name()),
            Type::IntComplex(kind) => format!("{} complex", kind.name()),
            Type::Ptr(to) => match self.get(*to) {
                Type::Func(func) => self.describe_func(func, "(*)", names),
                _ => {
                    let to = self.describe(*to, names);
                    format!("{to}{}*", if to.ends_with('*') { "" } else { " " })
                }
            },
            Type::Array(item, len) => {
                let len = len.map(|n| n.to_string()).unwrap_or_default();
                let (mut item, mut sizes) = (*item, format!("[{len}]"));
                while let Type::Array(inner, len) = self.get(item) {
                    let len = len.map(|n| n.to_string()).unwrap_or_default();
                    sizes.push_str(&format!("[{len}]"));
                    item = *inner;
                }
                format!("{} {sizes}", self.describe(item, names))
            }
            Type::Func(func) => self.describe_func(func, "", names),
            Type::Struct(id) => names[self.structs[*id].name].into(),
            Type::Enum(id) => {
                self.enums[*id].name.map_or_else(|| "int".into(), |name| names[name].into())
            }
            Type::Typedef(id) => names[self.typedefs[*id].name].into(),
            Type::Const(inner) => format!("const {}", self.describe(*inner, names)),
            Type::Volatile(inner) => format!("volatile {}", self.describe(*inner, names)),
            Type::Ref(inner) => format!("{} &", self.describe(*inner, names)),
            Type::CTuple(items) => {
                let items: Vec<_> = items.iter().map(|&item| self.describe(item, names)).collect();
                format!("({})", items.join(", "))
            }
            Type::Object(object) => match object.class {
                Class::Any => "Python object".into(),
                Class::Builtin(builtin) if object.items.is_empty() => {
                    format!("{} object", builtin.name(names))
                }
                Class::Builtin(builtin) => {
                    let items: Vec<_> = object
                        .items
                        .iter()
                        .map(|&item| match item {
                            // After the item type of a tuple of any length.
                            Ty::VOID => "...".into(),
                            _ => self.describe(item, names),
                        })
                        .collect();
                    format!("{}[{}] object", builtin.name(names), items.join(","))
                }
                Class::Ext(id) => names[self.classes[id].name].into(),
            },
            Type::MemView(view) => {
                let axes = vec![":"; view.axes.len()].join(", ");
                format!("{}[{axes}]", self.describe(view.item, names))
            }
            Type::Fused(id) => names[self.fused[*id].name].into(),
            Type::Opaque(text) => (*text).into(),
        }
    }

    fn describe_func(&self, func: &FuncType, middle: &str, names: &Interner) -> String {
        let mut params: Vec<_> =
            func.params.iter().map(|&param| self.describe_part(param, names)).collect();
        if func.varargs {
            params.push("...".into());
        }
        if params.is_empty() {
            params.push("void".into());
        }
        let except = match &func.except {
            Except::Null => String::new(),
            Except::Never => " noexcept".into(),
            Except::Check => " except *".into(),
            Except::Value(value) => format!(" except {}", self.except_text(*value, names)),
            Except::Maybe(value) => format!(" except? {}", self.except_text(*value, names)),
            Except::Cpp(_) => " except +".into(),
        };
        let nogil = if func.nogil { " nogil" } else { "" };
        let ret = self.describe_part(func.ret, names);
        let blank = if ret.ends_with('*') { "" } else { " " };
        format!("{ret}{blank}{middle}({}){except}{nogil}", params.join(", "))
    }

    /// A type inside of that of a function, where objects are called as in declarations.
    fn describe_part(&self, ty: Ty, names: &Interner) -> String {
        let text = self.describe(ty, names);
        match self.get(ty) {
            Type::Object(object) if object.class == Class::Any => "object".into(),
            Type::Object(_) => text.strip_suffix(" object").map_or(text.clone(), str::to_string),
            _ => text,
        }
    }

    fn except_text(&self, value: ExceptValue, names: &Interner) -> String {
        match value {
            ExceptValue::Int(value) => value.to_string(),
            ExceptValue::Float(bits) => {
                let value = f64::from_bits(bits);
                if value < 0.0 && value.fract() != 0.0 {
                    format!("({value:?})")
                } else {
                    value.to_string()
                }
            }
            ExceptValue::Null => "NULL".into(),
            ExceptValue::Named(name) => names[name].into(),
        }
    }

    /// A C declaration of `name` with this type, `int (*name)(double)`; an empty name gives the bare type. Inside a
    /// module every object is a `PyObject *`.
    pub fn c_decl(&self, ty: Ty, name: &str, names: &Interner) -> String {
        self.decl(ty, name, names, false)
    }

    /// As `c_decl`, as other modules and headers see it: objects of extension types by their structs.
    pub fn abi_decl(&self, ty: Ty, name: &str, names: &Interner) -> String {
        self.decl(ty, name, names, true)
    }

    /// How C spells a pointer to the objects of an extension type.
    pub fn class_pointer(&self, class: crate::ClassId, names: &Interner) -> String {
        let def = &self.classes[class];
        let tag = if def.typedef { "" } else { "struct " };
        format!("{tag}{} *", &names[def.struct_cname])
    }

    fn decl(&self, ty: Ty, name: &str, names: &Interner, abi: bool) -> String {
        match self.get(ty) {
            Type::Error | Type::Fused(_) => spaced("void", name),
            Type::Void => spaced("void", name),
            Type::Bint => spaced("int", name),
            Type::Int(kind) => spaced(kind.c_name(), name),
            Type::Float(kind) => spaced(kind.name(), name),
            Type::Complex(kind) => spaced(&complex_name(kind.name()), name),
            Type::IntComplex(kind) => spaced(&complex_name(kind.name()), name),
            Type::Ptr(to) => {
                let inner = format!("*{name}");
                match self.get(*to) {
                    Type::Func(_) | Type::Array(..) => {
                        self.decl(*to, &format!("({inner})"), names, abi)
                    }
                    _ => self.decl(*to, &inner, names, abi),
                }
            }
            Type::Array(item, len) => {
                let len = len.map(|n| n.to_string()).unwrap_or_default();
                self.decl(*item, &format!("{name}[{len}]"), names, abi)
            }
            Type::Func(func) => self.func_decl(func, name, names, abi),
            Type::Struct(id) => {
                let def = &self.structs[*id];
                let tag = match (def.typedef, def.union) {
                    (true, _) => "",
                    (false, true) => "union ",
                    (false, false) => "struct ",
                };
                spaced(&format!("{tag}{}", &names[def.cname]), name)
            }
            Type::Enum(id) => {
                let def = &self.enums[*id];
                match def.cname {
                    None => spaced("int", name),
                    Some(cname) if def.typedef || def.scoped => spaced(&names[cname], name),
                    Some(cname) => spaced(&format!("enum {}", &names[cname]), name),
                }
            }
            Type::Typedef(id) => spaced(&names[self.typedefs[*id].cname], name),
            Type::Const(inner) => self.qualified("const", *inner, (name, abi), names),
            Type::Volatile(inner) => self.qualified("volatile", *inner, (name, abi), names),
            Type::Ref(inner) => self.decl(*inner, &format!("&{name}"), names, abi),
            Type::CTuple(_) => spaced(&self.ctuple_name(ty, names), name),
            Type::Object(object) => match object.class {
                Class::Ext(id) if abi => {
                    let pointer = self.class_pointer(id, names);
                    spaced(pointer.trim_end_matches(" *"), &format!("*{name}"))
                }
                Class::Any | Class::Builtin(_) | Class::Ext(_) => {
                    spaced("PyObject", &format!("*{name}"))
                }
            },
            Type::MemView(_) => spaced("__Pyx_memviewslice", name),
            Type::Opaque(text) => spaced(text, name),
        }
    }

    fn qualified(
        &self,
        word: &str,
        inner: Ty,
        (name, abi): (&str, bool),
        names: &Interner,
    ) -> String {
        match self.get(inner) {
            // A constant pointer is `T *const p`; the word stands beside the name.
            Type::Ptr(_) => self.decl(inner, &format!("{word} {name}"), names, abi),
            _ => spaced(word, &self.decl(inner, name, names, abi)),
        }
    }

    /// A C function declarator with parameters by type only.
    pub fn c_func_decl(&self, func: &FuncType, name: &str, names: &Interner) -> String {
        self.func_decl(func, name, names, false)
    }

    fn func_decl(&self, func: &FuncType, name: &str, names: &Interner, abi: bool) -> String {
        let mut params: Vec<_> =
            func.params.iter().map(|&param| self.decl(param, "", names, abi)).collect();
        if func.skip_dispatch {
            params.push("int".into());
        }
        if func.varargs {
            params.push("...".into());
        }
        if params.is_empty() {
            params.push("void".into());
        }
        self.decl(func.ret, &format!("{name}({})", params.join(", ")), names, abi)
    }

    /// `__pyx_ctuple_int__and_double`.
    pub fn ctuple_name(&self, ty: Ty, names: &Interner) -> String {
        let Type::CTuple(items) = self.get(ty) else { return String::new() };
        let parts: Vec<_> = items
            .iter()
            .map(|&item| self.c_decl(item, "", names).replace([' ', '*'], "_"))
            .collect();
        format!("__pyx_ctuple_{}", parts.join("__and_"))
    }
}

/// `__pyx_t_double_complex`
fn complex_name(part: &str) -> String {
    format!("__pyx_t_{}_complex", part.replace(' ', "_"))
}

fn spaced(base: &str, declarator: &str) -> String {
    if declarator.is_empty() { base.into() } else { format!("{base} {declarator}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn c_declarations() {
        let mut table = TypeTable::new();
        let names = Interner::new();
        let func = table.intern(Type::Func(Box::new(FuncType {
            params: vec![Ty::INT, Ty::CONST_CHAR_PTR],
            optional: 0,
            varargs: true,
            ret: Ty::OBJECT,
            except: Except::Null,
            nogil: false,
            with_gil: false,
            skip_dispatch: false,
        })));
        let pointer = table.ptr(func);
        let array = table.array(pointer, Some(3));
        assert_eq!(table.c_decl(array, "f", &names), "PyObject *(*f[3])(int, const char *, ...)");
        let rows = table.array(Ty::DOUBLE, Some(4));
        let pointer = table.ptr(rows);
        assert_eq!(table.c_decl(pointer, "p", &names), "double (*p)[4]");
        assert_eq!(table.describe(Ty::CONST_CHAR_PTR, &names), "const char *");
        assert_eq!(table.describe(Ty::LIST, &names), "list object");
    }
}
