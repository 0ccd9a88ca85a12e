//! See ARCHITECTURE.md.

pub mod fold_constants;
pub mod fold_temps;
pub mod simplify_cfg;
