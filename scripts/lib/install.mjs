// install.mjs: installs all packages, for a program that does something else meanwhile. Runs on plain Node 20.19 with nothing installed.
import { ensureInstalled } from './ensure.mjs';

ensureInstalled();
