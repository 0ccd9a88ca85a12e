//! Variables that are read before anything is assigned to them, and what is assigned and never read: the warnings `warn.maybe_uninitialized`,
//! `warn.unused`, `warn.unused_arg` and `warn.unused_result`, and the error for a read that no assignment can reach.
//!
//! What a function does with its variables is a graph of its own ([`graph`]), built from the tree ([`build`]); which assignments
//! reach a place is solved over its blocks ([`reach`]). Checking follows control flow too, but only as far as code needs it: whether a read
//! has to be tested at run time.

mod build;
mod exprs;
mod graph;
mod reach;

use std::collections::HashMap;

use base::Span;
use builtins::Directive;
use diag::flow::{
    MaybeUnassigned, ReadBeforeAssignment, ReadBeforeAssignmentWarning, UnusedArgument,
    UnusedArgumentValue, UnusedResult, UnusedVariable,
};

use crate::{Analysis, FunctionScope};
use graph::{Graph, Reads};

/// Reports what is found in a function. `suspicious`: checking met a read that it does not know to be bound.
pub(crate) fn report<'a>(an: &mut Analysis<'a>, scope: &FunctionScope<'a>, suspicious: bool) {
    let on = |directive| scope.directives.is_on(directive);
    let results = on(Directive::WarnUnusedResult);
    let unused = [on(Directive::WarnUnused), on(Directive::WarnUnusedArg), results];
    if !suspicious && !unused.contains(&true) {
        return;
    }
    let graph = build::graph(an, scope);
    let reads = reach::solve(&graph);
    report_reads(an, scope, &graph, &reads);
    report_unused(an, &graph, &reads, unused);
}

/// For each place that reads a variable, the places that assign what it may see.
pub(crate) fn sources<'a>(
    an: &Analysis<'a>,
    scope: &FunctionScope<'a>,
) -> HashMap<Span, Vec<Span>> {
    let graph = build::graph(an, scope);
    let reads = reach::solve(&graph);
    let places = |ids: Vec<graph::AssignmentId>| {
        ids.into_iter().map(|id| graph.assignments[id].at).collect::<Vec<_>>()
    };
    reads.sources.into_iter().map(|(at, ids)| (at, places(ids))).collect()
}

fn report_reads<'a>(
    an: &mut Analysis<'a>,
    scope: &FunctionScope<'a>,
    graph: &Graph,
    reads: &Reads,
) {
    let maybe = scope.directives.is_on(Directive::WarnMaybeUninitialized);
    // A Python source means what the interpreter makes of it: an exception when the line runs.
    let rejects = !crate::check::module::is_plain_python(an) && !an.cx.options.lenient;
    for read in &reads.unbound {
        let variable = &graph.variables[read.variable];
        let (at, name) = (read.at, an.cx.names[variable.name].to_string());
        if read.always && rejects && variable.is_object {
            an.report(ReadBeforeAssignment { at, name });
        } else if read.always {
            an.report(ReadBeforeAssignmentWarning { at, name });
        } else if maybe {
            an.report(MaybeUnassigned { at, name });
        }
    }
}

fn report_unused(
    an: &mut Analysis<'_>,
    graph: &Graph,
    reads: &Reads,
    [variables, arguments, results]: [bool; 3],
) {
    for (id, variable) in graph.variables.iter_enumerated() {
        let (at, name) = (variable.at, an.cx.names[variable.name].to_string());
        if reads.read.contains(&id) || name == "_" || name.starts_with("unused") {
            continue;
        }
        if variable.is_argument && arguments {
            an.report(UnusedArgument { at, name });
        } else if !variable.is_argument && variables {
            an.report(UnusedVariable { at, name });
        }
    }
    if !results {
        return;
    }
    for (id, assignment) in graph.assignments.iter_enumerated() {
        let variable = &graph.variables[assignment.variable];
        if !reads.read.contains(&assignment.variable) || reads.used.contains(&id) {
            continue;
        }
        let (at, name) = (assignment.at, an.cx.names[variable.name].to_string());
        if assignment.is_argument {
            an.report(UnusedArgumentValue { at, name });
        } else {
            an.report(UnusedResult { at, name });
        }
    }
}
