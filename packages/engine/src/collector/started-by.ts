import type { ProcessNode } from './process-tree.ts';

const starters = /(?:^|\/)(?:runc|crun|youki|conmon|containerd-shim[\w.-]*)$/;

/** Whether a container's first process has a runtime, or its shim, as parent that was told to start one of this id. */
export function isStartedBy(parent: ProcessNode | undefined, id: string): boolean {
  return parent !== undefined && starters.test(parent.exepath) && parent.args?.includes(id) === true;
}
