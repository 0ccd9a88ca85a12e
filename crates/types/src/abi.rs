//! Types as modules spell them to each other: the names of the capsules through which C functions and variables are
//! exported. Both sides compare the whole text, so it is part of the binary interface.

use crate::{FuncType, Ty, Type, TypeTable};
use base::Interner;

impl TypeTable {
    /// A type as it stands in such a text: `char const *`, `double (*)(double)`.
    pub fn capsule_decl(&self, ty: Ty, name: &str, names: &Interner) -> String {
        match self.get(ty) {
            Type::Ptr(to) => {
                let inner = format!("*{name}");
                match self.get(*to) {
                    Type::Func(_) | Type::Array(..) => {
                        self.capsule_decl(*to, &format!("({inner})"), names)
                    }
                    _ => self.capsule_decl(*to, &inner, names),
                }
            }
            Type::Array(item, len) => {
                let len = len.map(|n| n.to_string()).unwrap_or_default();
                self.capsule_decl(*item, &format!("{name}[{len}]"), names)
            }
            Type::Func(func) => self.capsule_function(func, name, &[], names),
            Type::Const(inner) => {
                let name = match name {
                    "" => "const".to_string(),
                    _ => format!("const {name}"),
                };
                self.capsule_decl(*inner, &name, names)
            }
            Type::Error
            | Type::Void
            | Type::Bint
            | Type::Int(_)
            | Type::Float(_)
            | Type::Complex(_)
            | Type::IntComplex(_)
            | Type::Struct(_)
            | Type::Enum(_)
            | Type::Typedef(_)
            | Type::Volatile(_)
            | Type::Ref(_)
            | Type::CTuple(_)
            | Type::Object(_)
            | Type::MemView(_)
            | Type::Fused(_)
            | Type::Opaque(_) => self.abi_decl(ty, name, names),
        }
    }

    /// A function, with `more` parameters that the language adds behind its own.
    pub fn capsule_function(
        &self,
        func: &FuncType,
        name: &str,
        more: &[String],
        names: &Interner,
    ) -> String {
        let mut params: Vec<_> =
            func.params.iter().map(|&param| self.capsule_decl(param, "", names)).collect();
        params.extend(more.iter().cloned());
        if func.varargs {
            params.push("...".into());
        }
        if params.is_empty() {
            params.push("void".into());
        }
        self.capsule_decl(func.ret, &format!("{name}({})", params.join(", ")), names)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Except;

    #[test]
    fn constants_stand_behind() {
        let mut table = TypeTable::new();
        let names = Interner::new();
        assert_eq!(table.capsule_decl(Ty::CONST_CHAR_PTR, "", &names), "char const *");
        let pointer = table.ptr(Ty::CONST_CHAR_PTR);
        assert_eq!(table.capsule_decl(pointer, "", &names), "char const **");
        let array = table.array(Ty::INT, Some(4));
        assert_eq!(table.capsule_decl(array, "", &names), "int [4]");
        let mut func = FuncType::new(Vec::new(), Ty::VOID, Except::Never);
        assert_eq!(table.capsule_function(&func, "", &[], &names), "void (void)");
        func.params = vec![Ty::OBJECT, Ty::ULONGLONG];
        func.ret = Ty::OBJECT;
        let more = ["int __pyx_skip_dispatch".to_string()];
        assert_eq!(
            table.capsule_function(&func, "", &more, &names),
            "PyObject *(PyObject *, unsigned PY_LONG_LONG, int __pyx_skip_dispatch)"
        );
    }
}
