//! Variables that functions share.
//!
//! A variable that an inner function uses lives in a cell: a Python object that both hold. The function that owns the variable
//! makes its cell when it starts, reads and writes through it, and gives it to the function objects it makes. An inner function
//! takes the cells of its free variables out of the closure of the function object that was called. The cell of a variable of a C
//! type holds a piece of memory, which is the variable.

use std::collections::HashMap;
use std::rc::Rc;

use base::{Name, Span};
use tir::{Expr, ExprKind, LocalId, Place, Stmt, StmtKind};
use types::{Ty, Type};

use super::Checker;
use super::build::{assign, eval, stmt};

/// The names of the functions around, as an inner function sees them.
pub(crate) type Visible = Rc<HashMap<Name, Outer>>;

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Outer {
    /// In a cell, with the type that the owner gave the variable.
    Cell(Ty),
    /// A C variable of a comprehension.
    Comprehension,
}

#[derive(Default)]
pub(crate) struct Closure {
    pub visible: Visible,
    /// The cells of the function's own variables.
    cells: HashMap<LocalId, LocalId>,
    /// The cell that keeps the dict of `locals()`.
    pub names: Option<LocalId>,
    /// The free variables that were used so far, with the temporaries that hold their cells.
    free: Vec<(Name, LocalId)>,
    /// The cells of free variables are parameters: class bodies are called with them.
    pub takes_cells: bool,
    /// The function object that was called.
    object: Option<LocalId>,
}

