import { build } from 'esbuild';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { THEMES } from './themes.ts';
import type { ThemeName } from './themes.ts';

/** The sidebar's page without VS Code around it, under the policy that the extension gives it. */
export interface PageServer {
	address(theme: ThemeName): string;
	close(): Promise<void>;
}

/** Builds the page as it ships and serves it on this machine until it is closed. */
export async function startPageServer(): Promise<PageServer> {
	const assets = await buildPage();
	const server = createServer((request, response) => {
		const { pathname, searchParams } = new URL(request.url ?? '/', 'http://127.0.0.1');
		const asset = assets.get(pathname);
		const theme = searchParams.get('theme');
		if (asset) {
			response.setHeader('content-type', pathname.endsWith('.js') ? 'text/javascript' : 'text/css');
			response.end(asset);
		} else if (pathname === '/' && isThemeName(theme)) {
			response.setHeader('content-type', 'text/html');
			response.end(document(theme));
		} else {
			response.statusCode = 404;
			response.end();
		}
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const { port } = server.address() as AddressInfo;
	return {
		address: (theme) => `http://127.0.0.1:${port}/?theme=${theme}`,
		close: () => new Promise((resolve) => server.close(() => resolve())),
	};
}

async function buildPage(): Promise<ReadonlyMap<string, string>> {
	const { outputFiles } = await build({
		entryPoints: { webview: 'src/webview/main.tsx' },
		outdir: '/',
		bundle: true,
		write: false,
		format: 'iife',
		target: 'es2022',
		alias: { entities: './src/webview/browserEntities.ts' },
		jsx: 'automatic',
		jsxImportSource: 'preact',
		define: { 'process.env.NODE_ENV': '"production"' },
	});
	return new Map([
		...outputFiles.map(({ path, text }) => [`/${path.split(/[\\/]/).at(-1)}`, text] as const),
		['/vscode.css', VSCODE_STYLES],
	]);
}

function document(theme: ThemeName): string {
	const { bodyClass, variables } = THEMES[theme];
	return `<!DOCTYPE html>
<html lang="en">
<head>
	<meta charset="utf-8">
	<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'self'; font-src 'self'; script-src 'nonce-preview'">
	<meta name="viewport" content="width=device-width, initial-scale=1">
	<link rel="stylesheet" href="vscode.css">
	<link rel="stylesheet" href="webview.css">
	<title>Tandem</title>
</head>
<body class="${bodyClass}">
	<div id="root"></div>
	<script nonce="preview">
		for (const [name, value] of Object.entries(${JSON.stringify(variables)})) document.documentElement.style.setProperty('--vscode-' + name, value);
		const posts = [], violations = [];
		document.addEventListener('securitypolicyviolation', (event) => violations.push(event.violatedDirective + ' ' + event.blockedURI));
		const acquireVsCodeApi = () => ({
			postMessage: (message) => posts.push(message),
			getState: () => JSON.parse(sessionStorage.getItem('state') ?? 'null'),
			setState: (state) => sessionStorage.setItem('state', JSON.stringify(state)),
		});
	</script>
	<script nonce="preview" src="webview.js"></script>
</body>
</html>`;
}

/** What VS Code puts into every page before the page's own styles, shortened to what can matter here, and the sidebar behind it. */
const VSCODE_STYLES = `
html { background: var(--vscode-sideBar-background); scrollbar-color: var(--vscode-scrollbarSlider-background) var(--vscode-editor-background); }
body { overscroll-behavior-x: none; background-color: transparent; color: var(--vscode-editor-foreground); font-family: var(--vscode-font-family); font-weight: var(--vscode-font-weight); font-size: var(--vscode-font-size); margin: 0; padding: 0 20px; }
a, a code { color: var(--vscode-textLink-foreground); }
a:hover { color: var(--vscode-textLink-activeForeground); }
a:focus, input:focus, select:focus, textarea:focus { outline: 1px solid -webkit-focus-ring-color; outline-offset: -1px; }
code { color: var(--vscode-textPreformat-foreground); background-color: var(--vscode-textPreformat-background); padding: 1px 3px; border-radius: 4px; }
pre code { padding: 0; }
blockquote { background: var(--vscode-textBlockQuote-background); border-color: var(--vscode-textBlockQuote-border); }
`;

function isThemeName(value: string | null): value is ThemeName {
	return value !== null && value in THEMES;
}
