import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { giveToOwner } from './place.ts';
import { isAlive, startMark } from './process.ts';

let opened = 0;

/** Registers that this process uses the cluster, and returns the name for `leave`. One process may register several times. */
export function registerUser(folder: string): string {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  opened += 1;
  const name = `${process.pid}.${opened}`;
  const file = join(folder, name);
  writeFileSync(file, startMark(process.pid), { mode: 0o600 });
  giveToOwner(file);
  return name;
}

/** Unregisters, and returns whether that was the last living user. Removes names of dead processes. */
export function leaveUsers(folder: string, name: string): boolean {
  rmSync(join(folder, name), { force: true });
  const living = readdirSync(folder).filter((other) => {
    if (stillUses(folder, other)) return true;
    rmSync(join(folder, other), { force: true });
    return false;
  });
  return living.length === 0;
}

/** Whether a living process is registered. */
export function hasUsers(folder: string): boolean {
  return readdirSync(folder).some((name) => stillUses(folder, name));
}

function stillUses(folder: string, name: string): boolean {
  const pid = Number(name.split('.')[0]);
  return isAlive(pid) && startMark(pid) === readFileSync(join(folder, name), 'utf8');
}
