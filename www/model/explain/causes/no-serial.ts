// Without serial there is nothing to compare with.

import { type Finding, type Rule, finding } from '../finding';

/** No strategy ran serially. */
export interface NoSerial {
  kind: 'no-serial';
}

/** Says that no speed-up is known. */
export const noSerial: Rule<NoSerial> = ({ serial, studies }): Finding<NoSerial>[] => {
  const [first] = studies;
  return serial !== null || first === undefined ? [] : [finding(first, { cause: { kind: 'no-serial' }, tone: 'doubt' })];
};
