// Experiments for posts, as the element's attributes: for every test of it.

/** Small, and quick to run. */
export const QUICK = 'task="primes" p.span="500" items="20" cores="2" variant="imap" repeats="2"';
/** Busy until it is stopped, as far as a test is concerned. */
export const LONG = 'task="spin" p.ms="200" items="1000" cores="2" variant="imap" repeats="2"';
