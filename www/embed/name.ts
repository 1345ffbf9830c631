// The element's name, for those who don't need its code.

export const NAME = 'pool-playground';
