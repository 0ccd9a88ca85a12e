//! The types that need no declaration, by name.

use ast::{BasicType, BasicWord, ExprKind, Length, Sign};
use base::Span;
use types::{Access, Axis, Builtin, Packing, StructDef, Ty, Type, TypedefDef};

use crate::{Analysis, Env};

/// Names that always mean these C types in C declarations.
pub(crate) const C_TYPE_NAMES: &[(&str, Ty)] = &[
    ("void", Ty::VOID),
    ("char", Ty::CHAR),
    ("short", Ty::SHORT),
    ("int", Ty::INT),
    ("long", Ty::LONG),
    ("float", Ty::FLOAT),
    ("double", Ty::DOUBLE),
    ("bint", Ty::BINT),
    ("object", Ty::OBJECT),
    ("Py_UNICODE", Ty::PY_UNICODE),
    ("Py_UCS4", Ty::UCS4),
    ("Py_hash_t", Ty::HASH),
    ("Py_ssize_t", Ty::SSIZE),
    ("size_t", Ty::SIZE),
    ("ptrdiff_t", Ty::PTRDIFF),
];

pub(crate) fn c_type_name(name: &str) -> Option<Ty> {
    C_TYPE_NAMES.iter().find(|(known, _)| *known == name).map(|(_, ty)| *ty)
}

/// C types whose names a declaration may take over (`libcpp.complex` does).
pub(crate) fn late_c_type_name(name: &str) -> Option<Ty> {
    (name == "complex").then_some(Ty::DOUBLE_COMPLEX)
}

/// Several type words together.
pub(crate) fn basic_type(basic: BasicType) -> Option<Ty> {
    let BasicType { sign, length, word, is_complex } = basic;
    let plain = sign == Sign::Unmarked;
    if is_complex {
        return match (word, length) {
            (BasicWord::Float, Length::Normal) if plain => Some(Ty::FLOAT_COMPLEX),
            (BasicWord::Double, Length::Normal) if plain => Some(Ty::DOUBLE_COMPLEX),
            (BasicWord::Double, Length::Long) if plain => Some(Ty::LONGDOUBLE_COMPLEX),
            (BasicWord::Int, length) => Some(match (length, sign == Sign::Unsigned) {
                (Length::Normal, false) => Ty::INT_COMPLEX,
                (Length::Normal, true) => Ty::UINT_COMPLEX,
                (Length::Short, false) => Ty::SHORT_COMPLEX,
                (Length::Short, true) => Ty::USHORT_COMPLEX,
                (Length::Long, false) => Ty::LONG_COMPLEX,
                (Length::Long, true) => Ty::ULONG_COMPLEX,
                (Length::LongLong, false) => Ty::LONGLONG_COMPLEX,
                (Length::LongLong, true) => Ty::ULONGLONG_COMPLEX,
            }),
            _ => None,
        };
    }
    match (word, length, sign) {
        (BasicWord::Char, Length::Normal, Sign::Unmarked) => Some(Ty::CHAR),
        (BasicWord::Char, Length::Normal, Sign::Signed) => Some(Ty::SCHAR),
        (BasicWord::Char, Length::Normal, Sign::Unsigned) => Some(Ty::UCHAR),
        (BasicWord::Float, Length::Normal, Sign::Unmarked) => Some(Ty::FLOAT),
        (BasicWord::Double, Length::Normal, Sign::Unmarked) => Some(Ty::DOUBLE),
        (BasicWord::Double, Length::Long, Sign::Unmarked) => Some(Ty::LONGDOUBLE),
        (BasicWord::Int, length, sign) => {
            let unsigned = sign == Sign::Unsigned;
            Some(match (length, unsigned) {
                (Length::Normal, false) => Ty::INT,
                (Length::Normal, true) => Ty::UINT,
                (Length::Short, false) => Ty::SHORT,
                (Length::Short, true) => Ty::USHORT,
                (Length::Long, false) => Ty::LONG,
                (Length::Long, true) => Ty::ULONG,
                (Length::LongLong, false) => Ty::LONGLONG,
                (Length::LongLong, true) => Ty::ULONGLONG,
            })
        }
        (BasicWord::Char | BasicWord::Float | BasicWord::Double, ..) => None,
    }
}

/// The size in bytes on LP64 systems, for constants that need one now.
pub(crate) fn size_of(types: &types::TypeTable, ty: Ty) -> Option<i128> {
    match types.resolved(ty) {
        Type::Bint | Type::Enum(_) => Some(4),
        Type::Int(kind) => Some(i128::from(kind.bits() / 8)),
        Type::Float(types::Float::Float) => Some(4),
        Type::Float(types::Float::Double) => Some(8),
        Type::Ptr(_) => Some(8),
        Type::Array(item, Some(len)) => Some(size_of(types, *item)? * i128::from(*len)),
        _ => None,
    }
}

