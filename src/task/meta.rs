//! How a task describes itself: texts, parameters with bounds, defaults.

use std::collections::BTreeMap;
use std::fmt;

use serde::de::Visitor;
use serde::{Deserialize, Deserializer, Serialize};

/// A task's description. The page's controls, the link, the catalogue and the tests are made from it.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "wire", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct Meta {
    /// The contract's id: `mandelbrot`.
    pub id: &'static str,
    /// The name people read: `Mandelbrot set`.
    pub title: &'static str,
    /// One sentence: what it computes.
    pub summary: &'static str,
    /// One sentence: what it teaches about parallelism.
    pub teaches: &'static str,
    /// The tutorials in which this work occurs.
    pub tutorials: &'static [Tutorial],
    /// What one item is, singular: `row`.
    pub item: &'static str,
    /// Items of the default setup. With the default parameters, serial takes some 150 to 400 ms in a browser.
    pub items: u32,
    /// The most items that make sense for this task.
    pub max_items: u32,
    /// The parameters, in the order in which the page shows them.
    pub params: &'static [Param],
    /// Whether a short warm-up can make it faster: false where the work is waiting or pure time.
    pub warm: bool,
    /// The parameter that says how many calls a run makes, one after the other ([`Work::rounds`](super::Work::rounds)); mostly none.
    pub rounds: Option<&'static str>,
}

/// Words for people. The page has them in its catalogue, which is written natively; the modules that it loads are without.
///
/// ```
/// use pool_playground::task::prose;
///
/// assert_eq!(prose("Mandelbrot set"), "Mandelbrot set");
/// ```
pub const fn prose(text: &'static str) -> &'static str {
    if cfg!(target_arch = "wasm32") { "" } else { text }
}

/// One of the five tutorials behind the project.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "wire", derive(ts_rs::TS))]
pub enum Tutorial {
    /// Python's multiprocessing tricks (pool, dummy, queues).
    A,
    /// The Pool class in detail.
    B,
    /// Multi-core computing by example.
    C,
    /// Applying multiprocessing: normal, threads, processes.
    D,
    /// Speeding up with Pool.
    E,
}

/// A parameter of a task.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "wire", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct Param {
    /// The name in spec and link: `p.NAME`.
    pub name: &'static str,
    /// The label of its control, with the unit if it has one: `seconds per item`.
    pub label: &'static str,
    /// One sentence: what changes with it.
    pub help: &'static str,
    /// Type, bounds and default.
    pub kind: Kind,
}

/// Type, bounds and default of a parameter.
#[derive(Debug, Clone, Copy, Serialize)]
#[cfg_attr(feature = "wire", derive(ts_rs::TS))]
#[serde(tag = "type", rename_all = "lowercase")]
pub enum Kind {
    /// A whole number, `min..=max`.
    Integer(Bound<u32>),
    /// A real number, `min..=max`.
    Number(Bound<f64>),
    /// One of several words.
    Choice(Choice),
    /// Yes or no.
    Flag {
        /// The value when none is given.
        default: bool,
    },
}

/// Inclusive bounds and the default between them.
#[derive(Debug, Clone, Copy, Serialize)]
#[cfg_attr(feature = "wire", derive(ts_rs::TS))]
pub struct Bound<T> {
    /// The least value allowed.
    pub min: T,
    /// The greatest value allowed.
    pub max: T,
    /// The value when none is given.
    pub default: T,
}

/// The words a choice allows, the first of which is not necessarily the default.
#[derive(Debug, Clone, Copy, Serialize)]
#[cfg_attr(feature = "wire", derive(ts_rs::TS))]
pub struct Choice {
    /// All words.
    pub options: &'static [&'static str],
    /// The one when none is given.
    pub default: &'static str,
}

/// A parameter's value in a spec.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "wire", derive(ts_rs::TS))]
#[serde(untagged)]
pub enum Value {
    /// Yes or no.
    Flag(bool),
    /// A number, whole or not.
    Number(f64),
    /// A word.
    Text(String),
}

/// By hand: derived, an untagged value is first kept in every form that serde knows, which is much code to load.
impl<'de> Deserialize<'de> for Value {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Value, D::Error> {
        struct AnyValue;

        impl Visitor<'_> for AnyValue {
            type Value = Value;

            fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
                f.write_str("a number, a word, true or false")
            }

            fn visit_bool<E>(self, flag: bool) -> Result<Value, E> {
                Ok(Value::Flag(flag))
            }

            fn visit_f64<E>(self, number: f64) -> Result<Value, E> {
                Ok(Value::Number(number))
            }

            fn visit_i64<E>(self, number: i64) -> Result<Value, E> {
                Ok(Value::Number(number as f64))
            }

            fn visit_u64<E>(self, number: u64) -> Result<Value, E> {
                Ok(Value::Number(number as f64))
            }

            fn visit_str<E>(self, text: &str) -> Result<Value, E> {
                Ok(Value::Text(text.to_owned()))
            }
        }

        deserializer.deserialize_any(AnyValue)
    }
}

