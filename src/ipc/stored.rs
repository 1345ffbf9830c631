//! What a manager stores: its objects and their methods, in Python's names; `x[k]`, `x[k] = v`, `del x[k]`, `k in x` and `len(x)`
//! are `get`, `set`, `del`, `contains` and `len`.

use std::collections::{BTreeMap, VecDeque};

use serde_json::Value as Json;

use super::IpcError;

#[derive(Debug)]
pub(super) enum Stored {
    List(Vec<Json>),
    Dict(BTreeMap<String, Json>),
    /// `Namespace` and `Value`: attributes by name.
    Namespace(BTreeMap<String, Json>),
    /// With its bound.
    Queue(VecDeque<Json>, usize),
    Lock(bool),
}

/// What a method returns; `None` while it has to wait; or what is wrong.
type Called = Result<Option<Json>, String>;

/// What returns nothing.
const DONE: Called = Ok(Some(Json::Null));

fn gives(result: impl Into<Json>) -> Called {
    Ok(Some(result.into()))
}

fn index(at: &Json, len: usize) -> Result<usize, String> {
    let asked = at.as_i64().ok_or_else(|| format!("{at} is no index"))?;
    let place = if asked < 0 { asked + len as i64 } else { asked };
    let place = usize::try_from(place).ok().filter(|&place| place < len);
    place.ok_or_else(|| format!("index {asked} is out of range: there are {len}"))
}

fn text(key: &Json) -> Result<String, String> {
    key.as_str().map(str::to_owned).ok_or_else(|| format!("{key} is no text"))
}

fn missing(key: &str) -> String {
    format!("there is no \"{key}\"")
}

fn no_such(args: &[Json]) -> Called {
    Err(format!("there is no such method for {} arguments", args.len()))
}

impl Stored {
    pub(super) fn kind(&self) -> &'static str {
        match self {
            Stored::List(_) => "list",
            Stored::Dict(_) => "dict",
            Stored::Namespace(_) => "Namespace",
            Stored::Queue(..) => "Queue",
            Stored::Lock(_) => "Lock",
        }
    }

    /// Calls a method.
    pub(super) fn call(&mut self, method: &str, args: &[Json]) -> Called {
        match self {
            Stored::List(list) => of_list(list, method, args),
            Stored::Dict(dict) => of_dict(dict, method, args),
            Stored::Namespace(names) => of_namespace(names, method, args),
            Stored::Queue(queue, most) => of_queue(queue, *most, method, args),
            Stored::Lock(held) => of_lock(held, method, args),
        }
    }

    /// What a method says that has waited in vain.
    pub(super) fn in_vain(&self, method: &str) -> Result<Json, IpcError> {
        match (self, method) {
            (Stored::Lock(_), _) => Ok(Json::Bool(false)),
            (_, "put") => Err(IpcError::Full),
            _ => Err(IpcError::Empty),
        }
    }
}

fn of_list(list: &mut Vec<Json>, method: &str, args: &[Json]) -> Called {
    match (method, args) {
        ("append", [value]) => list.push(value.clone()),
        ("extend", [Json::Array(values)]) => list.extend_from_slice(values),
        ("insert", [at, value]) => {
            // Beyond an end it goes to that end.
            let (at, len) = (at.as_i64().ok_or_else(|| format!("{at} is no index"))?, list.len() as i64);
            list.insert((if at < 0 { at + len } else { at }).clamp(0, len) as usize, value.clone());
        }
        ("set", [at, value]) => {
            let at = index(at, list.len())?;
            list[at] = value.clone();
        }
        ("del", [at]) => drop(list.remove(index(at, list.len())?)),
        ("remove", [value]) => {
            let at = list.iter().position(|held| held == value).ok_or_else(|| format!("{value} is not in it"))?;
            list.remove(at);
        }
        ("reverse", []) => list.reverse(),
        ("clear", []) => list.clear(),
        ("get", [at]) => return gives(list[index(at, list.len())?].clone()),
        ("pop", []) => return list.pop().map(Some).ok_or_else(|| "pop from empty list".to_owned()),
        ("pop", [at]) => return gives(list.remove(index(at, list.len())?)),
        ("index", [value]) => {
            let at = list.iter().position(|held| held == value).ok_or_else(|| format!("{value} is not in it"))?;
            return gives(at);
        }
        ("count", [value]) => return gives(list.iter().filter(|held| *held == value).count()),
        ("contains", [value]) => return gives(list.contains(value)),
        ("len", []) => return gives(list.len()),
        ("copy", []) => return gives(list.clone()),
        _ => return no_such(args),
    }
    DONE
}

