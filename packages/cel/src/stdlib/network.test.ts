import { describe, expect, it } from 'vitest';
import { createEnvironment } from '../environment.ts';

const environment = createEnvironment({ variables: { s: 'string' }, extensions: ['network'] });
const evaluate = (source: string, s = '') => environment.compile(source).evaluate({ s });

describe('IP addresses (cases of cel-spec network_ext)', () => {
  it.each([
    ["ip('192.168.0.1').family()", 4n],
    ["ip('2001:db8::68').family()", 6n],
    ["ip('0.0.0.0').isUnspecified() && ip('::').isUnspecified() && !ip('127.0.0.1').isUnspecified()", true],
    ["ip('127.255.0.1').isLoopback() && ip('::1').isLoopback() && !ip('::2').isLoopback()", true],
    ["ip('1.2.3.4').isLoopback() || ip('128.0.0.1').isLoopback()", false],
    ["ip('192.168.0.1').isGlobalUnicast() && ip('2001:db8::abcd').isGlobalUnicast()", true],
    ["ip('255.255.255.255').isGlobalUnicast() || ip('ff00::1').isGlobalUnicast()", false],
    ["ip('127.0.0.1').isGlobalUnicast() || ip('::').isGlobalUnicast() || ip('224.0.0.1').isGlobalUnicast()", false],
    ["ip('169.254.1.1').isGlobalUnicast() || ip('fe80::1').isGlobalUnicast()", false],
    ["ip('::ffff').isGlobalUnicast()", true],
    ["ip('224.0.0.1').isLinkLocalMulticast() && ip('ff02::1').isLinkLocalMulticast()", true],
    ["ip('ff12::1').isLinkLocalMulticast()", true],
    ["ip('224.0.1.1').isLinkLocalMulticast() || ip('fd00::1').isLinkLocalMulticast()", false],
    ["ip('169.254.169.254').isLinkLocalUnicast() && ip('febf::1').isLinkLocalUnicast()", true],
    ["ip('192.168.0.1').isLinkLocalUnicast() || ip('fd80::1').isLinkLocalUnicast()", false],
    ["ip('127.0.0.1') == ip('127.0.0.1') && ip('127.0.0.1') != ip('10.0.0.1')", true],
    ["ip('2001:db8::1') == ip('2001:DB8:0::1')", true],
    ["ip('::') == ip('0.0.0.0')", false],
    ["ip('::ffff:c0a8:1') == ip('192.168.0.1') && ip('::ffff:c0a8:1').family() == 4", true],
    ["ip('1.2.3.4') in [ip('1.2.3.5'), ip('1.2.3.4')]", true],
    ["type(ip('::1')) == net.IP && type(cidr('::/0')) == net.CIDR", true],
    ["isIP('1.2.3.4') && !isIP('1.2.3.4/8') && !isIP('')", true],
    ["ip.isCanonical('127.0.0.1') && ip.isCanonical('2001:db8::68')", true],
    ["ip.isCanonical('2001:DB8::68') || ip.isCanonical('0:0::1') || ip.isCanonical('::ffff:c0a8:1')", false],
  ])('%s', (source, value) => {
    expect(evaluate(source)).toBe(value);
  });

  it.each([
    ['1.2.3.4', '1.2.3.4'],
    ['::', '::'],
    ['::1', '::1'],
    ['1::', '1::'],
    ['2001:0db8:0:0:0:0:0:0001', '2001:db8::1'],
    ['1:0:0:2:0:0:0:3', '1:0:0:2::3'],
    ['1:0:0:2:3:0:0:4', '1::2:3:0:0:4'],
    ['1:0:2:3:4:5:6:7', '1:0:2:3:4:5:6:7'],
    ['1::2:3:4:5:6:7', '1:0:2:3:4:5:6:7'],
    ['64:ff9b::1.2.3.4', '64:ff9b::102:304'],
    ['1:2:3:4:5:6:1.2.3.4', '1:2:3:4:5:6:102:304'],
    ['FFFF:ffff:ffff:ffff:ffff:ffff:255.255.255.255', 'ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff'],
  ])('%s is written %s', (s, text) => {
    expect(evaluate('string(ip(s))', s)).toBe(text);
  });

  it.each([
    '',
    '1.2.3',
    '1.2.3.4.5',
    '1.2.3.4.',
    '256.0.0.1',
    '01.2.3.4',
    '1.2.3.0x4',
    ' 1.2.3.4',
    '1.2.3.4%eth0',
    '::ffff:192.168.0.1',
    'fe80::1%en0',
    ':',
    ':::',
    '1',
    '1:2:3:4:5:6:7',
    '1:2:3:4:5:6:7:8:9',
    '1:2:3:4:5:6:7::8',
    '1::2::3',
    ':1::2',
    '1::2:',
    '12345::',
    'g::',
    '1.2.3.4::',
    '::1.2.3.256',
    '::1:1.2.3.4.5',
    '1:2:3:4:5:6:7:1.2.3.4',
    '2001:db8:::68',
    '1'.repeat(100_000),
  ])('%j is none', (s) => {
    expect(evaluate('isIP(s)', s)).toBe(false);
    for (const source of ['ip(s)', 'ip.isCanonical(s)', "cidr('::/0').containsIP(s)"]) {
      expect(() => evaluate(source, s)).toThrow(expect.objectContaining({ code: 'evaluation' }));
    }
  });
});

