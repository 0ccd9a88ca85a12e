//! Descriptions of the item types of memoryviews and buffers: constant data that the formats of buffers are compared with. Sizes,
//! offsets and signs are left to the C compiler.

use crate::strings::c_string;
use crate::unit::UnitBuilder;
use ::types::{Ty, Type};
use std::collections::HashMap;
use std::fmt::Write;

#[derive(Default)]
pub struct ItemTypes {
    text: String,
    numbers: HashMap<Ty, usize>,
}

impl ItemTypes {
    pub fn text(&self) -> &str {
        &self.text
    }
}

impl UnitBuilder<'_> {
    /// The address of the description of a type.
    pub fn item_type(&mut self, ty: Ty) -> String {
        format!("&px_item_{}", self.item_number(ty))
    }

    fn item_number(&mut self, ty: Ty) -> usize {
        if let Some(&number) = self.items.numbers.get(&ty) {
            return number;
        }
        self.require_type(ty);
        let fields = self.item_fields(ty);
        let number = self.items.numbers.len();
        self.items.numbers.insert(ty, number);
        let fields_name = match fields.is_empty() {
            true => "NULL".to_string(),
            false => {
                let rows = fields.join(", ");
                let _ = writeln!(
                    self.items.text,
                    "static const px_item_field px_item_fields_{number}[] = {{{rows}, {{NULL, NULL, 0}}}};"
                );
                format!("px_item_fields_{number}")
            }
        };
        let (bare, lengths) = self.item_array(ty);
        let name = c_string(self.types().describe(bare, self.names()).as_bytes());
        let (c, whole) = (self.c_type(bare), self.c_type(ty));
        let lengths_text: Vec<_> = lengths.iter().map(u64::to_string).collect();
        let lengths_text = match lengths.is_empty() {
            true => "0".to_string(),
            false => lengths_text.join(", "),
        };
        let (kind, unsigned) = self.item_kind(bare, &c);
        let size = if lengths.is_empty() { whole } else { c };
        let _ = writeln!(
            self.items.text,
            "static const px_item px_item_{number} = {{{name}, {fields_name}, sizeof({size}), {{{lengths_text}}}, {}, {kind}, {unsigned}, 0}};",
            lengths.len(),
        );
        number
    }

    /// What an array is of, and its lengths.
    fn item_array(&self, ty: Ty) -> (Ty, Vec<u64>) {
        let (mut at, mut lengths) = (ty, Vec::new());
        while let Type::Array(item, Some(length)) = *self.types().resolved(at) {
            lengths.push(length);
            at = item;
        }
        (at, lengths)
    }

    /// The fields of a struct, the parts of a complex number.
    fn item_fields(&mut self, ty: Ty) -> Vec<String> {
        let (bare, _) = self.item_array(ty);
        if let Type::Complex(_) = self.types().resolved(bare) {
            let Some(part) = self.types().complex_part(bare) else { return Vec::new() };
            let number = self.item_number(part);
            return vec![
                format!("{{&px_item_{number}, \"real\", 0}}"),
                format!("{{&px_item_{number}, \"imag\", sizeof({})}}", self.c_type(part)),
            ];
        }
        let Some(def) = self.types().as_struct(bare) else { return Vec::new() };
        let fields: Vec<_> =
            def.fields.iter().flatten().map(|it| (it.name, it.cname, it.ty)).collect();
        let c = self.c_type(bare);
        let mut rows = Vec::with_capacity(fields.len());
        for (name, cname, ty) in fields {
            let number = self.item_number(ty);
            let name = c_string(self.name(name).as_bytes());
            rows.push(format!(
                "{{&px_item_{number}, {name}, offsetof({c}, {})}}",
                self.name(cname)
            ));
        }
        rows
    }

    /// The group of a type, and whether it is unsigned.
    fn item_kind(&self, ty: Ty, c: &str) -> (String, String) {
        let unsigned = format!("({c})-1 > ({c})0");
        match self.types().resolved(ty) {
            Type::Int(::types::Int::Char) => ("'H'".into(), unsigned),
            Type::Int(_) | Type::Enum(_) | Type::Bint => {
                (format!("{unsigned} ? 'U' : 'I'"), unsigned)
            }
            Type::Float(_) => ("'R'".into(), "0".into()),
            Type::Complex(_) | Type::IntComplex(_) => ("'C'".into(), "0".into()),
            Type::Struct(_) => ("'S'".into(), "0".into()),
            Type::Object(_) => ("'O'".into(), "0".into()),
            Type::Ptr(_) | Type::Func(_) => ("'P'".into(), "0".into()),
            Type::Error
            | Type::Void
            | Type::Array(..)
            | Type::Typedef(_)
            | Type::Const(_)
            | Type::Volatile(_)
            | Type::Ref(_)
            | Type::CTuple(_)
            | Type::MemView(_)
            | Type::Fused(_)
            | Type::Opaque(_) => ("0".into(), "0".into()),
        }
    }
}
