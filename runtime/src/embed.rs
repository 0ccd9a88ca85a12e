//! A C `main` that starts a module as a program of its own.

/// The runtime feature that the function uses.
pub const FEATURE: &str = "embed";

#[derive(Clone, Debug)]
pub struct Embed {
    /// The C name of the function.
    pub function: String,
    /// Other extension modules that are linked into the program.
    pub modules: Vec<String>,
}

impl Embed {
    /// C text that goes behind the module's; `init` names the function that makes a module.
    pub fn main_function(&self, module: &str, init: impl Fn(&str) -> String) -> String {
        let mut out = String::new();
        for name in &self.modules {
            out.push_str(&format!("PyMODINIT_FUNC {}(void);\n", init(name)));
        }
        out.push_str("static const px_embedded px_embedded_modules[] = {\n");
        for name in &self.modules {
            out.push_str(&format!("    {{\"{name}\", {}}},\n", init(name)));
        }
        out.push_str("    {NULL, NULL},\n};\n\n");
        out.push_str(&format!("int {}(int argc, char **argv);\n", self.function));
        out.push_str(&format!("int {}(int argc, char **argv) {{\n", self.function));
        out.push_str(&format!(
            "    return px_embed_main(argc, argv, \"{module}\", {}, px_embedded_modules);\n}}\n",
            init(module)
        ));
        out
    }
}
