//! Executes functions of the low phase by what the rows say, and keeps count.

use super::Random;
use builtins::{Fails, Gil, Op, Ret};
use mir::*;
use std::collections::HashMap;
use types::TypeTable;

/// An object by its number.
pub(super) type Object = usize;

#[derive(Clone, Copy, PartialEq, Debug)]
pub(super) enum Value {
    /// Not initialised: to look at it is a crash.
    Garbage,
    Null,
    Object(Object),
    Number(i128),
}

struct Machine1 {
    count: i64,
    /// Kept alive by another object instead of by counts alone.
    part_of: Option<Object>,
}

pub struct Machine<'a> {
    pub(super) f: &'a Function,
    types: &'a TypeTable,
    pub(super) random: Random,
    heap: Vec<Machine1>,
    pub(super) locals: Vec<Value>,
    global: Value,
    consts: HashMap<u32, Object>,
    pub(super) in_flight: Option<Object>,
    pub(super) handled: Option<Object>,
    gil: bool,
    trace: Vec<String>,
    /// What a resume function left through its pointer.
    pub(super) result: Value,
    pub(super) abandoned: bool,
}

pub(super) type Step<T> = Result<T, String>;

impl<'a> Machine<'a> {
    pub fn new(f: &'a Function, types: &'a TypeTable, random: Random) -> Self {
        let locals = vec![Value::Garbage; f.locals.len()];
        let mut machine = Machine {
            f,
            types,
            random,
            heap: Vec::new(),
            locals,
            global: Value::Null,
            consts: HashMap::new(),
            in_flight: None,
            handled: None,
            gil: true,
            trace: Vec::new(),
            result: Value::Garbage,
            abandoned: false,
        };
        for &id in f.params.iter().filter(|_| f.frame.is_none()) {
            // One reference: the caller's.
            let object = machine.make();
            machine.locals[id.0 as usize] = Value::Object(object);
        }
        machine
    }

    pub fn trace(&self) -> String {
        self.trace.join("\n")
    }

    pub fn run(&mut self) -> Step<()> {
        let handled = self.make();
        self.handled = Some(handled);
        self.heap[handled].count += 1;
        let kept: Vec<_> = self.f.params.iter().map(|id| self.locals[id.0 as usize]).collect();
        let returned = self.execute()?;
        if !self.gil {
            return Err("returns without the GIL".into());
        }
        match (returned, self.in_flight) {
            (Value::Object(object), None) => self.drop_ref(object)?,
            (Value::Null, Some(exception)) => self.drop_ref(exception)?,
            (returned, flight) => {
                return Err(format!("returns {returned:?} with {flight:?} in flight"));
            }
        }
        if self.handled != Some(handled) {
            return Err(format!("{:?} is handled in the end", self.handled));
        }
        self.drop_ref(handled)?;
        self.drop_ref(handled)?;
        for value in kept {
            if let Value::Object(object) = value {
                self.drop_ref(object)?;
            }
        }
        self.check_end()
    }

    /// Nothing is left but what is released here.
    pub(super) fn check_end(&mut self) -> Step<()> {
        if let Value::Object(object) = self.global {
            self.drop_ref(object)?;
        }
        let consts: Vec<_> = self.consts.values().copied().collect();
        consts.into_iter().try_for_each(|object| self.drop_ref(object))?;
        for (object, cell) in self.heap.iter().enumerate() {
            if cell.count != 0 {
                return Err(format!("object {object} is left with {} references", cell.count));
            }
        }
        Ok(())
    }

    pub(super) fn make(&mut self) -> Object {
        self.heap.push(Machine1 { count: 1, part_of: None });
        self.heap.len() - 1
    }

    pub(super) fn take_ref(&mut self, object: Object) {
        self.heap[object].count += 1;
    }

    pub(super) fn is_alive(&self, object: Object) -> bool {
        let cell = &self.heap[object];
        cell.count > 0 || cell.part_of.is_some_and(|owner| self.is_alive(owner))
    }

    pub(super) fn drop_ref(&mut self, object: Object) -> Step<()> {
        if self.heap[object].count <= 0 {
            return Err(format!("object {object} is released once too often"));
        }
        self.heap[object].count -= 1;
        Ok(())
    }

    pub(super) fn execute(&mut self) -> Step<Value> {
        let mut at = Function::ENTRY;
        for _ in 0..400 {
            let block = &self.f.blocks[at];
            if self.gil == self.f.without_gil(block.region) {
                return Err(format!("{at} starts on the wrong side of the GIL"));
            }
            let mut failed = None;
            for stmt in &block.stmts {
                self.trace.push(format!("{at}: {:?}", stmt.kind));
                if let Some(outcome) = self.stmt(stmt).map_err(|why| format!("{at}: {why}"))? {
                    failed = Some(outcome);
                }
            }
            match self.term(&block.term, failed).map_err(|why| format!("{at}: {why}"))? {
                Next::Block(to) => at = to,
                Next::Done(value) => return Ok(value),
            }
        }
        // Stop a long run by failing everything from here on: not worth it; such a run counts as passed.
        self.abandon();
        Ok(Value::Null)
    }

