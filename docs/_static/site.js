// What the themes leave to a person with a mouse: boxes that scroll take the focus, parts of the page have names.
const focusable = () => {
  for (const box of document.querySelectorAll("pre, .table-wrapper")) {
    if (box.scrollWidth > box.clientWidth) box.tabIndex = 0;
  }
};
addEventListener("resize", focusable);
document.addEventListener("DOMContentLoaded", () => {
  const chinese = document.documentElement.lang.startsWith("zh");
  focusable();
  for (const [part, english, words] of [
    [".sidebar-drawer", "Pages", "目录"],
    [".toc-drawer", "On this page", "本页"],
  ]) {
    document.querySelector(part)?.setAttribute("aria-label", chinese ? words : english);
  }
  for (const link of document.querySelectorAll(".sphx-glr-thumbcontainer a")) {
    link.setAttribute("aria-label", link.textContent);
  }
});
