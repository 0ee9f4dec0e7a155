// SPDX-License-Identifier: GPL-3.0-or-later
import {Editor} from '@tiptap/core';
import Image from '@tiptap/extension-image';
import StarterKit from '@tiptap/starter-kit';

const editor = new Editor({
  element: document.querySelector('#editor'),
  extensions: [StarterKit, Image],
});
window.target = {element: editor.view.dom, read: () => describe(editor.getHTML())};
