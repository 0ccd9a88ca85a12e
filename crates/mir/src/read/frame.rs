//! What the text form says of suspension.

use super::{Read, Reader};
use crate::print::SUSPENDS;
use crate::*;
use base::Span;
use std::sync::Arc;

impl Reader<'_> {
    pub(super) fn suspension(&mut self, word: &str, function: &mut Function) -> Read<()> {
        match word {
            "suspends" => {
                let kind = self.suspend_kind()?;
                function.suspends = Some(Suspends { kind, function: None, closure: None });
            }
            "frame" => {
                let resumes = self.tokens.ident()? == "resumes";
                let kind = self.suspend_kind()?;
                let cname = self.tokens.ident()?;
                let (fields, places) = (Vec::new(), Vec::new());
                let frame = Arc::new(Frame { cname, kind, fields, places });
                function.frame = Some(FrameUse { frame, object: LocalId(0), resumes });
            }
            "field" => {
                self.tokens.int()?;
                let name = String::from_utf8_lossy(&self.tokens.string()?).into_owned();
                self.tokens.symbol(":")?;
                let ty = self.ty()?;
                let slot = self.tokens.eat("slot");
                let name = (!name.is_empty()).then(|| self.names.intern(&name));
                frame(function)?.fields.push(Field { name, ty, slot });
            }
            _ => {
                let lo = self.tokens.int()? as u32;
                self.tokens.symbol("..")?;
                let place = Span::new(lo, self.tokens.int()? as u32);
                frame(function)?.places.push(place);
            }
        }
        Ok(())
    }

    fn suspend_kind(&mut self) -> Read<SuspendKind> {
        let word = self.tokens.ident()?;
        let known = SUSPENDS.iter().find(|(_, text)| *text == word);
        known.map(|&(kind, _)| kind).ok_or_else(|| format!("nothing suspended is a `{word}`"))
    }
}

fn frame(function: &mut Function) -> Read<&mut Frame> {
    let part = function.frame.as_mut().ok_or("no frame")?;
    Arc::get_mut(&mut part.frame).ok_or_else(|| "the frame is shared".into())
}
