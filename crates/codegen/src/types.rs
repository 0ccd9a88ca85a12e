//! Definitions of the C types that a unit uses and no header declares, each before its first user.

use ::types::{Builtin, ClassDef, ClassId, FuncType, StructId, Ty, Type, TypeTable, TypedefId};
use base::Interner;
use std::collections::HashSet;
use std::fmt::Write;

#[derive(Default)]
pub struct TypeDefinitions {
    text: String,
    structs: HashSet<StructId>,
    typedefs: HashSet<TypedefId>,
    enums: HashSet<::types::EnumId>,
    classes: HashSet<ClassId>,
    tuples: HashSet<Ty>,
    /// Types that have been looked at; a type is used many times.
    seen: HashSet<Ty>,
    /// C complex numbers are among them.
    pub complex: bool,
    /// Memoryviews are among them.
    pub views: bool,
    /// Locks are among them.
    pub locks: bool,
    /// For other C code: objects have their structs, and vtables are no matter of it.
    for_header: bool,
}

impl TypeDefinitions {
    pub fn of_header() -> TypeDefinitions {
        TypeDefinitions { for_header: true, ..TypeDefinitions::default() }
    }

    pub fn defines_class(&self, class: ClassId) -> bool {
        self.classes.contains(&class)
    }

    pub fn text(&self) -> &str {
        &self.text
    }

    /// Defines what `ty` needs to be complete.
    pub fn require(&mut self, ty: Ty, types: &TypeTable, names: &Interner) {
        if !self.seen.insert(ty) {
            return;
        }
        match types.get(ty) {
            // Code that follows a pointer needs what it points to.
            Type::Ptr(inner)
            | Type::Array(inner, _)
            | Type::Const(inner)
            | Type::Volatile(inner)
            | Type::Ref(inner) => {
                self.require(*inner, types, names);
            }
            Type::Func(func) => self.require_func(func, types, names),
            Type::Struct(id) => self.require_struct(*id, types, names),
            Type::Enum(id) => self.require_enum(*id, types, names),
            Type::Typedef(id) => self.require_typedef(*id, types, names),
            Type::CTuple(items) => self.require_tuple(ty, items, types, names),
            Type::Complex(_) | Type::IntComplex(_) => self.complex = true,
            Type::MemView(view) => {
                self.views = true;
                self.require(view.item, types, names);
            }
            // Objects are used by pointer; the structs of the module's classes are asked for by `require_class`.
            Type::Error
            | Type::Void
            | Type::Bint
            | Type::Int(_)
            | Type::Float(_)
            | Type::Object(_)
            | Type::Fused(_)
            | Type::Opaque(_) => {}
        }
    }

    fn require_func(&mut self, func: &FuncType, types: &TypeTable, names: &Interner) {
        self.require(func.ret, types, names);
        func.params.iter().for_each(|&param| self.require(param, types, names));
    }

    fn require_struct(&mut self, id: StructId, types: &TypeTable, names: &Interner) {
        let def = &types.structs[id];
        if !self.structs.insert(id) {
            return;
        }
        let Some(fields) = &def.fields else { return };
        if def.is_extern {
            self.locks |= builtins::LOCK_TYPES.iter().any(|(_, cname)| *cname == &names[def.cname]);
            fields.iter().for_each(|field| self.require(field.ty, types, names));
            return;
        }
        let cname = &names[def.cname];
        let word = if def.union { "union" } else { "struct" };
        // A declaration first: fields may point to the struct itself, or to one that points back.
        let _ = writeln!(self.text, "{word} {cname};");
        if def.typedef {
            let _ = writeln!(self.text, "typedef {word} {cname} {cname};");
        }
        fields.iter().for_each(|field| self.require(field.ty, types, names));
        let packed = if def.packed && !def.union { " __attribute__((packed))" } else { "" };
        let _ = writeln!(self.text, "{word}{packed} {cname} {{");
        for field in fields {
            let _ =
                writeln!(self.text, "    {};", types.c_decl(field.ty, &names[field.cname], names));
        }
        self.text.push_str("};\n");
    }

    fn require_enum(&mut self, id: ::types::EnumId, types: &TypeTable, names: &Interner) {
        let def = &types.enums[id];
        if def.is_extern || !self.enums.insert(id) {
            return;
        }
        let Some(cname) = def.cname else { return };
        let items: Vec<_> = def
            .items
            .iter()
            .map(|item| match item.value {
                Some(value) => format!("{} = {value}", &names[item.cname]),
                None => names[item.cname].to_string(),
            })
            .collect();
        let cname = &names[cname];
        let _ = writeln!(self.text, "enum {cname} {{{}}};", items.join(", "));
        if def.typedef {
            let _ = writeln!(self.text, "typedef enum {cname} {cname};");
        }
    }

    fn require_typedef(&mut self, id: TypedefId, types: &TypeTable, names: &Interner) {
        let def = &types.typedefs[id];
        if !self.typedefs.insert(id) || def.is_extern {
            return;
        }
        self.require(def.target, types, names);
        let _ =
            writeln!(self.text, "typedef {};", types.c_decl(def.target, &names[def.cname], names));
    }

    fn require_tuple(&mut self, ty: Ty, items: &[Ty], types: &TypeTable, names: &Interner) {
        if !self.tuples.insert(ty) {
            return;
        }
        items.iter().for_each(|&item| self.require(item, types, names));
        let name = types.ctuple_name(ty, names);
        let _ = writeln!(self.text, "typedef struct {name} {{");
        for (index, &item) in items.iter().enumerate() {
            let _ = writeln!(self.text, "    {};", types.c_decl(item, &format!("f{index}"), names));
        }
        let _ = writeln!(self.text, "}} {name};");
    }

