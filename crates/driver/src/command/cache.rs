//! `pyxide cache`: where finished work lies, how much it is, and away with it.

use runtime::Cache;

use super::{Status, print};

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum CacheAction {
    Show,
    Clear,
}

pub fn cache(action: CacheAction) -> Status {
    let done = Cache::open().and_then(|cache| match action {
        CacheAction::Show => {
            show(&cache);
            Ok(())
        }
        CacheAction::Clear => cache.clear(),
    });
    match done {
        Ok(()) => Status::Ok,
        Err(error) => {
            eprintln!("pyxide: the cache folder cannot be used: {error}");
            Status::Rejected
        }
    }
}

fn show(cache: &Cache) {
    let files = cache.files();
    let modules = files
        .iter()
        .filter(|file| file.path.extension().is_some_and(|extension| extension == "so"))
        .count();
    let bytes: u64 = files.iter().map(|file| file.size).sum();
    print(&format!(
        "{}\n{modules} modules, {:.1} MiB\n",
        cache.root().display(),
        bytes as f64 / (1 << 20) as f64
    ));
}
