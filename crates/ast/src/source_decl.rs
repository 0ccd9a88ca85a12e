//! C declarations, types, declarators and parameters as source text.

use crate::source::{Level, Printer};
use crate::{
    BasicType, BasicWord, CBase, CClassDef, CEnum, CExtern, CFuncDef, CName, CStruct, CType,
    CTypedef, CVarDecl, CdefBlock, CppClass, CppHandler, DeclKeyword, Declarator, DeclaratorKind,
    ExceptionClause, ExceptionKind, Expr, ExternHeader, FuncTail, Fused, GilClause, InitDeclarator,
    Length, ModifierKind, Modifiers, Noneness, Param, ParamDecl, ParamDefault, ParamKind, Params,
    Qualifiers, Sign, StructKind, TemplateParam, TypeArg, TypeArgKind, TypeName,
};

impl Printer<'_> {
    /// `cdef public `
    fn head(&mut self, keyword: DeclKeyword, modifiers: &Modifiers) {
        self.out.push_str(match keyword {
            DeclKeyword::Cdef => "cdef ",
            DeclKeyword::Cpdef => "cpdef ",
            DeclKeyword::Ctypedef => "ctypedef ",
            DeclKeyword::Implied => "",
        });
        for modifier in &modifiers.items {
            self.out.push_str(match modifier.kind {
                ModifierKind::Public => "public ",
                ModifierKind::Private => "private ",
                ModifierKind::Readonly => "readonly ",
                ModifierKind::Extern => "extern ",
                ModifierKind::Api => "api ",
                ModifierKind::Inline => "inline ",
            });
        }
    }

    pub(crate) fn variables(&mut self, vars: &CVarDecl) {
        self.head(vars.keyword, &vars.modifiers);
        if let Some(ty) = &vars.ty {
            self.c_type(ty);
            self.out.push(' ');
        }
        for (index, InitDeclarator { declarator, init, .. }) in vars.declarators.iter().enumerate()
        {
            self.comma(index);
            self.declarator(declarator);
            if let Some(init) = init {
                self.out.push_str(" = ");
                self.expr(init, Level::Expr);
            }
        }
    }

    pub(crate) fn c_function(&mut self, function: &CFuncDef) {
        self.head(function.keyword, &function.modifiers);
        if let Some(ty) = &function.ty {
            self.c_type(ty);
            self.out.push(' ');
        }
        self.declarator(&function.declarator);
        self.suite(&function.body);
    }

    pub(crate) fn c_class(&mut self, class: &CClassDef) {
        self.head(class.keyword, &class.modifiers);
        self.out.push_str("class ");
        self.dotted(&class.name);
        if let Some(alias) = class.alias {
            self.out.push_str(" as ");
            self.name(alias.name);
        }
        if !class.args.is_empty() {
            self.args(&class.args);
        }
        if !class.options.is_empty() {
            self.out.push_str(" [");
            for (index, option) in class.options.iter().enumerate() {
                self.comma(index);
                self.name(option.key.name);
                self.out.push(' ');
                self.name(option.value.name);
            }
            self.out.push(']');
        }
        if let Some(body) = &class.body {
            self.suite(body);
        }
    }

    pub(crate) fn c_struct(&mut self, item: &CStruct) {
        self.head(item.keyword, &item.modifiers);
        self.out.push_str(if item.packed { "packed " } else { "" });
        self.out.push_str(match item.kind {
            StructKind::Struct => "struct ",
            StructKind::Union => "union ",
        });
        self.name(item.name.name);
        self.c_name(item.cname.as_ref());
        if let Some(body) = &item.body {
            self.suite(body);
        }
    }

    pub(crate) fn c_enum(&mut self, item: &CEnum) {
        self.head(item.keyword, &item.modifiers);
        self.out.push_str(if item.scoped { "enum class" } else { "enum" });
        if let Some(name) = item.name {
            self.out.push(' ');
            self.name(name.name);
        }
        self.c_name(item.cname.as_ref());
        if let Some(underlying) = &item.underlying {
            self.out.push('(');
            self.c_type(underlying);
            self.out.push(')');
        }
        let Some(items) = &item.items else { return };
        self.out.push(':');
        self.indent += 1;
        if let Some(doc) = &item.doc {
            self.line();
            self.string(doc);
        }
        for item in items {
            self.line();
            self.name(item.name.name);
            self.c_name(item.cname.as_ref());
            if let Some(value) = &item.value {
                self.out.push_str(" = ");
                self.expr(value, Level::Expr);
            }
        }
        if items.is_empty() {
            self.line();
            self.out.push_str("pass");
        }
        self.indent -= 1;
    }

    pub(crate) fn cpp_class(&mut self, class: &CppClass) {
        self.head(class.keyword, &class.modifiers);
        self.out.push_str("cppclass ");
        self.name(class.name.name);
        self.c_name(class.cname.as_ref());
        self.template_params(&class.templates);
        if !class.bases.is_empty() {
            self.out.push('(');
            for (index, base) in class.bases.iter().enumerate() {
                self.comma(index);
                self.c_type(base);
            }
            self.out.push(')');
        }
        self.gil_clause(class.gil);
        if let Some(body) = &class.body {
            self.suite(body);
        }
    }

    pub(crate) fn template_params(&mut self, params: &[TemplateParam]) {
        if params.is_empty() {
            return;
        }
        self.out.push('[');
        for (index, param) in params.iter().enumerate() {
            self.comma(index);
            self.name(param.ident.name);
            self.out.push_str(if param.optional { "=*" } else { "" });
        }
        self.out.push(']');
    }

    pub(crate) fn typedef(&mut self, typedef: &CTypedef) {
        self.head(DeclKeyword::Ctypedef, &typedef.modifiers);
        self.c_type(&typedef.ty);
        self.out.push(' ');
        self.declarator(&typedef.declarator);
    }

    pub(crate) fn fused(&mut self, fused: &Fused) {
        self.head(DeclKeyword::Ctypedef, &fused.modifiers);
        self.out.push_str("fused ");
        self.name(fused.name.name);
        self.out.push(':');
        self.indent += 1;
        for member in &fused.members {
            self.line();
            self.type_name(member);
        }
        if fused.members.is_empty() {
            self.line();
            self.out.push_str("pass");
        }
        self.indent -= 1;
    }

    pub(crate) fn extern_block(&mut self, block: &CExtern) {
        self.head(DeclKeyword::Cdef, &block.modifiers);
        self.out.push_str("extern from ");
        match &block.header {
            ExternHeader::File(file) => self.quoted(file.text),
            ExternHeader::Nothing => self.out.push('*'),
        }
        if let Some(namespace) = &block.namespace {
            self.out.push_str(" namespace ");
            self.quoted(namespace.text);
        }
        self.exception(block.exception.as_ref());
        self.gil_clause(block.gil);
        self.out.push(':');
        self.indent += 1;
        if let Some(verbatim) = &block.verbatim {
            self.line();
            self.plain_text(verbatim);
        }
        self.statements(&block.body);
        if block.verbatim.is_none() && block.body.is_empty() {
            self.line();
            self.out.push_str("pass");
        }
        self.indent -= 1;
    }

    pub(crate) fn cdef_block(&mut self, block: &CdefBlock) {
        let start = self.out.len();
        self.head(block.keyword, &block.modifiers);
        self.exception(block.exception.as_ref());
        self.gil_clause(block.gil);
        // The head ends with a blank, the clauses begin with one.
        let text = self.out[start..].trim_end().replace("  ", " ");
        self.out.truncate(start);
        self.out.push_str(&text);
        self.suite(&block.body);
    }

    fn gil_clause(&mut self, gil: GilClause) {
        self.out.push_str(if gil.nogil.is_some() { " nogil" } else { "" });
        self.out.push_str(if gil.with_gil.is_some() { " with gil" } else { "" });
    }

    pub(crate) fn c_name(&mut self, name: Option<&CName>) {
        if let Some(name) = name {
            self.out.push(' ');
            self.quoted(name.text);
        }
    }

    fn quoted(&mut self, text: base::Name) {
        let text = base::Text::from(self.text(text));
        self.plain_text(&text);
    }
}

