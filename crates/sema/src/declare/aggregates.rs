//! Structs, unions, enums, typedefs; and the types that are only declared so far.

use ast::{CEnum, CStruct, CTypedef, Fused, Ident, StmtKind, StructKind};
use base::Name;
use diag::declarations::{
    FieldTwice, IncompleteType, Redeclared, StructMember, TypedefOrNot, VoidVariable,
};
use types::{EnumDef, EnumItem, Field, StructDef, StructId, Ty, Type, TypedefDef};

use super::Place;
use super::constants::ConstInt;
use crate::{Analysis, Symbol, SymbolKind, Visibility};

impl<'a> Analysis<'a> {
    pub(crate) fn bind_type(&mut self, ident: Ident, ty: Ty, place: Place<'a>) {
        let visibility = match (place.external, place.api) {
            (true, _) => Visibility::Extern,
            (false, true) => Visibility::Public,
            (false, false) => place.visibility,
        };
        let symbol = Symbol {
            name: ident.name,
            kind: SymbolKind::Type(ty),
            ty,
            span: ident.span,
            visibility,
            module: place.module,
        };
        self.bind(symbol, place.module);
    }

    fn known_type(&self, name: Name, place: Place<'a>) -> Option<Ty> {
        match self.symbol(place.module, name) {
            Some(Symbol { kind: SymbolKind::Type(ty), module, .. }) if *module == place.module => {
                Some(*ty)
            }
            _ => None,
        }
    }

    /// The C name of a type: what the text gives, else its own name where C code knows it, else the one of the ABI.
    fn c_name_of_type(
        &mut self,
        ident: Ident,
        cname: Option<&ast::CName>,
        place: Place<'a>,
    ) -> Name {
        match cname {
            Some(cname) => cname.text,
            None if place.external => self.in_namespace(ident.name, place),
            None if place.visibility == Visibility::Public || place.api => ident.name,
            None => self.type_cname(place.module, ident.name),
        }
    }

    pub(crate) fn forward_struct(&mut self, def: &CStruct, place: Place<'a>) {
        let place = place.with_modifiers(&def.modifiers, def.keyword);
        if let Some(ty) = self.known_type(def.name.name, place)
            && let Type::Struct(id) = *self.cx.types.get(ty)
        {
            let known = &self.cx.types.structs[id];
            let typedef = def.keyword == ast::DeclKeyword::Ctypedef;
            if known.typedef != typedef && !place.external {
                let word = if known.typedef { "ctypedef" } else { "cdef" }.into();
                let (before, name) = (known.span, self.cx.names[def.name.name].into());
                self.report(TypedefOrNot { at: def.name.span, name, word, before });
            }
            return;
        }
        let cname = self.c_name_of_type(def.name, def.cname.as_ref(), place);
        let id = self.cx.types.structs.push(StructDef {
            name: def.name.name,
            cname,
            union: def.kind == StructKind::Union,
            packed: def.packed,
            typedef: def.keyword == ast::DeclKeyword::Ctypedef,
            is_extern: place.external,
            fields: None,
            cpp: None,
            span: def.name.span,
        });
        let ty = self.cx.types.intern(Type::Struct(id));
        self.bind_type(def.name, ty, place);
    }

    pub(crate) fn declare_struct(&mut self, def: &'a CStruct, place: Place<'a>) {
        self.forward_struct(def, place);
        let place = place.with_modifiers(&def.modifiers, def.keyword);
        let Some(body) = &def.body else { return };
        let Some(ty) = self.known_type(def.name.name, place) else { return };
        let Type::Struct(id) = *self.cx.types.get(ty) else { return };
        if self.cx.types.structs[id].fields.is_some() {
            if !place.external {
                let before = self.cx.types.structs[id].span;
                let name = self.cx.names[def.name.name].into();
                self.report(Redeclared { at: def.name.span, name, before });
            }
            return;
        }
        let def_ = &mut self.cx.types.structs[id];
        (def_.packed, def_.span) = (def.packed, def.name.span);
        let fields = self.fields(body, id, place);
        self.cx.types.structs[id].fields = Some(fields);
    }

