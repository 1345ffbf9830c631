// English texts of the panel `code`.

export const code = {
  none: 'After a run.',
};
