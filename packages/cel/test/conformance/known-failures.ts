/** Why a test fails, by its id. Each is put all the same and has to fail: once it passes it has to be taken off. */
export const knownFailures: Readonly<Record<string, string>> = {};
