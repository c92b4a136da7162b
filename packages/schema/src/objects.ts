export { parseBindingObject } from './objects/parse-binding-object.ts';
export { parsePodObject } from './objects/parse-pod-object.ts';
export { parseRulesObject } from './objects/parse-rules-object.ts';
