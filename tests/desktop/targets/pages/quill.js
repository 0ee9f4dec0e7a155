// SPDX-License-Identifier: GPL-3.0-or-later
const quill = new Quill('#editor', {theme: 'snow'});
window.target = {element: quill.root, read: () => describe(quill.getSemanticHTML())};
