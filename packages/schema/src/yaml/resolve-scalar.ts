import {
  boolCoreTag,
  floatCoreTag,
  intCoreTag,
  NOT_RESOLVED,
  nullCoreTag,
  SCALAR_STYLE,
  type ScalarEvent,
  strTag,
} from 'js-yaml';

export type ScalarValue = string | number | boolean | null;

const implicitTags = [nullCoreTag, boolCoreTag, intCoreTag, floatCoreTag] as const;
const explicitTags = [...implicitTags, strTag] as const;

/**
 * The value of a scalar under the YAML 1.2 core schema, or undefined when its tag is unknown or does not fit the text.
 *
 * @param tag as written, such as `!!str`; empty for none
 */
export function resolveScalar(text: string, style: ScalarEvent['style'], tag: string): ScalarValue | undefined {
  if (tag === '!') return text;
  if (tag !== '') return resolveTagged(text, tag);
  if (style !== SCALAR_STYLE.PLAIN) return text;
  for (const { resolve, tagName } of implicitTags) {
    const value = resolve(text, false, tagName);
    if (value !== NOT_RESOLVED) return value;
  }
  return text;
}

function resolveTagged(text: string, tag: string): ScalarValue | undefined {
  const name = longTagName(tag);
  const definition = explicitTags.find(({ tagName }) => tagName === name);
  const value = definition?.resolve(text, true, name);
  return value === NOT_RESOLVED ? undefined : value;
}

/** `!!str` and `!<tag:yaml.org,2002:str>` name the same tag. */
export function longTagName(tag: string): string {
  if (tag.startsWith('!<')) return tag.slice(2, -1);
  return tag.replace(/^!!/, 'tag:yaml.org,2002:');
}
