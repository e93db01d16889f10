import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import type { Http } from '../../src/node/http.ts';

/** A schema as OpenAPI 3.0 writes it, as far as GitHub's answers use it; `$ref` is a name of `schemas`. */
interface Schema {
	readonly $ref?: string;
	readonly type?: 'object' | 'array' | 'string' | 'integer' | 'number' | 'boolean';
	readonly nullable?: boolean;
	readonly enum?: readonly unknown[];
	readonly format?: string;
	readonly properties?: Readonly<Record<string, Schema>>;
	readonly required?: readonly string[];
	readonly items?: Schema;
	readonly additionalProperties?: boolean | Schema;
	readonly oneOf?: readonly Schema[];
	readonly anyOf?: readonly Schema[];
	readonly allOf?: readonly Schema[];
}

interface Operation {
	readonly method: string;
	readonly path: string;
	readonly query: Readonly<Record<string, Schema>>;
	readonly body?: Schema;
	/** By status; null: no body. */
	readonly answers: Readonly<Record<string, Schema | null>>;
}

/** What was asked and what came back. */
export interface Exchange {
	readonly method: string;
	/** Below the root of the API, with the query. */
	readonly path: string;
	readonly body?: string | undefined;
	readonly status: number;
	readonly answer: string;
}

const { operations, schemas } = JSON.parse(readFileSync('test/fixtures/github/openapi.json', 'utf8')) as {
	readonly operations: readonly Operation[];
	readonly schemas: Readonly<Record<string, Schema>>;
};

/** What of the exchange GitHub's own description does not know, as sentences; empty where all is right. */
export function exchangeProblems({ method, path, body, status, answer }: Exchange): readonly string[] {
	const { pathname, searchParams } = new URL(path, 'http://api');
	const operation = operations.find((one) => one.method === method && patternOf(one.path).test(pathname));
	if (!operation) return [`there is no ${method} ${pathname}`];
	const query = [...searchParams].flatMap(([name, value]) => {
		const schema = operation.query[name];
		if (!schema) return [`there is no ?${name}=`];
		return schemaProblems(schema, schema.type === 'integer' ? Number(value) : value, `?${name}`);
	});
	const sent = body === undefined ? undefined : (JSON.parse(body) as unknown);
	const strange = Object.keys(sent ?? {}).filter((name) => !operation.body?.properties?.[name]);
	return [
		...query,
		...strange.map((name) => `the request has no ${name}`),
		...(operation.body ? schemaProblems(operation.body, sent, 'request') : []),
		...answerProblems(operation, status, answer),
	];
}

/** The same for everything that is asked of `root`, while the work goes on. */
export function checkedHttp(http: Http, root: string) {
	const exchanges: Exchange[] = [];
	return {
		http: {
			async request(url, options) {
				const answer = await http.request(url, options);
				assert.ok(url.startsWith(`${root}/`), url);
				exchanges.push({
					method: options.method ?? 'GET',
					path: url.slice(root.length),
					body: options.body,
					status: answer.status,
					answer: new TextDecoder().decode(answer.body),
				});
				return answer;
			},
		} satisfies Http,
		/** Fails where something is against the description; gives how much was looked at. */
		checkAll(): number {
			const problems = exchanges.flatMap((exchange) =>
				exchangeProblems(exchange).map((problem) => `${exchange.method} ${exchange.path}: ${problem}`),
			);
			assert.deepEqual([...new Set(problems)], []);
			return exchanges.length;
		},
	};
}

function answerProblems(operation: Operation, status: number, answer: string): readonly string[] {
	const schema = operation.answers[status];
	// Not every refusal is described: any operation may end with 401, 429 or 500.
	if (schema === undefined) return status < 300 ? [`there is no answer ${status}`] : [];
	if (schema === null) return answer === '' ? [] : [`${status} has no body`];
	return schemaProblems(schema, JSON.parse(answer), 'answer');
}

function patternOf(path: string): RegExp {
	return new RegExp(`^${path.replace(/\{\w+\}/g, '[^/]+')}$`);
}

function schemaProblems(schema: Schema, value: unknown, at: string): readonly string[] {
	if (schema.$ref !== undefined) {
		const known = schemas[schema.$ref];
		return known ? schemaProblems(known, value, at) : [`${at}: no schema ${schema.$ref}`];
	}
	if (value === null && schema.nullable) return [];
	const matches = (one: Schema) => schemaProblems(one, value, at).length === 0;
	return [
		...(schema.type !== undefined && !hasType(value, schema.type) ? [`${at} is no ${schema.type}`] : []),
		...(schema.enum && !schema.enum.includes(value) ? [`${at} is ${JSON.stringify(value)}`] : []),
		...(typeof value === 'string' && !hasFormat(value, schema.format) ? [`${at} is no ${schema.format}`] : []),
		...(schema.oneOf && !schema.oneOf.some(matches) ? [`${at} is none of the kinds`] : []),
		...(schema.anyOf && !schema.anyOf.some(matches) ? [`${at} is none of the kinds`] : []),
		...(schema.allOf ?? []).flatMap((one) => schemaProblems(one, value, at)),
		...(Array.isArray(value) && schema.items
			? value.flatMap((item, index) => schemaProblems(schema.items ?? {}, item, `${at}[${index}]`))
			: []),
		...objectProblems(schema, value, at),
	];
}

function objectProblems(schema: Schema, value: unknown, at: string): readonly string[] {
	if (typeof value !== 'object' || value === null || Array.isArray(value)) return [];
	const fields = value as Record<string, unknown>;
	const { properties = {}, required = [], additionalProperties } = schema;
	return [
		...required.filter((name) => !(name in fields)).map((name) => `${at}.${name} is missing`),
		...Object.entries(fields).flatMap(([name, field]) => {
			const known = properties[name] ?? (typeof additionalProperties === 'object' ? additionalProperties : undefined);
			if (known) return schemaProblems(known, field, `${at}.${name}`);
			return additionalProperties === false ? [`${at} has no ${name}`] : [];
		}),
	];
}

function hasType(value: unknown, type: NonNullable<Schema['type']>): boolean {
	if (type === 'integer') return Number.isInteger(value);
	if (type === 'array' || type === 'object') {
		return typeof value === 'object' && value !== null && Array.isArray(value) === (type === 'array');
	}
	return typeof value === type;
}

function hasFormat(value: string, format: string | undefined): boolean {
	if (format === 'uri') return URL.canParse(value);
	if (format === 'date-time') return /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z$/.test(value);
	return true;
}
