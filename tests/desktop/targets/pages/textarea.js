// SPDX-License-Identifier: GPL-3.0-or-later
const element = document.createElement('textarea');
document.querySelector('#editor').replaceWith(element);
window.target = {element, read: () => ({images: [], links: [], text: element.value})};
