// SPDX-License-Identifier: GPL-3.0-or-later
const {ClassicEditor, Essentials, Paragraph, Image, ImageBlock, ImageInline, Link, AutoLink, Bold} = CKEDITOR;
let editor;
const ready = ClassicEditor.create(document.querySelector('#editor'), {
  licenseKey: 'GPL',
  plugins: [Essentials, Paragraph, Image, ImageBlock, ImageInline, Link, AutoLink, Bold],
  toolbar: ['bold', 'link'],
}).then(e => { editor = e; });
window.target = {
  ready,
  get element() { return editor.editing.view.getDomRoot(); },
  read: () => describe(editor.getData()),
};
