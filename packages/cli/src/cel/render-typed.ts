import type { TypedJson } from '@rulelibrary/cel';

/** A value as an expression writes it: `[1, 2u, "a"]`, `duration("1.5s")`. */
export function renderTyped(json: TypedJson): string {
  if ('int' in json) return json.int;
  if ('uint' in json) return `${json.uint}u`;
  if ('double' in json) return renderDouble(json.double);
  if ('string' in json) return JSON.stringify(json.string);
  if ('bytes' in json) return renderBytes(json.bytes);
  if ('bool' in json) return String(json.bool);
  if ('null' in json) return 'null';
  if ('list' in json) return `[${json.list.map(renderTyped).join(', ')}]`;
  if ('map' in json)
    return `{${json.map.map(([key, value]) => `${renderTyped(key)}: ${renderTyped(value)}`).join(', ')}}`;
  if ('type' in json) return json.type;
  if ('optional' in json)
    return json.optional === null ? 'optional.none()' : `optional.of(${renderTyped(json.optional)})`;
  const [[name, text]] = Object.entries(json) as [[string, string]];
  return `${name}(${JSON.stringify(text)})`;
}

/** CEL has no literal for those that are text: they are what a string converts to. */
function renderDouble(value: number | string): string {
  if (value === '-0') return '-0.0';
  if (typeof value === 'string') return `double(${JSON.stringify(value)})`;
  return Number.isInteger(value) && Math.abs(value) < 1e21 ? `${value}.0` : String(value);
}

function renderBytes(base64: string): string {
  const bytes = Buffer.from(base64, 'base64');
  const shown = Array.from(bytes, (byte) => {
    const char = String.fromCharCode(byte);
    return /^[ !#-[\]-~]$/.test(char) ? char : `\\x${byte.toString(16).padStart(2, '0')}`;
  });
  return `b"${shown.join('')}"`;
}
