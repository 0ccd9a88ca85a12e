//! Questions about extension types: their bases, and where their fields and virtual methods are.

use base::Name;

use crate::{Builtin, Class, ClassDef, ClassId, Field, Slot, Ty, TypeTable};

impl TypeTable {
    /// The extension type that an object is known to be of, whether or not it may be None.
    pub fn as_class(&self, ty: Ty) -> Option<ClassId> {
        match self.as_object(ty)?.class {
            Class::Ext(id) => Some(id),
            Class::Any | Class::Builtin(_) => None,
        }
    }

    /// The class and its bases that are extension types, the class first.
    pub fn class_chain(&self, class: ClassId) -> impl Iterator<Item = (ClassId, &ClassDef)> {
        let mut next = Some(class);
        // A circle of bases is reported where it is declared, and must not hang others.
        let limit = self.classes.len();
        std::iter::from_fn(move || {
            let id = next?;
            let def = &self.classes[id];
            next = def.base;
            Some((id, def))
        })
        .take(limit)
    }

    pub fn is_subclass(&self, class: ClassId, base: ClassId) -> bool {
        self.class_chain(class).any(|(id, _)| id == base)
    }

    /// A field by its name in the source, and the class that declares it.
    pub fn class_field(&self, class: ClassId, name: Name) -> Option<(ClassId, &Field)> {
        self.class_chain(class).find_map(|(id, def)| {
            def.fields.iter().find(|field| field.name == name).map(|field| (id, field))
        })
    }

    /// The class whose struct has the vtable pointer: the first of the bases with virtual methods.
    pub fn vtable_holder(&self, class: ClassId) -> Option<ClassId> {
        self.class_chain(class)
            .filter(|(_, def)| def.vtable_cname.is_some())
            .last()
            .map(|(id, _)| id)
    }

    /// A slot by its name, and the class that has it among its own.
    pub fn class_slot(&self, class: ClassId, name: Name) -> Option<(ClassId, &Slot)> {
        self.class_chain(class).find_map(|(id, def)| {
            def.slots.iter().find(|slot| slot.name == name).map(|slot| (id, slot))
        })
    }

    /// An object of this type can refer to itself by others, as far as the type tells: the garbage collector has to see it.
    pub fn can_be_in_cycle(&self, ty: Ty) -> bool {
        let Some(object) = self.as_object(ty) else { return false };
        match object.class {
            Class::Any | Class::Ext(_) => true,
            Class::Builtin(builtin) => match builtin {
                Builtin::NoneType
                | Builtin::Bool
                | Builtin::Int
                | Builtin::Float
                | Builtin::Complex
                | Builtin::Str
                | Builtin::Bytes
                | Builtin::ByteArray
                | Builtin::Range => false,
                Builtin::List
                | Builtin::Tuple
                | Builtin::Dict
                | Builtin::Set
                | Builtin::FrozenSet
                | Builtin::Slice
                | Builtin::Type
                | Builtin::MemoryView
                | Builtin::Exception(_) => true,
            },
        }
    }
}