/// Types and declarators.
impl Printer<'_> {
    pub(crate) fn type_name(&mut self, ty: &TypeName) {
        self.c_type(&ty.ty);
        self.abstract_declarator(&ty.declarator);
    }

    fn abstract_declarator(&mut self, declarator: &Declarator) {
        if !declarator.is_plain() || declarator.name().is_some() {
            self.out.push(' ');
            self.declarator(declarator);
        }
    }

    pub(crate) fn c_type(&mut self, ty: &CType) {
        self.qualifiers(ty.qualifiers);
        self.base(&ty.base);
    }

    /// Each with a blank behind it.
    fn qualifiers(&mut self, qualifiers: Qualifiers) {
        let words = [
            (qualifiers.is_const, "const "),
            (qualifiers.is_volatile, "volatile "),
            (qualifiers.is_restrict, "restrict "),
        ];
        let mut twice = qualifiers.duplicate;
        for (_, word) in words.iter().filter(|(set, _)| *set) {
            self.out.push_str(word);
            if std::mem::take(&mut twice) {
                self.out.push_str(word);
            }
        }
    }

    fn base(&mut self, base: &CBase) {
        match base {
            CBase::Basic(basic) => self.basic(*basic),
            CBase::Name(name) => self.name(name.name),
            CBase::Member(outer, name) => {
                self.base(outer);
                self.out.push('.');
                self.name(name.name);
            }
            CBase::Subscript(inner, args) => {
                self.base(inner);
                self.type_args(args);
            }
            CBase::Tuple(items) => {
                self.out.push('(');
                for (index, item) in items.iter().enumerate() {
                    self.comma(index);
                    self.type_name(item);
                }
                self.out.push_str(if items.len() == 1 { ",)" } else { ")" });
            }
            CBase::Group(inner) => {
                self.out.push('(');
                self.type_name(inner);
                self.out.push(')');
            }
        }
    }

    fn basic(&mut self, basic: BasicType) {
        let sign = match basic.sign {
            Sign::Unmarked => "",
            Sign::Signed => "signed ",
            Sign::Unsigned => "unsigned ",
        };
        let length = match basic.length {
            Length::Normal => "",
            Length::Short => "short ",
            Length::Long => "long ",
            Length::LongLong => "long long ",
        };
        let word = match basic.word {
            BasicWord::Int if basic.length != Length::Normal => "",
            BasicWord::Int => "int ",
            BasicWord::Char => "char ",
            BasicWord::Float => "float ",
            BasicWord::Double => "double ",
        };
        let complex = if basic.is_complex { "complex" } else { "" };
        let text = format!("{sign}{length}{word}{complex}");
        self.out.push_str(text.trim_end());
    }

    fn type_args(&mut self, args: &[TypeArg]) {
        self.out.push('[');
        for (index, arg) in args.iter().enumerate() {
            self.comma(index);
            match &arg.kind {
                TypeArgKind::Item(item) => self.expr(item, Level::Star),
                TypeArgKind::Keyword(name, value) => {
                    self.name(name.name);
                    self.out.push('=');
                    self.expr(value, Level::Expr);
                }
                TypeArgKind::Optional(name) => {
                    self.name(name.name);
                    self.out.push_str("=*");
                }
            }
        }
        self.out.push(']');
    }

    /// From the outside in, as it is written.
    pub(crate) fn declarator(&mut self, declarator: &Declarator) {
        match &declarator.kind {
            DeclaratorKind::Name(None) => {}
            DeclaratorKind::Name(Some(name)) => {
                self.name(name.ident.name);
                self.c_name(name.cname.as_ref());
            }
            DeclaratorKind::Pointer(qualifiers, inner) => {
                self.out.push('*');
                self.qualifiers(*qualifiers);
                self.declarator(inner);
                if self.out.ends_with(' ') {
                    self.out.pop();
                }
            }
            DeclaratorKind::Reference { rvalue, inner } => {
                self.out.push_str(if *rvalue { "&&" } else { "&" });
                if matches!(inner.kind, DeclaratorKind::Reference { .. }) {
                    self.out.push(' ');
                }
                self.declarator(inner);
            }
            DeclaratorKind::Brackets(inner, args) => {
                self.direct(inner);
                self.type_args(args);
            }
            DeclaratorKind::Function { inner, params, tail } => {
                self.direct(inner);
                self.out.push('(');
                self.params(params);
                self.out.push(')');
                self.tail(tail);
            }
            DeclaratorKind::CallingConvention(word, inner) => {
                self.name(word.name);
                if !matches!(inner.kind, DeclaratorKind::Name(None)) {
                    self.out.push(' ');
                }
                self.declarator(inner);
            }
        }
    }

    /// What brackets can be put behind.
    fn direct(&mut self, inner: &Declarator) {
        let group = match inner.kind {
            DeclaratorKind::Pointer(..)
            | DeclaratorKind::Reference { .. }
            | DeclaratorKind::CallingConvention(..) => true,
            DeclaratorKind::Name(_)
            | DeclaratorKind::Brackets(..)
            | DeclaratorKind::Function { .. } => false,
        };
        self.out.push_str(if group { "(" } else { "" });
        self.declarator(inner);
        self.out.push_str(if group { ")" } else { "" });
    }

    fn tail(&mut self, tail: &FuncTail) {
        let nogil = if tail.nogil.is_some() { " nogil" } else { "" };
        if tail.nogil_first {
            self.out.push_str(nogil);
        }
        self.exception(tail.exception.as_ref());
        if !tail.nogil_first {
            self.out.push_str(nogil);
        }
        self.out.push_str(if tail.with_gil.is_some() { " with gil" } else { "" });
        self.out.push_str(if tail.is_const { " const" } else { "" });
        if let Some(returns) = &tail.returns {
            self.out.push_str(" -> ");
            self.expr(returns, Level::Expr);
        }
    }

    fn exception(&mut self, clause: Option<&ExceptionClause>) {
        let Some(clause) = clause else { return };
        match &clause.kind {
            ExceptionKind::Never => self.out.push_str(" noexcept"),
            ExceptionKind::Check => self.out.push_str(" except *"),
            ExceptionKind::Value(value) => self.exception_value(" except ", value),
            ExceptionKind::Maybe(value) => self.exception_value(" except? ", value),
            ExceptionKind::Cpp(None) => self.out.push_str(" except +"),
            ExceptionKind::Cpp(Some(CppHandler::Star)) => self.out.push_str(" except +*"),
            ExceptionKind::Cpp(Some(CppHandler::Name(name))) => {
                self.exception_value(" except +", name);
            }
        }
    }

    fn exception_value(&mut self, word: &str, value: &Expr) {
        self.out.push_str(word);
        self.expr(value, Level::Expr);
    }
}

