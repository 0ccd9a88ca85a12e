//! The directives in force at a place.

use std::rc::Rc;

use builtins::{DIRECTIVES, Directive, DirectiveDefault};

/// The value of a directive.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Setting {
    /// `None`, or nothing said about a directive without a default.
    Unset,
    Bool(bool),
    Int(i64),
    Str(Rc<str>),
    List(Rc<[String]>),
}

/// All directives of a scope. Cheap to clone; scopes inside start from a clone.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Directives {
    settings: Rc<Vec<Setting>>,
}

impl Default for Directives {
    fn default() -> Self {
        let settings = DIRECTIVES.iter().map(|row| default_of(row.default)).collect();
        Directives { settings: Rc::new(settings) }
    }
}

fn default_of(default: DirectiveDefault) -> Setting {
    match default {
        DirectiveDefault::Unset => Setting::Unset,
        DirectiveDefault::Bool(value) => Setting::Bool(value),
        DirectiveDefault::Str(text) => Setting::Str(text.into()),
        DirectiveDefault::EmptyList => Setting::List(Rc::new([])),
    }
}

impl Directives {
    pub fn get(&self, directive: Directive) -> &Setting {
        &self.settings[directive as usize]
    }

    /// Whether a directive is on; one without a value is not.
    pub fn is_on(&self, directive: Directive) -> bool {
        *self.get(directive) == Setting::Bool(true)
    }

    /// The value of a directive that can also be `None`.
    pub fn tristate(&self, directive: Directive) -> Option<bool> {
        match self.get(directive) {
            Setting::Bool(value) => Some(*value),
            Setting::Unset | Setting::Int(_) | Setting::Str(_) | Setting::List(_) => None,
        }
    }

    pub fn text(&self, directive: Directive) -> &str {
        match self.get(directive) {
            Setting::Str(text) => text,
            Setting::Unset | Setting::Bool(_) | Setting::Int(_) | Setting::List(_) => "",
        }
    }

    pub fn set(&mut self, directive: Directive, setting: Setting) {
        Rc::make_mut(&mut self.settings)[directive as usize] = setting;
    }

    /// Back to the default.
    pub fn reset(&mut self, directive: Directive) {
        self.set(directive, default_of(directive.row().default));
    }
}
