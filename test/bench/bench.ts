// One measurement in a process of its own:  node --expose-gc bench.js CASE   or, without a case, the list of all.
import { CASES } from './cases.ts';
import { measure } from './measure.ts';

const name = process.argv[2];
const chosen = CASES.find((one) => one.name === name);
if (name === undefined) {
	process.stdout.write(JSON.stringify(CASES.map(({ name: each, things, count }) => ({ name: each, things, count }))));
} else if (chosen) {
	void Promise.resolve(chosen.prepare())
		.then(measure)
		.then((measured) => process.stdout.write(JSON.stringify(measured)));
} else {
	throw new Error(`There is no case ${name}.`);
}
