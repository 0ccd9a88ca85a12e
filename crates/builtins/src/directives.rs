//! The directives: every name that `# cython:` comments, `-X`, decorators and `with cython.name(...)` may use, as data.
//!
//! A row says what kind of value a directive takes, which value it has where nobody says anything, and where it may stand.
//! Sema reads comments, decorators and blocks by these rows; what a directive *does* is decided where sema obeys it.

/// What kind of value a directive takes.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum ValueKind {
    Bool,
    /// `None` is a third value of its own.
    BoolOrNone,
    Int,
    Str,
    StrOrNone,
    /// A name of a codec; spellings of ASCII and UTF-8 are normalised.
    Codec,
    /// One of these words, as a string.
    Choice(&'static [&'static str]),
    /// Strings; repeated settings accumulate.
    List,
    /// Stands alone: `@cython.cfunc`.
    Flag,
    /// A C type: `@cython.returns(cython.int)`.
    Type,
    /// Types by name: `@cython.locals(x=cython.int)`.
    Types,
    /// Arguments of its own form, read where the directive is obeyed (`exceptval`, `nogil`, `critical_section`, ...).
    Special,
    /// A name that only begins other names (`warn`, `optimize`).
    Group,
}

/// The value where nothing is said.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Default {
    /// No value, or `None`.
    Unset,
    Bool(bool),
    Str(&'static str),
    EmptyList,
}

/// Where a directive may stand; a set.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Scopes(pub u8);

impl Scopes {
    pub const MODULE: Scopes = Scopes(1);
    pub const FUNCTION: Scopes = Scopes(2);
    /// A Python class.
    pub const CLASS: Scopes = Scopes(4);
    /// An extension type.
    pub const CCLASS: Scopes = Scopes(8);
    /// `with cython.name(...):`
    pub const WITH: Scopes = Scopes(16);
    pub const ANYWHERE: Scopes = Scopes(31);

    pub const fn or(self, other: Scopes) -> Scopes {
        Scopes(self.0 | other.0)
    }

