//! What every stage shares: typed indices and arenas, interned names, spans and the source map.
//!
//! Nothing here knows the language. Ids are small `Copy` newtypes into [`IdVec`] arenas, so that trees
//! and tables refer to each other without pointers and side tables can be keyed by id.

mod ids;
mod intern;
mod source;
mod text;

pub use ids::{Id, IdVec};
pub use intern::{Interner, Name};
pub use source::{FileId, LineCol, SourceFile, SourceMap, Span, Spanned};
pub use text::{CodePoints, Text};
