//! Trials of pipes and queues.

use super::{Body, WORKERS};
use crate::ipc::{Arena, Connection, JoinableQueue, Queue, SimpleQueue, pipe};

pub(super) fn pipes(arena: &mut Arena) -> Body {
    let (here, there) = pipe(arena, true);
    let echo = |end: &Connection, rounds: u32| (0..rounds).try_for_each(|_| end.send_bytes(&end.recv_bytes()?));
    Box::new(move |common, who| match who {
        1 => (0..common.rounds).try_for_each(|round| {
            here.send(&(round, "there and back"))?;
            common.expect(here.recv::<(u32, String)>()? == (round, "there and back".to_owned()));
            Ok(())
        }),
        2 => echo(&there, common.rounds),
        _ => Ok(()),
    })
}

pub(super) fn queues(arena: &mut Arena) -> Body {
    let (queue, simple) = (Queue::<(u32, u32)>::new(arena, 4), SimpleQueue::<(u32, u32)>::new(arena));
    Box::new(move |common, who| {
        if who > 1 {
            return (0..common.rounds).try_for_each(|round| {
                queue.put(&(who, round), None)?;
                simple.put(&(who, round))
            });
        }
        // Each sender's come in its own order, none twice and none missing.
        let mut next = [[0; 2]; WORKERS as usize + 1];
        for _ in 0..2 * common.rounds {
            for (which, (from, round)) in [queue.get(None)?, simple.get()?].into_iter().enumerate() {
                let expected = &mut next[from as usize][which];
                common.expect(round == *expected);
                *expected += 1;
            }
        }
        common.expect(queue.empty() && simple.empty());
        Ok(())
    })
}

pub(super) fn joinable(arena: &mut Arena) -> Body {
    let queue = JoinableQueue::<u32>::new(arena, 8);
    Box::new(move |common, who| {
        if who == 1 {
            for round in 0..common.rounds {
                queue.put(&round, None)?;
                if round % 16 == 15 || round + 1 == common.rounds {
                    queue.join()?;
                    common.expect(common.counts[0].fetch_add(0) == u64::from(round) + 1);
                }
            }
            return (1..WORKERS).try_for_each(|_| queue.put(&u32::MAX, None));
        }
        while queue.get(None)? != u32::MAX {
            common.counts[0].fetch_add(1);
            queue.task_done()?;
        }
        Ok(())
    })
}