impl fmt::Display for Value {
    /// As one would write it down: `16`, `0.5`, `true`, `"whole"`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Value::Flag(flag) => write!(f, "{flag}"),
            Value::Number(number) => write!(f, "{number}"),
            Value::Text(text) => write!(f, "\"{text}\""),
        }
    }
}

impl Kind {
    /// The value when none is given.
    pub fn default_value(&self) -> Value {
        match *self {
            Kind::Integer(bound) => Value::Number(f64::from(bound.default)),
            Kind::Number(bound) => Value::Number(bound.default),
            Kind::Choice(choice) => Value::Text(choice.default.to_owned()),
            Kind::Flag { default } => Value::Flag(default),
        }
    }

    /// Whether `value` has this type and lies within the bounds.
    pub fn allows(&self, value: &Value) -> bool {
        match (self, value) {
            (Kind::Integer(bound), Value::Number(number)) => {
                number.fract() == 0.0 && (f64::from(bound.min)..=f64::from(bound.max)).contains(number)
            }
            (Kind::Number(bound), Value::Number(number)) => (bound.min..=bound.max).contains(number),
            (Kind::Choice(choice), Value::Text(word)) => choice.options.contains(&word.as_str()),
            (Kind::Flag { .. }, Value::Flag(_)) => true,
            _ => false,
        }
    }

    /// What is allowed, in words, for error messages.
    pub fn allowed(&self) -> String {
        match self {
            Kind::Integer(bound) => format!("a whole number from {} to {}", bound.min, bound.max),
            Kind::Number(bound) => format!("a number from {} to {}", bound.min, bound.max),
            Kind::Choice(choice) => format!("one of {}", choice.options.join(", ")),
            Kind::Flag { .. } => "true or false".to_owned(),
        }
    }
}

/// Checked parameter values: every parameter of the task is present and within its bounds.
///
/// Its getters panic on a name or type that the task's own [`Meta::params`] doesn't declare: that is a
/// mistake in the task, found by the first test that prepares it.
#[derive(Debug, Clone, PartialEq)]
pub struct Params(BTreeMap<String, Value>);

impl Params {
    /// The task's defaults.
    pub fn defaults(meta: &Meta) -> Params {
        Params(meta.params.iter().map(|param| (param.name.to_owned(), param.kind.default_value())).collect())
    }

    /// The given values, completed by the defaults.
    ///
    /// # Errors
    ///
    /// The name of a parameter, what was given for it, what is allowed.
    pub fn check(meta: &Meta, given: &BTreeMap<String, Value>) -> Result<Params, (String, String, String)> {
        Params::of(meta.id, meta.params, given)
    }

    /// The given values, completed by the defaults, of whatever has such parameters.
    ///
    /// # Errors
    ///
    /// As [`Params::check`].
    pub fn of(
        owner: &str,
        declared: &[Param],
        given: &BTreeMap<String, Value>,
    ) -> Result<Params, (String, String, String)> {
        let default = |param: &Param| (param.name.to_owned(), param.kind.default_value());
        let mut params = Params(declared.iter().map(default).collect());
        for (name, value) in given {
            let given = || value.to_string();
            let Some(param) = declared.iter().find(|param| param.name == name) else {
                let names: Vec<_> = declared.iter().map(|param| param.name).collect();
                let allowed = match names[..] {
                    [] => format!("no parameter: {owner} has none"),
                    _ => format!("one of the parameters {}", names.join(", ")),
                };
                return Err((name.clone(), given(), allowed));
            };
            if !param.kind.allows(value) {
                return Err((name.clone(), given(), param.kind.allowed()));
            }
            params.0.insert(name.clone(), value.clone());
        }
        Ok(params)
    }

    /// The defaults with one parameter replaced. For tests and examples.
    ///
    /// # Panics
    ///
    /// Where the parameter doesn't exist or its kind doesn't allow `value`.
    pub fn with(mut self, meta: &Meta, name: &str, value: Value) -> Params {
        let param = meta.params.iter().find(|param| param.name == name).expect("a declared parameter");
        assert!(param.kind.allows(&value), "{name}: {value:?} is not {}", param.kind.allowed());
        self.0.insert(name.to_owned(), value);
        self
    }

    /// A whole number.
    pub fn integer(&self, name: &str) -> u32 {
        self.number(name) as u32
    }

    /// A real number.
    pub fn number(&self, name: &str) -> f64 {
        match self.0.get(name) {
            Some(Value::Number(number)) => *number,
            _ => panic!("parameter {name} is not a number"),
        }
    }

    /// A word.
    pub fn text(&self, name: &str) -> &str {
        match self.0.get(name) {
            Some(Value::Text(text)) => text,
            _ => panic!("parameter {name} is not a word"),
        }
    }

    /// Yes or no.
    pub fn flag(&self, name: &str) -> bool {
        match self.0.get(name) {
            Some(Value::Flag(flag)) => *flag,
            _ => panic!("parameter {name} is not a flag"),
        }
    }

    /// The values by name, as a spec carries them.
    pub fn values(&self) -> &BTreeMap<String, Value> {
        &self.0
    }
}
