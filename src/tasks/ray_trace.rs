//! `ray_trace`: tiles of a picture of spheres on a chequered floor, with shadows and reflections.
//!
//! Only + - * / and square roots, which every machine rounds alike: the bytes are the same everywhere.

use std::ops::{Add, Mul, Sub};

use crate::task::{
    Bound, Context, Encoding, Fault, Frame, Kind, Meta, Output, Param, Params, Random, Task, Work, prose,
};

/// The task.
pub struct RayTrace;

static META: Meta = Meta {
    id: "ray_trace",
    title: prose("Ray tracing"),
    summary: prose("Paints one tile of a picture by following light rays backwards from the eye."),
    teaches: prose(
        "Tiles don't depend on each other, and those that show sky are done long before those full of mirrors.",
    ),
    tutorials: &[],
    item: prose("tile"),
    items: 96,
    max_items: 1_536,
    params: &[
        Param {
            name: "tile",
            label: prose("tile size in pixels"),
            help: prose("How wide and high a tile is; the picture grows with it."),
            kind: Kind::Integer(Bound { min: 4, max: 64, default: 32 }),
        },
        Param {
            name: "rays",
            label: prose("rays per pixel, across and down"),
            help: prose("More rays make smoother edges: 2 means 2 times 2 rays for each pixel."),
            kind: Kind::Integer(Bound { min: 1, max: 4, default: 3 }),
        },
        Param {
            name: "bounces",
            label: prose("most reflections"),
            help: prose("How often a ray may be reflected before it is given up."),
            kind: Kind::Integer(Bound { min: 0, max: 8, default: 4 }),
        },
    ],
    warm: true,
    rounds: None,
};

#[derive(Debug, Clone, Copy, PartialEq)]
struct Vector(f64, f64, f64);

impl Add for Vector {
    type Output = Vector;
    fn add(self, other: Vector) -> Vector {
        Vector(self.0 + other.0, self.1 + other.1, self.2 + other.2)
    }
}

impl Sub for Vector {
    type Output = Vector;
    fn sub(self, other: Vector) -> Vector {
        Vector(self.0 - other.0, self.1 - other.1, self.2 - other.2)
    }
}

impl Mul<f64> for Vector {
    type Output = Vector;
    fn mul(self, factor: f64) -> Vector {
        Vector(self.0 * factor, self.1 * factor, self.2 * factor)
    }
}

impl Vector {
    fn dot(self, other: Vector) -> f64 {
        self.0 * other.0 + self.1 * other.1 + self.2 * other.2
    }

    fn unit(self) -> Vector {
        self * (1.0 / self.dot(self).sqrt())
    }

    fn mixed(self, other: Vector, share: f64) -> Vector {
        self * (1.0 - share) + other * share
    }
}

struct Sphere {
    centre: Vector,
    radius: f64,
    colour: Vector,
    mirror: f64,
}

/// Where a ray hits something, and what that looks like.
struct Hit {
    distance: f64,
    normal: Vector,
    colour: Vector,
    mirror: f64,
}

/// The picture and what is in it.
struct Picture {
    tile: u32,
    columns: u32,
    rows: u32,
    rays: u32,
    bounces: u32,
    sun: Vector,
    spheres: Vec<Sphere>,
}

const EYE: Vector = Vector(0.0, 1.7, -5.2);
const ZENITH: Vector = Vector(0.16, 0.33, 0.72);
const HORIZON: Vector = Vector(0.78, 0.86, 0.94);
const GLOW: Vector = Vector(1.0, 0.72, 0.4);
const FLOOR: [Vector; 2] = [Vector(0.82, 0.8, 0.76), Vector(0.16, 0.18, 0.24)];
const COLOURS: [Vector; 6] = [
    Vector(0.72, 0.06, 0.05),
    Vector(0.9, 0.38, 0.03),
    Vector(0.85, 0.66, 0.12),
    Vector(0.05, 0.4, 0.2),
    Vector(0.04, 0.22, 0.66),
    Vector(0.3, 0.1, 0.48),
];