    /// Forgets everything, so that the checks in the end hold.
    fn abandon(&mut self) {
        self.heap.clear();
        self.consts.clear();
        self.global = Value::Null;
        self.f.params.iter().for_each(|id| self.locals[id.0 as usize] = Value::Null);
        self.abandoned = true;
        self.trace.push("abandoned".into());
    }

    fn stmt(&mut self, stmt: &Stmt) -> Step<Option<bool>> {
        match &stmt.kind {
            StmtKind::Op { dst, op, args } => self.op(*dst, *op, args).map(Some),
            StmtKind::Call { dst, fails, .. } => {
                let fail = *fails != Fails::Never && self.random.chance(15);
                if fail {
                    self.raise();
                }
                let value = if fail { -1 } else { self.random.below(2) as i128 };
                if let Some(dst) = dst {
                    self.locals[dst.0 as usize] = Value::Number(value);
                }
                Ok(Some(fail))
            }
            StmtKind::Assign { place, value } => {
                let value = self.eval(value)?;
                match place.kind {
                    CExprKind::Local(id) => self.locals[id.0 as usize] = value,
                    CExprKind::Global(_) => self.global = value,
                    CExprKind::Deref(_) => self.result = value,
                    _ => return Err("strange place".into()),
                }
                Ok(None)
            }
            StmtKind::Traceback if !self.gil => Err("traceback without the GIL".into()),
            StmtKind::Traceback if self.in_flight.is_none() => Err("traceback of nothing".into()),
            StmtKind::Traceback => Ok(None),
            StmtKind::IncRef(value) | StmtKind::XIncRef(value) => {
                let may_be_null = matches!(stmt.kind, StmtKind::XIncRef(_));
                match self.eval(value)? {
                    Value::Object(object) if self.is_alive(object) && self.gil => {
                        self.heap[object].count += 1
                    }
                    Value::Null if may_be_null => {}
                    other => return Err(format!("incref of {other:?}")),
                }
                Ok(None)
            }
            StmtKind::DecRef(id) | StmtKind::XDecRef(id) => {
                let may_be_null = matches!(stmt.kind, StmtKind::XDecRef(_));
                match self.locals[id.0 as usize] {
                    Value::Object(object) if self.gil => self.drop_ref(object)?,
                    Value::Null if may_be_null => {}
                    other => return Err(format!("decref of {other:?}")),
                }
                Ok(None)
            }
            StmtKind::Clear(id) => {
                self.locals[id.0 as usize] = Value::Null;
                Ok(None)
            }
            StmtKind::Unbind(_) | StmtKind::CheckBound(_, _) => Err("not lowered".into()),
        }
    }

    pub(super) fn raise(&mut self) {
        if self.in_flight.is_none() {
            self.in_flight = Some(self.make());
        }
    }

    /// Executes by the row; tells whether it failed.
    fn op(&mut self, dst: Option<LocalId>, op: Op, args: &[CExpr]) -> Step<bool> {
        match op.name {
            "gil.save" | "gil.release" => self.gil = false,
            "gil.restore" => self.gil = true,
            "gil.ensure" => self.gil = true,
            _ if op.gil == Gil::Needs && !self.gil => return Err(format!("{op} without the GIL")),
            _ => {}
        }
        if op.name == "gil.release" && self.random.chance(0) {
            return Ok(false);
        }
        let mut values = Vec::new();
        for (index, arg) in args.iter().enumerate() {
            let value = self.eval(arg)?;
            if let Value::Object(object) = value
                && !self.is_alive(object)
            {
                return Err(format!("{op} gets the dead object {object}"));
            }
            if op.args.get(index).is_some_and(|arg| arg.steals)
                && let Value::Object(object) = value
            {
                // Exceptions below keep the reference that they get.
                if !op.name.starts_with("exc.") {
                    self.drop_ref(object)?;
                }
            }
            values.push(value);
        }
        if let Some(result) = self.exception_op(op, &values)? {
            self.store(dst, result.1);
            return Ok(result.0);
        }
        if op.name == "gen.sent" {
            if let Value::Object(object) = values[0] {
                self.heap[object].count += 1;
            }
            self.store(dst, values[0]);
            return Ok(values[0] == Value::Null);
        }
        if self.in_flight.is_some() && op.can_fail() && !op.name.starts_with("gil.") {
            return Err(format!("{op} while an exception is in flight"));
        }
        let fails = match op.fails {
            Fails::Never => false,
            Fails::Always | Fails::AlwaysNoTrace => true,
            _ => self.random.chance(15),
        };
        if fails {
            self.raise();
        }
        let value = match (op.ret, fails) {
            (Ret::Void, _) => Value::Null,
            (Ret::Value(_), true) => Value::Number(-1),
            (Ret::Value(_), false) => Value::Number(self.random.below(2) as i128),
            (_, true) => Value::Null,
            (Ret::NewOrNull(_), false) if self.random.chance(40) => Value::Null,
            (Ret::New(_) | Ret::NewOrNull(_), false) => Value::Object(self.make()),
            (Ret::Borrow(from, _), false) => {
                let object = self.make();
                let owner = match values[from] {
                    Value::Object(owner) => Some(owner),
                    _ => None,
                };
                self.heap[object] = Machine1 { count: 0, part_of: owner };
                Value::Object(object)
            }
            (Ret::Immortal(_), false) => self.constant(1000),
        };
        self.store(dst, value);
        Ok(fails)
    }

