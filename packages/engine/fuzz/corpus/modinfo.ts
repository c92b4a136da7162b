/** Sections .modinfo of kernel modules: entries, each ended by NUL. */
export const modinfos: Readonly<Record<string, Buffer>> = {
  'of a module': Buffer.from('license=GPL\0vermagic=6.18.0 SMP\0name=veth\0intree=Y\0'),
  'no name': Buffer.from('license=GPL\0'),
  'empty name': Buffer.from('name=\0'),
  'name that is not ended': Buffer.from('depends=\0name=ve'),
  'no UTF-8': Buffer.concat([Buffer.from('name='), Buffer.from('ff00c328', 'hex')]),
  'NULs alone': Buffer.alloc(4096),
  nothing: Buffer.alloc(0),
};