impl Task for RayTrace {
    fn meta(&self) -> &'static Meta {
        &META
    }

    fn prepare(&self, params: &Params, items: u32, seed: u32) -> Box<dyn Work> {
        // As near to 3:2 as tiles allow: the fewest columns with 2 c² >= 3 n. The last row may stay short.
        let columns = (1..items).find(|columns| 2 * columns * columns >= 3 * items).unwrap_or(items);
        Box::new(Picture {
            tile: params.integer("tile"),
            columns,
            rows: items.div_ceil(columns),
            rays: params.integer("rays"),
            bounces: params.integer("bounces"),
            sun: Vector(-0.55, 0.62, -0.5).unit(),
            spheres: spheres(seed),
        })
    }
}

/// Three large spheres and, around them, small ones at random that don't touch them.
fn spheres(seed: u32) -> Vec<Sphere> {
    let sphere = |x, radius, z, colour, mirror| Sphere { centre: Vector(x, radius, z), radius, colour, mirror };
    let mut spheres = vec![
        sphere(0.0, 1.15, 1.2, Vector(0.95, 0.95, 0.95), 0.82),
        sphere(-2.2, 0.8, 0.2, COLOURS[0], 0.12),
        sphere(2.1, 0.85, 0.0, Vector(0.9, 0.55, 0.16), 0.4),
    ];
    let mut random = Random::new(seed, 0);
    for place in 0..48 {
        let x = f64::from(place % 8) - 3.9 + 0.6 * random.unit();
        let z = f64::from(place / 8) * 1.1 - 2.1 + 0.6 * random.unit();
        let radius = 0.12 + 0.16 * random.unit();
        let colour = COLOURS[random.below(6) as usize];
        let small = sphere(x, radius, z, colour, if random.below(3) == 0 { 0.5 } else { 0.08 });
        let free = spheres[..3].iter().all(|large| {
            let apart = large.centre - small.centre;
            apart.dot(apart) > (large.radius + radius + 0.1) * (large.radius + radius + 0.1)
        });
        if free {
            spheres.push(small);
        }
    }
    spheres
}

impl Work for Picture {
    fn run(&self, item: u32, context: &Context) -> Result<Output, Fault> {
        let (left, top) = (item % self.columns * self.tile, item / self.columns * self.tile);
        let mut bytes = Vec::with_capacity((self.tile * self.tile * 3) as usize);
        for y in top..top + self.tile {
            for x in left..left + self.tile {
                context.checkpoint()?;
                bytes.extend(self.pixel(x, y));
            }
        }
        Ok(Output::Bytes(bytes.into()))
    }

    fn frame(&self) -> Option<Frame> {
        Some(Frame {
            width: self.columns * self.tile,
            height: self.rows * self.tile,
            tile_width: self.tile,
            tile_height: self.tile,
            columns: self.columns,
            encoding: Encoding::Rgb,
            limit: 0,
        })
    }
}

impl Picture {
    /// The mean of the pixel's rays, as bytes.
    #[inline(never)]
    fn pixel(&self, x: u32, y: u32) -> [u8; 3] {
        let (width, height) = (f64::from(self.columns * self.tile), f64::from(self.rows * self.tile));
        let rays = f64::from(self.rays);
        let mut sum = Vector(0.0, 0.0, 0.0);
        for ray in 0..self.rays * self.rays {
            let across = f64::from(x) + (f64::from(ray % self.rays) + 0.5) / rays;
            let down = f64::from(y) + (f64::from(ray / self.rays) + 0.5) / rays;
            // The picture is three wide; the eye looks a little down.
            let (u, v) = ((across - width / 2.0) * 3.0 / width, (height / 2.0 - down) * 3.0 / width);
            sum = sum + self.light(EYE, Vector(u, v - 0.3, 2.3).unit());
        }
        // A square root in place of the screen's gamma.
        let byte = |light: f64| (light.clamp(0.0, 1.0).sqrt() * 255.0 + 0.5) as u8;
        let mean = sum * (1.0 / (rays * rays));
        [byte(mean.0), byte(mean.1), byte(mean.2)]
    }

