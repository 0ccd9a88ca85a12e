//! Runs a function that can be suspended: its creator, then the resume function again and again over the same frame. Whoever
//! resumes it sends values, throws, or gives up and drops the frame.

use super::machine::{Machine, Step, Value};
use mir::*;

const SUSPENDED: Value = Value::Number(1);
const RAISED: Value = Value::Number(-1);

impl Machine<'_> {
    pub fn run_suspended(&mut self, creator: &Function) -> Step<()> {
        let frame = self.frame()?;
        let object = self.make();
        let (arguments, mut fields) = self.arguments(creator, &frame);
        let mut handled = None;
        let outer = self.make();
        for _ in 0..20 {
            let (sent, returned) = self.resume(object, &mut fields, &mut handled)?;
            if self.abandoned {
                return Ok(());
            }
            if let Value::Object(sent) = sent {
                self.drop_ref(sent)?;
            }
            match (returned, self.result, self.in_flight.take()) {
                (SUSPENDED, Value::Object(value), None) => self.drop_ref(value)?,
                (RAISED, Value::Null, Some(exception)) => {
                    self.drop_ref(exception)?;
                    return self.leave_frame(handled, &[object, outer], &arguments);
                }
                (Value::Number(0), Value::Object(value), None) => {
                    self.drop_ref(value)?;
                    return self.leave_frame(handled, &[object, outer], &arguments);
                }
                other => return Err(format!("returns {other:?}")),
            }
            for (field, value) in frame.fields.iter().zip(&fields[1..]) {
                match value {
                    Value::Null => {}
                    Value::Object(value) if self.is_alive(*value) => {}
                    value if field.slot => return Err(format!("a slot holds {value:?}")),
                    _ => {}
                }
            }
            if self.random.chance(10) {
                break;
            }
        }
        // The frame dies while it is suspended.
        for (field, value) in frame.fields.iter().zip(&fields[1..]) {
            if let (true, Value::Object(value)) = (field.slot, *value) {
                self.drop_ref(value)?;
            }
        }
        if let Some(handled) = handled {
            self.drop_ref(handled)?;
        }
        self.leave_frame(None, &[object, outer], &arguments)
    }

    fn frame(&self) -> Step<Frame> {
        let part = self.f.frame.as_ref().ok_or("no frame")?;
        Ok((*part.frame).clone())
    }

    /// What the caller passes, and the frame that the creator makes of it.
    fn arguments(&mut self, creator: &Function, frame: &Frame) -> (Vec<usize>, Vec<Value>) {
        let objects: Vec<_> = creator.params.iter().map(|_| self.make()).collect();
        let mut fields = vec![Value::Number(0)];
        fields.extend(frame.fields.iter().map(|field| match field.slot {
            true => Value::Null,
            false => Value::Number(0),
        }));
        let stores = creator.blocks.iter().flat_map(|block| &block.stmts);
        for stmt in stores {
            let StmtKind::Assign { place, value } = &stmt.kind else { continue };
            let (Some(to), Some(from)) = (place.as_local(), value.as_local()) else { continue };
            let argument = creator.params.iter().position(|&id| id == from);
            if let (LocalKind::Field(number), Some(index)) = (creator.locals[to].kind, argument) {
                self.take_ref(objects[index]);
                fields[number as usize] = Value::Object(objects[index]);
            }
        }
        (objects, fields)
    }

    /// One step: what was sent, and what the function returned.
    fn resume(
        &mut self,
        object: usize,
        fields: &mut [Value],
        handled: &mut Option<usize>,
    ) -> Step<(Value, Value)> {
        let sent = match self.random.chance(25) {
            true => {
                self.raise();
                Value::Null
            }
            false => Value::Object(self.make()),
        };
        self.locals.fill(Value::Garbage);
        let params = self.f.params.clone();
        self.locals[params[0].0 as usize] = Value::Object(object);
        self.locals[params[1].0 as usize] = sent;
        self.locals[params[2].0 as usize] = Value::Number(7);
        let places: Vec<_> = self
            .f
            .locals
            .iter_enumerated()
            .filter_map(|(id, local)| match local.kind {
                LocalKind::Field(number) => Some((id.0 as usize, number as usize)),
                _ => None,
            })
            .collect();
        places.iter().for_each(|&(local, field)| self.locals[local] = fields[field]);
        self.result = Value::Garbage;
        std::mem::swap(&mut self.handled, handled);
        let returned = self.execute()?;
        std::mem::swap(&mut self.handled, handled);
        places.iter().for_each(|&(local, field)| fields[field] = self.locals[local]);
        Ok((sent, returned))
    }

    fn leave_frame(
        &mut self,
        handled: Option<usize>,
        objects: &[usize],
        arguments: &[usize],
    ) -> Step<()> {
        if handled.is_some() {
            return Err("something is handled in the end".into());
        }
        for &object in objects.iter().chain(arguments) {
            self.drop_ref(object)?;
        }
        self.check_end()
    }
}
