import { describeRule, type FiringCase, type QuietCase } from '@rulelibrary/rule-tester';

const ask = { eventType: 'dns', comm: 'curl', dstIp: '10.96.0.10', dstPort: 53, srcPort: 40000, proto: 'UDP' } as const;
const supportxmr = { ...ask, name: 'supportxmr.com.' };

const pools = `
  2cryptocalc.com. 2miners.com. antpool.com. asia1.ethpool.org. auto.c3pool.org. bohemianpool.com. botbox.dev.
  btm.antpool.com. c3pool.com. c4pool.org. ca.minexmr.com. cn.stratum.slushpool.com. dash.antpool.com.
  data.miningpoolstats.stream. de.minexmr.com. eth-ar.dwarfpool.com. eth-asia.dwarfpool.com. eth-asia1.nanopool.org.
  eth-au.dwarfpool.com. eth-au1.nanopool.org. eth-br.dwarfpool.com. eth-cn.dwarfpool.com. eth-cn2.dwarfpool.com.
  eth-eu.dwarfpool.com. eth-eu1.nanopool.org. eth-eu2.nanopool.org. eth-hk.dwarfpool.com. eth-jp1.nanopool.org.
  eth-ru.dwarfpool.com. eth-ru2.dwarfpool.com. eth-sg.dwarfpool.com. eth-us-east1.nanopool.org.
  eth-us-west1.nanopool.org. eth-us.dwarfpool.com. eth-us2.dwarfpool.com. eth.antpool.com. eu.stratum.slushpool.com.
  eu1.ethermine.org. eu1.ethpool.org. fastpool.xyz. fr.minexmr.com. kriptokyng.com. mine.moneropool.com.
  mine.xmrpool.net. miningmadness.com. monero.cedric-crispin.com. monero.crypto-pool.fr. monero.fairhash.org.
  monero.hashvault.pro. monero.herominers.com. monerod.org. monerohash.com. moneroocean.stream. monerop.com.
  multi-pools.com. p2pool.io. pool.kryptex.com. pool.minexmr.com. pool.monero.hashvault.pro. pool.rplant.xyz.
  pool.supportxmr.com. pool.xmr.pt. prohashing.com. rx.unmineable.com. sg.minexmr.com. sg.stratum.slushpool.com.
  skypool.org. solo-xmr.2miners.com. ss.antpool.com. stratum-btm.antpool.com. stratum-dash.antpool.com.
  stratum-eth.antpool.com. stratum-ltc.antpool.com. stratum-xmc.antpool.com. stratum-zec.antpool.com.
  stratum.antpool.com. supportxmr.com. trustpool.cc. us-east.stratum.slushpool.com. us.monero.herominers.com.
  us1.ethermine.org. us1.ethpool.org. us2.ethermine.org. us2.ethpool.org. web.xmrpool.eu. www.domajorpool.com.
  www.dxpool.com. www.mining-dutch.nl. xmc.antpool.com. xmr-asia1.nanopool.org. xmr-au1.nanopool.org.
  xmr-eu1.nanopool.org. xmr-eu2.nanopool.org. xmr-jp1.nanopool.org. xmr-us-east1.nanopool.org.
  xmr-us-west1.nanopool.org. xmr.2miners.com. xmr.crypto-pool.fr. xmr.gntl.uk. xmr.kryptex.network. xmr.nanopool.org.
  xmr.pool-pay.com. xmr.pool.minergate.com. xmr.solopool.org. xmr.volt-mine.com. xmr.zeropool.io. zec.antpool.com.
  zergpool.com.
`
  .trim()
  .split(/\s+/);

/** Every pool, once as it is, and once below its name in mixed case, as resolvers that randomise the case ask. */
const everyPool: Record<string, FiringCase> = Object.fromEntries(
  pools.flatMap((pool) => [
    [pool, { event: { ...ask, name: pool } }],
    [`EU.${pool.toUpperCase()}`, { event: { ...ask, name: `EU.${pool.toUpperCase()}` } }],
  ]),
);

/** Every pool's name as the end of a longer label; without the 18 below another pool, where every name is one of its. */
const everyNeighbour: Record<string, QuietCase> = Object.fromEntries(
  pools
    .filter((pool) => !pools.some((other) => pool.endsWith(`.${other}`)))
    .map((pool) => [`not${pool}`, { event: { ...ask, name: `not${pool}` } }]),
);

describeRule(import.meta, {
  fires: {
    ...everyPool,
    "a pool's name": {
      event: supportxmr,
      message: 'curl (pid 4242) queried supportxmr.com.',
      uniqueId: 'curl_supportxmr.com.',
    },
    "a pool's name in mixed case": {
      event: { ...ask, name: 'SupportXMR.com.' },
      message: 'curl (pid 4242) queried SupportXMR.com.',
      uniqueId: 'curl_supportxmr.com.',
    },
    "two labels below a pool's name": { event: { ...ask, name: 'a.b.supportxmr.com.' } },
    "letters beyond ASCII below a pool's name": { event: { ...ask, name: 'é\u{1f600}.supportxmr.com.' } },
    "an answer with a pool's name": { event: { ...supportxmr, query: false } },
    "a pool's name over TCP": { event: { ...supportxmr, proto: 'TCP' } },
    "a pool's name on the host": { event: supportxmr, context: 'host' },
    "a pool's name, with a profile that holds it": {
      event: supportxmr,
      profile: { egress: [{ dns: 'supportxmr.com.' }] },
    },
    "a pool's name, whatever a policy allows": {
      event: supportxmr,
      profile: { rulePolicies: { R1008: { processAllowed: ['curl'] } } },
    },
  },
  staysQuiet: {
    ...everyNeighbour,
    'an ordinary name': { event: { ...ask, name: 'example.com.' } },
    "letters beyond ASCII before a pool's name": { event: { ...ask, name: 'a.\u{1f600}supportxmr.com.' } },
    "the parent of a pool's name": { event: { ...ask, name: 'minexmr.com.' } },
    "the top-level domain of a pool's name": { event: { ...ask, name: 'com.' } },
    "a pool's name at the beginning, and a dot where one stands before it at the end": {
      event: { ...ask, name: 'supportxmr.com.example.ch.' },
    },
    'the root': { event: { ...ask, name: '.' } },
    'a name that is unknown': { event: ask },
    'in a standalone container, which its tags leave out': { event: supportxmr, context: 'standalone' },
  },
});
