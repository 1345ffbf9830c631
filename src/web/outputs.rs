//! Results on their way to the page: numbers as one typed array, everything else as a list.

use js_sys::{Array, Float64Array, Object, Reflect, Uint8Array, Uint16Array, Uint32Array};
use wasm_bindgen::prelude::*;

use crate::compare::Measured;
use crate::task::Output;

/// `{ measured, outputs, orders }`: the report without results, and each strategy's results and their items in
/// the order of delivery.
pub(super) fn report(mut measured: Measured) -> Result<JsValue, JsValue> {
    let outputs = Array::new();
    let orders = Array::new();
    for result in &mut measured.results {
        // Taken, so that one strategy's results are freed before the next one's are copied.
        let delivered = std::mem::take(&mut result.output);
        let order: Vec<u32> = delivered.iter().map(|(item, _)| *item).collect();
        orders.push(&Uint32Array::from(order.as_slice()));
        outputs.push(&values(&delivered));
    }
    let report = Object::new();
    Reflect::set(&report, &"measured".into(), &super::to_js(&measured)?)?;
    Reflect::set(&report, &"outputs".into(), &outputs)?;
    Reflect::set(&report, &"orders".into(), &orders)?;
    Reflect::set(&report, &"traces".into(), &Array::new())?;
    Ok(report.into())
}

fn values(delivered: &[(u32, Output)]) -> JsValue {
    let numbers: Option<Vec<f64>> = delivered.iter().map(|(_, output)| output.number()).collect();
    match numbers {
        Some(numbers) => Float64Array::from(numbers.as_slice()).into(),
        None => delivered.iter().map(|(_, output)| value(output)).collect::<Array>().into(),
    }
}

fn value(output: &Output) -> JsValue {
    match output {
        Output::Number(number) => JsValue::from_f64(*number),
        Output::Text(text) => JsValue::from_str(text),
        Output::Said(said) => JsValue::from_str(&said.line),
        Output::Bytes(bytes) => Uint8Array::from(&**bytes).into(),
        Output::Counts(counts) => Uint16Array::from(&**counts).into(),
    }
}