    fn fields(&mut self, body: &'a [ast::Stmt], id: StructId, place: Place<'a>) -> Vec<Field> {
        let mut fields: Vec<Field> = Vec::new();
        for stmt in body {
            let decl = match &stmt.kind {
                StmtKind::CVar(decl) => decl,
                StmtKind::CompileTimeIf { branches, orelse } => {
                    let taken = self.compile_time_branch(branches, orelse, stmt.span, place.module);
                    fields.extend(self.fields(taken, id, place));
                    continue;
                }
                StmtKind::CStruct(inner) => {
                    self.declare_struct(inner, place);
                    continue;
                }
                _ => continue,
            };
            let env = place.env();
            let base = match &decl.ty {
                Some(ty) => self.resolve_type(ty, env),
                None => Ty::OBJECT,
            };
            for item in &decl.declarators {
                let Some(name) = item.declarator.name() else { continue };
                if item.init.is_some() {
                    self.report(diag::classes::FieldDefault { at: item.span });
                }
                let ty = self.declared_type(base, &item.declarator, env);
                let ty = self.not_fused(ty, name.ident.span);
                let ty = self.field_type(ty, id, name.ident, place);
                if fields.iter().any(|field| field.name == name.ident.name) {
                    let text = self.cx.names[name.ident.name].into();
                    self.report(FieldTwice { at: name.ident.span, name: text });
                    continue;
                }
                let cname = match &name.cname {
                    Some(cname) => cname.text,
                    None if place.external => name.ident.name,
                    None => self.member_cname(name.ident.name),
                };
                fields.push(Field { name: name.ident.name, cname, ty, span: name.ident.span });
            }
        }
        fields
    }

    /// The name of a member in C; what is a word of C there gets a mark.
    pub(crate) fn member_cname(&mut self, name: Name) -> Name {
        let text = super::names::ascii(&self.cx.names[name]);
        let hidden = text.starts_with("__")
            && !text.starts_with("__pyx_")
            && !matches!(&*text, "__weakref__" | "__dict__");
        let text = if hidden || is_c_keyword(&text) { format!("__pyx_{text}") } else { text };
        self.cx.names.intern(&text)
    }

    /// The type of a member, unless it cannot be one.
    fn field_type(&mut self, ty: Ty, id: StructId, ident: Ident, place: Place<'a>) -> Ty {
        let at = ident.span;
        if matches!(self.cx.types.get(ty), Type::Array(_, None)) && !place.external {
            let ty = self.cx.types.describe(ty, self.cx.names);
            self.report(IncompleteType { at, ty, what: "this member".into() });
            return Ty::ERROR;
        }
        if self.cx.types.is_object(ty) && !place.external {
            self.report(StructMember { at, what: "a Python object".into() });
            return Ty::ERROR;
        }
        let mut inner = self.cx.types.resolve(ty);
        while let Type::Array(item, _) = *self.cx.types.get(inner) {
            inner = self.cx.types.resolve(item);
        }
        match self.cx.types.get(inner) {
            Type::Void => {
                self.report(VoidVariable { at, what: "a member".into() });
                Ty::ERROR
            }
            Type::MemView(_) => {
                self.report(StructMember { at, what: "a memoryview".into() });
                Ty::ERROR
            }
            Type::Struct(other)
                if *other == id
                    || (self.cx.types.structs[*other].fields.is_none()
                        && !self.cx.types.structs[*other].is_extern) =>
            {
                let ty = self.cx.types.describe(inner, self.cx.names);
                self.report(IncompleteType { at, ty, what: "this member".into() });
                Ty::ERROR
            }
            _ => ty,
        }
    }

    pub(crate) fn forward_enum(&mut self, def: &CEnum, place: Place<'a>) {
        let place = place.with_modifiers(&def.modifiers, def.keyword);
        let Some(name) = def.name else { return };
        if let Some(ty) = self.known_type(name.name, place)
            && matches!(self.cx.types.get(ty), Type::Enum(_))
        {
            return;
        }
        if def.scoped && !place.external {
            let what = "C++ enum classes defined in Cython code";
            if let Some(before) = self.symbol(place.module, name.name)
                && matches!(before.kind, SymbolKind::Unsupported(known) if known == what)
                && before.span != name.span
                && !place.external
            {
                let (before, text) = (before.span, self.cx.names[name.name].to_string());
                self.report(Redeclared { at: name.span, name: text, before });
            }
            return self.bind_unsupported(name, what, place);
        }
        let cname = self.c_name_of_type(name, def.cname.as_ref(), place);
        let id = self.cx.types.enums.push(EnumDef {
            name: Some(name.name),
            cname: Some(cname),
            typedef: def.keyword == ast::DeclKeyword::Ctypedef,
            is_extern: place.external,
            python: place.cpdef,
            scoped: def.scoped,
            items: Vec::new(),
            span: name.span,
        });
        let ty = self.cx.types.intern(Type::Enum(id));
        self.bind_type(name, ty, place);
    }

