//! The translation unit: collects what functions use, then puts everything together.

use crate::function::{self, Printed, storage};
use crate::names::init_name;
use crate::strings::c_string;
use crate::tables::{Constants, FuncRow, LocationRow, print_functions, print_locations, table};
use crate::types::TypeDefinitions;
use crate::{Input, Style, Unit};
use ::types::{ClassId, Ty, TypeTable};
use base::{FileId, Interner, Name, Span};
use mir::{Const, ConstId, FuncId, Function, Include, Linkage, Module};
use std::collections::{BTreeSet, HashMap, HashSet};
use std::fmt::Write;

pub struct UnitBuilder<'a> {
    pub(crate) input: &'a Input<'a>,
    constants: Constants,
    features: BTreeSet<&'static str>,
    pub(crate) types: TypeDefinitions,
    caches: u32,
    files: Vec<FileId>,
    func_rows: Vec<FuncRow>,
    /// Rows of functions by name and place, so that a C function and its Python function share one.
    func_numbers: HashMap<(String, Span), u32>,
    locations: Vec<LocationRow>,
    location_numbers: HashMap<LocationRow, u32>,
    /// Functions that were mentioned before they were defined, and need a prototype.
    defined: HashSet<FuncId>,
    pub(crate) prototypes: BTreeSet<u32>,
    /// The frames of functions that can be suspended, with what the runtime has to know of them.
    frames: String,
    /// Descriptions of the item types of memoryviews.
    pub(crate) items: crate::items::ItemTypes,
}

pub fn emit(input: &Input<'_>) -> Unit {
    let mut unit = UnitBuilder {
        input,
        constants: Constants::default(),
        features: BTreeSet::new(),
        types: TypeDefinitions::default(),
        caches: 0,
        // The main source comes first: the body of the module runs in its name.
        files: vec![FileId(0)],
        func_rows: Vec::new(),
        func_numbers: HashMap::new(),
        locations: Vec::new(),
        location_numbers: HashMap::new(),
        defined: HashSet::new(),
        prototypes: BTreeSet::new(),
        frames: String::new(),
        items: crate::items::ItemTypes::default(),
    };
    unit.feature("module");
    unit.python_functions();
    let functions = unit.functions();
    unit.globals_and_externs();
    unit.assemble(functions)
}

