//! Extension types: the tables that the runtime makes type objects from (`px/extension_type.h`), and the functions that make and
//! destroy instances (`px/ext_instance.h`), which are macros over a constant layout.

use crate::strings::c_string;
use crate::tables::table;
use crate::unit::UnitBuilder;
use ::types::{Builtin, CheckSize, ClassDef, ClassId, Collection, Field, ImportedClass, Pickle};
use base::Name;
use mir::{Bound, Class, Const, ConstId, FuncId};
use std::fmt::Write;

/// What the layouts of the classes before this one have.
#[derive(Clone, Copy)]
struct Inherited {
    gc: bool,
    wants_args: bool,
    foreign: bool,
    /// A builtin container is its base, which gets deep.
    nests: bool,
    /// What `__init__` is will be known when the module runs.
    dataclass: bool,
    /// The class of the unit whose `__init__` it has.
    init: Option<Bound>,
}

/// What the text of each class is made with.
struct Part<'m> {
    number: usize,
    class: &'m Class,
    /// The struct with its tag word.
    object: String,
    /// The variable of the type object.
    type_name: String,
    traits: Inherited,
}

impl<'a> UnitBuilder<'a> {
    fn class_def(&self, class: ClassId) -> &'a ClassDef {
        &self.input.types.classes[class]
    }

    fn object_struct(&self, class: ClassId) -> String {
        let pointer = self.types().class_pointer(class, self.names());
        pointer.trim_end_matches(['*', ' ']).to_string()
    }

    /// Declares what functions need: variables for the type objects, and the structs of instances.
    pub fn class_declarations(&mut self) -> String {
        let module = self.module();
        let mut text = String::new();
        let own = module.classes.iter().map(|class| class.class);
        for id in own.chain(module.imported_classes.iter().map(|class| class.class)) {
            self.types.require_class(id, self.input.types, self.input.names);
            let name = self.class_object(id);
            let _ = writeln!(text, "static PyTypeObject *{name};");
        }
        for class in module.imported_classes.iter().filter(|class| class.vtable) {
            let name = self.imported_vtable(class.class);
            let _ = writeln!(text, "static void *{name};");
        }
        text
    }

    /// Functions that use the module's state.
    pub fn class_functions_of_module(&self) -> String {
        let mut text = String::new();
        for (n, class) in self.module().classes.iter().enumerate() {
            if class.pickle.is_some() {
                let _ = writeln!(text, "PX_PICKLE_FUNCTIONS({n}, &px_state)");
            }
        }
        text
    }

    /// All tables and functions; the names of the tables of classes and of imports.
    pub fn class_tables(&mut self, text: &mut String) -> (&'static str, &'static str) {
        let module = self.module();
        let mut parts: Vec<Part<'a>> = Vec::new();
        for (number, class) in module.classes.iter().enumerate() {
            let part = self.class_part(number, class, &parts);
            self.class_layout(text, &part);
            self.class_functions(text, &part, &parts);
            self.class_methods(text, &part);
            self.class_properties(text, &part);
            self.class_slots(text, &part);
            self.class_vtable(text, &part);
            self.class_pickle(text, &part);
            self.class_docs(text, &part);
            parts.push(part);
        }
        let rows: Vec<_> = parts.iter().map(|part| self.class_row(part)).collect();
        if !rows.is_empty() {
            text.push_str(&table("px_class", "px_classes", "{0}", &rows));
        }
        let imports: Vec<_> =
            module.imported_classes.iter().map(|class| self.import_row(class)).collect();
        if !imports.is_empty() {
            text.push_str(&table("px_foreign", "px_imports", "{0}", &imports));
        }
        let name = |rows: &[String], name| if rows.is_empty() { "NULL" } else { name };
        (name(&rows, "px_classes"), name(&imports, "px_imports"))
    }

    fn class_part(&mut self, number: usize, class: &'a Class, before: &[Part<'a>]) -> Part<'a> {
        let def = self.class_def(class.class);
        let base = def.base.and_then(|base| before.iter().find(|part| part.class.class == base));
        let mut traits = match base {
            Some(base) => base.traits,
            None => {
                let foreign = def.base.is_some() || def.builtin_base.is_some();
                let nests = matches!(
                    def.builtin_base,
                    Some(Builtin::List | Builtin::Dict | Builtin::Tuple | Builtin::Set)
                );
                Inherited {
                    gc: false,
                    wants_args: foreign,
                    foreign,
                    nests,
                    dataclass: false,
                    init: None,
                }
            }
        };
        // What a base tells the collector cannot be taken back.
        traits.gc |= !class.flags.no_gc
            && def.fields.iter().any(|it| self.is_cyclic(it) || self.is(it, "__dict__"));
        traits.dataclass |= class.flags.dataclass;
        traits.wants_args |= class.cinit.is_some_and(|cinit| !cinit.only_self);
        traits.init = class.init.or(traits.init);
        let object = self.object_struct(class.class);
        Part { number, class, object, type_name: self.class_object(class.class), traits }
    }

    fn is(&self, field: &Field, name: &str) -> bool {
        self.name(field.name) == name
    }

    fn is_object_field(&self, field: &Field) -> bool {
        self.types().is_object(field.ty)
            && !self.is(field, "__dict__")
            && !self.is(field, "__weakref__")
    }

    fn is_cyclic(&self, field: &Field) -> bool {
        self.is_object_field(field) && self.types().can_be_in_cycle(field.ty)
    }

    fn offset(&self, part: &Part<'_>, field: &str) -> String {
        format!("offsetof({}, {field})", part.object)
    }

    fn general(&self, bound: Option<Bound>) -> String {
        let Some(bound) = bound else { return "{NULL, NULL}".into() };
        let module = self.module();
        let entry = module.pyfuncs[bound.pyfunc].entry.map(|id| &module.functions[id].cname);
        let entry = entry.map_or("NULL", String::as_str);
        format!("{{{entry}, &{}}}", module.globals[bound.object].cname)
    }

    fn function(&mut self, id: FuncId) -> String {
        self.prototypes.insert(id.0);
        self.module().functions[id].cname.clone()
    }

    fn class_layout(&mut self, text: &mut String, part: &Part<'_>) {
        let (n, class) = (part.number, part.class);
        let def = self.class_def(class.class);
        let mut objects: Vec<&Field> =
            def.fields.iter().filter(|field| self.is_object_field(field)).collect();
        objects.sort_by_key(|field| !self.is_cyclic(field));
        let cyclic = objects.iter().filter(|field| self.is_cyclic(field)).count();
        let offsets: Vec<_> =
            objects.iter().map(|field| self.offset(part, self.name(field.cname))).collect();
        text.push_str(&table("uint32_t", &format!("px_objects_{n}"), "0", &offsets));
        let freelist = self.freelist(text, part);
        if let Some(name) = def.type_cname.filter(|_| class.flags.public) {
            let name = self.name(name);
            let _ = writeln!(text, "PyTypeObject {name} = {{PyVarObject_HEAD_INIT(NULL, 0)}};");
            let _ = writeln!(text, "static px_fixed px_fixed_{n} = {{&{name}}};");
        }
        let special = |name: &str| {
            let found = def.fields.iter().find(|field| self.is(field, name));
            found.map_or("0".into(), |field| self.offset(part, self.name(field.cname)))
        };
        let (dict, weakrefs) = (special("__dict__"), special("__weakref__"));
        let (vtab_at, vtab) = self.vtable_place(part);
        if let Some(vtab) = &vtab {
            let _ = writeln!(text, "static {vtab} px_vtab_{n};");
        }
        let vtab = vtab.map_or("NULL".into(), |_| format!("&px_vtab_{n}"));
        let cinit = self.general(class.cinit);
        let died = class.dealloc.map_or("NULL".into(), |id| self.function(id));
        let flags = layout_flags(part);
        let construct = self.cpp_fields(part, "cpp.construct");
        let construct = field_function(text, &format!("px_construct_{n}"), &construct);
        let destroy = self.view_fields(part) + &self.cpp_fields(part, "cpp.destroy");
        let destroy = field_function(text, &format!("px_destroy_{n}"), &destroy);
        let _ = writeln!(
            text,
            "static const px_layout px_layout_{n} = {{{flags}, sizeof({}), px_objects_{n}, {}, {cyclic}, {dict}, {weakrefs}, \
             {vtab_at}, {vtab}, {cinit}, {died}, {freelist}, {construct}, {destroy}}};",
            part.object,
            offsets.len(),
        );
    }

    /// What releases the memoryviews in the fields of the class.
    fn view_fields(&mut self, part: &Part<'_>) -> String {
        let def = self.class_def(part.class.class);
        let is_view = |field: &&Field| self.types().as_view(field.ty).is_some();
        let views: Vec<_> = def.fields.iter().filter(is_view).map(|field| field.cname).collect();
        if views.is_empty() {
            return String::new();
        }
        let drop = self.operation("view.drop");
        let object = &part.object;
        views
            .into_iter()
            .map(|field| format!("    {drop}(&(({object} *)self)->{});\n", self.name(field)))
            .collect()
    }

    /// What constructs or destroys the fields that are C++ objects, by the operation for one.
    fn cpp_fields(&mut self, part: &Part<'_>, operation: &'static str) -> String {
        let def = self.class_def(part.class.class);
        let is_cpp = |field: &&Field| self.types().cpp_instance(field.ty).is_some();
        let fields: Vec<_> = def.fields.iter().filter(is_cpp).map(|field| field.cname).collect();
        if fields.is_empty() {
            return String::new();
        }
        let step = self.operation(operation);
        let object = &part.object;
        fields
            .into_iter()
            .map(|field| format!("    {step}((({object} *)self)->{});\n", self.name(field)))
            .collect()
    }

    fn freelist(&self, text: &mut String, part: &Part<'_>) -> String {
        let n = part.number;
        let def = self.class_def(part.class.class);
        let plain = def.base.is_none() && def.builtin_base.is_none();
        // What was finalised once must not come back as a new object.
        let finalised = part.class.slots.iter().any(|(slot, _)| *slot == "tp_finalize");
        match part.class.flags.freelist {
            Some(count) if count > 0 && plain && !finalised => {
                let _ = writeln!(text, "static PyObject *px_spare_{n}[{count}];");
                let _ = writeln!(
                    text,
                    "static px_freelist px_freelist_{n} = {{0, {count}, px_spare_{n}}};"
                );
                format!("&px_freelist_{n}")
            }
            _ => "NULL".into(),
        }
    }

    /// The offset of the vtable pointer, and the struct of the vtable if there is one.
    fn vtable_place(&self, part: &Part<'_>) -> (String, Option<String>) {
        let id = part.class.class;
        let holder = self.types().vtable_holder(id);
        let tag = self.class_def(id).vtable_cname;
        match (holder, tag) {
            (Some(holder), Some(tag)) => {
                let object = self.object_struct(holder);
                let at = format!("offsetof({object}, __pyx_vtab)");
                (at, Some(format!("struct {}", self.name(tag))))
            }
            _ => ("0".into(), None),
        }
    }

    fn class_functions(&mut self, text: &mut String, part: &Part<'_>, before: &[Part<'_>]) {
        let n = part.number;
        let def = self.class_def(part.class.class);
        let own = &part.type_name;
        let base = def.base.map(|base| (base, before.iter().find(|it| it.class.class == base)));
        let _ = match (base, def.builtin_base) {
            (Some((_, Some(base))), _) => {
                writeln!(text, "PX_INSTANCE_DERIVED({n}, {}, {own})", base.number)
            }
            (Some((base, None)), _) => {
                let base = self.class_object(base);
                writeln!(text, "PX_INSTANCE_FOREIGN({n}, {base})")
            }
            // The type object knows its base, and so need not be looked up.
            (None, Some(_)) => writeln!(text, "PX_INSTANCE_FOREIGN({n}, {own}->tp_base)"),
            (None, None) => writeln!(text, "PX_INSTANCE_ROOT({n}, {own})"),
        };
        let _ = writeln!(text, "PX_INSTANCE_FUNCTIONS({n})");
        if !part.traits.foreign {
            let init = match part.traits.init {
                Some(bound) => {
                    let general = self.general(Some(bound));
                    let _ = writeln!(text, "static const px_general px_init_{n} = {general};");
                    format!("&px_init_{n}")
                }
                None => "NULL".into(),
            };
            if !part.traits.dataclass {
                let _ = writeln!(text, "PX_INSTANCE_VECTORCALL({n}, {init})");
            }
            let _ = writeln!(text, "PX_INSTANCE_RAW({n})");
        }
    }

    fn doc(&self, doc: Option<ConstId>) -> String {
        match doc.map(|id| &self.module().consts[id]) {
            Some(Const::Str(bytes) | Const::Bytes(bytes)) => c_string(bytes),
            Some(Const::Name(name)) => c_string(self.name(*name).as_bytes()),
            _ => "NULL".into(),
        }
    }

    fn class_methods(&mut self, text: &mut String, part: &Part<'_>) {
        let n = part.number;
        let module = self.module();
        let mut rows = Vec::new();
        for (index, bound) in part.class.methods.iter().enumerate() {
            let func = &module.pyfuncs[bound.pyfunc];
            let entry = func.entry.map_or("NULL".into(), |id| self.function(id));
            let object = &module.globals[bound.object].cname;
            let _ = writeln!(text, "PX_METHOD({n}_{index}, {entry}, {object})");
            let name = c_string(self.name(func.name).as_bytes());
            let doc = self.doc(func.doc);
            let of_class = if bound.of_class { " | METH_CLASS" } else { "" };
            rows.push(format!(
                "{{{name}, (PyCFunction)(void *)px_method_{n}_{index}, METH_FASTCALL | METH_KEYWORDS{of_class}, {doc}}}"
            ));
        }
        for &(method, id) in &part.class.by_name {
            let name = c_string(self.name(method).as_bytes());
            let doc = part.class.docs.iter().find(|it| it.0 == method).map(|it| it.1);
            let doc = self.doc(doc);
            let function = self.function(id);
            rows.push(match module.functions[id].params.len() {
                1 => {
                    let _ = writeln!(text, "PX_NEXT({n}, {function})");
                    format!("{{{name}, px_next_{n}, METH_NOARGS | METH_COEXIST, {doc}}}")
                }
                _ => format!(
                    "{{{name}, (PyCFunction)(void *){function}, METH_O | METH_COEXIST, {doc}}}"
                ),
            });
        }
        if !rows.is_empty() {
            rows.push("{NULL, NULL, 0, NULL}".into());
            text.push_str(&variable("PyMethodDef", &format!("px_methods_{n}"), &rows));
        }
    }

    fn class_properties(&mut self, text: &mut String, part: &Part<'_>) {
        let n = part.number;
        let mut getset = Vec::new();
        for (index, property) in part.class.properties.iter().enumerate() {
            let name = c_string(self.name(property.name).as_bytes());
            let doc = self.doc(property.doc);
            let get = property.get.map(|id| self.function(id));
            let get = get.map_or("NULL".into(), |get| format!("(getter)(void *){get}"));
            let set = property.set.map(|id| self.function(id));
            let del = property.del.map(|id| self.function(id));
            let setter = match (&set, &del) {
                (None, None) => "NULL".into(),
                _ => {
                    let null = || "NULL".to_string();
                    let (set, del) = (set.unwrap_or_else(null), del.unwrap_or_else(null));
                    let _ = writeln!(text, "PX_SETTER({n}_{index}, {set}, {del})");
                    format!("px_set_{n}_{index}")
                }
            };
            getset.push(format!("{{{name}, {get}, {setter}, {doc}, NULL}}"));
        }
        if !getset.is_empty() {
            getset.push("{NULL, NULL, NULL, NULL, NULL}".into());
            text.push_str(&variable("PyGetSetDef", &format!("px_getset_{n}"), &getset));
        }
    }

    fn class_slots(&mut self, text: &mut String, part: &Part<'_>) {
        let n = part.number;
        let class = part.class;
        let mut rows = Vec::new();
        for &(slot, id) in &class.slots {
            let function = self.function(id);
            rows.push(format!("{{Py_{slot}, (void *){function}}}"));
        }
        for (slot, name, there) in [
            ("methods", "methods", !class.methods.is_empty() || !class.by_name.is_empty()),
            ("getset", "getset", !class.properties.is_empty()),
        ] {
            if there {
                rows.push(format!("{{Py_tp_{slot}, (void *)px_{name}_{n}}}"));
            }
        }
        rows.push("{0, NULL}".into());
        text.push_str(&table("PyType_Slot", &format!("px_slots_{n}"), "{0, NULL}", &rows));
        let bound = class.cinit.iter().chain(&class.init).chain(&class.methods).chain(&class.held);
        let rows: Vec<_> = bound
            .map(|it| format!("{{{}, &{}}}", it.pyfunc, self.module().globals[it.object].cname))
            .collect();
        if !rows.is_empty() {
            text.push_str(&table("px_bound", &format!("px_bound_{n}"), "{0, NULL}", &rows));
        }
    }

    fn class_vtable(&mut self, text: &mut String, part: &Part<'_>) {
        let n = part.number;
        let mut rows = Vec::new();
        for entry in &part.class.vtable {
            rows.push(match entry.func {
                Some(id) => format!("(void *){}", self.function(id)),
                None => "NULL".into(),
            });
        }
        if !rows.is_empty() {
            text.push_str(&table("void *", &format!("px_virtual_{n}"), "NULL", &rows).replacen(
                "static const void * ",
                "static void *const ",
                1,
            ));
        }
    }

    fn class_docs(&mut self, text: &mut String, part: &Part<'_>) {
        let row = |&(name, doc): &(Name, ConstId)| {
            format!("{{{}, {}}}", c_string(self.name(name).as_bytes()), self.doc(Some(doc)))
        };
        let mut rows: Vec<_> = part.class.docs.iter().map(row).collect();
        if !rows.is_empty() {
            rows.push("{NULL, NULL}".into());
            text.push_str(&variable("px_slot_doc", &format!("px_docs_{}", part.number), &rows));
        }
    }

    fn class_pickle(&mut self, text: &mut String, part: &Part<'_>) {
        let (n, type_name) = (part.number, &part.type_name);
        let Some(pickle) = &part.class.pickle else { return };
        let (names, flags, get, set, why) = match pickle {
            Pickle::Members { names, objects, get, set } => {
                let names: Vec<_> = names.iter().map(|&name| self.name(name)).collect();
                let flags: String = objects.iter().map(|&it| if it { '1' } else { '0' }).collect();
                let (get, set) = (self.function(*get), self.function(*set));
                (names.join(" "), flags, get, set, "NULL".to_string())
            }
            Pickle::Refused(why) => {
                let null = || "NULL".to_string();
                (String::new(), String::new(), null(), null(), c_string(why.as_bytes()))
            }
        };
        let function = format!("__pyx_unpickle_{}", self.name(part.class.name));
        let _ = writeln!(text, "PX_PICKLE({n}, {})", c_string(function.as_bytes()));
        let _ = writeln!(
            text,
            "static const px_pickle px_pickle_{n} = {{{}, {}, {get}, {set}, &{type_name}, &px_reduce_def_{n}, \
             &px_setstate_def_{n}, &px_unpickle_def_{n}, {why}}};",
            c_string(names.as_bytes()),
            c_string(flags.as_bytes()),
        );
    }

    fn class_row(&mut self, part: &Part<'_>) -> String {
        let (n, class) = (part.number, part.class);
        let def = self.class_def(class.class);
        let name = format!("{}.{}", self.module().name, self.name(class.name));
        let base = match def.base {
            Some(base) => format!("&{}", self.class_object(base)),
            None => "NULL".into(),
        };
        let builtin = def.builtin_base.map(|builtin| builtin.name(self.names()).to_string());
        let builtin = builtin.map_or("NULL".into(), |name| c_string(name.as_bytes()));
        let vectorcall = match part.traits.foreign || part.traits.dataclass {
            true => "NULL".into(),
            false => format!("px_vectorcall_{n}"),
        };
        let bound = class.methods.len()
            + class.held.len()
            + usize::from(class.cinit.is_some())
            + usize::from(class.init.is_some());
        let bound_table = if bound == 0 { "NULL".into() } else { format!("px_bound_{n}") };
        let (vtab, methods) = match class.vtable.is_empty() {
            true => ("NULL".into(), "NULL".into()),
            false => (format!("&px_vtab_{n}"), format!("px_virtual_{n}")),
        };
        let docs = if class.docs.is_empty() { "NULL".into() } else { format!("px_docs_{n}") };
        let pickle = match class.pickle {
            Some(_) => format!("&px_pickle_{n}"),
            None => "NULL".into(),
        };
        let fixed = if class.flags.public { format!("&px_fixed_{n}") } else { "NULL".into() };
        // What adds nothing to its base is made by the base.
        let adds = def.base.is_none()
            || class.cinit.is_some()
            || !class.vtable.is_empty()
            || def.fields.iter().any(|field| self.is_object_field(field));
        let make = if adds { format!("px_new_{n}") } else { "NULL".into() };
        format!(
            "{{{}, {}, &{}, {base}, {builtin}, &px_layout_{n}, {}, {make}, px_dealloc_{n}, px_traverse_{n}, px_clear_{n}, \
             {vectorcall}, px_slots_{n}, {bound_table}, {bound}, {}, {vtab}, {methods}, {pickle}, {docs}, {fixed}}}",
            c_string(name.as_bytes()),
            self.doc(class.doc),
            part.type_name,
            class_options(class, def, self.types().vtable_holder(class.class)),
            class.vtable.len(),
        )
    }

    fn import_row(&mut self, class: &ImportedClass) -> String {
        let check = match class.check_size {
            CheckSize::Ignore => "PX_SIZE_IGNORE",
            CheckSize::Warn => "PX_SIZE_WARN",
            CheckSize::Error => "PX_SIZE_ERROR",
        };
        let object = self.object_struct(class.class);
        let text = |unit: &Self, name: Name| c_string(unit.name(name).as_bytes());
        format!(
            "{{{}, {}, &{}, sizeof({object}), PX_ALIGN({object}), {check}, {}}}",
            text(self, class.module),
            text(self, class.name),
            self.class_object(class.class),
            if class.vtable {
                format!("&{}", self.imported_vtable(class.class))
            } else {
                "NULL".into()
            },
        )
    }
}

