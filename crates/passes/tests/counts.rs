//! Random functions go through all passes and are then executed, with every failure and every branch left to chance. The
//! machine keeps count of every object, of the exception in flight, of the one being handled and of the GIL, and complains
//! about what would crash or leak a program.

#[path = "counts/frames.rs"]
mod frames;
#[path = "counts/generate.rs"]
mod generate;
#[path = "counts/machine.rs"]
mod machine;

use base::{IdVec, Interner};
use machine::Machine;
use pyxide_passes::{Context, Options, PIPELINE};
use types::TypeTable;

/// A linear congruential generator: the same numbers everywhere.
pub struct Random(u64);

impl Random {
    pub fn below(&mut self, limit: usize) -> usize {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        ((self.0 >> 33) as usize) % limit
    }

    pub fn chance(&mut self, percent: usize) -> bool {
        self.below(100) < percent
    }
}

const FUNCTIONS: u64 = 90;
const RUNS: u64 = 25;

#[test]
fn nothing_leaks_and_nothing_is_used_after_its_end() {
    let mut types = TypeTable::new();
    let names = Interner::new();
    let options = Options::default();
    let first = std::env::var("SEED").ok().and_then(|seed| seed.parse().ok());
    let count = std::env::var("COUNT").ok().and_then(|count| count.parse().ok());
    let all = 0..count.unwrap_or(FUNCTIONS);
    for seed in first.map_or(all, |seed| seed..seed + 1) {
        let high = generate::function(&mut Random(seed));
        let mut function = high.clone();
        let mut consts = IdVec::new();
        let mut made = Vec::new();
        for pass in PIPELINE {
            let mut cx = Context {
                made: &mut made,
                module: "m",
                callees: &Default::default(),
                types: &mut types,
                names: &names,
                consts: &mut consts,
                options: &options,
            };
            let before = mir::print_function(&function, cx.types, &names);
            (pass.run)(&mut function, &mut cx);
            function.phase = pass.leaves;
            if let Err(errors) = mir::verify(&function, &types) {
                let after = mir::print_function(&function, &types, &names);
                panic!("seed {seed}, {}: {errors:?}\n{before}\n{after}", pass.name);
            }
        }
        for resume in &made {
            if let Err(errors) = mir::verify(resume, &types) {
                let after = mir::print_function(resume, &types, &names);
                panic!("seed {seed}, resume: {errors:?}\n{after}");
            }
        }
        let text = mir::print_function(&function, &types, &names);
        let again = mir::read_function(&text, &mut types, &mut Interner::new());
        let again = again.map(|f| mir::print_function(&f, &types, &names));
        assert_eq!(again.ok().as_deref(), Some(text.as_str()), "seed {seed}");
        for run in 0..RUNS {
            let random = Random(seed * 1000 + run);
            let resume = made.first();
            let mut machine = Machine::new(resume.unwrap_or(&function), &types, random);
            let outcome = match resume {
                Some(_) => machine.run_suspended(&function),
                None => machine.run(),
            };
            let text = resume.map_or(text.clone(), |f| mir::print_function(f, &types, &names));
            if let Err(complaint) = outcome {
                let high = mir::print_function(&high, &types, &names);
                panic!("seed {seed}, run {run}: {complaint}\n{}\n{high}\n{text}", machine.trace());
            }
        }
    }
}
