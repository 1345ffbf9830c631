// English texts of the panel `happened`.

export const happened = {
  none: 'After a run.',
};
