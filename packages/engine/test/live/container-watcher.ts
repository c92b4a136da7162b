// Looks for containers by fanotify alone until it is killed: prints `ready`, then a line of
// JSON for each that is added.
import { openContainerDiscovery } from '@rulelibrary/engine/containers';

const discovery = openContainerDiscovery({ containerdSocket: false, dockerSocket: false });
discovery.start({
  added: ({ id, command, wasRunning }) => process.stdout.write(`${JSON.stringify({ id, command, wasRunning })}\n`),
  changed: () => {},
  removed: () => {},
});
const watch = discovery.features.find(({ name }) => name === 'container starts');
process.stdout.write(`ready ${JSON.stringify(watch)}\n`);
