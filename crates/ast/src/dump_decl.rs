//! Dumps of C declarations, types and parameters.

use crate::dump::Dump;
use crate::{
    CBase, CClassDef, CEnum, CExtern, CFuncDef, CName, CStruct, CType, CTypedef, CVarDecl,
    CdefBlock, CppClass, CppHandler, DeclKeyword, Declarator, DeclaratorKind, Decorator,
    ExceptionClause, ExceptionKind, ExternHeader, FuncTail, Fused, GilClause, Modifiers, Noneness,
    Param, ParamDecl, ParamDefault, ParamKind, Params, Qualifiers, Stmt, TemplateParam, TypeArg,
    TypeArgKind, TypeName,
};

/// Statements.
impl Dump<'_> {
    fn head(
        &mut self,
        decorators: &[Decorator],
        word: &str,
        keyword: DeclKeyword,
        modifiers: &Modifiers,
    ) {
        self.decorators(decorators);
        self.word(word);
        match keyword {
            DeclKeyword::Cdef => self.word(" cdef"),
            DeclKeyword::Cpdef => self.word(" cpdef"),
            DeclKeyword::Ctypedef => self.word(" ctypedef"),
            DeclKeyword::Implied => self.word(" implied"),
        }
        self.modifiers(modifiers);
    }

    fn modifiers(&mut self, modifiers: &Modifiers) {
        for modifier in &modifiers.items {
            self.out.push_str(&format!(" {:?}", modifier.kind));
        }
    }

    /// An absent body and an empty one differ.
    fn body(&mut self, body: Option<&[Stmt]>) {
        match body {
            Some(body) => self.suite(body),
            None => self.word(" forward"),
        }
    }

    pub(crate) fn variables(&mut self, vars: &CVarDecl) {
        self.head(&vars.decorators, "CVar", vars.keyword, &vars.modifiers);
        if let Some(ty) = &vars.ty {
            self.c_type(ty);
        }
        for item in &vars.declarators {
            self.declarator(&item.declarator);
            self.optional(" = ", item.init.as_ref());
        }
    }

    pub(crate) fn c_function(&mut self, function: &CFuncDef) {
        self.head(&function.decorators, "CFunc", function.keyword, &function.modifiers);
        if let Some(ty) = &function.ty {
            self.c_type(ty);
        }
        self.declarator(&function.declarator);
        self.suite(&function.body);
    }

    pub(crate) fn c_class(&mut self, class: &CClassDef) {
        self.head(&class.decorators, "CClass", class.keyword, &class.modifiers);
        self.out.push(' ');
        self.dotted(&class.name);
        if let Some(alias) = class.alias {
            self.named(" as ", alias.name);
        }
        self.args(&class.args);
        for option in &class.options {
            self.named(" [", option.key.name);
            self.named(" ", option.value.name);
            self.out.push(']');
        }
        self.body(class.body.as_deref());
    }

    pub(crate) fn c_struct(&mut self, item: &CStruct) {
        self.head(&item.decorators, "CStruct", item.keyword, &item.modifiers);
        self.word(if item.packed { " packed" } else { "" });
        self.out.push_str(&format!(" {:?} ", item.kind));
        self.name(item.name.name);
        self.c_name(item.cname.as_ref());
        self.body(item.body.as_deref());
    }

    pub(crate) fn c_enum(&mut self, item: &CEnum) {
        self.head(&item.decorators, "CEnum", item.keyword, &item.modifiers);
        self.word(if item.scoped { " scoped" } else { "" });
        if let Some(name) = item.name {
            self.named(" ", name.name);
        }
        self.c_name(item.cname.as_ref());
        if let Some(underlying) = &item.underlying {
            self.c_type(underlying);
        }
        if let Some(doc) = &item.doc {
            self.word(" doc ");
            self.str_literal(doc);
        }
        let Some(items) = &item.items else { return self.word(" forward") };
        for item in items {
            self.named(" (", item.name.name);
            self.c_name(item.cname.as_ref());
            self.optional(" = ", item.value.as_ref());
            self.out.push(')');
        }
    }

    pub(crate) fn cpp_class(&mut self, class: &CppClass) {
        self.head(&class.decorators, "CppClass", class.keyword, &class.modifiers);
        self.named(" ", class.name.name);
        self.c_name(class.cname.as_ref());
        self.template_params(&class.templates);
        for base in &class.bases {
            self.c_type(base);
        }
        self.gil_clause(class.gil);
        self.body(class.body.as_deref());
    }

    pub(crate) fn template_params(&mut self, params: &[TemplateParam]) {
        for param in params {
            self.named(" template ", param.ident.name);
            self.word(if param.optional { "=*" } else { "" });
        }
    }

    pub(crate) fn typedef(&mut self, typedef: &CTypedef) {
        self.head(&typedef.decorators, "CTypedef", DeclKeyword::Ctypedef, &typedef.modifiers);
        self.c_type(&typedef.ty);
        self.declarator(&typedef.declarator);
    }

    pub(crate) fn fused(&mut self, fused: &Fused) {
        self.head(&fused.decorators, "Fused", DeclKeyword::Ctypedef, &fused.modifiers);
        self.named(" ", fused.name.name);
        for member in &fused.members {
            self.type_name(member);
        }
    }

    pub(crate) fn extern_block(&mut self, block: &CExtern) {
        self.word("CExtern");
        self.modifiers(&block.modifiers);
        match &block.header {
            ExternHeader::File(file) => self.c_name(Some(file)),
            ExternHeader::Nothing => self.word(" *"),
        }
        if let Some(namespace) = &block.namespace {
            self.word(" namespace");
            self.c_name(Some(namespace));
        }
        self.exception(block.exception.as_ref());
        self.gil_clause(block.gil);
        if let Some(verbatim) = &block.verbatim {
            self.word(" verbatim ");
            self.text(verbatim);
        }
        self.suite(&block.body);
    }

    pub(crate) fn cdef_block(&mut self, block: &CdefBlock) {
        self.head(&[], "CdefBlock", block.keyword, &block.modifiers);
        self.exception(block.exception.as_ref());
        self.gil_clause(block.gil);
        self.suite(&block.body);
    }

    fn gil_clause(&mut self, gil: GilClause) {
        self.word(if gil.nogil.is_some() { " nogil" } else { "" });
        self.word(if gil.with_gil.is_some() { " with_gil" } else { "" });
    }

    fn c_name(&mut self, name: Option<&CName>) {
        if let Some(name) = name {
            self.word(" ");
            let text = base::Text::from(self.interned(name.text));
            self.text(&text);
        }
    }
}

