/**
 * A piece of the text: a number, a year (three digits or more) or a month with what separates it from the next piece,
 * or a word that stands by itself. `skip` is a piece without a meaning of its own.
 */
export type Piece =
  | `${'n' | 'm' | 'y'}${'' | '-' | '$'}`
  | 'n:'
  | 'n am'
  | 'n T'
  | 'weekday'
  | 'zone'
  | 'era'
  | 'skip'
  | 'end';

/** What has been read since the last complete date or time: numbers, years and months, and what follows them. */
export type State =
  | 'start'
  | 'n'
  | 'nn'
  | 'n-'
  | 'n-n'
  | 'n-n-'
  | 'm'
  | 'mn'
  | 'nm'
  | 'm-n'
  | 'y'
  | 'yn'
  | 'yn-'
  | 'ym'
  | 'ym-'
  | 'n:'
  | 'n:n:';

/** A complete date or time, by the order of what makes it up. */
export type Complete =
  | `date ${'nn' | 'nnn' | 'mn' | 'nm' | 'mnn' | 'yn' | 'ym' | 'ynn' | 'nny' | 'ymn'}`
  | `time ${'n' | 'nn' | 'nnn'}`;

type Transitions = Readonly<Partial<Record<Piece, State | Complete>>>;

function each(pieces: readonly Piece[], next: State | Complete): Transitions {
  return Object.fromEntries(pieces.map((piece) => [piece, next]));
}

const thirdNumber = ['n', 'n$', 'n am'] as const;
const lastYear = ['y', 'y$'] as const;
const lastMonth = ['m', 'm$'] as const;

/** Where pieces lead. No entry means that the text is refused. */
export const transitions: Readonly<Record<State, Transitions>> = {
  start: {
    ...{ end: 'start', 'n am': 'time n', n: 'n', 'n-': 'n-', 'n:': 'n:', m: 'm', 'm-': 'm', y: 'y', 'y-': 'y' },
    ...each(['weekday', 'zone', 'era'], 'start'),
  },
  n: {
    ...{ n$: 'date nn', 'n am': 'time nn', n: 'nn', 'n-': 'n-n-', m$: 'date nm', m: 'nm', 'm-': 'm-n' },
    ...{ y: 'yn', 'y-': 'yn-', y$: 'date yn' },
    ...each(['weekday', 'zone', 'era'], 'n'),
  },
  nn: {
    ...{ end: 'date nn', n$: 'date nnn', 'n am': 'time nnn', n: 'date nnn', 'n:': 'n:' },
    ...each(lastMonth, 'date mnn'),
    ...each(lastYear, 'date nny'),
    ...each(['weekday', 'zone', 'era'], 'nn'),
  },
  'n-': {
    ...{ n$: 'date nn', n: 'n-n', 'n-': 'n-n-', m$: 'date nm', m: 'mn', 'm-': 'm-n' },
    ...{ y: 'yn', 'y-': 'yn-', y$: 'date yn' },
    ...each(['weekday', 'era'], 'n-'),
  },
  'n-n': {
    ...{ end: 'date nn', n$: 'date nnn', 'n am': 'time n', n: 'date nnn', 'n:': 'n:' },
    ...each(lastMonth, 'date mnn'),
    ...each(lastYear, 'date nny'),
    ...each(['weekday', 'era'], 'n-n'),
  },
  'n-n-': {
    ...each(thirdNumber, 'date nnn'),
    ...each(lastMonth, 'date mnn'),
    ...each(lastYear, 'date nny'),
    ...each(['weekday', 'era'], 'n-n-'),
  },
  m: { n$: 'date mn', n: 'mn', 'n-': 'm-n', y: 'ym', 'y-': 'ym-', y$: 'date ym', ...each(['weekday', 'era'], 'm') },
  mn: {
    ...{ end: 'date mn', 'n:': 'n:' },
    ...each(thirdNumber, 'date mnn'),
    ...each(lastYear, 'date ymn'),
    ...each(['weekday', 'era'], 'mn'),
  },
  nm: {
    ...{ end: 'date nm', 'n:': 'n:' },
    ...each(thirdNumber, 'date mnn'),
    ...each(lastYear, 'date ymn'),
    ...each(['weekday', 'era'], 'nm'),
  },
  'm-n': {
    ...each(['n', 'n$'], 'date mnn'),
    ...each(lastYear, 'date ymn'),
    ...each(['weekday', 'era'], 'm-n'),
  },
  y: { n$: 'date yn', n: 'yn', 'n-': 'yn-', m$: 'date ym', m: 'ym', 'm-': 'ym-', ...each(['weekday', 'era'], 'y') },
  yn: {
    end: 'date yn',
    ...each(thirdNumber, 'date ynn'),
    ...each(lastMonth, 'date ymn'),
    ...each(['weekday', 'era'], 'yn'),
  },
  'yn-': {
    ...each(thirdNumber, 'date ynn'),
    ...each(lastMonth, 'date ymn'),
    ...each(['weekday', 'era'], 'yn'),
  },
  ym: { end: 'date ym', ...each(thirdNumber, 'date ymn'), ...each(['weekday', 'era'], 'ym') },
  'ym-': { ...each(thirdNumber, 'date ymn'), ...each(['weekday', 'era'], 'ym') },
  'n:': { 'n:': 'n:n:', m$: 'date nm', m: 'nm', ...each(thirdNumber, 'time nn'), ...each(['zone', 'era'], 'n:') },
  'n:n:': { ...each(thirdNumber, 'time nnn'), ...each(['weekday', 'zone', 'era'], 'n:n:') },
};

export function isComplete(state: State | Complete): state is Complete {
  return state.startsWith('date ') || state.startsWith('time ');
}
