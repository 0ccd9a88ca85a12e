//! `Py_buffer`, the one struct that needs no declaration: the methods of the buffer protocol get a pointer to one.

use base::Span;
use types::{Field, StructDef, Ty, Type};

use crate::Analysis;

impl Analysis<'_> {
    pub(crate) fn py_buffer(&mut self) -> Ty {
        let name = self.cx.names.intern("Py_buffer");
        let known = self.cx.types.structs.iter_enumerated().find(|(_, def)| def.name == name);
        if let Some((id, _)) = known {
            return self.cx.types.intern(Type::Struct(id));
        }
        let table = self.cx.types.array(Ty::SSIZE, Some(2));
        let fields = [
            ("buf", Ty::VOID_PTR),
            ("obj", Ty::OBJECT),
            ("len", Ty::SSIZE),
            ("itemsize", Ty::SSIZE),
            ("readonly", Ty::BINT),
            ("ndim", Ty::INT),
            ("format", Ty::CHAR_PTR),
            ("shape", Ty::SSIZE_PTR),
            ("strides", Ty::SSIZE_PTR),
            ("suboffsets", Ty::SSIZE_PTR),
            ("smalltable", table),
            ("internal", Ty::VOID_PTR),
        ];
        let span = Span::default();
        let fields = fields.map(|(name, ty)| {
            let name = self.cx.names.intern(name);
            Field { name, cname: name, ty, span }
        });
        let id =
            self.cx.types.structs.push(StructDef::of_header(name, name, Some(fields.into()), span));
        self.cx.types.intern(Type::Struct(id))
    }

    /// What the methods of the buffer protocol get, which no object becomes. Elsewhere the conversion is refused.
    pub(crate) fn is_py_buffer_pointer(&self, ty: Ty) -> bool {
        let target = self.cx.types.pointee(ty).and_then(|to| self.cx.types.as_struct(to));
        target.is_some_and(|def| def.is_extern && &self.cx.names[def.name] == "Py_buffer")
    }
}
