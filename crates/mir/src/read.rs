//! Reads what `print` writes. The format is described there.

mod expr;
mod frame;
mod lex;
mod ty;

use crate::*;
use base::{IdVec, Interner, Span};
use builtins::{Fails, Op};
use lex::{Token, Tokens};
use std::collections::HashMap;
use types::{CppCallId, TypeTable};

#[derive(Debug)]
pub struct ReadError {
    pub line: usize,
    pub message: String,
}

impl std::fmt::Display for ReadError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "line {}: {}", self.line, self.message)
    }
}

/// Reads one function. Structs and other types with a definition have to be in `types` under their ids already.
pub fn read_function(
    text: &str,
    types: &mut TypeTable,
    names: &mut Interner,
) -> Result<Function, ReadError> {
    let mut reader = Reader {
        tokens: Tokens::default(),
        types,
        names,
        locals: IdVec::new(),
        by_token: HashMap::new(),
        span: Span::default(),
    };
    let mut function = None;
    for (index, line) in text.lines().enumerate() {
        let at = |message| ReadError { line: index + 1, message };
        reader.tokens = Tokens::of_line(line).map_err(at)?;
        if reader.tokens.at_end() {
            continue;
        }
        match &mut function {
            None => function = Some(reader.head().map_err(at)?),
            Some(open) => {
                if reader.line(open).map_err(at)? {
                    open.locals = std::mem::take(&mut reader.locals);
                    break;
                }
            }
        }
    }
    function.ok_or(ReadError { line: 1, message: "no function".into() })
}

type Read<T> = Result<T, String>;

struct Reader<'a> {
    tokens: Tokens,
    types: &'a mut TypeTable,
    names: &'a mut Interner,
    locals: IdVec<LocalId, Local>,
    by_token: HashMap<String, LocalId>,
    /// The span of the statement before in the block.
    span: Span,
}