describe('ranges of IP addresses (cases of cel-spec network_ext)', () => {
  it.each([
    ["cidr('192.168.0.0/24').containsIP(ip('192.168.0.1'))", true],
    ["cidr('192.168.0.0/24').containsIP('192.168.1.1')", false],
    ["cidr('192.168.0.9/24').containsIP('192.168.0.1')", true],
    ["cidr('0.0.0.0/0').containsIP('255.255.255.255')", true],
    ["cidr('0.0.0.0/0').containsIP('::')", false],
    ["cidr('2001:db8::/32').containsIP('2001:db8:ffff::1')", true],
    ["cidr('2001:db8::/32').containsIP('2001:db9::')", false],
    ["cidr('192.168.0.0/24').containsCIDR('192.168.0.0/25')", true],
    ["cidr('192.168.0.0/24').containsCIDR(cidr('192.168.0.0/24'))", true],
    ["cidr('192.168.0.0/24').containsCIDR(cidr('192.168.0.0/23'))", false],
    ["cidr('192.168.0.0/24').containsCIDR('192.168.1.0/25')", false],
    ["cidr('::/0').containsCIDR('10.0.0.0/8')", false],
    ["cidr('192.168.0.9/24').ip() == ip('192.168.0.9')", true],
    ["cidr('192.168.0.1/24').masked() == cidr('192.168.0.0/24')", true],
    ["cidr('192.168.0.1/24') == cidr('192.168.0.0/24')", false],
    ["cidr('127.0.0.1/24') == cidr('127.0.0.1/24')", true],
    ["cidr('127.0.0.1/24') == cidr('127.0.0.1/25')", false],
    ["string(cidr('2001:DB8::1/32').masked())", '2001:db8::/32'],
    ["cidr('2001:db8::/32').prefixLength()", 32n],
    ["isCIDR('10.0.0.0/8') && isCIDR('::1/128') && !isCIDR('10.0.0.1')", true],
  ])('%s', (source, value) => {
    expect(evaluate(source)).toBe(value);
  });

  it.each(['192.168.0.0/', '10.0.0.0/33', '::/129', '10.0.0.0/08', '10.0.0.0/+8', '10.0.0.0/8/8', '/8', '10.0.0/8'])(
    '%j is none',
    (s) => {
      expect(evaluate('isCIDR(s)', s)).toBe(false);
      for (const source of ['cidr(s)', "cidr('::/0').containsCIDR(s)"]) {
        expect(() => evaluate(source, s)).toThrow(expect.objectContaining({ code: 'evaluation' }));
      }
    },
  );

  it.each(['fe80::1%en0/24', '::ffff:192.168.0.1/24', '::ffff:c0a8:1/120'])('%j is none either', (s) => {
    expect(evaluate('isCIDR(s)', s)).toBe(false);
  });

  it.each(["isIP(cidr('192.168.0.0/24'))", "ip('::1').masked()", "cidr('::/0') == ip('::')"])(
    '%s is refused',
    (source) => {
      expect(() => environment.compile(source)).toThrow(expect.objectContaining({ code: 'type' }));
    },
  );
});
