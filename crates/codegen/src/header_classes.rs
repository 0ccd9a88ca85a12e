//! Extension types in the headers of a module: the structs of their instances, and their type objects, which are C variables
//! (`public`) or found in the module (`api`).

use crate::Input;
use crate::strings::c_string;
use crate::types::TypeDefinitions;
use base::Name;
use mir::Class;
use std::fmt::Write;

/// Takes a type out of a module; the same text in every such header.
pub const TAKE_TYPE: &str = r#"
#ifndef PYX_API_TAKE_TYPE
#define PYX_API_TAKE_TYPE
static int pyx_api_take_type(PyObject *module, const char *name, size_t size, PyTypeObject **pointer) {
    PyObject *type = PyObject_GetAttrString(module, name);
    if (!type) return -1;
    if (!PyType_Check(type) || (size_t)((PyTypeObject *)type)->tp_basicsize < size) {
        PyErr_Format(PyExc_TypeError, "%.200s.%.200s is no type, or smaller than expected", PyModule_GetName(module), name);
        Py_DECREF(type);
        return -1;
    }
    *pointer = (PyTypeObject *)type;
    return 0;
}
#endif
"#;

/// Defines the structs, and gives the declarations of the type objects that C can name.
pub fn public_types(input: &Input<'_>, types: &mut TypeDefinitions) -> String {
    let mut text = String::new();
    let shown = |class: &&Class| class.flags.public || class.flags.api;
    if !input.module.classes.iter().any(|class| class.flags.public) {
        return text;
    }
    for class in input.module.classes.iter().filter(shown) {
        types.require_class(class.class, input.types, input.names);
        if let Some(name) = type_name(input, class).filter(|_| class.flags.public) {
            let _ = writeln!(text, "PYX_EXTERN_C PyTypeObject {};", &input.names[name]);
        }
    }
    text
}

/// Pointers to the type objects that are found in the module, and the statements that find them.
pub fn api_types(input: &Input<'_>, types: &mut TypeDefinitions) -> (String, String) {
    let full = input.module.name.replace('.', "__");
    let (mut items, mut taken) = (String::new(), String::new());
    for class in input.module.classes.iter().filter(|class| class.flags.api) {
        let Some(type_name) = type_name(input, class) else { continue };
        types.require_class(class.class, input.types, input.names);
        let name = &input.names[class.name];
        let pointer = format!("pyx_api_t_{full}_{name}");
        let _ = writeln!(
            items,
            "static PyTypeObject *{pointer} = 0;\n#define {} (*{pointer})",
            &input.names[type_name]
        );
        let object = input.types.class_pointer(class.class, input.names);
        let object = object.trim_end_matches(['*', ' ']);
        let _ = writeln!(
            taken,
            "    if (pyx_api_take_type(module, {}, sizeof({object}), &{pointer}) < 0) goto failed;",
            c_string(name.as_bytes())
        );
    }
    (items, taken)
}

/// Declares the structs of instances that functions mention and the header does not define.
pub fn opaque_objects(input: &Input<'_>, types: &TypeDefinitions, items: &str) -> String {
    let module = input.module;
    let own = module.classes.iter().map(|class| class.class);
    let mut text = String::new();
    for id in own.chain(module.imported_classes.iter().map(|class| class.class)) {
        let tag = &input.names[input.types.classes[id].struct_cname];
        let def = &input.types.classes[id];
        let known = def.is_extern || types.defines_class(id);
        if !known && items.contains(&format!("struct {tag} ")) {
            let _ = writeln!(text, "struct {tag};");
        }
    }
    text
}

fn type_name(input: &Input<'_>, class: &Class) -> Option<Name> {
    input.types.classes[class.class].type_cname
}
