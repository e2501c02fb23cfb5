/** Filtering what the map and its list show. */
export const filterEn = {
  open: 'Filter the map',
  active: (count: number) => (count === 1 ? '1 choice' : `${count} choices`),
  title: 'Show on the map',
  close: 'Close the filter',
  clear: 'Show everything',
  types: 'Type',
  statuses: 'Status',
  departments: 'Department',
  wholeHouse: 'Whole house',
  shown: (shown: number, all: number) => `${shown} of ${all} shown`,
  hidden: (count: number) =>
    count === 1 ? 'The filter hides 1 item on this floor.' : `The filter hides ${count} items on this floor.`,
  nothing: 'Nothing on this floor passes the filter.',
};