/// Parameters of every kind of function.
impl Printer<'_> {
    pub(crate) fn params(&mut self, params: &Params) {
        let mut count = 0;
        for index in 0..=params.items.len() {
            if params.slash.is_some_and(|(at, _)| at == index) {
                self.comma(count);
                self.out.push('/');
                count += 1;
            }
            if params.bare_star.is_some_and(|(at, _)| at == index) {
                self.comma(count);
                self.out.push('*');
                count += 1;
            }
            if let Some(param) = params.items.get(index) {
                self.comma(count);
                self.param(param);
                count += 1;
            }
        }
        if params.variadic.is_some() {
            self.comma(count);
            self.out.push_str("...");
        }
    }

    fn param(&mut self, param: &Param) {
        self.out.push_str(match param.kind {
            ParamKind::Normal => "",
            ParamKind::Star => "*",
            ParamKind::DoubleStar => "**",
        });
        match &param.decl {
            ParamDecl::Undecided(name) => self.name(name.name),
            ParamDecl::Typed { ty, declarator } => {
                self.c_type(ty);
                self.abstract_declarator(declarator);
            }
        }
        self.out.push_str(match param.noneness {
            Noneness::Unsaid => "",
            Noneness::NotNone => " not None",
            Noneness::OrNone => " or None",
        });
        if let Some(annotation) = &param.annotation {
            self.out.push_str(": ");
            self.expr(annotation, Level::Star);
        }
        match &param.default {
            None => {}
            Some(ParamDefault::Elsewhere(_)) => self.out.push_str("=*"),
            Some(ParamDefault::Value(value)) => {
                self.out.push_str(if param.annotation.is_some() { " = " } else { "=" });
                self.expr(value, Level::Expr);
            }
        }
    }
}
