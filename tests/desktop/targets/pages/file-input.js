// SPDX-License-Identifier: GPL-3.0-or-later
const element = document.createElement('input');
element.type = 'file';
element.multiple = true;
document.querySelector('#editor').replaceWith(element);
window.target = {element, read: () => describeFiles(element.files)};
