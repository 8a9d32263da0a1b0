import { describe, expect, it } from 'vitest';
import { dateFunctions } from '../../../src/expr/functions/dates.ts';
import { floatValue } from '../../../src/expr/make-value.ts';
import { type Argument, callFunction, plain, refused } from '../../support/call-function.ts';

function call(name: string, ...args: readonly Argument[]): unknown {
  return plain(callFunction(dateFunctions, name, ...args));
}

const notKnown = { kind: 'unknown' };

describe('reading dates', () => {
  it.each([
    ['2020-01-02T03:04:05Z', '2020-01-02T03:04:05.0000000+00:00'],
    ['2020-01-02T03:04:05.678+02:00', '2020-01-02T03:04:05.6780000+02:00'],
    ['2020-01-02T03:04:05,5', '2020-01-02T03:04:05.5000000+00:00'],
    ['2020-01-02T03:04', '2020-01-02T03:04:00.0000000+00:00'],
    ['2020-01-02T 03 : 04', '2020-01-02T03:04:00.0000000+00:00'],
    ['2020-01-02t03:04:05z', '2020-01-02T03:04:05.0000000+00:00'],
    ['2020-01-02T03:04:05.12345678', '2020-01-02T03:04:05.1234568+00:00'],
    ['20200102T030405Z', '2020-01-02T03:04:05.0000000+00:00'],
    ['20200102T030405gmt', '2020-01-02T03:04:05.0000000+00:00'],
    ['2020-01', '2020-01-01T00:00:00.0000000+00:00'],
    ['2020-1-2', '2020-01-02T00:00:00.0000000+00:00'],
    ['2020/01-02', '2020-01-02T00:00:00.0000000+00:00'],
    ['2020.01.02', '2020-01-02T00:00:00.0000000+00:00'],
    ['2020-01-02+02:00', '2020-01-02T00:00:00.0000000+02:00'],
    ['2020-01-02 -0230', '2020-01-02T00:00:00.0000000-02:30'],
    [' 2020-01-02 10:20:30 PM Z ', '2020-01-02T22:20:30.0000000+00:00'],
    ['2020-01-02 12:20 am', '2020-01-02T00:20:00.0000000+00:00'],
    ['2020-01-02 10pm', '2020-01-02T22:00:00.0000000+00:00'],
    ['pm 2020-1-2', '2020-01-02T12:00:00.0000000+00:00'],
    ['01/02/2020', '2020-01-02T00:00:00.0000000+00:00'],
    ['1/2/49', '2049-01-02T00:00:00.0000000+00:00'],
    ['1/2/50', '1950-01-02T00:00:00.0000000+00:00'],
    ['Jan 2 2020', '2020-01-02T00:00:00.0000000+00:00'],
    ['2-Jan-20', '2020-01-02T00:00:00.0000000+00:00'],
    ['JANUARY 2020', '2020-01-01T00:00:00.0000000+00:00'],
    ['2 Jan', '2002-01-01T00:00:00.0000000+00:00'],
    ['Thursday, 02 January 2020 10:20:30', '2020-01-02T10:20:30.0000000+00:00'],
    ['Thu, 02 Jan 2020 10:20:30 GMT', '2020-01-02T10:20:30.0000000+00:00'],
    ['12:30 Jan 2 2020', '2020-01-02T12:30:00.0000000+00:00'],
    ['10:20:30.5 2020-01-02', '2020-01-02T10:20:30.5000000+00:00'],
    ['A.D. 2020-01-02', '2020-01-02T00:00:00.0000000+00:00'],
    ['#2020-01-02#', '2020-01-02T00:00:00.0000000+00:00'],
    ['2020-01-02T03:04#', undefined],
    ['2020-01-02\0\0', '2020-01-02T00:00:00.0000000+00:00'],
    ['0001-01-01', '0001-01-01T00:00:00.0000000+00:00'],
  ])('%j is %j', (text, expected) => {
    expect(call('dateTimeAdd', text, 'PT0S', 'o')).toEqual(expected ?? refused);
  });

  it.each([
    ...['', ' ', 'abc', '2020', '20200102', '2020-13-01', '2021-02-29', '13/01/2020', '2020-001', '2020-W01-1'],
    ...['2020-01-02T24:00', '2020-01-02T10', '2020-01-02T10:60', '2020-01-02T10:20:30.', '2020-01-02T10:20:30+14:01'],
    ...['Fri 2 Jan 2020', 'Thu Thu 2020-01-02', '2020-01-02 Z +02:00', '2020-01-02 13:20 AM', '2020-01-02 24:00'],
    ...['(2020-01-02)', '#2020-01-02', '2020-01-02 x', '2020-01-02T10:20:30Zx', '123456789-01-02', '20-01-02'],
    ...['0001-01-01T00:00:00+01:00', '9999-12-31T23:59:59-01:00', 'Jan 2 -02:00', '10:20 -15:00', '20200102T030405'],
  ])('refuses %j', (text) => {
    expect(call('dateTimeToEpoch', text)).toEqual(refused);
  });

  it.each(['10:20', 'Jan 2', '1/2 5 PM', 'Jan 2 10:00', '10:20 -02:00', '2020年1月2日'])('cannot know %j', (text) => {
    expect(call('dateTimeToEpoch', text)).toEqual(notKnown);
    expect(call('dateTimeAdd', text, 'P1D')).toEqual(notKnown);
    expect(call('dateTimeAdd', text, 'P1')).toEqual(refused);
    expect(call('dateTimeAdd', text, 'P1D', 'x')).toEqual(refused);
  });
});

