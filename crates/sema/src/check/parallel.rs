//! Parallel sections and loops: what they may be given. Running them in parallel is not supported yet.

use ast::{Arg, ArgKind, ExprKind as Ast, UnaryOp, WithItem};
use base::Span;
use diag::calls::{NestedParallel, ParallelArgument};
use tir::Stmt;
use types::Ty;

use super::Checker;
use super::loops::Body;

/// A parallel section or loop around the place.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Around {
    Section { has_threads: bool },
    Loop,
}

const SCHEDULES: [&str; 4] = ["static", "dynamic", "guided", "runtime"];

impl<'k, 'a> Checker<'k, 'a> {
    /// `with parallel(num_threads=4):`
    pub fn parallel_section(
        &mut self,
        (context, args): (&ast::Expr, &'a [Arg]),
        rest: &'a [WithItem],
        body: &'a [ast::Stmt],
        span: Span,
    ) -> Vec<Stmt> {
        let at = context.span;
        let before = self.an.cx.sink.error_count();
        if matches!(self.parallel, Some(Around::Section { .. })) {
            self.report(NestedParallel { at });
        }
        if !matches!(context.kind, Ast::Call(..)) {
            let why = "has to be called".into();
            self.report(ParallelArgument { at, what: "parallel".into(), why });
        }
        self.parallel_keywords("parallel", args, &["num_threads", "use_threads_if"]);
        let has_threads = self.check_threads("parallel", args);
        let outer = self.parallel.replace(Around::Section { has_threads });
        let stmts = self.with_stmt(rest, body, span);
        self.parallel = outer;
        self.unsupported_parallel(before, at);
        stmts
    }

    pub fn is_prange(&mut self, iter: &ast::Expr) -> bool {
        let Ast::Call(callee, _) = &iter.kind else { return false };
        self.cython_path(callee).as_deref() == Some("parallel.prange")
    }

    /// `for i in prange(...):`
    pub fn prange_loop(
        &mut self,
        target: &ast::Expr,
        iter: &ast::Expr,
        body: Body<'_, 'k, 'a>,
        orelse: Body<'_, 'k, 'a>,
    ) -> Vec<Stmt> {
        let before = self.an.cx.sink.error_count();
        if let Ast::Call(_, args) = &iter.kind {
            self.check_prange(args, iter.span);
        }
        self.check_prange_target(target);
        self.bind_names(target);
        let outer = self.parallel.replace(Around::Loop);
        self.enter_loop();
        body(self);
        self.leave_loop();
        self.parallel = outer;
        orelse(self);
        self.unsupported_parallel(before, iter.span);
        Vec::new()
    }

    fn unsupported_parallel(&mut self, before: usize, at: Span) {
        if self.an.cx.sink.error_count() == before {
            self.unsupported(at, "parallel sections");
        }
    }

    fn check_prange(&mut self, args: &[Arg], at: Span) {
        let what = "prange";
        let bounds = args.iter().filter(|arg| matches!(arg.kind, ArgKind::Positional)).count();
        if !(1..=3).contains(&bounds) {
            let why = format!("takes one to three bounds, not {bounds}");
            self.report(ParallelArgument { at, what: what.into(), why });
        }
        let names = ["schedule", "nogil", "num_threads", "chunksize", "use_threads_if"];
        self.parallel_keywords(what, args, &names);
        let schedule = self.schedule(args);
        if let Some(chunk) = self.keyword_argument(args, "chunksize") {
            let why = match schedule.as_deref() {
                None => Some("needs a `schedule` for its `chunksize`"),
                Some("runtime") => Some("has no `chunksize` for the schedule `runtime`"),
                Some(_) if sign(chunk).is_some_and(|value| value <= 0) => {
                    Some("needs a positive `chunksize`")
                }
                Some(_) => None,
            };
            if let Some(why) = why {
                let (at, what) = (chunk.span, what.into());
                self.report(ParallelArgument { at, what, why: why.into() });
            }
        }
        let why = match (self.keyword_argument(args, "num_threads"), self.parallel) {
            (Some(_), Some(Around::Section { has_threads: true })) => {
                "cannot have `num_threads`, which the section around it has already"
            }
            (Some(_), Some(Around::Section { has_threads: false })) => {
                "cannot have `num_threads`: the section around it says how many there are"
            }
            _ => {
                self.check_threads(what, args);
                return;
            }
        };
        self.report(ParallelArgument { at, what: what.into(), why: why.into() });
    }

    /// The constant name of the schedule.
    fn schedule(&mut self, args: &[Arg]) -> Option<String> {
        let given = self.keyword_argument(args, "schedule")?;
        let Ast::Str(text) = &given.kind else { return None };
        let text = text.value.as_str().unwrap_or_default().to_string();
        if !SCHEDULES.contains(&text.as_str()) {
            let why = format!("knows no schedule `{text}`, only `{}`", SCHEDULES.join("`, `"));
            self.report(ParallelArgument { at: given.span, what: "prange".into(), why });
        }
        Some(text)
    }

    fn parallel_keywords(&mut self, what: &str, args: &[Arg], known: &[&str]) {
        for arg in args {
            let ArgKind::Keyword(key) = arg.kind else { continue };
            let name = self.text(key.name).to_string();
            if !known.contains(&name.as_str()) {
                let why = format!("has no argument `{name}`");
                self.report(ParallelArgument { at: arg.span, what: what.into(), why });
            }
        }
    }

    /// Whether a number of threads is given.
    fn check_threads(&mut self, what: &str, args: &[Arg]) -> bool {
        let Some(threads) = self.keyword_argument(args, "num_threads") else { return false };
        if sign(threads).is_some_and(|value| value < 0) {
            let why = "cannot have a negative `num_threads`".into();
            self.report(ParallelArgument { at: threads.span, what: what.into(), why });
        }
        true
    }

    /// An argument by its name; None is none.
    fn keyword_argument<'e>(&self, args: &'e [Arg], name: &str) -> Option<&'e ast::Expr> {
        args.iter().find_map(|arg| match arg.kind {
            ArgKind::Keyword(key) if self.text(key.name) == name => {
                (!matches!(arg.value.kind, Ast::None)).then_some(&arg.value)
            }
            _ => None,
        })
    }

    fn check_prange_target(&mut self, target: &ast::Expr) {
        let at = target.span;
        let why = match &target.kind {
            Ast::Name(_) => match self.target_type(target) {
                Some(ty) if ty != Ty::ERROR && !self.types().is_object(ty) => {
                    (!self.types().is_arithmetic(ty))
                        .then(|| format!("counts with a number, not with `{}`", self.describe(ty)))
                }
                _ => None,
            },
            _ => Some("counts with a variable only".into()),
        };
        if let Some(why) = why {
            self.report(ParallelArgument { at, what: "prange".into(), why });
        }
    }
}

/// The sign of a literal number.
fn sign(expr: &ast::Expr) -> Option<i64> {
    match &expr.kind {
        // Only the sign is of interest.
        Ast::Int(_) => Some(1),
        Ast::Unary(UnaryOp::Neg, operand) => sign(operand).map(|value| -value),
        _ => None,
    }
}
