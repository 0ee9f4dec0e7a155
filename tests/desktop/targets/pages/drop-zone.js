// SPDX-License-Identifier: GPL-3.0-or-later
// As upload forms do it: files that are dropped, and pictures that are pasted.
const element = document.querySelector('#editor');
let files = [];
element.tabIndex = 0;
element.addEventListener('dragover', event => event.preventDefault());
element.addEventListener('drop', event => {
  event.preventDefault();
  files = [...event.dataTransfer.files];
});
document.addEventListener('paste', event => { files = [...event.clipboardData.files]; });
window.target = {element, read: () => describeFiles(files)};
