import { isSecretValue } from './secretValues.ts';

const isPassword = (text: string) => isSecretValue(text, { strength: 'password', kind: 'a password' }, 'setting');
const hasDigit = (text: string) => isPassword(text) && /\d/.test(text) && /\D/.test(text);

/** Passwords in commands, `.netrc` files, SQL and lists of variables, with no sign between them and a name. As the shapes in `secretShapes.ts`. */
export const COMMAND_SECRETS = [
	// Not the group in `docker run -u node:staff`, `-u 1000:1000`.
	/(?<=\s)(?:-u|--user)(?:(?<=\bcurl[ \t][^\n|;]{0,300})|(?=[ \t=]{1,4}["']?[\w.@-]{1,100}:(?!\d+\b)[^\s"'`]{0,100}\d))[ \t=]{1,4}["']?(?!([\w-]+):\1\b|\d+:)[\w.@-]{1,100}:(?<secret>[^\s"'`]{4,200})/dg,
	/\bsshpass[ \t]+-p[ \t]*["']?(?<secret>[^\s"']{4,200})/dg,
	/\b(?:mysql|mariadb)\w{0,10}[ \t](?:[^\s|;&]{1,80}[ \t]{1,4}){0,12}?-p(?<secret>[^\s"'-][^\s"']{4,200})/dg,
	/\bdocker login[ \t](?:[^\s|;&]{1,80}[ \t]{1,4}){0,6}?-p[ \t=]{1,4}["']?(?<secret>[^\s"']{4,200})/dg,
	/\bredis-cli[ \t](?:[^\s|;&]{1,80}[ \t]{1,4}){0,8}?-a[ \t]{1,4}["']?(?<secret>[^\s"']{4,200})/dg,
	/\blogin[ \t]{1,8}\S{1,100}[ \t]{1,8}password[ \t]{1,8}(?<secret>[^\s"']{4,200})/dg,
	/\b(?:identified[ \t]{1,4}by|password)[ \t]{1,4}'(?<secret>[^'\n]{4,200})'/dgi,
	// Kubernetes: a name, and on the next line its value.
	/\bname:[ \t]{0,4}["']?[A-Z0-9_]{0,60}(?:PASSWORD|PASSWD|PASS|PWD)["']?[ \t]{0,4}\r?\n[ \t]{0,40}value:[ \t]{0,4}["']?(?<secret>[^\s"']{4,200})/dg,
].map((pattern) => ({ pattern, kind: 'a password', isSecret: isPassword }));

/** Where any word may stand, only what is none counts. */
export const DOUBTFUL_COMMAND_SECRETS = [
	/(?<=\s)--(?:\w{1,30}-)?(?:password|passwd|pass)[ \t]{1,4}["']?(?<secret>[^\s"'`-][^\s"'`]{3,200})/dg,
	/^[ \t]{0,40}password[ \t]{1,8}(?<secret>[^\s"']{4,200})[ \t]*\r?$/dgm,
].map((pattern) => ({ pattern, kind: 'a password', isSecret: hasDigit }));
