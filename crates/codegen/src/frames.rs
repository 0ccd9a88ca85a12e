//! Functions that can be suspended: their frames, the rows that the runtime reads, and how they begin and end.

use crate::function::Printer;
use crate::names::LocalNames;
use crate::unit::UnitBuilder;
use base::{Id, Interner};
use mir::{CExpr, CExprKind, Field, Frame, FrameUse, Function, SuspendKind};
use std::fmt::Write;

/// A field as a place in C; field 0 is the number of the state.
pub fn field_place(part: &FrameUse, number: u32, names: &Interner) -> String {
    let base = match part.resumes {
        true => "px_f->".to_string(),
        false => format!("((struct px_frame_{} *)t{})->", part.frame.cname, part.object.index()),
    };
    match number.checked_sub(1).map(|index| index as usize) {
        None => base + "gen.at",
        Some(index) => base + &field_name(&part.frame, index, names),
    }
}

fn field_name(frame: &Frame, index: usize, names: &Interner) -> String {
    let is_word = |text: &str| text.bytes().all(|c| c.is_ascii_alphanumeric() || c == b'_');
    match frame.fields.get(index).and_then(|field| field.name).map(|name| &names[name]) {
        Some(text) if is_word(text) => format!("f{index}_{text}"),
        _ => format!("f{index}"),
    }
}

pub fn resume_signature(function: &Function, names: Option<&LocalNames>) -> String {
    let params = match (names, function.params.as_slice()) {
        (Some(names), [_, sent, result]) => {
            format!("px_gen *px_self, PyObject *{}, PyObject **{}", &names[*sent], &names[*result])
        }
        _ => "px_gen *, PyObject *, PyObject **".into(),
    };
    format!("PySendResult {}({params})", function.cname)
}

/// What a resume function passes on to another with its signature.
pub fn resume_arguments(function: &Function, names: &LocalNames) -> String {
    match function.params.as_slice() {
        [_, sent, result] => format!("px_self, {}, {}", &names[*sent], &names[*result]),
        _ => "px_self, NULL, NULL".into(),
    }
}

/// The frame, and the generator as an object where it is mentioned.
pub fn prologue(function: &Function, names: &LocalNames, used: &[bool]) -> String {
    let Some(part) = function.frame.as_ref().filter(|part| part.resumes) else {
        return String::new();
    };
    let frame = format!("struct px_frame_{} *", part.frame.cname);
    let mut text = format!("    {frame}const px_f = ({frame})px_self;\n");
    if used[part.object.index()] {
        let _ = writeln!(text, "    PyObject *{} = (PyObject *)px_self;", &names[part.object]);
    }
    text
}

/// What a resume function returns.
pub fn status(printer: &mut Printer<'_, '_>, value: &CExpr) -> String {
    match &value.kind {
        CExprKind::Int(1) => "PYGEN_NEXT".into(),
        CExprKind::Int(0) => "PYGEN_RETURN".into(),
        CExprKind::Int(_) => "PYGEN_ERROR".into(),
        CExprKind::Cond(raised, ..) => {
            format!("{} ? PYGEN_ERROR : PYGEN_RETURN", printer.expr(raised))
        }
        _ => printer.expr(value),
    }
}

/// The frame's struct, its slots, lines and names, and the row with all of it.
pub fn definition(unit: &mut UnitBuilder<'_>, function: &Function, part: &FrameUse) -> String {
    let frame = &*part.frame;
    unit.feature("generator");
    frame.fields.iter().for_each(|field| unit.require_type(field.ty));
    let cname = &frame.cname;
    let mut text = format!("struct px_frame_{cname} {{\n    px_gen gen;\n");
    for (index, field) in frame.fields.iter().enumerate() {
        let name = field_name(frame, index, unit.names());
        let ty = unit.types().variable(field.ty);
        let decl = unit.types().c_decl(ty, &name, unit.names());
        let _ = writeln!(text, "    {decl};");
    }
    text.push_str("};\n");
    let slots: Vec<String> = slots(frame)
        .map(|(index, _)| {
            let name = field_name(frame, index, unit.names());
            format!("offsetof(struct px_frame_{cname}, {name})")
        })
        .collect();
    let names: Vec<String> = slots_with_names(frame)
        .into_iter()
        .map(|name| unit.name_number(name).to_string())
        .collect();
    let lines: Vec<String> =
        frame.places.iter().map(|&place| unit.line(place).to_string()).collect();
    let counts = (slots.len(), names.len());
    text.push_str(&array("uint16_t", &format!("px_slots_{cname}"), &slots));
    text.push_str(&array("uint32_t", &format!("px_lines_{cname}"), &lines));
    text.push_str(&array("uint32_t", &format!("px_names_{cname}"), &names));
    let _ = writeln!(
        text,
        "static const px_frame_type px_frame_type_{cname} = {{{}, sizeof(struct px_frame_{cname}), {}, {}, {}, px_slots_{cname}, px_lines_{cname}, NULL, {}, px_names_{cname}}};",
        function.cname,
        unit.func_number(function),
        kind(frame.kind),
        counts.0,
        counts.1,
    );
    text
}

fn slots(frame: &Frame) -> impl Iterator<Item = (usize, &Field)> {
    frame.fields.iter().enumerate().filter(|(_, field)| field.slot)
}

/// The names of the first slots, as many as have one.
fn slots_with_names(frame: &Frame) -> Vec<base::Name> {
    slots(frame).map_while(|(_, field)| field.name).collect()
}

fn array(ty: &str, name: &str, items: &[String]) -> String {
    crate::tables::table(ty, name, "0", items)
}

fn kind(kind: SuspendKind) -> &'static str {
    match kind {
        SuspendKind::Generator => "PX_GENERATOR",
        SuspendKind::Coroutine => "PX_COROUTINE",
        SuspendKind::IterableCoroutine => "PX_ITERABLE_COROUTINE",
        SuspendKind::AsyncGenerator => "PX_ASYNC_GENERATOR",
    }
}
