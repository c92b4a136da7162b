import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { afterEach, expect, it } from 'vitest';
import { describeLive } from './live-kernel.ts';
import { type KernelWatch, watchKernel } from './watch-kernel.ts';

// Makes its sockets, says their ports, and answers what comes: by TCP once, by UDP to each line on standard input.
const script = `
const server = require('net').createServer((socket) => socket.end());
const datagrams = require('dgram').createSocket('udp4');
server.listen(0, '127.0.0.1', () => datagrams.bind(0, '127.0.0.1', () => {
  process.stdin.on('data', () => datagrams.send('x', 9, '127.0.0.1'));
  console.log(server.address().port, datagrams.address().port);
}));
`;

describeLive('sockets that are older than the collector have their owners', () => {
  let child: ChildProcess | undefined;
  let watch: KernelWatch | undefined;

  afterEach(() => {
    watch?.stop();
    child?.kill('SIGKILL');
  });

  it('a listener, and a socket that sends and receives datagrams', async () => {
    child = spawn(process.execPath, ['-e', script], { stdio: ['pipe', 'pipe', 'inherit'] });
    const [line] = await once(createInterface(child.stdout as NodeJS.ReadableStream), 'line');
    const [tcpPort, udpPort] = String(line).split(' ');
    watch = await watchKernel({ eventTypes: ['network'] });
    execFileSync('bash', [
      '-c',
      `exec 3<>/dev/tcp/127.0.0.1/${tcpPort}; echo x >/dev/udp/127.0.0.1/${udpPort}; cat <&3`,
    ]);
    child.stdin?.write('go\n');
    const events = (): string[] =>
      (watch as KernelWatch)
        .of('network', child?.pid as number)
        .map((event) => `${event['pktType']} ${event['dstPort']}`);
    await expect.poll(events, { timeout: 10_000 }).toHaveLength(3);
    expect(events().sort()).toEqual([`HOST ${tcpPort}`, `HOST ${udpPort}`, 'OUTGOING 9'].sort());
  }, 60_000);
});
