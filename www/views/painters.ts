// What paints a run in the cards. Loads with the first run: before it there is nothing to be painted.

export { Bars } from './bars';
export { Stage } from './stage';