/// Types, declarators and parameters, each with a blank in front.
impl Dump<'_> {
    pub(crate) fn type_name(&mut self, ty: &TypeName) {
        self.c_type(&ty.ty);
        self.declarator(&ty.declarator);
    }

    pub(crate) fn c_type(&mut self, ty: &CType) {
        self.word(" (");
        self.qualifiers(ty.qualifiers);
        self.base(&ty.base);
        self.out.push(')');
    }

    fn qualifiers(&mut self, qualifiers: Qualifiers) {
        self.word(if qualifiers.is_const { "const " } else { "" });
        self.word(if qualifiers.is_volatile { "volatile " } else { "" });
        self.word(if qualifiers.is_restrict { "restrict " } else { "" });
        self.word(if qualifiers.duplicate { "duplicate " } else { "" });
    }

    fn base(&mut self, base: &CBase) {
        match base {
            CBase::Basic(basic) => {
                self.out.push_str(&format!(
                    "Basic {:?} {:?} {:?}",
                    basic.sign, basic.length, basic.word
                ));
                self.word(if basic.is_complex { " complex" } else { "" });
            }
            CBase::Name(name) => self.name(name.name),
            CBase::Member(outer, name) => {
                self.base(outer);
                self.named(".", name.name);
            }
            CBase::Subscript(inner, args) => {
                self.base(inner);
                self.type_args(args);
            }
            CBase::Tuple(items) => {
                self.word("Tuple");
                items.iter().for_each(|item| self.type_name(item));
            }
            CBase::Group(inner) => {
                self.word("Group");
                self.type_name(inner);
            }
        }
    }

    fn type_args(&mut self, args: &[TypeArg]) {
        self.out.push('[');
        for arg in args {
            match &arg.kind {
                TypeArgKind::Item(item) => self.expr(item),
                TypeArgKind::Keyword(name, value) => {
                    self.named("(", name.name);
                    self.optional("=", Some(value));
                    self.out.push(')');
                }
                TypeArgKind::Optional(name) => {
                    self.named("(", name.name);
                    self.word("=*)");
                }
            }
        }
        self.out.push(']');
    }

    /// From the outside in: `int *f(int)` is ` *call(f (int))`. Nothing for a nameless one.
    pub(crate) fn declarator(&mut self, declarator: &Declarator) {
        match &declarator.kind {
            DeclaratorKind::Name(None) => {}
            DeclaratorKind::Name(Some(name)) => {
                self.named(" ", name.ident.name);
                self.c_name(name.cname.as_ref());
            }
            DeclaratorKind::Pointer(qualifiers, inner) => {
                self.word(" *");
                self.qualifiers(*qualifiers);
                self.declarator(inner);
            }
            DeclaratorKind::Reference { rvalue, inner } => {
                self.word(if *rvalue { " &&" } else { " &" });
                self.declarator(inner);
            }
            DeclaratorKind::Brackets(inner, args) => {
                self.word(" array(");
                self.declarator(inner);
                self.word(")");
                self.type_args(args);
            }
            DeclaratorKind::Function { inner, params, tail } => {
                self.word(" call(");
                self.declarator(inner);
                self.params(params);
                self.tail(tail);
                self.out.push(')');
            }
            DeclaratorKind::CallingConvention(word, inner) => {
                self.named(" ", word.name);
                self.declarator(inner);
            }
        }
    }

    fn tail(&mut self, tail: &FuncTail) {
        self.word(if tail.is_const { " const" } else { "" });
        self.word(if tail.nogil_first { " nogil_first" } else { "" });
        self.exception(tail.exception.as_ref());
        self.gil_clause(GilClause { nogil: tail.nogil, with_gil: tail.with_gil });
        self.optional(" -> ", tail.returns.as_deref());
    }

    fn exception(&mut self, clause: Option<&ExceptionClause>) {
        let Some(clause) = clause else { return };
        match &clause.kind {
            ExceptionKind::Never => self.word(" noexcept"),
            ExceptionKind::Check => self.word(" except*"),
            ExceptionKind::Value(value) => self.optional(" except ", Some(value)),
            ExceptionKind::Maybe(value) => self.optional(" except? ", Some(value)),
            ExceptionKind::Cpp(None) => self.word(" except+"),
            ExceptionKind::Cpp(Some(CppHandler::Star)) => self.word(" except+*"),
            ExceptionKind::Cpp(Some(CppHandler::Name(name))) => {
                self.optional(" except+ ", Some(name));
            }
        }
    }

    pub(crate) fn params(&mut self, params: &Params) {
        for index in 0..=params.items.len() {
            self.word(if params.slash.is_some_and(|(at, _)| at == index) { " /" } else { "" });
            self.word(if params.bare_star.is_some_and(|(at, _)| at == index) { " *" } else { "" });
            if let Some(param) = params.items.get(index) {
                self.param(param);
            }
        }
        self.word(if params.variadic.is_some() { " ..." } else { "" });
    }

    fn param(&mut self, param: &Param) {
        self.word(match param.kind {
            ParamKind::Normal => " (",
            ParamKind::Star => " (*",
            ParamKind::DoubleStar => " (**",
        });
        match &param.decl {
            ParamDecl::Undecided(name) => self.name(name.name),
            ParamDecl::Typed { ty, declarator } => {
                self.word("typed");
                self.c_type(ty);
                self.declarator(declarator);
            }
        }
        self.word(match param.noneness {
            Noneness::Unsaid => "",
            Noneness::NotNone => " not None",
            Noneness::OrNone => " or None",
        });
        self.optional(": ", param.annotation.as_ref());
        match &param.default {
            None => {}
            Some(ParamDefault::Elsewhere(_)) => self.word(" = *"),
            Some(ParamDefault::Value(value)) => self.optional(" = ", Some(value)),
        }
        self.out.push(')');
    }
}