    pub const fn contains(self, other: Scopes) -> bool {
        self.0 & other.0 == other.0
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct DirectiveRow {
    pub directive: Directive,
    pub name: &'static str,
    pub kind: ValueKind,
    pub default: Default,
    pub scopes: Scopes,
    /// Applies to the decorated object only, not to what is inside it.
    pub immediate: bool,
    /// One line for the reference page.
    pub doc: &'static str,
}

macro_rules! directives {
    ($($variant:ident $name:literal $kind:expr, $default:expr, $scopes:expr, $immediate:literal, $doc:literal;)*) => {
        /// A directive; an index into [`DIRECTIVES`].
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
        pub enum Directive { $($variant),* }

        /// All directives, in the order of [`Directive`].
        pub const DIRECTIVES: &[DirectiveRow] = &[$(DirectiveRow {
            directive: Directive::$variant,
            name: $name,
            kind: $kind,
            default: $default,
            scopes: $scopes,
            immediate: $immediate,
            doc: $doc,
        }),*];
    };
}

const fn on() -> Default {
    Default::Bool(true)
}
const fn off() -> Default {
    Default::Bool(false)
}
const NONE: Default = Default::Unset;
const ALL: Scopes = Scopes::ANYWHERE;
const M: Scopes = Scopes::MODULE;
const F: Scopes = Scopes::FUNCTION;
const X: Scopes = Scopes::CCLASS;
const W: Scopes = Scopes::WITH;
const F_W: Scopes = F.or(W);
const M_X: Scopes = M.or(X);
const C_X: Scopes = Scopes::CLASS.or(X);
const F_C_X: Scopes = F.or(C_X);
const C_X_W: Scopes = C_X.or(W);

use ValueKind::{Bool, BoolOrNone, Choice, Codec, Flag, Group, Int, List, Special, Str, StrOrNone};

directives! {
    Binding "binding" Bool, on(), ALL, false, "make functions that bind and can be inspected, not builtin functions";
    BoundsCheck "boundscheck" Bool, on(), ALL, false, "check indices of C-typed subscripts";
    NoneCheck "nonecheck" Bool, off(), ALL, false, "check for None before C attributes and methods are used";
    InitializedCheck "initializedcheck" Bool, on(), ALL, false, "check that memoryviews and C++ locals are initialised";
    Wraparound "wraparound" Bool, on(), ALL, false, "negative indices count from the end";
    FreethreadingCompatible "freethreading_compatible" Bool, off(), M, false, "the module does not need the GIL";
    SubinterpretersCompatible "subinterpreters_compatible" Choice(&["no", "shared_gil", "own_gil"]), Default::Str("no"), M, false,
        "which subinterpreters may import the module";
    EmbedSignature "embedsignature" Bool, off(), ALL, false, "put the signature into the docstring";
    EmbedSignatureFormat "embedsignature.format" Choice(&["c", "clinic", "python"]), Default::Str("c"), ALL, false,
        "how embedded signatures are written: with C types, with Python's, or as the interpreter takes them apart";
    AutoCpdef "auto_cpdef" Bool, off(), ALL, false, "accepted without effect: functions of a module call each other directly anyway";
    AutoPickle "auto_pickle" BoolOrNone, NONE, M_X, true, "give extension types pickle support: always (or say why not), never, or where it is possible";
    CDivision "cdivision" Bool, off(), ALL, false, "integer division and remainder as in C, without checks";
    CDivisionWarnings "cdivision_warnings" Bool, off(), ALL, false, "warn at run time where cdivision changes a result";
    CPow "cpow" BoolOrNone, NONE, ALL, false, "the power operator keeps C types: integers stay integers, floats never become complex";
    CApiBinopMethods "c_api_binop_methods" Bool, off(), ALL, false, "binary special methods are called with either operand first";
    OverflowCheck "overflowcheck" Bool, off(), ALL, false, "raise OverflowError where C integers overflow";
    OverflowCheckFold "overflowcheck.fold" Bool, on(), ALL, false, "accepted without effect: every operation is checked where it stands";
    AlwaysAllowKeywords "always_allow_keywords" Bool, on(), ALL, false, "functions of one argument accept it by keyword";
    AllowNoneForExtensionArgs "allow_none_for_extension_args" Bool, on(), ALL, false, "None passes for arguments of extension types and builtin types";
    CComplex "ccomplex" Bool, off(), M, false, "accepted without effect: complex numbers are those of C99";
    CallSpec "callspec" Str, Default::Str(""), ALL, false, "the calling convention written before names of C functions";
    NoGil "nogil" Special, off(), F_W, false, "callable without the GIL; as a block, releases it";
    Gil "gil" Special, off(), W, false, "a block that takes the GIL";
    WithGil "with_gil" Flag, off(), F, true, "a function that takes the GIL when it is called";
    Profile "profile" Bool, off(), ALL, false, "report calls to profilers";
    LineTrace "linetrace" Bool, off(), ALL, false, "report lines to tracers, where CYTHON_TRACE is defined";
    EmitCodeComments "emit_code_comments" Bool, on(), M, false, "accepted without effect: generated C has no comments";
    AnnotationTyping "annotation_typing" Bool, on(), ALL, false, "annotations give types";
    InferTypes "infer_types" BoolOrNone, NONE, ALL, false, "infer C types of untyped variables: always, never, or where it is safe";
    InferTypesVerbose "infer_types.verbose" Bool, off(), ALL, false, "tell what was inferred (PX0873)";
    AutoTestDict "autotestdict" Bool, on(), M, false, "collect doctests in `__test__`";
    AutoTestDictCdef "autotestdict.cdef" Bool, off(), M, false, "collect doctests of cdef functions too";
    AutoTestDictAll "autotestdict.all" Bool, off(), M, false, "collect all docstrings in `__test__`";
    LanguageLevel "language_level" Choice(&["2", "3", "3str"]), NONE, M, false, "which version of Python the source is written in";
    FastGetAttr "fast_getattr" Bool, off(), ALL, false, "accepted without effect: attributes are always read the fast way";
    Py2Import "py2_import" Bool, off(), ALL, false, "imports look beside the module first";
    LateIncludes "preliminary_late_includes_cy28" Bool, off(), M, false, "accepted without effect: includes stand before everything that needs them";
    IterableCoroutine "iterable_coroutine" Bool, off(), M.or(F), false, "coroutines can be iterated";
    CStringType "c_string_type" Choice(&["bytes", "bytearray", "str", "unicode"]), Default::Str("bytes"), M, false,
        "the Python type that C strings become";
    CStringEncoding "c_string_encoding" Codec, Default::Str(""), M, false, "the encoding between C strings and str";
    TypeVersionTag "type_version_tag" Bool, on(), M_X, true, "extension types have a version tag";
    UnraisableTracebacks "unraisable_tracebacks" Bool, on(), ALL, false, "print tracebacks of exceptions that cannot be raised";
    OldStyleGlobals "old_style_globals" Bool, off(), M, false, "globals() gives the names of the calling module";
    NpPythran "np_pythran" Bool, off(), M, false, "evaluate array expressions with Pythran: not supported, refused with PX0900";
    FastGil "fast_gil" Bool, off(), M, false, "accepted without effect: taking the GIL that a thread has costs little";
    CppLocals "cpp_locals" Bool, off(), M.or(F).or(X), false, "C++ locals without default constructors";
    LegacyImplicitNoexcept "legacy_implicit_noexcept" Bool, off(), M, false, "C functions without an exception clause never raise";
    CCompileGuard "c_compile_guard" Str, Default::Str(""), F, false, "compile a C function under a condition of the preprocessor";
    SetInitialPath "set_initial_path" StrOrNone, NONE, M, false, "accepted without effect: `__file__` and `__path__` are there before the module runs";
    Warn "warn" Group, NONE, ALL, false, "the group of warnings";
    WarnUndeclared "warn.undeclared" Bool, off(), ALL, false, "warn of variables that are declared by assignment";
    WarnUnreachable "warn.unreachable" Bool, on(), ALL, false, "warn of code that is never reached";
    WarnMaybeUninitialized "warn.maybe_uninitialized" Bool, off(), ALL, false, "warn of variables that may be read before assignment";
    WarnUnused "warn.unused" Bool, off(), ALL, false, "warn of variables that are never read";
    WarnUnusedArg "warn.unused_arg" Bool, off(), ALL, false, "warn of arguments that are never read";
    WarnUnusedResult "warn.unused_result" Bool, off(), ALL, false, "warn of assignments that are never read";
    WarnMultipleDeclarators "warn.multiple_declarators" Bool, on(), ALL, false, "warn of lines that declare pointers and values";
    WarnDeprecatedDef "warn.deprecated.DEF" Bool, off(), ALL, false, "warn of DEF";
    WarnDeprecatedIf "warn.deprecated.IF" Bool, on(), ALL, false, "warn of IF";
    ShowPerformanceHints "show_performance_hints" Bool, on(), ALL, false, "tell of code that could be faster";
    InlineDefnodeCalls "optimize.inline_defnode_calls" Bool, on(), ALL, false, "accepted without effect: inner functions are called directly where that cannot be told";
    UnpackMethodCalls "optimize.unpack_method_calls" Bool, on(), ALL, false, "accepted without effect: methods are called without bound method objects";
    UnpackMethodCallsInPyinit "optimize.unpack_method_calls_in_pyinit" Bool, off(), ALL, false, "accepted without effect: the same in the code of the module";
    UseSwitch "optimize.use_switch" Bool, on(), ALL, false, "accepted without effect: chains of comparisons become switches where the C compiler makes them";
    Optimize "optimize" Group, NONE, ALL, false, "the group of optimisations";
    RemoveUnreachable "remove_unreachable" Bool, on(), ALL, false, "accepted without effect: code that is never reached is left out";
    ControlFlowDotOutput "control_flow.dot_output" Str, Default::Str(""), M, false, "accepted without effect: `pyxide dump mir` shows the control flow";
    ControlFlowDotAnnotateDefs "control_flow.dot_annotate_defs" Bool, off(), M, false, "accepted without effect: see `control_flow.dot_output`";
    TestAssertPathExists "test_assert_path_exists" List, Default::EmptyList, F_C_X, true, "accepted without effect: for tests of the reference compiler";
    TestFailIfPathExists "test_fail_if_path_exists" List, Default::EmptyList, F_C_X, true, "accepted without effect: for tests of the reference compiler";
    TestAssertCCodeHas "test_assert_c_code_has" List, Default::EmptyList, M, true, "accepted without effect: for tests of the reference compiler";
    TestFailIfCCodeHas "test_fail_if_c_code_has" List, Default::EmptyList, M, true, "accepted without effect: for tests of the reference compiler";
    TestBodyNeedsExceptionHandling "test_body_needs_exception_handling" BoolOrNone, NONE, W, true, "accepted without effect: for tests of the reference compiler";
    FormalGrammar "formal_grammar" Bool, off(), M, false, "accepted without effect: there is one grammar";
    Locals "locals" ValueKind::Types, NONE, F, true, "types of arguments and variables";
    Final "final" Bool, NONE, X.or(F), true, "cannot be subclassed or overridden";
    Internal "internal" Bool, NONE, X, true, "the type is not an attribute of the module";
    CollectionType "collection_type" Choice(&["sequence", "mapping"]), NONE, X, true, "the type counts as a sequence or mapping in match statements";
    CriticalSection "critical_section" Special, NONE, F_W, true, "holds the lock of an object";
    Cfunc "cfunc" Flag, NONE, F_W, true, "a C function";
    Ccall "ccall" Flag, NONE, F_W, true, "a C function that Python can call too";
    Inline "inline" Flag, NONE, F, true, "a C function that should be inlined";
    Returns "returns" ValueKind::Type, NONE, F, true, "the type that a C function returns";
    ExceptVal "exceptval" Special, NONE, F, true, "how a C function shows an exception";
    StaticMethod "staticmethod" Flag, NONE, F, true, "a method without self";
    Cclass "cclass" Flag, NONE, C_X_W, true, "an extension type";
    Ufunc "ufunc" Flag, NONE, F, true, "a universal function of NumPy";
    NoGc "no_gc" Bool, NONE, X, true, "the type takes no part in garbage collection";
    NoGcClear "no_gc_clear" Bool, NONE, X, true, "the collector does not clear the type's attributes";
    Freelist "freelist" Int, NONE, X, true, "so many freed instances are kept for reuse";
    Trashcan "trashcan" Bool, NONE, X, false, "deallocation of deep structures without deep recursion";
    TotalOrdering "total_ordering" Flag, NONE, C_X, true, "complete the comparison methods";
    Dataclass "dataclasses.dataclass" Special, NONE, C_X, true, "make a data class";
    DataclassField "dataclasses.field" Special, NONE, C_X, true, "an attribute of a data class";
}

impl Directive {
    pub fn row(self) -> &'static DirectiveRow {
        &DIRECTIVES[self as usize]
    }

    pub fn name(self) -> &'static str {
        self.row().name
    }

    pub fn by_name(name: &str) -> Option<Directive> {
        DIRECTIVES.iter().find(|row| row.name == name).map(|row| row.directive)
    }

    /// The directives that `group.all` sets; empty where no name begins so.
    pub fn group(group: &str) -> impl Iterator<Item = Directive> {
        let prefix = format!("{group}.");
        DIRECTIVES
            .iter()
            .filter(move |row| row.name.starts_with(&prefix) && row.kind != Group)
            .map(|row| row.directive)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_stand_at_their_index_and_have_their_own_name() {
        for (index, row) in DIRECTIVES.iter().enumerate() {
            assert_eq!(row.directive as usize, index, "{}", row.name);
            assert_eq!(Directive::by_name(row.name), Some(row.directive), "{}", row.name);
        }
    }

    #[test]
    fn groups_begin_with_their_name() {
        assert!(Directive::group("warn").any(|directive| directive == Directive::WarnUnused));
        assert_eq!(Directive::group("bind").count(), 0);
    }
}
