//! What makes a comparison less certain. Every threshold lives here.

use super::statistics::trend;
use super::{RunSpec, StrategyResult, Warning};

/// A median below this many steps of the clock says little.
const LEAST_TIMER_STEPS: f64 = 1_000.0;
/// A rank correlation with the order of the runs beyond this, and ...
const DRIFT_TREND: f64 = 0.9;
/// ... a change between the first and the last run beyond this share of the median, is drift.
const DRIFT_SHARE: f64 = 0.1;
/// Fewer runs than this have no trend and no interval to speak of.
const LEAST_REPEATS: usize = 4;

/// What the results say about themselves.
pub(super) fn warnings(
    spec: &RunSpec,
    machine_cores: u32,
    timer_resolution_ms: f64,
    results: &[StrategyResult],
    identical: bool,
) -> Vec<Warning> {
    let mut warnings = Vec::new();
    let mut warn = |code: &str, text: String| warnings.push(Warning { code: code.to_owned(), text });
    if !identical {
        warn("different-results", "the strategies did not compute the same results".to_owned());
    }
    if spec.cores > machine_cores {
        warn(
            "oversubscribed",
            format!("{} workers share the {machine_cores} cores that this machine reports", spec.cores),
        );
    }
    if (spec.repeats as usize) < LEAST_REPEATS {
        let times = if spec.repeats == 1 { "once" } else { "only a few times" };
        warn("few-repeats", format!("each strategy ran {times}: too little to say how certain the figures are"));
    }
    for result in results {
        let name = &result.strategy;
        if result.median_ms < LEAST_TIMER_STEPS * timer_resolution_ms {
            let text = format!(
                "{name} took {:.2} ms, which is short against this browser's clock (steps of {timer_resolution_ms:.3} ms): choose more items",
                result.median_ms
            );
            warn("short-run", text);
        }
        let walls: Vec<f64> = result.samples.iter().map(|sample| sample.wall_ms).collect();
        let change = (walls[walls.len() - 1] - walls[0]).abs() / result.median_ms;
        if walls.len() >= LEAST_REPEATS && trend(&walls).abs() >= DRIFT_TREND && change > DRIFT_SHARE {
            let way = if trend(&walls) > 0.0 { "slower" } else { "faster" };
            warn("drift", format!("{name} became {way} from run to run, by {:.0} % in all", 100.0 * change));
        }
        let [low, high] = result.speedup_ci95;
        if name != "serial" && low <= 1.0 && 1.0 <= high {
            warn("no-difference", format!("no difference between {name} and serial can be told from these runs"));
        }
    }
    warnings
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::compare::{Sample, catalog};

    fn result(strategy: &str, walls: &[f64], speedup_ci95: [f64; 2]) -> StrategyResult {
        let sample = |&wall_ms| Sample { wall_ms, startup_ms: 0.0, first_result_ms: 0.0 };
        StrategyResult {
            strategy: strategy.to_owned(),
            samples: walls.iter().map(sample).collect(),
            median_ms: super::super::statistics::median(walls),
            ci95: [0.0; 2],
            speedup: 1.0,
            speedup_ci95,
            efficiency: 1.0,
            digest: String::new(),
            output: Vec::new(),
            spans: None,
        }
    }

    fn codes(spec: &RunSpec, cores: u32, results: &[StrategyResult], identical: bool) -> Vec<String> {
        warnings(spec, cores, 0.005, results, identical).into_iter().map(|warning| warning.code).collect()
    }

    #[test]
    fn a_quiet_clear_comparison_has_no_warning() {
        let spec = catalog().default;
        let results = [
            result("serial", &[200.0, 202.0, 199.0, 201.0, 200.0], [1.0, 1.0]),
            result("pooled", &[100.0, 104.0, 99.0, 101.0, 100.0], [1.9, 2.1]),
        ];
        assert!(codes(&spec, 64, &results, true).is_empty());
    }

    #[test]
    fn each_cause_has_its_warning() {
        let spec = RunSpec { cores: 8, ..catalog().default };
        let steady = [200.0, 202.0, 199.0, 201.0, 200.0];
        let one = |walls: &[f64], ci| codes(&spec, 8, &[result("pooled", walls, ci)], true);
        assert_eq!(codes(&spec, 2, &[result("pooled", &steady, [1.9, 2.1])], true), ["oversubscribed"]);
        assert_eq!(codes(&spec, 8, &[result("pooled", &steady, [1.9, 2.1])], false), ["different-results"]);
        assert_eq!(one(&steady, [0.9, 1.1]), ["no-difference"]);
        assert_eq!(one(&[1.0, 1.1, 1.0, 1.05, 1.0], [1.9, 2.1]), ["short-run"]);
        assert_eq!(one(&[100.0, 110.0, 120.0, 130.0, 140.0], [1.9, 2.1]), ["drift"]);
        let few = RunSpec { repeats: 1, ..spec.clone() };
        assert_eq!(codes(&few, 8, &[result("pooled", &[200.0], [1.9, 2.1])], true), ["few-repeats"]);
    }
}
