#!/usr/bin/env node
import { keepCompiled } from './cli/compile-cache.ts';

keepCompiled();
// Loaded after that, for what is loaded before is compiled anew.
const { runProgram } = await import('./cli/program.ts');
process.exitCode = await runProgram(process.argv.slice(2));
