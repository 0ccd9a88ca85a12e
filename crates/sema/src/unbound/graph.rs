//! What a function does with its variables, in order, as blocks that follow each other.

use std::collections::{HashMap, HashSet};

use base::{IdVec, Name, Span};

base::define_id! {
    pub struct VariableId("variable");
    pub struct AssignmentId("assignment");
    pub struct BlockId("block");
}

pub struct Variable {
    pub name: Name,
    /// Of the first mention that declares or binds it.
    pub at: Span,
    pub is_argument: bool,
    pub is_object: bool,
    /// It has a value from the start: arguments, and memory that C puts on the stack.
    pub starts_bound: bool,
}

pub struct Assignment {
    pub variable: VariableId,
    pub at: Span,
    pub is_argument: bool,
}

pub enum Event {
    Bind(AssignmentId),
    Read(VariableId, Span),
    Unbind(VariableId),
}

#[derive(Default)]
pub struct Block {
    pub events: Vec<Event>,
    pub next: Vec<BlockId>,
}

#[derive(Default)]
pub struct Graph {
    pub variables: IdVec<VariableId, Variable>,
    pub assignments: IdVec<AssignmentId, Assignment>,
    pub blocks: IdVec<BlockId, Block>,
    /// Read by inner functions, at times that nobody knows.
    pub read_inside: HashSet<VariableId>,
}

impl Graph {
    pub const ENTRY: BlockId = BlockId(0);
}

pub struct UnboundRead {
    pub variable: VariableId,
    pub at: Span,
    /// No assignment reaches the place at all.
    pub always: bool,
}

#[derive(Default)]
pub struct Reads {
    /// In the order of the text.
    pub unbound: Vec<UnboundRead>,
    /// Variables that are read anywhere.
    pub read: HashSet<VariableId>,
    /// Assignments whose value a read may see.
    pub used: HashSet<AssignmentId>,
    /// Those of each read, by its place.
    pub sources: HashMap<Span, Vec<AssignmentId>>,
}
