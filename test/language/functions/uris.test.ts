import { describe, expect, it } from 'vitest';
import { uriFunctions } from '../../../src/expr/functions/uris.ts';
import { type Argument, callFunction, plain, refused } from '../../support/call-function.ts';

function call(name: string, ...args: readonly Argument[]): unknown {
  return plain(callFunction(uriFunctions, name, ...args));
}

describe('uri', () => {
  it.each([
    ['http://a.b', 'c', 'http://a.b/c'],
    ['http://a.b/x', 'c', 'http://a.b/c'],
    ['http://a.b/x/', 'c', 'http://a.b/x/c'],
    ['http://a.b/x/y/', '../../c', 'http://a.b/c'],
    ['http://a.b/c/d', '../../../x', 'http://a.b/x'],
    ['http://a.b/c/d', 'x/./y/../z', 'http://a.b/c/x/z'],
    ['http://a.b/c//d', '../x', 'http://a.b/c/x'],
    ['http://a.b/c/d', '..', 'http://a.b/'],
    ['http://a.b/x/y?q=1#f', 'c', 'http://a.b/x/c'],
    ['http://a.b/c/d?y#g', '', 'http://a.b/c/d?y#g'],
    ['http://a.b/c/d?y', '?x=1', 'http://a.b/c/d?x=1'],
    ['http://a.b/c/d?y', '#f', 'http://a.b/c/d?y#f'],
    ['http://a.b/c/d', 'x?y/../z#w', 'http://a.b/c/x?y/../z#w'],
    ['http://a.b/c/d', '/x', 'http://a.b/x'],
    ['http://a.b/c/d', '//x/y', 'http://x/y'],
    ['http://a.b/c/d', '\\x\\y', 'http://a.b/x/y'],
    ['http://a.b/c/d', '\\\\x\\y', 'file://x/y'],
    ['http://a.b/c/d', 'C:\\y', 'file:///C:/y'],
    ['http://a.b/c/d', ' x ', 'http://a.b/c/x'],
    ['http://a.b/c/d', 'http:x', 'http://a.b/c/x'],
    ['http://a.b/c/d', 'http:', 'http://a.b/c/d'],
    ['http://a.b/c/d', 'xx:y/z', 'xx:y/z'],
    ['http://a.b/c/d', 'https://c.d:443/e', 'https://c.d/e'],
    [' HTTP://u:p@A.B:81/c ', 'y', 'http://u:p@a.b:81/y'],
    ['http://[FE80::1%25eth0]:81/c', '/x', 'http://[fe80::1]:81/x'],
    ['http://loopback/', 'x', 'http://localhost/x'],
    ['http://1.2/', 'x', 'http://1.0.0.2/x'],
    ['https://a.b:0443/x', 'y', 'https://a.b/y'],
    ['http://a.b/', 'a b?c d#e f', 'http://a.b/a%20b?c%20d#e%20f'],
    ['http://a.b/', "a'b(c)[d]{e}|f^g`h", "http://a.b/a'b(c)[d]%7Be%7D%7Cf%5Eg%60h"],
    ['http://a.b/', '%41%7b%2f%c3%a9%ff%', 'http://a.b/A%7B%2f%C3%A9%ff%25'],
    ['http://a.b/', '%7b%2f', 'http://a.b/%7b%2f'],
    ['http://a.b/c%20d/e', 'x', 'http://a.b/c%20d/x'],
    ['http://a.b/c%2Fd/e', '../x', 'http://a.b/x'],
    ['http://é.com/ü', '😀\ud83d', 'http://é.com/%F0%9F%98%80%EF%BF%BD'],
    ['mailto:a@b', 'x', 'mailto:a@bx'],
    ['urn:a:b', 'x', 'urn:x'],
    ['foo:/a/b', '../x', 'foo:/x'],
    ['ftp://h/a/b', '../x?y#z', 'ftp://h/x%3Fy#z'],
    ['file:///c/d', 'x', 'file:///c/x'],
    ['file:///c/d', '/x', 'file:///x'],
    ['file:///C:/d/e', '../../x', 'file:///C:/x'],
    ['file:///C:/d/e', '/x', 'file:///C:/x'],
    ['file://h/d/e', '/x', 'file://h/d/x'],
  ])('of %j and %j is %j', (base, reference, expected) => {
    expect(call('uri', base, reference)).toBe(expected);
  });

  it.each([
    ...['', 'a', '/a/b', 'C:\\a', '\\\\h\\s', 'http:a', 'http:/a', 'http:\\\\a.b\\c', 'http://a..b/', 'http://a b/'],
    ...['http://a.b/x y', 'http://a.b/c%zz', 'http://a.b/"', 'http://a.b/[x]', 'http://a.b/x\\y', 'http://a.b/😀'],
    ...['file:////h/x', 'file://C:/x', 'http://a.b/#a#b', 'http://é.com/%20'],
  ])('refuses %j as the base', (base) => {
    expect(call('uri', base, 'x')).toEqual(refused);
  });

  it.each(['//', 'http:///x', 'https:x', 'x:y', 'http://a.b:65536/', 'http://[::1', 1, null])(
    'refuses to resolve %j',
    (reference) => {
      expect(call('uri', 'http://a.b/', reference)).toEqual(refused);
    },
  );
});

