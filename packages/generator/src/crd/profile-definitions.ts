import { applicationProfileSchema, networkNeighborhoodSchema } from '@rulelibrary/schema/json-schemas';
import { customResourceDefinition, type PrinterColumn } from './custom-resource-definition.ts';

const columns: readonly PrinterColumn[] = [
  {
    name: 'Status',
    type: 'string',
    description: 'How far learning has come',
    jsonPath: '.metadata.annotations.kubescape\\.io/status',
  },
  {
    name: 'Completion',
    type: 'string',
    description: 'Whether all was seen from the start of the container',
    jsonPath: '.metadata.annotations.kubescape\\.io/completion',
  },
];

/** The CustomResourceDefinition of `ApplicationProfile`. */
export const applicationProfileDefinition = customResourceDefinition({
  names: {
    kind: 'ApplicationProfile',
    listKind: 'ApplicationProfileList',
    plural: 'applicationprofiles',
    singular: 'applicationprofile',
    shortNames: ['ap'],
  },
  scope: 'Namespaced',
  description: 'What the containers of a workload were seen to run, open and call.',
  object: applicationProfileSchema,
  columns,
});

/** The CustomResourceDefinition of `NetworkNeighborhood`. */
export const networkNeighborhoodDefinition = customResourceDefinition({
  names: {
    kind: 'NetworkNeighborhood',
    listKind: 'NetworkNeighborhoodList',
    plural: 'networkneighborhoods',
    singular: 'networkneighborhood',
    shortNames: ['nn'],
  },
  scope: 'Namespaced',
  description: 'Whom the containers of a workload were seen to talk to.',
  object: networkNeighborhoodSchema,
  columns,
});
