// English texts of the panel `keep`.

export const keep = {
  none: 'After a run.',
};