    /// Defines the struct of a class's instances and that of its vtable, those of its bases before.
    pub fn require_class(&mut self, id: ClassId, types: &TypeTable, names: &Interner) {
        let def = &types.classes[id];
        if !self.classes.insert(id) {
            return;
        }
        if let Some(base) = def.base {
            self.require_class(base, types, names);
        }
        for field in &def.fields {
            self.require(field.ty, types, names);
        }
        if def.is_extern {
            return;
        }
        if !self.for_header {
            for slot in &def.slots {
                self.require(slot.ty, types, names);
            }
            self.vtable_struct(def, types, names);
        }
        let cname = &names[def.struct_cname];
        if def.typedef {
            let _ = writeln!(self.text, "typedef struct {cname} {cname};");
        }
        let _ = writeln!(self.text, "struct {cname} {{");
        let base = match (def.base, def.builtin_base) {
            (Some(base), _) => {
                let pointer = types.class_pointer(base, names);
                format!("{} __pyx_base;", pointer.trim_end_matches(['*', ' ']))
            }
            (None, Some(builtin)) => format!("{} __pyx_base;", builtin_struct(builtin, names)),
            (None, None) => "PyObject_HEAD".into(),
        };
        let _ = writeln!(self.text, "    {base}");
        if types.vtable_holder(id) == Some(id)
            && let Some(tag) = def.vtable_cname
        {
            let _ = writeln!(self.text, "    struct {} *__pyx_vtab;", &names[tag]);
        }
        for field in &def.fields {
            let cname = &names[field.cname];
            let field = match self.for_header {
                true => types.abi_decl(field.ty, cname, names),
                false => types.c_decl(field.ty, cname, names),
            };
            let _ = writeln!(self.text, "    {field};");
        }
        self.text.push_str("};\n");
    }

    fn vtable_struct(&mut self, def: &ClassDef, types: &TypeTable, names: &Interner) {
        let Some(tag) = def.vtable_cname else { return };
        let _ = writeln!(self.text, "struct {} {{", &names[tag]);
        let base = def.base.and_then(|base| types.classes[base].vtable_cname);
        if let Some(base) = base {
            let _ = writeln!(self.text, "    struct {} __pyx_base;", &names[base]);
        }
        for slot in &def.slots {
            let name = &names[slot.name];
            let method = match types.get(slot.ty) {
                // Of a type that is not supported: nobody calls it, but others come behind it.
                Type::Func(func)
                    if func.params.iter().chain([&func.ret]).any(|&ty| ty == Ty::ERROR) =>
                {
                    format!("void (*{name})(void)")
                }
                _ => types.c_decl(slot.ty, &format!("(*{name})"), names),
            };
            let _ = writeln!(self.text, "    {method};");
        }
        self.text.push_str("};\n");
    }
}

/// The struct of the instances of a builtin type.
fn builtin_struct(builtin: Builtin, names: &Interner) -> &'static str {
    match builtin {
        Builtin::NoneType => "PyObject",
        Builtin::Bool | Builtin::Int => "PyLongObject",
        Builtin::Float => "PyFloatObject",
        Builtin::Complex => "PyComplexObject",
        Builtin::Str => "PyUnicodeObject",
        Builtin::Bytes => "PyBytesObject",
        Builtin::ByteArray => "PyByteArrayObject",
        Builtin::List => "PyListObject",
        Builtin::Tuple => "PyTupleObject",
        Builtin::Dict => "PyDictObject",
        Builtin::Set | Builtin::FrozenSet => "PySetObject",
        Builtin::Slice => "PySliceObject",
        Builtin::Range => "PyObject",
        Builtin::Type => "PyHeapTypeObject",
        Builtin::MemoryView => "PyMemoryViewObject",
        Builtin::Exception(name) => exception_struct(&names[name]),
    }
}

fn exception_struct(name: &str) -> &'static str {
    match name {
        "ImportError" | "ModuleNotFoundError" => "PyImportErrorObject",
        "OSError"
        | "IOError"
        | "EnvironmentError"
        | "BlockingIOError"
        | "ChildProcessError"
        | "ConnectionError"
        | "BrokenPipeError"
        | "ConnectionAbortedError"
        | "ConnectionRefusedError"
        | "ConnectionResetError"
        | "FileExistsError"
        | "FileNotFoundError"
        | "InterruptedError"
        | "IsADirectoryError"
        | "NotADirectoryError"
        | "PermissionError"
        | "ProcessLookupError"
        | "TimeoutError" => "PyOSErrorObject",
        "StopIteration" => "PyStopIterationObject",
        "SystemExit" => "PySystemExitObject",
        "SyntaxError" | "IndentationError" | "TabError" => "PySyntaxErrorObject",
        "UnicodeDecodeError" | "UnicodeEncodeError" | "UnicodeTranslateError" => {
            "PyUnicodeErrorObject"
        }
        "NameError" | "UnboundLocalError" => "PyNameErrorObject",
        "AttributeError" => "PyAttributeErrorObject",
        "BaseExceptionGroup" | "ExceptionGroup" => "PyBaseExceptionGroupObject",
        _ => "PyBaseExceptionObject",
    }
}
