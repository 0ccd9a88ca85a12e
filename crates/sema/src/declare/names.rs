//! Binding names in modules, and the names that declarations have in C.

use base::{Name, Span};
use diag::declarations::Redeclared;
use types::Ty;

use crate::{Analysis, ModuleId, Symbol, SymbolId, SymbolKind, Visibility};

impl<'a> Analysis<'a> {
    pub(crate) fn report(&mut self, diagnostic: impl Into<diag::Diagnostic>) {
        self.cx.sink.push(diagnostic);
    }

    /// Binds a name in a module. What was bound there before is replaced, after a complaint unless `may_replace`.
    pub(crate) fn bind(&mut self, symbol: Symbol, module: ModuleId) -> SymbolId {
        let name = symbol.name;
        if let Some(before) = self.lookup(module, name) {
            let old = &self.decls.symbols[before];
            if !may_replace(old, &symbol) {
                let error = Redeclared {
                    at: symbol.span,
                    name: self.cx.names[name].into(),
                    before: old.span,
                };
                self.report(error);
            }
            if matches!(symbol.kind, SymbolKind::PyGlobal)
                && !matches!(self.decls.symbols[before].kind, SymbolKind::PyGlobal)
            {
                return before;
            }
            self.decls.symbols[before] = symbol;
            return before;
        }
        let id = self.decls.symbols.push(symbol);
        self.decls.modules[module].names.insert(name, id);
        id
    }

    pub(crate) fn is_extern_function(&self, symbol: SymbolId) -> bool {
        let symbol = &self.decls.symbols[symbol];
        symbol.visibility == Visibility::Extern && matches!(symbol.kind, SymbolKind::CFunc(_))
    }

    /// Binds a symbol of another module under a name here, as cimport does.
    pub(crate) fn bind_alias(&mut self, name: Name, symbol: SymbolId, module: ModuleId) {
        self.decls.modules[module].names.insert(name, symbol);
    }

    pub(crate) fn bind_py(&mut self, name: Name, span: Span, module: ModuleId) {
        if let Some(symbol) = self.symbol(module, name) {
            if matches!(symbol.kind, SymbolKind::Module(_)) {
                self.decls.modules[module].imported_too.insert(name);
            }
            return;
        }
        let symbol = Symbol {
            name,
            kind: SymbolKind::PyGlobal,
            ty: Ty::OBJECT,
            span,
            visibility: Visibility::Private,
            module,
        };
        self.bind(symbol, module);
    }

    /// `pkg.abi` and `P` give `3pkg_3abi_P`.
    pub(crate) fn mangled(&self, module: ModuleId, name: &str) -> String {
        let mut text = String::new();
        for part in self.decls.modules[module].name.split('.') {
            text.push_str(&format!("{}{}_", part.len(), ascii(part)));
        }
        text + &ascii(name)
    }

    /// The C name of a struct, union, enum or typedef that is not extern: other modules know it.
    pub(crate) fn type_cname(&mut self, module: ModuleId, name: Name) -> Name {
        let mangled = self.mangled(module, &self.cx.names[name]);
        self.cx.names.intern(&format!("__pyx_t_{mangled}"))
    }

    /// The C name of a static function or variable of the module.
    pub(crate) fn value_cname(&mut self, prefix: &str, module: ModuleId, name: Name) -> Name {
        let own = module == self.decls.main;
        let text = if own {
            ascii(&self.cx.names[name])
        } else {
            self.mangled(module, &self.cx.names[name])
        };
        self.cx.names.intern(&format!("{prefix}{text}"))
    }
}

/// Identifiers of C are ASCII: other characters become their number.
pub(crate) fn ascii(name: &str) -> String {
    if name.is_ascii() {
        return name.into();
    }
    name.chars()
        .map(|c| if c.is_ascii() { c.to_string() } else { format!("_u{:x}_", u32::from(c)) })
        .collect()
}

fn may_replace(old: &Symbol, new: &Symbol) -> bool {
    match (&old.kind, &new.kind) {
        (SymbolKind::PyGlobal, _) | (_, SymbolKind::PyGlobal) => true,
        // Headers are often declared twice, by a definition file and by its user.
        _ if old.visibility == Visibility::Extern || new.visibility == Visibility::Extern => true,
        _ if old.module != new.module => true,
        (SymbolKind::Cython(_), _) | (_, SymbolKind::Cython(_)) => true,
        (SymbolKind::Module(_), SymbolKind::Module(_)) => true,
        (SymbolKind::Const(_), SymbolKind::Const(_)) => true,
        (SymbolKind::Unsupported(_), _) | (_, SymbolKind::Unsupported(_)) => true,
        (SymbolKind::Type(a), SymbolKind::Type(b)) => a == b,
        _ => false,
    }
}

/// The most similar of some names, for messages; nothing if none is near.
pub(crate) fn nearest<'n>(name: &str, known: impl Iterator<Item = &'n str>) -> Option<&'n str> {
    let limit = name.chars().count().div_ceil(3).min(3);
    known
        .map(|candidate| (distance(name, candidate), candidate))
        .filter(|&(distance, _)| distance <= limit)
        .min()
        .map(|(_, candidate)| candidate)
}

/// `; did you mean ...?`, or nothing.
pub(crate) fn hint<'n>(name: &str, known: impl Iterator<Item = &'n str>) -> String {
    nearest(name, known).map_or_else(String::new, |near| format!("; did you mean `{near}`?"))
}

/// How many insertions, deletions and replacements turn one text into the other.
fn distance(a: &str, b: &str) -> usize {
    let b: Vec<char> = b.chars().collect();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.chars().enumerate() {
        let mut diagonal = row[0];
        row[0] = i + 1;
        for (j, &y) in b.iter().enumerate() {
            let replaced = diagonal + usize::from(x != y);
            diagonal = row[j + 1];
            row[j + 1] = replaced.min(row[j] + 1).min(diagonal + 1);
        }
    }
    row[b.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn near_names() {
        assert_eq!(
            nearest("boundcheck", ["binding", "boundscheck"].into_iter()),
            Some("boundscheck")
        );
        assert_eq!(nearest("x", ["binding"].into_iter()), None);
        assert_eq!(distance("kitten", "sitting"), 3);
    }
}
