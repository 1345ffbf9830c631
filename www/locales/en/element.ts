// English texts of the element `pool-playground` itself, which is all that an author's page loads before its frame.

export const element = {
  title: 'Pool Playground',
  instead: 'Open the experiment in a tab of its own',
};
