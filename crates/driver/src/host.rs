//! What compile-time code can ask about the machine that compiles: the names `UNAME_*`.

/// Names with their values; none where the system cannot be asked.
#[cfg(unix)]
pub fn uname() -> Vec<(String, String)> {
    let found = rustix::system::uname();
    let parts = [
        ("UNAME_SYSNAME", found.sysname()),
        ("UNAME_NODENAME", found.nodename()),
        ("UNAME_RELEASE", found.release()),
        ("UNAME_VERSION", found.version()),
        ("UNAME_MACHINE", found.machine()),
    ];
    parts.map(|(name, value)| (name.to_string(), value.to_string_lossy().into_owned())).into()
}

#[cfg(not(unix))]
pub fn uname() -> Vec<(String, String)> {
    vec![("UNAME_SYSNAME".into(), std::env::consts::OS.into())]
}
