//! What stands before the statements of a function: its head and its variables; and the whole as text.

use super::{Printed, Printer, guard, signature, storage};
use ::types::{Ty, Type};
use base::Id;
use mir::{CExpr, LocalId, OnError, StmtKind, Term};
use std::fmt::Write;

impl Printer<'_, '_> {
    pub(super) fn mark_used(&mut self) {
        let function = self.function;
        let (used, reads) = (&mut self.used, &mut self.reads);
        let mut mark = |id: LocalId| used[id.index()] = true;
        let mut read = |expr: &CExpr| {
            expr.walk(&mut |part| {
                part.as_local().into_iter().for_each(|id| reads[id.index()] += 1);
            });
        };
        for block in function.blocks.iter() {
            for stmt in &block.stmts {
                match &stmt.kind {
                    StmtKind::Op { dst, .. } | StmtKind::Call { dst, .. } => {
                        dst.iter().for_each(|&id| mark(id));
                    }
                    StmtKind::Assign { place, .. } => place.walk(&mut |part| {
                        part.as_local().into_iter().for_each(&mut mark);
                    }),
                    StmtKind::Unbind(id)
                    | StmtKind::CheckBound(id, _)
                    | StmtKind::DecRef(id)
                    | StmtKind::XDecRef(id)
                    | StmtKind::Clear(id) => mark(*id),
                    StmtKind::Traceback | StmtKind::IncRef(_) | StmtKind::XIncRef(_) => {}
                }
                stmt.for_each_read(&mut read);
            }
            if let Term::Check { value: Some(id), .. } = block.term {
                mark(id);
            }
            block.term.for_each_read(&mut read);
        }
        used.iter_mut().zip(reads).for_each(|(used, reads)| *used |= *reads > 0);
    }

    pub(super) fn finish(mut self) -> Printed {
        let function = self.function;
        let mut text = String::new();
        let head = signature(self.unit, function, Some(&self.locals));
        let (begin, end) = guard(function);
        text.push_str(&begin);
        let head = if function.events {
            crate::traced::body_head(function, &head)
        } else {
            format!("{}{head}", storage(function))
        };
        let _ = writeln!(text, "{head} {{");
        let declared = self.declarations();
        text.push_str(&crate::frames::prologue(function, &self.locals, &self.used));
        text.push_str(&declared);
        if self.has_location {
            text.push_str("    unsigned px_at = 0;\n");
        }
        let before = text.matches('\n').count() as u32;
        text.push_str(&self.body);
        text.push_str("}\n");
        if function.events {
            let error = match &function.on_error {
                OnError::Return(value) => Some(self.expr(value)),
                OnError::ReturnVoid | OnError::Unraisable(_) | OnError::Impossible => None,
            };
            text.push_str(&crate::traced::around(self.unit, function, &self.locals, error));
        }
        text.push_str(end);
        let lines = self.lines.iter().map(|&(line, span)| (line + before, span)).collect();
        Printed { text, lines }
    }

    /// Words before and after a declaration. Arrays of the module's body may be pointed to for ever; structs that only a header
    /// knows may demand to be zero at first.
    fn lifetime(&self, ty: Ty) -> (&'static str, &'static str) {
        let types = self.unit.types();
        let body = self.unit.is_body(self.function);
        match types.resolved(ty) {
            Type::Array(..) if body => ("static ", ""),
            Type::Struct(id) if types.structs[*id].is_extern && !self.unit.style().cplus => {
                ("", " = {0}")
            }
            _ => ("", ""),
        }
    }

    fn declarations(&self) -> String {
        let mut text = String::new();
        let mut objects = Vec::new();
        for (id, local) in self.function.locals.iter_enumerated() {
            let in_frame = matches!(local.kind, mir::LocalKind::Field(_));
            if self.function.params.contains(&id) || !self.used[id.index()] || in_frame {
                continue;
            }
            let types = self.unit.types();
            let ty = types.variable(local.ty);
            let decl = types.c_decl(ty, &self.locals[id], self.unit.names());
            match decl.strip_prefix("PyObject ") {
                Some(rest) if rest == format!("*{}", &self.locals[id]) => {
                    objects.push(rest.to_string())
                }
                _ => {
                    let (before, after) = self.lifetime(ty);
                    let _ = writeln!(text, "    {before}{decl}{after};");
                }
            }
        }
        if !objects.is_empty() {
            let _ = writeln!(text, "    PyObject {};", objects.join(", "));
        }
        text
    }
}
