export {
  attackVersion,
  type Tactic,
  type Technique,
  tacticOf,
  tactics,
  techniqueOf,
  techniques,
} from './attack/technique-of.ts';
