//! The declaration form of the catalogue.

/// Declares diagnostics: a struct of facts each, its conversion into a
/// [`Diagnostic`](crate::Diagnostic), and the rows of the topic as `ENTRIES`.
///
/// ```text
/// diagnostics! {
///     PX0214 CallNeedsGil { call: Span, callee: String, scope: Span } : Error
///         "calling `{callee}` needs the GIL"
///         at call "this is a Python call"
///         at scope "declared `nogil` here"
///         help "wrap the call in `with gil:`";
/// }
/// ```
///
/// `also` in place of a later `at` marks a place that is as much at fault as the first: tools that read lines get one for it too.
#[macro_export]
macro_rules! diagnostics {
    ($($code:ident $name:ident { $($field:ident : $ty:ty),* $(,)? } : $severity:ident
        $message:literal
        $(at $place:ident $label:literal)*
        $(also $other:ident $reason:literal)*
        $(help $help:literal)*
    ;)*) => {
        $(
            #[derive(Clone, Debug)]
            pub struct $name { $(pub $field: $ty,)* }

            impl From<$name> for $crate::Diagnostic {
                #[allow(unused_variables)]
                fn from(facts: $name) -> $crate::Diagnostic {
                    let $name { $($field,)* } = facts;
                    $crate::Diagnostic {
                        code: stringify!($code),
                        severity: $crate::Severity::$severity,
                        message: format!($message),
                        labels: vec![
                            $($crate::Label::new($place, format!($label)),)*
                            $($crate::Label::at_fault($other, format!($reason)),)*
                        ],
                        notes: vec![$(format!($help),)*],
                    }
                }
            }
        )*

        pub(crate) const ENTRIES: &[$crate::Entry] = &[$($crate::Entry {
            code: stringify!($code),
            name: stringify!($name),
            severity: $crate::Severity::$severity,
            template: $message,
        },)*];
    };
}
