// Controls that tell nobody what they are for.
() => [...document.querySelectorAll("button, input, select, textarea, summary, a")].filter((node) =>
  node.offsetParent && !node.textContent.trim() && !node.getAttribute("aria-label") && !(node.labels && node.labels.length && node.labels[0].textContent.trim())
).map((node) => node.outerHTML.slice(0, 80))