    pub(crate) fn declare_enum(&mut self, def: &'a CEnum, stmt: &ast::Stmt, place: Place<'a>) {
        self.forward_enum(def, place);
        let place = place.with_modifiers(&def.modifiers, def.keyword);
        if def.scoped && !place.external {
            self.refuse("C++ enum classes defined in Cython code", stmt.span, place.env());
            return;
        }
        let (id, ty) = match def.name.and_then(|name| self.known_type(name.name, place)) {
            Some(ty) => match *self.cx.types.get(ty) {
                Type::Enum(id) => (id, ty),
                _ => return,
            },
            None => {
                let id = self.cx.types.enums.push(EnumDef {
                    name: None,
                    cname: None,
                    typedef: false,
                    is_extern: place.external,
                    python: place.cpdef,
                    scoped: false,
                    items: Vec::new(),
                    span: stmt.span,
                });
                (id, self.cx.types.intern(Type::Enum(id)))
            }
        };
        let Some(items) = &def.items else { return };
        if place.cpdef && def.name.is_some() && !self.decls.enum_modules.contains_key(&id) {
            self.decls.enum_modules.insert(id, place.module);
            if place.module == self.decls.main {
                let doc = def.doc.as_ref().and_then(|doc| doc.value.as_str());
                let doc = doc.map(|doc| tir::Const::Str(doc.as_bytes().to_vec()));
                self.decls.python_enums.push((id, doc));
            }
        }
        let public = place.visibility == Visibility::Public || (place.cpdef && def.name.is_none());
        if public && place.module == self.decls.main {
            self.decls.exported_items.extend(items.iter().map(|item| item.name));
        }
        if !self.cx.types.enums[id].items.is_empty() {
            return;
        }
        let mut next = Some(0i128);
        for item in items {
            let value = match &item.value {
                Some(expr) if matches!(expr.kind, ast::ExprKind::Str(_)) => {
                    self.report(diag::directives::NotConstant { at: expr.span });
                    Some(0)
                }
                Some(expr) => match self.const_int(expr, place.env()) {
                    ConstInt::Known(value) => Some(value),
                    ConstInt::Named(_) => {
                        if !place.external {
                            let what = "enum values that only the C compiler knows";
                            self.refuse(what, expr.span, place.env());
                        }
                        None
                    }
                    ConstInt::Error => Some(0),
                },
                // A header may number its items in any way.
                None if place.external => None,
                None => next,
            };
            next = value.and_then(|value| value.checked_add(1));
            self.declare_enum_item(item, value, id, ty, place);
        }
    }

    fn declare_enum_item(
        &mut self,
        item: &ast::EnumItem,
        value: Option<i128>,
        id: types::EnumId,
        ty: Ty,
        place: Place<'a>,
    ) {
        // What a declaration says of a header's enum is not to be relied on.
        let value = if place.external { None } else { value };
        let scope = self.cx.types.enums[id].cname.filter(|_| self.cx.types.enums[id].scoped);
        let cname = match (&item.cname, scope) {
            (Some(cname), None) => cname.text,
            (given, Some(scope)) => {
                let own = given.as_ref().map_or(item.name.name, |cname| cname.text);
                let text = format!("{}::{}", &self.cx.names[scope], &self.cx.names[own]);
                self.cx.names.intern(&text)
            }
            (None, None) if place.external => self.in_namespace(item.name.name, place),
            (None, None) if place.visibility == Visibility::Public => item.name.name,
            (None, None) => {
                let mangled = self.mangled(place.module, &self.cx.names[item.name.name]);
                self.cx.names.intern(&format!("__pyx_e_{mangled}"))
            }
        };
        self.cx.types.enums[id].items.push(EnumItem {
            name: item.name.name,
            cname,
            value,
            span: item.span,
        });
        // The items of a scoped enum are not names of the module.
        if scope.is_some() {
            return;
        }
        let visibility = if place.external { Visibility::Extern } else { place.visibility };
        let symbol = Symbol {
            name: item.name.name,
            kind: SymbolKind::EnumItem { cname, value },
            ty,
            span: item.name.span,
            visibility,
            module: place.module,
        };
        self.bind(symbol, place.module);
    }

    /// A pointer to a function, in a block of declarations that all are `nogil`.
    fn without_gil(&mut self, ty: Ty) -> Ty {
        match self.cx.types.get(ty).clone() {
            Type::Ptr(inner) => {
                let inner = self.without_gil(inner);
                self.cx.types.ptr(inner)
            }
            Type::Func(mut func) => {
                func.nogil = true;
                self.cx.types.intern(Type::Func(func))
            }
            _ => ty,
        }
    }

