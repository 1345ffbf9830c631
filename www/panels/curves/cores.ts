// How many cores there are, as far as that can be known: some browsers round what they report.

import { roundsCores, sureCores } from '../../model/machine';
import { useApp } from '../../views/app';

/** The machine's cores. */
export interface Cores {
  /** As the browser says. */
  reported: number;
  /** So many there are for certain: up to here a worker has a core of its own. */
  sure: number;
  isRounded: boolean;
}

/** Of this machine. */
export function useCores(): Cores {
  const { machineCores: reported } = useApp();
  const { userAgent } = navigator;
  return { reported, sure: sureCores({ userAgent, hardwareConcurrency: reported }), isRounded: roundsCores(userAgent) };
}
