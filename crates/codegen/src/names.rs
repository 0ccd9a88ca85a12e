//! C identifiers of locals: readable, unique in their function, and no name of C or of a header.

use base::{Id, Interner};
use mir::{Function, LocalId};
use std::collections::HashSet;

/// The spelling of every local of a function, by index: `v_total`; `t7` for temporaries.
pub struct LocalNames(Vec<String>);

impl LocalNames {
    pub fn new(function: &Function, names: &Interner) -> Self {
        let mut taken = HashSet::new();
        let spell = |(id, local): (LocalId, &mir::Local)| {
            if let (mir::LocalKind::Field(number), Some(part)) = (local.kind, &function.frame) {
                return crate::frames::field_place(part, number, names);
            }
            let plain = local.name.map(|name| &names[name]).filter(|text| is_c_name(text));
            let mut name = match plain {
                Some(text) => format!("v_{text}"),
                None => format!("t{}", id.index()),
            };
            if !taken.insert(name.clone()) {
                name = format!("{name}_{}", id.index());
                taken.insert(name.clone());
            }
            name
        };
        LocalNames(function.locals.iter_enumerated().map(spell).collect())
    }
}

impl std::ops::Index<LocalId> for LocalNames {
    type Output = str;
    fn index(&self, id: LocalId) -> &str {
        &self.0[id.index()]
    }
}

fn is_c_name(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_')
}

/// The suffix of `PyInit_` for a module name: ASCII as it is, anything else in punycode after `U_` (PEP 489).
pub fn init_name(module: &str) -> String {
    let last = module.rsplit('.').next().unwrap_or(module);
    if last.is_ascii() {
        return format!("PyInit_{last}");
    }
    format!("PyInitU_{}", punycode(last).replace('-', "_"))
}

/// RFC 3492, without the prefix that domain names have.
fn punycode(text: &str) -> String {
    const BASE: u32 = 36;
    const T_MIN: u32 = 1;
    const T_MAX: u32 = 26;
    let mut out: String = text.chars().filter(char::is_ascii).collect();
    let basic = out.len() as u32;
    if basic > 0 {
        out.push('-');
    }
    let total = text.chars().count() as u32;
    let (mut n, mut delta, mut bias, mut handled) = (128u32, 0u32, 72u32, basic);
    while handled < total {
        let next = text.chars().map(u32::from).filter(|&c| c >= n).min().unwrap_or(n);
        delta += (next - n) * (handled + 1);
        n = next;
        for c in text.chars().map(u32::from) {
            if c < n {
                delta += 1;
            } else if c == n {
                let mut rest = delta;
                for step in 1.. {
                    let threshold = (BASE * step).saturating_sub(bias).clamp(T_MIN, T_MAX);
                    if rest < threshold {
                        break;
                    }
                    out.push(digit(threshold + (rest - threshold) % (BASE - threshold)));
                    rest = (rest - threshold) / (BASE - threshold);
                }
                out.push(digit(rest));
                bias = adapt(delta, handled + 1, handled == basic);
                delta = 0;
                handled += 1;
            }
        }
        delta += 1;
        n += 1;
    }
    out
}

fn digit(value: u32) -> char {
    char::from_digit(if value < 26 { value + 10 } else { value - 26 }, 36).unwrap_or('?')
}

fn adapt(delta: u32, points: u32, first: bool) -> u32 {
    let mut delta = if first { delta / 700 } else { delta / 2 };
    delta += delta / points;
    let mut k = 0;
    while delta > 455 {
        delta /= 35;
        k += 36;
    }
    k + 36 * delta / (delta + 38)
}

#[cfg(test)]
mod tests {
    use super::init_name;

    #[test]
    fn init_functions_as_the_import_system_looks_for_them() {
        assert_eq!(init_name("pkg.mod"), "PyInit_mod");
        // What Python's own codec gives: 'lančmít'.encode('punycode') is b'lanmt-2sa6t'.
        assert_eq!(init_name("lan\u{10d}m\u{ed}t"), "PyInitU_lanmt_2sa6t");
    }
}