    pub(crate) fn declare_typedef(&mut self, def: &'a CTypedef, place: Place<'a>) {
        let place = place.with_modifiers(&def.modifiers, ast::DeclKeyword::Ctypedef);
        let env = place.env();
        let base = match self.refuse_buffer(&def.ty, env) {
            true => Ty::ERROR,
            false => self.resolve_type(&def.ty, env),
        };
        let mut target = self.declared_type(base, &def.declarator, env);
        if place.nogil.is_some() {
            target = self.without_gil(target);
        }
        let Some(name) = def.declarator.name() else { return };
        // Names for objects and for what cannot be used yet are just other names.
        let plain = self.cx.types.is_object(target)
            || matches!(self.cx.types.get(target), Type::Error | Type::Fused(_) | Type::MemView(_));
        let ty = if plain {
            target
        } else {
            if let Some(known) = self.known_type(name.ident.name, place)
                && let Type::Typedef(id) = *self.cx.types.get(known)
                && self.cx.types.typedefs[id].target == target
            {
                return;
            }
            let cname = self.c_name_of_type(name.ident, name.cname.as_ref(), place);
            let id = self.cx.types.typedefs.push(TypedefDef {
                name: name.ident.name,
                cname,
                target,
                is_extern: place.external,
                span: name.ident.span,
            });
            self.cx.types.intern(Type::Typedef(id))
        };
        self.bind_type(name.ident, ty, place);
    }

    pub(crate) fn declare_fused(&mut self, def: &'a Fused, place: Place<'a>) {
        let mut types = Vec::new();
        for member in &def.members {
            types.push((self.resolve_type_name(member, place.env()), member.span));
        }
        self.bind_fused(def.name, types, place);
    }

    /// `T = cython.fused_type(cython.int, cython.double)`
    pub(crate) fn declare_pure_fused(&mut self, ident: Ident, args: &[ast::Arg], place: Place<'a>) {
        let env = place.env();
        let mut types = Vec::new();
        for arg in args {
            if arg.kind != ast::ArgKind::Positional {
                self.report(diag::fused::FusedKeyword { at: arg.span });
                continue;
            }
            types.push((self.pure_variable_type(&arg.value, env), arg.span));
        }
        self.bind_fused(ident, types, place);
    }

    pub(crate) fn bind_unsupported(&mut self, ident: Ident, what: &'static str, place: Place<'a>) {
        let symbol = Symbol {
            name: ident.name,
            kind: SymbolKind::Unsupported(what),
            ty: Ty::ERROR,
            span: ident.span,
            visibility: Visibility::Private,
            module: place.module,
        };
        self.bind(symbol, place.module);
    }

    pub(crate) fn bind_pure_type(&mut self, ident: Ident, ty: Ty, place: Place<'a>) {
        self.bind_type(ident, ty, place);
    }

    /// `cython.struct(a=int, b=double)`
    pub(crate) fn pure_struct(
        &mut self,
        union: bool,
        args: &[ast::Arg],
        at: base::Span,
        env: crate::Env<'_, 'a>,
    ) -> Ty {
        let mut fields = Vec::new();
        for arg in args {
            let ast::ArgKind::Keyword(name) = arg.kind else {
                let what = "something without a name".into();
                self.report(StructMember { at: arg.span, what });
                continue;
            };
            let ty = match self.type_of_expr(&arg.value, env) {
                Some(ty) => ty,
                None => self.not_a_type(&arg.value),
            };
            if self.cx.types.is_object(ty) {
                self.report(StructMember { at: arg.value.span, what: "a Python object".into() });
            }
            fields.push(Field { name: name.name, cname: name.name, ty, span: name.span });
        }
        // The name comes from the assignment around it, if there is one.
        let number = self.cx.types.structs.len();
        let name = self.cx.names.intern(if union { "union" } else { "struct" });
        let cname = self.mangled(env.module, &format!("struct{number}"));
        let cname = self.cx.names.intern(&format!("__pyx_t_{cname}"));
        let id = self.cx.types.structs.push(StructDef {
            name,
            cname,
            union,
            packed: false,
            typedef: false,
            is_extern: false,
            fields: Some(fields),
            cpp: None,
            span: at,
        });
        self.cx.types.intern(Type::Struct(id))
    }
}

/// Words of C and C++ that cannot name a member.
fn is_c_keyword(text: &str) -> bool {
    const WORDS: &[&str] = &[
        "alignas",
        "alignof",
        "and",
        "asm",
        "auto",
        "bool",
        "break",
        "case",
        "catch",
        "char",
        "class",
        "const",
        "constexpr",
        "continue",
        "default",
        "delete",
        "do",
        "double",
        "else",
        "enum",
        "explicit",
        "export",
        "extern",
        "false",
        "float",
        "for",
        "friend",
        "goto",
        "if",
        "inline",
        "int",
        "long",
        "mutable",
        "namespace",
        "new",
        "noexcept",
        "not",
        "nullptr",
        "operator",
        "or",
        "private",
        "protected",
        "public",
        "register",
        "restrict",
        "return",
        "short",
        "signed",
        "sizeof",
        "static",
        "struct",
        "switch",
        "template",
        "this",
        "throw",
        "true",
        "try",
        "typedef",
        "typename",
        "typeof",
        "union",
        "unsigned",
        "using",
        "virtual",
        "void",
        "volatile",
        "while",
        "xor",
    ];
    WORDS.contains(&text)
}
