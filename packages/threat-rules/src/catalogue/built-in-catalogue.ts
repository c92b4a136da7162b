import type { Catalogue, Field } from './catalogue.ts';
import data from './fields.json' with { type: 'json' };

/** The fields of the endpoint event, threat-rules/v1 and v1.1. */
export const builtInCatalogue: Catalogue = { fields: data.fields as readonly Field[] };
