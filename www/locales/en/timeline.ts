// English texts of the panel `timeline`.

export const timeline = {
  none: 'After a run.',
};
