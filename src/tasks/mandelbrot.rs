//! `mandelbrot`: rows of the famous picture, whose costs differ a hundredfold.

use super::text::{figure, grouped};
use crate::task::{
    Bound, Choice, Context, Encoding, Fault, Figure, Frame, Kind, Meta, Output, Param, Params, Task, Work, prose,
};

/// The task.
pub struct Mandelbrot;

static META: Meta = Meta {
    id: "mandelbrot",
    title: prose("Mandelbrot set"),
    summary: prose("Computes one row of the picture: how many steps each point takes to escape."),
    teaches: prose("Rows through the black cost far more than others, so equal shares of rows aren't equal work."),
    tutorials: &[],
    item: prose("row"),
    items: 256,
    max_items: 2_048,
    params: &[
        Param {
            name: "width",
            label: prose("points per row"),
            help: prose("How wide the picture is; its height is the number of items."),
            kind: Kind::Integer(Bound { min: 16, max: 2_048, default: 384 }),
        },
        Param {
            name: "limit",
            label: prose("most steps per point"),
            help: prose("After so many steps a point counts as one that never escapes."),
            kind: Kind::Integer(Bound { min: 10, max: 65_535, default: 5_000 }),
        },
        Param {
            name: "region",
            label: prose("region"),
            help: prose("Which part of the plane the picture shows."),
            kind: Kind::Choice(Choice { options: &["whole", "seahorses", "spiral"], default: "whole" }),
        },
    ],
    warm: true,
    rounds: None,
};

/// A part of the plane, three wide to two high.
#[derive(Clone, Copy)]
struct Region {
    left: f64,
    top: f64,
    width: f64,
    height: f64,
}

/// The picture. It shows the whole region whatever the number of rows, so that the profile of costs stays.
struct Rows {
    width: u32,
    height: u32,
    limit: u32,
    region: Region,
}

impl Task for Mandelbrot {
    fn meta(&self) -> &'static Meta {
        &META
    }

    fn prepare(&self, params: &Params, items: u32, _seed: u32) -> Box<dyn Work> {
        let region = match params.text("region") {
            "seahorses" => Region { left: -0.76, top: 0.1176, width: 0.021, height: 0.014 },
            "spiral" => Region { left: -0.7449, top: 0.1322, width: 0.0027, height: 0.0018 },
            _ => Region { left: -2.4, top: 1.2, width: 3.6, height: 2.4 },
        };
        Box::new(Rows { width: params.integer("width"), height: items, limit: params.integer("limit"), region })
    }
}

impl Work for Rows {
    fn run(&self, item: u32, context: &Context) -> Result<Output, Fault> {
        let Region { left, top, width, height } = self.region;
        let y = top - (f64::from(item) + 0.5) * (height / f64::from(self.height));
        let step = width / f64::from(self.width);
        let mut row = Vec::with_capacity(self.width as usize);
        for column in 0..self.width {
            context.checkpoint()?;
            row.push(steps(left + (f64::from(column) + 0.5) * step, y, self.limit) as u16);
        }
        Ok(Output::Counts(row.into()))
    }

    fn frame(&self) -> Option<Frame> {
        Some(Frame {
            width: self.width,
            height: self.height,
            tile_width: self.width,
            tile_height: 1,
            columns: 1,
            encoding: Encoding::Counts,
            limit: self.limit,
        })
    }

    fn figures(&self, ordered: &[Output]) -> Vec<Figure> {
        let counts = ordered.iter().filter_map(|output| match output {
            Output::Counts(counts) => Some(counts.iter().map(|&count| u32::from(count))),
            _ => None,
        });
        let (mut sum, mut inside) = (0u64, 0u64);
        for count in counts.flatten() {
            sum += u64::from(count);
            inside += u64::from(count == self.limit);
        }
        vec![figure("steps in all", grouped(sum)), figure("points that never escaped", grouped(inside))]
    }
}

/// Steps of z -> z² + c, from z = 0, after which |z| is first above 2; `limit` where that doesn't happen.
#[inline(never)]
fn steps(x: f64, y: f64, limit: u32) -> u32 {
    let (mut a, mut b) = (0.0, 0.0);
    for step in 0..limit {
        let (aa, bb) = (a * a, b * b);
        if aa + bb > 4.0 {
            return step;
        }
        b = 2.0 * a * b + y;
        a = aa - bb + x;
    }
    limit
}

#[cfg(test)]
mod tests {
    use super::super::testing::run;
    use super::*;
    use crate::task::Value;

    #[test]
    fn points_of_which_the_fate_is_known() {
        // c = 0 stays, -1 and -2 cycle, 1/4 is the cusp, i cycles; 1 goes 0, 1, 2, 5; 2 goes 0, 2, 6.
        for (x, y) in [(0.0, 0.0), (-1.0, 0.0), (-2.0, 0.0), (0.25, 0.0), (0.0, 1.0)] {
            assert_eq!(steps(x, y, 5_000), 5_000, "{x} {y}");
        }
        assert_eq!(steps(1.0, 0.0, 100), 3);
        assert_eq!(steps(2.0, 0.0, 100), 2);
        assert_eq!(steps(-3.0, 0.0, 100), 1);
    }

    #[test]
    fn near_the_seahorse_valley_the_count_approaches_pi() {
        // David Boll's discovery of 1991: at -3/4 + i e, e times the count tends to pi.
        assert_eq!(steps(-0.75, 0.001, 10_000), 3_143);
    }

    #[test]
    fn the_whole_picture_is_symmetric_and_has_the_known_area() {
        let params = [("width", Value::Number(300.0)), ("limit", Value::Number(500.0))];
        let outputs = run(&Mandelbrot, &params, 200, 0);
        let rows: Vec<_> = outputs
            .iter()
            .map(|output| match output {
                Output::Counts(counts) => counts,
                other => panic!("{other:?}"),
            })
            .collect();
        let inside = rows.iter().flat_map(|row| row.iter()).filter(|&&count| count == 500).count();
        // Published: 1.5066.
        let area = inside as f64 * (3.6 / 300.0) * (2.4 / 200.0);
        assert!((area - 1.5066).abs() < 0.05, "{area}");
        // Rounding may differ between y and -y, but only where points take long.
        let unlike =
            (0..100).flat_map(|y| (0..300).map(move |x| (x, y))).filter(|&(x, y)| rows[y][x] != rows[199 - y][x]);
        assert!(unlike.count() < 30);
    }

    #[test]
    fn rows_differ_in_cost() {
        let outputs = run(&Mandelbrot, &[], 16, 0);
        let costs = outputs.iter().map(|output| match output {
            Output::Counts(counts) => counts.iter().map(|&count| u32::from(count)).sum::<u32>(),
            other => panic!("{other:?}"),
        });
        let costs: Vec<_> = costs.collect();
        assert!(costs[8] > 100 * costs[0], "{costs:?}");
    }
}
