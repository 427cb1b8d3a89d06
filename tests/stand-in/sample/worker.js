void fetch('./page.js')
  .then((response) => response.status)
  .catch((error) => String(error))
  .then((found) => postMessage(found))
