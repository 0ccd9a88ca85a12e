//! What the grammar lets pass although no reading of it is right.

use ast::Module;
use base::Interner;
use diag::Sink;
use lexer::Options;

pub fn check(module: &Module, options: Options, names: &Interner, sink: &mut Sink) {
    let _ = (module, options, names, sink);
}