fn of_dict(dict: &mut BTreeMap<String, Json>, method: &str, args: &[Json]) -> Called {
    match (method, args) {
        ("get", [key]) => gives(dict.get(&text(key)?).cloned().unwrap_or_default()),
        ("get", [key, otherwise]) => gives(dict.get(&text(key)?).unwrap_or(otherwise).clone()),
        ("setdefault", [key, initial]) => gives(dict.entry(text(key)?).or_insert_with(|| initial.clone()).clone()),
        ("update", [Json::Object(more)]) => {
            dict.extend(more.iter().map(|(key, value)| (key.clone(), value.clone())));
            DONE
        }
        ("pop", [key]) => {
            let key = text(key)?;
            dict.remove(&key).map(Some).ok_or_else(|| missing(&key))
        }
        ("pop", [key, otherwise]) => gives(dict.remove(&text(key)?).unwrap_or_else(|| otherwise.clone())),
        ("clear", []) => {
            dict.clear();
            DONE
        }
        ("keys", []) => gives(dict.keys().cloned().collect::<Vec<_>>()),
        ("values", []) => gives(dict.values().cloned().collect::<Vec<_>>()),
        ("items", []) => gives(
            dict.iter().map(|(key, value)| Json::from(vec![key.clone().into(), value.clone()])).collect::<Vec<_>>(),
        ),
        ("contains", [key]) => gives(dict.contains_key(&text(key)?)),
        ("len", []) => gives(dict.len()),
        // Attributes of a Namespace are set and deleted, and all of it is copied, as a dict's keys are.
        _ => of_keys(dict, method, args),
    }
}

fn of_namespace(names: &mut BTreeMap<String, Json>, method: &str, args: &[Json]) -> Called {
    match (method, args) {
        ("get", [key]) => {
            let key = text(key)?;
            names.get(&key).cloned().map(Some).ok_or_else(|| missing(&key))
        }
        _ => of_keys(names, method, args),
    }
}

fn of_keys(keys: &mut BTreeMap<String, Json>, method: &str, args: &[Json]) -> Called {
    match (method, args) {
        ("set", [key, value]) => {
            keys.insert(text(key)?, value.clone());
            DONE
        }
        ("del", [key]) => {
            let key = text(key)?;
            keys.remove(&key).map(|_| Some(Json::Null)).ok_or_else(|| missing(&key))
        }
        ("copy", []) => Ok(Some(Json::Object(keys.iter().map(|(key, value)| (key.clone(), value.clone())).collect()))),
        _ => no_such(args),
    }
}

fn of_queue(queue: &mut VecDeque<Json>, most: usize, method: &str, args: &[Json]) -> Called {
    match (method, args) {
        ("put", [_]) if queue.len() >= most => Ok(None),
        ("put", [value]) => {
            queue.push_back(value.clone());
            DONE
        }
        ("get", []) => Ok(queue.pop_front()),
        ("qsize", []) => gives(queue.len()),
        ("empty", []) => gives(queue.is_empty()),
        ("full", []) => gives(queue.len() >= most),
        _ => no_such(args),
    }
}

fn of_lock(held: &mut bool, method: &str, args: &[Json]) -> Called {
    match (method, args) {
        ("acquire", []) => Ok((!std::mem::replace(held, true)).then_some(Json::Bool(true))),
        ("release", []) if std::mem::replace(held, false) => DONE,
        ("release", []) => Err("release unlocked lock".to_owned()),
        _ => no_such(args),
    }
}
