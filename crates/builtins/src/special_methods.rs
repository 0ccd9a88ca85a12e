//! The special methods of extension types, and the slots of type objects that are filled from them.
//!
//! [`SpecialMethod`] says how the text may declare a method and in which C types its implementation meets the interpreter:
//! sema converts between these and what the text declares. [`TypeSlot`] says which implementations make the function of a
//! slot: one as it is, or several by an operation of the runtime that is called with the slot's arguments, the type object and
//! the address of each implementation (NULL where the class has none).

use types::Ty;

/// How a method is given to Python.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum SpecialKind {
    /// Fills slots; parameters and result are those of the row.
    Slot,
    /// Fills a slot; the parameters are any, and bound as those of a `def`.
    General,
    /// Run when an instance is made (`__cinit__`, parameters as General) or dies (`__dealloc__`).
    Life,
    /// A method that is a class method without being declared as one.
    ClassMethod,
    /// Cannot be defined in an extension type.
    Rejected,
    /// Had a meaning in Python 2 only: a plain method now, which a warning says.
    Removed,
}

/// What an implementation returns.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum SpecialResult {
    /// An object; NULL says that it raised.
    Object,
    /// As `Object`, of an iterator: NULL without an exception is its end, too.
    Next,
    /// A C value; -1 and `PyErr_Occurred()` say that it raised.
    Value(Ty),
    /// A C `int`: 0, or -1 where it raised. The text must not return a value.
    Status,
    /// Nothing; an exception is reported as unraisable. The text must not return a value.
    Nothing,
}

impl SpecialResult {
    pub fn ty(self) -> Ty {
        match self {
            SpecialResult::Object | SpecialResult::Next => Ty::OBJECT,
            SpecialResult::Value(ty) => ty,
            SpecialResult::Status => Ty::INT,
            SpecialResult::Nothing => Ty::VOID,
        }
    }

    /// `return value` is possible.
    pub fn has_value(self) -> bool {
        !matches!(self, SpecialResult::Status | SpecialResult::Nothing)
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct SpecialMethod {
    pub name: &'static str,
    pub kind: SpecialKind,
    /// The types that the interpreter passes, `self` first. Empty of general signatures.
    pub args: &'static [Ty],
    /// How many of the last arguments the text may leave out of its parameter list.
    pub optional: usize,
    pub result: SpecialResult,
    /// A call by name gets the method itself, and not the slot, which may do more (the reflected operator) or less.
    pub by_name: bool,
    /// Where operators are called with their operands in order (`c_api_binop_methods`), the first need not be `self`.
    pub binary: bool,
}

impl SpecialMethod {
    pub fn find(name: &str) -> Option<&'static SpecialMethod> {
        if !name.starts_with("__") {
            return None;
        }
        SPECIAL_METHODS.iter().find(|method| method.name == name)
    }

    /// The slots that this method has a part in.
    pub fn slots(&self) -> impl Iterator<Item = &'static TypeSlot> {
        let name = self.name;
        TYPE_SLOTS.iter().filter(move |slot| slot.methods.contains(&name))
    }
}

