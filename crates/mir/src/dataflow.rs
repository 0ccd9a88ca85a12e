//! Data flow over locals, along explicit and implied edges.