/// Where one axis is contiguous, the others follow it.
pub(crate) fn follow_contiguous(axes: &mut [Axis]) {
    let contiguous = |axis: &Axis| axis.packing == Packing::Contig;
    let edge = axes.first().is_some_and(contiguous) || axes.last().is_some_and(contiguous);
    if edge && axes.iter().filter(|axis| contiguous(axis)).count() == 1 {
        for axis in axes.iter_mut().filter(|axis| axis.packing == Packing::Strided) {
            axis.packing = Packing::Follow;
        }
    }
}

impl<'a> Analysis<'a> {
    /// Python's builtin types as C declarations name them: exact ones, where None passes.
    pub(crate) fn builtin_type(&mut self, name: &str) -> Option<Ty> {
        if name == "Py_buffer" {
            return Some(self.py_buffer());
        }
        if builtins::is_exception(name) {
            let name = self.cx.names.intern(name);
            return Some(self.cx.types.builtin(Builtin::Exception(name), false, true));
        }
        let builtin = crate::check::cython_names::builtin_type(name)?;
        match builtin {
            // There these are C's.
            Builtin::Int | Builtin::Float | Builtin::Complex => None,
            Builtin::Type => Some(self.cx.types.builtin(builtin, false, true)),
            _ => Some(self.cx.types.builtin(builtin, true, true)),
        }
    }

    /// A typedef of a system header whose real width only the C compiler knows.
    pub(crate) fn opaque_typedef(&mut self, text: &str, target: Ty) -> Ty {
        let name = self.cx.names.intern(text);
        let types = &mut self.cx.types;
        let known = types
            .typedefs
            .iter_enumerated()
            .find(|(_, def)| def.name == name && def.is_extern && def.target == target)
            .map(|(id, _)| id);
        let id = known.unwrap_or_else(|| {
            types.typedefs.push(TypedefDef {
                name,
                cname: name,
                target,
                is_extern: true,
                span: Span::default(),
            })
        });
        types.intern(Type::Typedef(id))
    }

    /// A struct of a system header of which nothing but the name is known.
    pub(crate) fn opaque_struct(&mut self, text: &str) -> Ty {
        self.opaque_type(text, text)
    }

    /// A struct that only C knows, by its name here and there.
    pub(crate) fn opaque_type(&mut self, text: &str, cname: &str) -> Ty {
        let (name, cname) = (self.cx.names.intern(text), self.cx.names.intern(cname));
        let types = &mut self.cx.types;
        let known = types
            .structs
            .iter_enumerated()
            .find(|(_, def)| def.cname == cname && def.is_extern && def.typedef)
            .map(|(id, _)| id);
        let id = known.unwrap_or_else(|| {
            types.structs.push(StructDef::of_header(name, cname, Some(Vec::new()), Span::default()))
        });
        types.intern(Type::Struct(id))
    }

    /// `:`, `::1`, `::view.contiguous`.
    pub(crate) fn axis(&mut self, expr: &ast::Expr, env: Env<'_, 'a>) -> Option<Axis> {
        let ExprKind::Slice(slice) = &expr.kind else { return None };
        if slice.start.is_some() || slice.stop.is_some() {
            return None;
        }
        let Some(step) = &slice.step else {
            return Some(Axis { access: Access::Direct, packing: Packing::Strided });
        };
        if let ExprKind::Int(literal) = step.kind {
            let one = literal.value(&self.cx.names[literal.digits]) == Some(1);
            return one.then_some(Axis { access: Access::Direct, packing: Packing::Contig });
        }
        let name = match &step.kind {
            ExprKind::Attribute(_, ident) => ident.name,
            ExprKind::Name(name) => match self.symbol(env.module, *name).map(|s| &s.kind) {
                Some(crate::SymbolKind::Cython(path)) => *path,
                _ => *name,
            },
            _ => return None,
        };
        let text = self.cx.names[name].to_string();
        let (access, packing) = match text.rsplit('.').next().unwrap_or_default() {
            "generic" => (Access::Full, Packing::Strided),
            "strided" => (Access::Direct, Packing::Strided),
            "indirect" => (Access::Ptr, Packing::Strided),
            "contiguous" => (Access::Direct, Packing::Contig),
            "indirect_contiguous" => (Access::Ptr, Packing::Contig),
            "generic_contiguous" => (Access::Full, Packing::Contig),
            "follow" => (Access::Direct, Packing::Follow),
            _ => return None,
        };
        Some(Axis { access, packing })
    }
}
