//! PX02xx: names and what they declare. PX030x: C types as written.

use base::Span;

crate::diagnostics! {
    PX0200 NotATypeName { at: Span, name: String, hint: String } : Error
        "`{name}` is not a type identifier{hint}"
        at at "not a type";
    PX0201 Redeclared { at: Span, name: String, before: Span } : Error
        "`{name}` redeclared"
        at at "declared again here"
        also before "declared here before";
    PX0202 CdefNotAllowed { at: Span, what: String } : Error
        "{what} not allowed here"
        at at "C declarations stand at the top of a module, a function or an extension type"
        help "move it out of the surrounding statement";
    PX0203 DeclaredAfterUse { at: Span, name: String, used: Span } : Error
        "cdef variable `{name}` declared after it is used"
        at at "declared here"
        at used "used here";
    PX0204 AlreadyDefined { at: Span, name: String, before: Span } : Error
        "`{name}` already defined"
        at at "defined again here"
        at before "defined here before";
    PX0205 SignatureMismatch { at: Span, name: String, before: Span } : Error
        "function signature of `{name}` does not match previous declaration"
        at at "declared as another type here"
        also before "declared here before";
    PX0206 NotDefined { at: Span, name: String } : Error
        "C function `{name}` is declared but not defined"
        at at "nothing in the module defines it";
    PX0207 MissingName { at: Span, what: String } : Error
        "missing {what} name"
        at at "a name is wanted here";
    PX0208 NonlocalUnbound { at: Span, name: String } : Error
        "no binding for nonlocal `{name}` found"
        at at "no enclosing function has this name";
    PX0209 ModifierPlace { at: Span, what: String } : Error
        "a variable of a module cannot be `{what}`"
        at at "for attributes of extension types";
    PX0212 ExecutableInPxd { at: Span, what: String } : Error
        "{what} not allowed in a definition file"
        at at "only declarations stand in a `.pxd`";
    PX0215 ExternNoInit { at: Span, what: String } : Error
        "{what} cannot be initialised"
        at at "a value is given here";
    PX0216 CdefDecorator { at: Span } : Error
        "cdef functions and classes cannot take arbitrary decorators"
        at at "only directives and `@staticmethod` are possible";
    PX0217 StructMember { at: Span, what: String } : Error
        "{what} cannot be a member of a struct or union"
        at at "not a C value";
    PX0218 FieldTwice { at: Span, name: String } : Error
        "member `{name}` is declared twice"
        at at "the second one";
    PX0219 DefMismatch { at: Span, name: String, expected: usize, found: usize } : Error
        "`{name}` has {found} arguments, and its declaration {expected}"
        at at "does not match the definition file";
    PX0220 AnnotationIgnored { at: Span, name: String } : Warning
        "unknown type declaration `{name}` in annotation, ignoring"
        at at "not a known type";
    PX0221 PxdInitialiser { at: Span } : Warning
        "a value given in a definition file is ignored"
        at at "not executed";
    PX0222 MultipleDeclarators { at: Span } : Warning
        "pointers and values are declared on the same line"
        at at "the star belongs to this name only"
        help "declare each on a line of its own";
    PX0223 ParameterIsGlobal { at: Span, name: String } : Error
        "`{name}` is an argument and cannot be declared again"
        at at "declared here";
    PX0225 CpdefVariable { at: Span } : Error
        "variables cannot be declared with `cpdef`"
        at at "write `cdef`"
        help "an attribute of an extension type is shown to Python by `cdef public` or `cdef readonly`";
    PX0226 CpdefBlock { at: Span, what: String } : Error
        "{what} cannot be `cpdef`"
        at at "write `cdef`"
        help "only functions and enums are for Python as well";
    PX0227 ExternObject { at: Span } : Error
        "a Python object cannot be declared extern"
        at at "not a C variable";
    PX0228 TypedefOrNot { at: Span, name: String, word: String, before: Span } : Error
        "`{name}` previously declared using `{word}`"
        at at "declared in another way here"
        also before "declared here before";
    PX0229 NotInlineInPxd { at: Span, why: String } : Error
        "{why}"
        at at "a function with a body in a definition file";
    PX0230 ClassNotDefined { at: Span, name: String } : Error
        "C class `{name}` is declared but not defined"
        at at "nothing in the module defines it";
    PX0231 OptionalCType { at: Span, ty: String } : Error
        "Optional cannot be applied to the type `{ty}`"
        at at "a C value is never None";
    PX0279 ItemTypes { at: Span, name: String, why: String } : Warning
        "`{name}` cannot have {why}; its item types are ignored"
        at at "one type for lists and sets, two for dicts, and `tuple[T, ...]`";
    PX0232 ImplicitOptional { at: Span } : Warning
        "arguments that can be None are better annotated as `Optional[...]`"
        at at "the default is None";

    PX0233 UnknownAnnotation { at: Span } : Minor
        "unknown type declaration in annotation, ignoring"
        at at "no type";
    PX0234 CTypeInAnnotation { at: Span, name: String } : Warning
        "the C type `{name}` in a Python annotation is ignored"
        at at "annotations mean Python's types"
        help "did you mean `cython.{name}`?";
    PX0235 AnnotationForm { at: Span, what: String, instead: String } : Warning
        "{what} should not be used as a type"
        at at "a way of old to write types"
        help "write {instead}";
    PX0236 AnnotationDiffers { at: Span, found: String, declared: String } : Warning
        "the annotation `{found}` does not fit the declared type `{declared}`"
        at at "declared as another type";

    PX0239 ClassLevelAnnotation { at: Span } : Warning
        "the annotation of a class attribute with a value is ignored"
        at at "attributes of the class itself are Python objects"
        help "leave out the value to declare an attribute of the instances";
    PX0237 CppInC { at: Span } : Warning
        "a C++ class in a module that is compiled as C"
        at at "only C++ has classes"
        help "compile with `--cplus`, or write `# distutils: language = c++` at the head of the file";
    PX0238 IgnoredDefinition { at: Span, name: String } : Minor
        "`{name}` is defined already, this second definition is ignored"
        at at "defined again here";

    PX0300 VoidVariable { at: Span, what: String } : Error
        "{what} cannot have the type `void`"
        at at "a type with values is wanted here";
    PX0301 ObjectArray { at: Span } : Error
        "array element cannot be a Python object"
        at at "not a C type"
        help "use a list, or an array of `PyObject *`";
    PX0302 ObjectPointer { at: Span } : Error
        "pointer base type cannot be a Python object"
        at at "not a C type"
        help "use `PyObject *` or `void *`";
    PX0303 ArraySize { at: Span, why: String } : Error
        "{why}"
        at at "the size of an array is a constant integer";
    PX0304 ReturnsArray { at: Span, what: String } : Error
        "a function cannot return {what}"
        at at "not possible as a result";
    PX0305 QualifiedObject { at: Span, word: String } : Error
        "{word} base type cannot be a Python object"
        at at "qualifiers are for C types";
    PX0307 NoSuchBasicType { at: Span, what: String } : Error
        "there is no C type `{what}`"
        at at "these words do not go together";
    PX0308 TypeArguments { at: Span, ty: String, why: String } : Error
        "`{ty}` cannot be subscripted: {why}"
        at at "not understood as a type";
    PX0321 ObjectInTemplate { at: Span, ty: String } : Error
        "a Python object cannot be a template argument: `{ty}`"
        at at "not a C type"
        help "use `PyObject *`, and count its references";
    PX0309 IncompleteType { at: Span, ty: String, what: String } : Error
        "{what} has the incomplete type `{ty}`"
        at at "its members are not known here";
    PX0310 CTupleObject { at: Span } : Error
        "tuple types cannot contain Python objects"
        at at "not a C type";
    PX0311 BadAxis { at: Span } : Error
        "this is not an axis of a memoryview"
        at at "axes are written `:`, `::1` or `::view.<layout>`";
    PX0320 ReferenceVariable { at: Span } : Error
        "C++ references cannot be declared"
        at at "only arguments and results are references"
        help "use a pointer";
    PX0314 BufferPlace { at: Span } : Error
        "buffer types are only allowed as function local variables"
        at at "not in a function"
        help "use a memoryview, as in `int[:]`";
    PX0315 BufferOption { at: Span, name: String } : Error
        "`{name}` is not a buffer option"
        at at "options are `dtype`, `ndim`, `mode`, `negative_indices` and `cast`";
    PX0316 BufferNeedsGil { at: Span } : Error
        "a buffer cannot be acquired without the GIL"
        at at "acquired when the function is called"
        help "use a memoryview, as in `int[:]`";
    PX0317 ItemType { at: Span, ty: String } : Error
        "`{ty}` cannot be the item type of a memoryview"
        at at "items are numbers, structs of them, and objects";
    PX0318 AxisLayout { at: Span, why: String } : Error
        "{why}"
        at at "the layout of this axis";
    PX0319 TooManyAxes { at: Span, most: usize } : Error
        "a memoryview has at most {most} axes"
        at at "too many axes";
    PX0312 NotAModule { at: Span, name: String } : Error
        "`{name}` is not a cimported module"
        at at "no module of this name";
    PX0313 ReferenceOfObject { at: Span } : Error
        "reference base type cannot be a Python object"
        at at "not a C type";
}
