export { Canvas, type Colour, type Picture, rectangle, type Step } from './canvas.ts';
export { readPng, writePng } from './png.ts';