describe('durations', () => {
  it.each([
    ['P1D', '2020-01-02T00:00:00'],
    ['P1M', '2020-01-31T00:00:00'],
    ['P12M', '2020-12-31T00:00:00'],
    ['P13M', '2021-01-30T00:00:00'],
    ['P1Y', '2020-12-31T00:00:00'],
    ['-P1Y', '2019-01-01T00:00:00'],
    ['P1Y2M3DT4H5M6S', '2021-03-04T04:05:06'],
    ['PT36H', '2020-01-02T12:00:00'],
    ['PT90M', '2020-01-01T01:30:00'],
    ['-PT1H30M', '2019-12-31T22:30:00'],
    ['P0D', '2020-01-01T00:00:00'],
    ['P00001D', '2020-01-02T00:00:00'],
    ['\u00a0P1D\n', '2020-01-02T00:00:00'],
    ['PT1.5S', '2020-01-01T00:00:01.5'],
    ['PT1.S', '2020-01-01T00:00:01'],
    ['PT.5S', '2020-01-01T00:00:00.5'],
    ['PT1H.5S', '2020-01-01T01:00:00.5'],
    ['PT1.12345678S', '2020-01-01T00:00:01.1234567'],
    ['PT2147483647S', '2088-01-19T03:14:07'],
  ])('%j leads to %j', (duration, expected) => {
    expect(call('dateTimeAdd', '2020-01-01', duration, 'yyyy-MM-ddTHH:mm:ss.FFFFFFF')).toBe(expected);
  });

  it.each([
    ...['', 'P', 'PT', 'P1DT', 'p1d', '+P1D', '--P1D', '- P1D', 'P-1D', 'P1W', 'P1.5D', 'PT1.5H', 'PT0,5S', 'PTS'],
    ...['P1D1M', 'PT1S1M', 'P1H', 'PT1D', 'P12', '1.00:00:00', 'PT1.5.5S', 'P2147483648D', 'PT2147483648S'],
    ...['P10000Y', 'P1Y2147483647D'],
  ])('refuses %j', (duration) => {
    expect(call('dateTimeAdd', '2020-01-01', duration)).toEqual(refused);
  });

  it('refuses what leaves the calendar', () => {
    expect(call('dateTimeAdd', '9999-12-31', 'PT24H')).toEqual(refused);
    expect(call('dateTimeAdd', '0001-01-01', '-PT1S')).toEqual(refused);
    expect(call('dateTimeAdd', '0001-01-01T02:00:00+02:00', '-PT1H')).toEqual(refused);
  });
});

