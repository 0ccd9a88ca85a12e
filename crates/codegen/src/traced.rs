//! Functions that report their calls to profilers and tracers: the function itself is one around the body, which begins and
//! ends the call. So no pass has to know of it, and a generator reports each time that it is resumed.

use std::fmt::Write;

use crate::function::{signature, storage};
use crate::names::LocalNames;
use crate::unit::UnitBuilder;
use builtins::Op;
use mir::{Function, OnError};
use types::Ty;

fn body_name(function: &Function) -> String {
    format!("{}_body", function.cname)
}

/// The head of the body: its own name belongs to the function that reports the call.
pub fn body_head(function: &Function, head: &str) -> String {
    let (name, body) = (format!("{}(", function.cname), format!("{}(", body_name(function)));
    format!("static {}", head.replacen(&name, &body, 1))
}

/// The function around the body; `error` is what it returns when it raised, where that is a value.
pub fn around(
    unit: &mut UnitBuilder<'_>,
    function: &Function,
    names: &LocalNames,
    error: Option<String>,
) -> String {
    unit.feature("trace");
    let resumes = function.frame.as_ref().is_some_and(|part| part.resumes);
    let number = if unit.is_body(function) {
        "-1".to_string()
    } else {
        unit.func_number(function).to_string()
    };
    let nogil = u8::from(function.nogil);
    let raised = match &function.on_error {
        _ if resumes => "return PYGEN_ERROR;".to_string(),
        OnError::Return(_) => format!("return {};", error.unwrap_or_default()),
        OnError::ReturnVoid => "return;".to_string(),
        OnError::Unraisable(_) | OnError::Impossible => {
            format!("{}({nogil});", Op::named("trace.unraisable").row().c)
        }
    };
    let (arguments, result) = if resumes {
        (crate::frames::resume_arguments(function, names), "PySendResult px_result".to_string())
    } else {
        let names: Vec<_> = function.params.iter().map(|&id| names[id].to_string()).collect();
        (names.join(", "), unit.types().c_decl(function.ret, "px_result", unit.names()))
    };
    let has_result = resumes || function.ret != Ty::VOID;
    let object = !resumes && unit.types().is_object(function.ret);
    let mut text = format!("{}{} {{\n", storage(function), signature(unit, function, Some(names)));
    if has_result {
        let _ = writeln!(text, "    {result};");
    }
    let (target, end) =
        if has_result { ("px_result = ", "    return px_result;\n}\n") } else { ("", "}\n") };
    let (seen, drop) =
        if object { ("(PyObject *)px_result", "Py_XDECREF(px_result); ") } else { ("NULL", "") };
    let [enter, leave] = ["trace.enter", "trace.leave"].map(|name| Op::named(name).row().c);
    let _ = write!(
        text,
        "    px_trace px_call;\n    \
         if (px_unlikely({enter}(&px_call, &px_state, {number}, PX_TRACE_WANTED, {nogil}) < 0)) {raised}\n    \
         {target}{}({arguments});\n    \
         if (px_unlikely({leave}(&px_call, {seen}, {nogil}) < 0)) {{ {drop}{raised} }}\n{end}",
        body_name(function),
    );
    text
}
