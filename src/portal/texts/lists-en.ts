import type { listsNl } from './lists-nl.ts';

/** The same in English. */
export const listsEn: typeof listsNl = {
  lists: {
    search: 'Search',
    filter: 'Show',
    all: 'Everything',
    sort: 'Order',
    show: 'Show',
    csv: 'As CSV',
    pages: 'Pages',
    found: { one: '1 found', other: '{n} found' },
    page: 'Page {page} of {pages}',
    previous: 'Previous',
    next: 'Next',
    nothing: 'Nothing found. Try another word, or take the filter away.',
    everything: 'Show everything',
    groups: {
      filters: { sent: 'Sent to HR', many: 'From three people or more' },
      sorts: { most: 'Most asked', latest: 'Asked last', oldest: 'Open longest', text: 'Alphabetical' },
    },
    answers: {
      filters: {
        active: 'Valid',
        review: 'Source changed',
        withdrawn: 'Withdrawn',
        on_call: 'For on-call workers',
        unused: 'Never given yet',
      },
      sorts: { latest: 'Newest first', used: 'Given most', text: 'Alphabetical' },
    },
    words: { sorts: { text: 'Alphabetical', latest: 'Changed last' } },
    members: {
      filters: {
        employee: 'Employees',
        on_call: 'On-call workers',
        manager: 'Managers',
        hr: 'HR',
        provider: 'Payroll',
        left: 'Have left',
      },
      sorts: { text: 'By name', seen: 'Seen last', never: 'Not seen longest' },
    },
    questions: {
      filters: { waiting: 'With HR', answered: 'Answered', closed: 'Closed' },
      sorts: { latest: 'Newest first', oldest: 'Oldest first' },
    },
  },
};
