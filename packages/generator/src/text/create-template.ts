import Handlebars from 'handlebars';

/** Fills a text with data. */
export type Template<T> = (data: T) => string;

/**
 * Makes a template of Handlebars text. Nothing is escaped: what it writes is YAML and Markdown, never HTML. What stands
 * between `{{{{raw}}}}` and `{{{{/raw}}}}` is copied as it is, which is how Helm's own braces get through. A name that
 * the data lack throws.
 */
export function createTemplate<T extends object>(source: string): Template<T> {
  const template = environment.compile<T>(source, { noEscape: true, strict: true });
  return (data) => template(data);
}

/** An environment of its own: the library's is shared by whoever imports it. */
const environment = Handlebars.create();

environment.registerHelper('raw', function (this: unknown, options: Handlebars.HelperOptions): string {
  return options.fn(this);
});
