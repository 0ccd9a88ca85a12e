//! Statements of C declarations.

use ast::{
    Arg, CClassDef, CEnum, CExtern, CFuncDef, CName, CStruct, CType, CTypedef, CVarDecl, CdefBlock,
    ClassOption, CppClass, DeclKeyword, Declarator, DottedName, EnumItem, Expr, ExprKind,
    ExternHeader, FuncTail, Fused, GilClause, Ident, InitDeclarator, Modifier, ModifierKind,
    Modifiers, Params, Stmt, StmtKind, StrLit, StructKind, TemplateParam, TypeArg, TypeName,
};
use base::Span;
use diag::syntax::{BodyOfNothing, TypedefForm};
use lexer::Modifier as Word;

use super::{ArgItem, Builder, Recovery, StringPart, TailPart};

/// The words that a declaration begins with.
pub struct Head {
    keyword: DeclKeyword,
    modifiers: Modifiers,
}

impl Head {
    pub fn cdef(implied: bool, items: Vec<Modifier>) -> Head {
        let keyword = if implied { DeclKeyword::Implied } else { DeclKeyword::Cdef };
        Head { keyword, modifiers: Modifiers { items } }
    }

    pub fn cpdef(items: Vec<Modifier>) -> Head {
        Head { keyword: DeclKeyword::Cpdef, modifiers: Modifiers { items } }
    }

    pub fn ctypedef(items: Vec<Modifier>) -> Head {
        Head { keyword: DeclKeyword::Ctypedef, modifiers: Modifiers { items } }
    }
}

/// A declaration of variables while its declarators are read.
pub struct CVarParts {
    head: Head,
    ty: Option<CType>,
    declarators: Vec<InitDeclarator>,
}

pub struct StructParts {
    pub packed: bool,
    pub kind: StructKind,
    pub name: Ident,
    pub cname: Option<CName>,
}

pub struct EnumParts {
    scoped: bool,
    name: Option<Ident>,
    cname: Option<CName>,
    underlying: Option<CType>,
}

impl EnumParts {
    pub fn nameless() -> Box<EnumParts> {
        Box::new(EnumParts { scoped: false, name: None, cname: None, underlying: None })
    }

    pub fn named(
        scoped: bool,
        name: Ident,
        cname: Option<CName>,
        ty: Option<Box<CType>>,
    ) -> Box<EnumParts> {
        Box::new(EnumParts { scoped, name: Some(name), cname, underlying: ty.map(|ty| *ty) })
    }
}

/// A line in an enum.
pub enum EnumLine {
    Items(Vec<EnumItem>),
    Doc(Box<StrLit>),
}

pub struct CppParts {
    name: Ident,
    cname: Option<CName>,
    templates: Vec<TemplateParam>,
    bases: Vec<CType>,
    gil: GilClause,
}

pub struct ClassParts {
    head: Head,
    name: DottedName,
    alias: Option<Ident>,
    args: Vec<Arg>,
    options: Vec<ClassOption>,
}

