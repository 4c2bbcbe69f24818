// Buttons that copy what stands in a box. Without this script, or where the browser keeps its
// clipboard to itself, the box can be selected and copied as any text.
const SHOWN = 4000;

for (const button of document.querySelectorAll("[data-copy]")) {
  button.hidden = false;
  const said = document.createElement("span");
  said.className = "gt-message__copied";
  said.setAttribute("role", "status");
  button.after(said);
  button.addEventListener("click", async () => {
    const box = document.getElementById(button.dataset.copy);
    box.closest("details")?.setAttribute("open", "");
    box.focus();
    box.select();
    said.textContent = (await copy(box.value)) ? "Copied" : "Selected: copy it with Ctrl+C";
    setTimeout(() => { said.textContent = ""; }, SHOWN);
  });
}

async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    // On a page without https there is no clipboard to write to, only what is selected.
    return document.execCommand("copy");
  }
}
