/** It stands in the schema package, which the generator may import too. */
export { metadataTable } from '@rulelibrary/schema';
