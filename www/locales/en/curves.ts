// English texts of the panel `curves`.

export const curves = {
  none: 'After a run.',
};
