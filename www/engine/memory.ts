// How much memory an instance may grow to.

/** In MB. Phones refuse to reserve more. */
export const memoryMb = (): number => (matchMedia('(pointer: coarse)').matches ? 256 : 1024);
