// Fewer chunks than workers: some get none.

import { type Claim, perStrategy } from '../finding';
import { lostTo } from '../study';

/** Workers without a chunk. */
export interface FewChunks {
  kind: 'few-chunks';
  chunks: number;
  workers: number;
  items: number;
}

/** Claims the time of workers that never had a chunk, because there were fewer chunks than workers. */
export const fewChunks = perStrategy((study): Claim<FewChunks> | null => {
  const { account, shape, workers, spec } = study;
  if (shape.oneByOne || shape.chunks >= workers) return null;
  const idle = account?.lanes.flatMap((lane, worker) => (lane === null ? [worker] : [])) ?? [];
  return {
    cause: { kind: 'few-chunks', chunks: shape.chunks, workers, items: spec.items },
    tone: account === null ? 'note' : 'loss',
    lostMs: lostTo(study, 'spare'),
    ...(account !== null && { evidence: { fromMs: 0, toMs: account.endMs, workers: idle } }),
    // Smaller chunks where there are items for everyone; else nothing but more items helps.
    remedy:
      spec.items >= workers
        ? { field: 'chunksize', value: Math.max(1, Math.floor(spec.items / (4 * workers))) }
        : { field: 'cores', value: spec.items },
  };
});