    /// The light that arrives at `from` out of `direction`.
    fn light(&self, mut from: Vector, mut direction: Vector) -> Vector {
        let (mut light, mut weight) = (Vector(0.0, 0.0, 0.0), 1.0);
        for bounce in 0..=self.bounces {
            let Some(hit) = self.hit(from, direction) else {
                return light + self.sky(direction) * weight;
            };
            let point = from + direction * hit.distance;
            let mirrored = direction - hit.normal * (2.0 * direction.dot(hit.normal));
            let mirror = if bounce < self.bounces { hit.mirror } else { 0.0 };
            light = light + self.shaded(&hit, point, mirrored) * (weight * (1.0 - mirror));
            weight *= mirror;
            if weight < 0.01 {
                break;
            }
            (from, direction) = (point, mirrored);
        }
        light
    }

    /// What the surface itself shows: sky light, sun light unless in shadow, and a highlight.
    fn shaded(&self, hit: &Hit, point: Vector, mirrored: Vector) -> Vector {
        let ambient = 0.22 + 0.1 * hit.normal.1;
        let facing = hit.normal.dot(self.sun);
        if facing <= 0.0 || self.blocked(point) {
            return hit.colour * ambient;
        }
        let highlight = power_of_32(mirrored.dot(self.sun).max(0.0)) * 0.5;
        hit.colour * (ambient + 0.8 * facing) + Vector(highlight, highlight, highlight)
    }

    /// The nearest thing that the ray meets.
    fn hit(&self, from: Vector, direction: Vector) -> Option<Hit> {
        let mut nearest: Option<(f64, &Sphere)> = None;
        for sphere in &self.spheres {
            if let Some(distance) = meet(sphere, from, direction)
                && nearest.is_none_or(|(least, _)| distance < least)
            {
                nearest = Some((distance, sphere));
            }
        }
        if let Some((distance, sphere)) = nearest {
            let normal = (from + direction * distance - sphere.centre) * (1.0 / sphere.radius);
            return Some(Hit { distance, normal, colour: sphere.colour, mirror: sphere.mirror });
        }
        // The floor, y = 0: below every sphere, so it counts only where no sphere is met.
        let distance = -from.1 / direction.1;
        (direction.1 < 0.0 && distance > NEAR).then(|| {
            let point = from + direction * distance;
            let field = ((point.0 + 0.5).floor() + point.2.floor()) as i64;
            // Far away it fades into the horizon, and flickers less.
            let fade = distance * distance / (distance * distance + 300.0);
            let colour = FLOOR[field.rem_euclid(2) as usize].mixed(HORIZON, fade);
            Hit { distance, normal: Vector(0.0, 1.0, 0.0), colour, mirror: 0.12 }
        })
    }

    /// Whether something stands between the point and the sun.
    fn blocked(&self, point: Vector) -> bool {
        self.spheres.iter().any(|sphere| meet(sphere, point, self.sun).is_some())
    }

    /// The sky: lighter towards the horizon, with a glow around the sun.
    fn sky(&self, direction: Vector) -> Vector {
        let height = direction.1.max(0.0).sqrt();
        let glow = power_of_32(direction.dot(self.sun).max(0.0)) * 0.7;
        HORIZON.mixed(ZENITH, height).mixed(GLOW, glow)
    }
}

/// Nearer hits are the surface itself, off which the ray starts.
const NEAR: f64 = 1e-6;

/// How far the ray goes until it enters the sphere.
fn meet(sphere: &Sphere, from: Vector, direction: Vector) -> Option<f64> {
    let away = from - sphere.centre;
    let along = away.dot(direction);
    let root = along * along - away.dot(away) + sphere.radius * sphere.radius;
    if root < 0.0 {
        return None;
    }
    let distance = -along - root.sqrt();
    (distance > NEAR).then_some(distance)
}

/// By squaring: `powf` differs between machines.
fn power_of_32(x: f64) -> f64 {
    let two = x * x;
    let four = two * two;
    let eight = four * four;
    let sixteen = eight * eight;
    sixteen * sixteen
}

