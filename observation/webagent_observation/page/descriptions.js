/** What is said of an element besides its name. */

const LETTER = /\p{L}/u;

/** The first of these that says something else than the name (accname 1.2, "Description Computation"). */
const DESCRIPTIONS = [
  (element, withheld) =>
    hasAttributeOf(element, "aria-describedby") ? textOfIds(element, "aria-describedby", withheld, element, messagesOf(element)) : "",
  (element) => attributeOf(element, "aria-description"),
  (element) => attributeOf(element, "title"),
];

/** What is asked for in a field, as long as that can be seen. */
const promptOf = (/** @type {Element} */ element) => {
  const prompt = collapse(placeholderOf(element));
  return prompt && !element.value && !(isEditable(element) && element.textContent.trim()) ? prompt : "";
};

const descriptionOf = (/** @type {Element} */ element, /** @type {string} */ name, withheld) => {
  let text = "";
  if (ELEMENT.hasAttributes.call(element)) {
    for (const source of DESCRIPTIONS) {
      text = collapse(source(element, withheld) ?? "");
      if (text && text !== name) break;
      text = "";
    }
    const prompt = promptOf(element);
    if (prompt && prompt !== name && !text.includes(prompt)) text = text ? `${text} · ${prompt}` : prompt;
  }
  text ||= lettersLooks(element);
  // Signs and figures alone say little: mostly an icon with a tooltip is among them.
  return text || !name || LETTER.test(name) ? text : innerTooltip(element, withheld);
};

/** The tooltip of what says nothing by itself, or only signs and figures; of other text it mostly says the same. */
const explanationOf = (/** @type {Element} */ element) => {
  if (!hasAttributeOf(element, "title")) return "";
  const title = collapse(attributeOf(element, "title"));
  const text = collapse(element.textContent);
  return text === title || LETTER.test(text) ? "" : title;
};

/** What is to be added to the text of something without a role: its tooltip, and that it is the current one of several. */
const remarkOf = (/** @type {Element} */ element) => {
  if (!ELEMENT.hasAttributes.call(element)) return "";
  const explanation = explanationOf(element);
  const current = attributeOf(element, "aria-current");
  if (!current || current === "false") return explanation;
  const told = CURRENT.has(current) ? `current ${current}` : "current";
  return explanation ? `${explanation}, ${told}` : told;
};

const claimsInvalid = (/** @type {Element} */ element) => {
  const written = attributeOf(element, "aria-invalid");
  return written !== null && written !== "" && written !== "false";
};

/** Whether the browser shows the value of a field as refused: after it was changed, or sent in vain. */
const isRefused = (/** @type {Element} */ element) => FORM_CONTROLS.has(element.tagName) && element.matches(":user-invalid");

/** A form may leave it to its own scripts to check what is entered. */
const browserChecks = (/** @type {Element} */ field) => !field.form || !hasAttributeOf(field.form, "novalidate");

/** How authors call what tells of a mistake. */
const MISTAKEN = /danger|error|feedback|invalid/i;

/** Whether a text that describes a refused field says what is wrong with it. */
const tellsMistake = (/** @type {Element} */ text) =>
  isShown(text) &&
  (roleOf(text) === "alert" || hasAttributeOf(text, "aria-live") ||
    MISTAKEN.test(attributeOf(text, "id") ?? "") || MISTAKEN.test(attributeOf(text, "class") ?? ""));

/** Where the page says why a value is refused. A message that is kept ready, and hidden, is not given yet. */
const MESSAGES = new Map([["aria-errormessage", isShown], ["aria-describedby", tellsMistake]]);

const messagesOf = (/** @type {Element} */ element) => {
  if (!claimsInvalid(element)) return [];
  for (const [attribute, isGiven] of MESSAGES) {
    const messages = referredBy(element, attribute).filter(Boolean);
    for (const message of messages) dependsOn(element, message);
    const given = messages.filter(isGiven);
    if (given.length) return given;
  }
  return [];
};

/** Why the value of an element is refused, as the page or the browser puts it. */
const errorOf = (/** @type {Element} */ element, withheld) => {
  const texts = messagesOf(element).map((message) => (withheld(message) ? "" : collapse(textOf(message, withheld))));
  const text = texts.filter(Boolean).join(" ");
  if (text) return text;
  return isRefused(element) && browserChecks(element) ? collapse(element.validationMessage) : "";
};
