//! What a module promises the interpreter that imports it.

#[derive(Clone, Copy, PartialEq, Eq, Default, Debug)]
pub struct ModuleTraits {
    /// It does not need the GIL.
    pub free_threading: bool,
    pub interpreters: Interpreters,
}

/// Which interpreters of a process may import it.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug)]
pub enum Interpreters {
    #[default]
    Main,
    /// Those that share a GIL.
    SharedGil,
    /// All.
    OwnGil,
}

impl ModuleTraits {
    /// `px_def.traits`, see `px/module.h`.
    pub fn bits(self) -> u32 {
        let interpreters = match self.interpreters {
            Interpreters::Main => 0,
            Interpreters::SharedGil => 2,
            Interpreters::OwnGil => 4,
        };
        u32::from(self.free_threading) | interpreters
    }
}
