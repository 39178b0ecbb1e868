// The field of the chapter "AWS error messages": shows the rows whose pattern fits the error, as `explain` does.
(() => {
  const field = document.getElementById("aws-error");
  if (!field) return;

  const normal = (text) => text.replaceAll("\\", "").replaceAll("'", '"').split(/\s+/).join(" ").trim().toLowerCase();

  // Whether the parts between the `*` of a pattern are in a text, in their order.
  const fits = (pattern, text) => {
    let from = 0;
    for (const part of pattern.split("*")) {
      const at = text.indexOf(part, from);
      if (at < 0) return false;
      from = at + part.length;
    }
    return true;
  };

  const show = () => {
    const error = normal(field.value);
    for (const row of document.querySelectorAll("main tbody tr")) {
      const pattern = normal(row.cells[0].textContent);
      row.hidden = error !== "" && !fits(pattern, error) && !pattern.includes(error);
    }
  };
  field.addEventListener("input", show);
})();
