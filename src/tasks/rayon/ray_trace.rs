//! `ray_trace`: tiles of a picture of spheres on a chequered floor, with shadows and reflections.

use splitmix64::Random;
use std::ops::{Add, Mul, Sub};

// The experiment.
const ITEMS: u32 = 96;
const SEED: u32 = 1;
const TILE: u32 = 32;
const RAYS: u32 = 3;
const BOUNCES: u32 = 4;

/// A point, a direction, a colour.
#[derive(Clone, Copy)]
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
    columns: u32,
    rows: u32,
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

fn prepare() -> Picture {
    // As near to 3:2 as tiles allow; the last row may stay short.
    let columns = (1..ITEMS).find(|columns| 2 * columns * columns >= 3 * ITEMS).unwrap_or(ITEMS);
    let sun = Vector(-0.55, 0.62, -0.5).unit();
    Picture { columns, rows: ITEMS.div_ceil(columns), sun, spheres: spheres() }
}

/// Three large spheres and, around them, small ones at random that don't touch them.
fn spheres() -> Vec<Sphere> {
    let sphere = |x, radius, z, colour, mirror| Sphere { centre: Vector(x, radius, z), radius, colour, mirror };
    let mut spheres = vec![
        sphere(0.0, 1.15, 1.2, Vector(0.95, 0.95, 0.95), 0.82),
        sphere(-2.2, 0.8, 0.2, COLOURS[0], 0.12),
        sphere(2.1, 0.85, 0.0, Vector(0.9, 0.55, 0.16), 0.4),
    ];
    let mut random = Random::new(SEED, 0);
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

/// One tile, three bytes a pixel.
fn ray_trace(item: u32, picture: &Picture) -> Vec<u8> {
    let (left, top) = (item % picture.columns * TILE, item / picture.columns * TILE);
    let places = (top..top + TILE).flat_map(|y| (left..left + TILE).map(move |x| (x, y)));
    places.flat_map(|(x, y)| picture.pixel(x, y)).collect()
}

impl Picture {
    /// The mean of the pixel's rays, as bytes.
    fn pixel(&self, x: u32, y: u32) -> [u8; 3] {
        let (width, height) = (f64::from(self.columns * TILE), f64::from(self.rows * TILE));
        let rays = f64::from(RAYS);
        let mut sum = Vector(0.0, 0.0, 0.0);
        for ray in 0..RAYS * RAYS {
            let across = f64::from(x) + (f64::from(ray % RAYS) + 0.5) / rays;
            let down = f64::from(y) + (f64::from(ray / RAYS) + 0.5) / rays;
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
        for bounce in 0..=BOUNCES {
            let Some(hit) = self.hit(from, direction) else {
                return light + self.sky(direction) * weight;
            };
            let point = from + direction * hit.distance;
            let mirrored = direction - hit.normal * (2.0 * direction.dot(hit.normal));
            let mirror = if bounce < BOUNCES { hit.mirror } else { 0.0 };
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
            let least = nearest.map_or(f64::INFINITY, |(least, _)| least);
            if let Some(distance) = meet(sphere, from, direction).filter(|&distance| distance < least) {
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
