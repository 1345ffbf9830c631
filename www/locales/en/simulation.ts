// English texts of what more cores would do.

export const simulation = {
  none: 'After a run: what more cores would do.',
};
