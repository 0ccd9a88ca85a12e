//! Objects as far as a block can tell them apart: which locals and places hold the same one, and how many references to it wait.

use base::IdVec;
use mir::dataflow::LocalSet;
use mir::*;

/// Whether an object is NULL.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Null {
    No,
    Maybe,
    Yes,
}

#[derive(Clone, Debug)]
pub(super) struct Value {
    pub members: Vec<LocalId>,
    pub waiting: u32,
    pub null: Null,
}

/// An object: an index of the table.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct ValueId(u32);

pub(super) struct Values {
    all: Vec<Value>,
    /// What each local holds.
    held: IdVec<LocalId, Option<ValueId>>,
    /// Locals that are NULL and have no value here so far: in large functions these are most.
    null: LocalSet,
    /// What places in memory hold.
    places: Vec<(CExpr, ValueId)>,
}

impl std::ops::Index<ValueId> for Values {
    type Output = Value;
    fn index(&self, id: ValueId) -> &Value {
        &self.all[id.0 as usize]
    }
}

impl std::ops::IndexMut<ValueId> for Values {
    fn index_mut(&mut self, id: ValueId) -> &mut Value {
        &mut self.all[id.0 as usize]
    }
}

impl Values {
    pub(super) fn new(f: &Function, null: LocalSet) -> Values {
        let held = IdVec::from_elem(None, f.locals.len());
        Values { all: Vec::new(), held, null, places: Vec::new() }
    }

    /// Locals that were NULL at the start of the block and of which nothing has been heard since.
    pub(super) fn still_null(&self) -> &LocalSet {
        &self.null
    }

    pub(super) fn add(&mut self, waiting: u32, null: Null) -> ValueId {
        self.all.push(Value { members: Vec::new(), waiting, null });
        ValueId(self.all.len() as u32 - 1)
    }

    pub(super) fn ids(&self) -> impl Iterator<Item = ValueId> + use<> {
        (0..self.all.len() as u32).map(ValueId)
    }

    /// What the local holds; a new value where that is not known.
    pub(super) fn of(&mut self, id: LocalId) -> ValueId {
        self.held[id].unwrap_or_else(|| {
            let null = if self.null.contains(id) { Null::Yes } else { Null::Maybe };
            let value = self.add(0, null);
            self.attach(id, value);
            value
        })
    }

    pub(super) fn known(&self, id: LocalId) -> Option<ValueId> {
        self.held[id]
    }

    /// The local holds something else from now on.
    pub(super) fn detach(&mut self, id: LocalId) {
        self.null.remove(id);
        if let Some(value) = self.held[id].take() {
            self[value].members.retain(|&member| member != id);
        }
        self.places.retain(|(place, _)| !mentions(place, id));
    }

    pub(super) fn attach(&mut self, id: LocalId, value: ValueId) {
        self.null.remove(id);
        self[value].members.push(id);
        self.held[id] = Some(value);
    }

    pub(super) fn at_place(&self, place: &CExpr) -> Option<ValueId> {
        self.places.iter().find(|(known, _)| known.kind == place.kind).map(|&(_, value)| value)
    }

    pub(super) fn set_place(&mut self, place: &CExpr, value: ValueId) {
        self.places.push((place.clone(), value));
    }

    pub(super) fn forget_places(&mut self) {
        self.places.clear();
    }

    /// Something is stored to `place`.
    pub(super) fn store(&mut self, place: &CExpr) {
        self.places.retain(|(known, _)| differ(known, place));
    }
}

/// A read that gives the same object again as long as nothing is stored to.
pub(super) fn is_place(expr: &CExpr) -> bool {
    matches!(
        expr.kind,
        CExprKind::Global(_)
            | CExprKind::ObjField(..)
            | CExprKind::Field(..)
            | CExprKind::Arrow(..)
            | CExprKind::Index(..)
            | CExprKind::Deref(_)
    ) && {
        let mut plain = true;
        expr.walk(&mut |part| {
            plain &= !matches!(part.kind, CExprKind::Op(..) | CExprKind::Verbatim(_))
        });
        plain
    }
}

fn mentions(expr: &CExpr, id: LocalId) -> bool {
    let mut found = false;
    expr.for_each_local(&mut |local| found |= local == id);
    found
}

/// Different fields of extension types, which cannot be the same memory.
fn differ(a: &CExpr, b: &CExpr) -> bool {
    match (&a.kind, &b.kind) {
        (CExprKind::ObjField(of_a, class_a, a), CExprKind::ObjField(of_b, class_b, b)) => {
            // The object that the place is in may have been read from the other place.
            (class_a, a) != (class_b, b)
                && of_a.object_root().is_some()
                && of_b.object_root().is_some()
        }
        _ => false,
    }
}
