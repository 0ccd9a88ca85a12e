//! The rows, one file by topic.

mod errors;
mod list;
mod object;

use crate::Row;

pub fn all_rows() -> impl Iterator<Item = &'static Row> {
    [errors::ROWS, list::ROWS, object::ROWS].into_iter().flatten()
}
