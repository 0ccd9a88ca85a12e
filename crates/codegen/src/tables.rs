//! The data tables of a unit: constants, function descriptions, locations, files. `runtime/c/px/module.h` has their layout.

use crate::strings::c_string;
use base::{IdVec, Interner, Name};
use mir::{Const, ConstId};
use std::collections::HashMap;
use std::fmt::Write;

/// No constant, in a field that holds the number of one.
const ABSENT: &str = "PX_ABSENT";

/// A record of the table of constants, in the form that the runtime reads.
#[derive(Clone, PartialEq, Eq, Hash)]
enum Record {
    /// The runtime's name of the kind and a text.
    Text(&'static str, Vec<u8>),
    SmallInt(i32),
    /// Kind and item numbers.
    Items(&'static str, Vec<u32>),
    Singleton(&'static str),
}

/// Constants in the order of their first use; equal ones are one.
#[derive(Default)]
pub struct Constants {
    records: Vec<Record>,
    numbers: HashMap<Record, u32>,
}

impl Constants {
    /// The number of a constant of the module.
    pub fn number(&mut self, consts: &IdVec<ConstId, Const>, id: ConstId, names: &Interner) -> u32 {
        let record = match &consts[id] {
            Const::None => Record::Singleton("PX_NONE"),
            Const::True => Record::Singleton("PX_TRUE"),
            Const::False => Record::Singleton("PX_FALSE"),
            Const::Ellipsis => Record::Singleton("PX_ELLIPSIS"),
            Const::NotImplemented => Record::Singleton("PX_NOT_IMPLEMENTED"),
            Const::Int(digits) => int_record(digits),
            Const::Float(bits) => Record::Text("PX_FLOAT", float_text(*bits).into_bytes()),
            Const::Complex(real, imag) => Record::Text(
                "PX_COMPLEX",
                format!("{} {}", float_text(*real), float_text(*imag)).into_bytes(),
            ),
            Const::Str(text) => Record::Text("PX_STR", text.clone()),
            Const::Name(name) => return self.name(*name, names),
            Const::Bytes(bytes) => Record::Text("PX_BYTES", bytes.clone()),
            Const::Tuple(items) => self.items("PX_TUPLE", consts, items, names),
            Const::FrozenSet(items) => self.items("PX_FROZENSET", consts, items, names),
        };
        self.add(record)
    }

    fn items(
        &mut self,
        kind: &'static str,
        consts: &IdVec<ConstId, Const>,
        items: &[ConstId],
        names: &Interner,
    ) -> Record {
        // Items come first, so their numbers are smaller.
        Record::Items(kind, items.iter().map(|&item| self.number(consts, item, names)).collect())
    }

    pub fn name(&mut self, name: Name, names: &Interner) -> u32 {
        self.interned(&names[name])
    }

    pub fn interned(&mut self, text: &str) -> u32 {
        self.add(Record::Text("PX_NAME", text.as_bytes().to_vec()))
    }

    pub fn tuple(&mut self, items: Vec<u32>) -> u32 {
        self.add(Record::Items("PX_TUPLE", items))
    }

    fn add(&mut self, record: Record) -> u32 {
        if let Some(&number) = self.numbers.get(&record) {
            return number;
        }
        let number = self.records.len() as u32;
        self.numbers.insert(record.clone(), number);
        self.records.push(record);
        number
    }

    pub fn len(&self) -> usize {
        self.records.len()
    }

    /// The tables `px_text`, `px_consts` and `px_items`.
    pub fn print(&self) -> String {
        let mut text = Vec::new();
        let mut items = Vec::new();
        let mut rows = Vec::new();
        for record in &self.records {
            rows.push(match record {
                Record::Text(kind, bytes) => {
                    text.extend_from_slice(bytes);
                    format!("{{{kind}, {}}}", bytes.len())
                }
                Record::SmallInt(value) if *value == i32::MIN => {
                    format!("{{PX_INT, {} - 1}}", i32::MIN + 1)
                }
                Record::SmallInt(value) => format!("{{PX_INT, {value}}}"),
                Record::Items(kind, numbers) => {
                    items.extend(numbers.iter().map(u32::to_string));
                    format!("{{{kind}, {}}}", numbers.len())
                }
                Record::Singleton(kind) => format!("{{{kind}, 0}}"),
            });
        }
        let mut out = format!("static const char px_text[] = {};\n", c_string(&text));
        out.push_str(&table("px_const", "px_consts", "{PX_NONE, 0}", &rows));
        out.push_str(&table("uint32_t", "px_items", "0", &items));
        out
    }
}

fn int_record(digits: &str) -> Record {
    match digits.parse::<i32>() {
        Ok(value) => Record::SmallInt(value),
        Err(_) => {
            let (sign, digits) = digits.strip_prefix('-').map_or(("", digits), |rest| ("-", rest));
            Record::Text("PX_BIGINT", format!("{sign}0x{}", hexadecimal(digits)).into_bytes())
        }
    }
}

/// Decimal digits as hexadecimal ones, in limbs of 32 bits. Long literals are rare; squared time is for a few thousand digits.
fn hexadecimal(decimal: &str) -> String {
    if let Some(digits) = decimal.strip_prefix("0x") {
        return digits.to_string();
    }
    let mut limbs: Vec<u32> = vec![0];
    // Nine digits at a time fit a limb.
    let first = decimal.len() % 9;
    let chunks = std::iter::once(&decimal[..first])
        .chain((first..decimal.len()).step_by(9).map(|start| &decimal[start..start + 9]));
    for chunk in chunks.filter(|chunk| !chunk.is_empty()) {
        let mut carry = u64::from(chunk.parse::<u32>().unwrap_or(0));
        let scale = 10u64.pow(chunk.len() as u32);
        for limb in &mut limbs {
            let value = u64::from(*limb) * scale + carry;
            *limb = value as u32;
            carry = value >> 32;
        }
        if carry > 0 {
            limbs.push(carry as u32);
        }
    }
    let mut out = String::new();
    for (index, limb) in limbs.iter().rev().enumerate() {
        let _ = if index == 0 { write!(out, "{limb:x}") } else { write!(out, "{limb:08x}") };
    }
    out
}

fn float_text(bits: u64) -> String {
    let value = f64::from_bits(bits);
    if value.is_nan() { "nan".into() } else { format!("{value:?}") }
}

/// A row of the table of functions; numbers of constants are resolved.
pub struct FuncRow {
    pub name: u32,
    pub qualname: u32,
    pub doc: Option<u32>,
    pub names: u32,
    /// Tuples of names.
    pub freevars: Option<u32>,
    pub cellvars: Option<u32>,
    pub entry: Option<String>,
    pub posonly: usize,
    pub positional: usize,
    pub kwonly: usize,
    pub file: u32,
    pub flags: String,
    pub line: u32,
}

#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct LocationRow {
    /// Absent for the module's body.
    pub func: Option<u32>,
    pub line: u32,
    pub file: u32,
    /// Of a comprehension: the number of the location around it, and whether it is one before CPython 3.12 only.
    pub caller: Option<(u32, bool)>,
}

pub fn print_functions(rows: &[FuncRow]) -> String {
    let rows: Vec<_> = rows
        .iter()
        .map(|row| {
            let number =
                |it: Option<u32>| it.map_or_else(|| ABSENT.to_string(), |it| it.to_string());
            let (doc, free, cell) = (number(row.doc), number(row.freevars), number(row.cellvars));
            let entry = row.entry.as_deref().unwrap_or("NULL");
            format!(
                "{{{}, {}, {doc}, {}, {free}, {cell}, {entry}, {}, {}, {}, {}, {}, {}}}",
                row.name,
                row.qualname,
                row.names,
                row.posonly,
                row.positional,
                row.kwonly,
                row.file,
                row.flags,
                row.line
            )
        })
        .collect();
    table("px_func", "px_funcs", "{0}", &rows)
}

pub fn print_locations(rows: &[LocationRow]) -> String {
    let rows: Vec<_> = rows
        .iter()
        .map(|row| {
            let func = row.func.map_or_else(|| ABSENT.to_string(), |func| func.to_string());
            let caller = match row.caller {
                Some((caller, true)) => format!("{} | PX_LOC_EARLY", caller + 1),
                Some((caller, false)) => format!("{} | PX_LOC_LATE", caller + 1),
                None => "0".into(),
            };
            format!("{{{func}, {}, {}, {caller}}}", row.line, row.file)
        })
        .collect();
    table("px_loc", "px_locs", "{0, 0, 0, 0}", &rows)
}

/// A constant array, with one item where there is none, as C demands.
pub fn table(ty: &str, name: &str, none: &str, rows: &[String]) -> String {
    let mut out = format!("static const {ty} {name}[] = {{");
    if rows.is_empty() {
        out.push_str(none);
    }
    let mut width = 0;
    for (index, row) in rows.iter().enumerate() {
        if index > 0 {
            out.push(',');
        }
        if width + row.len() > 110 {
            out.push('\n');
            width = 0;
        }
        out.push_str(row);
        width += row.len() + 1;
    }
    out.push_str("};\n");
    out
}

#[cfg(test)]
mod tests {
    use super::hexadecimal;

    #[test]
    fn big_integers() {
        assert_eq!(hexadecimal("4294967296"), "100000000");
        assert_eq!(hexadecimal("340282366920938463463374607431768211455"), "f".repeat(32));
        assert_eq!(hexadecimal("1000000000000000000000"), "3635c9adc5dea00000");
    }
}