fn flags(names: &[(bool, &str)]) -> String {
    let set: Vec<_> = names.iter().filter(|(on, _)| *on).map(|(_, name)| *name).collect();
    if set.is_empty() { "0".into() } else { set.join(" | ") }
}

fn layout_flags(part: &Part<'_>) -> String {
    let class = part.class;
    flags(&[
        (part.traits.gc, "PX_HAS_GC"),
        (class.flags.no_gc_clear, "PX_NO_CLEAR"),
        (class.flags.trashcan || part.traits.nests, "PX_TRASHCAN"),
        (class.cinit.is_some_and(|cinit| cinit.only_self), "PX_CINIT_SELF"),
        (part.traits.wants_args, "PX_WANTS_ARGS"),
        (part.traits.foreign, "PX_FOREIGN"),
        (class.flags.public, "PX_FIXED_TYPE"),
    ])
}

fn class_options(class: &Class, def: &ClassDef, holder: Option<ClassId>) -> String {
    let grows = !def.fields.is_empty() || holder == Some(class.class);
    flags(&[
        (grows, "PX_GROWS"),
        (class.flags.internal, "PX_INTERNAL"),
        (def.is_final, "PX_FINAL"),
        (class.flags.collection == Some(Collection::Sequence), "PX_SEQUENCE"),
        (class.flags.collection == Some(Collection::Mapping), "PX_MAPPING"),
        (class.flags.no_version_tag, "PX_NO_VERSION_TAG"),
    ])
}

/// As `table`, of what Python may write to.
fn variable(ty: &str, name: &str, rows: &[String]) -> String {
    table(ty, name, "", rows).replacen("static const ", "static ", 1)
}

/// A function over an object that runs some statements, or none.
fn field_function(text: &mut String, name: &str, body: &str) -> String {
    if body.is_empty() {
        return "NULL".into();
    }
    let _ = writeln!(text, "static void {name}(PyObject *self) {{\n{body}}}");
    name.into()
}
