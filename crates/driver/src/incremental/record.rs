//! A record in the cache: one line of JSON, then the C text.

use std::path::PathBuf;

use base::SourceMap;
use runtime::{Cache, Language};
use serde_json::{Value, json};

use super::trace::{Trace, path_list, paths};
use crate::options::Options;
use crate::pipeline::{Module, Report};
use crate::timings::Timings;

const KIND: &str = "record";

pub struct Record {
    pub trace: Trace,
    /// As they were printed.
    messages: String,
    module: Module,
}

impl Record {
    /// Of what was accepted.
    pub fn of(report: &Report, options: &Options) -> Option<Record> {
        let module = report.module.as_ref()?;
        Some(Record {
            trace: report.trace.clone(),
            messages: report.render(options),
            module: module.clone(),
        })
    }

    /// The places of diagnostics are gone; their text is there.
    pub fn into_report(self) -> Report {
        Report {
            sources: SourceMap::new(),
            diagnostics: Vec::new(),
            replayed: self.messages,
            module: Some(self.module),
            dump: None,
            timings: Timings::default(),
            trace: self.trace,
            reused: true,
            change: None,
        }
    }

    pub fn load(cache: &Cache, key: &str) -> Option<Record> {
        let text = std::fs::read_to_string(cache.get(KIND, key, "")?).ok()?;
        let (head, c_text) = text.split_once('\n')?;
        let head: Value = serde_json::from_str(head).ok()?;
        Some(Record {
            trace: Trace::from_json(&head["trace"])?,
            messages: head["messages"].as_str()?.into(),
            module: module_from_json(&head["module"], c_text)?,
        })
    }

    /// Nothing is stored where a path is no text.
    pub fn store(&self, cache: &Cache, key: &str) -> Option<()> {
        let head = json!({
            "trace": self.trace.to_json()?,
            "messages": self.messages,
            "module": module_to_json(&self.module)?,
        });
        let text = format!("{head}\n{}", self.module.c_text);
        cache.put_text(KIND, key, "", &text).ok().map(|_| ())
    }
}

fn module_to_json(module: &Module) -> Option<Value> {
    Some(json!({
        "name": module.name,
        "features": module.features,
        "cplus": module.language == Language::Cplus,
        "c": options_to_json(&module.c)?,
        "sources": paths(&module.sources)?,
        "public": module.headers.public,
        "api": module.headers.api,
    }))
}

fn module_from_json(value: &Value, c_text: &str) -> Option<Module> {
    let optional = |name: &str| value[name].as_str().map(str::to_string);
    Some(Module {
        name: value["name"].as_str()?.into(),
        c_text: c_text.into(),
        features: strings(&value["features"])?,
        language: if value["cplus"].as_bool()? { Language::Cplus } else { Language::C },
        c: options_from_json(&value["c"])?,
        sources: path_list(&value["sources"])?,
        lines: Vec::new(),
        user_lines: Vec::new(),
        headers: codegen::Headers { public: optional("public"), api: optional("api") },
    })
}

fn options_to_json(options: &runtime::Options) -> Option<Value> {
    Some(json!({
        "defines": options.defines,
        "include_dirs": paths(&options.include_dirs)?,
        "library_dirs": paths(&options.library_dirs)?,
        "libraries": options.libraries,
        "cflags": options.cflags,
        "ldflags": options.ldflags,
    }))
}

fn options_from_json(value: &Value) -> Option<runtime::Options> {
    let folders = |name: &str| -> Option<Vec<PathBuf>> { path_list(&value[name]) };
    Some(runtime::Options {
        opt_level: None,
        defines: strings(&value["defines"])?,
        include_dirs: folders("include_dirs")?,
        library_dirs: folders("library_dirs")?,
        libraries: strings(&value["libraries"])?,
        cflags: strings(&value["cflags"])?,
        ldflags: strings(&value["ldflags"])?,
    })
}

fn strings(value: &Value) -> Option<Vec<String>> {
    value.as_array()?.iter().map(|item| item.as_str().map(str::to_string)).collect()
}
