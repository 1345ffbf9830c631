//! Results on their way to the page: numbers as one typed array, everything else as a list.

use js_sys::{Array, Float64Array, Object, Reflect, Uint8Array, Uint16Array, Uint32Array};
use wasm_bindgen::prelude::*;

use crate::compare::{Columns, Measured, Trace};
use crate::task::Output;

/// `{ measured, outputs, orders, traces }`: the report without results, each strategy's results and their items in
/// the order of delivery, what each run recorded.
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
    let traces = measured.traces.iter().map(trace).collect::<Result<Array, JsValue>>()?;
    object([
        ("measured", super::to_js(&measured)?),
        ("outputs", outputs.into()),
        ("orders", orders.into()),
        ("traces", traces.into()),
    ])
}

/// The page's `Trace`, columns as typed arrays.
fn trace(trace: &Trace) -> Result<JsValue, JsValue> {
    let order = trace.order.as_deref().map_or(JsValue::NULL, |order| Uint32Array::from(order).into());
    object([
        ("strategy", trace.strategy.into()),
        ("repeat", trace.repeat.into()),
        ("workers", trace.workers.into()),
        ("wallMs", trace.wall_ms.into()),
        ("spans", columns(&trace.spans)?),
        ("deliveries", deliveries(&trace.receipts)?),
        ("copiedBytes", JsValue::from_f64(trace.copied_bytes as f64)),
        ("copiedMs", trace.copied_ms.into()),
        ("order", order),
    ])
}

fn columns(spans: &Columns) -> Result<JsValue, JsValue> {
    object([
        ("worker", Uint16Array::from(&*spans.worker).into()),
        ("kind", Uint8Array::from(&*spans.kind).into()),
        ("first", Uint32Array::from(&*spans.first).into()),
        ("count", Uint32Array::from(&*spans.count).into()),
        ("startMs", Float64Array::from(&*spans.start_ms).into()),
        ("endMs", Float64Array::from(&*spans.end_ms).into()),
    ])
}

/// Waits and what was taken after them.
fn deliveries(receipts: &Columns) -> Result<JsValue, JsValue> {
    object([
        ("first", Uint32Array::from(&*receipts.first).into()),
        ("count", Uint32Array::from(&*receipts.count).into()),
        ("waitedFromMs", Float64Array::from(&*receipts.start_ms).into()),
        ("atMs", Float64Array::from(&*receipts.end_ms).into()),
    ])
}

fn object<const N: usize>(fields: [(&str, JsValue); N]) -> Result<JsValue, JsValue> {
    let object = Object::new();
    for (name, value) in fields {
        Reflect::set(&object, &name.into(), &value)?;
    }
    Ok(object.into())
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
