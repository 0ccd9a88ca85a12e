//! The tables of what the module gives to other modules in C, and of what it takes from them.

use crate::strings::c_string;
use crate::unit::UnitBuilder;
use builtins::Op;
use mir::Exported;
use std::fmt::Write;

impl UnitBuilder<'_> {
    /// The tables; what the module's definition says of them.
    pub fn capi_tables(&mut self, text: &mut String) -> String {
        let module = self.module();
        if module.exports.is_empty() && module.imports.is_empty() {
            return "NULL, NULL".into();
        }
        let run = Op::named("capi.export").row();
        self.feature(run.feature);
        text.push_str("static const px_c_export px_c_exports[] = {\n");
        for export in &module.exports {
            let name = c_string(self.name(export.name).as_bytes());
            let signature = c_string(export.signature.as_bytes());
            let address = match export.what {
                Exported::Func(id) => {
                    // The table stands before all functions.
                    self.prototypes.insert(id.0);
                    format!("NULL, (void (*)(void)){}", self.func_ref(id))
                }
                Exported::Global(id) => format!("(void *)&{}, NULL", module.globals[id].cname),
            };
            let _ = writeln!(text, "    {{{name}, {signature}, {address}}},");
        }
        text.push_str(
            "    {NULL, NULL, NULL, NULL}};\nstatic const px_c_import px_c_imports[] = {\n",
        );
        for import in &module.imports {
            let from = c_string(import.module.as_bytes());
            let name = c_string(import.name.as_bytes());
            let signature = c_string(import.signature.as_bytes());
            let pointer = &module.globals[import.pointer].cname;
            let function = i32::from(import.is_function);
            let _ = writeln!(
                text,
                "    {{{from}, {name}, {signature}, (void *)&{pointer}, {function}}},"
            );
        }
        text.push_str("    {NULL, NULL, NULL, NULL, 0}};\n");
        text.push_str("static const px_capi px_shared = {px_c_exports, px_c_imports};\n");
        format!("{}, &px_shared", run.c)
    }
}