describe('date formats', () => {
  it.each([
    ['d', '01/02/2020'],
    ['D', 'Thursday, 02 January 2020'],
    ['f', 'Thursday, 02 January 2020 13:04'],
    ['F', 'Thursday, 02 January 2020 13:04:05'],
    ['g', '01/02/2020 13:04'],
    ['G', '01/02/2020 13:04:05'],
    ['m', 'January 02'],
    ['M', 'January 02'],
    ['o', '2020-01-02T13:04:05.6700000-02:30'],
    ['r', 'Thu, 02 Jan 2020 15:34:05 GMT'],
    ['R', 'Thu, 02 Jan 2020 15:34:05 GMT'],
    ['s', '2020-01-02T13:04:05'],
    ['t', '13:04'],
    ['T', '13:04:05'],
    ['u', '2020-01-02 15:34:05Z'],
    ['y', '2020 January'],
    ['Y', '2020 January'],
    ['', '01/02/2020 13:04:05 -02:30'],
    ['%d', '2'],
    ['d dd ddd dddd ddddd', '2 02 Thu Thursday Thursday'],
    ['M MM MMM MMMM', '1 01 Jan January'],
    ['y yy yyy yyyy yyyyyy', '20 20 2020 2020 002020'],
    ['h hh hhh H HH HHH', '1 01 01 13 13 13'],
    ['m mm s ss', '4 04 5 05'],
    ['f ff fff fffffff', '6 67 670 6700000'],
    ['F FF FFF FFFFFFF', '6 67 67 67'],
    ['t tt ttt', 'P PM PM'],
    ['z zz zzz zzzz K', '-2 -02 -02:30 -02:30 -02:30'],
    ['g gg', 'A.D. A.D.'],
    ['\'d\' "d" \\d :/', 'd d d :/'],
    ['"a\\"b"yy', 'a"b20'],
    ['yyyy%d', '20202'],
    ['yyyyMMddTHHmmssZ', '20200102T130405Z'],
    ['  ', '  '],
  ])('%j gives %j', (format, expected) => {
    expect(call('dateTimeAdd', '2020-01-02T13:04:05.67-02:30', 'PT0S', format)).toBe(expected);
  });

  it.each(['U', 'x', 'K', 'z', 'Z', ' ', '%', '%%', "'", "'abc", 'yyyy\\', 'yyyy%', "%'", 'ffffffff', 'FFFFFFFF'])(
    'refuses %j',
    (format) => {
      expect(call('dateTimeAdd', '2020-01-02', 'PT0S', format)).toEqual(refused);
    },
  );

  it('takes the point along when a fraction is left out', () => {
    expect(call('dateTimeAdd', '2020-01-02', 'PT0S', 'ss.FFF|s.F|.F')).toBe('00|0|');
  });

  it('prints the clock of the offset, but a Z', () => {
    expect(call('dateTimeAdd', '2020-01-01T10:20:30+02:00', 'P1D')).toBe('2020-01-02T10:20:30Z');
  });
});

describe('epochs', () => {
  it.each([
    [0, '1970-01-01T00:00:00Z'],
    [-1, '1969-12-31T23:59:59Z'],
    [253402300799, '9999-12-31T23:59:59Z'],
    [-62135596800, '0001-01-01T00:00:00Z'],
    [' +007 ', '1970-01-01T00:00:07Z'],
  ])('%j is %j', (seconds, expected) => {
    expect(call('dateTimeFromEpoch', seconds)).toBe(expected);
  });

  it.each([...[253402300800, -62135596801, null, true, '', 'abc', '1.0', '1e3', '1,000', '--1', '1'.repeat(30)]])(
    'refuses %j',
    (seconds) => {
      expect(call('dateTimeFromEpoch', seconds)).toEqual(refused);
    },
  );

  it('takes decimal numbers that are whole, and no number that is too large', () => {
    expect(call('dateTimeFromEpoch', floatValue(1e10))).toBe('2286-11-20T17:46:40Z');
    for (const seconds of [0.5, 1e30, Number.NaN]) {
      expect(call('dateTimeFromEpoch', floatValue(seconds))).toEqual(refused);
    }
    expect(call('dateTimeFromEpoch', 9223372036854775807n)).toEqual(refused);
    expect(call('dateTimeFromEpoch', 12345678901234567890n)).toEqual(refused);
  });

  it.each([
    ['1970-01-01T00:00:00Z', 0],
    ['1969-12-31T23:59:59.5Z', -1],
    ['1970-01-01T00:00:00.9Z', 0],
    ['2020-01-01T00:00:00-05:30', 1577856600],
    ['20200101T102030Z', 1577874030],
    ['0001-01-01T00:00:00Z', -62135596800],
  ])('%j are %j seconds', (text, expected) => {
    expect(call('dateTimeToEpoch', text)).toBe(expected);
  });

  it('refuses other kinds of values', () => {
    expect(call('dateTimeToEpoch', 1)).toEqual(refused);
    expect(call('dateTimeAdd', null, 'P1D')).toEqual(refused);
    expect(call('dateTimeAdd', '2020-01-01', 'P1D', null)).toEqual(refused);
    expect(call('dateTimeAdd', '2020-01-01')).toEqual(refused);
  });
});
