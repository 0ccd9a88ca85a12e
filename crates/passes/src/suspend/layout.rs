//! What the frame holds: a field for every local that lives across some suspension.

use super::Point;
use base::IdVec;
use mir::*;
use types::TypeTable;

pub(crate) struct Layout {
    pub fields: Vec<Field>,
    /// The field of every local that has one.
    place: IdVec<LocalId, Option<usize>>,
    /// The field is the only place that the local has.
    stays: IdVec<LocalId, bool>,
    /// The parameters that the body starts from.
    pub arguments: Vec<LocalId>,
}

impl Layout {
    /// Variables with a name come first, objects before C values: the runtime shows them as `f_locals`.
    pub fn new(f: &Function, points: &[Point], types: &TypeTable) -> Layout {
        let mut wanted = IdVec::from_elem(false, f.locals.len());
        for (number, point) in points.iter().enumerate() {
            for id in point.live.iter() {
                wanted[id] |= number > 0 || f.params.contains(&id);
            }
        }
        let stays: IdVec<LocalId, bool> =
            f.locals.iter().map(|local| local.kind == LocalKind::Memory).collect();
        let object = f.params.first().copied();
        let mut chosen: Vec<LocalId> =
            f.locals.ids().filter(|&id| (wanted[id] || stays[id]) && Some(id) != object).collect();
        chosen.sort_by_key(|&id| {
            let local = &f.locals[id];
            (!super::is_slot(types, local.ty), local.name.is_none(), id)
        });
        let mut place = IdVec::from_elem(None, f.locals.len());
        let mut fields = Vec::with_capacity(chosen.len());
        for id in chosen {
            let local = &f.locals[id];
            place[id] = Some(fields.len());
            let slot = super::is_slot(types, local.ty);
            fields.push(Field { name: local.name, ty: local.ty, slot });
        }
        let given = |id: &LocalId| {
            place[*id].is_some()
                && (stays[*id] || points.first().is_some_and(|p| p.live.contains(*id)))
        };
        let arguments = f.params.iter().skip(1).copied().filter(given).collect();
        Layout { fields, place, stays, arguments }
    }

    pub fn of(&self, id: LocalId) -> Option<usize> {
        self.place.get(id).copied().flatten()
    }

    /// Fields and locals between which values move at a suspension.
    pub fn moved(&self, point: &Point, number: usize) -> Vec<(usize, LocalId)> {
        let mut moved: Vec<_> = point
            .live
            .iter()
            .filter(|id| number > 0 || self.arguments.contains(id))
            .filter(|&id| !self.stays[id])
            .filter_map(|id| self.of(id).map(|field| (field, id)))
            .collect();
        moved.sort_unstable();
        moved
    }

    /// The slots that are in use at a suspension.
    pub fn slots(&self, point: &Point, number: usize) -> Vec<usize> {
        let moved = self.moved(point, number).into_iter().map(|(field, _)| field);
        moved.filter(|&field| self.fields[field].slot).collect()
    }
}

/// A local for every field.
pub(crate) fn field_locals(f: &mut Function, fields: &[Field]) -> Vec<LocalId> {
    fields
        .iter()
        .enumerate()
        .map(|(index, field)| {
            f.locals.push(Local {
                name: field.name,
                ty: field.ty,
                kind: LocalKind::Field(index as u32 + 1),
                maybe_unbound: false,
            })
        })
        .collect()
}