impl Reader<'_> {
    /// `func name(params) -> type {`. Parameters are declared below and found by their tokens then.
    fn head(&mut self) -> Read<Function> {
        self.tokens.word("func")?;
        let cname = self.tokens.ident()?;
        self.tokens.symbol("(")?;
        while !self.tokens.eat(")") {
            self.tokens.next()?;
        }
        self.tokens.symbol("->")?;
        let ret = self.ty()?;
        self.tokens.symbol("{")?;
        let mut builder = Builder::new(cname, ret, OnError::Impossible, Span::default()).finish();
        builder.blocks = IdVec::new();
        Ok(builder)
    }

    /// One line below the head; true at the end of the function.
    fn line(&mut self, function: &mut Function) -> Read<bool> {
        if self.tokens.eat("}") {
            return Ok(true);
        }
        if self.tokens.id_number('b').is_some() && self.tokens.peek_is_id(1, 'r') {
            self.block(function)?;
        } else if function.blocks.is_empty() {
            self.attribute(function)?;
        } else {
            self.statement(function)?;
        }
        if self.tokens.at_end() { Ok(false) } else { Err("text after the end".into()) }
    }

    fn block(&mut self, function: &mut Function) -> Read<()> {
        let id: BlockId = BlockId(self.tokens.id('b')?);
        let region = RegionId(self.tokens.id('r')?);
        let cold = self.tokens.eat("cold");
        self.tokens.symbol(":")?;
        if id != function.blocks.next_id() {
            return Err(format!("{id} is not the next block"));
        }
        self.span = Span::default();
        function.blocks.push(Block { stmts: Vec::new(), term: Term::Unreachable, region, cold });
        Ok(())
    }

    fn attribute(&mut self, function: &mut Function) -> Read<()> {
        let word = self.tokens.ident()?;
        match word.as_str() {
            "phase" => {
                function.phase = match self.tokens.ident()?.as_str() {
                    "high" => Phase::High,
                    "exits" => Phase::Exits,
                    "errors" => Phase::Errors,
                    "low" => Phase::Low,
                    other => return Err(format!("no phase `{other}`")),
                }
            }
            "linkage" => {
                let public = self.tokens.ident()? == "public";
                function.linkage = if public { Linkage::Public } else { Linkage::Inline };
            }
            "nogil" => function.nogil = true,
            "brief" => function.brief = true,
            "call" => function.spelling.call = self.text()?,
            "guard" => function.spelling.guard = self.text()?,
            "traceback" => function.traceback_name = Some(self.text()?),
            "varargs" => function.varargs = true,
            "events" => function.events = true,
            "on_error" => function.on_error = self.on_error()?,
            "span" => {
                let lo = self.tokens.int()? as u32;
                self.tokens.symbol("..")?;
                function.span = Span::new(lo, self.tokens.int()? as u32);
            }
            "suspends" | "frame" | "field" | "place" => self.suspension(&word, function)?,
            "param" | "named" | "temp" | "memory" | "in_frame" => {
                self.local_decl(&word, function)?;
            }
            "region" => {
                let region = self.region()?;
                function.regions.push(region);
            }
            other => return Err(format!("no attribute `{other}`")),
        }
        Ok(())
    }

    fn text(&mut self) -> Read<String> {
        let bytes = self.tokens.string()?;
        Ok(String::from_utf8_lossy(&bytes).into_owned())
    }

    fn on_error(&mut self) -> Read<OnError> {
        let word = self.tokens.ident()?;
        let value = if self.tokens.at_end() { None } else { Some(self.expr()?) };
        match (word.as_str(), value) {
            ("return", Some(value)) => Ok(OnError::Return(value)),
            ("return", None) => Ok(OnError::ReturnVoid),
            ("unraisable", value) => Ok(OnError::Unraisable(value)),
            ("impossible", None) => Ok(OnError::Impossible),
            _ => Err(format!("no way to fail `{word}`")),
        }
    }

    fn local_decl(&mut self, kind: &str, function: &mut Function) -> Read<()> {
        let kind = match kind {
            "param" => LocalKind::Param,
            "named" => LocalKind::Named,
            "temp" => LocalKind::Temp,
            "in_frame" => LocalKind::Field(self.tokens.int()? as u32),
            _ => LocalKind::Memory,
        };
        let token = self.tokens.local()?;
        let name = match self.tokens.string() {
            Ok(name) => Some(String::from_utf8_lossy(&name).into_owned()),
            Err(_) if token.starts_with('%') => None,
            Err(_) => Some(token.clone()),
        };
        self.tokens.symbol(":")?;
        let ty = self.ty()?;
        let maybe_unbound = self.tokens.eat("maybe_unbound");
        let name = name.map(|name| self.names.intern(&name));
        let id = self.locals.push(Local { name, ty, kind, maybe_unbound });
        self.by_token.insert(token, id);
        if kind == LocalKind::Param {
            function.params.push(id);
        }
        if self.tokens.eat("object") {
            function.frame.as_mut().ok_or("no frame")?.object = id;
        } else if self.tokens.eat("function") {
            function.suspends.as_mut().ok_or("not suspended")?.function = Some(id);
        } else if self.tokens.eat("closure") {
            function.suspends.as_mut().ok_or("not suspended")?.closure = Some(id);
        }
        Ok(())
    }

    fn region(&mut self) -> Read<Region> {
        self.tokens.id('r')?;
        let parent =
            if self.tokens.eat("in") { Some(RegionId(self.tokens.id('r')?)) } else { None };
        self.tokens.symbol(":")?;
        let kind = match self.tokens.ident()?.as_str() {
            "root" => RegionKind::Root,
            "try" => RegionKind::Try { handler: BlockId(self.tokens.id('b')?) },
            "handler" => RegionKind::Handler { saved: self.local()? },
            "finally" => RegionKind::Finally { entry: BlockId(self.tokens.id('b')?) },
            "finally_body" => RegionKind::FinallyBody { of: RegionId(self.tokens.id('r')?) },
            "nogil" => RegionKind::NoGil,
            "gil" => RegionKind::Gil,
            other => return Err(format!("no region `{other}`")),
        };
        Ok(Region { parent, kind })
    }

    fn local(&mut self) -> Read<LocalId> {
        let token = self.tokens.local()?;
        self.by_token.get(&token).copied().ok_or_else(|| format!("no local `{token}`"))
    }

    fn statement(&mut self, function: &mut Function) -> Read<()> {
        let Some(last) = function.blocks.ids().last() else { return Err("no block".into()) };
        if let Some(term) = self.term()? {
            let span = self.span()?;
            let block = &mut function.blocks[last];
            block.term = match term {
                Term::Check { value, fails, fail, next, .. } => {
                    Term::Check { value, fails, fail, next, span }
                }
                other => other,
            };
            return Ok(());
        }
        let kind = self.stmt()?;
        let span = self.span()?;
        function.blocks[last].stmts.push(Stmt { kind, span });
        Ok(())
    }

    fn span(&mut self) -> Read<Span> {
        if self.tokens.eat("@") {
            let lo = self.tokens.int()? as u32;
            self.tokens.symbol("..")?;
            self.span = Span::new(lo, self.tokens.int()? as u32);
        }
        Ok(self.span)
    }

    fn block_id(&mut self) -> Read<BlockId> {
        Ok(BlockId(self.tokens.id('b')?))
    }

    fn term(&mut self) -> Read<Option<Term>> {
        // A local may be called like a terminator; what follows tells.
        if self.tokens.peek_symbol(1, "=") || self.tokens.peek_symbol(1, ":=") {
            return Ok(None);
        }
        let term = match self.tokens.peek_ident() {
            Some("goto") => {
                self.tokens.next()?;
                Term::Goto(self.block_id()?)
            }
            Some("if") => {
                self.tokens.next()?;
                let cond = self.expr()?;
                self.tokens.word("then")?;
                let then = self.block_id()?;
                self.tokens.word("else")?;
                let other = self.block_id()?;
                let likely = if self.tokens.eat("likely") {
                    Some(true)
                } else {
                    self.tokens.eat("unlikely").then_some(false)
                };
                Term::If { cond, then, other, likely }
            }
            Some("switch") => {
                self.tokens.next()?;
                let value = self.expr()?;
                let mut cases = Vec::new();
                while self.tokens.eat("case") {
                    cases.push((self.tokens.int()?, self.block_id()?));
                }
                self.tokens.word("default")?;
                Term::Switch { value, cases, default: self.block_id()? }
            }
            Some("return") => {
                self.tokens.next()?;
                let none = self.tokens.at_end();
                Term::Return(if none { None } else { Some(self.expr()?) })
            }
            Some("unreachable") => self.bare(Term::Unreachable)?,
            Some("end_finally") => self.bare(Term::EndFinally)?,
            Some("unwind") => self.bare(Term::Unwind)?,
            Some("check") => {
                self.tokens.next()?;
                let fails = self.fails()?;
                let value = if self.tokens.peek_ident() == Some("fail") {
                    None
                } else {
                    Some(self.local()?)
                };
                self.tokens.word("fail")?;
                let fail = self.block_id()?;
                self.tokens.word("next")?;
                Term::Check { value, fails, fail, next: self.block_id()?, span: Span::default() }
            }
            _ => return Ok(None),
        };
        Ok(Some(term))
    }

    fn bare(&mut self, term: Term) -> Read<Term> {
        self.tokens.next()?;
        Ok(term)
    }

    fn stmt(&mut self) -> Read<StmtKind> {
        let assigns = self.tokens.peek_symbol(1, "=") || self.tokens.peek_symbol(1, ":=");
        if !assigns {
            let counted = match self.tokens.peek_ident() {
                Some("unbind") => Some(StmtKind::Unbind as fn(LocalId) -> StmtKind),
                Some("check_bound") => {
                    Some((|id| StmtKind::CheckBound(id, ReadBy::Own)) as fn(LocalId) -> StmtKind)
                }
                Some("check_outer") => Some(
                    (|id| StmtKind::CheckBound(id, ReadBy::Comprehension))
                        as fn(LocalId) -> StmtKind,
                ),
                Some("decref") => Some(StmtKind::DecRef as fn(LocalId) -> StmtKind),
                Some("xdecref") => Some(StmtKind::XDecRef as fn(LocalId) -> StmtKind),
                Some("clear") => Some(StmtKind::Clear as fn(LocalId) -> StmtKind),
                _ => None,
            };
            if let Some(make) = counted {
                self.tokens.next()?;
                return Ok(make(self.local()?));
            }
            if self.tokens.eat("traceback") {
                return Ok(StmtKind::Traceback);
            }
            if self.tokens.eat("incref") {
                return Ok(StmtKind::IncRef(self.expr()?));
            }
            if self.tokens.eat("xincref") {
                return Ok(StmtKind::XIncRef(self.expr()?));
            }
        }
        if self.tokens.peek_symbol(1, "=") {
            let dst = self.local()?;
            self.tokens.symbol("=")?;
            return self.step(Some(dst));
        }
        if self.tokens.starts_op() || self.tokens.peek_ident() == Some("call") {
            return self.step(None);
        }
        let place = self.expr()?;
        self.tokens.symbol(":=")?;
        Ok(StmtKind::Assign { place, value: self.expr()? })
    }

    /// An operation or a call.
    fn step(&mut self, dst: Option<LocalId>) -> Read<StmtKind> {
        if !self.tokens.starts_op() && self.tokens.eat("call") {
            let callee = if self.tokens.eat("*") {
                self.tokens.symbol("(")?;
                let pointer = self.expr()?;
                self.tokens.symbol(")")?;
                Callee::Pointer(pointer)
            } else if self.tokens.id_number('f').is_some() {
                Callee::Func(FuncId(self.tokens.id('f')?))
            } else if self.tokens.id_number('p').is_some() {
                Callee::Cpp(CppCallId(self.tokens.id('p')?))
            } else {
                Callee::Extern(ExternId(self.tokens.id('x')?))
            };
            self.tokens.symbol("(")?;
            let args = self.exprs_until(")")?;
            self.tokens.word("fails")?;
            return Ok(StmtKind::Call { dst, callee, args, fails: self.fails()? });
        }
        let op = self.op_name()?;
        let mut args = Vec::new();
        if !self.tokens.at_end() && !self.tokens.peek_symbol(0, "@") {
            args.push(self.expr()?);
            while self.tokens.eat(",") {
                args.push(self.expr()?);
            }
        }
        Ok(StmtKind::Op { dst, op, args })
    }

    fn op_name(&mut self) -> Read<Op> {
        let mut name = self.tokens.ident()?;
        while self.tokens.eat(".") {
            name = format!("{name}.{}", self.tokens.ident()?);
        }
        Op::find(&name).ok_or_else(|| format!("no operation `{name}`"))
    }

    fn fails(&mut self) -> Read<Fails> {
        let word = self.tokens.ident()?;
        let fails = match word.as_str() {
            "never" => Fails::Never,
            "null" => Fails::Null,
            "null_occurred" => Fails::NullOccurred,
            "neg1" => Fails::Neg1,
            "negative" => Fails::Negative,
            "occurred" => Fails::Occurred,
            "always" => Fails::Always,
            "always_no_trace" => Fails::AlwaysNoTrace,
            "throws" => Fails::Throws,
            "maybe" | "equals" | "equals_occurred" => {
                self.tokens.symbol("(")?;
                let fails = match word.as_str() {
                    "maybe" => Fails::Maybe(self.tokens.int()? as i64),
                    "equals" => Fails::Equals(self.except_value()?),
                    _ => Fails::EqualsOccurred(self.except_value()?),
                };
                self.tokens.symbol(")")?;
                fails
            }
            other => return Err(format!("no way to fail `{other}`")),
        };
        Ok(fails)
    }
}

impl Tokens {
    /// `name.name` at the start of a statement, without an assignment behind it.
    fn starts_op(&self) -> bool {
        self.peek_ident().is_some()
            && self.peek_symbol(1, ".")
            && !self.rest().contains(&Token::Symbol(":="))
    }
}