impl<'a> UnitBuilder<'a> {
    pub fn module(&self) -> &'a Module {
        self.input.module
    }

    pub fn types(&self) -> &'a TypeTable {
        self.input.types
    }

    pub fn names(&self) -> &'a Interner {
        self.input.names
    }

    pub fn style(&self) -> Style {
        self.input.style
    }

    /// The line of a place in its file.
    pub fn line(&self, span: Span) -> u32 {
        self.input.sources.line(span)
    }

    /// Makes sure that the struct of the instances has its definition.
    pub fn require_class(&mut self, class: ClassId) {
        self.types.require_class(class, self.input.types, self.input.names);
    }

    /// Makes sure that the type has its definition.
    pub fn require_type(&mut self, ty: Ty) {
        self.types.require(ty, self.input.types, self.input.names);
    }

    /// The number of an interned name among the constants.
    pub fn name_number(&mut self, name: Name) -> u32 {
        self.constants.name(name, self.input.names)
    }

    pub fn name(&self, name: Name) -> &'a str {
        &self.input.names[name]
    }

    pub fn feature(&mut self, feature: &'static str) {
        self.features.insert(feature);
    }

    /// The C function of an operation that the form of the code asks for.
    pub fn operation(&mut self, name: &str) -> &'static str {
        let op = builtins::Op::named(name);
        self.feature(op.feature);
        op.c
    }

    pub fn c_type(&self, ty: Ty) -> String {
        self.types().c_decl(ty, "", self.names())
    }

    pub fn func_ref(&mut self, id: FuncId) -> String {
        if !self.defined.contains(&id) {
            self.prototypes.insert(id.0);
        }
        self.module().functions[id].cname.clone()
    }

    pub fn const_ref(&mut self, id: ConstId) -> String {
        match &self.module().consts[id] {
            Const::None => "Py_None".into(),
            Const::True => "Py_True".into(),
            Const::False => "Py_False".into(),
            Const::Ellipsis => "Py_Ellipsis".into(),
            Const::NotImplemented => "Py_NotImplemented".into(),
            _ => format!("px_values[{}]", self.constant(id)),
        }
    }

    fn constant(&mut self, id: ConstId) -> u32 {
        self.constants.number(&self.input.module.consts, id, self.input.names)
    }

    pub fn new_cache(&mut self) -> String {
        self.feature("cache");
        self.caches += 1;
        format!("&px_caches[{}]", self.caches - 1)
    }

    fn file_number(&mut self, span: Span) -> u32 {
        let file = self.input.sources.file_of(span.lo).unwrap_or(FileId(0));
        match self.files.iter().position(|&known| known == file) {
            Some(number) => number as u32,
            None => {
                self.files.push(file);
                self.files.len() as u32 - 1
            }
        }
    }

    pub fn line_directive(&self, span: Span) -> Option<String> {
        let (file, at) = self.input.sources.line_col(span.lo)?;
        let path = self.input.sources.file(file).path.to_string_lossy();
        Some(format!("#line {} {}\n", at.line, c_string(path.as_bytes())))
    }

    /// The function runs the module's statements.
    pub fn is_body(&self, function: &Function) -> bool {
        let body = self.module().exec.map(|id| &self.module().functions[id]);
        body.is_some_and(|body| std::ptr::eq(body, function))
    }

    /// The number of a place in the table of locations.
    pub fn location(&mut self, function: &Function, span: Span) -> u32 {
        let body = self.is_body(function);
        let owner = if body { None } else { Some(function.span) };
        let mut func = if body { None } else { Some(self.func_number(function)) };
        let mut caller = None;
        let module = self.module();
        for one in crate::inlined::around(&module.inlined, owner, span) {
            let outer = self.location_row(func, one.at, caller);
            caller = Some((outer, one.early));
            func = Some(self.named_function(one.name, one.body));
        }
        self.location_row(func, span, caller)
    }

    fn location_row(&mut self, func: Option<u32>, at: Span, caller: Option<(u32, bool)>) -> u32 {
        let line = self.input.sources.line(at);
        let row = LocationRow { func, line, file: self.file_number(at), caller };
        if let Some(&number) = self.location_numbers.get(&row) {
            return number;
        }
        let number = self.locations.len() as u32;
        self.locations.push(row);
        self.location_numbers.insert(row, number);
        number
    }

    pub fn func_number(&mut self, function: &Function) -> u32 {
        let name = function.traceback_name.clone().unwrap_or_default();
        self.named_function(&name, function.span)
    }

    /// The row of what has a name for tracebacks and a place.
    fn named_function(&mut self, name: &str, span: Span) -> u32 {
        let key = (name.to_string(), span);
        if let Some(&number) = self.func_numbers.get(&key) {
            return number;
        }
        let text = self.constants.interned(name);
        let names = self.constants.tuple(Vec::new());
        let row = FuncRow {
            name: text,
            qualname: text,
            doc: None,
            names,
            freevars: None,
            cellvars: None,
            entry: None,
            posonly: 0,
            positional: 0,
            kwonly: 0,
            file: self.file_number(span),
            flags: "0".into(),
            line: self.input.sources.line(span),
        };
        let number = self.func_rows.len() as u32;
        self.func_rows.push(row);
        self.func_numbers.insert(key, number);
        number
    }

    /// Rows of the Python functions, in the order in which `func.new` names them.
    fn python_functions(&mut self) {
        for (index, func) in self.module().pyfuncs.iter().enumerate() {
            let varnames = self.name_tuple(&func.varnames);
            let optional = |unit: &mut Self, names: &[Name]| {
                (!names.is_empty()).then(|| unit.name_tuple(names))
            };
            let freevars = optional(self, &func.freevars);
            let cellvars = optional(self, &func.cellvars);
            let params = &func.params;
            let flags = crate::calls::flags(self.module(), func);
            let entry = func.entry.map(|entry| {
                self.prototypes.insert(entry.0);
                self.func_ref(entry)
            });
            let row = FuncRow {
                name: self.constants.name(func.name, self.input.names),
                qualname: self.constants.interned(&func.qualname),
                doc: func.doc.map(|doc| self.constant(doc)),
                names: varnames,
                freevars,
                cellvars,
                entry,
                posonly: params.posonly.len(),
                positional: params.posonly.len() + params.positional.len(),
                kwonly: params.kwonly.len(),
                file: self.file_number(func.span),
                flags,
                line: func.first_line,
            };
            self.func_rows.push(row);
            let name = self.name(func.name).to_string();
            self.func_numbers.entry((name, func.span)).or_insert(index as u32);
        }
    }

    fn name_tuple(&mut self, names: &[Name]) -> u32 {
        let items = names.iter().map(|&name| self.constants.name(name, self.input.names)).collect();
        self.constants.tuple(items)
    }

    fn functions(&mut self) -> Vec<Printed> {
        let module = self.module();
        let mut printed = Vec::with_capacity(module.functions.len());
        for (id, function) in module.functions.iter_enumerated() {
            for local in function.locals.iter() {
                self.types.require(local.ty, self.input.types, self.input.names);
            }
            self.types.require(function.ret, self.input.types, self.input.names);
            require_expr_types(self, function);
            if let Some(part) = function.frame.as_ref().filter(|part| part.resumes) {
                self.prototypes.insert(id.0);
                let text = crate::frames::definition(self, function, part);
                self.frames.push_str(&text);
            }
            // A function may call itself.
            self.defined.insert(id);
            printed.push(function::print(self, function));
        }
        if let Some(exec) = module.exec {
            self.prototypes.insert(exec.0);
        }
        printed
    }

    fn globals_and_externs(&mut self) {
        let module = self.module();
        let tys = module.globals.iter().map(|global| global.ty);
        for ty in tys.chain(module.externs.iter().map(|item| item.ty)) {
            self.types.require(ty, self.input.types, self.input.names);
        }
    }

    fn assemble(mut self, functions: Vec<Printed>) -> Unit {
        if !self.module().includes.is_empty() || !self.module().externs.is_empty() {
            self.feature("compat");
        }
        let mut out = Unit::default();
        let mut text = String::new();
        let mut includes = String::new();
        for include in &self.module().includes {
            match include {
                Include::Header(name) if self.is_own_header(name) => {}
                Include::Header(name) => {
                    let _ = writeln!(includes, "#include {name}");
                }
                Include::Verbatim(code) => {
                    let _ = writeln!(includes, "{code}");
                }
            }
        }
        let user_lines = includes.matches('\n').count() as u32;
        out.user_lines.push(1..user_lines + 1);
        text.push_str(&includes);
        let classes = self.class_declarations();
        // Tables mention functions, which then need prototypes.
        let tables = self.tables();
        // All types that the text needs are known now.
        if self.types.complex {
            self.feature("complex");
        }
        if self.types.views {
            self.feature("view");
        }
        if self.types.locks {
            self.feature(builtins::LOCK_FEATURE);
        }
        text.push_str(self.types.text());
        text.push_str(&self.prototypes());
        text.push_str(&self.frames);
        text.push_str(self.items.text());
        text.push_str(&classes);
        text.push_str(&tables);
        let mut line = 1 + text.matches('\n').count() as u32;
        for (printed, function) in functions.into_iter().zip(self.module().functions.iter()) {
            if let Some((file, at)) = self.input.sources.line_col(function.span.lo) {
                let path = &self.input.sources.file(file).path;
                let name = path.file_name().map(|name| name.to_string_lossy()).unwrap_or_default();
                let comment = format!("\n/* {}:{} */\n", name.replace("*/", "* /"), at.line);
                text.push_str(&comment);
                line += 2;
            }
            out.lines.push((line, function.span));
            out.lines.extend(printed.lines.iter().map(|&(at, span)| (at + line, span)));
            line += printed.text.matches('\n').count() as u32;
            text.push_str(&printed.text);
        }
        let init = init_name(&self.module().name);
        let _ = writeln!(
            text,
            "\nPyMODINIT_FUNC {init}(void);\nPyMODINIT_FUNC {init}(void) {{ return px_module_init(&px_state); }}"
        );
        out.text = text;
        out.features = self.features.into_iter().collect();
        out
    }

    /// Whether the module makes the header itself, of what its own C has already.
    fn is_own_header(&self, quoted: &str) -> bool {
        let module = self.module();
        let stem = module.name.rsplit('.').next().unwrap_or_default();
        let Some(name) = quoted.trim_matches('"').strip_suffix(".h") else { return false };
        if name == stem {
            return module.functions.iter().any(|one| one.linkage == Linkage::Public)
                || module.globals.iter().any(|global| global.public);
        }
        name.strip_suffix("_api") == Some(stem) && module.exports.iter().any(|export| export.api)
    }

    fn prototypes(&self) -> String {
        let module = self.module();
        let mut text = String::new();
        for item in module.externs.iter().filter(|item| !item.declared) {
            let decl = self.types().c_decl(item.ty, &item.cname, self.names());
            let _ = writeln!(text, "extern {decl};");
        }
        for &id in &self.prototypes {
            let function = &module.functions[FuncId(id)];
            let head = function::signature(self, function, None);
            let (begin, end) = function::guard(function);
            let _ = write!(text, "{begin}{}{head};\n{end}", storage(function));
        }
        text
    }

    fn tables(&mut self) -> String {
        let module = self.module();
        let mut text = self.constants.print();
        text.push_str(&print_functions(&self.func_rows));
        text.push_str(&print_locations(&self.locations));
        let files: Vec<_> = self
            .files
            .iter()
            .map(|&file| c_string(self.input.sources.file(file).path.to_string_lossy().as_bytes()))
            .collect();
        text.push_str(&table("char *const", "px_files", "NULL", &files));
        let doc = module.doc.map(|id| match &module.consts[id] {
            Const::Str(bytes) | Const::Bytes(bytes) => c_string(bytes),
            Const::Name(name) => c_string(self.name(*name).as_bytes()),
            _ => "NULL".into(),
        });
        let exec = match module.exec {
            Some(id) => module.functions[id].cname.clone(),
            None => "NULL".into(),
        };
        for global in module.globals.iter() {
            let ty = self.types().variable(global.ty);
            let decl = self.types().c_decl(ty, &global.cname, self.names());
            let storage = if global.public { "" } else { "static " };
            let _ = writeln!(text, "{storage}{decl};");
        }
        let run = if crate::calls::needs_no_frame(module) {
            "NULL"
        } else {
            let row = builtins::Op::named("module.exec");
            self.feature(row.feature);
            row.c
        };
        let (classes, imports) = self.class_tables(&mut text);
        let capi = self.capi_tables(&mut text);
        let traits = match module.traits.bits() {
            0 => String::new(),
            bits => format!(", PX_PROMISES | {bits}"),
        };
        let _ = writeln!(
            text,
            "static const px_def px_definition = {{{}, {}, px_files, px_consts, {}, {}, px_text, px_items, px_funcs, px_locs, {exec}, {}, \
             {classes}, {imports}, {capi}, {run}{traits}}};",
            c_string(module.name.as_bytes()),
            doc.unwrap_or_else(|| "NULL".into()),
            self.constants.len(),
            self.locations.len(),
            if module.plain { "PX_PYTHON" } else { "PX_CYTHON" },
        );
        let _ = writeln!(text, "static PyObject *px_values[{}];", self.constants.len().max(1));
        let _ = writeln!(text, "static PyObject *px_traces[{}];", self.locations.len().max(1));
        if self.caches > 0 {
            let _ = writeln!(text, "static px_cache px_caches[{}];", self.caches);
        }
        text.push_str(
            "static px_module px_state = PX_MODULE(&px_definition, px_values, px_traces);\n",
        );
        text.push_str(&self.class_functions_of_module());
        text
    }
}

/// Types that only expressions mention: casts and sizes.
fn require_expr_types(unit: &mut UnitBuilder<'_>, function: &Function) {
    let mut found = Vec::new();
    let mut visit = |expr: &mir::CExpr| {
        expr.walk(&mut |part| {
            found.push(part.ty);
            if let mir::CExprKind::SizeOf(ty) | mir::CExprKind::ItemType(ty) = part.kind {
                found.push(ty);
            }
        });
    };
    for block in function.blocks.iter() {
        for stmt in &block.stmts {
            stmt.for_each_read(&mut |expr| visit(expr));
            if let mir::StmtKind::Assign { place, .. } = &stmt.kind {
                visit(place);
            }
        }
        block.term.for_each_read(&mut |expr| visit(expr));
    }
    for ty in found {
        unit.types.require(ty, unit.input.types, unit.input.names);
    }
}
