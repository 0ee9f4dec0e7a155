// SPDX-License-Identifier: GPL-3.0-or-later
const element = document.querySelector('#editor');
element.contentEditable = 'true';
window.target = {element, read: () => ({...describe(element.innerHTML), ...describeShown(element)})};