impl Builder<'_> {
    pub fn modifier(&mut self, list: Vec<Modifier>, l: u32, word: Word, r: u32) -> Vec<Modifier> {
        let kind = match word {
            Word::Extern => ModifierKind::Extern,
            Word::Public => ModifierKind::Public,
            Word::Readonly => ModifierKind::Readonly,
            Word::Private => ModifierKind::Private,
            Word::Api => ModifierKind::Api,
            Word::Inline => ModifierKind::Inline,
        };
        super::push(list, Modifier { kind, span: Span::new(l, r) })
    }

    // ---- variables and functions

    pub fn init_declarator(
        &mut self,
        l: u32,
        declarator: Box<Declarator>,
        init: Option<Expr>,
        r: u32,
    ) -> InitDeclarator {
        InitDeclarator { span: Span::new(l, r), declarator: *declarator, init }
    }

    pub fn c_vars(
        &mut self,
        head: Head,
        ty: Option<Box<CType>>,
        first: InitDeclarator,
    ) -> Box<CVarParts> {
        Box::new(CVarParts { head, ty: ty.map(|ty| *ty), declarators: vec![first] })
    }

    pub fn c_var(&mut self, mut vars: Box<CVarParts>, next: InitDeclarator) -> Box<CVarParts> {
        vars.declarators.push(next);
        vars
    }

    pub fn untyped_function(
        &mut self,
        l: u32,
        name: Ident,
        cname: Option<CName>,
        middle: u32,
        params: Params,
        r: u32,
    ) -> Box<Declarator> {
        let inner = self.declared(l, name, cname, middle);
        self.function_declarator(l, inner, params, r)
    }

    pub fn untyped_template(
        &mut self,
        l: u32,
        name: Ident,
        middle: u32,
        args: Option<Vec<TypeArg>>,
        params: Params,
        r: u32,
    ) -> Box<Declarator> {
        let inner = self.declared(l, name, None, name.span.hi);
        let inner = self.brackets(l, inner, args, middle);
        self.function_declarator(l, inner, params, r)
    }

    pub fn destructor(
        &mut self,
        l: u32,
        name: Ident,
        cname: Option<CName>,
        middle: u32,
        params: Params,
        r: u32,
    ) -> Box<Declarator> {
        let text = format!("~{}", &self.names[name.name]);
        let name = Ident { name: self.names.intern(&text), span: Span::new(l, name.span.hi) };
        self.untyped_function(l, name, cname, middle, params, r)
    }

    pub fn variables(&mut self, vars: Box<CVarParts>) -> Box<Stmt> {
        let CVarParts { head, ty, declarators } = *vars;
        let Head { keyword, modifiers } = head;
        if keyword == DeclKeyword::Ctypedef {
            return self.typedef(modifiers, ty, declarators);
        }
        let decl = CVarDecl { decorators: Vec::new(), keyword, modifiers, ty, declarators };
        self.kind(StmtKind::CVar(Box::new(decl)))
    }

    /// `ctypedef` names one type.
    fn typedef(
        &mut self,
        modifiers: Modifiers,
        ty: Option<CType>,
        mut declarators: Vec<InitDeclarator>,
    ) -> Box<Stmt> {
        let first = declarators.remove(0);
        let extra =
            declarators.first().map(|next| next.span).or(first.init.as_ref().map(|init| init.span));
        if let Some(at) = extra {
            self.push(TypedefForm { at });
        }
        let Some(ty) = ty else {
            self.push(TypedefForm { at: first.span });
            return self.kind(StmtKind::Invalid);
        };
        let def = CTypedef { decorators: Vec::new(), modifiers, ty, declarator: first.declarator };
        self.kind(StmtKind::CTypedef(Box::new(def)))
    }

    pub fn c_function(&mut self, vars: Box<CVarParts>, body: Vec<Stmt>) -> Box<Stmt> {
        let CVarParts { head, ty, mut declarators } = *vars;
        let Head { keyword, modifiers } = head;
        let last = declarators.len() - 1;
        let InitDeclarator { span, declarator, init } = declarators.swap_remove(last);
        if last > 0
            || init.is_some()
            || !declarator.declares_function()
            || keyword == DeclKeyword::Ctypedef
        {
            self.push(BodyOfNothing { at: span });
            return self.kind(StmtKind::Invalid);
        }
        let def = CFuncDef { decorators: Vec::new(), keyword, modifiers, ty, declarator, body };
        self.kind(StmtKind::CFunc(Box::new(def)))
    }

    // ---- structs, enums, classes

    pub fn c_struct(
        &mut self,
        head: Head,
        parts: StructParts,
        body: Option<Vec<Stmt>>,
    ) -> Box<Stmt> {
        let Head { keyword, modifiers } = head;
        let StructParts { packed, kind, name, cname } = parts;
        let def =
            CStruct { decorators: Vec::new(), keyword, modifiers, kind, packed, name, cname, body };
        self.kind(StmtKind::CStruct(Box::new(def)))
    }

    pub fn enum_doc(&mut self, l: u32, parts: Vec<StringPart>, r: u32) -> EnumLine {
        match self.strings(l, parts, r).kind {
            ExprKind::Str(doc) => EnumLine::Doc(doc),
            _ => EnumLine::Items(Vec::new()),
        }
    }

    pub fn enum_item(
        &mut self,
        l: u32,
        name: Ident,
        cname: Option<CName>,
        value: Option<Expr>,
        r: u32,
    ) -> EnumItem {
        EnumItem { span: Span::new(l, r), name, cname, value }
    }

    pub fn c_enum(
        &mut self,
        head: Head,
        parts: Box<EnumParts>,
        lines: Option<Vec<EnumLine>>,
    ) -> Box<Stmt> {
        let Head { keyword, modifiers } = head;
        let EnumParts { scoped, name, cname, underlying } = *parts;
        let mut doc = None;
        let items = lines.map(|lines| {
            let mut items = Vec::new();
            for line in lines {
                match line {
                    EnumLine::Items(more) => items.extend(more),
                    EnumLine::Doc(text) => doc = doc.take().or(Some(*text)),
                }
            }
            items
        });
        let decorators = Vec::new();
        let def =
            CEnum { decorators, keyword, modifiers, scoped, name, cname, underlying, doc, items };
        self.kind(StmtKind::CEnum(Box::new(def)))
    }

    pub fn cpp_parts(
        &mut self,
        name: Ident,
        cname: Option<CName>,
        templates: Option<Vec<TemplateParam>>,
        bases: Option<Option<Vec<Box<CType>>>>,
        tail: Vec<TailPart>,
    ) -> Box<CppParts> {
        let bases = bases.flatten().unwrap_or_default().into_iter().map(|base| *base).collect();
        let tail = self.block_tail(tail);
        let gil = GilClause { nogil: tail.nogil, with_gil: tail.with_gil };
        Box::new(CppParts { name, cname, templates: templates.unwrap_or_default(), bases, gil })
    }

    pub fn cpp_class(
        &mut self,
        head: Head,
        parts: Box<CppParts>,
        body: Option<Vec<Stmt>>,
    ) -> Box<Stmt> {
        let Head { keyword, modifiers } = head;
        let CppParts { name, cname, templates, bases, gil } = *parts;
        let decorators = Vec::new();
        let def =
            CppClass { decorators, keyword, modifiers, name, cname, templates, bases, gil, body };
        self.kind(StmtKind::CppClass(Box::new(def)))
    }

    pub fn class_parts(
        &mut self,
        head: Head,
        name: DottedName,
        alias: Option<Ident>,
        args: Option<Vec<ArgItem>>,
        options: Option<Option<Vec<ClassOption>>>,
    ) -> Box<ClassParts> {
        let args = self.base_args(args.unwrap_or_default());
        Box::new(ClassParts {
            head,
            name,
            alias,
            args,
            options: options.flatten().unwrap_or_default(),
        })
    }

    pub fn class_option(&mut self, l: u32, key: Ident, value: Ident, r: u32) -> ClassOption {
        ClassOption { span: Span::new(l, r), key, value }
    }

    pub fn c_class(&mut self, parts: Box<ClassParts>, body: Option<Vec<Stmt>>) -> Box<Stmt> {
        let ClassParts { head, name, alias, args, options } = *parts;
        let Head { keyword, modifiers } = head;
        let decorators = Vec::new();
        let def = CClassDef { decorators, keyword, modifiers, name, alias, args, options, body };
        self.kind(StmtKind::CClass(Box::new(def)))
    }

    pub fn fused(&mut self, head: Head, name: Ident, members: Vec<Option<TypeName>>) -> Box<Stmt> {
        let members = members.into_iter().flatten().collect();
        let def = Fused { decorators: Vec::new(), modifiers: head.modifiers, name, members };
        self.kind(StmtKind::Fused(Box::new(def)))
    }

    // ---- blocks

    pub fn extern_(
        &mut self,
        head: Head,
        header: ExternHeader,
        namespace: Option<CName>,
        tail: Vec<TailPart>,
        mut body: Vec<Stmt>,
    ) -> Box<Stmt> {
        let FuncTail { exception, nogil, with_gil, .. } = self.block_tail(tail);
        let verbatim = match body.first() {
            Some(Stmt { kind: StmtKind::Expr(Expr { kind: ExprKind::Str(text), .. }), .. }) => {
                Some(text.value.clone())
            }
            _ => None,
        };
        if verbatim.is_some() {
            body.remove(0);
        }
        let gil = GilClause { nogil, with_gil };
        let block = CExtern {
            modifiers: head.modifiers,
            header,
            namespace,
            exception,
            gil,
            verbatim,
            body,
        };
        self.kind(StmtKind::CExtern(Box::new(block)))
    }

    pub fn cdef_block(&mut self, head: Head, tail: Vec<TailPart>, body: Vec<Stmt>) -> Box<Stmt> {
        let FuncTail { exception, nogil, with_gil, .. } = self.block_tail(tail);
        let Head { keyword, modifiers } = head;
        let gil = GilClause { nogil, with_gil };
        self.kind(StmtKind::CdefBlock(Box::new(CdefBlock {
            keyword,
            modifiers,
            exception,
            gil,
            body,
        })))
    }

    fn block_tail(&mut self, parts: Vec<TailPart>) -> FuncTail {
        let mut tail = FuncTail::default();
        self.fill_tail(&mut tail, parts);
        tail
    }

    // ---- after an error

    pub fn skipped_item(&mut self, _l: u32, error: Recovery, _r: u32) -> EnumLine {
        self.report(error.error);
        EnumLine::Items(Vec::new())
    }

    pub fn skipped_member(&mut self, _l: u32, error: Recovery, _r: u32) -> Option<TypeName> {
        self.report(error.error);
        None
    }
}
