/**
 * Where a spec repo is.
 * - `remote`: cloned into the extension's storage. `url` is https, ssh or scp form; a `file:` URL or a local path (to a bare repository) only where the user said so.
 * - `folder`: read in place, uncommitted edits included. `dir` is a path of the operating system.
 */
export type SpecAddress =
	| { readonly kind: 'remote'; readonly url: string; readonly ref?: string; readonly path?: string }
	| { readonly kind: 'folder'; readonly dir: string; readonly path?: string };

/** Who said where the spec repo is: what a workspace file says is limited, what the user's own setting says is not. */
export type SpecAddressOrigin = 'setting' | 'code-config' | 'workspace-folder' | 'argument';
