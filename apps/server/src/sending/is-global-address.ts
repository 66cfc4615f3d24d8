import { isIP } from 'node:net'
import ipaddr from 'ipaddr.js'

const special4 = [
  '0.0.0.0/8',
  '10.0.0.0/8',
  '100.64.0.0/10',
  '127.0.0.0/8',
  '169.254.0.0/16',
  '172.16.0.0/12',
  '192.0.0.0/24',
  '192.0.2.0/24',
  '192.88.99.0/24',
  '192.168.0.0/16',
  '198.18.0.0/15',
  '198.51.100.0/24',
  '203.0.113.0/24',
  '224.0.0.0/4',
  '240.0.0.0/4',
].map((range) => ipaddr.IPv4.parseCIDR(range))

/** The only part of IPv6 that is handed out for hosts; what embeds an IPv4 address lies outside of it, or is below. */
const unicast6 = ipaddr.IPv6.parseCIDR('2000::/3')
const special6 = ['2001::/23', '2001:db8::/32', '2002::/16', '3fff::/20'].map((range) => ipaddr.IPv6.parseCIDR(range))

/** Of the special addresses, those of machines and networks that an operator may own. */
const private4 = ['10.0.0.0/8', '100.64.0.0/10', '127.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16'].map((range) =>
  ipaddr.IPv4.parseCIDR(range),
)
const private6 = ['::1/128', 'fc00::/7'].map((range) => ipaddr.IPv6.parseCIDR(range))

/** Whether a literal address is a global unicast address: a host on the internet. */
export function isGlobalAddress(text: string): boolean {
  const address = read(text)
  if (address === null) return false
  if (address.kind() === 'ipv4') return !special4.some((range) => address.match(range))
  return address.match(unicast6) && !special6.some((range) => address.match(range))
}

/** Whether a literal address may belong to the operator's own machine or network: private or loopback, in clear form. */
export function isPrivateAddress(text: string): boolean {
  const address = read(text)
  if (address === null) return false
  return (address.kind() === 'ipv4' ? private4 : private6).some((range) => address.match(range))
}

function read(text: string): ipaddr.IPv4 | ipaddr.IPv6 | null {
  // A zone (`fe80::1%eth0`) only names a link of this machine; short and octal spellings are no address of a host.
  return !text.includes('%') && isIP(text) !== 0 ? ipaddr.parse(text) : null
}
