//! PX024x and PX025x: extension types.

use base::Span;

crate::diagnostics! {
    PX0240 ClassTwice { at: Span, name: String, before: Span } : Error
        "C class `{name}` already defined"
        at at "defined again here"
        at before "defined here before";
    PX0241 FirstBase { at: Span, name: String } : Error
        "first base of `{name}` is not an extension type"
        at at "an extension type or a builtin class is wanted here";
    PX0242 SecondBase { at: Span } : Error
        "only one extension type base class allowed"
        at at "the bases after the first are Python classes";
    PX0243 FinalBase { at: Span, base: String, name: String } : Error
        "base class `{base}` of type `{name}` is final"
        at at "cannot be derived from";
    PX0244 VarObjectBase { at: Span, base: String } : Error
        "inheritance from PyVarObject types like '{base}' is not currently supported"
        at at "its instances have no fixed size";
    PX0245 KeywordBase { at: Span } : Error
        "C classes cannot take keyword bases"
        at at "not possible here";
    PX0246 OtherBase { at: Span, name: String, before: Span } : Error
        "base class of `{name}` differs from its declaration"
        at at "other bases than before"
        at before "declared here";
    PX0247 FieldInImplementation { at: Span, name: String } : Error
        "C attribute `{name}` cannot be added in the implementation of an extension type that a definition file declares"
        at at "not in the definition file"
        help "the definition file has all C attributes, since other modules need to know the layout";
    PX0248 MethodInImplementation { at: Span, name: String } : Error
        "C method `{name}` not previously declared in definition part of extension type"
        at at "not in the definition file"
        help "the definition file has all C methods, since other modules need to know the order";
    PX0249 FieldDefault { at: Span } : Error
        "cannot assign default value to fields in cdef classes, structs or unions"
        at at "give it its value in `__cinit__`";
    PX0250 PrivateDict { at: Span, name: String, why: String } : Error
        "`{name}` {why}"
        at at "not possible";
    PX0251 AttributeNotConvertible { at: Span, ty: String } : Error
        "C attribute of type `{ty}` cannot be accessed from Python"
        at at "neither public nor readonly";
    PX0252 FinalOverridden { at: Span, name: String, before: Span } : Error
        "overriding final method `{name}` is not allowed"
        at at "overrides it"
        at before "final here";
    PX0253 MethodMismatch { at: Span, name: String, before: Span } : Error
        "signature of `{name}` is not compatible with the method that it overrides"
        at at "another signature"
        also before "declared here before";
    PX0254 SelfMissing { at: Span, name: String } : Error
        "C method `{name}` has no self argument"
        at at "its first argument is the object";
    PX0255 SelfType { at: Span, name: String, ty: String } : Error
        "self argument of C method `{name}` has type `{ty}`, which is not the class"
        at at "leave out its type";
    PX0256 SpecialMethod { at: Span, name: String } : Error
        "special methods must be declared with 'def', not 'cdef'"
        at at "`{name}` is called by the interpreter";
    PX0257 SpecialDecorator { at: Span } : Error
        "special functions of cdef classes cannot have decorators"
        at at "a decorator on a method that is no function";
    PX0258 SpecialArguments { at: Span, name: String, expected: String, found: usize } : Error
        "special method {name} has wrong number of arguments ({found} declared, {expected} expected)"
        at at "called with {expected} arguments";
    PX0259 SpecialSignature { at: Span, name: String, why: String } : Error
        "special method {name} {why}"
        at at "not possible here";
    PX0260 NoSuchMethod { at: Span, name: String, why: String } : Error
        "{name} is not supported by extension classes{why}"
        at at "not possible here";
    PX0262 ClassOptions { at: Span, why: String } : Error
        "{why}"
        at at "of this class";
    PX0263 FreelistOnSubtype { at: Span } : Warning
        "freelists cannot be used on subtypes, only the base class can manage them"
        at at "derived from an extension type";
    PX0264 PropertyDecorator { at: Span } : Error
        "property methods with additional decorators are not supported"
        at at "another decorator";
    PX0265 OverridesCMethod { at: Span, name: String, before: Span } : Warning
        "overriding cdef method `{name}` with def method"
        at at "C callers still call the C method"
        at before "the C method";
    PX0266 DeleteField { at: Span } : Error
        "cannot delete C attribute of extension type"
        at at "a C attribute always has a value";
    PX0269 SpecialDefault { at: Span, name: String, what: String } : Error
        "this argument of special method {name} cannot have a {what}"
        at at "the interpreter always passes it";
    PX0270 DataClassArgument { at: Span, why: String } : Error
        "`dataclass` {why}"
        at at "this decorator";
    PX0271 FieldArgument { at: Span, why: String } : Error
        "`field` {why}"
        at at "a field of a data class";
    PX0272 MutableDefault { at: Span, name: String, ty: String } : Error
        "the default of field `{name}` is a mutable `{ty}`"
        at at "all instances would share it"
        help "use `field(default_factory={ty})`";
    PX0273 FieldOrder { at: Span, name: String } : Error
        "field `{name}` without a default follows one with a default"
        at at "an argument of `__init__` that cannot be left out"
        help "move it up, give it a default, or make it keyword-only";
    PX0274 InheritedField { at: Span, name: String } : Error
        "field `{name}` is inherited from another data class"
        at at "declared again here"
        help "set another default in `__init__`";
    PX0275 StaticByInstance { at: Span, name: String } : Error
        "static C method `{name}` belongs to the class, not to an instance"
        at at "of an instance"
        help "name it by its class";
    PX0276 PropertyMethod { at: Span, name: String } : Error
        "{name} in a property"
        at at "a property has `__get__`, `__set__` and `__del__` only";
    PX0277 FinalPythonMethod { at: Span, name: String } : Error
        "only final types can have final Python (def/cpdef) methods"
        at at "Python classes derived from the type override `{name}`"
        help "make the class final, or the method `cdef`";
    PX0278 StaticCpdef { at: Span, name: String } : Error
        "static cpdef methods not yet supported"
        at at "`{name}` has no object to ask for overrides"
        help "use `def` or `cdef`";
    PX0282 ComparedTwice { at: Span, name: String } : Error
        "cannot define both '{name}' and __richcmp__"
        at at "`__richcmp__` makes all comparisons";
    PX0281 RemovedMethod { at: Span, name: String, instead: String } : Warning
        "{name} was removed in Python 3; use {instead} instead"
        at at "not called by Python 3 under this name";
    PX0280 NoPickling { at: Span, why: String } : Error
        "{why}"
        at at "`auto_pickle` asks for pickling of this class";
    PX0267 CPropertyForm { at: Span, why: String } : Error
        "C property {why}"
        at at "this function of an attribute";
    PX0268 PropertyName { at: Span, expected: String, found: String } : Error
        "mismatching property names, expected '{expected}', got '{found}'"
        at at "of another property";
}
