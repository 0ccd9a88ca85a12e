//! The module's pool of Python constants: each is there once.

use base::{IdVec, Name};
use mir::{Const, ConstId};
use std::collections::HashMap;

#[derive(Default)]
pub(crate) struct ConstPool {
    pub items: IdVec<ConstId, Const>,
    by_value: HashMap<Const, ConstId>,
}

impl ConstPool {
    pub fn add(&mut self, value: Const) -> ConstId {
        if let Some(&id) = self.by_value.get(&value) {
            return id;
        }
        let id = self.items.push(value.clone());
        self.by_value.insert(value, id);
        id
    }

    pub fn name(&mut self, name: Name) -> ConstId {
        self.add(Const::Name(name))
    }

    /// A constant of the tree; what it consists of comes before it in the pool.
    pub fn of_tree(&mut self, value: &tir::Const) -> ConstId {
        let value = match value {
            tir::Const::None => Const::None,
            tir::Const::True => Const::True,
            tir::Const::False => Const::False,
            tir::Const::Ellipsis => Const::Ellipsis,
            tir::Const::NotImplemented => Const::NotImplemented,
            tir::Const::Int(digits) => Const::Int(digits.clone()),
            tir::Const::Float(bits) => Const::Float(*bits),
            tir::Const::Complex(re, im) => Const::Complex(*re, *im),
            tir::Const::Str(text) => Const::Str(text.clone()),
            tir::Const::Name(name) => Const::Name(*name),
            tir::Const::Bytes(bytes) => Const::Bytes(bytes.clone()),
            tir::Const::Tuple(items) => Const::Tuple(self.items_of(items)),
            tir::Const::FrozenSet(items) => Const::FrozenSet(self.items_of(items)),
        };
        self.add(value)
    }

    fn items_of(&mut self, items: &[tir::Const]) -> Vec<ConstId> {
        items.iter().map(|item| self.of_tree(item)).collect()
    }
}