impl<'a> Checker<'_, 'a> {
    pub fn cell_of(&self, local: LocalId) -> Option<LocalId> {
        self.closure.cells.get(&local).copied()
    }

    /// Makes the cells of the function's own variables; parameters go into theirs.
    pub fn open_cells(&mut self) -> Vec<Stmt> {
        let mut out = Vec::new();
        let scope = self.scope.clone();
        for (local, decl) in scope.locals.iter_enumerated().filter(|(_, decl)| decl.captured) {
            let span = decl.span;
            if decl.declared.is_none() && self.locals[local].ty == Ty::ERROR {
                self.locals[local].ty = Ty::OBJECT;
            }
            let decl_ty = self.locals[local].ty;
            if !self.types().is_object(decl_ty) {
                self.open_memory(local, decl.is_param, (decl.name, span), &mut out);
                continue;
            }
            let value = match decl.is_param {
                true => {
                    let value = self.local(local, span);
                    self.to_object(value)
                }
                false => self.null_object(span),
            };
            let cell = self.temp(Ty::OBJECT, span);
            let made = self.op("cell.new", vec![value], span);
            out.push(assign(cell, made));
            self.closure.cells.insert(local, cell);
            self.name_cell(cell, decl.name);
            // It lives as long as the variable, not to its last use.
            self.locals[cell].kind = tir::LocalKind::Variable;
            if decl.is_param && self.generator.is_some() && self.types().is_object(decl_ty) {
                // The frame would hold it for as long as the generator lives.
                out.push(stmt(StmtKind::Forget(local), span));
            }
        }
        out
    }

    /// The cell of a variable of a C type.
    fn open_memory(
        &mut self,
        local: LocalId,
        is_param: bool,
        (name, span): (Name, Span),
        out: &mut Vec<Stmt>,
    ) {
        let ty = self.locals[local].ty;
        if matches!(self.types().resolved(ty), Type::Opaque(_)) {
            self.unsupported(span, "variables of this type that inner functions use");
            return;
        }
        let bare = self.types().unqualified(ty);
        let size = Expr::new(ExprKind::SizeOf(bare), Ty::SIZE, span);
        let cell = self.temp(Ty::OBJECT, span);
        let made = match self.types().as_view(ty).is_some() {
            true => self.op("view.cell", Vec::new(), span),
            false => self.op("cell.memory", vec![size], span),
        };
        out.push(assign(cell, made));
        self.name_cell(cell, name);
        self.locals[cell].kind = tir::LocalKind::Variable;
        if is_param {
            let value = Expr::new(ExprKind::Local(local), ty, span);
            let place = self.cell_memory(cell, bare, span);
            out.push(stmt(StmtKind::Assign(Place::Memory(place), value.cast(bare)), span));
        }
        self.closure.cells.insert(local, cell);
    }

    /// The memory in a cell.
    pub fn cell_memory(&mut self, cell: LocalId, ty: Ty, span: Span) -> Expr {
        let cell = self.local(cell, span);
        let pointer = self.types_mut().ptr(ty);
        let row = match self.types().as_view(ty).is_some() {
            true => "view.cell_address",
            false => "cell.address",
        };
        let address = self.op(row, vec![cell], span).cast(pointer);
        Expr::new(ExprKind::Deref(Box::new(address)), ty, span)
    }

    /// The frame of a generator shows the variable that the cell is for.
    fn name_cell(&mut self, cell: LocalId, name: Name) {
        if self.generator.is_some() {
            self.locals[cell].name = Some(name);
        }
    }

    /// A temporary with a cell that is empty so far.
    pub fn new_cell(&mut self, span: Span, out: &mut Vec<Stmt>) -> LocalId {
        let cell = self.temp(Ty::OBJECT, span);
        let empty = self.null_object(span);
        let made = self.op("cell.new", vec![empty], span);
        out.push(assign(cell, made));
        cell
    }

    /// A variable of an inner scope lives in a cell from here on.
    pub fn keep_in_cell(&mut self, local: LocalId, cell: LocalId) {
        // Trial runs forget their variables, and their numbers are given out again.
        if !self.dry {
            self.closure.cells.insert(local, cell);
        }
    }

    /// Takes the cells of the free variables that the body turned out to use; the statements go before it.
    /// What a function object has of it, and the names of them all.
    pub fn close(&mut self) -> (Vec<Stmt>, Option<tir::Closure>, Vec<Name>) {
        let (row, owner) = match (self.generator, self.closure.object) {
            (Some(generator), _) => ("gen.cell", generator),
            (None, Some(object)) => ("func.cell", object),
            (None, None) => return (Vec::new(), None, Vec::new()),
        };
        let free = self.take_free();
        let span = self.scope.span;
        let mut out = Vec::new();
        for (index, &(_, cell)) in free.iter().enumerate() {
            let owner = self.local(owner, span);
            let index = self.c_int(index as i128, Ty::SSIZE, span);
            let value = self.op(row, vec![owner, index], span);
            out.push(assign(cell, value));
        }
        let free: Vec<Name> = free.into_iter().map(|(name, _)| name).collect();
        let object = self.closure.object;
        let closure = object.map(|object| tir::Closure { object, free: free.clone() });
        (out, closure, free)
    }

    /// The function object is the first parameter, whether or not there are free variables.
    pub fn keep_function_object(&mut self, span: Span) {
        let object = self.temp(Ty::OBJECT, span);
        self.locals[object].kind = tir::LocalKind::Param;
        self.closure.object = Some(object);
    }

    /// The free variables with their cells, sorted by text.
    pub fn take_free(&mut self) -> Vec<(Name, LocalId)> {
        let mut free = std::mem::take(&mut self.closure.free);
        free.sort_by(|(a, _), (b, _)| self.text(*a).cmp(self.text(*b)));
        free
    }

    /// The names in cells, for the code object.
    pub fn cell_names(&self) -> Vec<Name> {
        let mut names: Vec<Name> = self
            .scope
            .locals
            .iter_enumerated()
            .filter(|(local, _)| self.closure.cells.contains_key(local))
            .map(|(_, decl)| decl.name)
            .collect();
        names.sort_by(|a, b| self.text(*a).cmp(self.text(*b)));
        names
    }

    /// What a function defined at this place sees of this one and of those around it.
    pub fn visible_inside(&mut self) -> Visible {
        let mut names = (*self.closure.visible).clone();
        if self.class_body.is_some() {
            names.extend(self.class_cell_names());
            self.add_inner(&mut names);
            return Rc::new(names);
        }
        for (name, binding) in &self.scope.names {
            match binding {
                crate::Binding::Local(local) if self.closure.cells.contains_key(local) => {
                    names.insert(*name, Outer::Cell(self.locals[*local].ty));
                }
                crate::Binding::Nonlocal => {}
                // Hides a variable further out.
                crate::Binding::Local(_) | crate::Binding::Global | crate::Binding::Cython(_) => {
                    names.remove(name);
                }
            }
        }
        self.add_inner(&mut names);
        Rc::new(names)
    }

    /// The variables of the comprehensions around the place.
    fn add_inner(&self, names: &mut HashMap<Name, Outer>) {
        for scope in &self.inner {
            names.extend(scope.iter().map(|(&name, local)| {
                let outer = match self.closure.cells.contains_key(local) {
                    true => Outer::Cell(Ty::OBJECT),
                    false => Outer::Comprehension,
                };
                (name, outer)
            }));
        }
    }

    /// The cells that a function object gets, in the order of its free variables.
    pub fn cells_for(&mut self, free: &[Name], span: Span) -> Vec<Expr> {
        free.iter()
            .map(|&name| {
                let inner = self.inner.iter().rev().find_map(|scope| scope.get(&name));
                let own = inner.copied().or_else(|| self.scope.local(name));
                let own = own.and_then(|local| self.cell_of(local));
                let own = own.or_else(|| self.class_cell(name));
                let cell = own.unwrap_or_else(|| self.free_cell(name, span));
                self.local(cell, span)
            })
            .collect()
    }

    fn class_cell(&self, name: Name) -> Option<LocalId> {
        let body = self.class_body?;
        match self.text(name) {
            "__class__" => body.cell,
            "__classdict__" => body.dict,
            _ => None,
        }
    }

    /// The temporary that holds the cell of a free variable.
    pub fn free_cell(&mut self, name: Name, span: Span) -> LocalId {
        if let Some(&(_, cell)) = self.closure.free.iter().find(|(known, _)| *known == name) {
            return cell;
        }
        let cell = self.temp(Ty::OBJECT, span);
        if self.dry {
            return cell;
        }
        self.name_cell(cell, name);
        if self.closure.takes_cells {
            self.locals[cell].kind = tir::LocalKind::Param;
        } else if self.closure.object.is_none() && self.generator.is_none() {
            self.keep_function_object(span);
        }
        self.closure.free.push((name, cell));
        cell
    }

    pub fn read_free(&mut self, name: Name, ty: Ty, span: Span) -> Expr {
        let cell = self.free_cell(name, span);
        self.read_cell(cell, name, "cell.load_free", ty, span)
    }

    pub fn read_cell(&mut self, cell: LocalId, name: Name, row: &str, ty: Ty, span: Span) -> Expr {
        if !self.types().is_object(ty) {
            return self.cell_memory(cell, ty, span);
        }
        let args = vec![self.local(cell, span), self.name_const(name, span)];
        self.op(row, args, span).cast(ty)
    }

    pub fn write_free(&mut self, name: Name, ty: Ty, value: Expr, span: Span, out: &mut Vec<Stmt>) {
        let cell = self.free_cell(name, span);
        if !self.types().is_object(ty) {
            let place = self.cell_memory(cell, ty, span);
            self.assign_memory(place, value, out);
            return;
        }
        let value = self.coerce(value, ty);
        self.write_cell(cell, value, span, out);
    }

    pub fn write_cell(&mut self, cell: LocalId, value: Expr, span: Span, out: &mut Vec<Stmt>) {
        let value = self.to_object(value);
        let value = self.store_temp(value, out);
        let cell = self.local(cell, span);
        out.push(eval(self.op("cell.store", vec![cell, value], span)));
    }

    /// `del x`
    pub fn delete_cell(&mut self, cell: LocalId, name: Name, free: bool, span: Span) -> Stmt {
        let row = if free { "cell.delete_free" } else { "cell.delete" };
        let args = vec![self.local(cell, span), self.name_const(name, span)];
        eval(self.op(row, args, span))
    }

    pub fn delete_free(&mut self, name: Name, span: Span) -> Stmt {
        let cell = self.free_cell(name, span);
        self.delete_cell(cell, name, true, span)
    }

    /// The variable is unbound from here on, whether or not it was bound.
    pub fn forget_cell(&mut self, cell: LocalId, span: Span) -> Stmt {
        let args = vec![self.local(cell, span), self.null_object(span)];
        eval(self.op("cell.store", args, span))
    }
}
