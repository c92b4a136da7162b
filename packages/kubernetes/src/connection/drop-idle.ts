import type { Agent } from 'node:https';

/** Closes the connections that wait for a request: where one broke, they are likely dead as well. Those in use go on. */
export function dropIdle(agent: Agent): void {
  for (const sockets of Object.values(agent.freeSockets)) for (const socket of sockets ?? []) socket.destroy();
}
