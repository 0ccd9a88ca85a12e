//! `cython.view.array`: an extension type that the runtime has, with the C attributes that programs use.

use base::Span;
use types::{CheckSize, Class, ClassDef, ClassId, Except, Field, FuncType, Object, Ty, Type};

use crate::class_info::ClassInfo;
use crate::{Analysis, Directives};

const STRUCT: &str = "px_view_array";

impl Analysis<'_> {
    /// The type of a variable that holds such an array, or None.
    pub(crate) fn view_array_type(&mut self) -> Ty {
        let id = match self.view_array() {
            Some(id) => id,
            None => self.declare_view_array(),
        };
        self.instance(id, true)
    }

    /// The class, if the program has it.
    pub(crate) fn view_array(&self) -> Option<ClassId> {
        let known = |def: &ClassDef| def.is_extern && &self.cx.names[def.struct_cname] == STRUCT;
        self.cx.types.classes.iter_enumerated().find(|(_, def)| known(def)).map(|(id, _)| id)
    }

    fn instance(&mut self, id: ClassId, none: bool) -> Ty {
        self.cx.types.object(Object {
            class: Class::Ext(id),
            exact: false,
            none,
            items: Vec::new(),
        })
    }

    fn declare_view_array(&mut self) -> ClassId {
        let span = Span::default();
        let callback = self.cx.types.intern(Type::Func(Box::new(FuncType::new(
            vec![Ty::VOID_PTR],
            Ty::VOID,
            Except::Never,
        ))));
        let callback = self.cx.types.ptr(callback);
        let fields = [
            ("data", "data", Ty::CHAR_PTR),
            ("len", "len", Ty::SSIZE),
            ("ndim", "ndim", Ty::INT),
            ("itemsize", "itemsize", Ty::SSIZE),
            ("free_data", "owns_data", Ty::BINT),
            ("dtype_is_object", "objects", Ty::BINT),
            ("callback_free_data", "callback_free_data", callback),
        ];
        let fields = fields.map(|(name, cname, ty)| Field {
            name: self.cx.names.intern(name),
            cname: self.cx.names.intern(cname),
            ty,
            span,
        });
        let name = self.cx.names.intern("array");
        let id = self.cx.types.classes.push(ClassDef {
            name,
            module: self.cx.names.intern("cython.view"),
            base: None,
            builtin_base: None,
            struct_cname: self.cx.names.intern(STRUCT),
            typedef: true,
            type_cname: None,
            is_extern: true,
            is_final: true,
            fields: fields.into(),
            vtable_cname: None,
            slots: Vec::new(),
            span,
        });
        let (ty, self_ty) = (self.instance(id, true), self.instance(id, false));
        let info = ClassInfo {
            id,
            name,
            module: self.decls.main,
            ty,
            self_ty,
            attributes: Vec::new(),
            hidden_fields: Vec::new(),
            methods: Vec::new(),
            c_properties: Vec::new(),
            other_bases: Vec::new(),
            source: None,
            declaration: None,
            in_pxd: true,
            complete: true,
            external: true,
            directives: Directives::default(),
            decorators: Vec::new(),
            dataclass: None,
            flags: types::ClassFlags::default(),
            check_size: CheckSize::Ignore,
            late: false,
            forward_in_pxd: None,
            span,
        };
        self.decls.classes.insert(id, info);
        id
    }
}
