//! Making functions of the typed tree.

use base::{IdVec, Name, Span};
use types::{Except, Ty};

use crate::{FuncKind, Function, FunctionOptions};

impl Function {
    /// A function without parameters and body so far, with a C signature that says no more than this.
    pub fn new(
        name: Name,
        qualname: String,
        cname: String,
        (kind, ret, except): (FuncKind, Ty, Except),
        span: Span,
    ) -> Self {
        Function {
            name,
            qualname,
            cname,
            kind,
            inline: false,
            traced: true,
            public: false,
            varargs: false,
            params: Vec::new(),
            locals: IdVec::new(),
            ret,
            except,
            nogil: false,
            with_gil: false,
            body: Vec::new(),
            closure: None,
            suspends: None,
            cellvars: Vec::new(),
            wrapper: None,
            doc: None,
            options: FunctionOptions::default(),
            span,
            first_line: 1,
        }
    }
}
