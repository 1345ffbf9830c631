//! Trials of shared numbers.

use super::{Body, WORKERS};
use crate::ipc::{Arena, Array, IpcError, RawArray, Value};

pub(super) fn value(arena: &mut Arena) -> Body {
    let value = Value::new(arena, 0_i64);
    Box::new(move |common, _| {
        for round in 1..=common.rounds {
            value.get_lock().with(|| value.set(value.get()? + 1))??;
            // It only grows, and one's own are in it.
            common.expect(value.get()? >= i64::from(round));
        }
        common.barrier.wait(None)?;
        common.expect(value.get()? == i64::from(WORKERS * common.rounds));
        Ok(())
    })
}

pub(super) fn array(arena: &mut Arena) -> Body {
    let array = Array::new(arena, &[0_i64; 8]);
    Box::new(move |common, who| {
        for round in 0..common.rounds {
            let (from, to) = ((round + who) as usize % 8, (round * 3 + 1) as usize % 8);
            array.get_lock().with(|| {
                array.set(from, array.get(from)? - 1)?;
                array.set(to, array.get(to)? + 1)
            })??;
            // What one takes another place gets: the sum stays.
            common.expect(array.to_vec()?.iter().sum::<i64>() == 0);
        }
        Ok(())
    })
}

/// Without a lock, in places of one's own: nobody's neighbours are touched, and all see what was written before they met.
pub(super) fn raw_array(arena: &mut Arena) -> Body {
    let array = RawArray::new(arena, &[0_i16; 8 * WORKERS as usize]);
    Box::new(move |common, who| {
        for round in 0..common.rounds {
            let written = |who: usize| (round as usize * WORKERS as usize + who) as i16;
            for place in (who as usize - 1..array.len()).step_by(WORKERS as usize) {
                array.set(place, written(who as usize))?;
            }
            common.barrier.wait(None)?;
            let mut all = (0..).zip(array.to_vec());
            common.expect(all.all(|(place, value): (usize, i16)| value == written(place % WORKERS as usize + 1)));
            let beyond = IpcError::OutOfRange { index: array.len() as i64, length: array.len() };
            common.expect(array.set(array.len(), 0) == Err(beyond));
            common.barrier.wait(None)?;
        }
        Ok(())
    })
}