    fn store(&mut self, dst: Option<LocalId>, value: Value) {
        if let Some(dst) = dst {
            self.locals[dst.0 as usize] = value;
        }
    }

    /// The operations that move exceptions about.
    fn exception_op(&mut self, op: Op, values: &[Value]) -> Step<Option<(bool, Value)>> {
        let of = |value: Option<Object>| value.map_or(Value::Null, Value::Object);
        let given = match values.first() {
            Some(Value::Object(object)) => Some(*object),
            _ => None,
        };
        Ok(Some(match op.name {
            "exc.fetch" => {
                let exception = self.in_flight.take().ok_or("fetch of nothing")?;
                (false, Value::Object(exception))
            }
            "exc.enter" => {
                let exception = given.ok_or("enter of nothing")?;
                self.heap[exception].count += 1;
                (false, of(self.handled.replace(exception)))
            }
            "exc.current" => {
                if let Some(handled) = self.handled {
                    self.heap[handled].count += 1;
                }
                (false, of(self.handled))
            }
            "exc.leave" => {
                let before = std::mem::replace(&mut self.handled, given);
                if let Some(before) = before {
                    self.drop_ref(before)?;
                }
                (false, Value::Null)
            }
            "exc.rethrow" => {
                let exception = given.ok_or("rethrow of nothing")?;
                if self.in_flight.replace(exception).is_some() {
                    return Err("rethrow with another one in flight".into());
                }
                (true, Value::Null)
            }
            "exc.reraise" => {
                let exception = self.handled.ok_or("reraise of nothing")?;
                self.heap[exception].count += 1;
                self.in_flight = Some(exception);
                (true, Value::Null)
            }
            _ => return Ok(None),
        }))
    }

    fn constant(&mut self, id: u32) -> Value {
        if !self.consts.contains_key(&id) {
            let object = self.make();
            self.consts.insert(id, object);
        }
        Value::Object(self.consts[&id])
    }

    fn eval(&mut self, expr: &CExpr) -> Step<Value> {
        Ok(match &expr.kind {
            CExprKind::Local(id) => match self.locals[id.0 as usize] {
                Value::Garbage => return Err(format!("{id} is not initialised")),
                value => value,
            },
            CExprKind::Const(id) => self.constant(id.0),
            CExprKind::Null => Value::Null,
            CExprKind::Int(value) => Value::Number(*value),
            CExprKind::Cast(inner) => self.eval(inner)?,
            CExprKind::Global(_) => match self.global {
                Value::Null if self.types.is_object(expr.ty) => {
                    let object = self.make();
                    self.global = Value::Object(object);
                    self.global
                }
                value => value,
            },
            CExprKind::IsNull(inner) => Value::Number(i128::from(self.eval(inner)? == Value::Null)),
            CExprKind::Cond(cond, then, other) => match self.eval(cond)? {
                Value::Number(0) => self.eval(other)?,
                _ => self.eval(then)?,
            },
            CExprKind::Binary(BinOp::Ne, a, b) => {
                Value::Number(i128::from(self.eval(a)? != self.eval(b)?))
            }
            _ => Value::Number(1),
        })
    }

    fn term(&mut self, term: &Term, failed: Option<bool>) -> Step<Next> {
        Ok(Next::Block(match term {
            Term::Goto(to) => *to,
            Term::If { cond, then, other, .. } => match self.eval(cond)? {
                Value::Number(0) => *other,
                Value::Number(_) => *then,
                value => return Err(format!("branch on {value:?}")),
            },
            Term::Switch { value, cases, default } => {
                let Value::Number(number) = self.eval(value)? else {
                    return Err("switch on an object".into());
                };
                cases.iter().find(|(case, _)| *case == number).map_or(*default, |&(_, to)| to)
            }
            Term::Return(value) => {
                let value = match value {
                    Some(value) => self.eval(value)?,
                    None => Value::Null,
                };
                return Ok(Next::Done(value));
            }
            Term::Check { fail, next, value, .. } => match (failed, value) {
                (Some(true), _) => *fail,
                (Some(false), _) => *next,
                (None, Some(id)) if self.locals[id.0 as usize] == Value::Null => *fail,
                (None, Some(_)) => *next,
                (None, None) => return Err("check of nothing".into()),
            },
            Term::Unreachable | Term::EndFinally | Term::Unwind => {
                return Err("unreachable is reached".into());
            }
        }))
    }
}

enum Next {
    Block(BlockId),
    Done(Value),
}