describe('uriComponent', () => {
  it.each([
    ['a b', 'a%20b'],
    ["!*'();:@&=+$,/?#[]%", '%21%2A%27%28%29%3B%3A%40%26%3D%2B%24%2C%2F%3F%23%5B%5D%25'],
    ['azAZ09-_.~', 'azAZ09-_.~'],
    ['\0\x7fé😀', '%00%7F%C3%A9%F0%9F%98%80'],
    ['\ude00\ud83d', '%EF%BF%BD%EF%BF%BD'],
  ])('of %j is %j', (text, expected) => {
    expect(call('uriComponent', text)).toBe(expected);
  });

  it('refuses other kinds of values', () => {
    expect(call('uriComponent', 1)).toEqual(refused);
  });
});

describe('uriComponentToString', () => {
  it.each([
    ['a+b%2B', 'a b+'],
    ['%C3%A9%c3', 'é\ufffd'],
    ['%E2%82%E2%82%AC', '\ufffd€'],
    ['%', '%'],
    ['%%41', '%A'],
    ['%zz%4', '%zz%4'],
    ['%2520', '%20'],
    ['%u0041%U0041%u00', 'A%U0041%u00'],
    ['%uD83D%uDE00%uD83D', '😀\ufffd'],
    ['%EF%BB%BFa', '\ufeffa'],
    ['%00', '\0'],
  ])('of %j is %j', (text, expected) => {
    expect(call('uriComponentToString', text)).toBe(expected);
  });
});

describe('parseUri', () => {
  it('leaves out the root path, an absent query and the fragment', () => {
    expect(call('parseUri', 'https://a.b/#f')).toEqual({ scheme: 'https', host: 'a.b', port: null });
    expect(call('parseUri', 'https://user:pw@A.B:8080/c/d?e=1&f=2#g')).toEqual({
      scheme: 'https',
      host: 'a.b',
      port: 8080,
      path: '/c/d',
      query: '?e=1&f=2',
    });
    expect(call('parseUri', 'https://a.b?')).toEqual({ scheme: 'https', host: 'a.b', port: null, query: '?' });
  });

  it.each([
    ['http://a:80/', 'a', null],
    ['http://a:0/', 'a', 0],
    ['http://a:/', 'a', null],
    ['foo://a:80/', 'a', 80],
    ['net.tcp://a:808/', 'a', null],
    ['http://ÄÖ.com/', 'ÄÖ.com', null],
    ['http://ÄÖ.COM/', 'äö.com', null],
    ['http://xn--e-ufa.com/', 'xn--e-ufa.com', null],
    ['http://日本語。jp/', '日本語。jp', null],
    ['http://a_b.c./', 'a_b.c.', null],
    ['http://-a.-b/', '-a.-b', null],
    ['http://192.168.010.1/', '192.168.8.1', null],
    ['http://0x7f.1/', '127.0.0.1', null],
    ['http://256.1.1.1/', '256.1.1.1', null],
    ['foo://010.1.1.1/', '010.1.1.1', null],
    ['http://[1:2:3:4:5:6:7:8/64]/', '[1:2:3:4:5:6:7:8]', null],
    ['http://[::ffff:1.2.3.4]/', '[::ffff:1.2.3.4]', null],
    ['http://@a/', 'a', null],
    ['foo://../', '..', null],
    ['ldap://', '', null],
    ['file:///', '', null],
    ['http://LOOPBACK/', 'localhost', null],
  ])('%j has the host %j and the port %j', (text, host, port) => {
    const [scheme] = text.split(':');
    expect(call('parseUri', text)).toEqual({ scheme, host, port });
  });

  it.each([
    ['http://a/./b/../c/..', undefined],
    ['http://a/b/.', '/b/'],
    ['http://a/%2e%2E/b', '/b'],
    ['http://a/b/..../c', '/b/..../c'],
    ['http://a//b///../c', '//b//c'],
    ['http://a/b\\c', '/b/c'],
    ['http://[::1]x/', '/x/'],
    ['foo:/a/../b', '/a/../b'],
    ['gopher://a/b\\c/../d', '/b%5Cc/../d'],
    ['news:x?y#z', 'x%3Fy'],
    ['urn:x:y', 'x:y'],
    ['hh:', ''],
    ['mailto:a b@c', ''],
    ['C:/a?b#c%20', 'C:/a%3Fb%23c%2520'],
    ['file:///C|/x', 'C:/x'],
    ['/a\\b?c', '/a%5Cb%3Fc'],
    ['\\\\h\\a b', '/a%20b'],
    ['http://a.b/%c3%a9%c3%ee%80%80', '/%C3%A9%c3%ee%80%80'],
    ['http://a.b/%41 ', '/A%20'],
    ['http://a.b/x ', '/x'],
  ])('%j has the path %j', (text, path) => {
    expect((call('parseUri', text) as { readonly path?: string }).path).toBe(path);
  });

  it.each([
    ...['', ' ', 'relative', 'a:', ':a', '://a', '1http://a', 'C:x', 'file:x', 'file:///C:', 'http:', 'http:/a/b'],
    ...['http://', 'http:///a', 'http://?a', 'http://user@/x', 'http://u@a@b/', 'http://a b/', 'http://a%20b/'],
    ...['http://a..c/', 'http://.a/', 'http://a!b/', 'http://a\\b', 'http://a:80a/', 'http://a:65536/', 'foo://.a/'],
    ...['http://[::1/', 'http://[1::2::3]/', 'http://[v1.a]/', 'file://host:80/x', 'net.pipe://a:80/', '\\\\', 1],
  ])('refuses %j', (text) => {
    expect(call('parseUri', text)).toEqual(refused);
  });
});
