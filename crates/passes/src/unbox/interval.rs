//! Sets of integers between two bounds, and arithmetic on them.

use mir::BinOp;
use types::{Int, Ty, TypeTable};

/// A bound beyond every machine word: none at all.
pub(super) const OPEN: i128 = 1 << 100;

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Interval {
    pub lo: i128,
    pub hi: i128,
}

impl Interval {
    pub const ALL: Interval = Interval { lo: -OPEN, hi: OPEN };
    /// No value: not assigned yet.
    pub const NONE: Interval = Interval { lo: OPEN, hi: -OPEN };
    pub const WORD: Interval = Interval { lo: i64::MIN as i128, hi: i64::MAX as i128 };

    pub fn one(value: i128) -> Self {
        Interval { lo: value, hi: value }
    }

    pub fn new(lo: i128, hi: i128) -> Self {
        Interval { lo: lo.clamp(-OPEN, OPEN), hi: hi.clamp(-OPEN, OPEN) }
    }

    pub fn is_empty(self) -> bool {
        self.lo > self.hi
    }

    pub fn within(self, other: Interval) -> bool {
        self.is_empty() || (self.lo >= other.lo && self.hi <= other.hi)
    }

    pub fn fits_word(self) -> bool {
        !self.is_empty() && self.within(Interval::WORD)
    }

    pub fn hull(self, other: Interval) -> Interval {
        Interval { lo: self.lo.min(other.lo), hi: self.hi.max(other.hi) }
    }

    /// The values of a C integer type; on platforms with narrower types there are fewer.
    pub fn of_type(ty: Ty, types: &TypeTable) -> Interval {
        match types.int_kind(ty) {
            Some(kind) if kind.signed() => {
                let top = 1i128 << (kind.bits() - 1);
                Interval::new(-top, top - 1)
            }
            Some(kind) => Interval::new(0, (1i128 << kind.bits()) - 1),
            None => Interval::ALL,
        }
    }

    /// Whether the C type has all these values on every platform.
    pub fn fits_type(self, ty: Ty, types: &TypeTable) -> bool {
        let extern_width = matches!(types[types.unqualified(ty)], types::Type::Typedef(_));
        let range = match types.int_kind(ty) {
            // 32 bits on some platforms.
            Some(Int::Long | Int::SSize | Int::PtrDiff | Int::Hash) => Ty::INT,
            Some(Int::ULong | Int::Size) => Ty::UINT,
            _ => ty,
        };
        let range = Interval::of_type(range, types);
        !extern_width && types.is_int(ty) && self.within(range)
    }
}

pub(super) fn binary(op: BinOp, a: Interval, b: Interval) -> Interval {
    if a.is_empty() || b.is_empty() {
        return Interval::ALL;
    }
    let open = |x: Interval| x.lo <= -OPEN || x.hi >= OPEN;
    match op {
        BinOp::Add => Interval::new(sum(a.lo, b.lo), sum(a.hi, b.hi)),
        BinOp::Sub => Interval::new(sum(a.lo, -b.hi), sum(a.hi, -b.lo)),
        BinOp::Mul if !open(a) && !open(b) => {
            let products = [(a.lo, b.lo), (a.lo, b.hi), (a.hi, b.lo), (a.hi, b.hi)];
            let values = products.map(|(x, y)| x.saturating_mul(y));
            let lo = values.into_iter().min().unwrap_or(-OPEN);
            Interval::new(lo, values.into_iter().max().unwrap_or(OPEN))
        }
        BinOp::BitAnd if b.lo >= 0 => Interval::new(0, b.hi),
        BinOp::BitAnd if a.lo >= 0 => Interval::new(0, a.hi),
        BinOp::BitAnd | BinOp::BitOr | BinOp::BitXor
            if a.within(Interval::WORD) && b.within(Interval::WORD) =>
        {
            // As many bits as the wider one has.
            let largest = [a.lo, a.hi, b.lo, b.hi].map(|x| if x < 0 { !x } else { x });
            let bits = 128 - largest.into_iter().max().unwrap_or(0).leading_zeros();
            let top = 1i128 << bits;
            let lo = if a.lo >= 0 && b.lo >= 0 { 0 } else { -top };
            Interval::new(lo, top - 1)
        }
        _ => Interval::ALL,
    }
}

/// Open bounds stay open.
fn sum(a: i128, b: i128) -> i128 {
    if a.abs() >= OPEN {
        a
    } else if b.abs() >= OPEN {
        b
    } else {
        a + b
    }
}

pub(super) fn floor(remainder: bool, a: Interval, b: Interval) -> Interval {
    if b.lo != b.hi || b.lo <= 0 || a.is_empty() {
        return Interval::ALL;
    }
    if remainder {
        Interval::new(0, b.lo - 1)
    } else {
        let open = |x: i128| if x.abs() >= OPEN { x } else { x.div_euclid(b.lo) };
        Interval::new(open(a.lo), open(a.hi))
    }
}
