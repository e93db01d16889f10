import { createGitRepo, type GitRepo } from './gitRepo.ts';

/** Numbers from 0 to 1, the same for the same seed (mulberry32). */
export function seeded(seed: number): () => number {
	let state = seed;
	return () => {
		state = (state + 0x6d2b79f5) | 0;
		let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
		mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
	};
}

/** A repository to which things happen as people make them happen. */
export interface RandomHistory {
	readonly repo: GitRepo;
	/** Does one random thing (commits, a merge, a rename, an amend, a rebase, a reset, a checkout) and says what. */
	step(): Promise<string>;
	head(): Promise<string>;
}

export async function createRandomHistory(seed: number, ids: readonly string[]): Promise<RandomHistory> {
	const repo = await createGitRepo();
	const random = seeded(seed);
	const pick = <Thing>(things: readonly Thing[]): Thing => things[Math.floor(random() * things.length)] as Thing;
	let counter = 0;
	await repo.commit('Begin', { 'a.txt': lines('a', 30), 'src/b.txt': lines('b', 30) });
	await repo.git('branch', 'side');

	const files = async () => (await repo.git('ls-files')).split('\n').filter((file) => file !== '');
	const message = () => {
		const id = pick(ids);
		return pick([
			`Change ${counter}`,
			`${id}: change`,
			`Work\n\nObjective: ${id}`,
			`Tidy\n\nObjective: none (upkeep ${counter % 3})`,
			`Part of ${id}`,
			`Limit\n\nConstraint: at most ${counter % 4}\nTrade-off: slow\n\nObjective: ${id}`,
		]);
	};
	const commitAll = async () => {
		counter++;
		const date = `2024-02-01T00:00:00Z`;
		const seconds = Date.parse(date) / 1000 + counter * 60 - (random() < 0.1 ? 7200 : 0);
		const stamp = `${seconds} +0000`;
		const author = pick(['Ana <ana@example.com>', 'Bo <bo@example.com>']);
		await repo.git('add', '-A');
		await repo.git(
			'-c',
			`user.name=${author.split(' ')[0]}`,
			'commit',
			'-q',
			'--allow-empty',
			`--date=${stamp}`,
			`--author=${author}`,
			'-m',
			message(),
		);
	};
	const edit = async () => {
		const file = pick(await files());
		const text = (await repo.git('show', `:${file}`)).split('\n');
		text.splice(
			Math.floor(random() * text.length),
			random() < 0.3 ? 1 : 0,
			`${file} ${counter} ${Math.floor(random() * 1e6)}`,
		);
		await repo.write(file, `${text.join('\n')}\n`);
	};
	const steps: Record<string, () => Promise<void>> = {
		async edit() {
			await edit();
			if (random() < 0.3) await edit();
			await commitAll();
		},
		async add() {
			await repo.write(`${pick(['', 'src/', 'lib/x/'])}f${counter}.txt`, lines(`f${counter}`, 12));
			await commitAll();
		},
		async rename() {
			const file = pick(await files());
			await repo.git('mv', file, `${pick(['', 'src/', 'moved/'])}r${counter}.txt`).catch(async () => {
				await repo.write(`moved/.keep${counter}`, '');
				await repo.git('mv', file, `moved/r${counter}.txt`);
			});
			if (random() < 0.5) await edit();
			await commitAll();
		},
		async remove() {
			const all = await files();
			if (all.length < 4) return;
			await repo.git('rm', '-q', pick(all));
			await commitAll();
		},
		async empty() {
			await commitAll();
		},
		async switch() {
			const current = await repo.git('rev-parse', '--abbrev-ref', 'HEAD');
			await repo.git('checkout', '-q', current === 'side' ? 'main' : 'side');
		},
		async merge() {
			const current = await repo.git('rev-parse', '--abbrev-ref', 'HEAD');
			const strategy = pick([
				['-X', 'ours'],
				['-X', 'theirs'],
				['-s', 'ours'],
			]);
			try {
				await repo.git(
					'merge',
					'-q',
					'--no-ff',
					...strategy,
					'-m',
					`Merge ${counter}: ${pick(ids)}`,
					current === 'side' ? 'main' : 'side',
				);
			} catch {
				// What git cannot merge by itself (a rename here, a removal there) is settled by keeping everything.
				await repo.git('add', '-A');
				await repo.git('commit', '-q', '--allow-empty', '-m', `Merge by hand ${counter}`);
			}
			if (random() < 0.3) {
				await edit();
				await repo.git('add', '-A');
				await repo.git('commit', '-q', '--amend', '--no-edit', '--allow-empty');
			}
		},
		async amend() {
			await edit();
			await repo.git('add', '-A');
			await repo.git('commit', '-q', '--amend', '--allow-empty', '-m', message());
		},
		async reset() {
			await repo.git('reset', '-q', '--hard', 'HEAD~1').catch(() => undefined);
		},
		async rebase() {
			const current = await repo.git('rev-parse', '--abbrev-ref', 'HEAD');
			await repo
				.git('rebase', '-q', '-X', 'theirs', current === 'side' ? 'main' : 'side')
				.catch(() => repo.git('rebase', '--abort'));
		},
	};
	const likely = ['edit', 'edit', 'edit', 'edit', 'add', 'rename', 'merge', ...Object.keys(steps)];
	return {
		repo,
		async step() {
			const name = pick(likely);
			await steps[name]?.();
			return name;
		},
		head: () => repo.git('rev-parse', 'HEAD'),
	};
}

function lines(name: string, count: number): string {
	return Array.from({ length: count }, (_, line) => `${name} line ${line}\n`).join('');
}
