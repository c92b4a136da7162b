/**
 * Short options that carry a password in programs where everyone knows them. In all other programs `-p` and its like mean a
 * port, a path or a pattern, and masking them would hide what an alert is about.
 */
export interface PasswordOptions {
  /** Options whose next argument, or whose own rest, is the secret. */
  readonly next?: readonly string[];
  /** Options whose own rest is the secret, but never the next argument: `mysql -p name` asks for it and opens `name`. */
  readonly attached?: readonly string[];
  /** Options whose next argument, or own rest, is `user:secret`. */
  readonly userAndSecret?: readonly string[];
  /** Only where one of the arguments is this word. */
  readonly subcommand?: string;
}

const mysql: PasswordOptions = { attached: ['-p'] };
const mongo: PasswordOptions = { next: ['-p'] };
const ldap: PasswordOptions = { next: ['-w'] };
const registry: PasswordOptions = { next: ['-p'], subcommand: 'login' };

const programs: Readonly<Record<string, PasswordOptions>> = {
  mysql,
  mysqladmin: mysql,
  mysqldump: mysql,
  mariadb: mysql,
  'mariadb-admin': mysql,
  'mariadb-dump': mysql,
  mongo,
  mongosh: mongo,
  mongodump: mongo,
  mongorestore: mongo,
  ldapsearch: ldap,
  ldapadd: ldap,
  ldapmodify: ldap,
  ldapwhoami: ldap,
  docker: registry,
  podman: registry,
  nerdctl: registry,
  helm: registry,
  skopeo: registry,
  crane: registry,
  sshpass: { next: ['-p'] },
  'redis-cli': { next: ['-a'] },
  curl: { userAndSecret: ['-u', '-U', '--user', '--proxy-user'], next: ['-b', '--cookie'] },
};

/** The options of the program by its path or name; undefined for a program that has none. */
export function passwordOptionsOf(program: string): PasswordOptions | undefined {
  const name = program.slice(program.lastIndexOf('/') + 1);
  return Object.hasOwn(programs, name) ? programs[name] : undefined;
}
