import './style.css';
import { mount } from './mount.ts';
import type { Host } from './mount.ts';

declare function acquireVsCodeApi(): Host;

const root = document.getElementById('root');
if (root) mount(root, acquireVsCodeApi());