/// How the implementations become the function of a slot.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum SlotForm {
    /// The one implementation as it is.
    Direct,
    /// An operation: the slot's arguments, the type object, then the address of each implementation or NULL.
    Op(&'static str),
    /// As `Op`, and after each address how many parameters the implementation has, as an int: `__pow__` may take two or three.
    Counted(&'static str),
    /// As `Op`; what the class does not have is taken from its bases in the same module.
    Inherited(&'static str),
    /// As `Inherited`, and the type object is NULL where no base is of elsewhere: then there is nothing more to look up.
    Comparison(&'static str),
    /// An operation for vectorcall entries: the slot's arguments, and the entry with its function object.
    Entry(&'static str),
}

/// A slot of a type object.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct TypeSlot {
    /// As in `Py_nb_add`.
    pub name: &'static str,
    pub args: &'static [Ty],
    pub ret: Ty,
    pub methods: &'static [&'static str],
    pub form: SlotForm,
}

const O: Ty = Ty::OBJECT;
const INT: Ty = Ty::INT;
const SSIZE: Ty = Ty::SSIZE;

const fn method(name: &'static str, args: &'static [Ty], result: SpecialResult) -> SpecialMethod {
    SpecialMethod {
        name,
        kind: SpecialKind::Slot,
        args,
        optional: 0,
        result,
        by_name: false,
        binary: false,
    }
}

impl SpecialMethod {
    const fn kind(mut self, kind: SpecialKind) -> Self {
        self.kind = kind;
        self
    }
    const fn optional(mut self, count: usize) -> Self {
        self.optional = count;
        self
    }
    const fn binary(mut self) -> Self {
        self.binary = true;
        self
    }
    const fn by_name(mut self) -> Self {
        self.by_name = true;
        self
    }
}

const fn unary(name: &'static str) -> SpecialMethod {
    method(name, &[O], SpecialResult::Object)
}

const fn with_other(name: &'static str) -> SpecialMethod {
    method(name, &[O, O], SpecialResult::Object)
}

const fn operator(name: &'static str) -> SpecialMethod {
    with_other(name).binary().by_name()
}

const fn reflected(name: &'static str) -> SpecialMethod {
    with_other(name).by_name()
}

const fn status(name: &'static str, args: &'static [Ty]) -> SpecialMethod {
    method(name, args, SpecialResult::Status)
}

const fn general(name: &'static str, result: SpecialResult) -> SpecialMethod {
    method(name, &[], result).kind(SpecialKind::General)
}

const fn only(name: &'static str, kind: SpecialKind) -> SpecialMethod {
    method(name, &[], SpecialResult::Object).kind(kind)
}

#[rustfmt::skip]
pub const SPECIAL_METHODS: &[SpecialMethod] = &[
    // Life.
    general("__cinit__", SpecialResult::Status).kind(SpecialKind::Life),
    general("__init__", SpecialResult::Status),
    method("__dealloc__", &[O], SpecialResult::Nothing).kind(SpecialKind::Life),
    method("__del__", &[O], SpecialResult::Nothing),
    // Any object.
    unary("__repr__"),
    unary("__str__"),
    method("__hash__", &[O], SpecialResult::Value(Ty::HASH)),
    general("__call__", SpecialResult::Object),
    method("__richcmp__", &[O, O, INT], SpecialResult::Object),
    with_other("__lt__"),
    with_other("__le__"),
    with_other("__eq__"),
    with_other("__ne__"),
    with_other("__gt__"),
    with_other("__ge__"),
    with_other("__getattribute__"),
    with_other("__getattr__").by_name(),
    status("__setattr__", &[O, O, O]),
    status("__delattr__", &[O, O]),
    method("__get__", &[O, O, O], SpecialResult::Object).optional(1),
    status("__set__", &[O, O, O]),
    status("__delete__", &[O, O]),
    // Iterators and coroutines.
    unary("__iter__"),
    method("__next__", &[O], SpecialResult::Next).by_name(),
    unary("__await__"),
    unary("__aiter__"),
    unary("__anext__"),
    // Containers.
    method("__len__", &[O], SpecialResult::Value(SSIZE)),
    with_other("__getitem__"),
    status("__setitem__", &[O, O, O]),
    status("__delitem__", &[O, O]),
    method("__contains__", &[O, O], SpecialResult::Value(Ty::BINT)),
    status("__getbuffer__", &[O, Ty::BUFFER, INT]),
    method("__releasebuffer__", &[O, Ty::BUFFER], SpecialResult::Nothing),
    // Numbers.
    unary("__neg__"),
    unary("__pos__"),
    unary("__abs__"),
    unary("__invert__"),
    method("__bool__", &[O], SpecialResult::Value(Ty::BINT)),
    method("__nonzero__", &[O], SpecialResult::Value(Ty::BINT)),
    unary("__int__"),
    unary("__long__"),
    unary("__float__"),
    unary("__index__"),
    operator("__add__"), reflected("__radd__"), with_other("__iadd__"),
    operator("__sub__"), reflected("__rsub__"), with_other("__isub__"),
    operator("__mul__"), reflected("__rmul__"), with_other("__imul__"),
    operator("__matmul__"), reflected("__rmatmul__"), with_other("__imatmul__"),
    operator("__truediv__"), reflected("__rtruediv__"), with_other("__itruediv__"),
    operator("__floordiv__"), reflected("__rfloordiv__"), with_other("__ifloordiv__"),
    operator("__mod__"), reflected("__rmod__"), with_other("__imod__"),
    operator("__divmod__"), reflected("__rdivmod__"),
    operator("__lshift__"), reflected("__rlshift__"), with_other("__ilshift__"),
    operator("__rshift__"), reflected("__rrshift__"), with_other("__irshift__"),
    operator("__and__"), reflected("__rand__"), with_other("__iand__"),
    operator("__or__"), reflected("__ror__"), with_other("__ior__"),
    operator("__xor__"), reflected("__rxor__"), with_other("__ixor__"),
    method("__pow__", &[O, O, O], SpecialResult::Object).optional(1).binary(),
    method("__rpow__", &[O, O, O], SpecialResult::Object).optional(1),
    method("__ipow__", &[O, O, O], SpecialResult::Object).optional(1),
    // Without a slot.
    only("__class_getitem__", SpecialKind::ClassMethod),
    only("__new__", SpecialKind::Rejected),
    only("__init_subclass__", SpecialKind::Rejected),
    only("__cmp__", SpecialKind::Removed),
    only("__coerce__", SpecialKind::Removed),
    only("__div__", SpecialKind::Removed),
    only("__rdiv__", SpecialKind::Removed),
    only("__idiv__", SpecialKind::Removed),
    only("__hex__", SpecialKind::Removed),
    only("__oct__", SpecialKind::Removed),
    only("__getslice__", SpecialKind::Removed),
    only("__setslice__", SpecialKind::Removed),
    only("__delslice__", SpecialKind::Removed),
    only("__getreadbuffer__", SpecialKind::Removed),
    only("__getwritebuffer__", SpecialKind::Removed),
    only("__getsegcount__", SpecialKind::Removed),
    only("__getcharbuffer__", SpecialKind::Removed),
];

const fn slot(
    name: &'static str,
    args: &'static [Ty],
    ret: Ty,
    methods: &'static [&'static str],
    form: SlotForm,
) -> TypeSlot {
    TypeSlot { name, args, ret, methods, form }
}

const fn direct1(name: &'static str, methods: &'static [&'static str]) -> TypeSlot {
    slot(name, &[O], O, methods, SlotForm::Direct)
}

const fn direct2(name: &'static str, methods: &'static [&'static str]) -> TypeSlot {
    slot(name, &[O, O], O, methods, SlotForm::Direct)
}

/// An operator with its reflected form; the operation's name ends in that of the slot.
const fn both(name: &'static str, op: &'static str, methods: &'static [&'static str]) -> TypeSlot {
    slot(name, &[O, O], O, methods, SlotForm::Op(op))
}

const fn set_or_delete(
    name: &'static str,
    op: &'static str,
    methods: &'static [&'static str],
) -> TypeSlot {
    slot(name, &[O, O, O], INT, methods, SlotForm::Op(op))
}

/// Where two methods of a `Direct` slot are there, the first counts.
#[rustfmt::skip]
pub const TYPE_SLOTS: &[TypeSlot] = &[
    slot("tp_init", &[O, O, O], INT, &["__init__"], SlotForm::Entry("slot.init")),
    slot("tp_call", &[O, O, O], O, &["__call__"], SlotForm::Entry("slot.call")),
    slot("tp_finalize", &[O], Ty::VOID, &["__del__"], SlotForm::Op("slot.finalize")),
    direct1("tp_repr", &["__repr__"]),
    direct1("tp_str", &["__str__"]),
    slot("tp_hash", &[O], Ty::HASH, &["__hash__"], SlotForm::Op("slot.hash")),
    slot("tp_richcompare", &[O, O, INT], O,
        &["__richcmp__", "__lt__", "__le__", "__eq__", "__ne__", "__gt__", "__ge__"], SlotForm::Comparison("slot.richcompare")),
    slot("tp_getattro", &[O, O], O, &["__getattribute__", "__getattr__"], SlotForm::Inherited("slot.getattro")),
    set_or_delete("tp_setattro", "slot.setattro", &["__setattr__", "__delattr__"]),
    slot("tp_descr_get", &[O, O, O], O, &["__get__"], SlotForm::Counted("slot.descr_get")),
    set_or_delete("tp_descr_set", "slot.descr_set", &["__set__", "__delete__"]),
    direct1("tp_iter", &["__iter__"]),
    direct1("tp_iternext", &["__next__"]),
    direct1("am_await", &["__await__"]),
    direct1("am_aiter", &["__aiter__"]),
    direct1("am_anext", &["__anext__"]),
    slot("mp_length", &[O], SSIZE, &["__len__"], SlotForm::Op("slot.length")),
    slot("sq_length", &[O], SSIZE, &["__len__"], SlotForm::Op("slot.length")),
    direct2("mp_subscript", &["__getitem__"]),
    slot("sq_item", &[O, SSIZE], O, &["__getitem__"], SlotForm::Op("slot.item")),
    set_or_delete("mp_ass_subscript", "slot.ass_subscript", &["__setitem__", "__delitem__"]),
    slot("sq_ass_item", &[O, SSIZE, O], INT, &["__setitem__", "__delitem__"], SlotForm::Op("slot.ass_item")),
    slot("sq_contains", &[O, O], INT, &["__contains__"], SlotForm::Op("slot.contains")),
    slot("bf_getbuffer", &[O, Ty::BUFFER, INT], INT, &["__getbuffer__"], SlotForm::Op("slot.getbuffer")),
    slot("bf_releasebuffer", &[O, Ty::BUFFER], Ty::VOID, &["__releasebuffer__"], SlotForm::Direct),
    direct1("nb_negative", &["__neg__"]),
    direct1("nb_positive", &["__pos__"]),
    direct1("nb_absolute", &["__abs__"]),
    direct1("nb_invert", &["__invert__"]),
    slot("nb_bool", &[O], INT, &["__bool__", "__nonzero__"], SlotForm::Op("slot.truth")),
    direct1("nb_int", &["__int__", "__long__"]),
    direct1("nb_float", &["__float__"]),
    direct1("nb_index", &["__index__"]),
    both("nb_add", "slot.add", &["__add__", "__radd__"]),
    both("nb_subtract", "slot.subtract", &["__sub__", "__rsub__"]),
    both("nb_multiply", "slot.multiply", &["__mul__", "__rmul__"]),
    both("nb_matrix_multiply", "slot.matrix_multiply", &["__matmul__", "__rmatmul__"]),
    both("nb_true_divide", "slot.true_divide", &["__truediv__", "__rtruediv__"]),
    both("nb_floor_divide", "slot.floor_divide", &["__floordiv__", "__rfloordiv__"]),
    both("nb_remainder", "slot.remainder", &["__mod__", "__rmod__"]),
    both("nb_divmod", "slot.divmod", &["__divmod__", "__rdivmod__"]),
    both("nb_lshift", "slot.lshift", &["__lshift__", "__rlshift__"]),
    both("nb_rshift", "slot.rshift", &["__rshift__", "__rrshift__"]),
    both("nb_and", "slot.and", &["__and__", "__rand__"]),
    both("nb_or", "slot.or", &["__or__", "__ror__"]),
    both("nb_xor", "slot.xor", &["__xor__", "__rxor__"]),
    slot("nb_power", &[O, O, O], O, &["__pow__", "__rpow__"], SlotForm::Counted("slot.power")),
    direct2("nb_inplace_add", &["__iadd__"]),
    direct2("nb_inplace_subtract", &["__isub__"]),
    direct2("nb_inplace_multiply", &["__imul__"]),
    direct2("nb_inplace_matrix_multiply", &["__imatmul__"]),
    direct2("nb_inplace_true_divide", &["__itruediv__"]),
    direct2("nb_inplace_floor_divide", &["__ifloordiv__"]),
    direct2("nb_inplace_remainder", &["__imod__"]),
    direct2("nb_inplace_lshift", &["__ilshift__"]),
    direct2("nb_inplace_rshift", &["__irshift__"]),
    direct2("nb_inplace_and", &["__iand__"]),
    direct2("nb_inplace_or", &["__ior__"]),
    direct2("nb_inplace_xor", &["__ixor__"]),
    slot("nb_inplace_power", &[O, O, O], O, &["__ipow__"], SlotForm::Counted("slot.inplace_power")),
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Op;

    #[test]
    fn every_slot_has_methods_and_every_method_a_slot() {
        for slot in TYPE_SLOTS {
            for name in slot.methods {
                let method = SpecialMethod::find(name).expect(name);
                assert_eq!(method.slots().filter(|it| it.name == slot.name).count(), 1, "{name}");
            }
        }
        for method in SPECIAL_METHODS {
            let filled = matches!(method.kind, SpecialKind::Slot | SpecialKind::General);
            assert_eq!(filled, method.slots().next().is_some(), "{}", method.name);
        }
    }

    #[test]
    fn names_are_unique() {
        for (index, method) in SPECIAL_METHODS.iter().enumerate() {
            assert!(
                SPECIAL_METHODS[..index].iter().all(|it| it.name != method.name),
                "{}",
                method.name
            );
        }
    }

    #[test]
    fn operations_take_the_arguments_of_their_slot() {
        for slot in TYPE_SLOTS {
            let (op, extra) = match slot.form {
                SlotForm::Direct => continue,
                SlotForm::Op(op) | SlotForm::Inherited(op) | SlotForm::Comparison(op) => {
                    (op, 1 + slot.methods.len())
                }
                SlotForm::Counted(op) => (op, 1 + 2 * slot.methods.len()),
                SlotForm::Entry(op) => (op, 2),
            };
            let row = Op::find(op).unwrap_or_else(|| panic!("{op}")).row();
            assert_eq!(row.args.len(), slot.args.len() + extra, "{op}");
            for (arg, ty) in row.args.iter().zip(slot.args) {
                assert_eq!(arg.ty, *ty, "{op}");
            }
            assert_eq!(row.c_result().unwrap_or(Ty::VOID), slot.ret, "{op}");
        }
    }
}
