// Chinese texts of the element `pool-playground` itself.

import type { element as english } from '../en/element';

export const element: typeof english = {
  title: 'Pool Playground：并行计算实验',
  instead: '在单独的标签页中打开这个实验',
};
