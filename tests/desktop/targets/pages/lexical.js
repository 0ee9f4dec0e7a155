// SPDX-License-Identifier: GPL-3.0-or-later
// Lexical has no pictures of its own: who builds on it brings a node for them, as here and as its playground does.
import {createEditor, DecoratorNode, $getRoot} from 'lexical';
import {LinkNode} from '@lexical/link';
import {$generateHtmlFromNodes} from '@lexical/html';
import {HeadingNode, QuoteNode, registerRichText} from '@lexical/rich-text';

class ImageNode extends DecoratorNode {
  static getType() { return 'image'; }
  static clone(node) { return new ImageNode(node.src, node.alt, node.__key); }
  static importDOM() {
    return {img: () => ({conversion: img => ({node: new ImageNode(img.getAttribute('src'), img.alt)}), priority: 0})};
  }
  static importJSON({src, alt}) { return new ImageNode(src, alt); }
  constructor(src, alt, key) {
    super(key);
    this.src = src;
    this.alt = alt;
  }
  exportJSON() { return {type: 'image', version: 1, src: this.src, alt: this.alt}; }
  exportDOM() {
    const element = document.createElement('img');
    element.setAttribute('src', this.src);
    element.setAttribute('alt', this.alt);
    return {element};
  }
  createDOM() { return this.exportDOM().element; }
  updateDOM() { return false; }
  decorate() { return null; }
}

const element = document.querySelector('#editor');
element.contentEditable = 'true';
const editor = createEditor({
  namespace: 'targets', nodes: [HeadingNode, QuoteNode, LinkNode, ImageNode], onError: e => { throw e; },
});
editor.setRootElement(element);
registerRichText(editor);
editor.update(() => { $getRoot().selectEnd(); });
window.target = {
  element,
  read: () => editor.getEditorState().read(() => describe($generateHtmlFromNodes(editor, null)), {editor}),
};