#[cfg(test)]
mod tests {
    use super::super::testing::run;
    use super::*;
    use crate::task::Value;

    fn bytes(output: &Output) -> &[u8] {
        match output {
            Output::Bytes(bytes) => bytes,
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn pictures_are_near_three_to_two() {
        for (items, columns, rows) in [(1, 1, 1), (2, 2, 1), (6, 3, 2), (24, 6, 4), (96, 12, 8), (100, 13, 8)] {
            let frame = RayTrace.prepare(&Params::defaults(&META), items, 0).frame().unwrap();
            assert_eq!((frame.columns, frame.height / frame.tile_height), (columns, rows), "{items} tiles");
        }
    }

    #[test]
    fn rays_meet_spheres_where_geometry_says() {
        let sphere = Sphere { centre: Vector(0.0, 0.0, 5.0), radius: 2.0, colour: COLOURS[0], mirror: 0.0 };
        let origin = Vector(0.0, 0.0, 0.0);
        assert_eq!(meet(&sphere, origin, Vector(0.0, 0.0, 1.0)), Some(3.0));
        assert_eq!(meet(&sphere, origin, Vector(0.0, 0.0, -1.0)), None);
        assert_eq!(meet(&sphere, origin, Vector(0.0, 1.0, 0.0)), None);
        // 3-4-5: the ray grazes at distance 4 a sphere of radius 3 that is 5 away.
        let grazed = Sphere { radius: 3.0, ..sphere };
        let distance = meet(&grazed, origin, Vector(0.0, 0.6, 0.8)).unwrap();
        assert!((distance - 4.0).abs() < 1e-6, "{distance}");
    }

    #[test]
    fn spheres_stand_on_the_floor_and_apart_from_the_large_ones() {
        for seed in 0..50 {
            let spheres = spheres(seed);
            assert!((20..=51).contains(&spheres.len()), "{}", spheres.len());
            for (index, one) in spheres.iter().enumerate() {
                assert_eq!(one.centre.1, one.radius);
                for other in spheres[..index].iter().take(3) {
                    let apart = one.centre - other.centre;
                    assert!(apart.dot(apart).sqrt() > one.radius + other.radius);
                }
            }
        }
    }

    #[test]
    fn the_sky_is_above_and_the_same_tile_size_makes_the_same_pixels() {
        let params = [("tile", Value::Number(8.0)), ("rays", Value::Number(1.0))];
        let outputs = run(&RayTrace, &params, 24, 0);
        let first = &bytes(&outputs[0])[..3];
        assert!(first[2] > first[0], "{first:?} is no blue");
        let seeded = run(&RayTrace, &params, 24, 1);
        assert_eq!(bytes(&outputs[0]), bytes(&seeded[0]), "the sky doesn't depend on the seed");
        assert_ne!(outputs, seeded);
        // The same picture of 48 by 32 in tiles half as wide and high.
        let fine = run(&RayTrace, &[("tile", Value::Number(4.0)), ("rays", Value::Number(1.0))], 96, 0);
        let pixel = |outputs: &[Output], tile: usize, columns: usize, x: usize, y: usize| {
            let at = (y % tile * tile + x % tile) * 3;
            bytes(&outputs[y / tile * columns + x / tile])[at..at + 3].to_vec()
        };
        for (x, y) in (0..48).flat_map(|x| (0..32).map(move |y| (x, y))) {
            assert_eq!(pixel(&outputs, 8, 6, x, y), pixel(&fine, 4, 12, x, y), "{x} {y}");
        }
    }

    #[test]
    fn more_bounces_change_mirrors_only() {
        let with = |bounces| {
            let params =
                [("tile", Value::Number(8.0)), ("rays", Value::Number(1.0)), ("bounces", Value::Number(bounces))];
            run(&RayTrace, &params, 24, 0)
        };
        assert_eq!(with(0.0)[0], with(8.0)[0]);
        assert_ne!(with(0.0), with(1.0));
    }
}
