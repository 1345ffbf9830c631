//! `mandelbrot`: rows of the famous picture, whose costs differ a hundredfold.

// The experiment.
const ITEMS: u32 = 256;
const WIDTH: u32 = 384;
const LIMIT: u32 = 5_000;
const REGION: &str = "whole";

/// Left edge, top edge, width, height of the part of the plane.
fn region() -> (f64, f64, f64, f64) {
    match REGION {
        "seahorses" => (-0.76, 0.1176, 0.021, 0.014),
        "spiral" => (-0.7449, 0.1322, 0.0027, 0.0018),
        _ => (-2.4, 1.2, 3.6, 2.4),
    }
}

/// Steps of z -> z² + c, from z = 0, after which |z| is first above 2.
fn steps(x: f64, y: f64) -> u32 {
    let (mut a, mut b) = (0.0, 0.0);
    for step in 0..LIMIT {
        let (aa, bb) = (a * a, b * b);
        if aa + bb > 4.0 {
            return step;
        }
        b = 2.0 * a * b + y;
        a = aa - bb + x;
    }
    LIMIT
}

/// One row of the picture, a 16-bit count for each point.
fn mandelbrot(item: u32) -> Vec<u16> {
    let (left, top, width, height) = region();
    let y = top - (f64::from(item) + 0.5) * (height / f64::from(ITEMS));
    let step = width / f64::from(WIDTH);
    (0..WIDTH).map(|column| steps(left + (f64::from(column) + 0.5) * step, y) as u16).collect()
}
